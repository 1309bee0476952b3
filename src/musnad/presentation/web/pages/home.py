"""The first page: what the case holds, when most happened, who matters, where reports disagree, what waits, what failed."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad.presentation.web.page import PageDep
from musnad.presentation.web.queues import still_waiting
from musnad.presentation.web.saved import saved

router = APIRouter()

_SHOWN = 8
"""Items of each list on the first page; the full lists are one click away."""
_CONTRADICTIONS = 4
_FAILURES = 20
"""Files named that could not be read; what fails in hundreds fails for one reason."""


@router.get("/")
def home(page: PageDep) -> HTMLResponse:
    """What is in the case."""
    reader = page.reader
    actors = [entity for type in ("PER", "ORG") for entity in page.case.entity_summaries(type, limit=_SHOWN)]
    return page.render(
        "home.html", documents=reader.latest[:_SHOWN], counts=reader.counts, busy=reader.busy,
        outlets=len(reader.outlets),
        actors=sorted(actors, key=lambda one: (-one.mentions, one.name))[:_SHOWN],
        contradictions=reader.freshest[:_CONTRADICTIONS], waits=still_waiting(page),
        failures=page.case.failures()[:_FAILURES], saved=saved(page),
    )  # fmt: skip
