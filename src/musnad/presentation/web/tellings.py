"""One report's telling of a happening, as the pages of events and of comparisons show it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from musnad.presentation.web.notes import Annotator, Note
from musnad.presentation.web.page import Page
from musnad.records import EventMention, Reference, Report


@dataclass(frozen=True)
class Telling:
    """One report's telling of a happening."""

    reference: Reference
    report: Report
    note: Note | None
    chain: Markup | None


def telling(page: Page, reference: Reference) -> Telling:
    """The telling that stands here, with its note and the chain of the quotation it stands in."""
    report = page.reader.report(reference.document)
    annotator = Annotator(report, page.phrases)
    told: EventMention | None = next((one for one in report.events if one.id == reference.annotation), None)
    quotation = next((one for one in report.quotations if told and one.id == told.quotation), None)
    return Telling(reference, report, annotator.note(told) if told else None, annotator.chain(quotation) if quotation else None)
