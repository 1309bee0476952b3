"""Plain text: the decoded file, line breaks as \\n, nothing else changed."""

from __future__ import annotations

import re

from musnad.documents.decoding import decode
from musnad.documents.lines import classify
from musnad.documents.readers.reading import Reading

_ARABIC = re.compile(r"[\u0621-\u064a]")
_LETTER = re.compile(r"[^\W\d_]")


def takes(data: bytes, name: str) -> bool:
    """Whatever no other reader took."""
    return True


def read(data: bytes, name: str) -> Reading:
    """The text and the kind of every line.

    Raises UnreadableDocument where the bytes cannot be decoded.
    """
    decoded = decode(data, name)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    return Reading(text, decoded.encoding, classify(text), notes=(*decoded.notes, *language_notes(text)))


def language_notes(text: str) -> tuple[str, ...]:
    """A note where the text has little or no Arabic: musnad's rules are for Arabic."""
    letters = len(_LETTER.findall(text))
    arabic = len(_ARABIC.findall(text))
    if arabic == 0:
        return ("The text has no Arabic letter; few annotations are to be expected.",)
    if arabic < 0.3 * letters:
        return (f"Only {100 * arabic // max(letters, 1)} % of the letters are Arabic; few annotations are to be expected.",)
    return ()
