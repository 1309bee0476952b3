"""Statements: every assertion of every report, one row each, with its words and the chain it came through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from operator import attrgetter
from typing import Any

from musnad.knowledge.chains import Chains
from musnad.knowledge.corpus import Corpus, Indexed
from musnad.knowledge.entities import Resolved
from musnad.knowledge.judgements import Decisions, row
from musnad.knowledge.packing import made
from musnad.records import Annotation, Attribute, Quantity, Relation, RelationMention, Role, Span, Statement, content_id


class Statements:
    """Writes the statements of one corpus.

    In two parts, of which the second is four fifths and is made when memory is free again: relations and contradictions are
    looked for in the first alone.
    """

    def __init__(
        self, corpus: Corpus, resolved: Resolved, chains: Chains, event_of: dict[str, str], decisions: Decisions
    ) -> None:
        self.corpus, self.resolved, self.chains, self.event_of = corpus, resolved, chains, event_of
        self.decisions = decisions
        self._words: dict[str, str] = {}

    def of_entities(self) -> tuple[Statement, ...]:
        """Offices, relations and attributes of entities: those that stand, by id."""
        return self._standing(self._of_reports(self._about_entities))

    def of_words(self) -> tuple[Statement, ...]:
        """What names are used, what is said by whom, and what is told of happenings: those that stand, by id."""
        return self._standing(chain(self._names(), self._of_reports(self._told)))

    def _standing(self, stated: Iterator[Statement]) -> tuple[Statement, ...]:
        found = {statement.id: statement for statement in stated}
        judged = (_judged(found[key], self.decisions) for key in sorted(found) if key not in self.decisions.rejected)
        return tuple(statement for statement in judged if statement is not None)

    def _of_reports(self, stated: Callable[[Indexed], Iterator[Statement]]) -> Iterator[Statement]:
        return chain.from_iterable(map(stated, self.corpus.reports))

    def _about_entities(self, indexed: Indexed) -> Iterator[Statement]:
        for role in indexed.report.roles:
            yield from self._role(indexed, role)
        for relation in indexed.report.relations:
            yield from self._relation(indexed, relation)
        for attribute in indexed.report.attributes:
            yield from self._attribute(indexed, attribute)

    def _told(self, indexed: Indexed) -> Iterator[Statement]:
        for quotation in indexed.report.quotations:
            speaker = self.chains.entity(indexed, quotation.source)
            if speaker:
                words = indexed.quote(quotation.span)
                shared: dict[str, Any] = {"quotation": quotation.id, "holds": indexed.published}
                yield self._make(indexed, quotation, speaker, "said", value=words, **shared)
        for event in indexed.report.events:
            event_id = self.event_of.get(indexed.key(event.id))
            if event_id:
                yield from self._event(indexed, event.id, event_id)

    def _names(self) -> Iterator[Statement]:
        """A name is a statement too: once for each report that uses it."""
        for entity in self.resolved.entities:
            for alias in entity.aliases:
                seen: set[str] = set()
                for reference in alias.references:
                    indexed = self.corpus[reference.document]
                    mention = indexed.mentions.get(reference.annotation or "")
                    if mention and reference.document not in seen:
                        seen.add(reference.document)
                        yield self._make(indexed, mention, entity.id, "name", value=alias.name)

    def _role(self, indexed: Indexed, role: Role) -> Iterator[Statement]:
        person, body = self.chains.entity(indexed, role.person), self.chains.entity(indexed, role.organization)
        if person is None:
            return
        holds = _period(role) or (None if role.former else indexed.published)
        quotation = quotation_around(indexed, role.span)
        prefix = "former_" if role.former else ""
        title = " ".join(indexed.quote(role.title).split())
        shared: dict[str, Any] = {"quotation": quotation, "holds": holds, "code": _code(role)}
        yield self._make(indexed, role, person, f"{prefix}office", value=title, **shared)
        if body and body != person:
            yield self._make(indexed, role, person, f"{prefix}office_at", object=body, **shared)

    def _relation(self, indexed: Indexed, relation: RelationMention) -> Iterator[Statement]:
        subject, target = self.chains.entity(indexed, relation.subject), self.chains.entity(indexed, relation.object)
        if subject and target and subject != target:
            quotation = quotation_around(indexed, relation.span)
            holds = relation.date or indexed.published
            shared: dict[str, Any] = {"quotation": quotation, "holds": holds}
            yield self._make(indexed, relation, subject, relation.predicate, object=target, **shared)

    def _attribute(self, indexed: Indexed, attribute: Attribute) -> Iterator[Statement]:
        entity = self.chains.entity(indexed, attribute.entity)
        if entity:
            quotation = attribute.quotation or quotation_around(indexed, attribute.span)
            shared: dict[str, Any] = {"quotation": quotation, "holds": indexed.published}
            yield self._make(indexed, attribute, entity, attribute.property, value=attribute.value, **shared)

    def _event(self, indexed: Indexed, mention_id: str, event_id: str) -> Iterator[Statement]:
        event = indexed.events[mention_id]
        shared: dict[str, Any] = {
            "quotation": event.quotation or quotation_around(indexed, event.span), "holds": event.date,
            "modality": event.modality,
        }  # fmt: skip
        if event.date:
            date = indexed.dates.get(event.date_mention or "")
            yield self._make(indexed, event, event_id, "date", value=event.date, at=date, **shared)
        places = (event.place,) if event.place else ()
        sure = dict(event.parts)
        for role, mentions in (("agent", event.agents), ("other", event.others), ("place", places)):
            for mention in mentions:
                entity = self.chains.entity(indexed, mention)
                if entity:
                    at, score = indexed.mentions[mention], sure.get(mention)
                    yield self._make(indexed, event, event_id, role, object=entity, at=at, score=score, **shared)
        quantity = indexed.quantities.get(event.quantity or "")
        if quantity:
            yield self._make(indexed, event, event_id, "quantity", value=quantity_words(indexed, quantity), at=quantity, **shared)

    def _make(
        self, indexed: Indexed, annotation: Annotation, subject: str, name: str, *, value: str | None = None,
        object: str | None = None, at: Annotation | None = None, quotation: str | None = None, holds: str | None = None,
        modality: Any = "actual", code: str | None = None, score: float | None = None,
    ) -> Statement:  # fmt: skip
        where = at or annotation
        words = self._once(indexed.quote(where.span))
        return made(
            Statement, id=content_id("s", subject, name, value or "", object or "", indexed.id, annotation.id, where.id),
            subject=subject, property=name, value=value and self._once(value), object=object, original=words,
            reference=indexed.cite(where), holds=holds, chain=self.chains.chain(indexed, quotation), by=annotation.by,
            score=annotation.score if score is None else score, modality=modality, code=code,
            annotation=annotation.id if where is not annotation else None,
        )  # fmt: skip

    def _once(self, words: str) -> str:
        """The same words as one text, however many statements hold them."""
        return self._words.setdefault(words, words)


_FIELDS = {"date": ("date", "value"), "quantity": ("quantity", "value")}
"""Property of a statement about an event → field of the telling, field of the words that give it."""


def _judged(statement: Statement, decisions: Decisions) -> Statement | None:
    """The statement with what analysts said of it and of the annotations behind it; None where it is rejected."""
    if not (decisions.rows or decisions.judged or decisions.corrected or decisions.accepted):
        return statement
    document, annotation, name, at = row(statement)
    value = decisions.corrections.get(statement.id) or decisions.rows.get(row(statement), "")
    if value is None:
        return None
    if value and statement.value is not None:
        return statement.model_copy(
            update={"value": value, "by": "judgement.correct", "judged": "corrected", "machine": statement.value}
        )
    own, pointed = f"{document}/{annotation}", f"{document}/{at}"
    verdict = decisions.judged.get(own) or decisions.judged.get(pointed)
    if verdict is None:
        return (
            statement.model_copy(update={"judged": "accepted", "score": 1.0}) if statement.id in decisions.accepted else statement
        )
    first, second = _FIELDS.get(name, ("value", "value"))
    machine = decisions.originals.get((own, first)) or decisions.originals.get((pointed, second))
    return statement.model_copy(update={"judged": verdict, "machine": machine})


def _code(role: Role) -> str | None:
    words = ("acting" if role.acting else "", role.role or "", role.state or "")
    return " ".join(word for word in words if word) if role.role else None


def _period(role: Role) -> str | None:
    if role.since is None and role.until is None:
        return None
    return f"{role.since or '..'}/{role.until or '..'}" if "/" not in f"{role.since}{role.until}" else role.since or role.until


def quotation_around(indexed: Indexed, span: Span) -> str | None:
    """The quotation that a span stands in: the narrowest."""
    around = [quotation for quotation in indexed.report.quotations if quotation.span.contains(span)]
    return min(around, key=lambda quotation: (quotation.span.end - quotation.span.start, quotation.id)).id if around else None


def quantity_words(indexed: Indexed, quantity: Quantity) -> str:
    """The figure as written, with the noun counted; as an analyst gave it where the words were misread."""
    if quantity.by == "judgement.correct" and quantity.value is not None:
        return f"{quantity.value:.15g} {quantity.unit or ''}".strip()
    words = " ".join(indexed.quote(quantity.span).split())
    return f"{words} {quantity.unit}" if quantity.unit and quantity.unit not in words else words


def together(*parts: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """All parts as one, by id."""
    return tuple(sorted(chain.from_iterable(parts), key=attrgetter("id")))


def relations(statements: tuple[Statement, ...], predicates: frozenset[str]) -> tuple[Relation, ...]:
    """Relations with every statement behind each."""
    behind: dict[tuple[str, str, str], list[str]] = {}
    for statement in statements:
        if statement.object and statement.property in predicates:
            behind.setdefault((statement.subject, statement.property, statement.object), []).append(statement.id)
    found = [
        Relation(id=content_id("r", *key), subject=key[0], predicate=key[1], object=key[2], statements=tuple(sorted(ids)))
        for key, ids in behind.items()
    ]
    return tuple(sorted(found, key=lambda relation: relation.id))
