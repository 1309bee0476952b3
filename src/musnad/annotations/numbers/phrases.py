"""Numbers in digits, words and both: ألفين ومئتي، ثلاثمئة وخمسين، 1.5 مليون، عشرات الآلاف."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from musnad.annotations.numbers.reading import Word
from musnad.lexicons import load
from musnad.script import fold


@dataclass(frozen=True, slots=True)
class Number:
    """A number in words `first` to `last` (inclusive) of a line. `value` is None for a vague one, which has `low` and `high`.

    `skip` is the length of a proclitic on the first word that is no part of the number; `conjunction` says that it is و.
    """

    first: int
    last: int
    value: float | None
    low: float | None = None
    high: float | None = None
    skip: int = 0
    conjunction: bool = False
    digits: bool = False
    definite: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    """What one number word says by itself."""

    kind: str
    value: float
    high: float = 0


def key(word: str) -> str:
    """The folded word, as lexicon entries and text are compared."""
    return fold(word).text


@cache
def atoms() -> dict[str, tuple[Atom, ...]]:
    """Folded number word → what it may be, plain scale before its dual."""
    lexicon: dict[str, Any] = load("numbers")
    table: dict[str, list[Atom]] = {}

    def put(forms: Sequence[str], atom: Atom) -> None:
        for form in forms:
            table.setdefault(key(form), []).append(atom)

    for entry in lexicon["ones"]:
        put(entry["forms"], Atom("one", entry["value"]))
    put(lexicon["ten"], Atom("ten", 10))
    for group, kind in (("teens", "teen"), ("tens", "tens"), ("hundreds", "hundred"), ("fractions", "fraction")):
        for entry in lexicon[group]:
            put(entry["forms"], Atom(kind, entry["value"]))
    for entry in lexicon["scales"]:
        put(entry["forms"], Atom("scale", entry["value"]))
        put(entry["dual"], Atom("dual", entry["value"]))
    for entry in lexicon["vague"]:
        put(entry["forms"], Atom("vague", entry["low"], entry["high"]))
    return {form: tuple(found) for form, found in table.items()}


@cache
def _zero() -> frozenset[str]:
    return frozenset(key(word) for word in load("numbers")["zero"])


def digits_value(written: str) -> float:
    """The value of digits: a comma or full stop before three digits parts thousands, else it is a decimal point."""
    if re.fullmatch(r"\d{1,3}(?:[,،]\d{3})+(?:\.\d+)?", written):
        return float(re.sub("[,،]", "", written))
    if re.fullmatch(r"\d{1,3}(?:،\d{3})+[\u202a-\u202e]?,\d{1,2}", written):  # the two commas differ: 12،220,13
        return float(re.sub("[،\u202a-\u202e]", "", written).replace(",", "."))
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", written):
        return float(written.replace(".", "").replace(",", "."))
    return float(written.replace(",", "."))


def _lookup(word: Word, proclitics: str) -> tuple[tuple[Atom, ...], int]:
    """The word's atoms and how many proclitic letters stand before them."""
    table = atoms()
    for skip in range(3):
        if skip and word.key[skip - 1] not in proclitics:
            break
        if word.key[skip:] in table and (skip == 0 or len(word.key) - skip > 2):
            return table[word.key[skip:]], skip
        if len(word.key) - skip < 4:
            break
    return (), 0


def _after_and(words: Sequence[Word], at: int) -> tuple[Word, int, tuple[Atom, ...]] | None:
    """The number word joined by و at `at`: ومئتي, or و 500."""
    word = words[at]
    if word.kind == "word" and word.key.startswith("و"):
        if len(word.key) == 1 and at + 1 < len(words) and words[at + 1].kind == "number":
            return words[at + 1], at + 1, ()
        if len(word.key) == 1 and at + 1 < len(words) and (found := atoms().get(words[at + 1].key, ())):
            return words[at + 1], at + 1, found  # خمسة و عشرون
        found = atoms().get(word.key[1:], ())
        if found:
            return word, at, found
    return None


def _vague(words: Sequence[Word], at: int, found: Sequence[Atom], skip: int) -> Number | None:
    """عشرات, مئات الآلاف, بضع مئات, ملايين."""
    first = next((atom for atom in found if atom.kind == "vague"), None)
    if first is None:
        return None
    low, high, last = first.value, first.high, at
    bare = words[at].key[skip:]
    article = bare.startswith("ال") and bare not in ("الاف", "الوف")
    while last + 1 < len(words) and words[last + 1].kind == "word":
        following = words[last + 1].key
        name = following if following in atoms() else following.removeprefix("ال")
        scale = next((atom for atom in atoms().get(name, ()) if atom.kind in ("scale", "vague") and atom.value >= 100), None)
        unit = {200.0: 100.0, 2000.0: 1000.0, 2000000.0: 1e6, 2000000000.0: 1e9}.get(scale.value, scale.value) if scale else 0
        if not unit or unit <= low:
            break
        low, high, last = low * unit, (high + 1) * unit - 1 if high > 9 else high * unit, last + 1
    return Number(at, last, None, low, high, skip, words[at].key.startswith("و") and skip > 0, definite=article and last == at)


