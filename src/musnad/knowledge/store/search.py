"""Full-text search over folded words: the one module that knows SQLite's FTS5.

Every word is indexed twice, at the same position: as written but folded (hamza forms, taa marbuta, harakat, digits), and as
its stem (clitics and article off, then Snowball's Arabic stemmer). A query goes through the same two readings, so that
`والأحزاب` finds `حزب…` spellings the reader would take for the same word. Highlights are computed on the original text.
"""

from __future__ import annotations

import re
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import Stemmer
from sqlalchemy import Connection, text

from musnad.records import Document, Span
from musnad.script import Token, fold, split, tokenize

_WORD_WEIGHT, _STEM_WEIGHT = 2.0, 1.0
"""A word as written counts twice what its stem counts."""

_QUERY = re.compile(r"[\"“”«»„](?P<phrase>[^\"“”«»„]*)[\"“”«»„]|(?P<word>[^\s\"“”«»„]+)")
_SNIPPET_WORDS = 12
"""Words shown on each side of a match: about two lines of a results page."""
_SNIPPETS = 3


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


def _stem_of(token: Token) -> str:
    return stem(token.plain) if token.kind == "word" else token.folded


class Placed(NamedTuple):
    """A word of a report as the index has it, and where it stands."""

    start: int
    end: int
    word: str
    stem: str


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

    def fits(self, tokens: Sequence[Placed], at: int) -> bool:
        """True where the text's words from `at` on are this term."""
        if at + len(self.words) > len(tokens):
            return False
        for offset, (word, its_stem) in enumerate(zip(self.words, self.stems, strict=True)):
            token = tokens[at + offset]
            same = token.word == word or (token.stem == its_stem and not self.prefix)
            if not same and not (self.prefix and (token.word.startswith(word) or token.stem.startswith(word))):
                return False
        return True


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
            stems = tuple(_stem_of(token) for token in tokens)
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
        {"row": row, "words": " ".join(token.folded for token in tokens), "stems": " ".join(map(_stem_of, tokens))},
    )


def remove(connection: Connection, row: int) -> None:
    """Take a report out of the index."""
    connection.execute(text("DELETE FROM search WHERE rowid = :row"), {"row": row})
    connection.execute(text("DELETE FROM search_places WHERE search_row = :row"), {"row": row})


def _packed(tokens: Sequence[Token]) -> bytes:
    """Where words begin and how long they are."""
    numbers = array("I", [token.start for token in tokens] + [token.end - token.start for token in tokens])
    return zlib.compress(numbers.tobytes(), 1)


def placed(connection: Connection, rows: Sequence[int]) -> dict[int, list[Placed]]:
    """Row → its words in order; rows that an older musnad indexed are left out."""
    found: dict[int, list[Placed]] = {}
    query = (
        "SELECT search_row, places, words, stems FROM search_places JOIN search ON search.rowid = search_row "
        "WHERE search_row = :row"
    )
    for row in rows:
        kept = connection.execute(text(query), {"row": row}).one_or_none()
        if kept is not None:
            numbers = array("I")
            numbers.frombytes(zlib.decompress(kept.places))
            half = len(numbers) // 2
            words, stems = (kept.words.split(" "), kept.stems.split(" ")) if half else ([], [])
            if len(words) == len(stems) == half:
                ends = map(int.__add__, numbers[:half], numbers[half:])
                found[row] = [Placed(*one) for one in zip(numbers[:half], ends, words, stems, strict=True)]
    return found


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


def ranked(connection: Connection, terms: Sequence[Term]) -> list[tuple[str, float]]:
    """Ids of all reports that hold all terms with their score, best first."""
    query = " AND ".join(term.match() for term in terms)
    # Asked of the driver itself: a common word stands in thousands of reports, and a row of SQLAlchemy's costs ten times as much.
    found = connection.connection.cursor().execute(
        "SELECT documents.id, bm25(search, ?, ?) AS rank FROM search JOIN documents ON documents.search_row = search.rowid "
        "WHERE search MATCH ? ORDER BY rank, search.rowid",
        (_WORD_WEIGHT, _STEM_WEIGHT, query),
    )
    return [(one, round(-score, 6)) for one, score in found.fetchall()]


def count(connection: Connection, terms: Sequence[Term]) -> int:
    """How many reports hold all terms."""
    if not terms:
        return 0
    query = " AND ".join(term.match() for term in terms)
    return int(connection.execute(text("SELECT count(*) FROM search WHERE search MATCH :query"), {"query": query}).scalar_one())


def highlights(
    document: Document, terms: Sequence[Term], words: Sequence[Placed] | None = None
) -> list[tuple[Span, tuple[Span, ...]]]:
    """Up to three stretches of the original text around the words found, with the words themselves.

    `words` are those of the body as the index has them; without them the text is read again.
    """
    snippets: list[tuple[Span, tuple[Span, ...]]] = []
    starts = [word.start for word in words] if words is not None else []
    for line in document.body():
        if words is None:
            tokens = [Placed(token.start, token.end, token.folded, _stem_of(token)) for token in words_in(document, line.span)]
        else:
            tokens = list(words[bisect_left(starts, line.span.start) : bisect_left(starts, line.span.end)])
        marks = _marks(tokens, terms)
        if marks:
            snippets += _windows(tokens, marks)
    # What shows most of the query first; in reading order among equals.
    best = sorted(snippets, key=lambda snippet: (-len({mark.of(document.text) for mark in snippet[1]}), snippet[0].start))
    return sorted(best[:_SNIPPETS], key=lambda snippet: snippet[0].start)


def _marks(tokens: Sequence[Placed], terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Stretches of token numbers that a term matches, overlapping ones joined."""
    found = sorted({(at, at + len(term.words)) for term in terms for at in _beginnings(tokens, term) if term.fits(tokens, at)})
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _beginnings(tokens: Sequence[Placed], term: Term) -> Iterable[int]:
    """Where the first word of a term may stand."""
    if term.prefix:
        return range(len(tokens))
    word, its_stem = term.words[0], term.stems[0]
    return [at for at, token in enumerate(tokens) if token.word == word or token.stem == its_stem]


def _windows(tokens: Sequence[Placed], marks: Sequence[tuple[int, int]]) -> list[tuple[Span, tuple[Span, ...]]]:
    """Stretches of words around the marks; marks near each other share one."""
    windows: list[tuple[int, int, list[tuple[int, int]]]] = []
    for start, end in marks:
        low, high = max(0, start - _SNIPPET_WORDS), min(len(tokens), end + _SNIPPET_WORDS)
        if windows and low <= windows[-1][1] and high - windows[-1][0] <= 4 * _SNIPPET_WORDS:
            windows[-1] = (windows[-1][0], high, [*windows[-1][2], (start, end)])
        else:
            low = max(low, windows[-1][1]) if windows else low
            windows.append((min(low, start), high, [(start, end)]))
    return [
        (
            Span(start=tokens[low].start, end=tokens[high - 1].end),
            tuple(Span(start=tokens[start].start, end=tokens[end - 1].end) for start, end in inside),
        )
        for low, high, inside in windows
    ]
