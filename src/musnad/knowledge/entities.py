"""Entities: which mentions, in all reports, are one person, organisation, place or named event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from musnad.knowledge import acronyms
from musnad.knowledge.clusters import Clusters
from musnad.knowledge.corpus import Corpus
from musnad.knowledge.judgements import Decisions
from musnad.knowledge.names import tight
from musnad.knowledge.packing import Pool, packed
from musnad.knowledge.resolution import kin, listing
from musnad.knowledge.resolution.composing import Reason, entity, entity_id
from musnad.knowledge.resolution.countries import Countries
from musnad.knowledge.resolution.joining import Join, Joining
from musnad.knowledge.resolution.profiles import Profiles
from musnad.knowledge.units import Unit, units
from musnad.records import Entity


@dataclass
class Resolved:
    """The entities and where every mention went."""

    entities: tuple[Entity, ...]
    mention_entities: dict[str, str]
    by_id: dict[str, Entity] = field(init=False)

    def __post_init__(self) -> None:
        self.by_id = {entity.id: entity for entity in self.entities}


class Resolution:
    """The work on one corpus, step by step; afterwards it can say why (`resolution/telling.py`)."""

    def __init__(self, corpus: Corpus, decisions: Decisions) -> None:
        self.corpus = corpus
        self.decisions = decisions
        countries = self.countries = {indexed.id: Countries(indexed) for indexed in corpus.reports}
        self.units = units(corpus, countries)
        self.of_mention = {f"{unit.document}/{mention.id}": unit.number for unit in self.units for mention in unit.mentions}
        listing.weigh(corpus, self.units, countries)
        never = [
            (self.of_mention[one], self.of_mention[other])
            for one, other in [*decisions.not_same, *self._told_apart()]
            if one in self.of_mention and other in self.of_mention
        ]
        self.clusters = Clusters(len(self.units), {unit.number: unit.authorities for unit in self.units}, never)
        self.profiles = Profiles(corpus, self.units, self.of_mention, countries)
        self.joining = Joining(self.units, self.profiles, self.clusters)

    def run(self) -> Resolved:
        """All joins in order, surest first; bodies and places before the persons whose offices they tell."""
        self._judged_mentions()
        self.prepare()
        self.joining.inside(("ORG", "LOC", "EVT"))
        self._acronyms()
        for kind in ("ORG", "EVT"):
            self.joining.same_names(kind)
        for kind in ("ORG", "EVT", "LOC"):
            self.joining.across(kind)
        self._unclassed_places()
        self.profiles.rename(self._names_of_bodies())
        self.joining.inside(("PER",))
        self.joining.same_names("PER")
        self.joining.across("PER")
        self._decided()
        return self._entities()

    def prepare(self) -> None:
        """What the lists and the names of places decide by themselves."""
        first: dict[tuple[str, ...], int] = {}
        for unit in self.units:
            for listed in sorted(unit.authorities):
                place = first.setdefault((unit.type, listed), unit.number)
                self.joining.join(place, unit.number, "knowledge.listed_name")
        for unit in self.units:
            if unit.type == "LOC":
                self.joining.join(first.setdefault(unit.identity, unit.number), unit.number, "knowledge.same_name")

    def _told_apart(self) -> list[tuple[str, str]]:
        """A body and what it was renamed to or merged into are told as two, and so are father and son."""
        kin_of = [(indexed.key(one), indexed.key(other)) for indexed in self.corpus.reports for one, other in kin.apart(indexed)]
        return kin_of + [
            (indexed.key(relation.subject), indexed.key(relation.object))
            for indexed in self.corpus.reports
            for relation in indexed.report.relations
            if relation.predicate in ("renamed_to", "merged_into")
        ]

    def _acronyms(self) -> None:
        """`هيئة كذا (كذا)`: a short form that a report defines means its body in every report, also where taken for a person."""
        bodies = [unit for unit in self.units if unit.type == "ORG"]
        defined = acronyms.defined(self.corpus, bodies)
        for unit in self.units:
            if unit.type in ("ORG", "PER") and unit.fullest in defined:
                self.joining.join(defined[unit.fullest], unit.number, "knowledge.acronym_of_name")

    def _unclassed_places(self) -> None:
        """A place of which nothing says what kind it is goes with its only namesake."""
        namesakes: dict[str, dict[tuple[str, ...], Unit]] = defaultdict(dict)
        for unit in self.units:
            if unit.type == "LOC":
                namesakes[unit.identity[2]].setdefault(unit.identity, unit)
        for name in sorted(namesakes):
            unclassed = namesakes[name].get(("LOC", "place", name))
            others = [unit for identity, unit in sorted(namesakes[name].items()) if identity[1] not in ("place", "countryside")]
            if unclassed and len(others) == 1:
                self.joining.join(others[0].number, unclassed.number, "knowledge.same_name")

    def _names_of_bodies(self) -> Mapping[str, str]:
        """Key of a body's name → the one key that stands for all names of its entity; names of two bodies stay as they are."""
        groups: dict[int, set[str]] = defaultdict(set)
        homes: dict[str, set[int]] = defaultdict(set)
        for unit in self.units:
            if unit.type == "ORG":
                groups[self.clusters.root(unit.number)].add(self.profiles.key(unit.number))
                homes[self.profiles.key(unit.number)].add(self.clusters.root(unit.number))
        return {key: min(groups[next(iter(roots))]) for key, roots in homes.items() if len(roots) == 1}

    def _judged_mentions(self) -> None:
        """What an analyst says of mentions stands before any rule looks, so that no rule's join can rule it out."""
        for one, other in self.decisions.same:
            if one in self.of_mention and other in self.of_mention:
                self.joining.join(self.of_mention[one], self.of_mention[other], "knowledge.judged_same", forced=True)

    def _decided(self) -> None:
        """Join what an analyst calls the same; an item may be the id of an entity that another decision makes."""
        waiting = list(self.decisions.same)
        while waiting:
            units_of = {**self.of_mention, **{entity_id: root for root, entity_id in self._ids().items()}}
            ready = [(one, other) for one, other in waiting if one in units_of and other in units_of]
            if not ready:
                return
            for one, other in ready:
                self.joining.join(units_of[one], units_of[other], "knowledge.judged_same", forced=True)
            waiting = [pair for pair in waiting if pair not in ready]

    def groups(self) -> dict[int, list[Unit]]:
        """The units of every entity by the first of them."""
        found: dict[int, list[Unit]] = defaultdict(list)
        for unit in self.units:
            found[self.clusters.root(unit.number)].append(unit)
        # What a short form was taken for does not decide what the entity is.
        return {root: sorted(members, key=lambda unit: unit.type == "PER") for root, members in sorted(found.items())}

    def _ids(self) -> dict[int, str]:
        """Group → entity id."""
        found: dict[int, str] = {}
        taken: set[str] = set()
        for root, members in self.groups().items():
            found[root] = entity_id(members, self.clusters.authorities(root), taken)
            taken.add(found[root])
        return found

    @cached_property
    def ids(self) -> dict[int, str]:
        """Group → entity id, once the work is done."""
        return self._ids()

    def _entities(self) -> Resolved:
        entities: list[Entity] = []
        home: dict[int, str] = {}
        named, pool = self._reasons(), Pool()
        for root, members in self.groups().items():
            own = self.ids[root]
            entities.append(packed(entity(own, members, self.corpus, named, self.clusters.authorities(root)), pool))
            for unit in members:
                home[unit.number] = own
        ordered = tuple(sorted(entities, key=lambda entity: entity.id))
        # The keys of mentions are those made at the beginning: millions of texts, once.
        return Resolved(ordered, {key: home[unit] for key, unit in sorted(self.of_mention.items())})

    def _reasons(self) -> dict[int, Reason]:
        """Unit → why it bears the entity's name, where it is not plain equality."""
        bearers: dict[tuple[str, str], set[int]] = defaultdict(set)
        for unit in self.units:
            if unit.type in ("PER", "ORG"):
                bearers[unit.type, tight(unit.fullest)].add(self.clusters.root(unit.number))
        found: dict[int, Reason] = {}
        for join in self.joining.joins:
            for number in self.joining.members(join):
                if number not in found and (reason := self._reason(join, number, bearers)):
                    found[number] = reason
        return found

    def _reason(self, join: Join, number: int, bearers: Mapping[tuple[str, str], set[int]]) -> Reason | None:
        """The grade of one joined name: likely where it was weighed, disputed where it may mean others as well."""
        unit, root = self.units[number], self.clusters.root(number)
        if join.grade == "certain" and join.rule in ("knowledge.same_name", "knowledge.listed_name"):
            return None
        others = {self.clusters.root(rival) for rival in self.joining.rivals.get(join.other, ())}
        others |= bearers.get((unit.type, tight(unit.fullest)), set()) if join.grade == "likely" else set()
        rivals = tuple(sorted(self.ids[other] for other in others - {root}))
        grade = "disputed" if rivals and join.grade == "likely" else join.grade
        return Reason(grade, join.rule, join.evidence.score if join.evidence else 1.0, rivals)


def resolve(corpus: Corpus, decisions: Decisions) -> Resolved:
    """The entities behind all mentions."""
    return Resolution(corpus, decisions).run()
