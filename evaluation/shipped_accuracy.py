"""Write what the web app says of its accuracy on unseen reports, from evaluation/floors.json, so that page and tests agree.

    python evaluation/shipped_accuracy.py [--check]

`--check` writes nothing and exits with 1 where the shipped file is stale. What is written are floors: `python
evaluation/reports.py` fails where a layer falls under its floor, so each is a figure that this version reaches at least.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")
SHIPPED = Path(__file__).parents[1] / "src/musnad/presentation/web/accuracy.json"
LAYERS = ("published", "names", "entities", "dates", "roles", "quotations", "sources", "via", "events", "arguments", "relations")
"""In the order of the page; body lines are not of interest there, contradictions have no gold in the unseen set."""


def accuracy() -> dict[str, object]:
    """What ships: F1 on reports that nobody had seen, and of contradictions on the sample pages."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    unseen = {layer: floors["held_aside"][layer] for layer in LAYERS}
    samples = {layer: floors["samples"][layer] for layer in ("contradictions", "contradictions_precision")}
    about = "F1 that this version reaches at least; written by evaluation/shipped_accuracy.py from evaluation/floors.json"
    return {"about": about, "unseen": unseen, "samples": samples}


def write() -> None:
    """Bring the shipped file up to date."""
    SHIPPED.write_text(json.dumps(accuracy(), indent=1) + "\n", encoding="utf-8")


def main() -> int:
    """Write the file, or look whether it is as it should be."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 where the shipped file is stale")
    wanted = json.dumps(accuracy(), indent=1) + "\n"
    if parser.parse_args().check:
        return int(not SHIPPED.is_file() or SHIPPED.read_text(encoding="utf-8") != wanted)
    write()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
