"""Relations: lasting ties between two names, as the report states them in words, offices, happenings or names inside names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from musnad.annotations.relations import derived, stated
from musnad.records import RelationMention, Report

__all__ = ["annotate"]


def annotate(report: Report) -> Mapping[str, Any]:
    """Every relation once a sentence, in the order of the text."""
    found = [*derived.from_roles(report), *derived.from_events(report), *derived.from_nesting(report), *stated.from_cues(report)]
    unique: dict[tuple[str, str, str], RelationMention] = {}
    for relation in sorted(found, key=lambda item: (item.span.start, item.span.end, item.predicate, item.by)):
        unique.setdefault((relation.subject, relation.predicate, relation.object), relation)
    for relation in list(unique.values()):
        if relation.predicate == "sponsors":  # تشكيل كذا برعاية كذا: a patron is no founder
            unique.pop((relation.object, "founded_by", relation.subject), None)
    numbered: dict[str, int] = {}
    relations = []
    for relation in unique.values():
        nth = numbered.get(relation.id, 0)
        numbered[relation.id] = nth + 1
        relations.append(relation.model_copy(update={"id": f"{relation.id}-{nth}"}) if nth else relation)
    return {"relations": tuple(relations)}
