"""The word classes that the proposers share, read once from the lexicons and folded."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from musnad.annotations.names.lines import NameLine
from musnad.lexicons import load
from musnad.script import fold
from musnad.script.clitics import frequencies

# Zipf frequency × 10 above which a word is taken for an ordinary word, unless name lists say otherwise.
ORDINARY = 42
RARE = 27


def folded(words: Iterable[str]) -> frozenset[str]:
    """The words, folded."""
    return frozenset(fold(word).text for word in words)


@cache
def word_set(lexicon: str, key: str) -> frozenset[str]:
    """A list of single words of a lexicon, folded."""
    return folded(load(lexicon)[key])


@cache
def head_table(lexicon: str) -> dict[str, dict[str, Any]]:
    """The `heads` of a lexicon by folded word."""
    return {fold(head).text: {"word": head, **entry} for head, entry in load(lexicon)["heads"].items()}


@cache
def nationality_adjectives() -> frozenset[str]:
    """التركي, التركية, التركيين, تركي, تركية: all forms of the adjectives of nationality."""
    found: set[str] = set()
    for stem in word_set("name_words", "nationalities"):
        for form in (stem, stem + "ه", stem + "ين", stem + "ون", stem + "تين", stem + "ان"):
            found.update((form, "ال" + form))
    return frozenset(found)


@cache
def name_counts() -> dict[str, tuple[int, int]]:
    """Folded name part → how often it is a given name and how often a surname (data/LICENCE.md)."""
    raw = files("musnad.annotations.names").joinpath("data/name_parts.tsv.gz").read_bytes()
    table: dict[str, tuple[int, int]] = {}
    for row in gzip.decompress(raw).decode("utf-8").splitlines():
        word, given, surname = row.split("\t")
        table[word] = (int(given), int(surname))
    return table


def frequency(word: str) -> int:
    """Zipf frequency × 10 of a folded word."""
    return frequencies().get(word, 0)


def is_function(word: str) -> bool:
    """True for particles, prepositions and verbs that never belong to a name."""
    return word in word_set("name_words", "function_words")


_IMPERFECT = tuple("يت")


def looks_like_verb(word: str) -> bool:
    """A frequent word with the prefix of an imperfect (يقود, تشن) that no name list holds."""
    given, surname = name_counts().get(word, (0, 0))
    if word.endswith("وا") and len(word) >= 5 and given + surname < 3:
        return True
    if word[:2] in ("سي", "ست") and len(word) >= 5 and frequency(word[1:]) >= 20 and given + surname < 3:
        return True
    if word[:2] in ("تت", "يت") and len(word) >= 6 and given + surname < 3:
        return True
    if word.startswith("ي") and word.endswith(("ان", "ون")) and len(word) >= 6 and given + surname < 3:
        return True
    if word[:1] not in _IMPERFECT or len(word) < 4 or given + surname >= 5:
        return False
    # تقوده, تقودها: with an object the form is rare, but only a verb opens and ends so.
    if frequency("ال" + word) >= 28:
        return False  # تحرير, تنسيق: a word that takes the article is a noun.
    with_object = word.endswith(("ه", "ها", "هم")) and frequency(word) < RARE + 8
    # تقوده: the verb without its object is the more usual word; of nouns (تجربة) it is not.
    bare = word[:-1] if word.endswith("ه") else ""
    governs = bool(bare) and frequency(bare) >= max(frequency(word), 40) and looks_like_verb(bare)
    return with_object or governs or (frequency(word) >= 30 and not word.endswith("ه"))


_ENDINGS = (
    "تين",
    "هما",
    "تهما",
    "يين",
    "ين",
    "ون",
    "ات",
    "ان",
    "تها",
    "تهم",
    "ته",
    "ها",
    "هم",
    "هن",
    "كم",
    "كن",
    "نا",
    "ني",
    "وا",
    "ه",
    "ي",
    "ا",
    "ت",
    "ك",
)


def has_proclitic(word: str) -> bool:
    """True where a word that no list holds opens with و ل ب ف ك س before an ordinary word (لاستطلاعات)."""
    if len(word) < 4 or word[0] not in "ولبفكس":
        return False
    rest = word[1:]
    return frequency(rest) >= 28 or looks_like_verb(rest) or rest.startswith("ال") or (len(rest) >= 5 and is_inflected(rest))


def is_inflected(word: str) -> bool:
    """True where a word that no list holds is an ordinary one with a clitic or ending (لاستطلاعات, اتصالين, أزواجكن)."""
    if has_proclitic(word):
        return True
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(len(stem) >= 3 and max(frequency(stem), frequency(stem + "ه")) >= 27 for stem in stems)


@lru_cache(maxsize=50_000)
def takes_no_endings(word: str) -> bool:
    """True for a word that running text uses, but never with article, ending or prefix: a foreign name (رامسفيلد, ديفيد).

    Arabic nouns and verbs of the same frequency all come inflected too (خطف: الخطف; هاجم: يهاجم). Threshold: Zipf 1.6 of the
    most frequent inflected form, read off 30 words of either kind.
    """
    if len(word) < 3 or not 20 <= frequency(word) < 52 or word in word_set("name_words", "months") or is_function(word):
        return False
    if is_inflected(word):
        return False
    forms = ("ال" + word, "لل" + word, "ي" + word, *(word + ending for ending in ("ها", "هم", "ت", "ه", "ات", "ين", "نا")))
    return max(frequency(form) for form in forms) <= 16


def before(line: NameLine, index: int) -> int:
    """The token before `index` with an opening quotation mark or bracket skipped."""
    return index - 2 if index - 1 in line.opening else index - 1
