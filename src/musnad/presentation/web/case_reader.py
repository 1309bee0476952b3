"""A case as pages read it: reports kept for a while, what mentions stand for, names in the reader's language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache, cached_property, lru_cache
from pathlib import Path
from threading import Lock

import numpy as np

from musnad.knowledge.store import Case, DocumentSummary, EntitySummary, EventSummary
from musnad.knowledge.store.glance import Places
from musnad.knowledge.store.queues import Waiting
from musnad.knowledge.store.reckoning import Reckoning
from musnad.knowledge.store.rows import Head
from musnad.knowledge.store.search import Matches
from musnad.lexicons import load
from musnad.presentation.atlas import Atlas, atlas
from musnad.presentation.busy_times import BusyTimes, busy_times
from musnad.presentation.evidence_times import Months, of_places, of_ties
from musnad.presentation.network import Network
from musnad.presentation.timeline import Moment, timeline
from musnad.presentation.web.keeping import Kept
from musnad.presentation.web.sifting import Rows, Sifting
from musnad.presentation.web.whole import Whole, whole
from musnad.records import Contradiction, Document, Event, Reference, Report, Span

_REPORTS_KEPT = 400
"""Reports kept parsed: an entity's page quotes dozens, a report of 400 words is some 100 KB of objects."""
_ENTITIES_KEPT = 4096
"""Entities and events kept parsed; one page shows some hundreds."""
_COUNTS_KEPT = 256
"""Counts of happenings by what was asked for."""
_MATCHES_KEPT = 64
"""Searches of which it is kept what they found, some 100 KB for a common word: their parts and facets are asked for next."""
_NAMES_FOUND = 60
"""Entities found of which the types are counted."""
_DRAWINGS_KEPT = 64
"""Networks, maps and timelines kept as they were laid out."""
_REPORTS_FOR_MONTHS = 40
"""Reports looked at to learn which month names the case's outlets use; enough to see a majority."""
_MAJORITY = 0.8
"""Share of one calendar from which its names alone are shown; below that both are (أيار/مايو), as pan-Arab media write."""
_PASSAGE = 260
"""Characters of context around a quoted stretch; a long news sentence."""


