"""Gold for roles, quotations, events and relations over passages of our own sentences: checking it, and laying it out to score.

    python evaluation/passages.py --check evaluation/passages/egypt.yml ...
    python evaluation/passages.py --build FOLDER [--set dev|second|held_aside]

The names stand in the sentence files (training/names/sentences), everything else in one YAML file a country beside this
program: evaluation/passages/COUNTRY.yml over COUNTRY.txt, and in the folders `second` and `held_aside` likewise over the
folders of these names. Rules are developed on the first two; a set that was held aside becomes a second one on the day
somebody reads its errors, and another is written. A YAML file is a list of passages:

    - passage: LABEL              # what stands behind the '#' that opens it
      published: 2020-06-04       # becomes the first line of the text; null for none
      same: [[FULLEST, OTHER]]    # written names of one entity; every other written name is one by itself
      nominal: [{line, text, entity}]
      dates: [{line, text, value}]
      roles: [{line, person, organization, title, former}]
      quotations: [{line, source, source_text, cue, content, anonymous, mode, via}]
      events: [{line, type, trigger, date, place, agents, others, quantity, modality, event}]
      relations: [{line, subject, predicate, object, text}]

`line` counts the sentences of the passage from 1. Entities are referred to by a written name, with `|PER` (ORG, LOC, EVT)
behind it where two types are written alike. A stretch of text is a string, or {text, nth} where the string stands more than
once in its line, or {from, to} for a long one. Cue and source of a quotation may stand in another line: `cue_line`,
`source_line`; a content that ends in a later line has `to_line` in its {from, to}. Layers, types and predicates are those of
the gold of the real reports.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from musnad.edtf import is_edtf

ROOT = Path(__file__).parents[1]
# The reader of the sentence files is a program of its own, outside the package.
sys.path.insert(0, str(ROOT / "training/names"))

from sentences import parse  # noqa: E402

GOLD = Path(__file__).with_suffix("")
SENTENCES = ROOT / "training/names/sentences"
SETS = {"dev": "", "second": "second", "held_aside": "held_aside"}
"""Folder of a set, below GOLD and below SENTENCES."""

LAYERS = ("nominal", "dates", "roles", "quotations", "events", "relations")
FIELDS: dict[str, tuple[set[str], set[str]]] = {
    "nominal": ({"line", "text", "entity"}, {"nth"}),
    "dates": ({"line", "text", "value"}, {"nth"}),
    "roles": ({"line", "person", "organization", "title", "former"}, set()),
    "quotations": (
        {"line", "source", "source_text", "cue", "content", "anonymous", "mode", "via"},
        {"cue_line", "source_line"},
    ),
    "events": ({"line", "type", "trigger", "date", "place", "agents", "others", "quantity", "modality"}, {"event"}),
    "relations": ({"line", "subject", "predicate", "object", "text"}, {"nth"}),
}
"""Fields that a record must have, and those that it may have."""

EVENT_TYPES = frozenset(
    {
        "founding",
        "merger",
        "meeting",
        "talks",
        "agreement",
        "support",
        "arms_transfer",
        "funding",
        "aid",
        "campaign",
        "mobilization",
        "training",
        "appointment",
        "fortification",
        "movement",
        "attack",
        "shelling",
        "airstrike",
        "clash",
        "control_change",
        "withdrawal",
        "arrest",
        "casualties",
        "displacement",
        "accusation",
        "rejection",
        "threat",
        "protest",
        "sanction",
        "violation",
    }
)
MODALITIES = frozenset({"actual", "planned", "denied", "hypothetical"})
MODES = frozenset({"direct", "indirect", "mixed"})
PREDICATES = frozenset(
    {
        "leads",
        "member_of",
        "part_of",
        "affiliated_with",
        "supports",
        "sponsors",
        "opposes",
        "participates_in",
        "located_in",
        "founded_by",
        "formerly_member_of",
    }
)
QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
CLITICS = re.compile(r"[وفبلكس]{1,2}")

Json = dict[str, Any]


class Fault(ValueError):
    """Something in the YAML that does not fit the text."""


def read_passages(path: Path) -> dict[str, list[Any]]:
    """The sentences of a marked file by label of their passage. Raises Fault where two passages have one label."""
    passages: dict[str, list[Any]] = {}
    label = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            label = line.lstrip("#").strip()
            if label in passages:
                raise Fault(f"{path.name}:{number}: a second passage called {label!r}")
            passages[label] = []
        elif line.strip():
            passages.setdefault(label, []).append(parse(line.strip(), f"{path.name}:{number}", label))
    return passages


def places_of(text: str, wanted: str) -> list[int]:
    """Where `wanted` stands in `text`: as whole words (clitics may stand before it) where it does so at all."""
    found = [match.start() for match in re.finditer(f"(?={re.escape(wanted)})", text)] if wanted else []

    def whole(start: int) -> bool:
        before = re.search(r"\w*$", text[:start])
        lead = before[0] if before else ""
        return not re.match(r"\w", text[start + len(wanted) :]) and (not lead or bool(CLITICS.fullmatch(lead)))

    return [start for start in found if whole(start)] or found


@dataclass(slots=True)
class Passage:
    """One passage with its gold, turned into records of the scorer's form; what does not fit is in `problems`."""

    stem: str
    """Name of the document, and what all its ids begin with."""
    gold: Json
    sentences: list[Any]
    problems: list[str] = field(default_factory=list)
    text: str = ""
    starts: list[int] = field(default_factory=list)
    """Where each sentence begins in the text."""
    shift: int = 0
    """Lines of the text before the first sentence: 1 with a date line."""
    fullest: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """(written name, type) to the fullest name of its entity and the type of that."""
    record: Json = field(default_factory=dict)
    entities: Json = field(default_factory=dict)
    relations: list[Json] = field(default_factory=list)
    events: Json = field(default_factory=dict)

    def __post_init__(self) -> None:
        published = _day(self.gold.get("published"))
        if published and not re.fullmatch(r"\d{4}-\d\d-\d\d", published):
            self.problems.append(f"published is no day: {published}")
            published = None
        head = published.replace("-", "/") + "\n" if published else ""
        self.shift = int(bool(head))
        at = len(head)
        for sentence in self.sentences:
            self.starts.append(at)
            at += len(sentence.text) + 1
        self.text = head + "".join(f"{sentence.text}\n" for sentence in self.sentences)
        self._form()
        self._names()
        mentions = [
            {**self._span(self.starts[n] + name.start, self.starts[n] + name.end), "type": name.type, "entity": entity}
            for n, sentence in enumerate(self.sentences)
            for name in sentence.names
            for entity in [self._id(self.fullest[sentence.text[name.start : name.end], name.type])]
        ]
        self.record = {
            "body": list(range(1, len(self.sentences) + 1 + self.shift)),
            "published": published,
            "published_basis": "stated" if published else "unknown",
            "outlet": None,
            "mentions": mentions,
            "dates": [{**self._span(0, 10), "value": published}] if published else [],
            "roles": [],
            "quotations": [],
            "events": [],
        }
        for layer in LAYERS:
            for number, item in enumerate(self._items(layer), 1):
                try:
                    getattr(self, f"_{layer}")(item)
                except Fault as fault:
                    self.problems.append(f"{layer} {number} (line {item.get('line')}): {fault}")
        mentions.sort(key=lambda mention: (mention["start"], -mention["end"]))
        self.record["dates"].sort(key=lambda one: one["start"])

    def _form(self) -> None:
        """Note unknown and missing parts of the passage."""
        for key in sorted({"passage", "published", "same", *LAYERS} - self.gold.keys()):
            self.problems.append(f"{key} is missing")
        for key in sorted(map(str, self.gold.keys() - {"passage", "published", "same", *LAYERS})):
            self.problems.append(f"unknown part {key!r}")

    def _items(self, layer: str) -> Iterator[Json]:
        """The records of a layer that have the fields they must have."""
        needed, allowed = FIELDS[layer]
        for number, item in enumerate(self.gold.get(layer) or [], 1):
            if not isinstance(item, dict):
                self.problems.append(f"{layer} {number}: not a mapping: {item!r}")
            elif missing := needed - item.keys():
                self.problems.append(f"{layer} {number} (line {item.get('line')}): lacks {', '.join(sorted(missing))}")
            else:
                if extra := item.keys() - needed - allowed:
                    self.problems.append(f"{layer} {number} (line {item['line']}): unknown {', '.join(sorted(map(str, extra)))}")
                yield item

    def _names(self) -> None:
        """Which written names are which entity."""
        count = Counter(
            (sentence.text[name.start : name.end], name.type) for sentence in self.sentences for name in sentence.names
        )
        self.fullest = {name: name for name in count}
        joined: set[tuple[str, str]] = set()
        for number, group in enumerate(self.gold.get("same") or [], 1):
            try:
                keys = [self._key(written) for written in group]
            except Fault as fault:
                self.problems.append(f"same {number}: {fault}")
                continue
            if again := joined.intersection(keys):
                self.problems.append(f"same {number}: {', '.join(name for name, _ in again)} is in another group already")
            if len(set(keys)) < 2:
                self.problems.append(f"same {number}: fewer than two names")
            joined.update(keys)
            self.fullest |= dict.fromkeys(keys, keys[0])
        aliases: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name, full in self.fullest.items():
            aliases[full] += [name[0]] if name[0] != full[0] else []
        for full, others in aliases.items():
            self.entities[self._id(full)] = {"type": full[1], "name": full[0], "aliases": others, "note": ""}

    def _key(self, written: Any) -> tuple[str, str]:
        """The marked name that a reference means."""
        name, _, kind = str(written).partition("|")
        found = [key for key in self.fullest if key[0] == name.strip() and kind.strip() in ("", key[1])]
        if not found:
            raise Fault(f"no marked name {written!r} in the passage")
        if len(found) > 1:
            raise Fault(f"{written!r} is marked with two types; write {' or '.join(f'{a}|{b}' for a, b in sorted(found))}")
        return found[0]

    def _id(self, full: tuple[str, str]) -> str:
        twins = sum(key[0] == full[0] for key in self.fullest) > 1
        return f"{self.stem}/{full[0]}|{full[1]}" if twins else f"{self.stem}/{full[0]}"

    def _entity(self, written: Any) -> str | None:
        return None if written is None else self._id(self.fullest[self._key(written)])

    def _entities(self, written: Any) -> list[str]:
        if not isinstance(written, list):
            raise Fault(f"not a list: {written!r}")
        return [entity for name in written if (entity := self._entity(name))]

    def _span(self, start: int, end: int) -> Json:
        return {"start": start, "end": end, "text": self.text[start:end]}

    def _line(self, number: Any) -> tuple[str, int]:
        """Text of a sentence and where it begins."""
        if not isinstance(number, int) or not 1 <= number <= len(self.sentences):
            raise Fault(f"the passage has no line {number!r}, it has {len(self.sentences)}")
        return self.sentences[number - 1].text, self.starts[number - 1]

    def _find(self, number: Any, what: Any, nth: Any = None) -> Json:
        """The span in the text of a stretch of a sentence."""
        line, base = self._line(number)
        if isinstance(what, dict) and "from" in what:
            if unknown := what.keys() - {"from", "to", "nth", "to_line"}:
                raise Fault(f"unknown {', '.join(sorted(map(str, unknown)))} in {what!r}")
            if "to" not in what:
                raise Fault(f"'from' without 'to': {what!r}")
            start = base + self._at(line, str(what["from"]), what.get("nth"))
            last, last_base = self._line(what.get("to_line", number))
            to = str(what["to"])
            ends = [last_base + at + len(to) for at in places_of(last, to) if last_base + at >= start]
            if len(ends) != 1:
                raise Fault(f"{to!r} stands {len(ends)} times behind {what['from']!r}")
            return self._span(start, ends[0])
        if isinstance(what, dict):
            if unknown := what.keys() - {"text", "nth"}:
                raise Fault(f"unknown {', '.join(sorted(map(str, unknown)))} in {what!r}")
            what, nth = what.get("text"), what.get("nth", nth)
        if not isinstance(what, str) or not what:
            raise Fault(f"no text: {what!r}")
        at = self._at(line, what, nth)
        return self._span(base + at, base + at + len(what))

    def _at(self, line: str, what: str, nth: Any) -> int:
        if nth is not None:
            found = [match.start() for match in re.finditer(f"(?={re.escape(what)})", line)]
            if not isinstance(nth, int) or not 1 <= nth <= len(found):
                raise Fault(f"{what!r} stands {len(found)} times in its line, there is no nth: {nth!r}")
            return found[nth - 1]
        found = places_of(line, what)
        if not found:
            raise Fault(f"{what!r} is not in its line")
        if len(found) > 1:
            raise Fault(f"{what!r} stands {len(found)} times in its line; add nth")
        return found[0]

    def _nominal(self, item: Json) -> None:
        span = self._find(item["line"], item["text"], item.get("nth"))
        entity = self._entity(item["entity"])
        if entity is None:
            raise Fault("a nominal mention needs its entity")
        for mention in self.record["mentions"]:
            if (mention["start"], mention["end"]) == (span["start"], span["end"]):
                raise Fault(f"{span['text']!r} is marked as a name already")
        self.record["mentions"].append({**span, "type": self.entities[entity]["type"], "entity": entity, "nominal": True})

    def _dates(self, item: Json) -> None:
        self.record["dates"].append(
            {**self._find(item["line"], item["text"], item.get("nth")), "value": self._edtf(item["value"])}
        )

    def _edtf(self, value: Any) -> str:
        text = _day(value)
        if text is None or not is_edtf(text):
            raise Fault(f"{value!r} is not EDTF")
        return text

    def _roles(self, item: Json) -> None:
        title = self._find(item["line"], item["title"])
        person, organization = self._entity(item["person"]), self._entity(item["organization"])
        if person is None:
            raise Fault("a role needs its person")
        if not isinstance(item["former"], bool):
            raise Fault(f"former is true or false, not {item['former']!r}")
        start, end = title["start"], title["end"]
        line, base = self._line(item["line"])
        for entity in filter(None, (person, organization)):
            near = [m for m in self.record["mentions"] if m["entity"] == entity and base <= m["start"] < base + len(line)]
            if near:
                middle = title["start"] + title["end"]
                closest = min(near, key=lambda m: abs(m["start"] + m["end"] - middle))
                start, end = min(start, closest["start"]), max(end, closest["end"])
        self.record["roles"].append(
            {
                "person": person,
                "organization": organization,
                "title": title,
                "former": item["former"],
                "evidence": self._span(start, end),
            }
        )

    def _quotations(self, item: Json) -> None:
        content = self._find(item["line"], item["content"])
        cue = self._find(item.get("cue_line", item["line"]), item["cue"]) if item["cue"] is not None else None
        told = item["source_text"]
        source_text = self._find(item.get("source_line", item["line"]), told) if told is not None else None
        source = self._entity(item["source"])
        if not isinstance(item["anonymous"], bool):
            raise Fault(f"anonymous is true or false, not {item['anonymous']!r}")
        if item["anonymous"] is (source is not None):
            raise Fault("either a source or anonymous: true")
        if item["mode"] not in MODES:
            raise Fault(f"unknown mode {item['mode']!r}")
        self.record["quotations"].append(
            {
                "content": content,
                "cue": cue,
                "source": source,
                "source_text": source_text,
                "anonymous": item["anonymous"],
                "via": self._entities(item["via"]),
                "mode": self._mode(content) if item["mode"] == "mixed" else item["mode"],
            }
        )

    def _mode(self, content: Json) -> str:
        """Direct where most of the content stands in quotation marks, as the gold of the real reports decides."""
        inside = sum(
            max(0, min(match.end(), content["end"]) - max(match.start(), content["start"]))
            for match in QUOTED.finditer(self.text)
        )
        return "direct" if inside * 2 > content["end"] - content["start"] else "indirect"

    def _events(self, item: Json) -> None:
        trigger = self._find(item["line"], item["trigger"])
        if item["type"] not in EVENT_TYPES:
            raise Fault(f"unknown type {item['type']!r}")
        if item["modality"] not in MODALITIES:
            raise Fault(f"unknown modality {item['modality']!r}")
        quantity = item["quantity"]
        if quantity is not None:
            value = quantity.get("value") if isinstance(quantity, dict) else quantity
            if not isinstance(quantity, dict) or quantity.keys() - {"value", "unit", "text"} or "value" not in quantity:
                raise Fault(f"a quantity is {{value, unit}}, not {quantity!r}")
            if isinstance(value, bool) or not isinstance(value, int | float | None):
                raise Fault(f"the value of a quantity is a number or null, not {value!r}")
        date = None if item["date"] is None else self._edtf(item["date"])
        own = len(self.record["events"]) + 1
        name = f"{self.stem}/{item.get('event') or f'event-{own}'}"
        place = self._entity(item["place"])
        agents, others = self._entities(item["agents"]), self._entities(item["others"])
        known = self.events.setdefault(name, {"type": item["type"], "what": trigger["text"], "date": date, "docs": [self.stem]})
        if known["type"] != item["type"]:
            raise Fault(f"one happening with two types: {known['type']} and {item['type']}")
        known["date"] = known["date"] or date
        self.record["events"].append(
            {
                "event": name,
                "type": item["type"],
                "trigger": trigger,
                "date": date,
                "place": place,
                "agents": agents,
                "others": others,
                "quantity": quantity,
                "modality": item["modality"],
            }
        )

    def _relations(self, item: Json) -> None:
        told = self._find(item["line"], item["text"], item.get("nth"))
        if item["predicate"] not in PREDICATES:
            raise Fault(f"unknown predicate {item['predicate']!r}")
        subject, object_ = self._entity(item["subject"]), self._entity(item["object"])
        if subject is None or object_ is None:
            raise Fault("a relation needs subject and object")
        evidence = {"doc": self.stem, "line": item["line"] + self.shift, "text": told["text"]}
        for relation in self.relations:
            if (relation["subject"], relation["predicate"], relation["object"]) == (subject, item["predicate"], object_):
                relation["evidence"].append(evidence)
                return
        self.relations.append({"subject": subject, "predicate": item["predicate"], "object": object_, "evidence": [evidence]})


