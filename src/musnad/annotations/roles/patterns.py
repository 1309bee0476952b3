"""Where a role is stated: office before the name, behind it, with a verb of leading, or as what somebody became."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from musnad.annotations.passages import Passage
from musnad.annotations.roles import becoming, leading, lists, offices, phrases
from musnad.annotations.roles.offices import Head
from musnad.annotations.roles.phrases import OfficePhrase
from musnad.annotations.roles.stated import Stated, body_before, end_of, of_phrase
from musnad.annotations.speech import lexicon
from musnad.records import Mention, Span
from musnad.tracing import near_miss

__all__ = ["Stated", "find"]

_IS = lexicon.speech("copulas")
# Roles that a report gives without a body: with one behind the name it is taken (النائب X عن كتلة Y, الباحث X من مركز Y).
_BODY_BEHIND = frozenset(
    {"deputy", "researcher", "leading_member", "member", "activist", "representative", "official", "professional"}
)


def find(passage: Passage) -> Iterator[Stated]:
    """All roles stated in a passage."""
    listed = list(lists.find(passage))
    covered = {index for _, start, end in listed for index in range(start, end)}
    heads = [head for head in _heads(passage) if head.start not in covered]
    found = [stated for stated, _, _ in listed]
    found += _Offices(passage, heads).run()
    found += leading.find(passage)
    found += becoming.counterparts(passage, heads)
    yield from found
    yield from becoming.passed_on(passage, found)


def _heads(passage: Passage) -> list[Head]:
    """The office words of a passage that stand in no name."""
    inside = {
        index
        for first, mention in passage.mentions.items()
        for index in range(first, passage.ends[mention.id])
        if mention.type == "PER" or index > first
    }
    heads: list[Head] = []
    covered = 0
    for index in range(len(passage.tokens)):
        if index in inside or index < covered:
            continue
        head = offices.match(passage, index) or offices.possessed(passage, index)
        if head:
            heads.append(head)
            covered = head.end
    return heads


class _Offices:
    """The offices of a passage, read in order: each knows who has one already."""

    def __init__(self, passage: Passage, heads: list[Head]) -> None:
        self.passage, self.heads = passage, heads
        self.taken: set[int] = set()
        self.had_office: set[str] = set()
        self.row: tuple[Mention, int] | None = None
        self.until = -1
        self.found: list[Stated] = []

    def run(self) -> list[Stated]:
        """The roles, in the order of their offices."""
        for head in self.heads:
            if head.start >= self.until:
                self._read(head)
        return self.found

    def _read(self, head: Head) -> None:
        passage = self.passage
        phrase = phrases.read(passage, head, passage.sentence_of(head.start)[1])
        if head.accusative:
            became = becoming.became(passage, phrase, self.found)
            if became:
                self._add(head, phrase, became)
                return
            near_miss("roles.became", phrase.title, "no_verb_of_becoming")
        held = becoming.holder(passage, head)
        if held:
            person, former, given = held
            evidence = Span(start=min(person.span.start, phrase.title.start), end=max(end_of(phrase), person.span.end))
            self._add(head, phrase, replace(of_phrase(person, phrase, evidence, "roles.became", 0.8, former), appointing=given))
            return
        if head.pronoun:
            self._possessed(head, phrase)
            return
        if self._behind(head, phrase) or (head.entry.partitive and passage.words[head.start] == "من"):
            return
        if self._before(head, phrase):
            return
        _turned_down(phrase, phrase.person)

    def _add(self, head: Head, phrase: OfficePhrase, stated: Stated) -> None:
        self.taken.add(head.start)
        self.had_office.add(stated.person.id)
        self.until = _title_end(self.passage, phrase)
        self.found.append(stated)

    def _behind(self, head: Head, phrase: OfficePhrase) -> bool:
        """`X، رئيس Y`: the office stands behind the name."""
        owner, was = _owner(self.passage, head.start, self.taken)
        if owner is None and self.row and head.start == self.row[1] and not head.cut and phrase.person is None:
            owner = self.row[0]  # X ولي العهد نائب رئيس مجلس Y وزير Z
        if owner is None or not _counts(phrase):
            return False
        if phrase.person and (owner.id in self.had_office or head.joined) and not was:
            return False
        if _courtesy(phrase):
            return False
        self.row = (owner, phrase.core)
        evidence = Span(start=owner.span.start, end=end_of(phrase))
        self._add(head, phrase, of_phrase(owner, phrase, evidence, "roles.name_before_office", 0.9, was))
        return True

    def _before(self, head: Head, phrase: OfficePhrase) -> bool:
        """`رئيس Y X`: the office stands before the name."""
        passage, person = self.passage, phrase.person
        if person is None or not _counts(phrase) or _courtesy(phrase):
            return False
        if person.id in self.had_office and _embedded(passage, head):
            return False
        evidence = Span(start=phrase.title.start, end=person.span.end)
        behind = passage.ends[person.id]
        after = passage.words[behind] if behind < len(passage.words) else ""
        former = (
            becoming.dismissed(passage, head.start)
            or becoming.from_post(passage, behind)
            or (head.start > 0 and passage.words[head.start - 1] == "خلفا" and head.cut > 0)
            or (after in offices.wordlist("former") and after not in ("ولايته", "المنتهي"))
        )
        stated = of_phrase(person, phrase, evidence, "roles.office_before_name", 0.93, former)
        if stated.organization is None and stated.state is None and stated.role in _BODY_BEHIND:
            body = self._body_behind(behind)
            stated = replace(stated, organization=body) if body else stated
        if head.start and becoming.dismissed(passage, head.start):
            stated = replace(stated, appointing=True)
        self._add(head, phrase, stated)
        return True

    def _body_behind(self, at: int) -> Mention | None:
        """`النائب X عن كتلة Y`, `القيادي X من حركة Y`."""
        passage = self.passage
        if at < len(passage.words) and passage.words[at] in ("عن", "من", "بحركه", "بحزب", "بجماعه"):
            at += passage.words[at] in ("عن", "من")
            while at < len(passage.words) and at not in passage.mentions:
                word = passage.words[at]
                known = word in offices.wordlist("body_heads") or word in ("قائمه", "بحركه", "بحزب", "بجماعه")
                if not (known or (passage.is_mark(at) and passage.text[passage.tokens[at].start] not in "،.؛:")):
                    return None
                at += 1
            mention = passage.mentions.get(at)
            return mention if mention is not None and mention.type == "ORG" else None
        return None

    def _possessed(self, head: Head, phrase: OfficePhrase) -> None:
        """`رئيسها X`: the office of the body named before."""
        person = phrase.person
        if person is None:
            return
        body = self._antecedent(head.start)
        if phrase.organization is not None:
            near_miss("roles.possessed", phrase.title, "leading_without_body")
            return
        evidence = Span(start=phrase.title.start, end=person.span.end)
        succeeded = head.cut > 0 and self.passage.words[head.start - 1] == "خلفا"
        gone = becoming.dismissed(self.passage, head.start, agent=True)
        former = phrase.former or succeeded or gone
        self._add(
            head, phrase,
            Stated(
                person, phrase.title, evidence, head.entry.role, "roles.possessed", 0.75, body, former=former,
                acting=phrase.acting, appointing=gone, loose=body is None,
            ),
        )  # fmt: skip

    def _antecedent(self, index: int) -> Mention | None:
        """The body that a pronoun means: the nearest one, or the state that a relative follows (نيجيريا، التي قال رئيسها)."""
        first = self.passage.sentence_of(index)[0]
        for at in range(index - 1, first - 1, -1):
            mention = self.passage.mentions.get(at)
            if mention is not None and mention.type == "LOC":
                end = self.passage.ends[mention.id]
                behind = [word for word in self.passage.words[end : end + 2] if word not in "،,"]
                if behind[:1] in (["التي"], ["الذي"]):
                    return mention
            if mention is not None and mention.type == "ORG":
                break
        return body_before(self.passage, index, 30)


def _courtesy(phrase: OfficePhrase) -> bool:
    """`السفير X`, `المستشار X`, `القاضي X`: a form of address where nothing else belongs to it."""
    words = phrase.title.of(phrase.source).split()
    return (
        len(words) == 1
        and not phrase.former
        and phrase.body is None
        and phrase.state is None
        and phrase.noun is None
        and phrase.head.definite
        and offices.title_word(words[0]) in offices.wordlist("courtesy")
    )


def _turned_down(phrase: OfficePhrase, person: Mention | None) -> None:
    """An office that becomes no role: what it lacks."""
    if person is None:
        near_miss("roles.office_before_name", phrase.title, "office_without_person")
    elif _counts(phrase):
        near_miss("roles.office_before_name", phrase.title, "office_inside_office", person=person.name)
    else:
        near_miss("roles.office_before_name", phrase.title, "office_needs_body")


def _embedded(passage: Passage, head: offices.Head) -> bool:
    """`المستشار في مكتب وزير الدفاع X`: the second office is part of the first one's phrase."""
    before = passage.words[head.start - 1] if head.start else ""
    inner = before in offices.wordlist("links") or before in offices.wordlist("body_heads")
    return inner or (head.cut > 0 and not head.joined)


