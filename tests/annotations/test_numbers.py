"""Quantities: the table of cases, and laws of number words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from time_documents import document

from musnad.annotations import dates, numbers
from musnad.annotations.numbers import numbers_in, ordinals_in
from musnad.annotations.numbers.phrases import numbers_of
from musnad.annotations.numbers.reading import read_line
from musnad.records import Report

FOLDER = Path(__file__).parent.parent / "cases"
CASES: list[dict[str, Any]] = [
    case for name in ("numbers.yml", "numbers_more.yml") for case in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
]


def test_the_table_is_large() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}-{case['text'][:40]}")
def test_case(case: dict[str, Any]) -> None:
    report = Report(document=document(case["text"]))
    report = report.model_copy(update=dict(dates.annotate(report)))
    found = numbers.annotate(report)["quantities"]
    assert [[report.document.quote(one.span), one.value, one.bound, one.low, one.high, one.unit] for one in found] == case[
        "expected"
    ]


_ONES = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
_TENS = ["", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
_HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]


def _below_thousand(number: int) -> list[str]:
    """The Arabic words of a number below 1000, to be joined with و."""
    hundreds, rest = divmod(number, 100)
    words = [_HUNDREDS[hundreds]] if hundreds else []
    if rest in (11, 12):
        words.append("أحد عشر" if rest == 11 else "اثنا عشر")
    elif 12 < rest < 20:
        words.append(f"{_ONES[rest - 10]} عشر")
    else:
        words += [word for word in (_ONES[rest % 10], _TENS[rest // 10]) if word]
    return words


def in_words(number: int) -> str:
    """The Arabic words of a number below a million."""
    thousands, rest = divmod(number, 1000)
    words = []
    if thousands:
        words.append(
            {1: "ألف", 2: "ألفان"}.get(thousands)
            or " و".join(_below_thousand(thousands)) + (" آلاف" if thousands < 11 else " ألف")
        )
    return " و".join([*words, *_below_thousand(rest)])


@given(st.integers(3, 999_999))
def test_every_number_is_read_back_from_its_words(number: int) -> None:
    text = in_words(number)
    found = numbers_of(read_line(text, 0, len(text)))
    assert [one.value for one in found] == [number], text


@given(st.integers(0, 10**8), st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]))
def test_digits_of_every_script(number: int, digits: str) -> None:
    text = str(number).translate(str.maketrans("0123456789", digits))
    found = numbers_of(read_line(text, 0, len(text)))
    assert [one.value for one in found] == ([number] if len(text) < 9 else [])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("واحد", [1]),
        ("صفر", [0]),
        ("خمسة و عشرون", [25]),
        ("سالب ثلاثة", [-3]),
        ("-4.5", [-4.5]),
        (".25", [0.25]),
        ("ثلاثة فاصلة خمسة", [3.5]),
        ("اثنان فاصلة خمسة مليون", [2_500_000]),
        ("2 000 000", [2_000_000]),
        ("9/10", [0.9]),
        ("ثلاثة أرباع", [0.75]),
        ("سبعة ونصف", [7.5]),
        ("ثلثا السكان", [2 / 3]),
        ("واحد على عشرين", [0.05]),
        ("12%", [0.12]),
        ("ثلاثون بالمئة", [0.3]),
        ("العشرين", []),
        ("الستار والعشاء", []),
    ],
)
def test_numbers_of_any_text(text: str, values: list[float]) -> None:
    assert [value for *_, value in numbers_in(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("الثاني", [2]),
        ("ثالث", [3]),
        ("الخامسة عشرة", [15]),
        ("الواحد و العشرون", [21]),
        ("الرابع والسبعين", [74]),
        ("مدرسة", []),
    ],
)
def test_ordinals_of_any_text(text: str, values: list[float]) -> None:
    assert [value for *_, value in ordinals_in(text)] == values
