"""HTML: exact map to the original, metadata, kinds of lines."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad import documents
from musnad.documents.markup import parse
from musnad.documents.page_metadata import edtf, metadata
from musnad.documents.readers.html import compose
from musnad.records import Document, LineKind, SourceSegment

PARAGRAPHS = [
    "أنهت لجنة الإغاثة في بلدة العين توزيع ألف سلة غذائية على العائلات الوافدة من القرى المجاورة خلال أسبوع واحد.",
    "وقال مدير اللجنة، سامي الراوي، إن التوزيع شمل ستة مراكز إيواء &quot;تعمل بطاقتها القصوى&quot;، وإن دفعة ثانية ستصل قريبًا.",
    "وطالبت العائلات بمياه صالحة للشرب وبمدرسة مؤقتة للأطفال الذين انقطعوا عن التعليم منذ بداية الشتاء&nbsp;في المنطقة كلها.",
]
PAGE = f"""<!DOCTYPE html><html lang="ar"><head><title>لجنة الإغاثة توزع ألف سلة غذائية في بلدة العين | صدى الضفة</title>
<meta property="og:site_name" content="صدى الضفة"><meta property="article:published_time" content="2021-02-03T09:00:00+03:00">
<meta property="og:title" content="لجنة الإغاثة توزع ألف سلة غذائية في بلدة العين">
<link rel="canonical" href="https://sada.example/2021/02/03/x"><script>var a = "<p>لا</p>";</script></head><body>
<nav class="main-menu"><ul><li><a href="/">الرئيسية</a></li><li><a href="/w">العالم</a></li>
<li><a href="/s">رياضة</a></li></ul></nav>
<article><h1>لجنة الإغاثة توزع ألف سلة غذائية<br>في بلدة العين</h1><time datetime="2021-02-03">3 شباط 2021</time>
<figure><img src="x.jpg"><figcaption>سلال غذائية قبل التوزيع (صدى الضفة)</figcaption></figure>
<p>{PARAGRAPHS[0]}</p><div class="share-buttons"><a href="#">شارك</a> <a href="#">تويتر</a></div><p>{PARAGRAPHS[1]}</p>
<h2>مطالب العائلات</h2><p>{PARAGRAPHS[2]}</p></article>
<aside class="related"><h3>مقالات ذات صلة</h3><ul><li><a href="/1">افتتاح جسر جديد على النهر</a></li>
<li><a href="/2">ارتفاع أسعار الخبز في السوق</a></li></ul></aside>
<footer>جميع الحقوق محفوظة صدى الضفة 2021</footer></body></html>"""


def kinds(document: Document) -> dict[str, str]:
    return {line.span.of(document.text): line.kind.value for line in document.lines}


def test_the_page_is_read_with_its_kinds_and_metadata() -> None:
    document = documents.read_bytes(PAGE.encode(), "page.html")
    found = kinds(document)
    body = [text for text, kind in found.items() if kind in ("paragraph", "subheading")]
    assert body == [unescape(PARAGRAPHS[0]), unescape(PARAGRAPHS[1]), "مطالب العائلات", unescape(PARAGRAPHS[2])]
    assert found["لجنة الإغاثة توزع ألف سلة غذائية"] == "headline" and found["3 شباط 2021"] == "dateline"
    assert found["سلال غذائية قبل التوزيع (صدى الضفة)"] == "caption" and found["مطالب العائلات"] == "subheading"
    for text in (
        "الرئيسية",
        "رياضة",
        "مقالات ذات صلة",
        "افتتاح جسر جديد على النهر",
        "جميع الحقوق محفوظة صدى الضفة 2021",
        "شارك تويتر",
    ):
        assert found[text] == "furniture", text
    assert document.metadata.published == "2021-02-03" and document.metadata.published_from == "meta article:published_time"
    assert document.metadata.outlet == "صدى الضفة" and document.metadata.language == "ar"


def test_every_segment_quotes_the_original() -> None:
    document = documents.read_bytes(PAGE.encode(), "page.html")
    check_segments(PAGE, document.text, document.segments)
    assert "المنطقة" in document.text and "\u00a0في" in document.text, "no-break spaces stay"


def check_segments(source: str, text: str, segments: tuple[SourceSegment, ...]) -> None:
    covered = 0
    for segment in segments:
        assert text[covered : segment.start].strip("\n") == "", "only line breaks lie between segments"
        original = source[segment.original_start : segment.original_end]
        shown = text[segment.start : segment.end]
        assert shown == original or shown == unescape(original) or (shown.isspace() and unescape(original).isspace())
        covered = segment.end
    assert text[covered:].strip("\n") == ""


PIECES = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<br>", "<br/>", "<a href='x'>", "</a>", "<li>", "<ul>", "<script>",
     "</script>",
     "&amp;", "&nbsp;", "&#1587;", "&#x633;", "&copy", "&unknown;", "&", "<", ">", "<!-- x -->", "<![CDATA[ x ]]>", "<?pi?>",
     " ", "\n", "\t",
     "\r\n", "سوق", "قرية", "النهر.", "12", "<p class='", "<title>", "</title>", "<pre>", "\u00a0", "&lt;p&gt;", "</"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_the_map_holds_for_any_markup(pieces: list[str]) -> None:
    source = "".join(pieces)
    text, segments = compose(parse(source).lines, source)
    check_segments(source, text, segments)
    assert all(line.strip(" ") for line in text.split("\n")) or not text


def test_deep_nesting_and_many_references_do_not_hang() -> None:
    source = "<div>" * 20_000 + "نص" + "&amp;" * 20_000
    text, _ = compose(parse(source).lines, source)
    assert text.startswith("نص&")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2013-08-03T10:00:00Z", "2013-08-03"),
        ("2013-08", "2013-08"),
        ("2013/8/3 10:00", "2013-08-03"),
        ("20130803", "2013-08-03"),
        ("Sat, 03 Aug 2013 10:00:00 GMT", "2013-08-03"),
        ("2013-13-40", None),
        ("أمس", None),
    ],
)
def test_times_of_pages_become_edtf(value: str, expected: str | None) -> None:
    assert edtf(value) == expected


def test_json_ld_and_address_give_the_date_where_meta_tags_are_silent() -> None:
    article = '{"@graph":[{"@type":"NewsArticle","datePublished":"2020-01-02","publisher":{"name":"صدى"}}]}'
    linked = f'<script type="application/ld+json">{article}</script>'
    found = metadata(parse(f"<html><head>{linked}</head><body>x</body></html>"))
    assert (found.published, found.published_from, found.outlet) == ("2020-01-02", "JSON-LD datePublished", "صدى")
    found = metadata(parse('<link rel="canonical" href="https://a.example/news/2019/5/21/title">'))
    assert (found.published, found.published_from) == ("2019-05-21", "address of the page")
    assert metadata(parse('<script type="application/ld+json">{broken</script>')).published is None


def test_a_page_of_furniture_only_has_no_paragraph() -> None:
    page = "<html><body><nav><a href='/'>الرئيسية</a></nav><footer>جميع الحقوق محفوظة</footer></body></html>"
    document = documents.read_bytes(page.encode(), "x.html")
    assert {line.kind for line in document.lines} == {LineKind.furniture}
