"""How well place names find their place: `python evaluation/places.py [-q] [tune|held]` over tests/cases/places.yml.

The names are given (marked in the cases), so that only the resolution is measured. `place` counts the names whose place,
or one that holds it, is the expected one; `kept back` those that must stay without a place and do; `areas` the points that
an area must hold or leave out. `confused` names got a wrong place, `missed` ones none.
"""

from __future__ import annotations

import re
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from musnad.annotations import numbers, places
from musnad.annotations.places.geometry import holds
from musnad.records import Document, Grounding, Line, LineKind, Mention, OutletMention, Report, Span, annotation_id

CASES = Path(__file__).parents[1] / "tests/cases/places.yml"
_MARK = re.compile(r"\[([^|\]]+)\|([^\]]*)\]")
_OUTLET = re.compile(r"^\{([A-Z]{2})\} ")
_HOME = {"SY": "enab_baladi"}


@dataclass
class Case:
    """One sentence, its report and what is expected of each name."""

    report: Report
    expected: list[tuple[str, str]] = field(default_factory=list)
    """Mention id, expectation."""


def read(marked: str) -> Case:
    """The sentence without its marks."""
    home = _OUTLET.match(marked)
    marked = marked[home.end() :] if home else marked
    text, at, mentions, expected = "", 0, [], []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        span = Span(start=len(text), end=len(text) + len(match.group(1)))
        text += match.group(1)
        at = match.end()
        mention = Mention(id=annotation_id("mention", span), span=span, by="names.gazetteer", type="LOC", name=match.group(1))
        mentions.append(mention)
        expected.append((mention.id, match.group(2).strip()))
    text += marked[at:] + "."
    line = Line(number=1, span=Span(start=0, end=len(text)), kind=LineKind.paragraph, by="case")
    document = Document(id="d-0", name="case", sha256="0", size=1, media_type="text/plain", encoding="utf-8", reader="case",
                        text=text, lines=(line,))  # fmt: skip
    outlet = None
    if home and (known := outlet_of(home.group(1))):
        outlet = OutletMention(id="outlet-0-0", span=Span(start=0, end=0), by="case", name=known, known_as=known)
    report = Report(document=document, mentions=tuple(mentions), outlet=outlet)
    report = report.model_copy(update=dict(numbers.annotate(report)))
    return Case(report, expected)


def outlet_of(country: str) -> str | None:
    """Id of the first listed outlet of a country."""
    listed = yaml.safe_load((Path(places.__file__).parents[2] / "lexicons/outlets.yml").read_text(encoding="utf-8"))["outlets"]
    return next((str(entry["id"]) for entry in listed if entry.get("country") == country), None)


def judge(found: Grounding, expectation: str) -> list[tuple[str, bool]]:
    """(what is judged, right?) for one name."""
    words = expectation.split()
    if not words:
        return []
    results = []
    ids = [
        (found.place or "").split("/")[0].removeprefix("gazetteer:"),
        *(one.id.removeprefix("gazetteer:") for one in found.parents),
    ]
    for word in words:
        if word == "?":
            results.append(("kept back", found.place is None))
        elif word[0] in "~!":
            latitude, longitude = (float(value) for value in word[1:].split(","))
            inside = found.area is not None and holds(found.area.ring, (longitude, latitude))
            results.append(("areas", found.area is not None and inside == (word[0] == "~")))
        else:
            wanted, _, kind = word.partition(":")
            results.append(("place", wanted in ids and (not kind or found.place_kind == kind)))
    return results


def main() -> int:
    """Print the figures and what went wrong."""
    parts = [word for word in sys.argv[1:] if word != "-q"] or ["tune", "held"]
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    places.annotate(read("قرب [حلب|]").report)
    for part in parts:
        totals: dict[str, list[int]] = {}
        confused = missed = 0
        started = time.perf_counter()
        for marked in cases[part]:
            case = read(marked)
            found = {grounding.mention: grounding for grounding in places.annotate(case.report)["places"]}
            for mention, expectation in case.expected:
                for what, right in judge(found[mention], expectation):
                    held = totals.setdefault(what, [0, 0])
                    held[0] += right
                    held[1] += 1
                    if what == "place" and not right:
                        confused, missed = confused + (found[mention].place is not None), missed + (found[mention].place is None)
                    if not right and "-q" not in sys.argv:
                        print(f"  {what}: {found[mention].name or '-'} {found[mention].place} {found[mention].score} "
                              f"{found[mention].by} for {expectation} in {marked}")  # fmt: skip
        seconds = time.perf_counter() - started
        print(part, {what: f"{right}/{all_} = {right / all_:.3f}" for what, (right, all_) in sorted(totals.items())},
              f"confused {confused}, missed {missed}; {1000 * seconds / len(cases[part]):.1f} ms a sentence")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
