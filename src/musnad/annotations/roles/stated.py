"""A role as a pattern found it, and the looks around a token that the patterns share."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.annotations.passages import QUOTES, Passage
from musnad.annotations.roles import offices
from musnad.annotations.roles.phrases import OfficePhrase
from musnad.records import Mention, Span
from musnad.script import fold

_RELATIVES = ("الذي", "التي", "وهو", "وهي")


@dataclass(frozen=True, slots=True)
class Stated:
    """A role as a pattern found it; bodies that are no name of the phrase are resolved later."""

    person: Mention
    title: Span
    evidence: Span
    role: str
    rule: str
    score: float
    organization: Mention | None = None
    state: str | None = None
    former: bool = False
    acting: bool = False
    adjective: str | None = None
    """Adjective of a body (الأممي)."""
    noun: str | None = None
    """Definite noun for the body (المحور)."""
    loose: bool = False
    """The body may be the one that the report speaks of."""
    pronoun: str | None = None
    """A pronoun stands for the body (الناطق باسمها)."""
    fallback: Mention | None = None
    """The place of a part of a body, where the sentence names no body (مدير فرع كذا)."""
    appointing: bool = False
    """A verb of giving or taking the office stands with it: a date there is its beginning, or its end."""


def of_phrase(person: Mention, phrase: OfficePhrase, evidence: Span, rule: str, score: float, former: bool = False) -> Stated:
    """The role that an office phrase gives to a person."""
    role = phrase.head.entry.role
    if role == "head" and phrase.head.definite and phrase.organization is None and phrase.bare and not phrase.head.pronoun:
        role = "president"  # الرئيس with no body is the head of state
    loose = (
        phrase.bare and phrase.body is None and phrase.state is None and role in offices.wordlist_ids("loose")
        and not (role == "deputy" and phrase.head.definite)  # النائب X is a member of parliament
        and fold(phrase.title.of(phrase.source)).text not in _SEATS
    )  # fmt: skip
    part = phrase.place if phrase.part and phrase.organization is None else None
    return Stated(
        person=person, title=phrase.title, evidence=evidence, role=role, rule=rule, score=score,
        organization=None if part else phrase.body, state=phrase.state, former=former or phrase.former, acting=phrase.acting,
        adjective=phrase.adjective, noun=phrase.noun, loose=loose, fallback=part, pronoun=phrase.pronoun,
    )  # fmt: skip


# السيناتور X: of a house that needs no name.
_SEATS = frozenset({"السيناتور", "السيناتوره", "سيناتور", "البرلماني", "البرلمانيه"})


def end_of(phrase: OfficePhrase) -> int:
    """Last character of the office with its body."""
    return max(phrase.title.end, phrase.body.span.end) if phrase.body else phrase.title.end


def person_at(passage: Passage, index: int) -> Mention | None:
    """The person named at `index`, honorifics, offices and marks skipped."""
    return mention_at(passage, index, "PER")


def body_at(passage: Passage, index: int) -> Mention | None:
    """The body named at `index`, generic heads and marks skipped."""
    return mention_at(passage, index, "ORG")


def mention_at(passage: Passage, index: int, kind: str) -> Mention | None:
    """The mention of this type at `index`, honorifics, generic heads and quotation marks skipped."""
    skip = offices.wordlist("honorifics") | _LATE if kind == "PER" else offices.wordlist("body_heads")
    for at in range(index, min(index + 8, len(passage.tokens))):
        mention = passage.mentions.get(at)
        if mention:
            return mention if mention.type == kind and not (kind == "PER" and mention.nominal) else None
        word = passage.words[at]
        office = kind == "PER" and offices.match(passage, at)
        state = kind == "PER" and word.startswith("ال") and word in offices.nationalities()  # يدربه البرتغالي X
        if not (word in skip or word in QUOTES or word == "(" or office or state):
            return None
    return None


_LATE = frozenset({"الراحل", "الراحله", "المرحوم", "المرحومه", "المغفور"})


def person_before(passage: Passage, index: int) -> Mention | None:
    """The person whose name ends right before `index`, marks and relatives skipped."""
    first = passage.sentence_of(index)[0]
    at = index - 1
    while at >= first and (passage.is_mark(at) or passage.words[at] in _RELATIVES):
        at -= 1
    for mention in passage.mentions.values():
        if mention.type == "PER" and passage.ends[mention.id] == at + 1:
            return mention
    return None


def body_before(passage: Passage, index: int, reach: int) -> Mention | None:
    """The nearest body of the sentence that ends at most `reach` tokens before `index`."""
    first = passage.sentence_of(index)[0]
    for at in range(index - 1, max(first - 1, index - reach - 8), -1):
        mention = passage.mentions.get(at)
        if mention and mention.type == "ORG" and index - passage.ends[mention.id] <= reach:
            return mention
    return None


def subject_body(passage: Passage, index: int) -> Mention | None:
    """The first body of the sentence, before `index`."""
    first = passage.sentence_of(index)[0]
    return next(
        (passage.mentions[at] for at in range(first, index) if at in passage.mentions and passage.mentions[at].type == "ORG"),
        None,
    )


def joined_persons(passage: Passage, person: Mention, stop: int) -> list[Mention]:
    """`X وY، وZ`: the person and those joined to the name, honorifics and short asides between them skipped."""
    found = [person]
    at, gap, joined = passage.ends[person.id], 0, False
    while at < stop and gap <= 2:
        mention = passage.mentions.get(at)
        if mention is not None:
            prefix = passage.text[passage.tokens[at].start : mention.span.start]
            if mention.type != "PER" or not (joined or prefix.startswith("و")) or prefix[-1:] in ("ل", "ب"):
                break
            found.append(mention)
            at, gap, joined = passage.ends[mention.id], 0, False
            continue
        word = passage.words[at]
        if passage.is_mark(at):
            if passage.text[passage.tokens[at].start] not in '،,"“”«»()':
                break
            at += 1
            continue
        honorific = word in offices.wordlist("honorifics") or (word[:1] == "و" and word[1:] in offices.wordlist("honorifics"))
        if word == "و" or (honorific and word[:1] == "و" and word not in offices.wordlist("honorifics")):
            joined = True
        elif not honorific:
            gap += 1
        at += 1
    return found
