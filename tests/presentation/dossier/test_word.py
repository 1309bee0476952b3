"""The Word file: every word of the dossier, Arabic right to left, every mark leads to its note."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from papers import MemoryCase

from musnad.presentation.dossier import compose, word


def opened(content: bytes) -> Any:
    """The file as Word reads it."""
    return Document(io.BytesIO(content))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_sentence_stands_in_the_file(case: MemoryCase, language: str) -> None:
    dossier = compose(case, "committee", language)  # type: ignore[arg-type]
    written = "\n".join(text_of(paragraph) for paragraph in opened(word(dossier)).paragraphs)
    for sentence in dossier.sentences():
        pieces = [part.text for part in sentence.parts if part.kind != "note"]
        assert all(piece in written for piece in pieces)
    assert all(note.target in written for note in dossier.footnotes)


def test_arabic_runs_are_right_to_left_and_latin_ones_are_not(case: MemoryCase) -> None:
    document = opened(word(compose(case, "committee", "ar")))
    runs = [run for paragraph in document.element.body.iter(qn("w:p")) for run in paragraph.iter(qn("w:r"))]
    assert runs
    for run in runs:
        words, rtl = "".join(t.text or "" for t in run.iter(qn("w:t"))), run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
        if re.search(r"[\u0600-\u06ff]", words):
            assert rtl, words
        if re.search(r"[A-Za-z]", words) and not re.search(r"[\u0600-\u06ff]", words):
            assert not rtl, words
    assert all(paragraph.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for paragraph in document.element.body.iter(qn("w:p")))


def test_marks_and_notes_lead_to_each_other(case: MemoryCase) -> None:
    body = opened(word(compose(case, "committee", "en"))).element.body
    names = [start.get(qn("w:name")) for start in body.iter(qn("w:bookmarkStart"))]
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert len(names) == len(set(names))
    assert anchors and anchors <= set(names)


def test_notes_open_the_report_where_a_link_is_given(case: MemoryCase) -> None:
    content = word(compose(case, "committee", "en"), link=lambda target: f"http://127.0.0.1/en/{target}")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        relations = packed.read("word/_rels/document.xml.rels").decode()
    assert relations.count("http://127.0.0.1/en/reports/") == len(compose(case, "committee", "en").footnotes)


def test_two_files_of_one_dossier_are_the_same(case: MemoryCase) -> None:
    assert word(compose(case, "man", "ar")) == word(compose(case, "man", "ar"))


def text_of(paragraph: Any) -> str:
    """All words of a paragraph, those of its links as well."""
    return "".join(t.text or "" for t in paragraph._p.iter(qn("w:t")))
