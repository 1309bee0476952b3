"""Tiny invented reports with annotations set by hand, and a case in memory that answers as the store does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from types import SimpleNamespace
from typing import Any

from musnad.knowledge.store import Case
from musnad.knowledge.store.glance import Naming, Stated
from musnad.knowledge.store.rows import Head
from musnad.records import (
    Contradiction,
    Document,
    Entity,
    Event,
    EventMention,
    Hop,
    Knowledge,
    Line,
    LineKind,
    Mention,
    OutletMention,
    Published,
    Quotation,
    Reference,
    Relation,
    Report,
    Role,
    Sentence,
    Span,
    Statement,
    ValueSource,
    annotation_id,
    content_id,
)
from musnad.script import search_key


class Paper:
    """One report: lines of text, then annotations placed by the words they stand on."""

    def __init__(self, outlet: str | None, published: str | None, *lines: str, basis: str = "stated") -> None:
        self.text = "\n".join(lines)
        sha = hashlib.sha256(self.text.encode()).hexdigest()
        self.id, spans, start = f"d-{sha[:16]}", [], 0
        for line in lines:
            spans.append(Span(start=start, end=start + len(line)))
            start += len(line) + 1
        numbered = range(1, len(lines) + 1)
        kinds = [LineKind.headline, *([LineKind.paragraph] * (len(lines) - 1))]
        self.document = Document(
            id=self.id, name=f"{outlet or 'unknown'}.txt", sha256=sha, size=len(self.text.encode()), media_type="text/plain",
            encoding="utf-8", reader="plain_text", text=self.text,
            lines=tuple(
                Line(number=n, span=s, kind=k, by="test.line") for n, s, k in zip(numbered, spans, kinds, strict=True)
            ),
        )  # fmt: skip
        empty = Span(start=0, end=0)
        self.layers: dict[str, Any] = {
            "sentences": tuple(
                Sentence(id=annotation_id("sentence", s), span=s, by="test.sentence", line=n) for n, s in enumerate(spans, 1)
            ),
            "published": Published(id="published-0-0", span=empty, by="test.published", value=published, basis=basis),  # type: ignore[arg-type]
            "outlet": OutletMention(id="outlet-0-0", span=empty, by="test.outlet", name=outlet) if outlet else None,
        }
        self.entities: dict[str, str] = {}
        """Mention id → entity id."""
        self.stating: list[Role | Quotation] = []
        """Offices and quotations; a case holds a statement of each."""

    def span(self, words: str, nth: int = 0) -> Span:
        """Where the words stand; fails where they do not."""
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start=start, end=start + len(words))

    def _add(self, layer: str, annotation: Any) -> str:
        self.layers[layer] = (*self.layers.get(layer, ()), annotation)
        return str(annotation.id)

    def mention(self, entity: str, words: str, kind: str = "ORG", nth: int = 0) -> str:
        """A name that stands for `entity`."""
        span = self.span(words, nth)
        found = Mention(id=annotation_id("mention", span), span=span, by="test.name", type=kind, name=words)  # type: ignore[arg-type]
        self.entities[found.id] = entity
        return self._add("mentions", found)

    def role(self, person: str, title: str, evidence: str, organization: str | None = None, **more: Any) -> str:
        """An office."""
        span = self.span(evidence)
        role = Role(
            id=annotation_id("role", span), span=span, by="test.role", person=person, title=self.span(title),
            organization=organization, **more,
        )  # fmt: skip
        self.stating.append(role)
        return self._add("roles", role)

    def quotation(self, words: str, cue: str, **more: Any) -> str:
        """Reported words."""
        span = self.span(words)
        quoted = Quotation(id=annotation_id("quotation", span), span=span, by="test.quote", cue=self.span(cue), **more)
        if quoted.source:
            self.stating.append(quoted)
        return self._add("quotations", quoted)

    def event(self, trigger: str, kind: str, **more: Any) -> str:
        """A telling."""
        span = self.span(trigger)
        told = EventMention(id=annotation_id("event", span), span=span, by="test.event", type=kind, **more)
        return self._add("events", told)

    def reference(self, words: str, annotation: str | None = None) -> Reference:
        """Where words stand."""
        span = self.span(words)
        return Reference(document=self.id, span=span, line=self.document.line_at(span.start).number, annotation=annotation)

    def name_at(self, words: str, nth: int = 0) -> Reference:
        """Where a mention of these words stands."""
        span = self.span(words, nth)
        line = self.document.line_at(span.start).number
        return Reference(document=self.id, span=span, line=line, annotation=annotation_id("mention", span))

    def statement(self, subject: str, name: str, words: str, *, chain: tuple[Hop, ...] = (), **value: str) -> Statement:
        """An assertion made in these words."""
        return Statement(
            id=content_id("s", subject, name, self.id, words), subject=subject, property=name, original=words,
            reference=self.reference(words), chain=chain, by="test.statement", **value,
        )  # fmt: skip

    def stated(self, annotation: Role | Quotation) -> Statement:
        """The statement that stands for an office or a quotation."""
        words = self.document.quote(annotation.span)
        speaker = annotation.person if isinstance(annotation, Role) else annotation.source or ""
        name = "office" if isinstance(annotation, Role) else "said"
        return Statement(
            id=content_id("s", self.id, annotation.id), subject=self.entities[speaker], property=name, value=words,
            original=words, reference=self.reference(words, annotation.id), by="test.statement",
        )  # fmt: skip

    def given(self, value: str, words: str, annotation: str | None = None) -> ValueSource:
        """A value given in these words."""
        return ValueSource(value=value, reference=self.reference(words, annotation), original=words)

    def report(self) -> Report:
        """The report with all that was placed."""
        return Report(document=self.document, **self.layers)


class MemoryCase:
    """The part of the store's reading side that a dossier needs, looked up in the whole of what was derived."""

    def __init__(self, papers: list[Paper], **knowledge: Any) -> None:
        self.reports_by_id = {paper.id: paper.report() for paper in papers}
        self._read: Callable[[str], Report] = self.reports_by_id.__getitem__
        mention_entities = {f"{p.id}/{mention}": entity for p in papers for mention, entity in p.entities.items()}
        stated = [paper.stated(annotation) for paper in papers for annotation in paper.stating]
        statements = (*knowledge.pop("statements", ()), *stated)
        self._knowledge = Knowledge(mention_entities=mention_entities, statements=statements, **knowledge)

    @classmethod
    def of(cls, case: Case) -> MemoryCase:
        """A stored case, all of it in memory."""
        memory = cls([])
        memory._read, memory._knowledge = case.report, case.knowledge()
        return memory

    def knowledge(self) -> Knowledge:
        return self._knowledge

    @property
    def glance(self) -> MemoryGlance:
        return MemoryGlance(self._knowledge, self.report)

    def replace(self, **changed: Any) -> None:
        """Puts other records in the place of what was derived."""
        self._knowledge = self._knowledge.model_copy(update=changed)

    def report(self, document: str) -> Report:
        return self._read(document)

    def entity(self, entity_id: str) -> Entity:
        return next(entity for entity in self._knowledge.entities if entity.id == entity_id)

    def events(self, entity: str) -> list[Event]:
        return [one for one in self._knowledge.events if entity in (*one.agents, *one.others, one.place)]

    def relations(self, entity: str) -> list[Relation]:
        return [one for one in self._knowledge.relations if entity in (one.subject, one.object)]


