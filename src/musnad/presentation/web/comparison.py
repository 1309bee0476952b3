"""Two outlets on one happening and two actors: what is laid side by side, and where the sides differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from musnad.presentation.web.notes import Annotator
from musnad.presentation.web.page import Page
from musnad.presentation.web.tellings import Telling, telling
from musnad.records import Entity, Event, Quotation, Reference, Report

_REPORTS_READ = 60
"""Reports naming two actors that are read for what the one says of the other."""


@dataclass(frozen=True)
class Row:
    """One thing that both sides tell, or one of them."""

    label: str
    one: tuple[Markup, ...]
    other: tuple[Markup, ...]

    @property
    def differs(self) -> bool:
        """True where both say something and not the same."""
        return bool(self.one and self.other) and {str(cell.striptags()) for cell in self.one} != {
            str(cell.striptags()) for cell in self.other
        }


def outlets_of(page: Page, event: Event) -> list[str]:
    """Outlets that tell of a happening, in the order of its tellings."""
    known = page.reader.summaries
    named = (known[one.document].outlet for one in event.tellings if one.document in known)
    return list(dict.fromkeys(name for name in named if name))


def tellings_of(page: Page, event: Event, outlet: str) -> list[Telling]:
    """One outlet's tellings of a happening."""
    known = page.reader.summaries
    return [telling(page, one) for one in event.tellings if one.document in known and known[one.document].outlet == outlet]


def rows(page: Page, one: Sequence[Telling], other: Sequence[Telling]) -> list[Row]:
    """Date, place, parties, number and so on as each side gives them."""
    sides = [_values(page, side) for side in (one, other)]
    labels = dict.fromkeys([*sides[0], *sides[1]])
    return [Row(label, tuple(sides[0].get(label, ())), tuple(sides[1].get(label, ()))) for label in labels]


def _values(page: Page, side: Sequence[Telling]) -> dict[str, list[Markup]]:
    found: dict[str, list[Markup]] = {}
    for told in side:
        for label, content in told.note.rows if told.note else ():
            if label != page.wording("row.happening") and content not in found.setdefault(label, []):
                found[label].append(content)
    # In the order of a note, whichever telling gave a value first.
    order = [page.wording(f"row.{key}") for key in ("date", "place", "agents", "others", "quantity", "modality")]
    return {label: found[label] for label in sorted((one for one in found if found[one]), key=lambda one: _place(order, one))}


def _place(order: list[str], label: str) -> int:
    return order.index(label) if label in order else len(order)


@dataclass(frozen=True)
class Word:
    """What an actor is quoted with."""

    reference: Reference
    chain: Markup
    quotation: Quotation


def said_of(page: Page, speaker: Entity, about: Entity) -> list[Word]:
    """Quotations of the one that name the other."""
    found = []
    for document in page.case.reports_naming(speaker.id, about.id, _REPORTS_READ):
        report = page.reader.report(document)
        meant = {mention.id: page.reader.entity_of(document, mention.id) for mention in report.mentions}
        named = [one.span for one in report.mentions if (entity := meant[one.id]) and entity.id == about.id]
        for quotation in report.quotations:
            source = meant.get(quotation.source or "")
            if source and source.id == speaker.id and any(quotation.span.contains(span) for span in named):
                found.append(_word(page, report, quotation))
    return found


def _word(page: Page, report: Report, quotation: Quotation) -> Word:
    line = report.document.line_at(quotation.span.start).number
    reference = Reference(document=report.document.id, span=quotation.span, line=line, annotation=quotation.id)
    return Word(reference, Annotator(report, page.phrases).chain(quotation), quotation)
