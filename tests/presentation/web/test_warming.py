"""While the server starts, and again when the case has changed, what the first readers would wait for is read ahead."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from musnad.knowledge.store import Case
from musnad.presentation.web import create_app
from musnad.presentation.web.case_reader import CaseReader


def warmed(app: FastAPI, rounds: int) -> CaseReader:
    """The reader of the case as it is now, once all was read ahead for it."""
    until = time.monotonic() + 60
    while app.state.warmer.rounds < rounds and time.monotonic() < until:
        time.sleep(0.05)
    assert app.state.warmer.rounds == rounds
    reader: CaseReader = app.state.door.reader()
    assert {"summaries", "sifting", "freshest", "whole", "reckoning"} <= vars(reader).keys()
    return reader


def test_every_state_of_the_case_is_read_ahead(news_case: Path, tmp_path: Path) -> None:
    path = tmp_path / "case.musnad"
    shutil.copy(news_case, path)
    app = create_app(path)
    with TestClient(app, base_url="http://localhost") as room:
        first = warmed(app, 1)
        with Case.open(path) as case:
            case.set_meta("knowledge_state", "another")
        assert room.get("/ar/").status_code == 200
        second = warmed(app, 2)
        assert second is not first and second.summaries == first.summaries


def test_a_case_that_is_gone_stops_nothing(tmp_path: Path) -> None:
    with TestClient(create_app(tmp_path / "none.musnad"), base_url="http://localhost") as room:
        assert room.get("/ar/").status_code == 503
        assert room.get("/ar/").status_code == 503
