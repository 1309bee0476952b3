"""How an Arabic or foreign person's name is built: which word may open it and where it ends."""

from __future__ import annotations

from functools import cache

from musnad.annotations.names.lines import NameLine, Reading
from musnad.annotations.names.vocabulary import (
    RARE,
    folded,
    frequency,
    has_proclitic,
    head_table,
    is_function,
    is_inflected,
    looks_like_verb,
    name_counts,
    nationality_adjectives,
    takes_no_endings,
    word_set,
)
from musnad.lexicons import load

LONGEST_NAME = 6


@cache
def kunya_words() -> frozenset[str]:
    """أبو and its cases, أم."""
    return word_set("person_titles", "kunya")


@cache
def _link() -> frozenset[str]:
    return folded(["بن", "ابن", "بنت", "آل", "ولد", "أغ", "دي", "ديل", "دو", "فان", "فون", "بو"]) | _honours()


@cache
def _honours() -> frozenset[str]:
    """Honours that stand inside a name as parts of it (خالد الحاج سالم)."""
    return folded(["شيخ", "الشيخ", "حاج", "الحاج", "السيد"])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(word_set("person_titles", "foreign_endings")))


def given_strength(word: str, plain: str = "") -> int:
    """0: no given name; 1: also an ordinary word; 2: a given name wherever it stands. `على` is no `علي`."""
    if word == "علي" and plain == "علي":
        return 2
    if (word.startswith("عبدال") and len(word) >= 7) or word == "عبدربه":
        return 2
    if (plain.endswith("ى") and len(plain) <= 3) or word in word_set("person_titles", "never"):
        return 0
    given, surname = name_counts().get(word, (0, 0))
    rate = frequency(word)
    if plain.endswith("ه") and len(plain) >= 5 and given < 30:
        return 0  # حزامه is a noun with its possessor, حزامة a name
    if given >= 40 or (given >= 8 and rate < 42) or (given >= 2 and rate < 33):
        return 2 if given * 4 >= surname or given >= 40 else 1
    return 1 if given + surname >= 2 else 0


OFFICE_NAMES = folded(["مساعد", "معاون", "نائب", "وكيل", "مستشار", "مدير", "عضو", "ممثل", "سفير"])
"""Offices that are names too."""
OFFICE_BEHIND = folded(["أول", "وزير", "رئيس", "مدير", "محافظ", "قائد", "الرئيس", "الوزير", "المدير", "عام"])
"""What goes on with such an office (مساعد أول وزير كذا، وكيل وزير كذا)."""


def opens_office(line: NameLine, index: int) -> bool:
    """`عدلي فايد [مساعد أول وزير] كذا`: an office behind the name, no part of it."""
    return line.folded(index) in OFFICE_NAMES and line.is_word(index + 1) and line.folded(index + 1) in OFFICE_BEHIND


def never_in_name(line: NameLine, index: int) -> bool:
    """True for a mark or a word that no person's name holds."""
    word = line.folded(index)
    plain = line.words[index].token.plain
    if word == "علي" and plain == "علي":
        return False
    return (
        not line.is_word(index)
        or len(word) < 2
        or word in word_set("person_titles", "never")
        or is_function(word)
        or word in nationality_adjectives()
        or (word in word_set("name_words", "stops") and name_counts().get(word, (0, 0))[1] < 10)
    )


def is_foreign(word: str) -> bool:
    """A word that takes no endings or that no list of Arabic words holds, or with a foreign ending: شويغو, ستولتنبرغ."""
    if takes_no_endings(word):
        return True
    if (word[:1] in "وف" and (is_inflected(word) or word.startswith("ال", 1))) or (
        is_inflected(word) and not word.endswith(_endings())
    ):
        return False
    rate = frequency(word)
    return len(word) >= 3 and not word.startswith("ال") and (rate < 20 or (rate < 38 and word.endswith(_endings())))


