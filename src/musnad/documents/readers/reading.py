"""What a reader is and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from musnad.records import Line, Metadata, SourceSegment

SILENT = Metadata()


@dataclass(frozen=True, slots=True)
class Reading:
    """Text with its lines, the map to the decoded original (none where they are the same) and what had to be decided."""

    text: str
    encoding: str
    lines: tuple[Line, ...]
    segments: tuple[SourceSegment, ...] = ()
    metadata: Metadata = SILENT
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: `takes(data, name)` says whether these bytes are of it, `read(data, name)` reads them."""

    name: str
    media_type: str
    takes: Callable[[bytes, str], bool]
    read: Callable[[bytes, str], Reading]
