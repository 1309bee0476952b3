"""The hand-made authority lists: ids, names and Wikidata ids are sound, and the region is covered evenly."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from musnad.lexicons import load
from musnad.ontology import load as ontology
from musnad.script import fold

LISTS = {"organisations": "organisations", "persons": "persons", "event_heads": "known", "outlets": "outlets"}
REGION = ("SY", "IQ", "LB", "YE", "LY", "SD", "PS", "EG", "TN", "DZ", "MA")


def entries(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = load(name)[LISTS[name]]
    return found


def forms(entry: dict[str, Any]) -> list[str]:
    return [entry["ar"], *entry.get("aliases", ()), *entry.get("short", ())]


@pytest.mark.parametrize("name", LISTS)
def test_ids_are_unique_and_plain(name: str) -> None:
    ids = Counter(entry["id"] for entry in entries(name))
    assert [ident for ident, count in ids.items() if count > 1] == []
    assert [ident for ident in ids if not re.fullmatch("[a-z0-9_]+", ident)] == []


@pytest.mark.parametrize("name", LISTS)
def test_countries_and_kinds_are_known(name: str) -> None:
    kinds = ontology("entity_types")
    for entry in entries(name):
        assert re.fullmatch("[A-Z]{2}|", entry.get("country", "")), entry
        if "subtype" in entry:
            assert entry["subtype"] in kinds, entry


def test_wikidata_ids_have_their_form_and_stand_once() -> None:
    ids = Counter(entry["wikidata"] for name in LISTS for entry in entries(name) if "wikidata" in entry)
    assert [ident for ident in ids if not re.fullmatch("Q[1-9][0-9]{0,9}", ident)] == []
    assert [ident for ident, count in ids.items() if count > 1] == []
    assert len(ids) >= 600


@pytest.mark.parametrize("name", ["organisations", "persons"])
def test_no_name_stands_for_two_entries(name: str) -> None:
    owner: dict[str, str] = {}
    for entry in entries(name):
        for form in {fold(form).text for form in forms(entry)}:
            assert owner.setdefault(form, entry["id"]) == entry["id"], f"{form}: {owner[form]} and {entry['id']}"


def test_the_region_is_covered() -> None:
    for name in ("organisations", "persons"):
        found = entries(name)
        countries = Counter(entry.get("country") for entry in found)
        assert len(found) >= 700
        assert {country: countries[country] for country in REGION if countries[country] < 20} == {}


def test_short_forms_that_need_a_cue_are_no_safe_forms_as_well() -> None:
    for name in ("organisations", "persons"):
        for entry in entries(name):
            assert not set(entry.get("quoted", ())) & set(forms(entry)), entry["id"]
