"""The publication date: stated by the page, by arithmetic, within bounds, or honestly unknown."""

from __future__ import annotations

import pytest
from time_documents import document

from musnad.annotations import dates
from musnad.reasons import sentence
from musnad.records import LineKind, Metadata, Published, Report

TEXT = "قالت اللجنة في بيان لها إنها أنهت أعمالها في المدينة وإن الأهالي بدؤوا بالعودة إلى منازلهم بعد انتهاء أعمال الصيانة فيها."


def published(*lines: str, kinds: dict[int, LineKind] | None = None, metadata: Metadata | None = None) -> Published:
    """The publication date of a document of these lines."""
    found = dates.annotate(Report(document=document(*lines, kinds=kinds, metadata=metadata)))["published"]
    assert isinstance(found, Published)
    assert "…" not in sentence(found, "ar") + sentence(found, "en")
    return found


def test_metadata_comes_first() -> None:
    found = published(
        "2019.05.21", TEXT, kinds={0: LineKind.dateline}, metadata=Metadata(published="2019-05-22T10:00", published_from="meta")
    )
    assert (found.value, found.basis, found.by) == ("2019-05-22", "stated", "published.metadata")


@pytest.mark.parametrize(
    "line",
    ["2019.05.21 | 13:05 دمشق", "الثلاثاء 21 أيار 2019", "تاريخ النشر: 21/05/2019", "نشر في ٢١ مايو ٢٠١٩", "21 ماي 2019 - 10:15"],
)
def test_date_line(line: str) -> None:
    found = published("عنوان الخبر", line, TEXT, kinds={0: LineKind.headline, 1: LineKind.dateline})
    assert (found.value, found.basis, found.by) == ("2019-05-21", "stated", "published.date_line")
    assert found.evidence == (found.span,)


def test_the_line_that_says_so_comes_before_the_clock_of_the_page() -> None:
    lines = ("الأربعاء 20/11/2024 بتوقيت القدس", "عنوان الخبر", "نشر بتاريخ: 23/07/2022", TEXT)
    found = published(*lines, kinds={0: LineKind.dateline, 1: LineKind.headline, 2: LineKind.dateline})
    assert (found.value, found.by) == ("2022-07-23", "published.date_line")


def test_a_short_line_with_a_date_near_the_headline() -> None:
    found = published("عنوان الخبر", "كتب: المحرر 21/05/2019 10:15", TEXT, kinds={0: LineKind.headline})
    assert (found.value, found.by) == ("2019-05-21", "published.near_headline")


def test_a_caption_is_no_date_line() -> None:
    found = published("عنوان الخبر", "السوق القديم - 21 أيار 2019", TEXT, kinds={0: LineKind.headline, 1: LineKind.caption})
    assert (found.value, found.basis) == ("2019-05-21/..", "inferred")


def test_agency_line() -> None:
    assert published("بيروت 21 أيار 2019 (وكالة) - " + TEXT).by == "published.agency_line"


def test_today_in_full() -> None:
    found = published("أعلنت اللجنة، أمس الاثنين 20 أيار 2019، انتهاء أعمالها. " + TEXT)
    assert (found.value, found.basis) == ("2019-05-21", "stated")


@pytest.mark.parametrize(
    ("first", "second", "value"),
    [
        ("نُظمت الفعالية اليوم، الاثنين 2 من كانون الثاني", "وكان اللقاء في 28 من كانون الأول 2022", "2023-01-02"),
        ("نُظمت الفعالية أمس الأحد 1 كانون الثاني", "وكان اللقاء في 28 من كانون الأول 2022", "2023-01-02"),
        ("نُظمت الفعالية اليوم، الجمعة 3 أيار", "وتأسست الهيئة في أيلول 2017", "2019-05-03"),
        ("نُظمت الفعالية اليوم 3 أيار", "وتأسست الهيئة في أيلول 2017", "2018-05-03"),
        ("تستمر الحملة طوال أيار الجاري", "وبدأت في 12 أيار 2019", "2019-05-12/2019-05-31"),
        ("توقفت المعارك منذ آذار الماضي", "وصورت البلدة في 25 نيسان 2017", "2017-04-25/2017-12"),
        ("توقفت المعارك منذ حزيران الماضي", "وصورت البلدة في 25 نيسان 2017", "2017-04-25/.."),
        ("ستُعقد الجولة في 5 أيلول 2018", "وبدأت المحادثات في 3 آذار 2018", "2018-03-03/2018-09-05"),
        ("تشكل “فريق النهر” في 3 آذار 2018", "وأطلق فريق النهر حملته قبل ستة أشهر", "2018-09/.."),
    ],
)
def test_inferred(first: str, second: str, value: str) -> None:
    found = published(first, second)
    assert (found.value, found.basis) == (value, "inferred")
    assert found.evidence


def test_unknown_stays_unknown() -> None:
    found = published("اجتمع القادة أمس في المدينة")
    assert (found.value, found.basis, found.evidence) == (None, "unknown", ())


def test_a_lone_year_bounds_nothing() -> None:
    found = published("تعمل الهيئة في الإغاثة", "وتأسست عام 2011")
    assert (found.value, found.basis) == (None, "unknown")


HEADER = {0: LineKind.dateline, 1: LineKind.headline}


def test_a_page_header_of_another_weekday_is_the_day_of_the_visit() -> None:
    found = published(
        "الأربعاء 15 كانون الثاني 2020", "عنوان الخبر", "أعلنت اللجنة اليوم الاثنين انتهاء أعمالها. " + TEXT, kinds=HEADER
    )
    assert (found.value, found.basis, found.by) == ("../2020-01-15", "inferred", "published.page_header")


def test_the_visit_bounds_from_above_and_the_text_from_below() -> None:
    text = "أعلنت اللجنة أمس الاثنين انتهاء أعمالها التي بدأت في 3 أيلول 2019. " + TEXT
    found = published("الأربعاء 15 كانون الثاني 2020", "عنوان الخبر", text, kinds=HEADER)
    assert (found.value, found.by) == ("2019-09-03/2020-01-15", "published.page_header")


def test_a_page_header_that_the_text_agrees_with_is_stated() -> None:
    found = published(
        "الأربعاء 15 كانون الثاني 2020", "عنوان الخبر", "أعلنت اللجنة اليوم الأربعاء انتهاء أعمالها. " + TEXT, kinds=HEADER
    )
    assert (found.value, found.basis) == ("2020-01-15", "stated")


def test_a_date_line_under_the_headline_stands_against_the_text() -> None:
    kinds = {0: LineKind.headline, 1: LineKind.dateline}
    found = published(
        "عنوان الخبر", "الأربعاء 15 كانون الثاني 2020", "أعلنت اللجنة اليوم الاثنين انتهاء أعمالها. " + TEXT, kinds=kinds
    )
    assert (found.value, found.by) == ("2020-01-15", "published.date_line")
