"""Entities: which mentions, in all reports, are one person, organisation, place or named event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from musnad.knowledge import acronyms, authority, features
from musnad.knowledge.clusters import Clusters
from musnad.knowledge.corpus import Corpus
from musnad.knowledge.judgements import Decisions
from musnad.knowledge.names import folded, headless, is_kunya, person_parts
from musnad.knowledge.namesakes import fitting
from musnad.knowledge.romanise import romanise
from musnad.knowledge.units import Unit, units
from musnad.records import Alias, Entity, Grounding, Mention, Reference, content_id

_RARE = 0.2
"""Share of the commonest spelling's count below which a spelling is not chosen to stand for the entity."""
_RANK = {"certain": 0, "likely": 1, "disputed": 2}


@dataclass
class Resolved:
    """The entities and where every mention went."""

    entities: tuple[Entity, ...]
    mention_entities: dict[str, str]
    by_id: dict[str, Entity] = field(init=False)

    def __post_init__(self) -> None:
        self.by_id = {entity.id: entity for entity in self.entities}


class _Resolution:
    """The work on one corpus, step by step."""

    def __init__(self, corpus: Corpus, decisions: Decisions) -> None:
        self.corpus = corpus
        self.units = units(corpus)
        self.of_mention = {f"{unit.document}/{mention.id}": unit.number for unit in self.units for mention in unit.mentions}
        self.decisions = decisions
        never = [
            (self.of_mention[one], self.of_mention[other])
            for one, other in decisions.not_same
            if one in self.of_mention and other in self.of_mention
        ]
        self.clusters = Clusters(len(self.units), {unit.number: unit.authorities for unit in self.units}, never)
        self.by_identity: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for unit in self.units:
            self.by_identity[unit.identity].append(unit.number)
        self.reasons: dict[int, tuple[str, str]] = {}
        """Unit → grade and reason of the join that brought it in, where it was not plain equality."""

    def run(self) -> Resolved:
        """All joins in order, surest first; what an analyst says of mentions stands before any rule looks."""
        for one, other in self.decisions.same:
            if one in self.of_mention and other in self.of_mention:
                self.clusters.join(self.of_mention[one], self.of_mention[other], forced=True)
        self._same_names()
        self._inside_reports([unit for unit in self.units if unit.type != "PER"])
        self._across([unit for unit in self.units if unit.type != "PER"])
        self._unclassed_places()
        self._contexts()
        self._acronyms()
        self._inside_reports([unit for unit in self.units if unit.type == "PER"])
        self._across([unit for unit in self.units if unit.type == "PER"])
        self._decided()
        return self._entities()

    def _decided(self) -> None:
        """Join what an analyst calls the same; an item may be the id of an entity that another decision makes."""
        waiting = list(self.decisions.same)
        while waiting:
            units_of = {**self.of_mention, **{entity_id: root for root, entity_id in self._ids().items()}}
            ready = [(one, other) for one, other in waiting if one in units_of and other in units_of]
            if not ready:
                return
            for one, other in ready:
                self.clusters.join(units_of[one], units_of[other], forced=True)
            waiting = [pair for pair in waiting if pair not in ready]

    def _groups(self) -> dict[int, list[Unit]]:
        groups: dict[int, list[Unit]] = defaultdict(list)
        for unit in self.units:
            groups[self.clusters.root(unit.number)].append(unit)
        # What a short form was taken for does not decide what the entity is.
        return {root: sorted(members, key=lambda unit: unit.type == "PER") for root, members in sorted(groups.items())}

    def _ids(self) -> dict[int, str]:
        """Group → entity id."""
        found: dict[int, str] = {}
        taken: set[str] = set()
        for root, members in self._groups().items():
            found[root] = _entity_id(members, self.clusters.authorities(root), taken)
            taken.add(found[root])
        return found

    def _same_names(self) -> None:
        """One authority id, or one full name, is one entity."""
        first: dict[tuple[str, ...], int] = {}
        for unit in self.units:
            for listed in sorted(unit.authorities):
                self.clusters.join(first.setdefault(("authority", unit.type, listed), unit.number), unit.number)
        for unit in self.units:
            # A listed and an unlisted mention of one name are one; two list entries of one name stay two.
            for key in [(*unit.identity, *sorted(unit.authorities)), unit.identity]:
                self.clusters.join(first.setdefault(key, unit.number), unit.number)

    def _inside_reports(self, members: Sequence[Unit]) -> None:
        """Short forms of one report join its fuller names."""
        by_report: dict[tuple[str, str], list[Unit]] = defaultdict(list)
        for unit in members:
            if features.TABLES[unit.type]:
                by_report[unit.document, unit.type].append(unit)
        pairs = (pair for group in by_report.values() for pair in combinations(_one_each(group), 2))
        self._join_pairs(pairs, "certain")

    def _across(self, members: Sequence[Unit]) -> None:
        """Names of different reports that share a block and enough features."""
        profiles: dict[tuple[str, ...], Unit] = {}
        for unit in members:
            if not features.TABLES[unit.type]:
                continue
            held = profiles.setdefault(unit.identity, _profile(unit))
            if held.mentions != unit.mentions[:1]:
                held.mentions += unit.mentions[:1]
            held.context |= unit.context
        blocks: dict[tuple[str, ...], dict[int, Unit]] = defaultdict(dict)
        for profile in profiles.values():
            for key in _blocks(profile):
                blocks[key][profile.number] = profile
        pairs = {
            (one.number, other.number): (one, other)
            for block in blocks.values()
            for one, other in combinations(block.values(), 2)
        }
        self._join_pairs((pairs[key] for key in sorted(pairs)), "likely")

    def _join_pairs(self, pairs: Iterable[tuple[Unit, Unit]], grade: str) -> None:
        """Join what scores enough, longest short forms first; a short form that fits two entities joins neither."""
        fits: dict[int, list[tuple[Unit, Unit, tuple[str, ...]]]] = defaultdict(list)
        for one, other in pairs:
            if self.clusters.together(one.number, other.number):
                continue
            score, why = features.compare(one, other)
            if score >= features.ENOUGH:
                short, full = sorted((one, other), key=lambda unit: (len(unit.fullest), unit.fullest, unit.number))
                fits[short.number].append((short, full, why))
        names = {number: found[0][0].fullest for number, found in fits.items()}
        for number in sorted(fits, key=lambda number: (-len(names[number].split()), names[number], number)):
            possible = [fit for fit in fits[number] if self.clusters.may_join(fit[0].number, fit[1].number)]
            if len({self.clusters.root(full.number) for _, full, _ in possible}) == 1:
                short, full, why = possible[0]
                self.clusters.join(short.number, full.number)
                joined = self.by_identity[short.identity] if grade == "likely" else [number]
                for unit in joined:
                    self.reasons.setdefault(unit, (grade, f"knowledge.{why[0]}"))

    def _acronyms(self) -> None:
        """`هيئة كذا (كذا)`: a short form that a report defines means its body in every report, also where taken for a person."""
        bodies = [unit for unit in self.units if unit.type == "ORG"]
        defined = acronyms.defined(self.corpus, bodies)
        alone: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            if unit.type in ("ORG", "PER") and " " not in unit.fullest and unit.fullest in defined:
                alone[unit.fullest].append(unit)
        for short, body in sorted(defined.items()):
            for unit in alone[short]:
                if self.clusters.join(unit.number, body):
                    self.reasons[unit.number] = ("certain", "knowledge.acronym_of_name")

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
                self.clusters.join(unclassed.number, others[0].number)

    def _contexts(self) -> None:
        """What persons are tied to: the organisations and states of their roles and relations."""
        for indexed in self.corpus.reports:
            ties = [(role.person, role.organization, role.state) for role in indexed.report.roles]
            ties += [(relation.subject, relation.object, None) for relation in indexed.report.relations]
            ties += [(relation.object, relation.subject, None) for relation in indexed.report.relations]
            for person, body, state in ties:
                number = self.of_mention.get(indexed.key(person))
                if number is None or self.units[number].type != "PER":
                    continue
                if body and (tied := self.of_mention.get(indexed.key(body))) is not None and self.units[tied].type != "PER":
                    self.units[number].context.add(f"unit {self.clusters.root(tied)}")
                if state:
                    self.units[number].context.add(f"state {state}")

    def _entities(self) -> Resolved:
        entities: list[Entity] = []
        mention_entities: dict[str, str] = {}
        ids = self._ids()
        for root, members in self._groups().items():
            entity_id = ids[root]
            entities.append(_entity(entity_id, members, self.corpus, self.reasons, self.clusters.authorities(root)))
            for unit in members:
                mention_entities.update({f"{unit.document}/{mention.id}": entity_id for mention in unit.mentions})
        ordered = tuple(sorted(entities, key=lambda entity: entity.id))
        return Resolved(ordered, dict(sorted(mention_entities.items())))