class CaseReader:
    """One state of a case; a rebuilt case gets a new reader."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.edition = case.desk.edition()
        self.queues: dict[str, list[Waiting]] = {}
        """What waits for an analyst, by queue, once it was asked for."""
        self._reports = Kept(case.glance.reports, _REPORTS_KEPT)
        self.texts = Kept(case.texts, _REPORTS_KEPT)
        """Reports as found, without their annotations."""
        self._sentences = Kept(case.sentences, _REPORTS_KEPT)
        self.matches: Callable[[str], Matches] = lru_cache(maxsize=_MATCHES_KEPT)(case.matches)
        self.names: Callable[[str], list[tuple[bool, str]]] = lru_cache(maxsize=_MATCHES_KEPT)(self._names)
        self.order: Callable[[str], Rows] = cache(self._order)
        self.place: Callable[[str], Rows] = cache(self._place)
        self._links = Kept(self._link, _REPORTS_KEPT)
        self.entity: Callable[[str], Head] = lru_cache(maxsize=_ENTITIES_KEPT)(case.glance.head)
        self.counted = lru_cache(maxsize=_COUNTS_KEPT)(case.moments.counted)
        self.years = lru_cache(maxsize=_COUNTS_KEPT)(case.moments.years)
        self.happened_in = lru_cache(maxsize=_COUNTS_KEPT)(case.glance.happened_in)
        self.actors_in = lru_cache(maxsize=_COUNTS_KEPT)(case.glance.actors_in)
        self._lines = Kept(case.glance.summaries, _ENTITIES_KEPT)
        self._events = Kept(case.glance.events, _ENTITIES_KEPT)
        self.told = Kept(case.bonds.told, _ENTITIES_KEPT)
        """Happenings as lines of a list."""
        self.network = lru_cache(maxsize=_DRAWINGS_KEPT)(self._network)
        self.moments = lru_cache(maxsize=_DRAWINGS_KEPT)(self._moments)
        self.tie_times = lru_cache(maxsize=_DRAWINGS_KEPT)(self._tie_times)
        self.atlas = lru_cache(maxsize=_DRAWINGS_KEPT)(self._atlas)

    def look_again(self) -> None:
        """Decisions were made that are not derived yet: they are laid over the reports, nothing else of what is kept changes."""
        self._reports.clear()

    def report(self, document: str) -> Report:
        """A report as its analysts read it. Raises NotFound."""
        found = self._reports.get(document)
        return found if found is not None else self.case.glance.report(document)

    def read_ahead(self, documents: Iterable[str]) -> None:
        """These reports are about to be read, with whom their mentions stand for: a few questions instead of some for each."""
        wanted = list(documents)
        self._reports.fetch(wanted)
        self._links.fetch(wanted)

    def quote_ahead(self, references: Iterable[Reference]) -> None:
        """Sentences around these places are about to be quoted."""
        wanted = list(dict.fromkeys(reference.document for reference in references))
        self.texts.fetch(wanted)
        self._sentences.fetch(wanted)

    def text(self, document: str) -> Document:
        """A report as found. Raises NotFound."""
        found = self.texts.get(document)
        return found if found is not None else self.report(document).document

    def _names(self, words: str) -> list[tuple[bool, str]]:
        """Entities that the words of a search name, best first, each with whether it is called so by whole words."""
        found = self.case.glance.names(words, _NAMES_FOUND)
        self.look_ahead(one for _, one in found)
        return found

    def _order(self, sort: str) -> Rows:
        """Rows of the search index, each a report, in the order of a list of reports."""
        known = self.latest if sort == "newest" else list(self.summaries.values())
        if sort == "outlet":
            known = sorted(self.latest, key=lambda one: (one.outlet is None, one.outlet or "", one.published or "", one.name))
        if sort == "title":
            known = sorted(self.latest, key=lambda one: (one.title or one.name, one.name))
        return self.sifting.ordered(known)

    def _place(self, sort: str) -> Rows:
        """The place of each row in such an order."""
        order = self.order(sort)
        places = np.zeros(self.sifting.last + 1, np.int64)
        places[order] = np.arange(len(order))
        return places

    @cached_property
    def sifting(self) -> Sifting:
        """The reports by what they can be sifted by."""
        return Sifting(self.case, self.summaries)

    def _moments(self, about: str | None, first: str | None, last: str | None) -> list[Moment]:
        return timeline(self.case, about, first, last)

    def _atlas(self, language: str, middle: str | None) -> Atlas | None:
        around = self.entity(middle) if middle else None
        known = {one.id for one in self.places.most}
        return atlas((*self.places.most, *((around,) if around and around.id not in known else ())), language, around)

    def _network(
        self, about: str | None, stated: bool, told: bool, draw: Callable[[Case, str | None, bool, bool], Network]
    ) -> Network:
        return draw(self.case, about, stated, told)

    def _tie_times(
        self, about: str | None, stated: bool, told: bool, draw: Callable[[Case, str | None, bool, bool], Network]
    ) -> dict[tuple[str, str], tuple[Months, ...]]:
        bonds = self.network(about, stated, told, draw).ties
        return of_ties(self.case, ((bond.one, bond.other, bond.relations, bond.events) for bond in bonds))

    @cached_property
    def whole(self) -> Whole:
        """The network of the whole case."""
        return whole(self.case)

    @cached_property
    def place_times(self) -> dict[str, tuple[Months, ...]]:
        """For each place that is drawn the months for which there is evidence."""
        return of_places(self.case, self.places.most)

    def known(self, identifier: str | None) -> EntitySummary | None:
        """The entity of this id, None where there is none; values of contradictions are asked for again and again."""
        return self._lines.get(identifier) if identifier else None

    def look_ahead(self, entities: Iterable[str | None]) -> None:
        """These entities are about to be named: one question instead of one for each."""
        self._lines.fetch(one for one in entities if one)

    def event(self, identifier: str) -> Event:
        """The happening of this id. Raises NotFound."""
        found = self._events.get(identifier)
        return found if found is not None else self.case.event(identifier)

    def events(self, identifiers: Iterable[str]) -> dict[str, Event]:
        """These happenings, and all that have a part in them looked up ahead."""
        found = self._events.fetch(identifiers)
        self.look_ahead(one for event in found.values() for one in (*event.agents, *event.others, event.place))
        return found

    def known_event(self, identifier: str | None) -> Event | None:
        """The happening of this id, None where there is none."""
        return self._events.get(identifier) if identifier else None

    @cached_property
    def places(self) -> Places:
        """The places of the whole map."""
        return self.case.glance.places()

    @cached_property
    def event_lines(self) -> list[EventSummary]:
        """The happenings in order of time, without their tellings."""
        return self.case.event_summaries()

    @cached_property
    def entity_lines(self) -> list[EntitySummary]:
        """The entities, most mentioned first, without their references."""
        return self.case.entity_summaries()

    @cached_property
    def contradictions(self) -> list[Contradiction]:
        """All contradictions."""
        return list(self.case.contradictions())

    def entity_of(self, document: str, mention: str | None) -> EntitySummary | None:
        """Whom a mention stands for."""
        return self.known(self._linked(document)[0].get(mention or ""))

    def _linked(self, document: str) -> tuple[dict[str, str], dict[str, str]]:
        return self._links.get(document) or ({}, {})

    def _link(self, documents: list[str]) -> dict[str, tuple[dict[str, str], dict[str, str]]]:
        """Whom the mentions of reports stand for and what their tellings tell; those named are looked up ahead."""
        found = self.case.glance.linked(documents)
        self.look_ahead(entity for mentions, _ in found.values() for entity in mentions.values())
        return found

    def event_of(self, document: str, event_mention: str) -> Event | None:
        """The happening that a telling tells."""
        return self.known_event(self._linked(document)[1].get(event_mention))

    @cached_property
    def summaries(self) -> dict[str, DocumentSummary]:
        """Document id → its line in the list of reports."""
        return {document.id: document for document in self.case.documents()}

    @cached_property
    def latest(self) -> list[DocumentSummary]:
        """Reports by publication, latest first; those without a date at the end."""
        documents = list(self.summaries.values())
        return [one for one in documents[::-1] if one.published] + [one for one in documents if not one.published]

    @cached_property
    def outlets(self) -> list[str]:
        """Names of the outlets."""
        return sorted({one.outlet for one in self.latest if one.outlet})

    @cached_property
    def publication_years(self) -> list[str]:
        """Years in which reports were published, latest first."""
        years = {(one.published or "")[:4] for one in self.latest}
        return sorted((year for year in years if year.isdecimal()), reverse=True)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How much of everything the case holds, and how much of it waits for an analyst."""
        still_open = sum(1 for one in self.contradictions if one.status == "open")
        return {**self.case.counts(), **self.case.waiting(), "open": still_open}

    @cached_property
    def reckoning(self) -> Reckoning:
        """What was found by which layer, and how surely."""
        return self.case.reckoning()

    @cached_property
    def busy(self) -> BusyTimes | None:
        """When most happened."""
        return busy_times(self.case.event_dates())

    @cached_property
    def freshest(self) -> list[Contradiction]:
        """Contradictions, those first of which the latest report speaks; what is explained or settled comes last."""

        def latest(one: Contradiction) -> tuple[bool, str]:
            published = (self.summaries[value.reference.document].published or "" for value in one.values)
            return one.status == "open", max(published, default="")

        # By document and id where the dates are the same: the order must not depend on the one they were read in.
        found = sorted(self.contradictions, key=lambda one: (one.about, one.id))
        return sorted(found, key=latest, reverse=True)

    @cached_property
    def freshness(self) -> dict[str, int]:
        """The place of each contradiction in that order."""
        return {one.id: number for number, one in enumerate(self.freshest)}

    @cached_property
    def month_names(self) -> str:
        """The month names that the case's reports use themselves, for `dates_in_words`."""
        calendars: dict[str, list[str]] = load("date_words", "musnad.presentation")["months"]
        shown = {name: calendars[name] for name in ("levantine", "egyptian", "tunisian", "moroccan")}
        # A name that two calendars share (مارس) tells nothing, nor does أيار/مايو: it counts for both.
        owners = {month: calendar for calendar, months in shown.items() for month in months}
        shared = {month for month, times in Counter(month for months in shown.values() for month in months).items() if times > 1}
        pattern = re.compile("|".join(sorted(owners, key=lambda month: (-len(month), month))))
        counts: Counter[str] = Counter()
        for document in self.case.documents(limit=_REPORTS_FOR_MONTHS):
            report = self.report(document.id)
            for date in report.dates:
                found = set(pattern.findall(date.span.of(report.document.text)))
                counts.update(
                    "egyptian" if month in shared and month in shown["egyptian"] else owners[month] for month in sorted(found)
                )
        if not counts:
            return "levantine+egyptian"
        calendar, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
        return calendar if most >= _MAJORITY * counts.total() else "levantine+egyptian"

    def passage(self, reference: Reference) -> Span:
        """The sentence around a reference, shortened to a readable length at word boundaries."""
        document, span = self.text(reference.document), reference.span
        text, sentences = document.text, self._sentences.get(reference.document) or ()
        around = next((one for one in sentences if one.contains(span)), document.line_at(span.start).span)
        start, end = min(around.start, span.start), max(around.end, span.end)
        spare = max(_PASSAGE - (span.end - span.start), 80) // 2
        if span.start - start > spare:
            start = text.find(" ", span.start - spare, span.start) + 1 or span.start
        if end - span.end > spare:
            end = text.rfind(" ", span.end, span.end + spare)
            end = span.end if end < 0 else end
        return Span(start=start, end=end)


