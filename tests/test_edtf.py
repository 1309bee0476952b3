"""EDTF values: what days they mean and how two of them compare."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad import edtf

VALUES = ["2019", "2019-05", "2019-05-10", "2019-21", "2019-24", "199X", "19XX", "2019-05~", "2019-08/..", "../2019-08",
          "2017-04-25/2017-12", "[2019-05-10,2019-05-12]"]  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_what_musnad_writes_is_understood(value: str) -> None:
    assert edtf.is_edtf(value)
    assert edtf.overlaps(value, value)
    assert edtf.within(value, value)
    assert edtf.compare(value, value) == "same"


@pytest.mark.parametrize(
    "value", ["", "2019-13", "2019-02-30", "19", "2019-5-1", "2020/2019", "../..", "20X9", "يوم", "2019-21-01"]
)
def test_everything_else_is_refused(value: str) -> None:
    assert not edtf.is_edtf(value)


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2019-05-10", date(2019, 5, 10), date(2019, 5, 10), "day"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),
        ("2019", date(2019, 1, 1), date(2019, 12, 31), "year"),
        ("199X", date(1990, 1, 1), date(1999, 12, 31), "decade"),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31), "century"),
        ("2019-22", date(2019, 6, 1), date(2019, 8, 31), "season"),
        ("2019-08/..", date(2019, 8, 1), None, "interval"),
        ("2017-04-25/2017-12", date(2017, 4, 25), date(2017, 12, 31), "interval"),
    ],
)
def test_bounds(value: str, first: date, last: date | None, precision: str) -> None:
    assert (edtf.earliest(value), edtf.latest(value), edtf.precision(value)) == (first, last, precision)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("2019-05-10", "2019-05", "within"),
        ("2019", "2019-05", "contains"),
        ("2019-05-10", "2019-05-12", "before"),
        ("2020", "2019-12-31", "after"),
        ("2019-05-20/2019-06-10", "2019-06", "overlaps"),
    ],
)
def test_compare(one: str, other: str, relation: str) -> None:
    assert edtf.compare(one, other) == relation


@given(st.dates(date(1900, 1, 1)), st.dates(date(1900, 1, 1)))
def test_days_compare_as_dates_do(a: date, b: date) -> None:
    relation = edtf.compare(a.isoformat(), b.isoformat())
    assert relation == ("same" if a == b else "before" if a < b else "after")
    assert (edtf.sort_key(a.isoformat()) < edtf.sort_key(b.isoformat())) == (a < b)
