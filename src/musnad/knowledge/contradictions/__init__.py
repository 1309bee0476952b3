"""Where reports, or one report with itself, cannot both be right, or at least need an explanation.

Every function of `KINDS` takes a `View` of all that was derived and gives findings; they are looked for in that order.
Copies of a report never contradict: what they say is their original's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from musnad.knowledge.contradictions import (
    affiliation,
    contrast,
    control,
    dates,
    denials,
    figures_inside,
    lives,
    participants,
    places,
    quantities,
    ranking,
    responsibility,
    stages,
    status,
    weekdays,
    wording,
)
from musnad.knowledge.contradictions.findings import Finding, View
from musnad.records import Contradiction

KINDS: tuple[Callable[[View], Iterator[Finding]], ...] = (
    dates.of_one_happening,
    dates.of_beginnings,
    wording.of_one_statement,
    quantities.of_one_happening,
    quantities.of_relief_campaigns,
    figures_inside.of_two_sources,
    figures_inside.of_a_correction,
    figures_inside.of_a_whole_and_its_parts,
    figures_inside.of_an_aim,
    weekdays.beside_their_date,
    affiliation.of_persons,
    affiliation.of_bodies,
    status.of_nature,
    status.of_offices,
    status.of_broken_agreements,
    control.of_places,
    places.of_one_happening,
    lives.of_persons,
    participants.not_only_these,
    participants.how_many_of_them,
    responsibility.answered_charges,
    responsibility.other_accounts,
    denials.inside_reports,
    denials.across_reports,
    contrast.inside_sentences,
    stages.inside_reports,
)


def find(view: View) -> tuple[Contradiction, ...]:
    """All contradictions, by id."""
    found: dict[str, Contradiction] = {}
    for kind in KINDS:
        for finding in kind(view):
            record = finding.record(ranking.weigh(finding, view))
            found[record.id] = record
    return tuple(found[key] for key in sorted(found))


__all__ = ["KINDS", "Finding", "View", "find"]
