"""A name that the lists hold is weighed, not believed: its report may show that a namesake of another trade or country is meant.

All mentions of one report that the annotator took for one entry stand or fall together. The weights are fitted by
training/resolution/fit.py (`listed` in weights.yml); a namesake of an entry keeps the entry's id out of its record.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from musnad.knowledge import authority
from musnad.knowledge.corpus import Corpus, Indexed
from musnad.knowledge.names import person_parts
from musnad.knowledge.resolution import callings, commonness, weights
from musnad.knowledge.resolution.countries import Countries, code_of, codes_in, country_of
from musnad.knowledge.units import Unit
from musnad.records import Mention, Role
from musnad.script import fold

_BEFORE, _BEHIND = 4, 3
"""Words before and behind a person's name in which an adjective of nationality is taken for his own."""
_STOP = re.compile(r"[.،؛:!؟\n]")
_ADJECTIVE = ("ي", "يه", "ون", "ين")
_PUBLIC = frozenset({"arms", "religion", "law", "media", "learning"})
"""Callings from which public figures come."""
_WORLDWIDE = frozenset({"company", "social_network", "international_body", "ngo"})
"""Kinds of bodies that are named everywhere without a word of where they are at home."""
_PLAIN_ROLES = frozenset({"professional", "researcher", "journalist", "director", "supervisor", "dean", "notable", "activist"})


@dataclass(frozen=True, slots=True)
class Claim:
    """That the units of one report mean one entry of the lists."""

    entry: authority.Listed
    units: tuple[Unit, ...]
    callings: frozenset[str]
    roles: frozenset[str]
    told: frozenset[str]
    """Countries that the words around the name tell: offices, adjectives."""
    spoken_of: frozenset[str]
    """Countries that the report speaks of at all."""
    leading: frozenset[str]
    """The country that the report is mostly about."""

    @property
    def fullest(self) -> str:
        """The fullest name."""
        return max((unit.fullest for unit in self.units), key=lambda name: (len(name.split()), name))


Observation = Callable[[Claim], float]


def told_at_home(claim: Claim) -> float:
    """The words around the name tell the entry's country."""
    return float(claim.entry.country is not None and claim.entry.country in claim.told)


def told_elsewhere(claim: Claim) -> float:
    """They tell another country, and not the entry's."""
    return float(claim.entry.country is not None and bool(claim.told) and claim.entry.country not in claim.told)


def placed_elsewhere(claim: Claim) -> float:
    """A body said to be in another country, which no word of its own tells."""
    placed = frozenset[str]().union(*(unit.placed for unit in claim.units))
    return float(claim.entry.country is not None and bool(placed) and claim.entry.country not in placed | claim.told)


def home_never_named(claim: Claim) -> float:
    """The report speaks of countries, and never of the entry's."""
    if claim.entry.country is None or claim.entry.subtype in _WORLDWIDE:
        return 0.0
    return float(bool(claim.spoken_of) and claim.entry.country not in claim.spoken_of)


def report_of_home(claim: Claim) -> float:
    """The report is mostly about the entry's country."""
    return float(claim.entry.country is not None and claim.entry.country in claim.leading)


def private_calling(claim: Claim) -> float:
    """A player, a singer, a dealer: no calling from which public figures come."""
    return float(bool(claim.callings) and not claim.callings & _PUBLIC)


def calling_without_office(claim: Claim) -> float:
    """Any calling beside the name, and no office of state, party or arms."""
    return float(bool(claim.callings) and not holds_office(claim))


def plain_role(claim: Claim) -> float:
    """Only such posts as public figures seldom hold: a head of a school, a researcher."""
    return float(bool(claim.roles) and claim.roles <= _PLAIN_ROLES)


def holds_office(claim: Claim) -> float:
    """An office such as public figures hold."""
    return float(bool(claim.roles - _PLAIN_ROLES))


def usual_name(claim: Claim) -> float:
    """A name that many persons have."""
    return commonness.usualness(person_parts(claim.fullest))


def everyday_words_elsewhere(claim: Claim) -> float:
    """A body's name of everyday words, in a report that never speaks of the entry's country."""
    return commonness.usual_words(tuple(claim.fullest.split())) if home_never_named(claim) else 0.0


