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

from musnad.annotations.names.model.labels import KINDS, SKIPS, TAGS
from musnad.annotations.names.model.pieces import word_pieces

PAD = 1
BATCH_PIECES = 160
"""Padded pieces of one call. Measured at 150 to 2400 on a core without 8-bit instructions: what stays in its cache is fastest,
and long batches are a third padding."""
LONGEST = 500
"""Pieces of one line; what lies behind them is read in a further call."""

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


def load(folder: Traversable) -> Model:
    """The model of a folder that holds `names.onnx` and `tokenizer.json.gz`."""
    tokenizer = Tokenizer.from_str(gzip.decompress((folder / "tokenizer.json.gz").read_bytes()).decode("utf-8"))
    return Model(tokenizer, (folder / "names.onnx").read_bytes())


class Model:
    """A tokenizer and an ONNX session."""

    def __init__(self, tokenizer: Tokenizer, model: bytes) -> None:
        options = onnxruntime.SessionOptions()
        # Several processes share the machine already; sums in one thread come out alike on every machine of a kind.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.tokenizer = tokenizer
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def __call__(self, lines: Sequence[Sequence[str]]) -> list[Scores]:
        """Scores of every line; lines of like length go through together."""
        found: list[Scores] = [np.zeros((len(words), len(TAGS) + len(KINDS) + SKIPS), dtype=np.float32) for words in lines]
        coded = [
            (index, start, *word_pieces(self.tokenizer, piece))
            for index, words in enumerate(lines)
            for start, piece in self._pieces(words)
        ]
        coded.sort(key=lambda item: (len(item[2]), item[0], item[1]))
        at = 0
        while at < len(coded):
            end = at + 1
            while end < len(coded) and (end + 1 - at) * len(coded[end][2]) <= BATCH_PIECES:
                end += 1
            self._run(coded[at:end], found)
            at = end
        return found

    def _pieces(self, words: Sequence[str]) -> list[tuple[int, Sequence[str]]]:
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

    def _run(self, group: Sequence[tuple[int, int, list[int], list[int]]], found: list[Scores]) -> None:
        length, width = max(len(item[2]) for item in group), max(len(item[3]) for item in group)
        pieces = np.full((len(group), length), PAD, dtype=np.int64)
        firsts = np.zeros((len(group), width), dtype=np.int64)
        for row, (_, _, ids, starts) in enumerate(group):
            pieces[row, : len(ids)] = ids
            firsts[row, : len(starts)] = starts
        scores = self.session.run(None, {"pieces": pieces, "firsts": firsts})[0]
        for row, (index, start, _, starts) in enumerate(group):
            found[index][start : start + len(starts)] = scores[row, : len(starts)]
