"""Arabic names in Latin letters, as English-language news writes them: well-known forms, name parts, a trained speller, patterns.

Plain and readable, not a scholarly transliteration: `هيئة تحرير الشام` → Hay'at Tahrir al-Sham. What comes out is marked
`romanised` wherever it is shown, since the bearer may write it otherwise. Order of trust for a word: lexicons/romanisation.yml,
surnames of well-known persons (lexicons/persons.yml), the list of known name parts (data/latin_names.tsv.gz), the word's pattern
for the common nouns that bodies are called by (musnad.knowledge.vowels), the speller (musnad.knowledge.speller).
"""

from __future__ import annotations

import gzip
import re
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz.distance import Levenshtein

from musnad.annotations.names.vocabulary import frequency
from musnad.errors import LexiconError
from musnad.knowledge.latin import ascii_form, latin_key
from musnad.knowledge.speller import spelling
from musnad.knowledge.vowels import patterned, spelled
from musnad.lexicons import load
from musnad.script import plain
from musnad.script.folding import fold_text

_SMALL = {
    "ابو": "Abu", "ابي": "Abi", "ابا": "Aba", "بن": "bin", "ابن": "Ibn", "بنت": "bint", "عبد": "Abd", "ام": "Umm", "ال": "Al",
    "في": "fi", "من": "min", "علي": "Ali", "الي": "ila", "بلا": "bila", "لا": "La", "حتي": "hatta", "الله": "Allah",
    "ولد": "Ould", "ذو": "Dhu", "ذي": "Dhi", "بو": "Bou",
}  # fmt: skip
_WHOLE = {"Abd Allah": "Abdullah"}
_MARKS = re.compile(r"[\"“”«»()ـ]")
_SOUNDS_LIKE = 0.4
_LETTERS = {"ل": "li-", "ب": "bi-", "و": "wa-"}
_SERVANT = "عبدال"