class MemoryGlance:
    """What `Glance` answers, found by looking through everything."""

    def __init__(self, knowledge: Knowledge, read: Callable[[str], Report]) -> None:
        self._known, self.report = knowledge, read

    def reports(self, documents: Iterable[str]) -> dict[str, Report]:
        return {one: self.report(one) for one in documents}

    def heads(self, ids: Iterable[str]) -> dict[str, Head]:
        wanted = set(ids)
        return {one.id: self._head(one) for one in self._known.entities if one.id in wanted}

    def head(self, entity: str) -> Head:
        return self.heads([entity])[entity]

    def _head(self, entity: Entity) -> Head:
        documents = {one.document for one in entity.references}
        return Head(**entity.model_dump(), mentions=len(entity.references), documents=len(documents))

    def head_listed(self, authority: str) -> Head | None:
        return next((self._head(one) for one in self._known.entities if one.authority == authority), None)

    def organisations_called(self, key: str) -> list[Head]:
        called = [one for one in self._known.entities if any(search_key(alias.name) == key for alias in one.aliases)]
        return [self._head(one) for one in called if one.type == "ORG"]

    def events(self, ids: Iterable[str]) -> dict[str, Event]:
        wanted = set(ids)
        return {one.id: one for one in self._known.events if one.id in wanted}

    def statements(self, ids: Iterable[str], within: frozenset[str] | None = None) -> dict[str, Statement]:
        wanted = set(ids)
        return {one.id: one for one in self._known.statements if one.id in wanted}

    def statements_about(
        self, subject: str, within: frozenset[str] | None = None, properties: Sequence[str] = ()
    ) -> list[Statement]:
        about = [one for one in self._known.statements if one.subject == subject]
        return sorted((one for one in about if not properties or one.property in properties), key=lambda one: one.id)

    def statements_about_many(
        self, subjects: Iterable[str], within: frozenset[str] | None, properties: Sequence[str]
    ) -> list[Statement]:
        wanted = set(subjects)
        about = [one for one in self._known.statements if one.subject in wanted and one.property in properties]
        return sorted(about, key=lambda one: one.id)

    def relations_from(self, subjects: Iterable[str], predicates: Sequence[str]) -> list[Relation]:
        wanted = set(subjects)
        found = [one for one in self._known.relations if one.subject in wanted and one.predicate in predicates]
        return sorted(found, key=lambda one: one.id)

    def contradictions_about(self, ids: Iterable[str]) -> list[Contradiction]:
        wanted = set(ids)
        return [one for one in self._known.contradictions if one.about in wanted]

    def summaries_of(self, documents: Iterable[str]) -> dict[str, SimpleNamespace]:
        return {one: self._line(one) for one in documents}

    def _line(self, document: str) -> SimpleNamespace:
        report = self.report(document)
        published = report.published.value if report.published else None
        outlet = report.outlet.name if report.outlet else None
        return SimpleNamespace(
            copy_of=self._known.copies.get(document), published=published, name=report.document.name, outlet=outlet
        )

    def mentions_in(self, documents: Iterable[str]) -> dict[tuple[str, str], str]:
        wanted = set(documents)
        pairs = ((tuple(key.split("/", 1)), entity) for key, entity in self._known.mention_entities.items())
        return {(document, mention): entity for (document, mention), entity in pairs if document in wanted}

    def stated_in(self, documents: Iterable[str]) -> list[Stated]:
        wanted = set(documents)
        found = sorted((one for one in self._known.statements if one.reference.document in wanted), key=lambda one: one.id)
        return [
            Stated(document=one.reference.document, annotation=one.reference.annotation, rule=one.by, value=one.value)
            for one in found
        ]

    def namings(self, entity: str, documents: Iterable[str]) -> list[Naming]:
        wanted, found = set(documents), self.head(entity)
        return [
            Naming(
                document=document,
                references=tuple(one for one in found.references if one.document == document),
                names=tuple(
                    (number, held)
                    for number, alias in enumerate(found.aliases)
                    if (held := tuple(one for one in alias.references if one.document == document))
                ),
            )
            for document in sorted(wanted)
        ]
