"""What a date expression means, given the day it was written: direction as news is written, anchors, bounds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from musnad import edtf
from musnad.annotations.dates import counted
from musnad.annotations.dates.calendars import Calendar, add_months, both_ends, joined, moved, part_of, point, week_of, year_of
from musnad.annotations.dates.conventions import NEWS, Convention
from musnad.annotations.dates.expressions import Expression

AnchorKind = Literal["publication", "text", "none"]
Rule = Literal[
    "full",
    "hijri",
    "relative",
    "nearest",
    "next",
    "same",
    "speech",
    "year_of_text",
    "bounded",
    "feast",
    "unresolved",
    "impossible",
]
"""Ids of lexicons/reasons/dates.yml; what is impossible (31 شباط) or counted from nothing (بعد أسبوع) is dropped."""
# A day and month behind a word of the future lies ahead, but no newsroom leaves the year out for more than about half a year.
AHEAD = timedelta(days=200)
# Without any such word, a day a few weeks ahead is still likelier than the same day almost a year ago.
SOON, LONG_AGO = timedelta(days=45), timedelta(days=320)
# A weekday beside day and month decides the year only near the publication: further away it is a slip of the pen.
NEAR = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Meaning:
    """An expression's value, what it was counted from, and the rule."""

    value: str | None
    rule: Rule
    anchor: str | None = None
    anchor_kind: AnchorKind = "none"


@dataclass(slots=True)
class Context:
    """What is known when an expression is reached: the publication date and the dates told so far."""

    published: str | None
    told: list[tuple[str, int]] = field(default_factory=list)
    """Values told before, each with its line number."""
    convention: Convention = NEWS

    @property
    def day(self) -> date | None:
        """The publication day where it is known exactly."""
        if self.published is None or edtf.precision(self.published) != "day":
            return None
        return edtf.earliest(self.published)

    def ends(self) -> tuple[date, date] | None:
        """First and last possible day of publication, where both are known."""
        if self.published is None:
            return None
        bounds = edtf.parse(self.published)
        return (bounds.earliest, bounds.latest) if bounds.earliest and bounds.latest else None

    def last_told(self, *precisions: str) -> str | None:
        """The date told last that is as exact as asked."""
        return next((value for value, _ in reversed(self.told) if not precisions or edtf.precision(value) in precisions), None)


def calendar_of(expression: Expression) -> Calendar:
    """The calendar that the words are of."""
    return "hijri" if expression.hijri else "gregorian"


def numeric(expression: Expression) -> str | None:
    """2019.05.21, 21/5/2019, 5/21/2019 (only where the day cannot be a month), 21/5/19."""
    a, b, c = (int(part) for part in re.findall(r"\d+", expression.roles["numeric"].text))
    calendar = calendar_of(expression)
    if a > 31:
        return point(calendar, a, b, c)
    if c < 100:
        c += 2000 if c < 60 else 1900
    if not (1900 <= c < 2100 or 1300 <= c < 1500):
        return None
    return point(calendar, c, b, a) if b <= 12 else point(calendar, c, a, b)


def written_year(expression: Expression) -> int | None:
    """The year that the words give."""
    year = expression.number("year")
    if year is not None:
        return year
    short = expression.number("short_year") or expression.number("year_word")
    if short is None or short >= 600:
        return short
    return short + (2000 if short < 32 else 1900)


def in_full(expression: Expression) -> str | None:
    """The value of an expression that needs no anchor; None where it needs one (or means nothing)."""
    calendar, year = calendar_of(expression), written_year(expression)
    if expression.rule == "numeric":
        return numeric(expression)
    if expression.rule == "feast":
        return counted.feast_of_year(expression, year) if year is not None and "yrel" not in expression.roles else None
    if expression.rule == "nth":
        return counted.nth_of_month(expression, year, expression.month) if year is not None and expression.month else None
    if expression.rule == "century":
        number = expression.number("ordinal") or 0
        return _part(expression, f"{number - 1:02}XX") if 10 <= number <= 21 else None
    if expression.rule == "decade":
        return _decade(expression)
    if year is None:
        return None
    if expression.rule == "year_range":
        last = expression.number("year_to") or year
        return f"{year}/{last}" if year < last else None
    if expression.rule == "season":
        return f"{year:04}-{expression.value('season', 'season')}"
    if expression.rule == "year":
        value = point(calendar, year)
        return _part(expression, value) if value else None
    return _dated(expression, year)