def _title_end(passage: Passage, phrase: OfficePhrase) -> int:
    """Index behind the last token of the title: نائب رئيس is one office."""
    index = phrase.head.start
    while index < len(passage.tokens) and passage.tokens[index].start < phrase.title.end:
        index += 1
    return index


def _counts(phrase: OfficePhrase) -> bool:
    """Words that are offices only with a body (أمير، شيخ، خبير) need one."""
    if not phrase.head.entry.title_only or phrase.body is not None:
        return True
    # ممثل الائتلاف في الخارج: a definite noun not known as a name does for a body, but no profession (الخبير العسكري).
    longer = len(phrase.title.of(phrase.source).split()) > 1 if phrase.source else False
    return (
        longer and not phrase.head.definite and phrase.head.entry.role in ("representative", "tribal_head", "mayor", "secretary")
    )


def _owner(passage: Passage, start: int, taken: set[int]) -> tuple[Mention | None, bool]:
    """Whom the office at `start` stands behind, and whether it was his: `X، رئيس Y`, `X، وهو أحد Y`, `X كان قائد Y`."""
    index = start - 1
    head = offices.match(passage, start)
    if head is None or (passage.words[start][0] in "بل" and head.cut):
        return None, False
    if head.joined:
        # `X رئيس Y والقائد السابق لـ Z`: the office before this one had the person behind it.
        previous = max((head for head in taken if start - phrases.REACH < head < start), default=None)
        if previous is None or not _same_chain(passage, previous, start):
            return None, False
        return _owner(passage, previous, taken)
    steps = 0
    was = False
    while index >= 0 and steps < 4:
        if passage.is_mark(index):
            if passage.text[passage.tokens[index].start] in ".؛:!؟?":
                return None, False
        elif passage.words[index] in ("كان", "كانت", "وكان", "وكانت"):
            was = True
        elif passage.words[index] not in _IS and not (was and passage.words[index] in ("الذي", "التي")):
            break
        index -= 1
        steps += 1
    if index < 0 or (steps == 0 and passage.words[start].startswith("ال") and _loose(passage, start)):
        return None, False
    for first in range(index, max(-1, index - 6), -1):
        mention = passage.mentions.get(first)
        if mention:
            fits = mention.type == "PER" and not mention.nominal and passage.ends[mention.id] == index + 1
            return (mention, was) if fits else (None, False)
    return None, False


def _loose(passage: Passage, start: int) -> bool:
    """A definite office right behind a name, no comma and no body of its own, may be anything (شارع فلان الرئيس)."""
    head = offices.match(passage, start)
    return head is not None and phrases.read(passage, head, passage.sentence_of(start)[1]).organization is None


def _same_chain(passage: Passage, previous: int, start: int) -> bool:
    return not any(
        passage.text[passage.tokens[index].start] in "،,؛." for index in range(previous, start) if passage.is_mark(index)
    )
