"""Sources: outlets and agencies of a case, whom they cite, how often they name nobody, what they repeat or had first."""

from __future__ import annotations

import re
from collections import Counter

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad.presentation.web.case_reader import CaseReader
from musnad.presentation.web.page import PageDep
from musnad.records import Cited, Outlet
from musnad.script import search_key

router = APIRouter()

_COLUMNS = 12
"""Whom outlets cite most: columns of the table of who cites whom."""


_BLANKS = re.compile(r"[\s.]+")


def _key(reader: CaseReader, cited: Cited) -> str:
    """One for every spelling of a name as the page writes it: أ ف ب and أ. ف. ب, with the case's entity or without."""
    entity = reader.known(cited.entity)
    return _BLANKS.sub("", search_key(entity.name if entity else cited.label))


def _columns(reader: CaseReader, outlets: list[Outlet]) -> list[tuple[str, str, str | None]]:
    """Those cited most, as (key, label, entity)."""
    times: dict[str, int] = {}
    known: dict[str, tuple[str, str | None]] = {}
    for outlet in outlets:
        for cited in outlet.cites:
            key = _key(reader, cited)
            times[key] = times.get(key, 0) + cited.times
            if cited.entity or key not in known:
                known[key] = (cited.label, cited.entity)
    chosen = sorted(times, key=lambda key: (-times[key], key))[:_COLUMNS]
    return [(key, *known[key]) for key in chosen]


@router.get("/sources")
def sources(page: PageDep) -> HTMLResponse:
    """Who published what, and from whom it came."""
    outlets, reader = page.case.outlets(), page.reader
    reader.look_ahead(cited.entity for outlet in outlets for cited in outlet.cites)
    columns = _columns(reader, outlets)
    cells: dict[str, Counter[str]] = {outlet.name: Counter() for outlet in outlets}
    for outlet in outlets:
        for cited in outlet.cites:
            cells[outlet.name][_key(reader, cited)] += cited.times
    citing = [outlet for outlet in outlets if any(key in cells[outlet.name] for key, _, _ in columns)]
    return page.render("sources.html", outlets=outlets, columns=columns, cells=cells, citing=citing)
