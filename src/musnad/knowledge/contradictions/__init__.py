"""Where reports, or one report with itself, cannot both be right, or at least need an explanation.

Every function of `KINDS` takes a `View` of all that was derived and gives findings; they are looked for in that order.
Copies of a report never contradict: what they say is their original's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from musnad.knowledge.contradictions import affiliation, dates, quantities, status, weekdays
from musnad.knowledge.contradictions.findings import Finding, View
from musnad.records import Contradiction

KINDS: tuple[Callable[[View], Iterator[Finding]], ...] = (
    dates.of_one_happening,
    quantities.of_one_happening,
    quantities.of_relief_campaigns,
    weekdays.beside_their_date,
    affiliation.of_persons,
    affiliation.of_bodies,
    status.of_nature,
    status.of_offices,
    status.of_broken_agreements,
)


def find(view: View) -> tuple[Contradiction, ...]:
    """All contradictions, by id."""
    found = {contradiction.id: contradiction for kind in KINDS for finding in kind(view) for contradiction in [finding.record()]}
    return tuple(found[key] for key in sorted(found))


__all__ = ["KINDS", "Finding", "View", "find"]
