"""Where a role is stated: office before the name, behind it, with a verb of leading, or as what somebody became."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from musnad.annotations.passages import QUOTES, Passage
from musnad.annotations.roles import becoming, leading, lists, offices, phrases, pronouns, series
from musnad.annotations.roles.offices import Head
from musnad.annotations.roles.phrases import OfficePhrase
from musnad.annotations.roles.stated import Stated, end_of, of_phrase
from musnad.annotations.speech import lexicon
from musnad.records import Mention, Span
from musnad.script import fold
from musnad.tracing import near_miss

__all__ = ["Stated", "find"]

_IS = lexicon.speech("copulas")
# Roles that a report gives without a body: with one behind the name it is taken (النائب X عن كتلة Y, الباحث X من مركز Y).
_BODY_BEHIND = frozenset(
    {"deputy", "researcher", "leading_member", "member", "activist", "representative", "official", "professional"}
)
# Offices that a noun is enough for (ممثل موزعي كذا، نقيب المحررين), where it stands in the place of the body's name.
_NAMED_BY_NOUN = frozenset({"representative", "tribal_head", "mayor", "secretary", "syndicate_head", "dean", "cleric"})
# Professions need a body, not just a place (طبيب كذا, but not حارسة مفاتيح القرية).
_OF_BODIES = frozenset({"professional", "journalist", "researcher", "activist", "member", "official"})
# Offices of states: a pronoun in their titles may mean a country (وزير خارجيتها).
_OF_STATES = frozenset(
    {"minister", "prime_minister", "president", "ambassador", "envoy", "head", "chief_of_staff", "governor", "mayor", "deputy"}
)


def find(passage: Passage, topic: Mention | None = None) -> Iterator[Stated]:
    """All roles stated in a passage; `topic` is the person of whom the line before spoke."""
    listed = list(lists.find(passage))
    covered = {index for _, start, end in listed for index in range(start, end)}
    heads = [head for head in _heads(passage) if head.start not in covered]
    found = [stated for stated, _, _ in listed]
    found += _Offices(passage, heads, topic).run()
    found += leading.find(passage)
    found += becoming.counterparts(passage, heads)
    found += series.find(passage, found)
    yield from found
    passed = list(becoming.passed_on(passage, found))
    yield from passed
    yield from becoming.replacing(passage, [*found, *passed])


def sole_person(passage: Passage, start: int, stop: int) -> Mention | None:
    """The person of a stretch that names only one."""
    persons = [
        one for at, one in sorted(passage.mentions.items()) if start <= at < stop and one.type == "PER" and not one.nominal
    ]
    known = {one.antecedent or one.id for one in persons}
    return persons[-1] if len(known) == 1 else None


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

    def __init__(self, passage: Passage, heads: list[Head], topic: Mention | None) -> None:
        self.passage, self.heads, self.topic = passage, heads, topic
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
        became_now = not head.definite and not head.cut and head.start > 0 and becoming.is_now(passage.words[head.start - 1])
        if became_now or head.accusative or (head.feminine and not head.definite and becoming.verb_near(passage, head.start)):
            became = becoming.became(passage, phrase, self.found, self._topic(head))
            if became and (
                became.organization or _counts(phrase) or (became.appointing and became.loose and became.role != "member")
            ):
                self._add(head, phrase, became)
                return
            near_miss("roles.became", phrase.title, "no_verb_of_becoming")
        held = becoming.holder(passage, head, self._topic(head)) or becoming.as_office(passage, head)
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

    def _topic(self, head: Head) -> Mention | None:
        """The one person of the sentence before, here or in the line before."""
        first = self.passage.sentence_of(head.start)[0]
        if not first:
            return self.topic
        return sole_person(self.passage, *self.passage.sentence_of(first - 1))

    def _add(self, head: Head, phrase: OfficePhrase, stated: Stated) -> None:
        if phrase.pronoun and stated.organization is None and stated.state is None:
            places = stated.role in _OF_STATES
            body = self._served_by(head.start) if places and phrase.pronoun == "ه" else None
            body = body or pronouns.antecedent(self.passage, phrase.pronoun_at, phrase.pronoun, places)
            stated = replace(stated, organization=body)
        self.taken.add(head.start)
        self.had_office.add(stated.person.id)
        self.until = max(_title_end(self.passage, phrase), phrase.pronoun_at + 1 if phrase.pronoun else 0)
        self.found.append(stated)

    def _behind(self, head: Head, phrase: OfficePhrase) -> bool:
        """`X، رئيس Y`: the office stands behind the name."""
        owner, was = _owner(self.passage, head.start, self.taken)
        if owner is None and self.row and head.start == self.row[1] and not head.cut and phrase.person is None:
            owner = self.row[0]  # X ولي العهد نائب رئيس مجلس Y وزير Z
        if owner is None or not _counts(phrase):
            return False
        if phrase.person and not was and (owner.id in self.had_office or head.joined or not phrase.person_after_comma):
            return False  # التقى X رئيس كذا Y: the name right behind the office has it
        if _courtesy(phrase) or _responsible(self.passage, phrase):
            return False
        self.row = (owner, phrase.core)
        evidence = Span(start=owner.span.start, end=end_of(phrase))
        was = was or becoming.from_post(self.passage, _his_post(self.passage, phrase))
        stated = of_phrase(owner, phrase, evidence, "roles.name_before_office", 0.9, was)
        if not (stated.organization or stated.state or stated.noun or stated.pronoun or stated.adjective):
            stated = replace(stated, organization=_listed_from(self.passage, owner))
        self._add(head, phrase, stated)
        return True

    def _before(self, head: Head, phrase: OfficePhrase) -> bool:
        """`رئيس Y X`: the office stands before the name."""
        passage, person = self.passage, phrase.person or self._shared(phrase)
        if person is None or not _counts(phrase) or _courtesy(phrase):
            return False
        if person.id in self.had_office and _embedded(passage, head):
            return False
        if _served(passage, phrase, person):
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

    def _shared(self, phrase: OfficePhrase) -> Mention | None:
        """`الممثل الخاص للأمين العام، رئيس بعثة كذا، X`: two offices in a row, the name behind the last."""
        passage = self.passage
        at = phrase.end
        while at < len(passage.tokens) and passage.words[at] in QUOTES:
            at += 1
        if at + 1 >= len(passage.tokens) or passage.words[at] not in "،,":
            return None
        head = offices.match(passage, at + 1)
        if head is None or head.cut or not (phrase.head.definite or phrase.body or phrase.state or phrase.noun):
            return None
        following = phrases.read(passage, head, passage.sentence_of(head.start)[1])
        return following.person if following.person_after_comma or following.body else None

    def _body_behind(self, at: int) -> Mention | None:
        """`النائب X عن كتلة Y`, `القيادي X من حركة Y`."""
        passage = self.passage
        if at < len(passage.words) and passage.words[at] in ("عن", "من", "بحركه", "بحزب", "بجماعه"):
            at += passage.words[at] in ("عن", "من")
            while at < len(passage.words) and at not in passage.mentions:
                word = passage.words[at]
                known = word in offices.wordlist("body_heads") or word in ("قايمه", "بحركه", "بحزب", "بجماعه")
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
        if self._drives(head):
            return
        body = self._of_person(head) or self._antecedent(head)
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

    def _antecedent(self, head: Head) -> Mention | None:
        """The body that the pronoun means; a state for its officers (نيجيريا، التي قال رئيسها)."""
        pronoun = _own_pronoun(self.passage, head)
        return pronouns.antecedent(self.passage, head.start, pronoun, head.entry.role in ("ambassador", "governor", "mayor"))

    def _of_person(self, head: Head) -> Mention | None:
        """`رئيس كذا X ونائبه Y`: the body of the office of the person named last."""
        return self._served_by(head.start) if head.entry.role in offices.wordlist_ids("personal") else None

    def _served_by(self, start: int) -> Mention | None:
        """The body of the person named last before `start` (أمير كذا X ووزير خارجيته Y)."""
        first = self.passage.sentence_of(start)[0]
        for at in range(start - 1, first - 1, -1):
            mention = self.passage.mentions.get(at)
            if mention is not None and mention.type == "ORG":
                return None
            if mention is not None and mention.type == "PER":
                return next((one.organization for one in reversed(self.found) if one.person.id == mention.id), None)
        return None

    def _drives(self, head: Head) -> bool:
        """`انقلبت السيارة ونجا قائدها X`: who drives leads no body."""
        first = self.passage.sentence_of(head.start)[0]
        near = self.passage.words[max(first, head.start - 14) : head.start]
        return head.entry.role == "commander" and any(word in offices.wordlist("vehicles") for word in near)


def _listed_from(passage: Passage, owner: Mention) -> Mention | None:
    """`خمسة من كتائب كذا، هم X، معاون مسؤول الاستخبارات، وY`: the body whose people the sentence lists."""
    at = next((at for at, one in passage.mentions.items() if one.id == owner.id), 0)
    first = passage.sentence_of(at)[0]
    opened = next((back for back in range(at - 1, first, -1) if passage.words[back] in _LISTED), None)
    for back in range(opened - 1 if opened else first - 1, max(first - 1, (opened or 0) - 6), -1):
        body = passage.mentions.get(back)
        if body is not None:
            before = passage.words[max(first, back - 3) : back]
            return body if body.type == "ORG" and any(word in ("من", "في", "لدي") for word in before) else None
    return None


_LISTED = frozenset({"هم", "هما", "وهم", "وهما", "بينهم", "ابرزهم", "وابرزهم", "منهم", "ومنهم"})


def _own_pronoun(passage: Passage, head: Head) -> str:
    """The pronoun on the office word itself (قائدها)."""
    word = passage.words[head.start]
    return next((ending for ending in ("ها", "هم") if word.endswith(ending)), "ه")


def _his_post(passage: Passage, phrase: OfficePhrase) -> int:
    """Where `من منصبه` begins behind an office and the rest of its title; the end of the office where it does not."""
    end = max(phrase.core, phrase.head.end)
    for at in range(end, min(end + 6, len(passage.words) - 1)):
        if passage.words[at] == "من" and passage.words[at + 1][:3] in ("منص", "مها", "وظي"):
            return at
        if passage.is_mark(at):
            break
    return end


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


def _responsible(passage: Passage, phrase: OfficePhrase) -> bool:
    """`X مسؤول عن إرسال الوفد`: said to have done it; no office."""
    head = phrase.head
    if head.entry.role != "official" or head.definite or passage.is_mark(head.start - 1):
        return False
    behind = passage.words[head.end : head.end + 2]
    return behind[:1] == ["عن"] and len(behind) > 1 and lexicon.abstract(behind[1])


def _turned_down(phrase: OfficePhrase, person: Mention | None) -> None:
    """An office that becomes no role: what it lacks."""
    if person is None:
        near_miss("roles.office_before_name", phrase.title, "office_without_person")
    elif _counts(phrase):
        near_miss("roles.office_before_name", phrase.title, "office_inside_office", person=person.name)
    else:
        near_miss("roles.office_before_name", phrase.title, "office_needs_body")


def _served(passage: Passage, phrase: OfficePhrase, person: Mention) -> bool:
    """`نائب X`: the name right behind the bare indefinite office is that of whom he serves."""
    head = phrase.head
    plain = not head.definite and phrase.body is None and phrase.state is None and head.end - head.start == 1
    return plain and head.entry.role in offices.wordlist_ids("served") and passage.mentions.get(head.end) is person


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
    if not phrase.head.entry.title_only or phrase.organization is not None or phrase.pronoun:
        return True
    if phrase.place is not None and (phrase.head.entry.role not in _OF_BODIES or phrase.place.subtype == "facility"):
        return True
    # ممثل الائتلاف في الخارج: a definite noun not known as a name does for a body, but no profession (الخبير العسكري).
    if phrase.head.accusative:
        return False  # أصبح مرجعا للشعوب
    longer = len(phrase.title.of(phrase.source).split()) > 1 if phrase.source else False
    return longer and not phrase.head.definite and phrase.head.entry.role in _NAMED_BY_NOUN


def _owner(passage: Passage, start: int, taken: set[int]) -> tuple[Mention | None, bool]:
    """Whom the office at `start` stands behind, and whether it was his: `X، رئيس Y`, `X، وهو أحد Y`, `X كان قائد Y`."""
    index = start - 1
    head = offices.match(passage, start)
    if head is None or (passage.words[start][0] in "بل" and head.cut):
        return None, False
    if head.joined:
        # `X رئيس Y والقائد السابق لـ Z`: the office before this one had the person behind it.
        previous = max((head for head in taken if start - 2 * phrases.REACH < head < start), default=None)
        if previous is None or not (
            (start - previous < phrases.REACH and _same_chain(passage, previous, start)) or _told_of_one(passage, start)
        ):
            return None, False
        return _owner(passage, previous, taken)
    steps = 0
    was = False
    if start > 1 and passage.words[start - 1] in ("وهو", "وهي") and passage.words[start - 2] in ("،", ","):
        named = _named_before(passage, start - 2)
        sole = sole_person(passage, *passage.sentence_of(start))
        if named is None and sole is not None and sole.span.start < passage.tokens[start].start:
            return sole, False  # كان X ناطقا باسم كذا منذ عام، وهو أحد قياديي كذا
    while index >= 0 and steps < 4:
        if passage.is_mark(index):
            if passage.text[passage.tokens[index].start] in ".؛:!؟?":
                return None, False
            opened = _aside(passage, index)
            if opened is not None:
                index = opened - 1  # X (38 عاما)، وهي معلمة
                continue
        elif passage.words[index] in ("كان", "كانت", "وكان", "وكانت"):
            was = True
        elif passage.words[index] not in _IS and not (was and passage.words[index] in ("الذي", "التي")):
            break
        index -= 1
        steps += 1
    if index < 0 or (steps == 0 and passage.words[start].startswith("ال") and _loose(passage, start)):
        return None, False
    mention = _named_before(passage, index + 1)
    fits = mention is not None and mention.type == "PER" and not mention.nominal
    return (mention, was) if fits else (None, False)


def _named_before(passage: Passage, index: int) -> Mention | None:
    """The mention that ends right before `index`."""
    return next((one for one in passage.mentions.values() if passage.ends[one.id] == index), None)


def _told_of_one(passage: Passage, start: int) -> bool:
    """`X هو أمين كذا، ووزير كذا السابق، وعضو كذا`: a life told in one sentence that names nobody else."""
    first, stop = passage.sentence_of(start)
    if passage.words[start - 1] not in ("،", ",") or sole_person(passage, first, stop) is None:
        return False
    return any(passage.words[at] in _IS for at in range(first, start))


def _aside(passage: Passage, close: int) -> int | None:
    """Where the short bracket that closes here was opened."""
    if passage.words[close] != ")":
        return None
    return next((at for at in range(close - 1, max(-1, close - 6), -1) if passage.words[at] == "("), None)


def _loose(passage: Passage, start: int) -> bool:
    """A definite office right behind a name, no comma and no body of its own, may be anything (شارع فلان الرئيس)."""
    head = offices.match(passage, start)
    if head is None:
        return False
    phrase = phrases.read(passage, head, passage.sentence_of(start)[1])
    told = phrase.title.of(phrase.source).split()
    # X المنسق العام للخدمة الإلزامية
    longer = len(told) > 2 and any(fold(word).text.startswith("لل") for word in told[1:]) and not phrase.head.entry.title_only
    return phrase.organization is None and not longer


def _same_chain(passage: Passage, previous: int, start: int) -> bool:
    return not any(
        passage.text[passage.tokens[index].start] in "،,؛." for index in range(previous, start) if passage.is_mark(index)
    )
