"""How the name of a body goes on behind its head and where it ends: articles, genitives, purposes, clans."""

from __future__ import annotations

from functools import cache
from typing import Any

from musnad.annotations.names import gazetteer
from musnad.annotations.names.authority import lookup
from musnad.annotations.names.lines import NameLine
from musnad.annotations.names.person_grammar import given_strength, name_end
from musnad.annotations.names.place_grammar import is_day, is_known_place
from musnad.annotations.names.vocabulary import (
    ORDINARY,
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
    word_set,
)

LONGEST_NAME = 6


_COORDINATES = frozenset({"council", "government_body", "ngo", "political_body", "international_body"})
"""Kinds whose names join two nouns with و (وزارة العدل والشؤون); armed groups and clans rarely do, two in a row often."""


def _surname(word: str) -> bool:
    given, surname = name_counts().get(word, (0, 0))
    return word.endswith("ي") and given + surname >= 10


def _stops(word: str) -> bool:
    return (
        word in word_set("name_words", "stops")
        or is_function(word)
        or looks_like_verb(word)
        or word in word_set("places", "positions")
    )


@cache
def _titles() -> frozenset[str]:
    """Titles with the article (الرائد, الشيخ): a person's name begins there. Those that organisations are named after stay."""
    titles = word_set("person_titles", "titles")
    return frozenset(word for word in titles if word.startswith("ال")) - folded(
        ["الشهيد", "الإمام", "السلطان", "الملك", "الأمير", "الشباب", "المعارضة", "الأسير", "الطفل", "العلامة"]
    )


def _proper(line: NameLine, index: int) -> bool:
    """A word that is a name by itself: a place, a person's name that is no ordinary word, or a word no list of words knows."""
    word = line.folded(index)
    if not line.is_word(index) or _stops(word) or line.words[index].definite:
        return False
    given, surname = name_counts().get(word, (0, 0))
    rate = frequency(word)
    if lookup(word) is not None:
        return True
    return (
        is_known_place(line, index) or (rate < RARE and not is_inflected(word)) or (given + surname >= 8 and rate < ORDINARY + 6)
    )


def _is_head(word: str) -> bool:
    heads = head_table("organisation_heads")
    return word in heads or word.removeprefix("ال") in heads


def _owns_bodies(word: str) -> bool:
    """هيئة الاستخبارات للمليشيا: a body behind للـ owns the one named before it and is no part of its name."""
    head = head_table("organisation_heads").get(word, {})
    return word == "حكومه" or head.get("subtype") in ("armed_group", "political_body")


def _of_people(line: NameLine, at: int, start: int) -> bool:
    """قوات X الليبيين: a plural of nationality tells of people, but behind a plural (المحامين التونسيين)."""
    word = line.folded(at)
    plural = word in nationality_adjectives() and word.endswith(("ين", "ون"))
    return plural and at > start and not line.folded(at - 1).endswith(("ين", "ون", "ات"))


def _participle(line: NameLine, index: int) -> bool:
    """المشمول ب..., المسيطر على: a participle with its complement tells about the body and is no part of its name."""
    word = line.folded(index)
    if not word.startswith("الم") or word.endswith(("ي", "يه")):
        return False
    if word in word_set("name_words", "adjectives") or word in word_set("name_words", "institutional"):
        return False
    following = line.folded(index + 1)
    governed = following in word_set("places", "prepositions") or following.startswith(("بال", "لل", "بها", "به"))
    passive = len(word) in (7, 8) and word[5] == "و"
    return governed or passive or (following.startswith("ب") and has_proclitic(following))


def _goes_on(line: NameLine, index: int) -> bool:
    """May a further word with the article belong to the name? Adjectives and rare words may, a common noun is an object."""
    word = line.folded(index)
    if (
        word in word_set("name_words", "institutional")
        or word in word_set("name_words", "adjectives")
        or word in nationality_adjectives()
    ):
        return True
    if line.folded(index - 1) in nationality_adjectives():
        return False
    return word.endswith(("ي", "يه", "ين", "ون")) or frequency(word) < 36


def _definite_run(line: NameLine, index: int, coordinates: bool, purposes: bool = True) -> int:
    """Index behind words with the article, to which و + ال may join where the head allows it, and لل + what it is for."""
    at = index
    while line.is_word(at):
        word = line.folded(at)
        if (
            (
                line.words[at].definite
                and not _of_people(line, at, index)
                and not _stops(word)
                and word not in _titles()
                and (at == index or (_goes_on(line, at) and not _participle(line, at)))
            )
            or (
                (coordinates or line.folded(at + 1) in nationality_adjectives())
                and at > index
                and word.startswith("وال")
                and len(word) > 5
                and not _stops(word[1:])
                and word[1:] not in nationality_adjectives()
                and word[1:] not in _titles()
                and line.folded(at - 1) != "الله"
                and not _surname(word[1:])
                and not line.stem(at + 1).startswith("لل")
                and (line.folded(at + 1) in nationality_adjectives() or not _is_head(word[1:]))
            )
            or (
                purposes
                and at > index
                and line.folded(at - 1) not in nationality_adjectives()
                and word.startswith("لل")
                and len(word) > 4
                and not _stops("ال" + word[2:])
                and not _owns_bodies(word[2:])
                and at - index <= 2
            )
        ):
            at += 1
        else:
            break
        if at - index >= LONGEST_NAME:
            break
    return at


