"""What the annotators nearly found: kept only while somebody asks (`musnad explain`), at no cost otherwise.

An annotator that turns down what one of its rules began to read says so with `near_miss`; outside `traced()` the call returns
at once. Nothing that is reported here may change what an annotator does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol

LAYER = "near"
"""The conditions have their sentences in `lexicons/reasons/near.yml`."""


class Stretch(Protocol):
    """Anything with offsets: a span, a token, a candidate."""

    @property
    def start(self) -> int:
        """First character."""
        ...

    @property
    def end(self) -> int:
        """Behind the last character."""
        ...


@dataclass(frozen=True, slots=True)
class NearMiss:
    """`rule` had matched its first part at `start` to `end` when the condition `stopped_by` ended it.

    `values` fill the condition's sentence.
    """

    rule: str
    start: int
    end: int
    stopped_by: str
    values: tuple[tuple[str, str | tuple[int, int]], ...] = ()
    """A value is a word, or the offsets of one that stands in the report."""

    @property
    def condition(self) -> str:
        """Id of the sentence that says why."""
        return f"{LAYER}.{self.stopped_by}"


_trace: ContextVar[list[NearMiss] | None] = ContextVar("musnad_trace", default=None)


def near_miss(rule: str, where: Stretch, stopped_by: str, **values: str | float | Stretch) -> None:
    """Note that `rule` was stopped; does nothing unless somebody traces."""
    trace = _trace.get()
    if trace is not None:
        told = tuple((name, _told(value)) for name, value in values.items())
        trace.append(NearMiss(rule, where.start, where.end, stopped_by, told))


def _told(value: str | float | Stretch) -> str | tuple[int, int]:
    return str(value) if isinstance(value, str | float) else (value.start, value.end)


def tracing() -> bool:
    """True while somebody traces: for annotators that would have to work to know what they missed."""
    return _trace.get() is not None


@contextmanager
def traced() -> Iterator[list[NearMiss]]:
    """Everything reported inside the block, in the order in which it was reported."""
    trace: list[NearMiss] = []
    token = _trace.set(trace)
    try:
        yield trace
    finally:
        _trace.reset(token)
