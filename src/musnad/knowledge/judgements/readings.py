"""One report as its analysts read it: what the rules found, with the judgements laid over it in order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from musnad.knowledge.judgements import layers
from musnad.knowledge.judgements.anchors import match, place
from musnad.knowledge.judgements.desk import Desk, Judged, Outcome, moved_to
from musnad.knowledge.judgements.operations import Operation
from musnad.knowledge.judgements.pruning import prune
from musnad.knowledge.judgements.recounting import recounted
from musnad.records import Anchor, Report, Span


@dataclass
class Reading:
    """The report as judged, with what was done to each annotation."""

    report: Report
    outcomes: list[Outcome]
    judged: dict[str, Judged] = field(default_factory=dict)
    originals: dict[tuple[str, str], str] = field(default_factory=dict)
    """Annotation id and field → the machine's value."""
    spans: dict[str, list[Span]] = field(default_factory=dict)
    """Annotation id → where else it stood."""

    def find(self, anchor: Anchor) -> str | None:
        """Id of the annotation that the anchor means, as the report is read now."""
        where = place(self.report.document, anchor)
        return match(anchor, where, layers.of_kind(self.report, anchor.kind), self.spans) if where else None


def read(report: Report, operations: Sequence[Operation]) -> Reading:
    """The report with these operations laid over it, in the order given."""
    desk = Desk(report)
    outcomes = [desk.lay(operation) for operation in operations]
    for target, kind in desk.rejected.items():
        desk.now[kind].pop(target, None)
        desk.judged.pop(target, None)
    fallen = prune(desk.now, desk.machine, desk.rejected)
    settle(desk, outcomes, fallen)
    judged = recounted(report, layers.rebuilt(report, desk.now), desk.judged, desk.originals)
    return Reading(judged, outcomes, desk.judged, desk.originals, desk.spans)


def settle(desk: Desk, outcomes: Sequence[Outcome], fallen: dict[str, str]) -> None:
    """Of judgements that cannot all hold the later stands: find those that do not hold, and by which they are overruled.

    `fallen`: what cannot stand without something rejected → that.
    """
    later: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in reversed(outcomes):
        if not outcome.item:
            continue
        outcome.holds = holds(desk, outcome)
        if not outcome.holds:
            near = {*desk.related.get(outcome.item, ()), fallen.get(outcome.item, "")}
            outcome.overruled = (
                next((one.operation for one in reversed(later[outcome.item])), None)
                or desk.revived.get(outcome.item)
                or next((one.operation for one in outcomes if one.item in near and one.operation.verdict != "accept"), None)
            )
        later[outcome.item].append(outcome)


def holds(desk: Desk, outcome: Outcome) -> bool:
    """True where the report is read as the judgement says."""
    operation, kind = outcome.operation, outcome.operation.anchor.kind
    one = desk.now[kind].get(outcome.item)
    if operation.verdict == "reject":
        return one is None
    where = place(desk.document, operation.anchor)
    if one is None or where is None:
        return False
    if operation.verdict == "keep":
        return True
    if operation.verdict == "accept":
        seen = desk.recorded(operation.anchor, where)
        return seen is None or layers.says(seen) == layers.says(one)
    if operation.verdict == "move":
        return one.span == moved_to(operation, where)
    value, now = desk.value(operation, one, keep=False), getattr(one, operation.field)
    return bool((list(now) if isinstance(now, tuple) else now) == value) or str(now) == str(value)
