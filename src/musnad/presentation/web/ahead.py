"""Writes the dossiers of the busiest actors before anybody asks, in a process of its own that gives way to everything else."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

from musnad.build import use_lexicon_of
from musnad.errors import MusnadError
from musnad.knowledge.store import Case
from musnad.presentation import dossier as dossiers
from musnad.presentation.dossier.holdings import Reading
from musnad.presentation.web.case_reader import CaseReader
from musnad.presentation.web.links import Links
from musnad.presentation.web.wording import LANGUAGES, Language
from musnad.presentation.web.written import Shelf, Written, stamp_of

FEWEST = 7
"""Reports from which on a dossier is written ahead: with fewer it is written in the time of any other page."""
_MOST = 3400
"""Subjects whose dossiers are written ahead, the busiest first: at some 0.15 s each a quarter of an hour an edition."""
_AGAIN = 200
"""The same after a change made while the pages are served: who decides all day must not keep a processor busy all day."""
_LOOK, _QUIET = 5.0, 20.0
"""Seconds between two looks at the case, and for which nothing may have been written to it before dossiers are."""


def written(case: Case, subject: str, language: Language, months: str, reading: Reading, *, whole: bool = False) -> Written:
    """The dossier of an entity or happening as a page holds it."""
    composed = dossiers.compose(case, subject, language, months=months, reading=reading, whole=whole)
    return Written(composed.name, dossiers.render(composed, "html", Links(language).page), composed.naming)


def write_ahead(path: Path, most: int = _MOST, parent: int | None = None) -> int:
    """Write what is missing of so many subjects, until the case changes or the process that wants it is gone; how many were."""
    shelf, number = Shelf(path), 0
    with contextlib.suppress(MusnadError), Case.open(path) as case:
        use_lexicon_of(case)
        reader = CaseReader(case)
        months, stamp = reader.month_names, stamp_of(case, reader.edition, reader.month_names)
        shelf.tidy(stamp)
        for subject in _busiest(case, most):
            for language in LANGUAGES:
                if not shelf.has(subject, language, stamp):
                    # One that cannot be written must not keep the others from it: its own page tells why.
                    with contextlib.suppress(ValueError, KeyError, IndexError):
                        shelf.keep(subject, language, stamp, written(case, subject, language, months, reader))
                        number += 1
            if stamp_of(case, case.desk.edition(), months) != stamp or (parent and os.getppid() != parent):
                break
    return number


def _busiest(case: Case, most: int) -> Iterator[str]:
    found = sorted(case.entity_summaries(), key=lambda one: (-one.documents, one.id))
    return (one.id for one in found[:most] if one.documents >= FEWEST)


def _in_process(path: Path, most: int, parent: int) -> None:
    if hasattr(os, "nice"):
        os.nice(19)
    write_ahead(path, most, parent)


class Ahead:
    """Has dossiers written ahead as long as pages are served: once for every edition of the case, when it has come to rest."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="musnad-ahead", daemon=True)
        self._process: BaseProcess | None = None

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Leave off."""
        self._stop.set()
        if self._process is not None:
            self._process.terminate()

    def _watch(self) -> None:
        done, seen, rests = (0, 0), (0, 0), 0.0
        while not self._stop.wait(_LOOK):
            now = self._state()
            rests, seen = rests + _LOOK if now == seen else 0.0, now
            working = self._process is not None and self._process.is_alive()
            if now != done and rests >= _QUIET and not working:
                most, done = _AGAIN if done != (0, 0) else _MOST, now
                spawned = multiprocessing.get_context("spawn")
                self._process = spawned.Process(target=_in_process, args=(self._path, most, os.getpid()), daemon=True)
                self._process.start()

    def _state(self) -> tuple[int, int]:
        """When the case was written to last."""
        files = (self._path, self._path.with_name(f"{self._path.name}-wal"))
        one, other = (file.stat().st_mtime_ns if file.exists() else 0 for file in files)
        return one, other
