"""EDTF values as a reader says them, in Arabic and English.

`in_words` names the date (`10 أيار 2019`, `أواخر نيسان 2019`); `when` puts it into a sentence with its preposition
(`في 10 أيار 2019`, `بين 3 و5 نيسان 2021`). Never more exact than the value: a month stays a month.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Literal

from musnad import edtf
from musnad.lexicons import load

Language = Literal["ar", "en"]
OpenAs = Literal["duration", "bound"]
"""How an open end reads: as something that goes on (`منذ آب`) or as a bound on a point (`آب أو بعده`)."""

DEFAULT_MONTHS = "levantine"

_POINT = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?([~?%])?")
# Stretches of a month as Arabic news divides it; the second number 0 stands for the month's last day.
_PARTS = {(1, 10): "early", (11, 20): "middle", (21, 0): "late", (1, 15): "first_half", (16, 0): "second_half"}


@cache
def _words(language: str) -> dict[str, str]:
    return dict(load("date_words", "musnad.presentation")[language])


@cache
def _month_names(calendars: str, language: str) -> tuple[str, ...]:
    names: dict[str, list[str]] = load("date_words", "musnad.presentation")["months"]
    if language == "en":
        return tuple(names["english"])
    chosen = [names[calendar] for calendar in calendars.split("+")]
    # Where two calendars share a name (مارس in Egypt and Tunisia) it is said once.
    return tuple("/".join(dict.fromkeys(same_month)) for same_month in zip(*chosen, strict=True))


class _Wording:
    """Writes one value in one language with one set of month names."""

    def __init__(self, language: Language, months: str) -> None:
        self.language, self.words = language, _words(language)
        self.months = _month_names(months, language)

    def fill(self, phrase: str, **gaps: Any) -> str:
        return self.words[phrase].format(**gaps)

    def month(self, number: str) -> str:
        return self.months[int(number) - 1]

    def point(self, value: str, *, bare_year: bool = False) -> str:
        match = _POINT.fullmatch(value)
        if not match:
            raise ValueError(f"{value!r} is not a date in EDTF as musnad writes it")
        year, month, day, qualifier = match.groups()
        text = self._exact(year, month, day, bare_year)
        if qualifier is None:
            return text
        return self.fill("approximate" if qualifier == "~" else "uncertain", date=text)

    def _exact(self, year: str, month: str | None, day: str | None, bare_year: bool) -> str:
        if year.endswith("XX"):
            return self.fill("century", first=year.replace("X", "0"), last=year.replace("X", "9"))
        if year.endswith("X"):
            return self.fill("decade", year=year.replace("X", "0"))
        if month is None or month == "XX":
            return year if bare_year else self.fill("year", year=year)
        if int(month) > 12:
            season = load("date_words", "musnad.presentation")["seasons"][self.language][int(month)]
            return self.fill("season", season=season, year=year)
        if day is None:
            return self.fill("month", month=self.month(month), year=year)
        if day == "XX":
            return self.fill("some_day", month=self.month(month), year=year)
        return self.fill("day", day=int(day), month=self.month(month), year=year)

    def part_of_month(self, left: str, right: str) -> str | None:
        """`أواخر نيسان 2019` for the last days of a month; None for any other interval."""
        if len(left) != 10 or left[:7] != right[:7] or "X" in left + right:
            return None
        last = edtf.last_day(int(left[:4]), int(left[5:7]))
        first_day, final_day = int(left[8:10]), int(right[8:10])
        phrase = _PARTS.get((first_day, 0 if final_day == last else final_day))
        return self.fill(phrase, month=self.month(left[5:7]), year=left[:4]) if phrase else None

    def interval(self, left: str, right: str, days: str, points: str) -> str:
        """Two points with what they share said once; `days` and `points` name the phrases."""
        plain = re.compile(r"[\d-]+")
        if plain.fullmatch(left) and plain.fullmatch(right) and len(left) == len(right):
            if len(left) == 10 and left[:7] == right[:7]:
                gaps = {"month": self.month(left[5:7]), "year": left[:4]}
                return self.fill(days, first=int(left[8:]), last=int(right[8:]), **gaps)
            if len(left) == 10 and left[:4] == right[:4]:
                # `بين 10 آذار و14 حزيران 2021`: the year once.
                first = self.fill("day_month", day=int(left[8:]), month=self.month(left[5:7]))
                return self.fill(points, first=first, last=self.point(right, bare_year=True))
            if len(left) == 7 and left[:4] == right[:4] and int(left[5:]) <= 12 and int(right[5:]) <= 12:
                return self.fill(points, first=self.month(left[5:]), last=self.month(right[5:])) + f" {left[:4]}"
            if len(left) == 4:
                return self.fill(points, first=left, last=right)
        return self.fill(points, first=self.point(left, bare_year=True), last=self.point(right, bare_year=True))


def _spoken(value: str, language: Language, months: str, open_as: OpenAs, *, in_sentence: bool) -> str:
    wording = _Wording(language, months)
    edtf.parse(value)
    if value.startswith("["):
        members = [member.strip() for member in value[1:-1].split(",")]
        # The preposition belongs to each member: "on 2 April or in May".
        return wording.words["either"].join(
            _spoken(member, language, months, open_as, in_sentence=in_sentence and (n == 0 or language == "en"))
            for n, member in enumerate(members)
        )
    if "/" not in value:
        return _point_in_sentence(wording, value) if in_sentence else wording.point(value)
    left, right = value.split("/")
    if right == "..":
        text = wording.fill("not_before" if open_as == "bound" else "since", first=wording.point(left))
        return wording.fill("at", date=text) if in_sentence and open_as == "bound" else text
    if left == "..":
        text = wording.fill("not_after" if open_as == "bound" else "until", last=wording.point(right))
        return wording.fill("at", date=text) if in_sentence and open_as == "bound" else text
    if part := wording.part_of_month(left, right):
        return wording.fill("at", date=part) if in_sentence else part
    days, points = ("between_days", "between") if in_sentence else ("days", "from_to")
    return wording.interval(left, right, days, points)


def _point_in_sentence(wording: _Wording, value: str) -> str:
    if value.endswith("~"):
        return wording.fill("at_approximate", date=wording.point(value[:-1]))
    is_day = edtf.precision(value) == "day" or (value.rstrip("~?%").endswith("-XX") and value.count("-") == 2)
    phrase = "at_day" if is_day and "at_day" in wording.words else "at"
    return wording.fill(phrase, date=wording.point(value))


def in_words(value: str | None, language: Language = "ar", *, months: str = DEFAULT_MONTHS, open_as: OpenAs = "duration") -> str:
    """The date as a phrase without preposition: `10 أيار 2019`, `late April 2019`.

    Raises ValueError where `value` is not EDTF.
    """
    if value is None:
        return _words(language)["unknown"]
    return _spoken(value, language, months, open_as, in_sentence=False)


def when(value: str, language: Language = "ar", *, months: str = DEFAULT_MONTHS, open_as: OpenAs = "duration") -> str:
    """The date as it stands in a sentence: `في 10 أيار 2019`, `between 3 and 5 April 2021`.

    Raises ValueError where `value` is not EDTF.
    """
    return _spoken(value, language, months, open_as, in_sentence=True)
