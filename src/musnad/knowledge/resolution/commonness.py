"""How many persons may bear a name: `محمد علي` says little of who is meant, `وهاب الكرعاوي` much."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from math import log10

from musnad.script.clitics import zipf

_RARE = 2
"""Bearers counted for a part that the table does not hold: fewer than its least."""
_KUNYA = 100
_COMMON = 40
"""Bearers from which a part is a name that anybody may have: a given name, seldom a surname."""
_SELDOM, _EVERYDAY = 2.7, 4.2
"""Zipf frequencies of the rarest word of a body's name at which it counts as its own (0) and as anybody's (1)."""
_LOW, _HIGH = 1.5, 6.5
"""log10 of the product of bearers at which a name counts as rare (0) and as anybody's (1)."""


@cache
def _bearers() -> dict[str, int]:
    content = files("musnad.knowledge.data").joinpath("name_parts.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(content).decode().splitlines())
    return {part: int(count) for part, count in rows}


def bearers(part: str) -> int:
    """Known persons with this name part (folded, as `names.person_parts` gives it)."""
    if part.startswith("ابو "):
        # A kunya is chosen: any father of a Muhammad, and many who are none.
        return min(_KUNYA, max(_RARE, bearers(part[4:])))
    return _bearers().get(part, _bearers().get(part.removeprefix("بن "), _RARE))


def is_common(part: str) -> bool:
    """True for a part that many persons have."""
    return bearers(part) >= _COMMON


def is_known(part: str) -> bool:
    """True for a part that the table holds: then another spelling of it is another name (حسن, حسين)."""
    return part in _bearers()


@lru_cache(maxsize=30_000)
def usual_words(words: Sequence[str]) -> float:
    """From 0 to 1: how far the name of a body is made of everyday words alone (النور, العدالة) and may be given anywhere."""
    rarest = min((zipf(word) for word in words), default=0.0)
    return round(min(1.0, max(0.0, (rarest - _SELDOM) / (_EVERYDAY - _SELDOM))), 3)


@lru_cache(maxsize=30_000)
def usualness(parts: Sequence[str]) -> float:
    """From 0, a name that few can share, to 1, a name of thousands."""
    least = sum(log10(bearers(part)) for part in parts)
    # Every part beyond the second makes a namesake less likely, however usual it is.
    spread = least - 1.5 * max(0, len(parts) - 2)
    return round(min(1.0, max(0.0, (spread - _LOW) / (_HIGH - _LOW))), 3)
