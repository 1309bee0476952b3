"""Search: facets, the table, the feed."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import unquote_plus
from xml.etree import ElementTree

import httpx
import pytest
from outline import Outline

from musnad.knowledge.store import Case
from musnad.presentation.web.feeds import harmless

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def _titles(page: str) -> list[str]:
    hits = page.split('id="hits"')[1] if 'id="hits"' in page else ""
    return [href for href in Outline(hits).values("href") if "/reports/" in href and "#" not in href]


def _counts(page: str, facet: str) -> dict[str, int]:
    """What the links of a facet lead to, with the number beside each."""
    block = page.split('id="facets"')[1].split('id="hits"')[0]
    found = re.findall(r'href="[^"]*[?&;]' + facet + r'=([^&"]+)"[^>]*><span>.*?</span> <span class="aside">(\d+)</span>', block)
    return {unquote_plus(value): int(number) for value, number in found}


def test_facets_count_what_the_others_leave_and_sift(client: httpx.Client) -> None:
    page = client.get("/en/search", params={"q": "هدنة"}).text
    assert len(_titles(page)) == 3
    assert _counts(page, "outlet") == {"وكالة المنارة": 1, "صحيفة المرسى": 1} and _counts(page, "year") == {"2019": 3}
    sifted = client.get("/en/search", params={"q": "هدنة", "outlet": "وكالة المنارة"}).text
    assert len(_titles(sifted)) == 1 and _counts(sifted, "outlet")["صحيفة المرسى"] == 1 and "of 3" in sifted
    assert len(_titles(client.get("/en/search", params={"q": "هدنة", "copies": "no"}).text)) == 2
    assert _titles(client.get("/en/search", params={"q": "هدنة", "year": "1999"}).text) == []


def test_types_of_entities_are_a_facet(client: httpx.Client) -> None:
    def found(words: str, type: str) -> bool:
        return 'href="/ar/entities/e-council"' in client.get("/ar/search", params={"q": words, "type": type}).text

    assert found("السنديان", "") and found("السنديان", "ORG") and not found("السنديان", "PER")


def test_latin_letters_and_other_spellings_still_find(client: httpx.Client) -> None:
    assert 'href="/en/entities/e-person"' in client.get("/en/search", params={"q": "mazen wardani"}).text
    assert "<mark>هدنة</mark>" in client.get("/ar/search", params={"q": "هدنه"}).text


def test_the_table_holds_what_the_page_shows(client: httpx.Client, news_case: Path) -> None:
    response = client.get("/ar/search.csv", params={"q": "هدنة", "copies": "no"})
    assert response.headers["content-type"].startswith("text/csv") and response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    with Case.open(news_case) as case:
        known = {one.id: one for one in case.documents()}
        assert len(rows) == 2
        for row in rows:
            assert row["title"] == known[row["report"]].title and row["sha256"] == known[row["report"]].sha256
            first = row["passages"].split(" … ")[0]
            assert first and first in " ".join(case.report(row["report"]).document.text.split())
            assert client.get(row["address"]).status_code == 200


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell) == "'" + cell
    assert harmless("هدنة") == "هدنة"


def test_the_feed_is_atom_with_lasting_ids(client: httpx.Client) -> None:
    response = client.get("/en/search.atom", params={"q": "هدنة"})
    assert response.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == 3
    ids = [one.findtext("a:id", "", ATOM) for one in (feed, *entries)]
    assert len(set(ids)) == 4 and all(one.startswith("urn:uuid:") for one in ids)
    assert feed.findtext("a:updated", "", ATOM) == "2026-01-02T03:04:05Z"
    published = {one.findtext("a:published", "", ATOM) for one in entries}
    assert published == {"2019-05-11T00:00:00Z", ""}
    for entry in entries:
        link = entry.find("a:link", ATOM)
        assert link is not None and client.get(link.attrib["href"]).status_code == 200
        assert "هدن" in entry.findtext("a:summary", "", ATOM)
    assert client.get("/en/search.atom", params={"q": "هدنة"}).content == response.content


def test_an_empty_search_gives_an_empty_table_and_feed(client: httpx.Client) -> None:
    assert len(client.get("/ar/search.csv").text.splitlines()) == 1
    feed = ElementTree.fromstring(client.get("/ar/search.atom", params={"q": "\0\x01"}).content)
    assert feed.findall("a:entry", ATOM) == []


def test_the_list_of_reports_comes_in_parts_and_keeps_its_filter(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.presentation.web.pages.reports._PER_PAGE", 2)
    first = client.get("/en/reports", params={"copies": "no"}).text
    second = client.get("/en/reports", params={"copies": "no", "part": "2"}).text
    rows = [set(_links(page)) for page in (first, second)]
    assert [len(row) for row in rows] == [2, 1] and not rows[0] & rows[1]
    assert "copies=no" in next(link for link in Outline(first).values("href") if "part=2" in link)


def _links(page: str) -> list[str]:
    return [link for link in Outline(page).values("href") if link.startswith("/en/reports/")]
