"""Names and spellings, each with its first appearance."""

from __future__ import annotations

from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.records import Paragraph, Part
from musnad.presentation.dossier.wording import Parts
from musnad.records import Alias


def write(desk: Desk) -> list[Paragraph]:
    """One sentence for the settled names, one for the disputed."""
    sentences = []
    settled = [alias for alias in desk.entity.aliases if alias.grade != "disputed" and alias.references]
    disputed = [alias for alias in desk.entity.aliases if alias.grade == "disputed" and alias.references]
    if settled:
        phrase = "one_name" if len(settled) == 1 else "many_names"
        sentences.append(desk.wording.sentence(desk.wording.say(phrase, names=_listed(desk, settled))))
    if disputed:
        sentences.append(desk.wording.sentence(desk.wording.say("disputed_names", name=desk.name, names=_listed(desk, disputed))))
    return [Paragraph(sentences=tuple(sentences))] if sentences else []


def _listed(desk: Desk, aliases: list[Alias]) -> Parts:
    """Oldest first."""
    firsts = [(desk.evidence.sorted_references(alias.references)[0], alias) for alias in aliases]
    firsts.sort(key=lambda pair: (*desk.evidence.source(pair[0].document).order(pair[0].span.start), pair[1].name))
    items = []
    for first, alias in firsts:
        before, after = desk.wording.phrases["quote"].split("{words}")
        name = (Part(text=before), Part(kind="name", text=alias.name, entity=desk.entity.id), Part(text=after))
        items.append(desk.wording.say("name_first", name=name, where=desk.accounts.dated([first])))
    return desk.wording.listing(items, "comma_and")
