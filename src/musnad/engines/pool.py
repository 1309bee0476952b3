"""The engine of several processes on this machine.

A worker that dies (killed, out of memory, a crash in a native library) breaks Python's pool. The jobs it left are done
again, each alone in a process of its own; one that kills its process a second time gets the result that `lost` gives.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

AHEAD = 4
"""Jobs in flight a worker: enough to keep it busy, few enough to keep memory flat on a million reports."""


def _pool(workers: int) -> ProcessPoolExecutor:
    # spawn: a fork would copy open database handles and threads of the caller.
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"))


class ProcessPool:
    """Does jobs in `workers` processes, results in order."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def map(self, work: Callable[[Job], Result], jobs: Iterable[Job], lost: Callable[[Job], Result]) -> Iterator[Result]:
        """Results in the order of the jobs; `work` and jobs must be picklable."""
        queue = iter(jobs)
        waiting: deque[tuple[Job, Future[Result]]] = deque()
        pool = _pool(self.workers)
        try:
            while True:
                while len(waiting) < self.workers * AHEAD:
                    try:
                        job = next(queue)
                    except StopIteration:
                        break
                    try:
                        waiting.append((job, pool.submit(work, job)))
                    except BrokenProcessPool:
                        pool = _pool(self.workers)
                        waiting.append((job, pool.submit(work, job)))
                if not waiting:
                    return
                job, future = waiting.popleft()
                try:
                    yield future.result()
                except BrokenProcessPool:
                    yield self._alone(work, job, lost)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    def _alone(work: Callable[[Job], Result], job: Job, lost: Callable[[Job], Result]) -> Result:
        with _pool(1) as single:
            try:
                return single.submit(work, job).result()
            except BrokenProcessPool:
                return lost(job)