def _day(value: Any) -> str | None:
    """A date as text: YAML reads days as dates and years as numbers."""
    return None if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)


def sentence_file(path: Path) -> Path:
    """The marked sentences that a YAML file is about."""
    parent = path.resolve().parent.name
    folder = SENTENCES / parent if parent in SETS else SENTENCES
    return folder / f"{path.stem}.txt"


def read_gold(path: Path, marked: Path | None = None) -> tuple[list[Passage], list[str]]:
    """The passages of a YAML file and, one sentence each, what is wrong with it."""
    marked = marked or sentence_file(path)
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        texts = read_passages(marked)
    except (OSError, ValueError, yaml.YAMLError) as error:
        return [], [f"{path.name}: {error}"]
    if not isinstance(content, list):
        return [], [f"{path.name}: not a list of passages"]
    passages: list[Passage] = []
    problems: list[str] = []
    seen: set[str] = set()
    for number, gold in enumerate(content, 1):
        label = str(gold.get("passage")) if isinstance(gold, dict) else ""
        if label not in texts:
            problems.append(f"{path.name}: {number}: {marked.name} has no passage called {label!r}")
            continue
        if label in seen:
            problems.append(f"{path.name}: {number}: {label!r} is annotated twice")
            continue
        seen.add(label)
        passage = Passage(f"{path.stem}_{number:02}", gold, texts[label])
        problems += [f"{path.name}: {label}: {problem}" for problem in passage.problems]
        passages.append(passage)
    return passages, problems


