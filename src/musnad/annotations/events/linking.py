"""Tellings of one happening in one report complete each other: what is said once of it holds wherever it is told.

Victims share the blow that brought them (أسفر القصف عن, قتلوا في غارة), coordinated verbs share their circumstances, a definite
noun (الهجوم) those of the happening it takes up, a headline those of its lead. Only what is missing is filled, and never
across a contradiction.
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.annotations.events import lexicon, report_links, scores, sentence_links
from musnad.annotations.events.told import VIOLENT, Names, Told
from musnad.records import EventMention, Report
from musnad.tracing import near_miss


def link(report: Report, told: Sequence[Told]) -> list[EventMention]:
    """The tellings in their order, each completed from the others; bare back-references are left out."""
    names, done = Names(report.mentions, report.quantities), list(told)
    for item in done:
        item.names = names
    report_links.first_told(done)
    report_links.claimed(done)
    for again in (False, True):  # what a link brings may be what another needs
        if again:
            report_links.news_of(report, done)
        for index, item in enumerate(done):
            sentence_links.in_sentence(done, index, item)
            sentence_links.goes_on(done, index, item)
            sides = report_links.of_both_sides(item)
            if sides or (item.trigger.nominal and item.trigger.reading.article):
                report_links.take_up(done, index, item, names, sides)
            report_links.told_before(report, done, index, item, names)
        report_links.same_blow(done)
        for item in done:
            if item.headline:
                report_links.from_lead(done, item, names)
        report_links.same_body(done, names)
        report_links.same_day(report, done)
    text = report.document.text
    last = 0
    for item in done:
        if item.ghost and item.event.type in VIOLENT and _full(item.event) and "\n" in text[last : item.event.span.start]:
            item.ghost = False
        if not item.ghost:
            last = max(last, item.event.span.end)
    for item in done:
        if item.ghost:
            label, english = lexicon.type_labels(item.event.type)
            near_miss(item.event.by, item.view.tokens[item.trigger.index], "event_back_reference", type=label, type_en=english)
    standing = (item for item in done if not item.ghost)
    return [scores.scored(item.event, item.slots, frozenset(one.id for one in item.view.mentions)) for item in standing]


def _full(event: EventMention) -> bool:
    """A taken-up happening of which two things are known is told again, not only pointed at."""
    return sum(map(bool, (event.agents, event.others, event.place, event.date, event.quantity))) >= 2
