"""Every value of every facet leads to as many reports as it says; saved searches, their news, feed and table; empty results."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sqlite3
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
from fastapi.testclient import TestClient

from musnad.build import build
from musnad.knowledge.store import Case
from musnad.presentation.web import create_app

SAMPLES = Path(__file__).parents[3] / "samples/pages"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
LINK = re.compile(r'<li><a href="([^"]+)"(?: aria-current="true")?><span>.*?</span> <span class="aside">([\d,]+)</span>')


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sifting") / "samples.musnad"
    build([SAMPLES], path)
    return path


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Path:
    shutil.copy(built, tmp_path / "case.musnad")
    return tmp_path / "case.musnad"


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(path), base_url="http://127.0.0.1:8000", follow_redirects=False) as client:
        yield client


def page(client: TestClient, address: str, **query: str) -> str:
    response = client.get(address, params=query or None)
    assert response.status_code == 200, response.text
    return str(response.text)


def choices(text: str) -> list[tuple[str, int]]:
    block = text.split('id="facets"')[1].split('id="hits"')[0]
    return [(unescape(href), int(number.replace(",", ""))) for href, number in LINK.findall(block)]


def total(text: str) -> int:
    counted = text.split('class="aside counted"')[1].split(" report")[0]
    return int(counted.rsplit(">", 1)[1].replace(",", ""))


@pytest.mark.parametrize(
    "query", [{"q": "قال"}, {"q": "قال", "anonymous": "yes"}, {"contested": "yes"}, {"q": "المدينة", "copies": "no"}]
)
def test_every_choice_leads_to_as_many_reports_as_it_says(client: TestClient, query: dict[str, str]) -> None:
    text = page(client, "/en/search", **query)
    found = [(href, number) for href, number in choices(text) if 'aria-current="true"' not in text.split(href)[0][-5:]]
    assert len(found) > 8
    chosen = {key for key in query if key != "q"}
    for href, number in found:
        # A chosen value's own link takes it away: it says how many there are with it.
        if not any(f"{key}=" not in href for key in chosen):
            assert total(page(client, href)) == number, href


def test_what_passes_a_sieve_is_what_the_case_holds(client: TestClient, path: Path) -> None:
    with Case.open(path) as case:
        places = case.entities("LOC")
        place = next(
            one for one in places if one.authority and any(one.authority in {it.id for it in other.within} for other in places)
        )
        inside = [one for one in places if place.authority in {it.id for it in one.within}]
        naming = {at.document for one in (place, *inside) for at in one.references}
        unnamed = {one.reference.document for one in case.statements() if any(hop.kind == "anonymous" for hop in one.chain)}
    rows = list(csv.DictReader(io.StringIO(client.get("/en/search.csv", params={"place": place.id}).content.decode("utf-8-sig"))))
    assert {row["report"] for row in rows} == naming
    both = client.get("/en/search.csv", params={"place": place.id, "anonymous": "yes"}).content.decode("utf-8-sig")
    assert {row["report"] for row in csv.DictReader(io.StringIO(both))} == naming & unnamed
    neither = client.get("/en/search.csv", params={"place": place.id, "anonymous": "no"}).content.decode("utf-8-sig")
    assert {row["report"] for row in csv.DictReader(io.StringIO(neither))} == naming - unnamed
    assert client.get("/en/search.csv", params={"place": "e-0000000000000000"}).text.count("\n") == 1


def test_months_are_those_of_the_chosen_year(client: TestClient, path: Path) -> None:
    with Case.open(path) as case:
        published = [one.published for one in case.documents() if re.match(r"\d{4}-\d{2}", one.published or "")]
    year = str(published[0])[:4]
    text = page(client, "/en/search", q="قال", year=year)
    months = {re.search(r"month=([\d-]+)", href)[1] for href, _ in choices(text) if "month=" in href}  # type: ignore[index]
    assert months and all(one.startswith(year) for one in months)
    assert not any("month=" in href for href, _ in choices(page(client, "/en/search", q="قال")))
    elsewhere = [
        href for href, _ in choices(page(client, "/en/search", q="قال", year=year, month=sorted(months)[0])) if "year=" in href
    ]
    assert all(f"year={year}" in href or "month=" not in href for href in elsewhere)


def test_a_saved_search_is_listed_followed_and_says_what_is_new(client: TestClient, path: Path) -> None:
    kept = client.post("/ar/searches", data={"name": "كل ما قيل", "by": "سلمى", "query": "q=قال&anonymous=yes&evil=1"})
    assert kept.status_code == 303
    with Case.open(path) as case:
        (saved,) = case.desk.searches()
        assert (saved.owner, saved.name) == ("سلمى", "كل ما قيل") and "evil" not in saved.query
        expected = [one.id for one in case.documents()]
    assert "كل ما قيل" in page(client, "/ar/") and "كل ما قيل" in page(client, "/en/search")
    opened = client.get(f"/en/searches/{saved.id}")
    assert opened.status_code == 302 and "anonymous=yes" in opened.headers["location"]
    shown = page(client, opened.headers["location"])
    assert "0 new reports" in shown
    whole = client.get("/en/search.csv", params={"q": "قال", "anonymous": "yes"})
    rows_shown = total(shown)
    assert client.get(f"/en/searches/{saved.id}.csv").content == whole.content and len(whole.text.splitlines()) - 1 == rows_shown
    feed = ElementTree.fromstring(client.get(f"/en/searches/{saved.id}.atom").content)
    assert feed.findtext("a:title", "", ATOM).endswith("كل ما قيل") and len(feed.findall("a:entry", ATOM)) == total(shown)
    # As if all but two reports had come after the owner had looked.
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE saved_searches SET seen = 2")
    with Case.open(path) as case:
        rows = case.desk.rows()
    late = [one for one in expected if rows[one] > 2]
    found = {row["report"] for row in csv.DictReader(io.StringIO(whole.content.decode("utf-8-sig")))}
    news = len(found & set(late))
    assert news and f"{news} new report" in page(client, opened.headers["location"])
    assert client.post(f"/en/searches/{saved.id}/seen", data={"by": "سلمى"}).status_code == 303
    assert "0 new reports" in page(client, opened.headers["location"])
    assert client.post(f"/en/searches/{saved.id}/delete", data={"by": ""}).status_code == 303
    assert client.get(f"/en/searches/{saved.id}").status_code == 404 and "كل ما قيل" not in page(client, "/en/search")


def test_only_its_owner_deletes_a_saved_search_and_no_other_site_saves_one(client: TestClient, path: Path) -> None:
    fields = {"name": "x", "by": "سلمى", "query": "q=قال"}
    assert client.post("/en/searches", data=fields, headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert client.post("/en/searches", data=fields).status_code == 303
    with Case.open(path) as case:
        (saved,) = case.desk.searches()
    client.cookies.clear()
    assert client.post(f"/en/searches/{saved.id}/delete", data={"by": "منى"}).status_code == 403
    with TestClient(create_app(path, may_judge=False), base_url="http://127.0.0.1:8000") as reading:
        assert reading.post("/en/searches", data=fields).status_code == 403
        text = page(reading, "/en/search", q="قال")
        assert 'method="post"' not in text and saved.id not in text


def test_an_empty_result_says_which_word_is_in_the_way_and_what_is_near(client: TestClient, path: Path) -> None:
    with Case.open(path) as case:
        name = next(one.name for one in case.entities("PER") if len(one.name.split()) > 1)
    text = page(client, "/en/search", q="قال زنقطارية")
    assert "By themselves" in text and "0 reports" in text
    misspelt = name[:-1] + ("ن" if name[-1] != "ن" else "م")
    assert name.split()[0] in page(client, "/en/search", q=f'"{misspelt}"')
    sifted = page(client, "/en/search", q="قال", outlet="لا جهة بهذا الاسم")
    assert "none passes" in sifted and 'href="/en/search?q=' in sifted.split("none passes")[1]


def test_latin_letters_find_the_reports_that_name_the_entity(client: TestClient, path: Path) -> None:
    with Case.open(path) as case:
        entity = next(one for one in case.entities("ORG") if one.name_en and not one.romanised and len(one.name_en.split()) > 1)
    rows = client.get("/en/search.csv", params={"q": entity.name_en}).content.decode("utf-8-sig")
    found = {row["report"]: row["passages"] for row in csv.DictReader(io.StringIO(rows))}
    assert {at.document for at in entity.references} <= found.keys() and all(found.values())
    assert "<mark>" in page(client, "/en/search", q=str(entity.name_en))


def test_words_in_quotation_marks_stand_in_a_row(client: TestClient, path: Path) -> None:
    with Case.open(path) as case:
        report = case.report(case.documents()[0].id)
    text = " ".join(report.document.quote(line.span) for line in report.document.body())
    words = re.findall(r"\b([\u0621-\u064a]{3,}) ([\u0621-\u064a]{3,}) ([\u0621-\u064a]{3,})\b", text)[2]
    phrase = " ".join(words)

    def found(q: str) -> set[str]:
        content = client.get("/en/search.csv", params={"q": q}).content.decode("utf-8-sig")
        return {row["report"] for row in csv.DictReader(io.StringIO(content))}

    assert report.document.id in found(f"«{phrase}»") <= found(phrase)
    assert found(f'"{words[2]} {words[1]} {words[0]}"') < found(phrase)


def test_a_decision_is_seen_without_reading_the_whole_case_again(client: TestClient, path: Path) -> None:
    app: httpx.Client = client
    page(client, "/en/search", q="قال")
    door = client.app.state.door  # type: ignore[attr-defined]
    before = door.reader()
    with Case.open(path) as case:
        mention = case.desk.stated("mentions")[0].item
        case.judge("reject", [mention], by="سلمى")
    document, _, annotation = mention.partition("/")
    assert door.reader() is before
    assert f'id="{annotation}"' not in page(app, f"/en/reports/{document}")  # type: ignore[arg-type]
