"""Decisions made on the pages: kept, in force after deriving, taken back; nothing from other sites, nothing where it is off."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from musnad.knowledge.store import Case
from musnad.presentation.web import create_app
from musnad.records import Grounding, Sentence


@pytest.fixture
def case(sample_case: Path, tmp_path: Path) -> Path:
    shutil.copy(sample_case, tmp_path / "case.musnad")
    return tmp_path / "case.musnad"


@pytest.fixture
def app(case: Path) -> FastAPI:
    return create_app(case)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False) as client:
        yield client


def judge(client: TestClient, **fields: str) -> httpx.Response:
    return client.post("/ar/judge", data={"by": "سلمى", "back": "/ar/review", **fields})


def settled(app: FastAPI, path: Path) -> Case:
    app.state.deriver.wait(60)
    assert not app.state.deriver.busy and app.state.deriver.problem == ""
    return Case.open(path)


def test_the_desk_shows_the_least_certain_first_and_every_thing_has_a_page(client: TestClient, case: Path) -> None:
    with Case.open(case) as opened:
        doubts = opened.doubtful(limit=200)
        assert doubts and [one.score for one in doubts] == sorted(one.score for one in doubts)
        report = opened.report(opened.documents()[0].id)
        noted = [one for one in report.annotations() if not isinstance(one, Sentence | Grounding)]
        items = [f"{report.document.id}/{one.id}" for one in noted]
        items += [opened.entities()[0].id, opened.events()[0].id, opened.contradictions()[0].id, opened.statements()[0].id]
        items += [opened.relations()[0].id]
    for language in ("ar", "en"):
        assert client.get(f"/{language}/review").status_code == 200
        for item in items:
            assert client.get(f"/{language}/review/item", params={"id": item}).status_code == 200, item


def test_a_merge_holds_and_an_undo_brings_back_what_was(app: FastAPI, client: TestClient, case: Path) -> None:
    with Case.open(case) as opened:
        one, other = opened.entities("PER")[:2]
    answer = judge(client, verdict="same", item=one.id, other=other.name, note="شخص واحد باسمين")
    assert (answer.status_code, answer.headers["location"]) == (303, "/ar/review")
    with settled(app, case) as opened:
        assert opened.find_entity(one.name).id == opened.find_entity(other.name).id
        (made,) = opened.judgements()
        assert (made.by, made.note, made.verdict) == ("سلمى", "شخص واحد باسمين", "same")
    assert "سلمى" in client.get("/ar/review").text, "the browser remembers who judges"
    judge(client, verdict="undo", item=made.id)
    with settled(app, case) as opened:
        assert opened.find_entity(one.name).id != opened.find_entity(other.name).id


def test_a_rejected_office_is_gone_and_a_contradiction_is_settled(app: FastAPI, client: TestClient, case: Path) -> None:
    with Case.open(case) as opened:
        office = next(one for one in opened.statements() if one.property == "office")
        item = f"{office.reference.document}/{office.annotation or office.reference.annotation}"
        contradiction = opened.contradictions()[0]
    judge(client, verdict="reject", item=item)
    judge(client, verdict="correct", item=contradiction.id, field="status", value="settled")
    with settled(app, case) as opened:
        assert office.id not in {one.id for one in opened.statements()}
        assert opened.contradiction(contradiction.id).status == "settled"


def test_what_cannot_be_is_refused_with_the_reason_and_the_words_stay(client: TestClient, case: Path) -> None:
    with Case.open(case) as opened:
        entity = opened.entities("PER")[0]
        event = opened.events()[0]
    nameless = judge(client, verdict="same", item=entity.id, other="لا أحد بهذا الاسم إطلاقا")
    assert nameless.status_code == 422 and "لا أحد بهذا الاسم إطلاقا" in nameless.text
    assert judge(client, verdict="correct", item=event.id, field="date", value="أمس").status_code == 422
    assert judge(client, verdict="accept", item=entity.id, by=" ").status_code == 422
    assert judge(client, verdict="accept", item="e-0000000000000000").status_code == 404
    with Case.open(case) as opened:
        assert opened.judgements() == []


def test_no_other_site_judges_and_nobody_is_sent_elsewhere(client: TestClient, case: Path) -> None:
    with Case.open(case) as opened:
        entity = opened.entities("PER")[0]
    fields = {"verdict": "accept", "item": entity.id, "by": "سلمى", "back": "https://elsewhere.example/"}
    assert client.post("/ar/judge", data=fields, headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert client.post("/ar/judge", data=fields, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post("/ar/judge", json=fields).status_code == 415
    assert client.post("/ar/judge", data={**fields, "note": "x" * 70_000}).status_code == 413
    with Case.open(case) as opened:
        assert opened.judgements() == []
    own = client.post("/ar/judge", data=fields, headers={"Origin": "http://127.0.0.1:8000"})
    assert (own.status_code, own.headers["location"]) == (303, "/ar/review")


def test_where_deciding_is_off_the_case_is_read_only(case: Path) -> None:
    with TestClient(create_app(case, may_judge=False), base_url="http://127.0.0.1:8000") as client:
        assert judge(client, verdict="accept", item="e-0000000000000000").status_code == 403
        page = client.get("/en/review").text
        assert 'method="post"' not in page
