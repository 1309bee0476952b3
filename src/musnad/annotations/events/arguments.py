"""The participants and places of one trigger."""

from __future__ import annotations

from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.nouns import around_noun
from musnad.annotations.events.participants import Participants
from musnad.annotations.events.subjects import antecedent
from musnad.annotations.events.triggers import Trigger
from musnad.annotations.events.verbs import around_verb


def collect(view: Clauses, trigger: Trigger, stops: frozenset[int]) -> Participants:
    """By the frame of the trigger and by the light verb that carries it; `stops` are the other triggers."""
    found = Participants()
    if trigger.nominal:
        around_noun(view, trigger, stops, found)
    else:
        around_verb(view, trigger, stops, found)
    frame = trigger.reading.entry.frame
    if "antecedent" in frame and trigger.reading.kind == "participle" and (described := antecedent(view, trigger.index)):
        found.add(frame["antecedent"], described, "antecedent")
    return found
