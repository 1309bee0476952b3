"""Long lists, a part at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Part(Generic[T]):
    """What one page shows of a list."""

    items: Sequence[T]
    number: int
    parts: int


def part_of(items: Sequence[T], asked: str, size: int) -> Part[T]:
    """The part that was asked for, numbered from 1; the first where that is no number, the last where there are fewer."""
    number, parts = _asked(len(items), asked, size)
    return Part(items[(number - 1) * size : number * size], number, parts)


def part_read(total: int, asked: str, size: int, read: Callable[[int, int], Sequence[T]]) -> Part[T]:
    """The same of a list that is only read in part: `read` gives so many from the one of this number on."""
    number, parts = _asked(total, asked, size)
    return Part(read((number - 1) * size, size), number, parts)


def _asked(total: int, asked: str, size: int) -> tuple[int, int]:
    parts = max(1, -(-total // size))
    # Nobody has a list of a million parts; int() of thousands of digits is slow, and refused by Python itself.
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
    return min(max(number, 1), parts), parts
