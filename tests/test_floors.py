"""The accuracy floors hold, and the gate itself works."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest
from programs import load

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="module")
def gate() -> ModuleType:
    return load("evaluation/reports.py")


@pytest.mark.skipif(not (SHARED / "score").is_dir(), reason="the scorer is not beside the repository")
@pytest.mark.parametrize("name", ["reports", "samples", "passages", "second", "held_aside"])
def test_floors_are_reached(gate: ModuleType, name: str) -> None:
    floors = gate.all_floors()[name]
    assert floors, "no floors are set"
    table, _, _ = gate.measure(name, SHARED)
    assert gate.below(gate.scores(table), floors) == []


def test_the_shipped_names_model_holds_its_floor_on_sentences_kept_aside() -> None:
    # Without the shared corpora: our own sentences that no training has seen lie in the repository.
    module = load("evaluation/names/run.py")
    floors = json.loads((ROOT / "evaluation/floors.json").read_text(encoding="utf-8"))["names_second"]
    assert module.measure("second", module.by_model, SHARED)["f1"] >= floors["model"]
    assert module.measure("second", module.by_all(True), SHARED)["f1"] >= floors["both"]


def test_a_missed_floor_is_named(gate: ModuleType) -> None:
    assert gate.below({"dates": 0.80}, {"dates": 0.85, "roles": 0.5}) == [
        "dates: 0.800 is below its floor 0.850",
        "roles: 0.000 is below its floor 0.500",
    ]


def test_floors_only_rise(gate: ModuleType) -> None:
    assert gate.raised({"dates": 0.90, "roles": 0.4}, {"dates": 0.85, "roles": 0.5}) == {"dates": 0.88, "roles": 0.5}
