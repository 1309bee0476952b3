"""Which mentions are one entity."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from factory import Draft, clash

from musnad.knowledge import derive
from musnad.knowledge.names import person_parts, place_core
from musnad.knowledge.resolution import weights
from musnad.knowledge.resolution.features import MEETINGS, OBSERVATIONS
from musnad.knowledge.romanise import romanise
from musnad.lexicons import load
from musnad.records import Judgement, Report

PAIRS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent.parent / "cases" / "name_pairs.yml").read_text("utf-8"))


def _told(draft: Draft, pair: dict[str, Any], words: str, nth: int = 0) -> str:
    mention = draft.mention(pair["type"], words, nth)
    if "body" in pair:
        draft.role(mention, "قائد", draft.mention("ORG", pair["body"]))
    return mention


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['one']}|{pair['other']}|{pair['where']}")
def test_pairs(pair: dict[str, Any]) -> None:
    one, other = pair["one"], pair["other"]
    if pair["where"] == "inside":
        draft = Draft(f"حضر ثم غادر {one} ساحة القرية.\nوبعده وصل {other} إليها.", name="a")
        second = draft.text.index("\n")
        at = draft.text.index(other, second)
        nth = len([0 for start in range(at) if draft.text.startswith(other, start)])
        first_id, other_id = _told(draft, pair, one), _told(draft, pair, other, nth)
        reports = [draft.report()]
    else:
        body = pair.get("body", "القافلة")
        drafts = [Draft(f"وصل قائد {body} المدعو {words} أمس.", name=f"{n}") for n, words in enumerate((one, other))]
        first_id, other_id = (_told(draft, pair, words) for draft, words in zip(drafts, (one, other), strict=True))
        reports = [draft.report() for draft in drafts]
    links = derive(reports).mention_entities
    first = links[f"{reports[0].document.id}/{first_id}"]
    second_entity = links[f"{reports[-1].document.id}/{other_id}"]
    assert (first == second_entity) is pair["same"]


def test_a_short_form_that_fits_two_persons_joins_neither() -> None:
    draft = Draft("حضر سليم الحوراني وقاسم الحوراني.\nثم تحدث الحوراني.")
    both = [draft.mention("PER", "سليم الحوراني"), draft.mention("PER", "قاسم الحوراني")]
    short = draft.mention("PER", "الحوراني", 2)
    report = draft.report()
    links = derive([report]).mention_entities
    assert len({links[f"{report.document.id}/{mention}"] for mention in (*both, short)}) == 3


def test_a_body_longer_at_either_end_is_one_body_by_its_short_name() -> None:
    reports, mentions = [], []
    for number, name in enumerate(("المقاومة الشعبية اليمنية", "قوات المقاومة الشعبية", "المقاومة الشعبية", "المقاومة الشعبية")):
        draft = Draft(f"تقدمت {name} في أطراف الضالع باليمن.\nوقال مسعد الردفاني في اليمن إن القتال توقف.", name=str(number))
        mentions.append(draft.mention("ORG", name))
        for place in ("الضالع", "اليمن"):
            draft.mention("LOC", place)
        draft.mention("PER", "مسعد الردفاني")
        reports.append(draft.report())
    links = derive(reports).mention_entities
    assert len({links[f"{report.document.id}/{mention}"] for report, mention in zip(reports, mentions, strict=True)}) == 1


def test_a_surname_alone_is_the_listed_person_where_no_fuller_name_stands_beside_it() -> None:
    alone = Draft("طالب المتظاهرون في سوريا برحيل الأسد.", name="a")
    surname = alone.mention("PER", "الأسد")
    beside = Draft("قال ماهر الأسد إن سوريا بخير. ثم غادر الأسد.", name="b")
    brother, short = beside.mention("PER", "ماهر الأسد"), beside.mention("PER", "الأسد", 1)
    derived = derive([alone.report(), beside.report()])
    links = derived.mention_entities
    called = {entity.id: entity.authority for entity in derived.entities}
    assert called[links[f"{alone.report().document.id}/{surname}"]] == "persons:bashar_al_assad"
    document = beside.report().document.id
    assert links[f"{document}/{brother}"] == links[f"{document}/{short}"]


def test_two_listed_bodies_never_join() -> None:
    draft = Draft("اجتمع مجلس الوادي ومجلس الوادي الأعلى.")
    one = draft.mention("ORG", "مجلس الوادي", because=(("authority", "organisations:hts"),))
    other = draft.mention("ORG", "مجلس الوادي الأعلى", because=(("authority", "organisations:nfl"),))
    report = draft.report()
    links = derive([report]).mention_entities
    assert links[f"{report.document.id}/{one}"] != links[f"{report.document.id}/{other}"]


def test_a_definite_noun_goes_with_its_antecedent() -> None:
    draft = Draft("أعلنت كتائب الوادي هدنة.\nوقالت الكتائب إنها تلتزم.")
    name = draft.mention("ORG", "كتائب الوادي")
    noun = draft.mention("ORG", "الكتائب", nominal=True, antecedent=name)
    report = draft.report()
    known = derive([report])
    assert known.mention_entities[f"{report.document.id}/{noun}"] == known.mention_entities[f"{report.document.id}/{name}"]
    assert [alias.name for alias in known.entities[0].aliases] == ["كتائب الوادي"]
    assert len(known.entities[0].references) == 2


def test_a_city_and_its_governorate_are_two() -> None:
    draft = Draft("في مدينة إدلب وفي محافظة إدلب.")
    city = draft.mention("LOC", "إدلب", subtype="town", head="مدينة")
    governorate = draft.mention("LOC", "إدلب", 1, subtype="governorate", head="محافظة")
    report = draft.report()
    links = derive([report]).mention_entities
    assert links[f"{report.document.id}/{city}"] != links[f"{report.document.id}/{governorate}"]


def _corpus() -> list[Report]:
    return [
        clash("a", "يوم الثلاثاء", "2021-03-09", 4),
        clash("b", "الأربعاء", "2021-03-10", 7, "وكالة السهل", "وأضاف المصدر أن الطريق مقطوع."),
        clash("c", "في التاسع من آذار", "2021-03-09", 6, "موقع الجسر", "ولم تعلن حصيلة نهائية حتى المساء."),
    ]


def test_the_order_of_the_reports_does_not_matter() -> None:
    reports, expected = _corpus(), derive(_corpus()).model_dump_json()
    for seed in range(5):
        random.Random(seed).shuffle(reports)
        assert derive(reports).model_dump_json() == expected


def test_an_analyst_joins_splits_and_undoes() -> None:
    drafts = [Draft(f"وصل {words} أمس.", name=words) for words in ("أبو عمر", "وهاب الكرعاوي", "وهاب  الكرعاوي")]
    mentions = [draft.mention("PER", draft.name) for draft in drafts]
    reports = [draft.report() for draft in drafts]
    keys = [f"{report.document.id}/{mention}" for report, mention in zip(reports, mentions, strict=True)]
    same = Judgement(id="j1", verdict="same", items=(keys[0], keys[1]), by="ن", at="2024-01-01T00:00:00")
    apart = Judgement(id="j2", verdict="not_same", items=(keys[1], keys[2]), by="ن", at="2024-01-02T00:00:00")
    undo = Judgement(id="j3", verdict="undo", items=("j1",), by="ن", at="2024-01-03T00:00:00")
    joined = derive(reports, [same]).mention_entities
    assert joined[keys[0]] == joined[keys[1]] == joined[keys[2]]
    split = derive(reports, [apart]).mention_entities
    assert split[keys[1]] != split[keys[2]]
    undone = derive(reports, [same, undo]).mention_entities
    assert undone[keys[0]] != undone[keys[1]]


def test_entities_are_joined_by_their_ids_one_after_the_other() -> None:
    drafts = [Draft(f"وصل {words} أمس.", name=words) for words in ("فراس النجار", "سليم الحوراني", "قاسم الدالي")]
    mentions = [draft.mention("PER", draft.name) for draft in drafts]
    reports = [draft.report() for draft in drafts]
    keys = [f"{report.document.id}/{mention}" for report, mention in zip(reports, mentions, strict=True)]
    apart = derive(reports).mention_entities
    first = Judgement(id="j1", verdict="same", items=(apart[keys[0]], apart[keys[1]]), by="ن", at="2024-01-01T00:00:00")
    merged = derive(reports, [first]).mention_entities
    second = Judgement(id="j2", verdict="same", items=(merged[keys[0]], keys[2]), by="ن", at="2024-01-02T00:00:00")
    assert len(set(derive(reports, [first, second]).mention_entities.values())) == 1


def test_a_rejected_statement_leaves_no_relation() -> None:
    draft = Draft("يقود سليم الحوراني كتائب الوادي.")
    person, body = draft.mention("PER", "سليم الحوراني"), draft.mention("ORG", "كتائب الوادي")
    draft.relation("يقود سليم الحوراني كتائب الوادي", person, "leads", body)
    report = draft.report()
    known = derive([report])
    assert [relation.predicate for relation in known.relations] == ["leads"]
    reject = Judgement(id="j", verdict="reject", items=known.relations[0].statements, by="ن", at="2024-01-01T00:00:00")
    assert derive([report], [reject]).relations == ()


def test_name_parts() -> None:
    assert person_parts("أبي محمد الحموي") == ("ابو محمد", "الحموي")
    assert person_parts("عبدالله بن سعيد") == ("عبد الله", "بن سعيد")
    assert place_core("أرياف حماة") == place_core("ريف حماة")


def test_every_observation_has_its_sentence_and_weight() -> None:
    sentences = load("reasons/knowledge")
    rules = {"same_name", "listed_name", "acronym_of_name", "judged_same"}
    for kind, observations in OBSERVATIONS.items():
        names = {*MEETINGS[kind], *(observation.__name__ for observation in observations)}
        assert names == set(weights.table(kind))
        rules |= names
    assert [name for name in sorted(rules) if not {"ar", "en"} <= set(sentences.get(name, ()))] == []


def test_names_in_latin_letters() -> None:
    assert romanise("مصطفى الخطيب") == "Mustafa al-Khatib"
    assert romanise("عبد الله").startswith("Abdullah")
    assert romanise("أبو بكر").startswith("Abu ")
    assert all(character.isascii() for character in romanise("قرية الزيزفونية"))
