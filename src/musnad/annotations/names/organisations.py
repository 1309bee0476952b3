"""Proposer: a word that opens an organisation's name (لواء, مجلس, وزارة ...) and the words that may follow it.

    لواء شهداء الوادي · مجلس الأعيان والحكماء · الجبهة الوطنية للإصلاح · وزارة الدفاع التركية · حكومة "التوافق"

The name goes on over words with the article, a chain of genitives that ends in one or in a proper name, and للـ behind an
adjective; it ends at a mark, a particle, a verb, or a word of `name_words.yml` stops (الماضي, التابعة).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from musnad.annotations.names.authority import lookup
from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import LONGEST_QUOTED_NAME, NameLine
from musnad.annotations.names.person_grammar import given_strength, name_end
from musnad.annotations.names.phrasebook import Phrasebook
from musnad.annotations.names.places import is_front, is_known_place
from musnad.annotations.names.quoted import holds_a_name
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
from musnad.lexicons import load

LONGEST_NAME = 6
_COORDINATES = frozenset({"council", "government_body", "ngo", "political_body", "clan", "international_body"})
"""Kinds whose names join two nouns with و (وزارة العدل والشؤون); armed groups rarely do, two of them in a row often."""


_PLURALS = frozenset(
    {"قوى", "قوات", "لجان", "كتائب", "ألوية", "سرايا", "عشائر", "قبائل", "وحدات", "ميليشيات", "مليشيات", "سلطات"}
)


@cache
def _heads() -> Phrasebook[dict[str, Any]]:
    pairs: list[tuple[str, dict[str, Any]]] = []
    for word, entry in load("organisation_heads")["heads"].items():
        ready = {
            **entry, "word": word, "not_before": folded(entry.get("not_before", ())), "plural": word in _PLURALS,
        }  # fmt: skip
        pairs.append((word, {**ready, "definite": False}))
        if " " not in word:
            pairs.append(("ال" + word, {**ready, "word": "ال" + word, "definite": True}))
    return Phrasebook.of(pairs)


def _surname(word: str) -> bool:
    given, surname = name_counts().get(word, (0, 0))
    return word.endswith("ي") and given + surname >= 10


@cache
def _organs() -> frozenset[str]:
    return folded(load("organisation_heads")["organs"])


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


def _definite_run(line: NameLine, index: int, coordinates: bool) -> int:
    """Index behind words with the article, to which و + ال may join where the head allows it."""
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
                at > index
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


def _end_of_name(line: NameLine, index: int, head: dict[str, Any]) -> tuple[int, int]:
    """Index behind the name whose first word after the head stands at `index`, and how much it proves (0: no name)."""
    coordinates = head["subtype"] in _COORDINATES
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
        end = _definite_run(line, index, coordinates)
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
        if word in nationality_adjectives() or word.startswith(("وال", "لل", "بال")):
            return at, 2 if proper else 0
        if _proper(line, at):
            proper = True
            at = max(at + 1, _whole_person(line, at))
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


def _has_proper(line: NameLine, start: int, end: int) -> bool:
    """A proper name or an adjective of nationality among the words."""
    return any(
        line.folded(index) in nationality_adjectives() or is_known_place(line, index) or _proper(line, index)
        or (line.folded(index).startswith("ال") and _surname(line.folded(index))) for index in range(start, end)
    )  # fmt: skip


def _with_place(line: NameLine, end: int, head: dict[str, Any]) -> int:
    """مركز ... في سوريا: `في` and a country or town close the name of a centre, council, league or NGO."""
    if head["subtype"] in ("ngo", "council", "clan") and line.folded(end) == "في" and is_known_place(line, end + 1):
        return end + 2
    return end


_CLAN_PLURALS = folded(["قبائل", "عشائر"])


def _clan_end(line: NameLine, after: int, end: int, proof: int) -> tuple[int, int]:
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


def _governs_place_head(line: NameLine, after: int, head: dict[str, Any]) -> bool:
    """عشائر مدينة X, عشائر قبيلة X, قضاء X, مديرية X: no body's name opens here."""
    word = line.stem(after)
    if head["subtype"] in ("clan", "armed_group") and not head["definite"]:
        own = head_table("places").get(word, {})
        if own.get("cue") and not own.get("inside"):
            return True
        return head["subtype"] == "clan" and head_table("organisation_heads").get(word, {}).get("subtype") == "clan"
    district = str(head["word"]) in ("قضاء", "مديرية", "بلدية")
    return district and head["word"] != "بلدية" and not line.words[after].definite if line.is_word(after) else False


def _ungrammatical(line: NameLine, after: int, head: dict[str, Any]) -> bool:
    """وزير خارجية الأمريكي: behind a head without the article stands no adjective with it."""
    return bool(head.get("national")) and not head["definite"] and line.folded(after) in nationality_adjectives()


def _with_purpose(line: NameLine, start: int, end: int, head: dict[str, Any]) -> int:
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