def counts(passages: list[Passage]) -> dict[str, int]:
    """How much a list of passages holds, by layer."""
    found = {"passages": len(passages), "sentences": sum(len(passage.sentences) for passage in passages)}
    found["names"] = sum(not m.get("nominal") for passage in passages for m in passage.record["mentions"])
    found["nominal"] = sum(bool(m.get("nominal")) for passage in passages for m in passage.record["mentions"])
    for layer in ("dates", "roles", "quotations", "events"):
        found[layer] = sum(len(passage.record[layer]) for passage in passages)
    found["relations"] = sum(len(passage.relations) for passage in passages)
    return found


def gold_files(name: str) -> list[Path]:
    """The YAML files of a set."""
    return sorted((GOLD / SETS[name]).glob("*.yml"))


def lay_out(passages: list[Passage], folder: Path) -> tuple[Path, Path]:
    """Write texts and gold of passages for the scorer: the folders `texts` and `gold` in `folder`, which are returned."""
    texts, gold = folder / "texts", folder / "gold"
    texts.mkdir(parents=True)
    gold.mkdir()
    known: Json = {"entities": {}, "relations": [], "events": {}, "contradictions": []}
    for passage in passages:
        (texts / f"{passage.stem}.txt").write_text(passage.text, encoding="utf-8")
        (gold / f"{passage.stem}.json").write_text(_dump(passage.record), encoding="utf-8")
        known["entities"] |= passage.entities
        known["relations"] += passage.relations
        known["events"] |= passage.events
    (gold / "knowledge.json").write_text(_dump(known), encoding="utf-8")
    return texts, gold


