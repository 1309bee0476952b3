"""A name that the lists hold means their entry unless its report says otherwise."""

from __future__ import annotations

import pytest
from factory import Draft

from musnad.knowledge.corpus import Corpus
from musnad.knowledge.entities import resolve
from musnad.knowledge.judgements import Decisions
from musnad.knowledge.resolution import listing, weights
from musnad.reasons import sentence_for
from musnad.records import Report

LISTED = {
    "رياض حجاب": ("PER", "persons:hijab_r"),
    "لواء التوحيد": ("ORG", "organisations:liwa_al_tawhid"),
    "سامح شكري": ("PER", "persons:shoukry"),
}


def read(text: str, name: str) -> tuple[Report, str]:
    """A report in which the annotator took the name for the entry of the lists."""
    kind, listed = LISTED[name]
    draft = Draft(text, name=text)
    mention = draft.mention(kind, name, because=(("authority", listed),))
    report = draft.report()
    return report, f"{report.document.id}/{mention}"


def authority(text: str, name: str) -> str | None:
    """The entry that the entity bears in the end."""
    report, key = read(text, name)
    found = resolve(Corpus([report]), Decisions())
    return found.by_id[found.mention_entities[key]].authority


@pytest.mark.parametrize(("text", "name", "meant"), [
    ("وصل رياض حجاب صباح أمس.", "رياض حجاب", True),
    ("زار رياض حجاب الأردن ثم السودان.", "رياض حجاب", True),
    ("قال المعارض السوري رياض حجاب إن الحل بعيد.", "رياض حجاب", True),
    ("سجل اللاعب المصري رياض حجاب هدفًا في القاهرة.", "رياض حجاب", False),
    ("غنى المطرب سامح شكري في حفل ببيروت.", "سامح شكري", False),
    ("تقدم لواء التوحيد ليلًا.", "لواء التوحيد", True),
    ("وزع لواء التوحيد اليمني الماء في عدن.", "لواء التوحيد", False),
])  # fmt: skip
def test_what_the_report_says_decides_whether_the_entry_is_meant(text: str, name: str, meant: bool) -> None:
    assert (authority(text, name) is not None) is meant


@pytest.mark.parametrize("turned", [False, True])
def test_a_namesake_of_the_entry_is_another_entity_in_any_order(turned: bool) -> None:
    sides = [
        read("قال المعارض السوري رياض حجاب إن الحل بعيد.", "رياض حجاب"),
        read("سجل اللاعب المصري رياض حجاب هدفًا في القاهرة.", "رياض حجاب"),
        read("وصل رياض حجاب صباح أمس.", "رياض حجاب"),
    ]
    found = resolve(Corpus(report for report, _ in (reversed(sides) if turned else sides)), Decisions())
    statesman, player, bare = (found.by_id[found.mention_entities[key]] for _, key in sides)
    assert statesman.id == bare.id != player.id
    assert statesman.authority and player.authority is None


def test_every_observation_of_the_lists_has_its_weight() -> None:
    for kind, observations in listing.OBSERVATIONS.items():
        assert {"start", *(observation.__name__ for observation in observations)} == set(weights.listed(kind))
    assert sentence_for("knowledge.one_is_listed", {}, "ar") != sentence_for("knowledge.one_is_listed", {}, "en")
