"""Composing a dossier: the ordered list of its sections."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from musnad.presentation.dates_in_words import DEFAULT_MONTHS, Language
from musnad.presentation.dossier.agreement import in_case
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.holdings import Reading
from musnad.presentation.dossier.records import Dossier, Paragraph, Section
from musnad.presentation.dossier.sections import (
    contradictions,
    figures,
    happening,
    lead,
    names,
    offices,
    origin,
    relations,
    said,
    sources,
    timeline,
)

if TYPE_CHECKING:
    from musnad.knowledge.store import Case

SECTIONS: tuple[tuple[str, Callable[[Desk], list[Paragraph]]], ...] = (
    ("lead", lead.write),
    ("names", names.write),
    ("status", origin.write),
    ("offices", offices.write),
    ("relations", relations.write),
    ("timeline", timeline.write),
    ("undated", timeline.write_undated),
    ("said", said.write),
    ("against", said.write_against),
    ("about", said.write_about),
    ("figures", figures.write),
    ("contradictions", contradictions.write),
    ("sources", sources.write),
)

ON_A_HAPPENING: tuple[tuple[str, Callable[[Desk], list[Paragraph]]], ...] = (
    ("lead", happening.write),
    ("tellings", happening.write_tellings),
    ("about", said.write_about),
    ("figures", figures.write),
    ("contradictions", contradictions.write),
    ("sources", sources.write),
)


def compose(
    case: Case,
    entity_id: str,
    language: Language = "ar",
    *,
    months: str = DEFAULT_MONTHS,
    reading: Reading | None = None,
    whole: bool = False,
) -> Dossier:
    """The dossier of an entity or of a happening, from what the case holds and nothing else.

    `reading` is where somebody keeps reports already. `whole` leaves out no happening, saying or name of the
    reports that it is written of, and writes it of more of them. Raises NotFound where the case has neither of this id.
    """
    desk = Desk(case, entity_id, language, months, reading, whole=whole)
    phrases = desk.wording.phrases
    written = []
    for name, write in ON_A_HAPPENING if desk.evidence.event else SECTIONS:
        desk.wording.begin_section()
        written.append((name, write(desk)))
    headings = {**phrases["sections"], **phrases.get(f"sections_{desk.gender}", {})}
    headings |= phrases.get(f"sections_{desk.entity.type}_{desk.gender}", {})
    arabic = in_case(desk.entity.name, nominative=True) if desk.entity.type == "ORG" else desk.entity.name
    shown = (desk.entity.name_en if language == "en" else None) or arabic
    return Dossier(
        entity=entity_id,
        name=shown,
        language=language,
        title=phrases["title"].format(name=shown),
        notes_title=phrases["sections"]["notes"],
        sections=tuple(Section(id=name, title=headings[name], paragraphs=tuple(p)) for name, p in written if p),
        footnotes=tuple(desk.footnotes.notes),
        naming=desk.evidence.naming,
        written_of=len(desk.evidence.sources),
        in_part=_in_part(desk),
    ).in_reading_order()


def _in_part(desk: Desk) -> str:
    """`كُتب هذا الملف من 24 تقريرًا من أصل 6150`: said at the head where the dossier is not written of all reports."""
    read, naming = len(desk.evidence.sources), desk.evidence.naming
    if read >= naming:
        return ""
    return str(desk.wording.phrases["in_part"]).format(read=desk.wording.count(read, "report"), naming=f"{naming:,}")