def lay_out_set(name: str, folder: Path) -> tuple[Path, Path]:
    """`lay_out` for a whole set. Raises Fault where there are none or they have problems."""
    passages: list[Passage] = []
    problems: list[str] = []
    files = gold_files(name)
    if not files:
        raise Fault(f"nothing to measure: no file in {GOLD / SETS[name]}")
    for path in files:
        read, wrong = read_gold(path)
        passages += read
        problems += wrong
    if problems:
        raise Fault("\n".join(problems))
    return lay_out(passages, folder)


def _dump(content: Json) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def join_exports(exports: dict[str, Path], folder: Path) -> None:
    """Write the standoff exports of several cases as one; the case's name stands before every id, so that none is another's."""
    folder.mkdir()
    known: Json = {"entities": {}, "relations": [], "events": {}, "contradictions": []}
    lines = []
    for name, export in sorted(exports.items()):

        def own(value: Any, name: str = name) -> Any:
            if isinstance(value, list):
                return [own(one, name) for one in value]
            return f"{name}/{value}" if value else value

        def renamed(record: Json, *keys: str, own: Any = own) -> Json:
            return {key: own(value) if key in keys else value for key, value in record.items()}

        for line in (export / "documents.jsonl").read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            document["mentions"] = [renamed(one, "entity") for one in document["mentions"]]
            document["roles"] = [renamed(one, "person", "organization") for one in document["roles"]]
            document["quotations"] = [renamed(one, "source", "via") for one in document["quotations"]]
            document["events"] = [renamed(one, "place", "agents", "others", "event") for one in document["events"]]
            lines.append(json.dumps(document, ensure_ascii=False) + "\n")
        part = json.loads((export / "knowledge.json").read_text(encoding="utf-8"))
        known["entities"] |= {own(key): value for key, value in part["entities"].items()}
        known["events"] |= {own(key): value for key, value in part["events"].items()}
        known["relations"] += [renamed(one, "subject", "object") for one in part["relations"]]
        known["contradictions"] += [renamed(one, "id", "about") for one in part["contradictions"]]
    (folder / "documents.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "knowledge.json").write_text(_dump(known), encoding="utf-8")


def main() -> int:
    """Checks files or lays a set out; exit code 1 where something is wrong."""
    parser = argparse.ArgumentParser(description="Gold over passages of our own sentences.")
    todo = parser.add_mutually_exclusive_group(required=True)
    todo.add_argument("--check", nargs="+", type=Path, metavar="FILE", help="say what is wrong in these YAML files, and count")
    todo.add_argument("--build", type=Path, metavar="FOLDER", help="write texts and gold of a set for the scorer")
    parser.add_argument("--set", choices=tuple(SETS), default="dev")
    arguments = parser.parse_args()
    if arguments.build:
        try:
            texts, gold = lay_out_set(arguments.set, arguments.build)
        except Fault as fault:
            print(fault, file=sys.stderr)
            return 1
        print(f"{len(list(texts.iterdir()))} texts in {texts}, gold in {gold}")
        return 0
    failed = False
    for path in arguments.check:
        passages, problems = read_gold(path)
        print(*problems, sep="\n", end="\n" if problems else "")
        found = ", ".join(f"{number} {layer}" for layer, number in counts(passages).items())
        print(f"{path.name}: {found}; {len(problems)} problems")
        failed = failed or bool(problems)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
