"""Times of day: what hour and minute the words name, and when that is seen from a moment of speaking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from musnad.annotations.dates.conventions import Convention
from musnad.annotations.dates.expressions import Expression

Grain = Literal["hour", "minute", "second"]
_STEP = {"hour": timedelta(hours=1), "minute": timedelta(minutes=1), "second": timedelta(seconds=1)}


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour of the day, as exact as written; `certain` where words or figures leave no doubt of morning or evening."""

    hour: int
    minute: int = 0
    second: int = 0
    grain: Grain = "hour"
    certain: bool = False

    def on(self, day: date) -> datetime:
        """This time on a day; 24:00 is the next day's beginning."""
        return datetime(day.year, day.month, day.day) + timedelta(hours=self.hour, minutes=self.minute, seconds=self.second)

    def written(self) -> str:
        """`T15:20`, to the second where that is named."""
        return f"T{self.hour % 24:02}:{self.minute:02}" + (f":{self.second:02}" if self.grain == "second" else "")


def period_of(expression: Expression, role: str = "period") -> Mapping[str, Any] | None:
    """What the lexicon says about the part of the day in a role; م behind an hour is مساء, الليلة the night to come."""
    lexeme = expression.roles.get(role)
    if lexeme is None:
        return None
    if lexeme.kind == "GREGORIAN":
        return {"half": "pm"} if lexeme.text == "م" else None
    return lexeme.values if "half" in lexeme.values else None


def _half(hour: int, half: str | None) -> int:
    """The hour of 24 of an hour of 12 in that part of the day."""
    if half is None or hour > 12:
        return hour
    if half == "am":
        return 0 if hour == 12 else hour
    if half == "noon":
        return hour + 12 if hour < 6 else hour
    if half == "night":
        return hour + 12 if 6 <= hour < 12 else 0 if hour == 12 else hour
    return hour + 12 if hour < 12 else 12


def clock_of(expression: Expression, to: str = "", half: str | None = None) -> Clock | None:
    """The time of day of an expression (`to="_to"`: where its range ends); None for an hour that no clock shows."""
    lexeme = expression.roles.get(f"hour{to}")
    minute = second = 0
    grain: Grain = "hour"
    if "named" in expression.roles and not to:
        return Clock(int(expression.value("named", "hour")), certain=True)
    if lexeme is None:
        both = expression.number("hour_and_minutes") or 0  # خمسة وخمسين دقيقة: five and fifty minutes
        hour, minute, grain = both % 10, both - both % 10, "minute"
        if not (both > 12 and hour):
            return None
    elif lexeme.kind == "CLOCK":
        parts = [int(part) for part in lexeme.text.split(":")]
        hour, minute, second = (*parts, 0)[:3]
        grain = "second" if len(parts) == 3 else "minute"
    else:
        hour = expression.number(f"hour{to}") or (1 if lexeme.kind == "ONE" else 0)
    added = next((n for role in ("minutes", "minutes_alone") if (n := expression.number(role + to)) is not None), None)
    fraction, less = expression.value(f"fraction{to}", "minutes"), expression.value(f"less{to}", "minutes")
    if less is None and not to:
        less = expression.number("less_minutes")
    if added is not None or fraction:
        minute, grain = added if added is not None else int(fraction), "minute"
    if less:
        hour, minute = divmod(hour * 60 + minute - int(less), 60)
        grain = "minute"
    period = period_of(expression, f"period{to}")
    half = period["half"] if period else half
    certain = half is not None or hour > 12 or hour == 0
    hour = _half(hour, half)
    if not (0 <= hour <= 24 and 0 <= minute < 60 and 0 <= second < 60):
        return None
    return Clock(hour, minute, second, grain, certain)


def next_shown(clock: Clock, now: datetime, convention: Convention) -> datetime:
    """When the clock shows this: as written on the day of speaking, or the next time where the convention looks ahead."""
    moment = clock.on(now.date())
    if convention.hours == "written" or clock.certain:
        return moment
    step = timedelta(hours=12)
    return next((later for later in (moment, moment + step, moment + 2 * step) if later >= now), moment)


def range_of(expression: Expression) -> tuple[Clock, Clock] | None:
    """First and last time of a range; a part of the day said of one of them is said of both unless the order forbids."""
    period, period_to = period_of(expression), period_of(expression, "period_to")
    last = clock_of(expression, "_to", half=period["half"] if period else None)
    first = clock_of(expression, half=period_to["half"] if period_to and not period else None)
    if first is None or last is None:
        return None
    if not period and (first.hour, first.minute) > (last.hour, last.minute):
        first = clock_of(expression) or first
    return first, last


def moved_moment(expression: Expression, now: datetime) -> tuple[datetime, Grain]:
    """قبل ساعتين, بعد 6 دقائق."""
    count = expression.number("count") or int(expression.value("units", "count") or 1)
    unit: Grain = expression.value("units", "unit")
    sign = -1 if expression.roles["cue"].kind == "AGO" else 1
    return now + sign * count * _STEP[unit], unit


def turned_moment(expression: Expression, now: datetime) -> tuple[datetime, Grain]:
    """الساعة الماضية, هذه الدقيقة."""
    unit: Grain = expression.value("unit", "unit")
    return now + (expression.turn("rel") or 0) * _STEP[unit], unit
