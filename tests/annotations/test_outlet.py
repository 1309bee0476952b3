"""Who published a report: clues of all kinds, and honest silence."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from musnad import documents
from musnad.annotations import outlet
from musnad.lexicons import load
from musnad.reasons import sentence
from musnad.records import OutletMention, Report
from musnad.script import search_key

BODY = "أعلنت بلدية العين أن المدارس ستفتح أبوابها يوم الأحد، وأن الحافلات ستنقل التلاميذ من القرى السبع إلى المركز مجانًا."


def found(text: str, name: str = "a.txt") -> OutletMention | None:
    """The outlet of a text, its span checked."""
    document = documents.read_bytes(text.encode(), name)
    result: OutletMention | None = outlet.annotate(Report(document=document))["outlet"]
    if result is not None:
        assert 0 <= result.span.start <= result.span.end <= len(document.text)
        for language in ("ar", "en"):
            assert sentence(result, language) != result.by and "…" not in sentence(result, language)
    return result


@pytest.mark.parametrize(
    ("text", "known", "quoted"),
    [
        (f"فتح المدارس في بلدية العين\nالمدن ـ وكالات\n{BODY}", "almodon", "المدن"),
        (f"فتح المدارس في بلدية العين\nخاص - شفق نيوز\n{BODY}", "shafaq", "شفق نيوز"),
        (f"{BODY}\nhttps://www.hespress.com/a-1.html", "hespress", "https://www.hespress.com/a-1.html"),
        (f"{BODY}\nجميع الحقوق محفوظة © مدى مصر 2020", "mada_masr", "مدى مصر"),
        (f"{BODY}\nمقالات ذات صلة\nادعموا رصيف 22", "raseef22", "رصيف 22"),
        (
            f"{BODY}\nوقال المدير لـ«العربي الجديد» إن العدد كاف.\nوأضاف لـ«العربي الجديد» أن الخطة جاهزة.",
            "al_araby_al_jadeed",
            "العربي الجديد",
        ),
        (f"{BODY}\nوقالت المديرة في حديث إلى عنب بلدي إن العدد كاف.\nوأكد آخرون لعنب بلدي ذلك.", "enab_baladi", "عنب بلدي"),
        (f"دمشق-سانا {BODY}", "sana", "سانا"),
        (f"فتح المدارس في بلدية العين\nدمشق-سانا\n{BODY}", "sana", "سانا"),
        (f"فتح المدارس في بلدية العين\nالثلاثاء 9 تشرين الأول (أكتوبر) 2012\n{BODY}", None, ""),
        (f"فتح المدارس في بلدية العين\nالخرطوم – دبنقا | الأربعاء 26 نوفمبر 2025\n{BODY}", "dabanga", "دبنقا"),
        (BODY, None, ""),
        (f"{BODY}\nوقالت وكالة رويترز إن العدد كاف، ونقلت صحيفة الغارديان عن مسؤول مثل ذلك في تقرير.", None, ""),
        (f"فتح المدارس في بلدية العين\nبيروت - رويترز\n{BODY}", None, ""),
        (f"{BODY}\nhttps://www.facebook.com/somebody", None, ""),
        (f"{BODY}\nمقالات ذات صلة\nاشترك في النشرة البريدية", None, ""),
        (f"فتح المدارس في بلدية العين\nسعاد النهري - خاص\n{BODY}", None, ""),
    ],
)
def test_the_publisher_is_found_or_left_open(text: str, known: str | None, quoted: str) -> None:
    result = found(text)
    assert (result.known_as if result else None) == known
    if result:
        assert result.span.of(text) == quoted


def test_an_unlisted_site_keeps_the_name_its_page_gives() -> None:
    page = (
        f'<html><head><meta property="og:site_name" content="صدى الضفة"></head><body><p>{BODY}</p><p>صدى الضفة</p></body></html>'
    )
    result = found(page, "a.html")
    assert result and result.name == "صدى الضفة" and result.known_as is None and result.by == "outlet.metadata"


def test_an_unlisted_outlet_in_a_byline_needs_a_media_word() -> None:
    result = found(f"فتح المدارس في بلدية العين\nالضفة نيوز ـ متابعات\n{BODY}")
    assert result and result.name == "الضفة نيوز" and result.known_as is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{BODY}\nجميع الحقوق محفوظة لشبكة الضفة 2021", "شبكة الضفة"),
        (f"موقع الضفة الإخباري\nالرئيسية\nفتح المدارس في بلدية العين\n{BODY}", "موقع الضفة الإخباري"),
    ],
)
def test_an_unlisted_outlet_is_read_from_its_rights_and_its_logo(text: str, name: str) -> None:
    result = found(text)
    assert result and result.name == name and result.span.of(text) == name and result.known_as is None


def test_subdomains_belong_to_their_outlet() -> None:
    assert outlet.by_domain("https://arabic.cnn.com/a")[1] is not None
    assert outlet.by_domain("https://m.alarabiya.net/x")[1].id == "al_arabiya"  # type: ignore[union-attr]
    assert outlet.by_domain("https://notalarabiya.net/x")[1] is None


def test_the_lexicon_holds_no_name_domain_or_id_twice() -> None:
    entries = load("outlets")["outlets"]
    names, domains = defaultdict(set), defaultdict(set)
    for entry in entries:
        assert entry["kind"] in ("outlet", "agency") and {"id", "ar", "aliases", "en", "domains", "country"} <= set(entry)
        for name in (entry["ar"], *entry["aliases"]):
            names[search_key(name)].add(entry["id"])
        for domain in entry["domains"]:
            domains[domain].add(entry["id"])
    assert len(entries) >= 150
    assert {name: ids for name, ids in {**names, **domains}.items() if len(ids) > 1} == {}
    assert [each for each, count in Counter(entry["id"] for entry in entries).items() if count > 1] == []
