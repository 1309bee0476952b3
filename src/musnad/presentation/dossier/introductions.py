"""Who somebody is, said once behind a name that the dossier has not told of yet: `نعيم الجذلان (رئيس لجنة السدر)`."""

from __future__ import annotations

from collections.abc import Iterable

from musnad import ontology
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.evidence import Office
from musnad.presentation.dossier.sections.offices import shown_title, title_words
from musnad.presentation.dossier.wording import Parts, text
from musnad.records import Entity

LONGEST = 6
"""Words of a title behind a name; a longer one is a sentence."""


def introduced(desk: Desk, entity: Entity, documents: Iterable[str]) -> Parts:
    """The office in brackets, with its footnote, that one of these reports gives a person; nothing for one introduced before."""
    if entity.type != "PER" or entity.id in desk.introduced:
        return ()
    wanted = set(documents)
    offices = (one for one in desk.evidence.offices_of(entity.id) if one.source.id in wanted and _tells(one))
    office = min(offices, key=lambda one: (one.role.former, one.organization is None), default=None)
    if office is None:
        return ()
    desk.introduced.add(entity.id)
    title = _in_english(desk, office) if desk.wording.language == "en" else title_words(desk, office, with_organization=True)
    return desk.wording.say("introduced", title=title, notes=desk.footnotes.marks([office.reference]))


def _in_english(desk: Desk, office: Office) -> Parts:
    """The kind of office alone: the title's own words stand in its footnote."""
    label = ontology.label("roles", office.role.role or "", "en")
    organization = desk.evidence.entities.get(office.organization or "")
    words: Parts = (text(label),)
    if organization:
        words = desk.wording.say("title_of", title=words, organization=desk.wording.name(organization))
    return desk.wording.say("former", title=words) if office.role.former else words


def _tells(office: Office) -> bool:
    """True for an office of a known kind whose title says of what."""
    words = shown_title(office).split()
    return office.role.role is not None and len(words) <= LONGEST and (office.organization is not None or len(words) > 1)
