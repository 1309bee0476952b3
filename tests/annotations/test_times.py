"""Times of day, durations, frequencies and conventions; `find`; speed and linearity of the tagger on any text."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad import edtf
from musnad.annotations.dates import ASSISTANT, NEWS, Convention, find, times
from musnad.annotations.dates.calendars import easter
from musnad.reasons import sentence

CASES: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent.parent / "cases" / "times.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text'][:40]}-{case.get('convention', 'news')}")
def test_case(case: dict[str, Any]) -> None:
    convention = ASSISTANT if case.get("convention") == "assistant" else NEWS
    found = times(case["text"], None if case["now"] == "null" else case["now"], convention)
    assert [[one.words, one.kind, one.value] for one in found] == case["expected"]


_HALVES = Convention(parts="halves", week_starts=0)
_HOURS = Convention(parts="halves", periods={"morning": (8, 12), "night": (20, 24)})
_ENDED, _TO_THE_DAY = Convention(end_of_years="exclusive"), Convention(ago="day")


@pytest.mark.parametrize(
    ("text", "convention", "wanted", "news"),
    [
        ("ينتهي العمل أواخر الشهر الماضي", _HALVES, "2019-04-16/2019-04-30", "2019-04-21/2019-04-30"),
        ("تبدأ الدورة مطلع العام المقبل", _HALVES, "2020-01/2020-06", "2020-01/2020-04"),
        ("يسافر الوفد بداية الأسبوع المقبل", _HALVES, "2019-05-27/2019-05-29", "2019-05-25/2019-05-26"),
        ("يُعلن الاسم في وقت لاحق من هذا الشهر", _HALVES, "2019-05-16/2019-05-31", "2019-05-22/2019-05-31"),
        ("يقام الحفل في وقت متأخر من الليل", _HOURS, "2019-05-22T22:00/2019-05-23T00:00", "2019-05-22T22:00/2019-05-23T00:00"),
        ("تُفتح القاعة في الصباح", _HOURS, "2019-05-22T08:00/2019-05-22T12:00", "2019-05-22T06:00/2019-05-22T12:00"),
        ("دراسة المياه من 2011 إلى 2015", _ENDED, "2011/2014", "2011/2015"),
        ("افتُتح المتحف قبل ثلاثة أعوام", _TO_THE_DAY, "2016-05-22", "2016"),
        ("رُمم الجسر قبل ستة أشهر", _TO_THE_DAY, "2018-11-22", "2018-11"),
    ],
)
def test_conventions_change_what_is_left_open(text: str, convention: Convention, wanted: str, news: str) -> None:
    assert [one.value for one in times(text, "2019-05-22", convention)] == [wanted]
    assert [one.value for one in times(text, "2019-05-22")] == [news]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("نؤجل الموعد إلى 24", [("24", "2019-05-24")]),
        ("نؤجل الموعد للخامس عشر.", [("لخامس عشر", "2019-05-15")]),
        ("نلتقي في 32", []),
        ("وصلنا إلى 27 قرية", []),
        ("نلتقي في الساعة 7 أو غدا", [("الساعة 7", "2019-05-22T07:00"), ("غدا", "2019-05-23")]),
    ],
)
def test_bare_days_are_days_only_where_the_convention_says_so(text: str, wanted: list[tuple[str, str]]) -> None:
    bare = Convention(bare_days=True)
    assert [(one.words, one.value) for one in times(text, "2019-05-22", bare)] == wanted
    if wanted[:1] and "غدا" not in text:
        assert times(text, "2019-05-22") == []


def test_find_gives_dates_with_reasons() -> None:
    found = find("وصل الوفد أمس الثلاثاء وبقي ثلاثة أيام حتى الساعة الثامنة مساء", published="2019-05-22")
    assert [(one.value, one.anchor) for one in found] == [("2019-05-21", "2019-05-22")]
    assert "2019-05-22" in sentence(found[0], "ar")
    assert "2019-05-22" in sentence(found[0], "en")
    assert [one.value for one in find("وصل الوفد أمس")] == [None]
    with pytest.raises(ValueError, match="EDTF"):
        find("أمس", published="yesterday")


@pytest.mark.parametrize(
    ("year", "western", "eastern"), [(2013, "03-31", "05-05"), (2019, "04-21", "04-28"), (2025, "04-20", "04-20")]
)
def test_easter(year: int, western: str, eastern: str) -> None:
    assert (easter(year).isoformat(), easter(year, "eastern").isoformat()) == (f"{year}-{western}", f"{year}-{eastern}")


# fmt: off
WORDS = [
    "الساعة", "ساعة", "ساعتين", "دقيقة", "الثالثة", "الثانية", "3", "12", "31", "2019",
    "صباحا", "مساء", "الليلة", "فجرا", "ونصف", "وربع",
    "إلا", "ربع", "من", "إلى", "حتى", "بين", "و", "كل", "يوم", "أيام", "شهر", "أسبوع", "بعد", "قبل",
    "أمس", "غدا", "الخميس", "آذار", "رمضان",
    "عيد", "الفطر", "الماضي", "القادم", "هذا", "آخر", "أول", "ثالث", "الأخير", "،", "/",
    "-", ":", "10:30", "4/5", "ثلاثة", "عشر", "نصف", "مليون",
]
# fmt: on


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join), st.sampled_from(["2020-02-29", "2019-12-31T23:50:00", None]))
@settings(max_examples=400, deadline=None)
def test_any_words_of_time_give_ordered_spans_that_quote_the_text(text: str, now: str | None) -> None:
    for convention in (NEWS, ASSISTANT):
        found = times(text, now, convention)
        assert all(text[one.start : one.end] == one.words for one in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
        assert all(edtf.is_edtf(one.value) for one in found if one.kind == "date" and one.value)
        assert times(text, now, convention) == found


@given(st.text(max_size=200), st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_is_read(text: str, clock: bool) -> None:
    if clock:
        times(text, "2020-02-29")
    else:
        find(text, "2020-02-29")


def _seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        find(text, "2020-02-29")
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize(
    "unit",
    [
        "يوم ", "الاثنين، ", "3 آذار ", "من 3 إلى ", "الاثنين،،،،،،", "2019 ", "2019/", "١٢.", "قبل ثلاثة ", "و",
        "ألف ومئة و", "مطلع ", "الثاني ",
        "كانون الثاني/يناير ", "(أمس ", "ا", "اليوم الاثنين 3 من آذار 2019 الموافق 2 رجب 1440 ", "http://a.b/2019/05/",
        "a@", "ً", "ـ", "القـ.ـصف ", "3-", "الساعة ",
    ],
)  # fmt: skip
def test_no_repetition_is_slow(unit: str) -> None:
    """Four times the text takes about four times as long: nothing in the grammar goes back and forth."""
    short, long = unit * (8_000 // len(unit)), unit * (32_000 // len(unit))
    _seconds(short)
    once, four_times = _seconds(short), _seconds(long)
    assert four_times < max(0.05, 9 * once), (once, four_times)
    assert four_times < 2.5
