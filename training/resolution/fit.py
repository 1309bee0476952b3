"""Fit the weights of knowledge/resolution on the labelled pairs, and write them with their calibration.

    python training/resolution/fit.py

Logistic regression, one for each type of entity, drawn towards the priors of priors.yml (a normal distribution around each) and
kept to the sign that the prior has. The pairs are those of evaluation/resolution that are not kept aside, read by the product's
own pipeline. Calibration is measured in five parts: every pair is scored by weights fitted without it; so is the probability
from which names are joined.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import yaml

sys.path.insert(0, str(Path(__file__).parents[2] / "evaluation"))  # a folder of programs, no package

import resolution as labelled

from musnad.knowledge.corpus import Corpus
from musnad.knowledge.entities import Resolution
from musnad.knowledge.judgements import Decisions
from musnad.knowledge.resolution import blocks, features, listing, weights
from musnad.knowledge.resolution.claims import claims as claimed_in
from musnad.knowledge.resolution.profiles import Profile

ROOT = Path(__file__).parents[2]
OUT = ROOT / "src/musnad/knowledge/resolution/weights.yml"
PRIORS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("priors.yml").read_text(encoding="utf-8"))
PARTS = 5
AIM = 0.98
"""Share of the joined pairs that must be one; a missed join is mended in the review queue, a wrong one poisons a dossier."""
STEPS = (0.7, 0.75, 0.8, 0.85, 0.9)
"""Probabilities from which names may be joined: the least that reaches the aim, to two digits, is taken."""
LEAST = {"PER": 0.8}
"""Of persons a wrong join is the worst, and a step less brings two pairs of a hundred."""
ROUNDS = 5
"""Times that the pairs are parted anew where that probability is looked for."""
FALLBACK = 0.75
FEW = 30
"""Pairs of a type below which they decide nothing."""
ENOUGH_LISTED = 0.6
CLEAR_LEAD = 1.5
BINS = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0)

SETS = ("develop", "develop_second", "develop_third", "develop_fourth", "develop_fifth")
Rows = list[tuple[dict[str, float], bool]]


def fitted_on() -> list[labelled.Pair]:
    """The pairs of both sets that may be looked at."""
    return [pair for name in SETS for pair in labelled.pairs(name)]


def rows() -> dict[str, Rows]:
    """Of every pair that the product would weigh, and no list or chain inside the report has decided: observations, label."""
    found: dict[str, Rows] = {kind: [] for kind in features.OBSERVATIONS}
    for pair in fitted_on():
        if pair.listed:
            continue  # written for the lists: they say nothing of how often names that no list holds are shared
        sides = labelled.told(pair)
        work = Resolution(Corpus(side.report for side in sides), Decisions())
        work.prepare()
        one, other = [work.of_mention[f"{side.report.document.id}/{mention}"] for side in sides for mention in side.mentions]
        if work.clusters.together(one, other) or not work.clusters.may_join(one, other):
            continue
        values = features.observe(work.profiles[one], work.profiles[other])
        if values and _meet_in_a_block(work.profiles[one], work.profiles[other]):
            found[pair.type].append((values, pair.same))
    return found


def claims() -> dict[str, Rows]:
    """Of every list entry claimed in the reports of the pairs: observations, and whether it is meant.

    A pair's label tells it of the marked names; every other listed name in these reports is meant as listed.
    """
    found: dict[str, Rows] = {kind: [] for kind in listing.OBSERVATIONS}
    for pair in fitted_on():
        for number, side in enumerate(labelled.told(pair)):
            work = Resolution(Corpus([side.report]), Decisions())
            for unit in work.units:
                unit.denied = frozenset()
            for claim in claimed_in(work.corpus, work.units, work.countries):
                marked = any(mention.id in side.mentions for unit in claim.units for mention in unit.mentions)
                abroad = not all(unit.of_its_country(claim.entry.id) for unit in claim.units)
                if abroad or (marked and not pair.same and not pair.listed):
                    continue
                meant = not (marked and pair.listed == "one" and number == 1)
                found[claim.units[0].type].append((listing.observe(claim), meant))
    return found


def _meet_in_a_block(one: Profile, other: Profile) -> bool:
    """True where the product would compare the two at all."""
    chosen = blocks.inside_keys if one.documents & other.documents else blocks.keys
    return (one.name.replace(" ", "") == other.name.replace(" ", "") and len(one.parts) > 1) or bool(
        set(chosen(one)) & set(chosen(other))
    )


def priors(kind: str) -> dict[str, float]:
    """Where the weights of two names of one type are drawn to, `start` first."""
    return {"start": PRIORS["start"][kind], **PRIORS[kind]}


def fitted(chosen: Rows, priors: dict[str, float]) -> dict[str, float]:
    """The weights: the mode of the posterior, by projected gradient."""
    names = list(priors)
    prior = np.array(list(priors.values()))
    seen = np.array([[1.0, *(values.get(name, 0.0) for name in names[1:])] for values, _ in chosen]).reshape(-1, len(names))
    label = np.array([float(same) for _, same in chosen])
    weight = prior.copy()
    for _ in range(6000):
        expected = 1 / (1 + np.exp(-seen @ weight))
        slope = seen.T @ (label - expected) - (weight - prior) / PRIORS["spread"] ** 2
        weight = weight + 0.05 * slope
        weight[1:] = np.where(np.sign(prior[1:]) * weight[1:] < 0, 0.0, weight[1:])
    return dict(zip(names, np.round(weight, 2).tolist(), strict=True))


def score(values: dict[str, float], weight: dict[str, float]) -> float:
    """Probability of one entity by these weights."""
    odds = weight["start"] + sum(weight[name] * value for name, value in values.items())
    return float(1 / (1 + np.exp(-odds)))


def unseen(chosen: Rows, drawn_to: dict[str, float], parts: np.ndarray[Any, Any]) -> list[tuple[float, bool]]:
    """Every pair scored by weights fitted without the part that it is in, and its label."""
    said: list[tuple[float, bool]] = []
    for part in range(PARTS):
        weight = fitted([row for at, row in enumerate(chosen) if parts[at] != part], drawn_to)
        said += [(score(values, weight), same) for at, (values, same) in enumerate(chosen) if parts[at] == part]
    return said


def enough(chosen: Rows, drawn_to: dict[str, float], least: float = 0.0) -> tuple[float, str]:
    """The least probability at which unseen pairs reach the aim, and what was seen at each."""
    if len(chosen) < FEW:
        return FALLBACK, "too few pairs"
    said: list[tuple[float, bool]] = []
    for turn in range(ROUNDS):
        said += unseen(chosen, drawn_to, np.random.default_rng(turn).permutation(len(chosen)) % PARTS)
    shares = {}
    for step in STEPS:
        joined = [same for value, same in said if value >= step]
        shares[step] = (sum(joined) / max(1, len(joined)), sum(joined) / max(1, sum(same for _, same in said)))
    best = next((step for step in STEPS if step >= least and round(shares[step][0], 2) >= AIM), STEPS[-1])
    return best, ", ".join(f"{step} {right:.3f} {found:.3f}" for step, (right, found) in shares.items())


def calibration(found: dict[str, Rows], drawn_to: dict[str, dict[str, float]]) -> list[dict[str, float]]:
    """Bins of the probability given to pairs that were left out of the fit, and the share of them that are one."""
    said: list[tuple[float, bool]] = []
    for kind, chosen in found.items():
        said += unseen(chosen, drawn_to[kind], np.arange(len(chosen)) % PARTS)
    table = []
    for low, high in pairwise(BINS):
        inside = [(value, same) for value, same in said if low <= value < high or value == high == 1.0]
        if inside:
            mean = sum(value for value, _ in inside) / len(inside)
            share = sum(same for _, same in inside) / len(inside)
            table.append({"from": low, "to": high, "pairs": len(inside), "said": round(mean, 2), "are": round(share, 2)})
    return table


def _use(listed: dict[str, dict[str, float]]) -> None:
    """Let the product weigh the lists by these weights."""
    for kind, table in listed.items():
        weights.listed(kind).clear()
        weights.listed(kind).update(table)


def _table(rows: list[dict[str, float]]) -> list[str]:
    return [f"  - {{{', '.join(f'{key}: {value}' for key, value in row.items())}}}" for row in rows]


def main() -> None:
    """Fit and write."""
    _use(PRIORS["listed"])  # the file may lack an observation that is new
    claimed = claims()
    listed = {kind: fitted(chosen, PRIORS["listed"][kind]) for kind, chosen in claimed.items()}
    _use(listed)  # what the lists decide is asked where the pairs are read
    found = rows()
    drawn_to = {kind: priors(kind) for kind in found}
    weight = {kind: fitted(chosen, drawn_to[kind]) for kind, chosen in found.items()}
    needed = {kind: enough(chosen, drawn_to[kind], LEAST.get(kind, 0.0)) for kind, chosen in found.items()}
    starts = ", ".join(f"{kind}: {table.pop('start')}" for kind, table in weight.items())
    counts = ", ".join(f"{len(chosen)} {kind}" for kind, chosen in found.items())
    lines = [
        "# Weights of the observations of features.py, in log-odds. Written by training/resolution/fit.py: fit anew, never edit.",
        f"# Fitted on {counts} pairs of evaluation/resolution ({', '.join(SETS)}).",
        f"# enough: probability from which two names are joined, least at which {AIM} of unseen pairs are right.",
        "# At each: share of the joined that are one, share of the one that are joined.",
        *(f"#   {kind}: {seen}" for kind, (_, seen) in needed.items()),
        f"enough: {{{', '.join(f'{kind}: {least}' for kind, (least, _) in needed.items())}}}",
        f"clear_lead: {CLEAR_LEAD}  # log-odds by which the best fit of a short form must lead",
        f"start: {{{starts}}}",
        "weights:",
    ]
    for kind, table in weight.items():
        lines += [f"  {kind}:", *(f"    {name}: {value}" for name, value in table.items())]
    lines += ["# Every pair scored by weights fitted without it: `said` is the mean probability, `are` the share that are one."]
    lines += ["calibration:"]
    lines += _table(calibration(found, drawn_to))
    counts = ", ".join(f"{len(chosen)} {kind} ({sum(not meant for _, meant in chosen)} not)" for kind, chosen in claimed.items())
    lines += [f"# That a name which the lists hold means their entry (listing.py). Fitted on {counts} names of the same reports."]
    lines += [f"enough_listed: {ENOUGH_LISTED}", "listed:"]
    for kind, table in listed.items():
        lines += [f"  {kind}:", *(f"    {name}: {value}" for name, value in table.items())]
    lines += ["calibration_listed:", *_table(calibration(claimed, PRIORS["listed"]))]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
