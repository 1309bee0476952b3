"""Where the happenings of a timeline stand on paper: a scale of time, rows that do not overlap, a bar where a date is not exact.

Lengths are those of the drawing's own units, WIDTH across; time runs from right to left where the language does.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from musnad import edtf
from musnad.presentation.timeline import Moment

WIDTH = 1000.0
MARGIN = 24.0
ROW = 18.0
HEAD = 30.0
"""Height of the scale above the rows."""
DOT = 10.0
"""Width that an exact day takes; what is shorter is drawn as a dot."""
LABELLED = 14
"""At most so many months are written on the scale."""
NAME = 40.0
"""What a year takes on the scale."""
EMPTY = 0.12
"""Width of a year or month of which nothing is told, where one with a single happening has 1."""
MOST_ROWS = 20
"""Where one moment of time holds more happenings, the rest share the last row: the list under the drawing has them all."""


@dataclass(frozen=True)
class Stretch:
    """One date of a happening: from `x` on, `width` wide; `exact` for a day or less, `open` where one end is not known."""

    x: float
    width: float
    exact: bool
    open: bool
    date: str


@dataclass(frozen=True)
class Placed:
    """A happening with its dates, `y` the middle of its row; several stretches where the reports disagree."""

    moment: Moment
    y: float
    stretches: tuple[Stretch, ...]

    @property
    def ends(self) -> tuple[float, float]:
        """Between which points a line joins its dates."""
        centres = [stretch.x + stretch.width / 2 for stretch in self.stretches]
        return min(centres), max(centres)


@dataclass(frozen=True)
class Tick:
    """A year or month on the scale."""

    x: float
    date: str


@dataclass(frozen=True)
class Drawing:
    """All of it."""

    placed: tuple[Placed, ...]
    ticks: tuple[Tick, ...]
    height: float


def _bounds(value: str) -> tuple[date, date, bool] | None:
    """First and last day, and whether one of them is unknown; None where neither is known."""
    start, end = edtf.earliest(value), edtf.latest(value)
    if start is None and end is None:
        return None
    known = start or end
    assert known is not None
    return start or known, end or known, start is None or end is None


class _Scale:
    """Days to points. Years or months of which more is told are wider, those of which nothing is told are narrow."""

    def __init__(self, spans: Sequence[tuple[date, date, bool]], reverse: bool) -> None:
        self.first, self.last = min(start for start, _, _ in spans), max(end for _, end, _ in spans)
        self.reverse = reverse
        self.yearly = self.last.year - self.first.year > 1
        self.told = Counter(self._unit(day) for start, end, _ in spans for day in (start, end))
        self.units = [*self._units(), self.last + timedelta(days=1)]
        widths = [1 + math.log2(self.told[unit]) if self.told[unit] else EMPTY for unit in self.units[:-1]]
        self.edges = [0.0, *accumulate(widths)]

    def _unit(self, day: date) -> date:
        return max(self.first, date(day.year, 1 if self.yearly else day.month, 1))

    def _units(self) -> Iterator[date]:
        unit = self.first
        while unit <= self.last:
            yield unit
            year, month = divmod(12 * unit.year + (12 if self.yearly else unit.month), 12)
            if year > date.max.year:
                return
            unit = date(year, month + 1, 1)

    def point(self, day: date) -> float:
        at = min(max(bisect_right(self.units, day) - 1, 0), len(self.units) - 2)
        begin, end = self.units[at], self.units[at + 1]
        share = self.edges[at] + (self.edges[at + 1] - self.edges[at]) * (day - begin).days / max(1, (end - begin).days)
        share = min(1.0, share / self.edges[-1])
        inner = WIDTH - 2 * MARGIN
        return MARGIN + inner * (1 - share if self.reverse else share)

    def stretch(self, value: str) -> Stretch | None:
        bounds = _bounds(value)
        if bounds is None:
            return None
        start, end, unknown = bounds
        one, other = self.point(start), self.point(end + timedelta(days=1))
        x, width = min(one, other), abs(other - one)
        exact = (end - start).days == 0 and not unknown
        if width < DOT:
            x, width = x - (DOT - width) / 2, DOT
        return Stretch(round(x, 1), round(width, 1), exact, unknown, value)

    def ticks(self) -> tuple[Tick, ...]:
        """Years or months where there is room for their names, rather those of which something is told."""
        ticks: list[Tick] = []
        room = NAME if self.yearly else WIDTH / LABELLED
        for unit in sorted(self.units[:-1], key=lambda unit: (not self.told[unit], unit)):
            x = round(self.point(unit), 1)
            if all(abs(x - tick.x) >= room for tick in ticks):
                ticks.append(Tick(x, f"{unit.year:04d}" if self.yearly else f"{unit.year:04d}-{unit.month:02d}"))
        return tuple(sorted(ticks, key=lambda tick: tick.date))


def draw(moments: Sequence[Moment], reverse: bool = False) -> Drawing | None:
    """The dated ones of `moments`; `reverse` for languages that are written from right to left. None where nothing is dated."""
    spans = {
        (index, dating.date): bounds
        for index, one in enumerate(moments)
        for dating in one.datings
        if (bounds := _bounds(dating.date)) is not None
    }
    if not spans:
        return None
    scale = _Scale(list(spans.values()), reverse)
    placed: list[Placed] = []
    taken: list[list[tuple[float, float]]] = []
    for index, one in enumerate(moments):
        shown = [dating.date for dating in one.contested] or [one.date or ""]
        stretches = tuple(found for value in shown if (index, value) in spans and (found := scale.stretch(value)))
        if not stretches:
            continue
        left = min(stretch.x for stretch in stretches) - 3
        right = max(stretch.x + stretch.width for stretch in stretches) + 3
        free = (at for at, spent in enumerate(taken) if all(right <= begin or left >= end for begin, end in spent))
        row = min(next(free, len(taken)), MOST_ROWS - 1)
        if row == len(taken):
            taken.append([])
        taken[row].append((left, right))
        placed.append(Placed(one, HEAD + ROW * row + ROW / 2, stretches))
    return Drawing(tuple(placed), scale.ticks(), HEAD + ROW * len(taken) + 6)
