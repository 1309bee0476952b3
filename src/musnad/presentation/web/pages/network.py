"""The network: who is tied to whom, drawn and listed; every tie leads to what the reports say."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad.presentation.network import HEIGHT, WIDTH, network
from musnad.presentation.web.page import PageDep

router = APIRouter()

KINDS = ("stated", "told")
_LISTED = 200
"""Ties in the list under the drawing."""


@router.get("/network")
def network_page(page: PageDep, entity: str = "", kind: str = "") -> HTMLResponse:
    """The most tied actors of the case, or one actor and those around it."""
    about = page.entity_named(entity)
    shown = None
    if about is not None or not entity:
        shown = page.reader.network(about.id if about else None, kind != "told", kind != "stated", network)
    return page.render(
        "network.html", shown=shown, about=about, width=WIDTH, height=HEIGHT, places=shown.places() if shown else {},
        listed=_LISTED, kinds=KINDS, chosen={"entity": entity, "kind": kind if kind in KINDS else ""},
    )  # fmt: skip
