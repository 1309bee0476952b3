"""What all verbs share: the case option, JSON output, and how an error leaves the program."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer


class Language(StrEnum):
    """Languages of the interface."""

    ar = "ar"
    en = "en"


CaseOption = Annotated[Path, typer.Option("--case", help="The case file.", envvar="MUSNAD_CASE", show_envvar=True)]
LexiconOption = Annotated[
    Path | None,
    typer.Option("--lexicon", help="Folder of your own lexicon files, which extend the shipped ones (docs/lexicon.md)."),
]
NamesOption = Annotated[
    str | None,
    typer.Option(
        "--names",
        help="What reads names: rules, model, transformers:FOLDER or openai:URL#MODEL (docs/plug_points.md); "
        "where left out, as MUSNAD_NAMES says.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def print_json(value: Any) -> None:
    """One JSON document on standard output, Arabic as it is."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def fail(message: str) -> NoReturn:
    """The message on standard error, exit code 1."""
    typer.echo(f"musnad: {message}", err=True)
    sys.exit(1)
