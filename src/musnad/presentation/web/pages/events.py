"""Events: the timeline, and one happening with its tellings side by side."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad.knowledge.store import EventSummary
from musnad.presentation.web.columns import by_value, columns, told_at_all
from musnad.presentation.web.comparison import outlets_of
from musnad.presentation.web.page import PageDep
from musnad.presentation.web.parts import part_of
from musnad.reasons import sentence_for

router = APIRouter()

_PER_PAGE = 150
_FULL_YEAR = 40
"""Happenings from which a year is listed month by month; sparser ones share a heading up to so many."""


def _month(event: EventSummary) -> str:
    """The month an event is listed under; year alone where no month is known; empty where no date is."""
    date = (event.date or "").strip("[")
    if not date or date.startswith(".."):
        return ""
    return date[:7] if len(date) > 5 and date[4] == "-" and date[5:7].isdecimal() else date[:4]


def _headings(events: list[EventSummary]) -> dict[str, str]:
    """Year → the stretch of years it is listed under. A full year is missing: it goes month by month."""
    counted = sorted(Counter(_month(one)[:4] for one in events if _month(one)).items())
    found: dict[str, str] = {}
    stretch: list[str] = []
    held = 0
    for year, times in [*counted, ("", _FULL_YEAR)]:
        if stretch and (times >= _FULL_YEAR or held + times > _FULL_YEAR):
            name = stretch[0] if len(stretch) == 1 else f"{stretch[0]}/{stretch[-1]}"
            found |= dict.fromkeys(stretch, name)
            stretch, held = [], 0
        if times < _FULL_YEAR:
            stretch.append(year)
            held += times
    return found


@router.get("/events")
def events(page: PageDep, type: str = "", year: str = "", modality: str = "", part: str = "1") -> HTMLResponse:
    """All happenings in order of time, those without a date at the end."""
    everything = page.reader.event_lines
    found = [
        one
        for one in everything
        if (not type or one.type == type)
        and (not year or (one.date or "").startswith(year))
        and (not modality or one.modality == modality)
    ]
    piece = part_of(sorted(found, key=lambda one: (not _month(one), _month(one))), part, _PER_PAGE)
    times = _headings(found)
    groups = [
        (time, [page.reader.event(one.id) for one in members])
        for time, members in groupby(piece.items, key=lambda one: times.get(_month(one)[:4]) or _month(one))
    ]
    return page.render(
        "events.html", groups=groups, piece=piece, total=len(found),
        types=sorted({one.type for one in everything}), years=sorted({_month(one)[:4] for one in everything if _month(one)}),
        chosen={"type": type, "year": year, "modality": modality},
    )  # fmt: skip


@router.get("/events/{identifier}")
def event(page: PageDep, identifier: str) -> HTMLResponse:
    """One happening: what each report says of it."""
    found = page.reader.event(identifier)
    told = columns(page, found)
    return page.render(
        "event.html", event=found, outlets=len(outlets_of(page, found)), columns=told, given=told_at_all(told),
        dates=by_value(page, found.dates), quantities=by_value(page, found.quantities),
        backing=[(row, sentence_for(row.by, dict(row.because), page.phrases.language)) for row in found.backing],
        contested=page.phrases.contested(found), contradictions=page.case.contradictions(about=found.id),
    )  # fmt: skip
