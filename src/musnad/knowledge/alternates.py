"""Usual Latin spellings of an Arabic name, folded for search: of the lists, what the speller finds likely, regional sounds."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from musnad.knowledge.latin import latin_key
from musnad.knowledge.romanise import name_forms, romanise
from musnad.knowledge.speller import spellings
from musnad.script import plain
from musnad.script.folding import fold_text

_MARKS = re.compile(r"[\"“”«»()ـ]")
_REGIONAL = (
    ("ق", "k", "g"), ("ض", "d", "s"), ("ظ", "s", "d"), ("ذ", "d", "s"), ("ث", "t", "s"), ("غ", "g", "r"), ("گ", "g", "k"),
)  # fmt: skip
"""Letters that countries sound differently: Gaddafi in Libya, Osman in Egypt, Ramazan in the Gulf; letters of latin_key."""
_FORMS = 4
"""Spellings taken from the speller for a word."""
_KEYS = 8
"""Spellings of a word in the index."""
_WHOLE = 12
"""Spellings of a whole name in the index."""
_VARIED, _LONG = 4, 5
"""Spellings of a word that vary in whole names, and words of a name that vary."""
_SMALL = {"ابو": ("abu", "bu"), "ابي": ("abi",), "بن": ("bin", "ban"), "ابن": ("ibn", "bin"), "عبد": ("abd",),
          "ام": ("um", "am"), "ولد": ("uld", "ualad")}  # fmt: skip
_TYPED_ALONE = {"عبد": ("abdul", "abdal")}
"""What latin_key leaves only of a word that nothing follows."""


_PLURAL = re.compile("ي(ين|ون)$")
"""A group called after a man, a place or a belief: الحوثيين, in English Houthis."""


@lru_cache(maxsize=20_000)
def word_keys(word: str) -> tuple[str, ...]:
    """Folded Latin spellings of one word, the usual one first."""
    key = fold_text(word)
    bare = key[2:] if key.startswith("ال") and len(key) > 4 else key
    shown = romanise(word)
    found = dict.fromkeys(latin_key(shown).split()[-1:])
    found.update(dict.fromkeys(_SMALL.get(key, ())))
    forms: list[str] = []
    if bare not in _SMALL:
        forms += name_forms().get(bare, ())
        stem = plain(word)[2:] if bare != key else word
        forms += [*spellings(stem, True, _FORMS), *spellings(stem, False, _FORMS)]
    found.update(dict.fromkeys(latin_key(form) for form in forms))
    if bare != key and _PLURAL.search(bare):
        one = word_keys(word[:-2])[:2]
        found = dict.fromkeys([*list(found)[:1], *(spelt + "s" for spelt in one), *one, *found])
    for letter, usual, other in _REGIONAL:
        if letter in bare:
            found.update(dict.fromkeys([spelt.replace(usual, other) for spelt in found if spelt and usual in spelt]))
    return tuple(key for key in found if key and " " not in key)[:_KEYS]


@lru_cache(maxsize=2_000)
def latin_keys(name: str) -> tuple[str, ...]:
    """Folded Latin spellings of the whole name, the usual one first; empty for a name in Latin letters."""
    words = _MARKS.sub("", plain(name)).split()
    if not words or any(word.isascii() for word in words):
        return ()
    first = latin_key(romanise(name))
    keys = [word_keys(word)[:_VARIED] for word in words[:_LONG]]
    # The first spellings of each word vary together before the rare ones do.
    choices = _choices(tuple(map(len, keys)))
    tail = [word_keys(word)[0] for word in words[_LONG:] if word_keys(word)]
    combined = (" ".join([*(of_word[at] for of_word, at in zip(keys, places, strict=True)), *tail]) for places in choices)
    return tuple(dict.fromkeys([key for key in (first, *combined) if key]))


@lru_cache(maxsize=1_000)
def _choices(lengths: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Which spelling of each word, the likeliest together first."""
    return tuple(sorted(product(*map(range, lengths)), key=lambda at: (sum(at), at))[:_WHOLE])


@lru_cache(maxsize=2_000)
def bag(name: str) -> str:
    """All folded spellings of all words of the name, in which a search for some of its words looks."""
    words = _MARKS.sub("", plain(name)).split()
    keys = [*latin_key(romanise(name)).split(), *(key for word in words if not word.isascii() for key in word_keys(word))]
    keys += [key for word in words for key in _TYPED_ALONE.get(fold_text(word), ())]
    return " ".join(dict.fromkeys(keys))
