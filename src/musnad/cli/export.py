"""`musnad export`: take a case elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.build import use_lexicon_of
from musnad.cli.output import CaseOption, JsonOption, print_json
from musnad.knowledge.store import Case
from musnad.presentation import exports

_KNOWN = "; ".join(f"{module.NAME}: {module.DESCRIPTION}" for module in exports.FORMATS)


def run(
    case: CaseOption,
    to: Annotated[str, typer.Option(help=f"Format. {_KNOWN}.")],
    out: Annotated[
        Path, typer.Option(help="Folder to write into, made where missing; for statements also one .csv or .jsonl file.")
    ],
    json: JsonOption = False,
) -> None:
    """Write the case in another format."""
    with Case.open(case) as opened:
        use_lexicon_of(opened)
        written = exports.export(opened, to, out)
    if json:
        print_json([str(path) for path in written])
    else:
        for path in written:
            typer.echo(f"written: {path}")
