"""Kinds of contradiction, each with what looks like one and is none; how values are weighed; growing tolls and corrections."""

from __future__ import annotations

import pytest
from factory import Draft, clash

from musnad.knowledge import derive
from musnad.knowledge.contradictions.opposites import opposed
from musnad.knowledge.contradictions.words import has, one_root, stems, words
from musnad.lexicons import load
from musnad.records import Contradiction, Report, Sentence, Span

BRIDGE = (
    "وقال شهود إن الجسر القديم أغلق أمام السيارات منذ الصباح، وإن المزارعين نقلوا محاصيلهم عبر طريق ترابي طويل يمر بين بساتين "
    "الزيتون شرق البلدة. "
)
SCHOOL = (
    "وناشدت إدارة المدرسة الجهات المعنية ترميم السور الذي تهدم قبل عامين، فيما وعد المجلس المحلي بإرسال لجنة تكشف على البناء "
    "وتقدر كلفة الإصلاح. "
)
MARKET = (
    "وبقيت الأسواق مغلقة حتى ظهر اليوم التالي بسبب الخوف من تجدد إطلاق النار، واضطر أصحاب الأفران إلى توزيع الخبز من منازلهم "
    "على الجيران والعائلات القادمة من الأطراف. "
)


def _found(*reports: Report) -> list[Contradiction]:
    return list(derive(list(reports)).contradictions)


def _properties(*reports: Report) -> set[tuple[str, str]]:
    return {(one.kind, one.property) for one in _found(*reports)}


def _sentences(draft: Draft) -> None:
    """Every line is a sentence."""
    at = 0
    for number, line in enumerate(draft.text.split("\n"), start=1):
        if line:
            span = Span(start=at, end=at + len(line))
            draft.add("sentences", Sentence(id=f"sentence-{span.start}-{span.end}", span=span, by="test.sentence", line=number))
        at += len(line) + 1


# --- denials ---


def _denied(reply: str, denial: bool) -> Report:
    draft = Draft(f"قال تجار إن لواء السفح فرض رسوم عبور على الشاحنات.\nوقال لواء السفح إن {reply}.", outlet="صحيفة النهر")
    body = draft.mention("ORG", "لواء السفح", nth=1)
    draft.mention("ORG", "لواء السفح")
    draft.quotation("لواء السفح فرض رسوم عبور على الشاحنات", "قال تجار", anonymous=True, source_text=draft.span("تجار"))
    draft.quotation(reply, "وقال", source=body, denial=denial)
    return draft.report()


def test_a_denial_and_what_it_denies() -> None:
    assert _properties(_denied("فرض رسوم العبور على الشاحنات لم يحدث", denial=True)) == {("within_report", "denial")}


def test_another_statement_of_the_same_body_denies_nothing() -> None:
    assert _properties(_denied("الطريق مفتوح أمام الشاحنات", denial=False)) == set()


def test_a_denial_of_something_else_is_no_contradiction() -> None:
    assert _properties(_denied("استقالة قائد الكتيبة الثالثة غير واردة", denial=True)) == set()


# --- responsibility ---


def _charged(answer: str) -> Report:
    draft = Draft(f"اتهم مجلس السهل لواء السفح بقصف السوق، بينما قال لواء السفح إن {answer}.", outlet="صحيفة النهر")
    _sentences(draft)
    accuser, body = draft.mention("ORG", "مجلس السهل"), draft.mention("ORG", "لواء السفح")
    again = draft.mention("ORG", "لواء السفح", nth=1)
    draft.event("accusation", "اتهم", agents=(accuser,), others=(body,))
    draft.quotation(answer, "قال", source=again)
    return draft.report()


def test_a_charge_and_the_answer_of_the_side_charged() -> None:
    assert ("within_report", "responsibility") in _properties(_charged("القذائف سقطت من جهة أخرى"))


def test_a_condemnation_is_no_charge() -> None:
    draft = Draft("أدان مجلس السهل التفجير، بينما قال مجلس السهل إن العزاء غدا.")
    _sentences(draft)
    body = draft.mention("ORG", "مجلس السهل")
    draft.event("accusation", "أدان", agents=(body,), others=(draft.mention("ORG", "مجلس السهل", nth=1),))
    draft.quotation("العزاء غدا", "قال", source=body)
    assert _properties(draft.report()) == set()


# --- figures inside one report ---


def _counted(text: str, *figures: tuple[str, float, str]) -> Report:
    draft = Draft(text, outlet="صحيفة النهر")
    _sentences(draft)
    place = draft.mention("LOC", "رأس التل", subtype="town")
    for number, (figure, value, unit) in enumerate(figures):
        quantity = draft.quantity(figure, value, unit)
        if number == 0:
            draft.event("casualties", text.split()[0], place=place, quantity=quantity)
    return draft.report()


