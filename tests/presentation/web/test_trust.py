"""The page on how often this is wrong: its figures are those of the evaluation, of the case, and of what analysts said."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from musnad.knowledge.store import Case
from musnad.presentation.web import create_app
from musnad.presentation.web.reckoning import Verdicts, layers, verdicts, wilson
from musnad.records import Anchor, Judgement

ROOT = Path(__file__).parents[3]


def test_what_ships_is_what_the_floors_say() -> None:
    stale = subprocess.run([sys.executable, ROOT / "evaluation/shipped_accuracy.py", "--check"], check=False).returncode
    assert not stale, "run python evaluation/shipped_accuracy.py: the page would tell old figures"


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [(0, 1, 0.0, 0.793), (1, 1, 0.207, 1.0), (8, 10, 0.490, 0.943), (90, 100, 0.826, 0.945), (0, 0, None, None)],
)
def test_the_interval_is_wilsons(right: int, total: int, low: float | None, high: float | None) -> None:
    if low is None or high is None:
        assert Verdicts().interval is None
        return
    found = wilson(right, total)
    assert found == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


def judgement(verdict: str, kind: str, **more: str) -> Judgement:
    anchor = Anchor(item="d-1/x", kind=kind)
    return Judgement.model_validate(
        {"id": "j-1", "verdict": verdict, "items": ("d-1/x",), "by": "هند", "at": "2026-01-01", "anchors": (anchor,), **more}
    )


def test_verdicts_are_counted_for_the_layer_they_judge() -> None:
    said = verdicts(
        [
            judgement("accept", "role"),
            judgement("reject", "role"),
            judgement("correct", "role", field="role", value="minister"),
            judgement("move", "mention"),
            judgement("same", "entity", original="apart"),
            judgement("same", "entity", original="together"),
            judgement("not_same", "mention", original="together"),
            judgement("not_same", "entity", original="apart"),
            judgement("correct", "contradiction", field="status", value="settled"),
            judgement("undo", "role"),
        ]
    )
    assert said == {"roles": Verdicts(1, 1, 1), "names": Verdicts(0, 0, 1), "entities": Verdicts(2, 2, 0)}


def test_the_figures_of_a_case_are_its_own(sample_case: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.musnad"
    shutil.copy(sample_case, path)
    with Case.open(path) as case:
        counted, statements = case.reckoning(), case.statements()
        documents = case.documents()
        assert counted.reports == len(documents)
        assert counted.without_outlet == sum(one.outlet is None for one in documents)
        assert counted.undated == sum(one.published is None for one in documents)
        for one in counted.layers:
            scores = [statement.score for statement in statements if statement.by.startswith(f"{one.layer}.")]
            assert (one.found, sum(one.bands)) == (len(scores), len(scores))
            assert one.wrong == pytest.approx(sum(1 - score for score in scores), abs=0.06)
            assert one.bands[0] == sum(score < 0.6 for score in scores)
        office = next(one for one in statements if one.property == "office")
        case.judge("reject", [f"{office.reference.document}/{office.annotation or office.reference.annotation}"], by="هند")
    app = create_app(path)
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        app.state.deriver.ask()
        app.state.deriver.wait(60)
        shown = client.get("/en/about").text
        assert "0 right, 0 right but for a value, 1 wrong" in shown and "right: 0%–79%" in shown
        assert "nobody has judged it yet" in shown and "not judged" in shown
        assert "كم مرة يخطئ" in client.get("/ar/about").text
    with Case.open(path) as case:
        roles = next(one for one in layers(case, case.reckoning()) if one.name == "roles")
        assert roles.verdicts == Verdicts(0, 1, 0)


def test_help_has_every_task_in_both_languages(sample_case: Path) -> None:
    with TestClient(create_app(sample_case), base_url="http://127.0.0.1:8000") as client:
        for language in ("ar", "en"):
            text = client.get(f"/{language}/help").text
            assert all(f'id="{task}"' in text for task in ("read", "check", "merge", "settle", "cite", "add", "keys"))
