"""When an answer is right: the same beginning, as exact as the words are, and for intervals the same end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from musnad import edtf
from musnad.annotations.dates import TimeMention

_GRAINS = {"hour": timedelta(hours=1), "minute": timedelta(minutes=1), "second": timedelta(seconds=1)}


def first_moment(value: str) -> datetime | None:
    """The first moment that a value of `times` can mean."""
    start = value.split("/")[0].rstrip("~?%")
    if start == "..":
        return None
    if "T" in start:
        return datetime.fromisoformat(start) if len(start) > 9 else None
    day = edtf.earliest(value.rstrip("~?%") if "/" not in value else value)
    return datetime(day.year, day.month, day.day) if day else None


def end_moment(mention: TimeMention) -> datetime | None:
    """The moment behind the last one that a value of `times` can mean."""
    value = mention.value or ""
    last = value.split("/")[-1]
    if last == "..":
        return None
    if "T" in last:
        return datetime.fromisoformat(last) + (_GRAINS.get(mention.grain, timedelta()) if "/" in value else timedelta())
    day = edtf.latest(value)
    return datetime(day.year, day.month, day.day) + timedelta(days=1) if day else None


def grain_of(mention: TimeMention) -> str:
    """`week` for an interval of seven days, else the mention's own."""
    if mention.grain == "interval" and mention.value and edtf.length(mention.value) == 7:
        return "week"
    return mention.grain


def same_at_grain(found: datetime, wanted: datetime, grain: str) -> bool:
    """True where the two agree in everything that the grain shows."""
    shown = {"year": 1, "month": 2, "day": 3, "week": 3, "hour": 4, "minute": 5, "second": 6}.get(grain, 3)
    return found.timetuple()[:shown] == wanted.timetuple()[:shown]


def midnight(day: date) -> datetime:
    """The beginning of a day."""
    return datetime(day.year, day.month, day.day)
