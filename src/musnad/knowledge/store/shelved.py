"""What analysts keep for themselves: searches by name, and decisions half written."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, func, insert, select, update

from musnad.errors import NotFound
from musnad.knowledge.store import schema
from musnad.records import Record, content_id


class SavedSearch(Record):
    """A search that somebody comes back to. `seen` is the last report that was there when she looked last."""

    id: str
    name: str
    owner: str
    query: str
    """As in the address of the page of results: `q=...&year=2019`."""
    made: str
    seen: int
    """Row of the search index: reports that come later have higher ones."""
    looked: str


class Draft(Record):
    """What somebody has written on a thing without deciding yet."""

    item: str
    owner: str
    note: str = ""
    value: str = ""
    at: str = ""


def save(connection: Connection, name: str, owner: str, query: str, at: str) -> SavedSearch:
    """Keep a search; the same name of the same user takes the place of what it stood for."""
    table = schema.saved_searches
    found = SavedSearch(
        id=content_id("q", owner, name), name=name, owner=owner, query=query, made=at, seen=_last(connection), looked=at
    )  # fmt: skip
    connection.execute(delete(table).where(table.c.id == found.id))
    connection.execute(insert(table).values(found.model_dump()))
    return found


def _last(connection: Connection) -> int:
    return int(connection.execute(select(func.max(schema.documents.c.search_row))).scalar() or 0)


def searches(connection: Connection) -> list[SavedSearch]:
    """All of them, by name."""
    table = schema.saved_searches
    query = select(table).order_by(table.c.name, table.c.owner, table.c.id)
    return [SavedSearch.model_validate(dict(row._mapping)) for row in connection.execute(query)]


def search(connection: Connection, search_id: str) -> SavedSearch:
    """One of them. Raises NotFound."""
    table = schema.saved_searches
    row = connection.execute(select(table).where(table.c.id == search_id)).one_or_none()
    if row is None:
        raise NotFound(f"no saved search {search_id!r} in this case; its owner may have deleted it")
    return SavedSearch.model_validate(dict(row._mapping))


def look(connection: Connection, search_id: str, at: str) -> None:
    """From now on all reports of today are seen."""
    table = schema.saved_searches
    connection.execute(update(table).where(table.c.id == search_id).values(seen=_last(connection), looked=at))


def drop(connection: Connection, search_id: str) -> None:
    """Delete a saved search."""
    connection.execute(delete(schema.saved_searches).where(schema.saved_searches.c.id == search_id))


def keep_draft(connection: Connection, draft: Draft) -> None:
    """Keep what was written on a thing; an empty draft goes."""
    table = schema.drafts
    connection.execute(delete(table).where(table.c.item == draft.item, table.c.owner == draft.owner))
    if draft.note or draft.value:
        connection.execute(insert(table).values(draft.model_dump()))


def draft(connection: Connection, item: str, owner: str) -> Draft | None:
    """What this analyst has written on this thing."""
    table = schema.drafts
    row = connection.execute(select(table).where(table.c.item == item, table.c.owner == owner)).one_or_none()
    return Draft.model_validate(dict(row._mapping)) if row else None


def drop_drafts(connection: Connection, items: Sequence[str], owner: str) -> None:
    """What was written is decided."""
    table = schema.drafts
    connection.execute(delete(table).where(table.c.item.in_(items), table.c.owner == owner))
