"""What the model sees, held against what a name can look like: particles, titles, adjectives and inflected words are none.

Only stretches that no rule names too are judged here; a rule has looked at such things already.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from musnad.annotations.names.borders import as_outlet, behind_front, without_tail, without_titles
from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import NameLine
from musnad.annotations.names.person_grammar import OFFICE_BEHIND, OFFICE_NAMES
from musnad.annotations.names.place_grammar import is_adjective_here, is_passive
from musnad.annotations.names.vocabulary import frequency, head_table, is_function, name_counts, nationality_adjectives, word_set
from musnad.annotations.speech import cues
from musnad.script import fold, plain

_PRONOUNS = ("هما", "ها", "هم", "هن", "نا")
_PARTICLES = frozenset({"إن", "ان", "أن", "فإن", "فان", "وإن", "وأن", "بأن", "لأن", "في", "من", "إلى", "الى", "على", "عن", "مع"})
"""As written, not folded: علي opens names."""
_SOMEBODY = frozenset({"احد", "احدي", "بعض", "جميع", "كافه"})
"""ورثة أحد المودعين: somebody who is not named."""
_TANWIN = "\u064b"
_USUAL = 33
"""Zipf × 10 from which a word without its pronoun is a usual noun (ريفها, أياديهم)."""
_LATIN = re.compile(r"[A-Za-z0-9.-]+(?: [A-Za-z0-9.-]+)*")
_SETTLEMENTS = frozenset({"town", "village", "district", "neighbourhood", "governorate", "subdistrict"})


def _written(line: NameLine, name: Candidate) -> str:
    return line.text[name.start : name.end]


@cache
def _titles() -> frozenset[str]:
    """معالي, معاليه, سموه: words of honour without the article; with it (الشريف, الشيخ) they are surnames too."""
    titles = word_set("offices", "honorifics") | word_set("speech_grammar", "his_honour")
    return frozenset(title for title in titles if not title.startswith("ال"))


def _first_words_off(line: NameLine, name: Candidate) -> Candidate:
    """فإن كيري, معلنًا كيري: without the particles and adverbs that a person or place cannot open with."""
    while True:
        first, _, rest = _written(line, name).partition(" ")
        opens = plain(first) in _PARTICLES or _TANWIN in first
        if not rest or not opens or name.type not in ("PER", "LOC"):
            return name
        name = replace(name, start=name.end - len(rest.lstrip()))


def _last_words_off(line: NameLine, name: Candidate) -> Candidate:
    """كلس التركية: without whose town it is; مخيم س للاجئين: without whom it is for."""
    head, _, last = _written(line, name).rpartition(" ")
    if name.type == "PER" and head and _opens_office(line, name, last):
        return replace(name, end=name.start + len(head.rstrip()))  # فايد [مساعد] أول وزير الداخلية
    if not head or name.type != "LOC":
        return name
    word = fold(last).text
    opening = fold(head).text in word_set("places", "compound_first")  # خربة الفارسية
    whose = (
        not opening
        and name.subtype in _SETTLEMENTS
        and word.endswith("يه")
        and word.startswith("ال")
        and word in nationality_adjectives()
    )
    whom = word.startswith("لل") and word.endswith(("ين", "ات"))
    return replace(name, end=name.start + len(head.rstrip())) if whose or whom else name


def _latin(line: NameLine, name: Candidate, written: str) -> bool:
    """A word of Latin letters that is no name: without a capital, or a part of an address (name@host, @name)."""
    if not _LATIN.fullmatch(written):
        return False
    around = line.text[max(0, name.start - 1) : name.start] + line.text[name.end : name.end + 1]
    return written == written.lower() or any(mark in around for mark in "@_/")


def _ordinary(name: Candidate, written: str) -> bool:
    """A single word that running text uses as another thing than a name."""
    word = fold(written).text
    if is_function(word) or _TANWIN in written:
        return True
    if name.type in ("PER", "ORG") and not word.startswith("ال") and word in nationality_adjectives():
        return True
    if name.type == "PER" and (word in _titles() or _says(word)):
        return True
    if name.type == "LOC" and not word.startswith("ال") and (word in word_set("places", "not_after_head") or is_passive(word)):
        return True
    if name.type not in ("PER", "LOC"):
        return False
    stem = next((word.removesuffix(ending) for ending in _PRONOUNS if word.endswith(ending)), "")
    return len(stem) >= 3 and frequency(stem) >= max(_USUAL, frequency(word))


def _adjective(line: NameLine, name: Candidate, written: str) -> bool:
    """أعلنت مصادر [سورية]: the country's name that is an adjective too."""
    if name.type != "LOC" or written not in ("سورية", "سوريه"):
        return False
    word = next((word for word in line.words if word.token.start == name.start), None)
    return word is not None and is_adjective_here(line, word.index, word.readings[0])


def _title_of_next(line: NameLine, name: Candidate, written: str) -> bool:
    """سماحة [السيد] سالم هاني: a title before the name that it is of."""
    word = fold(written).text
    if name.type != "PER" or not word.startswith("ال") or word not in word_set("person_titles", "titles"):
        return False
    following = next((word for word in line.words if word.token.start >= name.end), None)
    return following is not None and following.is_word and name_counts().get(following.folded, (0, 0))[0] >= 8


def _says(word: str) -> bool:
    """وأردف, وأوضحت: a verb of saying with its و."""
    cue = cues.find(word, 0)
    return cue is not None and cue.joined and not cue.pronoun and cue.form.kind == "past" and not cue.form.homograph


def _opens_office(line: NameLine, name: Candidate, last: str) -> bool:
    """`فايد [مساعد] أول وزير كذا`: the last word of the name opens an office."""
    behind = fold(line.text[name.end : name.end + 12]).text.split()[:1]
    return name.type == "PER" and fold(last).text in OFFICE_NAMES and bool(set(behind) & OFFICE_BEHIND)


def _owned(written: str) -> bool:
    """المكتب السياسي للحركة: an organ of a body that is named elsewhere only."""
    last = fold(written).text.split()[-1]
    return last.startswith("لل") and last[2:] in head_table("organisation_heads") and written.startswith("ال")


def plausible(line: NameLine, name: Candidate) -> Candidate | None:
    """The model's name without words that cannot be of it; None where nothing that can be a name is left."""
    name = without_titles(line, _last_words_off(line, _first_words_off(line, name)))
    name = as_outlet(line, behind_front(line, without_tail(line, name)))
    written = _written(line, name)
    if _latin(line, name, written):
        return None
    office = _opens_office(line, name, written) or _title_of_next(line, name, written)
    if " " not in written and (_ordinary(name, written) or office or _adjective(line, name, written)):
        return None
    if name.type == "PER" and fold(written.partition(" ")[0]).text in _SOMEBODY:
        return None
    return None if name.type == "ORG" and " " in written and _owned(written) else name
