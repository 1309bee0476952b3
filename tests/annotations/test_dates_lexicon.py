"""Month names against CLDR for every Arab country; lexicon entries without double meanings; the grammar compiles whole."""

from __future__ import annotations

import pytest

from musnad.annotations.dates.grammar import rules
from musnad.annotations.dates.lexemes import CLASSES, LETTER, phrases
from musnad.annotations.numbers.phrases import key
from musnad.lexicons import load

COUNTRIES = ["SY", "LB", "IQ", "JO", "PS", "EG", "SD", "YE", "LY", "SA", "AE", "QA", "KW", "BH", "OM", "TN", "DZ", "MA", "MR"]


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_month_name_of_cldr_is_known(country: str) -> None:
    babel = pytest.importorskip("babel")
    known = {(key(row["name"]), row["month"]) for row in load("months")["gregorian"]}
    names = babel.Locale.parse(f"ar_{country}").months["format"]["wide"]
    missing = [name for month, name in names.items() if (key(name), month) not in known]
    assert missing == []


def test_no_name_of_two_months() -> None:
    for calendar in ("gregorian", "hijri"):
        table: dict[str, int] = {}
        for row in load("months")[calendar]:
            assert table.setdefault(key(row["name"]), row["month"]) == row["month"], row


def test_classes_have_letters_of_their_own() -> None:
    assert len(set(LETTER.values())) == len(CLASSES)
    assert {entry[0] for found in phrases().values() for _, entry in found} <= set(CLASSES)


def test_every_rule_compiles_and_cannot_match_nothing_useful() -> None:
    assert len(rules()) >= 20
    assert all(rule.pattern.fullmatch("") is None for rule in rules())
