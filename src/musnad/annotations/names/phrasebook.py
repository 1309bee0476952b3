"""Many folded word sequences looked up at once, clitics of the first word allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from musnad.annotations.names.lines import NameLine, Reading
from musnad.script import fold

T = TypeVar("T")
_INNER_DOT = re.compile(r"(?<=\S)\.(?=\S)")


def key_of(name: str) -> tuple[str, ...]:
    """The folded words of a name; dots inside are words of their own, as in a line (أ.ف.ب)."""
    return tuple(_INNER_DOT.sub(" . ", fold(name).text).replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found: words `first`..`last`, the reading of the first word, and what the phrasebook holds for it."""

    first: int
    last: int
    reading: Reading
    value: T


@dataclass(slots=True)
class Phrasebook(Generic[T]):
    """First word → phrases that open with it, longest first."""

    entries: dict[str, list[tuple[tuple[str, ...], T]]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, T]]) -> Phrasebook[T]:
        """A phrasebook of (name, value) pairs; of two values for one name the first stays."""
        book: dict[str, dict[tuple[str, ...], T]] = {}
        for name, value in pairs:
            key = key_of(name)
            if key:
                book.setdefault(key[0], {}).setdefault(key, value)
        ordered = {first: sorted(held.items(), key=lambda item: -len(item[0])) for first, held in book.items()}
        return cls(ordered)

    def at(self, line: NameLine, index: int) -> Match[T] | None:
        """The longest phrase that opens at this word; the unsplit reading wins over equally long ones."""
        best: Match[T] | None = None
        if index >= len(line.words):
            return None
        following = line.folded(index + 1)
        for reading in line.words[index].readings:
            for key, value in self.entries.get(reading.stem, ()):
                if len(key) > 1 and key[1] != following:
                    continue
                last = index + len(key) - 1
                if best is not None and last <= best.last:
                    break
                if last < len(line.words) and all(line.words[index + n].token.folded == key[n] for n in range(2, len(key))):
                    best = Match(index, last, reading, value)
                    break
        return best

    def all_in(self, line: NameLine) -> Iterator[Match[T]]:
        """The longest phrase at every word."""
        entries = self.entries
        for index, word in enumerate(line.words):
            # most words open no phrase: looked up before anything else is done
            for reading in word.readings:
                if reading.stem in entries:
                    match = self.at(line, index)
                    if match is not None:
                        yield match
                    break
