"""Opening the database: real transactions and a readable file while a build writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, insert

_WAIT_SECONDS = 30
"""How long a writer waits for another one; a report's transaction takes milliseconds, joining a large case some seconds."""

_FILLING_KB = 32_768
"""Of pages kept in memory while a case is filled; 2 MB, as usual, make every row of a large case read and write them anew."""

_AT_ONCE = 2_000
"""Rows of one insertion."""


def connect(path: Path) -> Engine:
    """An engine for the SQLite file at `path`."""
    database = create_engine(f"sqlite:///{path}", connect_args={"timeout": _WAIT_SECONDS, "check_same_thread": False})
    event.listen(database, "connect", _on_connect)
    event.listen(database, "begin", _on_begin)
    return database


def _on_connect(connection: Any, _: Any) -> None:
    # The driver begins transactions late and not before CREATE TABLE: musnad begins them itself (`_on_begin`).
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")  # pages can be read while a build writes
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    # A writer takes its lock at once: two writers then queue up instead of failing half way.
    immediate = connection.get_execution_options().get("musnad_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def filling(connection: Connection, tables: Sequence[Table]) -> Iterator[None]:
    """While whole tables are filled: memory for the pages they touch; their indexes are made at the end, not row by row."""
    names = ", ".join(f"'{table.name}'" for table in tables)
    found = connection.exec_driver_sql(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({names}) ORDER BY name"
    ).all()
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_FILLING_KB}")
    for index in found:
        connection.exec_driver_sql(f'DROP INDEX "{index.name}"')
    yield
    for index in found:
        connection.exec_driver_sql(index.sql)
    connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")


def fill(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Put rows into a table, some thousands at a time."""
    insert_rows(connection, table, map(itemgetter(*(column.name for column in table.columns)), rows))


def insert_rows(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    """The same with rows that have a value for each column, in the order of the table."""
    statement = str(insert(table).compile(connection.engine))
    waiting = iter(rows)
    while some := list(islice(waiting, _AT_ONCE)):
        connection.exec_driver_sql(statement, some)


@contextmanager
def writing(database: Engine) -> Iterator[Connection]:
    """One transaction that writes: all of it or nothing."""
    with database.connect().execution_options(musnad_writes=True) as connection, connection.begin():
        yield connection