def _part_end(line: NameLine, index: int, liberal: bool) -> int:
    """Index behind one part of a name after the first; `index` where the name ends before it."""
    if not line.is_word(index) or never_in_name(line, index):
        return index
    word = line.folded(index)
    if word in kunya_words():
        return index + 2 if line.is_word(index + 1) and not never_in_name(line, index + 1) else index
    if word == "الشيخ" and (not line.is_word(index + 1) or is_function(line.folded(index + 1))):
        return index + 1  # حسين محمد الشيخ في ...
    if word in _link():
        end = _part_end(line, index + 1, True) if line.is_word(index + 1) else index
        if end <= index + 1 and word in ("بن", "ابن", "بنت") and line.is_word(index + 1):
            return index if never_in_name(line, index + 1) else index + 2  # بن لشعب: whatever a father is called
        return end if end > index + 1 else index
    if word == "عبد":
        return (
            index + 2
            if (line.words[index + 1 : index + 2] and line.words[index + 1].definite) or line.folded(index + 1) in ("ربه", "الله")
            else index
        )
    if (word.startswith(("ال", "لل")) and word in title_words()) or word.startswith("لل"):
        return index
    if looks_like_verb(word) or word in word_set("person_titles", "speech") or word in head_table("organisation_heads"):
        return index
    given, surname = name_counts().get(word, (0, 0))
    rate = frequency(word)
    if given_strength(word) == 2 and word.startswith("عبدال"):
        return index + 1
    if liberal and line.folded(index + 1) == "الله" and rate < 40 and not is_function(word):
        return index + 2
    if word == "الدين" or (line.folded(index + 1) in ("الدين", "الله") and line.is_word(index + 1) and given + surname >= 2):
        return index + 2 if line.folded(index + 1) in ("الدين", "الله") else index + 1
    if word.startswith("ال"):
        known = (given + surname >= 2 and rate < 50) or given + surname >= 20
        if not known and word.startswith("الم") and not word.endswith("ي") and len(word) >= 7:
            return index  # سالم الحمدان المنتقل إلى ...: a participle
        nisba = word.endswith("ي") and len(word) >= 5 and rate < 40
        return index + 1 if known or nisba or rate < RARE + 7 else index
    if word.startswith(("و", "ب", "ل", "ف")) and given + surname < 5 and not is_foreign(word):
        return index
    if word[0] == "ك" and given + surname < 5 and frequency(word[1:]) >= 36 and frequency(word) < frequency(word[1:]):
        return index  # حضر الرئيس فلان كضيف شرف
    if word[0] == "و" and given + surname == 0 and frequency(word) < 15 and not word.endswith(_endings()):
        return index  # أبو حمدان وصبيح: two of a list
    if (given + surname >= 3 and rate < 45) or given >= 20 or surname >= 40:
        return index + 1
    if is_foreign(word) or (liberal and rate < 33 and not is_inflected(word)):
        return index + 1
    return index + 1 if liberal and rate < 36 and not has_proclitic(word) and ends_phrase(line, index + 1) else index


def ends_phrase(line: NameLine, index: int) -> bool:
    """A mark, a particle (أن, في) or a word with the article: what stands before it may close a name."""
    return not line.is_word(index) or is_function(line.folded(index)) or line.words[index].definite