def parse_at(words: Sequence[Word], at: int, alone: bool = False) -> Number | None:
    """The longest number that begins at word `at`."""
    word = words[at]
    if word.kind == "number":
        return _rest(words, at, at, digits_value(word.key), 0, True)
    if word.kind != "word":
        return None
    found, skip = _lookup(word, "وفبل")  # not ك: كمية, كميات
    if not found:
        return Number(at, at, 0.0) if alone and word.key in _zero() else None
    kinds = {atom.kind: atom for atom in found}
    if "vague" in kinds and not ("scale" in kinds and word.key[skip:] not in ("الاف", "ملايين", "مليارات", "ميات")):
        return _vague(words, at, found, skip)
    following = words[at + 1].key if at + 1 < len(words) else ""
    if "dual" in kinds and ("scale" not in kinds):
        return _rest(words, at, at, 2 * kinds["dual"].value, skip, False, scale=kinds["dual"].value)
    if "fraction" in kinds:
        scale = next((atom for atom in atoms().get(following.removeprefix("ال"), ()) if atom.kind == "scale"), None)
        return (
            Number(at, at + 1, kinds["fraction"].value * scale.value, skip=skip, conjunction=_and(word, skip)) if scale else None
        )
    if "scale" in kinds:
        return _rest(words, at, at, kinds["scale"].value, skip, False, scale=kinds["scale"].value)
    atom = found[0]
    last, value = at, atom.value
    if atom.kind == "one" and following in ("عشر", "عشره"):
        last, value = at + 1, atom.value + 10
    elif atom.kind == "one" and atom.value >= 3 and following in ("ميه", "مايه"):
        last, value = at + 1, atom.value * 100
    return _rest(words, at, last, value, skip, False, alone=alone)


def _and(word: Word, skip: int) -> bool:
    return skip > 0 and word.key.startswith("و")


def _rest(
    words: Sequence[Word],
    first: int,
    last: int,
    value: float,
    skip: int,
    digits: bool,
    scale: float | None = None,
    alone: bool = False,
) -> Number | None:
    """The number grown to the right by scales (300 ألف) and by what و adds (ألفين ومئتي)."""
    total, current, ceiling = (value, 0.0, scale) if scale else (0.0, value, float("inf"))
    while last + 1 < len(words):
        word = words[last + 1]
        if word.kind == "word" and current:
            found = atoms().get(word.key, ())
            multiplier = next((atom for atom in found if atom.kind == "scale"), None)
            if multiplier and multiplier.value < ceiling:
                total, current, ceiling, last = total + current * multiplier.value, 0.0, multiplier.value, last + 1
                continue
        added = _after_and(words, last + 1)
        if added is None:
            break
        grown = _add(words, added, total, current, ceiling, digits)
        if grown is None:
            break
        total, current, ceiling, last = grown
    result = total + current
    if not digits and not alone and first == last and result in (1, 2):
        return None
    return Number(first, last, result, skip=skip, conjunction=_and(words[first], skip), digits=digits and first == last)


def _add(
    words: Sequence[Word], added: tuple[Word, int, tuple[Atom, ...]], total: float, current: float, ceiling: float, digits: bool
) -> tuple[float, float, float, int] | None:
    """What و adds to a larger number: total, current, ceiling and last word; None where a new number starts."""
    word, at, found = added
    if not found:
        value = digits_value(word.key)
        return (total, value, ceiling, at) if total and not current and value < ceiling else None
    atom = found[0]
    following = words[at + 1].key if at + 1 < len(words) else ""
    value, last = atom.value, at
    if any(one.kind == "dual" for one in found) and not any(one.kind == "scale" for one in found):
        dual = next(one for one in found if one.kind == "dual")
        return (total + 2 * dual.value, 0.0, dual.value, at) if total and not current and dual.value < ceiling else None
    if any(one.kind == "scale" for one in found):
        scale = next(one.value for one in found if one.kind == "scale")
        return (total + scale, 0.0, scale, at) if total and not current and scale < ceiling else None
    if atom.kind == "fraction":
        return (total + atom.value * ceiling, 0.0, 1.0, at) if total and not current and ceiling < float("inf") else None
    if atom.kind == "one" and following in ("عشر", "عشره"):
        value, last = value + 10, at + 1
    elif atom.kind == "one" and value >= 3 and following in ("ميه", "مايه"):
        value, last = value * 100, at + 1
    if digits and current:
        return None
    if not current:
        return (total, value, ceiling, last) if total and value < ceiling else None
    if atom.kind == "tens" and 1 <= current % 100 < 10:
        return total, current + value, ceiling, last
    fits = current % (10 ** len(str(int(value)))) == 0 and current >= 100 and value < 100
    return (total, current + value, ceiling, last) if fits else None


def numbers_of(words: Sequence[Word], alone: bool = False) -> list[Number]:
    """All numbers of a line, left to right, none inside another; with `alone` also a single one, two or zero in words."""
    found: list[Number] = []
    at = 0
    while at < len(words):
        number = parse_at(words, at, alone) if words[at].kind in ("word", "number") else None
        if number is None:
            at += 1
            continue
        found.append(number)
        at = number.last + 1
    return found
