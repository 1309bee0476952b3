"""Date expressions: the table of cases, laws over any text, reasons."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from time_documents import document

from musnad import edtf
from musnad.annotations import dates, numbers
from musnad.annotations.dates import published, resolution
from musnad.annotations.dates.calendars import moved
from musnad.lexicons import load
from musnad.reasons import sentence
from musnad.records import LineKind, Report

FOLDER = Path(__file__).parent.parent / "cases"
TABLES = ("dates.yml", "dates_by_country.yml", "dates_counted.yml")
CASES: list[dict[str, Any]] = [
    case for name in TABLES for case in yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
]


def test_the_table_is_large_and_covers_the_arab_world() -> None:
    assert len(CASES) >= 600
    assert {"SY", "IQ", "LB", "JO", "PS", "EG", "SD", "LY", "TN", "DZ", "MA", "MR", "YE", "SA", "KW", "QA", "AE", "BH", "OM"} <= {
        case["country"] for case in CASES
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}-{case['text'][:40]}")
def test_case(case: dict[str, Any]) -> None:
    written_on = None if case["published"] == "null" else case["published"]
    text = document(case["text"])
    found = [[text.quote(mention.span), mention.value] for mention in dates.dates_of(text, written_on)]
    assert found == [[words, None if value == "null" else value] for words, value in case["expected"]]


def test_the_weekday_of_the_words_is_kept_where_it_disagrees() -> None:
    text = document("2019.05.21 | 13:05", "انطلقت، أمس الثلاثاء، الحملة في المدينة", kinds={0: LineKind.dateline})
    found = dates.annotate(Report(document=text))["dates"]
    assert [(mention.value, mention.weekday) for mention in found] == [("2019-05-21", None), ("2019-05-20", 1)]
    assert found[1].anchor == "2019-05-21"
    assert found[1].anchor_kind == "publication"


ALPHABET = st.text(st.sampled_from("آأإابتثجحخدذرزسشصضطظعغفقكلمنهويىةئؤءًٌَُِّـ0123456789٠١٢٣/.-:،() \u200f%"), max_size=120)
# fmt: off
WORDS = st.lists(
    st.sampled_from(
        [
        "يوم", "أمس", "اليوم", "غدا", "الأحد", "الاثنين", "الثلاثاء", "2",
        "12", "31", "٣", "2019", "1440", "من", "في", "منذ",
        "قبل", "نحو", "ثلاثة", "أيام", "شهر", "شهرين", "عام", "العام",
        "الماضي", "الجاري", "المقبل", "آذار", "(مارس)", "/", "أيار", "كانون",
        "الثاني", "الأول", "رمضان", "هـ", "م", "مطلع", "أواخر", "النصف",
        "نفسه", "التالي", "بين", "و5", "حتى", "21/5/2019", "99/99/2019", "30",
        "شباط", "صيف", "القرن", "التسعينيات", "،", "-", "الموافق", "الخامس",
        "والعشرين", "ألفين", "وثلاثة",
    ]
    ),
    max_size=14,
).map(" ".join)
# fmt: on
@settings(max_examples=300, deadline=None)
@given(st.one_of(ALPHABET, WORDS), st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2040, 1, 1))))
def test_any_text_gives_spans_that_quote_it_and_values_in_edtf(text: str, day: date | None) -> None:
    made = document(text)
    found = dates.dates_of(made, day.isoformat() if day else None)
    for mention in found:
        assert made.quote(mention.span).strip() == made.quote(mention.span) != ""
        assert mention.value is None or edtf.is_edtf(mention.value)
        assert (mention.anchor_kind == "none") == (mention.anchor is None)
    ends = [(mention.span.start, mention.span.end) for mention in found]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
    written = dates.annotate(Report(document=made))
    assert written["published"].value is None or edtf.is_edtf(written["published"].value)
    for quantity in numbers.quantities_of(made, written["dates"]):
        assert made.quote(quantity.span)
        assert not any(quantity.span.overlaps(mention.span) for mention in written["dates"])


@pytest.mark.parametrize("layer", ["dates", "numbers", "published"])
def test_every_rule_has_its_reason_in_both_languages(layer: str) -> None:
    emitted = {
        "dates": set(get_args(resolution.Rule)) - {"impossible"},
        "published": set(get_args(published.Rule)),
        "numbers": {"digits", "words", "vague", "about", "at_least", "at_most", "range", "dual"},
    }[layer]
    reasons = load(f"reasons/{layer}")
    assert emitted == set(reasons)
    assert all(entry["ar"] and entry["en"] for entry in reasons.values())


def test_reasons_are_filled() -> None:
    text = document("توقف القصف في آذار الماضي")
    (mention,) = dates.dates_of(text, "2020-07-20")
    assert sentence(mention, "en") == "“آذار الماضي” is counted from the publication date 2020-07-20: 2020-03"
    assert "2020-03" in sentence(mention, "ar")


@pytest.mark.parametrize(
    ("told", "unit", "count", "expected"), [("2015-05~", "month", 2, "2015-07~"), ("2015-05-03?", "day", 7, "2015-05-10?")]
)
def test_what_is_told_as_about_stays_so_when_counted_on(told: str, unit: str, count: int, expected: str) -> None:
    assert moved(told, unit, count) == expected
