"""Proposer: words in quotation marks that are a name although no head stands before them.

A name in quotation marks is short, opens with no verb or particle, and either opens with a head (“سرايا ...”), is written
at least twice in the report, or stands in an authority list. Everything else in quotation marks is speech or a word under
reserve ("تحرير") and is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import LONGEST_QUOTED_NAME, Marks, NameLine
from musnad.annotations.names.vocabulary import (
    frequency,
    head_table,
    is_function,
    looks_like_verb,
    nationality_adjectives,
    word_set,
)
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
    if any(word.token.kind == "mark" and word.token.folded not in "-–" for word in words) or words[0].token.kind == "number":
        return False
    first = words[0].folded
    return first not in word_set("name_words", "speech_starts") and not is_function(first)


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
        head = heads.get(first) or (heads.get(first.removeprefix("ال")) if first.startswith("ال") else None)
        if head is not None and size >= 2 and line.folded(pair.open + 2) not in nationality_adjectives():
            second = line.folded(pair.open + 2)
            if size == 2 and not second.startswith("ال") and second.endswith(("يه", "ي")):
                continue  # "مقاومة شعبية": an adjective without the article makes no name.
            if any(line.folded(at)[1:] in heads for at in range(pair.open + 2, pair.close) if line.folded(at).startswith("و")):
                continue  # two bodies: no one name
            if not looks_like_verb(line.folded(pair.open + 2)) and not is_function(line.folded(pair.open + 2)):
                because = (("head", str(head["word"])), ("name", line.text[start:end]))
                yield Candidate(start, end, "ORG", 0.78, "names.quoted_head", because, head["subtype"])
        elif counts[key] >= 2 and _stands_like_a_name(line, pair, size):
            because = (("times", str(counts[key])), ("name", line.text[start:end]))
            yield Candidate(start, end, "ORG", 0.58, "names.quoted_again", because)


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
