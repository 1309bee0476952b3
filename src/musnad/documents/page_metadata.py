"""What a page says of itself outside its running text: meta tags, JSON-LD, `<time>`, canonical address, title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

from musnad.documents.markup import Page
from musnad.records import Metadata

PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date_published", "publishdate",
    "publish_date", "publish-date", "pubdate", "publication_date", "published_time", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created",
    "article.published",
    "date",
)  # fmt: skip
"""Names of meta tags for the publication time, surest first."""
TITLES = ("og:title", "twitter:title", "dc.title", "headline")
OUTLETS = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "publisher",
    "al:android:app_name",
    "apple-mobile-web-app-title",
    "copyright",
)
AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_ISO = re.compile(r"^\s*(\d{4})-(\d{2})(?:-(\d{2}))?(?:[T\s]|$)")
_SLASHED = re.compile(r"^\s*(\d{4})/(\d{1,2})/(\d{1,2})(?:\D|$)")
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:T?\d{2}|$)")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
_ARTICLE_TYPES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "BlogPosting",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "WebPage",
)


def metadata(page: Page) -> Metadata:
    """The page's own statements; None where it is silent."""
    articles = sorted(_linked_articles(page), key=lambda item: str(item.get("@type")) == "WebPage")
    published, published_from = _published(page, articles)
    meta = dict(reversed(page.meta))
    return Metadata(
        title=_first(meta, TITLES) or _text(articles, "headline") or page.title or None,
        published=published,
        published_from=published_from,
        outlet=_first(meta, OUTLETS) or _named(articles, "publisher"),
        url=page.canonical or meta.get("og:url"),
        author=_first(meta, AUTHORS, no_address=True) or _named(articles, "author"),
        language=page.language or meta.get("og:locale") or meta.get("content-language"),
    )


def edtf(value: str) -> str | None:
    """The day (or month) of a time as pages write it, as EDTF; None where it is no date."""
    if match := _ISO.match(value) or _SLASHED.match(value) or _COMPACT.match(value):
        year, month, day = match.group(1), match.group(2), match.group(3)
        if day is None:
            return f"{year}-{month}" if 1 <= int(month) <= 12 else None
        return _day(int(year), int(month), int(day))
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (TypeError, ValueError, IndexError):
        return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _published(page: Page, articles: list[dict[str, Any]]) -> tuple[str | None, str | None]:
    meta = dict(reversed(page.meta))
    for name in PUBLISHED:
        if name in meta and (value := edtf(meta[name])):
            return value, f"meta {name}"
    for article in articles:
        if value := edtf(str(article.get("datePublished", ""))):
            return value, "JSON-LD datePublished"
    # Several <time> elements belong to lists of other reports as often as to this one.
    days = [value for value in map(edtf, page.times) if value]
    if days and len(set(days)) == 1:
        return days[0], "time datetime"
    match = _IN_ADDRESS.search(page.canonical or meta.get("og:url") or "")
    if match and (value := _day(int(match.group(1)), int(match.group(2)), int(match.group(3)))):
        return value, "address of the page"
    return (days[0], "time datetime") if days else (None, None)


def _linked_articles(page: Page) -> Iterator[dict[str, Any]]:
    for text in page.linked_data:
        try:
            content = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(content)


def _articles(content: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(content, list) and depth < 5:
        for item in content:
            yield from _articles(item, depth + 1)
    elif isinstance(content, dict):
        kinds = content.get("@type")
        if any(kind in _ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield content
        if "@graph" in content and depth < 5:
            yield from _articles(content["@graph"], depth + 1)


def _first(meta: dict[str, str], names: tuple[str, ...], no_address: bool = False) -> str | None:
    for name in names:
        value = " ".join(meta.get(name, "").split())
        if value and not (no_address and value.startswith(("http:", "https:"))):
            return value
    return None


def _text(articles: list[dict[str, Any]], key: str) -> str | None:
    return next(
        (str(article[key]).strip() for article in articles if isinstance(article.get(key), str) and article[key].strip()), None
    )


def _named(articles: list[dict[str, Any]], key: str) -> str | None:
    for article in articles:
        value = article.get(key)
        value = value[0] if isinstance(value, list) and value else value
        name = value.get("name") if isinstance(value, dict) else value
        if isinstance(name, str) and name.strip():
            return name.strip()
    return None
