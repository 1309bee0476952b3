"""Make the names model from the public corpora and our own sentences, start to finish.

    PYTHONPATH=src python training/names/train.py SHARED_DATA WORK_FOLDER [--only STAGE] [--leave-out iraq,libya] [--seed 7]

Needs `training/names/requirements.txt`. A quarter of an hour on a large GPU, days on two cores. The stages, each written to
WORK_FOLDER when it ends, so that a run that was interrupted goes on from the last one that is whole:

    adapted      the encoder guesses hidden words of our texts (adapting.py)
    teacher-N    large taggers, alike but for their seeds: `general` news and encyclopedia first, then reports
    shrunk       a small encoder that has the states of the adapted one (shrinking.py)
    small        the small tagger, taught by all teachers together
    leaving      what says behind its lower blocks which words can belong to a name (leaving.py); a few minutes on any machine

export.py makes the files that ship out of the last two.

Teachers can run side by side: start one process each with `--only teacher-1`, `--only teacher-2`...
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import running
import torch
from adapting import Guesser, Reading, Units, hidden, readings, units
from corpora import UNKNOWN, Example
from encoder import Encoder, cut_tokenizer, grown_embeddings, pretrained
from leaving import fitted, states
from mixes import Texts, epochs
from shrinking import Shape, apart, shrunk
from tagger import Batch, Encoded, Tagger, batches, encode, loss_of
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from vocabulary import grown, stems

from musnad.annotations.names.model.labels import KINDS, SKIPS, TAGS

UNSEEN = "أإآٱ"
LAYERS = 12
TEACHERS = 5
SHAPE = Shape()
WORKERS = max(1, (os.cpu_count() or 2) - 1)
UNKNOWN_PIECE = 3

One = TypeVar("One")


def tokenizer_of(texts: Texts) -> tuple[dict[str, object], list[int], list[list[int]]]:
    """The tokenizer's settings, the old ids of its pieces, and what the words added to it are made of."""
    settings, old = cut_tokenizer(UNSEEN)
    settings, made_of = grown(settings, stems([*texts.news, *texts.wiki, *texts.own]))
    return settings, old, made_of


