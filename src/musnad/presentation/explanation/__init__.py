"""Why a line of a report was read as it was: every annotation with rule, score and reason, and the rules that nearly fired."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from musnad import pipeline, reasons
from musnad.errors import NotFound
from musnad.presentation.explanation.near import told
from musnad.presentation.explanation.records import ExplainedLine, ExplainedSentence, Explanation, Finding, Part, Stopped
from musnad.presentation.explanation.telling import Teller, label
from musnad.records import Document, Line, Report, Sentence, Span
from musnad.script import fold
from musnad.tracing import traced

__all__ = ["ExplainedLine", "ExplainedSentence", "Explanation", "Finding", "Part", "Stopped", "explain", "label", "lines_meant"]

_NUMBERS = re.compile(r"\s*(\d+)\s*(?:[-–:]\s*(\d+)\s*)?")
_Item = TypeVar("_Item", Finding, Stopped)


def lines_meant(document: Document, wanted: str) -> list[int]:
    """The numbers of the lines that `wanted` means: `12`, `12-15`, or words that stand in them, in any spelling.

    Raises NotFound where the report has no such line.
    """
    last = len(document.lines)
    numbers = _NUMBERS.fullmatch(wanted)
    if numbers:
        first, final = int(numbers[1]), int(numbers[2] or numbers[1])
        if not 1 <= first <= final <= last:
            raise NotFound(f"{document.name} has lines 1 to {last}; {wanted.strip()} is not among them")
        return list(range(first, final + 1))
    needle = " ".join(fold(wanted).text.split())
    folded = fold(document.text)
    haystack = folded.text.replace("\n", " ")
    found: list[int] = []
    at = haystack.find(needle) if needle else -1
    while at >= 0:
        number = document.line_at(folded.positions[at]).number
        if number not in found:
            found.append(number)
        at = haystack.find(needle, at + 1)
    if not found:
        raise NotFound(f"{document.name} holds no line with “{wanted}”; give fewer words, or the line's number (1 to {last})")
    return found


def explain(document: Document, lines: Sequence[int], language: str = "ar") -> Explanation:
    """The document read anew with every rule telling what it turned down; only these lines (by number) are told."""
    with traced() as misses:
        report = pipeline.annotate(document)
    teller = Teller(report, language)
    findings = sorted(
        (
            teller.tell(item)
            for item in report.annotations()
            if item.span.end > item.span.start and not isinstance(item, Sentence)
        ),
        key=lambda found: (found.start, -found.end),
    )
    near = told(report, misses, language)
    by_number = {line.number: line for line in document.lines}
    return Explanation(
        report=document.id, name=document.name, outlet=report.outlet.name if report.outlet else None,
        published=report.published.value if report.published else None, language=language,
        lines=tuple(_line(report, by_number[number], findings, near, language) for number in lines), failures=report.failures,
    )  # fmt: skip


def _line(report: Report, line: Line, findings: Sequence[Finding], near: Sequence[Stopped], language: str) -> ExplainedLine:
    spans = [sentence.span for sentence in report.sentences if sentence.line == line.number] or [line.span]
    # Each sentence takes what begins in it; what stands between two goes with the first.
    starts = [line.span.start, *(span.start for span in spans[1:]), line.span.end + 1]
    return ExplainedLine(
        number=line.number, kind=line.kind.value, rule=line.by, reason=reasons.sentence_for(line.by, {}, language),
        sentences=tuple(
            _sentence(report, span, _within(findings, first, behind), _within(near, first, behind))
            for span, first, behind in zip(spans, starts, starts[1:], strict=False)
        ),
    )  # fmt: skip


def _within(items: Sequence[_Item], first: int, behind: int) -> tuple[_Item, ...]:
    return tuple(item for item in items if first <= item.start < behind)


def _sentence(report: Report, span: Span, findings: tuple[Finding, ...], near: tuple[Stopped, ...]) -> ExplainedSentence:
    text = span.of(report.document.text)
    return ExplainedSentence(start=span.start, end=span.end, text=text, findings=findings, near=near)
