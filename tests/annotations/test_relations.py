"""Relations: stated in words, made by happenings and offices, held in names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from annotations.marked import report

from musnad.annotations import events, relations
from musnad.lexicons import load
from musnad.reasons import sentence
from musnad.records import Mention, RelationMention, Report, Role, Span

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "relations.yml").read_text(encoding="utf-8"))


def found(made: Report) -> tuple[RelationMention, ...]:
    made = made.model_copy(update=dict(events.annotate(made)))
    return relations.annotate(made)["relations"]  # type: ignore[no-any-return]


def triples(made: Report) -> set[tuple[str, str, str]]:
    return {(made.mention(item.subject).name, item.predicate, made.mention(item.object).name) for item in found(made)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_case(case: dict[str, Any]) -> None:
    assert triples(report(case["text"])) == {tuple(relation) for relation in case["relations"]}


def test_enough_cases_and_predicates_of_the_ontology() -> None:
    predicates = {relation[1] for case in CASES for relation in case["relations"]}
    assert len(CASES) >= 40
    assert predicates | {"leads", "formerly_member_of"} == set(load("predicates", "musnad.ontology"))


def with_role(text: str, **values: Any) -> Report:
    made = report(text)
    person, body = made.mentions
    title = Span(start=0, end=4)
    role = Role(
        id="role-0-4",
        span=Span(start=0, end=person.span.end),
        by="test",
        person=person.id,
        organization=body.id,
        title=title,
        **values,
    )
    return made.model_copy(update={"roles": (role,)})


@pytest.mark.parametrize(
    ("values", "predicate"),
    [
        ({"role": "commander"}, "leads"),
        ({"role": "spokesperson"}, "member_of"),
        ({"role": "commander", "former": True}, "formerly_member_of"),
    ],
)
def test_offices(values: dict[str, Any], predicate: str) -> None:
    made = with_role("قائد <P|سعد ياسين> و<O|لواء الجزر>", **values)
    assert triples(made) == {("سعد ياسين", predicate, "لواء الجزر")}


def test_minister_of_a_state_does_not_lead_it() -> None:
    assert triples(with_role("وزير <P|سعد ياسين> <C|العراق>", role="minister")) == {("سعد ياسين", "affiliated_with", "العراق")}


def test_body_named_inside_its_organ() -> None:
    made = report("وصلت <O|قوات مجلس الواحة> إلى البلدة.")
    outer = made.mentions[0]
    inner = Mention(
        id="mention-inner", span=Span(start=outer.span.start + 5, end=outer.span.end), by="test", type="ORG", name="مجلس الواحة"
    )
    assert triples(made.model_copy(update={"mentions": (outer, inner)})) == {("قوات مجلس الواحة", "part_of", "مجلس الواحة")}


def test_span_holds_both_names_and_ids_differ() -> None:
    made = report(CASES[15]["text"])
    told = found(made)
    assert len({item.id for item in told}) == len(told)
    for item in told:
        for end in (item.subject, item.object):
            assert item.span.contains(made.mention(end).span)


def test_every_rule_has_a_reason_in_both_languages() -> None:
    folder = Path(relations.__file__).parent
    source = " ".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))
    rules = set(re.findall(r'relation\(\s*(?:\w+\.)?\w+, "(\w+)"', source))
    assert rules == set(load("reasons/relations"))
    for language in ("ar", "en"):
        assert "…" not in sentence(found(report(CASES[0]["text"]))[0], language)
