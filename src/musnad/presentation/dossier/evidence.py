"""What a case holds on one entity, read once and looked up by the sections of a dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from musnad import edtf
from musnad.presentation.dossier.agreement import in_case
from musnad.records import (
    Annotation,
    Contradiction,
    Entity,
    Event,
    LineKind,
    Quotation,
    Reference,
    Relation,
    Report,
    Role,
    Span,
    Statement,
)
from musnad.script import search_key

if TYPE_CHECKING:
    from musnad.knowledge.store import Case


OPENING = 9
"""Words of a report's first line that stand for a headline it has not."""


class Source:
    """One report as a source of the dossier."""

    def __init__(self, report: Report, copy_of: str | None) -> None:
        self.report, self.copy_of = report, copy_of
        self.document = report.document
        self.id = report.document.id
        self.text = report.document.text
        self.outlet = report.outlet.name if report.outlet else report.document.metadata.outlet
        self.published = report.published.value if report.published else None
        self.basis = report.published.basis if report.published else "unknown"
        self.annotations: dict[str, Annotation] = {annotation.id: annotation for annotation in report.annotations()}

    @cached_property
    def title(self) -> str:
        """The headline, else what the page calls itself, else its first words, else the file name."""
        headlines = (self.document.quote(line.span) for line in self.document.lines if line.kind is LineKind.headline)
        title = next(headlines, None) or self.document.metadata.title or self._opening() or self.document.name
        return " ".join(title.split())

    def _opening(self) -> str:
        first = next((self.document.quote(line.span) for line in self.document.body()), "").split()
        return " ".join(first[:OPENING]) + (" …" if len(first) > OPENING else "")

    def order(self, position: int = 0) -> tuple[object, ...]:
        """Sorts by publication, then name, then place in the text."""
        return (*edtf.sort_key(self.published), self.document.name, position)

    def quotation_around(self, span: Span) -> Quotation | None:
        """The narrowest quotation that holds these words."""
        holding = [quotation for quotation in self.report.quotations if quotation.span.contains(span)]
        return min(holding, key=lambda quotation: quotation.span.end - quotation.span.start, default=None)


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

    def __init__(self, case: Case, entity_id: str) -> None:
        knowledge = case.knowledge()
        happening = next((event for event in knowledge.events if event.id == entity_id), None)
        self.entity: Entity = _as_entity(happening) if happening else case.entity(entity_id)
        self.entities = {entity.id: entity for entity in knowledge.entities}
        self.statements = {statement.id: statement for statement in knowledge.statements}
        self.mention_entities = knowledge.mention_entities
        self.event_mentions = knowledge.event_mentions
        self.events: list[Event] = [
            event for event in knowledge.events if entity_id in (event.id, *event.agents, *event.others, event.place)
        ]
        about = {entity_id, *(event.id for event in self.events)}
        self.contradictions: list[Contradiction] = [c for c in knowledge.contradictions if c.about in about]
        self.relations = [r for r in knowledge.relations if entity_id in (r.subject, r.object)]
        self.all_relations = knowledge.relations
        self.event: str | None = happening.id if happening else None
        """Id of the happening, where the dossier is about one."""
        self._case, self._copies = case, knowledge.copies
        self._sources: dict[str, Source] = {}

    def source(self, document: str) -> Source:
        """A report of the case."""
        if document not in self._sources:
            self._sources[document] = Source(self._case.report(document), self._copies.get(document))
        return self._sources[document]

    @cached_property
    def sources(self) -> list[Source]:
        """The reports that mention the entity, oldest first."""
        documents = dict.fromkeys(reference.document for reference in self.entity.references)
        return sorted((self.source(document) for document in documents), key=Source.order)

    @cached_property
    def company(self) -> list[Entity]:
        """Others that a dossier names beside the entity, in its events and relations."""
        ids = [i for event in self.events for i in (*event.agents, *event.others)]
        ids += [i for relation in self.relations for i in (relation.subject, relation.object)]
        return self.named(ids)

    def as_told(self, entity: Entity, documents: frozenset[str]) -> str | None:
        """The name under which these reports know an entity, where it is no part of its usual one; None where it is."""
        if entity.id == self.entity.id or all(alias.name != entity.name for alias in entity.aliases):
            return None
        used = [alias.name for alias in entity.aliases if any(r.document in documents for r in alias.references)]
        usual = _words(entity.name)
        if not used or any(_words(name) <= usual or usual <= _words(name) for name in used):
            return None
        return max(used, key=lambda name: (len(name), name))

    def sorted_references(self, references: Iterable[Reference]) -> list[Reference]:
        """References by publication of their report, then place in it."""
        return sorted(references, key=lambda reference: self.source(reference.document).order(reference.span.start))

    def entity_of(self, document: str, mention: str | None) -> str | None:
        """The entity behind a mention of a report."""
        return self.mention_entities.get(f"{document}/{mention}") if mention else None

    def named(self, ids: Iterable[str]) -> list[Entity]:
        """The entities of these ids, each once; ids that are events are passed over."""
        return [self.entities[i] for i in dict.fromkeys(ids) if i in self.entities]

    @cached_property
    def offices(self) -> list[Office]:
        """Offices that the entity holds, or that others hold in it or in one of its own bodies, oldest report first."""
        found = [office for source in self.sources for office in self._offices_in(source)]
        return [o for o in found if o.person == self.entity.id or o.organization in self.own_bodies]

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

    def relations_of(self, entity_id: str) -> list[Relation]:
        """The relations of another entity."""
        return [relation for relation in self.all_relations if entity_id in (relation.subject, relation.object)]

    def _offices_in(self, source: Source) -> Iterator[Office]:
        for role in source.report.roles:
            person = self.entity_of(source.id, role.person)
            if person and self.stands(source, role):
                organization = self.entity_of(source.id, role.organization)
                corrected = self._judged.get((source.id, role.id))
                title = corrected or " ".join(source.document.quote(role.title).split())
                yield Office(source, role, person, organization, title)

    @cached_property
    def _stated(self) -> frozenset[tuple[str, str | None]]:
        """Annotations of which the case holds a statement."""
        return frozenset((s.reference.document, s.reference.annotation) for s in self.statements.values())

    @cached_property
    def _judged(self) -> dict[tuple[str, str | None], str]:
        """Values that an analyst has corrected, by the annotation they stand on."""
        return {
            (s.reference.document, s.reference.annotation): s.value
            for s in self.statements.values()
            if s.by == "judgement.correct" and s.value
        }

    def stands(self, source: Source, annotation: Annotation) -> bool:
        """False where an analyst has rejected what this annotation states: then the case holds no statement of it."""
        return (source.id, annotation.id) in self._stated

    def titles(self, person: str) -> tuple[str, ...]:
        """Titles under which these reports name a person."""
        sources = self.sources
        return tuple(office.title for source in sources for office in self._offices_in(source) if office.person == person)

    def statements_of(self, entity_id: str) -> list[Statement]:
        """The statements about another entity, in the order of their ids."""
        return [self.statements[key] for key in sorted(self.statements) if self.statements[key].subject == entity_id]

    def statements_on(self, properties: Iterable[str]) -> list[Statement]:
        """Statements about the entity with one of these properties, oldest report first."""
        wanted = set(properties)
        found = [s for s in self.statements.values() if s.subject == self.entity.id and s.property in wanted]
        return sorted(found, key=lambda s: (*self.source(s.reference.document).order(s.reference.span.start), s.id))

    def reference(self, source: Source, annotation: Annotation) -> Reference:
        """Where an annotation of a report stands."""
        line = source.document.line_at(annotation.span.start).number
        return Reference(document=source.id, span=annotation.span, line=line, annotation=annotation.id)