OBSERVATIONS: dict[str, tuple[Observation, ...]] = {
    "PER": (
        told_at_home, told_elsewhere, home_never_named, report_of_home, private_calling, calling_without_office, plain_role,
        holds_office, usual_name,
    ),
    "ORG": (told_at_home, told_elsewhere, placed_elsewhere, home_never_named, report_of_home, everyday_words_elsewhere),
}  # fmt: skip


def observe(claim: Claim) -> dict[str, float]:
    """Every observation that holds, with its value."""
    values = {observation.__name__: observation(claim) for observation in OBSERVATIONS[claim.units[0].type]}
    return {name: value for name, value in values.items() if value}


def probability(claim: Claim) -> float:
    """That the entry is meant."""
    table = weights.listed(claim.units[0].type)
    return weights.probability(table["start"] + sum(table[name] * value for name, value in observe(claim).items()))


def weigh(corpus: Corpus, units: Sequence[Unit], countries: Mapping[str, Countries]) -> None:
    """Take the entry from the units that speak against it."""
    for unit in units:
        if unit.type == "ORG" and not all(map(unit.of_its_country, unit.claimed)):
            unit.denied = unit.claimed
    for claim in claims(corpus, units, countries):
        if probability(claim) < weights.enough_listed():
            for unit in claim.units:
                unit.denied = unit.claimed


def claims(corpus: Corpus, units: Sequence[Unit], countries: Mapping[str, Countries]) -> Iterator[Claim]:
    """What the annotator and the lists claim, report by report."""
    reports: dict[str, dict[tuple[str, str], list[Unit]]] = defaultdict(lambda: defaultdict(list))
    for unit in units:
        if unit.type in OBSERVATIONS:
            for listed in unit.authorities:
                reports[unit.document][unit.type, listed].append(unit)
    for document, found in reports.items():
        indexed = corpus[document]
        offices: dict[str, list[Role]] = defaultdict(list)
        for role in indexed.report.roles:
            offices[role.person].append(role)
        for (_, listed), members in found.items():
            if entry := authority.listed().get(listed):
                yield _claim(indexed, countries[document], entry, members, offices)


def _claim(
    indexed: Indexed, countries: Countries, entry: authority.Listed, members: Sequence[Unit], offices: Mapping[str, list[Role]]
) -> Claim:
    spoken_of, leading = frozenset(countries.said), countries.leading
    if members[0].type == "ORG":
        told = frozenset[str]().union(*(unit.told for unit in members))
        return Claim(entry, tuple(members), frozenset(), frozenset(), told, spoken_of, leading)
    roles = [role for unit in members for mention in unit.mentions for role in offices.get(mention.id, ())]
    told = frozenset(code for role in roles for code in _of_office(indexed, role)) | _beside(indexed, members)
    kinds = frozenset(role.role for role in roles if role.role)
    return Claim(entry, tuple(members), callings.of(indexed, _named(members)), kinds, told, spoken_of, leading)


def _named(members: Sequence[Unit]) -> list[Mention]:
    return [mention for unit in members for mention in unit.named]


def _of_office(indexed: Indexed, role: Role) -> Iterator[str]:
    """Countries of an office: by its words, its state, its body."""
    yield from sorted(codes_in(indexed.quote(role.title)))
    if role.state:
        yield role.state
    if body := indexed.mentions.get(role.organization or ""):
        yield from sorted(codes_in(body.name))
        if code := country_of(dict(body.because).get("authority", "")):
            yield code


def _beside(indexed: Indexed, members: Sequence[Unit]) -> frozenset[str]:
    """Countries of the adjectives of nationality that stand beside the name, with nothing between that ends the phrase."""
    found: set[str] = set()
    for mention in _named(members):
        before = _STOP.split(indexed.text[max(0, mention.span.start - 50) : mention.span.start])[-1].split()[-_BEFORE:]
        behind = _STOP.split(indexed.text[mention.span.end : mention.span.end + 40])[0].split()[:_BEHIND]
        words = [fold(word).text for word in (*before, *behind) if word.startswith("ال")]
        # `زار فلان السودان`: the name of a country beside a person is where he goes, the adjective is who he is.
        found |= {code for word in words if word.endswith(_ADJECTIVE) and (code := code_of(word))}
    return frozenset(found)
