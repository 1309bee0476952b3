"""What may be the name of a place behind a word for one, and where it ends."""

from __future__ import annotations

from functools import cache
from typing import Any

from musnad.annotations.names import gazetteer
from musnad.annotations.names.gazetteer import Trust
from musnad.annotations.names.lines import NameLine, Reading
from musnad.annotations.names.person_grammar import given_strength, name_end
from musnad.annotations.names.vocabulary import (
    folded,
    frequency,
    has_proclitic,
    head_table,
    is_function,
    is_inflected,
    looks_like_verb,
    name_counts,
    nationality_adjectives,
    word_set,
)
from musnad.lexicons import load


def is_known_place(line: NameLine, index: int) -> bool:
    """True where a place of the lists opens at this word, unsplit, that is no ordinary word."""
    if not line.is_word(index):
        return False
    match = gazetteer.book().at(line, index)
    return match is not None and match.reading.skip == 0 and match.value.trust is not Trust.head


def in_construct(line: NameLine, stem: str, following: int) -> bool:
    """حماة الديار: the noun, no place."""
    word = line.folded(following)
    genitive = word.startswith("ال") and word not in word_set("places", "directions")
    return (stem in word_set("places", "constructs") and genitive) or (stem == "مسقط" and word.startswith("راس"))


def is_adjective_here(line: NameLine, index: int, reading: Reading) -> bool:
    """`مصادر سورية` is an adjective: سورية behind a noun without the article that is no preposition and no masdar of its own."""
    if line.words[index].definite and line.folded(index) in nationality_adjectives():
        # الحدود السعودية, صحيفة "س" السعودية: behind a noun with the article or an outlet it is the adjective.
        if _behind_outlet(line, index):
            return True
        noun = line.is_word(index - 1) and not is_function(line.folded(index - 1))  # إلى السعودية: the preposition is no noun
        return noun and line.stem(index - 1).startswith("ال") and not line.folded(index).startswith("و")
    if not reading.skip and _accusative_adjective(line, index):
        return True
    if line.folded(index)[reading.skip :] != "سوريه" or reading.skip:
        return False
    previous = line.stem(index - 1)
    if not line.is_word(index - 1) or line.words[index - 1].definite:
        return False
    if line.folded(index + 1) in _MORE_ADJECTIVES and previous not in word_set("places", "prepositions"):
        return True  # مناطق سورية أخرى
    return not (
        previous in word_set("places", "prepositions")
        or previous in word_set("places", "positions")
        or previous in head_table("places")
    )


_MORE_ADJECTIVES = folded(["أخرى", "مختلفة", "عدة", "عديدة", "متفرقة", "معارضة", "رسمية", "محلية", "كثيرة", "متعددة"])


@cache
def _counted_people() -> frozenset[str]:
    """شابا, جنديا, مواطنا: nouns for people as they stand behind a number or as an object."""
    things = load("counted_things")
    return frozenset(word for key in ("persons", "fighters", "civilians") for word in folded(things[key]) if word.endswith("ا"))


def _accusative_adjective(line: NameLine, index: int) -> bool:
    """شابا تركيا, 12 جنديا سوريا: behind an indefinite object the word is the adjective that the country's name looks like."""
    word = line.folded(index)
    if not word.endswith("يا") or word[:-1] not in nationality_adjectives() or not line.is_word(index - 1):
        return False
    return line.words[index - 1].tanwin or line.folded(index - 1) in _counted_people()


@cache
def _outlet_heads() -> frozenset[str]:
    heads = head_table("organisation_heads")
    return frozenset(word for word, entry in heads.items() if entry.get("subtype") in ("media_outlet", "news_agency"))


def _behind_outlet(line: NameLine, index: int) -> bool:
    """صحيفة "س" السعودية, قناة س السعودية: whose paper it is."""
    pair = line.closing.get(index - 1)
    head = pair.open - 1 if pair is not None and pair.quote else index - 2
    return head >= 0 and line.is_word(head) and line.stem(head) in _outlet_heads() and not line.folded(index).startswith("و")


def is_passive(word: str) -> bool:
    """منكوبة, محظورة, مأهولة: a passive participle in the feminine, as it stands behind منطقة; no list of places holds it."""
    return len(word) == 6 and word[0] == "م" and word[3] == "و" and word[5] == "ه"


def fits_behind(line: NameLine, index: int, weak: bool, loose: bool = False, several: bool = False, dual: bool = False) -> bool:
    """May the word at `index` be a place's name only because a head stands before it?"""
    if not line.is_word(index):
        return False
    word = line.folded(index)
    if word in word_set("places", "compound_first") and line.is_word(index + 1):
        following = line.folded(index + 1)
        stopped = is_function(following) or following in word_set("name_words", "stops") or following in nationality_adjectives()
        return not stopped and not looks_like_verb(following)
    if (
        word in word_set("places", "not_after_head")
        or word in nationality_adjectives()
        or word in word_set("name_words", "stops")
    ):
        return False
    if is_function(word) or looks_like_verb(word) or word in word_set("places", "positions") or word in head_table("places"):
        return False
    match = gazetteer.book().at(line, index)
    if match is not None and match.reading.skip == 0:
        return True
    if weak and is_passive(word):
        return False
    if (
        word.startswith(("لل", "بال", "وال"))
        or (not line.words[index].definite and is_inflected(word) and not _village_form(line, index, weak, several))
        or line.stem(index) in head_table("places")
    ):
        return False
    given, surname = name_counts().get(word, (0, 0))
    rate = frequency(word)
    if (rate < 15 and not weak and len(word) >= 4) or (dual and rate < 52 and not is_inflected(word)):
        return True
    if loose and line.words[index].definite and rate < 50:
        return True
    if weak:
        closed = _closed(line, index + 1)
        return (
            rate < (36 if closed else 30) or (line.words[index].definite and rate < 36) or (given + surname >= 10 and rate < 48)
        )
    return rate < 44 or given + surname >= 10


