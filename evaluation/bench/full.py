"""A whole case of many reports, as a build would leave it: documents, originals, annotations, knowledge.

    python evaluation/bench/full.py --shared DIR --cache DIR [--reports 20000]

The reports are those of `many.py`, made out of the annotated ones of `annotated.py`; each has an original whose hash is right.
Kept in the cache as full-N.musnad; goes on where it was stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import annotated
import many

from musnad import build
from musnad.knowledge.store import Case
from musnad.records import Report

_VERSION = "bench"
_FIRST = date(2026, 1, 1)
_DONE = "bench_done"
"""The fact of the case that says with how many reports its knowledge was derived."""


def with_original(report: Report) -> tuple[Report, bytes]:
    """The report with the id and the hash of bytes that it could have come from: its own text."""
    document = report.document
    content = f"{document.name}\n{document.text}".encode()
    digest = hashlib.sha256(content).hexdigest()
    changed = document.model_copy(update={"id": f"d-{digest[:16]}", "sha256": digest, "size": len(content)})
    return report.model_copy(update={"document": changed}), content


def place(cache: Path, number: int) -> Path:
    """Where the case of so many reports is kept."""
    return cache / f"full-{number}.musnad"


def made(cache: Path, number: int) -> Path:
    """The case of so many reports; what is there already is not made again."""
    path = place(cache, number)
    with Case.create(path) as case, Case.open(cache / annotated.CASE) as base:
        if case.meta(_DONE) == str(number):
            return path
        have = {summary.name for summary in case.documents()}
        for done, report in enumerate(many.variants(base, number), start=1):
            if report.document.name not in have:
                report, original = with_original(report)
                received = f"{_FIRST + timedelta(days=done // 100)}T00:00:00+00:00"
                case.add_report(report, original, report.document.name, received, _VERSION)
            if done % 1000 == 0:
                print(f"{time.process_time():7.0f} s  {done} of {number} kept", file=sys.stderr, flush=True)
        build.derive_again(case)
        case.set_meta(_DONE, str(number))
        print(f"{time.process_time():7.0f} s  joined", file=sys.stderr, flush=True)
    return path


def main() -> int:
    """Make the case."""
    parser = argparse.ArgumentParser(description="A whole case of many reports, for measuring pages.")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--reports", type=int, default=20000)
    parser.add_argument("--base", type=int, default=2000)
    arguments = parser.parse_args()
    os.nice(10)
    annotated.annotate(arguments.shared, arguments.cache, arguments.base)
    print(made(arguments.cache, arguments.reports))
    return 0


if __name__ == "__main__":
    sys.exit(main())
