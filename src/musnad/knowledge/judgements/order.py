"""Which judgements hold: in order of time, less those undone. The order in which they came into the case says nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from musnad.records import Judgement


def moment(judgement: Judgement) -> tuple[datetime, str]:
    """When it was made, whatever the time zone it was written in; the id decides between two of one instant."""
    at = datetime.fromisoformat(judgement.at)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC), judgement.id


def in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    """By time, each once."""
    return sorted({judgement.id: judgement for judgement in judgements}.values(), key=moment)


def undone(ordered: Sequence[Judgement]) -> dict[str, str]:
    """Judgement → the first undo of it that holds itself: an undo that is undone counts for nothing."""
    undoing: dict[str, list[str]] = defaultdict(list)
    for judgement in ordered:
        if judgement.verdict == "undo":
            for item in judgement.items:
                undoing[item].append(judgement.id)
    known: dict[str, str | None] = {}

    def by(judgement: str, above: frozenset[str]) -> str | None:
        if judgement not in known:
            # A file made by hand may let two undo each other: neither then does.
            known[judgement] = next(
                (undo for undo in undoing[judgement] if undo not in above and by(undo, above | {judgement}) is None), None
            )
        return known[judgement]

    found = {judgement.id: by(judgement.id, frozenset()) for judgement in ordered}
    return {judgement: undo for judgement, undo in found.items() if undo is not None}