def _closed(line: NameLine, index: int) -> bool:
    """A mark, a particle or a word with ب behind a name: it has ended."""
    word = line.folded(index)
    return not line.is_word(index) or is_function(word) or (word.startswith("ب") and has_proclitic(word))


def _village_form(line: NameLine, index: int, weak: bool, several: bool) -> bool:
    """A rare word that looks inflected only by its ending (بلدة عزمارين): names of villages often do."""
    word = line.folded(index)
    if frequency(word) < 15 and word[0] not in "لبو" and (several or not weak):
        return True
    if word.endswith("ه") and not weak and not has_proclitic(word):
        return frequency(word) < 28 and (not line.is_word(index + 1) or line.words[index + 1].definite)
    if has_proclitic(word) or not word.endswith(("ين", "ان", "ون", "ا")) or word.endswith(("ها", "نا", "هما", "تين", "تان")):
        return False
    closed = _closed(line, index + 1)
    return frequency(word) < 36 and (not weak or closed)


def one_name(line: NameLine, index: int, weak: bool, loose: bool = False, several: bool = False, dual: bool = False) -> int:
    """Index behind one place name that opens at `index`; `index` where none does."""
    match = gazetteer.book().at(line, index)
    if match is not None and match.reading.skip == 0 and (match.last > index or fits_behind(line, index, weak)):
        end = match.last + 1
        return (
            end
            if end - index > 1 or line.folded(index) not in word_set("places", "compound_first")
            else max(end, compound_end(line, index))
        )
    if not fits_behind(line, index, weak, loose, several, dual):
        return index
    return compound_end(line, index)


def compound_end(line: NameLine, index: int, skip: int = 0) -> int:
    """تل X, معرة حرمة, قلعة ...: the second word joins a first word of village names or a rare noun without the article."""
    word, following = line.folded(index)[skip:], line.folded(index + 1)
    if not line.is_word(index + 1) or is_function(following) or following in nationality_adjectives():
        return index + 1
    if following in word_set("name_words", "stops") or following in word_set("places", "not_after_head"):
        return index + 1
    if (
        word in word_set("places", "compound_first")
        and not following.startswith(("وال", "لل"))
        and not looks_like_verb(following)
    ):
        return index + 2
    if following.endswith("ه") and line.words[index + 1].definite and gazetteer.places_named(following) is None:
        return index + 1  # قرية X الحدودية
    definite = line.words[index + 1].definite and following not in word_set("places", "directions")
    if definite and not line.words[index].definite and frequency(word) < 36 and gazetteer.places_named(word) is None:
        return index + 2
    return index + 1


def named_after_person(line: NameLine, index: int, head: dict[str, Any]) -> int:
    """مستشفى, معسكر, شارع + a person's whole name: the place is named after him."""
    if head["kind"] != "facility" or not head.get("inside") or not line.is_word(index):
        return index
    first = index
    if line.folded(first) in word_set("places", "named_after"):
        first += 1
    if not line.is_word(first) or given_strength(line.folded(first), line.words[first].token.plain) != 2:
        return index
    end = name_end(line, first, line.words[first].readings[0], False)
    return end if end - index >= 2 else index


def is_day(line: NameLine, index: int) -> bool:
    """20 فبراير, أول نوفمبر at `index`: streets, squares and movements are called after days."""
    counted = index < len(line) and (line.words[index].token.kind == "number" or line.folded(index) in ("اول", "الاول"))
    return counted and line.folded(index + 1) in word_set("name_words", "months")


def with_directions(line: NameLine, end: int) -> int:
    """ريف حماة [الشمالي الغربي], ريفي حماة [الشمالي والغربي]."""
    directions = word_set("places", "directions")
    while line.is_word(end):
        word = line.folded(end)
        if word in directions or (word.startswith("و") and word[1:] in directions and line.folded(end - 1) in directions):
            end += 1
        else:
            break
    return end


def is_dual(head: dict[str, Any]) -> bool:
    """قريتي, مدينتا, حيي."""
    return bool(head.get("several")) and str(head["word"]).endswith(("تي", "تا", "يي")) and not head.get("inside")


def second_of_two(stem: str) -> bool:
    """قريتي X [وY]: behind a dual the second is a place whatever else its name means."""
    if is_function(stem) or looks_like_verb(stem) or stem in nationality_adjectives() or len(stem) < 3:
        return False
    ordinary = (
        stem in word_set("places", "positions") or stem in word_set("places", "not_after_head") or stem in head_table("places")
    )
    return not ordinary and stem not in word_set("name_words", "stops") and not stem.endswith(("ها", "هم", "هما"))


def unknown_joined(line: NameLine, at: int, stem: str) -> bool:
    """A rare word behind و in a list of places."""
    if (
        is_function(stem)
        or looks_like_verb(stem)
        or stem in word_set("places", "not_after_head")
        or stem in nationality_adjectives()
        or stem.endswith(("ها", "هم", "هما"))
    ):
        return False
    if stem in head_table("places") and stem not in word_set("places", "compound_first"):
        return False
    return stem in word_set("places", "compound_first") or (frequency(stem) < 34 and frequency(line.folded(at)) < 34)
