"""What a judgement means for single annotations: a relation is rejected with all that states it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from musnad.knowledge.judgements.layers import KINDS, MANY, REFERENCES
from musnad.records import Anchor, Judgement, Span

_EVENT_PARTS = {"date": "date", "place": "place", "agent": "agents", "other": "others", "quantity": "quantity"}
"""Properties of statements about an event → fields of its telling."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing done to one annotation. `drop`: one of the ids in a field goes; `clear`: the value goes; `keep`: it stands."""

    judgement: Judgement
    verdict: Literal["accept", "reject", "correct", "move", "drop", "clear", "keep"]
    anchor: Anchor
    field: str = ""
    value: str | None = None
    references: tuple[Anchor, ...] = ()
    span: Span | None = None


def parts(anchor: Anchor, role: str) -> list[Anchor]:
    """The anchors inside another one that play this part."""
    return [part.anchor for part in anchor.parts if part.role == role]


def operations(judgement: Judgement) -> Iterator[Operation]:
    """What is to be done to annotations."""
    if judgement.verdict in ("same", "not_same", "undo"):
        return
    targets, references = judgement.anchors[: len(judgement.items)], judgement.anchors[len(judgement.items) :]
    for anchor in targets:
        yield from _on(judgement, anchor, references)


def _on(judgement: Judgement, anchor: Anchor, references: tuple[Anchor, ...]) -> Iterator[Operation]:
    verdict = judgement.verdict
    if anchor.kind in KINDS:
        field = judgement.field or ""
        pointing = references if field in REFERENCES.get(anchor.kind, ()) else ()
        yield Operation(judgement, verdict, anchor, field, judgement.value, pointing, judgement.span)  # type: ignore[arg-type]
    elif anchor.kind == "statement":
        yield from _on_statement(judgement, anchor)
    elif verdict in ("accept", "reject"):
        # An entity is rejected as a whole once the entities are known; its mentions may be of others by then.
        role = {"tie": "statement", "happening": "telling", "entity": "mention" if verdict == "accept" else ""}.get(
            anchor.kind, ""
        )
        for part in parts(anchor, role):
            yield from _on(judgement, part, ())


def _on_statement(judgement: Judgement, anchor: Anchor) -> Iterator[Operation]:
    """A statement stands with the annotation that makes it, or with one field of it."""
    stating, at = next(iter(parts(anchor, "by")), None), next(iter(parts(anchor, "at")), None)
    if stating is None:
        return
    if judgement.verdict == "accept":
        yield Operation(judgement, "accept", stating)
    elif judgement.verdict == "correct" and by_itself(anchor, "correct"):
        yield Operation(judgement, "keep", stating)
    elif stating.kind == "event" and anchor.detail in _EVENT_PARTS:
        field = _EVENT_PARTS[anchor.detail]
        if judgement.verdict == "correct" and field == "date":
            yield Operation(judgement, "correct", stating, field, judgement.value)
        elif judgement.verdict == "reject" and field in MANY and at:
            yield Operation(judgement, "drop", stating, field, references=(at,))
        elif judgement.verdict == "reject":
            yield Operation(judgement, "clear", stating, field)
    elif stating.kind == "role" and anchor.detail.endswith("office_at") and judgement.verdict == "reject":
        yield Operation(judgement, "clear", stating, "organization")
    elif stating.kind in ("relation", "attribute"):
        if judgement.verdict == "reject":
            yield Operation(judgement, "reject", stating)
        elif stating.kind == "attribute":
            yield Operation(judgement, "correct", stating, "value", judgement.value)


def by_itself(anchor: Anchor, verdict: str) -> bool:
    """True for a statement that is changed as a row, because no field of an annotation is the same thing."""
    stating = next(iter(parts(anchor, "by")), None)
    if anchor.kind != "statement" or stating is None or verdict not in ("reject", "correct"):
        return False
    if verdict == "reject":
        return anchor.detail in ("name", "said", "office", "former_office")
    return not (stating.kind == "attribute" or (stating.kind == "event" and anchor.detail == "date"))
