"""Which place lies in which: from what the reports say, from names (ريف حماة lies in حماة) and from the lists' countries."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

from musnad.knowledge.corpus import Corpus
from musnad.knowledge.entities import Resolved
from musnad.knowledge.names import place_core
from musnad.records import Entity

Relation = Literal["same", "contained", "unknown", "different"]

_WIDE = frozenset({"country", "region"})
_AREAS = frozenset({"governorate", "countryside", "district"})
_WIDTH = 2.0
"""Degrees, about 200 km: no place of a governorate lies further from its middle."""
_DEPTH = 5
"""Steps up from a place: village, district, countryside, governorate, country."""


class Geography:
    """Places of one case and what holds them."""

    def __init__(self, corpus: Corpus, resolved: Resolved) -> None:
        self.places = {entity.id: entity for entity in resolved.entities if entity.type == "LOC"}
        self.wide = {key for key, entity in self.places.items() if entity.subtype in _WIDE}
        self._parents: dict[str, set[str]] = defaultdict(set)
        for indexed in corpus.reports:
            for relation in indexed.report.relations:
                if relation.predicate == "located_in":
                    inner, outer = (
                        resolved.mention_entities.get(indexed.key(mention)) for mention in (relation.subject, relation.object)
                    )
                    if inner in self.places and outer in self.places and inner != outer:
                        self._parents[inner].add(outer)
        self._by_lists()
        self._by_names()
        self._above: dict[str, frozenset[str]] = {}

    def _by_lists(self) -> None:
        """What holds a place by the lists, where the case has it: the nearest such place."""
        listed = {entity.authority: key for key, entity in sorted(self.places.items(), reverse=True) if entity.authority}
        for key, entity in sorted(self.places.items()):
            outer = next((listed[one.id] for one in entity.within if listed.get(one.id, key) != key), None)
            if outer is not None:
                self._parents[key].add(outer)

    def _by_names(self) -> None:
        governorates: dict[str, str] = {}
        countries: dict[str, str] = {}
        for key, entity in sorted(self.places.items()):
            if entity.subtype == "governorate":
                governorates.setdefault(place_core(entity.name), key)
            elif entity.subtype == "country" and entity.country:
                countries.setdefault(entity.country, key)
        for key, entity in sorted(self.places.items()):
            words = entity.name.split()
            for length in range(len(words), 1, -1):
                # ريف دير الزور الشرقي → دير الزور
                outer = governorates.get(place_core(" ".join(words[1:length])))
                if _is_countryside(entity) and outer:
                    self._parents[key].add(outer)
            if entity.subtype != "country" and entity.country in countries:
                self._parents[key].add(countries[entity.country or ""])

    def above(self, place: str) -> frozenset[str]:
        """Every place that holds this one."""
        if place not in self._above:
            found: set[str] = set()
            edge = {place}
            for _ in range(_DEPTH):
                edge = {outer for inner in edge for outer in self._parents.get(inner, ())} - found - {place}
                found |= edge
            self._above[place] = frozenset(found)
        return self._above[place]

    def compare(self, one: str | None, other: str | None) -> Relation:
        """How two places of happenings stand to each other; what cannot be told is `unknown`."""
        if one is None or other is None:
            return "unknown"
        if one == other:
            return "unknown" if one in self.wide else "same"
        if one in self.above(other) or other in self.above(one):
            return "unknown" if {one, other} & self.wide else "contained"
        kinds = [self.places[place].subtype for place in (one, other)]
        if {one, other} & self.wide:
            return "different" if self._two_countries(one, other) else "unknown"
        if kinds.count("facility") + kinds.count("border_crossing") == 1:
            return "unknown"
        if any(kind in _AREAS for kind in kinds) and not self._far(one, other):
            return self._areas(one, other)
        return "different"

    def _areas(self, one: str, other: str) -> Relation:
        """A governorate or countryside beside another place: told apart by the governorates that hold them."""
        first, second = self._governorates(one), self._governorates(other)
        if first & second:
            countryside = any(_is_countryside(self.places[place]) for place in (one, other))
            return "contained" if countryside else "different"
        return "different" if first and second else "unknown"

    def _governorates(self, place: str) -> frozenset[str]:
        return frozenset(key for key in {place, *self.above(place)} if self.places[key].subtype == "governorate")

    def _far(self, one: str, other: str) -> bool:
        """Further apart than a governorate is wide, where the lists know both."""
        a, b = self.places[one], self.places[other]
        if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
            return False
        return abs(a.latitude - b.latitude) > _WIDTH or abs(a.longitude - b.longitude) > _WIDTH

    def _two_countries(self, one: str, other: str) -> bool:
        a, b = self.places[one].country, self.places[other].country
        return bool(a and b and a != b)


def _is_countryside(entity: Entity) -> bool:
    return entity.subtype == "countryside" or place_core(entity.name).startswith("ريف")
