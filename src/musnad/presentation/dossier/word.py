"""A dossier as a Word document: right-to-left where Arabic is, footnote marks that lead to their notes and back.

The same note is cited many times, so the notes stand at the end as numbered paragraphs with links both ways instead of
Word's own footnotes, which would be numbered anew at every mark.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from musnad.presentation.dossier.records import Dossier, Footnote, Part, Section, Sentence

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_FONT, _ARABIC_FONT, _CODE_FONT = "Times New Roman", "Arabic Typesetting", "Courier New"
"""Fonts that Word has everywhere; the second is used for Arabic script."""
_BODY, _NOTE, _CODE = Pt(12), Pt(10), Pt(8)
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Earliest time a ZIP can hold: no clock may make two files of one dossier differ."""

Link = Callable[[str], str]


def word(dossier: Dossier, link: Link | None = None) -> bytes:
    """The dossier as a .docx file; with `link` the notes also open the report in musnad."""
    return _Writer(dossier, link).write()


class _Writer:
    def __init__(self, dossier: Dossier, link: Link | None) -> None:
        self.dossier, self.link = dossier, link
        self.rtl = dossier.language == "ar"
        self.document: WordDocument = Document()
        self._marked: set[str] = set()
        self._bookmarks = 0

    def write(self) -> bytes:
        """The file's bytes, the same for the same dossier."""
        self._page()
        self._heading(self.dossier.title, 1)
        if self.dossier.in_part:
            self._run(self._paragraph("Normal"), self.dossier.in_part)
        for section in self.dossier.sections:
            self._section(section)
        self._heading(self.dossier.notes_title, 2)
        for note in self.dossier.footnotes:
            self._note(note)
        raw = io.BytesIO()
        self.document.save(raw)
        return _without_times(raw.getvalue())

    def _page(self) -> None:
        styles: Any = self.document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size = _FONT, _BODY
        for name in ("Normal", "Title", "Heading 2"):
            _for_arabic(styles[name])
        self.document.core_properties.title = self.dossier.title
        self.document.core_properties.author = "musnad"
        self.document.core_properties.comments = ""
        self.document.core_properties.language = self.dossier.language
        if self.rtl:
            for section in self.document.sections:
                section._sectPr.append(OxmlElement("w:bidi"))

    def _heading(self, words: str, level: int) -> None:
        paragraph = self._paragraph(f"Heading {level}" if level > 1 else "Title")
        self._run(paragraph, words)

    def _section(self, section: Section) -> None:
        self._heading(section.title, 2)
        for paragraph in section.paragraphs:
            written = self._paragraph("List Bullet" if len(section.paragraphs) > 1 else "Normal")
            for position, sentence in enumerate(paragraph.sentences):
                if position:
                    self._run(written, " ")
                self._sentence(written, sentence)

    def _sentence(self, paragraph: WordParagraph, sentence: Sentence) -> None:
        before: Part | None = None
        for part in sentence.parts:
            if part.kind == "note":
                if before and before.kind == "note":
                    self._run(paragraph, "،" if self.rtl else ",").font.superscript = True
                self._mark(paragraph, part.text)
            else:
                self._part(paragraph, part)
            before = part

    def _part(self, paragraph: WordParagraph, part: Part, size: Pt | None = None) -> None:
        run = self._run(paragraph, part.text, size, code=part.kind == "code")
        run.font.italic = (part.kind == "quote" and not _ARABIC.search(part.text)) or None

    def _mark(self, paragraph: WordParagraph, number: str) -> None:
        """A superscript number that leads to its note; the first of its number is where the note leads back."""
        first = number not in self._marked
        self._marked.add(number)
        link = self._anchor_link(paragraph, f"note_{number}")
        run = self._run(paragraph, number)
        run.font.superscript = True
        link.append(run._element)
        if first:
            self._bookmark(paragraph, link, f"mark_{number}")

    def _note(self, note: Footnote) -> None:
        paragraph = self._paragraph("Normal")
        back = self._anchor_link(paragraph, f"mark_{note.number}")
        run = self._run(paragraph, f"{note.number}. ", _NOTE)
        back.append(run._element)
        self._bookmark(paragraph, back, f"note_{note.number}")
        for part in note.parts:
            self._part(paragraph, part, _NOTE)
        self._run(paragraph, " ", _NOTE)
        place = self._run(paragraph, note.target, _CODE, code=True)
        if self.link:
            self._outside_link(paragraph, self.link(note.target)).append(place._element)

    # --- WordprocessingML ------------------------------------------------------------------------------------------------

    def _paragraph(self, style: str) -> WordParagraph:
        paragraph = self.document.add_paragraph(style=style)
        if self.rtl:
            properties = paragraph._p.get_or_add_pPr()
            bidi = OxmlElement("w:bidi")
            # The schema wants bidi before spacing, indents and alignment; a fresh paragraph has only its style.
            properties.append(bidi)
        return paragraph

    def _run(self, paragraph: WordParagraph, words: str, size: Pt | None = None, *, code: bool = False) -> Run:
        """Running text; Arabic is marked as right-to-left script with its own font size and language."""
        run = paragraph.add_run(words)
        properties: Any = run._element.get_or_add_rPr()
        if code:
            run.font.name, size = _CODE_FONT, _CODE
        run.font.size = size
        arabic = bool(_ARABIC.search(words)) or (self.rtl and not re.search(r"[A-Za-z]", words) and not code)
        if arabic:
            if size is not None:
                _add(properties, "w:szCs", val=str(int(size.pt * 2)))
            run.font.rtl = True
            _add(properties, "w:lang", bidi="ar-SA")
        return run

    def _anchor_link(self, paragraph: WordParagraph, anchor: str) -> Any:
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), anchor)
        link.set(qn("w:history"), "1")
        paragraph._p.append(link)
        return link

    def _outside_link(self, paragraph: WordParagraph, address: str) -> Any:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        paragraph._p.append(link)
        return link

    def _bookmark(self, paragraph: WordParagraph, around: Any, name: str) -> None:
        self._bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), str(self._bookmarks))
        around.addprevious(start)
        around.addnext(end)


def _for_arabic(style: Any) -> None:
    """Size, weight and font of a style count for Arabic script too: Word keeps them apart."""
    properties = style.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:cs"), _ARABIC_FONT)
    for tag, own in (("w:b", "w:bCs"), ("w:sz", "w:szCs")):
        latin = properties.find(qn(tag))
        if latin is not None and properties.find(qn(own)) is None:
            arabic = OxmlElement(own)
            for key, value in latin.attrib.items():
                arabic.set(key, value)
            latin.addnext(arabic)


def _add(properties: Any, tag: str, **values: str) -> None:
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    properties.append(element)


def _without_times(packed: bytes) -> bytes:
    """The same archive with no clock in it."""
    plain = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as new:
        for name in _in_order(old.namelist()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return plain.getvalue()


def _in_order(names: Iterable[str]) -> list[str]:
    """The table of contents first, as readers of the format expect."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
