"""`musnad build`: read reports into a case."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from musnad.build import BuildResult, build
from musnad.build import Progress as Step
from musnad.cli.output import CaseOption, JsonOption, LexiconOption, NamesOption, print_json

STAGES = {"reading": "Reading reports", "joining": "Joining what they say"}


def run(
    paths: Annotated[list[Path], typer.Argument(help="Reports, or folders of them (read with all their subfolders).")],
    case: CaseOption,
    workers: Annotated[int, typer.Option(help="Processes to use; 0 means one for each core.", min=0)] = 1,
    lexicon: LexiconOption = None,
    names: NamesOption = None,
    json: JsonOption = False,
) -> None:
    """Read reports into a case; what is already in it is not read again.

    Can be stopped at any time and run again: it goes on where it was. Files that cannot be read are listed with the reason,
    the others are built (exit code 3). A lexicon of your own is kept in the case: later builds use it until another is given (an
    empty folder takes it away). Reports that were read with another choice of --names are read again.
    """
    with_bar = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
        TextColumn("{task.fields[file]}"), console=with_bar, disable=json or not with_bar.is_terminal,
    ) as bar:  # fmt: skip
        tasks = {stage: bar.add_task(label, total=None, file="", visible=False) for stage, label in STAGES.items()}

        def tell(step: Step) -> None:
            bar.update(tasks[step.stage], total=step.total, completed=step.done, file=step.name, visible=True)

        result = build(paths, case, workers=workers or os.cpu_count() or 1, lexicon=lexicon, names=names, progress=tell)
    if json:
        print_json({**dataclasses.asdict(result), "failures": [failure.model_dump() for failure in result.failures]})
    else:
        _print(result, case)
    if result.failures:
        raise typer.Exit(3)


def _print(result: BuildResult, case: Path) -> None:
    counts = result.counts
    typer.echo(
        f"{result.read} read, {result.unchanged} already in the case, {result.repeated} repeated, {len(result.failures)} failed"
    )
    typer.echo(", ".join(f"{number:,} {name}" for name, number in counts.items()))
    for failure in result.failures:
        typer.echo(f"not read: {failure.name}: {failure.problem}. {failure.advice.rstrip('.')}.", err=True)
    for note in result.incomplete:
        typer.echo(f"read in part: {note}", err=True)
    if counts.get("documents"):
        typer.echo(f"Open it with: musnad serve --case {case}")
