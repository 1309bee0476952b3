"""More names than the texts hold: persons and towns of a sentence changed for others of the lists, clitics kept.

Lists: Wikidata names of the Arab countries (CC0) and the project's gazetteer (GeoNames and Syrian admin units, CC BY 4.0).
"""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from pathlib import Path

from corpora import UNKNOWN, Example

from musnad.annotations.names.gazetteer import places
from musnad.annotations.names.model.labels import KINDS
from musnad.annotations.names.model.words import spelled

_TOWNS = {KINDS.index("town"), KINDS.index("village")}
_KUNYA = ("ابو", "ابي")


class Swapper:
    """Draws names; one random source for a run, so that a run can be repeated."""

    def __init__(self, shared: Path, random_source: random.Random) -> None:
        self.random = random_source
        with (shared / "names/wikidata_full_names.tsv").open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            names = [spelled(row["arabic_key"]).split() for row in rows]
        self.persons = [name for name in names if 2 <= len(name) <= 4]
        listed = [place for place in places().values() if place.kind in ("town", "village")]
        self.towns = [spelled(place.name).split() for place in listed if len(place.name.split()) <= 3]

    def _new(self, example: Example, start: int, end: int) -> list[str] | None:
        """Words for the name at `start:end`; None where it should stay."""
        type_ = example.tags[start][2:]
        if type_ == "PER":
            full = self.random.choice(self.persons)
            if end - start == 1:
                return [full[-1]] if self.random.random() < 0.5 else None
            if example.words[start] in _KUNYA:
                return [example.words[start], self.random.choice(self.persons)[0], *full[-1:]][: end - start]
            return full
        if type_ == "LOC" and example.kinds[start] in _TOWNS:
            return self.random.choice(self.towns)
        return None

    def swapped(self, example: Example, rate: float) -> Example:
        """A copy in which a share of `rate` of the persons and towns carry other names."""
        new = Example([], [], [], [], example.source)
        at = 0
        while at < len(example.words):
            end = at + 1
            if example.tags[at].startswith("B-"):
                while end < len(example.words) and example.tags[end].startswith("I-"):
                    end += 1
                fresh = self._new(example, at, end) if self.random.random() < rate else None
                skip = max(example.skips[at], 0)
                word = example.words[at]
                if fresh is not None and not (skip and word[skip - 1] == "ل" and word[skip : skip + 1] == "ل"):
                    self._write(new, example, at, [word[:skip] + fresh[0], *fresh[1:]])
                    at = end
                    continue
            for index in range(at, end):
                new.words.append(example.words[index])
                new.tags.append(example.tags[index])
                new.kinds.append(example.kinds[index])
                new.skips.append(example.skips[index])
            at = end
        return new

    @staticmethod
    def _write(new: Example, example: Example, at: int, words: Sequence[str]) -> None:
        for index, word in enumerate(words):
            new.words.append(word)
            new.tags.append(("B" if index == 0 else "I") + example.tags[at][1:])
            new.kinds.append(example.kinds[at] if index == 0 else UNKNOWN)
            new.skips.append(example.skips[at] if index == 0 else UNKNOWN)
