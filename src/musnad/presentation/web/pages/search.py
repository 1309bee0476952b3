"""Search: entities by any of their names first, then reports with the words highlighted as they were published; CSV and Atom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from musnad.presentation.web.facets import Facets
from musnad.presentation.web.feeds import as_atom, as_csv
from musnad.presentation.web.findings import Findings, Sieve, findings, shown
from musnad.presentation.web.forms import analyst
from musnad.presentation.web.page import Page, PageDep
from musnad.presentation.web.parts import part_of
from musnad.presentation.web.saved import as_query, saved

router = APIRouter()

_PER_PAGE = 20
_ENTITIES = 8
_IN_FEED = 25
"""Reports of a feed: readers of feeds come back within hours."""
_TYPES = ("PER", "ORG", "LOC", "EVT")

SieveDep = Annotated[Sieve, Depends(Sieve)]


def words_of(q: str) -> str:
    """What was typed, at a length that a search box holds."""
    return q.replace("\0", "").strip()[:200]


@router.get("/search")
def search(page: PageDep, sieve: SieveDep, q: str = "", type: str = "", part: str = "1", of: str = "") -> HTMLResponse:
    """What was found; hamza forms, harakat, attached particles and digits of any script match. `of` is a saved search."""
    words, wanted = words_of(q), type if type in _TYPES else ""
    found = findings(page, words, sieve)
    named = [one for _, name in page.reader.names(words) if (one := page.reader.known(name))] if words else []
    types = Counter[str](one.type for one in named)
    entities = [one for one in named if not wanted or one.type == wanted]
    piece = part_of(found.kept.tolist(), part, _PER_PAGE)
    facets = Facets(page, found, {"q": words, "type": wanted, "of": of})
    mine = saved(page)
    opened = next((one for one in mine if one.search.id == of), None)
    return page.render(
        "search.html", q=words, entities=(entities if wanted else entities[:_ENTITIES]) if piece.number == 1 else [],
        types=[(one, types[one]) for one in _TYPES if types[one]], type=wanted, entities_total=len(named),
        hits=list(shown(page, words, found, list(piece.items))), total=len(found.kept), everything=len(found.rows),
        ranked=found.ranked,
        piece=piece, sieve=sieve, found=found, facets=facets.all() if len(found.rows) else [], active=list(facets.active()),
        saved=mine, opened=opened, query=as_query(words, sieve), by=analyst(page.request), may_judge=page.may_judge,
        new=_new(found, piece.items, opened.search.seen) if opened else frozenset(),
        alone=_alone(page, words) if words and not len(found.rows) else [],
        near=page.case.desk.near_names(words) if words and not len(found.rows) and not named else [],
    )  # fmt: skip


def _new(found: Findings, places: Sequence[int], seen: int) -> frozenset[str]:
    rows = (int(found.rows[place]) for place in places)
    return frozenset(one.id for one in found.sifting.named(row for row in rows if row > seen))


def _alone(page: Page, words: str) -> list[tuple[str, int]]:
    """How many reports hold each of several words: which of them is in the way."""
    alone = page.case.desk.words_alone(words)
    return alone if len(alone) > 1 else []


@router.get("/search.csv")
def search_csv(page: PageDep, sieve: SieveDep, q: str = "") -> Response:
    """The reports found as a table: one row a report, the stretches that hold the words as published."""
    return table(page, words_of(q), sieve)


def table(page: Page, words: str, sieve: Sieve) -> Response:
    """All reports that the sieve leaves, written as they are read: a table of thousands begins at once."""
    found = findings(page, words, sieve)

    def rows() -> Iterator[bytes]:
        kept, step = found.kept.tolist(), 100
        for start in range(0, max(len(kept), 1), step):
            yield as_csv(page, list(shown(page, words, found, kept[start : start + step])), head=start == 0)

    return StreamingResponse(
        rows(), media_type="text/csv; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="musnad-search.csv"'}
    )


@router.get("/search.atom")
def search_atom(page: PageDep, sieve: SieveDep, q: str = "") -> Response:
    """The reports found as a feed, those read last first: a reader of feeds sees when new reports come in."""
    words = words_of(q)
    return feed(page, words, sieve, page.wording("search.title_of", words=words))


def feed(page: Page, words: str, sieve: Sieve, title: str) -> Response:
    """The newest of the reports that the sieve leaves."""
    found = findings(page, words, sieve)
    content = as_atom(page, title, as_query(words, sieve), list(shown(page, words, found, found.newest[:_IN_FEED].tolist())))
    return Response(content, media_type="application/atom+xml; charset=utf-8")
