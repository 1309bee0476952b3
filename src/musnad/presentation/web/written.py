"""Dossiers that were written before, kept beside the case: that of a busy actor takes a second to write and none to open.

The file `CASE-dossiers` holds nothing that the case does not say; it may be deleted at any time. What it holds is of one edition
of the case with the decisions made by then, and of one version of musnad: anything else is written anew.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from musnad.build import DOSSIERS, version_of
from musnad.knowledge.store import Case

_MOST = 8000
"""Dossiers kept, each some 20 KB: of more, those go that are written of the fewest reports."""
_WAIT_SECONDS = 5
_TABLE = (
    "CREATE TABLE IF NOT EXISTS dossiers (subject TEXT, language TEXT, stamp TEXT, reports INTEGER, name TEXT, content BLOB, "
    "PRIMARY KEY (subject, language))"
)


@dataclass(frozen=True)
class Written:
    """A dossier as it stands in a page."""

    name: str
    """Whom or what it is about."""
    content: str
    """HTML."""
    reports: int
    """How many reports name its subject."""


@cache
def _version() -> str:
    return version_of("presentation", "records.py", "edtf.py", "script", "lexicons", "ontology", "knowledge")


def stamp_of(case: Case, edition: str, months: str) -> str:
    """What a dossier is written with: another stamp, another dossier."""
    return f"{_version()} {edition} {case.desk.last_number()} {months}"


class Shelf:
    """The dossiers kept beside one case; where nothing can be written there, nothing is kept."""

    def __init__(self, case: Path) -> None:
        self.path = case.with_name(case.name + DOSSIERS)

    def get(self, subject: str, language: str, stamp: str) -> Written | None:
        """The dossier as it was written with this stamp; None where it was not."""
        row = self._ask("SELECT name, content, reports", subject, language, stamp)
        return Written(row[0], zlib.decompress(row[1]).decode(), row[2]) if row else None

    def has(self, subject: str, language: str, stamp: str) -> bool:
        """True where it was written with this stamp."""
        return self._ask("SELECT 1", subject, language, stamp) is not None

    def keep(self, subject: str, language: str, stamp: str, written: Written) -> None:
        """Put it there, in the place of what was written of the same before."""
        packed = zlib.compress(written.content.encode(), 6)
        row = (subject, language, stamp, written.reports, written.name, packed)
        self._write("INSERT OR REPLACE INTO dossiers VALUES (?, ?, ?, ?, ?, ?)", row)

    def tidy(self, stamp: str) -> None:
        """Drop what was written with another stamp, and what is more than is kept."""
        self._write("DELETE FROM dossiers WHERE stamp != ?", (stamp,))
        self._write(
            "DELETE FROM dossiers WHERE (subject, language) IN (SELECT subject, language FROM dossiers "
            "ORDER BY reports DESC, subject, language LIMIT -1 OFFSET ?)",
            (_MOST,),
        )

    def _ask(self, what: str, subject: str, language: str, stamp: str) -> tuple[Any, ...] | None:
        if not self.path.exists():
            return None
        query = f"{what} FROM dossiers WHERE subject = ? AND language = ? AND stamp = ?"
        try:
            with closing(sqlite3.connect(self.path, timeout=_WAIT_SECONDS)) as connection:
                found: tuple[Any, ...] | None = connection.execute(query, (subject, language, stamp)).fetchone()
        except sqlite3.Error:
            return None  # damaged or of another kind: as if nothing were kept
        return found

    def _write(self, order: str, values: Sequence[object]) -> None:
        try:
            with closing(sqlite3.connect(self.path, timeout=_WAIT_SECONDS)) as connection, connection:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute(_TABLE)
                connection.execute(order, values)
        except sqlite3.Error:
            return  # a folder that cannot be written to: the next reader waits as the last one did
