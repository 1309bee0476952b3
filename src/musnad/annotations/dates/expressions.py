"""Date expressions of a report before they are resolved: where they stand, what their words say, what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from musnad.annotations.dates.grammar import Match, candidates
from musnad.annotations.dates.lexemes import HIJRI_YEARS, Lexeme, lexemes_of
from musnad.annotations.dates.outlook import BEGIN, looks_ahead
from musnad.annotations.dates.scanning import windows
from musnad.annotations.numbers.phrases import key
from musnad.annotations.numbers.reading import body_lines, read_stretch
from musnad.lexicons import load
from musnad.records import Document, Line, LineKind, Span
from musnad.script import fold
from musnad.script.folding import quick_fold
from musnad.tracing import near_miss, tracing


@dataclass(frozen=True, slots=True)
class Expression:
    """One date expression. `roles` are the lexemes that the rule names."""

    rule: str
    start: int
    end: int
    line: Line
    roles: dict[str, Lexeme]
    future: bool
    """A word of the sentence before it speaks of what is to come."""
    clock: bool
    """A time of day stands on its line."""
    hijri: bool
    kind: str = "date"
    other: Expression | None = None
    """The same day in the other calendar, where both are written."""

    def number(self, role: str) -> int | None:
        """The number in a role, of digits or words."""
        lexeme = self.roles.get(role)
        if lexeme is None:
            return None
        value = lexeme.values.get("number", lexeme.values.get("value"))
        return int(value) if value is not None else None

    def turn(self, *roles: str) -> int | None:
        """-1 past, 0 present, 1 to come, as the adjective in one of the roles says."""
        for role in roles:
            if role in self.roles:
                return int(self.roles[role].values.get("turn", 0))
        return None

    def value(self, role: str, name: str) -> Any:
        """What the lexicon says about the lexeme in a role."""
        return self.roles[role].values.get(name) if role in self.roles else None

    @property
    def weekday(self) -> int | None:
        """The weekday that the words name."""
        day = self.value("weekday", "day")
        return None if day is None else int(day)

    @property
    def month(self) -> int | None:
        """The month that the words name."""
        month = self.value("month", "month")
        if month is None:
            month = next((n for role in ("month_number", "month_ordinal") if (n := self.number(role)) is not None), None)
            if month is not None and self.rule == "numeric_short" and month > 12 >= (self.number("day") or 99):
                return self.number("day")  # 4/22
        return None if month is None else int(month)

    @property
    def day(self) -> int | None:
        """The day of the month that the words name."""
        if self.rule == "numeric_short" and (month := self.number("month_number") or 0) > 12 >= (self.number("day") or 99):
            return month
        return next((n for role in ("day", "day_ordinal", "day_word", "day_first") if (n := self.number(role)) is not None), None)


@cache
def _words(group: str, name: str) -> frozenset[str]:
    return frozenset(key(word) for word in load("time")[group][name])


def _blocked(match: Match, lexemes: Sequence[Lexeme]) -> bool:
    """True where the neighbours make the words something else: سوق الأحد, روسيا اليوم, ثورة يناير."""
    roles = match.roles
    previous = lexemes[match.first - 1].text if match.first else ""
    following = lexemes[match.last + 1].text if match.last + 1 < len(lexemes) else ""
    if match.rule == "deictic" and "weekday" not in roles:
        if previous in _words("not_after", "deictic") or following in _words("not_before", "deictic"):
            return True
        return lexemes[match.first].text == "اليوم" and previous == "في"
    if match.rule == "weekday" and len(roles) == 1:
        if lexemes[match.first].kind in ("DAY", "DAYPART"):
            return False
        if previous in _words("not_after", "weekday"):
            return True
        return roles["weekday"].values["day"] == 0 and previous in _words("not_after", "monday")
    if match.rule == "month" and "month_number" in roles:
        before = lexemes[match.last - 1] if match.last > match.first else None
        if roles["month_number"].kind == "NUMBER" and before is not None and before.text.startswith("ال"):
            return True  # في الشهر ثلاثة
        return not 1 <= int(roles["month_number"].values["number"]) <= 12
    if match.rule == "month":
        if len(roles) == 1 and not any(lexeme.kind == "MONTHWORD" for lexeme in lexemes[match.first : match.last + 1]):
            named = previous in _words("not_after", "month")
            return named or not bool(roles["month"].values["alone"] or previous in _words("cues", "month"))
        return False
    if match.rule in ("nth", "day_turn"):
        day = roles.get("nth_unit", roles.get("today"))
        if day is not None and day.kind == "DEICTIC" and day.text != "اليوم":
            return True
        if match.rule == "nth" and "nth" in roles and not 1 <= int(_number(roles["nth"])) <= (31 if "nth_unit" in roles else 5):
            return True
        return "month_number" in roles and not 1 <= int(roles["month_number"].values["number"]) <= 12
    if match.rule in ("day_alone", "month_then_day"):
        # يوم 27 with something counted behind it, أيلول 12 قتيلا: the number is no day.
        counted = match.last + 1 < len(lexemes) and lexemes[match.last + 1].kind not in _AFTER_A_DAY
        return counted or not 1 <= int(_day(roles)) <= 31
    if match.rule == "feast" and "nth" in roles:
        return not 1 <= int(_number(roles["nth"])) <= 5
    if match.rule == "stretch":
        units = roles["units"] if "units" in roles else roles["units_dual"]
        return not ({"count", "count_after"} & set(roles) or units.values.get("count"))
    if match.rule == "same_day":
        return bool(roles["today"].values["days"] != 0)
    if match.rule == "day_month" and not 1 <= int(_day(roles)) <= 31:
        return True
    if match.rule == "day_month" and previous in _words("not_after", "month"):  # ثورة 25 يناير, قوى 14 آذار
        return set(roles) <= {"day", "day_ordinal", "day_word", "month"}
    if match.rule == "unit_relative" and "minutes" in roles.get("part", lexemes[match.first]).values and "rel" not in roles:
        return True  # نصف العام is as often a length
    if match.rule == "unit_relative" and "unit" in roles and "unit2" not in roles:
        return not (roles["unit"].values.get("definite") or roles["unit"].text.startswith("ال"))
    if match.rule == "year" and "year_word" in roles:
        year = roles["year_word"].values["number"]
        return not (32 <= year <= 99 or 600 <= year < 1900)
    if match.rule == "ago" and any(lexeme.kind == "OF" for lexeme in lexemes[match.last + 1 : match.last + 3]):
        return True  # قبل يوم واحد من الهجوم: counted from something else
    if match.rule in ("ago", "after") and not {"count", "vague"} & set(roles) and not roles["units"].values.get("count"):
        return roles["units"].kind == "UNITS" or bool(roles["units"].values.get("definite"))
    return False


_AFTER_A_DAY = frozenset(("COMMA", "MARK", "CLOSE", "OPEN", "IN", "DASH", "HOURWORD", "AT", "CLOCK", "WEEKDAY", "TO"))


def _number(lexeme: Lexeme) -> int:
    return int(lexeme.values.get("number", lexeme.values.get("value", 0)))


def _day(roles: dict[str, Lexeme]) -> int:
    return _number(next(roles[role] for role in ("day", "day_ordinal", "day_word", "day_first") if role in roles))


def _is_hijri(match: Match, lexemes: Sequence[Lexeme]) -> bool:
    if any(lexeme.kind == "HIJRI" for lexeme in lexemes[match.first : match.last + 1]):
        return True
    if "month" in match.roles:
        return bool(match.roles["month"].values["calendar"] == "hijri")
    if "feast" in match.roles:
        return False
    if "year" in match.roles:
        return int(match.roles["year"].values["number"]) in HIJRI_YEARS
    if "numeric" in match.roles:
        digits = [int(part) for part in "".join(c if c.isdigit() else " " for c in match.roles["numeric"].text).split()]
        return any(number in HIJRI_YEARS for number in digits)
    return False


def _chosen(lexemes: Sequence[Lexeme], clock: bool) -> list[Match]:
    """The best matches that share no lexeme, left to right."""
    taken: set[int] = set()
    chosen = _best(lexemes, clock, taken)
    if clock and chosen and len(taken) < len(lexemes):
        # الساعة السادسة مساء أمس: once the hour has its evening, what is left of مساء أمس is read again.
        chosen += [match for low, high in _left(taken, len(lexemes)) for match in _again(lexemes, low, high)]
    return sorted(chosen, key=lambda match: match.first)


def _best(lexemes: Sequence[Lexeme], clock: bool, taken: set[int]) -> list[Match]:
    chosen: list[Match] = []
    for match in candidates(lexemes, clock):
        stretch = range(match.first, match.last + 1)
        if not taken.isdisjoint(stretch):
            continue
        blocked = _blocked(match, lexemes)
        if not blocked:
            chosen.append(match)
        elif tracing():
            where = Span(start=lexemes[match.first].start, end=lexemes[match.last].end)
            near_miss(f"dates.{match.rule}", where, "date_context")
        if not blocked or match.rule == "day_month":  # what is no day and month is no month either: قوى 14 آذار
            taken.update(stretch)
    return chosen


def _left(taken: set[int], size: int) -> Iterator[tuple[int, int]]:
    """The stretches between what was taken."""
    low = 0
    for at in (*sorted(taken), size):
        if at > low:
            yield low, at
        low = at + 1


def _again(lexemes: Sequence[Lexeme], low: int, high: int) -> Iterator[Match]:
    for match in _best(lexemes[low:high], True, set()):
        yield replace(match, first=match.first + low, last=match.last + low)


_BETWEEN_CALENDARS = frozenset(
    ("EQUALS", "COMMA", "SLASH", "OPEN", "CLITIC", "IN", "DATEWORD", "DASH", "HIJRI", "GREGORIAN", "DAY")
)


_CLOCK = re.compile(r"\d:\d\d")
# How far back a word of the sentence may say that what follows is to come.
_BACK, _BACK_WORDS = 120, 14
_STOPS = frozenset(".؟!؛")
_WORD = re.compile(r"[^\W\d_]+|\d+|\S")


@lru_cache(maxsize=16)
def _is_timed(text: str, start: int, end: int) -> bool:
    """True where a time of day stands on the line; asked once a line, however many dates it has."""
    return _CLOCK.search(text, start, end) is not None


def spoken_before(text: str, line: Line, start: int) -> list[str]:
    """The folded words of the sentence right before an offset; `BEGIN` first where its beginning is among them."""
    low = max(line.span.start, start - _BACK)
    before = text[low:start]
    words = _WORD.findall(quick_fold(before) or fold(before).text)
    if low == line.span.start:
        words.insert(0, BEGIN)
    words = words[-_BACK_WORDS:]
    stops = [index for index, word in enumerate(words) if word in _STOPS]
    return [BEGIN, *words[stops[-1] + 1 :]] if stops else words


def _bounds(match: Match, lexemes: Sequence[Lexeme]) -> tuple[int, int]:
    """First and last lexeme of the span: punctuation and prepositions at the ends are no part of it."""
    first, last = match.first, match.last
    while lexemes[first].kind in ("DATEWORD", "OF", "COMMA") and first < last:
        first += 1
    while lexemes[last].kind in ("COMMA", "DASH", "SLASH", "OF", "OPEN") and last > first:
        last -= 1
    kinds = [lexeme.kind for lexeme in lexemes[first : last + 2]]
    if kinds.count("OPEN") == kinds.count("CLOSE") > kinds[:-1].count("CLOSE") and last + 1 < len(lexemes):
        last += 1  # the bracket that closes أمس (الثلاثاء)
    return first, last


def read_expressions(document: Document, line: Line, lexemes: Sequence[Lexeme], clock: bool = False) -> list[Expression]:
    """The date expressions among these lexemes of a line, in order."""
    chosen = _chosen(lexemes, clock)
    if not chosen:
        return []
    timed = _is_timed(document.text, line.span.start, line.span.end)
    made: list[tuple[Expression, Match]] = []
    for match in chosen:
        first, last = _bounds(match, lexemes)
        start = lexemes[first].start
        future = looks_ahead(spoken_before(document.text, line, start))
        expression = Expression(
            match.rule, start, lexemes[last].end, line, match.roles, future, timed, _is_hijri(match, lexemes), match.kind
        )
        if made and (both := _in_both_calendars(made[-1], (expression, match), lexemes)):
            made[-1] = (both, match)
        else:
            made.append((expression, match))
    return [expression for expression, _ in made]


def _in_both_calendars(
    before: tuple[Expression, Match], after: tuple[Expression, Match], lexemes: Sequence[Lexeme]
) -> Expression | None:
    """One expression of two that name the same day in two calendars; the common era's is kept as the value."""
    (earlier, earlier_match), (expression, match) = before, after
    gap = [lexeme.kind for lexeme in lexemes[earlier_match.last + 1 : match.first]]
    if not gap or len(gap) > 3 or earlier.hijri == expression.hijri or not set(gap) <= _BETWEEN_CALENDARS:
        return None
    if not (_dayed(earlier) and _dayed(expression)):
        return None
    end = lexemes[match.last + 1].end if _closes(gap, lexemes, match) else expression.end
    common, other = (expression, earlier) if earlier.hijri else (earlier, expression)
    return replace(
        common,
        start=earlier.start,
        end=end,
        roles={**_weekday(other), **common.roles},
        future=earlier.future,
        hijri=False,
        other=other,
    )


def read_line_closely(document: Document, line: Line, clock: bool = False) -> Iterator[Expression]:
    """The expressions of one line; with `clock` also times of day, durations and frequencies."""
    for start, end in windows(document.text, line.span.start, line.span.end, clock):
        yield from read_expressions(document, line, lexemes_of(read_stretch(document.text, start, end)), clock)


def _closes(gap: Sequence[str], lexemes: Sequence[Lexeme], match: Match) -> bool:
    return "OPEN" in gap and match.last + 1 < len(lexemes) and lexemes[match.last + 1].kind == "CLOSE"


def _weekday(expression: Expression) -> dict[str, Lexeme]:
    return {"weekday": expression.roles["weekday"]} if "weekday" in expression.roles else {}


def _dayed(expression: Expression) -> bool:
    return expression.rule in ("day_month", "numeric")


def expressions_of(document: Document) -> list[Expression]:
    """The date expressions of the body, in order."""
    return [expression for line in body_lines(document) for expression in read_line_closely(document, line)]


def is_dateline(expression: Expression) -> bool:
    """True for a date on a line that is nothing but the date of the page."""
    return expression.line.kind is LineKind.dateline