def test_parts_that_come_to_more_than_the_whole() -> None:
    report = _counted(
        "مقتل خمسة أشخاص بينهم أربعة أطفال وثلاث نساء في رأس التل.",
        ("خمسة أشخاص", 5, "أشخاص"), ("أربعة أطفال", 4, "أطفال"), ("ثلاث نساء", 3, "نساء"),
    )  # fmt: skip
    assert _properties(report) == {("within_report", "quantity")}


@pytest.mark.parametrize(
    "text",
    [
        "مقتل خمسة أشخاص بينهم ثلاثة أطفال وامرأتان في رأس التل.",
        "مقتل خمسة أشخاص بينهم طفلان وإصابة عشرة أشخاص في رأس التل.",
    ],
)
def test_parts_that_fit_and_hurt_beside_dead_are_none(text: str) -> None:
    second = ("ثلاثة أطفال", 3.0, "أطفال") if "ثلاثة أطفال" in text else ("طفلان", 2.0, "طفلان")
    third = ("امرأتان", 2.0, "امرأتان") if "امرأتان" in text else ("عشرة أشخاص", 10.0, "أشخاص")
    assert _properties(_counted(text, ("خمسة أشخاص", 5, "أشخاص"), second, third)) == set()


def test_a_figure_taken_back_is_a_correction() -> None:
    report = _counted("تصويب: قتلى رأس التل ستة قتلى لا أربعة.", ("ستة قتلى", 6, "قتلى"))
    draft_report = report.model_copy(
        update={
            "quantities": (
                *report.quantities,
                report.quantities[0].model_copy(
                    update={
                        "id": "quantity-wrong", "value": 4.0, "unit": None,
                        "span": Span(start=report.document.text.index("أربعة"), end=report.document.text.index("أربعة") + 5),
                    }
                ),
            )
        }
    )  # fmt: skip
    (found,) = _found(draft_report)
    assert (found.nature, found.property) == ("correction", "quantity")


# --- tolls across reports ---


def test_a_growing_toll_is_an_update() -> None:
    first = clash("a", "يوم الثلاثاء", "2021-03-09", 4, tail=BRIDGE).model_copy()
    later = clash("b", "يوم الثلاثاء", "2021-03-09", 7, "وكالة السهل", SCHOOL)
    published = later.published
    assert published is not None
    later = later.model_copy(update={"published": published.model_copy(update={"value": "2021-03-13"})})
    (found,) = [one for one in _found(first, later) if one.property == "quantity"]
    assert found.nature == "update"
    assert "تحديث" in found.because


def test_a_toll_that_shrinks_is_a_contradiction() -> None:
    first = clash("a", "يوم الثلاثاء", "2021-03-09", 7, tail=BRIDGE)
    later = clash("b", "يوم الثلاثاء", "2021-03-09", 4, "وكالة السهل", SCHOOL)
    published = later.published
    assert published is not None
    later = later.model_copy(update={"published": published.model_copy(update={"value": "2021-03-13"})})
    (found,) = [one for one in _found(first, later) if one.property == "quantity"]
    assert found.nature == "contradiction"


def test_values_are_weighed_by_independent_sources_and_none_is_chosen() -> None:
    reports = [
        clash("a", "يوم الثلاثاء", "2021-03-09", 4, tail=BRIDGE),
        clash("b", "يوم الثلاثاء", "2021-03-09", 7, "وكالة السهل", SCHOOL),
        clash("c", "يوم الثلاثاء", "2021-03-09", 7, "موقع الجسر", MARKET),
    ]  # fmt: skip
    (found,) = [one for one in _found(*reports) if one.property == "quantity"]
    assert [len(weighed.sources) for weighed in found.ranking] == [2, 1]
    assert len(found.values) == 3
    assert all(weighed.because and weighed.because_en for weighed in found.ranking)


# --- words across reports ---


def _quoting(name: str, speaker: str, kind: str, outlet: str, tail: str) -> Report:
    words_said = "حركة شعبية تطوعية تعمل على تنظيم طاقات أهالي القرى والبلدات والمهجرين وأبناء العشائر في المنطقة كلها"
    draft = Draft(f"وصفت {speaker} نفسها بأنها {words_said}.\n{tail}", name=name, outlet=outlet)
    _sentences(draft)
    source = draft.mention(kind, speaker)
    draft.quotation(words_said, "وصفت", source=source)
    return draft.report()


def test_the_same_words_of_a_body_and_its_organ() -> None:
    one = _quoting("a", "سرايا الوادي", "ORG", "صحيفة النهر", BRIDGE)
    other = _quoting("b", "اللجنة العليا لسرايا الوادي", "ORG", "موقع الجسر", SCHOOL)
    assert ("status", "speaker") in _properties(one, other)


