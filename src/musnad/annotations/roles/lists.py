"""Several persons in one office, or one cabinet.

عضوا المجلس X وY · أعضاء بينهم X وY · وزيري الخارجية التركي X والإيراني Y · X في الخارجية وY في الدفاع
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from musnad.annotations.passages import Passage
from musnad.annotations.roles import becoming, offices
from musnad.annotations.roles.stated import Stated, joined_persons, mention_at
from musnad.lexicons import load
from musnad.records import Mention, Span
from musnad.script import fold

# Tokens between a plural office and the list of its holders, at most.
_REACH = 12
# What people do; an office only at a body.
_OF_BODIES = frozenset({"activist", "researcher", "journalist", "professional"})


@cache
def _plurals() -> dict[str, str]:
    return {fold(word).text: role for word, role in load("offices")["plurals"].items()}


def _plural(word: str) -> tuple[str, int] | None:
    """(role, letters cut) where a folded word is a plural office."""
    for cut in (0, 1):
        if cut and word[:1] not in ("و", "ف", "ب", "ل"):
            break
        role = _plurals().get(offices.bare(word[cut:]))
        if role:
            return role, cut
    return None


def find(passage: Passage) -> Iterator[tuple[Stated, int, int]]:
    """Roles of persons in a list, with the tokens of their office."""
    named = {index for first, mention in passage.mentions.items() for index in range(first, passage.ends[mention.id])}
    for index, word in enumerate(passage.words):
        if index in named or passage.is_mark(index):
            continue
        plural = _plural(word)
        if plural and not _partitive(passage, index):
            behind = list(_made(passage, index, *plural))
            yield from behind or _holders(passage, index, *plural)
    yield from _portfolios(passage)


def _made(passage: Passage, index: int, role: str, cut: int) -> Iterator[tuple[Stated, int, int]]:
    """`عين X وY وZ وكلاء مساعدين`: an indefinite plural behind the names that a verb of appointing has."""
    first, stop = passage.sentence_of(index)
    if cut or passage.words[index].startswith("ال") or passage.words[index].endswith("ا"):  # وكيلا: one, in the accusative
        return
    verb = next((at for at in range(index - 1, first - 1, -1) if becoming.is_became(passage.words[at])), None)
    if verb is None:
        return
    persons = [one for at, one in sorted(passage.mentions.items()) if verb < at < index and one.type == "PER" and not one.nominal]
    if len(persons) < 2 or passage.ends[persons[-1].id] != index:
        return
    if any(one.type != "PER" for at, one in passage.mentions.items() if passage.ends[persons[0].id] <= at < index):
        return
    end = index + 1
    while end < stop and passage.words[end].endswith("ين") and end not in passage.mentions:
        end += 1
    title = passage.span(index, end)
    body = mention_at(passage, end + (end < stop and passage.words[end] in ("في", "لدي", "عن")), "ORG") if end < stop else None
    for person in persons:
        evidence = Span(start=person.span.start, end=title.end)
        yield (
            Stated(
                person, title, evidence, role, "roles.list", 0.75, body, appointing=True,
                loose=body is None and role in offices.wordlist_ids("loose"),
            ),
            index,
            end,
        )  # fmt: skip


def _partitive(passage: Passage, index: int) -> bool:
    """أحد أعضاء كذا is one person; its own pattern reads it."""
    if any(offices.match(passage, at) for at in range(max(index - 2, 0), index) if not passage.is_mark(index - 1)):
        return True  # رئيس الوزراء, رئيس مجلس النواب: no plural of its own
    before = passage.words[max(index - 2, 0) : index]
    return any(word in ("احد", "احدي", "واحد", "نجل", "شقيق", "ابن", "احدهم") for word in before)


def _holders(passage: Passage, index: int, role: str, cut: int) -> Iterator[tuple[Stated, int, int]]:
    stop = min(passage.sentence_of(index)[1], index + _REACH)
    body: Mention | None = None
    state: str | None = None
    noun: str | None = None
    end = index + 1
    listed = False
    at = index + 1
    while at < stop:
        mention = passage.mentions.get(at)
        word = passage.words[at]
        if mention is not None and mention.type == "PER" and not mention.nominal:
            break
        if mention is not None:
            if listed or body is not None:
                return
            body = mention if mention.type == "ORG" else body
            at = passage.ends[mention.id]
            continue
        if passage.is_mark(at):
            mark = passage.text[passage.tokens[at].start]
            opens = at + 1 < stop and passage.words[at + 1] in offices.wordlist("listing")
            named = body is not None and at == passage.ends[body.id] and _person_follows(passage, at + 1)
            if mark in ".؛!؟" or (mark in "،," and not listed and not opens and not named):
                return
        elif word in offices.wordlist("listing"):
            listed = True
        elif offices.nationalities().get(word):
            state = offices.nationalities()[word]
            end = at + 1
        elif word in offices.wordlist("honorifics"):
            pass
        elif body is None and not listed and (word.startswith("ال") or at == index + 1):
            if word.startswith("ال") and offices.bare(word) in offices.wordlist("body_heads"):
                noun = word
            else:
                end = at + 1
        elif word not in offices.wordlist("body_heads") and word not in offices.wordlist("former"):
            return
        at += 1
    if at >= stop:
        return
    first = passage.mentions[at]
    prefix = passage.text[passage.tokens[at].start : first.span.start]
    if prefix[-1:] in ("ب", "ل") or prefix[:1] == "و":
        return
    title = Span(start=passage.tokens[index].offset(cut), end=passage.tokens[end - 1].end)
    if state is not None:
        yield from _of_states(passage, title, role, state, first, index, end)
        return
    alike = any(word in ("مثل", "امثال") for word in passage.words[index + 1 : at])
    if body is None and noun is None and (role in _OF_BODIES or alike):
        return  # الناشطين وهم X وY, قادة مثل X: no office without a body
    persons = joined_persons(passage, first, passage.sentence_of(index)[1])
    if not listed and len(persons) != 2 and passage.words[index].endswith(("ا", "ان", "ين", "ي")):
        return
    if len(persons) < 2 and not listed:
        return
    for person in persons:
        evidence = Span(start=title.start, end=person.span.end)
        yield (
            Stated(
                person, title, evidence, role, "roles.list", 0.75, body, noun=noun,
                loose=body is None and noun is None and role in offices.wordlist_ids("loose"),
            ),
            index,
            end,
        )  # fmt: skip


def _person_follows(passage: Passage, index: int) -> bool:
    """A person, honorifics skipped: `نائبي رئيس المجلس، X وY`."""
    while index < len(passage.words) and index not in passage.mentions and passage.words[index] in offices.wordlist("honorifics"):
        index += 1
    mention = passage.mentions.get(index)
    return mention is not None and mention.type == "PER"


def _of_states(
    passage: Passage, title: Span, role: str, state: str, first: Mention, index: int, end: int
) -> Iterator[tuple[Stated, int, int]]:
    """`وزيري الخارجية التركي X والإيراني Y`: each with the state of the adjective before the name."""
    found = [Stated(first, title, Span(start=title.start, end=first.span.end), role, "roles.list", 0.75, state=state)]
    at = passage.ends[first.id]
    stop = min(passage.sentence_of(index)[1], at + 8)
    other: str | None = None
    while at < stop:
        mention = passage.mentions.get(at)
        word = passage.words[at]
        if mention is not None:
            if mention.type == "PER" and other:
                evidence = Span(start=title.start, end=mention.span.end)
                found.append(Stated(mention, title, evidence, role, "roles.list", 0.75, state=other))
                other, at = None, passage.ends[mention.id]
                stop = min(passage.sentence_of(index)[1], at + 8)
                continue
            break
        if word[:1] == "و" and offices.nationalities().get(word[1:]):
            other = offices.nationalities()[word[1:]]
        elif not (passage.is_mark(at) or word in offices.wordlist("honorifics")):
            break
        at += 1
    if len(found) > 1:
        yield from ((stated, index, end) for stated in found)


def _portfolios(passage: Passage) -> Iterator[tuple[Stated, int, int]]:
    """`ضمت الحكومة X في الخارجية وY للدفاع`: at least two persons with what each is minister for."""
    for start, stop in passage.sentences:
        words = passage.words[start:stop]
        if not any(word in offices.wordlist("cabinets") for word in words):
            continue
        found = [stated for index in range(start, stop) for stated in _portfolio(passage, index, stop)]
        if len(found) > 1:
            for stated in found:
                at = next(i for i in range(start, stop) if passage.tokens[i].end > stated.title.start)
                yield stated, at, at + 1


def _portfolio(passage: Passage, index: int, stop: int) -> Iterator[Stated]:
    mention = passage.mentions.get(index)
    if mention is None or mention.type != "PER":
        return
    at = passage.ends[mention.id]
    if at >= stop:
        return
    known = offices.wordlist("portfolios")
    word = passage.words[at]
    if word in ("في", "علي") and at + 1 < stop and passage.words[at + 1] in known:
        start, first = passage.tokens[at + 1].start, at + 1
    elif word[:2] == "لل" and f"ال{word[2:]}" in known:
        start, first = passage.tokens[at].offset(1), at
    else:
        return
    last = first
    while (
        last + 1 < min(stop, first + 4) and passage.words[last + 1].startswith(("ال", "وال")) and last + 1 not in passage.mentions
    ):
        last += 1
    title = Span(start=start, end=passage.tokens[last].end)
    yield Stated(mention, title, Span(start=mention.span.start, end=title.end), "minister", "roles.portfolio", 0.7)
