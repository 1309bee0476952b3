"""The annotations of a report by kind and id, and which of their fields point to one another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from musnad import edtf
from musnad.errors import JudgementError
from musnad.lexicons import load
from musnad.records import Annotation, AnyAnnotation, Report

LAYERS: Mapping[str, str] = {
    "mention": "mentions", "date": "dates", "quantity": "quantities", "role": "roles", "quotation": "quotations",
    "event": "events", "relation": "relations", "attribute": "attributes", "grounding": "places",
}  # fmt: skip
SINGLE = ("published", "outlet")
KINDS = (*LAYERS, *SINGLE)
"""Kinds of annotation that an analyst may judge; sentences follow from the text."""
ONE, MANY = ("antecedent", "person", "organization", "source", "date_mention", "place", "quantity", "quotation", "subject",
             "object", "entity", "mention"), ("via", "agents", "others")  # fmt: skip
REFERENCES: Mapping[str, tuple[str, ...]] = {
    "mention": ("antecedent",),
    "role": ("person", "organization"),
    "quotation": ("source", "via"),
    "event": ("date_mention", "place", "agents", "others", "quantity", "quotation"),
    "relation": ("subject", "object"),
    "attribute": ("entity", "quotation"),
    "grounding": ("mention",),
}
"""Fields that hold ids of other annotations of the report."""
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "role": ("person",), "relation": ("subject", "object"), "attribute": ("entity",), "grounding": ("mention",),
}  # fmt: skip
"""Without these the annotation says nothing."""
FIELDS: Mapping[str, tuple[str, ...]] = {
    "mention": ("type", "name", "head", "subtype"),
    "date": ("value",),
    "quantity": ("value", "bound", "low", "high", "unit"),
    "published": ("value",),
    "outlet": ("name", "known_as"),
    "role": ("role", "person", "organization", "former", "acting", "state", "since", "until"),
    "quotation": ("source", "anonymous", "mode", "denial"),
    "event": ("type", "date", "place", "agents", "others", "quantity", "modality"),
    "relation": ("predicate", "subject", "object", "date"),
    "attribute": ("property", "value", "entity"),
    "grounding": ("place", "latitude", "longitude", "country"),
}
"""What can be corrected, the usual one first."""
_DATES = {
    ("date", "value"),
    ("published", "value"),
    ("role", "since"),
    ("role", "until"),
    ("event", "date"),
    ("relation", "date"),
}
_LISTED = {("event", "type"): "event_types", ("role", "role"): "roles", ("relation", "predicate"): "predicates"}
_READER: TypeAdapter[Annotation] = TypeAdapter(AnyAnnotation)

Json = dict[str, Any]


def kind_of(annotation: Annotation) -> str:
    """`mention`, `role`..."""
    return str(getattr(annotation, "kind", ""))


def by_kind(report: Report) -> dict[str, dict[str, Annotation]]:
    """Kind → id → annotation, in the order of the report."""
    found: dict[str, dict[str, Annotation]] = {
        kind: {one.id: one for one in getattr(report, layer)} for kind, layer in LAYERS.items()
    }
    for kind in SINGLE:
        one = getattr(report, kind)
        found[kind] = {one.id: one} if one else {}
    return found


def of_kind(report: Report, kind: str) -> tuple[Annotation, ...]:
    """The annotations of one kind."""
    if kind in SINGLE:
        one = getattr(report, kind)
        return (one,) if one else ()
    return tuple(getattr(report, LAYERS[kind]))


def rebuilt(report: Report, layers: Mapping[str, Mapping[str, Annotation]]) -> Report:
    """The report with these annotations in place of its own."""
    update: Json = {layer: tuple(layers[kind].values()) for kind, layer in LAYERS.items()}
    update.update({kind: next(iter(layers[kind].values()), None) for kind in SINGLE})
    return report.model_copy(update=update)


def annotation(data: Json) -> Annotation:
    """An annotation from its plain form."""
    return _READER.validate_python(data)


def plain(one: Annotation) -> Json:
    """An annotation as plain values."""
    return one.model_dump(mode="json")


def says(one: Annotation) -> Json:
    """What an annotation says and where, apart from who found it."""
    return {key: value for key, value in plain(one).items() if key not in ("id", "by", "score", "because")}


def shifted(data: Any, by: int) -> Any:
    """Plain values with all spans in them moved by so many characters."""
    if isinstance(data, dict):
        if set(data) == {"start", "end"}:
            return {"start": data["start"] + by, "end": data["end"] + by}
        return {key: shifted(value, by) for key, value in data.items()}
    return [shifted(value, by) for value in data] if isinstance(data, list) else data


def typed(kind: str, field: str, value: str | None) -> Any:
    """The value of a correction as its field takes it; ids of annotations are given with blanks between them.

    Raises JudgementError for a field that cannot be corrected and for a value that it cannot take.
    """
    if field not in FIELDS.get(kind, ()):
        raise JudgementError(f"{kind} has no value {field!r} to correct; there are: {', '.join(FIELDS.get(kind, ()))}")
    if field in MANY and field in REFERENCES.get(kind, ()):
        return (value or "").split()
    if not value:
        return None
    if (kind, field) in _DATES and not edtf.is_edtf(value):
        raise JudgementError(f"{value!r} is no date; write it as in 2019-05-10, 2019-05 or 2019-04-21/2019-04-30 (EDTF)")
    listed = _LISTED.get((kind, field))
    if listed and value not in load(listed, "musnad.ontology"):
        raise JudgementError(f"{value!r} is not in the list of {listed.replace('_', ' ')}; docs/ontology.md has them all")
    try:
        return json.loads(value) if (kind, field) in _NUMBERS or value in ("true", "false") else value
    except ValueError as error:
        raise JudgementError(f"{value!r} is no number; {kind}.{field} takes one, in European digits") from error


_NUMBERS = {
    ("quantity", "value"),
    ("quantity", "low"),
    ("quantity", "high"),
    ("grounding", "latitude"),
    ("grounding", "longitude"),
}


def corrected(one: Annotation, field: str, value: Any, because: tuple[tuple[str, str], ...]) -> Annotation:
    """The annotation with another value.

    Raises JudgementError where the field does not take it.
    """
    data = {**plain(one), field: value, "score": 1.0, "by": "judgement.correct", "because": because}
    if kind_of(one) == "quantity" and field == "value":
        data |= {"bound": "exact" if one.bound == "vague" else one.bound, "low": None, "high": None}  # type: ignore[attr-defined]
    try:
        return annotation(data)
    except ValidationError as error:
        raise JudgementError(f"{kind_of(one)}.{field} cannot be {value!r}: {error.errors()[0]['msg']}") from error
