"""Events: every type is read from verbs and nouns across the Arab press, and other senses are left alone."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from annotations.marked import report

from musnad.annotations import events
from musnad.annotations.events import entries, lexicon, scores
from musnad.annotations.events.inflection import verb_forms
from musnad.lexicons import load
from musnad.reasons import sentence
from musnad.records import EventMention, Report

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "events.yml").read_text(encoding="utf-8"))


def found(made: Report) -> tuple[EventMention, ...]:
    return events.annotate(made)["events"]  # type: ignore[no-any-return]


def names(made: Report, ids: tuple[str, ...]) -> list[str]:
    return [made.mention(identity).name for identity in ids]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_case(case: dict[str, Any]) -> None:
    made = report(case["text"])
    told = found(made)
    if case["event"] is None:
        assert not told, [(event.type, event.span.of(made.document.text)) for event in told]
        return
    chosen = [event for event in told if event.type == case["event"]]
    assert chosen, [(event.type, event.span.of(made.document.text)) for event in told]
    event = chosen[case.get("nth", 0)]
    if "agents" in case:
        assert names(made, event.agents) == case["agents"]
    if "others" in case:
        assert names(made, event.others) == case["others"]
    if "place" in case:
        assert (made.mention(event.place).name if event.place else None) == case["place"]
    if "date" in case:
        assert event.date == (str(case["date"]) if case["date"] else None)
    if "quantity" in case:
        assert event.quantity
        assert next(item.value for item in made.quantities if item.id == event.quantity) == case["quantity"]
    if "count" in case:
        assert len(chosen) == case["count"]
    assert event.modality == case.get("modality", "actual")


def test_all_types_and_enough_cases() -> None:
    assert {case["event"] for case in CASES if case["event"]} == set(load("event_types", "musnad.ontology"))
    assert len(CASES) >= 120


def test_every_type_has_triggers() -> None:
    assert set(load("event_triggers")["types"]) == set(load("event_types", "musnad.ontology"))


def test_bare_back_reference_is_not_repeated() -> None:
    made = report("شنت <O|قوات الغرب> هجوما على <L|سبها>. وقال شاهد إن الهجوم انتهى.")
    assert len(found(made)) == 1


def test_pronoun_carries_the_doer_to_the_next_verb() -> None:
    made = report("شنت <O|قوات الغرب> هجوما على <L|سبها>، سيطرت خلاله على <L|أوباري>.")
    assert names(made, found(made)[-1].agents) == ["قوات الغرب"]


def test_adjective_of_a_state_names_the_doer_where_the_report_names_it() -> None:
    made = report("قالت <C|تركيا> إنها سترد. وسُجلت غارات جوية تركية على <L|سنجار>.")
    assert names(made, found(made)[0].agents) == ["تركيا"]


def test_trigger_inside_a_name_is_no_event() -> None:
    assert not found(report("ولد <P|سامي قصف الرعد> في <L|إربد>."))


def test_spans_are_the_characters_of_the_report() -> None:
    made = report("وبالهجوم على <L|سبها> انتهت الهدنة بين <O|الشرق> و<O|الغرب>.")
    assert found(made)[0].span.of(made.document.text) == "الهجوم"


def test_every_rule_has_a_reason_in_both_languages() -> None:
    @cache
    def rules() -> set[str]:
        source = Path(events.__file__).read_text(encoding="utf-8")
        return set(re.findall(r'"events\.(\w+)"', source))

    assert rules() == set(load("reasons/events"))
    made = report("سيطرت <O|فصائل الدرع> على <L|الباب>.")
    for language in ("ar", "en"):
        assert "…" not in sentence(found(made)[0], language)


def test_forms_of_weak_hollow_and_sound_verbs() -> None:
    assert {"دعا", "دعت", "دعوا", "يدعو", "يدعون"} <= {form.text for form in verb_forms("دعا يدعو")}
    assert {"اقيل", "اقيلت"} <= {form.text for form in verb_forms("أقال يقيل") if form.passive}
    assert {"قصفته", "قصفها", "يقصفون", "قصفوا"} <= {form.text for form in verb_forms("قصف يقصف")}


def test_lexicon_words_need_no_second_spelling() -> None:
    assert entries.readings(lexicon.key("وستهاجم"), False)[0].future
    assert entries.readings(lexicon.key("وللهجوم"), False)[0].article


def test_same_report_twice_gives_the_same_events() -> None:
    made = report(" ".join(case["text"] for case in CASES[:30]))
    assert found(made) == found(made)


def test_scores_rise_with_what_is_known_and_fall_for_plans_and_doubtful_kinds() -> None:
    known = found(report("شنت <O|قوات الغرب> هجوما على <L|سبها>."))[0]
    bare = found(report("هجوم في <L|سبها>."))[0]
    planned = found(report("تعتزم <O|فرقة النسر> مهاجمة <L|البوكمال>."))[0]
    moved = found(report("توغلت <O|قوات الغرب> في <L|رفح>."))[0]
    assert planned.score < bare.score < known.score
    assert moved.score < known.score


def test_every_participant_says_how_often_its_like_was_right() -> None:
    made = report("اندلعت اشتباكات بين <O|كتائب الزيزفون> و<O|لواء الصوان> في <L|الطيانة> أمس.")
    (clash,) = (event for event in found(made) if event.type == "clash")
    assert {mention for mention, _ in clash.parts} == {*clash.agents, *clash.others}
    assert all(0 < share < 1 for _, share in clash.parts)


def test_a_measured_slot_counts_by_its_own_share_and_a_rare_one_by_its_class() -> None:
    measured = {"all": [60, 100], "agents": [60, 100], "agents مع": [1, 40], "agents بين": [39, 40]}
    low, high = (scores.share("events.noun", "agents", slot, measured) for slot in ("مع", "بين"))
    assert low < 0.2 < 0.9 < high
    assert scores.share("events.noun", "agents", "تجاه", measured) == 0.6
