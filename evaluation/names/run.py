"""Names on public corpora and on our own sentences kept aside: the rules, the model, both together; exact spans, micro F1.

    PYTHONPATH=src python evaluation/names/run.py [--set NAME] [--by rules|model|both] [--conventions] [--errors N]

Sets: `anercorp` (test), `newsfane` (test), `aqmar` (without Ibn_Tolun_Mosque; `aqmar_read` and `aqmar_unread` are its articles by
turns, the first half read for conventions and faults, the other half never), `held_aside` (our sentences that no training
sees), `own` (those that training sees). Words of a corpus are joined by spaces and read as any line of a report; a name that
was found covers every word that it has a character of, so that corpora of whole words with their clitics can be compared.
`--conventions` leaves out what the corpus marks otherwise (evaluation/names/conventions.yml).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from musnad.annotations.names import find_names
from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import NameLine, read_line
from musnad.annotations.names.model import tagger as shipped_tagger
from musnad.script import fold

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "training/names"))

from sentences import read as read_sentences  # noqa: E402

Name = tuple[int, int, str]
SETS = ("anercorp", "newsfane", "aqmar", "second", "held_aside", "own", "aqmar_read", "aqmar_unread")
PUBLIC = ("anercorp", "newsfane", "aqmar", "aqmar_read", "aqmar_unread")
_TYPES = {"PER": "PER", "PERS": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC"}


@dataclass(frozen=True, slots=True)
class Case:
    """One line with its gold names. `exact`: gold gives characters; else words, and only three types."""

    text: str
    names: frozenset[Name]
    words: tuple[tuple[int, int], ...] = ()


def of_words(rows: Sequence[tuple[str, str]]) -> Case:
    """A line of a corpus: names as (first word, word behind the last, type)."""
    at, words = 0, []
    for word, _ in rows:
        words.append((at, at + len(word)))
        at += len(word) + 1
    names, start = [], None
    labels = [label for _, label in rows]
    for index, label in enumerate([*labels, "O"]):
        inside = label.startswith("I-") and start is not None and label[2:] == labels[start][2:]
        if start is not None and not inside:
            names.append((start, index, labels[start][2:]))
            start = None
        if label != "O" and not inside:
            start = index
    kept = frozenset((first, end, _TYPES[type_]) for first, end, type_ in names if type_ in _TYPES)
    return Case(" ".join(word for word, _ in rows), kept, tuple(words))


def corpus(path: Path) -> Iterator[Case]:
    """Lines of a file of words and labels."""
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line:
            word, _, label = line.partition("\t")
            rows.append((word, label))
        elif rows:
            yield of_words(rows)
            rows = []


def documents(name: str, shared: Path) -> list[list[Case]]:
    """The set as documents of lines: what stands in one document may lend its names to other lines of it."""
    if name in ("second", "held_aside", "own"):
        folder = ROOT / "training/names/sentences" / ("" if name == "own" else name)
        passages: dict[str, list[Case]] = defaultdict(list)
        for path in sorted(folder.glob("*.txt")):
            for sentence in read_sentences(path):
                names = frozenset((mark.start, mark.end, mark.type) for mark in sentence.outermost)
                passages[sentence.passage].append(Case(sentence.text, names))
        return list(passages.values())
    if name.startswith("aqmar"):
        paths = [path for path in sorted((shared / "data/aqmar/articles").iterdir()) if "Ibn_Tolun" not in path.name]
        some = {"aqmar": slice(None), "aqmar_read": slice(0, None, 2), "aqmar_unread": slice(1, None, 2)}[name]
        return [list(corpus(path)) for path in paths[some]]
    path = shared / "data" / {"anercorp": "anercorp/test.tsv", "newsfane": "newsfane/test_coarse_words.tsv"}[name]
    # the news corpora do not say where an article ends: each line by itself
    return [[case] for case in corpus(path)]


Finder = Callable[[list[NameLine]], list[list[Candidate]]]


def by_model(lines: list[NameLine]) -> list[list[Candidate]]:
    """The model alone."""
    return [list(view.names) for view in shipped_tagger.read(lines)]


def by_all(model: bool) -> Finder:
    """The rules, with the model or without."""

    def find(lines: list[NameLine]) -> list[list[Candidate]]:
        found: dict[int, list[Candidate]] = defaultdict(list)
        starts = [(line.words[0].token.start if line.words else -1) for line in lines]
        for candidate in find_names(lines, shipped_tagger.read if model else None):
            at = max((index for index, start in enumerate(starts) if 0 <= start <= candidate.start), default=0)
            found[at].append(candidate)
        return [found[index] for index in range(len(lines))]

    return find


def lines_of(cases: Sequence[Case]) -> list[NameLine]:
    """The cases as lines of one text."""
    text = "\n".join(case.text for case in cases)
    at, lines = 0, []
    for case in cases:
        lines.append(read_line(text, at, at + len(case.text)))
        at += len(case.text) + 1
    return lines


def _in(word: str, listed: Sequence[str]) -> bool:
    return fold(word).text in {fold(one).text for one in listed}


def _as_marked(candidate: Candidate, text: str, convention: dict[str, Any]) -> tuple[int, int, str] | None:
    """The stretch and type of a candidate as the corpus would mark it; None where it would not."""
    start, end = candidate.start, candidate.end
    words = text[start:end].split()
    before = text[text.rfind("\n", 0, start) + 1 : start].split()
    if not words or candidate.subtype in convention["unmarked_kinds"] or _in(words[0], convention["unmarked_heads"]):
        return None
    if before and _in(before[-1], convention["unmarked_behind"]):
        return None
    for tail in convention["cut_tails"]:
        if text[start:end].endswith(" " + tail):
            end -= len(tail) + 1
    if len(words) > 1 and _in(words[0], convention["stripped_heads"]):
        start += text[start:end].index(" ") + 1
    elif before and text[start - 1] == " " and _in(before[-1], convention["taken_in"]):
        start = text.rfind(before[-1], 0, start)
    return start, end, convention["kinds_as"].get(candidate.subtype, candidate.type)


def found_names(
    case: Case, start: int, text: str, candidates: Sequence[Candidate], convention: dict[str, Any] | None
) -> set[Name]:
    """What was found in a line, in the units of its gold."""
    found: set[Name] = set()
    for candidate in candidates:
        if candidate.parent:
            continue
        marked = _as_marked(candidate, text, convention) if convention else (candidate.start, candidate.end, candidate.type)
        if marked is None:
            continue
        begin, end, type_ = marked[0] - start, marked[1] - start, marked[2]
        if not case.words:
            found.add((begin, end, type_))
            continue
        if type_ == "EVT":
            continue
        touched = [index for index, (left, right) in enumerate(case.words) if left < end and begin < right]
        if touched:
            found.add((touched[0], touched[-1] + 1, type_))
    return found


def row_of(hits: Counter[str], gold: Counter[str], got: Counter[str], types: Sequence[str]) -> dict[str, float]:
    """Precision, recall, F1 over some types."""
    hit, want, have = (sum(counter[type_] for type_ in types) for counter in (hits, gold, got))
    precision, recall = hit / have if have else 0.0, hit / want if want else 0.0
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / (precision + recall), 4) if hit else 0.0,
    }


def measure(name: str, finder: Finder, shared: Path, conventions: bool = False, errors: int = 0) -> dict[str, Any]:
    """Scores of one finder on one set."""
    convention = None
    if conventions and name in PUBLIC:
        told = yaml.safe_load(Path(__file__).with_name("conventions.yml").read_text(encoding="utf-8"))
        convention = {**told["nothing"], **told[name.partition("_")[0]]}
    hits: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    got: Counter[str] = Counter()
    wrong: list[str] = []
    begun = time.perf_counter()
    for cases in documents(name, shared):
        lines = lines_of(cases)
        at = 0
        for case, candidates in zip(cases, finder(lines), strict=True):
            found = found_names(case, at, lines[0].text, candidates, convention)
            for _, _, type_ in found & case.names:
                hits[type_] += 1
            gold.update(type_ for _, _, type_ in case.names)
            got.update(type_ for _, _, type_ in found)
            if errors:
                wrong += [_told("missed", case, item) for item in sorted(case.names - found)]
                wrong += [_told("extra", case, item) for item in sorted(found - case.names)]
            at += len(case.text) + 1
    types = sorted(set(gold) | set(got))
    table = {type_: row_of(hits, gold, got, [type_]) for type_ in types}
    result: dict[str, Any] = {**row_of(hits, gold, got, types), "types": table, "seconds": round(time.perf_counter() - begun, 1)}
    if errors:
        result["errors"] = wrong[:: max(1, len(wrong) // errors)]
    return result


def _told(what: str, case: Case, name: Name) -> str:
    start, end = (case.words[name[0]][0], case.words[name[1] - 1][1]) if case.words else name[:2]
    return f"{what}\t{name[2]}\t{case.text[max(0, start - 25) : start]}[{case.text[start:end]}]{case.text[end : end + 20]}"


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--model", type=Path, help="folder of another model (names.onnx, names-upper.onnx, tokenizer.json.gz)")
    parser.add_argument("--set", nargs="*", default=list(SETS[:4]))
    parser.add_argument("--by", nargs="*", default=["rules", "model", "both"])
    parser.add_argument("--conventions", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    choice = parser.parse_args()
    if choice.model:
        from musnad.annotations.names.model import session

        other = session.load(choice.model)
        session.shipped = lambda: other
        shipped_tagger.shipped = session.shipped
    finders: dict[str, Finder] = {"rules": by_all(False), "model": by_model, "both": by_all(True)}
    table = {}
    for name in choice.set:
        if name in PUBLIC and not choice.shared.exists():
            print(f"{name}: not measured, {choice.shared} is not here", file=sys.stderr)
            continue
        for by in choice.by:
            result = measure(name, finders[by], choice.shared, choice.conventions, choice.errors)
            table[f"{name} {by}"] = result
            if not choice.json:
                types = "  ".join(f"{type_} {row['f1']:.3f}" for type_, row in result["types"].items())
                print(f"{name:<11}{by:<7}P {result['precision']:.3f}  R {result['recall']:.3f}  F1 {result['f1']:.3f}   {types}"
                      f"   {result['seconds']} s", flush=True)  # fmt: skip
                print(*result.get("errors", ()), sep="\n", end="\n" if choice.errors else "")
    if choice.json:
        print(json.dumps(table, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
