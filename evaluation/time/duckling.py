"""Duckling's Arabic corpora: one expression a line, its value and grain."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from comparing import end_moment, first_moment, grain_of
from peers import Dateparser

from musnad.annotations.dates import Convention, times
from musnad.annotations.numbers import numbers_in, ordinals_in

# Assistants look ahead; Duckling's week begins on Monday.
CONVENTION = Convention(yearless="ahead", weekday="ahead", parts="point", after="now", hours="ahead", week_starts=0)
Case = tuple[str, str, bool, str, str, bool | None]


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
            yield str(number), row


def time(data: Path, peer: Dateparser) -> Iterator[Case]:
    """Right: a single mention with the same beginning and grain, or for intervals the same beginning and end."""
    for case, row in _rows(data / "duckling_ar" / "time.tsv"):
        reference, start = datetime.fromisoformat(row["reference"]), datetime.fromisoformat(row["start"])
        end = datetime.fromisoformat(row["end_exclusive"]) if row["end_exclusive"] else None
        found = [
            one for one in times(row["expression"], row["reference"], CONVENTION) if one.kind in ("date", "clock") and one.value
        ]
        right = False
        if len(found) == 1:
            one = found[0]
            right = first_moment(one.value or "") == start or ((one.value or "").startswith("../") and end is not None)
            right = right and (end_moment(one) == end if end else grain_of(one) == row["grain"])
            if end and (one.value or "").startswith("../"):
                right = datetime.fromisoformat((one.value or "")[3:]) == end
        theirs = peer.parse(row["expression"], reference, "future")
        yield (
            case, row["expression"], right, f"{row['start']} {row['end_exclusive']} {row['grain']}",
            str([(one.words, one.value, one.grain) for one in found]),
            theirs is not None and not end and theirs.date() == start.date(),
        )  # fmt: skip


_UNITS = {"Second": "S", "Minute": "M", "Hour": "H", "Day": "D", "Week": "W", "Month": "M", "Year": "Y"}


def durations(data: Path, peer: Dateparser) -> Iterator[Case]:
    """Right: a single duration of the same length."""
    for case, row in _rows(data / "duckling_ar" / "duration.tsv"):
        _, count, unit = row["duckling_value"].split()
        wanted = ("PT" if unit in ("Second", "Minute", "Hour") else "P") + count + _UNITS[unit]
        found = [one.value for one in times("لمدة " + row["expression"]) if one.kind == "duration"]
        yield case, row["expression"], found == [wanted], wanted, str(found), None


def _value(cell: str) -> float:
    match = re.search(r"-?[\d.]+(?:e-?\d+)?", cell)
    return float(match.group()) if match else float("nan")


def numerals(data: Path, peer: Dateparser) -> Iterator[Case]:
    """Right: one number, of that value."""
    for case, row in _rows(data / "duckling_ar" / "numeral.tsv"):
        wanted, found = _value(row["duckling_value"]), [value for *_, value in numbers_in(row["expression"])]
        yield case, row["expression"], len(found) == 1 and abs(found[0] - wanted) < 1e-9, str(wanted), str(found), None


def ordinals(data: Path, peer: Dateparser) -> Iterator[Case]:
    """Right: one ordinal, of that value."""
    for case, row in _rows(data / "duckling_ar" / "ordinal.tsv"):
        wanted, found = _value(row["duckling_value"]), [value for *_, value in ordinals_in(row["expression"])]
        yield case, row["expression"], found == [wanted], str(wanted), str(found), None
