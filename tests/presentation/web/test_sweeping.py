"""Garbage is looked for between pages, and the process is left as it was."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from musnad.presentation.web import create_app, sweeping
from musnad.presentation.web.timing import Traffic


def test_traffic_knows_when_somebody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    traffic = Traffic()
    traffic.begin()
    now[0] += 5
    assert traffic.idle() == 0
    traffic.end()
    now[0] += 3
    assert (traffic.idle(), traffic.pages) == (3, 1)


def test_what_pages_left_is_swept_in_a_pause(news_case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[int] = []
    monkeypatch.setattr(sweeping, "_EVERY", 0.02)
    monkeypatch.setattr(sweeping, "_PAUSE", 0.05)
    monkeypatch.setattr(sweeping, "_PAGES", 2)
    monkeypatch.setattr(sweeping.gc, "collect", lambda generation=2: swept.append(generation) or 0)
    before = gc.get_threshold()
    with TestClient(create_app(news_case), base_url="http://localhost") as client:
        assert gc.get_threshold() == sweeping._THRESHOLD
        client.get("/ar/about")
        time.sleep(0.3)
        assert 1 not in swept, "one page is not worth it"
        client.get("/ar/about")
        time.sleep(0.5)
        assert 1 in swept
    assert gc.get_threshold() == before
