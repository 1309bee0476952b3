"""Latin letters as news writes them."""

from __future__ import annotations

from unicodedata import combining, normalize

_HALF_RINGS = str.maketrans("", "", "`ʻʼʽʾʿ‘’")
"""Signs of ع and ء in scholarly spellings. The straight apostrophe stays: Sana'a."""


def plain_latin(name: str) -> str:
    """`Al Fallūjah` and `` `Adan `` of the lists of places without bars, dots and half rings."""
    if name.isascii() and "`" not in name:
        return name
    letters = "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
    return letters.translate(_HALF_RINGS).strip()
