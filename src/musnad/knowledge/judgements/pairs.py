"""Same and not same, made consistent: where decisions of several days cannot all hold, the later ones stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from musnad.knowledge.judgements.order import moment
from musnad.records import Judgement


@dataclass(frozen=True)
class Pairs:
    """Keys held to be one, keys held to be two, and the judgements that later ones overrule."""

    same: tuple[tuple[str, str], ...] = ()
    not_same: tuple[tuple[str, str], ...] = ()
    overruled: Mapping[str, str] = field(default_factory=dict)
    """Judgement → the one that stands in its place."""


class _Groups:
    """Keys held to be one so far, and which groups are held to be two, each with the judgement that says so."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._apart: dict[str, dict[str, str]] = defaultdict(dict)
        self._members: dict[str, list[str]] = {}
        self._by: dict[str, str] = {}

    def root(self, key: str) -> str:
        while self._parent.get(key, key) != key:
            key = self._parent[key]
        return key

    def apart(self, one: str, other: str) -> str | None:
        """The judgement by which two are not one."""
        return self._apart[self.root(one)].get(self.root(other))

    def join(self, one: str, other: str, by: str) -> None:
        a, b = sorted((self.root(one), self.root(other)))
        if a == b:
            return
        self._parent[b] = a
        self._by[b] = by
        for enemy, judgement in self._apart.pop(b, {}).items():
            self._apart[enemy].pop(b, None)
            self._apart[enemy][a] = self._apart[a][enemy] = judgement
        self._members[a] = self.members(a) + self.members(b)
        self._by[a] = by

    def part(self, one: str, other: str, by: str) -> None:
        a, b = self.root(one), self.root(other)
        self._apart[a].setdefault(b, by)
        self._apart[b].setdefault(a, by)

    def joined_by(self, key: str) -> str:
        return self._by.get(self.root(key), self._by.get(key, ""))

    def members(self, key: str) -> list[str]:
        """All keys of the group."""
        return self._members.get(self.root(key), [key])

    def apart_groups(self) -> Iterable[tuple[str, str]]:
        """Pairs of groups held to be two."""
        return sorted({(min(a, b), max(a, b)) for a, others in self._apart.items() for b in others})


Sides = Sequence[Sequence[str]]
"""What each item of a judgement is today: keys of mentions, the one that stands for it first."""


def consistent(judged: Iterable[tuple[Judgement, bool, Sides]]) -> Pairs:
    """The decisions (true: the items are one) that can hold together, looked at from the latest back."""
    groups = _Groups()
    overruled: dict[str, str] = {}
    same: list[tuple[str, str]] = []
    for judgement, one_thing, sides in sorted(judged, key=lambda entry: moment(entry[0]), reverse=True):
        against = _against(groups, judgement.id, one_thing, sides)
        if against is not None:
            overruled[judgement.id] = against
        elif one_thing:
            for one, other in _links(sides):
                same.append((one, other))
                groups.join(one, other, judgement.id)
        else:
            for one, other in _bars(sides):
                groups.part(one, other, judgement.id)
    apart = {
        (min(a, b), max(a, b))
        for one, other in groups.apart_groups() for a in groups.members(one) for b in groups.members(other)
    }  # fmt: skip
    return Pairs(tuple(sorted(same)), tuple(sorted(apart)), overruled)


def _links(sides: Sides) -> list[tuple[str, str]]:
    """`same`: what stands for one item is what stands for the next."""
    firsts = [side[0] for side in sides]
    return [(one, other) for one, other in pairwise(firsts) if one != other]


def _bars(sides: Sides) -> list[tuple[str, str]]:
    """`not same`: nothing of one item is anything of another."""
    return [(a, b) for one, other in combinations(sides, 2) for a in one for b in other if a != b]


def _against(groups: _Groups, judgement: str, one_thing: bool, sides: Sides) -> str | None:
    """The later judgement with which this one cannot hold."""
    if one_thing:
        trial = _Groups()
        for one, other in _links(sides):
            trial.join(groups.root(one), groups.root(other), judgement)
        roots = sorted({groups.root(side[0]) for side in sides})
        return next((by for one, other in combinations(roots, 2) if trial.root(one) == trial.root(other)
                     and (by := groups.apart(one, other))), None)  # fmt: skip
    return next((groups.joined_by(one) for one, other in _bars(sides) if groups.root(one) == groups.root(other)), None)
