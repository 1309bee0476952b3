"""Proposer: persons. Name lists decide where a name goes on; a title, an office or a kunya decides that one begins.

الشيخ X · وزير الدفاع التركي، X Y، · (X Y) behind an office · أبو X · X بن Y · عبد الX Y
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from musnad.annotations.names.authority import lookup
from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.gazetteer import places_named
from musnad.annotations.names.lines import NameLine, Reading
from musnad.annotations.names.person_grammar import (
    ends_phrase,
    given_strength,
    is_foreign,
    kunya_words,
    name_end,
    never_in_name,
    title_words,
)
from musnad.annotations.names.phrasebook import Phrasebook
from musnad.annotations.names.place_grammar import is_known_place
from musnad.annotations.names.vocabulary import (
    RARE,
    before,
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

_OFFICE_REACH = 12
"""An office phrase (مسؤول العلاقات العامة في "X" ...) is at most this many tokens long."""


@cache
def _titles() -> Phrasebook[str]:
    return Phrasebook.of((title, title) for title in load("person_titles")["titles"])


@cache
def _offices() -> Phrasebook[str]:
    return Phrasebook.of((office, office) for office in load("person_titles")["offices"])


def propose(line: NameLine) -> Iterator[Candidate]:
    """Persons behind titles and offices, kunyas, and names that name lists know in full."""
    yield from _titled(line)
    yield from _in_office(line)
    yield from _in_full(line)
    yield from _after_speech(line)
    yield from _foreign_pairs(line)


def person_candidate(line: NameLine, first: int, end: int, skip: int, score: float, rule: str, **because: str) -> Candidate:
    """The candidate for words `first`..`end - 1`, `skip` characters of clitics left out."""
    start, stop = line.words[first].start(skip), line.words[end - 1].token.end
    reasons = (("name", line.text[start:stop]), *because.items())
    head = because.get("title")
    return Candidate(start, stop, "PER", score, f"names.{rule}", reasons, None, head)


def whole_reading(line: NameLine, index: int) -> Reading:
    """The word read without splitting anything off."""
    return line.words[index].readings[0]


def _titled(line: NameLine) -> Iterator[Candidate]:
    """A title, perhaps an adjective (الرئيس التركي), perhaps a mark, then the name."""
    for match in _titles().all_in(line):
        if match.reading.skip and not match.reading.likely:
            continue
        at, adjectives = match.last + 1, 0
        while line.is_word(at) and adjectives < 3 and (_is_adjective(line, at)):
            at, adjectives = at + 1, adjectives + 1
        pair = line.opening.get(at)
        if pair is not None or (line.folded(at) in ("،", ",") and adjectives):
            at += 1
        if at >= len(line):
            continue
        while line.is_word(at + 1) and line.words[at].definite and not line.words[at + 1].definite and _sure(line, at + 1):
            at += 1  # القيادي الإخواني X: an adjective that no list holds
        if _titles().at(line, at) is not None and " " in (_titles().at(line, at) or match).value:
            continue  # المرجع آية الله X: the second title has its own turn
        if line.is_word(at) and (line.folded(at) in title_words() or line.folded(at) in head_table("organisation_heads")):
            continue
        end = name_end(line, at, whole_reading(line, at), True)
        if pair is not None and end > at and pair.close - at <= 4:
            end = pair.close if all(line.is_word(index) for index in range(at, pair.close)) else end
        if end == at and pair is not None and fills_marks(line, at, pair.close):
            end = pair.close
        if end == at:
            continue
        if match.value in load("person_titles")["crowned"]:
            while line.folded(end) in word_set("person_titles", "ordinals"):
                end += 1
        lone = end - at == 1
        if lone and len(line.folded(at)) < 3:
            continue
        if lone and (line.folded(at) in nationality_adjectives() or _ordinary_nisba(line.folded(at))):
            continue
        score = (
            0.5
            if lone and (frequency(line.folded(at)) >= 42 and given_strength(line.folded(at)) != 2)
            else 0.66
            if lone
            else 0.86
        )
        if lone and adjectives and score < 0.6:
            continue
        yield person_candidate(line, at, end, 0, score, "person_title", title=match.value)


def fills_marks(line: NameLine, at: int, close: int) -> bool:
    """الداعية "X Y": two to four words in marks behind a title, the last with the article or a surname."""
    if not 2 <= close - at <= 4:
        return False
    words = [line.folded(index) for index in range(at, close)]
    given, surname = name_counts().get(words[-1], (0, 0))
    plain = all(line.is_word(index) and not never_in_name(line, index) for index in range(at, close))
    surname_like = given + surname >= 2 or words[-1].endswith("ي")
    return plain and surname_like and words[0] not in head_table("organisation_heads") and not words[0].startswith("ال")


def _sure(line: NameLine, index: int) -> bool:
    """A given name that is no ordinary word stands at `index`."""
    return given_strength(line.folded(index), line.words[index].token.plain) == 2


def _is_adjective(line: NameLine, index: int) -> bool:
    word = line.folded(index)
    return (
        (
            (word in nationality_adjectives() or word in word_set("name_words", "movement_adjectives"))
            and word.startswith("ال")
            and not _opens_name(line, index)
        )
        or word in word_set("name_words", "title_adjectives")
    )  # fmt: skip


def _ordinary_nisba(word: str) -> bool:
    """شيخ قبلي, الزعيم القبلي: an adjective whose feminine is as usual as itself; surnames in ي have none."""
    given, surname = name_counts().get(word, (0, 0))
    feminine = frequency(word + "ه")
    return word.endswith("ي") and given + surname < 10 and feminine >= RARE and feminine >= frequency(word) - 8


def _opens_name(line: NameLine, index: int) -> bool:
    """الشيخ المصري: an adjective that a mark or particle follows is the name itself."""
    return (not line.is_word(index + 1) and line.folded(index + 1) not in ("،", "“", '"', "«", "(", "”")) or is_function(
        line.folded(index + 1)
    )


def _in_office(line: NameLine) -> Iterator[Candidate]:
    """وزير الدفاع ، X Y · المنسق في "X" (Y Z) · وزير الخارجية الروسي X Y."""
    for match in _offices().all_in(line):
        if match.reading.skip and not match.reading.likely:
            continue
        stop = min(len(line), match.last + _OFFICE_REACH)
        at = match.last + 1
        while at < stop:
            word = line.folded(at)
            if at in line.opening:
                pair = line.opening[at]
                found = _marked_name(line, at) if at > match.last + 1 or pair.quote else None
                if found is not None:
                    yield person_candidate(line, at + 1, found, 0, 0.84, "person_office", office=match.value)
                    break
                at = pair.close + 1
                continue
            if word in ("،", ","):
                found = _comma_name(line, at)
                if found is not None:
                    yield person_candidate(line, at + 1, found, 0, 0.84, "person_office", office=match.value)
                break
            if (line.words[at].token.kind == "mark" and word not in "-–/") or (
                is_function(word) and word not in ("في", "على", "من", "لدى")
            ):
                break
            end = name_end(line, at, whole_reading(line, at), _rare_pair(line, at)) if at > match.last + 1 else at
            if end - at >= 2 and _opens_in_office(line, at):
                yield person_candidate(line, at, end, 0, 0.8, "person_office", office=match.value)
                break
            at += 1


def _opens_in_office(line: NameLine, index: int) -> bool:
    """May the holder's name open here, with no mark before it (وزير الخارجية الروسي X Y)?"""
    word = line.folded(index)
    if head_table("places").get(line.stem(index - 1), {}).get("cue"):
        return False  # حاكم ولاية X
    if is_known_place(line, index) and line.folded(index - 1) in word_set("places", "prepositions"):
        return False  # المتحدث باسمها في عدن X Y
    if _sure(line, index):
        return True
    opens = is_foreign(word) or word in kunya_words() or word == "عبد" or _rare_pair(line, index)
    return opens and not line.words[index].definite


