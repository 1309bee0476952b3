"""The review desk: the queues and how far they are worked off, and one thing at a time with the report beside it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from musnad.errors import NotFound
from musnad.knowledge.judgements.overlay import STATUSES
from musnad.knowledge.store.queues import Waiting
from musnad.presentation.web.decided import about, decisions, rivals
from musnad.presentation.web.forms import Fields, analyst, inside, one
from musnad.presentation.web.items import Item, item_of
from musnad.presentation.web.page import Page, PageDep
from musnad.presentation.web.queues import ORDERS, QUEUES, Queue, item_in, queue

router = APIRouter()

_DECISIONS = 25
_NEAR = 12
"""Names offered to join an entity with, before anything is typed."""


@dataclass(frozen=True)
class Place:
    """Where in a queue somebody is."""

    queue: Queue
    at: Waiting
    before: str
    after: str
    number: int


@router.get("/review")
def review(page: PageDep) -> HTMLResponse:
    """The queues, what rules or analysts contradict, and the last decisions."""
    return page.render(
        "review.html", queues=[queue(page, name) for name in QUEUES], orders=ORDERS, conflicts=page.case.conflicts(),
        dormant=page.case.dormant(), decisions=decisions(page, page.case.desk.latest(_DECISIONS)),
    )  # fmt: skip


@router.get("/review/item")
def item(page: PageDep, id: str = "", back: str = "", met: str = "") -> HTMLResponse:
    """One thing: its words, why it was found, the report beside it, and every decision that can be made on it."""
    if not back and "/" in id:  # of a report: the reader comes from the words
        back = page.links.report(*id.split("/", 1))
    return shown(page, item_of(page, id), back, met=met)


@router.get("/review/{name}")
def bench(page: PageDep, name: str, order: str = "doubt", at: str = "", after: str = "", met: str = "") -> Response:
    """A queue, a thing at a time: the one asked for, the one after another, or the first that waits."""
    found = queue(page, name, order)
    waiting = next((one for one in found.everything if one.key == at), None) if at else None
    following = found.after(after) if after else next(iter(found.waiting), None)
    waiting = waiting or following
    if waiting is None:
        return page.render("bench_done.html", queue=found)
    try:
        thing = item_in(page, name, waiting)
    except NotFound:
        # Derived anew since the queue was read: what follows may still be there.
        nearer = found.after(waiting.key)
        if nearer is None or nearer.key == waiting.key or at:
            return page.render("bench_done.html", queue=found)
        return RedirectResponse(address(page, found, at=nearer.key), 302)
    before, behind, number = found.around(waiting.key)
    steps = [address(page, found, at=one.key) if one else "" for one in (before, behind)]
    place = Place(found, waiting, steps[0], steps[1], number)
    return shown(page, thing, address(page, found, after=waiting.key), place=place, met=met)


def address(page: Page, found: Queue, **query: str) -> str:
    """A place in a queue."""
    return page.links.page(f"review/{found.name}", order=found.order, **query)


def shown(
    page: Page, found: Item, back: str, *, problem: str = "", given: Fields | None = None, status: int = 200,
    place: Place | None = None, met: str = "",
) -> HTMLResponse:  # fmt: skip
    """The page of one thing. `given` is what a form said that was not taken down, `met` decisions that came meanwhile."""
    made, who = about(page, found.id), one(given or {}, "by") or analyst(page.request)
    draft = page.case.desk.draft(found.id, who) if who and given is None else None
    kept = {"note": draft.note, "value": draft.value} if draft else {}
    words = {name: values[-1] for name, values in (given or {}).items()} or kept
    return page.render(
        "item.html", status, item=found, decisions=made, rivals=rivals(made), by=who, place=place, problem=problem,
        statuses=STATUSES, given=words, drafted=bool(draft), number=page.case.desk.last_number(),
        back=back if inside(back, page.language) else page.links.page("review"),
        met=[one for one in made if one.judgement.id in met.split(",")] if met else [],
        near=_near(page, found) if page.may_judge else [],
    )  # fmt: skip


def _near(page: Page, found: Item) -> list[str]:
    """Names to join it with: those that share a word with it, the most mentioned first."""
    entity = found.entity or found.stands_for
    if entity is None or found.other:
        return []
    last = entity.name.split()[-1]
    near = page.case.search_entities(last, _NEAR * 2)
    return [one.name for one in near if one.id != entity.id and (one.type == "LOC") == (entity.type == "LOC")][:_NEAR]
