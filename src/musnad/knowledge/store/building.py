"""What a build says of itself in a small file beside the case, so that others may watch it, stop it, and keep out of its way.

The file is locked as long as the build lives: the system takes the lock away from a build that is killed, so that what such a
build last said is known to be its last word. Nothing of it enters the case.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from pydantic import Field, ValidationError

from musnad.errors import BuildStopped, CaseError, CaseInUse
from musnad.records import Failure, Record

SUFFIX, STOP = "-build.json", "-build.stop"
_LOCK_AT = 1 << 30
"""Which byte is locked: far behind the content, for where a lock keeps readers out (Windows)."""
_EVERY = 0.2
"""Seconds between two words on one step; a report is read in some hundredths of one."""
_LISTED = 200
"""New reports and failures named; the case has them all."""
_TRIES = 5
Stage = Literal["reading", "joining"]


class BuildState(Record):
    """How far a build is, and in the end what came of it."""

    id: str
    """Tells it from the builds before and after."""
    process: int
    state: Literal["running", "done", "stopped", "failed", "broken_off"] = "running"
    """`broken_off`: killed; it is found out by those who look."""
    started: float
    now: float
    """Seconds since 1970, when it last said something; `since`, when its stage began."""
    since: float
    stage: Stage = "reading"
    name: str = ""
    """File or step at hand."""
    done: int = 0
    total: int = 0
    failed: int = 0
    stopping: bool = False
    problem: str = ""
    new: tuple[str, ...] = ()
    """Ids of reports that it brought, the first of them."""
    brought: int = 0
    """How many it brought; `read` counts those read again too."""
    read: int = 0
    known: int = 0
    """Files that the case had already, or that were given twice."""
    failures: tuple[Failure, ...] = ()
    before: dict[str, int] = Field(default_factory=dict)
    after: dict[str, int] = Field(default_factory=dict)
    """How much the case held of everything, before and after."""
    took: dict[str, float] = Field(default_factory=dict)
    """Seconds of each step of joining, the last time that a build came to its end."""

    @property
    def remaining(self) -> float | None:
        """Seconds that are left of the stage: by its pace, or by what its steps took last time; None where nobody knows."""
        spent = self.now - self.since
        if self.stage == "reading":
            return spent / self.done * (self.total - self.done) if self.done else None
        if self.name not in self.took:
            return None
        steps = list(self.took)
        return max(0.0, sum(self.took[step] for step in steps[steps.index(self.name) :]) - spent)


def file_of(case: Path) -> Path:
    """Where the build of a case says how far it is."""
    return case.with_name(case.name + SUFFIX)


def state_of(case: Path) -> BuildState | None:
    """The last word of the case's last build; None where nothing was said."""
    path = file_of(case)
    for _ in range(_TRIES):
        try:
            said = path.read_bytes()
            if not said:  # the case was held, but by nobody who builds it
                return None
            state = BuildState.model_validate_json(said)
        except OSError:
            return None
        except ValidationError:  # it is being written right now, or by another version
            time.sleep(0.01)
            continue
        if state.state != "running":
            return state
        if not _held(path):
            return state.model_copy(update={"state": "broken_off"})
        return state.model_copy(update={"stopping": case.with_name(case.name + STOP).exists()})
    return None


def ask_to_stop(case: Path, build: str) -> None:
    """Ask the running build to stop; it does so after the report or the step at hand."""
    case.with_name(case.name + STOP).write_text(build, "utf-8")


class BuildRecord:
    """The one build at work on a case: it alone may say something until it leaves the `with` block.

    Raises CaseInUse where another one is at work.
    """

    def __init__(self, case: Path, before: Callable[[], Mapping[str, int]] = dict) -> None:
        self.case, self._before = case, before
        self._stop = case.with_name(case.name + STOP)
        self._step_began, self._took = 0.0, dict[str, float]()

    def __enter__(self) -> Self:
        last, before = state_of(self.case), dict(self._before())
        self._lock = _holding(file_of(self.case), patience=0.5)
        self._file = self._lock.__enter__()
        self._stop.unlink(missing_ok=True)
        now = time.time()
        self.state = BuildState(
            id=f"{os.getpid()}-{now:.6f}", process=os.getpid(), started=now, now=now, since=now, before=before,
            took=last.took if last else {},
        )  # fmt: skip
        self._write()
        return self

    def tell(self, stage: Stage, done: int, total: int, name: str, failed: int = 0) -> None:
        """How far it is. Raises BuildStopped where somebody asked it to stop."""
        now, last = time.time(), self.state
        step = (stage, name if stage == "joining" else "") != (last.stage, last.name if last.stage == "joining" else "")
        if step:
            self._note_step(now)
        began = now if step else last.since
        changes = {"stage": stage, "done": done, "total": total, "name": name, "failed": failed, "since": began}
        if step or done == total or not last.done or now - last.now >= _EVERY:
            self.state = last.model_copy(update=changes | {"now": now})
            self._write()
        if self._stop.exists() and self._stop.read_text("utf-8") == last.id:
            raise BuildStopped(f"{self.case}: the build was stopped from a page; run it again to go on where it was")

    def _note_step(self, now: float) -> None:
        if self.state.stage == "joining" and self.state.name:
            self._took[self.state.name] = round(now - self._step_began, 2)
        self._step_began = now

    def came_to(self, **results: object) -> None:
        """What came of it, in fields of BuildState."""
        self.state = self.state.model_copy(update=results)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        state = "done" if kind is None else "stopped" if kind in (BuildStopped, KeyboardInterrupt) else "failed"
        took = self._took if kind is None and self._took else self.state.took
        problem = str(error) if state == "failed" else ""
        self.state = self.state.model_copy(update={"state": state, "problem": problem, "now": time.time(), "took": took})
        with contextlib.suppress(OSError):  # a full disk: the build's own error tells more
            self._write()
        self._stop.unlink(missing_ok=True)
        self._lock.__exit__(None, None, None)

    def _write(self) -> None:
        short = {name: getattr(self.state, name)[:_LISTED] for name in ("new", "failures")}
        content = self.state.model_copy(update=short).model_dump(mode="json")
        data = json.dumps(content, ensure_ascii=False).encode()
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, data)
        os.ftruncate(self._file, len(data))


@contextmanager
def holding(case: Path, patience: float = 30.0) -> Iterator[None]:
    """Nobody else builds the case meanwhile. Raises CaseInUse where another does for longer than `patience` seconds."""
    with _holding(file_of(case), patience):
        yield


@contextmanager
def _holding(path: Path, patience: float) -> Iterator[int]:
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    except OSError as error:
        raise CaseError(f"{path} cannot be written ({error.strerror}); may you write in the folder of the case?") from error
    try:
        until = time.monotonic() + patience
        while not _lock(file):
            if time.monotonic() > until:
                raise CaseInUse(_in_use(path))
            time.sleep(0.05)
        yield file
    finally:
        os.close(file)  # and with it the lock


def _in_use(path: Path) -> str:
    name = path.name.removesuffix(SUFFIX)
    try:
        process = f" (process {json.loads(path.read_bytes())['process']})"
    except (OSError, ValueError, KeyError, TypeError):
        process = ""
    return f"{name} is being built by another program{process}; wait until it is done, or stop it, then try again"


def _held(path: Path) -> bool:
    try:
        with _holding(path, 0.0):
            return False
    except CaseInUse:
        return True
    except CaseError:  # a case that may only be read: nothing can be told
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        os.lseek(file, _LOCK_AT, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # A file system without locks: better no guard than no build.
            return error.errno not in (errno.EWOULDBLOCK, errno.EACCES)
        return True
