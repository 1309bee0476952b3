"""Both engines give the same results in the same order; a dead worker costs nothing but time."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from musnad.engines import choose


def square(number: int) -> int:
    return number * number


def lost(job: object) -> int:
    return -1


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_jobs(workers: int) -> None:
    assert list(choose(workers).map(square, range(30), lost)) == [n * n for n in range(30)]


def die_once(path: Path) -> int:
    """Kills its own process the first time."""
    if path.name == "deadly" and not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 1


def test_a_killed_worker_loses_no_job(tmp_path: Path) -> None:
    jobs = [tmp_path / name for name in ("a", "deadly", "b", "c", "d", "e", "f", "g", "h", "i")]
    assert list(choose(2).map(die_once, jobs, lost)) == [1] * 10


def die_always(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_job_that_kills_every_worker_is_given_up_and_the_rest_is_done() -> None:
    assert list(choose(2).map(die_always, range(6), lost)) == [0, 1, 2, -1, 4, 5]
