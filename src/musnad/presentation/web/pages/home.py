"""The first page: what the case holds, who and what it is about, where reports disagree, what could not be read."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad.presentation.web.page import PageDep
from musnad.presentation.web.pages.reports import newest_first

router = APIRouter()

_SHOWN = 8
"""Items of each list on the first page; the full lists are one click away."""


@router.get("/")
def home(page: PageDep) -> HTMLResponse:
    """What is in the case."""
    documents = page.case.documents()
    counts = page.case.counts()
    actors = [entity for type in ("PER", "ORG") for entity in page.case.entity_summaries(type, limit=_SHOWN)]
    contradictions = page.case.contradictions()
    return page.render(
        "home.html", documents=newest_first(documents)[:_SHOWN], counts=counts,
        outlets=len({document.outlet for document in documents if document.outlet}),
        actors=sorted(actors, key=lambda one: (-one.mentions, one.name))[:_SHOWN],
        contradictions=contradictions[:4], failures=page.case.failures(),
    )  # fmt: skip