def _decade(expression: Expression) -> str | None:
    tens = int(expression.value("decade", "decade"))
    century = 18 if expression.number("ordinal") == 19 else 19
    return _part(expression, f"{century}{tens}X")


def _part(expression: Expression, value: str) -> str | None:
    return part_of(value, expression.roles["part"].values) if "part" in expression.roles else value


def _dated(expression: Expression, year: int) -> str | None:
    """Day and month, or month, of a given year; a range where the words give one."""
    calendar = calendar_of(expression)
    month = expression.month
    if month is None:
        return None
    if calendar == "hijri" and year > 1700:  # رمضان 2019
        year = year_of("hijri", date(year, 1, 1))
        starts = [edtf.earliest(value) for step in (0, 1) if (value := point("hijri", year + step, month))]
        written = expression.number("year")
        year += next((step for step, day in enumerate(starts) if day and day.year == written), 0)
    if (nth := counted.nth_weekday(expression, year, month)) is not None:
        return nth
    value = point(calendar, year, month, expression.day)
    if value is None:
        return None
    if "day_to" in expression.roles:
        last = point(calendar, year, month, expression.number("day_to"))
        return joined(value, last) if last and last > value else None
    if "month_to" in expression.roles:
        last = point(calendar, year, expression.value("month_to", "month"))
        return joined(value, last) if last and last > value else None
    return _part(expression, value)


def _turned(expression: Expression, today: date, convention: Convention = NEWS) -> str | None:
    """The value of a year-less day or month: the nearest one not after the day of writing, unless a word turns it."""
    calendar = calendar_of(expression)
    this_year = year_of(calendar, today)
    turn = expression.turn("yrel", "ythis")
    if turn is not None:
        return _dated(expression, this_year + turn)
    values = [value for year in range(this_year - 3, this_year + 3) if (value := _dated(expression, year))]
    if len(values) < 6:  # 29 شباط, and what else is not of every year
        values = [value for year in range(this_year - 12, this_year + 3) if (value := _dated(expression, year))]
    found = [(value, edtf.parse(value)) for value in values]
    spans = [(bounds.earliest, bounds.latest, value) for value, bounds in found if bounds.earliest and bounds.latest]
    turn = expression.turn("mrel")
    if not spans:
        return None
    # اليوم الثالث من أكتوبر is today's date or else the third day of that month.
    today_named = "deictic" in expression.roles and any(abs(span[0] - today) <= timedelta(days=3) for span in spans)
    if turn is None and not today_named and convention.yearless != "back":
        value = _forward(expression, today, convention, [value for *_, value in spans])
        if value and expression.weekday in (None, (edtf.earliest(value) or today).weekday()):
            return value
    if expression.weekday is not None:
        agreeing = [span for span in spans if span[0].weekday() == expression.weekday and abs(span[0] - today) <= NEAR]
        if agreeing:
            return min(agreeing, key=lambda span: abs(span[0] - today))[2]
    if turn in (-2, 2):  # شباط قبل الماضي: one before the last
        return counted.one_further(spans, today, turn)
    if turn == 0 or today_named:
        return min(spans, key=lambda span: abs(span[0] - today))[2]
    ahead = [span for span in spans if (span[0] > today if turn == 1 else span[1] >= today)]
    if ahead and (turn == 1 or (expression.future and turn is None and ahead[0][0] - today <= AHEAD)):
        return ahead[0][2]
    monthly = expression.day is None
    past = [span for span in spans if (span[1] < today if turn == -1 and monthly else span[0] <= today)]
    if turn == -1 and monthly:  # آذار الماضي written in March is a year ago
        past = [span for span in past if span[0].replace(day=1) < today.replace(day=1)]
    if not monthly and turn is None and past and ahead and today - past[-1][0] > LONG_AGO and ahead[0][0] - today <= SOON:
        return ahead[0][2]
    return past[-1][2] if past else None


