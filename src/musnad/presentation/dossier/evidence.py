"""What a case holds on one entity, looked up by the sections of a dossier: by id and report, never the case as a whole.

An entity that thousands of reports name has a dossier of those that name it most; it says so, and of how many it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from musnad.presentation.dossier.agreement import in_case
from musnad.presentation.dossier.holdings import Entities, Papers, Reading, Statements, of_reports, with_places
from musnad.presentation.dossier.sources import OPENING, Source
from musnad.records import Annotation, Contradiction, Entity, Event, Reference, Relation, Role, Statement
from musnad.script import search_key

if TYPE_CHECKING:
    from musnad.knowledge.store import Case


__all__ = ["MOST_REPORTS", "OPENING", "Evidence", "Office", "Source"]

MOST_REPORTS = 24
"""Reports of one dossier: what stands in more is a book; they cost a millisecond or two each."""
MOST_TELLINGS = 8
"""Reports of one happening that are read: a sentence that cites more outlets than these is a list."""
MOST_EVENTS = 60
"""Happenings of one dossier that are looked at: of more, those that most reports tell and that tell the most."""
MOST_CITED = 6
"""Reports that a sentence on a tie cites."""
WHOLE_REPORTS = 100
"""Reports of a dossier that is asked for as a whole, to be printed: it may take its time."""


def _chosen(case: Case, entity_id: str, most: int) -> frozenset[str] | None:
    """The reports of the dossier where the entity is named in too many: those that name it most; None: all of them."""
    if case.glance.head(entity_id).documents <= most:
        return None
    return frozenset(case.glance.telling_most(entity_id, most))


def _fullness(event: Event) -> tuple[int, int, str]:
    """Sorts happenings by how much is told of them: reports, then figures, place, parties."""
    told = len({one.document for one in event.tellings})
    return -told, -(bool(event.quantities) + bool(event.place) + bool(event.agents) + bool(event.others)), event.id


def _as_entity(event: Event) -> Entity:
    """A happening as the subject of a dossier: its tellings are its references."""
    return Entity(id=event.id, type="EVT", name=event.name, name_en=event.name_en, references=event.tellings)


def _words(name: str) -> frozenset[str]:
    """The words of a name, case endings of the plural aside."""
    return frozenset(search_key(in_case(name, nominative=True)).split(" "))


@dataclass(frozen=True)
class Office:
    """An office of a person as one report states it."""

    source: Source
    role: Role
    person: str
    organization: str | None
    title: str

    @property
    def reference(self) -> Reference:
        """Where it stands."""
        line = self.source.document.line_at(self.role.span.start).number
        return Reference(document=self.source.id, span=self.role.span, line=line, annotation=self.role.id)


class Evidence:
    """Everything the sections of one dossier look up."""

    def __init__(self, case: Case, entity_id: str, reading: Reading | None = None, *, whole: bool = False) -> None:
        happening = case.glance.events([entity_id]).get(entity_id)
        self._case, self.whole = case, whole
        self._most = WHOLE_REPORTS if whole else MOST_REPORTS
        self.within = _chosen(case, entity_id, self._most) if happening is None else None
        """The reports that the dossier is written of, where they are not all that name the entity."""
        self.entities, self.statements = Entities(case), Statements(case, self.within)
        self._papers = Papers(case, reading)
        self.event: str | None = happening.id if happening else None
        """Id of the happening, where the dossier is about one."""
        self._all = len({one.document for one in happening.tellings}) if happening else None
        self._own: frozenset[str] = frozenset()
        self.entity: Entity = self._subject(entity_id, happening)
        if happening is None:
            self.entities.keep(self.entity)
        self._own = frozenset(reference.document for reference in self.entity.references)
        self.passed_over: list[Event] = []
        """Happenings that are not looked at, where there are too many."""
        self.events: list[Event] = self._events(entity_id, happening)
        about = [entity_id, *(event.id for event in self.events)]
        self.contradictions: list[Contradiction] = self._kept(case.glance.contradictions_about(about))
        self.relations = sorted(case.relations(entity_id), key=lambda relation: relation.id) if happening is None else []
        self._odd: dict[str, bool] = {}
        self._look_ahead()

    @cached_property
    def naming(self) -> int:
        """How many reports name the entity, those included that the dossier leaves aside."""
        return len(self._own) if self._all is None else self._all

    @cached_property
    def every_outlet(self) -> dict[str | None, int] | None:
        """Outlet → reports of all that name the entity; None where the dossier is written of all."""
        return None if self.within is None else dict(self._case.glance.outlets_of(self.entity.id))

    @cached_property
    def dated(self) -> list[str]:
        """Dates of the reports that name the entity, or the first and last of them, in order."""
        if self.within is None:
            return [source.published for source in self.sources if source.published]
        return [one for one in self._case.glance.ends_of(self.entity.id) if one]

    def _subject(self, entity_id: str, happening: Event | None) -> Entity:
        if happening is not None:
            return _as_entity(self._few_tellings(happening, self._most))
        if self.within is None:
            return self._case.entity(entity_id)
        head = self._case.glance.head(entity_id)
        self._all = head.documents
        return with_places(head, self._case.glance.namings(entity_id, self.within))

    def _events(self, entity_id: str, happening: Event | None) -> list[Event]:
        if happening is not None:
            return [self._few_tellings(happening, self._most)]
        glance = self._case.glance
        found = self._case.events(entity=entity_id) if self.within is None else glance.events_in(entity_id, self.within)
        ranked = sorted(found, key=_fullness)
        kept = ranked if self.whole else ranked[:MOST_EVENTS]
        self.passed_over = ranked[len(kept) :]
        self._papers.fetch(telling.document for event in kept for telling in event.tellings)
        return [self._few_tellings(event, MOST_TELLINGS) for event in sorted(kept, key=lambda event: event.id)]

    def _few_tellings(self, event: Event, most: int) -> Event:
        """The happening with as many of its reports as a dossier cites, those of the dossier and of different outlets first."""
        return of_reports(event, self._papers.by_outlet(telling.document for telling in event.tellings), self._own, most)

    def few(self, references: Iterable[Reference], most: int = MOST_CITED) -> list[Reference]:
        """As many places as a sentence cites: of the dossier's own reports and of different outlets first."""
        listed = list(references)
        ranked = self._papers.by_outlet(reference.document for reference in listed)
        chosen = [*(one for one in ranked if one in self._own), *(one for one in ranked if one not in self._own)][:most]
        return [reference for reference in listed if reference.document in chosen]

    def _kept(self, contradictions: list[Contradiction]) -> list[Contradiction]:
        """Contradictions in the reports that the dossier is written of."""
        if self.within is None:
            return contradictions
        return [one for one in contradictions if all(value.reference.document in self.within for value in one.values)]

    def _look_ahead(self) -> None:
        """Fetch in a few questions what the sections are sure to ask for."""
        documents = [*self._own, *(telling.document for event in self.events for telling in event.tellings)]
        self._papers.fetch(documents)
        self._papers.fetch_mentions(documents)
        self._papers.fetch_stated(self._own)
        self._papers.read_ahead(self._own)
        ids = [i for event in self.events for i in (*event.agents, *event.others, event.place or "")]
        self.entities.fetch([*ids, *(i for one in self.relations for i in (one.subject, one.object))])
        self.statements.fetch(i for relation in self.relations for i in relation.statements)
        self._papers.fetch(one.reference.document for one in self.statements.known)

    def source(self, document: str) -> Source:
        """A report of the case."""
        return self._papers.source(document)

    @cached_property
    def sources(self) -> list[Source]:
        """The reports that mention the entity, oldest first."""
        documents = dict.fromkeys(reference.document for reference in self.entity.references)
        found = sorted((self.source(document) for document in documents), key=Source.order)
        self.entities.fetch(one for source in found for one in self._speaking(source))
        return found

    def _speaking(self, source: Source) -> Iterator[str]:
        """Who speaks or holds an office in a report."""
        report = source.report
        mentions = [one for role in report.roles for one in (role.person, role.organization)]
        mentions += [one for quotation in report.quotations for one in (quotation.source, *quotation.via)]
        for mention in mentions:
            if found := self.entity_of(source.id, mention):
                yield found

    @cached_property
    def company(self) -> list[Entity]:
        """Others that a dossier names beside the entity, in its events and relations."""
        ids = [i for event in self.events for i in (*event.agents, *event.others)]
        ids += [i for relation in self.relations for i in (relation.subject, relation.object)]
        return self.named(ids)

    def as_told(self, entity: Entity, documents: frozenset[str]) -> str | None:
        """The name under which these reports know an entity, where it is no part of its usual one; None where it is."""
        if entity.id == self.entity.id or not self._has_odd_names(entity):
            return None
        numbers = self._papers.names_used(entity.id, documents)
        used = [alias.name for number, alias in enumerate(entity.aliases) if number in numbers]
        usual = _words(entity.name)
        if not used or any(_words(name) <= usual or usual <= _words(name) for name in used):
            return None
        return max(used, key=lambda name: (len(name), name))

    def _has_odd_names(self, entity: Entity) -> bool:
        """True where an entity has, besides its usual name, one that shares not all words of either with it."""
        if entity.id not in self._odd:
            names, usual = {alias.name for alias in entity.aliases}, _words(entity.name)
            odd = any(not (_words(name) <= usual or usual <= _words(name)) for name in names)
            self._odd[entity.id] = entity.name in names and odd
        return self._odd[entity.id]

    def references_in(self, document: str, entity_id: str | None = None) -> tuple[Reference, ...]:
        """Where a report names the entity, or another one."""
        if entity_id is None or entity_id == self.entity.id:
            return self._references.get(document, ())
        return self._papers.places(entity_id, document, self._own)

    @cached_property
    def _references(self) -> dict[str, tuple[Reference, ...]]:
        found: dict[str, list[Reference]] = {}
        for reference in self.entity.references:
            found.setdefault(reference.document, []).append(reference)
        return {document: tuple(references) for document, references in found.items()}

    def sorted_references(self, references: Iterable[Reference]) -> list[Reference]:
        """References by publication of their report, then place in it."""
        listed = list(references)
        self._papers.fetch(reference.document for reference in listed)
        return sorted(listed, key=self.order)

    def order(self, reference: Reference) -> tuple[object, ...]:
        """Sorts by publication of the report, then place in it; the report need not be read for it."""
        return (*self._papers.order(reference.document), reference.span.start)

    def copy_of(self, document: str) -> str | None:
        """The report that this one repeats."""
        return self._papers.copy_of(document)

    @property
    def read(self) -> list[str]:
        """The reports that the dossier was written from, those included that are cited for others."""
        return self._papers.read

    def entity_of(self, document: str, mention: str | None) -> str | None:
        """The entity behind a mention of a report."""
        return self._papers.entity_of(document, mention) if mention else None

    def named(self, ids: Iterable[str]) -> list[Entity]:
        """The entities of these ids, each once; ids that are events are passed over."""
        wanted = list(dict.fromkeys(ids))
        self.entities.fetch(wanted)
        return [self.entities[i] for i in wanted if i in self.entities]

    @cached_property
    def offices(self) -> list[Office]:
        """Offices that the entity holds, or that others hold in it or in one of its own bodies, oldest report first."""
        return [o for o in self._all_offices if o.person == self.entity.id or o.organization in self.own_bodies]

    @cached_property
    def _all_offices(self) -> list[Office]:
        return [office for source in self.sources for office in self._offices_in(source)]

    def offices_of(self, person: str) -> list[Office]:
        """Offices that these reports give somebody, oldest report first."""
        return [office for office in self._all_offices if office.person == person]

    @cached_property
    def own_bodies(self) -> frozenset[str]:
        """The entity itself and the committees, offices and branches that bear its name."""
        name = search_key(self.entity.name)
        inside = {
            relation.subject
            for relation in self.relations
            if relation.predicate == "part_of" and relation.object == self.entity.id and relation.subject in self.entities
        }
        return frozenset({self.entity.id, *(one for one in inside if name in search_key(self.entities[one].name))})

    @cached_property
    def officials(self) -> frozenset[str]:
        """Those who speak for a body: who holds an office in it that the reports do not call a former one."""
        return frozenset(o.person for o in self.offices if o.organization in self.own_bodies and not o.role.former)

    def ties_of(self, entities: Iterable[str], predicates: Sequence[str]) -> list[Relation]:
        """Relations of these kinds that begin at others, by id; of what many reports state, some of the statements."""
        found = self._case.glance.relations_from(entities, predicates)
        self.statements.fetch(i for relation in found for i in relation.statements[: 4 * MOST_CITED])
        self.entities.fetch(relation.object for relation in found)
        return found

    def _offices_in(self, source: Source) -> Iterator[Office]:
        for role in source.report.roles:
            person = self.entity_of(source.id, role.person)
            if person and self.stands(source, role):
                organization = self.entity_of(source.id, role.organization)
                corrected = self._papers.corrected(source.id, role.id)
                title = corrected or " ".join(source.document.quote(role.title).split())
                yield Office(source, role, person, organization, title)

    def stands(self, source: Source, annotation: Annotation) -> bool:
        """False where an analyst has rejected what this annotation states: then the case holds no statement of it."""
        return self._papers.states(source.id, annotation.id)

    def titles(self, person: str) -> tuple[str, ...]:
        """Titles under which these reports name a person."""
        return tuple(office.title for office in self.offices_of(person))

    def statements_of(self, entities: Iterable[str], properties: Sequence[str]) -> list[Statement]:
        """The statements about others with one of these properties, in the order of their ids."""
        return self.statements.about(entities, properties)

    def statements_on(self, properties: Iterable[str]) -> list[Statement]:
        """Statements about the entity with one of these properties, oldest report first."""
        wanted = set(properties)
        found = self._case.glance.statements_about(self.entity.id, self.within, sorted(wanted))
        return sorted(found, key=lambda s: (*self.order(s.reference), s.id))

    def listed_as(self, authority: str) -> Entity | None:
        """The entity of the case that stands in a list under this id."""
        return self._case.glance.head_listed(authority)

    def organisation_called(self, name: str) -> Entity | None:
        """The organisation, the last by id of several, one of whose names is this and that has a Latin name."""
        key = search_key(name)
        found = self._case.glance.organisations_called(key)
        named = [one for one in found if one.name_en and any(search_key(alias.name) == key for alias in one.aliases)]
        return named[-1] if named else None

    def reference(self, source: Source, annotation: Annotation) -> Reference:
        """Where an annotation of a report stands."""
        line = source.document.line_at(annotation.span.start).number
        return Reference(document=source.id, span=annotation.span, line=line, annotation=annotation.id)
