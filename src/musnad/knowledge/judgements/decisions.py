"""What stands of all judgements, as the parts of `knowledge` ask for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

from musnad.knowledge.judgements.order import in_order, undone
from musnad.records import Judgement, Statement

Row = tuple[str, str, str, str]
"""A statement as a row: document, annotation that makes it, property, annotation that its reference is to."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What stands. `same` and `not_same` hold keys of mentions (`document id/annotation id`) or ids of entities."""

    same: tuple[tuple[str, str], ...] = ()
    not_same: tuple[tuple[str, str], ...] = ()
    rejected: frozenset[str] = frozenset()
    """Ids of statements."""
    accepted: frozenset[str] = frozenset()
    corrected: tuple[tuple[str, str], ...] = ()
    """Statement id → corrected value."""
    rows: Mapping[Row, str | None] = field(default_factory=dict)
    """Statements by where they stand: another value, None for a rejected one."""
    judged: Mapping[str, Literal["accepted", "corrected", "moved"]] = field(default_factory=dict)
    """Key of an annotation → what was done to it."""
    originals: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Key of an annotation and field → the machine's value."""

    @property
    def corrections(self) -> dict[str, str]:
        """Statement id → corrected value, the last word wins."""
        return dict(self.corrected)


def row(statement: Statement) -> Row:
    """Where a statement stands, whatever the ids of what it is about."""
    at = statement.reference.annotation or ""
    return statement.reference.document, statement.annotation or at, statement.property, at


def standing(judgements: Sequence[Judgement]) -> Decisions:
    """What judgements without anchors decide: they hold for as long as the ids that they name."""
    ordered = in_order(judgements)
    gone = undone(ordered)
    pairs: dict[tuple[str, str], str] = {}
    verdicts: dict[str, str] = {}
    corrected: dict[str, str] = {}
    for judgement in ordered:
        if judgement.id in gone or judgement.verdict == "undo" or judgement.anchors:
            continue
        if judgement.verdict in ("same", "not_same"):
            for one, other in combinations(sorted(set(judgement.items)), 2):
                pairs[one, other] = judgement.verdict
        elif judgement.verdict == "correct" and judgement.value is not None:
            corrected.update(dict.fromkeys(judgement.items, judgement.value))
        else:
            verdicts.update(dict.fromkeys(judgement.items, judgement.verdict))
    return Decisions(
        same=tuple(pair for pair, verdict in sorted(pairs.items()) if verdict == "same"),
        not_same=tuple(pair for pair, verdict in sorted(pairs.items()) if verdict == "not_same"),
        rejected=frozenset(item for item, verdict in verdicts.items() if verdict == "reject"),
        accepted=frozenset(item for item, verdict in verdicts.items() if verdict == "accept"),
        corrected=tuple(sorted(corrected.items())),
    )
