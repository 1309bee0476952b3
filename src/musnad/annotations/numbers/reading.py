"""One line as words, numbers and marks, folded, with offsets into the document: what number and date grammars read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from musnad.records import BODY_KINDS, Document, Line
from musnad.script import fold
from musnad.script.folding import HARAKAT, TATWEEL, quick_fold

_TRAIL = re.compile(f"[{HARAKAT}{TATWEEL}]*")

Kind = Literal["word", "number", "date", "clock", "mark", "address"]

# In this order: addresses and clock times swallow their digits; a numeric date before a plain number; digits never share a
# token with letters (الـ12).
_ADDRESS = r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]{1,64}\.\w{2,12}|#[\w]+|"
_REST = (
    r"(?<!\d)\d{9,})"
    r"|(?P<date>(?<!\d)(?:\d{4}\s?(?P<s1>[./\\-])\s?\d{1,2}\s?(?P=s1)\s?\d{1,2}|\d{1,2}\s?(?P<s2>[./\\-])\s?\d{1,2}\s?(?P=s2)\s?(?:\d{4}|\d{2}))(?!\d))"
    r"|(?P<clock>(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d))"
    r"|(?P<number>\d{1,3}(?:،\d{3})+[\u202a-\u202e]?,\d{1,2}(?!\d)|\d{1,3}(?:[,،]\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d+[.,]\d+|\d+)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>\S)"
)
_PIECE = re.compile(rf"(?P<address>{_ADDRESS}{_REST}")
# The same where no sign of an address stands: most lines, whose every word would else be tried as a mailbox.
_PIECE_OF_PROSE = re.compile(rf"(?P<address>{_REST}")
_SIGN_OF_ADDRESS = re.compile(r"[@#]|://|www\.")


@dataclass(frozen=True, slots=True)
class Word:
    """One piece of a line; `starts[i]` is the document offset of `key[i]`."""

    start: int
    end: int
    key: str
    kind: Kind
    starts: Sequence[int]

    def offset(self, index: int) -> int:
        """Document offset of character `index` of the folded word."""
        return self.starts[index] if index < len(self.starts) else self.end


@lru_cache(maxsize=256)
def read_line(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of `text[start:end]`; kept for the next step that reads the same line."""
    return read_stretch(text, start, end)


def read_stretch(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The words of `text[start:end]`, which begins and ends between words."""
    stretch = text[start:end]
    words: list[Word] = []
    quick = quick_fold(stretch)
    if quick is not None:  # nothing dropped: every character keeps its place
        for match in _pieces(quick):
            a, b = start + match.start(), start + match.end()
            words.append(Word(a, b, match.group(), match.lastgroup, range(a, b)))  # type: ignore[arg-type]
        return tuple(words)
    folded = fold(stretch)
    positions = folded.positions
    for match in _pieces(folded.text):
        a, b = match.span()
        starts = tuple(start + position for position in positions[a:b])
        # Vowel signs and tatweel behind the last letter belong to the word: شخصاً, الـ 12.
        stop = _TRAIL.match(text, starts[-1] + 1, end).end()  # type: ignore[union-attr]
        words.append(Word(starts[0], stop, match.group(), match.lastgroup, starts))  # type: ignore[arg-type]
    return tuple(words)


def _pieces(folded: str) -> Iterator[re.Match[str]]:
    return (_PIECE if _SIGN_OF_ADDRESS.search(folded) else _PIECE_OF_PROSE).finditer(folded)


def body_lines(document: Document) -> Iterable[Line]:
    """The lines that annotations are made in."""
    return (line for line in document.lines if line.kind in BODY_KINDS and line.span.end > line.span.start)
