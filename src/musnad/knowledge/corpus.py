"""The reports of a case in one fixed order, with what every part of `knowledge` looks up in them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from musnad.records import (
    Annotation,
    DateMention,
    EventMention,
    Mention,
    Quantity,
    Quotation,
    Reference,
    Report,
    Span,
)


def mention_key(document: str, mention: str) -> str:
    """Name of an annotation across reports: `document id/annotation id`."""
    return f"{document}/{mention}"


class Indexed:
    """One report with its annotations by id."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.id = report.document.id
        self.text = report.document.text
        self.mentions: dict[str, Mention] = {mention.id: mention for mention in report.mentions}
        self.dates: dict[str, DateMention] = {date.id: date for date in report.dates}
        self.quantities: dict[str, Quantity] = {quantity.id: quantity for quantity in report.quantities}
        self.quotations: dict[str, Quotation] = {quotation.id: quotation for quotation in report.quotations}
        self.events: dict[str, EventMention] = {event.id: event for event in report.events}

    def key(self, mention: str) -> str:
        """Name of one of this report's annotations across reports."""
        return mention_key(self.id, mention)

    def quote(self, span: Span) -> str:
        """The words of a span, untouched."""
        return span.of(self.text)

    def reference(self, span: Span, annotation: str | None = None) -> Reference:
        """Where a span stands: document, characters, line."""
        return Reference(
            document=self.id, span=span, line=self.report.document.line_at(span.start).number, annotation=annotation
        )

    def cite(self, annotation: Annotation) -> Reference:
        """Where an annotation stands."""
        return self.reference(annotation.span, annotation.id)

    @cached_property
    def published(self) -> str | None:
        """EDTF of the publication, None where unknown."""
        return self.report.published.value if self.report.published else None


class Corpus:
    """All reports, ordered by document id: nothing derived depends on the order in which they came."""

    def __init__(self, reports: Iterable[Report]) -> None:
        by_id = {report.document.id: report for report in reports}
        self.reports: tuple[Indexed, ...] = tuple(Indexed(by_id[key]) for key in sorted(by_id))
        self.by_id: dict[str, Indexed] = {indexed.id: indexed for indexed in self.reports}

    def __getitem__(self, document: str) -> Indexed:
        return self.by_id[document]
