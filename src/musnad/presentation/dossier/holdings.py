"""What a dossier has looked up in a case so far: each thing once, and never the whole case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from musnad import edtf
from musnad.presentation.dossier.sources import Source
from musnad.records import Alias, Entity, Event, Reference, Report, Statement

if TYPE_CHECKING:
    from musnad.knowledge.store import Case
    from musnad.knowledge.store.glance import Naming
    from musnad.knowledge.store.rows import DocumentSummary


class Reading(Protocol):
    """Where somebody keeps reports that were read."""

    def report(self, document: str) -> Report:
        """A report."""

    def read_ahead(self, documents: Iterable[str]) -> None:
        """These reports are about to be read."""


class Entities:
    """Entities by id, all but its subject without their places but the oldest; ids of other things are not in it."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._known: dict[str, Entity | None] = {}

    def keep(self, entity: Entity) -> None:
        """The subject of the dossier, with its places."""
        self._known[entity.id] = entity

    def fetch(self, ids: Iterable[str]) -> None:
        """Look these up in one go."""
        missing = [one for one in dict.fromkeys(ids) if one not in self._known]
        found = self._case.glance.heads(missing) if missing else {}
        self._known.update((one, found.get(one)) for one in missing)

    def get(self, identifier: str) -> Entity | None:
        """The entity, None where the id is none's."""
        if identifier not in self._known:
            self.fetch([identifier])
        return self._known[identifier]

    def __getitem__(self, identifier: str) -> Entity:
        found = self.get(identifier)
        if found is None:
            raise KeyError(identifier)
        return found

    def __contains__(self, identifier: object) -> bool:
        return isinstance(identifier, str) and self.get(identifier) is not None


class Statements:
    """Statements by id; those of reports that the dossier leaves aside are not in it."""

    def __init__(self, case: Case, within: frozenset[str] | None) -> None:
        self._case, self._within = case, within
        self._known: dict[str, Statement | None] = {}

    def fetch(self, ids: Iterable[str]) -> None:
        """Look these up in one go."""
        missing = [one for one in dict.fromkeys(ids) if one not in self._known]
        found = self._case.glance.statements(missing, self._within) if missing else {}
        self._known.update((one, found.get(one)) for one in missing)

    @property
    def known(self) -> list[Statement]:
        """Those looked up so far."""
        return [one for one in self._known.values() if one is not None]

    def about(self, subjects: Iterable[str], properties: Sequence[str]) -> list[Statement]:
        """Statements about some entities with some properties, in the order of their ids."""
        found = self._case.glance.statements_about_many(subjects, self._within, properties)
        self._known.update((one.id, one) for one in found)
        return found

    def looked_up(self, identifier: str) -> Statement | None:
        """The statement, if it was fetched before."""
        return self._known.get(identifier)

    def __getitem__(self, identifier: str) -> Statement:
        self.fetch([identifier])
        found = self._known[identifier]
        if found is None:
            raise KeyError(identifier)
        return found

    def __contains__(self, identifier: object) -> bool:
        if not isinstance(identifier, str):
            return False
        self.fetch([identifier])
        return self._known[identifier] is not None


