"""The small words of `event_grammar.yml`, folded, and what other lexicons give the event rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from musnad.annotations.events.inflection import VerbForm, verb_forms
from musnad.lexicons import load
from musnad.script import fold


def key(word: str) -> str:
    """The folded form under which a word is looked up."""
    return fold(word).text


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
