"""A name that the lists hold is weighed, not believed: its report may show that a namesake of another trade or country is meant.

All mentions of one report that the annotator took for one entry stand or fall together (`claims.py`). The weights are fitted by
training/resolution/fit.py (`listed` in weights.yml); a namesake of an entry keeps the entry's id out of its record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from musnad.knowledge.corpus import Corpus
from musnad.knowledge.names import person_parts
from musnad.knowledge.resolution import commonness, weights
from musnad.knowledge.resolution.callings import PLAIN_ROLES
from musnad.knowledge.resolution.claims import Claim, branches_of, claims
from musnad.knowledge.resolution.countries import Countries
from musnad.knowledge.units import AT_HOME, Unit

_PUBLIC = frozenset({"arms", "religion", "law", "media", "learning"})
"""Callings from which public figures come."""
_WORLDWIDE = frozenset({"company", "social_network", "international_body", "ngo"})
"""Kinds of bodies that are named everywhere without a word of where they are at home."""
_FEW = 2
"""Words of a scene at which it counts in full."""
_LONG_AFTER = 6
"""Years after a body's end in which it is still in the news."""

Observation = Callable[[Claim], float]


@dataclass(frozen=True, slots=True)
class Weighing:
    """One claim weighed."""

    claim: Claim
    held: tuple[tuple[str, float, float], ...]
    """Observation, its value, and what it adds to the log-odds."""
    start: float

    @property
    def score(self) -> float:
        """Probability that the entry is meant."""
        return weights.probability(self.start + sum(adds for _, _, adds in self.held))

    @property
    def meant(self) -> bool:
        """True where the name keeps the entry."""
        return self.score >= weights.enough_listed()


def told_at_home(claim: Claim) -> float:
    """The words around the name tell the entry's country."""
    return float(claim.entry.country is not None and claim.entry.country in claim.told)


def told_elsewhere(claim: Claim) -> float:
    """They tell another country, and not the entry's."""
    return float(claim.entry.country is not None and bool(claim.told) and claim.entry.country not in claim.told)


def placed_elsewhere(claim: Claim) -> float:
    """A body said to be in another country, which no word of its own tells."""
    return float(claim.entry.country is not None and bool(claim.placed) and claim.entry.country not in claim.placed | claim.told)


def home_never_named(claim: Claim) -> float:
    """The report speaks of countries, and never of the entry's."""
    if claim.entry.country is None or claim.entry.subtype in _WORLDWIDE or claim.entry.id.startswith("outlets:"):
        return 0.0
    return float(bool(claim.all_told) and claim.entry.country not in claim.all_told)


def known_there(claim: Claim) -> float:
    """The report never speaks of the entry's country, but of one where the entry is met as well: its exile, its front abroad."""
    return float(bool(home_never_named(claim) and claim.all_told & claim.abroad))


def next_door(claim: Claim) -> float:
    """It speaks of a country whose news name bodies of the entry's country as a matter of course."""
    return float(bool(home_never_named(claim) and not known_there(claim) and claim.all_told & claim.neighbours))


def home_body_elsewhere(claim: Claim) -> float:
    """A party, council or ministry, which works at home, in a report that never speaks of the entry's country."""
    return float(bool(home_never_named(claim)) and claim.entry.subtype in AT_HOME)


def its_people_elsewhere(claim: Claim) -> float:
    """Its leaders or members are told to be of another country (قائدها اليمني)."""
    people = claim.scene.its_people
    return float(bool(people) and claim.entry.country is not None and claim.entry.country not in people)


def as_guest(claim: Claim) -> float:
    """Never a word of the entry's country, but words of talks, sanctions, courts: what is said of a body abroad."""
    return min(1.0, claim.scene.guest / _FEW) if home_never_named(claim) else 0.0


def company_of_home(claim: Claim) -> float:
    """Another person or body of the lists, of the entry's country, is named in the report."""
    return float(claim.entry.country is not None and claim.entry.country in claim.company)


def near_elsewhere(claim: Claim) -> float:
    """The report speaks of the entry's country, the sentences around the name of another only."""
    near = claim.scene.near
    return float(bool(near) and claim.entry.country in claim.all_told and claim.entry.country not in near | claim.told)