def resolve(corpus: Corpus, decisions: Decisions) -> Resolved:
    """The entities behind all mentions."""
    return _Resolution(corpus, decisions).run()


def _profile(unit: Unit) -> Unit:
    """A unit that stands for all units of its identity when names of different reports are compared."""
    profile = Unit(unit.number, f"profile {unit.number}", list(unit.mentions[:1]))
    # Its own identity is that of the units it stands for, also where their report is part of it.
    profile.__dict__["identity"] = unit.identity
    return profile


def _one_each(group: Sequence[Unit]) -> list[Unit]:
    """One unit for each name of a report."""
    seen: dict[str, Unit] = {}
    for unit in group:
        seen.setdefault(unit.fullest, unit)
    return list(seen.values())


def _blocks(unit: Unit) -> Iterable[tuple[str, ...]]:
    """Keys under which a unit meets those it may be compared with; persons also need a shared context."""
    if unit.type == "PER":
        parts = person_parts(unit.fullest)
        keys = {parts[-1], parts[0], *(part for part in parts if is_kunya(part))}
        return [("PER", key, tie) for key in sorted(keys) for tie in sorted(unit.context)]
    words = unit.fullest.split()
    keys = {unit.fullest, headless(unit.fullest), " ".join(words[:2])}
    return [(unit.type, key) for key in sorted(keys) if key]


