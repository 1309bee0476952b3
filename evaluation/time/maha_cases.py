"""Maha's parser tests for Arabic: an expression, its reference day and the value that the test asserts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from comparing import end_moment, first_moment, grain_of, same_at_grain
from hijridate import Hijri
from peers import Dateparser

from musnad.annotations.dates import Convention, TimeMention, times
from musnad.annotations.numbers import numbers_in

Case = tuple[str, str, bool, str, str, bool | None]
# The tests' own reference: Wednesday, the first of September 2021; its week begins on Sunday.
DATE = datetime(2021, 9, 1)
NOW = datetime(2021, 9, 1, 10, 0)
CONVENTION = Convention(yearless="this_year", weekday="ahead", parts="point", after="now", week_starts=6)
_WEEKDAYS = {"MO": 0, "TU": 1, "SA": 5, "SU": 6}


class _Moment:
    """Enough of the expressions of the tests to be read without running them: NOW.replace(day=16), Hijri(1443, 5, 2)."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names

    def number(self, written: str) -> int:
        """`9 + expected_month`, `NOW.hour + expected_hour`, `12`."""
        total = 0
        for sign, part in re.findall(r"([+-]?)\s*([\w.]+)", written):
            value = self.names[part] if part in self.names else int(part)
            total += -value if sign == "-" else value
        return total

    def read(self, written: str) -> datetime | None:
        """The moment that the words of a test name."""
        written = written.strip()
        if written in ("None", ""):
            return None
        if written in self.names and isinstance(self.names[written], str):
            return self.read(self.names[written])
        if match := re.fullmatch(r"datetime\((.*)\)", written, re.DOTALL):
            parts = [self.number(part) for part in match[1].split(",")]
            year, month = parts[0] + (parts[1] - 1) // 12, (parts[1] - 1) % 12 + 1
            first = datetime(year, month, 1)
            return first + timedelta(
                days=parts[2] - 1, hours=parts[3] if len(parts) > 3 else 0, minutes=parts[4] if len(parts) > 4 else 0
            )
        if match := re.fullmatch(r"Hijri\((.*)\)", written):
            day = Hijri(*(self.number(part) for part in match[1].split(","))).to_gregorian()
            return datetime(day.year, day.month, day.day)
        match = re.fullmatch(r"(NOW|DATE)(?:\.replace\((.*)\))?", written, re.DOTALL)
        if not match:
            raise ValueError(written)
        base = NOW if match[1] == "NOW" else DATE
        changes: dict[str, Any] = {}
        for part in (match[2] or "").split(","):
            if "=" in part:
                name, value = part.split("=", 1)
                changes[name.strip()] = self.number(value)
        over = timedelta()
        if changes.get("hour", 0) > 23 or changes.get("hour", 0) < 0:
            over = timedelta(hours=changes.pop("hour") - base.hour)
        if not 0 <= changes.get("minute", 0) < 60:
            over = timedelta(minutes=changes.pop("minute") - base.minute)
        return base.replace(**changes) + over


