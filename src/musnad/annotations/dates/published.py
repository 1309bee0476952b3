"""The day a report was published: as the page states it, else as it follows from the dates of the text, else within bounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from musnad import edtf
from musnad.annotations.dates.calendars import add_months
from musnad.annotations.dates.expressions import Expression
from musnad.annotations.dates.resolution import in_full, written_year
from musnad.annotations.numbers.phrases import key
from musnad.lexicons import load
from musnad.records import Document, LineKind, Published, Span
from musnad.script import fold

# How far behind the latest date told as past a report without any date of its own may lie when a weekday decides the year.
_YEARS_ON = 7
_NONE = Span(start=0, end=0)
Rule = Literal[
    "metadata", "date_line", "near_headline", "today_in_full", "agency_line", "weekday_and_date", "day_and_date", "month",
    "founding", "bounds", "page_header", "unknown",
]  # fmt: skip
"""Ids of lexicons/reasons/published.yml."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A publication date with its rule and evidence."""

    value: str | None
    rule: Rule
    evidence: tuple[Expression, ...] = ()
    because: tuple[tuple[str, str], ...] = ()


def published_of(document: Document, expressions: Sequence[Expression]) -> Published:
    """The publication date of a report."""
    finding = _stated(document, expressions) or _inferred(document, expressions) or Finding(None, "unknown")
    spans = tuple(Span(start=expression.start, end=expression.end) for expression in finding.evidence)
    basis = "unknown" if finding.value is None else "inferred" if finding.rule in _INFERRED else "stated"
    span = spans[0] if spans else _NONE
    words = tuple((f"words{index or ''}", document.quote(one)) for index, one in enumerate(spans[:2]))
    return Published(
        id="published", span=span, by=f"published.{finding.rule}", value=finding.value, basis=basis,  # type: ignore[arg-type]
        evidence=spans, score=_SCORES.get(finding.rule, 1.0), because=(*words, *finding.because, ("value", finding.value or "؟")),
    )  # fmt: skip


_INFERRED = frozenset(("weekday_and_date", "day_and_date", "month", "bounds", "founding", "page_header"))
_SCORES = {
    "weekday_and_date": 0.95,
    "day_and_date": 0.8,
    "month": 0.7,
    "bounds": 0.6,
    "page_header": 0.6,
    "founding": 0.5,
    "near_headline": 0.9,
    "agency_line": 0.9,
}


# --- stated ---------------------------------------------------------------------------------------------------------


def _stated(document: Document, expressions: Sequence[Expression]) -> Finding | None:
    """What the page says: its metadata, its date line, a date with a time of day near the headline, "today" with a full date."""
    stated = document.metadata.published
    if stated and edtf.is_edtf(stated[:10]):
        return Finding(stated[:10], "metadata", (), (("from", document.metadata.published_from or "metadata"),))
    days = [
        (expression, value) for expression in expressions if (value := in_full(expression)) and edtf.precision(value) == "day"
    ]
    said = sorted(days, key=lambda day: not _says_published(document, day[0]))
    for rule, holds in (("date_line", _on_date_line), ("near_headline", _alone_near_headline)):
        for expression, value in said:
            if holds(document, expression):
                denial = _denial(document, expression, value, expressions)
                if denial is not None:
                    return _of_the_visit(document, expression, value, denial, expressions)
                return Finding(value, rule, (expression,))  # type: ignore[arg-type]
    for expression, value in days:
        if "deictic" in expression.roles:
            moved = date.fromisoformat(value) - timedelta(days=int(expression.value("deictic", "days")))
            return Finding(moved.isoformat(), "today_in_full", (expression,))
    for expression, value in days:
        if _agency_line(document, expression):
            return Finding(value, "agency_line", (expression,))
    return None


@cache
def _publishing() -> re.Pattern[str]:
    words = sorted((fold(cue).text for cue in load("furniture")["published_cues"]), key=lambda cue: (-len(cue), cue))
    return re.compile(rf"^\W*(?:{'|'.join(re.escape(word) for word in words)})(?!\w)")


def _says_published(document: Document, expression: Expression) -> bool:
    """نشر بتاريخ ...: of several date lines the one that says so; the one above the page may be the day of the visit."""
    return _publishing().match(fold(expression.line.span.of(document.text)).text) is not None


def _on_date_line(document: Document, expression: Expression) -> bool:
    return expression.line.kind is LineKind.dateline


def _denial(document: Document, stated: Expression, value: str, expressions: Sequence[Expression]) -> Expression | None:
    """اليوم الاثنين in the text under a page header of a Wednesday: the header shows the day of the visit, not of writing.

    Only a date above the headline can be one; under it, the disagreement is the report's own and stays a contradiction.
    """
    headline = next((line.number for line in document.lines if line.kind is LineKind.headline), 0)
    if stated.line.number >= headline:
        return None
    day = date.fromisoformat(value)
    for expression in expressions:
        if (
            expression is stated
            or expression.weekday is None
            or "deictic" not in expression.roles
            or expression.line.number < headline
        ):
            continue
        if (day + timedelta(days=int(expression.value("deictic", "days")))).weekday() != expression.weekday:
            return expression
    return None


