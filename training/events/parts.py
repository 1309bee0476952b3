"""How often the machine is right about who took part in an event, by the construction it was read from; written to parts.yml.

    python training/events/parts.py [--shared DIR]

Builds the development sets (`passages`, `second`, `samples`; never the one held aside), matches tellings with those of the gold
as the scorer does, and counts for every participant the slot it was read from (what `Participants.cues` holds, or `linked`) and
whether the gold gives it the same part. A participant of a telling that the gold has not is counted as wrong. Prints what the
shares are worth on texts they were not counted on (five parts).
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "evaluation"))  # a folder of programs, no package

import passages
import reports

from musnad.annotations.events import scores
from musnad.knowledge.store import Case
from musnad.records import EventMention

OUT = Path(__file__).parents[2] / "src/musnad/annotations/events/parts.yml"
SETS = ("passages", "second", "samples")
WHOLE = "samples"
"""The set whose gold gives a telling what its whole report says of the happening; in the others only its own sentence counts."""
FOLDS = 5
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
_CUED = re.compile(r"(.*) \((.*)\)$")
HEAD = """# How often a participant of an event was given its right part, by role, slot and rule: [right, of so many].
# Counted by training/events/parts.py on the development sets; not to be edited by hand.
# `linked`: brought by another telling of the same happening, `from afar` where it is named in another sentence.
# Other slots: see participants.py (`s` subject, `o` object,
# `g` behind a verbal noun, `front` before the verb, `recipient` إلى and ل of what is given, else the preposition).
parts:
"""


Slots = dict[tuple[str, int], tuple[str, dict[tuple[str, str | None], str]]]


@dataclass(frozen=True)
class Part:
    """One participant as the machine found it."""

    document: str
    by: str
    role: str
    slot: str
    right: bool

    def classes(self) -> tuple[str, ...]:
        """The classes it counts for, the widest first."""
        return "all", self.role, f"{self.role} {self.slot}", f"{self.role} {self.slot} {self.by.removeprefix('events.')}"


def parts_of(name: str, shared: Path, folder: Path) -> Iterator[Part]:
    """The participants that the machine finds in one set."""
    import score  # the scorer lies in the shared folder

    chosen = reports.choose(name, shared, folder)
    groups = [[path] for path in chosen.reports] if chosen.apart else [chosen.reports]
    exports, built = {}, {}
    for group in groups:
        key = group[0].stem
        case, exports[key] = folder / f"{key}.musnad", folder / "exports" / key
        reports.read_in(group, case, exports[key])
        built.update({path.stem: case for path in group})
    out = folder / "standoff"
    if chosen.apart:
        passages.join_exports(exports, out)
    else:
        out = next(iter(exports.values()))
    gold, _ = score.load(chosen.gold, set())
    found, _ = score.load(out, set(gold))
    gold_of = score.align_entities(gold, found)
    for document, marked in gold.items():
        if document in built:
            text = (chosen.texts / f"{document}.txt").read_text(encoding="utf-8")
            told = _slots(built[document], document, found.get(document, {}))
            for pair in _matched(score, marked, found.get(document, {}), text):
                yield from _compared(score, document, pair, gold_of, told)


def _matched(score: Any, marked: Mapping[str, Any], found: Mapping[str, Any], text: str) -> Iterator[tuple[Any, Any]]:
    """Every telling of the machine with that of the gold, None where it has none."""

    def same(one: Any, other: Any) -> int:
        if one["type"] != other.get("type"):
            return 0
        lines = [score.line_of(text, telling["trigger"]["start"]) for telling in (one, other)]
        return 2 if score.touches(one["trigger"], other["trigger"]) else int(lines[0] == lines[1])

    events = found.get("events", [])
    partners = {id(other): one for one, other in score.pair_up(marked.get("events", []), events, same)}
    for event in events:
        yield partners.get(id(event)), event


def _slots(case_path: Path, document: str, exported: Mapping[str, Any]) -> Slots:
    """Telling by type and start → its rule, and the slot of each (role, entity)."""
    with Case.open(case_path) as case:
        report = next(case.report(one.id) for one in case.documents() if Path(one.name).stem == document)
    entity_at = {(mark["start"], mark["end"]): mark.get("entity") for mark in exported.get("mentions", [])}
    mentions = {mention.id: mention for mention in report.mentions}
    found: Slots = {}
    for event in report.events:
        cued = _cued(event)
        inside = next((one.span for one in report.sentences if one.span.contains(event.span)), event.span)
        slots: dict[tuple[str, str | None], str] = {}
        for role in ("agents", "others"):
            for mention in (mentions[identity] for identity in getattr(event, role)):
                entity = entity_at.get((mention.span.start, mention.span.end))
                linked = scores.LINKED if inside.contains(mention.span) else scores.FAR
                slots.setdefault((role, entity), scores.kind_of_slot(event.type, cued.get(mention.name, linked)))
        found.setdefault((event.type, event.span.start), (event.by, slots))
    return found


def _cued(event: EventMention) -> dict[str, str]:
    """Name → slot, from the reason of the telling."""
    listed = dict(event.because)["participants"].split("، ")
    return {match[1]: match[2] for one in listed if (match := _CUED.match(one))}


def _compared(score: Any, document: str, pair: tuple[Any, Any], gold_of: Mapping[str, str], told: Any) -> Iterator[Part]:
    one, other = pair
    wanted = score.event_arguments(one, lambda entity: entity) if one else Counter()
    by, slots = told.get((other["type"], other["trigger"]["start"]), ("", {}))
    for role in ("agents", "others"):
        for entity in other.get(role) or []:
            right = bool(wanted[(role, gold_of.get(entity, ""))])
            yield Part(document, by, role, slots.get((role, entity), scores.LINKED), right)


def counted(parts: Sequence[Part]) -> dict[str, list[int]]:
    """Class → [right, of so many]."""
    table: dict[str, list[int]] = {}
    for part in parts:
        for key in part.classes():
            row = table.setdefault(key, [0, 0])
            row[0] += part.right
            row[1] += 1
    return dict(sorted(table.items(), key=lambda item: (len(item[0].split()), item[0])))


def calibration(parts: Sequence[Part]) -> list[str]:
    """Lines: how many of the participants with about this share were right, each by counts of other texts."""
    number = {document: at % FOLDS for at, document in enumerate(sorted({part.document for part in parts}))}
    guessed: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        table = counted([part for part in parts if number[part.document] != fold])
        held = [part for part in parts if number[part.document] == fold]
        guessed += [(scores.share(part.by, part.role, part.slot, table), part.right) for part in held]
    lines = []
    for low, high in pairwise(BINS):
        inside = [right for value, right in guessed if low <= value < high]
        if inside:
            lines.append(
                f"{low:.1f} to {min(high, 1.0):.1f}: {sum(inside)} of {len(inside)} right ({sum(inside) / len(inside):.2f})"
            )
    return lines


def main() -> int:
    """Count, write, print."""
    parser = argparse.ArgumentParser(description="Count how often participants of events are right.")
    parser.add_argument("--shared", type=Path, default=reports.SHARED)
    arguments = parser.parse_args()
    if not (arguments.shared / "score").is_dir():
        sys.exit(f"nothing to count: {arguments.shared} has no scorer")
    sys.path.insert(0, str(arguments.shared / "score"))
    parts: list[Part] = []
    for name in SETS:
        with tempfile.TemporaryDirectory() as folder:
            parts += [part for part in parts_of(name, arguments.shared, Path(folder)) if name == WHOLE or part.slot != scores.FAR]
    lines = calibration(parts)
    rows = "".join(f'  "{key}": [{right}, {number}]\n' for key, (right, number) in counted(parts).items())
    comment = "".join(
        f"# {line}\n" for line in ["Share, counted on four fifths of the texts, and what was right in the last fifth:", *lines]
    )
    OUT.write_text(HEAD.replace("parts:\n", comment + "parts:\n") + rows, encoding="utf-8")
    print(f"{len(parts)} participants", *lines, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
