"""Names and spellings besides its own, each with its first appearance: the settled, the likely, the disputed."""

from __future__ import annotations

from musnad.presentation.dossier.agreement import in_case
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.records import Paragraph, Part
from musnad.presentation.dossier.wording import Parts
from musnad.records import Alias

FULLY = 6
"""Names told with their first appearance; where there are more, a footnote has it."""
_PHRASES = {"certain": "other_names", "likely": "likely_names", "disputed": "disputed_names"}


def write(desk: Desk) -> list[Paragraph]:
    """One sentence a grade; nothing where the reports use one name only."""
    sentences = []
    for grade, phrase in _PHRASES.items():
        aliases = _different([a for a in desk.entity.aliases if a.grade == grade and a.references], desk.entity.name)
        if aliases:
            template = desk.wording.phrases[f"names_{desk.gender}"].get(phrase) if desk.gender != "m" else None
            words = desk.wording.fill(template or desk.wording.phrase(phrase), name=desk.name, names=_listed(desk, aliases))
            sentences.append(desk.wording.sentence(words))
    return [Paragraph(sentences=tuple(sentences))] if sentences else []


def _different(aliases: list[Alias], own: str) -> list[Alias]:
    """Those that differ from the name, and from each other, in more than their case."""
    kept: dict[str, Alias] = {}
    for alias in aliases:
        kept.setdefault(in_case(alias.name, nominative=True), alias)
    kept.pop(in_case(own, nominative=True), None)
    return list(kept.values())


def _listed(desk: Desk, aliases: list[Alias]) -> Parts:
    """Oldest first."""
    firsts = [(desk.evidence.sorted_references(alias.references)[0], alias) for alias in aliases]
    firsts.sort(key=lambda pair: (*desk.evidence.source(pair[0].document).order(pair[0].span.start), pair[1].name))
    items = []
    for first, alias in firsts:
        before, after = desk.wording.phrases["quote"].split("{words}")
        name = (Part(text=before), Part(kind="name", text=alias.name, entity=desk.entity.id), Part(text=after))
        if len(firsts) > FULLY:
            items.append((*name, *desk.footnotes.marks([first])))
        else:
            items.append(desk.wording.say("name_first", name=name, where=desk.accounts.seen([first])))
    return desk.wording.listing(items)
