"""`musnad dossier`: everything the case holds on one name, with footnotes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from musnad.build import use_lexicon_of
from musnad.cli.output import CaseOption, JsonOption, print_json
from musnad.errors import ExportError
from musnad.knowledge.store import Case
from musnad.presentation.dossier import compose, render


class Format(StrEnum):
    """Forms a dossier can be printed in."""

    md = "md"
    html = "html"
    txt = "txt"


class Language(StrEnum):
    """Languages of the interface."""

    ar = "ar"
    en = "en"


def run(
    name: Annotated[str, typer.Argument(help="Any name of the entity in any spelling, Arabic or Latin, or its id.")],
    case: CaseOption,
    format: Annotated[Format, typer.Option(help="Form of the dossier.")] = Format.md,
    language: Annotated[Language, typer.Option("--lang", help="Language of the dossier.")] = Language.ar,
    out: Annotated[Path | None, typer.Option(help="File to write; standard output where left out.")] = None,
    json: JsonOption = False,
) -> None:
    """Write the dossier of a person, organisation, place or named event."""
    with Case.open(case) as opened:
        use_lexicon_of(opened)
        dossier = compose(opened, opened.find_entity(name).id, language.value)
    if json:
        print_json(dossier.model_dump())
        return
    text = render(dossier, format.value)
    if out is None:
        typer.echo(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ExportError(f"{out}: cannot be written ({error.strerror}); choose another file with --out") from error
    typer.echo(f"written: {out}")
