"""How sure a telling is: what share of tellings like it was right.

Measured on the development passages, the samples and the five reports (some seven hundred tellings), and held against finds
read in unannotated news: the more that is known of a happening, the surer it is one; plans, and kinds whose words often mean
something else, are less so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from musnad.lexicons import load
from musnad.records import EventMention

# By the number of known parts: participants, place, date, quantity.
_BY_PARTS = (0.75, 0.84, 0.9, 0.93, 0.96)
# Kinds whose words often tell of something else (وصل, انضم, تقدم, مول).
_DOUBTFUL = frozenset(
    {"movement", "merger", "displacement", "funding", "training", "control_change", "agreement", "talks", "rejection", "arrest"}
)
_DOUBT, _PLANNED = 0.1, 0.15
LINKED, FAR = "linked", "linked from afar"
"""The slots of a participant that another telling brought: one named in the sentence, one named elsewhere."""
_GIVING, _GIVEN_TO = frozenset({"aid", "arms_transfer", "funding", "support"}), frozenset({"إلى", "ل"})
_PRIOR = 4
"""As many cases as the wider class counts for, where a slot is rare."""


def scored(event: EventMention, slots: Mapping[str, str], inside: frozenset[str]) -> EventMention:
    """The telling with how sure it is, and how sure each participant's part in it.

    `slots`: mention id → the slot it was read from; `inside`: the mentions of the telling's own sentence.
    """
    parts = tuple(
        (mention, share(event.by, role, kind_of_slot(event.type, slots.get(mention, LINKED if mention in inside else FAR))))
        for role, mentions in (("agents", event.agents), ("others", event.others))
        for mention in mentions
    )
    return event.model_copy(update={"score": score(event), "parts": parts})


def kind_of_slot(kind: str, slot: str) -> str:
    """The slot; one who is given to is told from one who is gone to."""
    return "recipient" if kind in _GIVING and slot in _GIVEN_TO else slot


def share(by: str, role: str, slot: str, measured: Mapping[str, Sequence[int]] | None = None) -> float:
    """The share of participants read so that were right: `parts.yml`, a rare slot drawn towards its wider classes.

    `by` is the rule of the telling (`events.verb`), `role` agents or others, `slot` what `Participants.cues` holds.
    """
    table = measured or load("parts", "musnad.annotations.events")["parts"]
    right, number = table["all"]
    value = right / number
    for key in (role, f"{role} {slot}", f"{role} {slot} {by.removeprefix('events.')}"):
        right, number = table.get(key, (0, 0))
        value = (right + _PRIOR * value) / (number + _PRIOR)
    return round(value, 2)


def score(event: EventMention) -> float:
    """The share of such tellings that was right."""
    parts = len(event.agents) + len(event.others) + bool(event.place) + bool(event.date) + bool(event.quantity)
    value = _BY_PARTS[min(parts, len(_BY_PARTS) - 1)]
    value -= _DOUBT if event.type in _DOUBTFUL else 0
    value -= _PLANNED if event.modality == "planned" else 0
    return round(value, 2)
