"""A judgement made from what an analyst points at and says, checked before it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from musnad import edtf
from musnad.errors import JudgementError
from musnad.knowledge.judgements import casting, layers
from musnad.knowledge.judgements.casting import Shelf
from musnad.knowledge.judgements.desk import value_in_words
from musnad.knowledge.judgements.overlay import ENTITY_FIELDS, EVENT_FIELDS, STATUSES
from musnad.records import Anchor, Annotation, Entity, Event, Judgement, Span, Statement, Verdict, content_id

_THINGS = {"mention": "mention", "entity": "mention", "event": "event", "happening": "event"}
"""What may be called the same: mentions with entities, tellings with happenings."""


def judgement_id(judgement: Judgement) -> str:
    """The id that follows from what is decided, by whom and when: the same decision from two files is one."""
    span = f"{judgement.span.start}-{judgement.span.end}" if judgement.span else ""
    parts = (judgement.verdict, *judgement.items, judgement.field or "", judgement.value or "", span, judgement.by, judgement.at)
    places = (f"{one.sha256} {one.span.start if one.span else ''}" for one in judgement.anchors)
    return content_id("j", *parts, judgement.note, *places)


def taken_down(judgement: Judgement) -> Judgement:
    """The judgement with its id."""
    return judgement.model_copy(update={"id": judgement_id(judgement)})


def now() -> str:
    """The time of a judgement: to the microsecond, so that two in a row keep their order."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def decide(
    shelf: Shelf, verdict: Verdict, items: Sequence[str], *, by: str, at: str | None = None, note: str = "",
    field: str | None = None, value: str | None = None, span: Span | None = None, machine: str | None = None,
) -> Judgement:  # fmt: skip
    """A judgement on these items. `machine`: of a pair, what the rules alone said (`together`, `apart`), where known.

    Raises JudgementError, with what to do, for anything that cannot be judged so.
    """
    if not by.strip():
        raise JudgementError("a judgement needs the name of who makes it: give one with --by, or set MUSNAD_ANALYST")
    chosen = tuple(dict.fromkeys(items))
    if not chosen:
        raise JudgementError("a judgement needs something to judge: give at least one id")
    if verdict == "undo":
        made = Judgement(id="", verdict="undo", items=chosen, by=by, at=_time(at), note=note)
        return taken_down(made)
    anchors = casting.anchors(shelf, chosen, verdict in ("accept", "correct", "move"))
    _check_kinds(verdict, anchors)
    original = machine
    references: tuple[Anchor, ...] = ()
    if verdict == "correct":
        field, references = _correction(shelf, anchors, field, value)
        original = _original(shelf, anchors[0], field)
    elif verdict == "move":
        _check_move(shelf, anchors, span)
    made = Judgement(
        id="", verdict=verdict, items=chosen, field=field if verdict == "correct" else None,
        value=value if verdict == "correct" else None, span=span if verdict == "move" else None, original=original,
        by=by, at=_time(at), note=note, anchors=(*anchors, *references),
    )  # fmt: skip
    return taken_down(made)


def _time(at: str | None) -> str:
    if at is None:
        return now()
    try:
        datetime.fromisoformat(at)
    except ValueError as error:
        raise JudgementError(f"{at!r} is no time; write it as in 2024-05-01T12:30:00+03:00") from error
    return at


def _check_kinds(verdict: str, anchors: Sequence[Anchor]) -> None:
    kinds = {anchor.kind for anchor in anchors}
    if verdict in ("same", "not_same"):
        things = {_THINGS.get(kind) for kind in kinds}
        if len(anchors) < 2 or len(things) != 1 or None in things:
            raise JudgementError(
                "same and not-same take two or more ids of mentions and entities, or of tellings and events; "
                f"given: {', '.join(sorted(kinds))}"
            )
        if len({anchor.detail == "LOC" for anchor in anchors if anchor.kind in ("mention", "entity")}) > 1:
            raise JudgementError(
                "a place is nobody and no body: correct the type of the mention first, with `correct --field type`"
            )
    elif verdict in ("correct", "move") and len(kinds) > 1:
        raise JudgementError(f"one value cannot be that of {' and '.join(sorted(kinds))}: judge them one by one")


