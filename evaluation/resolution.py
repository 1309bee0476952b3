"""Are two names one entity? Labelled pairs, read and resolved by the product itself, and the aliases of the UN list.

    python evaluation/resolution.py [--set SET|all] [--errors] [--pooled] [--un-list DIR]

Every side of a pair is a report of its own: the whole pipeline reads it, only the name in ⟦ ⟧ is given. A pair is joined where
the resolver gives both names one entity. `--pooled` resolves all reports of a country as one case instead: namesakes of other
pairs then stand in the way. Errors of the pairs kept aside are not listed, so that nobody mends the program by them.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from musnad import pipeline
from musnad.annotations.names import mention_of
from musnad.annotations.names.candidates import Candidate
from musnad.knowledge.corpus import Corpus
from musnad.knowledge.entities import resolve
from musnad.knowledge.judgements import Decisions
from musnad.records import Document, Line, LineKind, Mention, Published, Report, Span

FOLDER = Path(__file__).with_name("resolution")
UN_LIST = Path(__file__).parents[2] / "shared/data/un_sanctions_names/un_names.tsv"
SETS = (
    "develop",
    "develop_second",
    "develop_third",
    "develop_fourth",
    "develop_fifth",
    "kept_aside",
    "kept_aside_second",
    "kept_aside_third",
)
_BLIND = tuple(name for name in SETS if name.startswith("kept_aside"))
"""Sets of which no error is ever listed."""
_MARKED = re.compile(r"⟦([^⟧]*)⟧")
_ARABIC = re.compile(r"[\u0621-\u06d3][\u0621-\u06d3 ]*[\u0621-\u06d3]")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names with their reports, and what a careful editor says of them."""

    set: str
    country: str
    type: str
    same: bool
    texts: tuple[str, ...]
    """One text that holds both names, or two that hold one each; names in ⟦ ⟧."""
    published: tuple[str, ...] = ()
    listed: str = ""
    """`one`: the first is the listed bearer of the name and the other is not; `both`: both are."""

    @property
    def label(self) -> str:
        """The two names, for lists of errors."""
        return " | ".join(name for text in self.texts for name in _MARKED.findall(text))


