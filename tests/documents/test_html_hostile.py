"""Markup made to hang a parser."""

from __future__ import annotations

import time

import pytest

from musnad import documents


@pytest.mark.parametrize("piece", ["<a ", "<div class='", "</a ", "<!-- ", "&", "<", "<a href=x <", '<p "'])
def test_thousands_of_unclosed_tags_take_no_time(piece: str) -> None:
    page = "<html><body><p>خبر من مدينة الرقة عن اجتماع المجلس المحلي.</p>" + piece * 20_000 + "</body></html>"
    started = time.perf_counter()
    document = documents.read_bytes(page.encode(), "page.html")
    assert time.perf_counter() - started < 10, "quadratic"
    assert "اجتماع المجلس المحلي" in document.text


def test_a_sign_that_opens_nothing_stays_in_the_text() -> None:
    page = "<html><body><p>العدد 3 < 5 في المدينة</p></body></html>"
    assert "3 < 5" in documents.read_bytes(page.encode(), "page.html").text
