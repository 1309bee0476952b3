"""Megabytes of news text that the date tagger reads in a second on one core: `python evaluation/time/speed.py [FILE...]`.

Without files, the text is made of the sentences of tests/cases, drawn evenly among lines without any date as news has them. CPU
time is measured, best of five runs; the lengths double, which shows whether the work
grows with the length alone.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import yaml

from musnad.annotations.dates import find

ROOT = Path(__file__).parents[2]


def sentences() -> list[str]:
    """Sentences with dates, each followed by sentences without one (about one date in forty words, as in news)."""
    cases = ROOT / "tests" / "cases"
    dated = [
        case["text"]
        for name in ("dates.yml", "dates_by_country.yml")
        for case in yaml.safe_load((cases / name).read_text(encoding="utf-8"))
    ]
    plain = [
        case["text"]
        for case in yaml.safe_load((cases / "quotations.yml").read_text(encoding="utf-8"))
        if isinstance(case.get("text"), str)
    ]
    return [
        line
        for index, text in enumerate(dated)
        for line in (text, " ".join(plain[(3 * index + k) % len(plain)] for k in range(2)))
    ]


def seconds(text: str) -> float:
    """CPU seconds of the fastest of five runs."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        find(text, "2019-05-22")
        best = min(best, time.process_time() - start)
    return best


def main() -> int:
    """Print megabytes, seconds and megabytes a second for three lengths."""
    lines = "\n".join(Path(name).read_text(encoding="utf-8") for name in sys.argv[1:]) if sys.argv[1:] else "\n".join(sentences())
    find(lines[:20_000], "2019-05-22")  # lexicons and tables are loaded once a process
    for times in (1, 2, 4):
        text = "\n".join([lines] * times)
        size, spent = len(text.encode()) / 1e6, seconds(text)
        dates = len(find(text, "2019-05-22"))
        print(
            f"{size:7.2f} MB {spent:7.3f} s {size / spent:7.2f} MB/s "
            f"{dates:6} dates {dates * 1000 / len(text.split()):6.1f} a thousand words"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
