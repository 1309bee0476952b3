"""Contradictions of a case for reading and taking away: each value beside the others, with its words, place and chain."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.knowledge.store import Case
from musnad.records import Contradiction, ValueSource

TYPES: dict[str, frozenset[str]] = {
    "date": frozenset({"date", "order", "said_on", "death", "weekday"}),
    "quantity": frozenset({"quantity"}),
    "place": frozenset({"place"}),
    "participants": frozenset({"participants"}),
    "responsibility": frozenset({"responsibility"}),
    "affiliation": frozenset({"affiliation", "independence", "support"}),
    "status": frozenset({"nature", "office", "agreement", "control", "stage", "speaker", "alive"}),
    "denial": frozenset({"denial"}),
    "account": frozenset({"account"}),
}
"""What a contradiction is about, by its property; `within_report` is any of them inside one report."""
WITHIN_REPORT = "within_report"

NATURES = {
    "contradiction": {"ar": "تناقض", "en": "contradiction"},
    "update": {"ar": "تحديث", "en": "update"},
    "correction": {"ar": "تصويب", "en": "correction"},
}
COLUMNS = (
    "contradiction", "type", "within_report", "nature", "about", "reason", "value", "words", "report", "line", "start", "end",
    "chain",
)  # fmt: skip


def type_of(contradiction: Contradiction) -> str:
    """What it is about: date, quantity, place, participants, responsibility, affiliation, status, denial, account."""
    return next((name for name, properties in TYPES.items() if contradiction.property in properties), contradiction.kind)


def chosen(case: Case, entity: str | None = None, kind: str | None = None) -> list[Contradiction]:
    """The contradictions of a case: of one entity (an id) and the happenings it has a part in, of one type."""
    about = None if entity is None else {entity, *(event.id for event in case.events(entity=entity))}
    return [
        one
        for one in case.contradictions()
        if (about is None or one.about in about) and (kind is None or kind in (type_of(one), one.kind))
    ]


def name_of(case: Case, identifier: str, language: str, known: dict[str, str]) -> str:
    """The name of the entity or happening that a contradiction is about; `known` keeps those asked for before."""
    if identifier not in known:
        found = case.event(identifier) if identifier.startswith("h-") else case.entity(identifier)
        known[identifier] = (found.name_en or found.name) if language == "en" else found.name
    return known[identifier]


def chain_words(given: ValueSource) -> str:
    """Outlet, agency, speaker: as the report writes them."""
    return " ← ".join(hop.label for hop in given.chain)


def rows(case: Case, contradictions: list[Contradiction], language: str) -> Iterator[dict[str, str | int | bool]]:
    """One row a value: what a table needs, in the order of COLUMNS."""
    names = {summary.id: summary.name for summary in case.documents()}
    known: dict[str, str] = {}
    for one in contradictions:
        for given in one.values:
            yield {
                "contradiction": one.id, "type": type_of(one), "within_report": one.kind == WITHIN_REPORT, "nature": one.nature,
                "about": name_of(case, one.about, language, known), "reason": one.because_en if language == "en" else one.because,
                "value": given.value, "words": " ".join(given.original.split()), "report": names[given.reference.document],
                "line": given.reference.line, "start": given.reference.span.start, "end": given.reference.span.end,
                "chain": chain_words(given),
            }  # fmt: skip


def lead_of_first(one: Contradiction) -> tuple[str, int, int] | None:
    """Why the first value of the order stands first: `sources` or `days`, its number, the next one's; None if neither tells."""
    if len(one.ranking) < 2:
        return None
    first, second = one.ranking[:2]
    if len(first.sources) != len(second.sources):
        return "sources", len(first.sources), len(second.sources)
    if first.days is not None and second.days is not None and first.days != second.days:
        return "days", first.days, second.days
    return None
