"""The desks without JavaScript: queues and their progress, drafts, two-click merges, splitting, statuses, the table."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sqlite3
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from musnad.knowledge.store import Case
from musnad.presentation.web import create_app
from musnad.presentation.web.queues import ORDERS, QUEUES


@pytest.fixture
def case(sample_case: Path, tmp_path: Path) -> Path:
    path = tmp_path / "case.musnad"
    shutil.copy(sample_case, path)
    with Case.open(path) as opened:
        one, other = (entity.id for entity in opened.entity_summaries("PER", limit=2))
    share_a_name(path, one, other)
    return path


def share_a_name(path: Path, one: str, other: str) -> None:
    """Give one person a name of the other: which people of the samples are taken for one changes with the rules."""
    with sqlite3.connect(path) as case:
        (key, name), *_ = case.execute(
            "SELECT key, name FROM aliases WHERE entity_id = ? AND key LIKE '% %' ORDER BY key", [other]
        )
        case.execute("INSERT OR REPLACE INTO aliases VALUES (?, ?, ?, 'certain', 1)", [one, key, name])


@pytest.fixture
def app(case: Path) -> FastAPI:
    return create_app(case)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False) as client:
        client.post("/ar/review/name", data={"by": "سلمى"})
        yield client


def judge(client: TestClient, **fields: str | list[str]) -> httpx.Response:
    return client.post("/ar/judge", data={"by": "سلمى", "back": "/ar/review", **fields})


def settled(app: FastAPI, path: Path) -> Case:
    app.state.deriver.wait(60)
    assert not app.state.deriver.busy and app.state.deriver.problem == ""
    return Case.open(path)


def page(client: TestClient, address: str, **query: str) -> str:
    response = client.get(address, params=query or None)
    assert response.status_code == 200, (address, response.text[-500:])
    return str(response.text)


def hidden(text: str, name: str) -> list[str]:
    return [
        unescape(one)
        for one in re.findall(rf'<input type="hidden" name="{name}" value="([^"]*)"', text.split('class="judge verdicts"')[1])
    ]


@pytest.mark.parametrize("name", [one for one in QUEUES if one != "contradictions"])
@pytest.mark.parametrize("order", ORDERS)
def test_a_queue_shows_a_thing_with_its_words_marked_in_the_report_beside_it(client: TestClient, name: str, order: str) -> None:
    text = page(client, f"/en/review/{name}", order=order)
    assert 'class="ground"' in text and ' at"' in text.replace('class="at"', ' at"') and "0 of " in text


def test_a_queue_is_worked_off_one_by_one_and_its_progress_is_told(app: FastAPI, client: TestClient, case: Path) -> None:
    seen: list[str] = []
    address = "/ar/review/mentions"
    total = int(re.search(r"0 من (\d+)", page(client, address))[1])  # type: ignore[index]
    for number in range(1, 4):
        text = page(client, address)
        item, back = hidden(text, "item")[0], hidden(text, "back")[0]
        seen.append(item)
        answer = judge(client, item=item, verdict="accept", back=back)
        assert answer.status_code == 303
        address = answer.headers["location"]
        assert f"{number} من {total}" in page(client, address)
    assert len(set(seen)) == 3
    with settled(app, case) as opened:
        assert {one.item for one in opened.desk.stated("mentions")}.isdisjoint(seen)
    # The case was derived anew: what was accepted is out of the queue and still counted as done.
    assert re.search(r"3 of \d+", page(client, "/en/review/mentions"))
    undo = page(client, "/en/review")
    assert "Taken down:" in undo and undo.count('value="undo"') >= 3


def test_by_weight_the_most_mentioned_come_first(client: TestClient, case: Path) -> None:
    with Case.open(case) as opened:
        waiting = opened.desk.stated("ties")
    heaviest = max(waiting, key=lambda one: one.weight)
    item = hidden(page(client, "/ar/review/ties", order="weight"), "item")[0]
    assert next(one.weight for one in waiting if one.item == item) == heaviest.weight
    item = hidden(page(client, "/ar/review/ties", order="doubt"), "item")[0]
    assert next(one.score for one in waiting if one.item == item) == min(one.score for one in waiting)


def test_enter_in_a_field_does_what_was_filled_in(app: FastAPI, client: TestClient, case: Path) -> None:
    with Case.open(case) as opened:
        report = opened.report(opened.documents()[0].id)
        one, other = report.mentions[:2]
    key = f"{report.document.id}/{one.id}"
    text = page(client, "/ar/review/item", id=key)
    start, end = hidden(text, "start_was")[0], hidden(text, "end_was")[0]
    common = {
        "item": key,
        "verdict": "as_filled",
        "value_was": "",
        "start": start,
        "end": end,
        "start_was": start,
        "end_was": end,
    }
    assert judge(client, **common, field="type", value="ORG" if one.type != "ORG" else "PER").status_code == 303
    assert judge(client, **{**common, "end": str(int(end) + 1)}, value="").status_code == 303
    answer = judge(client, **common, value="", note="يحتاج سؤال أحد", here="/ar/review/roles")
    assert answer.headers["location"] == "/ar/review/roles"
    with Case.open(case) as opened:
        assert [made.verdict for made in opened.judgements()] == ["correct", "move"]
    assert other.id != one.id


def test_a_draft_is_kept_on_the_server_until_the_thing_is_decided(client: TestClient, case: Path) -> None:
    with Case.open(case) as opened:
        item = opened.desk.stated("mentions")[0].item
    judge(client, item=item, verdict="draft", note="نصف سبب", here="/ar/review")
    text = page(client, "/en/review/item", id=item)
    assert 'value="نصف سبب"' in text and "You have a draft" in text
    judge(client, item=item, verdict="accept", note="سبب")
    assert "نصف سبب" not in page(client, "/en/review/item", id=item)


def test_what_is_refused_comes_back_with_its_words(client: TestClient, case: Path) -> None:
    with Case.open(case) as opened:
        entity = opened.entities("PER")[0]
    answer = judge(client, item=entity.id, verdict="same", other="لا أحد بهذا الاسم إطلاقا", note="كتبته كله")
    assert answer.status_code == 422 and "كتبته كله" in answer.text and "لا أحد بهذا الاسم إطلاقا" in answer.text


@pytest.mark.parametrize("where", ["entities", "search", "entity", "network", "whole"])
def test_two_clicks_anywhere_make_two_entities_one(app: FastAPI, client: TestClient, case: Path, where: str) -> None:
    with Case.open(case) as opened:
        one, other = opened.entities("PER")[:2]
        if where in ("network", "whole"):
            drawn = opened.bonds.drawing("whole").actors
            one, other = [person for person in opened.entities("PER") if person.id in drawn][:2]
    addresses = {
        "entities": ("/ar/entities", {"named": other.name}),
        "search": ("/ar/search", {"q": other.name}),
        "entity": (f"/ar/entities/{other.id}", {}),
        "network": ("/ar/network", {}),
        "whole": ("/ar/network/whole", {}),
    }
    address, query = addresses[where]
    first = page(client, f"/ar/entities/{one.id}")
    assert f'<input type="hidden" name="item" value="{one.id}">' in first.split('action="/ar/review/hold"')[1]
    if where in ("network", "whole"):
        offered = page(client, address).split('action="/ar/review/hold"')[1].split("</form>")[0]
        assert f'name="item" value="{one.id}"' in offered, "the drawing's own list offers the first press, too"
    held = client.post("/ar/review/hold", data={"item": one.id, "back": address})
    assert held.status_code == 303 and held.headers["location"] == address
    text = page(client, address, **query)
    form = next(part for part in text.split("<form")[1:] if f'name="other" value="{other.id}"' in part)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) | {"other": other.id}
    answer = client.post("/ar/judge", data={key: unescape(value) for key, value in fields.items()})
    assert answer.status_code == 303 and answer.headers["location"].startswith("/ar/search" if where == "entity" else address)
    with settled(app, case) as opened:
        assert opened.find_entity(one.name).id == opened.find_entity(other.name).id
    after = page(client, "/ar/entities")
    assert "يُجمع مع اسم آخر" not in after and 'value="undo"' in after, "done is done, and every page offers to take it back"


def test_the_first_page_counts_what_the_queues_hold(client: TestClient) -> None:
    desk = page(client, "/en/review").split('<table class="cards queues">')[1].split("</table>")[0]
    rows = re.findall(r"<strong>(.*?)</strong>.*?(?:0 of ([\d,]+)|Nothing)", desk, re.DOTALL)
    waits = {name: int((total or "0").replace(",", "")) for name, total in rows}
    assert len(waits) == 8 and sum(waits.values()) > 20
    home = page(client, "/en/").split('id="waiting"')[1].split("</section>")[0]
    said = [int(number.replace(",", "")) for number in re.findall(r"<li><a [^>]*>([\d,]+) ", home)]
    assert sum(said) == sum(waits.values())


def test_a_name_is_parted_from_the_rest(app: FastAPI, client: TestClient, case: Path) -> None:
    with Case.open(case) as opened:
        entity = next(one for one in opened.entities("PER") if len(one.aliases) > 1 and len(one.references) > 2)
    text = page(client, "/ar/review/item", id=entity.id)
    part = unescape(re.findall(r'<option value="([^"]+)">', text.split('name="part"')[1])[-1])
    assert judge(client, item=entity.id, part=part, verdict="not_same").status_code == 303
    with settled(app, case) as opened:
        document, _, mention = part.partition("/")
        home = opened.links(document)[0].get(part)
        rest = [at for at in entity.references if f"{at.document}/{at.annotation}" != part]
        homes = [opened.links(at.document)[0].get(f"{at.document}/{at.annotation}") for at in rest]
        assert mention and homes.count(home) < len(homes)


def test_two_names_of_a_queue_are_joined_or_told_apart(app: FastAPI, client: TestClient, case: Path) -> None:
    text = page(client, "/ar/review/merges")
    one, other = hidden(text, "item")
    assert judge(client, item=[one, other], verdict="not_same").status_code == 303
    with settled(app, case) as opened:
        assert opened.judgements()[0].items == (one, other)
    share_a_name(case, *sorted((one, other)))
    with Case.open(case) as opened:
        assert not {f"{one}|{other}", f"{other}|{one}"} & {waiting.key for waiting in opened.desk.merges()}


def test_the_status_of_a_contradiction_is_seen_at_once_and_everywhere(app: FastAPI, client: TestClient, case: Path) -> None:
    with Case.open(case) as opened:
        found = next(one for one in opened.contradictions() if one.about.startswith("h-"))
    assert judge(client, item=found.id, status="explained", note="خطأ مطبعي").status_code == 303
    text = page(client, "/en/contradictions", status="explained")
    assert found.id in text and "خطأ مطبعي" in text and "سلمى" in text
    assert found.id not in {row["contradiction"] for row in table(client, status="open")}
    with settled(app, case) as opened:
        assert opened.contradiction(found.id).status == "explained"
    assert "noted that this is explained" in page(client, f"/en/events/{found.about}/dossier")
    on_event = page(client, f"/en/events/{found.about}").split(f'id="{found.id}"')[1].split("</article>")[0]
    assert ">explained<" in on_event
    rows = table(client, status="explained")
    assert {row["contradiction"] for row in rows} == {found.id}
    assert {(row["status"], row["decided_by"], row["note"]) for row in rows} == {("explained", "سلمى", "خطأ مطبعي")}
    with Case.open(case) as opened:
        (made,) = opened.judgements()
    judge(client, item=made.id, verdict="undo")
    assert found.id in {row["contradiction"] for row in table(client, status="open")}, "taken back at once"
    with settled(app, case) as opened:
        assert opened.contradiction(found.id).status == "open"


def table(client: TestClient, **query: str) -> list[dict[str, str]]:
    content = client.get("/en/contradictions.csv", params=query).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_the_table_holds_what_the_desk_shows_in_its_order(client: TestClient, case: Path) -> None:
    for query in (
        {},
        {"kind": "date"},
        {"sort": "stake"},
        {"sort": "actor"},
        {"kind": "date", "sort": "kind", "nature": "contradiction"},
    ):
        shown = re.findall(r'<article class="contradiction" id="(c-\w+)"', page(client, "/en/contradictions", **query))
        rows = list(dict.fromkeys(row["contradiction"] for row in table(client, **query)))
        assert rows[: len(shown)] == shown and shown, query
    with Case.open(case) as opened:
        everything = {one.id for one in opened.contradictions()}
    assert {row["contradiction"] for row in table(client)} == everything


def test_where_deciding_is_off_no_page_offers_it(case: Path) -> None:
    with TestClient(create_app(case, may_judge=False), base_url="http://127.0.0.1:8000") as client, Case.open(case) as opened:
        entity = opened.entities("PER")[0]
        for address in (
            "review",
            "review/roles",
            "contradictions",
            "entities",
            f"entities/{entity.id}",
            f"review/item?id={entity.id}",
        ):
            assert 'action="/en/judge"' not in page(client, f"/en/{address}") and "review/hold" not in page(
                client, f"/en/{address}"
            )
        for address in ("judge", "review/hold", "review/name"):
            assert client.post(f"/en/{address}", data={"item": entity.id, "by": "x"}).status_code == 403


def test_a_decision_on_a_contradiction_is_told_in_the_words_of_the_page(client: TestClient, case: Path) -> None:
    with Case.open(case) as opened:
        one = opened.contradictions()[0]
    judge(client, item=one.id, status="explained")
    judge(client, item=one.id, status="settled", by="كريم")
    for language, settled, explained in (("ar", "الحالة: محسوم", "الحالة: مفسَّر"), ("en", "Status: settled", "Status: explained")):
        shown = page(client, f"/{language}/review/item", id=one.id)
        told = shown.split('class="warning rivals"')[1].split("</div>")[0]
        assert settled.casefold() in told.casefold() and explained.casefold() in told.casefold()
        assert f'<q><bdi lang="ar">{one.kind}' not in shown.replace("\n", "")
