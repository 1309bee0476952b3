"""A report whose layers are read when somebody looks at them: most pages want its text and one or two of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, bindparam, text

from musnad.records import Annotation, Document, Report

LAYERS = tuple(name for name in Report.model_fields if name != "document")
_RAW = "_raw_layers"
_QUERY = "SELECT document, " + ", ".join(f"json_extract(annotations, '$.{name}') AS {name}" for name in LAYERS)
_MANY = text(_QUERY + " FROM reports WHERE document_id IN :ids").bindparams(bindparam("ids", expanding=True))
_AT_ONCE = 100
_OF_KIND = {
    "sentence": "sentences", "mention": "mentions", "date": "dates", "quantity": "quantities", "role": "roles",
    "quotation": "quotations", "event": "events", "relation": "relations", "attribute": "attributes", "grounding": "places",
}  # fmt: skip
"""Beginning of an annotation's id → the layer it stands in."""


@cache
def _adapter(layer: str) -> TypeAdapter[Any]:
    return TypeAdapter(Report.model_fields[layer].annotation or tuple)


class LayeredReport(Report):
    """Equal to the report in everything that is read from it; to write it, make a whole one (`whole`)."""

    def __getattr__(self, name: str) -> Any:
        """A layer that nobody has looked at yet."""
        raw = self.__dict__.get(_RAW)
        if raw is None or name not in raw:
            raise AttributeError(name)
        kept = raw[name]
        value = Report.model_fields[name].get_default() if kept is None else _adapter(name).validate_json(kept)
        self.__dict__[name] = value
        return value

    def whole(self) -> Report:
        """The report with all its layers."""
        return Report.model_construct(document=self.document, **{name: getattr(self, name) for name in LAYERS})


def read(connection: Connection, ids: Sequence[str]) -> dict[str, LayeredReport]:
    """These reports as the rules read them; ids of none are passed over."""
    found: dict[str, LayeredReport] = {}
    for start in range(0, len(ids), _AT_ONCE):
        for row in connection.execute(_MANY, {"ids": list(ids[start : start + _AT_ONCE])}):
            report = LayeredReport.model_construct(document=Document.model_validate_json(row.document))
            for name in LAYERS:
                report.__dict__.pop(name, None)
            report.__dict__[_RAW] = {name: row._mapping[name] for name in LAYERS}
            found[report.document.id] = report
    return found


class Annotations:
    """The annotations of a report by id; only the layer of an id is read."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._layers: dict[str, dict[str, Annotation]] = {}

    def get(self, identifier: str) -> Annotation | None:
        """The annotation of this id, None where there is none."""
        layer = _OF_KIND.get(identifier.partition("-")[0])
        if layer is not None:
            found = self._layer(layer).get(identifier)
            if found is not None:
                return found
        # An id of another form: the outlet's, the date of publication's.
        return next((one for one in (self._report.outlet, self._report.published) if one and one.id == identifier), None)

    def _layer(self, name: str) -> dict[str, Annotation]:
        if name not in self._layers:
            self._layers[name] = {one.id: one for one in getattr(self._report, name)}
        return self._layers[name]
