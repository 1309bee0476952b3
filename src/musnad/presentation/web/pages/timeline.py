"""The timeline: happenings drawn on a scale of time and listed under it; inexact dates as bars, contested ones side by side."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad import edtf
from musnad.knowledge.store.moments import WantedTimes, any_time
from musnad.presentation.timeline import Moment, moment
from musnad.presentation.timeline_drawing import WIDTH, draw
from musnad.presentation.web.page import Page, PageDep
from musnad.presentation.web.parts import part_read
from musnad.records import Contradiction

router = APIRouter()

_PER_PAGE = 100
"""Happenings of one page, drawn and listed."""


def _date(value: str) -> str:
    """What was typed, if it is a date; else nothing."""
    value = value.strip()
    return value if value and edtf.is_edtf(value) else ""


def _moments(page: Page, wanted: WantedTimes, first: int, number: int) -> list[Moment]:
    """So many dated happenings, with the contradictions about each."""
    ids = page.case.moments.ids(wanted, first, number)
    known = page.reader.events(ids)
    about: dict[str, list[Contradiction]] = {}
    for one in page.case.glance.contradictions_about(ids):
        about.setdefault(one.about, []).append(one)
    return [moment(known[one], about.get(one, ())) for one in ids]


@router.get("/timeline")
def timeline_page(
    page: PageDep, entity: str = "", type: str = "", since: str = "", until: str = "", contested: str = "", part: str = "1"
) -> HTMLResponse:
    """The happenings of the case, or those of one entity."""
    about = page.entity_named(entity)
    first, last = _date(since), _date(until)
    wanted = WantedTimes(about.id if about else None, type, first or None, last or None, bool(contested))
    nothing = bool(entity) and about is None
    counted = {} if nothing else page.reader.counted(wanted)
    total, dated = sum(times for times, _ in counted.values()), sum(times for _, times in counted.values())
    piece = part_read(dated, part, _PER_PAGE, lambda start, number: _moments(page, wanted, start, number) if dated else [])
    return page.render(
        "timeline.html", shown=piece.items, drawing=draw(piece.items, reverse=page.language == "ar"), width=WIDTH,
        undated=total - dated, total=total, about=about, piece=piece,
        types=[] if nothing else sorted(page.reader.counted(any_time(wanted))),
        unknown=[value for value in (since, until) if value and not _date(value)],
        chosen={"entity": entity, "type": type, "since": since, "until": until, "contested": contested},
    )  # fmt: skip