def _of_the_visit(
    document: Document, stated: Expression, value: str, denial: Expression, expressions: Sequence[Expression]
) -> Finding:
    """The publication is no later than the day the page was saved; earlier bounds come from the text."""
    rest = [expression for expression in expressions if expression is not stated]
    found = _inferred(document, rest)
    if (
        found is not None
        and found.value is not None
        and found.rule != "bounds"
        and (edtf.latest(found.value) or date.max) <= date.fromisoformat(value)
    ):
        return found
    lower = _lower([expression for expression in rest if (in_full(expression) or "9") <= value])
    low = lower[0] if lower is not None and edtf.precision(lower[0]) != "year" else ".."
    evidence = (stated, denial) if low == ".." or lower is None else (stated, denial, lower[1])
    return Finding(f"{low}/{value}", "page_header", evidence, (("lower", low),))


def _first_paragraph(document: Document) -> int:
    """Number of the first line of running text."""
    long = (line.number for line in document.body() if line.kind is LineKind.paragraph and line.span.end - line.span.start > 120)
    return next(long, 1)


def _alone_near_headline(document: Document, expression: Expression) -> bool:
    """A short line above the running text that holds little besides the date."""
    line = expression.line
    if line.kind in (LineKind.caption, LineKind.headline) or line.number > _first_paragraph(document):
        return False
    rest = (document.text[line.span.start : expression.start] + document.text[expression.end : line.span.end]).strip()
    words = re.findall(r"[^\W\d_]{2,}", rest)
    return len(words) <= (6 if expression.clock else 2)


def _agency_line(document: Document, expression: Expression) -> bool:
    """`بيروت 21 أيار 2019 (...) -`: within the first words of the running text, closed by a dash or brackets."""
    line = expression.line
    if line.number != _first_paragraph(document) or expression.start - line.span.start > 45:
        return False
    before = document.text[line.span.start : expression.start]
    after = document.text[expression.end : expression.end + 30]
    # A preposition before the date makes it part of the story: في 21 أيار 2019 – وهو ...
    if before.split() and fold(before.split()[-1]).text in ("في", "منذ", "وفي", "بتاريخ", "يوم", "حتي"):
        return False
    return bool(re.match(r"\s*(?:\([^)]{2,25}\)|/[^/]{2,25}/)?\s*[-–—:]", after)) and not re.search(r"[.،؛]", before)


# --- inferred -------------------------------------------------------------------------------------------------------


def _past_values(expressions: Sequence[Expression]) -> list[tuple[str, Expression]]:
    """Dates in full that are told as past (photographs' dates among them)."""
    found = []
    for expression in expressions:
        value = in_full(expression)
        if value is None or expression.future or expression.turn("mrel", "yrel") == 1 or edtf.parse(value).earliest is None:
            continue
        if edtf.precision(value) in ("day", "month", "year"):
            found.append((value, expression))
    return found


def _lower(expressions: Sequence[Expression]) -> tuple[str, Expression] | None:
    """The latest date told as past: the report is no older. Days and months go before bare years."""
    past = _past_values(expressions)
    exact = [item for item in past if edtf.precision(item[0]) != "year"] or past
    return max(exact, key=lambda item: (edtf.earliest(item[0]) or date.min, len(item[0])), default=None)


def _inferred(document: Document, expressions: Sequence[Expression]) -> Finding | None:
    """Arithmetic over weekday, day and month, and the dates told as past."""
    lower = _lower(expressions)
    floor = edtf.earliest(lower[0]) if lower else None
    for expression in expressions:
        if found := _spoken_day(expression, floor, lower):
            return found
    return (
        _current_month(expressions, lower, floor) or _founding(document, expressions, lower) or _bounds(expressions, lower, floor)
    )


def _spoken_day(expression: Expression, floor: date | None, lower: tuple[str, Expression] | None) -> Finding | None:
    """`اليوم الاثنين 2 من كانون الثاني` (or yesterday, or a line of its own) beside a date with a year."""
    dateline = expression.line.kind is LineKind.dateline
    if expression.rule != "day_month" or written_year(expression) or floor is None or lower is None or expression.hijri:
        return None
    if "deictic" not in expression.roles and not dateline:
        return None
    shift = timedelta(days=int(expression.value("deictic", "days") or 0))
    month, day = (expression.month or 0), expression.day or 0
    found = []
    for year in range(floor.year, floor.year + _YEARS_ON):
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate - shift >= floor and expression.weekday in (None, candidate.weekday()):
            found.append(candidate - shift)
    if not found:
        return None
    # A report names the year of what lies long behind; without a weekday only the next occurrence is believable.
    rule: Rule = "weekday_and_date" if expression.weekday is not None else "day_and_date"
    return Finding(found[0].isoformat(), rule, (expression, lower[1]), (("lower", lower[0]),))


