"""`musnad steps`: the table of steps."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from musnad import pipeline
from musnad.cli.output import JsonOption, print_json


def run(json: JsonOption = False) -> None:
    """Print the steps a report goes through, with what each reads and writes."""
    pipeline.check()
    if json:
        print_json([{"name": s.name, "reads": s.reads, "writes": s.writes, "summary": s.summary} for s in pipeline.STEPS])
        return
    table = Table("step", "reads", "writes", "finds")
    for step in pipeline.STEPS:
        table.add_row(step.name, ", ".join(step.reads), ", ".join(step.writes), step.summary)
    Console().print(table)
