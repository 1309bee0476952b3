"""Offices and tasks of persons are found as they are stated."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from said_documents import Marked, read

from musnad import ontology
from musnad.annotations import roles
from musnad.annotations.roles import offices
from musnad.lexicons import load
from musnad.records import DateMention, Span, annotation_id
from musnad.script import fold

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/roles.yml").read_text(encoding="utf-8"))


def found(marked: Marked) -> list[str]:
    rows = []
    for role in roles.annotate(marked.report)["roles"]:
        flags = [
            flag for flag, there in (("former", role.former), ("acting", role.acting), (role.state or "", role.state)) if there
        ]
        title = role.title.of(marked.report.document.text)
        rows.append(
            " | ".join(
                [str(marked.name(role.person)), marked.name(role.organization) or "-", title, str(role.role), " ".join(flags)]
            ).strip()
        )
    return rows


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:48] for case in CASES])
def test_roles_of_a_sentence(case: dict) -> None:
    assert sorted(found(read(case["text"]))) == sorted(row.strip() for row in case["roles"])


def test_every_role_id_has_labels() -> None:
    known = ontology.load("roles")
    for name, entry in load("offices")["offices"].items():
        assert entry["role"] in known, name
    assert all(entry["ar"] and entry["en"] for entry in known.values())


def test_every_rule_has_its_reason_in_both_languages() -> None:
    reasons = load("reasons/roles")
    emitted = {role.by for case in CASES for role in roles.annotate(read(case["text"]).report)["roles"]}
    assert {rule.removeprefix("roles.") for rule in emitted} <= set(reasons)
    assert all(entry["ar"] and entry["en"] for entry in reasons.values())


def test_evidence_holds_person_and_title() -> None:
    marked = read("وزير الخارجية التركي، P[أورهان دميرجي]، وصل.")
    role = roles.annotate(marked.report)["roles"][0]
    assert role.span.of(marked.report.document.text) == "وزير الخارجية التركي، أورهان دميرجي"


@pytest.mark.parametrize("form", ["التركي", "التركية", "تركي", "الأتراك"])
def test_adjectives_of_nationality(form: str) -> None:
    expected = None if form == "الأتراك" else "TR"
    assert offices.nationalities().get(fold(form).text) == expected


@pytest.mark.parametrize(
    ("text", "dated", "value", "expected"),
    [
        ("يتولى P[كرم الصالح] رئاسة O[لجنة السدود] منذ عام 2019.", "عام 2019", "2019", ("2019", None)),
        ("شغل P[كرم الصالح] منصب مدير O[هيئة النقل] حتى عام 2021.", "عام 2021", "2021", (None, "2021")),
        ("عين P[كرم الصالح] قائدا لـO[ألوية السهل] في 5 أيار 2020.", "5 أيار 2020", "2020-05-05", ("2020-05-05", None)),
        ("أقيل مدير O[هيئة النقل] P[كرم الصالح] في 5 أيار 2020.", "5 أيار 2020", "2020-05-05", (None, "2020-05-05")),
        ("قال مدير O[هيئة النقل] P[كرم الصالح]، في 5 أيار 2020، كلمته.", "5 أيار 2020", "2020-05-05", (None, None)),
    ],
)
def test_from_when_and_until_when(text: str, dated: str, value: str, expected: tuple[str | None, str | None]) -> None:
    report = read(text).report
    start = report.document.text.index(dated)
    span = Span(start=start, end=start + len(dated))
    date = DateMention(id=annotation_id("date", span), span=span, by="test", value=value)
    role = roles.annotate(report.model_copy(update={"dates": (date,)}))["roles"][0]
    assert (role.since, role.until) == expected
