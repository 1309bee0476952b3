"""The newcomer's walk of docs/walk.md, step by step, with the keyboard alone, in both languages."""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from site_server import serving

from musnad.cli import demo
from musnad.knowledge.store import Case
from musnad.presentation.web.wording import Wording

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed (pip install playwright)")

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).parents[3]
ACTOR = "سالم العبار"
SPELLINGS = ("رواشن", "رواشن الليبي")
"""One outlet that reports call by two names, which the rules keep apart."""

_SOON, _PATIENCE = 20_000, 120_000
"""Milliseconds for a page to come: a machine that tests on all its cores answers late."""

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM} (apt-get install chromium)"),
    pytest.mark.xdist_group("browser"),
]


class Walker:
    """A reader who has no mouse."""

    def __init__(self, tab: Any, site: str, language: str, case: Path) -> None:
        self.tab, self.site, self.language, self.case = tab, site, language, case

    def go(self, address: str = "") -> None:
        self.tab.goto(f"{self.site}/{self.language}/{address}")

    def reach(self, selector: str, most: int = 500) -> None:
        """Tab until what has the focus is one of `selector`."""
        for _ in range(most):
            self.tab.keyboard.press("Tab")
            if self.tab.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{self.tab.url}: the keyboard does not reach {selector}")

    def press(self, selector: str) -> None:
        """Reach it and press Enter; wait for the page that follows, and press once more where none comes, as people do."""
        for patience in (_SOON, _PATIENCE):
            self.reach(selector)
            try:
                with self.tab.expect_navigation(timeout=patience):
                    self.tab.keyboard.press("Enter")
                return
            except playwright.TimeoutError:
                if patience == _PATIENCE:
                    raise

    def write(self, selector: str, words: str, send: bool = True) -> None:
        """Reach a field, type, and send the form with Enter."""
        self.reach(selector)
        self.tab.keyboard.type(words)
        if send:
            with self.tab.expect_navigation(timeout=_PATIENCE):
                self.tab.keyboard.press("Enter")

    def sign(self) -> None:
        """Say who decides, once: each step can be walked by itself."""
        self.go("review")
        if self.tab.locator("form.signing input[name=by]").input_value() != "سلمى":
            self.write("form.signing input[name=by]", "سلمى")

    def derived(self) -> None:
        """Read on until the case is derived anew."""
        words = Wording("ar" if self.language == "ar" else "en")("review.deriving")
        for _ in range(240):
            if words not in self.text():
                return
            time.sleep(0.5)
            self.tab.reload()
        raise AssertionError("the case is still being derived after two minutes")

    def text(self, selector: str = "body") -> str:
        return str(self.tab.inner_text(selector))


@pytest.fixture(scope="module")
def demo_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `musnad demo` builds."""
    out = tmp_path_factory.mktemp("walk") / "demo"
    demo.run(out=out, serve=False, open_browser=False)
    return out / "demo.musnad"


@pytest.fixture(scope="module", params=["ar", "en"])
def walker(request: pytest.FixtureRequest, demo_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walker]:
    folder = tmp_path_factory.mktemp(f"walk-{request.param}")
    case = Path(shutil.copy(demo_case, folder / "demo.musnad"))
    shutil.copytree(f"{demo_case}-originals", f"{case}-originals")
    with playwright.sync_playwright() as driver, serving(case) as site:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield Walker(browser.new_page(), site, request.param, case)
        browser.close()


def test_1_the_demo_opens_on_its_case(walker: Walker) -> None:
    walker.tab.goto(walker.site)
    assert walker.tab.url == f"{walker.site}/ar/"
    walker.go()
    assert "demo" in walker.text("h1") and re.search(r"\b14\b", walker.text(".figures"))


def test_2_an_actor_is_found_by_part_of_the_name(walker: Walker) -> None:
    walker.go()
    walker.write("#q", ACTOR.split()[1])
    walker.press("main a[href*='/entities/']")
    assert ACTOR in walker.text("#names + ul")


def test_3_a_fact_is_checked_at_its_words(walker: Walker) -> None:
    walker.go()
    walker.write("#q", ACTOR)
    walker.press("main a[href*='/entities/']")
    walker.press("section[aria-labelledby='roles'] td a[href*='/reports/']")
    # The words are marked, the note beside them says by which rule and why.
    marked = walker.tab.locator(":target")
    assert marked.count() == 1 and marked.inner_text().strip()
    mark = walker.tab.url.split("#")[1]
    walker.reach(f"[data-for='{mark}'] > summary")
    note = walker.tab.locator(f"#note-{mark}")
    if not note.is_visible():
        walker.tab.keyboard.press("Enter")
    assert note.locator(".reason").inner_text().strip() and "." in note.locator(".rule code").inner_text()
    # Down to the bytes: the hash on the page is that of the file in the folder.
    walker.tab.goto(walker.tab.url.split("#")[0])
    walker.reach(".custody > summary")
    walker.tab.keyboard.press("Enter")
    shown = re.search(r"[0-9a-f]{64}", walker.text(".custody"))
    files = (ROOT / "samples/pages").iterdir()
    assert shown and shown.group() in {hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_4_two_spellings_are_joined(walker: Walker) -> None:
    walker.sign()
    walker.go("entities")
    walker.write("main input[name=named]", SPELLINGS[0])
    with Case.open(walker.case) as case:
        one, other = (entity.id for name in SPELLINGS for entity in case.entity_summaries("ORG") if entity.name == name)
    rows = walker.tab.locator("tbody tr").count()
    walker.press(f"form.join:has(input[name=item][value='{one}']) button")
    walker.press(f"form.join:has(input[name=other][value='{other}']) button[value=same]")
    walker.derived()
    assert walker.tab.locator("tbody tr").count() == rows - 1
    with Case.open(walker.case) as case:
        (joined,) = (entity.id for entity in case.entities("ORG") if {alias.name for alias in entity.aliases} >= set(SPELLINGS))
    walker.press(f"tbody tr a[href$='/entities/{joined}']")
    names = walker.text("#names + ul")
    assert all(spelling in names for spelling in SPELLINGS)


def test_5_a_contradiction_is_settled(walker: Walker) -> None:
    walker.sign()
    walker.go()
    walker.press("header.site nav a[href$='/contradictions']")
    first = str(walker.tab.locator("article.contradiction").first.get_attribute("id"))
    walker.reach(f"div:has(> #{first}) details:has(form.judge) > summary")
    walker.tab.keyboard.press("Enter")
    walker.write("form.judge input[name=note]", "صحّحت الوسيلة نفسها", send=False)
    walker.press("form.judge button[value=settled]")
    walker.derived()
    with Case.open(walker.case) as case:
        settled = [one for one in case.contradictions() if one.status == "settled"]
    assert [one.id for one in settled] == [first]
    walker.go("contradictions?status=settled")
    assert walker.tab.locator("article.contradiction").count() == 1 and "سلمى" in walker.text("main")


def test_6_a_dossier_is_printed(walker: Walker, tmp_path: Path) -> None:
    walker.go()
    walker.write("#q", ACTOR)
    walker.press("main a[href*='/entities/']")
    walker.press(".actions a.button[href$='/dossier']")
    assert walker.tab.locator(".dossier .notes li").count() > 5
    pdf = walker.tab.pdf(path=str(tmp_path / "dossier.pdf"), prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF") and pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") >= 1
