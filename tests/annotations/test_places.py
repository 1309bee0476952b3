"""Place names find their place: the cases of tests/cases/places.yml, areas, reasons, and laws of the lists behind it."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

from musnad.annotations import places
from musnad.annotations.places import atlas, context, geometry
from musnad.lexicons import load
from musnad.reasons import sentence
from musnad.records import Grounding

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "evaluation"))
import places as evaluation  # noqa: E402

CASES = yaml.safe_load((ROOT / "tests/cases/places.yml").read_text(encoding="utf-8"))
UNREACHED = {"فتحت الحكومة طريقًا في [الحسينية|iso-iq-ka] في محافظة [كربلاء|iso-iq-ka]"}
"""The lists do not hold the place meant."""
FLOORS = {"place": 0.96, "areas": 0.85, "kept back": 0.66}


def found(marked: str) -> list[Grounding]:
    return list(places.annotate(evaluation.read(marked).report)["places"])


@pytest.mark.parametrize("marked", [marked for marked in CASES["tune"] if marked not in UNREACHED])
def test_names_find_their_place(marked: str) -> None:
    case = evaluation.read(marked)
    grounded = {grounding.mention: grounding for grounding in places.annotate(case.report)["places"]}
    wrong = [
        (grounded[mention].name, grounded[mention].place, expectation, what)
        for mention, expectation in case.expected
        for what, right in evaluation.judge(grounded[mention], expectation)
        if not right
    ]
    assert wrong == []


def test_held_cases_stay_above_their_floors() -> None:
    right, judged = Counter[str](), Counter[str]()
    for marked in CASES["held"]:
        case = evaluation.read(marked)
        grounded = {grounding.mention: grounding for grounding in places.annotate(case.report)["places"]}
        for mention, expectation in case.expected:
            for what, good in evaluation.judge(grounded[mention], expectation):
                right[what] += good
                judged[what] += 1
    assert {what: right[what] / judged[what] for what in judged if right[what] / judged[what] < FLOORS[what]} == {}


def test_one_name_means_two_places_where_the_words_say_so() -> None:
    one, other = found("عاد الوفد من [طرابلس|] اللبنانية، بعد يوم في [طرابلس|] الليبية")
    assert (one.country, other.country) == ("LB", "LY")


def test_what_else_a_name_may_mean_is_kept() -> None:
    (grounding,) = found("وصل الوفد إلى [طرابلس|] صباح أمس")
    assert {grounding.country, *(option.country for option in grounding.alternatives)} >= {"LB", "LY"}
    assert "يُقصد" in sentence(grounding, "ar") and "may also mean" in sentence(grounding, "en")


def test_a_side_has_an_area_and_the_span_takes_its_words_in() -> None:
    marked = "قصف على شمال غربي مدينة [حلب|]"
    (grounding,) = found(marked)
    text = evaluation.read(marked).report.document.text
    assert grounding.span.of(text) == "شمال غربي مدينة حلب"
    assert grounding.area is not None and grounding.area.kind == "sector"
    assert geometry.holds(grounding.area.ring, (36.95, 36.35))
    assert not geometry.holds(grounding.area.ring, (37.4, 36.0))


def test_a_countryside_is_no_point() -> None:
    (grounding,) = found("معارك في [ريف إدلب الجنوبي|]")
    assert (grounding.latitude, grounding.longitude) == (None, None)
    assert grounding.place == "gazetteer:sy-idlib/countryside-s"
    assert grounding.parents[0].id == "gazetteer:sy-idlib"


def test_the_second_of_two_countrysides_is_one_too() -> None:
    one, other = found("غارات على [ريفي حماة|] و[إدلب|]")
    assert [one.place_kind, other.place_kind] == ["countryside", "countryside"]
    assert other.place == "gazetteer:sy-idlib/countryside"


def test_a_governorate_called_countryside_is_a_governorate() -> None:
    (grounding,) = found("انفجار في [ريف دمشق|]")
    assert (grounding.place, grounding.place_kind) == ("gazetteer:sy-rif-dimashq", "governorate")


@pytest.mark.parametrize(
    ("marked", "kind", "inside"),
    [
        ("سقطت على بعد 40 كم شمال [سبها|] في [ليبيا|]", "distance", (14.43, 27.4)),
        ("هاجموا قافلة في محيط [الفاشر|]", "around", (25.37, 13.65)),
        ("انتشار في [الجنوب الليبي|]", "sector", (15.0, 25.0)),
        ("نيران قرب [مطار كسلا|] في [السودان|]", "around", (36.4, 15.46)),
    ],
)
def test_areas(marked: str, kind: str, inside: tuple[float, float]) -> None:
    grounding = found(marked)[0]
    assert grounding.area is not None and grounding.area.kind == kind
    assert geometry.holds(grounding.area.ring, inside)


def test_a_distance_of_half_the_globe_gives_no_area() -> None:
    (grounding,) = found("أبحرت السفينة 17 ألف كم شمال [سبها|]")
    assert grounding.area is None


def test_rings_are_closed_and_run_counter_clockwise() -> None:
    for part in ("tune", "held"):
        for marked in CASES[part]:
            for grounding in found(marked):
                if grounding.area:
                    ring = grounding.area.ring
                    assert ring[0] == ring[-1] and geometry.area(ring) > 0, marked
                    assert grounding.area.precision_km > 0


def test_every_reason_is_given_in_both_languages() -> None:
    for part in ("tune", "held"):
        for marked in CASES[part]:
            for grounding in found(marked):
                for language in ("ar", "en"):
                    words = sentence(grounding, language)
                    assert words != grounding.by and "…" not in words, (grounding.by, marked)


def test_what_is_listed_is_found_by_name() -> None:
    for row in (1, 999, 20_000, 50_000, 75_000):
        line = atlas._settlements().decode("utf-8").split("\n")[row].split("\t")
        assert line[1] in {site.id for site in atlas.named(line[0])} or any(
            atlas._twice(site, other) for site in atlas.named(line[0]) for other in atlas.named(line[0])
        )
    assert atlas.named("لا مكان بهذا الاسم") == ()


def test_every_unit_hangs_from_a_country() -> None:
    units = atlas._units()[0]
    loose = [site.id for site in units.values() if site.country and site.kind != "country" and not atlas.holders(site)]
    assert loose == []
    unknown = [site.id for site in units.values() if site.parent and atlas.unit(site.parent) is None]
    assert unknown == []


def test_countries_of_the_region_have_their_first_level() -> None:
    held = Counter(site.country for site in atlas._units()[0].values() if site.kind == "governorate")
    least = {"SY": 14, "IQ": 18, "LB": 8, "JO": 12, "YE": 22, "SA": 13, "OM": 11, "EG": 27, "SD": 18, "LY": 22, "TN": 24,
             "DZ": 48,
             "MA": 12, "PS": 2, "TR": 81, "IR": 30}  # fmt: skip
    assert {code: held[code] for code, count in least.items() if held[code] < count} == {}


def test_landmarks_lie_in_what_they_say() -> None:
    units = atlas._units()[0]
    for entry in load("landmarks")["landmarks"]:
        holder = units.get(entry.get("in", ""))
        assert not entry.get("in") or holder is not None, entry["id"]
        if holder is None or not holder.outline or holder.kind != "governorate":
            continue
        longitude, latitude = entry["at"][1], entry["at"][0]
        xs, ys = [x for x, _ in holder.outline], [y for _, y in holder.outline]
        margin = 0.25
        assert min(xs) - margin <= longitude <= max(xs) + margin and min(ys) - margin <= latitude <= max(ys) + margin, entry["id"]


def test_cues_name_kinds_that_places_have() -> None:
    kinds = {
        "town",
        "small_town",
        "village",
        "capital",
        "governorate",
        "district",
        "subdistrict",
        "neighbourhood",
        "camp",
        "country",
    }
    assert {kind for words in context.cues()["kinds"].values() for kind in words} <= kinds
