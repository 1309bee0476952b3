"""Search: entities by any of their names first, then reports with the words highlighted as they were published."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad.presentation.web.page import PageDep

router = APIRouter()

_PER_PAGE = 20
_ENTITIES = 8


@router.get("/search")
def search(page: PageDep, q: str = "", part: str = "1") -> HTMLResponse:
    """What was found; hamza forms, harakat, attached particles and digits of any script match."""
    words = q.strip()[:200]
    number = int(part) if part.isdecimal() and part.isascii() and int(part) > 0 else 1
    hits = page.case.search(words, limit=_PER_PAGE + 1, offset=(number - 1) * _PER_PAGE) if words else []
    entities = page.case.search_entities(words, _ENTITIES) if words and number == 1 else []
    return page.render(
        "search.html", q=words, entities=entities, hits=hits[:_PER_PAGE],
        more=len(hits) > _PER_PAGE, number=number,
    )  # fmt: skip
