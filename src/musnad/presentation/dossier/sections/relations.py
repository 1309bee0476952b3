"""What it belongs to, comprises, supports, opposes, each by whose account; then the ties of those who lead it."""

from __future__ import annotations

from musnad.presentation.dossier.accounts import Told
from musnad.presentation.dossier.agreement import gender_of_name
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.evidence import MOST_CITED
from musnad.presentation.dossier.records import Paragraph, Sentence
from musnad.presentation.dossier.wording import Parts
from musnad.records import Relation, Statement

_GIVING = frozenset({"arms_transfer", "aid", "funding", "support", "training", "agreement", "meeting", "campaign", "founding"})
"""Events that tell by themselves what a relation of support, patronage or taking part would only repeat."""
_TOLD_BY_EVENTS = frozenset({"supports", "sponsors", "participates_in", "founded_by"})
CITED_FOR_OTHERS = 2
"""Reports cited for a tie of somebody else, who may be named in hundreds."""
ALONE = 3
"""Statements from which on a tie of a busy actor is told although the reports at hand have but one of them."""
MOST_TIES = 3
"""Bodies to which one person is tied in a sentence: those that most reports tell of."""
_TIES = ("leads", "member_of", "formerly_member_of", "affiliated_with")


def write(desk: Desk) -> list[Paragraph]:
    """One sentence a predicate and direction; what the offices or the events already tell is left out."""
    known = {frozenset((office.person, office.organization)) for office in desk.evidence.offices}
    groups: dict[str, list[Relation]] = {}
    left: list[Relation] = []
    for relation in desk.evidence.relations:
        if relation.predicate in _TIES[:3] and frozenset((relation.subject, relation.object)) in known:
            continue
        if relation.predicate in _TOLD_BY_EVENTS and _told_by_event(desk, relation):
            continue
        if _says_nothing(desk, relation) or not _statements(desk, relation):
            continue
        if desk.evidence.within is not None and not _well_stated(desk, relation):
            left.append(relation)
            continue
        phrase = relation.predicate if relation.subject == desk.entity.id else f"{relation.predicate}_inverse"
        groups.setdefault(phrase, []).append(relation)
    order = list(desk.wording.phrases["relations"])
    sentences: list[Sentence] = []
    for phrase in sorted(groups, key=lambda name: (order.index(name) if name in order else len(order), name)):
        others = desk.wording.listing([item for relation in groups[phrase] if (item := _other(desk, relation))], "comma_and")
        if not others:
            continue
        template = desk.wording.phrase(phrase if phrase in order else "other", desk.gender, "relations")
        own = {"subject": desk.subject} if "{subject}" in template else {"name": desk.name}
        parts = desk.wording.fill(template, **own, others=others, predicate=phrase)
        sentences.append(desk.wording.sentence(desk.wording.without_and(parts) if not sentences else parts))
    if left:
        sentences.append(_left_out(desk, left, first=not sentences))
    ties = _ties(desk)
    paragraphs = [Paragraph(sentences=tuple(sentences))] if sentences else []
    return [*paragraphs, Paragraph(sentences=tuple(ties))] if ties else paragraphs


def _says_nothing(desk: Desk, relation: Relation) -> bool:
    """True for the tie of a person or body to a place of which nothing more is known (`الرئيس اليمني`)."""
    ends = [desk.evidence.entities.get(one) for one in (relation.subject, relation.object)]
    return relation.predicate == "affiliated_with" and any(end is not None and end.type == "LOC" for end in ends)


def _well_stated(desk: Desk, relation: Relation) -> bool:
    """Of somebody whom hundreds of reports name, a tie that a single one tells of is more often misread than true."""
    return len({one.reference.document for one in _statements(desk, relation)}) > 1 or len(relation.statements) > ALONE


def _left_out(desk: Desk, left: list[Relation], *, first: bool) -> Sentence:
    references = [one.reference for relation in left for one in _statements(desk, relation)[:1]]
    marks = desk.footnotes.marks(references[:3])
    words = desk.wording.say("more_ties", number=str(len(left)), notes=marks)
    return desk.wording.sentence(desk.wording.without_and(words) if first else words)


def _told_by_event(desk: Desk, relation: Relation) -> bool:
    """True where every statement of the relation stands in a sentence that an event of both parties is told from."""
    triggers = [
        telling
        for event in desk.evidence.events
        if event.type in _GIVING and relation.subject in (*event.agents, *event.others)
        for telling in event.tellings
        if relation.object in (*event.agents, *event.others)
    ]
    return all(
        any(t.document == s.reference.document and t.line == s.reference.line for t in triggers)
        for s in _statements(desk, relation)
    )


def _statements(desk: Desk, relation: Relation) -> list[Statement]:
    """What states it, as far as the dossier has looked."""
    return [one for i in relation.statements if (one := desk.evidence.statements.looked_up(i))]


def _other(desk: Desk, relation: Relation) -> Parts:
    other = relation.object if relation.subject == desk.entity.id else relation.subject
    return _named(desk, other, relation)


def _named(desk: Desk, other: str, relation: Relation, cited: int = MOST_CITED) -> Parts:
    statements = _statements(desk, relation)
    if other not in desk.evidence.entities or not statements:
        return ()
    places = desk.evidence.few((statement.reference for statement in statements), cited)
    told = [Told(statement.reference, statement.chain) for statement in statements if statement.reference in places]
    name = desk.wording.name(desk.evidence.entities[other])
    return desk.wording.say("related", name=name, according=desk.accounts.according(told))


def _ties(desk: Desk) -> list[Sentence]:
    """To whom else the reports tie those who hold its offices: how near a body is to another often shows there."""
    if desk.entity.type != "ORG":
        return []
    persons = list(dict.fromkeys(office.person for office in desk.evidence.offices if office.person != desk.entity.id))
    held = desk.evidence.ties_of(persons, _TIES)
    sentences: list[Sentence] = []
    for person in persons:
        for predicate in _TIES:
            found = [one for one in held if one.predicate == predicate and _is_third(desk, one, person)]
            shown = sorted(found, key=lambda one: (-len(one.statements), one.id))[:MOST_TIES]
            others = desk.wording.listing(
                [item for r in shown if (item := _named(desk, r.object, r, CITED_FOR_OTHERS))], "comma_and"
            )
            if others:
                entity = desk.evidence.entities[person]
                gender = gender_of_name(entity.name, entity.type, desk.evidence.titles(person))
                template = desk.wording.phrase(predicate, gender, "ties")
                parts = desk.wording.fill(template, name=desk.wording.name(entity), others=others)
                sentences.append(desk.wording.sentence(desk.wording.without_and(parts) if not sentences else parts))
    return sentences


def _is_third(desk: Desk, relation: Relation, person: str) -> bool:
    other = desk.evidence.entities.get(relation.object)
    return relation.subject == person and other is not None and other.type == "ORG" and other.id not in desk.evidence.own_bodies
