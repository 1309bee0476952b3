"""Kinds of lines of page text without markup: invented pages of the shapes that news sites leave when saved as text."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from musnad.documents.line_features import LineText
from musnad.documents.lines import classify
from musnad.lexicons import load

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "pages.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["page"] for case in CASES])
def test_every_line_of_the_page_has_its_kind(case: dict[str, object]) -> None:
    rows = [next(iter(row.items())) for row in case["lines"]]  # type: ignore[attr-defined]
    text = "\n".join("" if kind == "blank" else str(content) for kind, content in rows)
    found = [(line.kind.value, line.span.of(text)) for line in classify(text)]
    assert found == [(kind, "" if kind == "blank" else str(content)) for kind, content in rows]


@given(st.text(alphabet='ابتثلم ن.؟!\n:-()0123456789/abc"«»\u00a0\u200f', max_size=400))
def test_lines_cover_the_text_and_do_not_overlap(text: str) -> None:
    lines = classify(text)
    rebuilt = "\n".join(line.span.of(text) for line in lines)
    assert rebuilt == text or rebuilt + "\n" == text
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert all(first.span.end < second.span.start for first, second in itertools.pairwise(lines))
    assert all((line.kind == "blank") == (not line.span.of(text).strip()) for line in lines)


@given(
    st.lists(
        st.sampled_from(["شارك", "قرية صغيرة", "مقالات ذات صلة", "3/5/2020", "وصلت القافلة إلى البلدة ظهرا وتوزعت على الأحياء."]),
        max_size=30,
    )
)
def test_every_kind_has_its_sentence(pieces: list[str]) -> None:
    reasons = load("reasons/lines")
    for line in classify("\n".join(pieces)):
        layer, _, rule = line.by.partition(".")
        assert layer == "lines" and set(reasons[rule]) == {"ar", "en"}


@pytest.mark.parametrize(
    "text",
    ["3 آب 2019", "الأربعاء 12/05/2021 - 10:30", "2019.05.21 | 13:05 بيروت", "آخر تحديث: 4 يونيو/حزيران 2020", "منذ 3 ساعات",
     "11:46",
     "نشر في 7 غشت 2018", "2 كانون الثاني (يناير) 2017", "Published: May 3, 2020", "١٢ آذار ٢٠٢٢"],
)  # fmt: skip
def test_date_lines(text: str) -> None:
    assert LineText(text).dateline


@pytest.mark.parametrize(
    "text", ["اجتماع 3 آب يقر خطة الطريق الجديدة بين المدينتين", "ارتفاع الأسعار منذ 3 أشهر في السوق", "قصف", "25 قتيلا"]
)
def test_headlines_with_dates_are_no_date_lines(text: str) -> None:
    assert not LineText(text).dateline


@pytest.mark.parametrize(
    "text",
    [
        "صورة من سوق الخضار",
        "عمال في ورشة النسيج - 3 شباط 2020 (صدى الضفة)",
        "مراسم الافتتاح (رويترز)",
        "camera iconجسر قيد البناء - 2019 (أرشيف)",
    ],
)
def test_captions(text: str) -> None:
    assert LineText(text).caption


@pytest.mark.parametrize("text", ["سعاد النهري ـ وكالات", "متابعات", "بقلم: سعاد النهري", "خاص - صدى الضفة", "كتب: سامي الراوي"])
def test_bylines(text: str) -> None:
    assert LineText(text).byline


@pytest.mark.parametrize(
    "text",
    [
        "تبرع الأهالي بأربعين طنا من القمح لجيرانهم في الوادي.",
        "نشر الجيش مئتي جندي على الطريق.",
        "تابع الوزير جولته في المخيم وقال إنه راض.",
    ],
)
def test_sentences_that_begin_like_furniture_are_none(text: str) -> None:
    line = LineText(text)
    assert not line.phrase and not line.read_also and not line.tail
