"""The app over a case that is missing, that changes, or that is no case."""

from __future__ import annotations

import shutil
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from site_server import serving

from musnad.knowledge.store import Case
from musnad.presentation.web import create_app
from musnad.records import Failure


def test_a_missing_case_is_said_with_what_to_do_next(tmp_path: Path) -> None:
    with serving(tmp_path / "none.musnad") as site:
        response = httpx.get(f"{site}/en/")
    assert response.status_code == 503
    assert "cannot be opened" in response.text and "case file" in response.text


def test_a_file_that_is_no_case_is_said(tmp_path: Path) -> None:
    (tmp_path / "letter.musnad").write_text("not a case")
    with serving(tmp_path / "letter.musnad") as site:
        assert httpx.get(f"{site}/ar/reports").status_code == 503


def test_a_rebuilt_case_shows_without_a_restart(news_case: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.musnad"
    shutil.copy(news_case, copy)
    with serving(copy) as site:
        assert "new.txt" not in httpx.get(f"{site}/ar/").text
        with Case.create(copy) as case:
            case.add_failure(Failure(name="new.txt", problem="the file is empty", advice="Save the page again"))
        assert "new.txt" in httpx.get(f"{site}/ar/").text


def test_every_answer_carries_the_security_headers(site: str) -> None:
    for address in ("/", "/ar/", "/en/reports/none", "/static/none.js", "/nowhere"):
        headers = httpx.get(site + address).headers
        assert "default-src 'none'" in headers["content-security-policy"], address
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("address", ["reports", "entities", "events", "timeline"])
def test_a_list_of_an_empty_case_does_not_blame_a_filter(tmp_path: Path, address: str) -> None:
    Case.create(tmp_path / "empty.musnad").close()
    with TestClient(create_app(tmp_path / "empty.musnad")) as client:
        shown = client.get(f"/ar/{address}").text
        assert "التصفية" not in shown and "في هذه القضية بعد" in shown
        asked = {
            "reports": {"year": "1900"},
            "entities": {"type": "PER"},
            "events": {"year": "1900"},
            "timeline": {"since": "1900"},
        }
        sifted = client.get(f"/ar/{address}", params=asked[address]).text
        assert ("التصفية" in sifted) == (address != "reports"), "of no reports none is sifted out"
