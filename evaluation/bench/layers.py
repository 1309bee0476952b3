"""How many reports of 300 words a second each layer reads on one core, once names are there; and whether time grows with length.

    PYTHONPATH=src python evaluation/bench/layers.py [--reports 60]

Reports are put together from our own sentences (training/names/sentences). Every step runs over all of them before it is timed;
`first` is the time of a pass that has read none of their words before.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from musnad import documents, pipeline
from musnad.records import Report

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "evaluation/names"))

from speed import WORDS, reports  # noqa: E402

SAID_AND_DONE = ("roles", "quotations", "events", "relations")


def annotated(pages: Sequence[list[str]]) -> list[Report]:
    """The pages as reports, all layers found."""
    return [
        pipeline.annotate(documents.read_bytes("\n".join(["12/05/2021", *page]).encode(), f"{number}.txt"))
        for number, page in enumerate(pages)
    ]


def seconds(step: pipeline.Step, read: Sequence[Report]) -> float:
    """Processor time of one step over all reports."""
    begun = time.process_time()
    for report in read:
        step.run(report)
    return time.process_time() - begun


def _row(name: str, first: float, speed: float, growth: float) -> str:
    return f"{name:<12}{speed:>10.0f}{first:>7.1f}s{growth:>25.1f}x"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=60)
    pages = reports(parser.parse_args().reports)
    read = annotated(pages)
    longer = annotated([[line for page in pages[at : at + 4] for line in page] for at in range(0, len(pages) - 3, 4)])
    print(f"{'layer':<12}{'reports/s':>10}{'first':>8}{'four times as long takes':>26}")
    totals = [0.0, 0.0, 0.0]
    for step in pipeline.STEPS:
        if step.name in SAID_AND_DONE:
            first, short, _, long = (seconds(step, part) for part in (read, read, longer, longer))
            totals = [total + part for total, part in zip(totals, (first, short, long), strict=True)]
            print(_row(step.name, first, len(read) / short, (long / len(longer)) / (short / len(read))))
    first, short, long = totals
    print(_row("together", first, len(read) / short, (long / len(longer)) / (short / len(read))))
    print(f"one core, reports of {WORDS} words")


if __name__ == "__main__":
    main()