def _rare_pair(line: NameLine, index: int) -> bool:
    """Two words in a row that can only be a foreigner's name, or one such behind a listed given name (جيف ديفيس)."""
    first = line.folded(index)
    if not line.is_word(index) or never_in_name(line, index) or line.words[index].definite:
        return False
    opens = (given_strength(first) >= 1 and frequency(first) < 50) or _unknown(line, index)
    return opens and (_unknown(line, index + 1) or _closes_foreign(line, index + 1))


def _closes_foreign(line: NameLine, index: int) -> bool:
    """خافيير سولانا إن: a rare word that only seems to have an ending, where the phrase ends behind it."""
    word = line.folded(index)
    if not line.is_word(index) or never_in_name(line, index) or line.words[index].definite or line.words[index].tanwin:
        return False
    if frequency(word) >= 30 or len(word) < 4 or has_proclitic(word) or looks_like_verb(word) or is_known_place(line, index):
        return False
    return not word.endswith(("ها", "هم", "ه", "ات", "يه")) and ends_phrase(line, index + 1)


def _after_speech(line: NameLine) -> Iterator[Candidate]:
    """قال X Y: two rare words right behind a verb of saying."""
    for word in line.words[:-2]:
        at = word.index + 1
        if word.is_word and line.stem(word.index) in word_set("person_titles", "speech") and _rare_pair(line, at):
            end = name_end(line, at, whole_reading(line, at), True)
            if end - at >= 2:
                yield person_candidate(line, at, end, 0, 0.68, "person_speaks", verb=line.folded(word.index))
        elif word.is_word and line.stem(word.index) in word_set("person_titles", "saying") and _unknown(line, at):
            yield person_candidate(line, at, at + 1, 0, 0.58, "person_speaks", verb=line.folded(word.index))


