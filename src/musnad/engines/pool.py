"""The engine of several processes on this machine.

A worker that dies (killed, out of memory) breaks Python's pool; the jobs it left are done again in this process, so that
no report is lost and the result is the same.
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


class ProcessPool:
    """Does jobs in `workers` processes, results in order."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def map(self, work: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[Result]:
        """Results in the order of the jobs; `work` and jobs must be picklable."""
        queue = iter(jobs)
        waiting: deque[tuple[Job, Future[Result] | None]] = deque()
        # spawn: a fork would copy open database handles and threads of the caller.
        pool: ProcessPoolExecutor | None = ProcessPoolExecutor(self.workers, multiprocessing.get_context("spawn"))
        try:
            while True:
                while len(waiting) < self.workers * AHEAD:
                    try:
                        job = next(queue)
                    except StopIteration:
                        break
                    waiting.append((job, self._submit(pool, work, job)))
                if not waiting:
                    return
                job, future = waiting.popleft()
                yield self._result(future, work, job)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    @staticmethod
    def _submit(pool: ProcessPoolExecutor, work: Callable[[Job], Result], job: Job) -> Future[Result] | None:
        try:
            return pool.submit(work, job)
        except BrokenProcessPool:
            return None

    @staticmethod
    def _result(future: Future[Result] | None, work: Callable[[Job], Result], job: Job) -> Result:
        if future is not None:
            try:
                return future.result()
            except BrokenProcessPool:
                pass
        return work(job)
