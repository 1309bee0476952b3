"""The model at work: ONNX in, scores of words out. One thread, fixed order of work: the same report gives the same bytes."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from musnad.annotations.names.model.batches import Group
from musnad.annotations.names.model.labels import KINDS, SKIPS, TAGS
from musnad.annotations.names.model.pieces import Pieces

BATCH_PIECES = 240
"""Pieces of one call. Measured at 120 to 500: what stays in a core's cache is fastest, and rows of like length waste little."""
LONGEST = 500
"""Pieces of one line; what lies behind them is read in a further call."""
STAYS = -4.5
"""Log odds of belonging to a name from which a word goes on to the upper blocks. Chosen on `second/`; -5 to -3 differ little."""
_LEFT = float(np.log(len(TAGS) - 1) + np.log(0.99 / 0.01))
"""Score of "no name" of a word that has left: 0.99 sure. Of 12,400 that left on two sets kept aside, all blocks together would
call none a part of a name."""

Scores = NDArray[np.float32]


class Run(Protocol):
    """Anything that scores words; tests put a table in the model's place."""

    def __call__(self, lines: Sequence[Sequence[str]]) -> list[Scores]:
        """For each line of words (model's spelling) an array (words, 9 + 30 + 4) of raw scores."""
        ...


@cache
def shipped() -> Model:
    """The model of the package, loaded once a process."""
    return load(files("musnad.annotations.names.model") / "data")


def load(folder: Traversable, stays: float = STAYS) -> Model:
    """The model of a folder that holds `names.onnx`, `names-upper.onnx` and `tokenizer.json.gz`."""
    tokenizer = Tokenizer.from_str(gzip.decompress((folder / "tokenizer.json.gz").read_bytes()).decode("utf-8"))
    return Model(tokenizer, (folder / "names.onnx").read_bytes(), (folder / "names-upper.onnx").read_bytes(), stays)


def _session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # Several processes share the machine already; sums in one thread come out alike on every machine of a kind.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


class Model:
    """A tokenizer and two ONNX sessions: the lower blocks read all, the upper ones the words that may belong to a name."""

    def __init__(self, tokenizer: Tokenizer, lower: bytes, upper: bytes, stays: float = STAYS) -> None:
        self.pieces = Pieces(tokenizer)
        self.lower, self.upper = _session(lower), _session(upper)
        self.stays = stays

    def __call__(self, lines: Sequence[Sequence[str]]) -> list[Scores]:
        """Scores of every line; lines of like length go through together."""
        found: list[Scores] = [np.zeros((len(words), len(TAGS) + len(KINDS) + SKIPS), dtype=np.float32) for words in lines]
        coded = [(index, start, *self.pieces(piece)) for index, words in enumerate(lines) for start, piece in _stretches(words)]
        coded.sort(key=lambda item: (len(item[2]), item[0], item[1]))
        at = 0
        while at < len(coded):
            end, size = at + 1, len(coded[at][2])
            while end < len(coded) and size + len(coded[end][2]) <= BATCH_PIECES:
                size += len(coded[end][2])
                end += 1
            scores = self._run(Group.of([item[2:] for item in coded[at:end]]))
            for index, start, _, firsts in coded[at:end]:
                found[index][start : start + len(firsts)] = scores[: len(firsts)]
                scores = scores[len(firsts) :]
            at = end
        return found

    def _run(self, group: Group) -> Scores:
        """Scores of all words of a group, one below the other."""
        states, early = self.lower.run(None, group.lower())
        odds = early[:, 0]
        stays = odds >= self.stays
        scores = np.zeros((len(odds), len(TAGS) + len(KINDS) + SKIPS), dtype=np.float32)
        scores[~stays, 0] = _LEFT
        if stays.any():
            scores[stays] = self.upper.run(None, group.upper(states, stays))[0]
        return scores


def _stretches(words: Sequence[str]) -> list[tuple[int, Sequence[str]]]:
    """A line as stretches that the encoder can hold."""
    if len(words) < 100:
        return [(0, words)] if words else []
    stretches, start, size = [], 0, 0
    for index, word in enumerate(words):
        length = len(word) + 2  # a word never has more pieces than letters and its clitics' marks
        if size + length > LONGEST:
            stretches.append((start, words[start:index]))
            start, size = index, 0
        size += length
    return [*stretches, (start, words[start:])]
