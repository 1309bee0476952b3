"""Composing a dossier: the ordered list of its sections."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from musnad.presentation.dates_in_words import DEFAULT_MONTHS, Language
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.records import Dossier, Paragraph, Section
from musnad.presentation.dossier.sections import contradictions, figures, lead, names, offices, relations, said, sources, timeline

if TYPE_CHECKING:
    from musnad.knowledge.store import Case

SECTIONS: tuple[tuple[str, Callable[[Desk], list[Paragraph]]], ...] = (
    ("lead", lead.write),
    ("names", names.write),
    ("status", timeline.write_origin),
    ("offices", offices.write),
    ("relations", relations.write),
    ("timeline", timeline.write),
    ("said", said.write),
    ("about", said.write_about),
    ("figures", figures.write),
    ("contradictions", contradictions.write),
    ("sources", sources.write),
)


def compose(case: Case, entity_id: str, language: Language = "ar", *, months: str = DEFAULT_MONTHS) -> Dossier:
    """The dossier of an entity, from what the case holds and nothing else.

    Raises NotFound where the case has no such entity.
    """
    desk = Desk(case, entity_id, language, months)
    phrases = desk.wording.phrases
    written = [(name, write(desk)) for name, write in SECTIONS]
    headings = {**phrases["sections"], **(phrases.get("sections_f", {}) if desk.gender == "f" else {})}
    shown = (desk.entity.name_en if language == "en" else None) or desk.entity.name
    return Dossier(
        entity=entity_id,
        name=shown,
        language=language,
        title=phrases["title"].format(name=shown),
        notes_title=phrases["sections"]["notes"],
        sections=tuple(Section(id=name, title=headings[name], paragraphs=tuple(p)) for name, p in written if p),
        footnotes=tuple(desk.footnotes.notes),
    ).in_reading_order()
