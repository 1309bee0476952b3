"""The network: who is tied to whom, drawn and listed, at all times or in one; every tie leads to what the reports say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from musnad import edtf
from musnad.presentation.evidence_times import Choice, choice, in_words
from musnad.presentation.network import HEIGHT, WIDTH, Node, behind, network
from musnad.presentation.web.network_drawing import Drawn
from musnad.presentation.web.page import Page, PageDep
from musnad.presentation.web.parts import part_of
from musnad.presentation.web.tellings import telling
from musnad.records import Event, Reference, Relation, Statement

router = APIRouter()

KINDS = ("stated", "told")
_LISTED = 30
"""Ties of one part of the list under the drawing."""
_NAMED = 4
"""Happenings named for a tie; more are counted."""
_EVENTS = 60
"""Happenings of one tie that are told; the timeline has all of an actor's."""
_ACTORS = 100
"""Actors of one part of the list beside the whole network."""
_ROOM, _LEAST = (95.0, 45.0), (520.0, 220.0)
"""Around the actors drawn, for names and circles; and the least that is drawn."""
_TELLINGS = 4
"""Reports quoted for one happening; its own page has them all."""


@router.get("/network")
def network_page(
    page: PageDep, entity: str = "", kind: str = "", since: str = "", until: str = "", part: str = "1"
) -> HTMLResponse:
    """The most tied actors of the case, or one actor and those around it."""
    about = page.entity_named(entity)
    shown, times, range_ = None, {}, None
    if about is not None or not entity:
        asked = (about.id if about else None, kind != "told", kind != "stated", network)
        shown, times = page.reader.network(*asked), page.reader.tie_times(*asked)
        range_ = choice(times.values(), since, until)
    held = [tie for tie in (shown.ties if shown else ()) if not range_ or range_.holds(times[tie.one, tie.other])]
    piece = part_of(held, part, _LISTED)
    inside = {(tie.one, tie.other) for tie in held}
    drawn = Drawn(shown, times, inside, about.id if about else "", kind if kind in KINDS else "") if shown else None
    page.reader.look_ahead(end for tie in piece.items for end in (tie.one, tie.other))
    return page.render(
        "network.html", shown=shown, about=about, box=_box(shown.nodes if shown else ()),
        svg=drawn.svg(page.links, page.wording) if drawn else "",
        piece=piece, listed=behind(page.case, piece.items, _NAMED), first=(piece.number - 1) * _LISTED,
        kinds=KINDS, range=range_, inside=inside,
        when={(tie.one, tie.other): in_words(times[tie.one, tie.other]) for tie in piece.items},
        chosen={"entity": entity, "kind": kind if kind in KINDS else "", **_chosen(range_)},
    )  # fmt: skip


def _box(nodes: Iterable[Node]) -> tuple[float, float, float, float]:
    """What of the paper is drawn: the actors with room for their names; of a few not a whole sheet with a dot in each corner."""
    places = [(node.x, node.y) for node in nodes] or [(WIDTH / 2, HEIGHT / 2)]
    box: list[tuple[float, float]] = []
    for axis, room, least in ((0, _ROOM[0], _LEAST[0]), (1, _ROOM[1], _LEAST[1])):
        low, high = min(one[axis] for one in places) - room, max(one[axis] for one in places) + room
        spare = max(0.0, least - (high - low)) / 2
        box.append((round(low - spare, 1), round(high - low + 2 * spare, 1)))
    return box[0][0], box[1][0], box[0][1], box[1][1]


def _chosen(range_: Choice | None) -> dict[str, str]:
    """What the links of the page carry on: nothing where the whole time is shown."""
    if range_ is None or range_.whole:
        return {"since": "", "until": ""}
    return {"since": range_.steps[range_.low].value, "until": range_.steps[range_.high].value}


@router.get("/network/whole")
def whole(page: PageDep, find: str = "", since: str = "", until: str = "", part: str = "1") -> HTMLResponse:
    """Thousands of actors at once: drawn where there is a script, listed in any case."""
    shown, found = page.reader.whole, page.entity_named(find)
    return page.render(
        "whole.html", shown=shown, piece=part_of(shown.actors, part, _ACTORS), first=_ACTORS, find=find, found=found,
        range=choice(shown.times.values(), since, until), width=int(WIDTH), height=int(HEIGHT),
    )  # fmt: skip


@router.get("/network/whole.json")
def whole_data(page: PageDep) -> Response:
    """What the script of that page draws."""
    return Response(page.reader.whole.as_json(page.language), media_type="application/json")


@dataclass(frozen=True)
class Footnote:
    """Where something stands, and through whom it came."""

    number: int
    reference: Reference
    chain: Markup | None
    rule: str
    score: float


class _Notes:
    """Numbers footnotes as they are cited."""

    def __init__(self) -> None:
        self.notes: list[Footnote] = []

    def cite(self, reference: Reference, chain: Markup | None, rule: str, score: float) -> int:
        number = len(self.notes) + 1
        self.notes.append(Footnote(number, reference, chain, rule, score))
        return number


@router.get("/network/tie")
def tie(page: PageDep, one: str = "", other: str = "", since: str = "", until: str = "") -> HTMLResponse:
    """All that ties two actors: what reports state of them, what both had a part in; a footnote to the words of each."""
    if not (one and other):
        return network_page(page)
    first, second = page.reader.entity(one), page.reader.entity(other)
    notes, range_ = _Notes(), (since if edtf.is_edtf(since) else "", until if edtf.is_edtf(until) else "")
    relations = [
        (relation, cited) for relation in page.case.relations_between(first.id, second.id)
        if (cited := _stated(page, relation, notes, range_))
    ]  # fmt: skip
    events = [event for event in page.case.events_of_entities(first.id, second.id, _EVENTS) if _within([event.date], range_)]
    told = [(event, _told(page, event, notes)) for event in events]
    return page.render(
        "tie.html", first=first, second=second, relations=relations, events=told, notes=notes.notes,
        since=range_[0], until=range_[1], many=_EVENTS,
    )  # fmt: skip


def _stated(page: Page, relation: Relation, notes: _Notes, range_: tuple[str, str]) -> list[int]:
    statements: Iterable[Statement] = (page.case.statement(one) for one in relation.statements)
    known = page.reader.summaries
    kept = [
        one for one in statements
        if _within([known[one.reference.document].published if one.reference.document in known else None], range_)
    ]  # fmt: skip
    return [notes.cite(one.reference, page.phrases.chain(one.chain) if one.chain else None, one.by, one.score) for one in kept]


def _told(page: Page, event: Event, notes: _Notes) -> list[int]:
    cited = []
    for reference in event.tellings[:_TELLINGS]:
        found = telling(page, reference)
        annotation = found.note.annotation if found.note else None
        cited.append(
            notes.cite(reference, found.chain, annotation.by if annotation else "", annotation.score if annotation else 1.0)
        )
    return cited


def _within(dates: Iterable[str | None], range_: tuple[str, str]) -> bool:
    """True for what may lie in the time asked for; with no time asked for also for what has no date."""
    since, until = range_
    if not since and not until:
        return True
    first, last = (edtf.earliest(since) if since else None), (edtf.latest(until) if until else None)
    for value in dates:
        if value and edtf.is_edtf(value):
            begins, ends = edtf.earliest(value), edtf.latest(value)
            if (first is None or ends is None or ends >= first) and (last is None or begins is None or begins <= last):
                return True
    return False
