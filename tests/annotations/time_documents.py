"""Documents for tests of dates and numbers."""

from __future__ import annotations

from musnad.records import Document, Line, LineKind, Metadata, Span


def document(*lines: str, kinds: dict[int, LineKind] | None = None, metadata: Metadata | None = None) -> Document:
    """A document of these lines, paragraphs unless said otherwise (by index)."""
    found, at = [], 0
    for index, line in enumerate(lines):
        kind = (kinds or {}).get(index, LineKind.paragraph)
        found.append(Line(number=index + 1, span=Span(start=at, end=at + len(line)), kind=kind, by="test"))
        at += len(line) + 1
    return Document(
        id="d-test", name="test.txt", sha256="0" * 64, size=1, media_type="text/plain", encoding="utf-8", reader="test",
        text="\n".join(lines), lines=tuple(found), metadata=metadata or Metadata(),
    )  # fmt: skip
