"""musnad beside its peers, in one run on one machine: how fast, and how often right, where a peer does the same thing.

    python evaluation/bench/run.py [--copies N] [--json]

Peers are measured when they are installed (`pip install dateparser`); trafilatura comes with musnad. Nothing here is a
test: figures depend on the machine. Tasks: reading pages to their article text, dates of tests/cases/dates.yml, the whole build.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from musnad import documents, edtf, knowledge, pipeline
from musnad.build import build
from musnad.knowledge.store import Case

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "samples/pages"
Row = dict[str, Any]
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def timed(work: Callable[[], Any], repeat: int = 3) -> tuple[float, Any]:
    """Best of `repeat` runs, in seconds, after one to warm up; and the last result."""
    result = work()
    best = float("inf")
    for _ in range(repeat):
        started = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - started)
    return best, result


def version(package: str) -> str:
    """Installed version, or empty."""
    return importlib.metadata.version(package) if importlib.util.find_spec(package) else ""


def reading() -> Iterator[Row]:
    """HTML pages to article text."""
    pages = [(path.name, path.read_bytes()) for path in sorted(PAGES.glob("*.html"))]
    seconds, _ = timed(lambda: [documents.read_bytes(data, name) for name, data in pages])
    yield {"task": "page to article", "tool": f"musnad {version('musnad')}", "ms each": 1000 * seconds / len(pages)}
    import trafilatura

    seconds, _ = timed(lambda: [trafilatura.extract(data) for _, data in pages])
    yield {"task": "page to article", "tool": f"trafilatura {version('trafilatura')}", "ms each": 1000 * seconds / len(pages)}


def _date_cases() -> list[tuple[str, str | None, list[str]]]:
    """Text, publication date, expected EDTF values."""
    cases = yaml.safe_load((ROOT / "tests/cases/dates.yml").read_text(encoding="utf-8"))
    cases = cases["cases"] if isinstance(cases, dict) else cases
    return [
        (case["text"], str(case["published"]) if case.get("published") else None, [str(v) for _, v in case["expected"]])
        for case in cases
    ]


def dates() -> Iterator[Row]:
    """The project's own cases; a peer is right where it finds every day that the case expects, precision left aside."""
    cases = _date_cases()
    from musnad.annotations import dates as tagger

    def ours() -> int:
        return sum(
            sorted(str(found.value) for found in tagger.find(text, published=published)) == sorted(expected)
            for text, published, expected in cases
        )

    seconds, right = timed(ours)
    share, each = right / len(cases), 1000 * seconds / len(cases)
    yield {"task": "dates", "tool": f"musnad {version('musnad')}", "right": share, "ms each": each}
    if not version("dateparser"):
        return
    from datetime import date, datetime

    from dateparser.search import search_dates

    def peer(locale: dict[str, list[str]]) -> int:
        right = 0
        for text, published, expected in cases:
            base = datetime.fromisoformat(published) if published and _DAY.fullmatch(published) else datetime(2020, 1, 1)
            settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
            try:
                found = search_dates(text, settings=settings, **locale) or []
            except Exception:
                found = []
            days = {moment.date() for _, moment in found}
            wanted = [edtf.parse(value) for value in expected if edtf.is_edtf(value)]
            right += len(days) == len(wanted) and all(
                any((span.earliest or date.min) <= day <= (span.latest or date.max) for day in days) for span in wanted
            )
        return right

    seconds, right = timed(lambda: peer({"languages": ["ar"]}), repeat=1)
    yield {
        "task": "dates", "tool": f"dateparser {version('dateparser')} (ar)", "right": right / len(cases),
        "ms each": 1000 * seconds / len(cases),
    }  # fmt: skip


def whole(copies: int) -> Iterator[Row]:
    """The build of a case, stage by stage."""
    pages = [(path.name, path.read_bytes()) for path in sorted(PAGES.iterdir())]
    seconds, read = timed(lambda: [documents.read_bytes(data, name) for name, data in pages])
    yield {"task": "read", "tool": "musnad", "ms each": 1000 * seconds / len(pages)}
    seconds, reports = timed(lambda: [pipeline.annotate(document) for document in read])
    yield {"task": "annotate", "tool": "musnad", "ms each": 1000 * seconds / len(pages)}
    seconds, _ = timed(lambda: knowledge.derive(reports), repeat=1)
    yield {"task": "join", "tool": "musnad", "ms each": 1000 * seconds / len(pages)}
    with tempfile.TemporaryDirectory() as folder:
        for copy in range(copies):
            for name, data in pages:
                # one byte differs, so that each is a document of its own
                (Path(folder) / f"{copy:04}-{name}").write_bytes(data + f"\n{copy}".encode())
        started = time.perf_counter()
        build([Path(folder)], Path(folder) / "case.musnad")
        total = time.perf_counter() - started
        number = copies * len(pages)
        yield {"task": f"build of {number} reports", "tool": "musnad", "ms each": 1000 * total / number}
        with Case.open(Path(folder) / "case.musnad") as case:
            seconds, _ = timed(lambda: case.search("مدينة"))
        yield {"task": "search", "tool": "musnad", "ms each": 1000 * seconds}


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Speed and correctness beside peers.")
    parser.add_argument("--copies", type=int, default=5, help="how many times over the sample reports are built")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rows = [*reading(), *dates(), *whole(arguments.copies)]
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    print(f"{'task':<26}{'tool':<26}{'right':>8}{'ms each':>10}")
    for row in rows:
        right = f"{row['right']:.3f}" if "right" in row else ""
        print(f"{row['task']:<26}{row['tool']:<26}{right:>8}{row['ms each']:>10.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
