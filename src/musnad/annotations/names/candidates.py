"""What a proposer of names returns, and the protocol that every proposer (a rule today, a trained model later) keeps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from musnad.annotations.names.lines import NameLine
from musnad.records import MentionType


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a name. Offsets are of the document; `parent` marks one that may stand inside its organ's name."""

    start: int
    end: int
    type: MentionType
    score: float
    by: str
    because: tuple[tuple[str, str], ...] = ()
    subtype: str | None = None
    head: str | None = None
    parent: bool = False

    @property
    def length(self) -> int:
        """Characters covered."""
        return self.end - self.start

    @property
    def because_name(self) -> str:
        """The name as its own rule states it."""
        return dict(self.because).get("usual") or dict(self.because).get("name", "")

    @property
    def listed(self) -> bool:
        """True where the authority lists or the gazetteer hold the name."""
        return any(key == "authority" for key, _ in self.because)

    def contains(self, other: Candidate) -> bool:
        """True where `other` lies inside and is shorter."""
        return self.start <= other.start and other.end <= self.end and self.length > other.length

    def overlaps(self, other: Candidate) -> bool:
        """True where the two share a character."""
        return self.start < other.end and other.start < self.end


class Proposer(Protocol):
    """Reads one line, returns scored candidates in any order; they may overlap each other."""

    def __call__(self, line: NameLine) -> Iterable[Candidate]:
        """Candidates of the line."""
        ...
