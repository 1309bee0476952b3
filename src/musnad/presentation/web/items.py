"""One thing that can be judged, with what is known of it and the report beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from markupsafe import Markup

from musnad.errors import NotFound
from musnad.knowledge.judgements import layers
from musnad.knowledge.judgements.overlay import ENTITY_FIELDS, EVENT_FIELDS
from musnad.knowledge.store import EntitySummary
from musnad.presentation.web.ground import Ground, Word, ground, words_around
from musnad.presentation.web.notes import Annotator, Note
from musnad.presentation.web.page import Page
from musnad.records import (
    Alias,
    Annotation,
    Contradiction,
    Entity,
    Event,
    Grounding,
    Reference,
    Relation,
    Report,
    Role,
    Sentence,
    Span,
)

_SHOWN = 3


@dataclass(frozen=True)
class Item:
    """One thing that can be judged."""

    id: str
    kind: str
    title: Markup
    fields: tuple[str, ...] = ()
    note: Note | None = None
    passages: tuple[Reference, ...] = ()
    entity: Entity | None = None
    event: Event | None = None
    contradiction: Contradiction | None = None
    stands_for: EntitySummary | None = None
    """Whom a mention stands for."""
    other: Entity | None = None
    """Whom it may be, or may not be: the other of a pair."""
    alias: Alias | None = None
    ground: Ground | None = None
    words: tuple[Word, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    """What a corrected value may be: value → label."""

    @property
    def items(self) -> tuple[str, ...]:
        """What a decision on it names."""
        return (self.id, self.other.id) if self.other else (self.id,)


def item_of(page: Page, identifier: str) -> Item:
    """The thing of this id. Raises NotFound."""
    if "/" in identifier:
        return _annotation(page, identifier)
    case, phrases, prefix = page.case, page.phrases, identifier.partition("-")[0]
    if prefix == "e":
        entity = page.reader.entity(identifier)
        return _grounded(
            page,
            Item(identifier, "entity", phrases.name(entity), ENTITY_FIELDS, passages=entity.references[:_SHOWN], entity=entity),
        )
    if prefix == "h":
        event = page.reader.event(identifier)
        return _grounded(
            page,
            Item(identifier, "happening", phrases.event_name(event), EVENT_FIELDS, passages=event.tellings[:_SHOWN], event=event),
        )
    if prefix == "c":
        found = case.contradiction(identifier)
        return Item(identifier, "contradiction", phrases.about(found.about), ("status",), contradiction=found)
    if prefix == "r":
        return _relation(page, case.relation(identifier))
    statement = case.statement(identifier)
    return _grounded(
        page, Item(identifier, "statement", phrases.arabic(statement.original), ("value",), passages=(statement.reference,))
    )


def alias_item(page: Page, entity: Entity, name: str) -> Item:
    """A name laid beside the entity that it may not belong to. Raises NotFound."""
    alias = next((one for one in entity.aliases if one.name == name), None)
    if alias is None or alias.references[0].annotation is None:
        raise NotFound(f"{entity.name} is not called {name!r} any more")
    first = alias.references[0]
    found = _annotation(page, f"{first.document}/{first.annotation}")
    return replace(found, other=entity, alias=alias, passages=alias.references[:_SHOWN])


def pair_item(page: Page, one: Entity, other: Entity) -> Item:
    """Two entities side by side."""
    return replace(item_of(page, one.id), other=other)


def _grounded(page: Page, item: Item) -> Item:
    return replace(item, ground=ground(page, item.passages[0])) if item.passages else item


def _relation(page: Page, relation: Relation) -> Item:
    references = tuple(page.case.statement(one).reference for one in relation.statements[:_SHOWN])
    title = Markup("{} {}").format(page.phrases.entity(relation.subject), page.phrases.relation(relation, relation.subject))
    return _grounded(page, Item(relation.id, "relation", title, passages=references))


def _annotation(page: Page, identifier: str) -> Item:
    document, _, annotation_id = identifier.partition("/")
    report = page.reader.report(document)
    annotation = _of_id(report, annotation_id)
    if annotation is None:
        # What one analyst rejected another may still judge, and herself take back.
        report = page.case.machine_report(document)
        annotation = _of_id(report, annotation_id)
    if annotation is None:
        raise NotFound(f"no annotation {identifier!r}")
    note, kind = Annotator(report, page.phrases).note(annotation), layers.kind_of(annotation)
    line = report.document.line_at(annotation.span.start).number
    reference = Reference(document=document, span=annotation.span, line=line, annotation=annotation_id)
    title = note.words or page.phrases.arabic(annotation.span.of(report.document.text)[:120])
    return Item(
        identifier, kind, title, layers.FIELDS.get(kind, ()), note, (reference,),
        stands_for=page.reader.entity_of(document, annotation_id) if kind == "mention" else None,
        ground=ground(page, reference, _parts(report, annotation)), words=tuple(words_around(report, annotation.span)),
        values=_values(report, line),
    )  # fmt: skip


def _of_id(report: Report, annotation_id: str) -> Annotation | None:
    # A sentence says nothing, and the place meant is told with its name.
    noted = (one for one in report.annotations() if not isinstance(one, Sentence | Grounding))
    return next((one for one in noted if one.id == annotation_id), None)


def _parts(report: Report, annotation: Annotation) -> list[tuple[Span, str]]:
    """What an annotation points to: the person and the body of an office."""
    known = {one.id: one for one in report.mentions}
    parts = [(annotation.title, "mark k-role")] if isinstance(annotation, Role) else []
    for name in layers.REFERENCES.get(layers.kind_of(annotation), ()):
        value = getattr(annotation, name)
        named = [known[target] for target in (value if isinstance(value, tuple) else (value,)) if target in known]
        parts += [(one.span, f"mark k-mention t-{one.type}") for one in named]
    return parts


def _values(report: Report, line: int) -> dict[str, str]:
    """The mentions near by: what a person, a body or a place may be corrected to."""
    document = report.document
    near = [one for one in report.mentions if abs(document.line_at(one.span.start).number - line) <= 1]
    return {one.id: one.name for one in near}