def report_of_home(claim: Claim) -> float:
    """The report is mostly about the entry's country."""
    return float(claim.entry.country is not None and claim.entry.country in claim.leading)


def before_its_time(claim: Claim) -> float:
    """The report is older than the body."""
    return float(bool(claim.years) and claim.year is not None and claim.year < claim.years[0])


def long_after_its_end(claim: Claim) -> float:
    """The report is of many years after the body's end."""
    return float(len(claim.years) > 1 and claim.year is not None and claim.year > claim.years[1] + _LONG_AFTER)


def private_calling(claim: Claim) -> float:
    """A player, a singer, a dealer: no calling from which public figures come."""
    return float(bool(claim.callings) and not claim.callings & _PUBLIC)


def calling_without_office(claim: Claim) -> float:
    """Any calling beside the name, and no office of state, party or arms."""
    return float(bool(claim.callings) and not holds_office(claim))


def plain_role(claim: Claim) -> float:
    """Only such posts as public figures seldom hold: a head of a school, a researcher."""
    return float(bool(claim.roles) and claim.roles <= PLAIN_ROLES)


def holds_office(claim: Claim) -> float:
    """An office such as public figures hold."""
    return float(bool(claim.roles - PLAIN_ROLES))


def private_matter(claim: Claim) -> float:
    """The sentences around the name are about sport, art, study, trade or household."""
    return min(1.0, claim.scene.private / _FEW)


def public_matter(claim: Claim) -> float:
    """They are about state, war, talks or parties."""
    return min(1.0, claim.scene.public / _FEW)


def usual_name(claim: Claim) -> float:
    """A name that many persons have."""
    return commonness.usualness(person_parts(claim.fullest))


def single_name(claim: Claim) -> float:
    """A single name, which the lists give to their best-known bearer."""
    return float(len(person_parts(claim.fullest)) == 1)


def nothing_public(claim: Claim) -> float:
    """No office, and not a word of public affairs around the name."""
    return float(not holds_office(claim) and not claim.scene.public)


def everyday_words_elsewhere(claim: Claim) -> float:
    """A body's name of everyday words, in a report that never speaks of the entry's country."""
    return commonness.usual_words(tuple(claim.fullest.split())) if home_never_named(claim) else 0.0


OBSERVATIONS: dict[str, tuple[Observation, ...]] = {
    "PER": (
        told_at_home, told_elsewhere, home_never_named, report_of_home, company_of_home, private_calling, calling_without_office,
        plain_role, holds_office, private_matter, public_matter, usual_name,
        single_name, nothing_public,
    ),
    "ORG": (
        told_at_home, told_elsewhere, placed_elsewhere, its_people_elsewhere, home_never_named, home_body_elsewhere, known_there,
        next_door, as_guest, near_elsewhere, report_of_home, company_of_home, before_its_time, long_after_its_end,
        everyday_words_elsewhere,
    ),
}  # fmt: skip


def observe(claim: Claim) -> dict[str, float]:
    """Every observation that holds, with its value."""
    values = {observation.__name__: observation(claim) for observation in OBSERVATIONS[claim.units[0].type]}
    return {name: value for name, value in values.items() if value}


def weighing(claim: Claim) -> Weighing:
    """The claim with what speaks for it and against it."""
    table = weights.listed(claim.units[0].type)
    held = tuple((name, value, round(value * table[name], 3)) for name, value in observe(claim).items())
    return Weighing(claim, held, table["start"])


def _of_a_branch(unit: Unit, listed: str) -> bool:
    """`جماعة الإخوان المسلمين في سوريا`: a country has a body of its own by this name, and the report means that."""
    return bool((unit.told | unit.placed) & branches_of(listed))


def weigh(corpus: Corpus, units: Sequence[Unit], countries: Mapping[str, Countries]) -> None:
    """Take the entry from the units that speak against it."""
    for unit in units:
        if unit.type == "ORG" and not all(map(unit.of_its_country, unit.claimed)):
            unit.denied = unit.claimed
        if unit.type == "ORG" and any(_of_a_branch(unit, listed) for listed in unit.claimed):
            unit.denied = unit.claimed
    for claim in claims(corpus, units, countries):
        if not weighing(claim).meant:
            for unit in claim.units:
                unit.denied = unit.claimed
