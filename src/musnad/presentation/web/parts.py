"""Long lists, a part at a time."""

from __future__ import annotations

from collections.abc import Sequence
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
    parts = max(1, -(-len(items) // size))
    # Nobody has a list of a million parts; int() of thousands of digits is slow, and refused by Python itself.
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
    number = min(max(number, 1), parts)
    return Part(items[(number - 1) * size : number * size], number, parts)
