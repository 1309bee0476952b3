"""Annotated reports for measuring: read and annotated once into a case that is kept, then made into as many as are asked for.

    python evaluation/bench/annotated.py --shared DIR --cache DIR [--reports 2000]

annotates so many articles of SaudiNewsNet, evenly taken from the whole, with the rules alone (goes on where it was stopped).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
import newsnet

from musnad import documents, pipeline
from musnad.annotations.names import taggers
from musnad.knowledge.store import Case

CASE = "base.musnad"
_RECEIVED = "2026-01-01T00:00:00+00:00"


def annotate(shared: Path, cache: Path, number: int) -> Path:
    """The case of the annotated reports; what it holds already is not read again."""
    taggers.use("rules")
    every = list(newsnet.articles(shared))
    chosen = [every[at * len(every) // number] for at in range(number)]
    with Case.create(cache / CASE) as case:
        have = {summary.name for summary in case.documents()}
        for done, article in enumerate(chosen, start=1):
            name = f"{article.id}.txt"
            if name not in have:
                original = article.page().encode()
                case.add_report(pipeline.annotate(documents.read_bytes(original, name)), original, name, _RECEIVED, "bench")
            if done % 100 == 0:
                print(f"{done} of {number} annotated", flush=True)
    return cache / CASE


def main() -> int:
    """Annotate and keep."""
    parser = argparse.ArgumentParser(description="Annotate articles once, for measuring what comes after.")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--reports", type=int, default=2000)
    arguments = parser.parse_args()
    annotate(arguments.shared, arguments.cache, arguments.reports)
    return 0


if __name__ == "__main__":
    sys.exit(main())
