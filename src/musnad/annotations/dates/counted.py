"""Days that are counted out: the third Tuesday of a month, a weekday of last week, feasts, day 27 of the running month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from musnad import edtf
from musnad.annotations.dates.calendars import add_months, easter, point, week_of, year_of
from musnad.annotations.dates.conventions import Convention
from musnad.annotations.dates.expressions import Expression

RULES = frozenset(("nth", "week_weekday", "feast", "day_alone", "day_turn", "stretch", "compound"))
_LAST = -1


def weekday_of_week(today: date, week_starts: int, weeks: int, weekday: int) -> str:
    """A weekday of this, the last or the next week."""
    start = today - timedelta(days=(today.weekday() - week_starts) % 7) + timedelta(weeks=weeks)
    return (start + timedelta(days=(weekday - week_starts) % 7)).isoformat()


def one_further(spans: Sequence[tuple[date, date, str]], today: date, turn: int) -> str | None:
    """The occurrence before the last, or after the next."""
    past, ahead = [span for span in spans if span[1] < today], [span for span in spans if span[0] > today]
    chosen = past[-2:-1] if turn < 0 else ahead[1:2]
    return chosen[0][2] if chosen else None


def as_point(value: str, third: str) -> str:
    """بداية, منتصف or نهاية meant as a day: the first, the middle (the 15th) or the last of what they are a third of."""
    first, last = edtf.earliest(value), edtf.latest(value)
    if first is None or last is None or edtf.precision(value) != "interval":
        return value
    if third == "mid":
        return (first.replace(day=15) if first.day == 11 else first + (last - first) / 2).isoformat()
    return (first if third == "early" else last).isoformat()


def rest_or_weekend(value: str, today: date | None, rest: bool) -> str:
    """بقية الشهر: from the day of speaking to the end; عطلة نهاية الأسبوع: the last two days of the week."""
    bounds = edtf.parse(value)
    if bounds.earliest is None or bounds.latest is None:
        return value
    first = today if rest and today is not None else bounds.latest - timedelta(days=1)
    return f"{first.isoformat()}/{bounds.latest.isoformat()}" if bounds.earliest <= first < bounds.latest else value


def _compound(expression: Expression, today: date) -> str:
    """بعد عامين و21 يومًا من الآن: two units on, as exact as the smaller."""
    sign = -1 if "cue" in expression.roles and expression.roles["cue"].kind != "AFTER" else 1
    day = today
    for count, units in (("count", "units"), ("count2", "units2")):
        number, unit = sign * (expression.number(count) or 0), str(expression.value(units, "unit"))
        if unit in ("day", "week"):
            day += timedelta(days=number * (7 if unit == "week" else 1))
        else:
            months = {"month": 1, "year": 12, "decade": 120}.get(unit, 0)
            year, month = add_months(day.year, day.month, number * months)
            day = date(year, month, min(day.day, edtf.last_day(year, month)))
    return day.isoformat()


def _nth(expression: Expression) -> int:
    return _LAST if "nth_last" in expression.roles else expression.number("nth") or 1


def _weekdays_of(year: int, month: int, weekday: int) -> list[date]:
    days = (date(year, month, day) for day in range(1, edtf.last_day(year, month) + 1))
    return [day for day in days if day.weekday() == weekday]


def nth_weekday(expression: Expression, year: int, month: int) -> str | None:
    """الثلاثاء الثالث من أيلول where the third is no Tuesday: the third Tuesday. None where the words fit as they stand."""
    ordinal = expression.number("day_ordinal") if "day_ordinal" in expression.roles else None
    if (
        ordinal is None
        or not 1 <= ordinal <= 5
        or expression.weekday is None
        or expression.hijri
        or "deictic" in expression.roles
    ):
        return None
    if date(year, month, ordinal).weekday() == expression.weekday:
        return None
    days = _weekdays_of(year, month, expression.weekday)
    return days[ordinal - 1].isoformat() if ordinal <= len(days) else None


def nth_of_month(expression: Expression, year: int, month: int) -> str | None:
    """The nth or last day, week or weekday of a month."""
    if not 1 <= month <= 12:
        return None
    number, last = _nth(expression), edtf.last_day(year, month)
    if expression.hijri:
        return _nth_of_hijri_month(expression, year, month, number)
    if expression.weekday is not None:
        days = _weekdays_of(year, month, expression.weekday)
        return days[number - 1 if number > 0 else _LAST].isoformat() if number <= len(days) else None
    if expression.value("nth_unit", "unit") == "week":
        # A week is of the month that most of its days are of (ISO 8601 counts the weeks of a year so).
        return _week_of_month(year, month, number, 0)
    return point("gregorian", year, month, last if number == _LAST else number)


def _nth_of_hijri_month(expression: Expression, year: int, month: int, number: int) -> str | None:
    whole = point("hijri", year, month)
    if whole is None or expression.weekday is None:
        return None
    first, last = edtf.earliest(whole), edtf.latest(whole)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)] if first and last else []
    named = [day for day in days if day.weekday() == expression.weekday]
    return named[number - 1 if number > 0 else _LAST].isoformat() if named and number <= len(named) else None


def _week_of_month(year: int, month: int, number: int, week_starts: int) -> str | None:
    first = date(year, month, 1)
    starts = [first + timedelta(days=(week_starts - first.weekday()) % 7 + 7 * index) for index in range(5)]
    starts = [day for day in starts if (day + timedelta(days=6)).month == month and day.month == month]
    index = number - 1 if number > 0 else _LAST
    return week_of(starts[index], week_starts) if index < len(starts) else None


def feast_of_year(expression: Expression, year: int) -> str | None:
    """The first day of a feast in a year of the common era (or the nth, where the words count its days)."""
    feast = expression.roles["feast"].values
    further = timedelta(days=(expression.number("nth") or 1) - 1)
    if feast["calendar"] == "easter":
        return (easter(year, feast["church"]) + timedelta(days=feast["days"]) + further).isoformat()
    if feast["calendar"] == "gregorian":
        return (date(year, feast["month"], feast["day"]) + further).isoformat()
    if year < 1700:  # عيد الفطر 1436
        value = point("hijri", year, feast["month"], feast["day"])
        return (date.fromisoformat(value) + further).isoformat() if value else None
    for hijri in range(year_of("hijri", date(year, 1, 1)), year_of("hijri", date(year, 12, 31)) + 1):
        value = point("hijri", hijri, feast["month"], feast["day"])
        if value and value.startswith(f"{year:04}"):
            return (date.fromisoformat(value) + further).isoformat()
    return None


def _feast(expression: Expression, today: date, convention: Convention) -> str | None:
    """The feast nearest to the day of writing, or as an adjective turns it."""
    step = expression.turn("yrel")
    if step is not None:
        return feast_of_year(expression, today.year + step)
    found = [value for year in range(today.year - 2, today.year + 3) if (value := feast_of_year(expression, year))]
    turn = expression.turn("frel")
    past = [value for value in found if value <= today.isoformat()]
    ahead = [value for value in found if value >= today.isoformat()]
    if turn == -1:
        return past[-1] if past else None
    if turn == 1 or convention.yearless == "ahead" or expression.future:
        return ahead[0] if ahead else None
    return min(found, key=lambda value: abs(date.fromisoformat(value) - today), default=None)


def _day_alone(expression: Expression, today: date, convention: Convention) -> str | None:
    """يوم 27: of the running month or the one before, of the next where it is to come; a weekday beside it decides."""
    steps: tuple[int, ...] = (0, 1, 2) if convention.yearless == "ahead" or expression.future else (0, -1, -2, 1)
    if convention.yearless == "this_year":
        steps = (0,)
    ahead = steps[1:2] == (1,)
    for step in steps:
        year, month = add_months(today.year, today.month, step)
        value = point("gregorian", year, month, expression.day)
        if value is None:
            continue
        day = date.fromisoformat(value)
        if expression.weekday is not None:
            if day.weekday() == expression.weekday:
                return value
        elif step or len(steps) == 1 or (day >= today if ahead else day <= today):
            return value
    return None


def _nth_from_day(expression: Expression, today: date, convention: Convention) -> str | None:
    step = 0 if "mthis" in expression.roles else expression.turn("mrel")
    if expression.month is None:
        year, month = add_months(today.year, today.month, step or 0)
        return nth_of_month(expression, year, month)
    year_step = expression.turn("yrel", "ythis")
    if year_step is not None:
        return nth_of_month(expression, today.year + year_step, expression.month)
    years = [today.year - 1, today.year, today.year + 1]
    found = [value for year in years if (value := nth_of_month(expression, year, expression.month))]
    past = [value for value in found if value.split("/")[0] <= today.isoformat()]
    ahead = [value for value in found if value.split("/")[-1] >= today.isoformat()]
    if convention.yearless == "this_year":
        return nth_of_month(expression, today.year, expression.month)
    if step == 1 or (step is None and (convention.yearless == "ahead" or expression.future)):
        return ahead[0] if ahead else None
    return past[-1] if past else None


def _stretch(expression: Expression, today: date) -> str | None:
    """اليومين الماضيين, آخر ثلاث سنوات, الأسابيع الثلاثة المقبلة: from now so many units back or on."""
    role = "units" if "units" in expression.roles else "units_dual"
    count = expression.number("count") or expression.number("count_after") or int(expression.value(role, "count") or 1)
    turn = -1 if "last" in expression.roles else expression.turn("rel") or 0
    days = {"day": 1, "week": 7}.get(str(expression.value(role, "unit")))
    if days is not None:
        far = today + timedelta(days=turn * count * days)
    else:
        months = {"month": 1, "year": 12, "decade": 120}.get(str(expression.value(role, "unit")), 0)
        year, month = add_months(today.year, today.month, turn * count * months)
        far = date(year, month, min(today.day, edtf.last_day(year, month)))
    if turn > 0:
        return f"{(today + timedelta(days=1)).isoformat()}/{far.isoformat()}"
    return f"{far.isoformat()}/{(today - timedelta(days=1)).isoformat()}" if turn < 0 else None


def from_day(expression: Expression, today: date, convention: Convention) -> str | None:
    """The value of one of these expressions, seen from the day of writing."""
    if expression.rule == "nth":
        return _nth_from_day(expression, today, convention)
    if expression.rule == "week_weekday":
        turn = 0 if "this" in expression.roles else expression.turn("rel") or 0
        return weekday_of_week(today, convention.week_starts, turn, expression.weekday or 0)
    if expression.rule == "feast":
        return _feast(expression, today, convention)
    if expression.rule == "compound":
        return _compound(expression, today)
    if expression.rule == "stretch":
        return _stretch(expression, today)
    if expression.rule == "day_turn":
        return (today + timedelta(days=expression.turn("rel") or 0)).isoformat()
    return _day_alone(expression, today, convention)
