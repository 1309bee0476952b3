"""Islands in headless Chromium: the time slider by keyboard, files that are dropped, a build that is followed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from crowd import write_crowd
from site_server import serving

from musnad.knowledge.store import Case

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed (pip install playwright)")

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM} (apt-get install chromium)"),
    pytest.mark.xdist_group("browser"),
]
REPORT = """أعلنت «جمعية الزيتون» افتتاح مكتبة في مدينة جبلة

{day} أيار 2016

قال رئيس «جمعية الزيتون»، عمار الحسن، إن المكتبة {day} فُتحت.
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def place(sample_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    path = tmp_path_factory.mktemp("islands") / "case.musnad"
    shutil.copy(sample_case, path)
    shutil.copytree(f"{sample_case}-originals", f"{path}-originals")
    with serving(path) as address:
        yield address, path


def opened(browser: Any, address: str) -> tuple[Any, list[str]]:
    tab = browser.new_page()
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(address)
    return tab, complaints


@pytest.mark.parametrize(("language", "page", "kind"), [("ar", "network", ".tie"), ("en", "map", ".spot")])
def test_the_slider_goes_by_keyboard(browser: Any, place: tuple[str, Path], language: str, page: str, kind: str) -> None:
    tab, complaints = opened(browser, f"{place[0]}/{language}/{page}")
    low, high = tab.locator(".slider input").all()
    words = tab.locator(".time select").first.locator("option").all_inner_texts()
    assert (low.get_attribute("aria-valuetext"), high.get_attribute("aria-valuetext")) == (words[0], words[-1])
    all_of_it = tab.locator(f"svg {kind}:not(.out)").count()
    high.focus()
    tab.keyboard.press("Home")  # the other handle is there: they meet and do not cross
    assert high.get_attribute("aria-valuetext") == words[0]
    some = tab.locator(f"svg {kind}:not(.out)").count()
    assert 0 < some < all_of_it
    assert f"since={tab.locator('.time select').first.input_value()}" in tab.url
    # Towards the later end: to the left in Arabic, to the right in English.
    tab.keyboard.press("ArrowLeft" if language == "ar" else "ArrowRight")
    assert high.get_attribute("aria-valuetext") == words[1]
    tab.reload()
    assert tab.locator(".slider input").nth(1).get_attribute("aria-valuetext") == words[1], "the address holds the choice"
    tab.locator(".slider input").nth(1).focus()
    tab.keyboard.press("End")
    assert tab.locator(f"svg {kind}:not(.out)").count() == all_of_it and "since" not in tab.url
    assert complaints == []
    tab.close()


def test_dropped_files_are_read_and_the_page_follows(browser: Any, place: tuple[str, Path]) -> None:
    tab, complaints = opened(browser, f"{place[0]}/en/add")
    tab.evaluate(
        """(texts) => {
            const transfer = new DataTransfer();
            texts.forEach((text, at) => transfer.items.add(new File([text], `dropped-${at}.txt`, {type: "text/plain"})));
            transfer.items.add(new File([""], "empty.txt"));
            dispatchEvent(new DragEvent("dragover", {dataTransfer: transfer, bubbles: true, cancelable: true}));
            dispatchEvent(new DragEvent("drop", {dataTransfer: transfer, bubbles: true, cancelable: true}));
        }""",
        [REPORT.format(day=day) for day in (3, 4)],
    )
    tab.wait_for_selector("#build[data-running=no] .new >> text=2 new reports", timeout=120_000)
    assert "3 new files kept" in tab.inner_text("main") and "1 file could not be read" in tab.inner_text("main")
    with Case.open(place[1]) as case:
        assert {"dropped-0.txt", "dropped-1.txt"} <= {one.name for one in case.documents()}
    tab.set_input_files(
        "input[type=file] >> nth=0", [{"name": "again.txt", "mimeType": "text/plain", "buffer": REPORT.format(day=3).encode()}]
    )
    assert tab.inner_text("form.adding .pick output >> nth=0").endswith(".txt"), "what was chosen is said beside the button"
    tab.click("form.adding button")
    tab.wait_for_selector("text=1 file is in the case already")
    assert complaints == []
    tab.close()


def test_a_thousand_actors_are_moved_about_in_and_found(browser: Any, tmp_path: Path) -> None:
    path = write_crowd(tmp_path / "crowd.musnad", 1000)
    with serving(path) as address:
        tab, complaints = opened(browser, f"{address}/en/network/whole")
        tab.wait_for_selector("canvas.whole[data-ready]")
        tab.wait_for_timeout(300)
        canvas = tab.locator("canvas.whole")
        assert int(canvas.get_attribute("data-drawn")) == 1000 and 5 < int(canvas.get_attribute("data-labels")) <= 45
        canvas.focus()
        for _ in range(6):
            tab.keyboard.press("+")
        tab.wait_for_timeout(300)
        assert 0 < int(canvas.get_attribute("data-drawn")) < 900, "what is out of view is not drawn"
        tab.locator(".slider input").nth(1).focus()
        tab.keyboard.press("Home")
        shown, everything = tab.inner_text(".time output").split(" of ")
        assert 0 < int(shown) < int(everything)
        tab.keyboard.press("End")
        tab.fill("input[name=find]", "Actor 7")
        tab.wait_for_selector(".chosen .name")
        assert tab.inner_text(".chosen .name").startswith("Actor 7")
        tab.locator(".chosen li a:last-child").first.click()
        tab.wait_for_selector("#note-1")
        assert complaints == []
        tab.close()


def test_groups_have_colours_and_the_panel_joins_in_two_presses(browser: Any, tmp_path: Path) -> None:
    with serving(write_crowd(tmp_path / "crowd.musnad", 150)) as address:
        tab, complaints = opened(browser, f"{address}/en/network/whole")
        tab.wait_for_selector("canvas.whole[data-ready]")
        pixels = "() => document.querySelector('canvas.whole').toDataURL()"
        tab.wait_for_timeout(300)
        by_group = tab.evaluate(pixels)
        assert tab.locator(".groups li").count() > 1 and not tab.locator(".legend.by-type").is_visible()
        tab.locator("[name=colours][value=type]").focus()
        tab.keyboard.press("Space")
        tab.wait_for_timeout(300)
        assert tab.evaluate(pixels) != by_group and tab.locator(".legend.by-type").is_visible()
        for name, words in (("Actor 7", "Join …"), ("Actor 9", "Join with Actor 7")):
            tab.fill("input[name=find]", name)
            tab.wait_for_selector(".chosen button")
            button = tab.locator(".chosen button")
            assert button.inner_text().startswith(words), "first one is held, then the other joined to it"
            if words == "Join …":
                button.click()
                tab.wait_for_selector(".notice.holding")
                tab.wait_for_selector("canvas.whole[data-ready]")
        assert complaints == []
        tab.close()


def test_without_a_script_the_whole_network_is_a_list(browser: Any, tmp_path: Path) -> None:
    with serving(write_crowd(tmp_path / "crowd.musnad", 150)) as address:
        context = browser.new_context(java_script_enabled=False)
        tab = context.new_page()
        tab.goto(f"{address}/ar/network/whole?find=سليم الراوي 7")
        assert not tab.locator("canvas.whole").is_visible()
        assert tab.locator(".columns-list li").count() == 100 and tab.locator(".notice a").count() == 2
        tab.locator(".pager a").first.click()
        assert tab.locator(".columns-list li").count() > 10
        context.close()
