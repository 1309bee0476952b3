"""A happening told side by side: a column for each report, with its words, what it gives, and what it repeats."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from musnad.knowledge.store import DocumentSummary
from musnad.presentation.web.comparison import Passage, passages, values
from musnad.presentation.web.notes import Note
from musnad.presentation.web.page import Page
from musnad.presentation.web.tellings import Telling, telling
from musnad.records import Event, Report, ValueSource
from musnad.script import plain

GIVEN = ("date", "place", "agents", "others", "quantity", "modality")
"""What of a happening is laid side by side, in the order of reading."""


@dataclass(frozen=True)
class Column:
    """All that one report tells of a happening."""

    report: Report
    summary: DocumentSummary
    passages: tuple[Passage, ...]
    given: dict[str, tuple[Markup, ...]]
    """Key of what is told → what the report gives for it, each value once."""
    notes: tuple[Note, ...]


def columns(page: Page, event: Event) -> list[Column]:
    """The reports that tell of it, earliest first; those without a date at the end."""
    told: dict[str, list[Telling]] = {}
    for reference in event.tellings:
        told.setdefault(reference.document, []).append(telling(page, reference))
    found = [_column(page, one) for one in told.values()]
    return sorted(found, key=lambda one: (not one.summary.published, one.summary.published or "", one.summary.name))


def _column(page: Page, told: list[Telling]) -> Column:
    ((report, words),) = passages(page, told)
    by_label = values(page, told)
    given = {key: tuple(value for _, value in by_label.get(page.wording(f"row.{key}"), ())) for key in GIVEN}
    notes = tuple(one.note for one in told if one.note)
    return Column(report, page.reader.summaries[report.document.id], tuple(words), given, notes)


def told_at_all(columns: list[Column]) -> list[str]:
    """What at least one of the reports gives."""
    return [key for key in GIVEN if any(column.given[key] for column in columns)]


def by_value(page: Page, sources: tuple[ValueSource, ...]) -> list[list[ValueSource]]:
    """Who gives which value: سبعة قتلى and 7 قتلى stand together, those with most reports behind them first."""
    found: dict[str, list[ValueSource]] = {}
    for source in sources:
        found.setdefault(_key(page, source), []).append(source)
    return sorted(found.values(), key=lambda group: -len({one.reference.document for one in group}))


def _key(page: Page, source: ValueSource) -> str:
    report = page.reader.report(source.reference.document)
    number = next((one for one in report.quantities if one.id == source.reference.annotation), None)
    return f"{number.bound} {number.value} {number.low} {number.high} {plain(number.unit or '')}" if number else source.value
