"""Offices and tasks of persons, as the report states them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from musnad.annotations import passages
from musnad.annotations.roles import bodies, patterns
from musnad.annotations.roles.patterns import Stated
from musnad.records import Mention, Report, Role, annotation_id


def annotate(report: Report) -> Mapping[str, Any]:
    """The roles of a report, in order of their evidence."""
    found: dict[tuple[str, int], Role] = {}
    for passage in passages.read(report):
        for stated in patterns.find(passage):
            key = (stated.person.id, stated.title.start)
            if key not in found:
                found[key] = _role(report, stated)
    ordered = sorted(found.values(), key=lambda role: (role.span.start, role.span.end, role.title.start))
    seen: dict[str, int] = {}
    numbered = []
    for role in ordered:
        nth = seen.get(role.id, 0)
        seen[role.id] = nth + 1
        numbered.append(role.model_copy(update={"id": annotation_id("role", role.span, nth)}) if nth else role)
    return {"roles": tuple(numbered)}


def _role(report: Report, stated: Stated) -> Role:
    organization: Mention | None = stated.organization
    if organization is None and stated.state and stated.phrase:
        organization = bodies.of_state(report, stated.phrase, stated.state)
    elif organization is None and stated.phrase:
        organization = bodies.ministry(report, stated.phrase)
    text = report.document.text
    because = [("title", stated.title.of(text)), ("person", stated.person.span.of(text))]
    if organization:
        because.append(("organization", organization.span.of(text)))
    return Role(
        id=annotation_id("role", stated.evidence), span=stated.evidence, by=stated.rule, score=stated.score,
        because=tuple(because), person=stated.person.id, organization=organization.id if organization else None,
        title=stated.title, role=stated.role, former=stated.former, acting=stated.acting, state=stated.state,
    )  # fmt: skip
