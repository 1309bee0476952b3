"""Dates as EDTF (ISO 8601-2): what a value may mean in days, and how two values stand to each other.

Understood: `2019`, `2019-05`, `2019-05-10`, seasons `2019-21` to `2019-24`, unspecified digits from the right (`199X`, `19XX`,
`2019-XX`, `2019-05-XX`), qualifiers `~ ? %` behind any of them, intervals `A/B` with open (`..`) ends, and one of a set
`[A,B]`. That is all that musnad writes; anything else is refused.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval", "set"]

_POINT = re.compile(r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<qualifier>[~?%])?")
# A meteorological season; winter is of either end of its year ("شتاء 2015"), so its bounds take in both.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}
_WINTER = 24


@dataclass(frozen=True, slots=True)
class Bounds:
    """First and last day that a value can mean, both inclusive; None where that side is open."""

    earliest: date | None
    latest: date | None
    precision: Precision
    approximate: bool = False


def last_day(year: int, month: int) -> int:
    """Number of days of a month."""
    return calendar.monthrange(year, month)[1]


def _point(value: str) -> Bounds:
    match = _POINT.fullmatch(value)
    if not match:
        raise ValueError(f"{value!r} is not a date in EDTF as musnad writes it")
    year, month, day = match["year"], match["month"], match["day"]
    approximate = match["qualifier"] is not None
    if "X" in year:
        if month:
            raise ValueError(f"{value!r}: a decade or century has no months")
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        kind: Precision = "decade" if year.count("X") == 1 else "century"
        return Bounds(date(max(low, 1), 1, 1), date(high, 12, 31), kind, approximate)
    number = int(year)
    if month is None or month == "XX":
        return Bounds(date(number, 1, 1), date(number, 12, 31), "year", approximate)
    if int(month) > 12:
        if day or int(month) not in (*_SEASONS, _WINTER):
            raise ValueError(f"{value!r}: no such month or season")
        if int(month) == _WINTER:
            return Bounds(date(number - 1, 12, 1), date(number + 1, 2, last_day(number + 1, 2)), "season", approximate)
        first, last = _SEASONS[int(month)]
        return Bounds(date(number, first, 1), date(number, last, last_day(number, last)), "season", approximate)
    if day is None or day == "XX":
        return Bounds(date(number, int(month), 1), date(number, int(month), last_day(number, int(month))), "month", approximate)
    the_day = date(number, int(month), int(day))
    return Bounds(the_day, the_day, "day", approximate)


@lru_cache(maxsize=4096)
def parse(value: str) -> Bounds:
    """The days that an EDTF value can mean.

    Raises ValueError for anything that is not EDTF, for impossible dates and for intervals that end before they begin.
    """
    if value.startswith("[") and value.endswith("]"):
        members = [_point(member.strip()) for member in value[1:-1].split(",")]
        starts = [member.earliest for member in members if member.earliest]
        ends = [member.latest for member in members if member.latest]
        return Bounds(min(starts), max(ends), "set", any(member.approximate for member in members))
    if "/" not in value:
        return _point(value)
    left, _, right = value.partition("/")
    if left == right == "..":
        raise ValueError("an interval open at both ends says nothing")
    start = None if left == ".." else _point(left)
    end = None if right == ".." else _point(right)
    earliest, latest = start.earliest if start else None, end.latest if end else None
    if earliest and latest and earliest > latest:
        raise ValueError(f"{value!r} ends before it begins")
    return Bounds(earliest, latest, "interval", bool(start and start.approximate) or bool(end and end.approximate))


def is_edtf(value: str) -> bool:
    """True where `parse` understands the value."""
    try:
        parse(value)
    except ValueError:
        return False
    return True


def precision(value: str) -> Precision:
    """How exact a value is: `day`, `month`, `season`, `year`, `decade`, `century`, `interval` or `set`."""
    return parse(value).precision


def earliest(value: str) -> date | None:
    """The first day that the value can mean; None where it has no beginning."""
    return parse(value).earliest


def latest(value: str) -> date | None:
    """The last day that the value can mean; None where it has no end."""
    return parse(value).latest


def overlaps(one: str, other: str) -> bool:
    """True where some day fits both: `2019-05` and `2019-05-10`. Two values that do not overlap contradict each other."""
    a, b = parse(one), parse(other)
    return (a.earliest or date.min) <= (b.latest or date.max) and (b.earliest or date.min) <= (a.latest or date.max)


def within(inner: str, outer: str) -> bool:
    """True where every day of `inner` fits `outer`: `2019-05-10` is within `2019-05`."""
    a, b = parse(inner), parse(outer)
    return (a.earliest or date.min) >= (b.earliest or date.min) and (a.latest or date.max) <= (b.latest or date.max)


def length(value: str) -> int | None:
    """Number of days that the value can mean; None where it is open."""
    bounds = parse(value)
    return (bounds.latest - bounds.earliest).days + 1 if bounds.earliest and bounds.latest else None


def compare(one: str, other: str) -> Literal["same", "within", "contains", "overlaps", "before", "after"]:
    """How two values stand to each other, `one` first: `compare("2019-05-10", "2019-05")` is `within`."""
    a, b = parse(one), parse(other)
    if (a.earliest, a.latest) == (b.earliest, b.latest):
        return "same"
    if within(one, other):
        return "within"
    if within(other, one):
        return "contains"
    if overlaps(one, other):
        return "overlaps"
    return "before" if (a.latest or date.max) < (b.earliest or date.min) else "after"


def sort_key(value: str | None) -> tuple[date, date]:
    """Key that orders values by first, then last day; open beginnings first, unknown values last."""
    if value is None:
        return date.max, date.max
    bounds = parse(value)
    return bounds.earliest or date.min, bounds.latest or date.max
