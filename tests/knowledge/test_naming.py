"""The names of entities worked out in a second process: the same rows, also where that process is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from factory import clash

from musnad.knowledge import derive
from musnad.knowledge.store import naming
from musnad.knowledge.store.naming import Called, Naming, rows_of
from musnad.records import Entity


@pytest.fixture
def entities(monkeypatch: pytest.MonkeyPatch) -> tuple[Entity, ...]:
    monkeypatch.setattr(naming, "_LEAST", 1)
    monkeypatch.setattr(naming, "_CHUNK", 2)
    reports = [
        clash("a.txt", "يوم الثلاثاء", "2021-03-09", 4),
        clash("b.txt", "الأربعاء", "2021-03-10", 7, "وكالة السهل", "وبقي الطريق مقطوعًا."),
    ]
    return derive(reports).entities


def _expected(entities: tuple[Entity, ...]) -> list[naming.Row]:
    return [row for entity in entities for row in rows_of(Called.of(entity))]


def test_a_second_process_makes_the_same_rows(entities: tuple[Entity, ...]) -> None:
    with Naming(workers=2) as beside:
        beside.begin(entities)
        found = list(beside.rows(entities))
    assert len(entities) > 2 and found == _expected(entities) == list(Naming().rows(entities))


def test_what_a_lost_process_leaves_is_made_here(entities: tuple[Entity, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    class Lost:
        def __init__(self, workers: int) -> None:
            assert workers == 1

        def map(self, work: Any, jobs: Any, lost: Any) -> Iterator[Any]:
            for number, job in enumerate(jobs):
                if number:
                    raise OSError("no more processes")
                yield lost(job)

    monkeypatch.setattr(naming, "ProcessPool", Lost)
    monkeypatch.setattr("threading.excepthook", lambda _: None)
    with Naming(workers=2) as beside:
        beside.begin(entities)
        assert list(beside.rows(entities)) == _expected(entities)


def test_other_entities_than_begun_are_made_here(entities: tuple[Entity, ...]) -> None:
    others = tuple(entity.model_copy(update={"name": f"{entity.name} الثاني"}) for entity in entities)
    with Naming(workers=2) as beside:
        beside.begin(entities)
        assert list(beside.rows(others)) == _expected(others)


def test_stopped_before_its_end_it_leaves_no_process(entities: tuple[Entity, ...]) -> None:
    with pytest.raises(KeyboardInterrupt), Naming(workers=2) as beside:
        beside.begin(entities)
        raise KeyboardInterrupt
    assert beside._thread is not None and not beside._thread.is_alive()
