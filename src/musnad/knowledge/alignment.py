"""Two reports laid side by side: the passages that both have word for word, and what was changed between them.

Passages are found wherever they stand, also where an editor moved a paragraph; time is linear in the words of both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

RUN = 4
"""Words that a passage has at least: shorter runs are set phrases (`وزير الخارجية الأميركي جون كيري`, mostly)."""
_GAP = 15
"""Words between two passages up to which what stands there is a change, not a text of its own."""
_OFTEN = 8
"""A run that stands in a report more often is a refrain; its first places are enough to begin a passage with."""


@dataclass(frozen=True, slots=True)
class Passage:
    """`length` words that stand at `first` in the one and at `second` in the other (numbers of words)."""

    first: int
    second: int
    length: int


@dataclass(frozen=True, slots=True)
class Change:
    """The words first_start:first_end of the one stand where the other has second_start:second_end; one may be empty."""

    first_start: int
    first_end: int
    second_start: int
    second_end: int


def passages(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Passage]:
    """What both have in common, longest passages first taken, in the order of the first."""
    found = sorted(_stretches(first, second), key=lambda one: (-one.length, one.first, one.second))
    taken_first, taken_second = bytearray(len(first)), bytearray(len(second))
    kept: list[Passage] = []
    for passage in found:
        for part in _free(passage, taken_first, taken_second):
            if part.length >= RUN:
                kept.append(part)
                taken_first[part.first : part.first + part.length] = b"\1" * part.length
                taken_second[part.second : part.second + part.length] = b"\1" * part.length
    return sorted(kept, key=lambda one: (one.first, one.second))


def _stretches(first: Sequence[Hashable], second: Sequence[Hashable]) -> list[Passage]:
    """Every longest run that both have."""
    places: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
    for at in range(len(second) - RUN + 1):
        held = places[tuple(second[at : at + RUN])]
        if len(held) < _OFTEN:
            held.append(at)
    ends: dict[int, int] = {}
    """Diagonal → the word of the first at which its last run ended."""
    found: list[Passage] = []
    for at in range(len(first) - RUN + 1):
        for other in places.get(tuple(first[at : at + RUN]), ()):
            if ends.get(at - other, -1) > at:
                continue
            length = RUN
            while at + length < len(first) and other + length < len(second) and first[at + length] == second[other + length]:
                length += 1
            ends[at - other] = at + length
            found.append(Passage(at, other, length))
    return found


def _free(passage: Passage, taken_first: bytearray, taken_second: bytearray) -> list[Passage]:
    """The parts of a passage of which neither side belongs to a longer one."""
    parts: list[Passage] = []
    start = 0
    for at in range(passage.length + 1):
        if at == passage.length or taken_first[passage.first + at] or taken_second[passage.second + at]:
            if at > start:
                parts.append(Passage(passage.first + start, passage.second + start, at - start))
            start = at + 1
    return parts


def stretches(shared: Sequence[Passage]) -> list[list[Passage]]:
    """Passages that follow each other in both with little between them: what one editor took over in one go."""
    groups: list[list[Passage]] = []
    for passage in shared:
        if groups and _follows(groups[-1][-1], passage):
            groups[-1].append(passage)
        else:
            groups.append([passage])
    return groups


def _follows(before: Passage, after: Passage) -> bool:
    gaps = after.first - before.first - before.length, after.second - before.second - before.length
    return min(gaps) >= 0 and max(gaps) <= _GAP


def shared_words(shared: Sequence[Passage], least: int) -> int:
    """How many words stand in stretches of at least so many."""
    lengths = (sum(passage.length for passage in group) for group in stretches(shared))
    return sum(length for length in lengths if length >= least)


def changes(shared: Sequence[Passage]) -> list[Change]:
    """What differs inside the stretches taken over: words replaced, added, left out."""
    return [
        Change(before.first + before.length, after.first, before.second + before.length, after.second)
        for group in stretches(shared)
        for before, after in pairwise(group)
    ]
