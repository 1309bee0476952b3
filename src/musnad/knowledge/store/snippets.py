"""What to show of a report that was found: the stretches of its text that hold the words, from where the index has them."""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection

from musnad.knowledge.store import search
from musnad.knowledge.store.search import Term, stem_of, words_of
from musnad.records import Document, Span

_SNIPPET_WORDS = 12
"""Words shown on each side of a match: about two lines of a results page."""
_SNIPPETS = 3


class Placed(NamedTuple):
    """A word of a report as the index has it, and where it stands."""

    start: int
    end: int
    word: str
    stem: str


@dataclass(frozen=True)
class Words:
    """The words of a report's body in order, in columns: those of the lines that are shown alone become objects."""

    starts: Sequence[int]
    lengths: Sequence[int]
    words: Sequence[str]
    stems: Sequence[str]

    @classmethod
    def of(cls, document: Document) -> Words:
        """Read from the text."""
        tokens = words_of(document)
        starts, lengths = [token.start for token in tokens], [token.end - token.start for token in tokens]
        return cls(starts, lengths, [token.folded for token in tokens], [stem_of(token) for token in tokens])

    @classmethod
    def kept(cls, places: bytes, words: str, stems: str) -> Words | None:
        """As the index keeps them; None where it is at odds with itself."""
        numbers = array("I")
        numbers.frombytes(zlib.decompress(places))
        half = len(numbers) // 2
        columns = (words.split(" "), stems.split(" ")) if half else ([], [])
        if not len(columns[0]) == len(columns[1]) == half:
            return None
        return cls(numbers[:half], numbers[half:], *columns)

    def between(self, start: int, end: int) -> list[Placed]:
        """Those that begin between two places."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [
            Placed(self.starts[at], self.starts[at] + self.lengths[at], self.words[at], self.stems[at]) for at in range(low, high)
        ]

    def beginning(self, terms: Iterable[Term]) -> list[int]:
        """Where the first word of a term may stand."""
        found = set[int]()
        for term in terms:
            for column, first in ((self.words, term.words[0]), (self.stems, term.stems[0])):
                if term.prefix:
                    found.update(at for at, one in enumerate(column) if one.startswith(term.words[0]))
                else:
                    found.update(_equal(column, first))
        return sorted(self.starts[at] for at in found)


def placed(connection: Connection, rows: Iterable[int]) -> dict[int, Words]:
    """Row → its words; rows that an older musnad indexed are left out."""
    columns = search.columns(connection, rows)
    read = ((row, Words.kept(places, words, stems)) for row, places, words, stems in columns)
    return {row: words for row, words in read if words is not None}


def _equal(column: Sequence[str], wanted: str) -> Iterator[int]:
    at = -1
    while True:
        try:
            at = column.index(wanted, at + 1)
        except ValueError:
            return
        yield at


def highlights(document: Document, terms: Sequence[Term], words: Words | None = None) -> list[tuple[Span, tuple[Span, ...]]]:
    """Up to three stretches of the original text around the words found, with the words themselves.

    `words` are those of the body as the index has them; without them the text is read again.
    """
    found: list[tuple[Span, tuple[Span, ...]]] = []
    known = words if words is not None else Words.of(document)
    hopeful = known.beginning(terms)
    for line in document.body():
        first = bisect_left(hopeful, line.span.start)
        if first < len(hopeful) and hopeful[first] < line.span.end:
            tokens = known.between(line.span.start, line.span.end)
            found += _windows(tokens, _marks(tokens, terms))
    # What shows most of the query first; in reading order among equals.
    best = sorted(found, key=lambda snippet: (-len({mark.of(document.text) for mark in snippet[1]}), snippet[0].start))
    return sorted(best[:_SNIPPETS], key=lambda snippet: snippet[0].start)


def _marks(tokens: Sequence[Placed], terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Stretches of token numbers that a term matches, overlapping ones joined."""
    found = sorted({(at, at + len(term.words)) for term in terms for at in _first(tokens, term) if fits(term, tokens, at)})
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _first(tokens: Sequence[Placed], term: Term) -> Iterable[int]:
    """Where the first word of a term may stand."""
    if term.prefix:
        return range(len(tokens))
    word, its_stem = term.words[0], term.stems[0]
    return [at for at, token in enumerate(tokens) if token.word == word or token.stem == its_stem]


def fits(term: Term, tokens: Sequence[Placed], at: int) -> bool:
    """True where the text's words from `at` on are this term."""
    if at + len(term.words) > len(tokens):
        return False
    for offset, (word, its_stem) in enumerate(zip(term.words, term.stems, strict=True)):
        token = tokens[at + offset]
        same = token.word == word or (token.stem == its_stem and not term.prefix)
        if not same and not (term.prefix and (token.word.startswith(word) or token.stem.startswith(word))):
            return False
    return True


def _windows(tokens: Sequence[Placed], marks: Sequence[tuple[int, int]]) -> list[tuple[Span, tuple[Span, ...]]]:
    """Stretches of words around the marks; marks near each other share one."""
    windows: list[tuple[int, int, list[tuple[int, int]]]] = []
    for start, end in marks:
        low, high = max(0, start - _SNIPPET_WORDS), min(len(tokens), end + _SNIPPET_WORDS)
        if windows and low <= windows[-1][1] and high - windows[-1][0] <= 4 * _SNIPPET_WORDS:
            windows[-1] = (windows[-1][0], high, [*windows[-1][2], (start, end)])
        else:
            low = max(low, windows[-1][1]) if windows else low
            windows.append((min(low, start), high, [(start, end)]))
    return [
        (
            Span(start=tokens[low].start, end=tokens[high - 1].end),
            tuple(Span(start=tokens[start].start, end=tokens[end - 1].end) for start, end in inside),
        )
        for low, high, inside in windows
    ]