def end_of_name(line: NameLine, index: int, head: dict[str, Any]) -> tuple[int, int]:
    """Index behind the name whose first word after the head stands at `index`, and how much it proves (0: no name)."""
    coordinates = head["subtype"] in _COORDINATES
    if is_day(line, index):
        return index + 2, 2  # حركة 20 فبراير
    if not line.is_word(index):
        number = index < len(line) and line.words[index].token.kind == "number"
        if number and head["definite"] and head["subtype"] == "armed_group":
            return index + (2 if line.folded(index + 1) in word_set("organisation_heads", "arms") else 1), 2
        if index < len(line) and line.words[index].token.kind == "latin":
            return index + 1, 2
        return index, 0
    first = line.folded(index)
    if first in head["not_before"] or _stops(first):
        return index, 0
    if line.words[index].definite:
        # قصف ميليشيا X للأحياء: what an armed group does something to; with the article (الجبهة X للتحرير) it is what for.
        end = _definite_run(line, index, coordinates, head["definite"] or head["subtype"] != "armed_group")
        return end, _proof_of_run(line, index, end, head)
    if head["definite"]:
        return index, 0
    return _genitive_chain(line, index, coordinates)


def _proof_of_run(line: NameLine, start: int, end: int, head: dict[str, Any]) -> int:
    """How surely words with the article make a name: an adjective of nationality or two words do, one behind no weak head."""
    if end == start:
        return 0
    words = [line.folded(index) for index in range(start, end)]
    if head["definite"] and not _agrees(head, words[0]):
        return 0
    institutional = any(word in word_set("name_words", "institutional") for word in words)
    if any(word in nationality_adjectives() for word in words):
        return 2 if not head["definite"] or head.get("national") or institutional or words[-1] == "العالميه" else 0
    if head["definite"] and head.get("unit") and words[0] in word_set("person_titles", "ordinals"):
        return 2  # اللواء الثامن, الفرقة السابعة
    if head["definite"] and head.get("weak") and not institutional:
        return 0
    if head["definite"] and len(words) == 1:
        plain_head = not head.get("weak") and not head["plural"]
        return 1 if words[0] in word_set("name_words", "institutional") and plain_head else 0
    if words[0] in word_set("name_words", "institutional") or len(words) >= 2:
        return 2 if not head.get("weak") or len(words) >= 2 else 1
    return 1 if head.get("weak") else 2


def _agrees(head: dict[str, Any], adjective: str) -> bool:
    """الخارجية التركية, الجيش التركي; in وزير الخارجية التركي the adjective belongs to the minister."""
    word = str(head["word"])
    feminine = word.endswith(("ة", "ات", "وى", "ان", "يا")) or bool(head["plural"])
    return not adjective.endswith("ي") if feminine else not adjective.endswith("يه")


def _genitive_chain(line: NameLine, index: int, coordinates: bool) -> tuple[int, int]:
    """شهداء اليرموك, تحرير سوريا, شورى الشمال السوري: words without the article up to one with it or a proper name."""
    at, proper = index, False
    while line.is_word(at) and at - index < 3 and not line.words[at].definite and not _stops(line.folded(at)):
        word = line.folded(at)
        if word in word_set("person_titles", "offices"):
            return at, 0
        if at == index and word.endswith("يه") and frequency(word) >= RARE:
            return at, 0  # لجان إدارية: an adjective, no genitive
        if word[0] in "لب" and is_inflected(word) and not is_known_place(line, at) and frequency(word) < RARE + 10:
            return at, 2 if proper else 0
        joined = word.startswith("و") and word not in name_counts() and not is_known_place(line, at)  # مقاومة وصمودا
        if joined or word in nationality_adjectives() or word.startswith(("وال", "لل", "بال")):
            return at, 2 if proper else 0
        if proper and is_known_place(line, at - 1) and given_strength(word) == 2:
            break  # بلدية س [سالم هاني]: who holds the office
        if _proper(line, at):
            proper = True
            at = max(at + 1, _whole_person(line, at), _whole_place(line, at))
            continue
        if proper:
            break
        at += 1
    if proper:
        while line.is_word(at) and line.words[at].definite and not _stops(line.folded(at)) and _adjective(line, at):
            at += 1
        if at - index <= 2 and is_known_place(line, at - 1) and _closes_place(line, at):
            at += 1
        if (
            at - index == 1
            and line.is_word(at)
            and line.words[at].definite
            and is_known_place(line, at)
            and not is_known_place(line, at - 1)
        ):
            at += 1
        return at, 2
    if at > index and line.is_word(at) and line.words[at].definite and not _stops(line.folded(at)):
        end = _definite_run(line, at, coordinates)
        return (end, 2) if end > at else (at, 2 if proper else 0)
    return at, 2 if proper else 0


