"""From when to when there is evidence for something, in months; the scale of a slider over it; what lies between two handles.

A tie counts for a month when a report of that month states it or a happening of both is dated into it; a place when a report of
the month names it or a happening there is dated into it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from musnad import edtf
from musnad.knowledge.store import Case
from musnad.knowledge.store.times import Days
from musnad.records import Entity

MOST_STEPS = 120
"""Steps of a slider in months; where there is evidence for more months, its steps are years."""
Months = tuple[int, int]
"""First and last month, counted from the year nought."""


Tied = tuple[str, str, Sequence[str], Sequence[str]]
"""Two actors, and the ids of the relations and of the happenings that tie them."""


@dataclass(frozen=True)
class Step:
    """One step of the slider: a month or a year of which there is evidence."""

    value: str
    first: int
    last: int
    times: int
    """Pieces of evidence that lie in it."""


@dataclass(frozen=True)
class Choice:
    """A slider with the places of its two handles, as numbers of steps."""

    steps: tuple[Step, ...]
    low: int
    high: int

    @property
    def whole(self) -> bool:
        """True where nothing is left out."""
        return self.low == 0 and self.high == len(self.steps) - 1

    def holds(self, spans: Sequence[Months]) -> bool:
        """True for what has evidence between the handles; what has no date is shown with the whole time only."""
        first, last = self.steps[self.low].first, self.steps[self.high].last
        return self.whole or any(begins <= last and ends >= first for begins, ends in spans)

    @property
    def highest(self) -> int:
        """Most pieces of evidence of one step."""
        return max(step.times for step in self.steps)


def months(first: str, last: str) -> Months | None:
    """The months of two days; one open end is taken for the other."""
    ends = [_month(day) for day in (first, last) if day]
    return (min(ends), max(ends)) if ends else None


def _month(day: str) -> int:
    return 12 * int(day[:4]) + int(day[5:7]) - 1


def _value(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def joined(days: Iterable[Days]) -> tuple[Months, ...]:
    """Stretches of months, those that touch made one."""
    found: list[Months] = []
    for begins, ends in sorted(span for first, last in days if (span := months(first, last))):
        if found and begins <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(ends, found[-1][1]))
        else:
            found.append((begins, ends))
    return tuple(found)


def of_ties(case: Case, ties: Iterable[Tied]) -> dict[tuple[str, str], tuple[Months, ...]]:
    """For each tie the months for which there is evidence."""
    known = list(ties)
    stated = case.times.of_relations(one for _, _, relations, _ in known for one in relations)
    told = case.times.of_events(one for _, _, _, events in known for one in events)
    return {
        (one, other): joined(
            [days for relation in relations for days in stated.get(relation, ())]
            + [told[event] for event in events if event in told]
        )
        for one, other, relations, events in known
    }


def of_places(case: Case, places: Sequence[Entity]) -> dict[str, tuple[Months, ...]]:
    """For each place the months for which there is evidence."""
    return {place: joined(days) for place, days in case.times.of_places(one.id for one in places).items()}


def choice(spans: Iterable[Sequence[Months]], since: str, until: str) -> Choice | None:
    """The slider over this evidence with its handles where they were asked for; None where there is nothing to slide."""
    ends = Counter(month for some in spans for span in some for month in dict.fromkeys(span))
    steps = [Step(_value(month), month, month, ends[month]) for month in sorted(ends)]
    if len(steps) > MOST_STEPS:
        years = Counter[int]()
        for month, times in ends.items():
            years[month // 12] += times
        steps = [Step(f"{year:04d}", 12 * year, 12 * year + 11, years[year]) for year in sorted(years)]
    if len(steps) < 2:
        return None
    low, high = _bound(since, 0), _bound(until, 1)
    first = next((n for n, step in enumerate(steps) if low is None or step.last >= low), len(steps) - 1)
    last = next((n for n in range(len(steps) - 1, -1, -1) if high is None or steps[n].first <= high), 0)
    return Choice(tuple(steps), min(first, last), max(first, last))


def _bound(value: str, end: int) -> int | None:
    """The month at which a date begins or ends; None for what is no date."""
    if not value or not edtf.is_edtf(value):
        return None
    day = edtf.latest(value) if end else edtf.earliest(value)
    return 12 * day.year + day.month - 1 if day else None


def in_words(spans: Sequence[Months]) -> str:
    """As the script of the page reads it: `24233-24235 24240-24240`."""
    return " ".join(f"{begins}-{ends}" for begins, ends in spans)
