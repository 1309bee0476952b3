"""Two spellings of one foreign name: غريفيث and جريفيث, غوتيريش and غوتيريس. Never two names: حسن and حسين differ."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from musnad.knowledge.names import folded
from musnad.knowledge.resolution.commonness import is_known
from musnad.lexicons import load

_SOUNDS = {sound: letters[0] for letters in ("كغجق", "سزصثش", "تط", "دضذظ", "بپ", "فڤ") for sound in letters}
_BEL = re.compile(r"^(?:بن ال|بال)(?=\w{3})")
_SOFT = frozenset("اويىء")
"""Letters for vowels, which writers of foreign names leave out or put in."""


@cache
def _listed() -> dict[str, int]:
    groups = load("name_spellings")["groups"]
    return {folded(name): number for number, group in enumerate(groups) for name in group}


@lru_cache(maxsize=50_000)
def sounds(part: str) -> str:
    """The consonants of a name part as classes of sound: the same for all spellings of a foreign name."""
    plain = part.removeprefix("ال").replace("تش", "ش").replace(" ", "")
    kept = [_SOUNDS.get(letter, letter) for at, letter in enumerate(plain) if at == 0 or letter not in _SOFT]
    single = [letter for at, letter in enumerate(kept) if at == 0 or letter != kept[at - 1]]
    return "".join(single)


@lru_cache(maxsize=50_000)
def unjointed(part: str) -> str:
    """`بن كيران` → `بنكيران`, `بالحاج` and `بن الحاج` → `بلحاج`, `ابو تفليقه` → `بوتفليقه`: one word, as it is said."""
    plain = _BEL.sub("بل", part)
    return plain.removeprefix("ا").replace(" ", "") if plain.startswith(("ابو ", "بو ")) else plain.replace(" ", "")


@lru_cache(maxsize=50_000)
def key(part: str) -> str:
    """What all spellings of a part have in common, for blocks."""
    listed = _listed().get(part)
    return f"#{listed}" if listed is not None else sounds(unjointed(part))


def one_spelling(one: str, other: str) -> bool:
    """True where the two are known to be one name: listed, or a Maghreb name with or without its joint (بنكيران, بن كيران)."""
    listed = _listed().get(one)
    return one == other or (listed is not None and listed == _listed().get(other)) or unjointed(one) == unjointed(other)


def alike(one: str, other: str) -> bool:
    """True where both may be written for one name."""
    if one_spelling(one, other):
        return True
    if min(len(one), len(other)) < 3 or (is_known(one) and is_known(other)):
        return False
    heard = sounds(one)
    if heard != sounds(other) or len(heard) < 3:
        return False
    # Three consonants are the root of some Arabic word as well (سبق, الشاباك): there one letter may differ.
    return len(heard) > 3 or Levenshtein.distance(one.removeprefix("ال"), other.removeprefix("ال")) <= 1
