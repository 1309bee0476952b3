"""Happenings in order of time, of a whole case or of one entity; dates that the reports disagree on stay side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from musnad import edtf
from musnad.knowledge.store import Case
from musnad.records import Contradiction, Event, ValueSource


@dataclass(frozen=True)
class Dating:
    """One date of a happening and the reports that give it."""

    date: str
    given: tuple[ValueSource, ...]


@dataclass(frozen=True)
class Moment:
    """A happening on the timeline."""

    event: Event
    datings: tuple[Dating, ...]
    """Every date given, the best first; a less exact date that fits is under its own value."""
    contested: tuple[Dating, ...]
    """Those that share no day with some other; empty where all dates fit together."""
    contradictions: tuple[Contradiction, ...]
    """All contradictions about the happening, of whatever kind."""

    @property
    def date(self) -> str | None:
        """The best date."""
        return self.event.date


def timeline(case: Case, entity: str | None = None, first: str | None = None, last: str | None = None) -> list[Moment]:
    """The happenings of a case, or those in which `entity` (an id) has a part, in order of time; the undated come last.

    `first` and `last` (EDTF) leave out what no report dates into that time, and then also what has no date. Raises ValueError
    where one of them is no EDTF date.
    """
    for bound in (first, last):
        if bound is not None and not edtf.is_edtf(bound):
            raise ValueError(bound)
    about: dict[str, list[Contradiction]] = {}
    for contradiction in case.contradictions():
        about.setdefault(contradiction.about, []).append(contradiction)
    moments = [moment(event, about.get(event.id, ())) for event in case.events(entity=entity)]
    kept = [one for one in moments if _within(one, first, last)]
    return sorted(kept, key=lambda one: (*edtf.sort_key(one.date), one.event.id))


def moment(event: Event, contradictions: Sequence[Contradiction] = ()) -> Moment:
    """One happening with its dates put together by value."""
    values: dict[str, list[ValueSource]] = {}
    for given in event.dates:
        values.setdefault(given.value, []).append(given)
    ordered = sorted(values, key=lambda value: (value != event.date, -len(values[value]), value))
    datings = tuple(Dating(value, tuple(values[value])) for value in ordered)
    return Moment(event, datings, tuple(_contested(datings)), tuple(contradictions))


def _contested(datings: Sequence[Dating]) -> Iterator[Dating]:
    for one in datings:
        if any(not edtf.overlaps(one.date, other.date) for other in datings):
            yield one


def _within(one: Moment, first: str | None, last: str | None) -> bool:
    """True where any date that is given falls into the time asked for."""
    if first is None and last is None:
        return True
    start = edtf.earliest(first) if first else None
    end = edtf.latest(last) if last else None
    for dating in one.datings:
        begins, ends = edtf.earliest(dating.date), edtf.latest(dating.date)
        if (start is None or ends is None or ends >= start) and (end is None or begins is None or begins <= end):
            return True
    return False
