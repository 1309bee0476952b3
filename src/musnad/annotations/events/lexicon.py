"""The triggers of `event_triggers.yml` and the small words of `event_grammar.yml`, folded and indexed by written form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Literal

from musnad.annotations.events.inflection import PRONOUNS, VerbForm, verb_forms
from musnad.errors import LexiconError
from musnad.lexicons import load
from musnad.script import fold

MENTION_TYPES = frozenset({"PER", "ORG", "LOC", "EVT"})
_KEYS = frozenset({"v", "n", "p", "f", "needs", "near", "not", "after", "past", "needs_quantity", "back", "behind", "lam"})


# Types whose nouns are counted in twos (غارتين, اتفاقان).
_COUNTABLE = frozenset({"attack", "shelling", "airstrike", "meeting", "protest", "agreement"})


def _duals(folded: str) -> tuple[str, ...]:
    """هجوم → هجومين، هجومان; غارة → غارتين، غارتان."""
    if folded.endswith(("ات", "ين", "ان", "ا")) or len(folded) < 4:
        return ()
    stem = folded[:-1] + "ت" if folded.endswith("ه") else folded
    return (stem + "ين", stem + "ان")


def key(word: str) -> str:
    """The folded form under which a word is looked up."""
    return fold(word).text


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
        elif name not in MENTION_TYPES and name != "PRONOUN":
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
        needs_mention=frozenset(needs) & MENTION_TYPES,
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


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that carries a happening named by a noun."""

    group: str
    form: VerbForm


@cache
def light_verbs() -> dict[str, LightVerb]:
    """Written form → light verb."""
    table: dict[str, LightVerb] = {}
    for group, citations in load("event_grammar")["light"].items():
        for citation in citations:
            for form in verb_forms(citation):
                table.setdefault(form.text, LightVerb(group, form))
    return table


@lru_cache(maxsize=100_000)
def light_verb(folded: str) -> LightVerb | None:
    """The light verb that a written word is, proclitics aside."""
    table = light_verbs()
    for prefix in ("", "و", "ف", "س", "وس", "فس", "ل"):
        if folded.startswith(prefix) and (found := table.get(folded[len(prefix) :])):
            return found
    return None


@cache
def words(name: str) -> frozenset[str]:
    """A word list of `event_grammar.yml`, folded."""
    return frozenset(key(str(word)) for word in load("event_grammar")[name])


@cache
def titles() -> frozenset[str]:
    """Words that stand before a person's name or open an office: the lists of events, of persons and of offices together."""
    persons = load("person_titles")
    written = [*persons["titles"], *persons["offices"], *load("offices")["offices"]]
    single = {key(str(word)) for word in written if " " not in str(word)}
    opening = {key(str(word).split()[0]) for word in load("offices")["offices"]}
    return words("offices") | ((single | opening) - words("no_titles"))


@cache
def prepositions() -> dict[str, str]:
    """Preposition of one or two words, folded → slot."""
    return {key(word): str(slot) for word, slot in load("event_grammar")["prepositions"].items()}


@cache
def resumptive_slots() -> dict[str, str]:
    """Preposition with the pronoun of what a clause describes, folded → slot (عليها → على)."""
    return {key(word): str(slot) for word, slot in load("event_grammar")["resumptive_slots"].items()}


@cache
def possessed_people() -> frozenset[str]:
    """Armed people with a possessive pronoun, folded: قواته, عناصرها, مسلحوها."""
    stems = [key(str(word)) for word in load("event_grammar")["possessed_stems"]]
    bases = {stem[:-1] + "ت" if stem.endswith("ه") else stem for stem in stems}
    return frozenset(base + pronoun for base in bases for pronoun in ("ه", "ها", "هم", "هما"))


@cache
def demonyms() -> dict[str, str]:
    """Adjective of a state in every form, folded → folded usual name of the state."""
    table: dict[str, str] = {}
    for adjective, state in load("nationalities").items():
        base, name = key(adjective), key(state["names"][0])
        for form in (base, base + "ه", base + "ين", base + "ان", base + "تين"):
            table[form] = table["ال" + form] = name
    return table


@cache
def state_names() -> frozenset[str]:
    """Folded names of states."""
    return frozenset(key(name) for state in load("nationalities").values() for name in state["names"])


@cache
def common_slots() -> dict[str, str]:
    """Slots that every trigger understands → role."""
    return {str(slot): str(role) for slot, role in load("event_grammar")["common_slots"].items()}


@cache
def counted() -> dict[str, str]:
    """Event type → what its quantity counts (people, fire, any)."""
    return {str(kind): str(what) for kind, what in load("event_grammar")["counted"].items()}


@cache
def words_raw(name: str) -> frozenset[str]:
    """A list of ids of `event_grammar.yml`, as written."""
    return frozenset(str(word) for word in load("event_grammar")[name])


@cache
def type_labels(kind: str) -> tuple[str, str]:
    """Arabic and English label of an event type."""
    labels = load("event_types", "musnad.ontology")[kind]
    return str(labels["ar"]), str(labels["en"])
