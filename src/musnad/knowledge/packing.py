"""Records in a quarter of their memory: what is joined is all held at once, tens of millions of small records.

A record that was validated keeps a dictionary of its own and a set of the fields that were given. A packed one is the same record
(equal, of the same class, written out the same) whose fields lie in the object and whose texts and small parts are
shared with all others that hold the same.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from musnad.records import PlaceOption, Record, Span

R = TypeVar("R", bound=Record)

_LONG = 64
"""Characters of a text above which another report hardly holds the same."""
_fields: dict[type[Record], set[str]] = {}
_set: Any = object.__setattr__


def _given(kind: type[Record]) -> set[str]:
    """The set of all fields, one for all packed records of a kind."""
    if kind not in _fields:
        _fields[kind] = set(kind.model_fields)
    return _fields[kind]


def packed(record: R, pool: dict[Any, Any] | None = None) -> R:
    """The same record, packed with all its parts; `pool` keeps what may be shared with records packed later."""
    found: R = _packed(record, {} if pool is None else pool)
    return found


def _packed(record: Any, pool: dict[Any, Any]) -> Any:
    kind = type(record)
    given = _given(kind)
    if record.__pydantic_fields_set__ is given:
        return record
    if kind is Span:
        # Reports are alike in length: the same places are named in thousands of them.
        key = record.start, record.end
        return pool[key] if key in pool else pool.setdefault(key, _filled(record, given, pool))
    if kind is PlaceOption:
        return pool[record] if record in pool else pool.setdefault(record, _filled(record, given, pool))
    return _filled(record, given, pool)


def _filled(record: Any, given: set[str], pool: dict[Any, Any]) -> Any:
    found = record.__class__.__new__(record.__class__)
    for name, value in record.__dict__.items():
        kind = type(value)
        if kind is str:
            _set(found, name, pool.setdefault(value, value) if len(value) < _LONG else value)
        elif kind is tuple or isinstance(value, Record):
            _set(found, name, _part(value, pool))
        else:
            _set(found, name, value)
    _set(found, "__pydantic_fields_set__", given)
    _set(found, "__pydantic_extra__", None)
    _set(found, "__pydantic_private__", None)
    return found


def _part(value: Any, pool: dict[Any, Any]) -> Any:
    if not value:
        return value
    if type(value) is tuple:
        parts = tuple([_part(part, pool) for part in value])
        return pool.setdefault(parts, parts) if _repeated(parts) else parts
    if type(value) is str:
        return pool.setdefault(value, value) if len(value) < _LONG else value
    return _packed(value, pool) if isinstance(value, Record) else value


def _repeated(parts: tuple[Any, ...]) -> bool:
    """True for what many records hold: pairs of texts, as rules leave them for their sentences; places that hold a place."""
    return all(type(part) is PlaceOption or (type(part) is tuple and all(type(one) is str for one in part)) for part in parts)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Python's search for circles of dead objects rests: among millions of living records it takes a third of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
