"""Sets of words that the lexicon of relations holds by name."""

from __future__ import annotations

from functools import cache

from musnad.annotations.events import lexicon
from musnad.lexicons import load


@cache
def cue_set(name: str) -> frozenset[str]:
    """The folded words of a section of `lexicons/relation_cues.yml`."""
    return frozenset(map(lexicon.key, load("relation_cues")[name]))
