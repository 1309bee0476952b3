"""Copies, quoted passages, two reports side by side, and how many independent sources stand behind a happening."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from factory import Draft, clash
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.knowledge import alignment, derive
from musnad.knowledge.comparing import compare
from musnad.knowledge.packing import packed
from musnad.reasons import sentence_for
from musnad.records import Report

BRIDGE = [
    "أعلنت لجنة الطرق في بلدة رأس التل أن الجسر القديم سيغلق أمام الشاحنات مدة أسبوعين لإصلاح دعائمه المتضررة.",
    "وأوضحت أن السيارات الصغيرة تستطيع العبور نهارًا، وأن حافلات المدارس ستسلك طريق المعصرة بدل الجسر.",
    "وطالب أصحاب المحال القريبة بتعويض، بينما وعد رئيس اللجنة بدرس مطالبهم بعد انتهاء العمل ورفع الحواجز.",
    "وكان الجسر قد تضرر في شتاء العام الماضي عندما فاض النهر وجرف جزءًا من الطريق المؤدي إلى السوق.",
    "ويعمل في الورشة ثلاثون عاملًا من أبناء البلدة، جاء معظمهم من معامل الطوب التي توقفت هذا الربيع.",
]
WELLS = [
    "حفرت جمعية السنبلة أربع آبار في القرى الواقعة شرق الوادي بعد موسمين من الجفاف أتلفا معظم الزرع.",
    "وقال مهندس المشروع إن عمق البئر الواحدة بلغ مئة وعشرين مترًا، وإن الماء صالح للشرب بعد تنقيته.",
    "وستوزع الجمعية الصهاريج على العائلات البعيدة حتى تكتمل شبكة الأنابيب قبل نهاية الصيف المقبل.",
]


def paper(name: str, lines: list[str], day: str | None = "2021-05-03", outlet: str = "صحيفة النهر") -> Report:
    return Draft("\n".join(lines), name=name, published=day, outlet=outlet).report()


def copied(*reports: Report) -> dict[str, str]:
    """Copy → original, by file name."""
    names = {report.document.id: report.document.name for report in reports}
    return {names[copy]: names[origin] for copy, origin in derive(reports).copies.items()}


def test_a_whole_copy_a_cut_one_and_an_edited_one_go_back_to_the_first() -> None:
    first = paper("a", BRIDGE, "2021-05-02")
    whole = paper("b", BRIDGE, outlet="موقع الجسر")
    cut = paper("c", BRIDGE[:2], outlet="شبكة الضفة")
    edited = paper("d", [BRIDGE[0], WELLS[0], *BRIDGE[2:]], outlet="صدى السهل")
    assert copied(first, whole, cut, edited) == {"b": "a", "c": "a", "d": "a"}


def test_reports_that_share_a_sentence_are_no_copies() -> None:
    assert copied(paper("a", BRIDGE), paper("b", [*WELLS, BRIDGE[0]], outlet="موقع الجسر")) == {}


def test_a_round_up_of_two_reports_is_a_copy_of_neither_and_does_not_make_them_one() -> None:
    one, two = paper("a", BRIDGE[:3], "2021-05-02"), paper("b", WELLS, "2021-05-02", "موقع الجسر")
    both = paper("c", [*BRIDGE[:3], *WELLS], "2021-05-03", "شبكة الضفة")
    assert "a" not in copied(one, two, both) and "b" not in copied(one, two, both)


def test_the_earlier_report_is_a_copy_where_an_agency_has_the_text() -> None:
    agency = paper("a", BRIDGE, "2021-05-03", "وكالة السهل")
    assert copied(agency, paper("b", BRIDGE, "2021-05-02", "موقع الجسر")) == {"b": "a"}


def test_who_names_its_source_stands_below_it_whatever_the_days_say() -> None:
    source = paper("a", BRIDGE, "2021-05-03", "صحيفة النهر")
    draft = Draft("\n".join([*BRIDGE, "نشرت صحيفة النهر هذا الخبر."]), name="b", published="2021-05-02", outlet="موقع الجسر")
    via = draft.mention("ORG", "صحيفة النهر")
    draft.quotation("هذا الخبر", "نشرت", via=(via,))
    naming = draft.report()
    assert copied(source, naming) == {"b": "a"}
    assert compare(naming, source).direction == "second_from_first"
    assert compare(naming, source).by == "copies.names_its_source"


@pytest.mark.parametrize(
    ("lines", "grade"),
    [
        (BRIDGE, "same_text"),
        (BRIDGE[:2], "cut"),
        ([*BRIDGE[:3], WELLS[0], WELLS[1]], "edited"),
        ([*WELLS, BRIDGE[0], BRIDGE[1]], "quotes_passage"),
        (WELLS, "apart"),
    ],
)
def test_grades(lines: list[str], grade: str) -> None:
    found = compare(paper("a", BRIDGE, "2021-05-02"), paper("b", lines, outlet="موقع الجسر"))
    assert found.grade == grade
    assert sentence_for(found.by, {}, "en") != found.by and sentence_for(found.by, {}, "ar") != found.by


def test_what_was_changed_is_told_with_its_place_in_both() -> None:
    other = [BRIDGE[0].replace("أسبوعين", "ثلاثة أسابيع كاملة"), *BRIDGE[1:]]
    first, second = paper("a", BRIDGE, "2021-05-02"), paper("b", other)
    found = compare(second, first)
    assert found.first == first.document.id and found.longer == second.document.id
    (change,) = found.differences
    assert change.first and first.document.quote(change.first) == "أسبوعين"
    assert change.second and second.document.quote(change.second) == "ثلاثة أسابيع كاملة"
    for passage in found.passages:
        assert first.document.quote(passage.first).split()[0] == second.document.quote(passage.second).split()[0]


def test_unknown_stays_unknown() -> None:
    found = compare(paper("a", BRIDGE, None), paper("b", BRIDGE, None, "موقع الجسر"))
    assert (found.direction, found.by) == ("unknown", "copies.nobody_says")


@given(st.lists(st.sampled_from("ابتثجح"), max_size=60), st.lists(st.sampled_from("ابتثجح"), max_size=60))
def test_passages_hold_the_same_words_and_never_overlap(first: list[str], second: list[str]) -> None:
    found = alignment.passages(first, second)
    for passage in found:
        assert first[passage.first : passage.first + passage.length] == second[passage.second : passage.second + passage.length]
    for side in ("first", "second"):
        places = [place for one in found for place in range(getattr(one, side), getattr(one, side) + one.length)]
        assert len(places) == len(set(places))


def _backing(*reports: Report) -> dict[str, tuple[bool, str]]:
    """Report → whether it counts, and the rule, of the one clash told."""
    names = {report.document.id: report.document.name for report in reports}
    (event,) = [one for one in derive(reports).events if one.type == "clash"]
    assert event.sources == sum(one.counted for one in event.backing)
    for one in event.backing:
        for language in ("ar", "en"):
            assert sentence_for(one.by, dict(one.because), language) != one.by
    return {names[one.document]: (one.counted, one.by.removeprefix("independence.")) for one in event.backing}


def test_a_copy_counts_with_what_it_repeats_and_two_newsrooms_count_twice() -> None:
    first = clash("a", "يوم الثلاثاء", "2021-03-09", 4, tail="\n".join(BRIDGE))
    copy = clash("b", "يوم الثلاثاء", "2021-03-09", 4, "موقع الجسر", tail="\n".join(BRIDGE))
    other = clash("c", "يوم الثلاثاء", "2021-03-09", 4, "شبكة الضفة", tail="\n".join(WELLS))
    found = _backing(first, copy, other)
    assert sorted(counted for counted, _ in found.values()) == [False, True, True]
    assert {rule for _, rule in found.values()} == {"own", "copy_again"}


def test_two_outlets_that_cite_one_body_are_one_source() -> None:
    def cites(name: str, outlet: str, lines: list[str]) -> Report:
        draft = Draft(
            "قال مجلس السهل إن اشتباكات اندلعت بين كتائب الوادي ولواء السفح في رأس التل يوم الثلاثاء.\n" + "\n".join(lines),
            name=name, published="2021-03-12", outlet=outlet,
        )  # fmt: skip
        body, wadi, safh = (draft.mention("ORG", one) for one in ("مجلس السهل", "كتائب الوادي", "لواء السفح"))
        place, day = draft.mention("LOC", "رأس التل", subtype="town"), draft.date("يوم الثلاثاء", "2021-03-09")
        said = draft.quotation("اشتباكات اندلعت بين كتائب الوادي ولواء السفح في رأس التل يوم الثلاثاء", "قال", source=body)
        draft.event("clash", "اشتباكات", date="2021-03-09", date_mention=day, place=place, agents=(wadi, safh), quotation=said)
        return draft.report()

    found = _backing(cites("a", "صحيفة النهر", BRIDGE), cites("b", "موقع الجسر", WELLS))
    assert sorted(found.values()) == [(False, "speaker_again"), (True, "speaker")]


def _many() -> list[Report]:
    """Reports that copy, cite and contradict each other."""
    told: list[Callable[[], Report]] = [
        lambda: clash("a", "يوم الثلاثاء", "2021-03-09", 4, tail="\n".join(BRIDGE)),
        lambda: clash("b", "يوم الثلاثاء", "2021-03-09", 7, "موقع الجسر", tail="\n".join(BRIDGE)),
        lambda: clash("c", "يوم الاثنين", "2021-03-08", 5, "شبكة الضفة", tail="\n".join(WELLS)),
        lambda: paper("d", BRIDGE, None, "صدى السهل"),
        lambda: paper("e", [*BRIDGE[:2], *WELLS], "2021-05-04", "وكالة السهل"),
        lambda: paper("f", WELLS[:2], "2021-05-02", "موقع الجسر"),
    ]
    return [report() for report in told]


EXPECTED = derive(_many()).model_dump_json()


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_reports_changes_nothing(chance: random.Random) -> None:
    reports = _many()
    chance.shuffle(reports)
    assert derive(reports).model_dump_json() == EXPECTED


def test_a_packed_report_is_the_same_report() -> None:
    report = clash("a", "يوم الثلاثاء", "2021-03-09", 4)
    small = packed(report)
    assert small == report and type(small) is type(report) and packed(small) is small
    assert small.model_dump_json() == report.model_dump_json()
    assert small.mentions[0].model_copy(update={"name": "غيره"}).name == "غيره"
