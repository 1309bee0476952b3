"""About: how things were found and how often that is wrong, in general and in this case; and help, task by task."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

import musnad
from musnad.build import NAMES
from musnad.presentation.web.page import PageDep
from musnad.presentation.web.reckoning import layers

router = APIRouter()

_SIX = ("read", "check", "merge", "settle", "cite", "add")
"""The tasks of the help page, in the order in which a newcomer meets them."""


@router.get("/about")
def about(page: PageDep) -> HTMLResponse:
    """How musnad reads, how often it errs on reports that nobody had seen, and what that means for this case."""
    counted = page.reader.reckoning
    outlets = page.case.outlets()
    quotations, anonymous = sum(one.quotations for one in outlets), sum(one.anonymous for one in outlets)
    return page.render(
        "about.html", version=musnad.__version__, tagger=page.case.meta(NAMES) or "", counted=counted,
        layers=layers(page.case, counted), quotations=quotations, anonymous=anonymous,
        sourceless=max(0, quotations - anonymous - counted.named), counts=page.reader.counts, outlets=len(page.reader.outlets),
    )  # fmt: skip


@router.get("/help")
def help_page(page: PageDep) -> HTMLResponse:
    """What people come to do here, step by step, and the keys."""
    return page.render("help.html", tasks=_SIX)