class Maker:
    """One run: the corpora, the tokenizer, where its stages lie."""

    def __init__(self, texts: Texts, work: Path, seed: int, shape: Shape = SHAPE) -> None:
        self.texts, self.work, self.seed, self.shape = texts, work, seed, shape
        self.settings, self.old, self.made_of = tokenizer_of(texts)
        self.tokenizer = Tokenizer.from_str(json.dumps(self.settings, ensure_ascii=False))
        self.pieces = len(self.old) + len(self.made_of)
        self.device = running.device()
        self.swapper = texts.swapper  # read before workers are forked
        work.mkdir(parents=True, exist_ok=True)
        (work / "tokenizer.json").write_text(json.dumps(self.settings, ensure_ascii=False), encoding="utf-8")

    # stages

    def adapted(self, passes: int = 40, rate: float = 2e-4) -> dict[str, Tensor]:
        """The large encoder after guessing hidden words."""

        def make() -> dict[str, Tensor]:
            encoder = self._large()
            guesser = Guesser(encoder).to(self.device)
            generator = torch.Generator(self.device).manual_seed(self.seed)

            def loss(reading: Reading) -> Tensor:
                pieces, chosen = hidden(reading, generator)
                return guesser.loss(encoder(pieces), Reading(reading.pieces, reading.units), chosen)

            self._run("adapted", guesser, self._readings(passes), loss, rate)
            return guesser.state_dict()

        return self._kept("adapted", make)

    def teacher(self, number: int, passes: tuple[int, int] = (2, 3)) -> Tagger:
        """A large tagger."""
        tagger = Tagger(Encoder(self.pieces, LAYERS)).to(self.device)

        def make() -> dict[str, Tensor]:
            torch.manual_seed(self.seed * 100 + number)
            tagger.encoder.load_state_dict(_encoder_of(self.adapted()))
            for name, mix, count, rate in (
                ("general", self.texts.general, passes[0], 1.2e-4), ("reports", self.texts.reports, passes[1], 1.0e-4),
            ):  # fmt: skip
                made = self._labelled(partial(_labelled, self.tokenizer, mix), count, f"{number}{name}", 1200)
                self._run(
                    f"teacher-{number} {name}", tagger, made, lambda batch: loss_of(tagger(*_dropped(batch)[:2]), batch), rate
                )
            return tagger.state_dict()

        tagger.load_state_dict(self._kept(f"teacher-{number}", make))
        return tagger.eval()

    def shrunk(self, passes: int = 40, rate: float = 4e-4) -> Encoder:
        """The small encoder, with the states of the adapted one."""
        small = Encoder(self.pieces, len(self.shape.layers), wide=self.shape.wide).to(self.device)

        def make() -> dict[str, Tensor]:
            torch.manual_seed(self.seed)
            guesser = Guesser(self._large()).to(self.device)
            guesser.load_state_dict(self.adapted())
            large = guesser.encoder.eval()
            some = readings([units(self.tokenizer, text) for text in self.texts.own[::8]], 4000, random.Random(self.seed))
            for reading in some:
                reading.pieces = reading.pieces.to(self.device)
            start = shrunk(large, self.shape, some)
            guesser.encoder = start
            generator = torch.Generator(self.device).manual_seed(self.seed)

            def loss(reading: Reading) -> Tensor:
                pieces, chosen = hidden(reading, generator)
                with torch.no_grad():
                    theirs = large.states(pieces)
                mine = start.states(pieces)
                where = pieces != 1
                pairs = zip(mine[1:], (theirs[index + 1] for index in self.shape.layers), strict=True)
                return sum(apart(one, other, where) for one, other in pairs) + 0.3 * guesser.loss(mine[-1], reading, chosen)

            self._run("shrunk", guesser, self._readings(passes), loss, rate)
            return start.state_dict()

        small.load_state_dict(self._kept("shrunk", make))
        return small

    def small(self, passes: int = 12, rate: float = 5e-4) -> Tagger:
        """The small tagger, taught by all teachers."""
        tagger = Tagger(Encoder(self.pieces, len(self.shape.layers), wide=self.shape.wide)).to(self.device)

        def make() -> dict[str, Tensor]:
            torch.manual_seed(self.seed)
            teachers = [self.teacher(number) for number in range(1, TEACHERS + 1)]
            tagger.encoder.load_state_dict(self.shrunk().state_dict())
            tagger.out.load_state_dict(teachers[0].out.state_dict())
            made = self._labelled(partial(_taught, self.tokenizer, self.texts), passes, "small", 6000)

            def loss(batch: Batch) -> Tensor:
                dropped = _dropped(batch)
                with torch.no_grad():
                    states = [teacher.of_words(batch[0], batch[1]) for teacher in teachers]
                    theirs = [teacher.out(state).float() for teacher, state in zip(teachers, states, strict=True)]
                state = tagger.of_words(dropped[0], dropped[1])
                mine = tagger.out(tagger.dropout(state)).float()
                words = batch[5] > 0
                told = taught(mine[words], [scores[words] for scores in theirs])
                return told + 0.5 * apart(state, states[0], words) + 0.3 * loss_of(mine, batch)

            self._run("small", tagger, made, loss, rate)
            return tagger.state_dict()

        tagger.load_state_dict(self._kept("small", make))
        return tagger.eval()

    def leaving(self, sentences: int = 4000) -> dict[str, Tensor]:
        """What says, behind the lower blocks of the small tagger, which words go on."""

        def make() -> dict[str, Tensor]:
            chance = random.Random(f"{self.seed}leaving")
            texts = self.texts.everything(chance)
            chance.shuffle(texts)
            encoded = [encode(self.tokenizer, text) for text in texts[:sentences]]
            return fitted(*states(self.small().to("cpu"), encoded), self.seed)

        return self._kept("leaving", make)

    # parts of stages

    def _large(self) -> Encoder:
        encoder = pretrained(self.old, LAYERS)
        weights = grown_embeddings(encoder.words.weight.detach(), self.made_of)
        encoder.words = torch.nn.Embedding.from_pretrained(weights, freeze=False)
        return encoder

    def _kept(self, name: str, make: Callable[[], dict[str, Tensor]]) -> dict[str, Tensor]:
        path = self.work / f"{name}.pt"
        if not path.exists():
            part = path.with_suffix(".part")
            torch.save({key: value.detach().to("cpu", torch.float32) for key, value in make().items()}, part)
            part.rename(path)
        state: dict[str, Tensor] = torch.load(path, map_location=self.device)
        return state

    def _readings(self, passes: int) -> tuple[Iterator[Reading], int]:
        made = epochs(partial(_texts, self.tokenizer, self.texts, self.seed), passes, WORKERS)

        def each() -> Iterator[list[Reading]]:
            for number, texts in enumerate(made):
                yield readings(texts, 12000, random.Random(self.seed * 1000 + number))

        return _counted(each(), passes, lambda one: Reading(one.pieces.to(self.device), one.units.to(self.device)))

    def _labelled(
        self, make: Callable[[random.Random], list[Encoded]], passes: int, salt: str, budget: int
    ) -> tuple[Iterator[Batch], int]:
        made = epochs(partial(_seeded, make, f"{self.seed}{salt}"), passes, min(WORKERS, passes))

        def each() -> Iterator[list[Batch]]:
            for number, encoded in enumerate(made):
                yield [batch for batch, _ in batches(encoded, budget, random.Random(f"{self.seed}{salt}{number}"))]

        return _counted(each(), passes, self._placed)

    def _placed(self, batch: Batch) -> Batch:
        one, two, three, four, five, six = (part.to(self.device) for part in batch)
        return one, two, three, four, five, six

    @staticmethod
    def _run(
        name: str, module: torch.nn.Module, made: tuple[Iterator[One], int], loss: Callable[[One], Tensor], rate: float
    ) -> None:
        running.run(name, module, made[0], made[1], loss, rate)


