"""Compare: two outlets on one happening or over the case, two actors, two periods; every comparison has its own address."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad.errors import NotFound
from musnad.presentation.web.comparison import outlets_of, passages, rows, said_of, tellings_of
from musnad.presentation.web.page import Page, PageDep
from musnad.presentation.web.parts import part_of
from musnad.presentation.web.periods import DIRECTIONS, period
from musnad.presentation.web.periods import compare as periods_of
from musnad.records import Entity

router = APIRouter()

_EVENTS = 200
"""Shared happenings listed."""
_NAMING_BOTH = 30
"""Reports naming two actors that are read for what the one says of the other."""
_REPORTS = 40
"""Reports of one part of the evidence."""


@router.get("/compare")
def compare(page: PageDep, event: str = "", kind: str = "", one: str = "", other: str = "", entity: str = "") -> HTMLResponse:
    """What is asked for laid side by side; without a question, the forms to ask."""
    if event:
        return _on_event(page, event, one, other)
    if kind == "periods":
        return _periods(page, one.strip()[:60], other.strip()[:60], entity.strip()[:200])
    if kind == "actors":
        return _actors(page, one.strip()[:200], other.strip()[:200])
    if kind == "outlets" and one and other and one != other:
        return _outlets(page, one, other)
    return page.render(
        "compare.html", outlets=page.reader.outlets, one=one, against=other, kind=kind, years=page.reader.publication_years[::-1]
    )


def _periods(page: Page, one: str, other: str, words: str) -> HTMLResponse:
    about = page.entity_named(words)
    first, second = period(one), period(other)
    shown = periods_of(page, first, second, about.id if about else None) if first and second and (about or not words) else None
    return page.render(
        "compare_periods.html", one=one, against=other, years=page.reader.publication_years[::-1], about=about, shown=shown,
        entity=words,
        unknown=[value for value, read in ((one, first), (other, second)) if value and read is None],
        missing=words if words and about is None else "", directions=DIRECTIONS,
    )  # fmt: skip


@router.get("/compare/period")
def evidence(page: PageDep, at: str = "", entity: str = "", outlet: str = "", about: str = "", part: str = "1") -> HTMLResponse:
    """The reports of a period behind one number: those that name an entity, or those of an outlet."""
    when = period(at)
    if when is None:
        raise NotFound(f"{at!r} is no period")
    named = [page.reader.entity(one) for one in (entity, about) if one]
    documents = page.case.times.reports(when.first, when.last, named[0].id if named else None)
    if len(named) > 1:
        both = set(page.case.times.reports(when.first, when.last, named[1].id))
        documents = [one for one in documents if one in both]
    known = page.reader.summaries
    documents = [one for one in documents if one in known and (not outlet or known[one].outlet == outlet)]
    piece = part_of(documents, part, _REPORTS)
    return page.render(
        "compare_evidence.html", when=when, named=named, outlet=outlet, piece=piece, total=len(documents),
        places=page.case.times.places_in(named[0].id, piece.items) if named else {},
        asked={"at": at, "entity": entity, "outlet": outlet, "about": about},
    )  # fmt: skip


def _on_event(page: Page, identifier: str, one: str, other: str) -> HTMLResponse:
    event = page.reader.event(identifier)
    outlets = outlets_of(page, event)
    one = one if one in outlets else next((name for name in outlets if name != other), "")
    other = other if other in outlets and other != one else next((name for name in outlets if name != one), "")
    told = [tellings_of(page, event, name) for name in (one, other) if name]
    return page.render(
        "compare_event.html", event=event, outlets=outlets, one=one, against=other,
        sides=[(name, passages(page, side)) for name, side in zip((one, other), told, strict=False)],
        rows=rows(page, told[0], told[1]) if len(told) > 1 else [],
    )  # fmt: skip


def _outlets(page: Page, one: str, other: str) -> HTMLResponse:
    known = {outlet.name: outlet for outlet in page.case.outlets()}
    return page.render(
        "compare_outlets.html", outlets=page.reader.outlets, one=one, against=other, known=known,
        events=page.case.events_of_outlets(one, other, _EVENTS),
    )  # fmt: skip


def _shown(page: Page, words: str, entity: Entity | None) -> str:
    """What stands in the form: the name, as long as it finds the same entity again."""
    again = page.entity_named(entity.name) if entity else None
    return entity.name if entity and again and again.id == entity.id else words


def _actors(page: Page, one: str, other: str) -> HTMLResponse:
    found = [page.entity_named(words) for words in (one, other)]
    missing = [words for words, entity in zip((one, other), found, strict=True) if words and entity is None]
    first, second = found
    pair = (first, second) if first and second and first.id != second.id else None
    relations = page.case.relations_between(pair[0].id, pair[1].id) if pair else []
    documents = page.case.reports_naming(pair[0].id, pair[1].id, _NAMING_BOTH) if pair else []
    page.reader.read_ahead(documents)
    return page.render(
        "compare_actors.html", one=_shown(page, one, first), against=_shown(page, other, second),
        first=first, second=second, pair=pair, missing=missing,
        relations=[(relation, [page.case.statement(each) for each in relation.statements]) for relation in relations],
        events=page.case.events_of_entities(pair[0].id, pair[1].id, _EVENTS) if pair else [],
        said=[(a, b, said_of(page, documents, a, b)) for a, b in (pair, pair[::-1])] if pair else [],
    )  # fmt: skip
