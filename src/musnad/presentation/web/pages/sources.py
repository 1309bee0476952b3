"""Sources: outlets and agencies of a case, whom they cite, how often they name nobody, what they repeat or had first."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad.presentation.web.page import PageDep
from musnad.records import Outlet

router = APIRouter()

_COLUMNS = 12
"""Whom outlets cite most: columns of the table of who cites whom."""


def _columns(outlets: list[Outlet]) -> list[tuple[str, str, str | None]]:
    """Those cited most, as (key, label, entity)."""
    times: dict[str, int] = {}
    known: dict[str, tuple[str, str | None]] = {}
    for outlet in outlets:
        for cited in outlet.cites:
            key = cited.entity or cited.label
            times[key] = times.get(key, 0) + cited.times
            known.setdefault(key, (cited.label, cited.entity))
    chosen = sorted(times, key=lambda key: (-times[key], key))[:_COLUMNS]
    return [(key, *known[key]) for key in chosen]


@router.get("/sources")
def sources(page: PageDep) -> HTMLResponse:
    """Who published what, and from whom it came."""
    outlets = page.case.outlets()
    columns = _columns(outlets)
    cells = {outlet.name: {cited.entity or cited.label: cited.times for cited in outlet.cites} for outlet in outlets}
    citing = [outlet for outlet in outlets if any(key in cells[outlet.name] for key, _, _ in columns)]
    return page.render("sources.html", outlets=outlets, columns=columns, cells=cells, citing=citing)
