"""Plug point: what reads a report's lines and says where names stand. The shipped model by default.

    MUSNAD_NAMES=model                          the shipped model (default)
    MUSNAD_NAMES=rules                          no model: rules and lists alone
    MUSNAD_NAMES=transformers:FOLDER-OR-NAME    a Hugging Face token classifier (pip install musnad[transformers])
    MUSNAD_NAMES=openai:http://localhost:8080/v1#MODEL   zero-shot through an OpenAI-compatible server

The variable, not an argument, so that worker processes see the same choice.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache
from typing import Protocol

from musnad.annotations.names.lines import NameLine
from musnad.annotations.names.model.tagger import LineView, read
from musnad.errors import SettingError

VARIABLE = "MUSNAD_NAMES"


class Tagger(Protocol):
    """Reads all lines of a report at once; one view for each line, in their order."""

    def __call__(self, lines: Sequence[NameLine], /) -> list[LineView]:
        """What it makes of each line."""
        ...


def _shipped(detail: str) -> Tagger:
    return read


TAGGERS: dict[str, Callable[[str], Tagger]] = {"model": _shipped}
"""Name → what makes the tagger from the detail behind the colon."""


def chosen() -> Tagger | None:
    """The tagger that the environment asks for; None for the rules alone."""
    return _made(os.environ.get(VARIABLE, "rules"))


@cache
def _made(wish: str) -> Tagger | None:
    name, _, detail = wish.partition(":")
    if name == "rules":
        return None
    if name not in TAGGERS:
        raise SettingError(f"{VARIABLE}={wish}: no such names tagger; there are: rules, {', '.join(sorted(TAGGERS))}")
    return TAGGERS[name](detail)
