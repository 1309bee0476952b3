"""Latin spellings of Arabic names made comparable: `Hayat Tahrir al-Sham`, `Hay'at Tahrir ash-Shām`, `heiat tahrir sham`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARTICLES = frozenset(
    ["al", "el", "as", "ash", "ar", "ad", "at", "az", "an", "ez", "er", "ed", "es", "en", "ul", "wal", "wa", "the"]
)
_GLUED = re.compile(r"^[ae]l(?=[^aeiou]..)")
_CAPITAL_ARTICLE = re.compile(r"\b[AaEe]l(?=[A-Z])")
_SERVANT = re.compile(r"\babd[aeiou](?:([rnszdt]h?)(?=\1)|l(?:[ -]+(?:[ae][a-z][ -]+)?|(?!l?ah?\b))(?=[a-z]{3}))")
"""Abd with the article joined to it: Abdurrahman, where its sound has swallowed it, Abdelaziz, Abdul Aziz; not Abdullah."""
_ALLAH = re.compile(r"\babd[aeiou]?l?[ -]+(?=all?ah\b)")
_MARKS = re.compile(r"['’‘ʿʾ`´ʻʼ]")
_APART = re.compile(r"[^a-z]+")
_SOUNDS = (
    ("tch", "sh"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ph", "f"), ("ck", "k"), ("ei", "ai"), ("ey", "ai"), ("ay", "ai"),
    ("aw", "au"), ("q", "k"), ("c", "k"), ("j", "g"), ("gh", "g"), ("e", "i"), ("o", "u"), ("y", "i"), ("w", "u"), ("dh", "d"),
    ("th", "t"), ("z", "s"), ("ii", "i"),
)  # fmt: skip
"""What one Arabic sound is written with in English, French and scholarly spellings, each brought to one letter."""


_NO_ACCENT = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a"}
)


def ascii_form(name: str) -> str:
    """Small letters without accents, scholarly marks and anything else that news leaves out: `ʿAlī` → ali."""
    plain = unicodedata.normalize("NFKD", _MARKS.sub("", name.lower()).translate(_NO_ACCENT))
    return "".join(letter for letter in plain if letter.isascii() and letter not in '".`')


@lru_cache(maxsize=30_000)
def latin_key(name: str) -> str:
    """Words in one spelling each, articles left out; empty where the name has no Latin letter."""
    name = _SERVANT.sub("abd ", _ALLAH.sub("abd", _CAPITAL_ARTICLE.sub("", name).lower()))
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    words = [word for word in _APART.split(_MARKS.sub("", plain)) if word]
    kept = [_GLUED.sub("", word) for word in words if word not in _ARTICLES] or words
    return " ".join(_sound(word) for word in kept)


_OTHER_READINGS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"\bdj", "j"), (r"(?<!t)ch", "sh"), (r"\bg(?=[aeiou])", "q"), (r"gu(?=[ei])", "g"), (r"c(?=[eiy])", "s"), (r"tz", "z"),
        (r"rh|r'", "gh"),
        # A silent e, an article that is joined, -al-din in one word, and aw where others hear o.
        (r"(?<=[aeiouy][^aeiouy])e\b", ""), (r"\b[ae](?=([rnszdt])\1)", ""), (r"(?<=[a-z]{2})[aeiou]d?din?n?e?\b", " din"),
        (r"aw(?=[^aeiouy]|$)", "o"),
    )
)  # fmt: skip
"""Letters that stand for another sound in French or regional spellings: Chahine, Djamel, Gaddafi for قذافي, Guezzar, Youcef,
Abderrahmane, Deir Ezzor, Noureddine, Zawr for Zor."""


_NO_SOUND = re.compile(r"([a-z])\1\1")
"""A letter three times over writes no sound of a name: qqqq, zzz."""


@lru_cache(maxsize=10_000)
def latin_readings(name: str) -> tuple[str, ...]:
    """Keys of a typed name, the English reading first, then each other reading, then all at once; none without a Latin letter.

    What spells no sound has none either: `qqqq` would else be a k, and every name that begins so near to it.
    """
    lower = together = ascii_form(name)
    if _NO_SOUND.search(lower):
        return ()
    read = [name]
    for pattern, sound in _OTHER_READINGS:
        if pattern.search(lower):
            read.append(pattern.sub(sound, lower))
        together = pattern.sub(sound, together)
    return tuple(dict.fromkeys(key for spelt in [*read, together] if (key := latin_key(spelt))))


def _sound(word: str) -> str:
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    word = re.sub(r"(.)\1+", r"\1", word)
    word = word[:-1] if word.endswith("h") and len(word) > 3 and word[-2:] not in ("sh", "kh") else word
    word = word.replace("ai", "a").replace("au", "a").replace("ia", "a")
    # The first vowel tells Hasan from Husayn; later ones are written as each likes (Muhammad, Mohamed).
    first = re.search(r"[aiu]+", word)
    end = first.end() if first else len(word)
    return word[:end] + re.sub(r"[aiu]+", "a", word[end:])