def _entity_id(members: Sequence[Unit], authorities: frozenset[str], taken: set[str]) -> str:
    """From type and name; a namesake of another entity also takes its first mention in."""
    kind = members[0].type
    if authorities:
        parts: tuple[str, ...] = (kind, "authority", min(authorities))
    elif kind == "LOC":
        parts = min((unit.identity for unit in members), key=lambda identity: (identity[1] == "place", identity))
    else:
        parts = (kind, _display_key(members))
        single = kind == "PER" and all(len(person_parts(unit.fullest)) == 1 for unit in members)
        parts = (*parts, members[0].document) if single else parts
    found = content_id("e", *parts)
    return found if found not in taken else content_id("e", *parts, members[0].document, members[0].mentions[0].id)


def _display_key(members: Sequence[Unit]) -> str:
    return folded(_display(members))


def _display(members: Sequence[Unit]) -> str:
    """The fullest name of persons and organisations, the commonest of places and events; as it is mostly spelt."""
    spellings = Counter(" ".join(mention.name.split()) for unit in members for mention in unit.named)
    if not spellings:
        return members[0].mentions[0].name
    if members[0].type == "PER":
        full = [name for name in spellings if len(person_parts(name)) > 1] or list(spellings)
        return min(_usual(full, spellings), key=lambda name: (-len(person_parts(name)), -spellings[name], name))
    if members[0].type == "ORG":
        return min(_usual(list(spellings), spellings), key=lambda name: (-len(name.split()), -spellings[name], name))
    return min(spellings, key=lambda name: (-spellings[name], -len(name), name))


def _usual(names: Sequence[str], spellings: Counter[str]) -> list[str]:
    """Spellings that are not rare beside the commonest: a single odd one (`فلان الفلاني ونظيره`) names nobody.

    One that is another with a stray lam or lost article before it (`لجيش الليبي`) gives way to that other.
    """
    known = set(names)
    names = [name for name in names if not {f"ا{name}", name.removeprefix("ل"), f"ال{name[1:]}"} & (known - {name})
             or not name.startswith("ل")] or list(names)  # fmt: skip
    least = max(spellings[name] for name in names) * _RARE
    return [name for name in names if spellings[name] >= least]


