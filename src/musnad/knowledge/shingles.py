"""Which reports share wording: the words of each report, folded, and pairs of reports that have rare runs of words in common.

A MinHash of fixed share (FracMinHash, as in sourmash): of the hashed runs of three words those that a fixed number divides. A
signature of fixed length says how alike two texts are as wholes and misses the agency text cut to its first paragraphs (figures
in docs/copies.md); a fixed share also says how much of the shorter stands in the longer. Time and memory are linear: a run that
many reports hold brings each of them together with its next neighbours in time only.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from musnad.knowledge.corpus import Indexed
from musnad.records import Line, LineKind
from musnad.script import fold
from musnad.script.folding import fold_text

WIDTH = 3
"""Words in a run: an editor who changes a word here and there leaves runs of three."""
LEAST = 5
"""Words that a passage has at least: shorter ones are names and set phrases (`وزير الخارجية الأميركي`)."""
_SHARE = 4
"""One run in so many (by hash) brings pairs together: enough for 100 words, and memory stays small."""
_NEIGHBOURS = 12
"""Reports that a run brings together with each that holds it; copies of one text appear within days of each other."""
_WORD = re.compile(r"\w+")
_SET_BY_OUTLET = frozenset({LineKind.headline, LineKind.dateline, LineKind.byline})
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))
_FINAL = np.uint64(0xFF51AFD7ED558CCD)

Hashes = NDArray[np.uint64]


class Word(NamedTuple):
    """A folded word and where it stands in the report."""

    text: str
    start: int
    end: int


def text_lines(indexed: Indexed) -> list[Line]:
    """The running text: every outlet sets its own headline, date line and by-line on a text that it takes over."""
    return [line for line in indexed.report.document.body() if line.kind not in _SET_BY_OUTLET]


def words(indexed: Indexed) -> list[Word]:
    """The words of the running text, in order."""
    found: list[Word] = []
    for line in text_lines(indexed):
        folded = fold(line.span.of(indexed.text))
        for match in _WORD.finditer(folded.text):
            start, end = folded.span(*match.span())
            found.append(Word(match.group(), line.span.start + start, line.span.start + end))
    return found


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")


class Wording:
    """The words of a report's running text as numbers, and its runs of three words as numbers."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.words: Hashes = np.fromiter(map(_number, texts), dtype=np.uint64, count=len(texts))
        self.runs = _runs(self.words)
        self.known: Hashes = np.unique(self.runs)

    @classmethod
    def of_report(cls, indexed: Indexed) -> Wording:
        """The wording of one report."""
        text = "\n".join(line.span.of(indexed.text) for line in text_lines(indexed))
        return cls(_WORD.findall(fold_text(text)))

    def stretches(self, other: Wording) -> list[tuple[int, int]]:
        """Where words stand that the other has as well, at least `LEAST` in a row: first word, last + 1."""
        if not (len(self.runs) and len(other.known)):
            return []
        held = other.known[np.searchsorted(other.known, self.runs).clip(max=len(other.known) - 1)] == self.runs
        edges = np.flatnonzero(np.diff(held.astype(np.int8), prepend=0, append=0)).tolist()
        ends = ((start, end + WIDTH - 1) for start, end in zip(edges[::2], edges[1::2], strict=True))
        return [(start, end) for start, end in ends if end - start >= LEAST]


def _runs(words: Hashes) -> Hashes:
    mixed = np.zeros(max(0, len(words) - WIDTH + 1), dtype=np.uint64)
    for at, factor in enumerate(_MIX):
        # Multiplied again after each word: the same words in another order give another number.
        mixed = (mixed ^ words[at : at + len(mixed)]) * factor
        mixed ^= mixed >> np.uint64(29)
    mixed *= _FINAL
    return mixed ^ (mixed >> np.uint64(32))


def meetings(wordings: Sequence[Wording]) -> Iterator[tuple[int, int, int]]:
    """Pairs of reports, by their place in `wordings` (the likelier sources first), and about how many runs they share."""
    kept = [wording.known[wording.known % np.uint64(_SHARE) == 0] for wording in wordings]
    holders = np.repeat(np.arange(len(kept), dtype=np.int64), [len(found) for found in kept])
    every = np.concatenate(kept) if kept else np.zeros(0, dtype=np.uint64)
    order = np.lexsort((holders, every))
    every, holders = every[order], holders[order]
    met: list[NDArray[np.int64]] = []
    for step in range(1, _NEIGHBOURS + 1):
        same = every[:-step] == every[step:]
        met.append(holders[:-step][same] * len(kept) + holders[step:][same])
    pairs, counts = np.unique(np.concatenate(met), return_counts=True)
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        yield pair // len(kept), pair % len(kept), count * _SHARE
