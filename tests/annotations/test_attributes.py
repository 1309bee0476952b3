"""Attributes: nature, independence and support of a body, in the words of the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from annotations.marked import report

from musnad.annotations import attributes
from musnad.lexicons import load
from musnad.reasons import sentence
from musnad.records import Attribute, Report
from musnad.script import plain

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "attributes.yml").read_text(encoding="utf-8"))


def found(made: Report) -> tuple[Attribute, ...]:
    return attributes.annotate(made)["attributes"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_case(case: dict[str, Any]) -> None:
    made = report(case["text"])
    told = [[made.mention(item.entity).name, item.property, item.value] for item in found(made)]
    assert told == case["attributes"]


def test_enough_cases_and_all_properties() -> None:
    assert len(CASES) >= 20
    assert {attribute[1] for case in CASES for attribute in case["attributes"]} == set(load("attributes", "musnad.ontology"))


def test_value_is_the_span_without_harakat() -> None:
    for case in CASES:
        made = report(case["text"])
        for item in found(made):
            assert item.value == " ".join(plain(item.span.of(made.document.text)).split())


def test_every_property_has_a_reason_in_both_languages() -> None:
    assert set(load("reasons/attributes")) == set(load("attributes", "musnad.ontology"))
    for language in ("ar", "en"):
        assert "…" not in sentence(found(report(CASES[0]["text"]))[0], language)
