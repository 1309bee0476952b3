"""A small encoder out of the large one: every other layer (fewer neurons inside, if a shape asks for it), taught its states.

Which neurons stay: those that move the state most on our texts (mean activation times the norm of what the neuron writes).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from adapting import Reading
from encoder import Encoder
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Shape:
    """`layers`: which blocks of the large encoder the small one has; `wide`: neurons inside each."""

    layers: tuple[int, ...] = (1, 3, 5, 7, 9, 11)
    wide: int = 1536


def _importance(encoder: Encoder, readings: Sequence[Reading]) -> list[Tensor]:
    """For each block, how much each of its inner neurons writes on average, (neurons,)."""
    sums = [torch.zeros(layer.inner.out_features, device=layer.inner.weight.device) for layer in encoder.layers]
    hooks = []
    for index, layer in enumerate(encoder.layers):

        def note(_: nn.Module, __: object, told: Tensor, index: int = index) -> None:
            sums[index] += functional.gelu(told).float().abs().mean((0, 1))

        hooks.append(layer.inner.register_forward_hook(note))
    encoder.eval()
    with torch.no_grad():
        for reading in readings:
            encoder(reading.pieces)
    for hook in hooks:
        hook.remove()
    return [total * layer.outer.weight.norm(dim=0) for total, layer in zip(sums, encoder.layers, strict=True)]


def shrunk(large: Encoder, shape: Shape, readings: Sequence[Reading]) -> Encoder:
    """The small encoder, not yet taught."""
    small = Encoder(large.words.num_embeddings, len(shape.layers), wide=shape.wide).to(large.words.weight.device)
    small.words.load_state_dict(large.words.state_dict())
    small.places.load_state_dict(large.places.state_dict())
    small.norm.load_state_dict(large.norm.state_dict())
    weights = _importance(large, readings)
    for target, index in zip(small.layers, shape.layers, strict=True):
        source, kept = large.layers[index], weights[index].topk(shape.wide).indices.sort().values
        state = source.state_dict()
        for name in ("inner.weight", "inner.bias"):
            state[name] = state[name][kept]
        state["outer.weight"] = state["outer.weight"][:, kept]
        target.load_state_dict(state)
    return small


def apart(mine: Tensor, theirs: Tensor, where: Tensor) -> Tensor:
    """How far two states differ at `where` (batch, length), as a share of the variance of `theirs`."""
    mine, theirs = mine[where].float(), theirs[where].float()
    return functional.mse_loss(mine, theirs) / theirs.var().clamp_min(1e-6)
