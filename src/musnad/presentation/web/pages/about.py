"""About: how things were found, what the limits are."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

import musnad
from musnad.presentation.web.page import PageDep

router = APIRouter()


@router.get("/about")
def about(page: PageDep) -> HTMLResponse:
    """How musnad reads, and how far it can be trusted."""
    return page.render("about.html", version=musnad.__version__)
