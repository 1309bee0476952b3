"""Happenings: tellings held to be of one thing, of one report or of several, with what they say together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property, lru_cache

from musnad.knowledge.packing import in_rows
from musnad.knowledge.tellings import FIGHTING, Telling, closed_days

_CLOSE = frozenset({frozenset({"clash", "attack"}), frozenset({"attack", "shelling"}), frozenset({"attack", "airstrike"}),
                    frozenset({"shelling", "airstrike"}), frozenset({"clash", "shelling"}),
                    frozenset({"meeting", "talks"})})  # fmt: skip
"""Types that reports use for each other; a clash and an air strike are two."""
_WEEK = 7
_NEVER = date.max.toordinal()


@in_rows
class Happening:
    """Tellings held to be of one thing, with what they say together."""

    def __init__(self, members: Sequence[Telling]) -> None:
        self.members = tuple(sorted(members, key=lambda telling: telling.number))
        self.documents = frozenset(telling.indexed.id for telling in members)
        self.agents = _together([telling.agents for telling in members])
        self.others = _together([telling.others for telling in members])
        self.actors = _together([self.agents, self.others])
        self.places = _names(*sorted({place for one in members for place in (one.place, one.around) if place}))
        self.kinds = _names(*sorted({telling.mention.type for telling in members}))
        self.modality = most([telling.mention.modality for telling in self.members])
        self.main = any(telling.headline for telling in members)
        self.published = _published(self.members)

    @cached_property
    def again(self) -> bool:
        """True where some telling says that it happened before."""
        return any(telling.again for telling in self.members)

    @cached_property
    def leads(self) -> bool:
        """True where some telling stands in the headline or the first paragraph."""
        return any(telling.headline or telling.opening for telling in self.members)

    @cached_property
    def launch(self) -> bool:
        """True where some telling is of a launch."""
        return any(telling.launch for telling in self.members)

    @cached_property
    def kind(self) -> str:
        """The type that most tellings give; the dead and hurt of a clash do not make it another type."""
        return most([telling.mention.type for telling in self.members if telling.mention.type != "casualties"] or ["casualties"])

    @cached_property
    def family(self) -> str:
        """Types that may be told for each other have one family."""
        return "fighting" if self.kinds & FIGHTING else self.kind

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """The days that it is dated to: of the most exact telling; the dead of a clash date it only where nothing else does."""
        own = [one.bounds for one in self.members if one.bounds and one.mention.type != "casualties"]
        dated = own or [one.bounds for one in self.members if one.bounds]
        return min(dated, key=lambda days: (days[1] - days[0], days), default=None)

    @property
    def dated(self) -> bool:
        """True where some telling has a date of use."""
        return self.days is not None

    @property
    def length(self) -> int:
        """Days that the date leaves open beyond the first."""
        return (self.days[1] - self.days[0]).days if self.days else 0

    def around(self, margin: timedelta) -> tuple[date | None, date | None]:
        """The days in which it may have happened: its date, else the days before its report."""
        if self.days:
            return self.days[0] - margin, self.days[1] + margin
        return (self.published - margin, self.published) if self.published else (None, None)

    @cached_property
    def stretch(self) -> tuple[int, int] | None:
        """The same without a margin, as numbers of days; None where nothing is known."""
        first, last = self.around(timedelta(0))
        return (first.toordinal(), last.toordinal()) if first and last else None

    @property
    def order(self) -> tuple[int, int]:
        """Sorts by date."""
        return self.stretch or (_NEVER, _NEVER)

    @property
    def past(self) -> bool:
        """True for what reports look back on, a week and more after it happened."""
        return bool(self.days and self.published and (self.published - self.days[1]).days > _WEEK)

    def kinds_meet(self, other: Happening) -> bool:
        """True where the types of both may be told for each other."""
        return _kinds_meet(self.kinds, other.kinds)

    def days_meet(self, other: Happening) -> bool:
        """True where both dates hold a common day."""
        return bool(self.days and other.days and self.days[0] <= other.days[1] and other.days[0] <= self.days[1])

    def days_near(self, other: Happening, margin: timedelta) -> bool:
        """True where both may be of the same few days."""
        one, two = self.stretch, other.stretch
        return one is not None and two is not None and one[0] - margin.days <= two[1] and two[0] - margin.days <= one[1]

    def strangers(self, other: Happening) -> bool:
        """True where doers and targets of both exclude each other, crosswise as well (reports swap doer and target)."""
        if not (self.actors and other.actors) or self.actors & other.actors:
            return False
        return _apart(self.agents, other.agents) or _apart(self.others, other.others) or _apart(self.actors, other.actors)


def _together(sets: Sequence[frozenset[str]]) -> frozenset[str]:
    """All of them; one that holds all others is itself the answer, not a copy."""
    most = max(sets, key=len)
    return most if all(one <= most for one in sets) else most.union(*sets)


@lru_cache(maxsize=20_000)
def _names(*names: str) -> frozenset[str]:
    """The same set as one object, however many happenings hold it."""
    return frozenset(names)


@lru_cache(maxsize=5_000)
def _kinds_meet(one: frozenset[str], other: frozenset[str]) -> bool:
    if one & other:
        return True
    if "casualties" in one | other:
        return bool(one & FIGHTING and other & FIGHTING)
    return any(frozenset((a, b)) in _CLOSE for a in one for b in other)


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _published(members: Sequence[Telling]) -> date | None:
    found = [days[0] for telling in members if (days := closed_days(telling.indexed.published))]
    return min(found, default=None)


def most(values: Sequence[str]) -> str:
    """The commonest value, the first in order among equals."""
    if len(values) == 1:
        return values[0]
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value))


def merged(one: Happening, other: Happening) -> Happening:
    """Both as one."""
    return Happening((*one.members, *other.members))
