"""Arabic names in Latin letters, as English-language news writes them: the editable lexicon, known name parts, then patterns.

Plain and readable, not a scholarly transliteration: `هيئة تحرير الشام` → Hay'at Tahrir al-Sham. What comes out is marked
`romanised` wherever it is shown, since the bearer may write it otherwise. Order of trust for a word: lexicons/romanisation.yml,
the list of known name parts (data/latin_names.tsv.gz), the word's pattern (musnad.knowledge.vowels).
"""

from __future__ import annotations

import gzip
import re
from functools import cache, lru_cache
from importlib.resources import files

from musnad.knowledge.vowels import spelled
from musnad.lexicons import load
from musnad.script import fold, plain

_SMALL = {
    "ابو": "Abu", "ابي": "Abi", "ابا": "Aba", "بن": "bin", "ابن": "Ibn", "بنت": "bint", "عبد": "Abd", "ام": "Umm", "ال": "Al",
    "في": "fi", "من": "min", "علي": "Ali", "الي": "ila", "بلا": "bila", "لا": "La", "حتي": "hatta", "الله": "Allah",
}  # fmt: skip
_WHOLE = {"Abd Allah": "Abdullah"}
_MARKS = re.compile(r"[\"“”«»()ـ]")


@cache
def _names() -> dict[str, str]:
    raw = files("musnad.knowledge").joinpath("data/latin_names.tsv.gz").read_bytes()
    return dict(line.split("\t") for line in gzip.decompress(raw).decode("utf-8").splitlines())


@cache
def _words() -> dict[str, str]:
    return {fold(word).text: latin for word, latin in load("romanisation")["words"].items()}


@cache
def _construct() -> dict[str, tuple[str, str]]:
    return {fold(word).text: (end, before) for word, (end, before) in load("romanisation")["construct"].items()}


@cache
def _wholes() -> dict[str, str]:
    return {fold(name).text: latin for name, latin in load("romanisation")["whole"].items()}


@lru_cache(maxsize=50_000)
def romanise(name: str) -> str:
    """The name in Latin letters."""
    words = _MARKS.sub("", plain(name)).split()
    latin: list[str] = []
    arabic = any(_is_arabic(fold(word).text) for word in words)
    at = 0
    while at < len(words):
        taken, text = _whole_at(words, at)
        latin.append(text or _word(words[at], words[at + 1 : at + 2], arabic))
        at += taken
    joined = " ".join(latin)
    for apart, together in _WHOLE.items():
        joined = joined.replace(apart, together)
    return joined[:1].upper() + joined[1:]


def _whole_at(words: list[str], at: int) -> tuple[int, str]:
    """The longest listed name that starts here, with how many words it takes."""
    for length in (3, 2):
        text = _wholes().get(fold(" ".join(words[at : at + length])).text)
        if text and at + length <= len(words):
            return length, text
    return 1, ""


def _is_arabic(key: str) -> bool:
    return (key.startswith(("ال", "وال")) and len(key) > 4) or key in _words() or key in _construct()


def _word(word: str, following: list[str], arabic: bool) -> str:
    if word.isascii():
        return word
    key = fold(word).text
    if key in _SMALL:
        return _SMALL[key]
    known = key in _names() or key in _words()
    # The article is written small and joined; `لل` is ل with the article, `و` before a word is wa-.
    if key.startswith("ال") and len(key) > 3 and key not in _words():
        return "al-" + _stem(word[2:], [], True)
    if key.startswith("وال") and len(key) > 4:
        return "wal-" + _stem(word[3:], [], True)
    if key.startswith("لل") and len(key) > 3:
        return "lil-" + _stem(word[2:], [], True)
    if key.startswith("و") and len(key) > 3 and not known and _listed(key[1:]):
        return "wa-" + _stem(word[1:], following, arabic)
    return _stem(word, following, arabic)


def _listed(key: str) -> bool:
    return key in _words() or key in _construct() or key in _names()


def _stem(word: str, following: list[str], arabic: bool) -> str:
    """One word without its article; before another word of the name a head takes its construct form."""
    key = fold(word).text
    if key in _construct():
        end, before = _construct()[key]
        # An adjective with the article agrees (الحركة الشعبية); a noun behind the head is in construct (حركة أحرار).
        if not following or (fold(following[0]).text.startswith(("و", "لل")) and len(following[0]) > 5):
            return end
        return before
    if key in _words():
        return _words()[key]
    base = _from_masculine(key)
    if base:
        return base
    if key in _names():
        return _names()[key]
    if key.endswith("ه") and word.endswith("ة") and following and not fold(following[0]).text.startswith("وال"):
        return spelled(word[:-1]).removesuffix("a").capitalize() + "at"
    return spelled(word, arabic).capitalize()


def _from_masculine(key: str) -> str | None:
    """`الشعبية` from شعبي: the feminine and the plural of an adjective in -ي."""
    if key.endswith("يه") and key[:-1] in _words():
        return _words()[key[:-1]] + "ya"
    if key.endswith("يات") and key[:-2] in _words():
        return _words()[key[:-2]] + "yat"
    if key.endswith(("يين", "يون")) and key[:-2] in _words():
        return _words()[key[:-2]] + ("yin" if key.endswith("يين") else "yun")
    return None
