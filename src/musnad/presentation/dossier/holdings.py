"""What a dossier has looked up in a case so far: each thing once, and never the whole case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from musnad.presentation.dossier.sources import Source
from musnad.records import Alias, Entity, Event, Reference, Report, Statement

if TYPE_CHECKING:
    from musnad.knowledge.store import Case
    from musnad.knowledge.store.glance import Naming


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

    def about(self, subject: str) -> list[Statement]:
        """Statements about an entity, in the order of their ids."""
        found = self._case.glance.statements_about(subject, self._within)
        self._known.update((one.id, one) for one in found)
        return found

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
    """Reports by id, with whom their mentions stand for and what of them the case states."""

    def __init__(self, case: Case, read: Callable[[str], Report] | None = None) -> None:
        self._case, self._read = case, read or case.glance.report
        self._sources: dict[str, Source] = {}
        self._copies: dict[str, str | None] = {}
        self._mentions: dict[tuple[str, str], str] = {}
        self._stated: set[tuple[str, str | None]] = set()
        self._corrected: dict[tuple[str, str | None], str] = {}
        self._names: dict[tuple[str, str], frozenset[int]] = {}

    def fetch(self, documents: Iterable[str]) -> None:
        """Look these up in one go."""
        missing = [one for one in dict.fromkeys(documents) if one not in self._copies]
        if not missing:
            return
        glance = self._case.glance
        summaries = glance.summaries_of(missing)
        self._copies.update((one, summaries[one].copy_of if one in summaries else None) for one in missing)
        self._mentions.update(glance.mentions_in(missing))
        for one in glance.stated_in(missing):
            self._stated.add((one.document, one.annotation))
            if one.rule == "judgement.correct" and one.value:
                self._corrected[one.document, one.annotation] = one.value

    def source(self, document: str) -> Source:
        """A report."""
        if document not in self._sources:
            self.fetch([document])
            self._sources[document] = Source(self._read(document), self._copies[document])
        return self._sources[document]

    def entity_of(self, document: str, mention: str) -> str | None:
        """The entity behind a mention."""
        self.fetch([document])
        return self._mentions.get((document, mention))

    def states(self, document: str, annotation: str) -> bool:
        """True where a statement stands on this annotation."""
        self.fetch([document])
        return (document, annotation) in self._stated

    def corrected(self, document: str, annotation: str) -> str | None:
        """What an analyst put in place of what this annotation says."""
        self.fetch([document])
        return self._corrected.get((document, annotation))

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


def of_reports(event: Event, kept: frozenset[str], most: int) -> Event:
    """The happening as told by some reports, and by as many others as there is room for."""
    documents = dict.fromkeys(one.document for one in event.tellings)
    if len(documents) <= most:
        return event
    ordered = [*(one for one in documents if one in kept), *(one for one in documents if one not in kept)]
    chosen = frozenset(ordered[:most])
    return event.model_copy(
        update={
            "tellings": tuple(one for one in event.tellings if one.document in chosen),
            "dates": tuple(one for one in event.dates if one.reference.document in chosen),
            "quantities": tuple(one for one in event.quantities if one.reference.document in chosen),
        }
    )
