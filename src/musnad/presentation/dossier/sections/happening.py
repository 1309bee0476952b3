"""A dossier of one happening: what is told, on how many independent sources it rests, and each report's own words."""

from __future__ import annotations

from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.records import Paragraph, Part
from musnad.presentation.dossier.sections.timeline import sentence_on
from musnad.presentation.dossier.speech import shortened
from musnad.records import Event, Reference


def write(desk: Desk) -> list[Paragraph]:
    """The happening in one sentence, then the reckoning of its sources."""
    event = _event(desk)
    sentences = [sentence_on(desk, event, reckoned=False)]
    marks = desk.footnotes.marks(desk.evidence.sorted_references(_firsts(desk, event)))
    reports = desk.wording.count(len(desk.evidence.sources), "report")
    sources = desk.wording.count(event.sources, "source")
    sentences.append(desk.wording.sentence(desk.wording.say("rests_on", reports=reports, sources=sources, notes=marks)))
    for source in desk.evidence.sources:
        if source.copy_of:
            names = [Part(kind="name", text=desk.accounts.outlet(s)) for s in (source, desk.evidence.source(source.copy_of))]
            mark = desk.footnotes.marks(r for r in _firsts(desk, event) if r.document == source.id)
            said = desk.wording.say("counts_once", outlet=names[0], origin=names[1], notes=mark)
            sentences.append(desk.wording.sentence(said))
    return [Paragraph(sentences=tuple(sentences))]


def write_tellings(desk: Desk) -> list[Paragraph]:
    """Each report's sentence, one under the other, oldest first."""
    paragraphs = []
    for reference in desk.evidence.sorted_references(_firsts(desk, _event(desk))):
        source = desk.evidence.source(reference.document)
        around = source.sentence_around(reference.span) or reference.span
        words = desk.wording.say(
            "tells", outlet=Part(kind="name", text=desk.accounts.outlet(source)),
            when="" if desk.footnotes.bylines.has_date(source) else f" {desk.wording.when_published(source.published)}",
            words=desk.wording.quote(shortened(source.document.quote(around))), notes=desk.footnotes.marks([reference]),
        )  # fmt: skip
        paragraphs.append(Paragraph(sentences=(desk.wording.sentence(words),)))
    return paragraphs


def _event(desk: Desk) -> Event:
    return next(event for event in desk.evidence.events if event.id == desk.evidence.event)


def _firsts(desk: Desk, event: Event) -> list[Reference]:
    """The first telling of each report."""
    firsts: dict[str, Reference] = {}
    for telling in sorted(event.tellings, key=lambda r: r.span.start):
        firsts.setdefault(telling.document, telling)
    return list(firsts.values())
