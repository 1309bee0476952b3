"""Gender of names and forms of counted nouns."""

from __future__ import annotations

import pytest
from papers import Paper

from musnad.lexicons import load
from musnad.presentation.dossier.agreement import (
    counted,
    gender_of_name,
    gender_of_nameless,
    in_case,
    nameless_in_case,
    without_preposition,
)
from musnad.presentation.dossier.evidence import Source
from musnad.presentation.dossier.speech import content as content_of
from musnad.presentation.dossier.speech import cue_of, past_form, verb_of
from musnad.presentation.dossier.wording import Wording, balanced
from musnad.records import Quotation

PHRASES = load("phrases", "musnad.presentation.dossier")


@pytest.mark.parametrize(
    ("name", "kind", "gender"),
    [
        ("كتائب الوادي", "ORG", "f"), ("لواء الريح", "ORG", "m"), ("حركة البيادر", "ORG", "f"), ("جيش الهضبة", "ORG", "m"),
        ("الهيئة الأهلية", "ORG", "f"), ("مجلس الصلح", "ORG", "m"), ("قوات الساحل", "ORG", "f"), ("إدلب", "LOC", "f"),
        ("حمزة الراعي", "PER", "m"), ("فاطمة الراعي", "PER", "f"), ("موسى الراعي", "PER", "m"), ("رنا الراعي", "PER", "f"),
        ("مستشفى البلدة", "LOC", "m"), ("السهليون", "ORG", "p"),
    ],
)  # fmt: skip
def test_gender(name: str, kind: str, gender: str) -> None:
    assert gender_of_name(name, kind) == gender  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "subject", "object"),
    [
        ("السهليون", "السهليون", "السهليين"), ("المتمردين السهليين", "المتمردون السهليون", "المتمردين السهليين"),
        ("ميليشيات السهليين", "ميليشيات السهليين", "ميليشيات السهليين"), ("حركة البيادر", "حركة البيادر", "حركة البيادر"),
    ],
)  # fmt: skip
def test_names_of_many_people_bear_their_case(name: str, subject: str, object: str) -> None:
    assert (in_case(name, nominative=True), in_case(name, nominative=False)) == (subject, object)
    assert nameless_in_case("ناشطون محليون في البلدة", nominative=False) == "ناشطين محليين في البلدة"


def test_phrases_speak_of_many_people_in_the_plural() -> None:
    phrases = Wording("ar", "levantine")
    assert phrases.phrase("lead_kind", "p").startswith("{name}{kind} ورد ذكرهم{span}")
    assert phrases.phrase("title_its", "p") == "{title}هم"


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
    ("words", "cue", "opens", "gender", "arabic", "english"),
    [
        ("ودعت اللجنة الأهالي إلى الصبر", "ودعت", True, "f", "دعت", "called for"),
        ("نفى الرجل أن يكون غاب", "نفى", True, "f", "نفت", "denied"),
        ("وأضاف أن الطريق مقطوع", "وأضاف", True, "m", "قال", "said"),
        ("وأضاف أن الطريق مقطوع", "وأضاف", False, "m", "أضاف", "added"),
        ("مؤكدًا أن الطريق مقطوع", "مؤكدًا", True, "m", "أكد", "stressed"),
        ("بحسب الرجل فإن الطريق مقطوع", "بحسب", True, "m", "قال", "said"),
    ],
)
def test_verb_of_saying(words: str, cue: str, opens: bool, gender: str, arabic: str, english: str) -> None:
    source, quotation = said_in(words, cue, words.split(" ")[-1])
    for language, verb in (("ar", arabic), ("en", english)):
        wording = Wording(language, "levantine")  # type: ignore[arg-type]
        assert verb_of(wording, cue_of(source, quotation), gender, opens=opens)[0] == verb  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "cue", "content", "mode", "expected"),
    [
        ("قال الرجل إن الجسر سليم", "قال", "الجسر سليم", "indirect", "قال إن الجسر سليم"),
        ("أكد الرجل أن الجسر سليم", "أكد", "الجسر سليم", "indirect", "أكد أن الجسر سليم"),
        ("لافتًا إلى أن الجسر سليم", "لافتًا", "الجسر سليم", "indirect", "لفت إلى أن الجسر سليم"),
        ("أعلنت اللجنة عن فتح الجسر", "أعلنت", "فتح الجسر", "indirect", "أعلن عن فتح الجسر"),
        ("قال الرجل: «الجسر سليم»", "قال", "الجسر سليم", "direct", "قال: «الجسر سليم»"),
        ("الجسر سليم، وفق الرجل", "وفق", "الجسر سليم", "indirect", "قال، بصياغة التقرير: «الجسر سليم»"),
    ],
)
def test_words_are_joined_as_the_report_joins_them(words: str, cue: str, content: str, mode: str, expected: str) -> None:
    source, quotation = said_in(words, cue, content, mode)
    wording = Wording("ar", "levantine")
    verb, entry = verb_of(wording, cue_of(source, quotation), "m", opens=True)
    said = content_of(wording, source, quotation, cue_of(source, quotation), entry)
    assert verb + "".join(part.text for part in said) == expected


def said_in(words: str, cue: str, content: str, mode: str = "indirect") -> tuple[Source, Quotation]:
    """A report of one sentence with one quotation in it."""
    paper = Paper("جريدة المرسى", "2020-06-03", "عنوان", words)
    paper.quotation(content, cue, mode=mode)
    report = paper.report()
    return Source(report, None), report.quotations[0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("في مناطق “الوادي", "في مناطق الوادي"), ("“الوادي” و”السهل”", '"الوادي" و"السهل"'), ("«الوادي»", "الوادي"),
        ("، الوادي ،", "الوادي"),
    ],
)  # fmt: skip
def test_quotation_marks_inside_quotation_marks_are_paired(words: str, expected: str) -> None:
    assert balanced(words) == expected


@pytest.mark.parametrize(
    ("past", "gender", "follows", "expected"),
    [("قال", "p", False, "قال"), ("قال", "p", True, "قالوا"), ("نفى", "p", True, "نفوا"), ("دعا", "f", True, "دعت")],
)
def test_a_verb_behind_many_people_is_plural(past: str, gender: str, follows: bool, expected: str) -> None:
    assert past_form(past, gender, follows=follows) == expected


@pytest.mark.parametrize(
    ("label", "gender"),
    [("شهود عيان", "p"), ("ناشطون محليون", "p"), ("مصادر محلية", "f"), ("مصدر أمني", "m"), ("أهالي الحي", "p")],
)
def test_gender_of_a_nameless_source(label: str, gender: str) -> None:
    assert gender_of_nameless(label) == gender


@pytest.mark.parametrize(
    ("cut", "whole"), [("للشهود", "الشهود"), ("لمصادر محلية", "مصادر محلية"), ("لجنة محلية", "لجنة محلية"), ("مسؤول", "مسؤول")]
)
def test_a_nameless_source_is_freed_of_the_preposition_before_it(cut: str, whole: str) -> None:
    assert without_preposition(cut) == whole


def test_the_noun_of_an_office_says_nothing_of_who_holds_it() -> None:
    assert gender_of_name("خليفة الماضي", "PER", ("قيادة",)) == "m"
