"""The map: the places that the reports name, as far as the lists know where they lie; all of them, or those of a time."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad.presentation.atlas import WIDTH
from musnad.presentation.evidence_times import choice, in_words
from musnad.presentation.web.page import PageDep
from musnad.presentation.web.parts import part_of

router = APIRouter()

_LISTED = 60
"""Places of one part of the list under the map."""


@router.get("/map")
def map_page(page: PageDep, around: str = "", since: str = "", until: str = "", part: str = "1") -> HTMLResponse:
    """All places, or those around one; those of a time alone."""
    places = page.reader.places
    middle = page.entity_named(around)
    drawn = page.reader.atlas(page.language, middle.id if middle else None)
    times = page.reader.place_times
    spots = [one.entity for one in drawn.spots] if drawn else []
    piece = part_of(places.most, part, _LISTED)
    page.reader.look_ahead(one.id for one in piece.items)
    shown = {one.id: times.get(one.id, ()) for one in [*spots, *piece.items]}
    range_ = choice(times.values(), since, until)
    return page.render(
        "map.html", drawn=drawn, width=WIDTH, places=piece.items, piece=piece, drawn_most=len(places.most), total=places.placed,
        unplaced=places.everything - places.placed, middle=middle, asked=around, range=range_, spots=len(spots),
        when={place: in_words(spans) for place, spans in shown.items()},
        inside={place for place, spans in shown.items() if not range_ or range_.holds(spans)},
    )  # fmt: skip
