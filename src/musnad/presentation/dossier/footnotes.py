"""Footnotes of a dossier: one number for one sentence of a report, however often it is cited."""

from __future__ import annotations

from collections.abc import Iterable

from musnad.presentation.dossier.bylines import Bylines
from musnad.presentation.dossier.evidence import Evidence, Source
from musnad.presentation.dossier.records import Footnote, Part
from musnad.presentation.dossier.wording import Parts, Wording
from musnad.records import Reference, Span

# A quoted sentence longer than this is cut to its middle: about 65 Arabic words, four lines of a printed page. Nearly all
# sentences of news are shorter, so that what is cited from one of them is one footnote and quotes it whole.
LONGEST = 400


class Footnotes:
    """Numbers places in the order in which they are first cited."""

    def __init__(self, evidence: Evidence, wording: Wording) -> None:
        self.evidence, self.wording, self.bylines = evidence, wording, Bylines(evidence, wording)
        self._numbers: dict[tuple[str, Span], int] = {}
        self.notes: list[Footnote] = []

    def marks(self, references: Iterable[Reference]) -> Parts:
        """The marks of these places, each once, in the order given."""
        numbers = dict.fromkeys(self._number(reference) for reference in references)
        return tuple(Part(kind="note", text=str(number)) for number in numbers)

    def _number(self, reference: Reference) -> int:
        # One sentence of a report is one footnote, whatever in it is cited; it links to what was cited first.
        span, *cut = self._quoted(self.evidence.source(reference.document), reference.span)
        key = (reference.document, span)
        if key not in self._numbers:
            self._numbers[key] = len(self.notes) + 1
            self.notes.append(self._footnote(self._numbers[key], reference, span, *cut))
        return self._numbers[key]

    def outlet(self, source: Source) -> str:
        """What the report is called."""
        return self.bylines.outlet(source)

    def _footnote(self, number: int, reference: Reference, span: Span, cut_start: bool, cut_end: bool) -> Footnote:
        source = self.evidence.source(reference.document)
        outlet = self.outlet(source)
        date = self.wording.date(source.published)
        quote = source.document.quote(span)
        origin = self.evidence.source(source.copy_of) if source.copy_of else None
        anchor = reference.annotation or next((s.id for s in source.report.sentences if s.span.contains(reference.span)), None)
        shown = ("… " if cut_start else "") + quote + (" …" if cut_end else "")
        line = source.document.line_at(reference.span.start).number
        phrase = "note_dated" if self.bylines.has_date(source) else "note"
        parts = self.wording.say(
            phrase, outlet=Part(kind="name", text=outlet), date=date, line=str(line), quote=self.wording.verbatim(shown)
        )
        if origin:
            name = Part(kind="name", text=self.outlet(origin))
            parts = (*parts, *self.wording.say("note_copy", origin=name))
        return Footnote(
            number=number, document=source.id, span=span, outlet=outlet, title=source.title, published=source.published,
            basis=source.basis, date=date, line=line, quote=quote, cut_start=cut_start, cut_end=cut_end,
            origin=self.outlet(origin) if origin else None, sha256=source.document.sha256,
            target=f"reports/{source.id}" + (f"#{anchor}" if anchor else ""), parts=parts,
        )  # fmt: skip

    def _quoted(self, source: Source, span: Span) -> tuple[Span, bool, bool]:
        """The sentence around a span, cut at word boundaries where it is long."""
        line = source.document.line_at(span.start).span
        around = source.sentence_around(span) or line
        if not around.contains(span):
            return span, False, False
        if around.end - around.start <= LONGEST:
            return around, False, False
        spare = max(0, LONGEST - (span.end - span.start)) // 2
        start, end = max(around.start, span.start - spare), min(around.end, span.end + spare)
        while start > around.start and not source.text[start - 1].isspace():
            start -= 1
        while end < around.end and not source.text[end].isspace():
            end += 1
        return Span(start=start, end=end), start > around.start, end < around.end
