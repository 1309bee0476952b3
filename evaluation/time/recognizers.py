"""Recognizers-Text for Arabic, the cases that its own .NET code passes: extraction by span, resolution by value, numbers."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from comparing import first_moment
from peers import Dateparser

from musnad import edtf
from musnad.annotations.dates import Convention, TimeMention, times
from musnad.annotations.numbers import numbers_in

Case = tuple[str, str, bool, str, str, bool | None]
# الأحد القادم is the Sunday of next week, weeks begin on Monday; past and future readings are both given and either is right.
# The parts of the day last as Cortana's do; late and early are halves; قبل عامين is a day; 2014-2018 ends where 2018 begins;
# إلى 27 is a day of the running month.
HOURS = {"early_morning": (8, 10), "morning": (8, 12), "afternoon": (12, 16), "evening": (16, 20), "night": (20, 24)}
CONVENTION = Convention(
    next_weekday="week", week_starts=0, parts="halves", after="now", periods=HOURS, end_of_years="exclusive", ago="day",
    bare_days=True,
)  # fmt: skip
AHEAD = Convention(yearless="ahead", weekday="ahead", next_weekday="week", week_starts=0, after="now", hours="written")
EXTRACTORS = {
    "DateExtractor": ("date",), "DatePeriodExtractor": ("date",), "TimeExtractor": ("clock",), "TimePeriodExtractor": ("clock",),
    "DurationExtractor": ("duration",), "HolidayExtractor": ("date",),
}  # fmt: skip
PARSERS = ("DateParser", "DatePeriodParser", "TimeParser", "TimePeriodParser", "DurationParser", "HolidayParser")
# Words at the ends of a span that some counts in and some do not: prepositions, the word for day, this.
_EDGES = frozenset(
    [
        "من",
        "في",
        "إلى",
        "الى",
        "حتى",
        "على",
        "عند",
        "يوم",
        "خلال",
        "منذ",
        "أثناء",
        "بين",
        "هذا",
        "هذه",
        "لمدة",
        "قبل",
        "بعد",
        "حوالي",
        "نحو",
        "مابين",
        "ما",
        "الـ",
        "لل",
    ]
)


def _rows(data: Path, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    with (data / name).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            case = json.loads(line)
            if case["passes_dotnet"]:
                yield str(number), case


def _core(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without edge words and marks, with proclitics off."""
    pieces = [(match.start(), match.end(), match.group()) for match in re.finditer(r"\w+", text[start:end])]
    while len(pieces) > 1 and pieces[0][2] in _EDGES:
        pieces.pop(0)
    while len(pieces) > 1 and pieces[-1][2] in _EDGES:
        pieces.pop()
    if not pieces:
        return start, end
    first = pieces[0][2]
    skip = 1 if len(first) > 3 and first[0] in "بلو" and first[1:3] in ("ال", "لا") else 0
    return start + pieces[0][0] + skip, start + pieces[-1][1]


def extraction(data: Path, peer: Dateparser | None, accepted: dict[str, Any]) -> dict[str, Counter[str]]:
    """Right, spurious and missed spans of each extractor, by musnad or by the peer."""
    out = set(_listed(accepted))
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for case, row in _rows(data, "recognizers_text_datetime.jsonl"):
        if row["spec"] not in EXTRACTORS or case in out:
            continue
        wanted, have = _spans(row, peer)
        right = len(wanted & have)
        found[row["spec"]].update(right=right, spurious=len(have) - right, missed=len(wanted) - right)
    return found


def _listed(accepted: dict[str, Any]) -> list[str]:
    return [str(case) for ids in (accepted["sets"].get("recognizers_extraction") or {}).values() for case in ids]


def _spans(row: dict[str, Any], peer: Dateparser | None) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    text = row["input"]
    wanted = {_core(text, one["Start"], one["Start"] + one["Length"]) for one in row["results"]}
    if peer is not None:
        have, at = set(), 0
        for words, _ in peer.search(text, datetime(2016, 11, 7)):
            start = text.find(words, at)
            if start >= 0:
                have.add(_core(text, start, start + len(words)))
                at = start
        return wanted, have
    kinds = EXTRACTORS[row["spec"]]
    return wanted, {_core(text, one.start, one.end) for one in times(text, "2016-11-07", AHEAD) if one.kind in kinds}


def misses(data: Path, accepted: dict[str, Any]) -> dict[str, list[tuple[str, str, str, str]]]:
    """The cases whose spans differ, for the one who works on the grammar."""
    out = set(_listed(accepted))
    found: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    for case, row in _rows(data, "recognizers_text_datetime.jsonl"):
        if row["spec"] in EXTRACTORS and case not in out:
            wanted, have = _spans(row, None)
            if wanted != have:
                text = row["input"]
                found[row["spec"]].append(
                    (case, text, *("; ".join(text[a:b] for a, b in sorted(side)) for side in (wanted - have, have - wanted)))
                )
    return found


