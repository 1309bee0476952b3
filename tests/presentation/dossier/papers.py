"""Tiny invented reports with annotations set by hand, and a case in memory that answers as the store does."""

from __future__ import annotations

import hashlib
from typing import Any

from musnad.records import (
    Document,
    Entity,
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
    Report,
    Role,
    Sentence,
    Span,
    Statement,
    ValueSource,
    annotation_id,
    content_id,
)


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
    """The part of the store's reading side that a dossier needs."""

    def __init__(self, papers: list[Paper], **knowledge: Any) -> None:
        self.reports_by_id = {paper.id: paper.report() for paper in papers}
        mention_entities = {f"{p.id}/{mention}": entity for p in papers for mention, entity in p.entities.items()}
        stated = [paper.stated(annotation) for paper in papers for annotation in paper.stating]
        statements = (*knowledge.pop("statements", ()), *stated)
        self._knowledge = Knowledge(mention_entities=mention_entities, statements=statements, **knowledge)

    def knowledge(self) -> Knowledge:
        return self._knowledge

    def replace(self, **changed: Any) -> None:
        """Puts other records in the place of what was derived."""
        self._knowledge = self._knowledge.model_copy(update=changed)

    def report(self, document: str) -> Report:
        return self.reports_by_id[document]

    def entity(self, entity_id: str) -> Entity:
        return next(entity for entity in self._knowledge.entities if entity.id == entity_id)
