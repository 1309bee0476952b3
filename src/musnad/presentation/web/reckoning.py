"""How far a case can be trusted: what each layer found, what of it is likely to be wrong, and what analysts said of it."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from musnad.knowledge.store import Case
from musnad.knowledge.store.reckoning import LayerCount, Reckoning
from musnad.records import Judgement

_LAYER_OF: Mapping[str, str] = {
    "mention": "names", "role": "roles", "quotation": "quotations", "event": "events", "happening": "events",
    "relation": "relations", "tie": "relations", "attribute": "attributes", "date": "dates", "published": "published",
    "outlet": "outlet", "grounding": "places", "entity": "entities", "contradiction": "contradictions",
}  # fmt: skip
"""What a judgement is about → the layer that it judges."""
_CONFIDENCE = 1.96
"""Standard errors of an interval that holds the true share nineteen times of twenty."""
LAYERS = ("names", "entities", "published", "outlet", "dates", "places", "roles", "quotations", "events", "relations",
          "attributes", "contradictions")  # fmt: skip
"""In the order of the page."""
_UNSEEN: Mapping[str, tuple[str, ...]] = {"quotations": ("quotations", "sources", "via"), "events": ("events", "arguments")}
"""Layers whose accuracy has several figures; of the others the one of their own name."""


@dataclass(frozen=True)
class Verdicts:
    """What analysts said of one layer: how often it was right, wrong, or right but for a value."""

    right: int = 0
    wrong: int = 0
    mended: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.right + self.wrong + self.mended

    @property
    def interval(self) -> tuple[float, float] | None:
        """Between which shares the layer is right by these verdicts (Wilson); None where there are none."""
        return wilson(self.right, self.total) if self.total else None


@dataclass(frozen=True)
class Layer:
    """One line of the page."""

    name: str
    accuracy: tuple[tuple[str, float], ...]
    count: LayerCount | None
    verdicts: Verdicts


@cache
def shipped_accuracy() -> dict[str, dict[str, float]]:
    """What evaluation/shipped_accuracy.py wrote."""
    found: dict[str, dict[str, float]] = json.loads(files("musnad.presentation.web").joinpath("accuracy.json").read_bytes())
    return found


def wilson(right: int, total: int) -> tuple[float, float]:
    """The interval of a share of which only `total` cases were looked at (Wilson's score interval, 95 %)."""
    share, z = right / total, _CONFIDENCE
    middle = share + z * z / (2 * total)
    reach = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def layers(case: Case, counted: Reckoning) -> list[Layer]:
    """Every layer with its accuracy, what it found here and what was said of it."""
    counts = {one.layer: one for one in counted.layers}
    held = {one.judgement for one in case.standings() if one.state == "in_force"}
    said = verdicts(one for one in case.judgements() if one.id in held)
    return [Layer(name, _accuracy(name), counts.get(name), said.get(name, Verdicts())) for name in LAYERS]


def _accuracy(layer: str) -> tuple[tuple[str, float], ...]:
    unseen, samples = shipped_accuracy()["unseen"], shipped_accuracy()["samples"]
    if layer == "contradictions":
        return tuple(samples.items())
    return tuple((name, unseen[name]) for name in _UNSEEN.get(layer, (layer,)) if name in unseen)


def verdicts(judgements: Iterable[Judgement]) -> dict[str, Verdicts]:
    """What decisions say of the layers: whether annotations are right, wrong or amiss, and whether names are of one or of two."""
    found: dict[str, Counter[str]] = {}
    for one in judgements:
        layer = _LAYER_OF.get(one.anchors[0].kind) if one.anchors else None
        how = _how(one)
        if layer and how:
            found.setdefault("entities" if one.verdict in ("same", "not_same") else layer, Counter())[how] += 1
    return {layer: Verdicts(counts["right"], counts["wrong"], counts["mended"]) for layer, counts in found.items()}


def _how(judgement: Judgement) -> str | None:
    if judgement.verdict in ("same", "not_same"):
        together = judgement.original == "together"
        return "right" if together == (judgement.verdict == "same") else "wrong"
    if judgement.verdict == "correct" and judgement.field == "status":
        return None  # that a contradiction is settled says nothing against its being found
    return {"accept": "right", "reject": "wrong", "correct": "mended", "move": "mended"}.get(judgement.verdict)
