"""Words leave early: behind the lower blocks one line of weights says of each word whether it can belong to a name.

Two words of three are plainly none. They keep the state that they have there; the blocks above work on the others alone, which
still look at all pieces. The line is fitted to what the whole tagger says at the end; the tagger itself stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from tagger import Encoded, Tagger, batches
from torch import Tensor, nn
from torch.nn import functional

from musnad.annotations.names.model.labels import TAGS

BELOW = 3
"""Blocks that read every word. Measured on `second/`: leaving behind the third costs nothing, behind the second two points."""
PASSES, BATCH, RATE = 4, 512, 1e-2


def states(tagger: Tagger, encoded: Sequence[Encoded]) -> tuple[Tensor, Tensor]:
    """For each word its state behind the lower blocks, and the probability that the whole tagger gives it of a name."""
    below, named = [], []
    with torch.no_grad():
        for batch, _ in batches(encoded, 1500, None):
            pieces, firsts, words = batch[0], batch[1], batch[5] > 0
            found = tagger.encoder.states(pieces)
            where = firsts.unsqueeze(-1).expand(-1, -1, found[0].shape[-1])
            below.append(found[BELOW].gather(1, where)[words])
            scores = tagger.out(found[-1].gather(1, where)[words])
            named.append(1 - scores[:, : len(TAGS)].softmax(-1)[:, 0])
    return torch.cat(below), torch.cat(named)


def fitted(below: Tensor, named: Tensor, seed: int) -> dict[str, Tensor]:
    """Weight (1, 384) and bias of the line: log odds that a word belongs to a name."""
    torch.manual_seed(seed)
    line = nn.Linear(below.shape[1], 1)
    optimizer = torch.optim.AdamW(line.parameters(), RATE, weight_decay=0.01)
    steps = PASSES * -(-len(named) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / (steps + 1))
    for _ in range(PASSES):
        for some in torch.randperm(len(named)).split(BATCH):
            loss = functional.binary_cross_entropy_with_logits(line(below[some]).squeeze(-1), named[some])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return line.state_dict()
