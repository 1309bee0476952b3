"""Whose a body is where two powers share a country: the ministry of Sanaa and that of Aden (sides.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from musnad.knowledge.corpus import Indexed
from musnad.knowledge.names import folded, states_body
from musnad.lexicons import load
from musnad.records import Mention
from musnad.script import search_key

_BEHIND = 70
"""Characters behind a name in which its clause may say whose it is."""
_END = re.compile(r"[.؛:!؟\n]|\s[أإ]ن(?:ها|ه|هم|هما|نا)?\s")
"""Where the words behind a name stop being about it: the end of the sentence, or what it said."""
_MENTIONS = 3
_NONE: frozenset[str] = frozenset()
_JOINED = re.compile(r"^(?:لل|بال|وال|[لب](?=\w{3}))")


@cache
def _powers() -> dict[str, frozenset[str]]:
    """Words, spaces around them → the sides they tell, as `country side`."""
    found: dict[str, set[str]] = {}
    for side, entry in _entries():
        for words in entry.get("words", ()):
            plain = " ".join(map(_bare, folded(words).split()))
            found.setdefault(f" {plain} ", set()).add(side)
    return {words: frozenset(sides) for words, sides in found.items()}


@cache
def _seats() -> dict[str, frozenset[str]]:
    """Town, without spaces → the sides that sit there."""
    found: dict[str, set[str]] = {}
    for side, entry in _entries():
        for town in entry.get("seats", ()):
            found.setdefault(folded(town).replace(" ", ""), set()).add(side)
    return {town: frozenset(sides) for town, sides in found.items()}


@cache
def _shared_countries() -> frozenset[str]:
    return frozenset(side[:2] for side, _ in _entries())


def _entries() -> Iterable[tuple[str, Mapping[str, Any]]]:
    for country, powers in load("sides", "musnad.knowledge.resolution").items():
        for name, entry in powers.items():
            yield f"{country} {name}", entry


def of(indexed: Indexed, mentions: Iterable[Mention], seats: Iterable[str], countries: frozenset[str]) -> frozenset[str]:
    """The sides that a body's name and the words behind it tell; by its seat only what belongs to a state.

    `المؤقتة` is said of governments of several countries: where the report is about one (`countries`), of that one alone.
    """
    found: set[str] = set()
    if countries and not countries & _shared_countries():
        return _NONE
    for mention in list(mentions)[:_MENTIONS]:
        behind = _END.split(indexed.text[mention.span.end : mention.span.end + _BEHIND])[0]
        words = f" {' '.join(_bare(word) for word in search_key(f'{mention.name} {behind}').replace('،', ' ').split())} "
        for told, sides in _powers().items():
            if told in words:
                found |= sides
        if states_body(mention.name):
            found = found or {side for town in seats for side in _seats().get(town, ())}
    return frozenset(side for side in found if not countries or side[:2] in countries)


def _bare(word: str) -> str:
    """`للحوثيين`, `بالحكومة` as the lists have them: with the article alone."""
    return _JOINED.sub(lambda match: "ال" if len(match[0]) > 1 else "", word)


def apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """True where both are told to be of powers of one country, and of none in common."""
    return bool(one and other) and not one & other and bool({side[:2] for side in one} & {side[:2] for side in other})
