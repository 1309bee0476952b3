"""Names and spellings besides its own, each with its first appearance: the settled, the likely, the disputed."""

from __future__ import annotations

from musnad.presentation.dossier.agreement import in_case
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.records import Paragraph, Part
from musnad.presentation.dossier.wording import Parts
from musnad.records import Alias, Reference

FULLY = 6
"""Names told with their first appearance; where there are more, a footnote has a place of each."""
MOST = 12
"""Names told of one grade: those that stand most often."""
SPARE = 2
"""No more than these are not worth leaving out."""
_PHRASES = {"certain": "other_names", "likely": "likely_names", "disputed": "disputed_names"}


def write(desk: Desk) -> list[Paragraph]:
    """One sentence a grade; nothing where the reports use one name only."""
    sentences = []
    for grade, phrase in _PHRASES.items():
        aliases = _different([a for a in desk.entity.aliases if a.grade == grade and a.references], desk.entity.name)
        if aliases:
            template = desk.wording.phrases[f"names_{desk.gender}"].get(phrase) if desk.gender != "m" else None
            shown = _most_used(desk, aliases)
            words = desk.wording.fill(template or desk.wording.phrase(phrase), name=desk.name, names=_listed(desk, shown))
            sentences.append(desk.wording.sentence(words))
            if left := [alias for alias in aliases if alias not in shown]:
                marks = desk.footnotes.marks(_place(desk, alias) for alias in left[:3])
                more = desk.wording.say("more_names", count=desk.wording.count(len(left), "name"), notes=marks)
                sentences.append(desk.wording.sentence(more))
    return [Paragraph(sentences=tuple(sentences))] if sentences else []


def _different(aliases: list[Alias], own: str) -> list[Alias]:
    """Those that differ from the name, and from each other, in more than their case."""
    kept: dict[str, Alias] = {}
    for alias in aliases:
        kept.setdefault(in_case(alias.name, nominative=True), alias)
    kept.pop(in_case(own, nominative=True), None)
    return list(kept.values())


def _most_used(desk: Desk, aliases: list[Alias]) -> list[Alias]:
    """Where there are too many, those that stand most often."""
    if desk.evidence.whole or len(aliases) <= MOST + SPARE:
        return aliases
    times = dict(zip((alias.name for alias in desk.entity.aliases), getattr(desk.entity, "times", ()), strict=False))
    return sorted(aliases, key=lambda one: (-times.get(one.name, len(one.references)), one.name))[:MOST]


def _place(desk: Desk, alias: Alias) -> Reference:
    """The first place of a name in the reports of the dossier, else its first of all."""
    ordered = desk.evidence.sorted_references(alias.references)
    return next((one for one in ordered if desk.evidence.references_in(one.document)), ordered[0])


def _listed(desk: Desk, aliases: list[Alias]) -> Parts:
    """Oldest first."""
    many = len(aliases) > FULLY
    firsts = [(_place(desk, alias) if many else desk.evidence.sorted_references(alias.references)[0], alias) for alias in aliases]
    firsts.sort(key=lambda pair: (*desk.evidence.order(pair[0]), pair[1].name))
    items = []
    for first, alias in firsts:
        before, after = desk.wording.phrases["quote"].split("{words}")
        name = (Part(text=before), Part(kind="name", text=alias.name, entity=desk.entity.id), Part(text=after))
        if many:
            items.append((*name, *desk.footnotes.marks([first])))
        else:
            items.append(desk.wording.say("name_first", name=name, where=desk.accounts.seen([first])))
    return desk.wording.listing(items)
