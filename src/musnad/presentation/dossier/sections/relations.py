"""What it belongs to, comprises, supports, opposes: lasting relations, each by whose account."""

from __future__ import annotations

from musnad.presentation.dossier.accounts import Told
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.records import Paragraph, Part, Sentence
from musnad.presentation.dossier.wording import Parts
from musnad.records import Relation


def write(desk: Desk) -> list[Paragraph]:
    """One sentence a predicate and direction; pairs that the offices already tell are left out."""
    known = {frozenset((office.person, office.organization)) for office in desk.evidence.offices}
    groups: dict[str, list[Relation]] = {}
    for relation in desk.evidence.relations:
        if relation.predicate in {"leads", "member_of"} and frozenset((relation.subject, relation.object)) in known:
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
        parts = desk.wording.fill(template, name=desk.name, others=others, predicate=phrase)
        if not sentences and desk.wording.language == "ar":
            parts = _without_and(parts)
        sentences.append(desk.wording.sentence(parts))
    return [Paragraph(sentences=tuple(sentences))] if sentences else []


def _other(desk: Desk, relation: Relation) -> Parts:
    other = relation.object if relation.subject == desk.entity.id else relation.subject
    statements = [desk.evidence.statements[i] for i in relation.statements if i in desk.evidence.statements]
    if other not in desk.evidence.entities or not statements:
        return ()
    told = [Told(statement.reference, statement.chain) for statement in statements]
    name = desk.wording.name(desk.evidence.entities[other])
    return desk.wording.say("related", name=name, according=desk.accounts.according(told))


def _without_and(parts: Parts) -> Parts:
    """The first sentence of a section follows nothing."""
    first = parts[0]
    return (Part(text=first.text.removeprefix("و")), *parts[1:]) if first.kind == "text" else parts