def _forward(expression: Expression, today: date, convention: Convention, values: list[str]) -> str | None:
    """The occurrence of this year, or of the next month of that name (the running month is one), as the convention has it."""
    year = today.year
    if convention.yearless == "ahead" and (expression.month or 0) < today.month:
        year += 1
    return next((value for value in values if edtf.earliest(value).year == year), None)  # type: ignore[union-attr]


def _weekday(expression: Expression, today: date, convention: Convention) -> str:
    turn = expression.turn("wrel")
    target = expression.weekday or 0
    back, on = (today.weekday() - target) % 7, (target - today.weekday()) % 7
    if turn and convention.next_weekday == "week":
        return counted.weekday_of_week(today, convention.week_starts, turn, target)
    if turn is not None and turn < 0:
        return (today - timedelta(days=(back or 7) - 7 * (turn + 1))).isoformat()
    if turn is not None and turn > 0:
        return (today + timedelta(days=(on or 7) + 7 * (turn - 1))).isoformat()
    if convention.weekday == "ahead":
        return (today + timedelta(days=on or 7)).isoformat()
    if expression.future:
        return (today + timedelta(days=on)).isoformat()
    return (today - timedelta(days=back)).isoformat()


def _unit(expression: Expression, today: date, convention: Convention) -> str | None:
    role = "unit" if "unit" in expression.roles else "unit2"
    unit, turn = expression.value(role, "unit"), expression.turn("rel") or 0
    if unit == "week":
        return _part(expression, week_of(today, convention.week_starts, turn))
    if unit == "month":
        return _part(expression, "{:04}-{:02}".format(*add_months(today.year, today.month, turn)))
    if unit == "season":
        season = int(expression.value(role, "season"))
        ends = {21: 5, 22: 8, 23: 11, 24: 3}
        year = today.year + (turn if turn == 1 else 0) - (1 if turn == -1 and today.month <= ends[season] else 0)
        return f"{year:04}-{season}"
    if unit == "decade":
        return _part(expression, f"{today.year // 10 + turn}X")
    if unit == "century":
        return _part(expression, f"{today.year // 100 + turn}XX")
    return _part(expression, f"{today.year + turn:04}")


_MONTHS = {"month": 1, "year": 12, "decade": 120}


def _ago(expression: Expression) -> tuple[str, int]:
    """Unit and number of units that lie between."""
    count = expression.number("count") or expression.number("vague")
    if count is None:
        count = int(expression.value("units", "count") or 1)
    return str(expression.value("units", "unit")), count if expression.rule == "after" else -count


def from_day(expression: Expression, today: date, convention: Convention = NEWS) -> str | None:
    """The value of an expression that is counted from the day of writing."""
    rule = expression.rule
    if rule == "deictic":
        return (today + timedelta(days=int(expression.value("deictic", "days")))).isoformat()
    if rule == "weekday":
        return _weekday(expression, today, convention)
    if rule == "unit_relative":
        return _unit(expression, today, convention)
    if rule in ("ago", "after"):
        unit, count = _ago(expression)
        if convention.ago == "day" and unit in _MONTHS:
            year, month = add_months(today.year, today.month, count * _MONTHS[unit])
            return date(year, month, min(today.day, edtf.last_day(year, month))).isoformat()
        return moved(today.isoformat(), unit, count) + ("~" if {"about", "vague"} & set(expression.roles) else "")
    if rule == "day_of_month_relative":
        turn = 0 if "mthis" in expression.roles else expression.turn("mrel") or 0
        year, month = add_months(today.year, today.month, turn)
        first, last = (
            point("gregorian", year, month, expression.day),
            point("gregorian", year, month, expression.number("day_to")),
        )
        return joined(first, last) if "day_to" in expression.roles and first and last else first
    if rule == "season":
        step = expression.turn("yrel", "ythis")
        return None if step is None else f"{today.year + step:04}-{expression.value('season', 'season')}"
    if rule in counted.RULES:
        return counted.from_day(expression, today, convention)
    return _turned(expression, today, convention)


