"""Short forms that reports define: `هيئة متابعة السلم (همس)`, `المعروفة اختصارًا بـ«همس»`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from musnad.knowledge.corpus import Corpus
from musnad.knowledge.names import folded
from musnad.knowledge.units import Unit
from musnad.script.clitics import zipf

_QUOTES = "[\"“”«»‘’' ]*"
_BRACKET = re.compile(rf"^{_QUOTES}\(({_QUOTES}\w{{2,8}}{_QUOTES})\)")
_KNOWN = re.compile(
    rf"^{_QUOTES}[،,]?{_QUOTES}(?:و?المعروف|و?المعروفة|و?تعرف|و?يعرف|و?المسماة|و?المختصر)\w*"
    rf"(?: [\w\u064b-\u0652]+){{0,2}} ب?[ـ]*(?:اسم )?"
    rf"[\"“«]({_QUOTES}\w{{2,8}}{_QUOTES})[\"”»]"
)
_INNER = re.compile(r"\s+\(\s*(\w{2,12})\s*\)$")
_ORDINARY = 3.4
"""Zipf frequency from which a word in brackets is an ordinary one (`مستقلة`) and no short form, unless its letters fit."""
_FAR = 60
"""Characters behind a name in which its short form is defined."""


def defined(corpus: Corpus, bodies: Sequence[Unit]) -> dict[str, int]:
    """Short form (folded) → number of a unit of the body; forms that reports define for two bodies are left out."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    units: dict[tuple[str, str], int] = {}
    for unit in bodies:
        text = corpus[unit.document].text
        for mention in unit.named:
            inner = _INNER.search(mention.name)
            full = mention.name[: inner.start()] if inner else mention.name
            short = folded(inner[1]) if inner else _short(text[mention.span.end : mention.span.end + _FAR])
            if short and (fits(short, folded(full)) or _coined(short)):
                found[short][unit.fullest] += 1
                units.setdefault((short, unit.fullest), unit.number)
    return {short: units[short, next(iter(names))] for short, names in sorted(found.items()) if len(names) == 1}


def _short(behind: str) -> str | None:
    match = _BRACKET.match(behind) or _KNOWN.match(behind)
    return folded(match[1]) if match else None


def _coined(short: str) -> bool:
    """True for `اونروا`, `اميصوم`: a foreign short form that is no Arabic word."""
    return len(short) >= 4 and not short.startswith("ال") and zipf(short) < _ORDINARY and not short.isdigit()


def fits(short: str, name: str) -> bool:
    """True where the letters of the short form stand in the name in order, the first of them opening a word."""
    words = [word.removeprefix("ال") for word in name.split()]
    if len(words) < 2 or short in words or not any(word.startswith(short[:1]) for word in words):
        return False
    letters = iter("".join(words))
    return all(letter in letters for letter in short)
