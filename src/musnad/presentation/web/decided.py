"""Decisions as pages list them: what, on which words, who, when, what became of it, and where two analysts disagree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from musnad.presentation.web.judged import anchor_in_words, value_in_words
from musnad.presentation.web.page import Page
from musnad.reasons import sentence_for
from musnad.records import Judgement


@dataclass(frozen=True)
class Decision:
    """A judgement in a list."""

    judgement: Judgement
    words: str
    value: str
    verdict: str
    state: str
    """In words."""
    undone: bool
    waiting: bool


def decision(page: Page, judgement: Judgement, state: str) -> Decision:
    """A judgement in words."""
    anchors = judgement.anchors[: len(judgement.items)]
    words = " / ".join(anchor_in_words(page.wording, one) for one in anchors) or " ".join(judgement.items)
    return Decision(
        judgement, words, value_in_words(page.wording, judgement),
        sentence_for(f"judgement.verdict_{judgement.verdict}", {}, page.language),
        sentence_for(f"judgement.state_{state}", {}, page.language), state == "undone", state == "waiting",
    )  # fmt: skip


def decisions(page: Page, judgements: Sequence[Judgement]) -> list[Decision]:
    """These judgements, in their order."""
    states = page.case.desk.states([one.id for one in judgements])
    return [decision(page, one, states[one.id]) for one in judgements]


def about(page: Page, item: str) -> list[Decision]:
    """All that was decided on one thing, newest first."""
    return decisions(page, list(reversed(page.case.judgements(item))))


def rivals(made: Iterable[Decision]) -> list[Decision]:
    """The last word of each analyst on a thing, newest first, where these words differ; of all that is not taken back."""
    last: dict[str, Decision] = {}
    for one in made:
        if not one.undone and one.judgement.verdict != "undo":
            last.setdefault(one.judgement.by, one)
    said = {(one.judgement.verdict, one.judgement.field, one.judgement.value, one.judgement.span) for one in last.values()}
    return list(last.values()) if len(said) > 1 else []
