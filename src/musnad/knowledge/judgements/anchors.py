"""Finding again what a judgement is about: by place, by words where the place has shifted, by overlap where a rule reads on.

The words come first: where the text at the old place is not what was quoted, the same words nearest to it are looked for, those
with the same surroundings before others. Only then is it asked which annotation stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from musnad.records import Anchor, Annotation, Document, Span

AROUND = 24
"""Characters kept on either side of the words."""
_ENOUGH = 0.5
"""Share of the characters of both (in one, over in either) from which two spans are one reading, drawn otherwise."""
_DETAILS: Mapping[str, tuple[str, ...]] = {
    "mention": ("type",), "event": ("type",), "relation": ("predicate",), "attribute": ("property",), "role": ("role",),
}  # fmt: skip
"""What tells two annotations of one kind at one place apart."""

Alternatives = Mapping[str, Iterable[Span]]


def place(document: Document, anchor: Anchor) -> Span | None:
    """Where the anchor's words stand in the document as it is read now; None where they are gone."""
    span, text = anchor.span, document.text
    if span is None:
        return None
    if span.of(text) == anchor.text and (anchor.text or span.end <= len(text)):
        return span
    if not anchor.text:
        return None
    return _nearest(text, anchor, span)


def _nearest(text: str, anchor: Anchor, old: Span) -> Span | None:
    """The same words: those whose surroundings are the same too, then those nearest to the old place."""
    best: tuple[int, int, int] | None = None
    at = text.find(anchor.text)
    while at >= 0:
        end = at + len(anchor.text)
        alike = text[max(0, at - AROUND) : at].endswith(anchor.before) + text[end : end + AROUND].startswith(anchor.after)
        rank = (-alike, abs(at - old.start), at)
        best = min(best, rank) if best else rank
        at = text.find(anchor.text, at + 1)
    return Span(start=best[2], end=best[2] + len(anchor.text)) if best else None


def detail(annotation: Annotation) -> str:
    """What tells this annotation from others of its kind at its place."""
    kind = str(getattr(annotation, "kind", ""))
    return " ".join(str(getattr(annotation, name) or "") for name in _DETAILS.get(kind, ()))


def overlap(one: Span, other: Span) -> float:
    """Characters in both over characters in either."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    if shared <= 0:
        return float(one == other)
    return shared / (max(one.end, other.end) - min(one.start, other.start))


def match(anchor: Anchor, where: Span, annotations: Iterable[Annotation], spans: Alternatives) -> str | None:
    """Id of the annotation that the anchor means, among those of its kind; `spans`: where else an annotation was placed."""
    best: tuple[Any, ...] | None = None
    wanted_id = anchor.item.partition("/")[2]
    for annotation in annotations:
        places = (annotation.span, *spans.get(annotation.id, ()))
        share = max(overlap(one, where) for one in places)
        if share < _ENOUGH:
            continue
        same_end = wanted_id.rsplit("-", 1)[-1] == annotation.id.rsplit("-", 1)[-1]
        rank = (-share, detail(annotation) != anchor.detail, annotation.id != wanted_id, not same_end, annotation.id)
        best = min(best, rank) if best else rank
    return str(best[-1]) if best else None


def anchored(document: Document, span: Span) -> dict[str, Any]:
    """What an anchor holds of a place in a document."""
    text = document.text
    return {
        "sha256": document.sha256, "span": span, "text": span.of(text),
        "before": text[max(0, span.start - AROUND) : span.start], "after": text[span.end : span.end + AROUND],
    }  # fmt: skip
