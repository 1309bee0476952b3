"""Search results for other programs: a table (CSV) and a feed (Atom, RFC 4287)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from musnad.knowledge.store import DocumentSummary
from musnad.knowledge.store.matching import Found
from musnad.presentation.web.page import Page

_ATOM = "http://www.w3.org/2005/Atom"
_COLUMNS = ("report", "title", "outlet", "published", "basis", "copy_of", "file", "sha256", "address", "passages")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML 1.0 cannot hold."""
_EPOCH = "1970-01-01T00:00:00Z"
"""When an empty feed was changed last: a feed must say so, and the clock would make it look new each time."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would run."""


def as_csv(page: Page, hits: Sequence[Found], head: bool = True) -> bytes:
    """One row a report; the head in UTF-8 with the mark by which spreadsheets know it."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    if head:
        writer.writerow(_COLUMNS)
    for hit in hits:
        one = hit.document
        row = (
            one.id, one.title, one.outlet, one.published, one.basis, one.copy_of, one.name, one.sha256, _address(page, one),
            " … ".join(hit.passages),
        )  # fmt: skip
        writer.writerow([harmless(cell or "") for cell in row])
    return file.getvalue().encode("utf-8-sig" if head else "utf-8")


def as_atom(page: Page, title: str, query: str, hits: Sequence[Found]) -> bytes:
    """A feed whose entries are the reports; it and they keep their ids from one build to the next."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": page.language})
    _add(feed, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, f'musnad:search:{_place(page)}')}")
    _add(feed, "title", f"{page.wording('app.name')} · {title}")
    _add(feed, "updated", max((_moment(hit.document.received) for hit in hits), default=_EPOCH))
    _add(ElementTree.SubElement(feed, f"{{{_ATOM}}}author"), "name", page.wording("app.name"))
    root = str(page.request.base_url).rstrip("/")
    _add(feed, "link", rel="self", type="application/atom+xml", href=str(page.request.url))
    _add(feed, "link", rel="alternate", type="text/html", href=f"{root}{page.links.page('search')}{'?' * bool(query)}{query}")
    for hit in hits:
        _entry(page, feed, hit)
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _place(page: Page) -> str:
    """What a feed is known by: where it stands, whatever the machine is called."""
    return f"{page.request.url.path}?{page.request.url.query}"


def _entry(page: Page, feed: ElementTree.Element, hit: Found) -> None:
    one = hit.document
    entry = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
    _add(entry, "id", f"urn:uuid:{uuid5(NAMESPACE_URL, f'musnad:report:{one.sha256}')}")
    _add(entry, "title", one.title or one.name)
    _add(entry, "updated", _moment(one.received))
    if one.published and _DAY.fullmatch(one.published):
        _add(entry, "published", f"{one.published}T00:00:00Z")
    _add(ElementTree.SubElement(entry, f"{{{_ATOM}}}author"), "name", one.outlet or page.wording("report.no_outlet"))
    _add(entry, "link", rel="alternate", type="text/html", href=_address(page, one))
    _add(entry, "summary", " … ".join(hit.passages), type="text")


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> None:
    element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    if text:
        element.text = _NO_XML.sub("", text)


def _moment(received: str) -> str:
    """The time at which a report was read, as feeds write it."""
    return received if "T" in received else f"{received[:10]}T00:00:00Z"


def _address(page: Page, one: DocumentSummary) -> str:
    """The report's page with the name of this machine."""
    return str(page.request.base_url).rstrip("/") + page.links.report(one.id)


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before it, as OWASP advises."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
