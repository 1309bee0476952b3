"""The reading room looked at: every kind of page as pictures, and how soon it shows.

    python evaluation/looks.py --case CASE --out DIR [--only report,event] [--widths 360,1440] [--languages ar] [--themes dark]
    python evaluation/looks.py --case CASE --paint

The kinds of pages are the app's own routes, so that a new page is looked at without being listed here; only what stands for a
document, an entity or an event in an address is chosen here, the same every time. Pictures are whole pages, one file each, and a
contact sheet for each kind. `--paint` prints first contentful paint, bytes and server time of each kind, and fails where one
takes more than a second. Needs Playwright for Python and Chromium.
"""

from __future__ import annotations

import argparse
import html
import re
import socket
import statistics
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import uvicorn

from musnad.knowledge.store import Case
from musnad.presentation.web import create_app

CHROMIUM = "/usr/bin/chromium"
WIDTHS = {360: 740, 768: 1024, 1440: 900}
LANGUAGES = ("ar", "en")
THEMES = ("light", "dark", "print")
"""Light and dark as the screen shows them, and light as it is printed."""
NOT_PAGES = (".docx", ".csv", ".atom", ".json", "/original", "/progress")
"""Ends of addresses that answer with a file, or with a part of a page."""
SLOWEST_PAINT = 1000
"""Milliseconds to the first contentful paint: the second after which a reader begins to wait."""
_TRIES = 5


@dataclass(frozen=True)
class Look:
    """A page to look at: the name of its kind and its address below the language."""

    name: str
    address: str


def routes(app: Any) -> list[str]:
    """The paths of all pages below the language, with the gaps of their addresses."""
    prefix = "/{language}/"
    paths = [path for path, methods in app.openapi()["paths"].items() if "get" in methods and path.startswith(prefix)]
    return [path.removeprefix(prefix) for path in paths if not path.endswith(NOT_PAGES)]


