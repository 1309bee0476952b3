"""How sure a telling is: what share of tellings like it was right.

Measured on the development passages, the samples and the five reports (some seven hundred tellings), and held against finds
read in unannotated news: the more that is known of a happening, the surer it is one; plans, and kinds whose words often mean
something else, are less so.
"""

from __future__ import annotations

from musnad.records import EventMention

# By the number of known parts: participants, place, date, quantity.
_BY_PARTS = (0.75, 0.84, 0.9, 0.93, 0.96)
# Kinds whose words often tell of something else (وصل, انضم, تقدم, مول).
_DOUBTFUL = frozenset(
    {"movement", "merger", "displacement", "funding", "training", "control_change", "agreement", "talks", "rejection", "arrest"}
)
_DOUBT, _PLANNED = 0.1, 0.15


def score(event: EventMention) -> float:
    """The share of such tellings that was right."""
    parts = len(event.agents) + len(event.others) + bool(event.place) + bool(event.date) + bool(event.quantity)
    value = _BY_PARTS[min(parts, len(_BY_PARTS) - 1)]
    value -= _DOUBT if event.type in _DOUBTFUL else 0
    value -= _PLANNED if event.modality == "planned" else 0
    return round(value, 2)