class CaseDoor:
    """Keeps a case open for the pages and notices when a build has changed it."""

    def __init__(self, path: Path, open_case: Callable[[Path], Case] = Case.open) -> None:
        self.path, self._open = path, open_case
        self._reader: CaseReader | None = None
        self._state: tuple[int, ...] = ()
        self._lock = Lock()
        self.renewed: Callable[[], object] = bool
        """Called when there is a new reader, which has read nothing yet."""

    def state(self) -> tuple[int, ...]:
        """Which file it is, and when it was written to."""
        files = (self.path, self.path.with_name(f"{self.path.name}-wal"))
        found = [file.stat() if file.exists() else None for file in files]
        # Another file under the same name is another case.
        return (found[0].st_ino if found[0] else 0, *(one.st_mtime_ns if one else 0 for one in found))

    def reader(self) -> CaseReader:
        """The case as it is now.

        Raises CaseError where the case is gone.
        """
        with self._lock:
            now = self.state()
            if self._reader is None or now[0] != self._state[0]:
                # A page that is being written still holds the reader before; it goes when that page is done.
                self._reader = self._made(self._open(self.path))
            elif now != self._state:
                self._reader = self._again(self._reader)
            # As it was before anything was read: what is written meanwhile is noticed by the next page.
            self._state = now
            return self._reader

    def _again(self, reader: CaseReader) -> CaseReader:
        """The reader after something was written: what it keeps is stale in a new edition only, and costs seconds to make."""
        if reader.case.desk.edition() != reader.edition:
            return self._made(reader.case)
        reader.look_again()
        return reader

    def _made(self, case: Case) -> CaseReader:
        self.renewed()
        return CaseReader(case)

    def close(self) -> None:
        """Let go of the case file."""
        if self._reader is not None:
            self._reader.case.close()
            self._reader = None
