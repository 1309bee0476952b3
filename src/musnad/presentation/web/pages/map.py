"""The map: the places that the reports name, as far as the lists know where they lie."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad.errors import NotFound
from musnad.presentation.atlas import WIDTH, atlas, placed
from musnad.presentation.web.page import PageDep

router = APIRouter()

_MOST = 600
"""Places of one map: the most mentioned."""
_LISTED = 150


@router.get("/map")
def map_page(page: PageDep, around: str = "") -> HTMLResponse:
    """All places, or those around one."""
    everything = page.reader.places
    found = placed(everything)
    try:
        middle = page.case.find_entity(around) if around else None
    except NotFound:
        middle = None
    drawn = atlas(found[:_MOST], page.language, middle)
    return page.render(
        "map.html", drawn=drawn, width=WIDTH, places=found[:_LISTED], total=len(found), unplaced=len(everything) - len(found),
        middle=middle, asked=around,
    )  # fmt: skip
