"""A build says how far it is, keeps the case for itself, and stops where it is asked to."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from musnad.build import Progress, build, derive_again
from musnad.errors import BuildStopped, CaseInUse
from musnad.knowledge.store import Case
from musnad.knowledge.store.building import ask_to_stop, file_of, holding, state_of

REPORT = """أعلنت «لجنة الينابيع» افتتاح بئر في مدينة تدمر

{day} نيسان 2020

أعلنت «لجنة الينابيع»، اليوم، افتتاح بئر في مدينة تدمر، وقال رئيسها حسان الورد إن البئر الرقم {day} يعمل.
"""


def written(folder: Path, days: range) -> Path:
    folder.mkdir(exist_ok=True)
    for day in days:
        (folder / f"{day:02}.txt").write_text(REPORT.format(day=day), encoding="utf-8")
    return folder


def test_what_a_build_did_stands_beside_the_case(tmp_path: Path) -> None:
    case, folder = tmp_path / "case.musnad", written(tmp_path / "reports", range(1, 4))
    assert state_of(case) is None
    heard: list[tuple[str, str, int]] = []

    def hear(step: Progress) -> None:
        if state := state_of(case):
            heard.append((state.state, state.stage, state.total))

    (folder / "empty.txt").write_bytes(b"")
    build([folder], case, progress=hear)
    assert {state for state, _, _ in heard} == {"running"} and {"reading", "joining"} == {stage for _, stage, _ in heard}
    state = state_of(case)
    assert state and (state.state, state.read, state.failed, len(state.new)) == ("done", 3, 1, 3)
    assert [one.name.endswith("empty.txt") for one in state.failures] == [True]
    assert state.before["documents"] == 0 and state.after["documents"] == 3
    assert {"reading", "names", "writing"} <= set(state.took), "the next build knows how long its steps may take"
    again = build([folder], case)
    state = state_of(case)
    assert state and (again.unchanged, state.known, state.new, state.took != {}) == (3, 3, (), True)


def test_one_build_at_a_time_and_deriving_waits_for_it(tmp_path: Path) -> None:
    case, folder = tmp_path / "case.musnad", written(tmp_path / "reports", range(1, 3))
    build([folder], case)
    with holding(case):
        with pytest.raises(CaseInUse, match="being built"):
            build([folder], case)
        done = threading.Event()

        def derive() -> None:
            with Case.open(case) as opened:
                derive_again(opened)
            done.set()

        waiting = threading.Thread(target=derive, daemon=True)
        waiting.start()
        assert not done.wait(0.3)
    assert done.wait(30)
    waiting.join()


def test_a_build_that_is_asked_to_stop_keeps_what_it_read_and_goes_on_later(tmp_path: Path) -> None:
    case, folder = tmp_path / "case.musnad", written(tmp_path / "reports", range(1, 6))

    def stop_at_two(step: Progress) -> None:
        state = state_of(case)
        if step.done == 2 and state:
            ask_to_stop(case, "another build")  # meant for one that is long gone
            if step.stage == "reading":
                ask_to_stop(case, state.id)

    with pytest.raises(BuildStopped, match="go on"):
        build([folder], case, progress=stop_at_two)
    state = state_of(case)
    assert state and (state.state, state.read, state.problem) == ("stopped", 2, "")
    with Case.open(case) as opened:
        assert opened.counts()["documents"] == 2 and not opened.entities()
    result = build([folder], case)
    assert (result.read, result.unchanged) == (3, 2)


def test_a_request_for_another_build_stops_nobody(tmp_path: Path) -> None:
    case, folder = tmp_path / "case.musnad", written(tmp_path / "reports", range(1, 3))
    assert build([folder], case, progress=lambda _: ask_to_stop(case, "yesterday")).read == 2


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_killed_build_is_known_to_be_dead_and_holds_nothing(tmp_path: Path) -> None:
    case, folder = tmp_path / "case.musnad", written(tmp_path / "reports", range(1, 29))
    command = [sys.executable, "-m", "musnad", "build", str(folder), "--case", str(case)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not ((state := state_of(case)) and state.done):
        time.sleep(0.01)
    state = state_of(case)
    assert state and state.state == "running" and state.process == process.pid
    process.send_signal(signal.SIGKILL)
    process.wait()
    state = state_of(case)
    assert state and state.state == "broken_off"
    build([folder], case)
    state = state_of(case)
    assert state and state.state == "done"


def test_what_is_no_state_is_passed_over(tmp_path: Path) -> None:
    file_of(tmp_path / "case.musnad").write_text("{", encoding="utf-8")
    assert state_of(tmp_path / "case.musnad") is None
    assert build([written(tmp_path / "reports", range(1, 2))], tmp_path / "case.musnad").read == 1


def test_a_case_that_was_only_held_is_asked_for_its_build_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = tmp_path / "case.musnad"
    with holding(case):
        pass
    assert file_of(case).read_bytes() == b""
    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("every page would wait"))
    assert state_of(case) is None
