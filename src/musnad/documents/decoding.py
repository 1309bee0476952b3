"""Bytes to characters: UTF-8, then what the page declares, then the old Arabic encodings, told apart by the Arabic they yield.

charset-normalizer is asked last and believed only where the result reads as text: on short Arabic files it often takes
windows-1256 for an encoding of Greek or Cyrillic, so windows-1256 and ISO-8859-6 are weighed first, by their letters and
common words.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from musnad.documents.refusals import refusal
from musnad.documents.signatures import looks_utf16

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LEGACY = ("cp1256", "iso8859-6", "mac_arabic", "cp720", "cp864")
_NAMES = {
    "cp1256": "windows-1256",
    "iso8859-6": "iso-8859-6",
    "mac_arabic": "x-mac-arabic",
    "cp720": "ibm-720",
    "cp864": "ibm-864",
}
# Declared names that mean a richer code page in practice (as browsers read them).
_SAME_AS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "utf8": "utf-8"}
_COMMON = frozenset({
    "في", "من", "على", "إلى", "الى", "ان", "أن", "إن", "عن", "مع", "هذا", "التي", "الذي", "بعد", "قال", "كما", "بين",
    "ما", "لا", "او", "أو", "كان", "قبل", "خلال", "وقال", "هو", "هي",
})  # fmt: skip
_ARABIC_WORD = re.compile(r"[\u0621-\u063a\u0641-\u0652]+")
_LETTER = re.compile(r"[^\W\d_]")
PLAUSIBLE = 0.55
"""Bound for `arabic_likeness`: real news scores 0.75 and more, windows-1256 read as another code page under 0.4."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters with the encoding that gave them and what had to be decided."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The characters of `data`.

    Raises UnreadableDocument where no encoding gives readable text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], encoding, name), encoding)
    if looks_utf16(data[:65_536]):
        return _utf16(data, name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        broken = error
    if (by_declaration := _declared(data, declared)) is not None:
        return by_declaration
    if (legacy := _legacy(data)) is not None:
        return legacy
    if (damaged := _damaged_utf8(data, broken)) is not None:
        return damaged
    if (guessed := _guessed(data)) is not None:
        return guessed
    raise refusal(name, "encoding")


def arabic_likeness(text: str) -> float:
    """0 to 1: how much the text reads as Arabic, from the share of Arabic letters and of the commonest letters and words."""
    letters = _LETTER.findall(text)
    if not letters:
        return 0.0
    arabic = [letter for letter in letters if "\u0621" <= letter <= "\u064a"]
    if len(arabic) < 3:
        return 0.0
    foreign = sum(1 for letter in letters if letter > "\u007f") - len(arabic)
    frequent = sum(1 for letter in arabic if letter in "اليمنوترعبدسفحكق") / len(arabic)
    words = _ARABIC_WORD.findall(text)
    common = sum(1 for word in words if word in _COMMON) / max(len(words), 1)
    article = sum(1 for word in words if word.startswith(("ال", "وال", "بال", "لل"))) / max(len(words), 1)
    purity = len(arabic) / (len(arabic) + max(foreign, 0) * 3)
    return purity * min(1.0, 0.55 * frequent + min(common, 0.15) * 1.5 + min(article, 0.3) * 1.0)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refusal(name, "cut", encoding=encoding, byte=str(error.start)) from error


def _utf16(data: bytes, name: str) -> Decoded:
    readings = []
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = sum(1 for character in text[:4000] if not (character < "\u0700" or "\u2000" <= character <= "\u206f"))
        readings.append((strange, encoding, text))
    if not readings:
        raise refusal(name, "utf16")
    _, encoding, text = min(readings)
    return Decoded(text, encoding, (f"No byte order mark; read as {encoding} by the pattern of its bytes.",))


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    """What the page says of itself, where that yields text; a page that calls Arabic Latin-1 is not believed."""
    if not declared:
        return None
    label = _SAME_AS.get(declared.strip().lower(), declared.strip().lower())
    if label in ("utf-8", "cp1252", "windows-1252"):
        return None
    try:
        text = data.decode(codecs.lookup(label).name)
    except (LookupError, UnicodeDecodeError):
        return None
    return Decoded(text, label) if _readable(text) else None


def _legacy(data: bytes) -> Decoded | None:
    scored = []
    for order, encoding in enumerate(_LEGACY):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _readable(text):
            scored.append((-round(arabic_likeness(text), 3), order, encoding, text))
    if not scored:
        return None
    score, _, encoding, text = min(scored)
    if -score < PLAUSIBLE:
        return None
    return Decoded(text, _NAMES[encoding], (f"Not UTF-8; read as {_NAMES[encoding]}, which yields Arabic.",))


def _damaged_utf8(data: bytes, error: UnicodeDecodeError) -> Decoded | None:
    """UTF-8 with a few broken bytes (a file cut in a character, a bad copy): read with a replacement mark for each."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    multibyte = sum(1 for character in text if character > "\u007f") - broken
    if multibyte < 20 or broken > 0.02 * multibyte:
        return None
    return Decoded(text, "utf-8", (f"{broken} broken character(s), the first at byte {error.start}, shown as \ufffd.",))


def _guessed(data: bytes) -> Decoded | None:
    best = from_bytes(data[:200_000]).best()
    if best is None:
        return None
    try:
        text = data.decode(best.encoding)
    except (LookupError, UnicodeDecodeError):
        return None
    if not _readable(text):
        return None
    return Decoded(text, best.encoding.replace("_", "-"), (f"Not UTF-8; read as {best.encoding} by its letter frequencies.",))


def _readable(text: str) -> bool:
    """Few control characters: a wrong code page yields them."""
    controls = sum(1 for c in text if (c < " " and c not in "\t\n\r\x0b\x0c") or "\u0080" <= c <= "\u009f")
    return controls <= 0.005 * len(text)
