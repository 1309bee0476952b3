"""What a dossier says of values that exclude each other, beyond setting them side by side: a correction, what speaks for which.

An order for reading. The dossier never says which value is right.
"""

from __future__ import annotations

from musnad import edtf
from musnad.presentation.disagreements import lead_of_first
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.records import Part
from musnad.presentation.dossier.speech import shortened, without_and
from musnad.presentation.dossier.wording import Parts
from musnad.records import Contradiction


def standing(desk: Desk, contradiction: Contradiction) -> Parts:
    """The end of a sentence: nature where it is no plain contradiction, and why one value stands first in the order."""
    words: list[Part] = []
    if contradiction.nature != "contradiction":
        words += desk.wording.say(f"nature_{contradiction.nature}")
    if contradiction.nature == "contradiction" and (lead := lead_of_first(contradiction)):
        why, first, second = lead
        words += desk.wording.say(f"first_by_{why}", value=_value(desk, contradiction), first=str(first), second=str(second))
    return tuple(words)


def of_event(desk: Desk, event: str, kind: str) -> Parts:
    """The same of the first contradiction of this kind about a happening; nothing where there is none."""
    found = (one for one in desk.evidence.contradictions if one.about == event and one.kind == kind and one.status == "open")
    first = min(found, key=lambda one: one.id, default=None)
    return standing(desk, first) if first else ()


def _value(desk: Desk, contradiction: Contradiction) -> Parts:
    """The value that stands first, as its report words it; a date in words."""
    value = contradiction.ranking[0].value
    if edtf.is_edtf(value) and not value.isdecimal():
        return desk.wording.say("when_only", when=desk.wording.date(value))
    given = next((one for one in contradiction.values if one.value == value), None)
    return desk.wording.quote(without_and(shortened(given.original)) if given and contradiction.kind != "quantity" else value)
