"""A copy beside its original: the lines in which they differ, with what stands in the one only marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from musnad.knowledge import alignment, shingles
from musnad.knowledge.corpus import Corpus, Indexed
from musnad.knowledge.shingles import Word
from musnad.presentation.web.marking import isolated
from musnad.records import Line, Report, Span


@dataclass(frozen=True)
class Side:
    """One of the two: its lines that hold words of its own, those words marked, and how many lines hold none."""

    document: str
    lines: tuple[tuple[Line, Markup], ...]
    same: int
    words: int
    own: int
    """Words that the other does not have in a passage of the same wording."""

    @property
    def share(self) -> float:
        """Share of its words that the other has as well."""
        return 1 - self.own / self.words if self.words else 0.0


@dataclass(frozen=True)
class Beside:
    """A copy and its original."""

    original: Side
    copy: Side

    @property
    def same_text(self) -> bool:
        """True where neither has a word that the other lacks."""
        return not self.original.own and not self.copy.own


def beside(copy: Report, original: Report) -> Beside:
    """Lay them side by side word for word; headlines and by-lines, which every outlet sets itself, are left out."""
    indexed = {one.id: one for one in Corpus([copy, original]).reports}
    mine, theirs = indexed[copy.document.id], indexed[original.document.id]
    words, others = shingles.words(mine), shingles.words(theirs)
    shared = alignment.passages([word.text for word in words], [word.text for word in others])
    return Beside(
        original=_side(theirs, others, ((one.second, one.length) for one in shared), "del"),
        copy=_side(mine, words, ((one.first, one.length) for one in shared), "ins"),
    )


def _side(indexed: Indexed, words: list[Word], shared: Iterable[tuple[int, int]], tag: str) -> Side:
    held = bytearray(len(words))
    for start, length in shared:
        held[start : start + length] = b"\1" * length
    starts = [word.start for word in words]
    lines: list[tuple[Line, Markup]] = []
    same = 0
    for line in shingles.text_lines(indexed):
        numbers = range(bisect_left(starts, line.span.start), bisect_right(starts, line.span.end))
        own = _runs([(words[number], bool(held[number])) for number in numbers])
        if own:
            lines.append((line, _marked(indexed.text, line.span, own, tag)))
        elif numbers:
            same += 1
    return Side(indexed.id, tuple(lines), same, len(words), len(words) - sum(held))


def _runs(words: list[tuple[Word, bool]]) -> list[Span]:
    """Stretches of words that are not shared, from the first word of each to its last."""
    found: list[Span] = []
    before = True
    for word, shared in words:
        if not shared:
            start = word.start if before else found.pop().start
            found.append(Span(start=start, end=word.end))
        before = shared
    return found


def _marked(text: str, line: Span, own: list[Span], tag: str) -> Markup:
    pieces, position = [], line.start
    for span in own:
        pieces.append(isolated(text[position : span.start]))
        pieces.append(Markup("<{0}>{1}</{0}>").format(Markup(tag), isolated(span.of(text))))
        position = span.end
    return Markup("").join([*pieces, isolated(text[position : line.end])])
