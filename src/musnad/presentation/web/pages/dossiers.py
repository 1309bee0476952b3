"""Dossiers of entities and of happenings, as a page and as a Word file."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from musnad.presentation import dossier as dossiers
from musnad.presentation.web.page import Page, PageDep

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
def entity_dossier(page: PageDep, identifier: str) -> HTMLResponse:
    """Everything the case holds on one entity, in sentences with footnotes."""
    found = page.reader.entity(identifier)
    return _page(page, found.id, "entities", page.phrases.entity(found.id))


@router.get("/events/{identifier}/dossier")
def event_dossier(page: PageDep, identifier: str) -> HTMLResponse:
    """What the reports tell of one happening, in sentences with footnotes."""
    found = page.reader.event(identifier)
    link = Markup('<a href="{}">{}</a>').format(page.links.event(found.id), page.phrases.event_name(found))
    return _page(page, found.id, "events", link)


def _page(page: Page, subject: str, section: str, link: Markup) -> HTMLResponse:
    composed = dossiers.compose(page.case, subject, page.language, months=page.reader.month_names, read=page.reader.report)
    content = Markup(dossiers.render(composed, "html", page.links.page))
    return page.render("dossier.html", name=composed.name, section=section, subject=link, content=content)


def _word(page: Page, subject: str) -> Response:
    composed = dossiers.compose(page.case, subject, page.language, months=page.reader.month_names, read=page.reader.report)
    root = str(page.request.base_url).rstrip("/")
    content = dossiers.word(composed, lambda target: root + page.links.page(target))
    name = quote(composed.title.replace(":", "").replace("/", " ") + ".docx")
    return Response(content, media_type=WORD, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})