def _cases(data: Path, dimension: str) -> Iterator[tuple[str, dict[str, Any]]]:
    with (data / "maha_tests.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            case = json.loads(line)
            if case["dim"] == dimension:
                yield str(number), case


def _names(case: dict[str, Any]) -> dict[str, Any]:
    hijri = Hijri(1443, 1, 24)  # the first of September 2021
    names: dict[str, Any] = {
        "NOW.hour": NOW.hour, "NOW.minute": NOW.minute, "NOW.day": NOW.day, "HIJRI_DATE.day": hijri.day,
        "HIJRI_DATE.month": hijri.month, "HIJRI_DATE.year": hijri.year,
    }  # fmt: skip
    for name, value in case["args"].items():
        if isinstance(value, str) and re.fullmatch(r"-?\d+", value.strip()):
            value = int(value)
        names[name] = value
    return names


def _wanted(case: dict[str, Any], reader: _Moment) -> tuple[str, datetime | None, datetime | None] | None:
    """Kind of the check and the moments that it wants; None where it only wants a value of another shape."""
    checks = "\n".join(case["check"])
    if "output == []" in checks:
        return "nothing", None, None
    if "interval" in checks:
        return "interval", reader.read(str(case["args"]["start_time"])), reader.read(str(case["args"]["end_time"]))
    match = re.search(r"assert_(?:hijri_)?expression_?\w*output\(\s*output,\s*(.*)\)\s*$", case["check"][0], re.DOTALL)
    if match is None:
        match = next((m for c in case["check"] if (m := re.search(r"output\(\s*output,\s*(.*)\)\s*$", c, re.DOTALL))), None)
    return ("moment", reader.read(match[1]), None) if match else None


def _right(kind: str, wanted: datetime | None, until: datetime | None, found: list[TimeMention]) -> bool:
    if kind == "nothing":
        return not found
    if len(found) != 1 or not found[0].value:
        return False
    one = found[0]
    value = one.value or ""
    if kind == "interval":
        start, _, last = value.partition("/")
        end = first_moment(last) if last and last != ".." else None
        begin = None if start == ".." else first_moment(start)
        return all(
            (want is None) == (have is None) and (want is None or have is None or _close(have, want, one))
            for want, have in ((wanted, begin), (until, end))
        )
    at = first_moment(value)
    return at is not None and wanted is not None and same_at_grain(at, wanted, grain_of(one))


def _close(have: datetime, want: datetime, one: TimeMention) -> bool:
    return have == want or (
        ("T" not in (one.value or "") and have.date() <= want.date() and (have.year, have.month) == (want.year, want.month))
        or (have.year == want.year and len((one.value or "").split("/")[0]) == 4)
    )


def time(data: Path, peer: Dateparser) -> Iterator[Case]:
    """Right: one mention that begins when the test says, compared as exactly as the words are."""
    for case, row in _cases(data, "time"):
        reader = _Moment(_names(row))
        text = str(row["args"]["input"])
        starts = _WEEKDAYS.get(str(row["args"].get("sow")), CONVENTION.week_starts)
        convention = (
            CONVENTION
            if starts == CONVENTION.week_starts
            else Convention(yearless="this_year", weekday="ahead", parts="point", after="now", week_starts=starts)
        )
        found = [one for one in times(text, NOW.isoformat(), convention) if one.kind in ("date", "clock")]
        wanted = _wanted(row, reader)
        shown = str([(one.words, one.value, one.grain) for one in found])
        theirs = peer.parse(text, NOW, "future")
        if wanted is None:  # a part of the day: found as one, of the half that the test names
            half = "am" if "_am" in row["test"] else "pm"
            hours = [int(part[11:13]) for one in found if one.rule == "period" for part in [(one.value or "").split("/")[0]]]
            right = len(found) == 1 and (found[0].rule in ("now",) or (bool(hours) and (hours[0] < 12) == (half == "am")))
            yield case, text, right, row["test"], shown, theirs is not None
            continue
        kind, moment, until = wanted
        peer_right = (
            theirs is None
            if kind == "nothing"
            else theirs is not None
            and kind == "moment"
            and moment is not None
            and (theirs.date() == moment.date() if moment.hour in (0, 10) else theirs == moment)
        )
        yield case, text, _right(kind, moment, until, found), f"{kind} {moment} {until or ''}", shown, peer_right


_UNITS = {
    "Y": ("P", "Y"),
    "MON": ("P", "M"),
    "W": ("P", "W"),
    "D": ("P", "D"),
    "H": ("PT", "H"),
    "MIN": ("PT", "M"),
    "S": ("PT", "S"),
}
_SECONDS = {"Y": 31536000, "MON": 2592000, "W": 604800, "D": 86400, "H": 3600, "MIN": 60, "S": 1}


def _seconds(value: str) -> float:
    total = 0.0
    days, _, hours = value[1:].partition("T")
    for written, units in ((days, {"Y": "Y", "M": "MON", "W": "W", "D": "D"}), (hours, {"H": "H", "M": "MIN", "S": "S"})):
        for count, unit in re.findall(r"([\d.]+)([A-Z])", written):
            total += float(count) * _SECONDS[units[unit]]
    return total


def durations(data: Path, peer: Dateparser) -> Iterator[Case]:
    """Right: durations that come to the same length; none where the test wants none."""
    for case, row in _cases(data, "duration"):
        text = str(row["args"]["input"])
        found = [one.value or "" for one in times(text) if one.kind == "duration"]
        if "expected" not in row["args"]:
            yield case, text, not found, "nothing", str(found), None
            continue
        counts = [float(part) for part in re.findall(r"[\d.]+", str(row["args"]["expected"]))]
        units = re.findall(r"\b(Y|MON|W|D|H|MIN|S)\b", str(row["args"].get("units", row["args"].get("unit", "MIN S"))))
        wanted = sum(count * _SECONDS[unit] for count, unit in zip(counts, units, strict=False))
        # The set writes a third as 0.333: where a count is no whole number, half of its last digit is no difference.
        rounded = sum(0.0005 * _SECONDS[unit] for count, unit in zip(counts, units, strict=False) if count % 1)
        right = len(found) == 1 and abs(_seconds(found[0]) - wanted) < 1 + (rounded if rounded < 60 else 0)
        yield case, text, right, f"{counts} {units}", str(found), None


def numerals(data: Path, peer: Dateparser) -> Iterator[Case]:
    """Right: one number of that value; none where the test wants none."""
    for case, row in _cases(data, "numeral"):
        text = str(row["args"]["input"])
        found = [value for *_, value in numbers_in(text)]
        if "expected" not in row["args"]:
            yield case, text, not found, "nothing", str(found), None
            continue
        wanted = float(row["args"]["expected"])
        yield case, text, len(found) == 1 and abs(found[0] - wanted) <= 1e-9 * max(1, abs(wanted)), str(wanted), str(found), None


__all__ = ["durations", "end_moment", "numerals", "time"]