def _parent(line: NameLine, end: int) -> int | None:
    """اللجنة العليا لسرايا ...: the index of a head with ل behind an organ's name."""
    if not line.is_word(end):
        return None
    for reading in line.words[end].readings:
        if reading.skip == 1 and line.folded(end).startswith("ل") and reading.stem in head_table("organisation_heads"):
            return end
    return None


def propose(line: NameLine) -> Iterator[Candidate]:
    """Every head in the line that a name follows."""
    for match in _heads().all_in(line):
        head, after = match.value, match.last + 1
        if not match.reading.likely and match.reading.skip and frequency(line.folded(match.first)) >= RARE:
            continue
        if line.stem(match.first - 1) in word_set("name_words", "unnamed_plurals"):
            continue
        pair = line.opening.get(after)
        if pair is not None:
            yield from _marked(line, match.first, after, head, match.reading.skip)
            continue
        end, proof = _end_of_name(line, after, head)
        parent = _parent(line, end) if line.stem(match.first) in _organs() else None
        if (
            parent is not None
            and head["definite"]
            and end - after == 1
            and line.folded(after) in word_set("name_words", "institutional")
        ):
            proof = 2
        paired = head.get("pair") and end - after == 2 and line.folded(end - 1).startswith("وال")
        if head.get("strict") and not paired and not _has_proper(line, after, end):
            proof = 0
        front = is_front(line, match.first, match.reading) and lookup(line.written(match.first, max(after, end - 1))) is None
        if front and (end - after == 1 or line.folded(after) in head_table("places")):
            proof = 0
        if head["subtype"] == "clan":
            end, proof = _clan_end(line, after, end, proof)
        if _governs_place_head(line, after, head) or _ungrammatical(line, after, head):
            proof = 0
        if not proof or (proof == 1 and head.get("weak")):
            continue
        if head["definite"] or end - after >= 1:
            end = _with_purpose(line, after, end, head)
        end = _with_place(line, end, head)
        inside = head.get("inside", True)
        start = line.words[match.first].start(match.reading.skip) if inside else line.words[after].token.start
        if not inside:
            # An outlet's home (صحيفة الغارديان البريطانية) is no part of its name.
            while end - 1 > after and line.folded(end - 1) in nationality_adjectives():
                end -= 1
            if end - after == 1 and line.folded(after) in nationality_adjectives():
                continue
        score = 0.6 if head.get("weak") else 0.72
        yield _candidate(line, start, end, head, score, None if inside else head["word"])
        if parent is not None:
            yield from _organ_of(line, start, parent, head, score)


def _organ_of(line: NameLine, start: int, parent: int, head: dict[str, Any], score: float) -> Iterator[Candidate]:
    """اللجنة العليا لسرايا X: the whole, and the parent inside it."""
    inner = _heads().at(line, parent)
    if inner is None:
        return
    end, proof = _end_of_name(line, inner.last + 1, inner.value)
    if proof:
        yield _candidate(line, start, end, head, max(score, 0.72) + 0.02, None)
        yield _candidate(line, line.words[parent].start(inner.reading.skip), end, inner.value, max(score, 0.7), None, parent=True)


def _marked(line: NameLine, first: int, open_at: int, head: dict[str, Any], skip: int) -> Iterator[Candidate]:
    """حكومة "الإنقاذ": the name is what the marks hold; قوات "نظام الأسد" is a name itself, its parent inside."""
    pair = line.opening[open_at]
    size = pair.close - open_at - 1
    if not 1 <= size <= LONGEST_QUOTED_NAME:
        return
    if not pair.quote and not (
        lookup(line.written(open_at + 1, pair.close - 1)) or line.folded(open_at + 1) in head_table("organisation_heads")
    ):
        return
    if str(head["word"]) in ("مديرية", "قضاء"):
        return  # a district in marks
    if not holds_a_name(line, pair) or (head["definite"] and lookup(line.written(open_at + 1, pair.close - 1)) is None):
        return  # قال المرصد "...": behind a head with the article the marks hold speech.
    start, end = line.words[open_at + 1].token.start, pair.close
    inner_is_headed = line.folded(open_at + 1) in head_table("organisation_heads") and size > 1
    organ = line.stem(first) in _organs() and inner_is_headed
    score = 0.88 if " " in head["word"] else 0.85
    yield _candidate(line, start, end, head, score, head["word"], parent=organ)
    if organ:
        yield _candidate(line, line.words[first].start(skip), pair.close + 1, head, 0.8, None)


def _candidate(
    line: NameLine, start: int, end: int, head: dict[str, Any], score: float, outside: str | None, parent: bool = False
) -> Candidate:
    name = line.text[start : line.words[end - 1].token.end]
    known = lookup(name)
    because: tuple[tuple[str, str], ...] = (("head", str(head["word"])), ("name", name))
    subtype = head["subtype"]
    if known is not None and known.type == "ORG":
        because, subtype = (*because, ("authority", known.id)), known.subtype
    return Candidate(
        start, line.words[end - 1].token.end, "ORG", score, "names.organisation_head", because, subtype, outside, parent
    )
