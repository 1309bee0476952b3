"""Full-text search over folded words: the one module that knows SQLite's FTS5.

Every word is indexed twice, at the same position: as written but folded (hamza forms, taa marbuta, harakat, digits), and as
its stem (clitics and article off, then Snowball's Arabic stemmer). A query goes through the same two readings, so that
`والأحزاب` finds `حزب…` spellings the reader would take for the same word. Highlights are computed on the original text.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple, TypeVar

import numpy as np
import Stemmer
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from musnad.records import Document, Span
from musnad.script import Token, fold, split, tokenize

_WORD_WEIGHT, _STEM_WEIGHT = 2.0, 1.0
"""A word as written counts twice what its stem counts."""

_QUERY = re.compile(r"[\"“”«»„](?P<phrase>[^\"“”«»„]*)[\"“”«»„]|(?P<word>[^\s\"“”«»„]+)")
MOST_RANKED = 8_000
"""Reports up to which those that hold the words are put in an order of fitness; more would take longer than a page may, and words
that stand in so many are what none of them is about."""


_Number = TypeVar("_Number", bound=np.generic)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    return Stemmer.Stemmer("arabic")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """`وبالكتائب` → the stem of كتائب: clitics and article off, then the stemmer."""
    base = split(word).stem
    if base.startswith("ال") and len(base) > 4:
        base = base[2:]
    folded = fold(base).text
    return str(_stemmer().stemWord(folded)) or folded


def stem_of(token: Token) -> str:
    """The stem of a word; of a number the number."""
    return stem(token.plain) if token.kind == "word" else token.folded


class Matches(NamedTuple):
    """All reports that hold some words."""

    rows: NDArray[np.int64]
    """Best first; as they stand in the index where they are not ranked."""
    scores: NDArray[np.float64]
    ranked: bool = True
    """False for words that stand in too many reports for any of these to be about them."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, a phrase (several words in a row) or, with `prefix`, a beginning."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    prefix: bool = False

    def match(self) -> str:
        """The term in FTS5's language."""
        star = " *" if self.prefix else ""
        readings = self.words if self.prefix else self.stems
        return f"(words : {_quoted(self.words)}{star} OR stems : {_quoted(readings)}{star})"


def _quoted(words: Iterable[str]) -> str:
    return '"' + " ".join(words).replace('"', '""') + '"'


def pieces(query: str) -> list[str]:
    """The words, and the phrases with their quotation marks, as they were typed."""
    return [match.group() for match in _QUERY.finditer(query)]


def parse(query: str) -> list[Term]:
    """The terms of a query: bare words, "phrases in any quotation marks", and beginnings with a star (`تحري*`)."""
    terms = []
    for match in _QUERY.finditer(query):
        piece = match["phrase"] if match["phrase"] is not None else match["word"]
        prefix = match["word"] is not None and piece.endswith("*")
        tokens = [token for token in tokenize(piece) if token.kind != "mark"]
        if tokens:
            words = tuple(token.folded for token in tokens)
            stems = tuple(stem_of(token) for token in tokens)
            terms.append(Term(words, stems, prefix))
    return terms


def create(connection: Connection) -> None:
    """Make the index."""
    connection.execute(
        text("CREATE VIRTUAL TABLE search USING fts5(words, stems, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')")
    )


def words_in(document: Document, span: Span) -> list[Token]:
    """The words of a stretch, punctuation left out."""
    return [token for token in tokenize(document.text, span.start, span.end) if token.kind != "mark"]


def words_of(document: Document) -> list[Token]:
    """The words of the article, page furniture left out."""
    return [token for line in document.body() for token in words_in(document, line.span)]


def index(connection: Connection, row: int, document: Document) -> None:
    """Put a report's words under `row`, in place of what was there."""
    tokens = words_of(document)
    remove(connection, row)
    connection.execute(text("INSERT INTO search_places VALUES (:row, :places)"), {"row": row, "places": _packed(tokens)})
    connection.execute(
        text("INSERT INTO search (rowid, words, stems) VALUES (:row, :words, :stems)"),
        {"row": row, "words": " ".join(token.folded for token in tokens), "stems": " ".join(map(stem_of, tokens))},
    )


