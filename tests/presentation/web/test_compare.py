"""Compare: two outlets on one happening, two outlets over the case, two actors."""

from __future__ import annotations

from pathlib import Path

import httpx
from markupsafe import Markup
from outline import Outline

from musnad.knowledge.store import Case
from musnad.presentation.web.comparison import Row


def _text(page: str) -> str:
    return " ".join(Outline(page).text.split())


def test_two_outlets_on_one_happening_each_in_its_own_words(client: httpx.Client, news_case: Path) -> None:
    page = client.get("/en/compare", params={"event": "h-truce", "one": "صحيفة المرسى", "other": "وكالة المنارة"}).text
    with Case.open(news_case) as case:
        ids = {one.outlet: one.id for one in case.documents()}
    sides = page.split('<ul class="sides tellings">')[1].split("<h3>")[1:]
    assert [f"/en/reports/{ids[name]}" in side for name, side in zip(("صحيفة المرسى", "وكالة المنارة"), sides, strict=True)] == [
        True,
        True,
    ]
    assert all("هدنة بدأت" in Outline(side).text and 'class="chain"' in side for side in sides)
    assert "10 May 2019" in page and "differs" not in page


def test_a_happening_told_by_one_known_outlet_says_so(client: httpx.Client) -> None:
    page = client.get("/en/compare", params={"event": "h-later"}).text
    assert "nothing to lay side by side" in page
    assert client.get("/en/compare", params={"event": "h-0"}).status_code == 404


def test_rows_differ_only_where_both_speak() -> None:
    one, same, other = ("12", Markup("اثنا عشر")), ("12", Markup("12")), ("15", Markup("15"))
    assert Row("n", (one,), (other,)).differs
    assert not Row("n", (one,), (same,)).differs
    assert not Row("n", (one,), (other, same)).differs
    assert not Row("n", (one,), ()).differs


def test_two_outlets_over_the_case_lead_to_each_shared_happening(client: httpx.Client) -> None:
    page = client.get("/ar/compare", params={"kind": "outlets", "one": "صحيفة المرسى", "other": "وكالة المنارة"}).text
    links = [link for link in Outline(page).values("href") if link.startswith("/ar/compare?event=h-truce&")]
    assert len(links) == 1 and client.get(links[0]).status_code == 200


def test_two_actors_their_ties_and_what_the_one_says_of_the_other(client: httpx.Client) -> None:
    page = client.get("/en/compare", params={"kind": "actors", "one": "الورداني", "other": "سوق القمح"}).text
    assert "No report states a tie" in page
    said = page.split('id="said"')[1].split("<h3>")[1:]
    assert "هدنة بدأت في 10 أيار 2019" in Outline(said[0]).text and "Not quoted" in said[1]
    tied = client.get("/en/compare", params={"kind": "actors", "one": "e-person", "other": "e-council"}).text
    assert 'value="مازن الورداني"' in tied
    assert "1 statement" in tied.split('id="ties"')[1].split("</section>")[0]


def test_what_is_not_known_or_the_same_is_said(client: httpx.Client) -> None:
    assert "no such name" in client.get("/en/compare", params={"kind": "actors", "one": "الورداني", "other": "زززز"}).text
    assert "choose two" in client.get("/en/compare", params={"kind": "actors", "one": "e-person", "other": "e-person"}).text
    assert (
        "choose two"
        in client.get("/en/compare", params={"kind": "outlets", "one": "وكالة المنارة", "other": "وكالة المنارة"}).text
    )


def test_comparisons_are_reached_from_events_actors_and_sources(client: httpx.Client) -> None:
    assert 'href="/en/compare?event=h-truce"' in client.get("/en/events/h-truce").text
    assert 'href="/en/compare?event=' not in client.get("/en/events/h-later").text
    assert 'href="/en/compare?kind=actors&amp;one=e-person"' in client.get("/en/entities/e-person").text
