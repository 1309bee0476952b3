"""`musnad dossier`: everything the case holds on one name, with footnotes."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from musnad.build import use_lexicon_of
from musnad.cli.output import CaseOption, JsonOption, Language, print_json
from musnad.errors import ExportError
from musnad.knowledge.store import Case
from musnad.presentation.dossier import compose, render, word

_HAPPENING = re.compile(r"h-[0-9a-f]{16}")
"""The form of a happening's id, which no name has."""


class Format(StrEnum):
    """Forms a dossier can be printed in."""

    md = "md"
    html = "html"
    txt = "txt"
    docx = "docx"


_TEXTS: dict[Format, Literal["md", "html", "txt"]] = {Format.md: "md", Format.html: "html", Format.txt: "txt"}


def run(
    name: Annotated[str, typer.Argument(help="Any name in any spelling, Arabic or Latin, or the id of an entity or event.")],
    case: CaseOption,
    format: Annotated[Format, typer.Option(help="Form of the dossier; docx (Word) needs --out.")] = Format.md,
    language: Annotated[Language, typer.Option("--lang", help="Language of the dossier.")] = Language.ar,
    out: Annotated[Path | None, typer.Option(help="File to write; standard output where left out.")] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="Leave out no event, saying or name, and write it from up to 100 reports.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Write the dossier of a person, organisation, place, named event, or of one happening by its id."""
    if format is Format.docx and out is None and not json:
        raise ExportError("a Word file cannot be printed; say where to write it: --out dossier.docx")
    with Case.open(case) as opened:
        use_lexicon_of(opened)
        dossier = compose(opened, _subject(opened, name), language.value, whole=whole)
    if json:
        print_json(dossier.model_dump())
        return
    content = word(dossier) if format is Format.docx else render(dossier, _TEXTS[format]).encode()
    if out is None:
        typer.echo(content.decode(), nl=False)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise ExportError(f"{out}: cannot be written ({error.strerror}); choose another file with --out") from error
    typer.echo(f"written: {out}")


def _subject(case: Case, name: str) -> str:
    """Id of the happening of this id, else of the entity of this name."""
    if _HAPPENING.fullmatch(name):
        return case.event(name).id
    return case.find_entity(name).id
