"""Where the happenings of a timeline stand on paper: a scale of time, rows that do not overlap, a bar where a date is not exact.

Lengths are those of the drawing's own units, WIDTH across; time runs from right to left where the language does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
"""At most so many years or months are written on the scale."""
MOST_ROWS = 16
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
    """Days to points."""

    def __init__(self, first: date, last: date, reverse: bool) -> None:
        self.first, self.reverse = first, reverse
        self.days = max(1, (last - first).days + 1)
        self.last = last

    def point(self, day: date) -> float:
        share = (day - self.first).days / self.days
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
        years = list(range(self.first.year, self.last.year + 1))
        if len(years) > 2:
            step = -(-len(years) // LABELLED)
            marks = [(date(year, 1, 1), f"{year:04d}") for year in years if (year - years[0]) % step == 0]
        else:
            months = [(year, month) for year in years for month in range(1, 13)]
            within = [one for one in months if date(self.first.year, self.first.month, 1) <= date(*one, 1) <= self.last]
            step = -(-len(within) // LABELLED)
            marks = [(date(year, month, 1), f"{year:04d}-{month:02d}") for year, month in within[::step]]
        return tuple(Tick(round(self.point(max(day, self.first)), 1), text) for day, text in marks)


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
    scale = _Scale(min(start for start, _, _ in spans.values()), max(end for _, end, _ in spans.values()), reverse)
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