def _entity(
    entity_id: str, members: Sequence[Unit], corpus: Corpus, reasons: dict[int, tuple[str, str]], authorities: frozenset[str]
) -> Entity:
    place = _grounding(members)
    listed = authority.listed().get(min(authorities)) if authorities else authority.of_place(place) if place else _place(members)
    name = _display(members)
    subtypes = Counter(mention.subtype for unit in members for mention in unit.mentions if mention.subtype)
    name_en = listed.name_en if listed else None
    return Entity(
        id=entity_id,
        type=members[0].type,  # type: ignore[arg-type]
        name=name,
        name_en=name_en or romanise(name),
        romanised=name_en is None,
        subtype=min(
            subtypes,
            key=lambda subtype: (-subtypes[subtype], subtype),
            default=authority.kind_of(place) if place else None,
        ),
        authority=(listed.id or None) if listed else None,
        wikidata=listed.wikidata if listed else None,
        aliases=_aliases(members, corpus, reasons),
        references=tuple(sorted(
            (corpus[unit.document].cite(mention) for unit in members for mention in unit.mentions), key=_place_order
        )),
        latitude=listed.latitude if listed else None,
        longitude=listed.longitude if listed else None,
        country=listed.country if listed else None,
        within=place.parents if place else (),
        area=place.area if place and listed and listed.latitude is None else None,
    )  # fmt: skip


def _grounding(members: Sequence[Unit]) -> Grounding | None:
    """What most of the reports take a place for, of the kind that its name says."""
    found = [fitting(unit.grounding, unit.place_class) for unit in members if unit.type == "LOC" and unit.grounding]
    decided = [one for one in found if one is not None]
    counts = Counter(one.place for one in decided)
    return min(decided, key=lambda one: (-counts[one.place], -one.score, one.place or "", one.span.start), default=None)


def _place(members: Sequence[Unit]) -> authority.Listed | None:
    """The gazetteer's entry, where it is of the same kind of place."""
    found = Counter(
        unit.place_authority for unit in members if unit.type == "LOC" and unit.place_authority and not unit.grounding
    )
    for key in sorted(found, key=lambda key: (-found[key], key)):
        listed = authority.listed().get(key)
        if listed and any(_same_class(listed, unit) for unit in members):
            return listed
    return None


def _same_class(listed: authority.Listed, unit: Unit) -> bool:
    kinds = {"town": "settlement", "village": "settlement", "district": "settlement"}
    return unit.place_class in ("place", kinds.get(listed.subtype or "", listed.subtype))


def _place_order(reference: Reference) -> tuple[str, int, int, str]:
    return reference.document, reference.span.start, reference.span.end, reference.annotation or ""


def _aliases(members: Sequence[Unit], corpus: Corpus, reasons: dict[int, tuple[str, str]]) -> tuple[Alias, ...]:
    """Every spelling with its places; the grade is that of the surest mention."""
    places: dict[str, list[Reference]] = defaultdict(list)
    grades: dict[str, tuple[str, str]] = {}
    for unit in members:
        grade, because = reasons.get(unit.number, ("certain", _own_reason(unit)))
        for mention in unit.named:
            name = _spelling(mention)
            places[name].append(corpus[unit.document].cite(mention))
            if name not in grades or _RANK[grade] < _RANK[grades[name][0]]:
                grades[name] = (grade, because)
    ordered = sorted(places, key=lambda name: (-len(places[name]), name))
    return tuple(
        Alias(
            name=name, references=tuple(sorted(places[name], key=_place_order)),
            grade=grades[name][0], because=grades[name][1],  # type: ignore[arg-type]
        )
        for name in ordered
    )  # fmt: skip


def _own_reason(unit: Unit) -> str:
    if unit.authorities:
        return "knowledge.listed_name"
    return "knowledge.same_name"


def _spelling(mention: Mention) -> str:
    return " ".join(mention.name.split())
