"""Build a case from reports with gold, score it, and hold the scores against evaluation/floors.json.

    python evaluation/reports.py [--shared DIR] [--errors LAYER] [--update] [--json]

The reports, the gold and the scorer lie in a folder `shared` beside the repository; without it there is nothing to measure
and the command says so. `--update` raises floors to what was reached (minus a small margin) and never lowers one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from musnad.build import build
from musnad.knowledge.store import Case
from musnad.presentation.exports import export

ROOT = Path(__file__).parents[1]
FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.005
"""A floor is set this much below what was reached: rounding, not room for regressions."""


def measure(shared: Path, errors: str | None = None) -> tuple[dict[str, dict[str, float]], dict[str, float], str]:
    """Scores by layer, seconds, and the scorer's error listing where asked for."""
    reports = sorted((shared / "reports").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        case_path, out = Path(folder) / "case.musnad", Path(folder) / "standoff"
        started = time.perf_counter()
        result = build(reports, case_path)
        seconds = time.perf_counter() - started
        if result.failures or result.incomplete:
            print(*result.failures, *result.incomplete, sep="\n", file=sys.stderr)
        with Case.open(case_path) as case:
            export(case, "standoff", out)
        command = [sys.executable, str(shared / "score/score.py"), str(shared / "gold"), str(out)]
        table = json.loads(subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout)
        listing = ""
        if errors:
            listing = subprocess.run([*command, "--errors", errors], check=True, capture_output=True, text=True).stdout
    return table, {"seconds": round(seconds, 2), "per_report": round(seconds / len(reports), 3)}, listing


def scores(table: dict[str, dict[str, float]]) -> dict[str, float]:
    """What the floors are about: F1 a layer, and the precision of contradictions."""
    flat = {layer: row["f1"] for layer, row in table.items()}
    flat["contradictions_precision"] = table["contradictions"]["precision"]
    return flat


def below(reached: dict[str, float], floors: dict[str, float]) -> list[str]:
    """One sentence for every floor that is not reached."""
    return [
        f"{layer}: {reached.get(layer, 0.0):.3f} is below its floor {floor:.3f}"
        for layer, floor in sorted(floors.items())
        if reached.get(layer, 0.0) < floor
    ]


def raised(reached: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """The floors lifted to what was reached; none is lowered."""
    return {layer: max(floors.get(layer, 0.0), round(max(0.0, value - MARGIN), 3)) for layer, value in sorted(reached.items())}


def main() -> int:
    """Print the table; exit code 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description="Score the reports with gold.")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--errors", metavar="LAYER", help="list what went wrong in one layer")
    parser.add_argument("--update", action="store_true", help="raise the floors to what was reached")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if not (arguments.shared / "gold").is_dir():
        print(f"nothing to measure: {arguments.shared} has no gold", file=sys.stderr)
        return 0
    table, timing, listing = measure(arguments.shared, arguments.errors)
    reached = scores(table)
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["reports"]
    if arguments.json:
        print(json.dumps({"scores": table, **timing}, ensure_ascii=False))
    else:
        print(f"{'layer':<16}{'precision':>10}{'recall':>9}{'f1':>8}{'gold':>7}{'found':>7}{'floor':>8}")
        for layer, row in table.items():
            print(
                f"{layer:<16}{row['precision']:>10.3f}{row['recall']:>9.3f}{row['f1']:>8.3f}{row['gold']:>7}{row['found']:>7}"
                f"{floors.get(layer, 0):>8.3f}"
            )
        print(f"built in {timing['seconds']} s, {timing['per_report']} s a report")
        print(listing, end="")
    if arguments.update:
        content = json.loads(FLOORS.read_text(encoding="utf-8"))
        content["reports"] = raised(reached, floors)
        FLOORS.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    missed = below(reached, floors)
    print(*missed, sep="\n", file=sys.stderr)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
