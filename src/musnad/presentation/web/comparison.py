"""Two outlets on one happening and two actors: what is laid side by side, and where the sides differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from musnad.presentation.web.notes import Annotator
from musnad.presentation.web.page import Page
from musnad.presentation.web.tellings import Telling, telling
from musnad.records import Entity, Event, EventMention, Quotation, Reference, Report, Span

Value = tuple[str, Markup]
"""What is compared, and how it is shown: twelve is 12 in words or digits."""


@dataclass(frozen=True)
class Row:
    """One thing that both sides tell, or one of them."""

    label: str
    one: tuple[Value, ...]
    other: tuple[Value, ...]

    @property
    def differs(self) -> bool:
        """True where both say something and have no value in common."""
        return bool(self.one and self.other) and not {key for key, _ in self.one} & {key for key, _ in self.other}


@dataclass(frozen=True)
class Passage:
    """Words of one report around one or more tellings, with the chain of the quotation they stand in."""

    reference: Reference
    span: Span
    highlights: tuple[Span, ...]
    chain: Markup | None


def passages(page: Page, tellings: Sequence[Telling]) -> list[tuple[Report, list[Passage]]]:
    """The tellings report by report; those of one sentence share its words."""
    found: dict[str, tuple[Report, list[Passage]]] = {}
    for told in tellings:
        reference, span = told.reference, page.reader.passage(told.reference)
        _, here = found.setdefault(reference.document, (told.report, []))
        last = here[-1] if here else None
        if last and last.span.overlaps(span) and last.chain == told.chain:
            both = Span(start=min(last.span.start, span.start), end=max(last.span.end, span.end))
            here[-1] = Passage(last.reference, both, (*last.highlights, reference.span), last.chain)
        else:
            here.append(Passage(reference, span, (reference.span,), told.chain))
    return list(found.values())


def outlets_of(page: Page, event: Event) -> list[str]:
    """Outlets that tell of a happening, in the order of its tellings."""
    known = page.reader.summaries
    named = (known[one.document].outlet for one in event.tellings if one.document in known)
    return list(dict.fromkeys(name for name in named if name))


def tellings_of(page: Page, event: Event, outlet: str) -> list[Telling]:
    """One outlet's tellings of a happening."""
    known = page.reader.summaries
    wanted = [one for one in event.tellings if one.document in known and known[one.document].outlet == outlet]
    page.reader.read_ahead(one.document for one in wanted)
    page.reader.quote_ahead(wanted)
    return [telling(page, one) for one in wanted]


def rows(page: Page, one: Sequence[Telling], other: Sequence[Telling]) -> list[Row]:
    """Date, place, parties, number and so on as each side gives them."""
    sides = [values(page, side) for side in (one, other)]
    order = [page.wording(f"row.{key}") for key in ("date", "place", "agents", "others", "quantity", "modality")]
    labels = sorted(dict.fromkeys([*sides[0], *sides[1]]), key=lambda label: _place(order, label))
    return [Row(label, tuple(sides[0].get(label, ())), tuple(sides[1].get(label, ()))) for label in labels]


def values(page: Page, side: Sequence[Telling]) -> dict[str, list[Value]]:
    """What some tellings give, by its label; the same number in words and in digits counts once."""
    found: dict[str, list[Value]] = {}
    for told in side:
        for label, content in told.note.rows if told.note else ():
            key = _number(told) if label == page.wording("row.quantity") else str(content.striptags())
            if label != page.wording("row.happening") and key not in (known for known, _ in found.setdefault(label, [])):
                found[label].append((key, content))
    return {label: values for label, values in found.items() if values}


def _number(told: Telling) -> str:
    """A telling's number with its bound, however it is written."""
    event = told.note.annotation if told.note else None
    wanted = event.quantity if isinstance(event, EventMention) else None
    number = next((one for one in told.report.quantities if one.id == wanted), None)
    return f"{number.bound} {number.value} {number.low} {number.high}" if number else ""


def _place(order: list[str], label: str) -> int:
    return order.index(label) if label in order else len(order)


@dataclass(frozen=True)
class Word:
    """What an actor is quoted with."""

    reference: Reference
    chain: Markup
    quotation: Quotation


def said_of(page: Page, documents: Sequence[str], speaker: Entity, about: Entity) -> list[Word]:
    """Quotations of the one that name the other, in reports that name both."""
    found = []
    for document in documents:
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
