"""Encodings: what Arabic files come in, and what cannot be read."""

from __future__ import annotations

import pytest

from musnad import documents
from musnad.documents.decoding import arabic_likeness
from musnad.errors import UnreadableDocument, UnsupportedFormat

REPORT = (
    "أعلنت بلدية المدينة يوم الخميس أن فرق الصيانة أنهت إصلاح شبكة المياه في الأحياء الشرقية.\n"
    "وقال رئيس البلدية إن العمل استمر ثلاثة أسابيع، وإن السكان سيحصلون على المياه بعد يومين من هذا الموعد.\n"
)


@pytest.mark.parametrize(
    ("codec", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("cp1256", "windows-1256"),
        ("iso8859-6", "iso-8859-6"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_arabic_is_read_in_every_encoding(codec: str, expected: str) -> None:
    document = documents.read_bytes(REPORT.encode(codec), "report.txt")
    assert document.text == REPORT
    assert document.encoding == expected


def test_a_single_headline_in_windows_1256_is_read() -> None:
    text = "اجتماع في العاصمة لبحث أسعار القمح"
    assert documents.read_bytes(text.encode("cp1256"), "a.txt").text == text


def test_a_page_in_windows_1256_is_read_by_its_declaration() -> None:
    page = f'<html><head><meta charset="windows-1256"></head><body><p>{REPORT}</p></body></html>'
    document = documents.read_bytes(page.encode("cp1256"), "page.html")
    assert document.encoding == "windows-1256" and "رئيس البلدية" in document.text


def test_a_page_that_lies_about_its_encoding_is_read() -> None:
    page = f'<html><head><meta charset="iso-8859-1"></head><body><p>{REPORT}</p></body></html>'
    assert "رئيس البلدية" in documents.read_bytes(page.encode("cp1256"), "page.html").text
    assert "رئيس البلدية" in documents.read_bytes(page.encode("utf-8"), "page.html").text


def test_a_utf8_file_cut_in_a_letter_is_read_with_a_note() -> None:
    document = documents.read_bytes(REPORT.encode()[:-3], "cut.txt")
    assert "رئيس البلدية" in document.text and document.notes


def test_line_breaks_become_newlines_and_nothing_else_changes() -> None:
    document = documents.read_bytes("سطر أول\r\nسطر\u00a0ثانٍ\rسطر ثالث".encode(), "a.txt")
    assert document.text == "سطر أول\nسطر\u00a0ثانٍ\nسطر ثالث" and document.segments == ()


def test_likeness_tells_the_right_code_page_from_the_wrong_ones() -> None:
    raw = REPORT.encode("cp1256")
    right = arabic_likeness(raw.decode("cp1256"))
    wrong = [
        arabic_likeness(raw.decode(codec, "replace")) for codec in ("iso8859-6", "cp720", "cp1251", "iso8859-7", "mac_arabic")
    ]
    assert right > 0.6 and all(right > each + 0.1 for each in wrong)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n\x1a\n...", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
    ],
)
def test_other_formats_are_named_with_advice(data: bytes, word: str) -> None:
    with pytest.raises(UnsupportedFormat) as raised:
        documents.read_bytes(data, "x.txt")
    assert word in raised.value.problem and raised.value.advice and "x.txt" in str(raised.value)


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\n", b"\x00\x01\x02" * 50, bytes(range(1, 9)) * 40, b"<html><body><script>x</script></body></html>"]
)
def test_what_holds_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        documents.read_bytes(data, "x.html")


def test_text_without_arabic_is_read_with_a_note() -> None:
    document = documents.read_bytes(b"The council met on Monday and agreed on a new road.", "en.txt")
    assert any("no Arabic" in note for note in document.notes)
