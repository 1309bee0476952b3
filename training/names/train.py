"""Make the names model from the public corpora and our own sentences, start to finish.

    PYTHONPATH=src python training/names/train.py SHARED_DATA WORK_FOLDER [--leave-out iraq,libya] [--short] [--seed 7]

Needs `training/names/requirements.txt`. About an hour on two free cores. Two stages, each written to WORK_FOLDER when it ends,
so that a run that was interrupted goes on from the last stage: `general` (NewsFANE train, WikiFANE), then `news` (NewsFANE
train, a part of WikiFANE, our own sentences several times over). `--short` trains one epoch of less in the second stage:
enough to compare what leaving countries out costs. Then `export.py` writes the model that ships.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import corpora
import torch
from augment import Swapper
from corpora import Example
from encoder import cut_tokenizer, pretrained
from tagger import Batch, Encoded, Tagger, batches, encode, loss_of
from tokenizers import Tokenizer

UNSEEN = "أإآٱ"
LAYERS = 12
OWN = Path(__file__).parent / "sentences"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: examples of an epoch, and how the learning rate falls from `first` to `last` (shares of `rate`)."""

    name: str
    epochs: int
    rate: float
    last: float
    examples: Callable[[int], list[Example]]


def tokenizer_of() -> tuple[Tokenizer, list[int]]:
    """The cut tokenizer and the old ids of its pieces."""
    settings, old = cut_tokenizer(UNSEEN)
    return Tokenizer.from_str(json.dumps(settings, ensure_ascii=False)), old


def _short(examples: Sequence[Example]) -> list[Example]:
    return [part for example in examples for part in corpora.limited(example)]


def _joined(examples: Sequence[Example], chance: random.Random) -> list[Example]:
    """Sentences of one passage that follow each other, at times as one paragraph, as reports have them."""
    found: list[Example] = []
    for example in examples:
        before = found[-1] if found else None
        if before and before.source == example.source and len(before.words) + len(example.words) <= 90 and chance.random() < 0.4:
            found[-1] = Example(
                before.words + example.words, before.tags + example.tags, before.kinds + example.kinds,
                before.skips + example.skips, example.source,
            )  # fmt: skip
        else:
            found.append(example)
    return found


def stages(shared: Path, left_out: frozenset[str], seed: int, short: bool = False) -> list[Stage]:
    """The two stages over the corpora at hand."""
    chance = random.Random(seed)
    swapper = Swapper(shared, random.Random(seed + 1))
    news = _short(list(corpora.fane(shared / "newsfane", "train")))
    wiki = _short(list(corpora.fane(shared / "wikifane_gold", "all")))
    own = list(corpora.own(path for path in OWN.glob("*.txt") if path.stem not in left_out))

    def general(epoch: int) -> list[Example]:
        half = wiki[epoch % 2 :: 2]
        return [swapper.swapped(example, 0.3) for example in [*news, *half]]

    def mixed(epoch: int) -> list[Example]:
        told = [example for copy in range(3) for example in _joined(own, chance)]
        swapped = [swapper.swapped(example, 0.4) for example in told]
        return [*swapped, *(swapper.swapped(example, 0.15) for example in news), *wiki[epoch % 10 :: 10]]

    def less(epoch: int) -> list[Example]:
        told = [example for copy in range(3) for example in _joined(own, chance)]
        return [*(swapper.swapped(example, 0.4) for example in told), *news[::2]]

    if short:
        return [Stage("general", 2, 1.5e-4, 0.4, general), Stage("short", 1, 1.0e-4, 0.0, less)]
    return [Stage("general", 2, 1.5e-4, 0.4, general), Stage("news", 2, 1.0e-4, 0.0, mixed)]


def _dropped(batch: Batch, rate: float, unknown: int = 3) -> Batch:
    """Some word pieces made unknown, so that the words around a name count too."""
    pieces = batch[0]
    mask = (torch.rand(pieces.shape) < rate) & (pieces > unknown)
    return (pieces.masked_fill(mask, unknown), *batch[1:])


def run_stage(model: Tagger, stage: Stage, tokenizer: Tokenizer, seed: int, budget: int = 900) -> None:
    """Train through the epochs of a stage; prints where it stands."""
    epochs: list[list[Encoded]] = [
        [encode(tokenizer, example) for example in stage.examples(epoch)] for epoch in range(stage.epochs)
    ]
    total = sum(sum(1 for _ in batches(epoch, budget, random.Random(seed))) for epoch in epochs)
    optimizer = torch.optim.AdamW(model.parameters(), lr=stage.rate, weight_decay=0.01, fused=True)

    def rate(step: int) -> float:
        return min(1.0, (step + 1) / (0.06 * total)) * (stage.last + (1 - stage.last) * max(0.0, (total - step) / total))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    model.train()
    begun, step, shown = time.monotonic(), 0, 0.0
    for number, epoch in enumerate(epochs):
        for batch, _ in batches(epoch, budget, random.Random(seed * 100 + number)):
            batch = _dropped(batch, 0.05)
            loss = loss_of(model(batch[0], batch[1]), batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            shown = 0.98 * shown + 0.02 * loss.item() if step > 1 else loss.item()
            if step % 50 == 0:
                left = (time.monotonic() - begun) / step * (total - step) / 60
                print(f"{stage.name}: step {step} of {total}, loss {shown:.3f}, {left:.1f} min left", flush=True)


def train(shared: Path, work: Path, left_out: frozenset[str] = frozenset(), seed: int = 7, short: bool = False) -> Tagger:
    """Run what is not done yet; the trained tagger."""
    torch.manual_seed(seed)
    work.mkdir(parents=True, exist_ok=True)
    tokenizer, old = tokenizer_of()
    model = Tagger(pretrained(old, LAYERS))
    mark = "-".join(["", *sorted(left_out)])
    for stage in stages(shared, left_out, seed, short):
        # the first stage holds nothing of ours: it serves whatever is left out
        done = work / f"{stage.name}{mark if stage.name != 'general' else ''}.pt"
        if done.exists():
            model.load_state_dict(torch.load(done))
            continue
        run_stage(model, stage, tokenizer, seed)
        part = done.with_suffix(".part")
        torch.save(model.state_dict(), part)
        part.rename(done)
    return model


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--leave-out", default="", help="countries of our own sentences to train without")
    parser.add_argument("--short", action="store_true", help="a shorter second stage, to compare runs")
    parser.add_argument("--seed", type=int, default=7)
    choice = parser.parse_args()
    train(choice.shared, choice.work, frozenset(filter(None, choice.leave_out.split(","))), choice.seed, choice.short)


if __name__ == "__main__":
    main()
