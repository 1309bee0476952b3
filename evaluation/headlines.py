"""Two headlines, the same or not: pairs of ANS (Arabic News Stance), by the means with which contradictions are found.

    python evaluation/headlines.py [--shared DIR] [--json]

What the comparison sees of a pair are a few named facts (keys of words in common, a negation on one side only, words that stand
against each other, figures and names of which the other headline has none); their weights are fitted on the train part, and
the test part is measured once. Beside it stand the commoner answer, and a bag of words fitted on the same pairs: the words of
the one headline, of the other, and of both. The pairs lie in the folder `shared` beside the repository (Apache-2.0).
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from musnad.annotations.numbers.values import numbers_in
from musnad.knowledge.contradictions.opposites import opposed
from musnad.knowledge.contradictions.words import cue_at, stem, words

SHARED = Path(__file__).parents[2] / "shared"
_ROUNDS, _RATE, _DECAY = 30, 0.15, 0.0005

Pair = tuple[str, str]
Facts = dict[str, float]


def read(path: Path) -> list[tuple[Pair, str]]:
    """Pairs with their stance: agree, disagree or other."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [((row["s1"], row["s2"]), row["stance"].strip()) for row in rows]


def facts(pair: Pair) -> Facts:
    """What speaks for and against: each a number between 0 and 1, or a small count."""
    one, other = (words(text) for text in pair)
    mine, theirs = ({key for word in side if (key := stem(word))} for side in (one, other))
    shared = len(mine & theirs)
    negated = [cue_at(side, "negations") is not None for side in (one, other)]
    figures = [{value for _, _, value in numbers_in(text)} for text in pair]
    found: Facts = {
        "always": 1.0,
        "shared": shared / max(1, min(len(mine), len(theirs))),
        "all_shared": shared / max(1, len(mine | theirs)),
        "few_shared": float(shared <= 1),
        "negated_once": float(negated[0] != negated[1]),
        "opposed": min(2.0, float(len(opposed(one, other)))),
        "figures_differ": float(bool(figures[0] and figures[1]) and figures[0].isdisjoint(figures[1])),
        "figures_same": float(bool(figures[0] & figures[1])),
        "figures_of_one": float(bool(figures[0]) != bool(figures[1])),
        "one_word_changed": float(len(mine ^ theirs) <= 2 and len(mine) == len(theirs)),
        "longer": abs(len(one) - len(other)) / max(1, len(one), len(other)),
    }
    return found


def bag(pair: Pair) -> Facts:
    """The words of the one side, of the other, and of both."""
    one, other = (set(re.findall(r"\w+", text)) for text in pair)
    found = {f"both {word}": 1.0 for word in one & other}
    found |= {f"one {word}": 1.0 for word in one - other}
    found |= {f"other {word}": 1.0 for word in other - one}
    return {"always": 1.0, **found}


def fit(rows: Sequence[tuple[Facts, str]], answers: Sequence[str]) -> dict[str, Facts]:
    """Weights of each answer, by steps down the slope of a logistic model, in the order of the rows: the same every time."""
    weights: dict[str, Facts] = {answer: {} for answer in answers}
    for number in range(_ROUNDS):
        rate = _RATE / (1 + number / 5)
        for seen, right in rows:
            chances = _chances(weights, seen)
            for answer, table in weights.items():
                slope = float(answer == right) - chances[answer]
                for name, value in seen.items():
                    table[name] = table.get(name, 0.0) * (1 - rate * _DECAY) + rate * slope * value
    return weights


def _chances(weights: dict[str, Facts], seen: Facts) -> dict[str, float]:
    sums = {answer: sum(table.get(name, 0.0) * value for name, value in seen.items()) for answer, table in weights.items()}
    top = max(sums.values())
    powers = {answer: math.exp(value - top) for answer, value in sums.items()}
    return {answer: power / sum(powers.values()) for answer, power in powers.items()}


def score(given: Sequence[str], right: Sequence[str], answers: Sequence[str]) -> dict[str, float]:
    """Accuracy, and F1 of each answer with their mean."""
    found = {"accuracy": sum(a == b for a, b in zip(given, right, strict=True)) / len(right)}
    for answer in answers:
        hit = sum(a == b == answer for a, b in zip(given, right, strict=True))
        total = given.count(answer) + right.count(answer)
        found[answer] = 2 * hit / total if total else 0.0
    found["macro_f1"] = sum(found[answer] for answer in answers) / len(answers)
    return {name: round(value, 3) for name, value in found.items()}


def measure(folder: Path, with_other: bool) -> dict[str, dict[str, float]]:
    """Scores on the test part of the commoner answer, the bag of words and the comparison."""
    parts = {part: read(folder / f"stance_{part}.tsv") for part in ("train", "test")}
    if not with_other:
        parts = {part: [row for row in rows if row[1] != "other"] for part, rows in parts.items()}
    answers = sorted({stance for _, stance in parts["train"]})
    right = [stance for _, stance in parts["test"]]
    common = max(answers, key=[stance for _, stance in parts["train"]].count)
    table = {"commoner answer": score([common] * len(right), right, answers)}
    ways: dict[str, Callable[[Pair], Facts]] = {"bag of words": bag, "comparison": facts}
    for name, way in ways.items():
        weights = fit([(way(pair), stance) for pair, stance in parts["train"]], answers)
        given = []
        for pair, _ in parts["test"]:
            chances = _chances(weights, way(pair))
            given.append(max(answers, key=chances.__getitem__))
        table[name] = score(given, right, answers)
    return table


def main() -> int:
    """Print the figures for agree against disagree, then with `other`."""
    parser = argparse.ArgumentParser(description="Agree or disagree: headline pairs of ANS.")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.shared / "data/ans"
    if not folder.is_dir():
        print(f"nothing to measure: {folder} is not there", file=sys.stderr)
        return 0
    tables = {"agree / disagree": measure(folder, False), "agree / disagree / other": measure(folder, True)}
    if arguments.json:
        print(json.dumps(tables, ensure_ascii=False))
        return 0
    for title, table in tables.items():
        print(title)
        for name, row in table.items():
            print(f"  {name:<16}", *(f"{key} {value:.3f}" for key, value in row.items()), sep="  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
