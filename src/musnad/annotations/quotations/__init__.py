"""Who is reported to have said what, through whom (PARC: source, cue, content)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from musnad.annotations import passages
from musnad.annotations.quotations.flow import Flow
from musnad.annotations.quotations.passage import quotations_of
from musnad.records import Quotation, Report, annotation_id


def annotate(report: Report) -> Mapping[str, Any]:
    """The quotations of a report, in order of their content."""
    flow = Flow(report)
    found: dict[tuple[int, int], Quotation] = {}
    for passage in passages.read(report):
        for quotation in quotations_of(passage, flow):
            found.setdefault((quotation.span.start, quotation.cue.start), quotation)
    ordered = sorted(found.values(), key=lambda quotation: (quotation.span.start, quotation.span.end, quotation.cue.start))
    seen: dict[str, int] = {}
    numbered = []
    for quotation in ordered:
        identifier = annotation_id("quotation", quotation.span)
        nth = seen.get(identifier, 0)
        seen[identifier] = nth + 1
        numbered.append(quotation.model_copy(update={"id": annotation_id("quotation", quotation.span, nth)}))
    return {"quotations": tuple(numbered)}