def _is_back_reference(expression: Expression) -> bool:
    return any(
        role in expression.roles
        for role in ("same", "msame", "ysame", "dsame", "ufollowing", "mfollowing", "yfollowing", "dfollowing")
    )


def replace_told(context: Context) -> Context:
    """Where nothing was told and the convention counts from now, now is what was told."""
    return replace(context, told=[(context.published or "", 0)])


def from_text(expression: Expression, context: Context) -> Meaning:
    """من الشهر نفسه, في اليوم التالي: counted from the date told last."""
    step = 1 if any(role.endswith("following") for role in expression.roles) else 0
    if step and context.convention.after == "now" and context.day is not None and context.last_told("day", "month") is None:
        context = replace_told(context)
    if expression.rule == "same_day":
        anchor = context.last_told("day")
        return Meaning(moved(anchor, "day", step) if anchor else None, "same", anchor, "text" if anchor else "none")
    if expression.rule == "day_of_month_relative":
        anchor = context.last_told("day", "month")
        if anchor is None:
            return Meaning(None, "unresolved")
        year, month = add_months(int(anchor[:4]), int(anchor[5:7]), step)
        return Meaning(point("gregorian", year, month, expression.day), "same", anchor, "text")
    unit = str(expression.value("unit", "unit")) if "unit" in expression.roles else "year"
    anchor = context.last_told("day", "month") if unit in ("month", "week") else context.last_told("day", "month", "year")
    if anchor is None:
        return Meaning(None, "unresolved")
    day = edtf.earliest(anchor) or date.min
    if unit == "week":
        value: str | None = week_of(day, context.convention.week_starts, step)
    elif unit == "month":
        value = _part(expression, "{:04}-{:02}".format(*add_months(day.year, day.month, step)))
    elif "month" in expression.roles:
        value = _dated(expression, day.year + step)
    else:
        value = _part(expression, f"{day.year + step:04}")
    return Meaning(value, "same", anchor, "text")


def _near_text(expression: Expression, anchor: str) -> str | None:
    """A year-less day or month beside a date of the text: the occurrence nearest to it."""
    day = edtf.earliest(anchor)
    if day is None or "yrel" in expression.roles or "ythis" in expression.roles:
        return None
    calendar = calendar_of(expression)
    year = year_of(calendar, day)
    found = [value for candidate in (year - 1, year, year + 1) if (value := _dated(expression, candidate))]
    if expression.day is None and expression.rule == "month":
        return _dated(expression, year)
    return min(found, key=lambda value: abs((edtf.earliest(value) or day) - day)) if found else None


_YEARLESS = ("day_month", "day_range", "month", "month_then_day", "numeric_short")


def _after(expression: Expression, context: Context) -> Meaning:
    """بعد أسبوع: from now where the sentence looks ahead or says so, else from the day told before in the same paragraph."""
    unit, count = _ago(expression)
    ahead = expression.future or "now" in expression.roles or context.convention.after == "now"
    if ahead and context.day is not None:
        return Meaning(from_day(expression, context.day, context.convention), "relative", context.published, "publication")
    told = next((value for value, line in reversed(context.told) if line == expression.line.number), None)
    if not ahead and told and edtf.precision(told) in ("day", "month", "year"):
        return Meaning(moved(told, unit, count), "same", told, "text")
    return Meaning(None, "unresolved" if ahead else "impossible")


_HALVES = {"early": 1, "late": 2}


def _halved(expression: Expression) -> Expression:
    """مطلع as the first half and أواخر as the second, for who divides so; later this month is its second half."""
    part = expression.roles.get("part")
    half = _HALVES.get("late" if part.values.get("later") else str(part.values.get("third"))) if part is not None else None
    if part is None or half is None:
        return expression
    return replace(expression, roles={**expression.roles, "part": replace(part, values={"half": half})})


