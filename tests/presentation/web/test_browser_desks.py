"""The desks in headless Chromium, by keyboard alone: a queue, a correction, a merge, a draft that outlives a reload."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from site_server import serving

from musnad.build import build
from musnad.knowledge.store import Case

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed (pip install playwright)")

CHROMIUM = Path("/usr/bin/chromium")
SAMPLES = Path(__file__).parents[3] / "samples/pages"

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM} (apt-get install chromium)"),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desks") / "samples.musnad"
    build(sorted(SAMPLES.iterdir())[:8], path)
    return path


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    shutil.copy(built, tmp_path / "case.musnad")
    return tmp_path / "case.musnad"


@pytest.fixture
def site(case: Path) -> Iterator[str]:
    with serving(case) as address:
        yield address


@pytest.fixture
def tab(site: str) -> Iterator[Any]:
    """A tab whose user has written her name once; nothing may complain, and no mouse is used."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        tab = browser.new_context(base_url=site).new_page()
        complaints: list[str] = []
        tab.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.goto("/ar/review")
        tab.locator("input[name=by]").first.focus()
        tab.keyboard.type("سلمى")
        tab.keyboard.press("Enter")
        tab.wait_for_selector("details.signed")
        yield tab
        browser.close()
        assert complaints == []


def press(tab: Any, *keys: str) -> None:
    """The last key leads to another page."""
    for key in keys[:-1]:
        tab.keyboard.press(key)
    with tab.expect_navigation():
        tab.keyboard.press(keys[-1])


def verdicts(case: Path) -> list[str]:
    with Case.open(case) as opened:
        return [one.verdict for one in opened.judgements()]


def item_of(tab: Any) -> str:
    return str(tab.locator("form.verdicts input[name=item]").first.get_attribute("value"))


def test_a_queue_is_gone_through_by_keyboard(tab: Any, case: Path) -> None:
    tab.goto("/ar/review/mentions")
    first = item_of(tab)
    press(tab, "j")
    second = item_of(tab)
    press(tab, "k")
    assert item_of(tab) == first != second
    press(tab, "a")
    assert item_of(tab) == second, "the next one comes by itself"
    press(tab, "r")
    assert verdicts(case) == ["accept", "reject"]
    press(tab, "u")
    assert verdicts(case) == ["accept", "reject", "undo"]
    # The note, without sending the form, then the decision from the field itself.
    here = item_of(tab)
    tab.keyboard.press("n")
    assert tab.evaluate("document.activeElement.name") == "note"
    tab.keyboard.type("رأيته")
    tab.keyboard.press("Escape")
    press(tab, "a")
    with Case.open(case) as opened:
        last = opened.judgements()[-1]
        assert (last.note, last.items, last.by) == ("رأيته", (here,), "سلمى")


def test_with_an_arabic_layout_the_same_keys_do_the_same(tab: Any, case: Path) -> None:
    tab.goto("/ar/review/mentions")
    first = item_of(tab)
    with tab.expect_navigation():
        # ش stands on the key of A.
        tab.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ش', code: 'KeyA', bubbles: true}))")
    with Case.open(case) as opened:
        assert [(one.verdict, one.items) for one in opened.judgements()] == [("accept", (first,))]


def test_a_value_is_corrected_a_mark_moved_and_two_names_joined_by_keyboard(tab: Any, case: Path) -> None:
    tab.goto("/ar/review/mentions")
    item = item_of(tab)
    tab.keyboard.press("c")
    assert tab.evaluate("document.activeElement.name") == "value"
    tab.keyboard.type("ORG")
    press(tab, "Enter")
    item_moved = item_of(tab)
    tab.keyboard.press("v")
    assert tab.evaluate("document.activeElement.name") == "start"
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.value") == "move"
    press(tab, "Enter")
    with Case.open(case) as opened:
        corrected, moved = opened.judgements()
        assert (corrected.verdict, corrected.value, corrected.items) == ("correct", "ORG", (item,))
        assert moved.verdict == "move" and moved.items == (item_moved,)
        one, other = opened.entities("PER")[:2]
    tab.goto(f"/ar/review/item?id={one.id}")
    tab.keyboard.press("m")
    tab.keyboard.type(other.name)
    press(tab, "Enter")
    with Case.open(case) as opened:
        joined = opened.judgements()[-1]
        assert (joined.verdict, joined.items) == ("same", (one.id, other.id))


def test_what_is_half_written_outlives_a_reload_and_goes_when_it_is_sent(tab: Any, case: Path) -> None:
    tab.goto("/ar/review/mentions")
    here = tab.url
    tab.keyboard.press("n")
    tab.keyboard.type("نصف سبب")
    tab.goto("/ar/")
    tab.goto(here)
    assert tab.locator("input[name=note]").input_value() == "نصف سبب"
    tab.reload()
    assert tab.locator("input[name=note]").input_value() == "نصف سبب"
    # Enter in the note keeps it on the server too, for a browser without a memory.
    tab.keyboard.press("n")
    press(tab, "Enter")
    tab.evaluate("localStorage.clear()")
    tab.reload()
    assert tab.locator("input[name=note]").input_value() == "نصف سبب" and verdicts(case) == []
    press(tab, "a")
    with Case.open(case) as opened:
        (made,) = opened.judgements()
        assert made.note == "نصف سبب" and opened.desk.draft(made.items[0], "سلمى") is None


def test_two_entities_are_joined_from_a_list_in_two_presses(tab: Any, case: Path) -> None:
    with Case.open(case) as opened:
        one, other = opened.entities("PER")[:2]
    tab.goto("/ar/entities?type=PER")
    for entity in (one, other):
        row = tab.locator("tr", has=tab.locator(f'a[href="/ar/entities/{entity.id}"]'))
        row.locator("form.join button").focus()
        press(tab, "Enter")
    with Case.open(case) as opened:
        assert [(made.verdict, made.items) for made in opened.judgements()] == [("same", (one.id, other.id))]
    press(tab, "u")
    assert verdicts(case) == ["same", "undo"]


def test_contradictions_are_explained_by_keyboard(tab: Any, case: Path) -> None:
    tab.goto("/ar/contradictions")
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    second = tab.locator(".disputed-one").nth(1)
    assert second.evaluate("one => one === document.activeElement")
    name = second.locator("article").get_attribute("id")
    press(tab, "a")
    with Case.open(case) as opened:
        (made,) = opened.judgements()
        assert (made.verdict, made.value, made.items) == ("correct", "explained", (name,))
    assert tab.url.endswith(f"#{name}")
