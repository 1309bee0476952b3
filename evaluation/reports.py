"""Build a case from reports with gold, score it, and hold the scores against evaluation/floors.json.

    python evaluation/reports.py [--set SET] [--shared DIR] [--errors LAYER] [--update] [--write] [--json]

`reports` are the five real reports, `samples` the project's own pages with gold in evaluation/samples/gold, annotated by readers
who had not seen the program's output. `passages`, `second` and `held_aside` are the passages of evaluation/passages.py, each a
case of its own; errors in those held aside are not listed, so that nobody mends the program by them. The scorer and the five
reports lie in a folder `shared` beside the repository; without it there is nothing to measure and the command says so.
`--update` raises floors to what was reached (minus a small margin), never lowers one, and tells the web app; `--write`
writes the table into README.md.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from musnad import documents, pipeline
from musnad.annotations.names import mention_of
from musnad.annotations.names.candidates import Candidate
from musnad.build import build
from musnad.knowledge.store import Case
from musnad.presentation.exports import export
from musnad.records import Report

# This folder is no package: its programs find each other on the path, also where a test loads one by its file.
sys.path.insert(0, str(Path(__file__).parent))

import passages
import shipped_accuracy

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.02
"""A floor is set this much below what was reached: the names model sums in 8 bits, and processors round those differently."""

SETS = ("reports", "samples", "passages", "second", "held_aside")

Table = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Reports and their gold, ready for the scorer: `texts` holds NAME.txt, `gold` NAME.json and knowledge.json."""

    reports: list[Path]
    gold: Path
    texts: Path
    apart: bool = False
    """True where every text is a case of its own: they tell of different worlds, in which one name means different things."""


def shared_set(shared: Path) -> GoldSet:
    """The five real reports."""
    return GoldSet(sorted((shared / "reports").glob("*.txt")), shared / "gold", shared / "reports")


