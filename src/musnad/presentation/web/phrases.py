"""Small pieces of HTML that every page uses: names, dates, links, quoted passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from markupsafe import Markup, escape

from musnad import ontology
from musnad.documents.refusals import told
from musnad.knowledge.store import EntitySummary
from musnad.knowledge.store.bonds import Told
from musnad.knowledge.store.rows import Head
from musnad.presentation import outlets
from musnad.presentation.dates_in_words import in_words
from musnad.presentation.disagreements import lead_of_first
from musnad.presentation.web.case_reader import CaseReader
from musnad.presentation.web.links import Links
from musnad.presentation.web.marking import filled, highlighted, isolated
from musnad.presentation.web.wording import Language, Wording
from musnad.reasons import sentence_for
from musnad.records import Contradiction, Entity, Event, Failure, Hop, PlaceOption, Reference, Relation, Span, ValueSource

_MACHINE_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
"""What HTML's `datetime` accepts of EDTF."""

_DOT = Markup("&nbsp;· ")
"""Between the parts of a source; the dot stays at the end of its line."""
_TITLE = 90
"""Characters of a title where it is only cited; a page without a headline has its first paragraph for a title."""


@lru_cache(maxsize=4096)
def _in_words(value: str | None, language: Language, months: str, open_as: Literal["duration", "bound"]) -> str:
    return in_words(value, language, months=months, open_as=open_as)


def _inverse(relation: Relation, seen_from: str) -> bool:
    return relation.object == seen_from and relation.subject != seen_from


