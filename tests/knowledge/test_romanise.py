"""Names in Latin letters, and Latin spellings that find names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from factory import Draft

from musnad.knowledge import derive
from musnad.knowledge.alternates import latin_keys
from musnad.knowledge.latin import ascii_form, latin_key, latin_readings
from musnad.knowledge.romanise import romanise
from musnad.knowledge.store import Case

CASES = Path(__file__).parent.parent / "cases"
TABLE: dict[str, Any] = yaml.safe_load((CASES / "romanisation.yml").read_text("utf-8"))
USUAL: dict[str, list[str]] = yaml.safe_load((CASES / "usual_names.yml").read_text("utf-8"))["names"]


@pytest.mark.parametrize(("arabic", "latin"), TABLE["names"].items())
def test_names(arabic: str, latin: str) -> None:
    assert romanise(arabic) == latin


@pytest.mark.parametrize(("arabic", "usual"), USUAL.items())
def test_common_names_have_a_usual_form(arabic: str, usual: list[str]) -> None:
    assert plain_form(romanise(arabic)) in {plain_form(form) for form in usual}


def test_the_table_of_common_names_is_large_enough() -> None:
    assert len(USUAL) >= 280


@pytest.mark.parametrize(("arabic", "usual"), USUAL.items())
def test_common_names_are_found_by_every_usual_form(arabic: str, usual: list[str]) -> None:
    keys = set(latin_keys(arabic))
    assert [form for form in usual if not keys.intersection(latin_readings(form))] == []


def plain_form(name: str) -> str:
    return ascii_form(name).replace("-", " ").strip()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    names = list(TABLE["found"])
    draft = Draft("حضر الاجتماع كل من:\n" + "\n".join(names))
    for name in names:
        draft.mention("PER" if len(name.split()) == 2 and "كتائب" not in name else "ORG", name)
    report = draft.report()
    opened = Case.create(tmp_path_factory.mktemp("latin") / "x.case")
    opened.add_report(report, draft.text.encode(), "x", "2024", "v1")
    opened.replace_knowledge(derive([report]))
    return opened


@pytest.mark.parametrize(
    ("arabic", "typed"), [(name, typed) for name, spellings in TABLE["found"].items() for typed in spellings]
)
def test_any_usual_spelling_finds_the_name(case: Case, arabic: str, typed: str) -> None:
    assert case.search_entities(typed)[0].name == arabic
    assert case.find_entity(typed).name == arabic


def test_two_names_stay_two() -> None:
    assert latin_key("Hasan") != latin_key("Husayn")
    assert latin_key("al-Shami") != latin_key("al-Sham")
    assert latin_key("كتائب") == ""