def test_the_same_words_of_one_body_are_none() -> None:
    one = _quoting("a", "سرايا الوادي", "ORG", "صحيفة النهر", BRIDGE)
    other = _quoting("b", "سرايا الوادي", "ORG", "موقع الجسر", SCHOOL)
    assert _properties(one, other) == set()


# --- control ---


def _capture(name: str, verb: str, day: str, outlet: str, tail: str) -> Report:
    draft = Draft(f"{verb} كتائب الوادي على رأس التل.\n{tail}", name=name, published=day, outlet=outlet)
    side, place = draft.mention("ORG", "كتائب الوادي"), draft.mention("LOC", "رأس التل", subtype="town")
    draft.event("control_change", verb, date=day, place=place, agents=(side,))
    return draft.report()


def test_taken_and_taken_back_without_a_loss_between() -> None:
    one = _capture("a", "سيطرت", "2021-03-02", "صحيفة النهر", BRIDGE)
    again = _capture("b", "استعادت", "2021-04-20", "موقع الجسر", SCHOOL)
    assert ("status", "control") in _properties(one, again)


def test_two_words_for_one_capture_are_none() -> None:
    one = _capture("a", "سيطرت", "2021-03-02", "صحيفة النهر", BRIDGE)
    again = _capture("b", "استعادت", "2021-03-03", "موقع الجسر", SCHOOL)
    assert _properties(one, again) == set()


# --- words ---


def test_keys_of_words_meet_across_forms() -> None:
    assert stems("احتجاز شاحنتي وقود") <= stems("احتجزت شاحنات الوقود")
    assert one_root("لم يوزع", "التوزيع جرى")
    assert one_root("بدأ الهجوم", "هي البادئة")
    assert not one_root("أغلق الطريق", "وصل الوفد")


def test_cues_stand_at_the_start_of_words_with_their_conjunction() -> None:
    assert has("ولكن الوزارة نفت", "contrast", "but")
    assert not has("الساكن في البلدة", "contrast", "but")


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ("أسعار القمح ترتفع", "أسعار القمح تنخفض", True),
        ("البرلمان يقر القانون", "البرلمان يرفض القانون", True),
        ("الإفراج عن الصيادين", "اعتقال الصيادين", True),
        ("أسعار القمح ترتفع", "القمح في ارتفاع", False),
        ("ارتفاع الصادرات وانخفاض الواردات", "انخفاض الواردات وارتفاع الصادرات", False),
    ],
)
def test_words_that_stand_against_each_other(one: str, other: str, against: bool) -> None:
    assert bool(opposed(words(one), words(other))) is against


def test_every_pair_of_opposites_has_two_sides_that_share_no_word() -> None:
    for pair in load("opposites")["pairs"]:
        assert set(pair) == {"a", "b"}
        assert not set(pair["a"]) & set(pair["b"])


# --- alive or dead ---


def _death(name: str, text: str, trigger: str, day: str, outlet: str, tail: str) -> Report:
    draft = Draft(f"{text}\n{tail}", name=name, published=day, outlet=outlet)
    person = draft.mention("PER", "وهاب الكرعاوي")
    draft.event("casualties", trigger, date=day, others=(person,))
    return draft.report()


def test_a_death_told_for_two_days() -> None:
    one = _death("a", "أعلن عن وفاة وهاب الكرعاوي في المشفى.", "وفاة", "2021-03-02", "صحيفة النهر", BRIDGE)
    other = _death("b", "توفي وهاب الكرعاوي متأثرا بجراحه.", "توفي", "2021-03-04", "موقع الجسر", SCHOOL)
    assert ("date", "death") in _properties(one, other)


def test_who_killed_is_not_the_dead() -> None:
    one = _death("a", "قتل وهاب الكرعاوي أحد جيرانه.", "قتل", "2021-03-02", "صحيفة النهر", BRIDGE)
    other = _death("b", "قتل وهاب الكرعاوي جارًا آخر.", "قتل", "2021-03-04", "موقع الجسر", SCHOOL)
    assert not {("date", "death"), ("status", "alive")} & _properties(one, other)


def test_the_dead_quoted_later() -> None:
    one = _death("a", "أعلن عن مقتل وهاب الكرعاوي في الاشتباكات.", "مقتل", "2021-03-02", "صحيفة النهر", BRIDGE)
    draft = Draft(f"قال وهاب الكرعاوي إن الهدنة صامدة.\n{SCHOOL}", name="b", published="2021-03-20", outlet="موقع الجسر")
    draft.quotation("الهدنة صامدة", "قال", source=draft.mention("PER", "وهاب الكرعاوي"))
    assert ("status", "alive") in _properties(one, draft.report())
