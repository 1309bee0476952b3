"""The triggers of `event_triggers.yml`, indexed by written form, and the ways to read a written word as one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Literal

from musnad.annotations.events.inflection import PRONOUNS, VerbForm, verb_forms
from musnad.annotations.events.lexicon import key, titles, words
from musnad.errors import LexiconError
from musnad.lexicons import load

_MENTION_TYPES = frozenset({"PER", "ORG", "LOC", "EVT"})
_KEYS = frozenset({"v", "n", "p", "f", "needs", "near", "not", "after", "past", "needs_quantity", "back", "behind", "lam"})
# Types whose nouns are counted in twos (غارتين, اتفاقان).
_COUNTABLE = frozenset({"attack", "shelling", "airstrike", "meeting", "protest", "agreement"})
# What may stand before a trigger: (as written, preposition, article).
_HEADS = (
    ("", "", False), ("ب", "ب", False), ("ل", "ل", False), ("ك", "ك", False), ("ال", "", True), ("بال", "ب", True),
    ("لل", "ل", True), ("كال", "ك", True),
)  # fmt: skip
# The same behind و and ف: (as written, whether a conjunction, preposition, article).
_PREFIXES: tuple[tuple[str, bool, str, bool], ...] = tuple(
    (conjunction + written, bool(conjunction), preposition, article)
    for conjunction in ("", "و", "ف")
    for written, preposition, article in _HEADS
)


def _duals(folded: str) -> tuple[str, ...]:
    """هجوم → هجومين، هجومان; غارة → غارتين، غارتان."""
    if folded.endswith(("ات", "ين", "ان", "ا")) or len(folded) < 4:
        return ()
    stem = folded[:-1] + "ت" if folded.endswith("ه") else folded
    return (stem + "ين", stem + "ان")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the lexicon: the sense of a word that tells of a happening of `type`."""

    type: str
    frame: Mapping[str, str]
    needs: frozenset[str] = frozenset()
    needs_mention: frozenset[str] = frozenset()
    near: int = 4
    blocked: frozenset[str] = frozenset()
    """Next words that show another sense."""
    blocked_before: frozenset[str] = frozenset()
    needs_quantity: bool = False
    past_only: bool = False
    """Present forms tell of a lasting state (تسيطر)."""
    own_pronoun: bool = False
    """A pronoun on the noun itself stands for what is needed (تشكيلها)."""
    back: bool = False
    """The need may also stand before a verb (قافلة كذا وصلت)."""
    behind: frozenset[str] = frozenset()
    """Words of which one stands right before."""
    lam: bool = False
    """Only behind ل (لبحث كذا)."""
    order: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a written word as a trigger."""

    entry: Entry
    kind: Literal["verb", "noun", "participle"]
    verb: VerbForm | None = None
    conjunction: bool = False
    preposition: str = ""
    article: bool = False
    pronoun: bool = False
    future: bool = False


@dataclass(slots=True)
class Index:
    """Written form without proclitics → senses."""

    verbs: dict[str, list[tuple[Entry, VerbForm]]] = field(default_factory=dict)
    nouns: dict[str, list[tuple[Entry, Literal["noun", "participle"]]]] = field(default_factory=dict)


def _words(names: Any, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for name in names or ():
        if name == "TITLES":
            found |= titles()
        elif name in classes:
            found |= classes[name]
        elif name not in _MENTION_TYPES and name != "PRONOUN":
            found.add(key(str(name)))
    return frozenset(found)


def _entry(
    kind: str, line: Mapping[str, Any], frames: Mapping[str, Any], classes: Mapping[str, frozenset[str]], order: int
) -> Entry:
    needs = list(line.get("needs", ()))
    return Entry(
        type=kind,
        frame=frames[line["f"]],
        needs=_words(needs, classes),
        needs_mention=frozenset(needs) & _MENTION_TYPES,
        near=int(line.get("near", 4)),
        blocked=_words(line.get("not"), classes),
        blocked_before=_words(line.get("after"), classes),
        needs_quantity=bool(line.get("needs_quantity")),
        past_only=bool(line.get("past")),
        own_pronoun="PRONOUN" in needs,
        back=bool(line.get("back")),
        behind=_words(line.get("behind"), classes),
        lam=bool(line.get("lam")),
        order=order,
    )


@cache
def index() -> Index:
    """All triggers by written form.

    Raises LexiconError that lists every line with an unknown key or frame.
    """
    lexicon = load("event_triggers")
    classes = {name: frozenset(map(key, words)) for name, words in lexicon["classes"].items()}
    frames, faults, found, order = lexicon["frames"], [], Index(), 0
    for kind, lines in lexicon["types"].items():
        for line in lines:
            order += 1
            if set(line) - _KEYS or line.get("f") not in frames:
                faults.append(f"{kind}: {line}")
                continue
            entry = _entry(kind, line, frames, classes, order)
            for citation in line.get("v", ()):
                for form in verb_forms(citation):
                    senses = found.verbs.setdefault(form.text, [])
                    if all(known is not entry for known, _ in senses):
                        senses.append((entry, form))
            for word in line.get("n", ()):
                for written in (key(word), *(_duals(key(word)) if kind in _COUNTABLE else ())):
                    senses_of = found.nouns.setdefault(written, [])
                    if all(known is not entry for known, _ in senses_of):
                        senses_of.append((entry, "noun"))
            for word in line.get("p", ()):
                found.nouns.setdefault(key(word), []).append((entry, "participle"))
    if faults:
        raise LexiconError("event_triggers.yml", faults)
    return found


@lru_cache(maxsize=100_000)
def readings(folded: str, marbuta: bool) -> tuple[Reading, ...]:
    """The ways to read a folded word as a trigger; `marbuta` where its last letter is written ة (then no pronoun)."""
    table = index()
    found: list[Reading] = []
    for prefix, conjunction, preposition, article in _PREFIXES:
        if not folded.startswith(prefix):
            continue
        stem = folded[len(prefix) :]
        if not article and preposition in ("", "ل"):
            found += [
                Reading(entry, "verb", form, conjunction, preposition, pronoun=form.pronoun)
                for entry, form in table.verbs.get(stem, ())
                if not (preposition and form.tense == "past") and not (marbuta and form.pronoun)
            ]
        found += [
            Reading(entry, kind, None, conjunction, preposition, article or (kind == "participle" and stem.startswith("ال")))
            for entry, kind in table.nouns.get(stem, ())
        ]
        if not article and not marbuta:
            found += _with_suffix(stem, conjunction, preposition, table)
        if found:
            return tuple(found)
    for prefix in ("س", "وس", "فس"):
        if folded.startswith(prefix):
            found += [
                Reading(entry, "verb", form, len(prefix) > 1, future=True, pronoun=form.pronoun)
                for entry, form in table.verbs.get(folded[len(prefix) :], ())
                if form.tense == "present"
            ]
    return tuple(found)


def _with_suffix(stem: str, conjunction: bool, preposition: str, table: Index) -> list[Reading]:
    """Nouns with a possessive pronoun (هجومه, اجتماعهم, حملتها) or the ending of an indefinite object (انسحابا)."""
    for pronoun in sorted(PRONOUNS, key=len, reverse=True):
        if not stem.endswith(pronoun) or len(stem) - len(pronoun) < 3:
            continue
        base = stem[: -len(pronoun)]
        for noun in (base, _without_pronoun(base)):
            if noun in table.nouns:
                return [Reading(entry, kind, None, conjunction, preposition, pronoun=True) for entry, kind in table.nouns[noun]]
    if stem.endswith("ا") and len(stem) > 4 and stem not in words("adverbial"):
        base = stem[:-1]  # وجه تهديدا, أعلن انسحابا: an indefinite object
        if any(kind == "noun" for _, kind in table.nouns.get(base, ())):
            return [Reading(entry, kind, None, conjunction, preposition) for entry, kind in table.nouns[base]]
    return []


def _without_pronoun(base: str) -> str:
    """How the last letter is written with nothing behind it: حملت(ها) → حملة, لقائ(ه) and لقاؤ(ه) → لقاء."""
    if base.endswith("ت"):
        return base[:-1] + "ه"
    return base[:-1] + "ء" if base.endswith(("اي", "او")) else base