def _unknown(line: NameLine, index: int) -> bool:
    """A word that takes no endings or that no list of words holds, and no place or listed body: a foreign name."""
    if not line.is_word(index) or line.words[index].definite or line.words[index].tanwin or never_in_name(line, index):
        return False
    word = line.folded(index)
    if not (takes_no_endings(word) or (frequency(word) < 20 and len(word) >= 4 and not is_inflected(word))):
        return False
    if looks_like_verb(word) or is_known_place(line, index) or (len(word) >= 5 and word.endswith(("ها", "هم", "هما"))):
        return False
    known = lookup(word)
    return known is None or known.type == "PER"


def _foreign_pairs(line: NameLine) -> Iterator[Candidate]:
    """Two words in a row that no list of Arabic words holds: mostly a foreigner's name (خافيير سولانا)."""
    skip_to = 0
    for word in line.words[:-1]:
        at = word.index
        if at < skip_to or not (_unknown(line, at) and _unknown(line, at + 1)) or looks_like_verb(word.folded):
            continue
        end = name_end(line, at, whole_reading(line, at), False)
        if end - at >= 2:
            skip_to = end
            yield person_candidate(line, at, end, 0, 0.56, "person_foreign")


_BODY_SLOT = folded(["باسم", "في", "من", "لدى", "عام", "تنظيم", "فصيل"])
"""الناطق باسم “X”: the quotation marks hold the body, no person."""


def _marked_name(line: NameLine, open_at: int) -> int | None:
    """(X Y) or “X Y” behind an office: all words must be able to be a name."""
    pair = line.opening[open_at]
    size = pair.close - open_at - 1
    if not 1 <= size <= 5 or not all(line.is_word(index) for index in range(open_at + 1, pair.close)):
        return None
    first = line.folded(open_at + 1)
    if first in head_table("organisation_heads") or first.removeprefix("ال") in head_table("organisation_heads"):
        return None
    previous = line.stem(open_at - 1)
    if pair.quote and (previous in _BODY_SLOT or is_function(previous) or previous in head_table("organisation_heads")):
        return None
    end = name_end(line, open_at + 1, whole_reading(line, open_at + 1), True)
    if end == pair.close and (size >= 2 or given_strength(first) == 2 or is_foreign(first)):
        return pair.close
    return pair.close if size >= 2 and end > open_at + 1 and given_strength(first) == 2 else None


