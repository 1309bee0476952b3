"""Offices and tasks of persons, as the report states them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from musnad.annotations import passages
from musnad.annotations.roles import patterns, times
from musnad.annotations.roles.bodies import Bodies
from musnad.annotations.roles.stated import Stated
from musnad.records import Mention, Report, Role, annotation_id
from musnad.script import fold

# Of 17 bodies taken from the text around in the development passages 16 were right; other outlets give less.
_GUESSED = 0.7


def annotate(report: Report) -> Mapping[str, Any]:
    """The roles of a report, in order of their evidence."""
    found: dict[tuple[str, int], Role] = {}
    guessed: set[tuple[str, int]] = set()
    topic: Mention | None = None
    bodies = Bodies(report)
    for passage in passages.read(report):
        for stated in patterns.find(passage, topic):
            key = (stated.person.id, stated.title.start)
            role = _role(report, stated, bodies)
            if key not in found and not (stated.rule == "roles.possessed" and role.organization is None):
                found[key] = role
                if stated.noun and stated.organization is None:
                    guessed.add(key)
        last = passage.sentences[-1] if passage.sentences else (0, len(passage.tokens))
        topic = patterns.sole_person(passage, *last)
    _of_another(report, found, guessed)
    ordered = sorted(found.values(), key=lambda role: (role.span.start, role.span.end, role.title.start))
    seen: dict[str, int] = {}
    numbered = []
    for role in ordered:
        nth = seen.get(role.id, 0)
        seen[role.id] = nth + 1
        numbered.append(role.model_copy(update={"id": annotation_id("role", role.span, nth)}) if nth else role)
    return {"roles": tuple(numbered)}


def _of_another(report: Report, found: dict[tuple[str, int], Role], guessed: set[tuple[str, int]]) -> None:
    """`رئيس الحكومة Y` after `رئيس حكومة الوفاق X`: a body that somebody else heads is not the one that its bare noun means."""
    root = {one.id: one.antecedent or one.id for one in report.mentions}
    heads: dict[tuple[str | None, str], str] = {}
    for key, role in found.items():
        if key not in guessed and role.organization and not role.former and role.role in _SOLE:
            heads[role.role, root[role.organization]] = root[role.person]
    for key in sorted(guessed, key=lambda key: (key[1], key[0])):
        role = found[key]
        if role.organization is None or role.former:
            continue
        holder = heads.get((role.role, root[role.organization]))
        if holder is not None and holder != root[role.person]:
            found[key] = role.model_copy(update={"organization": None})


# Offices of which a body has one.
_SOLE = frozenset({"head", "leader", "prime_minister", "president", "secretary_general", "commander", "governor", "mayor"})


def _role(report: Report, stated: Stated, bodies: Bodies) -> Role:
    organization, score = _body(report, stated, bodies)
    since, until = times.of(report, stated)
    text = report.document.text
    because = [("title", stated.title.of(text)), ("person", stated.person.span.of(text))]
    if organization:
        because.append(("organization", organization.span.of(text)))
    return Role(
        id=annotation_id("role", stated.evidence), span=stated.evidence, by=stated.rule, score=score,
        because=tuple(because), person=stated.person.id, organization=organization.id if organization else None,
        title=stated.title, role=stated.role, former=stated.former, acting=stated.acting, state=stated.state,
        since=since, until=until,
    )  # fmt: skip


def _body(report: Report, stated: Stated, bodies: Bodies) -> tuple[Mention | None, float]:
    """The body of a role (as stated, by adjective, portfolio or noun, or the one that the report speaks of), and the score."""
    if stated.organization is not None:
        return stated.organization, stated.score
    at = stated.title.start
    found = None
    if stated.adjective:
        found = bodies.by_adjective(stated.adjective, at)
    elif stated.state:
        found = bodies.of_state(stated.title, stated.role, stated.state)
    elif stated.noun:
        found = bodies.by_noun(stated.noun, at)
    else:
        found = bodies.ministry(stated.title, stated.role) or bodies.united_nations(stated.title)
        words = fold(stated.title.of(report.document.text)).text.split()
        if found is None and len(words) == 2 and words[1] in ("الوزير", "الوزاره", "الوزيره"):
            found = bodies.ministry_before(at)
        if found is None and stated.fallback is not None:
            return bodies.of_sentence(at) or stated.fallback, min(stated.score, _GUESSED)
        if found is None and (stated.loose or stated.pronoun):
            found = bodies.salient(at, stated.pronoun)
            return found, min(stated.score, _GUESSED)
    return found, stated.score