def remove(connection: Connection, row: int) -> None:
    """Take a report out of the index."""
    connection.execute(text("DELETE FROM search WHERE rowid = :row"), {"row": row})
    connection.execute(text("DELETE FROM search_places WHERE search_row = :row"), {"row": row})


def _packed(tokens: Sequence[Token]) -> bytes:
    """Where words begin and how long they are."""
    numbers = array("I", [token.start for token in tokens] + [token.end - token.start for token in tokens])
    return zlib.compress(numbers.tobytes(), 1)


def columns(connection: Connection, rows: Iterable[int]) -> Iterator[tuple[int, bytes, str, str]]:
    """Rows with where their words stand, their words and their stems; those that an older musnad indexed are left out."""
    query = "SELECT places, words, stems FROM search_places JOIN search ON search.rowid = search_row WHERE search_row = ?"
    cursor = connection.connection.cursor()
    for row in rows:
        kept = cursor.execute(query, (row,)).fetchone()
        if kept is not None:
            yield row, *kept


def locate(connection: Connection, row: int, document: Document) -> None:
    """Keep where the words of a report stand that an older musnad indexed."""
    places = {"row": row, "places": _packed(words_of(document))}
    connection.execute(text("INSERT OR REPLACE INTO search_places VALUES (:row, :places)"), places)


def unlocated(connection: Connection) -> list[int]:
    """Rows of reports of which it is not kept where their words stand."""
    query = "SELECT search_row FROM documents WHERE search_row NOT IN (SELECT search_row FROM search_places) ORDER BY search_row"
    return list(connection.execute(text(query)).scalars())


def find(connection: Connection, terms: Sequence[Term], limit: int, offset: int) -> list[tuple[int, float]]:
    """Rows that hold all terms with their score, best first."""
    if not terms:
        return []
    ranked = connection.execute(
        text(
            "SELECT rowid, bm25(search, :words, :stems) AS rank FROM search WHERE search MATCH :query "
            "ORDER BY rank, rowid LIMIT :limit OFFSET :offset"
        ),
        {
            "query": " AND ".join(term.match() for term in terms),
            "words": _WORD_WEIGHT, "stems": _STEM_WEIGHT, "limit": limit, "offset": offset,
        },
    )  # fmt: skip
    return [(int(row), round(-float(rank), 6)) for row, rank in ranked]


def matches(connection: Connection, terms: Sequence[Term]) -> Matches:
    """All reports that hold all terms, best first."""
    query = " AND ".join(term.match() for term in terms)
    # Asked of the driver itself: a common word stands in thousands of reports, and a row of SQLAlchemy's costs ten times as much.
    cursor = connection.connection.cursor()
    (many,) = cursor.execute("SELECT count(*) FROM search WHERE search MATCH ?", (query,)).fetchone()
    if many > MOST_RANKED:
        found = cursor.execute("SELECT rowid FROM search WHERE search MATCH ?", (query,)).fetchall()
        return Matches(_column(found, np.int64), np.zeros(len(found)), ranked=False)
    scored = cursor.execute(
        "SELECT rowid, bm25(search, ?, ?) FROM search WHERE search MATCH ?", (_WORD_WEIGHT, _STEM_WEIGHT, query)
    ).fetchall()
    both = _column(scored, np.float64)
    rows, scores = both[::2].astype(np.int64), both[1::2]
    order = np.lexsort((rows, scores))
    return Matches(rows[order], np.round(-scores[order], 6))


def _column(rows: Sequence[tuple[float, ...]], kind: type[_Number]) -> NDArray[_Number]:
    return np.fromiter(chain.from_iterable(rows), kind)


def count(connection: Connection, terms: Sequence[Term]) -> int:
    """How many reports hold all terms."""
    if not terms:
        return 0
    query = " AND ".join(term.match() for term in terms)
    return int(connection.execute(text("SELECT count(*) FROM search WHERE search MATCH :query"), {"query": query}).scalar_one())