def _counted(each: Iterator[list[One]], passes: int, placed: Callable[[One], One]) -> tuple[Iterator[One], int]:
    """The batches of all epochs on their device, and about how many they are: as many in each epoch as in the first."""
    first = next(each)

    def rest() -> Iterator[One]:
        yield from map(placed, first)
        for epoch in each:
            yield from map(placed, epoch)

    return rest(), len(first) * passes


def _seeded(make: Callable[[random.Random], list[Encoded]], salt: str, epoch: int) -> list[Encoded]:
    return make(random.Random(f"{salt}-{epoch}"))


def _labelled(tokenizer: Tokenizer, mix: Callable[[random.Random], list[Example]], chance: random.Random) -> list[Encoded]:
    return [encode(tokenizer, example) for example in mix(chance)]


def _taught(tokenizer: Tokenizer, texts: Texts, chance: random.Random) -> list[Encoded]:
    """Everything; the labels of the encyclopedia, which follows other conventions, are left to the teachers."""
    found = []
    for example in texts.everything(chance):
        encoded = encode(tokenizer, example)
        if example.source == "wikifane_gold":
            for labels in (encoded.tags, encoded.kinds, encoded.skips):
                labels[:] = [UNKNOWN] * len(labels)
        found.append(encoded)
    return found


def _texts(tokenizer: Tokenizer, texts: Texts, seed: int, epoch: int) -> list[Units]:
    return [units(tokenizer, example) for example in texts.everything(random.Random(f"{seed}-texts-{epoch}"))]


def _dropped(batch: Batch, rate: float = 0.08) -> Batch:
    """Some pieces made unknown, so that the words around a name count too."""
    mask = (torch.rand(batch[0].shape, device=batch[0].device) < rate) & (batch[0] > UNKNOWN_PIECE)
    return (batch[0].masked_fill(mask, UNKNOWN_PIECE), *batch[1:])


def taught(mine: Tensor, theirs: list[Tensor]) -> Tensor:
    """How far the small model's probabilities are from the mean of its teachers'; kinds and skips count where a name may be."""
    parts = (len(TAGS), len(KINDS), SKIPS)
    means = [torch.stack([scores.split(parts, -1)[part].softmax(-1) for scores in theirs]).mean(0) for part in range(3)]
    named = 1 - means[0][:, 0]
    total = mine.new_zeros(())
    for part, (scores, mean) in enumerate(zip(mine.split(parts, -1), means, strict=True)):
        each = functional.kl_div(scores.log_softmax(-1), mean, reduction="none").sum(-1)
        total = total + (each.mean() if part == 0 else 0.2 * (each * named).sum() / named.sum().clamp_min(1.0))
    return total


def _encoder_of(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """The encoder's part of a guesser's state."""
    return {key.removeprefix("encoder."): value for key, value in state.items() if key.startswith("encoder.")}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--only", help="one stage: adapted, teacher-N, shrunk, small, leaving (what it needs is made too)")
    parser.add_argument("--leave-out", default="", help="countries of our own sentences to train without")
    parser.add_argument("--seed", type=int, default=7)
    choice = parser.parse_args()
    texts = Texts(choice.shared, frozenset(filter(None, choice.leave_out.split(","))))
    maker = Maker(texts, choice.work, choice.seed)
    stage, _, number = (choice.only or "leaving").partition("-")
    getattr(maker, stage)(*([int(number)] if number else []))


if __name__ == "__main__":
    main()
