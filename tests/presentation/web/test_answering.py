"""Pages that were asked for once are kept until anything is written to the case; what is meant for one reader is hers alone."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from musnad.knowledge.store import Case
from musnad.presentation.web import create_app
from musnad.presentation.web.page import Page
from musnad.presentation.web.warming import Warmer


@pytest.fixture
def path(news_case: Path, tmp_path: Path) -> Path:
    """A case that was last written to a while ago."""
    path = tmp_path / "case.musnad"
    shutil.copy(news_case, path)
    os.utime(path, (time.time() - 60,) * 2)
    return path


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Templates in the order in which they were filled; nothing is read ahead."""
    found: list[str] = []
    render = Page.render

    def counted(page: Page, template: str, *rest: object, **content: object) -> object:
        found.append(template)
        return render(page, template, *rest, **content)  # type: ignore[arg-type]

    monkeypatch.setattr(Page, "render", counted)
    monkeypatch.setattr(Warmer, "_steps", lambda *_: iter(()))
    return found


@pytest.fixture
def room(path: Path, written: list[str]) -> Iterator[TestClient]:
    with TestClient(create_app(path), base_url="http://localhost") as room:
        room.get("/ar/help")  # opening a case makes its journal
        time.sleep(0.2)
        written.clear()
        yield room


def test_a_page_is_made_once_and_anew_after_anything_was_written(room: TestClient, path: Path, written: list[str]) -> None:
    first = room.get("/ar/reports")
    again = room.get("/ar/reports")
    assert again.content == first.content and written == ["reports.html"]
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    assert room.get("/ar/reports", headers={"accept-encoding": "identity"}).content == first.content
    assert room.get("/en/reports").content != first.content and written == ["reports.html"] * 3
    with Case.open(path) as case:
        case.set_meta("anything", "new")
    room.get("/ar/reports")
    assert len(written) == 4, "written to a moment ago"
    time.sleep(0.2)
    room.get("/ar/reports")
    room.get("/ar/reports")
    assert len(written) == 5


def test_what_belongs_to_one_reader_is_hers(room: TestClient, written: list[str]) -> None:
    for name in ("salma", "mona"):
        room.get("/ar/contradictions", headers={"cookie": f"by={name}"})
    room.get("/ar/contradictions", headers={"cookie": "by=mona"})
    assert len(written) == 2
    for _ in range(2):
        room.get("/ar/review")
    assert written[2:] == ["review.html"] * 2, "what is decided on is always made anew"


def test_a_strange_name_of_this_machine_gets_nothing_that_was_kept(room: TestClient) -> None:
    assert room.get("/ar/reports").status_code == 200
    assert room.get("/ar/reports", headers={"host": "evil.example.com"}).status_code == 421
    assert room.get("/ar/reports/none").status_code == 404 == room.get("/ar/reports/none").status_code
