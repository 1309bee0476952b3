"""Gender of names and forms of counted nouns."""

from __future__ import annotations

import pytest

from musnad.lexicons import load
from musnad.presentation.dossier.agreement import counted, gender_of_name
from musnad.presentation.dossier.verbs import verb_of_saying
from musnad.presentation.dossier.wording import Wording

PHRASES = load("phrases", "musnad.presentation.dossier")


@pytest.mark.parametrize(
    ("name", "kind", "gender"),
    [
        ("كتائب الوادي", "ORG", "f"), ("لواء الريح", "ORG", "m"), ("حركة البيادر", "ORG", "f"), ("جيش الهضبة", "ORG", "m"),
        ("الهيئة الأهلية", "ORG", "f"), ("مجلس الصلح", "ORG", "m"), ("قوات الساحل", "ORG", "f"), ("إدلب", "LOC", "f"),
        ("حمزة الراعي", "PER", "m"), ("فاطمة الراعي", "PER", "f"), ("موسى الراعي", "PER", "m"), ("رنا الراعي", "PER", "f"),
        ("مستشفى البلدة", "LOC", "m"),
    ],
)  # fmt: skip
def test_gender(name: str, kind: str, gender: str) -> None:
    assert gender_of_name(name, kind) == gender  # type: ignore[arg-type]


def test_a_title_tells_more_than_a_name() -> None:
    assert gender_of_name("نضال الراعي", "PER", ("مديرة", "المديرة التنفيذية")) == "f"
    assert gender_of_name("حكمة الراعي", "PER", ("رئيس",)) == "m"


@pytest.mark.parametrize(
    ("number", "reports", "outlets"),
    [
        (1, "تقرير واحد", "وسيلة إعلام واحدة"), (2, "تقريرين", "وسيلتي إعلام"), (3, "ثلاثة تقارير", "ثلاث وسائل إعلام"),
        (10, "عشرة تقارير", "عشر وسائل إعلام"), (11, "11 تقريرًا", "11 وسيلة إعلام"), (100, "100 تقرير", "100 وسيلة إعلام"),
        (103, "103 تقارير", "103 وسائل إعلام"), (120, "120 تقريرًا", "120 وسيلة إعلام"), (201, "201 تقرير", "201 وسيلة إعلام"),
    ],
)  # fmt: skip
def test_counted_nouns(number: int, reports: str, outlets: str) -> None:
    nouns, few = PHRASES["ar"]["nouns"], PHRASES["ar"]["few_numbers"]
    assert counted(number, nouns["report"], few) == reports
    assert counted(number, nouns["outlet"], few) == outlets


def test_english_numbers() -> None:
    nouns, few = PHRASES["en"]["nouns"], PHRASES["en"]["few_numbers"]
    assert [counted(n, nouns["report"], few) for n in (1, 3, 11)] == ["one report", "three reports", "11 reports"]


@pytest.mark.parametrize(
    ("cues", "gender", "arabic", "english"),
    [
        (["ودعت"], "f", "دعت", "called for"), (["نفى"], "m", "نفى", "denied"), (["نفى"], "f", "نفت", "denied"),
        (["أعلن"], "f", "أعلنت", "announced"), (["وأضاف"], "m", "قال", "said"), (["أعلن", "نفى"], "m", "قال", "said"),
        (["وأعلنت", "أعلنت"], "f", "أعلنت", "announced"), (["بحسب"], "m", "قال", "said"),
    ],
)  # fmt: skip
def test_verb_of_saying(cues: list[str], gender: str, arabic: str, english: str) -> None:
    assert verb_of_saying(Wording("ar", "levantine"), cues, gender) == arabic  # type: ignore[arg-type]
    assert verb_of_saying(Wording("en", "levantine"), cues, gender) == english  # type: ignore[arg-type]
