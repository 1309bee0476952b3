"""`musnad demo`: build the sample case and open it."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

from musnad.build import build
from musnad.cli.serve import serve as serve_case
from musnad.errors import CaseError


def run(
    out: Annotated[Path, typer.Option("--out", help="Folder for the demo case.")] = Path("demo"),
    port: Annotated[int, typer.Option(help="Port; another free one is taken where it is in use.", min=0, max=65535)] = 8000,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the case after building it.")] = True,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
) -> None:
    """Build a case from the sample reports (invented actors and outlets) and open it in the browser."""
    packaged = files("musnad").joinpath("samples")
    # An editable install has the samples beside the source, a wheel inside the package.
    source = (packaged if packaged.is_dir() else Path(__file__).parents[3] / "samples").joinpath("pages")
    if not source.is_dir():
        raise CaseError("the sample reports are missing from this installation; install musnad again")
    out.mkdir(parents=True, exist_ok=True)
    case = out / "demo.musnad"
    with as_file(source) as folder:
        result = build([folder], case)
    typer.echo(f"{result.counts.get('documents', 0)} sample reports in {case}")
    if serve:
        serve_case(case, "127.0.0.1", port, open_browser, any_port=True)
