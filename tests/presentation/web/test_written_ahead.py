"""Dossiers written before: the same page, opened instead of written, until the case or a decision says otherwise."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi.testclient import TestClient

from musnad.build import _of_a_case
from musnad.knowledge.store import Case
from musnad.presentation.web import ahead as ahead_of
from musnad.presentation.web import create_app
from musnad.presentation.web.ahead import Ahead, write_ahead
from musnad.presentation.web.written import Shelf, Written

pytestmark = pytest.mark.xdist_group("samples")


@pytest.fixture
def own_case(sample_case: Path, tmp_path: Path) -> Path:
    """A copy of the sample case."""
    return Path(shutil.copy(sample_case, tmp_path / "own.musnad"))


def _busiest(path: Path) -> str:
    with Case.open(path) as case:
        return max(case.entity_summaries(), key=lambda one: (one.documents, one.id)).id


def _shelved(path: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(Shelf(path).path) as connection:
        return connection.execute("SELECT subject, language FROM dossiers ORDER BY subject, language").fetchall()


def test_what_was_written_ahead_is_the_page_that_would_have_been_written(own_case: Path) -> None:
    busiest = _busiest(own_case)
    with TestClient(create_app(own_case), base_url="http://localhost") as client:
        before = {language: client.get(f"/{language}/entities/{busiest}/dossier").text for language in ("ar", "en")}
    Shelf(own_case).path.unlink(missing_ok=True)
    assert write_ahead(own_case, 3) == 6
    assert len(_shelved(own_case)) == 6
    with TestClient(create_app(own_case), base_url="http://localhost") as client:
        for language, page in before.items():
            assert client.get(f"/{language}/entities/{busiest}/dossier").text == page
    assert write_ahead(own_case, 3) == 0, "what is there is not written again"


def test_a_page_opens_what_is_kept_and_not_what_was_written_of_another_edition(own_case: Path) -> None:
    busiest, shelf = _busiest(own_case), Shelf(own_case)
    write_ahead(own_case, 3)
    with sqlite3.connect(shelf.path) as connection:
        (stamp,) = connection.execute("SELECT DISTINCT stamp FROM dossiers").fetchone()
    with TestClient(create_app(own_case), base_url="http://localhost") as client:
        shelf.keep(busiest, "ar", stamp, Written("اسم", "<p>محفوظ</p>", 9))
        assert "<p>محفوظ</p>" in client.get(f"/ar/entities/{busiest}/dossier").text
        shelf.keep(busiest, "ar", stamp + " older", Written("اسم", "<p>محفوظ</p>", 9))
        assert "<p>محفوظ</p>" not in client.get(f"/ar/entities/{busiest}/dossier").text
        assert shelf.get(busiest, "ar", stamp), "and what was written instead is kept"


def test_a_decision_makes_what_was_written_stale(own_case: Path) -> None:
    write_ahead(own_case, 3)
    with sqlite3.connect(Shelf(own_case).path) as connection:
        (stamp,) = connection.execute("SELECT DISTINCT stamp FROM dossiers").fetchone()
    busiest, shelf = _busiest(own_case), Shelf(own_case)
    shelf.keep(busiest, "ar", stamp, Written("اسم", "<p>محفوظ</p>", 9))
    with TestClient(create_app(own_case), base_url="http://localhost") as client:
        assert "<p>محفوظ</p>" in client.get(f"/ar/entities/{busiest}/dossier").text
        with Case.open(own_case) as case:
            case.judge("reject", [busiest], by="هدى")
        assert "<p>محفوظ</p>" not in client.get(f"/ar/entities/{busiest}/dossier").text


def test_a_server_writes_all_that_is_missing_once_the_case_rests(own_case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead_of, "_LOOK", 0.05)
    monkeypatch.setattr(ahead_of, "_QUIET", 0.1)
    asked: list[tuple[Path, int, int]] = []

    class Process:
        """Stands for the process that would write: it only takes down what it was asked for."""

        def __init__(self, target: object, args: tuple[Path, int, int], daemon: bool) -> None:
            self._args = args

        def start(self) -> None:
            asked.append(self._args)

        def is_alive(self) -> bool:
            return False

        def terminate(self) -> None:
            pass

    monkeypatch.setattr(ahead_of.multiprocessing, "get_context", lambda _: SimpleNamespace(Process=Process))
    ahead = Ahead(own_case)
    ahead.start()
    try:
        time.sleep(0.6)
        assert [most for _, most, _ in asked] == [ahead_of._MOST], "once for one state of the case"
        os.utime(own_case)
        time.sleep(0.6)
        assert [most for _, most, _ in asked] == [ahead_of._MOST, ahead_of._AGAIN], "fewer after a change"
    finally:
        ahead.stop()


def test_a_build_does_not_read_the_file_beside_a_case(own_case: Path) -> None:
    write_ahead(own_case, 1)
    beside = [path for path in own_case.parent.iterdir() if path.name.startswith(f"{own_case.name}-dossiers")]
    assert beside and all(_of_a_case(path, own_case) for path in beside)


def test_a_damaged_file_is_as_good_as_none(own_case: Path) -> None:
    busiest, shelf = _busiest(own_case), Shelf(own_case)
    shelf.path.write_bytes(b"not a database, or half of one" * 40)
    assert shelf.get(busiest, "ar", "any") is None
    with TestClient(create_app(own_case), base_url="http://localhost") as client:
        assert client.get(f"/ar/entities/{busiest}/dossier").status_code == 200


def test_the_whole_dossier_leaves_nothing_out(own_case: Path) -> None:
    busiest = _busiest(own_case)
    with TestClient(create_app(own_case), base_url="http://localhost") as client:
        brief = client.get(f"/ar/entities/{busiest}/dossier").text
        whole = client.get(f"/ar/entities/{busiest}/dossier?whole=yes").text
    assert f'href="/ar/entities/{busiest}/dossier?whole=yes"' in brief
    assert whole.count("<li") >= brief.count("<li")
