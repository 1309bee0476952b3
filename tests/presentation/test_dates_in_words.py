"""Dates as a reader says them: a table in both languages, the calendars, and a law."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from musnad.presentation.dates_in_words import in_words, when

TABLE = yaml.safe_load((Path(__file__).parents[1] / "cases" / "dates_in_words.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("value", "expected"), TABLE.items())
def test_table(value: str, expected: list[str]) -> None:
    got = [in_words(value, "ar"), when(value, "ar"), in_words(value, "en"), when(value, "en")]
    assert got == expected


def test_double_months_are_a_choice() -> None:
    assert in_words("2019-05-10", "ar", months="levantine+egyptian") == "10 أيار/مايو 2019"
    assert in_words("2019-03", "ar", months="egyptian+tunisian") == "مارس 2019"
    assert in_words("2019-08", "ar", months="moroccan") == "غشت 2019"


def test_open_end_of_a_publication_date_is_a_bound() -> None:
    assert in_words("2019-08/..", "ar", open_as="bound") == "آب 2019 أو بعده"
    assert when("2019-08/..", "en", open_as="bound") == "in August 2019 or later"


def test_unknown_is_said() -> None:
    assert in_words(None, "ar") == "تاريخ غير معلوم"
    assert in_words(None, "en") == "date unknown"


@pytest.mark.parametrize("value", ["soon", "2019-13", "2019-02-30", "2019-05-10/2019-05-01"])
def test_refuses_what_is_no_date(value: str) -> None:
    with pytest.raises(ValueError):
        in_words(value, "ar")


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["ar", "en"]))
def test_a_day_keeps_its_year_and_day(day: date, language: str) -> None:
    words = in_words(day.isoformat(), language)  # type: ignore[arg-type]
    assert words.startswith(f"{day.day} ") and words.endswith(f" {day.year}")
