"""What each stage reads in each epoch. An epoch depends on the seed and its number alone, so epochs can be made side by side."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import corpora
from augment import Swapper
from corpora import Example

OWN = Path(__file__).parent / "sentences"
Made = TypeVar("Made")


def _short(examples: Sequence[Example]) -> list[Example]:
    return [part for example in examples for part in corpora.limited(example)]


def _joined(examples: Sequence[Example], chance: random.Random, share: float = 0.4) -> list[Example]:
    """Sentences of one passage that follow each other, at times as one paragraph, as reports have them."""
    found: list[Example] = []
    for example in examples:
        before = found[-1] if found else None
        if (
            before
            and before.source == example.source
            and len(before.words) + len(example.words) <= 90
            and chance.random() < share
        ):
            found[-1] = Example(
                before.words + example.words, before.tags + example.tags, before.kinds + example.kinds,
                before.skips + example.skips, example.source,
            )  # fmt: skip
        else:
            found.append(example)
    return found


@dataclass(frozen=True)
class Texts:
    """The corpora at hand; `left_out` names files of our own sentences to do without."""

    shared: Path
    left_out: frozenset[str] = frozenset()

    @cached_property
    def news(self) -> list[Example]:
        """NewsFANE, train part."""
        return _short(list(corpora.fane(self.shared / "newsfane", "train")))

    @cached_property
    def wiki(self) -> list[Example]:
        """WikiFANE."""
        return _short(list(corpora.fane(self.shared / "wikifane_gold", "all")))

    @cached_property
    def own(self) -> list[Example]:
        """Our own sentences."""
        return list(corpora.own(path for path in sorted(OWN.glob("*.txt")) if path.stem not in self.left_out))

    @cached_property
    def swapper(self) -> Swapper:
        """Other names for the places of those that a text holds."""
        return Swapper(self.shared, random.Random(0))

    def _swapped(self, examples: Sequence[Example], rate: float, chance: random.Random) -> list[Example]:
        self.swapper.random = chance
        return [self.swapper.swapped(example, rate) for example in examples]

    def general(self, chance: random.Random) -> list[Example]:
        """News and encyclopedia as they are annotated there."""
        return self._swapped([*self.news, *self.wiki[chance.randrange(2) :: 2]], 0.3, chance)

    def reports(self, chance: random.Random) -> list[Example]:
        """Our own sentences three times over, the news once, a tenth of the encyclopedia."""
        told = [example for _ in range(3) for example in _joined(self.own, chance)]
        rest = [*self._swapped(self.news, 0.15, chance), *self.wiki[chance.randrange(10) :: 10]]
        return [*self._swapped(told, 0.4, chance), *rest]

    def everything(self, chance: random.Random) -> list[Example]:
        """All texts once, names changed freely: what the encoder is adapted to and the small model learns from the large ones."""
        told = [example for _ in range(2) for example in _joined(self.own, chance)]
        return self._swapped([*told, *_joined(self.news, chance, 0.2), *_joined(self.wiki, chance, 0.2)], 0.4, chance)


_WORK: list[Callable[[int], object]] = []


def _made(epoch: int) -> object:
    return _WORK[0](epoch)


def epochs(make: Callable[[int], Made], count: int, workers: int) -> Iterator[Made]:
    """`make(0)`, `make(1)`... in order; with several workers made ahead in processes of their own."""
    if workers < 2:
        yield from (make(epoch) for epoch in range(count))
        return
    _WORK[:] = [make]
    # a forked worker holds the corpora already
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        waiting = [pool.submit(_made, epoch) for epoch in range(min(count, workers))]
        for epoch in range(count):
            result = waiting[epoch].result()
            waiting[epoch] = None  # type: ignore[call-overload]
            if len(waiting) < count:
                waiting.append(pool.submit(_made, len(waiting)))
            yield result  # type: ignore[misc]