def scores(counts: Counter[str]) -> str:
    """Precision, recall and F1 of counted spans."""
    right, spurious, missed = counts["right"], counts["spurious"], counts["missed"]
    precision, recall = right / max(1, right + spurious), right / max(1, right + missed)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({right} right, {spurious} spurious, {missed} missed)"


def resolution(data: Path, peer: Dateparser) -> Iterator[Case]:
    """Right: the expression has the past or the future reading as its value, seen by news or by an assistant."""
    for case, row in _rows(data, "recognizers_text_datetime.jsonl"):
        if row["spec"] not in PARSERS:
            continue
        reference = datetime.fromisoformat(row["ref"][:19]) if row["ref"] else datetime(2016, 11, 7)
        for index, one in enumerate(row["results"]):
            value = one.get("Value") or {}
            readings = [reading for name in ("PastResolution", "FutureResolution") if (reading := value.get(name))]
            if not readings or all(not reading for reading in readings):
                continue  # the set gives no value to compare with
            span = _core(row["input"], one["Start"], one["Start"] + one["Length"])
            right, shown = False, []
            for convention in (CONVENTION, AHEAD):
                for mention in times(row["input"], reference.isoformat(), convention):
                    if mention.start < span[1] and span[0] < mention.end:
                        shown.append((mention.kind, mention.value))
                        right = right or any(_says(mention, reading) for reading in readings)
            theirs = [moment for words, moment in peer.search(row["input"], reference) if words in row["input"]]
            peer_right = any(
                reading.get("date") == moment.date().isoformat() or reading.get("time") == moment.time().isoformat()
                for reading in readings
                for moment in theirs
            )
            yield f"{case}.{index}" if index else case, row["input"], right, str(readings), str(shown), peer_right


def _says(mention: TimeMention, reading: dict[str, Any]) -> bool:
    """True where a mention has the value of a reading."""
    value = mention.value or ""
    if reading.get("date") == "0001-01-01":  # how the set writes that there is no such day
        return mention.value is None
    if "duration" in reading:
        return mention.kind == "duration" and abs(_seconds(value) - float(reading["duration"])) < 1
    if "date" in reading:
        return mention.kind == "date" and value.rstrip("~") == reading["date"]
    if "time" in reading:
        return "T" in value and "/" not in value and value.split("T")[1] in (reading["time"], reading["time"][:5])
    if "startTime" in reading or "endTime" in reading:
        if "/" not in value or "T" not in value:
            return False
        ends = [end.split("T")[-1][:5] if "T" in end else None for end in value.split("/")]
        # A day ends at 23:59:59 in the set.
        return ends == [
            "00:00" if reading.get(name) == "23:59:59" else reading.get(name, "")[:5] or None for name in ("startTime", "endTime")
        ]
    if "startDate" in reading or "endDate" in reading:
        if mention.kind != "date" or not value:
            return False
        first, last = edtf.earliest(value), edtf.latest(value)
        begin, end = reading.get("startDate"), reading.get("endDate")
        if begin and (first is None or first.isoformat() != begin):
            return False
        if not end or last is None:
            return not end
        # Periods of days end on the last day named, of units on the day behind it.
        return (datetime.fromisoformat(end).date() - last).days in (0, 1)
    return False


def _seconds(value: str) -> float:
    from maha_cases import _seconds as seconds

    return seconds(value)


def numbers(data: Path, peer: Dateparser) -> Iterator[Case]:
    """Right: the same numbers, in order, with the same values (those whose value the set itself ignores: the same spans)."""
    for case, row in _rows(data, "recognizers_text_number.jsonl"):
        if row["spec"] != "NumberModel":
            continue
        found = numbers_in(row["input"])
        if row["ignore_resolution"]:
            wanted: list[Any] = [row["input"][one["Start"] : one["End"] + 1].strip() for one in row["results"]]
            have: list[Any] = [row["input"][start:end].strip() for start, end, _ in found]
            right = [re.sub(r"^[بلوف](?=\w{4})", "", one) for one in wanted] == [
                re.sub(r"^[بلوف](?=\w{4})", "", one) for one in have
            ]
        else:
            wanted = [float(one["Resolution"]["value"]) for one in row["results"]]
            have = [value for *_, value in found]
            right = len(wanted) == len(have) and all(
                abs(a - b) <= 1e-6 * max(1, abs(a)) for a, b in zip(wanted, have, strict=True)
            )
        yield case, row["input"], right, str(wanted), str(have), None


__all__ = ["extraction", "first_moment", "misses", "numbers", "resolution", "scores"]
