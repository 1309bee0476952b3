"""Taking a judgement down: from ids on a screen to anchors in the words, with what the machine said at the time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from musnad.errors import JudgementError, NotFound
from musnad.knowledge.judgements import layers
from musnad.knowledge.judgements.anchors import anchored, detail
from musnad.knowledge.judgements.overlay import as_json
from musnad.records import (
    Anchor,
    Annotation,
    Contradiction,
    Entity,
    Event,
    Part,
    Reference,
    Relation,
    Report,
    Statement,
)

Derived = Entity | Statement | Relation | Event | Contradiction
_DEPTH = 2
"""A role is kept with its persons, these with the fuller name that they stand for; what that points to is not needed."""
_MENTIONS, _ENDS, _ALL = 24, 5, 200
"""Mentions that stand for an entity (one of each name first); for an end of a relation; tellings and statements kept."""


class Shelf(Protocol):
    """Where reports and derived records are looked up."""

    def machine(self, document: str) -> Report:
        """A report as the rules read it."""

    def judged(self, document: str) -> Report:
        """A report as its analysts read it."""

    def record(self, item: str) -> Derived:
        """An entity, statement, relation, event or contradiction. Raises NotFound."""


def annotation_anchor(shelf: Shelf, key: str, content: bool, depth: int = 0) -> Anchor:
    """The anchor of an annotation, `document id/annotation id`.

    Raises JudgementError where the report has none of this id.
    """
    document, _, one_id = key.partition("/")
    judged = shelf.judged(document)
    # What one analyst rejected another may still judge.
    one = _annotation(judged, one_id) or _annotation(shelf.machine(document), one_id)
    if one is None:
        raise JudgementError(f"{key}: the report has no annotation of this id; `musnad explain` lists those of a line")
    kind = layers.kind_of(one)
    if kind not in layers.KINDS:
        raise JudgementError(f"{key}: a {kind} follows from the text; judge what stands in it")
    seen = as_json(one) if content else None
    machine = _annotation(shelf.machine(document), one_id) if content else None
    said = as_json(machine) if machine is not None else None
    return Anchor(
        item=key, kind=kind, detail=detail(one), content=seen, machine=said if said != seen else None,
        parts=tuple(_pointed(shelf, judged, one, content, depth)), **anchored(judged.document, one.span),
    )  # fmt: skip


def _annotation(report: Report, one_id: str) -> Annotation | None:
    return next((one for one in report.annotations() if one.id == one_id), None)


def _pointed(shelf: Shelf, report: Report, one: Annotation, content: bool, depth: int) -> Iterator[Part]:
    if depth >= _DEPTH or not content:
        return
    for name in layers.REFERENCES.get(layers.kind_of(one), ()):
        value = getattr(one, name)
        for target in value if isinstance(value, tuple) else (value,) if value else ():
            if _annotation(report, target) is not None:
                yield Part(role=name, anchor=annotation_anchor(shelf, f"{report.document.id}/{target}", content, depth + 1))


def place_anchor(shelf: Shelf, reference: Reference) -> Anchor:
    """The anchor of a place in a report, whatever was found there."""
    document = shelf.judged(reference.document).document
    item = f"{reference.document}@{reference.span.start}"
    return Anchor(item=item, kind="place", **anchored(document, reference.span))


def statement_anchor(shelf: Shelf, statement: Statement, content: bool) -> Anchor:
    """The anchor of a statement: the annotation that makes it, and the one that its reference is to."""
    document, at = statement.reference.document, statement.reference.annotation
    by = statement.annotation or at
    parts = [Part(role="by", anchor=annotation_anchor(shelf, f"{document}/{by}", content))] if by else []
    if at and at != by:
        parts.append(Part(role="at", anchor=annotation_anchor(shelf, f"{document}/{at}", content)))
    where = anchored(shelf.judged(document).document, statement.reference.span)
    return Anchor(item=statement.id, kind="statement", detail=statement.property, parts=tuple(parts), **where)


def entity_anchor(shelf: Shelf, entity: Entity, content: bool, most: int = _MENTIONS) -> Anchor:
    """The anchor of an entity: its names, and mentions under each of them."""
    firsts = [alias.references[0] for alias in sorted(entity.aliases, key=lambda alias: alias.name != entity.name)]
    documents = {one.document for one in firsts}
    more = list({one.document: one for one in reversed(entity.references) if one.document not in documents}.values())
    chosen = [*firsts, *sorted(more, key=lambda one: one.document)][:most] or list(entity.references[:1])
    parts = (annotation_anchor(shelf, f"{one.document}/{one.annotation}", content) for one in chosen)
    return Anchor(
        item=entity.id, kind="entity", text=entity.name, detail=entity.type,
        names=tuple(sorted({entity.name, *(alias.name for alias in entity.aliases)})),
        parts=tuple(Part(role="mention", anchor=part) for part in parts),
    )  # fmt: skip


def happening_anchor(shelf: Shelf, event: Event, content: bool) -> Anchor:
    """The anchor of a happening: its tellings."""
    parts = (annotation_anchor(shelf, f"{one.document}/{one.annotation}", content) for one in event.tellings[:_ALL])
    return Anchor(
        item=event.id, kind="happening", text=event.name, detail=event.type,
        parts=tuple(Part(role="telling", anchor=part) for part in parts),
    )  # fmt: skip


def tie_anchor(shelf: Shelf, relation: Relation, content: bool) -> Anchor:
    """The anchor of a relation: its two ends and the statements behind it."""
    parts = [
        Part(role=role, anchor=entity_anchor(shelf, end, False, _ENDS))
        for role, end_id in (("subject", relation.subject), ("object", relation.object))
        if isinstance(end := shelf.record(end_id), Entity)
    ]  # fmt: skip
    stated = (shelf.record(one) for one in relation.statements[:_ALL])
    parts += [
        Part(role="statement", anchor=statement_anchor(shelf, one, content)) for one in stated if isinstance(one, Statement)
    ]
    return Anchor(item=relation.id, kind="tie", detail=relation.predicate, parts=tuple(parts))


def contradiction_anchor(shelf: Shelf, contradiction: Contradiction) -> Anchor:
    """The anchor of a contradiction: whom or what it is about, and the places of its values."""
    parts = [Part(role="value", anchor=place_anchor(shelf, value.reference)) for value in contradiction.values]
    try:
        about = shelf.record(contradiction.about)
    except NotFound:
        about = None
    if isinstance(about, Entity):
        parts.append(Part(role="about", anchor=entity_anchor(shelf, about, False, _ENDS)))
    elif isinstance(about, Event):
        parts.append(Part(role="about", anchor=happening_anchor(shelf, about, False)))
    return Anchor(
        item=contradiction.id, kind="contradiction", text=contradiction.kind, detail=contradiction.property,
        content=as_json(contradiction), parts=tuple(parts),
    )  # fmt: skip


def anchor(shelf: Shelf, item: str, content: bool) -> Anchor:
    """The anchor of anything that can be judged.

    Raises JudgementError or NotFound for what is not there.
    """
    if "/" in item:
        return annotation_anchor(shelf, item, content)
    record = shelf.record(item)
    if isinstance(record, Entity):
        return entity_anchor(shelf, record, content)
    if isinstance(record, Statement):
        return statement_anchor(shelf, record, content)
    if isinstance(record, Relation):
        return tie_anchor(shelf, record, content)
    if isinstance(record, Event):
        return happening_anchor(shelf, record, content)
    return contradiction_anchor(shelf, record)


def anchors(shelf: Shelf, items: Sequence[str], content: bool) -> tuple[Anchor, ...]:
    """The anchors of several items."""
    return tuple(anchor(shelf, item, content) for item in items)
