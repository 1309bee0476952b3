"""Durations and frequencies in the notation of ISO 8601: P3D, PT2H30M, R/P1W. They are no dates."""

from __future__ import annotations

from musnad.annotations.dates.expressions import Expression

_DAYS = {"year": "Y", "month": "M", "week": "W", "day": "D"}
_HOURS = {"hour": "H", "minute": "M", "second": "S"}
# What نصف, ثلث and ربع of a unit come to in the unit below it, per minute of the lexicon's fraction of an hour.
_BELOW = {"hour": ("minute", 1.0), "day": ("hour", 24 / 60), "week": ("day", 7 / 60), "month": ("day", 30 / 60),
          "year": ("month", 12 / 60), "minute": ("second", 1.0)}  # fmt: skip


def _figure(value: float) -> str:
    return f"{value:g}" if value != int(value) else str(int(value))


def _written(parts: list[tuple[float, str]]) -> str:
    days = "".join(f"{_figure(value)}{_DAYS[unit]}" for value, unit in parts if unit in _DAYS)
    hours = "".join(f"{_figure(value)}{_HOURS[unit]}" for value, unit in parts if unit in _HOURS)
    return f"P{days}" + (f"T{hours}" if hours else "")


def duration_of(expression: Expression) -> str | None:
    """P3D of ثلاثة أيام, P2Y of سنتين, PT1H30M of ساعة ونصف; None for what has no number (أيام)."""
    lexeme = expression.roles.get("count", expression.roles.get("vague"))
    unit = str(expression.value("units", "unit"))
    if lexeme is not None:
        count = float(lexeme.values["number"])
    elif expression.value("units", "count"):
        count = float(expression.value("units", "count"))
    else:
        count = 1.0 if expression.roles["units"].kind not in ("UNITS", "UNITSTHE") else 0.0
        if not count and expression.roles["units"].text not in ("يوما", "اسبوعا", "شهرا", "عاما"):
            return None
        count = 1.0
    if unit == "decade":
        count, unit = count * 10, "year"
    if "half" in expression.roles and unit in _BELOW:  # نصف عام
        below, factor = _BELOW[unit]
        minutes = expression.value("half", "minutes")
        return _written([(round(minutes * factor, 1), below)]) if minutes else None
    parts = [(count, unit)]
    if expression.value("fraction", "minutes") and unit in _BELOW:
        below, factor = _BELOW[unit]
        parts.append((round(expression.value("fraction", "minutes") * factor, 1), below))
    return _written(parts)


def frequency_of(expression: Expression) -> str | None:
    """R/P1D of كل يوم, R/P2W of كل أسبوعين; a weekday repeats weekly."""
    if "daily" in expression.roles:
        return f"R/{expression.value('daily', 'every')}"
    if expression.weekday is not None:
        return "R/P1W"
    every = duration_of(expression)
    return f"R/{every}" if every else None


def together(one: str, two: str) -> str:
    """Two durations said one after the other: P2D and PT1H are P2DT1H."""
    days, hours = "", ""
    for value in (one, two):
        first, _, last = value[1:].partition("T")
        days, hours = days + first, hours + last
    return f"P{days}" + (f"T{hours}" if hours else "")
