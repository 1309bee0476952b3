"""What the page of a place adds to an entity's: where it lies and why that place is meant, what happened, who acted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from musnad import reasons
from musnad.knowledge.store.overview import WIDE_KINDS
from musnad.presentation.atlas import WIDTH, Atlas, Spot, mentions_of
from musnad.presentation.web.page import Page
from musnad.records import Entity, Grounding

_SHOWN = 12
"""Actors, kinds of happenings and places of each list."""
_NAMED = 24
"""Places of the list of those that lie inside."""
_LETTER, _LINE = 10.0, 60.0
"""Half of what a letter takes across, and what a line takes down: a name that the map's edge would cut is not written."""
_ROOM = (230.0, 60.0)
"""Across and down, in parts of a thousand of the map's width, that a name on the small map keeps free of others."""


@dataclass(frozen=True)
class Where:
    """A place in space and in the case."""

    atlas: Atlas | None
    """A small map around it; None where the lists know no point of it."""
    spots: tuple[Spot, ...]
    """What is named on it: the place itself and those around it that leave each other room."""
    why: str
    """Why the name was taken for this place, in the first report that names it."""
    others: tuple[str, ...]
    """Other places of that name that were weighed."""
    happened: tuple[tuple[str, int], ...]
    """Kinds of happenings in it and how many."""
    actors: tuple[tuple[str, int], ...]
    """Ids of those who had a part in what happened in it, and in how much of it."""
    inside: tuple[Entity, ...]
    """Places of the case that lie in it."""


def where(page: Page, place: Entity) -> Where | None:
    """Everything on a place; None for an entity of another type."""
    if place.type != "LOC":
        return None
    grounding = _grounding(page, place)
    named = place.area is not None or place.latitude is not None
    drawn = page.reader.atlas(page.language, place.id) if named and place.subtype not in WIDE_KINDS else None
    return Where(
        atlas=drawn,
        spots=_apart((one for one in drawn.spots if one.entity.id == place.id or _fits(one, page.language)), place)
        if drawn
        else (),
        why=reasons.sentence(grounding, page.language) if grounding else "",
        others=tuple(dict.fromkeys(f"{one.name} ({one.country})" for one in grounding.alternatives[:_SHOWN]))
        if grounding
        else (),
        happened=tuple(page.reader.happened_in(place.id, _SHOWN)),
        actors=tuple(page.reader.actors_in(place.id, _SHOWN)),
        inside=tuple(page.case.glance.inside(place.authority, _NAMED) if place.authority else ()),
    )


def _fits(spot: Spot, language: str) -> bool:
    name = spot.entity.name if language == "ar" else spot.entity.name_en or spot.entity.name
    half = len(name) * _LETTER
    return half < spot.x < WIDTH - half and spot.y > _LINE


def _apart(spots: Iterable[Spot], place: Entity) -> tuple[Spot, ...]:
    """The place itself, then the most mentioned of the others that stand clear of those chosen before."""
    chosen: list[Spot] = []
    for spot in sorted(spots, key=lambda one: (one.entity.id != place.id, -mentions_of(one.entity), one.entity.id)):
        if all(abs(spot.x - one.x) > _ROOM[0] or abs(spot.y - one.y) > _ROOM[1] for one in chosen):
            chosen.append(spot)
    return tuple(chosen)


def _grounding(page: Page, place: Entity) -> Grounding | None:
    """What was weighed where the place is first named."""
    for reference in place.references[:1]:
        report = page.reader.report(reference.document)
        return next((one for one in report.places if one.mention == reference.annotation), None)
    return None
