"""What one report calls one name: the mentions tied together inside the report, before anything is compared across reports."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from musnad.knowledge import authority, namesakes
from musnad.knowledge.corpus import Corpus, Indexed
from musnad.knowledge.names import any_states_body, folded, person_parts, place_core, tight
from musnad.knowledge.packing import in_rows
from musnad.knowledge.resolution.countries import Countries
from musnad.knowledge.resolution.fathers import son_of
from musnad.records import Grounding, Mention

AT_HOME = frozenset({"political_body", "government_body", "council", "sports_club", "educational_body", "armed_forces"})
"""Kinds of bodies that work in their own country."""
_BRACKETED = re.compile(r"\s+\(\s*\w{2,12}\s*\)$")
"""A short form that stands in brackets behind the full name and was taken into it."""
_PLACE_CLASSES = {
    "country": "country", "governorate": "governorate", "region": "region", "countryside": "countryside",
    "town": "settlement", "village": "settlement", "district": "settlement",
    "facility": "facility", "border_crossing": "facility",
}  # fmt: skip
"""A governorate, its countryside and its chief town are three entities, also where they share a name."""


@in_rows
@dataclass
class Unit:
    """Mentions of one report that name the same, by antecedent or by the same name."""

    number: int
    document: str
    mentions: list[Mention] = field(default_factory=list)
    told: frozenset[str] = frozenset()
    """Of a body: countries that its names or the adjectives behind them say."""
    placed: frozenset[str] = frozenset()
    """Of a body: countries of the places that it is said to be in."""
    grounding: Grounding | None = None
    """Of a place: what its report takes it for."""
    denied: frozenset[str] = frozenset()
    """Ids in the lists that bear its name and are not meant."""
    alone: bool = False
    """Of a person: called by one word, which no fuller name of the report holds."""
    around: frozenset[str] = frozenset()
    """Of a place: the country and what holds it, as far as its report tells."""
    apart: str | None = None
    """Of a place whose name the reports use of several places: which of them."""

    @cached_property
    def type(self) -> str:
        """PER, ORG, LOC or EVT, after the first mention."""
        return self.mentions[0].type

    @cached_property
    def named(self) -> list[Mention]:
        """The mentions that carry a name."""
        return [mention for mention in self.mentions if not mention.nominal]

    @property
    def names(self) -> Counter[str]:
        """Folded names with how often each stands here."""
        return Counter(folded(_BRACKETED.sub("", mention.name)) for mention in self.named or self.mentions[:1])

    @cached_property
    def fullest(self) -> str:
        """The longest of the folded names."""
        names = self.names
        return max(names, key=lambda name: (self._length(name), names[name], name))

    def _length(self, name: str) -> int:
        return len(person_parts(name)) if self.type == "PER" else len(name.split())

    @property
    def authorities(self) -> frozenset[str]:
        """Ids in the lists, where what the report says of the name allows them (`resolution/listing.py`)."""
        return self.claimed - self.denied if self.denied else self.claimed

    @cached_property
    def claimed(self) -> frozenset[str]:
        """Ids in the lists that the annotator gave; places only where the kind of place agrees."""
        found = Counter(value for mention in self.named for key, value in mention.because if key == "authority")
        if self.type == "LOC":
            return frozenset()
        if not found and self.type == "ORG" and (known := authority.organisation_ids().get(folded(self.fullest))):
            found[known] = 1
        if not found and self.type == "PER" and (known := authority.person_ids().get(person_parts(self.fullest))):
            found[known] = 1
        if not found and self.alone and (known := authority.short_person_ids().get(self.fullest)):
            found[known] = 1
        if not found and _is_outlet(self) and (known := authority.outlet_ids().get(folded(self.fullest))):
            found[known] = 1
        best = min(found, key=lambda value: (-found[value], value), default=None)
        return frozenset([best]) if best else frozenset()

    def of_its_country(self, listed: str) -> bool:
        """False where its own words tell another country than that of the listed namesake (حزب الأمة الكويتي)."""
        entry = authority.listed().get(listed)
        # Reporters call an agency by where they read it (رويترز الأمريكية): there is only the one.
        return entry is None or entry.agency or entry.country is None or not self.told or entry.country in self.told

    @cached_property
    def place_authority(self) -> str | None:
        """The list entry that the annotator took it for, where no step asked which of its namesakes is meant."""
        if self.grounding:
            return self.grounding.place
        found = Counter(value for mention in self.named for key, value in mention.because if key == "authority")
        return min(found, key=lambda value: (-found[value], value)) if found else None

    @cached_property
    def place_class(self) -> str:
        """`settlement`, `governorate`, `countryside`... or `place` where nothing says."""
        return place_class(self.mentions[0])

    @property
    def across(self) -> tuple[str, ...] | None:
        """What all units of this one full name share, namesakes among them; None for a short name of a person, and for places."""
        if self.type == "PER":
            parts = person_parts(self.fullest)
            return parts if len(parts) > 1 else None
        return (tight(self.fullest),) if self.type in ("ORG", "EVT") else None

    @property
    def identity(self) -> tuple[str, ...]:
        """Units of this same key are one entity, whatever the report; short person names hold for their report only."""
        if self.type == "PER":
            parts = person_parts(self.fullest)
            return ("PER", *parts) if len(parts) > 1 else ("PER", *parts, self.document)
        if self.type == "LOC":
            name = _place_name(self.named[0] if self.named else self.mentions[0])
            return ("LOC", self.place_class, f"{name} {self.apart}" if self.apart else name)
        if self.type == "ORG" and not self.authorities and any_states_body(self.fullest):
            return ("ORG", tight(self.fullest), self.document)
        return (self.type, tight(self.fullest))


def place_class(mention: Mention) -> str:
    """The class of a place mention by its words, its finer kind or the gazetteer."""
    if folded(mention.name).split()[:1] in (["ريف"], ["ريفي"], ["ارياف"], ["ريفا"]):
        return "countryside"
    if mention.subtype:
        return _PLACE_CLASSES.get(mention.subtype, mention.subtype)
    for key, value in mention.because:
        if key == "authority" and value in authority.listed():
            return _PLACE_CLASSES.get(authority.listed()[value].subtype or "", "place")
    return "place"


def _place_name(mention: Mention) -> str:
    """The usual name where the gazetteer knows the place (سورية → سوريا), else the name itself."""
    core = place_core(mention.name)
    for key, value in mention.because:
        if key == "authority" and value in authority.listed() and place_class(mention) in ("country", "region"):
            return place_core(authority.listed()[value].name)
    if place_class(mention) == "countryside" and not core.startswith("ريف"):
        return f"ريف{core}"
    return core


def _is_outlet(unit: Unit) -> bool:
    """True where the annotator took it for an outlet, by whatever means: its name may be an ordinary word (الوطن)."""
    return any(mention.subtype in ("media_outlet", "news_agency") for mention in unit.named)


def _stand_alone(of_a_report: Iterable[Unit]) -> None:
    """Mark who is called by one word that is in no fuller name: `الأسد` of a report that never says which."""
    called = [(unit, person_parts(unit.fullest)) for unit in of_a_report if unit.type == "PER"]
    fuller = {part for _, parts in called if len(parts) > 1 for part in parts}
    for unit, parts in called:
        unit.alone = len(parts) == 1 and parts[0] not in fuller


def units(corpus: Corpus, countries: Mapping[str, Countries]) -> list[Unit]:
    """All units, in document order inside each report; `countries`: what each report says of them."""
    found: list[Unit] = []
    for indexed in corpus.reports:
        first = len(found)
        groups: dict[str, list[Mention]] = defaultdict(list)
        located = namesakes.located(indexed)
        for mention in indexed.report.mentions:
            groups[_chain_root(indexed, mention, located)].append(mention)
        for root in sorted(groups, key=lambda root: (indexed.mentions[root].span.start, root)):
            ordered = sorted(groups[root], key=lambda mention: (mention.span.start, mention.span.end, mention.id))
            ordered.sort(key=lambda mention: mention.id != root)
            unit = Unit(len(found), indexed.id, ordered)
            if unit.type == "ORG":
                _tell(unit, countries[indexed.id])
            if unit.type == "LOC":
                unit.grounding = namesakes.grounding(indexed, unit.named)
                unit.around = namesakes.around(indexed, unit.named, unit.grounding, countries[indexed.id].leading)
            found.append(unit)
        _stand_alone(found[first:])
    places: dict[str, list[Unit]] = defaultdict(list)
    for unit in found:
        if unit.type == "LOC" and unit.place_class not in ("country", "countryside"):
            places[unit.identity[2]].append(unit)
    for _, namesake in sorted(places.items()):
        namesakes.tell_apart(namesake)
    return found


def _tell(unit: Unit, countries: Countries) -> None:
    """The countries of a body: by its words, by the place it is said to be in, by its report."""
    unit.told = frozenset().union(*(countries.told(mention) for mention in unit.named))
    placed = [place for mention in unit.named if (place := countries.placed(mention))]
    unit.placed = frozenset(place.country for place in placed if place.country)
    # A ministry in Baghdad is the Iraqi one; an armed group that the lists hold may be in Paris (جيش كذا).
    if not unit.told and any_states_body(unit.fullest) and not unit.claimed:
        unit.told = unit.placed


def _chain_root(indexed: Indexed, mention: Mention, located: Mapping[str, Sequence[Grounding]]) -> str:
    if mention.type == "LOC":
        other = namesakes.another(indexed.groundings.get(mention.id), located.get(tight(mention.name), ()))
        if other:
            return other
    seen = {mention.id}
    while mention.antecedent and mention.antecedent in indexed.mentions and mention.antecedent not in seen:
        fuller = indexed.mentions[mention.antecedent]
        if mention.type == "PER" and not mention.nominal and son_of(person_parts(fuller.name), person_parts(mention.name)):
            return mention.id
        mention = fuller
        seen.add(mention.id)
    return mention.id
