"""By what entities are found: the rows of the table `aliases`, where asked for worked out beside what else is derived.

How a name may be written in Latin letters takes as long as a quarter of all joining and depends on nothing but the name: a second
process does it while happenings and contradictions are looked for. Its rows are those that would be made here.
"""

from __future__ import annotations

import pickle
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event as Flag
from threading import Thread
from types import TracebackType
from typing import Self

from musnad import lexicons
from musnad.engines import ProcessPool
from musnad.knowledge import authority
from musnad.knowledge.alternates import bag, latin_keys
from musnad.knowledge.latin import latin_key
from musnad.knowledge.romanise import romanise
from musnad.knowledge.store import schema
from musnad.lexicons import UserLexicon
from musnad.records import Entity
from musnad.script import search_key

_CHUNK = 200
"""Entities of one job: half a second's work."""
_LEAST = 2000
"""Entities from which a process of its own is worth its start."""

Row = tuple[str, str, str, str, int]
"""Entity, key, name as shown, grade, mentions: the columns of `aliases` in their order."""


@dataclass(frozen=True, slots=True)
class Called:
    """What an entity is called."""

    id: str
    name: str
    name_en: str | None
    authority: str | None
    aliases: tuple[tuple[str, str, int], ...]
    """Name, grade, mentions."""

    @classmethod
    def of(cls, entity: Entity) -> Called:
        """The names of an entity."""
        aliases = tuple((alias.name, alias.grade, len(alias.references)) for alias in entity.aliases)
        return cls(entity.id, entity.name, entity.name_en, entity.authority, aliases)


def rows_of(entity: Called) -> list[Row]:
    """One row for each folded spelling, Latin ones included."""
    names: dict[str, tuple[str, str]] = {}
    weights: Counter[str] = Counter()
    spelled = [*entity.aliases, *((name, "certain", 0) for name in (entity.name, entity.name_en) if name)]
    keyed = [(search_key(name), name, grade, weight) for name, grade, weight in spelled]
    # Latin spellings stand in the index in a form that all spellings of a sound share.
    latin = [entity.name_en or "", *_listed_latin(entity), *(romanise(name) for name, _, _ in spelled)]
    keyed += [(key, name, "certain", 0) for name in latin if (key := latin_key(name))]
    for name, _, _ in spelled:
        shown = romanise(name)
        keyed += [(key, shown, schema.OTHER_SPELLING, 0) for key in latin_keys(name)]
        keyed += [(key, shown, schema.ANY_SPELLING, 0)] if (key := bag(name)) else []
    for key, name, grade, weight in keyed:
        names.setdefault(key, (name, grade))
        weights[key] += weight
    return [(entity.id, key, name, grade, weights[key]) for key, (name, grade) in names.items()]


def _listed_latin(entity: Called) -> Sequence[str]:
    """Other English names that the list has: `HTS`."""
    known = authority.listed().get(entity.authority) if entity.authority else None
    return known.aliases_en if known else ()


@dataclass(frozen=True, slots=True)
class _Job:
    entities: tuple[Called, ...]
    lexicon: UserLexicon | None
    """The researcher's own lexicon: another process starts without it."""


def _work(job: _Job) -> bytes | None:
    lexicons.use(job.lexicon)
    return zlib.compress(pickle.dumps([row for one in job.entities for row in rows_of(one)]), 1)


def _lost(job: _Job) -> bytes | None:
    """What a process that was killed leaves is done here in the end."""
    return None


class Naming:
    """The rows of all entities, begun as soon as these are known; with one worker they are made when they are asked for."""

    def __init__(self, workers: int = 1, lexicon: UserLexicon | None = None) -> None:
        self._beside = workers > 1
        self._lexicon = lexicon
        self._entities: Sequence[Entity] = ()
        self._done: SimpleQueue[bytes | None] = SimpleQueue()
        self._stopped = Flag()
        self._thread: Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()

    def begin(self, entities: Sequence[Entity]) -> None:
        """These are the entities, in their last form."""
        if self._beside and len(entities) >= _LEAST:
            self._entities = entities
            self._thread = Thread(target=self._gather, name="names of entities", daemon=True)
            self._thread.start()

    def _gather(self) -> None:
        try:
            for done in ProcessPool(1).map(_work, self._jobs(), _lost):
                self._done.put(done)
                if self._stopped.is_set():
                    return
        finally:
            # Whatever is missing is made where it is asked for.
            for _ in range(0, len(self._entities), _CHUNK):
                self._done.put(None)

    def _jobs(self) -> Iterator[_Job]:
        for at in range(0, len(self._entities), _CHUNK):
            if self._stopped.is_set():
                return
            yield _Job(tuple(map(Called.of, self._entities[at : at + _CHUNK])), self._lexicon)

    def rows(self, entities: Sequence[Entity]) -> Iterator[Row]:
        """The rows of the entities, in their order."""
        begun = len(entities) == len(self._entities) and all(map(_is, entities, self._entities))
        for at in range(0, len(entities), _CHUNK):
            done = self._done.get() if begun else None
            yield from pickle.loads(zlib.decompress(done)) if done else _made(entities[at : at + _CHUNK])


def _is(one: Entity, other: Entity) -> bool:
    return one is other


def _made(entities: Iterable[Entity]) -> Iterator[Row]:
    for entity in entities:
        yield from rows_of(Called.of(entity))