@dataclass(frozen=True, slots=True)
class Told:
    """A report of one pair and the mentions asked for."""

    report: Report
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """How often joined pairs are one, and pairs that are one are joined."""

    right: int
    joined: int
    same: int
    pairs: int

    @property
    def precision(self) -> float:
        """Share of the joined pairs that are one."""
        return self.right / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs that are one which are joined."""
        return self.right / self.same if self.same else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.right else 0.0

    def row(self) -> dict[str, float]:
        """For the table."""
        return {
            "precision": round(self.precision, 3),
            "recall": round(self.recall, 3),
            "f1": round(self.f1, 3),
            "pairs": self.pairs,
        }


def pairs(name: str) -> list[Pair]:
    """The pairs of a set, in order."""
    by_country = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return [
        Pair(
            name, country, entry["type"], entry["same"],
            (entry["text"],) if "text" in entry else (entry["one"], entry["other"]),
            # YAML reads a bare `on` as true.
            tuple(str(day) for day in entry.get(True, ())), entry.get("listed", ""),
        )
        for country, entries in by_country.items()
        for entry in entries
    ]  # fmt: skip


def told(pair: Pair) -> tuple[Told, ...]:
    """The reports of a pair as the pipeline reads them."""
    days = pair.published or ("",) * len(pair.texts)
    return tuple(_read(text, pair.type, day, number) for number, (text, day) in enumerate(zip(pair.texts, days, strict=True)))


@cache
def _read(marked: str, kind: str, day: str, number: int) -> Told:
    """One report: the text without its marks, the marked names given, everything else found by the pipeline."""
    text, spans = "", []
    for piece in re.split(r"(⟦[^⟧]*⟧)", marked):
        if match := _MARKED.fullmatch(piece):
            inner = match[1].strip("«»")
            start = len(text) + match[1].index(inner)
            spans.append(Span(start=start, end=start + len(inner)))
            text += match[1]
        else:
            text += piece
    report = pipeline.annotate(_document(text, f"{number}"), _steps(tuple(spans), kind))
    if report.failures:
        sys.exit(f"{text}: {report.failures}")
    if day:
        span = Span(start=0, end=0)
        stated = Published(id="published-0-0", span=span, by="evaluation.day", value=day, basis="stated")
        report = report.model_copy(update={"published": stated})
    return Told(report, tuple(next(one.id for one in report.mentions if one.span == span) for span in spans))


def _document(text: str, name: str) -> Document:
    digest = hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()
    line = Line(number=1, span=Span(start=0, end=len(text)), kind=LineKind.paragraph, by="evaluation.line")
    return Document(
        id=f"d-{digest[:16]}", name=f"{digest[:8]}.txt", sha256=digest, size=len(text.encode()), media_type="text/plain",
        encoding="utf-8", reader="evaluation", text=text, lines=(line,),
    )  # fmt: skip


def _steps(spans: tuple[Span, ...], kind: str) -> tuple[pipeline.Step, ...]:
    """The pipeline with the given names put into what the names step finds."""

    def names(report: Report) -> dict[str, Any]:
        found = dict(step.run(report))
        mentions: list[Mention] = []
        text = report.document.text
        for span in spans:
            exact = next((one for one in found["mentions"] if one.span == span and one.type == kind), None)
            wider = next((one for one in found["mentions"] if one.span.end == span.end and one.span.contains(span)), None)
            head = text[wider.span.start : span.start].strip(' «"') or wider.head if wider else None
            named = (("name", span.of(text)),)
            kind_of = wider.subtype if wider else None
            given = Candidate(span.start, span.end, kind, 0.99, "evaluation.given", named, kind_of, head)
            mentions.append(exact or mention_of(text, given))
        rest = [one for one in found["mentions"] if not any(one.span.overlaps(span) for span in spans)]
        rest += [left for one in found["mentions"] for span in spans if (left := _left_over(one, span, text))]
        ordered = {one.id: one for one in sorted([*mentions, *rest], key=lambda one: (one.span.start, -one.span.end))}
        return found | {"mentions": tuple(ordered.values())}

    step = next(step for step in pipeline.STEPS if step.name == "names")
    return tuple(replace(one, run=names) if one is step else one for one in pipeline.STEPS)


def _left_over(found: Mention, given: Span, text: str) -> Mention | None:
    """What stays of a name that the pipeline read too wide: the body before a person, the place behind a body."""
    before, behind = text[found.span.start : given.start], text[given.end : found.span.end]
    if found.type == "ORG" and " " in before.strip() and found.span.end == given.end:
        start, end = found.span.start, found.span.start + len(before.rstrip())
        return mention_of(text, Candidate(start, end, "ORG", found.score, found.by, (("name", text[start:end]),)))
    if place := re.match(r"\s+في\s+((?:ال)?\w+(?: (?!ال\w+ي[ةه]|ب)\w+)?)", behind):
        start, end = given.end + place.start(1), given.end + place.end(1)
        return mention_of(text, Candidate(start, end, "LOC", found.score, found.by, (("name", place[1]),)))
    return None


def joined(pair: Pair, reports: Iterable[Report] | None = None) -> bool:
    """True where the resolver makes the two names of the pair one entity."""
    sides = told(pair)
    links = _links(tuple(side.report for side in sides)) if reports is None else _links(tuple(reports))
    one, other = [f"{side.report.document.id}/{mention}" for side in sides for mention in side.mentions]
    return links[one] == links[other]


_resolved: dict[tuple[str, ...], dict[str, str]] = {}


def _links(reports: tuple[Report, ...]) -> dict[str, str]:
    key = tuple(sorted(report.document.id for report in reports))
    if key not in _resolved:
        _resolved[key] = resolve(Corpus(reports), Decisions()).mention_entities
    return _resolved[key]


def measure(chosen: Sequence[Pair], pooled: bool = False) -> tuple[Figures, list[tuple[Pair, bool]]]:
    """The figures over these pairs, and the pairs that went wrong with what was said of them."""
    countries: dict[str, list[Report]] = defaultdict(list)
    for pair in chosen if pooled else ():
        countries[pair.country] += [side.report for side in told(pair)]
    said = [(pair, joined(pair, countries[pair.country] if pooled else None)) for pair in chosen]
    right = sum(pair.same for pair, one in said if one)
    figures = Figures(right, sum(one for _, one in said), sum(pair.same for pair in chosen), len(chosen))
    return figures, [(pair, one) for pair, one in said if one != pair.same]


def un_names(path: Path) -> list[list[str]]:
    """The names in Arabic script of every entry that has one, behind its kind."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = []
    for row in rows:
        cells = [
            row["name_original_script"],
            *re.split(r"[|;]", row["aliases"] or ""),
            *re.split(r"[|;]", row["low_quality_aliases"] or ""),
        ]
        names = {" ".join(name.split()) for cell in cells for name in _ARABIC.findall(cell or "") if " " in name.strip()}
        found.append([row["kind"], *sorted(names)])
    return [names for names in found if len(names) > 1]


