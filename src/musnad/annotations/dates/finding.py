"""Dates and times of any text, without a page around it: `find` for dates alone, `times` for everything that tells time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal

from musnad import edtf
from musnad.annotations.dates.bare_days import bare_days
from musnad.annotations.dates.calendars import point
from musnad.annotations.dates.clock import clock_of, moved_moment, next_shown, period_of, range_of, turned_moment
from musnad.annotations.dates.conventions import NEWS, Convention
from musnad.annotations.dates.durations import duration_of, frequency_of, together
from musnad.annotations.dates.expressions import Expression, read_line_closely
from musnad.annotations.dates.mentions import dates_of
from musnad.annotations.dates.resolution import Context, resolve
from musnad.lexicons import load
from musnad.records import DateMention, Document, Line, LineKind, Span
from musnad.script import fold

Kind = Literal["date", "clock", "duration", "frequency"]


@dataclass(frozen=True, slots=True)
class TimeMention:
    """What tells time: offsets, words, kind and value.

    Values: EDTF for dates; `2019-05-22T15:20` (or `T15:20` where no day is known) for times of day, `A/B` for ranges of either;
    ISO 8601 durations (`PT2H`) and, for frequencies, `R/` before the interval. None where nothing can be said.
    """

    kind: Kind
    start: int
    end: int
    words: str
    value: str | None
    grain: str
    rule: str


def document_of(text: str) -> Document:
    """The text as a document whose every line is a paragraph."""
    found, at = [], 0
    for number, line in enumerate(text.split("\n"), 1):
        # Made here, so known to be right: no need to check them, of which long texts have many.
        span = Span.model_construct(start=at, end=at + len(line))
        found.append(Line.model_construct(number=number, span=span, kind=LineKind.paragraph, by="dates.find"))
        at += len(line) + 1
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=f"d-{digest[:16]}", name="text", sha256=digest, size=len(text), media_type="text/plain", encoding="utf-8",
        reader="text", text=text, lines=tuple(found),
    )  # fmt: skip


def find(text: str, published: str | None = None, convention: Convention = NEWS) -> list[DateMention]:
    """The dates of a text, seen from a publication date in EDTF (None: unknown); their reasons by `musnad.reasons.sentence`.

    Raises ValueError where `published` is no EDTF that musnad understands.
    """
    if published is not None:
        edtf.parse(published)
    return list(dates_of(document_of(text), published, convention=convention))


def times(text: str, now: str | None = None, convention: Convention = NEWS) -> list[TimeMention]:
    """Everything in a text that tells time, seen from a day or a moment (`2019-05-22`, `2019-05-22T04:30:00`), in order.

    A day and an hour that belong together are one mention.
    """
    moment = datetime.fromisoformat(now) if now and len(now) > 10 else None
    day = moment.date() if moment else date.fromisoformat(now) if now else None
    context = Context(day.isoformat() if day else None, convention=convention)
    seen_from = _Moment(day, moment.replace(tzinfo=None) if moment else None, convention)
    document = document_of(text)
    return [mention for line in document.lines for mention in _of_line(document, line, context, seen_from)]


@dataclass(frozen=True, slots=True)
class _Moment:
    """The day and, where known, the moment of speaking."""

    day: date | None
    now: datetime | None
    convention: Convention


def _of_line(document: Document, line: Line, context: Context, seen: _Moment) -> list[TimeMention]:
    found: list[TimeMention] = []
    for expression in read_line_closely(document, line, clock=True):
        mention = _mention(document, expression, context, seen)
        if mention is None:
            continue
        joined = _join(document, found[-1], mention, seen) if found else None
        if joined is not None:
            found[-1] = joined
        elif mention.rule != "duration_more":  # ويوم counts only behind another duration
            found.append(mention)
    if seen.convention.bare_days and seen.day is not None:
        bare = [one for one in _bare_days(document.text, line, seen.day) if not any(_meet(one, two) for two in found)]
        found = sorted([*found, *bare], key=lambda one: one.start)
    return found


def _bare_days(text: str, line: Line, today: date) -> Iterator[TimeMention]:
    for start, end, day in bare_days(text, line.span.start, line.span.end):
        value = point("gregorian", today.year, today.month, day)
        if value is not None:
            yield TimeMention("date", start, end, text[start:end], value, "day", "day_alone")


def _meet(one: TimeMention, two: TimeMention) -> bool:
    return one.start < two.end and two.start < one.end


def _mention(document: Document, expression: Expression, context: Context, seen: _Moment) -> TimeMention | None:
    words = document.text[expression.start : expression.end]

    def made(kind: Kind, value: str | None, grain: str) -> TimeMention:
        return TimeMention(kind, expression.start, expression.end, words, value, grain, expression.rule)

    if expression.kind == "duration":
        value = duration_of(expression)
        return made("duration", value, str(expression.value("units", "unit"))) if value else None
    if expression.kind == "frequency":
        value = frequency_of(expression)
        return made("frequency", value, "set") if value else None
    if expression.kind == "clock":
        clock = _clock_value(expression, seen)
        return made("clock", *clock) if clock else None
    meaning = resolve(expression, context)
    if meaning.rule == "impossible":
        return None
    if meaning.value and edtf.precision(meaning.value) in ("day", "month", "year"):
        context.told.append((meaning.value, expression.line.number))
    return made("date", meaning.value, edtf.precision(meaning.value) if meaning.value else "unknown")


def _written(moment: datetime, grain: str) -> str:
    return moment.isoformat(timespec="seconds" if grain == "second" else "minutes")


def _clock_value(expression: Expression, seen: _Moment) -> tuple[str | None, str] | None:
    """Value and grain of a time of day; None where it is none."""
    rule, now = expression.rule, seen.now
    if rule == "now":
        return (now.isoformat() if now else seen.day.isoformat() if seen.day else None), "second"
    if rule in ("moment_away", "unit_of_clock", "minute_of_hour"):
        return _counted_moment(expression, now)
    if rule == "period":
        return _period(expression, seen.day, seen.convention)
    if rule == "hour_range":
        clocks = range_of(expression)
        if clocks is None:
            return None
        first, last = clocks
        if seen.day is None:
            return f"{first.written()}/{last.written()}", last.grain
        start = first.on(seen.day)
        end = last.on(seen.day)
        if end < start and not last.certain and end + timedelta(hours=12) > start:
            end += timedelta(hours=12)
        if end < start:
            end += timedelta(days=1)
        return f"{_written(start, first.grain)}/{_written(end, last.grain)}", last.grain
    clock = clock_of(expression)
    if clock is None:
        return None
    value = clock.written()
    if now is not None:
        value = _written(next_shown(clock, now, seen.convention), clock.grain)
    elif seen.day is not None:
        value = _written(clock.on(seen.day), clock.grain)
    if rule == "until_hour":
        return (f"../{value}" if expression.roles["open"].kind == "TO" else f"{value}/.."), clock.grain
    return value, clock.grain


def _counted_moment(expression: Expression, now: datetime | None) -> tuple[str | None, str]:
    if expression.rule == "minute_of_hour":
        minute = expression.number("minutes") or 1
        return (_written(now.replace(minute=minute), "minute") if now and minute < 60 else None), "minute"
    if now is None:
        return None, "hour"
    try:
        moment, grain = moved_moment(expression, now) if expression.rule == "moment_away" else turned_moment(expression, now)
    except OverflowError:  # بعد مليار ساعة lies behind the last year that is written in four digits
        return None, "hour"
    return _written(moment, "second" if grain == "second" else "minute"), grain


def _period(expression: Expression, day: date | None, convention: Convention) -> tuple[str | None, str] | None:
    period = period_of(expression)
    if period is None or "from" not in period:
        return None
    first, last = convention.periods.get(str(period.get("period")), (int(period["from"]), int(period["to"])))
    third = expression.value("part", "third")
    if third:  # في وقت متأخر من المساء
        step = max(1, (last - first) // (2 if convention.parts == "halves" and third != "mid" else 3))
        first, last = {"early": (first, first + step), "mid": (first + step, last - step), "late": (last - step, last)}[third]
    if day is None:
        return f"T{first:02}:00/T{last % 24:02}:00", "period"
    midnight = datetime(day.year, day.month, day.day)
    ends = (midnight + timedelta(hours=first), midnight + timedelta(hours=last))
    return "/".join(_written(end, "minute") for end in ends), "period"


# --- what belongs together ------------------------------------------------------------------------------------------


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word).text for word in load("time")[name])


@cache
def _range_words() -> frozenset[str]:
    return frozenset(fold(word).text for word in (*load("time")["words"]["TO"], "ل", "-", "–", "وحتى", "والى"))


def _join(document: Document, one: TimeMention, two: TimeMention, seen: _Moment) -> TimeMention | None:
    """One mention of two that belong together: a day and its hour, the two ends of a range; None where they do not."""
    gap = fold(document.text[one.end : two.start]).text.split()
    if len(gap) > 3 or not one.value or not two.value:
        return None
    if gap and set(gap) <= _range_words() and {one.kind, two.kind} <= {"date"} and one.grain != "interval" != two.grain:
        return _range(document, one, two)
    if one.kind == two.kind == "duration" and set(gap) <= {"و", "،", ","}:
        return replace(one, end=two.end, words=document.text[one.start : two.end], value=together(one.value, two.value))
    if not set(gap) <= _words("joiners"):
        return None
    if {one.kind, two.kind} != {"date", "clock"}:
        return None
    day, clock = (one, two) if one.kind == "date" else (two, one)
    if day.grain != "day" or clock.rule not in ("hour", "hour_range", "until_hour", "period"):
        return None
    value = _on_day(clock, date.fromisoformat((day.value or "")[:10]), seen, ends_only=clock is one)
    return replace(clock, start=one.start, end=two.end, words=document.text[one.start : two.end], value=value)


def _range(document: Document, one: TimeMention, two: TimeMention) -> TimeMention | None:
    first, last = edtf.earliest(one.value or ""), edtf.latest(two.value or "")
    if first is None or last is None or last < first:
        return None
    return replace(one, end=two.end, words=document.text[one.start : two.end], value=f"{one.value}/{two.value}", grain="interval")


def _on_day(clock: TimeMention, day: date, seen: _Moment, ends_only: bool) -> str:
    """The clock's value moved to a day; of a range with the day behind it, only the end is of that day."""

    def moved(value: str, by: timedelta) -> str:
        moment = datetime.fromisoformat(value) + by
        return moment.isoformat(timespec="seconds" if len(value) > 16 else "minutes")

    ends = (clock.value or "").split("/")
    timed = [end for end in ends if "T" in end]
    if timed[0].startswith("T"):
        return "/".join(f"{day.isoformat()}{end}" if end.startswith("T") else end for end in ends)
    shift = timedelta(days=(day - datetime.fromisoformat(timed[0]).date()).days)
    if ends_only and len(timed) == 2:
        last = datetime.fromisoformat(timed[1])
        return f"{timed[0]}/{moved(timed[1], timedelta(days=(day - last.date()).days))}"
    return "/".join(end if end == ".." else moved(end, shift) for end in ends)
