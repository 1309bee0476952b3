"""The dossier on paper: its words can be copied out of the PDF again, in both languages, under a head that names the case."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from site_server import serving

from musnad.knowledge.store import Case

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright for Python is not installed (pip install playwright)")

CHROMIUM = Path("/usr/bin/chromium")
ARTEFACTS = Path(__file__).parents[2] / "artefacts"
MATCHING = 0.95
"""Share of the page's words that must be found among those copied out of its PDF."""

pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM} (apt-get install chromium)"),
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="nothing to read a PDF with (apt-get install poppler-utils)"),
    pytest.mark.xdist_group("browser"),
]

_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
_WORD = re.compile(r"[\w\u064b-\u0652\u0670]+")


def words(text: str) -> Counter[str]:
    """How often each word stands in a text; harakat count, presentation forms and the marks of direction do not."""
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", _CONTROLS.sub(" ", text)).replace("ـ", "")))


def copied(pdf: Path) -> list[str]:
    """The text of each page, as a reader copies it."""
    found = subprocess.run(["pdftotext", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, text=True, check=True)
    return found.stdout.rstrip("\f").split("\f")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def addresses(sample_case: Path) -> list[str]:
    """The dossiers of the three most named persons and organisations, and of the most told happening."""
    with Case.open(sample_case) as case:
        entities = [one.id for type in ("PER", "ORG") for one in case.entity_summaries(type, limit=3)]
        event = max(case.events(), key=lambda one: (len(one.tellings), one.id))
    return [*(f"entities/{one}" for one in entities), f"events/{event.id}"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_printed_dossier_gives_its_words_back(browser: Any, sample_case: Path, addresses: list[str], language: str) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    shares = {}
    with serving(sample_case) as site:
        tab = browser.new_page()
        for number, address in enumerate(addresses):
            tab.goto(f"{site}/{language}/{address}/dossier")
            tab.emulate_media(media="print")
            # A footnote's number is no part of the word before it.
            tab.evaluate("document.querySelectorAll('sup').forEach((mark) => mark.before(' '))")
            shown = words(tab.inner_text("main"))
            tab.reload()
            pdf = ARTEFACTS / f"dossier-{language}-{number}.pdf"
            tab.pdf(path=str(pdf), prefer_css_page_size=True)
            printed = words("\n".join(copied(pdf)))
            assert shown.total() > 60, address
            shares[address] = (shown & printed).total() / shown.total()
        tab.close()
    assert {address: share for address, share in shares.items() if share < MATCHING} == {}


@pytest.mark.parametrize(("language", "head", "foot"), [("ar", "قضية samples", "صفحة"), ("en", "Case samples", "page")])
def test_every_sheet_names_the_case_and_its_number(
    browser: Any, sample_case: Path, addresses: list[str], tmp_path: Path, language: str, head: str, foot: str
) -> None:
    with serving(sample_case) as site:
        tab = browser.new_page()
        tab.goto(f"{site}/{language}/{addresses[0]}/dossier")
        tab.pdf(path=str(tmp_path / "dossier.pdf"), prefer_css_page_size=True)
        tab.close()
    sheets = copied(tmp_path / "dossier.pdf")
    assert len(sheets) > 1
    for number, sheet in enumerate(sheets, 1):
        found = words(sheet)
        assert set(head.split()) <= set(found), number
        assert foot in found and found[str(number)] and found[str(len(sheets))], number


def test_nothing_runs_off_the_sheet(browser: Any, sample_case: Path, addresses: list[str]) -> None:
    """At the width of an A4 sheet within its margins nothing is wider than the text, hashes and addresses included."""
    with serving(sample_case) as site:
        tab = browser.new_page(viewport={"width": round((210 - 2 * 17) / 25.4 * 96), "height": 1000})
        for language in ("ar", "en"):
            tab.goto(f"{site}/{language}/{addresses[0]}/dossier")
            tab.emulate_media(media="print")
            wide = tab.evaluate(
                """[...document.querySelectorAll("main *")].filter((one) => one.getClientRects().length
                    && (one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1))
                    .map((one) => one.outerHTML.slice(0, 120))"""
            )
            assert wide == [], language
        tab.close()
