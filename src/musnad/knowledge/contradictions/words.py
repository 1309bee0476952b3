"""Words of a passage as keys that other passages share, and the cues of `lexicons/contradiction_cues.yml` in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

import Stemmer

from musnad.lexicons import load
from musnad.script import fold
from musnad.script.clitics import zipf
from musnad.script.folding import fold_text

_WORD = re.compile(r"\w+")
_COMMON = 5.9
"""Words more frequent than this (من، على، كان، بعد) say nothing of what a passage is about."""
_SHORT = 3
_KEPT, _LONG = 4, 6
"""Letters of a stem that are kept; more where it begins as hundreds of others do."""
_AUGMENTED = ("است", "مست", "انت", "متو", "محا", "منا", "مقا")
_ROOT = 3
"""Letters of a root."""


@cache
def _stemmer() -> Any:
    return Stemmer.Stemmer("arabic")


@lru_cache(maxsize=60_000)
def stem(word: str) -> str | None:
    """The key of one folded word; None for a word that says nothing of the matter."""
    found = _stem(word)
    # شاحنتي and شاحنات, احتجاز and احتجزت: the stemmer leaves endings that the first letters do not need.
    return found and found[: _LONG if found.startswith(_AUGMENTED) else _KEPT]


@lru_cache(maxsize=4_000)
def _stem(word: str) -> str | None:
    bare = word.removeprefix("و") if len(word) > _SHORT + 1 else word
    if len(bare) < _SHORT or bare.isdigit() or max(zipf(word), zipf(bare)) >= _COMMON:
        return None
    return str(_stemmer().stemWord(bare.removeprefix("ال")))


def stems(text: str) -> frozenset[str]:
    """What a passage is about, as keys of its words."""
    return frozenset(key for word in words(text) if (key := stem(word)))


def words(text: str) -> list[str]:
    """The folded words in order."""
    return list(_words(text))


@lru_cache(maxsize=4_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold_text(text)))


@cache
def cue(section: str, part: str = "") -> tuple[tuple[str, ...], ...]:
    """The phrases of a section of the lexicon, each as its words; the longer first."""
    found = load("contradiction_cues")[section]
    phrases: Iterable[str] = found[part] if part else found
    return tuple(sorted({tuple(_WORD.findall(fold_text(phrase))) for phrase in phrases}, key=lambda one: (-len(one), one)))


@cache
def _initials(section: str, part: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in cue(section, part):
        table.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(phrases) for first, phrases in table.items()}


def cue_at(found: Sequence[str], section: str, part: str = "") -> int | None:
    """Place of the first word of the first cue of a section among folded words; a leading و or ف does not matter."""
    table = _initials(section, part)
    # Nearly always there is none: asked of all words at once.
    if table.keys().isdisjoint(found) and table.keys().isdisjoint([word[1:] for word in found if word[:1] in "وف"]):
        return None
    for at, word in enumerate(found):
        for first in (word, word[1:]) if word[:1] in "وف" else (word,):
            for phrase in table.get(first, ()):
                if tuple(found[at + 1 : at + len(phrase)]) == phrase[1:]:
                    return at
    return None


def cue_place(text: str, section: str, part: str = "") -> int | None:
    """Offset of the first cue of a section in a text as written; None where there is none."""
    folded = fold(text)
    found = list(_WORD.finditer(folded.text))
    at = cue_at([word[0] for word in found], section, part)
    return None if at is None else folded.positions[found[at].start()]


def has(text: str, section: str, part: str = "") -> bool:
    """True where a cue of the section stands in the text."""
    return cue_at(words(text), section, part) is not None


def one_root(one: str, other: str) -> bool:
    """True where a word of each may be of one root: the three letters of `يوزع` stand in `التوزيع` in their order."""
    mine, theirs = ({found for word in words(text) if (found := _stem(word)) and len(found) >= _ROOT} for text in (one, other))
    return any(_within(a, b) or _within(b, a) or _bones(a) == _bones(b) for a in mine for b in theirs)


def _bones(word: str) -> str:
    """`بدأ` and `البادئة`: what is left without the weak letters; the whole word where that is one letter."""
    bare = "".join(letter for letter in word if letter not in "اويهء")
    return word[0] + bare if len(bare) > 1 else word


def _within(short: str, long: str) -> bool:
    bare = short.removeprefix("ي") if len(short) > _ROOT else short
    rest = iter(long)
    return len(bare) == _ROOT and len(long) <= 2 * _ROOT and all(letter in rest for letter in bare)
