"""How far a thing has come: one side calls it under way, soon or done, the other says that nothing is settled."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.knowledge.contradictions.claims import Claim
from musnad.knowledge.contradictions.findings import Finding, View, one_each_line
from musnad.knowledge.contradictions.words import has, words
from musnad.knowledge.corpus import Indexed

_ON = ("under_way", "soon", "done")
_BRIEF, _SHARED = 20, 4
"""Two brief passages need one key in common, longer ones so many."""
_LINES = 8
"""Lines of the page between the two, blank ones counted."""


def inside_reports(view: View, indexed: Indexed) -> Iterator[Finding]:
    """Quoted passages of different sources, near each other, that share what they speak of."""
    quoted = [claim for claim in view.claims.of[indexed.id] if claim.quotation]
    for claim in quoted:
        if not has(claim.text, "stages", "nothing"):
            continue
        others = [one for one in quoted if _set_against(one, claim)]
        about = view.claims.about(*others, claim) if others else None
        if others and about:
            values = one_each_line([*(one.value() for one in others), claim.value()])
            gaps = (("values", " / ".join(value.value for value in values)),)
            yield Finding("within_report", about, "stage", "stage", values, gaps)


def _set_against(one: Claim, nothing: Claim) -> bool:
    near = one.speaker != nothing.speaker and abs(one.line - nothing.line) <= _LINES
    if not near or has(one.text, "stages", "nothing") or not any(has(one.text, "stages", part) for part in _ON):
        return False
    shared = len(one.matter & nothing.matter)
    short = max(len(words(claim.text)) for claim in (one, nothing)) <= _BRIEF
    return shared >= (1 if short else _SHARED)
