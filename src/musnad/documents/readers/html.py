"""HTML pages: text made from the markup with an exact map to the decoded original."""

from __future__ import annotations

import re

from musnad.documents import markup, page_lines, page_metadata
from musnad.documents.decoding import decode
from musnad.documents.readers.plain_text import language_notes
from musnad.documents.readers.reading import Reading
from musnad.records import SourceSegment

_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".php")
_OPENING = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAGS = re.compile(rb"<(?:html|head|body|meta|title|div|p|a|span|table|article|br)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)


def takes(data: bytes, name: str) -> bool:
    """A page by its opening, or by its file name and a few tags."""
    head = data[:4096].replace(b"\x00", b"")
    head = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _OPENING.match(head):
        return True
    return name.lower().endswith(_SUFFIXES) and bool(_TAGS.search(data[:65_536].replace(b"\x00", b"")))


def read(data: bytes, name: str) -> Reading:
    """Text, map, metadata and the kind of every line.

    Raises UnreadableDocument where the bytes cannot be decoded.
    """
    match = _CHARSET.search(data[:8192])
    declared = match.group(1).decode("ascii") if match else None
    decoded = decode(data, name, declared)
    page = markup.parse(decoded.text)
    text, segments = compose(page.lines, decoded.text)
    known = page_metadata.metadata(page)
    body = page_lines.extracted(decoded.text)
    lines = page_lines.classify_page(text, page.lines, body, known.title) if page.lines else ()
    return Reading(text, decoded.encoding, lines, segments, known, (*decoded.notes, *language_notes(text)))


def compose(lines: list[markup.PageLine], source: str) -> tuple[str, tuple[SourceSegment, ...]]:
    """The text of the lines and the map to the original; pieces that run on are one segment, line breaks have none."""
    pieces: list[str] = []
    runs: list[list[int]] = []
    at = 0
    for number, line in enumerate(lines):
        if number:
            pieces.append("\n")
            at += 1
        for piece, start, end in line.pieces:
            pieces.append(piece)
            last = runs[-1] if runs else None
            straight = source[start:end] == piece
            if last and straight and last[1] == at and last[3] == start and last[4]:
                last[1], last[3] = at + len(piece), end
            else:
                runs.append([at, at + len(piece), start, end, int(straight)])
            at += len(piece)
    segments = (SourceSegment(start=a, end=b, original_start=c, original_end=d) for a, b, c, d, _ in runs)
    return "".join(pieces), tuple(segments)
