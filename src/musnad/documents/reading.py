"""Bytes to a document: the first reader that takes them reads them."""

from __future__ import annotations

import hashlib

from musnad.documents.readers import READERS
from musnad.documents.refusals import refusal
from musnad.documents.signatures import refuse_binary
from musnad.records import Document


def read_bytes(data: bytes, name: str) -> Document:
    """The document in `data`; `name` is the file name, for people and for the choice of the reader.

    Raises UnreadableDocument (UnsupportedFormat where no reader takes it).
    """
    if not data:
        raise refusal(name, "empty")
    refuse_binary(data, name)
    reader = next(reader for reader in READERS if reader.takes(data, name))
    reading = reader.read(data, name)
    if not reading.text.strip():
        raise refusal(name, "no_text")
    sha256 = hashlib.sha256(data).hexdigest()
    return Document(
        id=f"d-{sha256[:16]}",
        name=name,
        sha256=sha256,
        size=len(data),
        media_type=reader.media_type,
        encoding=reading.encoding,
        reader=reader.name,
        text=reading.text,
        lines=reading.lines,
        segments=reading.segments,
        metadata=reading.metadata,
        notes=reading.notes,
    )
