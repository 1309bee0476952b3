"""The map: the places that the reports name, as far as the lists know where they lie."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad.presentation.atlas import WIDTH
from musnad.presentation.web.page import PageDep

router = APIRouter()

_LISTED = 150
"""Places in the list under the map."""


@router.get("/map")
def map_page(page: PageDep, around: str = "") -> HTMLResponse:
    """All places, or those around one."""
    everything, found = page.reader.places, page.reader.placed
    middle = page.entity_named(around)
    drawn = page.reader.atlas(page.language, middle.id if middle else None)
    return page.render(
        "map.html", drawn=drawn, width=WIDTH, places=found[:_LISTED], total=len(found), unplaced=len(everything) - len(found),
        middle=middle, asked=around,
    )  # fmt: skip
