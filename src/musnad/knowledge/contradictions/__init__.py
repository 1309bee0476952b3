"""Where reports, or one report with itself, cannot both be right, or at least need an explanation.

Every function of `OF_REPORTS` takes a `View` of all that was derived and a report, every function of `OF_ALL` the view alone;
they give findings and are asked in that order. Copies of a report never contradict: what they say is their original's.
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
from musnad.knowledge.corpus import Indexed
from musnad.records import Contradiction

OF_REPORTS: tuple[Callable[[View, Indexed], Iterator[Finding]], ...] = (
    dates.of_beginnings,
    figures_inside.of_two_sources,
    figures_inside.of_a_correction,
    figures_inside.of_a_whole_and_its_parts,
    figures_inside.of_an_aim,
    weekdays.beside_their_date,
    participants.not_only_these,
    participants.how_many_of_them,
    responsibility.answered_charges,
    responsibility.other_accounts,
    contrast.inside_sentences,
    stages.inside_reports,
)
"""Looked for in one report after the other: all of them read its sentences, whose words are then at hand."""

OF_ALL: tuple[Callable[[View], Iterator[Finding]], ...] = (
    dates.of_one_happening,
    wording.of_one_statement,
    quantities.of_one_happening,
    quantities.of_relief_campaigns,
    affiliation.of_persons,
    affiliation.of_bodies,
    status.of_nature,
    status.of_offices,
    status.of_broken_agreements,
    control.of_places,
    places.of_one_happening,
    lives.of_persons,
    denials.inside_reports,
    denials.across_reports,
)
"""Looked for among all reports together."""


def find(view: View) -> tuple[Contradiction, ...]:
    """All contradictions, by id."""
    found: dict[str, Contradiction] = {}
    for finding in _findings(view):
        record = finding.record(ranking.weigh(finding, view))
        found[record.id] = record
    return tuple(found[key] for key in sorted(found))


def _findings(view: View) -> Iterator[Finding]:
    for indexed in view.corpus.reports:
        if indexed.id not in view.copies:
            for of_report in OF_REPORTS:
                yield from of_report(view, indexed)
    for of_all in OF_ALL:
        yield from of_all(view)


__all__ = ["OF_ALL", "OF_REPORTS", "Finding", "View", "find"]