class Phrases:
    """Writes names, dates and links in one language for one case."""

    def __init__(self, language: Language, reader: CaseReader) -> None:
        self.language, self.reader = language, reader
        self.wording, self.links = Wording(language), Links(language)

    def name(self, entity: Entity | EntitySummary) -> Markup:
        """An entity's name; in English its Latin form, with the Arabic one as title."""
        return self._either(entity.name, entity.name_en)

    def place_name(self, place: PlaceOption) -> Markup:
        """A place of the lists, as `name` does it."""
        return self._either(place.name, place.name_en)

    def outlet(self, name: str) -> Markup:
        """An outlet; in English in Latin letters, with the Arabic name as title."""
        written = self.outlet_text(name)
        return self._either(name, written if written != name else None)

    def _either(self, name: str, latin: str | None) -> Markup:
        if self.language == "en" and latin:
            return filled('<bdi lang="en" title="%s">%s</bdi>', name, latin)
        return self.arabic(name)

    def outlet_text(self, name: str) -> str:
        """The same without marks, for what is chosen from a list."""
        return outlets.latin(name) if self.language == "en" else name

    def arabic(self, text: str) -> Markup:
        """Words as the reports write them."""
        return filled('<bdi lang="ar">%s</bdi>', isolated(text))

    def entity(self, identifier: str | None) -> Markup:
        """A link to an entity; a dash for one that is not known."""
        entity = self.reader.known(identifier)
        return self.link(self.links.entity(entity.id), self.name(entity)) if entity else Markup("—")

    def entities(self, identifiers: Iterable[str]) -> Markup:
        """Links to several entities."""
        comma = Markup("، ") if self.language == "ar" else Markup(", ")
        return comma.join(self.entity(identifier) for identifier in identifiers)

    def participant(self, document: str, mention: str | None, fallback: str = "") -> Markup:
        """Whom a mention of a report stands for, its own words where that is not known."""
        entity = self.reader.entity_of(document, mention)
        if entity:
            return self.entity(entity.id)
        return self.arabic(fallback) if fallback else Markup("—")

    def event_name(self, event: Event | Told) -> Markup:
        """A happening's label."""
        if self.language == "en":
            return filled("<bdi>%s</bdi>", event.name_en or event.name)
        return filled("<bdi>%s</bdi>", isolated(event.name))

    def event(self, event: Event | Told) -> Markup:
        """A link to a happening."""
        return self.link(self.links.event(event.id), self.event_name(event))

    def relation(self, relation: Relation, seen_from: str) -> Markup:
        """A relation as seen from one of its ends: `leads X`, or from X `led by`."""
        tie = self.tie(relation, seen_from)
        # A preposition that is written onto its noun: مرتبط بـالمجلس.
        return Markup("{}{}{}").format(tie, "" if tie.endswith("ـ") else " ", self.other_end(relation, seen_from))

    def tie(self, relation: Relation, seen_from: str) -> str:
        """What binds the two, as seen from one of them."""
        entry = ontology.load("predicates").get(relation.predicate, {})
        return str(entry.get(f"inverse_{self.language}" if _inverse(relation, seen_from) else self.language, relation.predicate))

    def other_end(self, relation: Relation, seen_from: str) -> Markup:
        """Who stands at the other end."""
        return self.entity(relation.subject if _inverse(relation, seen_from) else relation.object)

    def contested(self, event: Event) -> list[str]:
        """The different dates that reports give a happening, where there is more than one."""
        values = list(dict.fromkeys(source.value for source in event.dates))
        return values if len(values) > 1 else []

    def value(self, contradiction: Contradiction, source: ValueSource) -> Markup:
        """One side of a contradiction: a date in words, an entity by name, anything else as given."""
        return self._given(contradiction, source.value)

    def _given(self, contradiction: Contradiction, value: str) -> Markup:
        if contradiction.kind == "date":
            return self.date(value, "duration")
        if self.reader.known(value):
            return self.entity(value)
        try:
            date_words = in_words(value, self.language, months=self.reader.month_names)
        except ValueError:
            return self.arabic(value)
        return self.arabic(value) if value.isdecimal() else Markup("{}").format(date_words)

    def ranked(self, contradiction: Contradiction) -> list[tuple[Markup, str]]:
        """The values in the order of what speaks for them, each with what that is; an order for reading, no verdict."""
        return [
            (self._given(contradiction, one.value), one.because_en if self.language == "en" else one.because)
            for one in contradiction.ranking
        ]

    def lead_of_first(self, contradiction: Contradiction) -> str:
        """Why the first of them stands first: more independent sources, or closer to the event."""
        lead = lead_of_first(contradiction)
        return self.wording(f"ranking.by_{lead[0]}", first=lead[1], second=lead[2]) if lead else ""

    def values(self, contradiction: Contradiction) -> list[tuple[Markup, list[ValueSource]]]:
        """Each side once, with all who give it."""
        found: dict[Markup, list[ValueSource]] = {}
        for source in contradiction.values:
            found.setdefault(self.value(contradiction, source), []).append(source)
        return list(found.items())

    def desk(self, contradiction: Contradiction) -> str:
        """Where a contradiction is shown with the words of every side: on the page of what it is about."""
        about = contradiction.about
        page = self.links.entity(about) if self.reader.known(about) else self.links.event(about)
        return f"{page}#{contradiction.id}"

    def property(self, contradiction: Contradiction) -> str:
        """What a contradiction is about, where its entity or event is known from the page."""
        key = f"property.{contradiction.property}"
        if self.wording.has(key):
            return self.wording(key)
        for vocabulary in ("attributes", "predicates"):
            label = self.label(vocabulary, contradiction.property)
            if label != contradiction.property:
                return label
        return ""

    def about(self, identifier: str) -> Markup:
        """A link to what a contradiction is about: an entity or a happening."""
        if self.reader.known(identifier):
            return self.entity(identifier)
        event = self.reader.told.get(identifier)
        return self.event(event) if event else self.code(identifier)

    def report(self, document: str) -> Markup:
        """A link to a report by its title."""
        summary = self.reader.summaries.get(document)
        title = (summary.title or summary.name) if summary else document
        return self.link(self.links.report(document), self.arabic(self._short(title)))

    def _short(self, title: str) -> str:
        return title if len(title) <= _TITLE else title[:_TITLE].rsplit(" ", 1)[0] + " …"

    def source(self, document: str) -> Markup:
        """A report as a source: outlet, title, date."""
        summary = self.reader.summaries.get(document)
        parts = [self.report(document)]
        if summary and summary.outlet:
            parts.insert(0, self.outlet(summary.outlet))
        if summary and summary.published:
            parts.append(self.date(summary.published))
        return _DOT.join(parts)

    def source_short(self, document: str) -> Markup:
        """A report where there is room for a few words: its outlet, or its title where none is known, and its day."""
        summary = self.reader.summaries[document]
        name = self.outlet(summary.outlet) if summary.outlet else self.arabic(self._short(summary.title or summary.name))
        return _DOT.join([name, self.date(summary.published)]) if summary.published else name

    def date_text(self, value: str | None, open_as: Literal["duration", "bound"] = "bound") -> str:
        """An EDTF value in words; the value itself where it is not understood."""
        try:
            return _in_words(value, self.language, self.reader.month_names, open_as)
        except ValueError:
            return str(value)

    def date(self, value: str | None, open_as: Literal["duration", "bound"] = "bound") -> Markup:
        """An EDTF value for people, with the value itself for machines and in the title."""
        words = self.date_text(value, open_as)
        if value is None:
            return filled('<span class="unknown">%s</span>', words)
        if _MACHINE_DATE.fullmatch(value):
            return filled('<time datetime="%s" title="%s">%s</time>', value, value, words)
        return filled('<span class="date" title="%s">%s</span>', value, words)

    def code(self, value: str) -> Markup:
        """An id, hash or rule name."""
        return Markup('<bdi dir="ltr"><code>{}</code></bdi>').format(value)

    def link(self, href: str, text: str | Markup) -> Markup:
        """A link."""
        return filled('<a href="%s">%s</a>', href, text)

    def label(self, vocabulary: str, identifier: str) -> str:
        """The ontology's word for an id."""
        return ontology.label(vocabulary, identifier, self.language)

    def type_of(self, entity: Entity | EntitySummary) -> str:
        """The finest kind known: armed group, town, or person."""
        return self.label("entity_types", entity.subtype or entity.type)

    def chain(self, hops: Iterable[Hop]) -> Markup:
        """An attribution chain, from the report back to whoever spoke first."""
        known = self.reader.known
        return self.hops((hop.kind, self.entity(hop.entity) if known(hop.entity) else self._unlinked(hop)) for hop in hops)

    def _unlinked(self, hop: Hop) -> Markup:
        """A link of a chain that has no page: an outlet by its name, others as the report writes them."""
        return self.outlet(hop.label) if hop.kind in ("outlet", "agency") else self.arabic(hop.label)

    def hops(self, hops: Iterable[tuple[str, Markup]]) -> Markup:
        """The links of a chain, each with its kind, as boxes that lead to one another."""
        arrow = Markup(' <span class="arrow" aria-hidden="true">{}</span> ').format("←" if self.language == "ar" else "→")
        return arrow.join(filled('<span class="hop hop-%s">%s</span>', kind, who) for kind, who in hops)

    def passage(self, reference: Reference) -> Markup:
        """The quoted words in their sentence, the words highlighted; the whole links to the place itself."""
        words = self.snippet(reference.document, self.reader.passage(reference), [reference.span])
        return filled('<a class="passage" lang="ar" dir="rtl" href="%s">%s</a>', self.links.reference(reference), words)

    def whole(self, reference: Reference) -> Markup:
        """The quoted words alone, linked to their place."""
        words = self.plain(reference.document, reference.span)
        return filled('<a class="passage" lang="ar" dir="rtl" href="%s">%s</a>', self.links.reference(reference), words)

    def plain(self, document: str, span: Span) -> Markup:
        """The characters of a span."""
        return isolated(self.reader.text(document).quote(span))

    def snippet_link(self, document: str, span: Span, highlights: Sequence[Span]) -> str:
        """The line that a search result quotes."""
        start = highlights[0].start if highlights else span.start
        return self.links.report(document, f"line-{self.reader.text(document).line_at(start).number}")

    def snippet(self, document: str, span: Span, highlights: Iterable[Span]) -> Markup:
        """A stretch of a report with the words found; dots where its line goes on."""
        found = self.reader.text(document)
        before = "… " if span.start > found.line_at(span.start).span.start else ""
        after = " …" if span.end < found.line_at(max(span.end - 1, 0)).span.end else ""
        return filled("%s%s%s", before, highlighted(found.text, span, highlights), after)

    def failure(self, one: Failure) -> Markup:
        """Why a file could not be read, and what to do; in English where an older musnad wrote it down."""
        words = told(one, self.language)
        if words is None:
            return Markup('<span lang="en" dir="ltr">{}. {}</span>').format(one.problem, one.advice)
        problem = words[0] if self.language == "ar" else words[0][:1].upper() + words[0][1:]
        return Markup("{}. {}").format(self.text(problem), self.text(words[1]))

    def why(self, rule: str) -> Markup:
        """The sentence of a rule; what is no rule says it itself."""
        return self.text(sentence_for(rule, {}, self.language))

    def mentions(self, entity: Entity | EntitySummary) -> int:
        """How often an entity is mentioned; its head holds the first places alone."""
        return entity.mentions if isinstance(entity, Head | EntitySummary) else len(entity.references)

    def percent(self, score: float) -> str:
        """A score for people."""
        return f"{round(score * 100)}%" if self.language == "en" else f"{round(score * 100)}٪"

    def number(self, value: float) -> str:
        """A number without an idle fraction."""
        return f"{int(value):,}" if value == int(value) else f"{value:,}"

    def text(self, words: str) -> Markup:
        """Plain words, escaped, foreign runs isolated."""
        return isolated(words) if self.language == "ar" else escape(words)