def name_end(line: NameLine, index: int, reading: Reading, liberal: bool) -> int:
    """Index behind the name that opens at `index`; `index` where none does. `liberal`: an office or title vouches for it."""
    if not line.is_word(index) or opens_office(line, index):
        return index
    word, plain = reading.stem, line.words[index].token.plain[reading.skip :]
    if (word != "علي" and (word in word_set("person_titles", "never") or is_function(word))) or plain in ("على", "إلى"):
        return index
    if word.startswith("لل") or len(word) < 2:
        return index
    if word in nationality_adjectives() and not (word.startswith("ال") and liberal and name_counts().get(word, (0, 0))[1] >= 5):
        return index
    if word in kunya_words():
        if (word == "ام" and not liberal) or not line.is_word(index + 1) or never_in_name(line, index + 1):
            return index
        end = _part_end(line, index + 1, True)
        end = max(end, index + 2)
        byname = line.folded(end)
        if line.is_word(end) and byname in nationality_adjectives() and byname.startswith("ال") and byname.endswith("ي"):
            end += 1  # أبو خالد المصري
    elif word == "عبد":
        end = _part_end(line, index, liberal) if not reading.skip else index + 2
        if end == index:
            return index
    elif word in _link():
        end = _part_end(line, index + 1, True)
        if end == index + 1:
            return index
    elif word.startswith("ابو") and len(word) >= 6 and given_strength(word[3:]) >= 1:
        end = index + 1
    else:
        if looks_like_verb(word) or word in word_set("name_words", "stops") or _place_word(line, index):
            return index
        if line.words[index].tanwin:
            return index
        by_grace = reading.skip > 0 and line.folded(index)[reading.skip - 1] == "ب" and line.folded(index + 1) == "الله"
        if (
            line.folded(index + 1) in ("الدين", "الله")
            and line.is_word(index + 1)
            and given_strength(word, plain)
            and not by_grace
        ):
            end = index + 2
        elif (not by_grace and given_strength(word, plain)) or is_foreign(word) or (liberal and vouched(word)):
            end = index + 1
        else:
            return index
    while end - index < LONGEST_NAME and not opens_office(line, end):
        # An office vouches for the second part; a third that no name list holds is the sentence going on.
        following = _part_end(line, end, liberal and end - index < (3 if word == "عبد" else 2))
        opens_firmly = word in kunya_words() or given_strength(word, plain) == 2
        if following == end and end - index <= 2 and opens_firmly and (_closed_by_mark(line, end) or _byname(line, end)):
            following = end + 1
        if following == end:
            break
        end = following
    return end


def _byname(line: NameLine, index: int) -> bool:
    """خالد أحمد المصري: the man's origin as his surname, where name lists know it as one."""
    word = line.folded(index)
    return (
        word in nationality_adjectives()
        and word.startswith("ال")
        and word.endswith("ي")
        and name_counts().get(word, (0, 0))[1] >= 5
        and line.folded(index + 1) not in nationality_adjectives()
    )


def _place_word(line: NameLine, index: int) -> bool:
    """A word that says a place (عقبة, جبل) opens no name, but before بن (عقبة بن نافع)."""
    cued = head_table("places").get(line.folded(index), {}).get("cue")
    return bool(cued) and line.folded(index + 1) not in ("بن", "ابن")


def _closed_by_mark(line: NameLine, index: int) -> bool:
    """A rare word with a mark behind it (خالد بحاح،): the surname, though no list holds it."""
    word = line.folded(index)
    behind = line.is_word(index + 1) and line.folded(index + 1) != "ل"  # قال X Y لـ"..."
    if not line.is_word(index) or behind or never_in_name(line, index) or line.words[index].tanwin:
        return False
    if is_inflected(word) and (has_proclitic(word) or not word.endswith("ه") or frequency(word) >= 30):
        return False
    return frequency(word) < 36 and not looks_like_verb(word) and len(word) >= 3


def vouched(word: str) -> bool:
    """A word that an office or title makes a name: not frequent, or with the article and listed as a surname."""
    given, surname = name_counts().get(word, (0, 0))
    if word[0] in "لبكفو" and given + surname == 0 and not word.endswith(_endings()):
        return frequency(word) == 0 and frequency(word[1:]) == 0
    if word.startswith("ال"):
        return given + surname >= 3
    return (frequency(word) < 34 and not is_inflected(word)) or given + surname >= 5


@cache
def title_words() -> frozenset[str]:
    """Titles and offices of one word: a name ends before one. Those that are names too stay out."""
    lexicon = load("person_titles")
    return folded(word for word in (*lexicon["titles"], *lexicon["offices"]) if " " not in word) - folded(
        ["سيد", "أمين", "رائد", "مؤسسة"]
    )
