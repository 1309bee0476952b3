"""Originals beside the case, named by what they contain: `ab/cdef…` under `<case>-originals`, SHA-256 in hex."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from musnad.errors import CaseError

SUFFIX = "-originals"


def folder(case: Path) -> Path:
    """Where the originals of the case at this path are."""
    return case.with_name(f"{case.name}{SUFFIX}")


def place(root: Path, sha256: str) -> Path:
    """Path of one original."""
    return root / sha256[:2] / sha256[2:]


def keep(root: Path, content: bytes) -> Path:
    """Store bytes as found; the same bytes are stored once. A file is whole or absent, also after a kill."""
    digest = hashlib.sha256(content).hexdigest()
    target = place(root, digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f"{target.name}.{os.getpid()}.part")
        partial.write_bytes(content)
        partial.replace(target)
    return target


def read(root: Path, sha256: str) -> bytes:
    """The bytes of an original.

    Raises CaseError where the file is missing or was changed.
    """
    target = place(root, sha256)
    try:
        content = target.read_bytes()
    except FileNotFoundError:
        raise CaseError(f"{target}: the original is missing; put the folder {root} back beside the case") from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise CaseError(f"{target}: the original was changed after it was read; restore it from a backup")
    return content
