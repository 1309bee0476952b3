"""Dossiers of entities and of happenings, as a page and as a Word file."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from musnad.presentation import dossier as dossiers
from musnad.presentation.web.ahead import FEWEST, written
from musnad.presentation.web.page import Page, PageDep
from musnad.presentation.web.written import Shelf, Written, stamp_of

router = APIRouter()

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


# The Word files stand first: `{identifier}/dossier` must not take `dossier.docx` for a page.
@router.get("/entities/{identifier}/dossier.docx")
def entity_word(page: PageDep, identifier: str) -> Response:
    """The dossier of an entity for a word processor; its notes open the reports here."""
    return _word(page, page.reader.entity(identifier).id)


@router.get("/events/{identifier}/dossier.docx")
def event_word(page: PageDep, identifier: str) -> Response:
    """The dossier of a happening for a word processor."""
    return _word(page, page.reader.event(identifier).id)


@router.get("/entities/{identifier}/dossier")
def entity_dossier(page: PageDep, identifier: str, whole: str = "") -> HTMLResponse:
    """Everything the case holds on one entity, in sentences with footnotes."""
    found = page.reader.entity(identifier)
    return _page(page, found.id, "entities", page.phrases.entity(found.id), whole=whole == "yes")


@router.get("/events/{identifier}/dossier")
def event_dossier(page: PageDep, identifier: str, whole: str = "") -> HTMLResponse:
    """What the reports tell of one happening, in sentences with footnotes."""
    found = page.reader.event(identifier)
    link = Markup('<a href="{}">{}</a>').format(page.links.event(found.id), page.phrases.event_name(found))
    return _page(page, found.id, "events", link, whole=whole == "yes")


def _page(page: Page, subject: str, section: str, link: Markup, *, whole: bool) -> HTMLResponse:
    found = _composed(page, subject, whole=True) if whole else _kept(page, subject)
    return page.render(
        "dossier.html", name=found.name, section=section, subject=link, content=Markup(found.content), whole=whole
    )  # fmt: skip


def _kept(page: Page, subject: str) -> Written:
    """The dossier as it was written before, else written now and, where that took its time, kept."""
    shelf: Shelf = page.request.app.state.shelf
    stamp = stamp_of(page.case, page.reader.edition, page.reader.month_names)
    found = shelf.get(subject, page.language, stamp)
    if found is None:
        found = _composed(page, subject)
        if found.reports >= FEWEST:
            shelf.keep(subject, page.language, stamp, found)
    return found


def _composed(page: Page, subject: str, *, whole: bool = False) -> Written:
    return written(page.case, subject, page.language, page.reader.month_names, page.reader, whole=whole)


def _word(page: Page, subject: str) -> Response:
    whole = page.request.query_params.get("whole") == "yes"
    composed = dossiers.compose(
        page.case, subject, page.language, months=page.reader.month_names, reading=page.reader, whole=whole
    )
    root = str(page.request.base_url).rstrip("/")
    content = dossiers.word(composed, lambda target: root + page.links.page(target))
    name = quote(composed.title.replace(":", "").replace("/", " ") + ".docx")
    return Response(content, media_type=WORD, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})
