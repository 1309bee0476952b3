"""The facts that an editor looks for in dossiers of the five reports, which lie outside the repository."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from musnad.build import build
from musnad.errors import NotFound
from musnad.knowledge.store import Case
from musnad.presentation.dossier import Dossier, Sentence, compose
from musnad.script import search_key

SHARED = Path(__file__).parents[4] / "shared"
LIST = Path(__file__).parents[3] / "evaluation/dossier_facts.yml"

pytestmark = [
    pytest.mark.xdist_group("reports"),
    pytest.mark.skipif(not (SHARED / "reports").is_dir(), reason="the five reports are not beside the repository"),
]


def facts() -> list[Any]:
    """One parameter a fact; those that a layer below loses are expected to fail, with the layer as the reason."""
    gold = SHARED / "gold/knowledge.json"
    if not gold.is_file():
        return []
    entities = json.loads(gold.read_text(encoding="utf-8"))["entities"].values()
    written = LIST.read_text(encoding="utf-8")
    for name in (entity["name"] for entity in entities if entity["type"] == "PER"):
        written = written.replace(f"~{hashlib.sha256(name.encode()).hexdigest()[:8]}", name)
    listed = yaml.safe_load(written)["facts"]
    return [
        pytest.param(
            fact, id=f"{number}", marks=[pytest.mark.xfail(reason=fact["lost"], strict=False)] if fact.get("lost") else []
        )
        for number, fact in enumerate(listed)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Dossier]:
    """The Arabic dossiers that the list asks for."""
    path = tmp_path_factory.mktemp("facts") / "reports.musnad"
    build([SHARED / "reports"], path)
    subjects = {fact.values[0]["subject"] for fact in facts()}
    with Case.open(path) as case:
        return {subject: dossier for subject in sorted(subjects) if (dossier := composed(case, subject))}


def composed(case: Case, subject: str) -> Dossier | None:
    """The dossier of a subject; None where the case has nobody of this name."""
    try:
        return compose(case, case.find_entity(subject).id, "ar")
    except NotFound:
        return None


@pytest.mark.parametrize("fact", facts())
def test_a_sentence_tells_it_and_a_footnote_quotes_it(dossiers: dict[str, Dossier], fact: dict[str, Any]) -> None:
    assert fact["subject"] in dossiers, f"nobody is called {fact['subject']}"
    dossier = dossiers[fact["subject"]]
    telling = [
        sentence
        for sentence in dossier.sentences()
        if all(search_key(str(p)) in search_key(sentence.text) for p in fact["holds"])
    ]
    assert telling, f"no sentence holds {fact['holds']}"
    quoted = [search_key(note.quote) for sentence in telling for note in cited(dossier, sentence)]
    assert any(search_key(str(fact["quote"])) in quote for quote in quoted), f"no footnote quotes {fact['quote']}"


def cited(dossier: Dossier, sentence: Sentence) -> list[Any]:
    """The footnotes of a sentence."""
    return [note for note in dossier.footnotes if note.number in sentence.notes]
