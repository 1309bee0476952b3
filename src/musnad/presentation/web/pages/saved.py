"""Saved searches: kept by name, opened, followed as a feed, marked as seen, deleted."""

from __future__ import annotations

from urllib.parse import parse_qsl

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from musnad.knowledge.judgements.deciding import now
from musnad.knowledge.store.shelved import SavedSearch
from musnad.presentation.web.forms import Fields, FormDep, analyst, one, remember
from musnad.presentation.web.page import Page, PageDep
from musnad.presentation.web.pages.search import feed, table, words_of
from musnad.presentation.web.saved import as_query, sought

router = APIRouter()

_NAME = 120
"""Letters of a search's name."""


@router.post("/searches")
def save(page: PageDep, form: FormDep) -> Response:
    """Keep a search by name; one's own of the same name gives way to it."""
    _allowed(page)
    words, sieve = sought(one(form, "query"))
    owner, query = one(form, "by")[:200], as_query(words_of(words), sieve)
    if not query or not owner:
        return RedirectResponse(page.links.page("search", **dict(parse_qsl(query)), unnamed="yes"), 303)
    found = page.case.desk.save_search(one(form, "name")[:_NAME] or words_of(words) or query[:_NAME], owner, query, now())
    answer = RedirectResponse(_address(page, found), 303)
    remember(answer, owner)
    return answer


@router.get("/searches/{identifier}.atom")
def saved_feed(page: PageDep, identifier: str) -> Response:
    """A saved search as a feed, at an address that stays when the search is changed."""
    found = page.case.desk.saved_search(identifier)
    return feed(page, *sought(found.query), title=found.name)


@router.get("/searches/{identifier}.csv")
def saved_table(page: PageDep, identifier: str) -> Response:
    """A saved search as a table."""
    return table(page, *sought(page.case.desk.saved_search(identifier).query))


@router.get("/searches/{identifier}")
def opened(page: PageDep, identifier: str) -> Response:
    """What a saved search finds today."""
    return RedirectResponse(_address(page, page.case.desk.saved_search(identifier)), 302)


@router.post("/searches/{identifier}/seen")
def seen(page: PageDep, form: FormDep, identifier: str) -> Response:
    """All that it finds today is seen."""
    found = _own(page, form, identifier)
    page.case.desk.look(identifier, now())
    return RedirectResponse(_address(page, found), 303)


@router.post("/searches/{identifier}/delete")
def delete(page: PageDep, form: FormDep, identifier: str) -> Response:
    """Nobody comes back to it."""
    _own(page, form, identifier)
    page.case.desk.drop_search(identifier)
    return RedirectResponse(page.links.page("search"), 303)


def _allowed(page: Page) -> None:
    if not page.may_judge:
        raise HTTPException(403)


def _own(page: Page, form: Fields, identifier: str) -> SavedSearch:
    """The search, of whoever asks: what somebody else keeps is hers to delete."""
    _allowed(page)
    found = page.case.desk.saved_search(identifier)
    if found.owner != (one(form, "by") or analyst(page.request)):
        raise HTTPException(403)
    return found


def _address(page: Page, found: SavedSearch) -> str:
    return page.links.page("search", **dict(parse_qsl(found.query)), of=found.id)
