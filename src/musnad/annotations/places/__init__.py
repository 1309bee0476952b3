"""Which place of the lists a place name means ("grounding"): id, position and what holds it, or an area, or nothing.

    قرية القاهرة في سهل الغاب → the village in Hama, not the capital of Egypt
    شمال حلب · ريف إدلب الجنوبي · على بعد 20 كم غرب تدمر · بين سراقب ومعرة النعمان → areas

Every place name of a report gets a record; one for which little speaks stays without a place, with what it may mean beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from musnad.annotations.places import areas, atlas
from musnad.annotations.places.atlas import Site
from musnad.annotations.places.candidates import Candidate, Weighing
from musnad.annotations.places.context import Naming, Position, namings
from musnad.annotations.places.scoring import weigh
from musnad.records import Area, Grounding, PlaceOption, Report, Span, annotation_id

__all__ = ["annotate"]

ENOUGH = 0.5
"""Share that a place needs; of a name that two share about equally neither has it."""
_SHOWN = 0.03
"""Share above which another meaning is shown."""
_RULES = ("adjective", "linked", "beside", "near", "kind", "again", "country", "only")
_TELLING = {"adjective": 2.0, "linked": 0.8, "beside": 0.5, "near": 0.5, "kind": 1.5, "again": 0.5, "country": 1.0, "only": 0.1}
"""How much of each evidence makes it the reason, asked in this order."""
_DIRECTIONS = {0.0: "northern", 90.0: "eastern", 180.0: "southern", 270.0: "western"}
_SIDES = {0.0: "n", 90.0: "e", 180.0: "s", 270.0: "w"}


def annotate(report: Report) -> Mapping[str, Any]:
    """A grounding for every place mention that names one."""
    found = namings(report)
    weighings = weigh(report, found)
    records = []
    for number, weighing in enumerate(weighings):
        following = weighings[number + 1] if number + 1 < len(weighings) else None
        records.append(_grounding(weighing, following))
    return {"places": tuple(records)}


def _family(best: Candidate, other: Candidate) -> bool:
    """The town, its district and its governorate of one name are no different places for a reader."""
    if other.site.id == best.site.id:
        return True
    inner, outer = best.site, other.site
    return any(one.id == outer.id for one in atlas.holders(inner)) or any(one.id == inner.id for one in atlas.holders(outer))


def _sure(weighing: Weighing) -> float:
    """Share of the best place together with what of its name holds it or lies in it."""
    best = weighing.best
    return sum(one.share for one in weighing.candidates if best is not None and _family(best, one))


def _grounding(weighing: Weighing, following: Weighing | None) -> Grounding:
    naming, best = weighing.naming, weighing.best
    mention = naming.mention
    others = sorted(
        (one for one in weighing.candidates if best is not None and not _family(best, one) and one.share >= _SHOWN),
        key=lambda one: (-one.share, one.site.id),
    )[:4]
    share = _sure(weighing)
    if best is None or share < ENOUGH:
        return _undecided(weighing, others)
    area = _area(naming, best, following)
    moved = naming.position is not None and area is not None and not naming.base
    span = Span(start=min(mention.span.start, naming.position.start) if moved and naming.position else mention.span.start,
                end=mention.span.end)  # fmt: skip
    rule, words = _reason(weighing, best)
    return Grounding(
        id=annotation_id("grounding", span),
        span=span,
        by=f"places.{rule}",
        score=round(min(share, 0.97) * (0.8 if naming.at_place else 1.0), 2),
        because=(*words, *_also(others)),
        mention=mention.id,
        area=area,
        alternatives=tuple(_option(one) for one in others),
        **_identity(naming, best, area),
    )


def _identity(naming: Naming, best: Candidate, area: Area | None) -> dict[str, Any]:
    """Id, name, position and holders: of the place, of its countryside, or of what stands at it."""
    site = best.site
    if naming.at_place:
        return {"name": naming.mention.name, "place_kind": "facility", "country": site.country,
                "parents": _parents((site, *atlas.holders(site)))}  # fmt: skip
    if _is_side(naming, site):
        return {"place": f"gazetteer:{site.id}/side-{_SIDES[naming.sides[0]]}", "name": naming.mention.name,
                "place_kind": "region",
                "name_en": f"{_DIRECTIONS[naming.sides[0]]} {site.name_en}", "country": site.country,
                "parents": _parents((site,))}  # fmt: skip
    if naming.base and area is not None and (naming.sides or not _is_named(naming, site)):
        side = "".join(_SIDES.get(degrees, "") for degrees in naming.sides)
        return {
            "place": f"gazetteer:{site.id}/countryside{'-' + side if side else ''}",
            "name": naming.mention.name if naming.key != naming.base else f"ريف {naming.mention.name}",
            "name_en": f"countryside of {site.name_en}", "place_kind": "countryside", "country": site.country,
            "parents": _parents((site, *atlas.holders(site))),
        }  # fmt: skip
    return {"place": f"gazetteer:{site.id}", "name": site.name, "name_en": site.name_en, "place_kind": site.kind,
            "country": site.country, "latitude": site.latitude, "longitude": site.longitude,
            "parents": _parents(atlas.holders(site))}  # fmt: skip


def _is_side(naming: Naming, site: Site) -> bool:
    """الجنوب الليبي, where no list holds it as a region of its own."""
    return bool(naming.side_of) and site.kind == "country"


def _is_named(naming: Naming, site: Site) -> bool:
    """ريف دمشق: a countryside that is a governorate by name."""
    return naming.key != naming.base and atlas.key_of(site.name) == naming.key


def _parents(sites: tuple[Site, ...]) -> tuple[PlaceOption, ...]:
    return tuple(_as_option(one) for one in sites)


def _as_option(site: Site, score: float = 1.0) -> PlaceOption:
    return PlaceOption(
        id=f"gazetteer:{site.id}", name=site.name, name_en=site.name_en, kind=site.kind, country=site.country, score=score
    )


def _undecided(weighing: Weighing, others: list[Candidate]) -> Grounding:
    mention = weighing.naming.mention
    options = sorted(weighing.candidates, key=lambda one: (-one.share, one.site.id))[:4]
    rule = "undecided" if options else "unlisted"
    return Grounding(
        id=annotation_id("grounding", mention.span), span=mention.span, by=f"places.{rule}",
        score=round(1 - sum(one.share for one in weighing.candidates[:1]), 2) if options else 1.0,
        because=(("name", mention.name), *_also(options)), mention=mention.id,
        alternatives=tuple(_option(one) for one in options),
    )  # fmt: skip


def _option(candidate: Candidate) -> PlaceOption:
    return _as_option(candidate.site, round(min(candidate.share, 1.0), 2))


def _holder(candidate: Candidate, language: str) -> str:
    """What tells a place from its namesakes: governorate and country."""
    wide = [site for site in atlas.holders(candidate.site) if site.kind in ("governorate", "country")]
    comma = "، " if language == "ar" else ", "
    return comma.join(site.name if language == "ar" else site.name_en for site in wide)


def _also(others: list[Candidate]) -> tuple[tuple[str, str], ...]:
    if not others:
        return (("also", ""), ("also_en", ""))
    arabic = "؛ ".join(f"{one.site.name} ({_holder(one, 'ar')})" for one in others)
    english = "; ".join(f"{one.site.name_en} ({_holder(one, 'en')})" for one in others)
    return (("also", f" وقد يُقصد: {arabic}."), ("also_en", f" It may also mean: {english}."))


def _reason(weighing: Weighing, best: Candidate) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The evidence that decided, and what fills its sentence."""
    naming = weighing.naming
    words = (("name", naming.mention.name), ("place", best.site.name), ("place_en", best.site.name_en),
             ("where", _holder(best, "ar") or best.site.name),
             ("where_en", _holder(best, "en") or best.site.name_en))  # fmt: skip
    if naming.at_place:
        return "at_place", words
    if naming.base:
        return "countryside", words
    if _is_side(naming, best.site):
        return "side", words
    if best.site.kind == "country":
        return "country_name", words
    rule = next((kind for kind in _RULES if best.evidence.get(kind, 0.0) >= _TELLING[kind]), "known")
    if rule in ("linked", "beside", "near", "again"):
        return ("linked" if rule == "linked" and best.helper else "near" if best.helper else "again"), (
            *words, ("other", best.helper or naming.mention.name),
        )  # fmt: skip
    if rule == "kind":
        return "head", (*words, ("head", naming.head))
    return rule, words


def _area(naming: Naming, best: Candidate, following: Weighing | None) -> Area | None:
    """The area that the words give; None where they name a point."""
    if naming.at_place:
        return areas.near_town(best.site)
    if _is_side(naming, best.site):
        return areas.of_position(best.site, Position(naming.mention.span.start, naming.key, bearing=naming.sides[0]))
    if naming.base:
        named = _is_named(naming, best.site) and not naming.sides
        return None if named else areas.of_countryside(best.site, naming.sides, naming.both)
    if naming.between and following is not None and (other := following.best) is not None and _sure(following) >= ENOUGH:
        found = areas.between(best.site, other.site)
        if found is not None:
            return found
    if naming.position is not None:
        return areas.of_position(best.site, naming.position)
    return areas.of_extent(best.site) if best.site.radius else None
