"""The encoder reads our texts before it learns names: hidden words are guessed (masked language modelling, whole words).

multilingual-e5-small was tuned to compare sentences and comes in 4 bits; guessing hidden words turns it back to what words mean
beside each other, repairs what the 4 bits took, and teaches it the words that were added to its vocabulary.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from corpora import Example
from encoder import HIDDEN, SPECIALS, Encoder
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from musnad.annotations.names.model.pieces import END, START
from musnad.annotations.names.model.words import parts

HIDE = 0.2
"""Share of units (stems and clitics) that are hidden."""
UNKNOWN_PIECE = SPECIALS.index("<unk>")
PAD = SPECIALS.index("<pad>")

Units = list[list[int]]
"""The pieces of each unit of a text."""


def units(tokenizer: Tokenizer, example: Example) -> Units:
    """A text as pieces, unit by unit."""
    told = [unit for word in example.words for unit in parts(word)]
    coded = tokenizer.encode(told, is_pretokenized=True, add_special_tokens=False)
    found: Units = [[] for _ in told]
    for piece, unit in zip(coded.ids, coded.word_ids, strict=True):
        if unit is not None:
            found[unit].append(piece)
    return found


@dataclass(slots=True)
class Reading:
    """A batch: `pieces` and the number of the unit that each belongs to (0 for marks and padding), both (batch, length)."""

    pieces: Tensor
    units: Tensor


def readings(texts: Sequence[Units], budget: int, chance: random.Random) -> list[Reading]:
    """Batches of about `budget` pieces, texts of like length together."""
    order = sorted(range(len(texts)), key=lambda index: (sum(map(len, texts[index])), chance.random()))
    rows: list[tuple[list[int], list[int]]] = []
    for index in order:
        pieces, numbers = [START], [0]
        for number, unit in enumerate(texts[index], 1):
            pieces += unit
            numbers += [number] * len(unit)
        rows.append(([*pieces[:510], END], [*numbers[:510], 0]))
    groups: list[list[tuple[list[int], list[int]]]] = []
    for row in rows:
        if groups and (len(groups[-1]) + 1) * len(row[0]) <= budget:
            groups[-1].append(row)
        else:
            groups.append([row])
    chance.shuffle(groups)
    return [_padded(group) for group in groups]


def _padded(group: list[tuple[list[int], list[int]]]) -> Reading:
    width = max(len(pieces) for pieces, _ in group)
    pieces = torch.tensor([row + [PAD] * (width - len(row)) for row, _ in group])
    return Reading(pieces, torch.tensor([row + [0] * (width - len(row)) for _, row in group]))


def hidden(reading: Reading, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """The pieces with some units hidden, and where, (batch, length) true at hidden pieces."""
    drawn = torch.rand((len(reading.units), int(reading.units.max()) + 1), generator=generator, device=generator.device)
    drawn[:, 0] = 1.0
    chosen = drawn.to(reading.units.device).gather(1, reading.units) < HIDE
    return reading.pieces.masked_fill(chosen, UNKNOWN_PIECE), chosen


class Guesser(nn.Module):
    """Guesses hidden pieces from hidden states; its output layer is the table of embeddings."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.dense, self.norm = nn.Linear(HIDDEN, HIDDEN), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.bias = nn.Parameter(torch.zeros(encoder.words.num_embeddings))

    def loss(self, state: Tensor, reading: Reading, chosen: Tensor) -> Tensor:
        """Cross-entropy of the hidden pieces; `state` (batch, length, 384) are the encoder's last hidden states."""
        told = self.norm(functional.gelu(self.dense(state[chosen])))
        scores = functional.linear(told, self.encoder.words.weight, self.bias)
        return functional.cross_entropy(scores.float(), reading.pieces[chosen])