def _current_month(expressions: Sequence[Expression], lower: tuple[str, Expression] | None, floor: date | None) -> Finding | None:
    """`أيار الجاري` beside a date with a year: the month of publication."""
    if lower is None or floor is None or edtf.precision(lower[0]) == "year":
        return None
    for expression in expressions:
        if (
            expression.rule not in ("month", "day_month")
            or expression.turn("mrel") != 0
            or expression.hijri
            or written_year(expression)
        ):
            continue
        month = expression.month or 0
        year = floor.year + (1 if month < floor.month else 0)
        first = max(date(year, month, 1), floor)
        whole = first == date(year, month, 1)
        value = f"{year:04}-{month:02}" if whole else f"{first.isoformat()}/{year:04}-{month:02}-{edtf.last_day(year, month):02}"
        if first.day == edtf.last_day(year, month):
            value = first.isoformat()
        return Finding(value, "month", (expression, lower[1]), (("lower", lower[0]),))
    return None


@cache
def _founding_words() -> frozenset[str]:
    return frozenset(key(word) for word in load("time")["founding"])


def _content(text: str) -> set[str]:
    """Names of more than three letters, article and proclitics off: what two sentences may share."""
    return {re.sub("^(?:و|ف)?(?:ال|بال|لل)?", "", word) for word in re.findall(r"[^\W\d_]{4,}", fold(text).text)}


def _founding(document: Document, expressions: Sequence[Expression], lower: tuple[str, Expression] | None) -> Finding | None:
    """What a body did three months ago came after its founding: the report is at least three months younger than that."""
    for founded in expressions:
        value = in_full(founded)
        if value is None or edtf.precision(value) not in ("day", "month") or not (subject := _founded(document, founded)):
            continue
        for expression in expressions:
            if expression.rule != "ago" or expression.value("units", "unit") != "month" or expression.start < founded.end:
                continue
            sentence = document.quote(expression.line.span)
            count = expression.number("count") or int(expression.value("units", "count") or 1)
            if not subject & _content(sentence):
                continue
            month = "{:04}-{:02}".format(*add_months(int(value[:4]), int(value[5:7]), count))
            if lower is None or (edtf.earliest(month) or date.min) > (edtf.earliest(lower[0]) or date.min):
                return Finding(f"{month}/..", "founding", (founded, expression), (("lower", value),))
    return None


def _founded(document: Document, expression: Expression) -> set[str]:
    """Words of the name between quotation marks in a sentence that tells of a founding on this date."""
    before = document.text[max(expression.line.span.start, expression.start - 90) : expression.start]
    after = document.text[expression.end : min(expression.line.span.end, expression.end + 40)]
    words = {word.removeprefix("و") for word in fold(before).text.split()}
    if not words & _founding_words():
        return set()
    names = re.findall(r"[\"“«]([^\"”»]{3,60})[\"”»]", before + after)
    return set().union(*(_content(name) for name in names)) if names else set()


def _bounds(expressions: Sequence[Expression], lower: tuple[str, Expression] | None, floor: date | None) -> Finding | None:
    """No earlier than the latest date told as past; of the same year where a month before it is called الماضي without a year."""
    upper = _upper(expressions, floor)
    if lower is None or floor is None:
        return Finding(f"../{upper[0]}", "bounds", (upper[1],), (("lower", ".."),)) if upper else None
    if edtf.precision(lower[0]) == "year":
        # A year by itself is history as often as not: ten years between 2011 and a report of 2021 bound nothing.
        return Finding(f"../{upper[0]}", "bounds", (upper[1],), (("lower", ".."),)) if upper else None
    if upper:
        return Finding(f"{lower[0]}/{upper[0]}", "bounds", (lower[1], upper[1]), (("lower", lower[0]),))
    for expression in expressions:
        bare = (
            expression.rule == "month"
            and written_year(expression) is None
            and not {"yrel", "ysame", "ythis"} & set(expression.roles)
        )
        past = bare and expression.turn("mrel") == -1 and edtf.precision(lower[0]) != "year" and not expression.hijri
        if past and (expression.month or 0) <= floor.month:
            return Finding(f"{lower[0]}/{floor.year:04}-12", "bounds", (lower[1], expression), (("lower", lower[0]),))
    return Finding(f"{lower[0]}/..", "bounds", (lower[1],), (("lower", lower[0]),))


def _upper(expressions: Sequence[Expression], floor: date | None) -> tuple[str, Expression] | None:
    """The earliest date in full that is told as still to come."""
    found = []
    for expression in expressions:
        value = in_full(expression)
        if (
            value
            and expression.future
            and edtf.precision(value) in ("day", "month")
            and (edtf.earliest(value) or date.min) >= (floor or date.min)
        ):
            found.append((value, expression))
    return min(found, key=lambda item: edtf.latest(item[0]) or date.max, default=None)