def _whole_person(line: NameLine, index: int) -> int:
    """كتيبة سعد بن معاذ, لواء عمر المختار: the whole name of the person that a body is called after."""
    linked = line.folded(index + 1) in ("بن", "ابن", "الدين", "عبد")
    if not linked or given_strength(line.folded(index), line.words[index].token.plain) == 0:
        return index
    return name_end(line, index, line.words[index].readings[0], False)


def _whole_place(line: NameLine, index: int) -> int:
    """محكمة شبرا الخيمة: all words of a listed place."""
    place = gazetteer.book().at(line, index)
    return place.last + 1 if place is not None and place.reading.skip == 0 else index


def _adjective(line: NameLine, index: int) -> bool:
    word = line.folded(index)
    listed = word in word_set("name_words", "institutional") or word in word_set("name_words", "adjectives")
    return listed or word in nationality_adjectives() or (word.endswith("يه") and frequency(word) < 46)


def _closes_place(line: NameLine, index: int) -> bool:
    """مركز تعز الإعلامي, مجلس منبج المدني: an adjective behind the place that belongs to the head."""
    if not line.is_word(index) or not line.words[index].definite:
        return False
    word = line.folded(index)
    if word.startswith("لل") or word in word_set("places", "directions") or _surname(word):
        return False
    following = line.folded(index + 1)
    if word in word_set("person_titles", "titles") and not is_function(following) and given_strength(following) >= 1:
        return False
    return word.endswith(("ي", "يه")) and word not in nationality_adjectives()


def has_proper(line: NameLine, start: int, end: int) -> bool:
    """A proper name or an adjective of nationality among the words."""
    return any(
        line.folded(index) in nationality_adjectives() or is_known_place(line, index) or _proper(line, index)
        or (line.folded(index).startswith("ال") and _surname(line.folded(index))) for index in range(start, end)
    )  # fmt: skip


def with_place(line: NameLine, end: int, head: dict[str, Any]) -> int:
    """مركز ... في سوريا: `في` and a country or town close the name of a centre, council, league or NGO."""
    if head["subtype"] in ("ngo", "council", "clan") and line.folded(end) == "في" and is_known_place(line, end + 1):
        return end + 2
    return end


_CLAN_PLURALS = folded(["قبائل", "عشائر"])


def clan_end(line: NameLine, after: int, end: int, proof: int) -> tuple[int, int]:
    """عشيرة البو فهد takes the word behind البو; قبيلة X المتطرفين ends before what tells of its men; عشائر X is a name."""
    listed = line.folded(end) in ("،", ",") or line.folded(end).startswith("وال")
    if line.stem(after - 1) in _CLAN_PLURALS and listed:
        return end, 0  # قبائل X، Y: the clans stand bare (`bodies`)
    if end == after + 1 and line.folded(after) in ("البو", "ال", "بني") and line.is_word(end):
        return end + 1, 2
    while end - after > 1 and line.folded(end - 1).endswith(("ين", "ون")):
        end -= 1
    rare = line.is_word(after) and line.words[after].definite and frequency(line.folded(after)) < 32
    return end, 2 if rare and end == after + 1 else proof


def governs_place_head(line: NameLine, after: int, head: dict[str, Any]) -> bool:
    """عشائر مدينة X, عشائر قبيلة X, قضاء X, مديرية X: no body's name opens here."""
    word = line.stem(after)
    if head["subtype"] in ("clan", "armed_group") and not head["definite"]:
        own = head_table("places").get(word, {})
        if own.get("cue") and not own.get("inside"):
            return True
        return head["subtype"] == "clan" and head_table("organisation_heads").get(word, {}).get("subtype") == "clan"
    district = str(head["word"]) in ("قضاء", "مديرية", "بلدية")
    return district and head["word"] != "بلدية" and not line.words[after].definite if line.is_word(after) else False


def ungrammatical(line: NameLine, after: int, head: dict[str, Any]) -> bool:
    """وزير خارجية الأمريكي: behind a head without the article stands no adjective with it."""
    return bool(head.get("national")) and not head["definite"] and line.folded(after) in nationality_adjectives()


def with_purpose(line: NameLine, start: int, end: int, head: dict[str, Any]) -> int:
    """الحركة الوطنية لتحرير X, الشبكة العربية لحقوق الإنسان: what the body is for, in the nouns that names say it with."""
    word = line.folded(end)
    opened = any(line.folded(at) in word_set("name_words", "institutional") for at in range(start, end)) or (
        any(line.folded(at) in nationality_adjectives() for at in range(start, end))
    )
    if not opened or not word.startswith("ل") or word[1:] not in word_set("organisation_heads", "purposes"):
        return end
    at, chain = end + 1, 0
    while line.is_word(at) and chain < 3 and not _stops(line.folded(at)):
        if line.words[at].definite:
            return _definite_run(line, at, coordinates=True)
        if _proper(line, at):
            return at + 1
        at, chain = at + 1, chain + 1
    return end
