"""Names of a report's lines as the model sees them.

For every name: its stretch (clitics and quotation marks outside), type, finer kind, and as score the mean probability of its
tags. For the rules beside it: how sure the model is, word by word, that no name stands there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import LONGEST_QUOTED_NAME, NameLine
from musnad.annotations.names.model.decoding import best_tags, spans
from musnad.annotations.names.model.labels import KINDS, TAGS, TYPES
from musnad.annotations.names.model.session import Run, Scores, shipped
from musnad.annotations.names.model.words import of_token
from musnad.annotations.names.vocabulary import head_table
from musnad.ontology import load as ontology
from musnad.records import MentionType


@dataclass(frozen=True, slots=True)
class LineView:
    """What the model makes of a line: its names, and for each word the probability that it belongs to none."""

    names: tuple[Candidate, ...]
    outside: tuple[float, ...]

    def certainty_of_none(self, first: int, last: int) -> float:
        """The lowest probability, over words `first` to `last`, that a word belongs to no name; 0 for an empty stretch."""
        return min(self.outside[first : last + 1], default=0.0)


def _softmax(scores: Scores) -> Scores:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True), dtype=np.float32)


@cache
def _kinds_of(type_: str) -> tuple[int, ...]:
    kinds = ontology("entity_types")
    return tuple(index for index, kind in enumerate(KINDS) if kinds[kind]["of"] == type_)


def _kind(scores: Scores, type_: str) -> str:
    """The likeliest kind of this type."""
    return KINDS[max(_kinds_of(type_), key=lambda index: (float(scores[index]), -index))]


def _names(line: NameLine, indices: Sequence[int], scores: Scores) -> LineView:
    """`indices[i]` is the word of the line that row i of the scores is about."""
    tags = _softmax(scores[:, : len(TAGS)])
    best = best_tags(np.log(tags + 1e-9))
    outside = [1.0] * len(line.words)
    for row, index in enumerate(indices):
        outside[index] = float(tags[row, 0])
    found = []
    for first, end, type_ in spans(best):
        first, end = _inside_marks(line, indices, first, end)
        while first < end and (_mark(line, indices[first]) or line.folded(indices[first]) in _JOINING):
            first += 1
        while end > first and (_mark(line, indices[end - 1]) or line.folded(indices[end - 1]) in _OPEN):
            end -= 1
        if first == end:
            continue
        found.append(_candidate(line, indices, scores, tags, best, first, end, type_))
    return LineView(tuple(found), tuple(outside))


def _inside_marks(line: NameLine, indices: Sequence[int], first: int, end: int) -> tuple[int, int]:
    """حركة «X», حركة «X» اللبنانية, «X» from the inside out: a name that quotation marks set off is what stands between them."""
    rows = {indices[row]: row for row in range(first, end)}
    for at in range(first, end):
        pair = line.opening.get(indices[at])
        if pair is None or not pair.quote or pair.close - pair.open < 2:
            continue
        close = rows.get(pair.close)
        if close is not None and close > at + 1:
            return at + 1, close
        if (
            close is None
            and pair.close - pair.open <= LONGEST_QUOTED_NAME + 1
            and at > first
            and indices[end - 1] == pair.close - 1
        ):
            return at + 1, end
    return first, end


_JOINING = frozenset({"و"})
"""A conjunction that stands by itself (سالم و هيفاء) belongs to neither name."""
_OPEN = _JOINING | {"بن", "ابن"}
"""What no name ends with: more has to follow."""


def _mark(line: NameLine, index: int) -> bool:
    return line.words[index].token.kind == "mark"


def _candidate(
    line: NameLine, indices: Sequence[int], scores: Scores, tags: Scores, best: Sequence[int], first: int, end: int, type_: str
) -> Candidate:
    word, last = line.words[indices[first]], line.words[indices[end - 1]]
    skips = scores[first, len(TAGS) + len(KINDS) :]
    skip = int(skips.argmax()) if word.is_word else 0
    if skip and (skip >= len(word.folded) - 1 or word.folded[0] not in "وفبلكس" or _heads_names(word.folded)):
        skip = 0
    probability = float(np.mean([tags[row, best[row]] for row in range(first, end)]))
    sure = MENTION_TYPES[type_]
    kind = None if type_ == "PER" else _kind(scores[first, len(TAGS) : len(TAGS) + len(KINDS)], type_)
    start, stop = word.start(skip), last.token.end
    because = (("name", line.text[start:stop]), ("probability", f"{probability:.2f}"))
    return Candidate(start, stop, sure, round(probability, 3), "names.model", because, kind)


def _heads_names(word: str) -> bool:
    """كتيبة, ولاية, لواء, بلدة: the whole word opens names, its first letter is no clitic."""
    return word in head_table("organisation_heads") or word in head_table("places")


MENTION_TYPES: dict[str, MentionType] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "EVT": "EVT"}
assert set(MENTION_TYPES) == set(TYPES)


def read(lines: Sequence[NameLine], run: Run | None = None) -> list[LineView]:
    """The model's view of each line; `run` stands in for the shipped model."""
    chosen = [[index for index, word in enumerate(line.words) if word.token.plain] for line in lines]
    words = [[of_token(line.words[index].token).text for index in indices] for line, indices in zip(lines, chosen, strict=True)]
    scored = (run or shipped())(words)
    return [_names(line, indices, scores) for line, indices, scores in zip(lines, chosen, scored, strict=True)]