def resolve(expression: Expression, context: Context) -> Meaning:
    """What the expression means here."""
    if context.convention.parts == "halves":
        expression = _halved(expression)
    try:
        meaning = _resolve(expression, context)
    except OverflowError:  # قبل خمسة آلاف سنة lies outside the years that EDTF writes in four digits
        return Meaning(None, "impossible")
    if meaning.value and (expression.value("part", "rest") or expression.value("part", "weekend")):
        return replace(meaning, value=counted.rest_or_weekend(meaning.value, context.day, bool(expression.value("part", "rest"))))
    if context.convention.parts == "point" and meaning.value and expression.value("part", "point"):
        return replace(meaning, value=counted.as_point(meaning.value, expression.value("part", "third")))
    return meaning


def _resolve(expression: Expression, context: Context) -> Meaning:
    full = in_full(expression)
    if full is not None and expression.rule == "year_range" and context.convention.end_of_years == "exclusive":
        return Meaning(joined(full[:4], f"{int(full[-4:]) - 1:04}"), "full")
    if full is not None:
        return Meaning(full, "feast" if expression.rule == "feast" else "hijri" if expression.hijri else "full")
    if written_year(expression) is not None or expression.rule in ("numeric", "century", "year_range"):
        return Meaning(None, "impossible")
    if _is_back_reference(expression):
        return from_text(expression, context)
    if expression.rule == "after":
        return _after(expression, context)
    bare = not {"mrel", "yrel", "ythis", "deictic"} & set(expression.roles)
    if expression.rule in _YEARLESS and bare and (earlier := _earlier_year(expression, context)):
        return Meaning(_near_text(expression, earlier), "year_of_text", earlier, "text")
    today = context.day
    if today is not None:
        value = from_day(expression, today, context.convention)
        if value is None and expression.rule in counted.RULES:
            return Meaning(None, "impossible")  # الأحد الخامس of a month with four
        return Meaning(value, _direction(expression, value, context), context.published, "publication")
    if context.published is not None and (bounded := _bounded(expression, context)):
        return bounded
    if expression.rule in _YEARLESS:
        told = context.last_told("day", "month", "year")
        if told and (value := _near_text(expression, told)):
            return Meaning(value, "year_of_text", told, "text")
    return Meaning(None, "unresolved")


def _earlier_year(expression: Expression, context: Context) -> str | None:
    """A date told before in the same paragraph, of a year before the publication's: its story goes on in that year."""
    told = next((value for value, line in reversed(context.told) if line == expression.line.number), None)
    ends = context.ends()
    if told is None or ends is None or edtf.precision(told) not in ("day", "month"):
        return None
    day = edtf.earliest(told)
    return told if day and ends[0] - day > NEAR else None


def _direction(expression: Expression, value: str | None, context: Context) -> Rule:
    """The rule that the reason names."""
    if expression.rule == "feast":
        return "feast"
    if expression.rule in _YEARLESS or expression.rule in ("nth", "day_alone"):
        turn = expression.turn("mrel", "yrel")
        if turn == 1 or (turn is None and value and context.day and (edtf.earliest(value) or date.min) > context.day):
            return "next"
        return "nearest" if turn is None and "deictic" not in expression.roles else "relative"
    return "relative"


def _bounded(expression: Expression, context: Context) -> Meaning | None:
    """Publication is known only within bounds: the value where all of them agree, else bounds for what is simply moved."""
    published = context.published or ""
    if expression.rule == "deictic" and not {"day", "month"} & set(expression.roles):
        return Meaning(both_ends(published, "day", int(expression.value("deictic", "days"))), "bounded", published, "publication")
    if expression.rule == "ago":
        unit, count = _ago(expression)
        return Meaning(both_ends(published, unit, count), "bounded", published, "publication")
    ends = context.ends()
    if ends is None:
        return None
    first, last = (from_day(expression, end, context.convention) for end in ends)
    if first is not None and first == last:
        return Meaning(first, _direction(expression, first, context), published, "publication")
    return None
