"""From scores of words to names: the best sequence of tags in which an inside tag only follows its own type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from musnad.annotations.names.model.labels import TAGS

_FORBIDDEN = -1e4


def _steps() -> NDArray[np.float32]:
    """Score of the step from tag (row) to tag (column): forbidden where an inside tag would open a name or change its type."""
    table = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for column, tag in enumerate(TAGS):
        if tag.startswith("I-"):
            for row, before in enumerate(TAGS):
                if before[2:] != tag[2:]:
                    table[row, column] = _FORBIDDEN
    return table


_STEPS = _steps()
_OPENING = np.array([_FORBIDDEN if tag.startswith("I-") else 0.0 for tag in TAGS], dtype=np.float32)


def best_tags(scores: NDArray[np.float32]) -> list[int]:
    """`scores` (words, 9) log probabilities → the index of a tag for each word (Viterbi)."""
    if not len(scores):
        return []
    likeliest = scores.argmax(1)
    if _OPENING[likeliest[0]] == 0 and not _STEPS[likeliest[:-1], likeliest[1:]].any():
        return [int(tag) for tag in likeliest]  # the likeliest of each word follow each other: no sequence is better
    best = scores[0] + _OPENING
    came = np.zeros(scores.shape, dtype=np.int64)
    for index in range(1, len(scores)):
        ways = best[:, None] + _STEPS
        came[index] = ways.argmax(0)
        best = ways.max(0) + scores[index]
    path = [int(best.argmax())]
    for index in range(len(scores) - 1, 0, -1):
        path.append(int(came[index, path[-1]]))
    return path[::-1]


def spans(tags: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Names as (first word, word behind the last, type)."""
    start: int | None = None
    for index, tag in enumerate([*(TAGS[tag] for tag in tags), "O"]):
        if start is not None and not tag.startswith("I-"):
            yield start, index, TAGS[tags[start]][2:]
            start = None
        if tag.startswith("B-"):
            start = index
