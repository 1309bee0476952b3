"""Measure dates, times and numbers on public cases, dateparser in the same run: `python evaluation/time/run.py [--show SET]`.

The cases are those of Duckling, Maha and Recognizers-Text for Arabic, converted to one folder (see docs/time.md); they are no
part of this repository, and where the folder is missing the run says so and stops. A case whose own answer is wrong or follows a
convention that no option covers is listed, with its class, in accepted.yml: it is left out of the share and counted apart.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent))

import duckling
import maha_cases
import recognizers
from peers import Dateparser

ACCEPTED = Path(__file__).parent / "accepted.yml"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case: what was wanted, what was found, and whether dateparser has it."""

    case: str
    text: str
    right: bool
    wanted: str
    found: str
    peer: bool | None = None


SETS: dict[str, Callable[[Path, Any], Iterator[Any]]] = {
    "duckling_time": duckling.time,
    "duckling_duration": duckling.durations,
    "duckling_numeral": duckling.numerals,
    "duckling_ordinal": duckling.ordinals,
    "maha_time": maha_cases.time,
    "maha_duration": maha_cases.durations,
    "maha_numeral": maha_cases.numerals,
    "recognizers_number": recognizers.numbers,
    "recognizers_resolution": recognizers.resolution,
}


def main() -> int:
    """Print one line a set: cases, accepted differences, right ones, share, dateparser's share."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[3] / "shared/data/timex")
    parser.add_argument("--show", help="print the cases of this set that are not right")
    arguments = parser.parse_args()
    if not arguments.data.is_dir():
        print(f"skipped: no public cases at {arguments.data} (see docs/time.md)")
        return 0
    accepted = yaml.safe_load(ACCEPTED.read_text(encoding="utf-8"))
    peer = Dateparser()
    print(f"{'set':24}{'cases':>7}{'accepted':>10}{'right':>7}{'share':>8}{'all':>8}{'dateparser':>12}")
    for name, cases in SETS.items():
        listed = {str(case): kind for kind, ids in (accepted["sets"].get(name) or {}).items() for case in ids}
        outcomes = [Outcome(*case) for case in cases(arguments.data, peer)]
        counted = [one for one in outcomes if one.right or one.case not in listed]
        right = sum(one.right for one in counted)
        peers = [one.peer for one in counted if one.peer is not None]
        share = f"{sum(peers) / len(counted):.3f}" if peers else "-"
        print(
            f"{name:24}{len(outcomes):7}{len(outcomes) - len(counted):10}{right:7}{right / max(1, len(counted)):8.3f}"
            f"{right / max(1, len(outcomes)):8.3f}{share:>12}"
        )
        if arguments.show == name:
            for one in outcomes:
                if not one.right:
                    print(
                        "  ", one.case, listed.get(one.case, "MISS"), "|", one.text, "| wanted", one.wanted, "| found", one.found
                    )
    for label, found in (
        ("musnad", recognizers.extraction(arguments.data, None, accepted)),
        ("dateparser", recognizers.extraction(arguments.data, peer, accepted)),
    ):
        totals: Counter[str] = Counter()
        for spec, counts in found.items():
            totals.update(counts)
            if arguments.show == "extraction":
                print("  ", label, spec, recognizers.scores(counts))
        print(f"recognizers_extraction   {label:12} {recognizers.scores(totals)}")
    if arguments.show == "misses":
        for spec, rows in recognizers.misses(arguments.data, accepted).items():
            for row in rows:
                print(spec, *row, sep=" | ")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
