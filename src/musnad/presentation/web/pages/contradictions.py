"""Contradictions: the values side by side, each with its words and its source. None is settled here."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad.presentation.web.page import PageDep

router = APIRouter()

KINDS = ("date", "quantity", "affiliation", "status", "within_report")


@router.get("/contradictions")
def contradictions(page: PageDep, kind: str = "") -> HTMLResponse:
    """All contradictions, to be filtered by kind."""
    everything = list(page.case.contradictions())
    return page.render(
        "contradictions.html", contradictions=[one for one in everything if not kind or one.kind == kind], kind=kind,
        counts={name: sum(1 for one in everything if one.kind == name) for name in KINDS}, total=len(everything),
    )  # fmt: skip
