"""Proposer: places. Names of the gazetteer where a sign stands beside them, and any name behind a cue word.

في مدينة X · بلدتي (X، وY) · ريف حماة الشمالي الغربي · ريفي حماة وإدلب · مخيم X · الساحل السوري
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from musnad.annotations.names import gazetteer
from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.gazetteer import Listed, Trust
from musnad.annotations.names.lines import NameLine, Reading, Word
from musnad.annotations.names.place_grammar import (
    compound_end,
    fits_behind,
    in_construct,
    is_adjective_here,
    is_day,
    is_dual,
    is_known_place,
    named_after_person,
    one_name,
    second_of_two,
    unknown_joined,
    with_directions,
)
from musnad.annotations.names.vocabulary import (
    folded,
    frequency,
    head_table,
    is_function,
    is_inflected,
    nationality_adjectives,
    word_set,
)


def _sign_before(line: NameLine, index: int, reading: Reading) -> bool:
    """A preposition, position word or head before the name, or a preposition joined to it."""
    clitics = line.folded(index)[: reading.skip]
    if any(letter in "بلك" for letter in clitics):
        return True
    previous = line.stem(index - 1)
    heads = head_table("places")
    if not clitics and (previous in word_set("places", "prepositions") or previous in word_set("places", "positions")):
        return True
    return not clitics and (previous in heads or (previous in nationality_adjectives() and line.stem(index - 2) in heads))


def _head_before(line: NameLine, index: int, reading: Reading) -> dict[str, Any] | None:
    at = index - 1
    if at >= 1 and at in line.opening:
        at -= 1
    if reading.skip or at < 0:
        return None
    stem = line.stem(at)
    if stem in nationality_adjectives() and line.stem(at - 1) == "العاصمه":
        stem = "العاصمه"
    entry = head_table("places").get(stem)
    return entry if entry and entry.get("cue") else None


def propose(line: NameLine) -> Iterator[Candidate]:
    """Places of the lists, places behind a cue word, regions named by a side and an adjective."""
    yield from _listed(line)
    yield from _behind_heads(line)
    yield from _sides(line)
    yield from _village_shapes(line)
    yield from _behind_positions(line)


def _because(listed: Listed) -> tuple[tuple[str, str], ...]:
    return (("authority", listed.place.id), ("name", listed.place.name), ("country", listed.place.country))


def _listed(line: NameLine) -> Iterator[Candidate]:
    previous_place = -9
    for match in gazetteer.book().all_in(line):
        listed = match.value
        single = match.first == match.last
        if single and match.reading.skip and not match.reading.likely and frequency(line.folded(match.first)) >= 25:
            continue
        if single and (is_function(line.folded(match.first)) or line.words[match.first].tanwin):
            continue
        if single and in_construct(line, match.reading.stem, match.last + 1):
            continue
        head = _head_before(line, match.first, match.reading)
        signed = _sign_before(line, match.first, match.reading)
        joined = (line.folded(match.first).startswith("و") and match.reading.skip == 1) or line.folded(match.first - 1) in {
            "،",
            "-",
            "–",
            ",",
            "/",
        }
        beside_place = joined and match.first - previous_place <= 3
        if listed.trust is Trust.head and head is None and not (beside_place and not single):
            continue
        if listed.trust is Trust.sign and head is None and not signed and not beside_place and single:
            continue
        if listed.place.kind == "country" and is_adjective_here(line, match.first, match.reading):
            continue
        previous_place = match.last
        score = 0.9 if listed.trust is Trust.none else 0.74 if head or signed else 0.66
        start, subtype = line.words[match.first].start(match.reading.skip), listed.place.kind
        last = match.last
        generic = head_table("places").get(match.reading.stem, {})
        if last > match.first and generic.get("cue") and not generic.get("inside") and generic["kind"] == subtype:
            start = line.words[match.first + 1].token.start  # listed as محافظة X
        if subtype not in ("country", "governorate") and line.folded(last).endswith("ه") and line.folded(last + 1).endswith("يه"):
            last = max(last, with_directions(line, last + 1) - 1)  # الغارية الشرقية
        if head is not None and head["kind"] != subtype and not head.get("inside"):
            subtype = head["kind"]
        yield Candidate(
            start, line.words[last].token.end, "LOC", score, "names.gazetteer", _because(listed), subtype,
            str(head["word"]) if head and not head.get("inside") else None,
        )  # fmt: skip


DAY = 0.9
"""ساحة أول نوفمبر: a facility called after a day is nothing else."""
_DASHES = frozenset("-–—/")


def _behind_heads(line: NameLine) -> Iterator[Candidate]:
    heads = head_table("places")
    for word in line.words:
        if not word.is_word:
            continue
        reading = next((item for item in word.readings if item.likely and item.stem in heads), None)
        if reading is None:
            reading = next(
                (
                    item
                    for item in word.readings
                    if item.stem in heads
                    and (frequency(word.folded) < frequency(item.stem) - 4 or _joined_head(line, word, item))
                ),
                None,
            )
        if reading is None and word.folded[:1] in ("ب", "ل", "و") and word.folded[1:] in heads:
            joined = Reading(1, word.folded[1:], False)  # so usual that the word is read whole (بريف)
            reading = joined if _joined_head(line, word, joined) else None
        if reading is None:
            continue
        head = heads[reading.stem]
        yield from _names_behind(line, word.index, reading, head)


def _joined_head(line: NameLine, word: Word, reading: Reading) -> bool:
    """بريف X, لمدينة X: so usual that the word is not split, yet a place of the lists follows."""
    head = head_table("places")[reading.stem]
    joined = bool(head.get("cue")) and reading.skip == 1 and word.folded[0] in "بلو"
    return joined and (is_dual(head) or is_known_place(line, word.index + 1))


def _no_adjective(line: NameLine, at: int, reading: Reading) -> bool:
    """بمحلية X, من محلية X: in مصادر محلية the word is an adjective."""
    joined = reading.skip > 0 and line.folded(at)[reading.skip - 1] in "بل"
    return joined or line.stem(at - 1) in word_set("places", "prepositions")


_WHERE = frozenset({"في", "علي", "نحو", "عند", "باتجاه", "صوب"})


def is_front(line: NameLine, at: int, reading: Reading) -> bool:
    """True for a word that says a line of fighting where it stands behind a preposition of place (في جبهة X)."""
    head = head_table("places").get(reading.stem, {})
    return bool(head.get("front")) and _stands_behind_preposition(line, at, reading)


def _stands_behind_preposition(line: NameLine, at: int, reading: Reading) -> bool:
    """في جبهة X, بجبهة X: a front line, no body."""
    previous = line.stem(at - 1)
    return (reading.skip > 0 and line.folded(at)[reading.skip - 1] == "ب") or previous in _WHERE


def _names_behind(line: NameLine, at: int, reading: Reading, head: dict[str, Any]) -> Iterator[Candidate]:
    index, weak = at + 1, bool(head.get("weak"))
    if head.get("listed") and not is_known_place(line, index):
        return
    if head.get("dashed") and not any(line.folded(at) in _DASHES for at in (index + 1, index + 2)):
        return
    if head.get("noun") and not _no_adjective(line, at, reading):
        return
    if head.get("front") and not _stands_behind_preposition(line, at, reading):
        return
    only = head.get("only")
    if only is not None and line.folded(index) not in folded(only):
        return
    if not head.get("cue") and not (head.get("inside") and is_known_place(line, index)) and only is None:
        return
    while line.stem(index) in nationality_adjectives() and reading.stem == "العاصمه":
        index += 1
    pair = line.opening.get(index)
    if pair is not None and (pair.close - pair.open > 9 or not (pair.quote or head.get("several"))):
        return
    if pair is not None:
        index += 1
    own = line.opening.get(at - 1)
    marked = pair is not None or (own is not None and own.quote and own.close - at <= 4 and head.get("inside"))
    end = max(
        one_name(line, index, weak and not marked, bool(head.get("loose")), bool(head.get("several")), is_dual(head)),
        named_after_person(line, index, head),
    )
    if head.get("inside") and head["kind"] == "facility" and is_day(line, index):
        end = index + 2  # ساحة أول نوفمبر
    if end == index and own is not None and marked and not is_function(line.folded(index)):
        end = own.close
    if end == index:
        return
    inside = bool(head.get("inside")) and pair is None
    if inside:
        end = with_directions(line, end)
    start = line.words[at].start(reading.skip) if inside else line.words[index].token.start
    if inside and head["kind"] == "facility" and end - at > 1 and line.folded(end) in word_set("places", "facility_tails"):
        end += 1  # سجن حمص المركزي
    cued = _cued(line, start, end, head, inside)
    yield replace(cued, score=DAY) if is_day(line, index) else cued
    if head.get("several"):
        yield from _coordinated(line, end, head)


def _cued(line: NameLine, start: int, end: int, head: dict[str, Any], inside: bool) -> Candidate:
    name = line.text[start : line.words[end - 1].token.end]
    listed = gazetteer.places_named(name)
    because: tuple[tuple[str, str], ...] = (("head", str(head["word"])), ("name", name))
    if listed is not None:
        because = (*because, ("authority", listed.place.id), ("country", listed.place.country))
    score = 0.7 if head.get("weak") else 0.84
    kind = head["kind"]
    return Candidate(
        start, line.words[end - 1].token.end, "LOC", score + (0.05 if listed else 0), "names.place_head", because, kind,
        None if inside else str(head["word"]),
    )  # fmt: skip


def _coordinated(line: NameLine, end: int, head: dict[str, Any]) -> Iterator[Candidate]:
    """ريفي حماة [وإدلب], بلدات X [وY] [، Z]: the names that go on behind a head in the dual or plural."""
    dual = is_dual(head)
    for turn in range(12):
        dual = dual and turn == 0
        at = end
        while (line.folded(at) in {"،", ",", "و"} or (head.get("dashed") and line.folded(at) in _DASHES)) and at - end < 2:
            at += 1
        if not line.is_word(at):
            return
        word = line.words[at]
        reading = next((item for item in word.readings if item.skip == 1 and word.folded.startswith("و")), None)
        if reading is None and at == end:
            return
        match = gazetteer.book().at(line, at)
        if match is not None and (match.reading.skip == 0 or (reading is not None and match.reading.skip == 1)):
            skip, stop = match.reading.skip, match.last + 1
        elif reading is not None and (unknown_joined(line, at, reading.stem) or (dual and second_of_two(reading.stem))):
            skip, stop = 1, compound_end(line, at, 1) if reading.stem in word_set("places", "compound_first") else at + 1
        elif at > end and reading is None and not head.get("weak") and fits_behind(line, at, weak=True):
            skip, stop = 0, compound_end(line, at)
        else:
            return
        name = line.text[word.start(skip) : line.words[stop - 1].token.end]
        listed = gazetteer.places_named(name)
        because: tuple[tuple[str, str], ...] = (("head", str(head["word"])), ("name", name))
        if listed is not None:
            because = (*because, ("authority", listed.place.id), ("country", listed.place.country))
        yield Candidate(
            word.start(skip),
            line.words[stop - 1].token.end,
            "LOC",
            0.78 if listed or stop - at > 1 else 0.66,
            "names.place_joined",
            because,
            head["kind"],
        )
        end = stop


def _behind_positions(line: NameLine) -> Iterator[Candidate]:
    """محيط البليل, شرقي الصويرة: a rare word with the article right behind a word of position."""
    for word in line.words[1:]:
        if not word.is_word or not word.definite or line.folded(word.index - 1) not in word_set("places", "positions"):
            continue
        if frequency(word.folded) >= 24 or word.folded.endswith(("ين", "ون", "ات", "يه")) or len(word.folded) < 5:
            continue
        if word.folded in nationality_adjectives() or frequency(word.folded[2:]) >= 27:
            continue
        start, stop = word.start(), word.token.end
        because = (("head", line.folded(word.index - 1)), ("name", line.text[start:stop]))
        yield Candidate(start, stop, "LOC", 0.6, "names.place_head", because, None)


def _village_shapes(line: NameLine) -> Iterator[Candidate]:
    """كفر..., معر... as one rare word behind a preposition or a word of position."""
    openings = word_set("places", "village_openings")
    for word in line.words:
        if not word.is_word or frequency(word.folded) >= 25:
            continue
        for reading in word.readings:
            opening = next((opening for opening in sorted(openings) if reading.stem.startswith(opening)), None)
            if opening is None or len(reading.stem) < len(opening) + 3 or is_inflected(reading.stem):
                continue
            if _sign_before(line, word.index, reading):
                start, stop = word.start(reading.skip), word.token.end
                because = (("opening", opening), ("name", line.text[start:stop]))
                yield Candidate(start, stop, "LOC", 0.62, "names.village_shape", because, "village")
                break


def _sides(line: NameLine) -> Iterator[Candidate]:
    """الشمال السوري, الساحل الليبي: a side with the adjective of a country."""
    nouns = word_set("places", "region_nouns") - word_set("places", "not_regions")
    adjectives = word_set("places", "region_adjectives")
    for word in line.words[:-1]:
        following = line.folded(word.index + 1)
        if not word.is_word or following not in adjectives:
            continue
        for reading in word.readings:
            if reading.stem in nouns and following.endswith("ه") == reading.stem.endswith(("ه", "اراضي")):
                end = with_directions(line, word.index + 2)
                stop = line.words[end - 1].token.end
                start = word.start(reading.skip)
                because = (("side", reading.stem), ("name", line.text[start:stop]))
                yield Candidate(start, stop, "LOC", 0.82, "names.side_of_country", because, "region")
                break