@cache
def name_forms() -> dict[str, tuple[str, ...]]:
    """Folded name part → Latin forms in use, in small letters, the usual one first."""
    raw = files("musnad.knowledge").joinpath("data/latin_names.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(raw).decode("utf-8").splitlines())
    return {row[0]: tuple(row[1:]) for row in rows}


@cache
def _words() -> dict[str, str]:
    return {fold_text(word): latin for word, latin in load("romanisation")["words"].items()}


@cache
def _given() -> dict[str, str]:
    return {fold_text(word): latin for word, latin in load("romanisation")["names"].items()}


@cache
def _construct() -> dict[str, tuple[str, str]]:
    return {fold_text(word): (end, before) for word, (end, before) in load("romanisation")["construct"].items()}


@cache
def _wholes() -> dict[str, str]:
    return {fold_text(name): latin for name, latin in load("romanisation")["whole"].items()}


@cache
def _surnames() -> dict[str, str]:
    """Last parts of well-known persons, where the Arabic name and the English one have as many words."""
    found: dict[str, str] = {}
    try:
        persons = load("persons")["persons"]
    except (LexiconError, KeyError):
        return found
    for person in persons:
        arabic, english = person["ar"].split(), str(person.get("en", "")).split()
        if len(arabic) == len(english) > 1 and arabic[-1].startswith("ال") == (english[-1][:3].lower() in ("al-", "el-")):
            last = english[-1][3:] if arabic[-1].startswith("ال") else english[-1]
            found.setdefault(fold_text(arabic[-1]).removeprefix("ال"), _capital(ascii_form(last)))
    return found


@lru_cache(maxsize=5_000)
def _surname(key: str) -> str | None:
    """A well-known person's, if it sounds like the Arabic: some English names put the parts in another order."""
    known = _surnames().get(key)
    if known and Levenshtein.normalized_similarity(latin_key(known), latin_key(spelling(key, True))) >= _SOUNDS_LIKE:
        return known
    return None


@lru_cache(maxsize=20_000)
def romanise(name: str) -> str:
    """The name in Latin letters."""
    words = _MARKS.sub("", plain(name)).split()
    latin: list[str] = []
    keys = [fold_text(word) for word in words]
    arabic = any(_is_arabic(key) for key in keys)
    body = bool(keys) and _heads_a_body(keys[0])
    at = 0
    while at < len(words):
        taken, text = _whole_at(words, at)
        latin.append(text or _word(words[at], words[at + 1 : at + 2], arabic, body, at > 0))
        at += taken
    joined = " ".join(latin)
    for apart, together in _WHOLE.items():
        joined = joined.replace(apart, together)
    return joined[:1].upper() + joined[1:]


def _whole_at(words: list[str], at: int) -> tuple[int, str]:
    """The longest listed name that starts here, with how many words it takes."""
    for length in (3, 2, 1):
        text = _wholes().get(fold_text(" ".join(words[at : at + length])))
        if text and at + length <= len(words):
            return length, text
    return 1, ""


def _is_arabic(key: str) -> bool:
    return (key.startswith(("ال", "وال")) and len(key) > 4) or key in _words() or key in _construct() or key in _given()


def _heads_a_body(key: str) -> bool:
    """`كتائب`، `الجبهة`: a common noun, which no person is called."""
    bare = key[2:] if key.startswith("ال") and len(key) > 4 else key
    return bare in _construct() or (bare in _words() and bare not in name_forms() and bare not in _given())


def _word(word: str, following: list[str], arabic: bool, body: bool, inside: bool = False) -> str:
    if word.isascii():
        return word
    key = fold_text(word)
    if key in _SMALL:
        return _SMALL[key]
    if body and inside and (before := _word_before(key)):
        return before + _word(word[1:], following, arabic, body)
    # The article is written small and joined; `لل` is ل with the article, `و` before a word is wa-.
    if key.startswith("ال") and len(key) > 3 and key not in _words() and key not in _given():
        return "al-" + _stem(word[2:], [], True, body, article=True)
    if key.startswith("وال") and len(key) > 4:
        return "wal-" + _stem(word[3:], [], True, body)
    if key.startswith("لل") and len(key) > 3 and not _listed(key):
        return "lil-" + _stem(word[2:], [], True, body)
    if key.startswith(_SERVANT) and len(key) > len(_SERVANT) + 2 and key not in _given():
        return "Abdullah" if key == "عبدالله" else "Abd al-" + _stem(word[5:], [], True, body)
    if key.startswith("و") and len(key) > 3 and not _listed(key) and _listed(key[1:]):
        return "wa-" + _stem(word[1:], following, arabic, body)
    return _stem(word, following, arabic, body)


def _word_before(key: str) -> str:
    """`li-` of لحقوق, `bi-` of بشؤون: a letter that is a word of its own, where the rest is the better known word."""
    rest = key[1:]
    if key[0] not in _LETTERS or len(rest) < 3 or rest.startswith("ال") or _listed(key) or key.startswith("لل"):
        return ""
    return _LETTERS[key[0]] if _listed(rest) or frequency(rest) > frequency(key) else ""


def _listed(key: str) -> bool:
    return key in _words() or key in _construct() or key in name_forms() or key in _given()


def _stem(word: str, following: list[str], arabic: bool, body: bool, article: bool = False) -> str:
    """One word without its article; before another word of the name a head takes its construct form."""
    key = fold_text(word)
    if not body and key in _given():
        return _given()[key]
    if not body and article and (known := _surname(key)):
        return known
    if key in _construct():
        end, before = _construct()[key]
        # An adjective with the article agrees (الحركة الشعبية); a noun behind the head is in construct (حركة أحرار).
        if article or not following or (fold_text(following[0]).startswith(("و", "لل")) and len(following[0]) > 5):
            return end
        return before
    if key in _words():
        return _words()[key]
    base = _from_masculine(key)
    if base:
        return base
    if article and key.endswith(("يين", "يون")) and len(key) > 5:
        # A group (الحوثيين) is spelt as one of its members is.
        return _stem(word[:-2], [], True, body, article) + ("yin" if key.endswith("يين") else "yun")
    if key in _given():
        return _given()[key]
    if key in name_forms():
        return _capital(name_forms()[key][0])
    # A bare surname gives way to the list: أحمد and عمر are surnames too, spelt as one bearer likes.
    if not body and (known := _surname(key)):
        return known
    if body and key.endswith("ه") and word.endswith("ة") and following and not fold_text(following[0]).startswith("وال"):
        return spelled(word[:-1]).removesuffix("a").capitalize() + "at"
    if body and (noun := patterned(word)):
        return noun.capitalize()
    return _capital(spelling(word, arabic) or spelled(word, arabic))


def _capital(form: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in form.split("-"))


def _from_masculine(key: str) -> str | None:
    """`الشعبية` from شعبي: the feminine and the plural of an adjective in -ي."""
    if key.endswith("يه") and key[:-1] in _words():
        return _words()[key[:-1]] + "ya"
    if key.endswith("يات") and key[:-2] in _words():
        return _words()[key[:-2]] + "yat"
    if key.endswith(("يين", "يون")) and key[:-2] in _words():
        return _words()[key[:-2]] + ("yin" if key.endswith("يين") else "yun")
    return None
