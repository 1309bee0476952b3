"""An analyst's decisions, read in order: what they hold after every `undo`.

Items are `document id/annotation id` (a mention), entity ids or statement ids. `same` takes mentions and entities; `not_same`
takes mentions, because it must hold before any entity has an id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from musnad.records import Judgement


@dataclass(frozen=True, slots=True)
class Decisions:
    """What stands."""

    same: tuple[tuple[str, str], ...] = ()
    not_same: tuple[tuple[str, str], ...] = ()
    rejected: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()
    corrected: tuple[tuple[str, str], ...] = ()
    """Statement id → corrected value."""

    @property
    def corrections(self) -> dict[str, str]:
        """Statement id → corrected value, the last word wins."""
        return dict(self.corrected)


def standing(judgements: Sequence[Judgement]) -> Decisions:
    """The decisions that are not undone; of two opposite ones on the same items, the later."""
    undone = {item for judgement in judgements if judgement.verdict == "undo" for item in judgement.items}
    pairs: dict[tuple[str, str], str] = {}
    verdicts: dict[str, str] = {}
    corrected: dict[str, str] = {}
    for judgement in judgements:
        if judgement.id in undone or judgement.verdict == "undo":
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
