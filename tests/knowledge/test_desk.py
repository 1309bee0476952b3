"""The analysts' side of a case: saved searches and drafts, by what reports can be sifted, what waits for a look."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from musnad.build import build, derive_again
from musnad.errors import NotFound
from musnad.knowledge.store import Case
from musnad.knowledge.store.shelved import Draft

SAMPLES = Path(__file__).parents[2] / "samples/pages"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "samples.musnad"
    build([SAMPLES], path)
    return path


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Iterator[Case]:
    with sqlite3.connect(built) as source, sqlite3.connect(tmp_path / "case.musnad") as copy:
        source.backup(copy)
    with Case.open(tmp_path / "case.musnad") as opened:
        yield opened


def test_facets_say_which_reports_name_a_place_or_pass_on_unnamed_words(case: Case) -> None:
    facets, rows = case.desk.facets(), case.desk.rows()
    wider = 0
    for place in case.entities("LOC"):
        inside = [
            one for one in case.entities("LOC") if place.authority and place.authority in {around.id for around in one.within}
        ]
        named = {reference.document for one in (place, *inside) for reference in one.references}
        assert {one for one, row in rows.items() if facets["place"][place.id] >> row & 1} == named
        wider += named != {reference.document for reference in place.references}
    assert wider, "a governorate has the reports of its towns"
    unnamed = {
        one.reference.document for one in case.statements() if any(hop.kind == "anonymous" for hop in one.chain)
    }  # fmt: skip
    assert {one for one, row in rows.items() if facets["anonymous"]["yes"] >> row & 1} == unnamed != set()
    contested = {
        value.reference.document
        for one in case.contradictions()
        if one.nature == "contradiction"
        for value in one.values
    }  # fmt: skip
    assert {one for one, row in rows.items() if facets["contested"]["yes"] >> row & 1} == contested != set()


def test_a_saved_search_remembers_what_was_there_when_its_owner_looked(case: Case) -> None:
    desk, last = case.desk, max(case.desk.rows().values())
    saved = desk.save_search("هدنة الشمال", "سلمى", "q=هدنة&year=2019", "2026-01-02T03:04:05Z")
    assert saved.seen == last and desk.searches() == [saved]
    again = desk.save_search("هدنة الشمال", "سلمى", "q=هدنة", "2026-01-03T00:00:00Z")
    other = desk.save_search("هدنة الشمال", "منى", "q=هدنة", "2026-01-03T00:00:00Z")
    assert again.id == saved.id != other.id and [one.query for one in desk.searches()] == ["q=هدنة", "q=هدنة"]
    desk.look(other.id, "2026-02-01T00:00:00Z")
    assert desk.saved_search(other.id).looked == "2026-02-01T00:00:00Z"
    desk.drop_search(saved.id)
    assert [one.owner for one in desk.searches()] == ["منى"]
    with pytest.raises(NotFound):
        desk.saved_search(saved.id)


def test_a_draft_is_kept_for_each_analyst_and_goes_when_it_is_empty(case: Case) -> None:
    desk = case.desk
    for owner in ("سلمى", "منى"):
        desk.keep_draft(Draft(item="e-1", owner=owner, note=f"من {owner}", at="2026"))
    desk.keep_draft(Draft(item="e-1", owner="سلمى", note="أصح", at="2027"))
    found = desk.draft("e-1", "سلمى")
    assert found is not None and found.note == "أصح"
    desk.keep_draft(Draft(item="e-1", owner="سلمى"))
    desk.drop_drafts(["e-1"], "غيرها")
    assert desk.draft("e-1", "سلمى") is None and desk.draft("e-1", "منى") is not None


def test_queues_hold_what_is_doubtful_and_let_go_of_what_is_decided(case: Case) -> None:
    desk = case.desk
    waiting = [one for queue in ("roles", "sayings", "ties", "mentions", "events") for one in desk.stated(queue)]
    assert waiting and all(one.score < 0.8 for one in waiting)
    for queue in ("roles", "ties", "mentions", "events"):
        scores = [one.score for one in desk.stated(queue)]
        assert scores == sorted(scores)
    first, number, edition = desk.stated("mentions")[0], desk.last_number(), desk.edition()
    made = case.judge("accept", [first.item], by="سلمى")
    assert first.item in desk.fresh() and desk.since([first.item], number) == [made.id] and desk.edition() == edition
    assert desk.decided() == {("accept", "mention"): 1}
    undone = case.undo(made.id, by="سلمى")
    assert desk.fresh() == set() and desk.decided() == {("undo", ""): 1}
    case.undo(undone.id, by="سلمى")
    assert desk.fresh() == {first.item}
    derive_again(case)
    assert first.key not in {one.key for one in desk.stated("mentions")} and desk.edition() != edition


def test_two_of_one_name_are_proposed_until_somebody_tells_them_apart(tmp_path: Path) -> None:
    # A usual name, and nothing else in common: kept apart, and asked about.
    texts = ("قال الطبيب محمد الأحمد في عدن إن المشفى مغلق.", "فاز اللاعب محمد الأحمد بسباق الدراجات في وهران.")
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    build(sorted(tmp_path.glob("*.txt")), tmp_path / "case.musnad", names="rules")
    with Case.open(tmp_path / "case.musnad") as case:
        _asked_until_decided(case)


def _asked_until_decided(case: Case) -> None:
    pair = case.desk.merges()[0]
    case.judge("not_same", [pair.item, pair.other], by="سلمى")
    derive_again(case)
    assert pair.key not in {one.key for one in case.desk.merges()}