def _fields(kind: str) -> Sequence[str]:
    """The values of a thing that can be corrected, the usual one first."""
    own = {"entity": ENTITY_FIELDS, "happening": EVENT_FIELDS, "contradiction": ("status",), "statement": ("value",)}
    return own.get(kind) or layers.FIELDS.get(kind, ())


def _correction(shelf: Shelf, anchors: Sequence[Anchor], field: str | None, value: str | None) -> tuple[str, tuple[Anchor, ...]]:
    """The field meant, and anchors of the annotations that the value names; all checked."""
    kind = anchors[0].kind
    fields = _fields(kind)
    if not fields:
        raise JudgementError(f"a relation has no value of its own: correct the {kind}'s statements, or reject it")
    field = field or fields[0]
    if field not in fields:
        raise JudgementError(f"{kind} has no value {field!r} to correct; there are: {', '.join(fields)}")
    if value is None:
        raise JudgementError("a correction needs a value; an empty one says that there is none")
    if kind == "contradiction" and value not in STATUSES:
        raise JudgementError(f"a contradiction is {', '.join(STATUSES)}; {value!r} is none of these")
    dated = kind == "happening" and field == "date"
    dated = dated or (kind == "statement" and anchors[0].detail == "date")
    if dated and value and not edtf.is_edtf(value):
        raise JudgementError(f"{value!r} is no date; write it as in 2019-05-10, 2019-05 or 2019-04-21/2019-04-30 (EDTF)")
    if kind == "statement":
        _check_statements(shelf, anchors)
    if kind not in layers.KINDS:
        return field, ()
    if field in layers.REFERENCES.get(kind, ()):
        document = anchors[0].item.partition("/")[0]
        return field, tuple(_pointed(shelf, document, value))
    layers.typed(kind, field, value)
    for anchor in anchors:
        layers.corrected(_seen(shelf, anchor), field, layers.typed(kind, field, value), ())
    return field, ()


def _check_statements(shelf: Shelf, anchors: Sequence[Anchor]) -> None:
    for anchor in anchors:
        statement = shelf.record(anchor.item)
        if isinstance(statement, Statement) and statement.value is None:
            raise JudgementError(
                f"{anchor.item} says who or where, not what: correct `{anchor.parts[0].anchor.item if anchor.parts else ''}` "
                "instead, with the id of the right mention"
            )


def _pointed(shelf: Shelf, document: str, value: str) -> Iterator[Anchor]:
    for one in value.split():
        yield casting.annotation_anchor(shelf, one if "/" in one else f"{document}/{one}", True)


def _seen(shelf: Shelf, anchor: Anchor) -> Annotation:
    document, _, one_id = anchor.item.partition("/")
    readings = (shelf.judged(document), shelf.machine(document))
    return next(one for report in readings for one in report.annotations() if one.id == one_id)


def _original(shelf: Shelf, anchor: Anchor, field: str) -> str | None:
    """The machine's value, so that a rule that later reads a third one is noticed."""
    if anchor.kind in layers.KINDS:
        document, _, one_id = anchor.item.partition("/")
        machine = next((one for one in shelf.machine(document).annotations() if one.id == one_id), None)
        return value_in_words(machine or _seen(shelf, anchor), field)
    record = shelf.record(anchor.item)
    if isinstance(record, Statement):
        return record.machine or record.value
    if isinstance(record, Entity | Event):
        return str(getattr(record, field) or "")
    return str(getattr(record, "status", "") or "")


def _check_move(shelf: Shelf, anchors: Sequence[Anchor], span: Span | None) -> None:
    if len(anchors) != 1 or anchors[0].kind not in layers.KINDS:
        raise JudgementError("only one annotation at a time can be moved: give its id, `document id/annotation id`")
    text = shelf.judged(anchors[0].item.partition("/")[0]).document.text
    if span is None or not span.start < span.end <= len(text):
        raise JudgementError(f"the new place must lie inside the report's text, 0 to {len(text)}: give --span START-END")
