"""Records in a fifth of their memory: what is joined is all held at once, tens of millions of small records.

A record that was validated keeps a dictionary of its own and a set of the fields that were given. A packed one is the same record
(equal, of the same class, written out the same) whose fields lie in the object and whose texts, numbers and small parts are
shared with all others that hold the same.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from operator import is_
from typing import Any, TypeVar

from musnad import records
from musnad.records import Area, Mention, Metadata, PlaceOption, Record, Report, Span

R = TypeVar("R", bound=Record)
C = TypeVar("C")

_LONG = 64
"""Characters of a text above which another report hardly holds the same."""
_UNREAD: dict[type[Record], dict[str, Any]] = {
    records.Document: {"segments": (), "notes": (), "metadata": Metadata()},
    **{
        kind: {"because": ()}
        for kind in (
            records.Sentence, records.DateMention, records.Quantity, records.Published, records.OutletMention, records.Role,
            records.Quotation, records.EventMention, records.RelationMention, records.Attribute,
        )
    },
    records.Grounding: {"because": (), "alternatives": ()},
}  # fmt: skip
"""What of a report joining never reads: how its steps came to what they found."""
_fields: dict[type[Record], set[str]] = {}
_set: Any = object.__setattr__


class Pool:
    """What packed records share."""

    def __init__(self) -> None:
        self.parts: dict[Any, Any] = {}
        self.integers: dict[int, int] = {}
        self.numbers: dict[float, float] = {}


def _given(kind: type[Record]) -> set[str]:
    """The set of all fields, one for all packed records of a kind."""
    if kind not in _fields:
        _fields[kind] = set(kind.model_fields)
    return _fields[kind]


def made(kind: type[R], **values: Any) -> R:
    """A packed record of values that need no check: what is made by the million out of records that were checked."""
    found = kind.__new__(kind)
    for name, default in _defaults(kind):
        _set(found, name, values.get(name, default))
    return _sealed(found, _given(kind))


@cache
def _defaults(kind: type[Record]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, field.default) for name, field in kind.model_fields.items())


def _sealed(found: R, given: set[str]) -> R:
    _set(found, "__pydantic_fields_set__", given)
    _set(found, "__pydantic_extra__", None)
    _set(found, "__pydantic_private__", None)
    return found


def packed(record: R, pool: Pool | None = None) -> R:
    """The same record, packed with all its parts; `pool` keeps what may be shared with records packed later."""
    found: R = _packed(record, Pool() if pool is None else pool, {})
    return found


def slim(report: Report, pool: Pool) -> Report:
    """The report packed, without what joining never reads (`_UNREAD`; of a name's reasons its entry in the lists stays)."""
    found: Report = _packed(report, pool, _UNREAD)
    return found


def _packed(record: Any, pool: Pool, unread: dict[type[Record], dict[str, Any]]) -> Any:
    kind = type(record)
    given = _given(kind)
    if record.__pydantic_fields_set__ is given:
        return record
    if kind is Span:
        # Reports are alike in length: the same places are named in thousands of them.
        key = record.start, record.end
        return pool.parts[key] if key in pool.parts else pool.parts.setdefault(key, _span(*key, given, pool))
    if kind is PlaceOption or kind is Area:
        found = pool.parts.get(record)
        return found or pool.parts.setdefault(record, _filled(record, given, pool, unread))
    return _filled(record, given, pool, unread)


def _span(start: int, end: int, given: set[str], pool: Pool) -> Span:
    found = Span.__new__(Span)
    _set(found, "start", pool.integers.setdefault(start, start))
    _set(found, "end", pool.integers.setdefault(end, end))
    return _sealed(found, given)


def _filled(record: Any, given: set[str], pool: Pool, unread: dict[type[Record], dict[str, Any]]) -> Any:
    kind = record.__class__
    found = kind.__new__(kind)
    fields = record.__dict__
    if unread:
        if left := unread.get(kind):
            fields = {**fields, **left}
        elif kind is Mention and fields["because"]:
            fields = {**fields, "because": tuple([pair for pair in fields["because"] if pair[0] == "authority"])}
    parts = pool.parts
    for name, value in fields.items():
        kind = type(value)
        if kind is str:
            _set(found, name, parts.setdefault(value, value) if len(value) < _LONG else value)
        elif kind is int:
            _set(found, name, pool.integers.setdefault(value, value))
        elif kind is float:
            _set(found, name, pool.numbers.setdefault(value, value))
        elif kind is tuple or isinstance(value, Record):
            _set(found, name, _part(value, pool, unread))
        else:
            _set(found, name, value)
    return _sealed(found, given)


def _part(value: Any, pool: Pool, unread: dict[type[Record], dict[str, Any]]) -> Any:
    kind = type(value)
    if kind is tuple:
        if not value:
            return value
        parts = tuple([_part(part, pool, unread) for part in value])
        if all(map(is_, parts, value)):
            parts = value
        return pool.parts.setdefault(parts, parts) if _repeated(parts) else parts
    if kind is str:
        return pool.parts.setdefault(value, value) if len(value) < _LONG else value
    return _packed(value, pool, unread) if isinstance(value, Record) else value


def _repeated(parts: tuple[Any, ...]) -> bool:
    """True for what many records hold: pairs of texts, as rules leave them for their sentences; places that hold a place."""
    return all(type(part) is PlaceOption or (type(part) is tuple and all(type(one) is str for one in part)) for part in parts)


def in_rows(kind: type[C]) -> type[C]:
    """The class, told to Python with all that its objects will ever keep (`cached_property`): they share one table of names.

    What a class of many objects keeps only later would give each of them a dictionary of its own.
    """
    first: Any = kind.__new__(kind)
    kept = [name for parent in kind.__mro__ for name, what in vars(parent).items() if isinstance(what, cached_property)]
    for name in (*getattr(kind, "__dataclass_fields__", ()), *kept):
        _set(first, name, None)
    return kind


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
