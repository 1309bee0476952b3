"""Many annotated reports out of few, always the same ones: other people, other bodies, other words, another month.

A variant of a report keeps its length and every position, so that no annotation moves. Letters of the words that carry no
annotation and of the names that no list holds are exchanged, for each variant by another table; listed names, given names, heads
of bodies, triggers, numbers and dates stay as they are, and all dates move by four weeks a variant. So each variant is a month of
news about new people in known countries: what is joined inside a month stays joined, what all months share is what years of
real news share.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from musnad.knowledge.store import Case, engine, writing
from musnad.records import Report

_LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنه"
_WORD = re.compile(r"[\u0621-\u064a\u0670-\u06d3]+")
_DAY, _MONTH = re.compile(r"(\d{4})-(\d\d)-(\d\d)"), re.compile(r"(?<![\d-])(\d{4})-(\d\d)(?![\d-])")
_PREFIX = re.compile("^(?:[وف]?(?:ال|بال|كال|لل)|[وف](?=.{4}))")
_DATED = frozenset({"value", "anchor", "date", "since", "until", "holds"})
_STAY = ("dates", "quantities", "events")
_EVERY = timedelta(days=28)


def variant(report: Report, number: int) -> Report:
    """The report as news of another month; number 0 is the report itself."""
    if number == 0:
        return report
    content = report.model_dump(mode="json", exclude_defaults=True)
    document = content["document"]
    table = _table(number)
    document["text"] = _text(document["text"], content, table)
    digest = hashlib.sha256(f"{number} {document['sha256']}".encode()).hexdigest()
    document.update(id=f"d-{digest[:16]}", sha256=digest, name=f"{number}-{document['name']}")
    for mention in content.get("mentions", ()):
        if _renamed(mention):
            mention["name"] = _words(mention["name"], table, first=mention["type"] in ("LOC", "EVT"))
    return Report.model_validate(_dated(content, number))


def variants(case: Case, number: int) -> Iterator[Report]:
    """So many reports: all of the first month, then all of the next; one in memory at a time."""
    month = 0
    while number > 0:
        for report in islice(case.machine_reports(), number):
            yield variant(report, month)
            number -= 1
        month += 1


def kept(base: Path, folder: Path, number: int) -> Path:
    """A case of so many reports, made once: its reports lie there as a build leaves them, without their originals."""
    path = folder / f"reports-{number}.musnad"
    if path.exists():
        return path
    partial = path.with_suffix(".part")
    partial.unlink(missing_ok=True)
    Case.create(partial).close()
    database = engine.connect(partial)
    with Case.open(base) as case, engine.writing(database) as connection:
        for report in variants(case, number):
            writing.add_report(connection, report, report.document.name, "2026-01-01T00:00:00+00:00", "bench")
    database.dispose()
    return partial.replace(path)


def _table(number: int) -> dict[int, str]:
    letters = list(_LETTERS)
    random.Random(number).shuffle(letters)
    return {ord(old): new for old, new in zip(_LETTERS, letters, strict=True)}


def _renamed(mention: dict[str, Any]) -> bool:
    return all(key != "authority" for key, _ in mention.get("because", ()))


def _text(text: str, content: dict[str, Any], table: dict[int, str]) -> str:
    """The text with other words, those that annotations need left standing."""
    kept = bytearray(len(text))
    stay = [one["span"] for layer in _STAY for one in content.get(layer, ())]
    stay += [one["title"] for one in content.get("roles", ())] + [one["cue"] for one in content.get("quotations", ())]
    for mention in content.get("mentions", ()):
        start, end = mention["span"].get("start", 0), mention["span"]["end"]
        if not _renamed(mention):
            stay.append(mention["span"])
        elif mention["type"] in ("PER", "ORG") and " " in text[start:end]:
            stay.append({"start": start, "end": text.index(" ", start)})
    for span in stay:
        start, end = span.get("start", 0), span["end"]
        kept[start:end] = b"\1" * (end - start)
    return _WORD.sub(lambda word: word.group() if any(kept[word.start() : word.end()]) else _other(word.group(), table), text)


def _words(name: str, table: dict[int, str], first: bool) -> str:
    words = name.split(" ")
    return " ".join(word if at == 0 and len(words) > 1 and not first else _other(word, table) for at, word in enumerate(words))


def _other(word: str, table: dict[int, str]) -> str:
    """The word with other letters; prefixes and short words stay."""
    if len(word) < 4:
        return word
    prefix = _PREFIX.match(word)
    at = prefix.end() if prefix else 0
    return word[:at] + word[at:].translate(table)


def _dated(content: Any, number: int) -> Any:
    if isinstance(content, dict):
        return {
            key: _later(value, number) if key in _DATED and isinstance(value, str) else _dated(value, number)
            for key, value in content.items()
        }
    return [_dated(one, number) for one in content] if isinstance(content, list) else content


def _later(value: str, number: int) -> str:
    def month(match: re.Match[str]) -> str:
        years, months = divmod(int(match[1]) * 12 + int(match[2]) - 1 + number, 12)
        return f"{years:04}-{months + 1:02}"

    def day(match: re.Match[str]) -> str:
        return (date(int(match[1]), int(match[2]), int(match[3])) + number * _EVERY).isoformat()

    return _DAY.sub(day, _MONTH.sub(month, value)) if re.fullmatch(r"[\dXx.?~%/\-]+", value) else value
