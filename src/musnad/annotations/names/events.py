"""Proposer: names of campaigns, operations, agreements and conferences.

حملة "نظفوا النهر" · تحت شعار "معا نبني" · اتفاق سوتشي · "المؤتمر العام للثورة"
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from musnad.annotations.names import gazetteer
from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import LONGEST_QUOTED_NAME, Marks, NameLine
from musnad.annotations.names.phrasebook import Phrasebook
from musnad.annotations.names.place_grammar import is_known_place
from musnad.annotations.names.vocabulary import head_table, is_function, nationality_adjectives, word_set
from musnad.lexicons import load

_SLOGAN_WORDS = LONGEST_QUOTED_NAME + 2


@cache
def _title_phrases() -> Phrasebook[str]:
    return Phrasebook.of((phrase, phrase) for phrase in load("event_heads")["titles"])


@cache
def _heads() -> Phrasebook[dict[str, Any]]:
    return Phrasebook.of((word, {**entry, "word": word}) for word, entry in load("event_heads")["heads"].items())


def _fits(line: NameLine, pair: Marks | None) -> bool:
    """Quotation marks around a slogan or name: short and without marks that end a sentence inside."""
    if pair is None or not pair.quote or not 1 <= pair.close - pair.open - 1 <= _SLOGAN_WORDS:
        return False
    return all(line.folded(index) not in {":", "؟", "!"} for index in range(pair.open + 1, pair.close))


def _in_brackets(line: NameLine, pair: Marks, head: dict[str, Any]) -> bool:
    """عملية (طوفان س): brackets right behind the head of an operation or campaign, around two to four words."""
    if pair.quote or head["subtype"] not in ("operation", "campaign") or not 2 <= pair.close - pair.open - 1 <= 4:
        return False
    words = range(pair.open + 1, pair.close)
    return all(line.is_word(index) and not is_function(line.folded(index)) for index in words)


def _inside(line: NameLine, pair: Marks) -> tuple[int, int]:
    last = pair.close - 1
    while last > pair.open + 1 and line.words[last].token.kind == "mark":
        last -= 1
    return line.words[pair.open + 1].token.start, line.words[last].token.end


def _event_head_near(line: NameLine, index: int) -> dict[str, Any] | None:
    """The event head among the six words before, with or without the article: الحملة التي حملت عنوان."""
    table = head_table("event_heads")
    for at in range(index - 1, max(-1, index - 7), -1):
        stem = line.stem(at)
        head = table.get(stem) or (table.get(stem[2:]) if stem.startswith("ال") else None)
        if head is not None:
            return head
    return None


def propose(line: NameLine) -> Iterator[Candidate]:
    """Named events of the line."""
    yield from _titled(line)
    yield from _headed(line)
    for pair in line.marks:
        yield from _quoted_head(line, pair)


def _titled(line: NameLine) -> Iterator[Candidate]:
    for match in _title_phrases().all_in(line):
        pair = line.opening.get(match.last + 1)
        head = _event_head_near(line, match.first)
        if pair is None or not _fits(line, pair) or head is None or head.get("never"):
            continue
        start, end = _inside(line, pair)
        because = (("phrase", match.value), ("name", line.text[start:end]))
        yield Candidate(start, end, "EVT", 0.86, "names.event_title", because, head["subtype"], str(head["word"]))


def _headed(line: NameLine) -> Iterator[Candidate]:
    for match in _heads().all_in(line):
        head, after = match.value, match.last + 1
        if (match.reading.skip and not match.reading.likely) or head.get("never"):
            continue
        pair = line.opening.get(after)
        if pair is not None:
            town = pair.close - pair.open == 2 and is_known_place(line, after + 1)  # معارك «إب» are fights there
            marked = _in_brackets(line, pair, head) or (_fits(line, pair) and not is_function(line.folded(after + 1)))
            if marked and not town:
                start, end = _inside(line, pair)
                because = (("head", str(head["word"])), ("name", line.text[start:end]))
                yield Candidate(start, end, "EVT", 0.86, "names.event_head", because, head["subtype"], str(head["word"]))
        elif head.get("bare") and is_known_place(line, after):
            place = gazetteer.book().at(line, after)
            end_word = max(after, place.last if place else after) + 1
            while line.is_word(end_word) and line.folded(end_word) in word_set("name_words", "event_tails"):
                end_word += 1
            start = line.words[match.first].start(match.reading.skip)
            end = line.words[end_word - 1].token.end
            because = (("head", str(head["word"])), ("name", line.text[start:end]))
            score = 0.62 if head.get("weak") else 0.8
            yield Candidate(start, end, "EVT", score, "names.event_of_place", because, head["subtype"])


def _quoted_head(line: NameLine, pair: Marks) -> Iterator[Candidate]:
    """“المؤتمر العام ...”, “اتفاق ...”: the head stands inside the quotation marks."""
    if not _fits(line, pair) or pair.close - pair.open - 1 < 2:
        return
    head = head_table("event_heads").get(line.folded(pair.open + 1))
    if head is None or head.get("never") or not head.get("inside"):
        return
    if line.folded(pair.open + 2) in nationality_adjectives():
        return
    start, end = _inside(line, pair)
    because = (("head", str(head["word"])), ("name", line.text[start:end]))
    yield Candidate(start, end, "EVT", 0.82, "names.event_head", because, head["subtype"])
