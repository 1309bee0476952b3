"""Arabic names in Latin letters, as news writes them: a lexicon of known name parts, then letter by letter.

Plain and readable, not a scholarly transliteration: `محمد الجولاني` → Muhammad al-Jawlani. What comes out is marked `romanised`
wherever it is shown, since the bearer may write it otherwise.
"""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from importlib.resources import files

from musnad.script import fold, plain

_LETTERS = {
    "ء": "", "آ": "a", "أ": "a", "إ": "i", "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f",
    "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "w", "ؤ": "u", "ي": "y", "ئ": "i", "ى": "a",
    "گ": "g", "پ": "p", "چ": "ch", "ژ": "zh", "ڤ": "v", "ک": "k", "ی": "y",
}  # fmt: skip
_VOWELS = frozenset("aiu")
_SMALL = {
    "ابو": "Abu", "ابي": "Abi", "ابا": "Aba", "بن": "bin", "ابن": "Ibn", "بنت": "bint", "عبد": "Abd", "ام": "Umm", "ال": "Al",
    "في": "fi", "الله": "Allah",
}  # fmt: skip
_WHOLE = {"Abd Allah": "Abdullah"}


@cache
def _lexicon() -> dict[str, str]:
    raw = files("musnad.knowledge").joinpath("data/latin_names.tsv.gz").read_bytes()
    return dict(line.split("\t") for line in gzip.decompress(raw).decode("utf-8").splitlines())


@lru_cache(maxsize=50_000)
def romanise(name: str) -> str:
    """The name in Latin letters."""
    words = plain(name).replace("“", "").replace("”", "").replace('"', "").split()
    latin = [_word(word) for word in words]
    text = " ".join(latin)
    for apart, joined in _WHOLE.items():
        text = text.replace(apart, joined)
    return text[:1].upper() + text[1:]


def _word(word: str) -> str:
    if word.isascii():
        return word
    key = fold(word).text
    if key in _SMALL:
        return _SMALL[key]
    if key in _lexicon() and not key.startswith("ال"):
        return _lexicon()[key]
    # The article is written small and joined; `لل` is ل with the article.
    if key.startswith("ال") and len(key) > 3:
        return "al-" + _stem(word[2:])
    if key.startswith("وال") and len(key) > 4:
        return "wal-" + _stem(word[3:])
    if key.startswith("لل") and len(key) > 3:
        return "lil-" + _stem(word[2:])
    return _stem(word)


def _stem(word: str) -> str:
    known = _lexicon().get(fold(word).text)
    return known if known else _spelled(word).capitalize()


def _spelled(word: str) -> str:
    """Letter by letter: و and ي are vowels between consonants, and a short `a` is put where three consonants would meet."""
    pieces: list[str] = []
    for index, letter in enumerate(word):
        before = pieces[-1] if pieces else ""
        following = word[index + 1 : index + 2]
        long_vowel = index > 0 and before[-1:] not in _VOWELS and (not following or following not in "اةىوي")
        if letter == "و" and long_vowel:
            pieces.append("u")
        elif letter == "ي" and long_vowel:
            pieces.append("i")
        elif letter in "ع" and index and before[-1:] in _VOWELS:
            pieces.append("'" if following else "")
        else:
            latin = _LETTERS.get(letter, letter)
            if latin and before and before[-1] not in _VOWELS and latin[0] not in _VOWELS and index + 1 <= len(word):
                pieces.append("a" if _needs_vowel(pieces, word, index) else "")
            pieces.append(latin)
    text = "".join(pieces)
    if word.endswith("ية") and len(word) > 3:
        text = text.removesuffix("ya") + ("iya" if text[-3:-2] not in _VOWELS else "ya")
    return text.replace("aa", "a").replace("''", "'")


def _needs_vowel(pieces: list[str], word: str, index: int) -> bool:
    """True at the first gap of the word and wherever a gap would be the second in a row."""
    return len([piece for piece in pieces if piece]) == 1 or index == len(word) - 1 or (len(pieces) > 1 and pieces[-2] == "")
