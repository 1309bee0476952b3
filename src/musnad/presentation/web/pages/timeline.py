"""The timeline: happenings drawn on a scale of time and listed under it; inexact dates as bars, contested ones side by side."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad import edtf
from musnad.presentation.timeline import Moment
from musnad.presentation.timeline_drawing import WIDTH, draw
from musnad.presentation.web.page import PageDep
from musnad.presentation.web.parts import part_of

router = APIRouter()

_PER_PAGE = 150
"""Happenings of one page, drawn and listed."""


def _date(value: str) -> str:
    """What was typed, if it is a date; else nothing."""
    value = value.strip()
    return value if value and edtf.is_edtf(value) else ""


def _kept(moments: list[Moment], type: str, contested: bool) -> list[Moment]:
    return [one for one in moments if (not type or one.event.type == type) and (not contested or one.contested)]


@router.get("/timeline")
def timeline_page(
    page: PageDep, entity: str = "", type: str = "", since: str = "", until: str = "", contested: str = "", part: str = "1"
) -> HTMLResponse:
    """The happenings of the case, or those of one entity."""
    about = page.entity_named(entity)
    first, last = _date(since), _date(until)
    wanted = [] if entity and about is None else page.reader.moments(about.id if about else None, first or None, last or None)
    found = _kept(wanted, type, bool(contested))
    dated = [one for one in found if one.datings]
    piece = part_of(dated, part, _PER_PAGE)
    return page.render(
        "timeline.html", shown=piece.items, drawing=draw(piece.items, reverse=page.language == "ar"), width=WIDTH,
        undated=len(found) - len(dated), total=len(found), about=about, piece=piece,
        types=sorted({one.event.type for one in wanted}),
        unknown=[value for value in (since, until) if value and not _date(value)],
        chosen={"entity": entity, "type": type, "since": since, "until": until, "contested": contested},
    )  # fmt: skip
