"""The map: what is drawn where, and what is not."""

from __future__ import annotations

from typing import Any

from musnad.presentation.atlas import WIDTH, atlas, placed
from musnad.records import Area, Entity, Reference, Span


def place(name: str, latitude: float | None, longitude: float | None, mentions: int = 1, **more: Any) -> Entity:
    reference = Reference(document="d", span=Span(start=0, end=1), line=1)
    return Entity(
        id=f"e-{name}", type="LOC", name=name, latitude=latitude, longitude=longitude, references=(reference,) * mentions, **more
    )


ALEPPO, IDLIB = place("حلب", 36.2, 37.16, 3), place("إدلب", 35.93, 36.63, 2)


def test_what_has_no_position_or_is_a_whole_country_is_not_drawn() -> None:
    assert placed([place("مجهول", None, None), place("سوريا", 35.0, 38.0, subtype="country"), IDLIB, ALEPPO]) == [ALEPPO, IDLIB]
    assert atlas([place("مجهول", None, None)], "ar") is None


def test_north_is_up_and_east_is_right_in_both_languages() -> None:
    for language in ("ar", "en"):
        drawn = atlas([ALEPPO, IDLIB], language)
        assert drawn
        aleppo, idlib = drawn.spots
        assert aleppo.x > idlib.x and aleppo.y < idlib.y
        assert all(0 <= spot.x <= WIDTH and 0 <= spot.y <= drawn.height for spot in drawn.spots)
        assert {"سوريا", "Syria"} & {outline.name for outline in drawn.outlines}


def test_an_area_has_corners_and_a_far_place_does_not_shrink_the_rest() -> None:
    ring = ((36.5, 35.5), (36.9, 35.5), (36.9, 35.9), (36.5, 35.5))
    area = place("ريف إدلب الجنوبي", None, None, area=Area(kind="sector", ring=ring, precision_km=20))
    towns = [place(f"بلدة {number}", 35.5 + number / 40, 36.5 + number / 40, 5) for number in range(24)]
    drawn = atlas([*towns, area, place("موسكو", 55.75, 37.6)], "ar")
    assert drawn
    assert [spot.corners != "" for spot in drawn.spots if spot.entity.id == area.id] == [True]
    assert "e-موسكو" not in {spot.entity.id for spot in drawn.spots}


def test_names_do_not_cover_each_other() -> None:
    drawn = atlas([place(f"قرية بعيدة {number}", 35.5, 36.5 + number / 10_000, 9 - number) for number in range(5)], "ar")
    assert drawn and sum(spot.named for spot in drawn.spots) == 1


def test_around_one_place_the_rest_is_left_out() -> None:
    drawn = atlas([ALEPPO, IDLIB, place("بغداد", 33.3, 44.4)], "en", ALEPPO)
    assert drawn and {spot.entity.name for spot in drawn.spots} == {"حلب", "إدلب"}
