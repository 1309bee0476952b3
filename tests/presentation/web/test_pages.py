"""Every page in both languages, as a client without scripts gets it."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import httpx
import pytest
from newsroom import FIRST, FOURTH
from outline import Outline
from site_server import routes_of

from musnad.knowledge.store import Case

Pages = dict[str, httpx.Response]


@pytest.fixture(scope="session")
def outlines(pages: Pages) -> dict[str, Outline]:
    return {address: Outline(response.text) for address, response in pages.items()}


def test_every_route_of_the_app_is_visited(news_case: Path, addresses: list[str]) -> None:
    visited = {urlsplit(one).path for one in addresses}
    patterns = {one: re.compile(re.sub(r"\{\w+\}", "[^/]+", one)) for one in routes_of(news_case)}
    assert len(patterns) > 12
    assert [one for one, pattern in patterns.items() if not any(pattern.fullmatch(address) for address in visited)] == []


def test_every_page_answers(pages: Pages) -> None:
    assert {address: response.status_code for address, response in pages.items() if response.status_code != 200} == {}


def test_a_long_page_travels_packed_and_a_short_answer_does_not(pages: Pages) -> None:
    packed = {address: response.headers.get("Content-Encoding") == "gzip" for address, response in pages.items()}
    assert {address for address, response in pages.items() if packed[address] != (len(response.content) >= 4000)} == set()
    assert all(response.num_bytes_downloaded < 300_000 for response in pages.values())


def test_every_page_has_language_direction_title_and_one_main_heading(pages: Pages, outlines: dict[str, Outline]) -> None:
    for address, outline in outlines.items():
        language = address[1:3]
        tag, attributes = outline.tags[0]
        assert (tag, attributes["lang"], attributes["dir"]) == ("html", language, {"ar": "rtl", "en": "ltr"}[language]), address
        assert sum(tag == "h1" for tag, _ in outline.tags) == 1, address
        title = re.search(r"<title>(.*?)</title>", pages[address].text, re.S)
        assert title and not title.group(1).startswith(" ·"), address


def test_every_page_is_well_formed_and_no_id_stands_twice(outlines: dict[str, Outline]) -> None:
    for address, outline in outlines.items():
        assert not outline.faults, (address, outline.faults[:3])
        assert len(outline.ids) == len(set(outline.ids)), (address, {one for one in outline.ids if outline.ids.count(one) > 1})


def test_every_link_leads_to_a_page_and_to_an_element_of_it(
    client: httpx.Client, pages: Pages, outlines: dict[str, Outline]
) -> None:
    fetched = {unquote(address): outline for address, outline in outlines.items()}
    broken = []
    for address, outline in outlines.items():
        asking = {
            str(one["action"]) for tag, one in outline.tags if tag == "form" and one.get("action") and one.get("method") != "post"
        }
        for link in {*outline.values("href", "src"), *asking}:
            target = urlsplit(urljoin(address, link))
            place = unquote(target.path + (f"?{target.query}" if target.query else ""))
            if place not in fetched:
                response = client.get(place, follow_redirects=True)
                html = response.headers.get("content-type", "").startswith("text/html")
                fetched[place] = Outline(response.text if html else "")
                if response.status_code != 200:
                    broken.append((address, link, response.status_code))
            if target.fragment and unquote(target.fragment) not in fetched[place].ids:
                broken.append((address, link, "no such element"))
    assert broken == []


def test_nothing_is_asked_from_another_host(outlines: dict[str, Outline]) -> None:
    for address, outline in outlines.items():
        outside = [
            one for one in outline.values("href", "src", "action", "srcset", "data", "poster") if re.match(r"(\w+:)?//", one)
        ]
        assert outside == [], address


def test_no_style_or_script_stands_in_a_page_since_the_policy_forbids_it(pages: Pages, outlines: dict[str, Outline]) -> None:
    for address, outline in outlines.items():
        assert not outline.values("style", "onclick", "onload"), address
        assert all(attributes.get("src") for tag, attributes in outline.tags if tag == "script"), address
        policy = pages[address].headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy


@pytest.mark.parametrize("address", ["timeline", "network"])
def test_a_drawing_is_reached_by_the_keyboard_and_says_nothing_that_words_do_not(pages: Pages, address: str) -> None:
    for language in ("ar", "en"):
        page = pages[f"/{language}/{address}"].text
        drawings = re.findall(r"<svg.*?</svg>", page, re.S)
        drawn = {link for one in drawings for link in re.findall(r'href="(/\w\w/(?:entities|events|network/tie)[^"]*)"', one)}
        words = re.sub(r"<svg.*?</svg>", "", page, flags=re.S)
        assert drawn
        assert [link for link in sorted(drawn) if f'href="{link}"' not in words] == []
        # The pictures' own links are out of the way of the keyboard, which moves the picture as a whole.
        assert all('tabindex="-1"' in one for drawing in drawings for one in re.findall(r"<a [^>]*>", drawing))
        assert page.count("<svg") == len(re.findall(r"<svg[^>]*aria-label=", page))


def test_the_language_switch_keeps_the_page(client: httpx.Client) -> None:
    page = client.get("/ar/entities", params={"type": "PER", "named": "مازن"}).text
    assert 'href="/en/entities?type=PER&amp;named=' in page


def test_iso_dates_and_latin_runs_are_isolated_in_arabic_text(client: httpx.Client, news_case) -> None:  # type: ignore[no-untyped-def]
    with Case.open(news_case) as case:
        first, fourth = case.document("one.txt").id, case.document("رابع.txt").id
    assert '<bdi dir="ltr">2019-05-10</bdi>' in client.get(f"/ar/reports/{first}").text
    assert '<bdi dir="ltr">local-news.example</bdi>' in client.get(f"/ar/reports/{fourth}").text


@pytest.mark.parametrize(("name", "text"), [("one.txt", FIRST), ("رابع.txt", FOURTH)])
def test_a_report_shows_its_text_character_by_character(client: httpx.Client, news_case, name: str, text: str) -> None:  # type: ignore[no-untyped-def]
    with Case.open(news_case) as case:
        document = case.document(name).id
    page = client.get(f"/ar/reports/{document}").text
    for number, line in enumerate(text.splitlines(), 1):
        found = re.search(rf'id="line-{number}".*?(?:class="text"[^>]*|)>(?P<text>.*?)</(?:p|h1|h2)>', page, re.S)
        assert found, number
        content = found.group("text")
        content = content.split('dir="rtl">', 1)[-1] if "line-number" in content else content
        assert Outline(f"<p>{content}</p>").text.strip() == line


def test_every_annotation_has_its_permalink_and_says_by_which_rule(client: httpx.Client, news_case) -> None:  # type: ignore[no-untyped-def]
    with Case.open(news_case) as case:
        for summary in case.documents():
            page = Outline(client.get(f"/en/reports/{summary.id}").text)
            for annotation in case.report(summary.id).annotations():
                if annotation.span.end > annotation.span.start:
                    assert annotation.id in page.ids
                    assert annotation.by in page.text or annotation.by.startswith("sentences.")


def test_the_original_comes_back_byte_by_byte_and_is_never_run(client: httpx.Client, news_case) -> None:  # type: ignore[no-untyped-def]
    with Case.open(news_case) as case:
        fourth = case.document("رابع.txt").id
    response = client.get(f"/ar/reports/{fourth}/original")
    assert response.content == FOURTH.encode()
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-disposition"].startswith("attachment")


def test_copies_failures_and_contested_dates_are_said(pages: Pages) -> None:
    home = pages["/ar/"].text
    assert "empty.txt" in home and "ملف واحد لم يُقرأ" in home and "أحدها نسخة من غيره" in home
    event = pages["/en/events/h-truce"].text
    assert "contested" in event and "10 May 2019" in event and 'title="2019-05-01/2019-05-10"' in event
    assert "3 tellings" in event and "2 independent sources" in event


def test_the_first_page_says_when_most_happened_and_what_waits(pages: Pages) -> None:
    home = pages["/en/"].text
    assert 'href="/en/timeline?since=2019-05-06&amp;until=2019-05-12"' in home
    assert "6 to 12 May 2019" in home and '<rect class="reach"' in home
    assert '<a href="/en/review/contradictions">3 open contradictions</a>' in home
    assert "/en/review#queues" not in home, "the doubtful statement of this case stands on no annotation that could be judged"


def test_search_finds_other_spellings_and_marks_the_published_ones(pages: Pages) -> None:
    page = pages["/ar/search?q=هدنه"].text
    assert "<mark>هدنة</mark>" in page or "<mark>الهدنة</mark>" in page
    entities = pages["/ar/search?q=الورداني"].text
    assert entities.index('href="/ar/entities/e-person"') < entities.index('href="/ar/reports/')


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/ar/nowhere", ["لا صفحة"]),
        ("/en/reports/d-0", ["No page"]),
        ("/en/events/h-0", ["No page"]),
        ("/en/entities/e-0/dossier", ["No page"]),
        ("/nowhere", ["No page", "لا صفحة"]),
        ("/fr/", ["No page", "لا صفحة"]),
        ("/docs", ["No page"]),
        ("/openapi.json", ["No page"]),
    ],
)
def test_a_wrong_address_says_what_to_do_next(client: httpx.Client, address: str, words: list[str]) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert all(one in response.text for one in words)
    assert re.search(r'href="/(ar|en)/search"', response.text)


def test_nothing_can_be_written(client: httpx.Client) -> None:
    assert client.post("/ar/reports").status_code == 405


def test_a_stranger_name_for_this_machine_is_refused(client: httpx.Client) -> None:
    assert client.get("/ar/", headers={"host": "rebind.example.com"}).status_code == 421
    assert client.get("/ar/", headers={"host": "localhost:8000"}).status_code == 200


def test_odd_questions_are_answered(client: httpx.Client) -> None:
    for address in (
        'search?q="',
        "search?q=%27%22*()",
        "search?q=" + "أ" * 5000,
        "entities?part=-1",
        "entities?part=٣",
        "entities?part=x",
        "reports?sort=x&year=0",
        "search?q=%00",
        "events?type=<script>",
    ):
        assert client.get(f"/ar/{address}").status_code == 200, address
