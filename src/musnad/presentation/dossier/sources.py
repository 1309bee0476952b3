"""One report as a source of a dossier."""

from __future__ import annotations

from functools import cached_property

from musnad import edtf
from musnad.knowledge.store.layered import Annotations
from musnad.records import LineKind, Quotation, Report, Span

OPENING = 9
"""Words of a report's first line that stand for a headline it has not."""


class Source:
    """One report as a source of the dossier."""

    def __init__(self, report: Report, copy_of: str | None) -> None:
        self.report, self.copy_of = report, copy_of
        self.document = report.document
        self.id = report.document.id
        self.text = report.document.text
        self.outlet = report.outlet.name if report.outlet else report.document.metadata.outlet
        self.published = report.published.value if report.published else None
        self.basis = report.published.basis if report.published else "unknown"
        self._order = (*edtf.sort_key(self.published), self.document.name)

    @cached_property
    def annotations(self) -> Annotations:
        """What was found in it, by id."""
        return Annotations(self.report)

    @cached_property
    def title(self) -> str:
        """The headline, else what the page calls itself, else its first words, else the file name."""
        headlines = (self.document.quote(line.span) for line in self.document.lines if line.kind is LineKind.headline)
        title = next(headlines, None) or self.document.metadata.title or self._opening() or self.document.name
        return " ".join(title.split())

    def _opening(self) -> str:
        first = next((self.document.quote(line.span) for line in self.document.body()), "").split()
        return " ".join(first[:OPENING]) + (" …" if len(first) > OPENING else "")

    def order(self, position: int = 0) -> tuple[object, ...]:
        """Sorts by publication, then name, then place in the text."""
        return (*self._order, position)

    def sentence_around(self, span: Span) -> Span | None:
        """The sentence that holds these words."""
        return next((sentence.span for sentence in self.report.sentences if sentence.span.contains(span)), None)

    def quotation_around(self, span: Span) -> Quotation | None:
        """The narrowest quotation that holds these words."""
        holding = [quotation for quotation in self.report.quotations if quotation.span.contains(span)]
        return min(holding, key=lambda quotation: quotation.span.end - quotation.span.start, default=None)
