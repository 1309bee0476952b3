"""The event pairs are what they say: 150 decisions, a third kept aside, every trigger in its text; and the tally counts right."""

from __future__ import annotations

from itertools import combinations

import pytest
import yaml
from programs import load

GROUPS = yaml.safe_load(load("evaluation/event_pairs.py").PAIRS.read_text(encoding="utf-8"))["groups"]


def test_a_hundred_and_fifty_pairs_a_third_aside() -> None:
    pairs = {bool(group.get("aside")): 0 for group in GROUPS}
    for group in GROUPS:
        pairs[bool(group.get("aside"))] += len(list(combinations(group["reports"], 2)))
    assert sum(pairs.values()) == 150
    assert 48 <= pairs[True] <= 54


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["id"])
def test_a_group_has_pairs_of_both_kinds(group: dict) -> None:  # type: ignore[type-arg]
    events = [report["event"] for report in group["reports"]]
    assert 1 < len(set(events)) < len(events)
    for report in group["reports"]:
        assert report["trigger"] in report["text"]


def test_one_group_read_and_joined() -> None:
    module = load("evaluation/event_pairs.py")
    tally = module.Tally()
    for joined, same in ((True, True), (True, False), (False, True), (False, False)):
        module._count(tally, joined, same, "x 0-1", ["h", "h"])
    assert tally.row() == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "pairs": 4, "same": 2}
