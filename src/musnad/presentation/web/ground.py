"""The report around a thing that is judged: the lines near it at once, the rest folded away, its words marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from musnad.knowledge.store import DocumentSummary
from musnad.presentation.web.marking import Mark, marked
from musnad.presentation.web.page import Page
from musnad.records import Line, Reference, Report, Span
from musnad.script import tokenize

_AROUND = 2
"""Lines shown on each side: the sentence before often says who is meant."""
_WORDS = 25
"""Words offered on each side of a mark that is to be moved."""

Lines = tuple[tuple[int, str, Markup], ...]
"""Number, kind and marked words of each line."""


@dataclass(frozen=True)
class Ground:
    """A report as it is laid beside a thing."""

    summary: DocumentSummary
    before: Lines
    near: Lines
    after: Lines


@dataclass(frozen=True)
class Word:
    """A word that a mark may begin or end with."""

    words: str
    start: int
    end: int


def ground(page: Page, reference: Reference, parts: Iterable[tuple[Span, str]] = ()) -> Ground:
    """The report of a reference with its words marked; `parts` are further stretches with their classes."""
    report = page.reader.report(reference.document)
    lines = [line for line in report.document.body() if line.span.start < line.span.end]
    marks = [Mark(id="at", span=reference.span, css="at")]
    marks += [Mark(id=f"at-{number}", span=span, css=css) for number, (span, css) in enumerate(parts)]
    middle = [number for number, line in enumerate(lines) if line.span.overlaps(reference.span)] or [0]
    first, last = max(0, middle[0] - _AROUND), middle[-1] + _AROUND + 1
    seen: set[str] = set()

    def written(some: Sequence[Line]) -> Lines:
        return tuple((line.number, str(line.kind), marked(report.document.text, line.span, marks, seen)) for line in some)

    before, near, after = written(lines[:first]), written(lines[first:last]), written(lines[last:])
    return Ground(page.reader.summaries[reference.document], before, near, after)


def words_around(report: Report, span: Span) -> list[Word]:
    """The words of the line around a stretch."""
    line = report.document.line_at(span.start).span
    end = max(line.end, span.end)
    text = report.document.text
    tokens = [token for token in tokenize(text, line.start, end) if token.kind != "mark"]
    words = [Word(text[token.start : token.end], token.start, token.end) for token in tokens]
    inside = [number for number, word in enumerate(words) if word.start < span.end and word.end > span.start] or [0]
    return words[max(0, inside[0] - _WORDS) : inside[-1] + _WORDS + 1]
