"""Any usual Latin spelling finds the entity, and no other one before it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from factory import Draft

from musnad.errors import NotFound
from musnad.knowledge import derive
from musnad.knowledge.alternates import bag, latin_keys, word_keys
from musnad.knowledge.latin import latin_key, latin_readings
from musnad.knowledge.store import Case

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent.parent / "cases" / "latin_search.yml").read_text("utf-8"))
TABLE: dict[str, Any] = CASES["names"]
QUERIES = [(name, typed) for name, (_, spellings) in TABLE.items() for typed in spellings]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    kinds = {name: kind for name, (kind, _) in TABLE.items()} | CASES["also"]
    draft = Draft("حضر الاجتماع كل من:\n" + "\n".join(kinds))
    for name, kind in kinds.items():
        draft.mention(kind, name)
    report = draft.report()
    opened = Case.create(tmp_path_factory.mktemp("latin") / "x.case")
    opened.add_report(report, draft.text.encode(), "x", "2024", "v1")
    opened.replace_knowledge(derive([report]))
    return opened


@pytest.mark.parametrize(("arabic", "typed"), QUERIES)
def test_the_right_name_comes_first(case: Case, arabic: str, typed: str) -> None:
    found = [entity.name for entity in case.search_entities(typed)]
    assert found[:1] == [arabic]
    assert case.find_entity(typed).name == arabic


def test_the_table_is_large_enough() -> None:
    assert len(QUERIES) >= 60


@pytest.mark.parametrize("typed", ["Zubayr Khawlani", "Brigade of Roses", "xyz"])
def test_strangers_are_not_found(case: Case, typed: str) -> None:
    assert case.search_entities(typed) == []
    with pytest.raises(NotFound):
        case.find_entity(typed)


def test_an_exact_name_comes_before_a_longer_one(tmp_path: Path) -> None:
    draft = Draft("زار سمير الجندي مدينة الجند ثم التقى سمير الجندي أهل الجند.")
    draft.mention("PER", "سمير الجندي")
    draft.mention("LOC", "الجند")
    report = draft.report()
    with Case.create(tmp_path / "x.case") as opened:
        opened.add_report(report, draft.text.encode(), "x", "2024", "v1")
        opened.replace_knowledge(derive([report]))
        assert [entity.name for entity in opened.search_entities("al-Jund")] == ["الجند", "سمير الجندي"]


def test_keys_are_few_and_always_the_same() -> None:
    assert latin_key("Gaddafi") in word_keys("القذافي") and latin_key("Qaddafi") in word_keys("القذافي")
    assert len(latin_keys("محمد عبد الرحمن القذافي")) <= 16
    assert bag("كتيبة Alpha") == bag("كتيبة Alpha")
    assert latin_keys("Alpha") == ()
    assert latin_keys("الحوثيين")[:2] == (latin_key("Houthiyin"), latin_key("Houthis"))
    assert latin_readings("Chahine")[0] == latin_key("Chahine")
    assert latin_key("Shahin") in {key.replace("shahini", "shahin") for key in latin_readings("Chahin")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdelaziz", "Abd al-Aziz"), ("Abdul Aziz", "Abd al-Aziz"), ("Abdurrahman", "Abd ar-Rahman"), ("Abd Allah", "Abdullah"),
        ("Abdallah", "Abdullah"), ("Abdelkader", "Abd al-Qadir"),
    ],
)  # fmt: skip
def test_servants_have_one_key(one: str, other: str) -> None:
    assert latin_key(one) == latin_key(other)


def test_abd_alone_and_abdullah_stay_as_they_are() -> None:
    assert latin_key("Abdullah") != latin_key("Abd al-Ahad")
    assert latin_key("Abdul") == "abdal"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Noureddine", "Nur al-Din"),
        ("Ennahda", "Nahda"),
        ("Zawr", "Zor"),
        ("Abderrahmane", "Abd al-Rahman"),
        ("Guezzar", "Gezzar"),
    ],
)
def test_french_and_maghrebi_letters_are_read_so_as_well(typed: str, read: str) -> None:
    assert latin_key(read) in latin_readings(typed)


def test_what_spells_no_sound_is_no_name() -> None:
    assert latin_readings("qqqq") == () and latin_readings("zzz") == ()
    assert latin_readings("Muammar") and latin_readings("Isaac")
