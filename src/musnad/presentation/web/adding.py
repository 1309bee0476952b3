"""Reports added in the browser: kept beside the case until a build of their own, in a process of its own, has read them.

The pages stay quick while it reads, a file once received is not lost when the server or the build is stopped, and a build that
somebody started elsewhere on the same case is waited for.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import re
import threading
import time
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import BinaryIO, Literal

from musnad.build import INCOMING, build
from musnad.documents.files import SIZE_LIMIT
from musnad.errors import CaseInUse, MusnadError
from musnad.knowledge.store.building import BuildState, ask_to_stop, state_of

_LISTED = 400
"""Received files that are told apart on the page; a folder of thousands has one line for most of them."""
_MANY = 40
"""Reports from which on several processes read faster than one: each takes some seconds to begin."""
_PART = ".musnad-part"
_IN_USE = 75
"""Exit status of a reading process that found another build at work."""
_LOOK = 0.5
"""Seconds between two looks at a build that is waited for."""
_NAME = 80
"""Letters kept of a file's or folder's name: file systems allow 255 bytes, an Arabic letter has two."""
Outcome = Literal["kept", "known", "twice", "too_large", "empty_name"]


@dataclass(frozen=True)
class Received:
    """What became of one file that was sent."""

    name: str
    outcome: Outcome
    document: str | None = None
    """The report that has these bytes already."""


def safe_name(given: str) -> Path | None:
    """The path that a browser gave a file, as one below a folder of ours; None for hidden files and for no name at all."""
    parts = [re.sub(r'[\x00-\x1f\x7f<>:"|?*]', "_", part).strip(" ") for part in re.split(r"[/\\]", given)]
    parts = [part for part in parts if part not in ("", ".", "..")]
    if not parts or any(part.startswith(".") or part == "__MACOSX" for part in parts):
        return None
    *folders, name = parts[-6:]
    stem, dot, ending = name.rpartition(".")
    short = f"{stem[:_NAME]}{dot}{ending[:10]}" if stem else name[:_NAME]
    return Path(*(folder[:_NAME] for folder in folders), short)


def incoming(case: Path) -> Path:
    """Where files wait to be read."""
    return case.with_name(case.name + INCOMING)


def waiting(case: Path) -> list[Path]:
    """The files that wait, in order."""
    folder = incoming(case)
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(_PART))


def read_incoming(case: Path) -> None:
    """Build what waits into the case, then let go of it: the case keeps originals itself. Runs in a process of its own."""
    folder, files = incoming(case), waiting(case)
    cores = os.cpu_count() or 1
    try:
        build(files, case, workers=max(1, cores - 1) if len(files) >= _MANY else 1, given_as=partial(_given, folder))
    except CaseInUse:
        raise SystemExit(_IN_USE) from None
    except MusnadError:
        raise SystemExit(1) from None  # what it was stands in the state beside the case
    for file in files:
        file.unlink(missing_ok=True)
        for above in file.parents:
            if above == folder:
                break
            with contextlib.suppress(OSError):  # not empty, or gone
                above.rmdir()


def _given(folder: Path, path: Path) -> str:
    """The name that the file came with, without the folder of its hash."""
    return Path(*path.relative_to(folder).parts[1:]).as_posix()


class Adder:
    """Receives files and has them read, one build at a time."""

    def __init__(self, case: Path) -> None:
        self.case = case
        self.received: deque[Received] = deque(maxlen=_LISTED)
        """Of the last upload."""
        self.kept = 0
        self._upload = ""
        self._lock = threading.Lock()
        self._asked = self._closed = False
        self._thread: threading.Thread | None = None
        self._process: BaseProcess | None = None

    @property
    def busy(self) -> bool:
        """True while files are read, or wait for another build to end."""
        with self._lock:
            return self._asked or self._thread is not None

    @property
    def reads(self) -> bool:
        """True while a build of its own is at work."""
        return self._process is not None

    def state(self) -> BuildState | None:
        """How far the build of the case is, whoever started it."""
        return state_of(self.case)

    def begin(self, upload: str) -> None:
        """What follows belongs to this upload; a large one comes in several pieces."""
        with self._lock:
            if upload != self._upload or not upload:
                self._upload, self.kept = upload, 0
                self.received.clear()

    def note(self, received: Received) -> Received:
        """Remember what became of a file."""
        with self._lock:
            self.kept += received.outcome == "kept"
            if received.outcome != "kept":
                self.received.append(received)
        return received

    def receive(self, name: str, content: BinaryIO, known: Mapping[str, str]) -> Received:
        """Keep one file until it is read; `known` are the reports of the case by the hash of their bytes."""
        path = safe_name(name)
        if path is None:
            return self.note(Received(name[:_NAME], "empty_name"))
        folder = incoming(self.case)
        folder.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        partial_file = folder / f"{os.getpid()}-{threading.get_ident()}{_PART}"
        try:
            with partial_file.open("wb") as out:
                while piece := content.read(1 << 20):
                    size += len(piece)
                    if size > SIZE_LIMIT:
                        return self.note(Received(path.as_posix(), "too_large"))
                    digest.update(piece)
                    out.write(piece)
            sha256 = digest.hexdigest()
            if sha256 in known:
                return self.note(Received(path.as_posix(), "known", known[sha256]))
            place = folder / sha256[:24]
            with self._lock:
                twice = place.exists() and any(place.iterdir())
                if not twice:
                    (place / path).parent.mkdir(parents=True, exist_ok=True)
                    partial_file.replace(place / path)
            if twice:
                return self.note(Received(path.as_posix(), "twice"))
        finally:
            partial_file.unlink(missing_ok=True)
        return self.note(Received(path.as_posix(), "kept"))

    def ask(self) -> None:
        """There is something to read."""
        with self._lock:
            self._asked = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="musnad-adding", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Stop the build, whoever started it, after the report or the step at hand; what waits goes on waiting."""
        with self._lock:
            self._asked = False
        state = self.state()
        if state and state.state == "running":
            ask_to_stop(self.case, state.id)

    def wait(self, seconds: float) -> None:
        """Wait until all that was asked for is done, `seconds` at most."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def close(self) -> None:
        """The server ends: its own build stops too; what waits is read when somebody asks again."""
        self._closed = True
        if self._process is not None:
            self.stop()
            self.wait(10)

    def _work(self) -> None:
        context = multiprocessing.get_context("spawn")
        while True:
            with self._lock:
                if not self._asked or self._closed:
                    self._asked, self._thread = False, None
                    return
            state = self.state()
            if state and state.state == "running":
                time.sleep(_LOOK)
                continue
            with self._lock:
                self._asked = False
            self._process = context.Process(target=read_incoming, args=(self.case,), name="musnad-adding")
            self._process.start()
            self._process.join()
            if self._process.exitcode == _IN_USE:
                with self._lock:
                    self._asked = True
            self._process = None


def outcomes(received: Iterable[Received]) -> dict[Outcome, list[Received]]:
    """Received files by what became of them."""
    found: dict[Outcome, list[Received]] = {}
    for one in received:
        found.setdefault(one.outcome, []).append(one)
    return found
