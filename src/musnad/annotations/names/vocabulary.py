"""The word classes that the proposers share, read once from the lexicons and folded."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from functools import cache
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


_FUNCTION = folded(
    [
        "في",
        "من",
        "على",
        "إلى",
        "عن",
        "مع",
        "بين",
        "بعد",
        "قبل",
        "خلال",
        "عند",
        "منذ",
        "حتى",
        "ضد",
        "حول",
        "لدى",
        "نحو",
        "عبر",
        "دون",
        "أن",
        "إن",
        "أو",
        "ثم",
        "قد",
        "لا",
        "لم",
        "لن",
        "ما",
        "كما",
        "كان",
        "كانت",
        "التي",
        "الذي",
        "الذين",
        "هذا",
        "هذه",
        "ذلك",
        "تلك",
        "هو",
        "هي",
        "هم",
        "حيث",
        "بأن",
        "وأن",
        "لأن",
        "لكن",
        "غير",
        "كل",
        "بعض",
        "جميع",
        "أي",
        "إذا",
        "حين",
        "عندما",
        "بسبب",
        "إثر",
        "ضمن",
        "وسط",
        "قرب",
        "أمام",
        "تحت",
        "فوق",
        "وراء",
        "عام",
        "أيضا",
        "بأنه",
        "أنه",
        "أنها",
        "إنه",
        "إنها",
        "وهو",
        "وهي",
        "كانوا",
        "يكون",
        "تكون",
        "سوف",
        "ليس",
        "ليست",
        "مثل",
        "أكثر",
        "أقل",
        "نفسه",
        "نفسها",
        "اليوم",
        "أمس",
        "عقب",
        "وفق",
        "رغم",
        "جراء",
        "بحسب",
        "حسب",
        "بشأن",
        "إزاء",
        "تجاه",
        "فيما",
        "بينما",
        "لدى",
        "سوى",
        "عدا",
        "خاصة",
        "وذلك",
        "بذلك",
        "لذلك",
        "كذلك",
        "هناك",
        "هنا",
        "الآن",
        "حاليا",
        "سابقا",
        "لاحقا",
        "قال",
        "قالت",
        "أكد",
        "أكدت",
        "أعلن",
        "أعلنت",
        "أضاف",
        "أضافت",
        "ذكر",
        "ذكرت",
        "يوم",
        "شهر",
        "سنة",
        "ألف",
        "مئة",
        "مئات",
        "عشرات",
        "آلاف",
        "عدد",
        "عدة",
        "أحد",
        "إحدى",
        "أحدى",
        "بها",
        "بهم",
        "بهن",
        "عنها",
        "عنه",
        "منها",
        "منه",
        "منهم",
        "فيه",
        "فيها",
        "عليه",
        "عليها",
        "عليهم",
        "إليه",
        "إليها",
        "لها",
        "له",
        "لهم",
        "معها",
        "معه",
        "معهم",
        "بينها",
        "بينهم",
        "هل",
        "نعم",
        "كلا",
        "سيما",
        "فقط",
        "ومن",
        "وفي",
        "وعن",
        "وعلى",
        "وإلى",
        "ومع",
        "وكان",
        "وكانت",
        "وقد",
        "قام",
        "قامت",
        "تم",
        "يتم",
        "وتم",
        "جرى",
        "جرت",
        "يجري",
        "تجري",
        "بدأ",
        "بدأت",
        "وصل",
        "وصلت",
        "عاد",
        "عادت",
        "أصبح",
        "أصبحت",
        "بات",
        "باتت",
        "ظل",
        "ظلت",
        "مما",
        "عما",
        "فإن",
        "وإن",
        "فقد",
        "ولا",
        "ولم",
        "ولن",
        "لما",
        "إما",
        "أما",
        "بل",
        "لو",
    ]
)


def is_function(word: str) -> bool:
    """True for particles, prepositions and verbs that never belong to a name."""
    return word in _FUNCTION


_IMPERFECT = tuple("يت")


def looks_like_verb(word: str) -> bool:
    """A frequent word with the prefix of an imperfect (يقود, تشن) that no name list holds."""
    given, surname = name_counts().get(word, (0, 0))
    if word.endswith("وا") and len(word) >= 5 and given + surname < 3:
        return True
    if word[:2] in ("سي", "ست") and len(word) >= 5 and frequency(word[1:]) >= 20 and given + surname < 3:
        return True
    if word[:1] not in _IMPERFECT or len(word) < 4 or given + surname >= 5:
        return False
    # تقوده, تقودها: with an object the form is rare, but only a verb opens and ends so.
    if frequency("ال" + word) >= 28:
        return False  # تحرير, تنسيق: a word that takes the article is a noun.
    with_object = word.endswith(("ه", "ها", "هم")) and frequency(word) < RARE + 8
    return with_object or (frequency(word) >= 30 and not word.endswith("ه"))


_ENDINGS = (
    "تين",
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


def is_inflected(word: str) -> bool:
    """True where a word that no list holds is an ordinary one with a clitic or ending (لاستطلاعات, اتصالين, أزواجكن)."""
    if len(word) >= 4 and word[0] in "ولبفكس":
        rest = word[1:]
        if frequency(rest) >= 28 or looks_like_verb(rest) or rest.startswith("ال") or (len(rest) >= 5 and is_inflected(rest)):
            return True
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(len(stem) >= 3 and max(frequency(stem), frequency(stem + "ه")) >= 31 for stem in stems)


def before(line: NameLine, index: int) -> int:
    """The token before `index` with an opening quotation mark or bracket skipped."""
    return index - 2 if index - 1 in line.opening else index - 1