class Papers:
    """Reports by id, with whom their mentions stand for and what of them the case states.

    The line of a report in the list is cheap and tells their order; the report itself is read where it is cited.
    """

    def __init__(self, case: Case, reading: Reading | None = None) -> None:
        self._case, self._reading = case, reading
        self._reports: dict[str, Report] = {}
        self._sources: dict[str, Source] = {}
        self._lines: dict[str, DocumentSummary | None] = {}
        self._orders: dict[str, tuple[object, ...]] = {}
        self._mentions: dict[str, dict[str, str]] = {}
        self._stated: dict[str, set[str | None]] = {}
        self._corrected: dict[tuple[str, str | None], str] = {}
        self._names: dict[tuple[str, str], frozenset[int]] = {}
        self._places: dict[tuple[str, str], tuple[Reference, ...]] = {}

    @property
    def read(self) -> list[str]:
        """The reports that were read."""
        return sorted(self._sources)

    def fetch(self, documents: Iterable[str]) -> None:
        """Look up the lines of these in one go."""
        missing = [one for one in dict.fromkeys(documents) if one not in self._lines]
        found = self._case.glance.summaries_of(missing) if missing else {}
        self._lines.update((one, found.get(one)) for one in missing)

    def fetch_mentions(self, documents: Iterable[str]) -> None:
        """Look up in one go whom the mentions of these stand for."""
        missing = [one for one in dict.fromkeys(documents) if one not in self._mentions]
        if missing:
            self._mentions.update((one, {}) for one in missing)
            for (document, mention), entity in self._case.glance.mentions_in(missing).items():
                self._mentions[document][mention] = entity

    def fetch_stated(self, documents: Iterable[str]) -> None:
        """Look up in one go what the case states of these."""
        missing = [one for one in dict.fromkeys(documents) if one not in self._stated]
        if not missing:
            return
        self._stated.update((one, set()) for one in missing)
        for document, annotation, rule, value in self._case.glance.stated_in(missing):
            self._stated[document].add(annotation)
            if rule == "judgement.correct" and value:
                self._corrected[document, annotation] = value

    def source(self, document: str) -> Source:
        """A report."""
        if document not in self._sources:
            self.fetch([document])
            line = self._lines[document]
            self._sources[document] = Source(self._report(document), line.copy_of if line else None)
        return self._sources[document]

    def read_ahead(self, documents: Iterable[str]) -> None:
        """These reports are sure to be cited: they are read in one go."""
        missing = [one for one in dict.fromkeys(documents) if one not in self._sources]
        if self._reading is not None:
            self._reading.read_ahead(missing)
        else:
            self._reports.update(self._case.glance.reports(missing))

    def _report(self, document: str) -> Report:
        if self._reading is not None:
            return self._reading.report(document)
        return self._reports.get(document) or self._case.glance.report(document)

    def copy_of(self, document: str) -> str | None:
        """The report that this one repeats."""
        self.fetch([document])
        line = self._lines[document]
        return line.copy_of if line else None

    def order(self, document: str) -> tuple[object, ...]:
        """Sorts reports by publication, then name."""
        if document not in self._orders:
            self.fetch([document])
            line = self._lines[document]
            self._orders[document] = (*edtf.sort_key(line.published), line.name) if line else self.source(document).order()[:-1]
        return self._orders[document]

    def by_outlet(self, documents: Iterable[str]) -> list[str]:
        """Reports each once: the first of every outlet, then the second of every outlet, and so on; oldest first among equals."""
        ordered = sorted(dict.fromkeys(documents), key=self.order)
        nth: Counter[str | None] = Counter()
        ranks: dict[str, int] = {}
        for document in ordered:
            line = self._lines[document]
            outlet = line.outlet if line and line.outlet else document
            ranks[document] = nth[outlet]
            nth[outlet] += 1
        return sorted(ordered, key=lambda one: ranks[one])

    def entity_of(self, document: str, mention: str) -> str | None:
        """The entity behind a mention."""
        self.fetch_mentions([document])
        return self._mentions[document].get(mention)

    def states(self, document: str, annotation: str) -> bool:
        """True where a statement stands on this annotation."""
        self.fetch_stated([document])
        return annotation in self._stated[document]

    def corrected(self, document: str, annotation: str) -> str | None:
        """What an analyst put in place of what this annotation says."""
        self.fetch_stated([document])
        return self._corrected.get((document, annotation))

    def places(self, entity: str, document: str, ahead: frozenset[str]) -> tuple[Reference, ...]:
        """Where a report names an entity; the reports of the dossier are looked up in one go."""
        if (entity, document) not in self._places:
            wanted = sorted({*ahead, document})
            self._places.update(((entity, one), ()) for one in wanted)
            self._places.update(((entity, one.document), one.references) for one in self._case.glance.namings(entity, wanted))
        return self._places[entity, document]

    def names_used(self, entity: str, documents: frozenset[str]) -> frozenset[int]:
        """Under which of its names, by their number, these reports know an entity."""
        missing = sorted(one for one in documents if (entity, one) not in self._names)
        found = {one.document: one for one in self._case.glance.namings(entity, missing)} if missing else {}
        for document in missing:
            numbers = frozenset(number for number, _ in found[document].names) if document in found else frozenset()
            self._names[entity, document] = numbers
        return frozenset(number for one in documents for number in self._names[entity, one])


def with_places(entity: Entity, namings: Iterable[Naming]) -> Entity:
    """An entity with the places that some reports have; each of its names keeps the oldest place of all besides."""
    names: dict[int, list[Reference]] = {}
    references: list[Reference] = []
    for naming in namings:
        references += naming.references
        for number, places in naming.names:
            names.setdefault(number, []).extend(places)

    def placed(number: int, alias: Alias) -> Alias:
        return alias.model_copy(update={"references": tuple(dict.fromkeys([*alias.references[:1], *names.get(number, ())]))})

    aliases = tuple(placed(number, alias) for number, alias in enumerate(entity.aliases))
    return entity.model_copy(update={"references": tuple(references), "aliases": aliases})


def of_reports(event: Event, ranked: Sequence[str], own: frozenset[str], most: int) -> Event:
    """The happening as so many of its reports tell it: each other date and figure, then the dossier's own reports, by rank."""
    if len(ranked) <= most:
        return event
    differing: dict[tuple[str, str], str] = {}
    for given in sorted((*event.dates, *event.quantities), key=lambda one: ranked.index(one.reference.document)):
        differing.setdefault((given.value, given.original if given in event.quantities else ""), given.reference.document)
    first = {*list(dict.fromkeys(differing.values()))[:most]}
    chosen = frozenset(sorted(ranked, key=lambda one: (one not in first, one not in own))[:most])
    return event.model_copy(
        update={
            "tellings": tuple(one for one in event.tellings if one.document in chosen),
            "dates": tuple(one for one in event.dates if one.reference.document in chosen),
            "quantities": tuple(one for one in event.quantities if one.reference.document in chosen),
        }
    )