def looks(app: Any, case: Case) -> list[Look]:
    """Every page kind with what best shows it: the fullest report, the most told event, the most named of each type."""
    entities = {type: case.entity_summaries(type, limit=2) for type in ("PER", "ORG", "LOC", "EVT")}
    documents = sorted(case.documents(), key=lambda one: (-one.words, one.id))
    events = sorted(case.events(), key=lambda one: (-len(one.tellings), one.id))
    contradictions = list(case.contradictions())
    towns = [one for one in case.entity_summaries("LOC") if one.subtype in ("town", "city", "village")]
    main = [one[0] for one in entities.values() if one] + towns[:1]
    outlets = sorted({one.outlet for one in documents if one.outlet})
    long, middle = documents[:1], documents[len(documents) // 2 : len(documents) // 2 + 1]
    copies = [one for one in documents if one.copy_of][:1]
    gaps: dict[str, list[tuple[str, Sequence[str]]]] = {
        "reports/{document}": [("", _ids(middle)), ("-long", _ids(long)), ("-copy", _ids(copies))],
        "entities/{identifier}": [(f"-{one.type}" if one not in towns else "-town", [one.id]) for one in main],
        "entities/{identifier}/dossier": [(f"-{one.type}", [one.id]) for one in main[:1]],
        "events/{identifier}": [("", _ids(events[:1])), ("-small", _ids(events[-1:]))],
        "events/{identifier}/dossier": [("", _ids(events[:1]))],
        "review/{name}": [("-names", ["names"]), ("-contradictions", ["contradictions"]), ("-roles", ["roles"])],
        "searches/{identifier}": [],  # leads on to the search itself
    }
    name = main[0].name if main else ""
    people = [one.id for one in entities["ORG"]]
    years = sorted({one.published[:4] for one in documents if one.published})
    tied = max(case.relations(), key=lambda one: (len(one.statements), one.id), default=None)
    asked: dict[str, list[tuple[str, dict[str, str]]]] = {
        "search": [("", {}), ("-found", {"q": name}), ("-nothing", {"q": "qqqq"})]
        + [("-sifted", {"q": name, "year": years[-1]}) for _ in years[:1]]
        + [("-sifted-out", {"q": name, "year": years[0], "copies": "yes"}) for _ in years[:1]],
        "reports": [("", {}), ("-nothing", {"outlet": "qqqq"})],
        "entities": [("", {}), ("-nothing", {"named": "qqqq"})],
        "network": [("", {}), ("-around", {"entity": name})],
        "compare": [("", {}), ("-outlets", {"kind": "outlets", "one": outlets[0], "other": outlets[-1]} if outlets else {}),
                    ("-actors", {"kind": "actors", **({"one": people[0], "other": people[-1]} if people else {})}),
                    ("-event", {"event": events[0].id if events else ""}),
                    ("-periods", {"kind": "periods", "one": years[0], "other": years[-1]} if years else {})],
        "compare/period": [("", {"at": years[-1], "entity": people[0]})] if years and people else [],
        "network/tie": [("", {"one": tied.subject, "other": tied.object})] if tied else [],
        "review/item": [("-entity", {"id": main[0].id if main else ""})]
        + [("-contradiction", {"id": one.id}) for one in contradictions[:1]],
    }  # fmt: skip
    found = [Look("error-missing", "reports/d-0000000000000000"), Look("error-address", quote("لا صفحة هنا"))]
    for path in routes(app):
        kind = re.sub(r"/\{\w+\}", "-one", path).replace("/", "-") or "home"
        if "{" in path:
            if path not in gaps:
                raise SystemExit(f"{path}: nothing is chosen for the gap in this address; add it to `looks` in {__file__}")
            for suffix, items in gaps[path]:
                found += [Look(kind + suffix, _filled(path, one)) for one in items]
        else:
            for suffix, query in asked.get(path, [("", {})]):
                given = {key: value for key, value in query.items() if value}
                found.append(Look(kind + suffix, quote(path) + (f"?{urlencode(given)}" if given else "")))
    return found


def _ids(items: Sequence[Any]) -> list[str]:
    return [one.id for one in items]


def _filled(path: str, identifier: str) -> str:
    start, end = path.index("{"), path.index("}")
    return path[:start] + quote(identifier) + path[end + 1 :]


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """The app at a free loopback port; gives its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def shoot(browser: Any, site: str, pages: Sequence[Look], out: Path, chosen: argparse.Namespace) -> None:
    """Take all pictures, and a contact sheet for each kind."""
    taken: dict[str, list[str]] = {}
    for theme in chosen.themes:
        for width in chosen.widths:
            scheme = "dark" if theme == "dark" else "light"
            context = browser.new_context(viewport={"width": width, "height": WIDTHS.get(width, 900)}, color_scheme=scheme)
            tab = context.new_page()
            tab.emulate_media(media="print" if theme == "print" else "screen")
            for language in chosen.languages:
                for look in pages:
                    tab.goto(f"{site}/{language}/{look.address}")
                    tab.evaluate("document.fonts.ready")
                    tab.wait_for_timeout(150)
                    name = f"{look.name}-{language}-{width}-{theme}.png"
                    tab.screenshot(path=str(out / name), full_page=True)
                    taken.setdefault(look.name, []).append(name)
            context.close()
    sheet = browser.new_page(viewport={"width": 1800, "height": 900})
    for kind, names in taken.items():
        page = out / "sheet.html"
        page.write_text(_sheet(names), "utf-8")
        sheet.goto(page.resolve().as_uri())
        sheet.screenshot(path=str(out / f"sheet-{kind}.png"), full_page=True)
        page.unlink()


def _sheet(names: Sequence[str]) -> str:
    figures = "".join(
        f'<figure><img src="{html.escape(name)}"><figcaption>{html.escape(name.removesuffix(".png"))}</figcaption></figure>'
        for name in names
    )
    style = "body{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;margin:12px;background:#888;font:14px sans-serif}"
    style += "figure{margin:0;background:#fff}img{width:100%;height:560px;object-fit:cover;object-position:top}"
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{figures}"


def paint(browser: Any, site: str, pages: Sequence[Look], languages: Sequence[str]) -> bool:
    """Print how soon each page shows, the middle of five visits by somebody new; True where all are soon enough."""
    print(f"{'page':32} {'paint ms':>9} {'server ms':>10} {'KB':>7}")
    soon = True
    for language in languages:
        for look in pages:
            paints, served, size = [], [], 0
            for _ in range(_TRIES):
                context = browser.new_context(viewport={"width": 1440, "height": 900})
                tab = context.new_page()
                tab.goto(f"{site}/{language}/{look.address}", wait_until="load")
                paints.append(_first_paint(tab))
                entry = "performance.getEntriesByType('navigation')[0]"
                served.append(tab.evaluate(f"{entry}.responseStart - {entry}.requestStart"))
                size = tab.evaluate(f"{entry}.decodedBodySize")
                context.close()
            middle = statistics.median(paints)
            soon = soon and middle <= SLOWEST_PAINT
            print(f"{language + ' ' + look.name:32} {middle:9.0f} {statistics.median(served):10.0f} {size / 1000:7.0f}")
    return soon


def _first_paint(tab: Any) -> float:
    # Asked for again and again: waiting inside the page would need `eval`, which the pages' policy forbids.
    for _ in range(200):
        entries = tab.evaluate("performance.getEntriesByName('first-contentful-paint').map((one) => one.startTime)")
        if entries:
            return float(entries[0])
        tab.wait_for_timeout(50)
    raise SystemExit(f"{tab.url}: nothing is painted within ten seconds")


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures, or measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--case", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--paint", action="store_true")
    parser.add_argument("--only", default="", help="beginnings of the names of kinds, with commas")
    parser.add_argument("--widths", type=_numbers, default=list(WIDTHS))
    parser.add_argument("--languages", type=_words, default=list(LANGUAGES))
    parser.add_argument("--themes", type=_words, default=list(THEMES))
    chosen = parser.parse_args(arguments)
    if not chosen.paint and chosen.out is None:
        parser.error("say where the pictures go: --out DIR, or --paint")
    from playwright.sync_api import sync_playwright

    app = create_app(chosen.case)
    with Case.open(chosen.case) as case:
        pages = [one for one in looks(app, case) if one.name.startswith(tuple(_words(chosen.only)) or "")]
    with serving(app) as site, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        if chosen.paint:
            return 0 if paint(browser, site, pages, chosen.languages) else 1
        chosen.out.mkdir(parents=True, exist_ok=True)
        shoot(browser, site, pages, chosen.out, chosen)
        browser.close()
    return 0


def _words(text: str) -> list[str]:
    return [word for word in text.split(",") if word]


def _numbers(text: str) -> list[int]:
    return [int(word) for word in _words(text)]


if __name__ == "__main__":
    sys.exit(main())
