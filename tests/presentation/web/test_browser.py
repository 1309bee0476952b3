"""Every page in headless Chromium: quiet console, nothing asked from elsewhere, no sideways scrolling, screenshots kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from site_server import kinds_of

from musnad.knowledge.store import Case

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed (pip install playwright)")

CHROMIUM = Path("/usr/bin/chromium")
ARTEFACTS = Path(__file__).parents[2] / "artefacts"
WIDTHS = {360: 740, 768: 1024, 1440: 900}

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM} (apt-get install chromium)"),
    # One browser for all of them: under pytest-xdist they stay together.
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """A tab that notes every complaint and every request."""

    def __init__(self, browser: Any, site: str, **options: Any) -> None:
        self.site = site
        self.context = browser.new_context(**options)
        self.tab = self.context.new_page()
        self.complaints: list[str] = []
        self.tab.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.tab.on("request", lambda request: request.url.startswith(site) or self.complaints.append(f"asked {request.url}"))
        self.tab.on(
            "response", lambda response: response.status < 400 or self.complaints.append(f"{response.status} {response.url}")
        )

    def go(self, address: str) -> Any:
        self.tab.goto(self.site + address)
        self.tab.evaluate("document.fonts.ready")
        return self.tab


def _file_name(address: str, width: int, scheme: str) -> str:
    return re.sub(r"[^\w]+", "-", address.strip("/")) + f"-{width}-{scheme}.png"


def shoot(browser: Any, site: str, addresses: list[str], width: int, scheme: str, folder: Path) -> list[str]:
    """Visit the pages; returns what was wrong with them."""
    folder.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    visit = Visit(browser, site, viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme)
    for address in addresses:
        tab = visit.go(address)
        wide = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        faults += [f"{address} at {width}: {wide} px too wide"] if wide > 0 else []
        faults += [f"{address}: {one}" for one in visit.complaints]
        visit.complaints.clear()
        tab.screenshot(path=str(folder / _file_name(address, width, scheme)), full_page=True)
    visit.context.close()
    return faults


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", list(WIDTHS))
def test_every_page_is_quiet_at_every_width(
    browser: Any, site: str, news_case: Path, addresses: list[str], language: str, width: int
) -> None:
    # On a phone every page; where there is room, one page of each kind.
    chosen = addresses if width == min(WIDTHS) else kinds_of(news_case)
    assert shoot(browser, site, [f"/{language}/{one}" for one in chosen], width, "light", ARTEFACTS) == []


def test_dark_mode(browser: Any, site: str) -> None:
    assert shoot(browser, site, ["/ar/", "/en/contradictions"], 1440, "dark", ARTEFACTS) == []
    visit = Visit(browser, site, color_scheme="dark")
    dark = visit.go("/ar/").evaluate("getComputedStyle(document.body).backgroundColor")
    light = Visit(browser, site, color_scheme="light").go("/ar/").evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light


def _first_report(news_case: Path) -> tuple[str, Any]:
    with Case.open(news_case) as case:
        report = case.report("one.txt")
    return f"/ar/reports/{report.document.id}", report


@pytest.mark.parametrize("script", [True, False])
def test_layers_switch_off_and_permalinks_light_up_with_and_without_script(
    browser: Any, site: str, news_case: Path, script: bool
) -> None:
    address, report = _first_report(news_case)
    visit = Visit(browser, site, java_script_enabled=script)
    mention = report.mentions[0].id
    tab = visit.go(address) if script else visit.tab
    tab.goto(f"{site}{address}#{mention}")
    style = f"#{mention}"
    assert tab.locator(style).evaluate("one => one.matches(':target')") if script else tab.locator(f"{style}:target").count() == 1
    notes = tab.locator(".note.k-mention")
    assert notes.first.is_visible()
    tab.locator("#layer-mention").uncheck()
    assert not notes.first.is_visible()
    assert visit.complaints == []


def test_a_click_on_a_marked_word_opens_its_note(browser: Any, site: str, news_case: Path) -> None:
    address, report = _first_report(news_case)
    tab = Visit(browser, site).go(address)
    # The name stands inside the statement of an office: the innermost mark answers.
    person = next(mention.id for mention in report.mentions if mention.type == "PER")
    assert not tab.locator(f"#note-{person}").is_visible()
    tab.locator(f"#{person}").click()
    assert tab.locator(f"#note-{person}").is_visible()
    assert tab.url.endswith(f"#note-{person}")


def test_letters_stay_joined_where_a_mark_begins_inside_a_word(browser: Any, site: str) -> None:
    """The word is as wide with a mark in it as without: torn letters would be wider or narrower."""
    tab = Visit(browser, site).go("/ar/")
    widths = tab.evaluate(
        """() => ['بحماة', '<span>ب<span class="mark k-mention t-LOC">حماة</span></span>',
                  '<span class="mark k-quotation">بح<a class="mark k-date" href="#x">ما</a>ة</span>'].map((html) => {
            const line = document.createElement('span');
            line.className = 'text'; line.style.font = '40px Amiri'; line.innerHTML = html;
            document.querySelector('main').append(line);
            return line.getBoundingClientRect().width; })"""
    )
    assert max(widths) - min(widths) < 0.5, widths


FOCUSED = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect();
    const group = one.closest("nav ul, form, .figures, .actions, tr, .pager");
    return {
        at: one === document.body ? "" : one.outerHTML.slice(0, 90),
        row: group && [...document.querySelectorAll("*")].indexOf(group),
        start: getComputedStyle(document.documentElement).direction === "rtl" ? -box.right : box.left,
        top: box.top + scrollY, height: box.height, seen: box.width > 0 && box.height > 0,
    };
}"""