def un_list(path: Path) -> dict[str, float]:
    """Of the aliases in Arabic script, the share joined to their entry by the name alone, and how many entries were joined.

    Every name is a report of its own and says nothing else: names matched by their parts. A test of matching, nothing else.
    """
    entries = un_names(path)
    reports, owner = [], {}
    for number, (kind, *names) in enumerate(entries):
        for nth, name in enumerate(names):
            document = _document(name, f"{number}-{nth}")
            span = Span(start=0, end=len(name))
            type_ = "PER" if kind == "individual" else "ORG"
            mention = mention_of(name, Candidate(0, len(name), type_, 0.99, "evaluation.given", (("name", name),)))
            reports.append(Report(document=document, mentions=(mention,)))
            owner[f"{document.id}/{mention.id}"] = number, span
    links = resolve(Corpus(reports), Decisions()).mention_entities
    groups: dict[int, list[str]] = defaultdict(list)
    for key, (number, _) in owner.items():
        groups[number].append(links[key])
    same = [(one, other) for group in groups.values() for one, other in combinations(group, 2)]
    entities: dict[str, set[int]] = defaultdict(set)
    for number, group in groups.items():
        for entity in group:
            entities[entity].add(number)
    return {
        "entries": len(entries), "alias_pairs": len(same), "recall": round(sum(a == b for a, b in same) / max(1, len(same)), 3),
        "entities_of_two_entries": sum(len(numbers) > 1 for numbers in entities.values()),
    }  # fmt: skip


def report_lines(names: Sequence[str], pooled: bool, errors: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """One row a set and type."""
    for name in names:
        chosen = pairs(name)
        figures, wrong = measure(chosen, pooled)
        yield name, figures.row()
        for kind in ("PER", "ORG", "LOC", "EVT"):
            yield f"{name} {kind}", measure([pair for pair in chosen if pair.type == kind], pooled and False)[0].row()
        if errors and name not in _BLIND:
            for pair, one in wrong:
                print(f"{'joined' if one else 'apart '}  {pair.country} {pair.type}  {pair.label}", file=sys.stderr)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=[*SETS, "all"], default="all")
    parser.add_argument("--pooled", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--un-list", type=Path, default=UN_LIST)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    table = dict(report_lines(SETS if arguments.set == "all" else (arguments.set,), arguments.pooled, arguments.errors))
    if arguments.un_list.is_file():
        table["un_list"] = un_list(arguments.un_list)
    if arguments.json:
        print(json.dumps(table, ensure_ascii=False, indent=1))
        return
    for name, row in table.items():
        print(f"{name:18}", "  ".join(f"{key} {value}" for key, value in row.items()))


if __name__ == "__main__":
    main()
