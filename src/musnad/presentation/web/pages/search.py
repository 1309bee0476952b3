"""Search: entities by any of their names first, then reports with the words highlighted as they were published; CSV and Atom."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, Response

from musnad.presentation.web.feeds import as_atom, as_csv
from musnad.presentation.web.findings import Sieve, findings, year_of
from musnad.presentation.web.page import PageDep
from musnad.presentation.web.parts import part_of

router = APIRouter()

_PER_PAGE = 20
_ENTITIES = 8
_ENTITIES_COUNTED = 60
"""Entities found of which the types are counted: each is read whole, and those best known are long."""
_IN_FEED = 50
_IN_TABLE = 2000
"""Rows of the table; each costs the reading of its report."""
_TYPES = ("PER", "ORG", "LOC", "EVT")

SieveDep = Annotated[Sieve, Depends(Sieve)]


def _words(q: str) -> str:
    return q.replace("\0", "").strip()[:200]


@router.get("/search")
def search(page: PageDep, sieve: SieveDep, q: str = "", type: str = "", part: str = "1") -> HTMLResponse:
    """What was found; hamza forms, harakat, attached particles and digits of any script match."""
    words, wanted = _words(q), type if type in _TYPES else ""
    found = findings(page, words, sieve)
    named = page.case.search_entities(words, _ENTITIES_COUNTED) if words else []
    types = Counter[str](one.type for one in named)
    entities = [one for one in named if not wanted or one.type == wanted]
    piece = part_of(found.kept, part, _PER_PAGE)
    return page.render(
        "search.html", q=words, entities=entities[: _ENTITIES_COUNTED if wanted else _ENTITIES] if piece.number == 1 else [],
        types=[(one, types[one]) for one in _TYPES if types[one]], type=wanted, entities_total=len(named),
        hits=page.case.hits(words, piece.items), total=len(found.kept), everything=len(found.everything),
        piece=piece, sieve=sieve,
        outlets=found.choices("outlet", lambda one: one.outlet), years=sorted(found.choices("year", year_of), reverse=True),
        copies=sum(1 for one, _ in found.everything if one.copy_of),
    )  # fmt: skip


@router.get("/search.csv")
def search_csv(page: PageDep, sieve: SieveDep, q: str = "") -> Response:
    """The reports found as a table: one row a report, the stretches that hold the words as published."""
    words = _words(q)
    content = as_csv(page, page.case.hits(words, findings(page, words, sieve).kept[:_IN_TABLE]))
    return Response(
        content, media_type="text/csv; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="musnad-search.csv"'}
    )


@router.get("/search.atom")
def search_atom(page: PageDep, sieve: SieveDep, q: str = "") -> Response:
    """The reports found as a feed, those read last first: a reader of feeds sees when new reports come in."""
    words = _words(q)
    found = findings(page, words, sieve)
    newest = sorted(found.kept, key=lambda one: (one[0].received, one[0].published or "", one[0].id), reverse=True)[:_IN_FEED]
    return Response(as_atom(page, words, page.case.hits(words, newest)), media_type="application/atom+xml; charset=utf-8")
