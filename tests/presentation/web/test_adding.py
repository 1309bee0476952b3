"""Reports added in the browser: kept, read in another process, watched, stopped, gone on with; nothing from other sites."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from musnad.build import INCOMING, build
from musnad.knowledge.store import Case
from musnad.knowledge.store.building import BuildRecord, holding, state_of
from musnad.presentation.web import create_app
from musnad.presentation.web.adding import safe_name, waiting
from musnad.presentation.web.pages import adding as page

REPORT = """أعلنت «هيئة الجداول» افتتاح معصرة في مدينة سلمية

{day} تشرين الأول 2018

أعلنت «هيئة الجداول»، اليوم، افتتاح معصرة في مدينة سلمية، وقالت رئيستها ريم السالم إن المعصرة الرقم {day} تعمل.
"""


def text(day: int) -> bytes:
    return REPORT.format(day=day).encode()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "first").mkdir()
    (tmp_path / "first/one.txt").write_bytes(text(1))
    (tmp_path / "first/broken.txt").write_bytes(b"")
    build([tmp_path / "first"], tmp_path / "case.musnad")
    return tmp_path / "case.musnad"


@pytest.fixture
def app(case: Path) -> FastAPI:
    return create_app(case)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False) as client:
        yield client


def send(client: TestClient, files: dict[str, bytes], **fields: str) -> httpx.Response:
    return client.post("/ar/add", data=fields, files=[("files", (name, content)) for name, content in files.items()])


def done(app: FastAPI) -> None:
    app.state.adder.wait(120)
    assert not app.state.adder.busy


def test_several_files_a_broken_one_and_copies_are_told_apart_and_read(app: FastAPI, client: TestClient, case: Path) -> None:
    sent = {
        "بلدات/two.txt": text(2), "بلدات/قرى/three.txt": text(3), "empty.txt": b"", "known.txt": text(1), "again.txt": text(2),
        "../../outside.txt": text(4), "بلدات/.DS_Store": b"x",
    }  # fmt: skip
    answer = send(client, sent)
    assert (answer.status_code, answer.headers["location"]) == (303, "/ar/add")
    done(app)
    with Case.open(case) as opened:
        assert {one.name for one in opened.documents()} == {"one.txt", "two.txt", "three.txt", "outside.txt"}
        assert {one.path for one in opened.documents() if one.name != "one.txt"} == {
            "بلدات/two.txt", "بلدات/قرى/three.txt", "outside.txt",
        }  # fmt: skip
        assert opened.original("two.txt") == text(2) and opened.find_entity("ريم السالم").references
        # The file that could not be read before stays listed beside the one that cannot be read now.
        assert {Path(one.name).name for one in opened.failures()} == {"broken.txt", "empty.txt"}
    shown = client.get("/en/add").text
    for words in ("4 new files kept", "1 file is in the case already", "1 file came twice", "1 hidden file left out",
                  "3 new reports", "1 file could not be read", "empty.txt", "again.txt"):  # fmt: skip
        assert words in shown, words
    assert not waiting(case) and not any(case.with_name(case.name + INCOMING).iterdir())
    state = state_of(case)
    assert state and (state.state, state.brought, state.failed) == ("done", 3, 1)
    again = send(client, {"two.txt": text(2)})
    assert again.status_code == 303 and "0 new" not in client.get("/en/add").text and not app.state.adder.busy


def test_pages_answer_while_reports_are_read_and_a_build_elsewhere_is_waited_for(
    app: FastAPI, client: TestClient, case: Path
) -> None:
    with BuildRecord(case) as record:
        record.tell("reading", 3, 40, "عنب.html", failed=1)
        send(client, {"five.txt": text(5)})
        shown = client.get("/en/add").text
        for words in ("Reading reports", "3 of 40", "1 of them could not be read", "عنب.html", 'value="3"', "Another build"):
            assert words in shown, words
        assert '<noscript><meta http-equiv="refresh"' in shown
        assert "is being built" in client.get("/en/").text and "تُبنى القضية" in client.get("/ar/reports").text
        record.tell("joining", 1, 7, "names")
        assert "names and whose they are" in client.get("/en/add/progress").text
        assert app.state.adder.busy and waiting(case)
    done(app)
    with Case.open(case) as opened:
        assert "five.txt" in {one.name for one in opened.documents()}
    assert "refresh" not in client.get("/en/add").text


def test_a_build_stops_when_the_page_asks_and_what_waits_is_read_on_request(app: FastAPI, client: TestClient, case: Path) -> None:
    send(client, {f"{day}.txt": text(day) for day in range(6, 30)})
    deadline = time.monotonic() + 100
    while not ((state := state_of(case)) and state.state == "running" and state.done) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert client.post("/ar/add/stop", data={}).status_code == 415  # no form at all
    stop = client.post("/ar/add/stop", headers={"content-type": "application/x-www-form-urlencoded"}, content="")
    assert stop.status_code == 303
    done(app)
    state = state_of(case)
    assert state and state.state == "stopped" and 0 < state.brought < 24
    shown = client.get("/en/add").text
    assert "24 files wait to be read" in shown and "Read them now" in shown
    # A server that comes anew finds what waits.
    with TestClient(create_app(case), base_url="http://127.0.0.1:8000", follow_redirects=False) as later:
        assert "24 files wait" in later.get("/en/add").text
        later.post("/en/add/go", headers={"content-type": "application/x-www-form-urlencoded"}, content="")
        done(later.app)  # type: ignore[arg-type]
    with Case.open(case) as opened:
        assert opened.counts()["documents"] == 25
    state = state_of(case)
    assert state and state.state == "done"


def test_a_large_upload_in_pieces_is_read_once_when_its_last_piece_is_there(app: FastAPI, client: TestClient, case: Path) -> None:
    data = {"Accept": "application/json"}
    first = client.post("/ar/add", data={"upload": "u1", "more": "yes", "too_large": "film.mp4"}, headers=data,
                        files=[("files", ("a.txt", text(40)))])  # fmt: skip
    assert first.json() == {"kept": 1} and not app.state.adder.busy
    last = client.post("/ar/add", data={"upload": "u1"}, headers=data, files=[("files", ("b.txt", text(41)))])
    assert last.json() == {"kept": 2} and app.state.adder.busy
    done(app)
    shown = client.get("/en/add").text
    assert "2 new files kept" in shown and "film.mp4" in shown and "over the limit" in shown


def test_limits_are_said_in_words(client: TestClient, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.post("/en/add", files=[("files", ("", b""))]).status_code == 400
    monkeypatch.setattr(page, "BYTES", 3000)
    large = send(client, {"large.txt": text(50) * 20})
    assert large.status_code == 413 and "أكبر مما يُقبل دفعة واحدة" in large.text
    monkeypatch.setattr(page, "BYTES", 10**8)
    monkeypatch.setattr(page, "FILES", 2)
    many = send(client, {f"{day}.txt": text(day) for day in range(3)})
    assert many.status_code == 413 and "عدد الملفات أكبر" in many.text
    monkeypatch.setattr("musnad.presentation.web.adding.SIZE_LIMIT", 100)
    assert send(client, {"long.txt": text(51)}).status_code == 303
    assert "1 file is over the limit" in client.get("/en/add").text
    assert not waiting(case)


def test_no_other_site_adds_and_where_it_is_off_nobody_does(client: TestClient, case: Path) -> None:
    files = [("files", ("x.txt", text(60)))]
    assert client.post("/ar/add", files=files, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post("/ar/add", files=files, headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert client.post("/ar/add", json={}).status_code == 415
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/ar/add/stop", headers={**form, "Sec-Fetch-Site": "cross-site"}).status_code == 403
    with TestClient(create_app(case, may_add=False), base_url="http://127.0.0.1:8000") as closed:
        assert closed.post("/ar/add", files=files).status_code == 403
        assert closed.post("/ar/add/go", headers=form).status_code == 403
        assert 'method="post"' not in closed.get("/en/add").text
    assert not waiting(case)


def test_a_decision_during_a_long_build_takes_effect_after_it(app: FastAPI, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.build.holding", lambda path: holding(path, patience=0.05))
    with Case.open(case) as opened:
        opened.judge("reject", [opened.find_entity("ريم السالم").id], by="هند")
    with holding(case):
        app.state.deriver.ask()
        time.sleep(0.5)
        assert app.state.deriver.busy and app.state.deriver.problem == ""
    app.state.deriver.wait(60)
    assert not app.state.deriver.busy and app.state.deriver.problem == ""
    with Case.open(case) as opened:
        assert {one.state for one in opened.standings()} == {"in_force"}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("عنب بلدي/2019/خبر.html", "عنب بلدي/2019/خبر.html"),
        ("C:\\news\\a.txt", "C_/news/a.txt"),
        ("/etc/passwd", "etc/passwd"),
        ("a/../../b.txt", "a/b.txt"),
        ("a\x00b.txt", "a_b.txt"),
        ("ن" * 300 + ".html", "ن" * 80 + ".html"),
        ("folder/.git/x.txt", None),
        ("", None),
        ("..", None),
    ],
)
def test_names_stay_below_the_folder(given: str, kept: str | None) -> None:
    found = safe_name(given)
    assert (found.as_posix() if found else None) == kept


def test_two_pages_that_send_the_same_file_at_once_keep_it_once(app: FastAPI, client: TestClient, case: Path) -> None:
    with holding(case):
        both = [threading.Thread(target=send, args=(client, {f"{name}.txt": text(70)})) for name in "ab"]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert len(waiting(case)) == 1
    done(app)
