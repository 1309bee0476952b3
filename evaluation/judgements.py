"""A thousand judgements of every kind on a real case: what becomes of them, through new rules, and how long it takes.

    python evaluation/judgements.py [--case CASE] [--count 1000] [--seed 1]

Without a case the fourteen sample pages are built. Judgements are made at random on annotations, entities, statements, relations,
happenings and contradictions; on one thing at most one of them. Then the rules are changed: a line more on top of every report,
other ids, one annotation in ten gone, one in five drawn a letter wider. Printed are the states before and after, with times;
it fails where a judgement is lost, or where undoing all does not bring back the machine's reading.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from musnad.build import build
from musnad.errors import JudgementError
from musnad.knowledge import derive
from musnad.knowledge.judgements import layers
from musnad.knowledge.judgements.casting import Derived
from musnad.knowledge.judgements.deciding import decide, taken_down
from musnad.knowledge.store import Case
from musnad.records import Annotation, Judgement, Knowledge, Line, LineKind, Report, Span

ROOT = Path(__file__).parents[1]
VALUES = {"date": "2020-02", "quantity": "7", "mention": "ORG", "role": "member", "event": "meeting", "relation": "supports",
          "attribute": "مستقلة", "published": "2020-03-01", "outlet": "صحيفة"}  # fmt: skip


class Held:
    """The reports and what was derived from them, as a place to look things up."""

    def __init__(self, reports: Sequence[Report], known: Knowledge) -> None:
        self.reports = {report.document.id: report for report in reports}
        lists = (known.entities, known.statements, known.relations, known.events, known.contradictions)
        self.records: dict[str, Derived] = {one.id: one for records in lists for one in records}

    def machine(self, document: str) -> Report:
        """A report; nothing is judged yet."""
        return self.reports[document]

    judged = machine

    def record(self, item: str) -> Derived:
        """What was derived."""
        return self.records[item]


def made(reports: Sequence[Report], known: Knowledge, count: int, chance: random.Random) -> Iterator[Judgement]:
    """Random judgements, at most one on one thing; those that are refused (a body as the value of a title) are passed over."""
    shelf = Held(reports, known)
    items: list[tuple[str, str]] = []
    for report in reports:
        for kind, found in layers.by_kind(report).items():
            items += [(kind, f"{report.document.id}/{one}") for one in found]
    items += [("entity", one.id) for one in known.entities] + [("statement", one.id) for one in known.statements]
    items += [("tie", one.id) for one in known.relations] + [("happening", one.id) for one in known.events]
    items += [("contradiction", one.id) for one in known.contradictions]
    chance.shuffle(items)
    number = 0
    while items and number < count:
        kind, item = items.pop()
        try:
            said, on, more = verdict(kind, item, items, chance)
            at = f"2024-01-01T00:00:00.{number:06d}+00:00"
            yield decide(shelf, said, on, by=("منى", "عادل")[number % 2], at=at, **more)
            number += 1
        except JudgementError:
            continue


def verdict(kind: str, item: str, items: list[tuple[str, str]], chance: random.Random) -> tuple[Any, list[str], dict[str, Any]]:
    """A verdict on one item, with the value of a correction."""
    draw = chance.random()
    if kind in ("entity", "mention") and draw < 0.3:
        other = next((one for one in reversed(items) if one[0] == kind), None)
        if other:
            items.remove(other)
            return chance.choice(["same", "not_same"]), [item, other[1]], {}
    if draw < 0.6:
        field = {"event": "type", "mention": "type"}.get(kind)
        value = VALUES.get(kind) or ("explained" if kind == "contradiction" else "قيمة أخرى")
        return "correct", [item], {"value": value, "field": field}
    return chance.choice(["accept", "reject"]), [item], {}


def changed(found: Report, chance: random.Random) -> Report:
    """The report as other rules would read it."""
    head = "الأخبار المحلية\n"
    names: dict[str, str] = {}
    layered = layers.by_kind(found)
    every = [one for ones in layered.values() for one in ones.values()]
    lost = {one.id for one in every if chance.random() < 0.1}
    wider = {one.id for one in every if chance.random() < 0.2}
    for one in every:
        names[one.id] = f"{layers.kind_of(one)}-{one.span.start + len(head)}-{one.span.end + len(head)}-{chance.randint(1, 99)}"

    def moved(one: Annotation) -> dict[str, Any]:
        data: dict[str, Any] = layers.shifted(layers.plain(one), len(head))
        data["id"] = names[one.id]
        if one.id in wider and one.span.end < len(found.document.text):
            data["span"]["end"] += 1
        for name in layers.REFERENCES.get(layers.kind_of(one), ()):
            value = data[name]
            targets = [names[target] for target in ([value] if isinstance(value, str) else value or ()) if target not in lost]
            data[name] = targets if name in layers.MANY else next(iter(targets), None)
        return data

    kept: dict[str, dict[str, Annotation]] = {}
    for kind, ones in layered.items():
        kept_data = [moved(one) for one in ones.values() if one.id not in lost]
        whole = [data for data in kept_data if all(data[name] for name in layers.REQUIRED.get(kind, ()))]
        kept[kind] = {data["id"]: layers.annotation(data) for data in whole}
    old, by = found.document, len(head)
    lines = [Line(number=1, span=Span(start=0, end=by - 1), kind=LineKind.furniture, by="changed")]
    lines += [
        line.model_copy(update={"number": line.number + 1, "span": Span(start=line.span.start + by, end=line.span.end + by)})
        for line in old.lines
    ]  # fmt: skip
    document = old.model_copy(update={"text": head + old.text, "lines": tuple(lines)})
    sentences = tuple(
        one.model_copy(update={"line": one.line + 1, "span": Span(start=one.span.start + by, end=one.span.end + by)})
        for one in found.sentences
    )
    return layers.rebuilt(found, kept).model_copy(update={"document": document, "sentences": sentences})


def told(name: str, reports: Sequence[Report], judgements: Sequence[Judgement]) -> Knowledge:
    """Derive, and print what became of the judgements."""
    start = time.perf_counter()
    known = derive(reports, judgements)
    took = time.perf_counter() - start
    states = Counter(standing.state for standing in known.standings)
    kinds = Counter(conflict.kind for conflict in known.conflicts)
    print(f"{name:28} {took:6.1f} s  {dict(sorted(states.items()))}  conflicts {dict(sorted(kinds.items()))}")
    by_id = {one.id: one for one in judgements}
    for standing in known.standings:
        if standing.state not in ("in_force", "undone"):
            one = by_id[standing.judgement]
            other = by_id.get(standing.by or "")
            by = f"by {other.verdict} {other.anchors[0].kind}" if other else "by none"
            print(f"    {standing.state}: {one.verdict} {one.anchors[0].kind} {one.anchors[0].text[:40]!r} {by}")
    return known


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--case", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.case or Path(folder) / "samples.musnad"
        if not options.case:
            build([ROOT / "samples/pages"], path)
        with Case.open(path) as case:
            return run(case, options.count, random.Random(options.seed))


def run(case: Case, count: int, chance: random.Random) -> int:
    """The whole measurement; 1 where something is lost."""
    reports = list(case.machine_reports())
    derive(reports)  # loads the lists, which is not to be measured
    start = time.perf_counter()
    machine = derive(reports)
    print(f"{'without judgements':28} {time.perf_counter() - start:6.1f} s  {len(reports)} reports")
    start = time.perf_counter()
    judgements = list(made(reports, machine, count, chance))
    took = time.perf_counter() - start
    verdicts = Counter(one.verdict for one in judgements)
    print(f"{'taking them down':28} {took:6.1f} s  {len(judgements)} judgements {dict(sorted(verdicts.items()))}")
    known = told("laid over the same reports", reports, judgements)
    other = told("laid over changed rules", [changed(report, chance) for report in reports], judgements)
    shuffled = judgements[:]
    chance.shuffle(shuffled)
    undoing = [
        taken_down(Judgement(id="", verdict="undo", items=(one.id,), by="x", at="2024-06-01T00:00:00")) for one in judgements
    ]  # fmt: skip
    without = derive(reports, [*judgements, *undoing])
    faults = {
        "a judgement was lost": {len(known.standings), len(other.standings)} != {len(judgements)},
        "the order counts": derive(reports, shuffled) != known,
        "undoing all leaves something": without.model_copy(update={"standings": (), "conflicts": ()}) != machine,
    }
    for fault, there in faults.items():
        if there:
            print(f"FAULT: {fault}")
    return int(any(faults.values()))


if __name__ == "__main__":
    sys.exit(main())
