"""Event pairs of our own: which tellings of four newsrooms are held to be of one happening.

    python evaluation/event_pairs.py [--set develop|aside|all] [--errors] [--json]

Each group of evaluation/event_pairs.yml is a case of its own: its four short reports are read like any others, joined, and every
pair of them is one decision. What is told but not read as an event at all cannot be joined: it counts as held apart.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from musnad import documents, pipeline
from musnad.knowledge import derive
from musnad.records import EventMention, Knowledge, Report

PAIRS = Path(__file__).with_name("event_pairs.yml")
_MONTHS = ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر")
_DAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


@dataclass
class Tally:
    """Decisions on pairs."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    apart: int = 0
    errors: list[str] = field(default_factory=list)

    def row(self) -> dict[str, float]:
        """Pairwise precision, recall and F1 of `same`."""
        precision = self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        pairs = self.right + self.wrong + self.missed + self.apart
        return {
            "precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3), "pairs": pairs,
            "same": self.right + self.missed,
        }  # fmt: skip


def page(entry: dict[str, Any]) -> str:
    """A report as a page prints it: outlet and date line, then the text."""
    day: date = entry["date"]
    return f"{entry['outlet']}\n{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}\n\n{entry['text']}\n"


def telling(report: Report, known: Knowledge, trigger: str) -> str | None:
    """The happening that a word belongs to; where it is no event mention itself (a bare `المواجهات`), the nearest one."""
    start = report.document.text.rindex(trigger)

    def distance(event: EventMention) -> tuple[int, str]:
        away = max(0, event.span.start - start - len(trigger), start - event.span.end)
        return away, event.id

    found = min(report.events, key=distance, default=None)
    return known.event_mentions.get(f"{report.document.id}/{found.id}") if found else None


def measure(chosen: str = "all") -> Tally:
    """All decisions of a set."""
    tally = Tally()
    for group in yaml.safe_load(PAIRS.read_text(encoding="utf-8"))["groups"]:
        if chosen != "all" and bool(group.get("aside")) != (chosen == "aside"):
            continue
        entries = group["reports"]
        reports = [
            pipeline.annotate(documents.read_bytes(page(entry).encode(), f"{group['id']}-{number}.txt"))
            for number, entry in enumerate(entries)
        ]
        known = derive(reports)
        told = [telling(report, known, entry["trigger"]) for report, entry in zip(reports, entries, strict=True)]
        for one, other in combinations(range(len(entries)), 2):
            joined = told[one] is not None and told[one] == told[other]
            same = entries[one]["event"] == entries[other]["event"]
            _count(tally, joined, same, f"{group['id']} {one}-{other}", [told[one], told[other]])
    return tally


def _count(tally: Tally, joined: bool, same: bool, name: str, told: list[str | None]) -> None:
    if joined and same:
        tally.right += 1
    elif joined:
        tally.wrong += 1
        tally.errors.append(f"joined, are two: {name}")
    elif same:
        tally.missed += 1
        tally.errors.append(f"apart, are one: {name}" + (" (no event mention)" if None in told else ""))
    else:
        tally.apart += 1


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Score the joining of event mentions.")
    parser.add_argument("--set", choices=("develop", "aside", "all"), default="all")
    parser.add_argument("--errors", action="store_true", help="list the pairs decided wrongly; never of those kept aside")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if arguments.errors and arguments.set != "develop":
        parser.error("--errors goes with --set develop: what is kept aside is not looked at")
    names = ("develop", "aside") if arguments.set == "all" else (arguments.set,)
    table = {name: measure(name) for name in names}
    if arguments.json:
        print(json.dumps({name: tally.row() for name, tally in table.items()}))
        return 0
    for name, tally in table.items():
        print(name, *(f"{key} {value}" for key, value in tally.row().items()), sep="  ")
        if arguments.errors:
            print(*tally.errors, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
