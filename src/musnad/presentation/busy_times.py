"""When most happened: how many happenings fall into each week, month or year, for a small drawing of bars.

The finest unit is taken in which one stretch of the drawing holds most of what is dated: a case on one spring is shown by weeks,
a case on a decade by months or years. A date that is less exact than the unit is counted in none of its bars.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from musnad import edtf

Unit = Literal["week", "month", "year"]
UNITS: tuple[Unit, ...] = ("week", "month", "year")
BARS = 53
"""Bars of the drawing: the weeks of a year."""
_MOST = 0.6
"""Share of the dated happenings that a stretch of BARS units must hold; else the next coarser unit is tried."""
_BUSIEST = 3
_GAP = 3
"""Empty bars in a row from which on the drawing leaves them out and says so."""
_FEW = 12
"""Bars that the drawing is wide enough for at least."""


@dataclass(frozen=True)
class Bar:
    """One week, month or year: its first and last day and how many happenings are dated into it."""

    first: date
    last: date
    times: int
    unit: Unit

    @property
    def date(self) -> str:
        """The time in EDTF."""
        if self.unit == "week":
            return f"{self.first}/{self.last}"
        return f"{self.first:%Y-%m}" if self.unit == "month" else f"{self.first.year:04d}"

    @property
    def bounds(self) -> tuple[str, str]:
        """From and until, as the timeline is asked."""
        return (str(self.first), str(self.last)) if self.unit == "week" else (self.date, self.date)


@dataclass(frozen=True)
class Slot:
    """A place in the drawing, from 0 to 1: one bar, or the empty ones that are left out."""

    bars: tuple[Bar, ...]
    start: float
    width: float


@dataclass(frozen=True)
class BusyTimes:
    """The stretch of time with most happenings, bar after bar, empty ones included."""

    unit: Unit
    bars: tuple[Bar, ...]
    outside: int
    """Dated happenings before or after the stretch, or dated less exactly than its unit."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """What is drawn from first to last; a stretch of many empty bars is one narrow break."""
        drawn: list[tuple[Bar, ...]] = []
        for full, run in groupby(self.bars, key=lambda bar: bar.times > 0):
            some = tuple(run)
            drawn += [(bar,) for bar in some] if full or len(some) < _GAP else [some]
        breaks = sum(1 for some in drawn if len(some) > 1)
        # A few bars alone would be as wide as doors: then the breaks are wider.
        wide = max(1.0, (_FEW - len(drawn) + breaks) / breaks) if breaks else 1.0
        whole, at, slots = len(drawn) - breaks + wide * breaks, 0.0, list[Slot]()
        for some in drawn:
            width = wide if len(some) > 1 else 1.0
            slots.append(Slot(some, at / whole, width / whole))
            at += width
        return tuple(slots)

    @property
    def highest(self) -> int:
        """Happenings of the busiest bar."""
        return max(bar.times for bar in self.bars)

    @property
    def busiest(self) -> tuple[Bar, ...]:
        """The busiest bars, most first, the later first among equals."""
        return tuple(sorted((bar for bar in self.bars if bar.times), key=lambda bar: (-bar.times, -bar.first.toordinal())))[
            :_BUSIEST
        ]


def busy_times(dates: Iterable[tuple[str, int]]) -> BusyTimes | None:
    """The busiest stretch of what is dated, given as (EDTF, how many); None where nothing is dated to a year or finer."""
    dated = [(value, times) for value, times in dates if edtf.is_edtf(value)]
    total = sum(times for _, times in dated)
    for unit in UNITS:
        counted = _counted(dated, unit)
        if not counted:
            continue
        start = _best_start(counted)
        held = sum(counted[number] for number in range(start, start + BARS))
        if held >= _MOST * total or unit == UNITS[-1]:
            return BusyTimes(unit, _bars(counted, start, unit), total - held)
    return None


def _counted(dated: Iterable[tuple[str, int]], unit: Unit) -> Counter[int]:
    found: Counter[int] = Counter()
    for value, times in dated:
        first, last = edtf.earliest(value), edtf.latest(value)
        if first and last and _number(first, unit) == _number(last, unit):
            found[_number(first, unit)] += times
    return found


def _number(day: date, unit: Unit) -> int:
    """Running number of the week, month or year a day lies in."""
    if unit == "week":
        return (day.toordinal() - 1) // 7
    return day.year * 12 + day.month - 1 if unit == "month" else day.year


def _first_day(number: int, unit: Unit) -> date:
    if unit == "week":
        return date.fromordinal(max(number, 0) * 7 + 1)
    return date(number // 12, number % 12 + 1, 1) if unit == "month" else date(number, 1, 1)


def _best_start(counted: Counter[int]) -> int:
    """Where the BARS units begin that hold most; the latest of equals."""
    numbers = sorted(counted)
    held, end, best, start = 0, 0, 0, numbers[0]
    for at, number in enumerate(numbers):
        while end < len(numbers) and numbers[end] < number + BARS:
            held += counted[numbers[end]]
            end += 1
        if held >= best:
            best, start = held, number
        held -= counted[numbers[at]]
    return start


def _bars(counted: Counter[int], start: int, unit: Unit) -> tuple[Bar, ...]:
    end = max(number for number in counted if number < start + BARS)
    # A few bars alone would be as wide as doors: some empty units stand before them.
    start = max(min(start, end - _FEW + 1), 1)
    return tuple(
        Bar(_first_day(number, unit), _first_day(number + 1, unit) - timedelta(days=1), counted[number], unit)
        for number in range(start, end + 1)
    )
