"""The claim that a name of one report means an entry of the lists, with all that the report says for it and against it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from musnad.knowledge import authority
from musnad.knowledge.corpus import Corpus, Indexed
from musnad.knowledge.resolution import callings, scenes
from musnad.knowledge.resolution.countries import Countries, code_of, codes_in, country_of
from musnad.knowledge.resolution.scenes import Scene
from musnad.knowledge.units import Unit
from musnad.lexicons import load
from musnad.records import Mention, Role
from musnad.script import fold

TYPES = ("PER", "ORG")
_BEFORE, _BEHIND = 4, 3
"""Words before and behind a person's name in which an adjective of nationality is taken for his own."""
_STOP = re.compile(r"[.،؛:!؟\n]")
_ADJECTIVE = ("ي", "يه", "ون", "ين")
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Claim:
    """That the units of one report mean one entry of the lists."""

    entry: authority.Listed
    units: tuple[Unit, ...]
    callings: frozenset[str]
    roles: frozenset[str]
    told: frozenset[str]
    """Countries that the words around the name tell: offices, adjectives."""
    placed: frozenset[str]
    """Countries of the places that a body is said to be in."""
    spoken_of: frozenset[str]
    """Countries that the report speaks of at all."""
    leading: frozenset[str]
    """The country that the report is mostly about."""
    company: frozenset[str]
    """Countries of the other persons and bodies of the lists that the report names."""
    scene: Scene
    year: int | None
    """Year of the report."""

    @property
    def fullest(self) -> str:
        """The fullest name."""
        return max((unit.fullest for unit in self.units), key=lambda name: (len(name.split()), name))

    @property
    def all_told(self) -> frozenset[str]:
        """All countries that the report ties to the name or speaks of."""
        return self.spoken_of | self.told | self.placed

    @property
    def abroad(self) -> frozenset[str]:
        """Countries where the entry is met beside its own."""
        return _known("abroad").get(self._id, _NONE)

    @property
    def neighbours(self) -> frozenset[str]:
        """Countries whose news name bodies of the entry's country as a matter of course."""
        return _known("neighbours").get(self.entry.country or "", _NONE)

    @property
    def years(self) -> tuple[int, ...]:
        """The first and, where it is no more, the last year of the entry."""
        return _years().get(self._id, ())

    @property
    def _id(self) -> str:
        return self.entry.id.removeprefix("organisations:") if self.entry.id.startswith("organisations:") else ""


@cache
def _bodies() -> Any:
    return load("bodies", "musnad.knowledge.resolution")


@cache
def _known(section: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(codes) for name, codes in _bodies()[section].items()}


def branches_of(listed: str) -> frozenset[str]:
    """Countries that have a body of their own by the name of an entry."""
    return _known("branches").get(listed.removeprefix("organisations:"), _NONE)


@cache
def _years() -> dict[str, tuple[int, ...]]:
    return {name: tuple(years) for name, years in _bodies()["years"].items()}


def claims(corpus: Corpus, units: Sequence[Unit], countries: Mapping[str, Countries]) -> Iterator[Claim]:
    """What the annotator and the lists claim, report by report; not where a name's own words tell another country."""
    reports: dict[str, dict[tuple[str, str], list[Unit]]] = defaultdict(lambda: defaultdict(list))
    for unit in units:
        if unit.type in TYPES:
            for listed in unit.claimed if all(map(unit.of_its_country, unit.claimed)) else ():
                reports[unit.document][unit.type, listed].append(unit)
    for document, found in reports.items():
        indexed = corpus[document]
        offices: dict[str, list[Role]] = defaultdict(list)
        for role in indexed.report.roles:
            offices[role.person].append(role)
        homes = {listed: country_of(listed) for _, listed in found}
        for (_, listed), members in found.items():
            if entry := authority.listed().get(listed):
                company = frozenset(code for other, code in homes.items() if code and other != listed)
                yield _claim(indexed, countries[document], entry, members, offices, company)


def _claim(
    indexed: Indexed, countries: Countries, entry: authority.Listed, members: Sequence[Unit],
    offices: Mapping[str, list[Role]], company: frozenset[str],
) -> Claim:  # fmt: skip
    named = [mention for unit in members for mention in unit.named]
    spoken_of, leading, scene = frozenset(countries.said), countries.leading, scenes.of(indexed, named)
    published = indexed.published
    year = int(published[:4]) if published and published[:4].isdigit() else None
    if members[0].type == "ORG":
        told = _NONE.union(*(unit.told for unit in members))
        placed = _NONE.union(*(unit.placed for unit in members))
        return Claim(entry, tuple(members), _NONE, _NONE, told, placed, spoken_of, leading, company, scene, year)
    roles = [role for unit in members for mention in unit.mentions for role in offices.get(mention.id, ())]
    told = frozenset(code for role in roles for code in _of_office(indexed, role)) | _beside(indexed, named)
    kinds = frozenset(role.role for role in roles if role.role)
    did = callings.of(indexed, named)
    return Claim(entry, tuple(members), did, kinds, told, _NONE, spoken_of, leading, company, scene, year)


def _of_office(indexed: Indexed, role: Role) -> Iterator[str]:
    """Countries of an office: by its words, its state, its body."""
    yield from sorted(codes_in(indexed.quote(role.title)))
    if role.state:
        yield role.state
    if body := indexed.mentions.get(role.organization or ""):
        yield from sorted(codes_in(body.name))
        if code := country_of(dict(body.because).get("authority", "")):
            yield code


def _beside(indexed: Indexed, named: Sequence[Mention]) -> frozenset[str]:
    """Countries of the adjectives of nationality that stand beside the name, with nothing between that ends the phrase."""
    found: set[str] = set()
    for mention in named:
        before = _STOP.split(indexed.text[max(0, mention.span.start - 50) : mention.span.start])[-1].split()[-_BEFORE:]
        behind = _STOP.split(indexed.text[mention.span.end : mention.span.end + 40])[0].split()[:_BEHIND]
        words = [fold(word).text for word in (*before, *behind) if word.startswith("ال")]
        # `زار فلان السودان`: the name of a country beside a person is where he goes, the adjective is who he is.
        found |= {code for word in words if word.endswith(_ADJECTIVE) and (code := code_of(word))}
    return frozenset(found)
