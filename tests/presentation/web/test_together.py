"""Two analysts at work on one case at the same moment, through running servers: nothing lost, nobody unaware of the other."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from musnad.build import build
from musnad.knowledge.store import Case
from musnad.presentation.web import create_app

SAMPLES = Path(__file__).parents[3] / "samples/pages"
SERVE = (
    "import sys; from pathlib import Path; from musnad.cli.serve import serve; "
    "serve(Path(sys.argv[1]), '127.0.0.1', int(sys.argv[2]), False)"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("together") / "samples.musnad"
    build(sorted(SAMPLES.iterdir())[:6], path)
    return path


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    with sqlite3.connect(built) as source, sqlite3.connect(tmp_path / "case.musnad") as copy:
        source.backup(copy)
    return tmp_path / "case.musnad"


@contextmanager
def server(case: Path) -> Iterator[str]:
    """`musnad serve` in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(case), str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address, deadline = f"http://127.0.0.1:{port}", time.monotonic() + 40
        while True:
            try:
                httpx.get(f"{address}/ar/review", timeout=20)
                break
            except httpx.TransportError:
                assert process.poll() is None and time.monotonic() < deadline, "the server did not start"
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(20)


class Analyst:
    """One browser with one name."""

    def __init__(self, site: str, name: str) -> None:
        self.name, self.site = name, site
        self.answers: list[httpx.Response] = []

    def judge(self, item: str, verdict: str, **fields: str) -> httpx.Response:
        given = {"item": item, "verdict": verdict, "by": self.name, "back": "/en/review", **fields}
        answer = httpx.post(f"{self.site}/en/judge", data=given, timeout=90)
        self.answers.append(answer)
        return answer

    def page(self, address: str, **query: str) -> str:
        answer = httpx.get(f"{self.site}{address}", params=query or None, timeout=90)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.text


def derived(path: Path) -> None:
    """Wait until every decision has taken effect."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        with Case.open(path) as opened:
            if {one.id for one in opened.judgements()} == {one.judgement for one in opened.standings()}:
                return
        time.sleep(0.2)
    raise AssertionError("the decisions have not taken effect in a minute and a half")


@pytest.mark.parametrize("servers", [1, 2])
def test_all_that_two_analysts_decide_at_once_is_kept_and_takes_effect(case: Path, servers: int) -> None:
    with Case.open(case) as opened:
        items = [one.item for one in opened.desk.stated("mentions")][:8]
    with server(case) as first, server(case) if servers == 2 else first_again(first) as second:
        analysts = [Analyst(first, "سلمى"), Analyst(second, "منى")]
        start = threading.Barrier(2)

        def work(analyst: Analyst, mine: list[str]) -> None:
            start.wait()
            for item in mine:
                analyst.judge(item, "accept")
                analyst.page("/en/review")

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(work, analysts, (items, items[::-1])))
        assert [answer.status_code for one in analysts for answer in one.answers] == [303] * 2 * len(items)
        derived(case)
    with Case.open(case) as opened:
        made = opened.judgements()
        assert sorted((one.by, one.items[0]) for one in made) == sorted((one.name, item) for one in analysts for item in items)
        assert {one.state for one in opened.standings()} <= {"in_force", "overruled"}
        assert not {one.item for one in opened.desk.stated("mentions")} & set(items)


@contextmanager
def first_again(site: str) -> Iterator[str]:
    """The same server for both."""
    yield site


def test_the_later_one_sees_what_the_other_decided_and_both_stand_named(case: Path) -> None:
    with Case.open(case) as opened:
        item = opened.desk.stated("mentions")[0].item
        number = str(opened.desk.last_number())
    with server(case) as site:
        salma, mona = Analyst(site, "سلمى"), Analyst(site, "منى")
        # Both have the page open before either decides.
        assert "Analysts disagree" not in salma.page("/en/review/item", id=item) + mona.page("/en/review/item", id=item)
        assert salma.judge(item, "accept", number=number).headers["location"] == "/en/review"
        met = mona.judge(item, "reject", number=number)
        assert met.status_code == 303 and "review/item" in met.headers["location"] and "met=j-" in met.headers["location"]
        told = mona.page(met.headers["location"])
        assert "While you were deciding" in told and "سلمى" in told.split("While you were deciding")[1]
        for analyst in (salma, mona):
            text = analyst.page("/en/review/item", id=item)
            clash = text.split("Analysts disagree on this:")[1].split("</ul>")[0]
            assert clash.index("منى") < clash.index("سلمى") and "which stands" in clash.split("سلمى")[0]
        derived(case)
        assert "سلمى" in salma.page("/en/review").split('id="conflicts"')[1].split("</section>")[0]
        # She who takes hers back leaves the other's standing.
        with Case.open(case) as opened:
            hers = next(one for one in opened.judgements() if one.by == "منى")
        mona.judge(hers.id, "undo")
        assert "Analysts disagree" not in salma.page("/en/review/item", id=item)
        derived(case)
    with Case.open(case) as opened:
        states = {one.judgement: one.state for one in opened.standings()}
        assert {one.by: states[one.id] for one in opened.judgements() if one.verdict != "undo"} == {
            "سلمى": "in_force",
            "منى": "undone",
        }


def test_both_send_in_the_same_instant_and_one_of_them_is_told(case: Path) -> None:
    with Case.open(case) as opened:
        items = [one.item for one in opened.desk.stated("mentions")][:3]
        number = str(opened.desk.last_number())
    with server(case) as site:
        analysts = [Analyst(site, "سلمى"), Analyst(site, "منى")]
        for item in items:
            start = threading.Barrier(2)

            def send(analyst: Analyst, verdict: str, item: str = item, start: threading.Barrier = start) -> bool:
                start.wait()
                answer = analyst.judge(item, verdict, number=number)
                assert answer.status_code == 303
                return "met=j-" in answer.headers["location"]

            with ThreadPoolExecutor(2) as pool:
                told = list(pool.map(send, analysts, ("accept", "reject")))
            assert any(told), "one of them, at least, is told of the other"
        derived(case)
    with Case.open(case) as opened:
        assert len(opened.judgements()) == 6


def test_many_decisions_in_quick_succession_are_derived_once(case: Path) -> None:
    with Case.open(case) as opened:
        items = [one.item for one in opened.desk.stated("mentions")][:15]
    app = create_app(case)
    with TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False) as client:
        for item in items:
            answer = client.post("/ar/judge", data={"item": item, "verdict": "accept", "by": "سلمى"})
            assert answer.status_code == 303
        app.state.deriver.wait(60)
    assert not app.state.deriver.busy and 1 <= app.state.deriver.rounds <= 3
    derived(case)
