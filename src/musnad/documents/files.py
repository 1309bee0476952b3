"""Files on a disk: which ones to read, how large they may be, and what to say where one cannot be read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from musnad.documents.reading import read_bytes
from musnad.documents.refusals import refusal
from musnad.errors import UnreadableDocument
from musnad.records import Document

SIZE_LIMIT = 20_000_000
"""Bytes. The longest news page of the data sets read is under 2 MB; what is far above is a dump, not a report."""


def gather(paths: Iterable[Path]) -> list[Path]:
    """The files that `paths` name: files as given, folders with all below them, sorted, each once; hidden ones only if named."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (each for each in sorted(path.rglob("*")) if each.is_file() or _dangling(each))
            found.update((each, None) for each in inside if not _hidden(each.relative_to(path)))
        else:
            found[path] = None
    return sorted(found)


def _dangling(path: Path) -> bool:
    """A link to nowhere: no file, yet to be listed as one that cannot be read."""
    return path.is_symlink() and not path.exists()


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in path.parts)


def check_size(path: Path, limit: int = SIZE_LIMIT) -> int:
    """The size in bytes, from the directory entry alone.

    Raises UnreadableDocument for what is missing, no regular file, empty, or over the limit.
    """
    try:
        if path.is_dir():
            raise refusal(str(path), "folder")
        if path.exists() and not path.is_file():
            raise refusal(str(path), "no_file")
        size = path.stat().st_size
    except OSError as error:
        raise _unreadable(path, error) from error
    if size > limit:
        raise refusal(str(path), "too_large", size=f"{size / 1e6:.1f}", limit=f"{limit / 1e6:.0f}")
    return size


def read(path: Path, limit: int = SIZE_LIMIT) -> Document:
    """The document in this file.

    Raises UnreadableDocument (UnsupportedFormat where no reader takes it) with what is wrong and what to do.
    """
    check_size(path, limit)
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > limit:  # it grew since it was measured
        raise refusal(str(path), "growing")
    return read_bytes(data, path.name)


def _unreadable(path: Path, error: OSError) -> UnreadableDocument:
    if isinstance(error, FileNotFoundError):
        return refusal(str(path), "missing")
    if isinstance(error, PermissionError):
        return refusal(str(path), "forbidden")
    return refusal(str(path), "disk", problem=error.strerror or str(error))
