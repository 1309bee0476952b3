"""Where per-report work runs. An engine maps a pure function over jobs and yields results in the order of the jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from musnad.engines.pool import ProcessPool
from musnad.engines.serial import Serial

Job = TypeVar("Job")
Result = TypeVar("Result")


class Engine(Protocol):
    """`map` yields one result a job, in order; a job whose worker died for good gets what `lost` says."""

    def map(self, work: Callable[[Job], Result], jobs: Iterable[Job], lost: Callable[[Job], Result]) -> Iterator[Result]:
        """Results in the order of the jobs."""
        ...


def choose(workers: int) -> Engine:
    """This process for one worker, a pool of processes for more."""
    return Serial() if workers <= 1 else ProcessPool(workers)


__all__ = ["Engine", "ProcessPool", "Serial", "choose"]
