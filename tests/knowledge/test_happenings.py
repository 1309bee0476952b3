"""Happenings, sources, copies, chains and contradictions."""

from __future__ import annotations

import pytest
from factory import Draft, clash

from musnad.knowledge import derive
from musnad.knowledge.contradictions import quantities
from musnad.knowledge.contradictions.affiliation import stands_alone
from musnad.knowledge.figures import unit_key
from musnad.lexicons import load
from musnad.records import Knowledge, Quantity, Report, Span

TAIL = (
    "وأضاف المصدر أن الطريق بين القريتين بقي مقطوعًا طوال النهار بسبب الحواجز الترابية التي أقامها السكان هناك، وأن المدارس "
    "أغلقت أسبوعًا كاملًا قبل أن تعود الحركة تدريجيًا إلى الحقول والأسواق القريبة من النهر. "
)

OTHER = (
    "وذكر سكان أن أصوات الرصاص سمعت حتى ساعات الفجر، وأن المحال التجارية لم تفتح أبوابها في اليوم التالي، فيما طالب وجهاء "
    "المنطقة بإبعاد المقرات عن البيوت وبفتح تحقيق تشارك فيه العائلات التي تضررت منازلها. "
)


def _clashes(known: Knowledge) -> list[str]:
    return [event.id for event in known.events if event.type == "clash"]


def test_one_clash_told_twice_is_one_event_with_two_sources() -> None:
    known = derive(
        [clash("a", "يوم الثلاثاء", "2021-03-09", 4, tail=OTHER), clash("b", "الثلاثاء", "2021-03-09", 4, "وكالة السهل", TAIL)]
    )
    assert len(_clashes(known)) == 1
    event = next(event for event in known.events if event.type == "clash")
    assert event.sources == 2
    assert event.date == "2021-03-09"
    assert "رأس التل" in event.name


def test_clashes_a_month_apart_are_two() -> None:
    known = derive(
        [clash("a", "يوم الثلاثاء", "2021-03-09", 4, tail=OTHER), clash("b", "الجمعة", "2021-04-09", 4, "وكالة السهل", TAIL)]
    )
    assert len(_clashes(known)) == 2


def test_dates_and_figures_that_exclude_each_other_are_contradictions() -> None:
    known = derive(
        [clash("a", "يوم الثلاثاء", "2021-03-09", 4, tail=OTHER), clash("b", "الأربعاء", "2021-03-10", 7, "وكالة السهل", TAIL)]
    )
    kinds = {contradiction.kind for contradiction in known.contradictions}
    assert kinds == {"date", "quantity"}
    for contradiction in known.contradictions:
        assert len(contradiction.values) == 2
        assert contradiction.because
        assert contradiction.because_en
        assert all(value.chain for value in contradiction.values)


def test_a_less_exact_date_is_no_contradiction() -> None:
    known = derive(
        [clash("a", "يوم الثلاثاء", "2021-03-09", 4, tail=OTHER), clash("b", "في آذار", "2021-03", 4, "وكالة السهل", TAIL)]
    )
    assert [contradiction for contradiction in known.contradictions if contradiction.kind == "date"] == []


def test_a_copy_is_no_second_source_and_does_not_contradict() -> None:
    def told(name: str, dead: int, outlet: str) -> Report:
        tail = TAIL * 2 + "وختم بالقول إن اللجان المحلية تتابع فتحه قبل المساء."
        return clash(name, "يوم الثلاثاء", "2021-03-09", dead, outlet, tail)

    known = derive([told("a", 4, "صحيفة النهر"), told("b", 7, "موقع الجسر")])
    assert len(known.copies) == 1
    assert known.contradictions == ()
    assert {event.sources for event in known.events} == {1}


def test_the_chain_runs_from_the_outlet_to_the_speaker() -> None:
    known = derive([clash("a", "يوم الثلاثاء", "2021-03-09", 4)])
    said = next(statement for statement in known.statements if statement.property == "said")
    assert [hop.label for hop in said.chain] == ["صحيفة النهر", "سليم الحوراني"]
    dead = next(statement for statement in known.statements if statement.property == "quantity")
    assert dead.chain == said.chain


def test_every_statement_quotes_its_report() -> None:
    report = clash("a", "يوم الثلاثاء", "2021-03-09", 4)
    for statement in derive([report]).statements:
        assert (statement.value is None) != (statement.object is None)
        assert report.document.quote(statement.reference.span) == statement.original


def test_a_weekday_that_the_calendar_denies() -> None:
    draft = Draft("وصل الوفد أمس الثلاثاء إلى رأس التل.", published="2021-03-10")
    draft.mention("LOC", "رأس التل")
    draft.date("أمس الثلاثاء", "2021-03-10", weekday=1, anchor_kind="publication", anchor="2021-03-11")
    known = derive([draft.report()])
    assert [contradiction.kind for contradiction in known.contradictions] == ["within_report"]


def _with_offices(former: bool) -> Knowledge:
    draft = Draft("حضر القيادي في كتائب الوادي سليم الحوراني.\nوهو عضو في لواء السفح.")
    person = draft.mention("PER", "سليم الحوراني")
    draft.role(person, "القيادي", draft.mention("ORG", "كتائب الوادي", subtype="armed_group"), former=former)
    draft.role(person, "عضو", draft.mention("ORG", "لواء السفح", subtype="armed_group"))
    return derive([draft.report()])


def test_two_present_groups_contradict_a_former_one_does_not() -> None:
    assert [contradiction.kind for contradiction in _with_offices(former=False).contradictions] == ["affiliation"]
    assert _with_offices(former=True).contradictions == ()


def test_independent_and_yet_backed() -> None:
    draft = Draft("كتائب الوادي مستقلة عن الجميع.\nويدعم مجلس السهل كتائب الوادي.")
    body, backer = draft.mention("ORG", "كتائب الوادي"), draft.mention("ORG", "مجلس السهل")
    draft.attribute("مستقلة عن الجميع", body, "independence")
    draft.relation("يدعم مجلس السهل كتائب الوادي", backer, "supports", body)
    kinds = sorted(contradiction.kind for contradiction in derive([draft.report()]).contradictions)
    assert kinds == ["affiliation", "within_report"]


@pytest.mark.parametrize(
    ("words", "alone"),
    [("مستقل عن الفصائل", True), ("لا ينتمي لأي جهة", True), ("غير مستقل", False), ("يتبع للمجلس", False)],
)
def test_what_counts_as_independent(words: str, alone: bool) -> None:
    assert stands_alone(words) is alone


def test_bounds_are_compared_not_digits() -> None:
    def figure(value: float, bound: str) -> tuple[float, float]:
        return quantities.bounds(Quantity(id="q", span=Span(start=0, end=1), by="t.t", value=value, bound=bound))  # type: ignore[arg-type]

    assert figure(20, "at_least")[1] > 1000
    assert figure(50, "about") == (45, 55)
    assert unit_key("مقاتلًا") == unit_key("مقاتلين") == unit_key("مقاتل")


def test_every_contradiction_has_its_sentence() -> None:
    assert all({"ar", "en"} == set(entry) for entry in load("reasons/contradictions").values())
