"""What a figure counts: the dead, the hurt, the detained, the displaced, baskets, rifles; and whether a report corrects one."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache, lru_cache
from typing import Any

from musnad.knowledge.corpus import Indexed
from musnad.lexicons import load
from musnad.records import LineKind, Quantity, Span
from musnad.script.folding import fold_text

_BEFORE, _AFTER = 3, 6
"""Words looked at on either side of a figure: مقتل نحو سبعة ... ; سبعة أشخاص بينهم مدنيان قتلوا."""
_PREFIXES = re.compile(r"^(?:و|ف)?(?:ب|ل|ك)?(?:ال)?(?=\w{3})")
_CLAUSE = re.compile(r"[.!؟?؛\n]")
_ENDINGS = ("ات", "ين", "ون", "ان", "ا", "ه")
_TOTAL = re.compile(r"\bمنذ (?!\w+ (?:ال)?(?:ساعه|ساعات|صباح|مساء|فجر))")
"""`3500 قتيل منذ بدء النزاع`: a running total, not the count of one day."""
_NOT = re.compile(r"(\w+) لا (\w+)")


@cache
def _things() -> dict[str, str]:
    lexicon = load("counted_things")
    found = {fold_text(form): fold_text(name) for name, forms in lexicon["things"].items() for form in forms}
    found.update({fold_text(form): "عائله" for form in lexicon["households"]})
    return found


@cache
def _states() -> dict[str, str]:
    return {fold_text(form): state for state, forms in load("counted_things")["states"].items() for form in forms}


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(fold_text(form) for form in load("counted_things")[section])


@cache
def _state_words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    sections: dict[str, list[str]] = load("counted_things")["state_words"]
    return tuple((state, tuple(fold_text(word) for word in words)) for state, words in sections.items())


@lru_cache(maxsize=50_000)
def unit_key(unit: str | None) -> str:
    """The counted noun as one word for all its forms: `مقاتلًا`, `مقاتلين` and `مقاتل` are one."""
    word = fold_text(unit or "").split(" ")[0].removeprefix("ال")
    if word in _things():
        return _things()[word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def may_count(quantity: Quantity, units: Set[str]) -> bool:
    """True where the noun counted is one of these, in any form."""
    return unit_key(quantity.unit) in units


def counted(indexed: Indexed, quantity: Quantity, trigger: Span | None = None) -> str | None:
    """What the figure counts, as a key that figures of other reports share.

    None where it counts a part, a running total or nothing known.

    `trigger`: the word for dying or being hurt that the figure belongs to, where that is known.
    """
    if trigger is not None:
        return _counted(indexed, quantity, trigger)
    if quantity.id not in indexed.counts:
        indexed.counts[quantity.id] = _counted(indexed, quantity, None)
    return indexed.counts[quantity.id]


def _counted(indexed: Indexed, quantity: Quantity, trigger: Span | None) -> str | None:
    before = _window(indexed.text[max(0, quantity.span.start - 60) : quantity.span.start], _BEFORE, last=True)
    after = _window(indexed.text[quantity.span.end : quantity.span.end + 90], _AFTER)
    unit = fold_text(quantity.unit or "").split(" ")[0].removeprefix("ال")
    if any(word in _words("partial") for word in before[-2:]):
        return None
    if _TOTAL.search(fold_text(_CLAUSE.split(indexed.text[quantity.span.end : quantity.span.end + 120])[0])):
        return None
    near = " ".join([fold_text(quantity.unit or ""), *after[:4]])
    if any(phrase in near for phrase in _words("together")):
        return "killed and hurt"
    if unit in _states():
        return _states()[unit]
    if unit in _things() and _things()[unit] != "عائله":
        return _things()[unit]
    state = _told(fold_text(indexed.quote(trigger)).split()) if trigger else None
    # The word before decides (مقتل سبعة وإصابة ثلاثة); what stands behind only where nothing stands before.
    state = _told(before[::-1]) or state or _told(after)
    if unit in _things():
        return f"{_things()[unit]} {state}" if state else _things()[unit]
    if state and (unit in _words("persons") or not unit or trigger):
        return state
    return None


def people(quantity: Quantity) -> str | None:
    """`fighters` or `civilians` where the noun says so: their numbers do not contradict each other."""
    unit = fold_text(quantity.unit or "").split(" ")[0].removeprefix("ال")
    return next((side for side in ("fighters", "civilians") if unit in _words(side)), None)


def _told(words: list[str]) -> str | None:
    """The state that the first telling word names."""
    return next((state for word in words if (state := _state(word))), None)


@lru_cache(maxsize=30_000)
def _state(word: str) -> str | None:
    bare = _PREFIXES.sub("", word)
    for state, beginnings in _state_words():
        for beginning in beginnings:
            if beginning in (word, bare) or (len(beginning) > 3 and (word.startswith(beginning) or bare.startswith(beginning))):
                return state
    return None


def _window(text: str, size: int, last: bool = False) -> list[str]:
    """Folded words next to a figure, inside its clause."""
    clause = _CLAUSE.split(text)[-1 if last else 0]
    words = re.findall(r"\w+", fold_text(clause))
    return words[-size:] if last else words[:size]


def corrects(indexed: Indexed) -> bool:
    """True for a report that says it corrects an earlier one: a headline `تصويب` or `ستة لا أربعة`, or an apology."""
    lexicon: dict[str, Any] = load("counted_things")
    body = list(indexed.report.document.body())
    headline = next((fold_text(indexed.quote(line.span)) for line in body if line.kind is LineKind.headline), "")
    if any(headline.startswith(fold_text(word)) for word in lexicon["correction_headlines"]):
        return True
    numbers = {fold_text(indexed.quote(quantity.span)).split(" ")[0] for quantity in indexed.report.quantities}
    if any(match[2] in numbers for match in _NOT.finditer(headline)):
        return True
    text = "\n".join(fold_text(indexed.quote(line.span)) for line in body[:6])
    return sum(fold_text(phrase) in text for phrase in lexicon["correction_phrases"]) >= 2
