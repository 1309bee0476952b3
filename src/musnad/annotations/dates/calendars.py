"""Arithmetic on EDTF values: days and months moved, parts taken, Hijri dates turned into days of the common era."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal

from hijridate import Gregorian, Hijri

from musnad import edtf

Calendar = Literal["gregorian", "hijri"]
_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_THIRDS_OF_YEAR = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_THIRDS_OF_DECADE = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}


def point(calendar: Calendar, year: int, month: int | None = None, day: int | None = None) -> str | None:
    """EDTF of a date, a month or a year; None where the calendar has no such day."""
    try:
        if calendar == "hijri":
            return _hijri(year, month, day)
        date(year, month or 1, day or 1)
    except (ValueError, OverflowError):
        return None
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


def _hijri(year: int, month: int | None, day: int | None) -> str:
    """A Hijri day as one day, a month or year as an interval (Umm al-Qura; a country's own sighting may differ by a day)."""
    if month and day:
        return _iso(Hijri(year, month, day))
    first = Hijri(year, month or 1, 1)
    last_month = Hijri(year, month or 12, 1)
    last = Hijri(year, month or 12, last_month.month_length())
    return f"{_iso(first)}/{_iso(last)}"


def _iso(day: Hijri) -> str:
    gregorian = day.to_gregorian()
    return date(gregorian.year, gregorian.month, gregorian.day).isoformat()


def year_of(calendar: Calendar, day: date) -> int:
    """The year of `day` in a calendar."""
    if calendar == "gregorian":
        return day.year
    return Gregorian(day.year, day.month, day.day).to_hijri().year


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """The month `count` months on."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def moved(value: str, unit: str, count: int) -> str:
    """A point moved by units, as exact as unit and point allow: three months before `2019-08-15` is `2019-05`.

    What is told as about or perhaps stays so (`2019-08~`). Raises OverflowError where that lies outside the years 1 to 9999.
    """
    if value[-1] in "~?%":
        return moved(value[:-1], unit, count) + value[-1]
    year, month, day = ([int(part) for part in value.split("-")] + [0, 0])[:3]
    if unit in ("day", "week"):
        if day:
            return (date(year, month, day) + timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
        return value
    if unit == "month":
        if not month:
            return value
        return "{:04}-{:02}".format(*_in_range(*add_months(year, month, count)))
    return f"{_in_range(year + count * (10 if unit == 'decade' else 1), 1)[0]:04}"


def _in_range(year: int, month: int) -> tuple[int, int]:
    if not 1 <= year <= 9999:
        raise OverflowError(f"the year {year} has no four digits")
    return year, month


def both_ends(value: str, unit: str, count: int) -> str:
    """A point or interval moved; open ends stay open."""
    ends = [end if end == ".." else moved(end, unit, count) for end in value.split("/")]
    return ends[0] if len(set(ends)) == 1 else "/".join(ends)


def part_of(value: str, part: Mapping[str, Any]) -> str | None:
    """A third, half or quarter of a month, year or decade: late in `2019-04` is `2019-04-21/2019-04-30`."""
    if "/" in value:
        return _half_of_week(value, part["half"]) if "half" in part else _third_of_interval(value, part.get("third"))
    kind = edtf.precision(value)
    if kind == "month":
        last = edtf.last_day(int(value[:4]), int(value[5:7]))
        if "half" in part:
            low, high = ((1, 15), (16, last))[part["half"] - 1]
        elif "third" in part:
            low, high = _THIRDS[part["third"]]
        else:
            return value
        return f"{value}-{low:02}/{value}-{min(high, last):02}"
    if kind == "year":
        if not {"third", "half", "quarter"} & set(part):
            return value
        if "third" in part:
            low, high = _THIRDS_OF_YEAR[part["third"]]
        elif "half" in part:
            low, high = ((1, 6), (7, 12))[part["half"] - 1]
        else:
            low, high = 3 * part["quarter"] - 2, 3 * part["quarter"]
        return f"{value}-{low:02}/{value}-{high:02}"
    if kind in ("decade", "century") and "third" in part:
        low, high = _THIRDS_OF_DECADE[part["third"]]
        if kind == "decade":
            return f"{value[:3]}{low}/{value[:3]}{high}"
        return f"{value[:2]}{low}0/{value[:2]}{high}9"
    return value


def _half_of_week(value: str, half: int) -> str:
    """The first or the last days of a week, the fourth of seven counted to the end; any other interval as it is."""
    bounds = edtf.parse(value)
    if bounds.earliest is None or bounds.latest is None or edtf.length(value) != 7:
        return value
    middle = bounds.earliest + timedelta(days=3)
    first, last = (bounds.earliest, middle - timedelta(days=1)) if half == 1 else (middle, bounds.latest)
    return f"{first.isoformat()}/{last.isoformat()}"


def _third_of_interval(value: str, third: str | None) -> str:
    """A third of a Hijri month or year or of a week: cut by days."""
    bounds = edtf.parse(value)
    if third is None or bounds.earliest is None or bounds.latest is None:
        return value
    days = (bounds.latest - bounds.earliest).days + 1
    index = ("early", "mid", "late").index(third)
    start = bounds.earliest + timedelta(days=days * index // 3)
    end = bounds.earliest + timedelta(days=days * (index + 1) // 3 - 1)
    return f"{start.isoformat()}/{end.isoformat()}"


def week_of(day: date, first_weekday: int, weeks: int = 0) -> str:
    """The week of a day, moved by weeks, as an interval of seven days."""
    start = day - timedelta(days=(day.weekday() - first_weekday) % 7) + timedelta(weeks=weeks)
    return f"{start.isoformat()}/{(start + timedelta(days=6)).isoformat()}"


def joined(first: str, last: str) -> str:
    """An interval from the beginning of one value to the end of the other, each as exact as written."""
    return first if first == last else f"{first.split('/')[0]}/{last.split('/')[-1]}"


def easter(year: int, church: str = "western") -> date:
    """Easter Sunday (Meeus), of the Gregorian reckoning or the Julian one of the eastern churches."""
    if church == "eastern":
        a, b, c = year % 4, year % 7, year % 19
        d = (19 * c + 15) % 30
        e = (2 * a + 4 * b - d + 34) % 7
        month, day = divmod(d + e + 114, 31)
        # The Julian calendar lies 13 days behind from 1900 to 2099.
        return date(year, month, day + 1) + timedelta(days=13)
    a, b, c = year % 19, *divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