def tabbed(tab: Any, most: int = 400) -> list[dict[str, Any]]:
    """What the tab key reaches, in its order, until it leaves the page."""
    found: list[dict[str, Any]] = []
    for _ in range(most):
        tab.keyboard.press("Tab")
        here = tab.evaluate(FOCUSED)
        if not here["at"]:
            return found
        found.append(here)
    raise AssertionError(f"the keyboard does not leave the page within {most} steps")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_focus_goes_as_the_language_reads(browser: Any, site: str, language: str) -> None:
    """Along each row from the side where reading begins, rows downward, and nothing is reached that cannot be seen."""
    visit = Visit(browser, site, viewport={"width": 1440, "height": 900})
    for address in ("", "reports", "entities", "timeline", "entities/e-council", "events/h-truce", "search?q=هدنه", "review"):
        found = tabbed(visit.go(f"/{language}/{address}"))
        rows = 0
        for one, following in pairwise(found[1:]):
            if one["row"] is not None and one["row"] == following["row"]:
                same_line = abs(one["top"] - following["top"]) < max(one["height"], following["height"]) / 2
                rows += same_line
                assert following["start"] > one["start"] if same_line else following["top"] > one["top"], (
                    address,
                    one,
                    following,
                )
        assert rows > 5, address
        assert [one["at"] for one in found[1:] if not one["seen"]] == [], address
    visit.context.close()


def test_the_keyboard_reaches_the_content_first(browser: Any, site: str) -> None:
    tab = Visit(browser, site).go("/ar/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"


AXE = Path(__file__).parents[3] / "web/node_modules/axe-core/axe.min.js"


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (python hatch_build.py, or npm ci in web/)")
@pytest.mark.parametrize(("language", "scheme"), [("ar", "light"), ("en", "dark")])
def test_axe_finds_nothing_serious(browser: Any, site: str, news_case: Path, language: str, scheme: str) -> None:
    axe, visit = AXE.read_text("utf-8"), Visit(browser, site, color_scheme=scheme)
    faults: list[tuple[str, str, str]] = []
    for address in kinds_of(news_case):
        tab = visit.go(f"/{language}/{address}")
        tab.evaluate(axe)
        found = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        # Marked words are links under the line of their mark, which axe does not see: it belongs to the element around them.
        seen = [one for one in found if one["id"] != "link-in-text-block" or not address.startswith("reports/")]
        grave = [one for one in seen if one["impact"] in ("serious", "critical")]
        faults += [(address, one["id"], one["nodes"][0]["html"][:200]) for one in grave]
    visit.context.close()
    assert faults == []


def test_a_report_prints(browser: Any, site: str, news_case: Path) -> None:
    address, _ = _first_report(news_case)
    ARTEFACTS.mkdir(exist_ok=True)
    printed = Visit(browser, site).go(address).pdf(path=str(ARTEFACTS / "report.pdf"), prefer_css_page_size=True)
    assert printed.startswith(b"%PDF")
