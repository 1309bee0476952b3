"""Events: the timeline, and one happening with its tellings side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import groupby

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad.knowledge.store.moments import WantedTimes
from musnad.presentation.web.columns import by_value, columns, told_at_all
from musnad.presentation.web.comparison import outlets_of
from musnad.presentation.web.page import PageDep
from musnad.presentation.web.parts import part_read
from musnad.reasons import sentence_for

router = APIRouter()

_PER_PAGE = 100
_YEAR = re.compile(r"\d{4}")
_FULL_YEAR = 40
"""Happenings from which a year is listed month by month; sparser ones share a heading up to so many."""


def _headings(years: Mapping[str, int]) -> dict[str, str]:
    """Year → the stretch of years it is listed under. A full year is missing: it goes month by month."""
    counted = sorted((year, times) for year, times in years.items() if year)
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
    wanted = WantedTimes(type=type, modality=modality, year=year if _YEAR.fullmatch(year) else "")
    years = page.reader.years(wanted)
    total = years.total() if not year or wanted.year else 0
    months: dict[str, str] = {}

    def read(first: int, number: int) -> list[str]:
        months.update(page.case.moments.listed(wanted, first, number) if total else ())
        return list(months)

    piece = part_read(total, part, _PER_PAGE, read)
    known, times = page.reader.events(piece.items), _headings(years)
    groups = [
        (time, [known[one] for one in members])
        for time, members in groupby(piece.items, key=lambda one: times.get(months[one][:4]) or months[one])
    ]
    every = page.reader.years(WantedTimes())
    return page.render(
        "events.html", groups=groups, piece=piece, total=total,
        types=sorted(page.reader.counted(WantedTimes())), years=sorted(one for one in every if one),
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
