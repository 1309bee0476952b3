"""The vocabulary: the encoder's pieces that Arabic news holds, and whole words that the training texts hold often.

Arabic stems fall into one and a half pieces each. Every stem that stands three times in the training texts becomes one piece of
its own, its embedding at first the mean of its pieces': a report is then a fifth shorter for the encoder, and rare names still
come in pieces.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable
from typing import Any

from corpora import Example
from tokenizers import Tokenizer

from musnad.annotations.names.model.words import parts

LEAST = 3
_SPACE = "▁"


def stems(examples: Iterable[Example]) -> Counter[str]:
    """How often each unit (stem or clitic) stands in the texts."""
    return Counter(unit for example in examples for word in example.words for unit in parts(word))


def grown(settings: dict[str, Any], counts: Counter[str], least: int = LEAST) -> tuple[dict[str, Any], list[list[int]]]:
    """The tokenizer's settings with whole words added, and for each added word the ids of the pieces it fell into before."""
    before = Tokenizer.from_str(json.dumps(settings, ensure_ascii=False))
    scores = [score for _, score in settings["model"]["vocab"]]
    unknown = settings["model"]["unk_id"]
    total = sum(counts.values())
    added: list[list[Any]] = []
    made_of: list[list[int]] = []
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        pieces = before.encode([word], is_pretokenized=True, add_special_tokens=False).ids
        if count < least or len(pieces) < 2 or unknown in pieces:
            continue
        # never worse than its pieces together, or the tokenizer would still cut it
        added.append([_SPACE + word, max(math.log(count / total), sum(scores[piece] for piece in pieces) + 1.0)])
        made_of.append(pieces)
    model = {**settings["model"], "vocab": [*settings["model"]["vocab"], *added]}
    return {**settings, "model": model}, made_of
