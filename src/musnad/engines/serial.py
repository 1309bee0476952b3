"""The engine of one process: this one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


class Serial:
    """Does every job here, one after the other."""

    def map(self, work: Callable[[Job], Result], jobs: Iterable[Job], lost: Callable[[Job], Result]) -> Iterator[Result]:
        """Results in the order of the jobs; nothing can be lost here."""
        return map(work, jobs)