def sample_set(folder: Path) -> GoldSet:
    """The sample pages: texts as musnad reads them, gold files of all annotators together, laid out in `folder`."""
    source = ROOT / "evaluation/samples/gold"
    gold, texts = folder / "gold", folder / "texts"
    gold.mkdir()
    texts.mkdir()
    known: dict[str, Any] = {"entities": {}, "relations": [], "events": {}, "contradictions": []}
    for path in sorted(source.glob("entities_*.json")):
        known["entities"] |= json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(source.glob("knowledge_*.json")):
        part = json.loads(path.read_text(encoding="utf-8"))
        for key, value in part.items():
            if isinstance(value, dict):
                known[key] |= value
            else:
                known[key] += value
    (gold / "knowledge.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
    reports = []
    for path in sorted((ROOT / "samples/pages").iterdir()):
        annotated = source / f"{path.name}.json"
        if annotated.exists():
            stem = path.name.removesuffix(".txt")
            (gold / f"{stem}.json").write_bytes(annotated.read_bytes())
            (texts / f"{stem}.txt").write_text(documents.read(path).text, encoding="utf-8")
            reports.append(path)
    return GoldSet(reports, gold, texts)


def passage_set(name: str, folder: Path) -> GoldSet:
    """Passages of our own sentences, with gold for everything that follows from the names."""
    try:
        texts, gold = passages.lay_out_set({"passages": "dev"}.get(name, name), folder)
    except passages.Fault as fault:
        sys.exit(str(fault))
    return GoldSet(sorted(texts.glob("*.txt")), gold, texts, apart=True)


def choose(name: str, shared: Path, folder: Path) -> GoldSet:
    """The set called `name`; what has to be laid out for it goes into `folder`."""
    if name == "reports":
        return shared_set(shared)
    return sample_set(folder) if name == "samples" else passage_set(name, folder)


def read_in(reports: list[Path], case_path: Path, out: Path) -> float:
    """Build a case and export it for the scorer; returns the seconds that the building took."""
    started = time.perf_counter()
    result = build(reports, case_path)
    seconds = time.perf_counter() - started
    if result.failures or result.incomplete:
        print(*result.failures, *result.incomplete, sep="\n", file=sys.stderr)
    with Case.open(case_path) as case:
        export(case, "standoff", out)
    return seconds


@contextmanager
def given_names(gold: Path) -> Iterator[None]:
    """While it lasts the names step returns the gold names of the report: what the layers behind it can reach."""
    step = next(step for step in pipeline.STEPS if step.name == "names")

    def annotate(report: Report) -> dict[str, Any]:
        marked = json.loads((gold / f"{Path(report.document.name).stem}.json").read_text(encoding="utf-8"))["mentions"]
        found = [
            Candidate(mark["start"], mark["end"], mark["type"], 0.99, "names.model", (("name", mark["text"]),), mark.get("kind"))
            for mark in marked
            if not mark.get("nominal")
        ]
        return {"mentions": tuple(mention_of(report.document.text, name) for name in found), "failures": report.failures}

    before = pipeline.STEPS
    pipeline.STEPS = tuple(replace(one, run=annotate) if one is step else one for one in before)
    try:
        yield
    finally:
        pipeline.STEPS = before


def measure(
    name: str, shared: Path = SHARED, errors: str | None = None, gold_names: bool = False
) -> tuple[Table, dict[str, float], str]:
    """Scores by layer, seconds, and the scorer's error listing where asked for."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        chosen = choose(name, shared, folder)
        if gold_names:
            stack.enter_context(given_names(chosen.gold))
        out = folder / "standoff"
        if chosen.apart:
            exports = {path.stem: folder / "exports" / path.stem for path in chosen.reports}
            seconds = sum(read_in([path], folder / f"{path.stem}.musnad", exports[path.stem]) for path in chosen.reports)
            passages.join_exports(exports, out)
        else:
            seconds = read_in(chosen.reports, folder / "case.musnad", out)
        command = [
            sys.executable, str(shared / "score/score.py"), str(chosen.gold), str(out), "--reports", str(chosen.texts),
        ]  # fmt: skip
        table: Table = json.loads(subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout)
        listing = ""
        if errors:
            listing = subprocess.run([*command, "--errors", errors], check=True, capture_output=True, text=True).stdout
    return table, {"seconds": round(seconds, 2), "per_report": round(seconds / len(chosen.reports), 3)}, listing


def scores(table: Table) -> dict[str, float]:
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


def all_floors() -> dict[str, dict[str, float]]:
    """Floors by set and layer."""
    content: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return {name: content.get(name, {}) for name in SETS}


def write_readme(shared: Path) -> None:
    """Put the table of both sets between the marks in README.md."""
    tables = {name: measure(name, shared)[0] for name in ("reports", "samples")}
    rows = "".join(
        f"| {layer} | {tables['reports'][layer]['f1']:.2f} | {tables['samples'][layer]['f1']:.2f} |\n"
        for layer in tables["reports"]
    )
    text = (
        "F1 by layer, measured by `python evaluation/reports.py --write`. The five real reports were read while the rules were\n"
        "written; the gold of the fourteen sample pages was made by readers who had not seen the program's output. Text from\n"
        "other outlets and years gives less than either: docs/figures.md has the blind readings.\n\n"
        "| layer | five real reports | sample pages |\n|---|---|---|\n" + rows
    )
    path = ROOT / "README.md"
    page = path.read_text(encoding="utf-8")
    marks = r"(<!-- figures:begin -->\n).*?(<!-- figures:end -->)"
    path.write_text(re.sub(marks, lambda m: m[1] + text + m[2], page, flags=re.S), encoding="utf-8")


def show(table: Table, timing: dict[str, float], floors: dict[str, float]) -> None:
    """Print the scores as a table."""
    print(f"{'layer':<16}{'precision':>10}{'recall':>9}{'f1':>8}{'gold':>7}{'found':>7}{'floor':>8}")
    for layer, row in table.items():
        print(
            f"{layer:<16}{row['precision']:>10.3f}{row['recall']:>9.3f}{row['f1']:>8.3f}{row['gold']:>7}{row['found']:>7}"
            f"{floors.get(layer, 0):>8.3f}"
        )
    print(f"built in {timing['seconds']} s, {timing['per_report']} s a report")


def main() -> int:
    """Print the table; exit code 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description="Score reports with gold.")
    parser.add_argument("--set", choices=SETS, default="reports")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument(
        "--names", choices=("found", "gold"), default="found", help="gold: judge the layers behind the names alone"
    )
    parser.add_argument("--errors", metavar="LAYER", help="list what went wrong in one layer")
    parser.add_argument("--update", action="store_true", help="raise the floors to what was reached")
    parser.add_argument("--write", action="store_true", help="write the figures into README.md")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if arguments.errors and arguments.set == "held_aside":
        parser.error("the errors of the passages held aside are not listed: nobody is to mend the program by them")
    if not (arguments.shared / "score").is_dir():
        print(f"nothing to measure: {arguments.shared} has no scorer", file=sys.stderr)
        return 0
    if arguments.write:
        write_readme(arguments.shared)
        return 0
    table, timing, listing = measure(arguments.set, arguments.shared, arguments.errors, arguments.names == "gold")
    reached, floors = scores(table), all_floors().get(arguments.set, {})
    if arguments.json:
        print(json.dumps({"scores": table, **timing}, ensure_ascii=False))
    else:
        show(table, timing, floors)
        print(listing, end="")
    if arguments.update:
        content = json.loads(FLOORS.read_text(encoding="utf-8"))
        content[arguments.set] = raised(reached, floors)
        FLOORS.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        shipped_accuracy.write()
    missed = below(reached, floors)
    print(*missed, sep="\n", file=sys.stderr)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
