"""The reports of a case in one fixed order, with what every part of `knowledge` looks up in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Set
from functools import cached_property

from musnad.knowledge.packing import Pool, in_rows, made, slim
from musnad.records import (
    Annotation,
    DateMention,
    EventMention,
    Grounding,
    LineKind,
    Mention,
    Quantity,
    Quotation,
    Reference,
    Report,
    Sentence,
    Span,
)


def mention_key(document: str, mention: str) -> str:
    """Name of an annotation across reports: `document id/annotation id`."""
    return f"{document}/{mention}"


@in_rows
class Indexed:
    """One report with its annotations by id."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.id = report.document.id
        self.text = report.document.text
        self._cited: dict[str, Reference] = {}
        self.mentions: dict[str, Mention] = {mention.id: mention for mention in report.mentions}
        self.dates: dict[str, DateMention] = {date.id: date for date in report.dates}
        self.quantities: dict[str, Quantity] = {quantity.id: quantity for quantity in report.quantities}
        self.quotations: dict[str, Quotation] = {quotation.id: quotation for quotation in report.quotations}
        self.events: dict[str, EventMention] = {event.id: event for event in report.events}
        self.groundings: dict[str, Grounding] = {grounding.mention: grounding for grounding in report.places}
        """By mention id."""

    def key(self, mention: str) -> str:
        """Name of one of this report's annotations across reports."""
        return mention_key(self.id, mention)

    def quote(self, span: Span) -> str:
        """The words of a span, untouched."""
        return span.of(self.text)

    def line(self, position: int) -> int:
        """Number of the line that holds this offset."""
        return self.report.document.line_at(position).number

    def reference(self, span: Span, annotation: str | None = None) -> Reference:
        """Where a span stands: document, characters, line."""
        return made(Reference, document=self.id, span=span, line=self.line(span.start), annotation=annotation)

    def cite(self, annotation: Annotation) -> Reference:
        """Where an annotation stands."""
        known = self._cited.get(annotation.id)
        if known is None:
            known = self._cited[annotation.id] = self.reference(annotation.span, annotation.id)
        same = known.span is annotation.span or known.span == annotation.span
        return known if same else self.reference(annotation.span, annotation.id)

    def after(self, position: int, characters: int) -> list[Mention]:
        """The places named within so many characters behind a position, the nearest first."""
        at = bisect_right(self._place_starts, position)
        return [one for one in self._places[at : at + 2] if one.span.start - position <= characters]

    @cached_property
    def _places(self) -> list[Mention]:
        named = (mention for mention in self.report.mentions if mention.type == "LOC" and not mention.nominal)
        return sorted(named, key=lambda mention: mention.span.start)

    @cached_property
    def _place_starts(self) -> list[int]:
        return [mention.span.start for mention in self._places]

    def in_sentence(self, position: int) -> list[Quantity]:
        """The figures of the sentence that holds this offset."""
        sentence = self.sentence_at(position)
        return self._figures.get(sentence.id, []) if sentence else []

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds this offset."""
        at = bisect_right(self._starts, position) - 1
        found = self._sentences[at] if at >= 0 else None
        return found if found and position < found.span.end else None

    def nearest_event(self, quantity: Quantity, kinds: Set[str] | None = None) -> str | None:
        """The event mention (of these types) of the figure's sentence that stands nearest to it, before it rather than behind."""
        sentence = self.sentence_at(quantity.span.start)
        if sentence is None:
            return None
        start = quantity.span.start
        inside = [
            event for event in self.report.events
            if sentence.span.contains(event.span) and (kinds is None or event.type in kinds)
        ]  # fmt: skip
        near = min(inside, key=lambda event: (abs(event.span.start - start), event.span.start, event.id), default=None)
        return near.id if near else None

    @cached_property
    def first_paragraph(self) -> int:
        """Number of the line of the first paragraph; 0 where there is none."""
        kinds = ((line.kind, line.number) for line in self.report.document.lines)
        return next((number for kind, number in kinds if kind is LineKind.paragraph), 0)

    @cached_property
    def first_event(self) -> str | None:
        """The event mention that stands first, captions of pictures left out."""
        told = [
            event for event in self.report.events
            if self.report.document.line_at(event.span.start).kind is not LineKind.caption
        ]  # fmt: skip
        first = min(told, key=lambda event: (event.span.start, event.id), default=None)
        return first.id if first else None

    @cached_property
    def counts(self) -> dict[str, str | None]:
        """Figure → what it counts (`figures.counted`), of those that were asked for."""
        return {}

    @cached_property
    def _sentences(self) -> list[Sentence]:
        return sorted(self.report.sentences, key=lambda sentence: (sentence.span.start, sentence.id))

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self._sentences]

    @cached_property
    def _figures(self) -> dict[str, list[Quantity]]:
        found: dict[str, list[Quantity]] = {}
        for quantity in self.report.quantities:
            if sentence := self.sentence_at(quantity.span.start):
                found.setdefault(sentence.id, []).append(quantity)
        return found

    @cached_property
    def published(self) -> str | None:
        """EDTF of the publication, None where unknown."""
        return self.report.published.value if self.report.published else None


class Corpus:
    """All reports, ordered by document id: nothing derived depends on the order in which they came."""

    def __init__(self, reports: Iterable[Report]) -> None:
        pool = Pool()
        by_id = {report.document.id: slim(report, pool) for report in reports}
        self.reports: tuple[Indexed, ...] = tuple(Indexed(by_id[key]) for key in sorted(by_id))
        self.by_id: dict[str, Indexed] = {indexed.id: indexed for indexed in self.reports}

    def __getitem__(self, document: str) -> Indexed:
        return self.by_id[document]
