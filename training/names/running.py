"""One way to run a stage: the schedule of the learning rate, mixed precision on a GPU, and a line now and then."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

import torch
from torch import Tensor, nn

Batch = TypeVar("Batch")


def device() -> torch.device:
    """The GPU if there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def precision() -> contextlib.AbstractContextManager[object]:
    """bfloat16 on a GPU, full precision elsewhere."""
    return torch.autocast("cuda", torch.bfloat16) if torch.cuda.is_available() else contextlib.nullcontext()


def run(
    name: str, module: nn.Module, batches: Iterable[Batch], total: int, loss_of: Callable[[Batch], Tensor], rate: float
) -> None:
    """Take `total` steps over `batches`; the rate rises over the first 6 % and falls to nothing."""
    optimizer = torch.optim.AdamW(module.parameters(), lr=rate, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.06 * total)) * max(0.0, (total - step) / total)
    )
    module.train()
    begun, shown = time.monotonic(), torch.zeros((), device=device())
    for step, batch in enumerate(batches, 1):
        with precision():
            loss = loss_of(batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(module.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        shown = torch.lerp(shown, loss.detach().float(), 0.02 if step > 50 else 1 / step)
        if step % 250 == 0 or step == total:
            left = (time.monotonic() - begun) / step * (total - step) / 60
            print(f"{name}: step {step} of {total}, loss {shown.item():.3f}, {left:.1f} min left", flush=True)
        if step == total:
            return