def _comma_name(line: NameLine, comma: int) -> int | None:
    """`، X Y،` behind an office; without a mark behind it the name must be known."""
    at = comma + 1
    pair = line.opening.get(at)
    if pair is not None:
        return None
    if at >= len(line) or not line.is_word(at):
        return None
    end = name_end(line, at, whole_reading(line, at), True)
    word = line.folded(at)
    strong = given_strength(word, line.words[at].token.plain) == 2
    if end - at == 1 and strong and line.is_word(at + 1) and not line.is_word(at + 2) and not never_in_name(line, at + 1):
        end += 1  # `، عمر X،`: the marks close the name though its second word is an ordinary one.
    if end - at < 2:
        return None
    closed = end >= len(line) or line.words[end].token.kind == "mark"
    known = given_strength(word, line.words[at].token.plain) == 2 or word in kunya_words() or word == "عبد"
    return end if known or closed or is_foreign(word) else None


def _in_full(line: NameLine) -> Iterator[Candidate]:
    """A sure given name with a further part (خالد المصري), a kunya with its noun, wherever they stand."""
    skip_to = 0
    for word in line.words:
        if not word.is_word or word.index < skip_to:
            continue
        for reading in word.readings:
            if (
                reading.skip
                and not reading.likely
                and not (word.folded[0] in "ول" and frequency(word.folded) < RARE and given_strength(reading.stem) == 2)
            ):
                continue
            plain = word.token.plain[reading.skip :]
            kunya = reading.stem in kunya_words() or (reading.stem.startswith("ابو") and len(reading.stem) >= 6)
            strong = given_strength(reading.stem, plain) == 2 and (reading.stem != "علي" or plain == "علي")
            if not (kunya or strong or reading.stem == "عبد") or reading.stem in _titles().entries:
                continue
            if reading.stem in word_set("person_titles", "speech"):
                continue
            if is_known_place(line, word.index) and line.folded(word.index - 1) in word_set("places", "prepositions"):
                continue
            end = name_end(line, word.index, reading, False)
            size = end - word.index
            if size >= 2 or (kunya and size == 1):
                score = _score_in_full(line, word.index, end, reading)
                if score:
                    yield person_candidate(line, word.index, end, reading.skip, score, "person_full_name")
                    yield from _joined(line, end)
                    skip_to = end
                    break


def _joined(line: NameLine, end: int) -> Iterator[Candidate]:
    """خالد العلي [وصالح النمر]: a further name behind a full one, though its given name is an ordinary word as well."""
    for _ in range(8):
        at = end + 1 if line.folded(end) in ("،", ",") else end
        word = line.folded(at)
        if not line.is_word(at) or not word.startswith("و") or given_strength(word[1:]) == 0 or frequency(word) >= 40:
            return
        following = name_end(line, at, Reading(1, word[1:], True), True)
        if following - at < 2:
            return
        yield person_candidate(line, at, following, 1, 0.68, "person_joined")
        end = following


def _score_in_full(line: NameLine, first: int, end: int, reading: Reading) -> float:
    """0 where the last part is too ordinary to prove a name; more behind a verb of saying, a quotation mark or a bracket."""
    previous = line.stem(before(line, first))
    backed = previous in word_set("person_titles", "speech") or (first - 1 in line.opening) or first == 0
    last = line.folded(end - 2 if line.folded(end - 1) == "الشيخ" and end - first > 2 else end - 1)
    given, surname = name_counts().get(last, (0, 0))
    where = previous in word_set("places", "prepositions") or previous in word_set("places", "positions")
    where = where or (reading.skip > 0 and is_known_place(line, first - 1))  # كركوك وصلاح الدين
    if where and end - first == 2 and places_named(f"{reading.stem} {last}") is not None:
        return 0.0  # في صلاح الدين
    if reading.stem == "علي" and given + surname < 8 and not backed and not takes_no_endings(last):
        return 0.0  # على is often written without its dots the other way round
    if reading.stem in kunya_words():
        if reading.stem == "ابي" and frequency(last) >= 48 and given < 20:
            return 0.0
        return 0.72
    ordinary = frequency(last) >= 44 and given + surname < 60
    if reading.skip and frequency(line.folded(first)) >= 36:
        return 0.62 if not ordinary else 0.0
    if ordinary and not backed:
        return 0.0 if given + surname < 10 else 0.58
    return 0.82 if backed else 0.74
