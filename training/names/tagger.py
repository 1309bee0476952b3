"""The tagger: encoder, then for each word a tag, the kind of the name that opens there, and the clitics before it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from corpora import UNKNOWN, Example
from encoder import HIDDEN, Encoder
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from musnad.annotations.names.model.labels import KINDS, SKIPS, TAGS
from musnad.annotations.names.model.pieces import word_pieces

PAD = 1
_TAG_INDEX = {tag: index for index, tag in enumerate(TAGS)}


class Tagger(nn.Module):
    """Scores for each word: (words, 9) tags, (words, kinds), (words, 4) skips."""

    def __init__(self, encoder: Encoder, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(HIDDEN, len(TAGS) + len(KINDS) + SKIPS)
        nn.init.normal_(self.out.weight, std=0.02)
        nn.init.zeros_(self.out.bias)

    def forward(self, pieces: Tensor, firsts: Tensor) -> Tensor:
        """`pieces` (batch, length) ids, `firsts` (batch, words) index of each word's first piece → (batch, words, scores)."""
        return self.out(self.dropout(self.of_words(pieces, firsts)))

    def of_words(self, pieces: Tensor, firsts: Tensor) -> Tensor:
        """The last hidden states at the first piece of each word's stem, (batch, words, 384)."""
        return self.encoder(pieces).gather(1, firsts.unsqueeze(-1).expand(-1, -1, HIDDEN))


@dataclass(slots=True)
class Encoded:
    """An example as numbers."""

    pieces: list[int]
    firsts: list[int]
    tags: list[int]
    kinds: list[int]
    skips: list[int]


def encode(tokenizer: Tokenizer, example: Example) -> Encoded:
    """Word pieces of an example with its labels; kinds and skips count only where a name opens."""
    pieces, firsts = word_pieces(tokenizer, example.words)
    opens = [tag.startswith("B-") for tag in example.tags]
    return Encoded(
        pieces,
        firsts,
        [_TAG_INDEX[tag] for tag in example.tags],
        [kind if opened else UNKNOWN for kind, opened in zip(example.kinds, opens, strict=True)],
        [skip if opened else UNKNOWN for skip, opened in zip(example.skips, opens, strict=True)],
    )


Batch = tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]
"""Pieces, first pieces, tags, kinds, skips, and 1 where there is a word."""


def batches(encoded: Sequence[Encoded], budget: int, shuffle: random.Random | None) -> Iterator[tuple[Batch, list[int]]]:
    """Batches of about `budget` pieces of like length, with the indices of their examples."""
    order = list(range(len(encoded)))
    if shuffle:
        shuffle.shuffle(order)
    jitter = shuffle or random.Random(0)
    order.sort(key=lambda index: len(encoded[index].pieces) + (jitter.random() * 6 if shuffle else 0))
    groups: list[list[int]] = []
    for index in order:
        if groups and (len(groups[-1]) + 1) * len(encoded[index].pieces) <= budget:
            groups[-1].append(index)
        else:
            groups.append([index])
    if shuffle:
        shuffle.shuffle(groups)
    for group in groups:
        yield _padded([encoded[index] for index in group]), group


def _padded(group: list[Encoded]) -> Batch:
    length, words = max(len(item.pieces) for item in group), max(len(item.firsts) for item in group)

    def matrix(rows: list[list[int]], width: int, filler: int) -> Tensor:
        return torch.tensor([row + [filler] * (width - len(row)) for row in rows])

    return (
        matrix([item.pieces for item in group], length, PAD),
        matrix([item.firsts for item in group], words, 0),
        matrix([item.tags for item in group], words, UNKNOWN),
        matrix([item.kinds for item in group], words, UNKNOWN),
        matrix([item.skips for item in group], words, UNKNOWN),
        matrix([[1] * len(item.firsts) for item in group], words, 0),
    )


def loss_of(scores: Tensor, batch: Batch) -> Tensor:
    """Cross-entropy of tags, and of kinds and skips where they are known."""
    tags, kinds, skips = scores.split([len(TAGS), len(KINDS), SKIPS], dim=-1)
    total = scores.new_zeros(())
    for part, gold, weight in ((tags, batch[2], 1.0), (kinds, batch[3], 0.2), (skips, batch[4], 0.2)):
        known = (gold != UNKNOWN).sum().clamp_min(1)
        summed = functional.cross_entropy(part.flatten(0, 1).float(), gold.flatten(), ignore_index=UNKNOWN, reduction="sum")
        total = total + weight * summed / known
    return total
