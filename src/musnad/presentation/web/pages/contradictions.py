"""Contradictions: the values side by side, each with its words and its source. None is settled here."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad.presentation.web.page import PageDep
from musnad.presentation.web.parts import part_of

router = APIRouter()

_PER_PAGE = 25
KINDS = ("date", "quantity", "affiliation", "status", "within_report")


@router.get("/contradictions")
def contradictions(page: PageDep, kind: str = "", part: str = "1") -> HTMLResponse:
    """All contradictions, to be filtered by kind."""
    everything = page.reader.contradictions
    found = [one for one in everything if not kind or one.kind == kind]
    return page.render(
        "contradictions.html", piece=part_of(found, part, _PER_PAGE), kind=kind,
        counts={name: sum(1 for one in everything if one.kind == name) for name in KINDS}, total=len(everything),
    )  # fmt: skip
