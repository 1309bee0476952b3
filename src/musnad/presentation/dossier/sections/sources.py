"""The reports behind the dossier: outlet, date and its basis, fingerprint of the file."""

from __future__ import annotations

from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.evidence import Source
from musnad.presentation.dossier.records import Paragraph, Part, Sentence


def write(desk: Desk) -> list[Paragraph]:
    """One paragraph a report, oldest first."""
    return [Paragraph(sentences=(_sentence(desk, source),)) for source in desk.evidence.sources]


def _sentence(desk: Desk, source: Source) -> Sentence:
    wording = desk.wording
    date = wording.fill(wording.phrases["basis"][source.basis], date=wording.date(source.published))
    first = next(r for r in desk.entity.references if r.document == source.id)
    notes = desk.footnotes.marks([first])
    outlet = Part(kind="name", text=desk.accounts.outlet(source))
    title, sha = wording.quote(source.title), Part(kind="code", text=source.document.sha256)
    if source.copy_of:
        origin = Part(kind="name", text=desk.accounts.outlet(desk.evidence.source(source.copy_of)))
        return wording.sentence(
            wording.say("source_copy", outlet=outlet, title=title, date=date, origin=origin, sha=sha, notes=notes)
        )
    return wording.sentence(wording.say("source", outlet=outlet, title=title, date=date, sha=sha, notes=notes))
