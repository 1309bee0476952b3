"""Proposer: words in quotation marks that are a name although no head stands before them.

A name in quotation marks is short, opens with no verb or particle, and either opens with a head (“سرايا ...”), is written
at least twice in the report, or stands in an authority list. Everything else in quotation marks is speech or a word under
reserve ("تحرير") and is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from musnad.annotations.names.authority import lookup
from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.gazetteer import places_named
from musnad.annotations.names.lines import LONGEST_QUOTED_NAME, Marks, NameLine, Word
from musnad.annotations.names.person_grammar import given_strength
from musnad.annotations.names.vocabulary import (
    frequency,
    head_table,
    is_function,
    looks_like_verb,
    nationality_adjectives,
    word_set,
)
from musnad.records import MentionType
from musnad.script import search_key


def quoted_key(line: NameLine, pair: Marks) -> str:
    """The folded words between the marks."""
    return search_key(line.written(pair.open + 1, pair.close - 1))


def holds_a_name(line: NameLine, pair: Marks) -> bool:
    """False where the words between the marks open like speech or hold marks of their own."""
    size = pair.close - pair.open - 1
    if not 1 <= size <= LONGEST_QUOTED_NAME:
        return False
    words = [line.words[index] for index in range(pair.open + 1, pair.close)]
    if (
        any(word.token.kind == "mark" and word.token.folded not in "-–" and not _inner_stop(line, word) for word in words)
        or words[0].token.kind == "number"
    ):
        return False
    first = words[0].folded
    return first not in word_set("name_words", "speech_starts") and not is_function(first)


def _inner_stop(line: NameLine, word: Word) -> bool:
    """A full stop with letters on both sides (الخبر.نت)."""
    at = word.token.start
    letters = line.text[at - 1 : at].isalnum() and line.text[word.token.end : word.token.end + 1].isalnum()
    return word.token.folded == "." and letters


def repeated(lines: Iterable[NameLine]) -> Counter[str]:
    """How often each short stretch in quotation marks is written in the report."""
    return Counter(quoted_key(line, pair) for line in lines for pair in line.marks if pair.quote and holds_a_name(line, pair))


def propose(line: NameLine, counts: Counter[str]) -> Iterator[Candidate]:
    """Quotation marks whose words open with a head or are written so again."""
    heads = head_table("organisation_heads")
    for pair in line.marks:
        if not pair.quote or not holds_a_name(line, pair):
            continue
        first, size, key = line.folded(pair.open + 1), pair.close - pair.open - 1, quoted_key(line, pair)
        start, end = line.words[pair.open + 1].token.start, line.words[pair.close - 1].token.end
        if line.folded(pair.close - 1) in ("سابقا", "حاليا") and size > 2:
            end = line.words[pair.close - 2].token.end
        head = heads.get(first) or (heads.get(first.removeprefix("ال")) if first.startswith("ال") else None)
        if head is not None and size >= 2 and line.folded(pair.open + 2) not in nationality_adjectives():
            second = line.folded(pair.open + 2)
            if size == 2 and not second.startswith("ال") and second.endswith(("يه", "ي")) and places_named(second) is None:
                continue  # "مقاومة شعبية": an adjective without the article makes no name.
            if any(line.folded(at)[1:] in heads for at in range(pair.open + 2, pair.close) if line.folded(at).startswith("و")):
                continue  # two bodies: no one name
            if not looks_like_verb(line.folded(pair.open + 2)) and not is_function(line.folded(pair.open + 2)):
                because = (("head", str(head["word"])), ("name", line.text[start:end]))
                yield Candidate(start, end, "ORG", 0.78, "names.quoted_head", because, head["subtype"])
        elif counts[key] >= 2 and _stands_like_a_name(line, pair, size):
            because = (("times", str(counts[key])), ("name", line.text[start:end]))
            yield Candidate(start, end, "ORG", 0.58, "names.quoted_again", because)


def _rows(line: NameLine) -> Iterator[list[Marks]]:
    """Pairs of marks that follow each other with only و or a comma between."""
    row: list[Marks] = []
    for pair in (pair for pair in line.marks if pair.quote):
        between = [line.folded(index) for index in range(row[-1].close + 1, pair.open)] if row else []
        if row and 1 <= len(between) <= 2 and all(word in _JOINTS for word in between):
            row.append(pair)
            continue
        if len(row) > 1:
            yield row
        row = [pair]
    if len(row) > 1:
        yield row


_JOINTS = frozenset({"و", "،", ",", "او"})


def propose_rows(line: NameLine) -> Iterator[Candidate]:
    """فصيلي "X" و"Y", قرى "X" و"Y", هم "X Y" و"Z W": what the word before the first says holds for all."""
    for row in _rows(line):
        cue = line.stem(row[0].open - 1)
        if all(holds_a_name(line, pair) and not looks_like_verb(line.folded(pair.open + 1)) for pair in row):
            found = _kind_of_row(line, row, cue)
            if found is not None:
                kind, subtype = found
                for pair in row:
                    start, end = line.words[pair.open + 1].token.start, line.words[pair.close - 1].token.end
                    because = (("head", cue), ("name", line.text[start:end]))
                    yield Candidate(start, end, kind, 0.7, "names.listed_beside", because, subtype)


def _kind_of_row(line: NameLine, row: list[Marks], cue: str) -> tuple[MentionType, str | None] | None:
    heads, place = head_table("organisation_heads"), head_table("places").get(cue, {})
    longest = max(pair.close - pair.open - 1 for pair in row)
    singular = cue.removesuffix("ي").removesuffix("ات").removeprefix("ال")
    if cue in heads or cue in word_set("organisation_heads", "list_cues"):
        entry = heads.get(cue) or heads.get(cue.removeprefix("ال")) or heads.get(singular) or heads.get(singular + "ه") or {}
        return ("ORG", entry.get("subtype")) if longest <= 5 else None
    if place.get("cue") and longest <= 3:
        return "LOC", place["kind"]
    first = row[0].open + 1
    firm = given_strength(line.folded(first), line.words[first].token.plain) == 2
    persons = all(2 <= pair.close - pair.open - 1 <= 4 and line.folded(pair.open + 1) not in heads for pair in row)
    return ("PER", None) if firm and persons else None


def propose_so_called(line: NameLine) -> Iterator[Candidate]:
    """ما يسمى «X Y»: a body that the report keeps at a distance."""
    for pair in line.marks:
        size = pair.close - pair.open - 1
        if (
            not pair.quote
            or not 2 <= size <= 5
            or line.folded(pair.open - 1) not in _SO_CALLED
            or line.folded(pair.open - 2) != "ما"
        ):
            continue
        if holds_a_name(line, pair) and not looks_like_verb(line.folded(pair.open + 1)):
            start, end = line.words[pair.open + 1].token.start, line.words[pair.close - 1].token.end
            because = (("head", f"{line.folded(pair.open - 2)} {line.folded(pair.open - 1)}"), ("name", line.text[start:end]))
            yield Candidate(start, end, "ORG", 0.72, "names.quoted_head", because, None)


_SO_CALLED = frozenset({"يسمي", "تسمي", "يدعي", "تدعي"})


def propose_told(line: NameLine) -> Iterator[Candidate]:
    """قالت مصادر لـ"X": whom somebody is reported to have told is an outlet."""
    for pair in line.marks:
        at = pair.open - 1
        size = pair.close - pair.open - 1
        if not pair.quote or line.folded(at) != "ل" or size > 4 or not holds_a_name(line, pair):
            continue
        if line.folded(pair.open + 1) in head_table("organisation_heads") or line.stem(at - 1) in word_set(
            "organisation_heads", "affiliated"
        ):
            continue
        near = {line.stem(index) for index in range(max(0, at - 16), at)} | {
            line.folded(index) for index in range(max(0, at - 16), at)
        }
        if near & word_set("organisation_heads", "told"):
            start, end = line.words[pair.open + 1].token.start, line.words[pair.close - 1].token.end
            name = line.text[start:end]
            listed = next(filter(None, (lookup(f"{head} {name}") for head in ("صحيفة", "جريدة", "قناة", "موقع"))), None)
            because = (("name", name), *((("authority", listed.id),) if listed else ()))
            score = 0.97 if listed else 0.66  # الرياض is a town elsewhere
            yield Candidate(start, end, "ORG", score, "names.outlet_told", because, "media_outlet")


def _stands_like_a_name(line: NameLine, pair: Marks, size: int) -> bool:
    """Two words and more, or one rare word; a lone head (“الهيئة”) is nominal, an ordinary word is a word under reserve."""
    words = [line.folded(index) for index in range(pair.open + 1, pair.close)]
    if any(looks_like_verb(word) for word in words):
        return False
    if size == 1:
        return frequency(words[0]) < 36 and words[0].removeprefix("ال") not in head_table("organisation_heads")
    return (
        size <= 4 and (words[-1].startswith("ال") or frequency(words[-1]) < 30) and not nationality_adjectives() & set(words[:2])
    )
