"""Plug point: what reads a report's lines and says where names stand (docs/plug_points.md).

    MUSNAD_NAMES=model                          the shipped model
    MUSNAD_NAMES=rules                          no model: rules and lists alone
    MUSNAD_NAMES=transformers:FOLDER-OR-NAME    a Hugging Face token classifier (pip install musnad[transformers])
    MUSNAD_NAMES=openai:http://localhost:8080/v1#MODEL   zero-shot through an OpenAI-compatible server
    MUSNAD_NAMES=python:MODULE:CALLABLE         a tagger of your own

`musnad build --names` says the same for one build; the build hands the choice to its worker processes.
"""

from __future__ import annotations

import hashlib
import importlib
import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

from musnad.annotations.names.lines import NameLine
from musnad.annotations.names.model.tagger import LineView, read
from musnad.errors import SettingError

VARIABLE = "MUSNAD_NAMES"
DEFAULT = "model"
FAILED = "names by the rules alone"
"""How the note on a report begins whose lines the chosen tagger could not read; the next build reads that report again."""

_used: str | None = None


class Tagger(Protocol):
    """Reads all lines of a report at once; one view for each line, in their order.

    It may have an attribute `version`, a text that changes whenever it would read the same report differently, and `notes()`,
    which hands over (once) what the user should know about the report just read.
    """

    def __call__(self, lines: Sequence[NameLine], /) -> Sequence[LineView | None]:
        """What it makes of each line; None for a line that it could not read: the rules alone read that one."""
        ...


def _shipped(detail: str) -> Tagger:
    return read


def _transformers(detail: str) -> Tagger:
    from musnad.annotations.names.transformers_tagger import TransformersTagger

    return TransformersTagger(detail)


def _openai(detail: str) -> Tagger:
    from musnad.annotations.names.openai_tagger import OpenAiTagger

    return OpenAiTagger(detail)


class _Own:
    """A callable that the user names, with the digest of its module's file as version."""

    def __init__(self, detail: str) -> None:
        module_name, _, name = detail.partition(":")
        if not (module_name and name):
            raise SettingError(f"{VARIABLE}=python:{detail}: say python:MODULE:CALLABLE")
        try:
            module = importlib.import_module(module_name)
        except ImportError as error:
            raise SettingError(f"{VARIABLE}=python:{detail}: {error}; put its folder into PYTHONPATH") from error
        if not callable(getattr(module, name, None)):
            raise SettingError(f"{VARIABLE}=python:{detail}: {module_name} has no callable {name}")
        self._tagger: Tagger = getattr(module, name)
        file = getattr(module, "__file__", None)
        self.version = hashlib.sha256(Path(file).read_bytes()).hexdigest()[:16] if file else ""

    def __call__(self, lines: Sequence[NameLine], /) -> Sequence[LineView | None]:
        return self._tagger(lines)

    def notes(self) -> list[str]:
        return notes_of(self._tagger)


TAGGERS: dict[str, Callable[[str], Tagger]] = {
    "model": _shipped, "transformers": _transformers, "openai": _openai, "python": _Own,
}  # fmt: skip
"""Name → what makes the tagger from the detail behind the colon: cheap, contacts no one; the first report loads the model."""


def use(wish: str | None) -> None:
    """From now on this process reads names as `wish` says; None: as the environment says."""
    global _used
    _used = wish


def wished() -> str:
    """What was asked for: by the build, else by the environment, else the default."""
    return _used or os.environ.get(VARIABLE) or DEFAULT


def chosen() -> Tagger | None:
    """The tagger that is asked for; None for the rules alone.

    Raises SettingError where there is none of this name, or it lacks what it needs.
    """
    return _made(wished())


def version() -> str:
    """Changes whenever names would be read by another tagger."""
    made = str(getattr(chosen(), "version", ""))
    return hashlib.sha256(f"{wished()} {made}".encode()).hexdigest()[:8]


def views(lines: Sequence[NameLine], tagger: Tagger | None, notes: list[str]) -> Sequence[LineView | None]:
    """What the tagger makes of each line, None by the rules alone; `notes` grows by what the user should know.

    A tagger that fails must not cost the report its names: the rules read it then. A wrong setting stops the build.
    """
    nothing: list[LineView | None] = [None] * len(lines)
    if tagger is None:
        return nothing
    try:
        found = tagger(lines)
        if len(found) != len(lines):
            raise ValueError(f"the tagger gave {len(found)} views for {len(lines)} lines")
    except SettingError:
        raise
    except Exception as error:
        notes.append(f"{FAILED}: {type(error).__name__}: {error}")
        return nothing
    notes += notes_of(tagger)
    return found


def notes_of(tagger: Tagger) -> list[str]:
    """What the tagger has to say about the report just read."""
    hand_over = getattr(tagger, "notes", None)
    return list(hand_over()) if callable(hand_over) else []


@cache
def _made(wish: str) -> Tagger | None:
    name, _, detail = wish.partition(":")
    if name == "rules":
        return None
    if name not in TAGGERS:
        raise SettingError(f"{VARIABLE}={wish}: no such names tagger; there are: rules, {', '.join(sorted(TAGGERS))}")
    return TAGGERS[name](detail)
