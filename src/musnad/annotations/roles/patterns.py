"""Where a role is stated: office before the name, behind it, with a verb of leading, or as what somebody became."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from musnad.annotations.passages import QUOTES, Passage
from musnad.annotations.roles import offices, phrases
from musnad.annotations.roles.phrases import OfficePhrase
from musnad.annotations.speech import lexicon
from musnad.lexicons import load
from musnad.records import Mention, Span
from musnad.script import fold
from musnad.tracing import near_miss

_IS = lexicon.speech("copulas")


@dataclass(frozen=True, slots=True)
class Stated:
    """A role as a pattern found it; organisations by adjective are resolved later."""

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
    phrase: OfficePhrase | None = None


def find(passage: Passage) -> Iterator[Stated]:
    """All roles stated in a passage."""
    inside = {
        index
        for first, mention in passage.mentions.items()
        for index in range(first, passage.ends[mention.id])
        if mention.type == "PER" or index > first
    }
    heads = []
    covered = 0
    for index in range(len(passage.tokens)):
        if index in inside or index < covered:
            continue
        head = offices.match(passage, index)
        if head:
            heads.append(head)
            covered = head.end
    taken: set[int] = set()
    had_office: set[str] = set()
    until = -1
    row: tuple[Mention, int] | None = None
    for head in heads:
        if head.start < until:
            continue
        stop = passage.sentence_of(head.start)[1]
        phrase = phrases.read(passage, head, stop)
        if head.accusative:
            found = _became(passage, phrase)
            if found:
                yield found
                taken.add(head.start)
                until = _title_end(passage, phrase)
                continue
            near_miss("roles.became", phrase.title, "no_verb_of_becoming")
        owner = _owner(passage, head.start, taken)
        if owner is None and row and head.start == row[1] and not head.cut and phrase.person is None:
            owner = row[0]  # X ولي العهد نائب رئيس مجلس Y وزير Z
        if owner and not (phrase.person and (owner.id in had_office or head.joined)) and _counts(phrase):
            taken.add(head.start)
            row = (owner, phrase.core)
            had_office.add(owner.id)
            until = _title_end(passage, phrase)
            evidence = Span(start=owner.span.start, end=_end_of(passage, phrase))
            yield _stated(owner, phrase, evidence, "roles.name_before_office", 0.85)
            continue
        if phrase.person and _counts(phrase) and not (phrase.person.id in had_office and _embedded(passage, head)):
            had_office.add(phrase.person.id)
            until = _title_end(passage, phrase)
            evidence = Span(start=phrase.title.start, end=phrase.person.span.end)
            yield _stated(phrase.person, phrase, evidence, "roles.office_before_name", 0.9)
            continue
        _turned_down(phrase, owner or phrase.person)
    yield from _leading(passage)


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


def _end_of(passage: Passage, phrase: OfficePhrase) -> int:
    ends = [phrase.title.end]
    if phrase.body:
        ends.append(phrase.body.span.end)
    return max(ends)


def _counts(phrase: OfficePhrase) -> bool:
    """Words that are offices only with a body (أمير، شيخ، خبير) need one."""
    if not phrase.head.entry.title_only or phrase.body is not None:
        return True
    # ممثل الائتلاف في الخارج: a definite noun not known as a name does for a body, but no profession (الخبير العسكري).
    longer = len(phrase.title.of(phrase.source).split()) > 1 if phrase.source else False
    return (
        longer and not phrase.head.definite and phrase.head.entry.role in ("representative", "tribal_head", "mayor", "secretary")
    )


def _stated(person: Mention, phrase: OfficePhrase, evidence: Span, rule: str, score: float) -> Stated:
    role = phrase.head.entry.role
    if role == "head" and phrase.head.definite and phrase.organization is None:
        role = "president"  # الرئيس with no body is the head of state
    return Stated(
        person=person, title=phrase.title, evidence=evidence, role=role, rule=rule, score=score,
        organization=phrase.body, state=phrase.state, former=phrase.former, acting=phrase.acting, phrase=phrase,
    )  # fmt: skip


def _owner(passage: Passage, start: int, taken: set[int]) -> Mention | None:
    """The person whom the office at `start` stands behind: `X، رئيس Y`, `“X” رئيس Y`, `X، وهو أحد Y`, `X (رئيس Y)`."""
    index = start - 1
    if passage.words[start][0] in "بل" and offices.match(passage, start).cut:  # type: ignore[union-attr]
        return None
    joined = offices.match(passage, start).joined  # type: ignore[union-attr]
    if joined:
        # `X رئيس Y والقائد السابق لـ Z`: the office before this one had the person behind it.
        previous = max((head for head in taken if start - phrases.REACH < head < start), default=None)
        return _owner(passage, previous, taken) if previous is not None and _same_chain(passage, previous, start) else None
    steps = 0
    while index >= 0 and steps < 4:
        if passage.is_mark(index):
            if passage.text[passage.tokens[index].start] in ".؛:!؟?":
                return None
        elif passage.words[index] not in _IS:
            break
        index -= 1
        steps += 1
    if index < 0 or (steps == 0 and not joined and passage.words[start].startswith("ال") and _loose(passage, start)):
        return None
    for first in range(index, max(-1, index - 6), -1):
        mention = passage.mentions.get(first)
        if mention:
            fits = mention.type == "PER" and not mention.nominal and passage.ends[mention.id] == index + 1
            return mention if fits else None
    return None


def _loose(passage: Passage, start: int) -> bool:
    """A definite office right behind a name, no comma and no body of its own, may be anything (شارع فلان الرئيس)."""
    head = offices.match(passage, start)
    return head is not None and phrases.read(passage, head, passage.sentence_of(start)[1]).organization is None


def _same_chain(passage: Passage, previous: int, start: int) -> bool:
    return not any(
        passage.text[passage.tokens[index].start] in "،,؛." for index in range(previous, start) if passage.is_mark(index)
    )


def _became(passage: Passage, phrase: OfficePhrase) -> Stated | None:
    """`عُيّن X رئيسًا لـ Y`, `يعدّ X مسؤولًا عن Y`."""
    first, _ = passage.sentence_of(phrase.head.start)
    start = phrase.head.start
    verb = next((i for i in range(start - 1, max(first - 1, start - 16), -1) if _is_became(passage.words[i])), None)
    if verb is None:
        return None
    between = [m for i, m in passage.mentions.items() if verb < i < start and m.type == "PER"]
    before = [m for i, m in passage.mentions.items() if max(first, verb - 6) <= i < verb and m.type == "PER"]
    person = between[0] if between else phrase.person or (before[-1] if before else None)
    if person is None:
        return None
    ends = _end_of(passage, phrase)
    evidence = Span(start=min(person.span.start, phrase.title.start), end=max(ends, person.span.end))
    return _stated(person, phrase, evidence, "roles.became", 0.8)


def _is_became(word: str) -> bool:
    became = offices.wordlist("became")
    return word in became or (len(word) > 3 and word[0] in "وف" and word[1:] in became)


@cache
def _verbs() -> dict[str, tuple[str, bool]]:
    """Folded form of a verb of leading → (role, carries a pronoun)."""
    table: dict[str, tuple[str, bool]] = {}
    for entry in load("offices")["verbs"]:
        past, present = fold(entry["past"]).text, fold(entry["present"]).text
        for form in (past, f"{past}ت", present, f"ت{present[1:]}"):
            table.setdefault(form, (entry["role"], False))
            for pronoun in ("ها", "ه", "هم"):
                table.setdefault(form + pronoun, (entry["role"], True))
    return table


@cache
def _led_by() -> dict[str, str]:
    return {fold(word).text: role for word, role in load("offices")["led_by"].items()}


def _leading(passage: Passage) -> Iterator[Stated]:
    for index, word in enumerate(passage.words):
        joined = word not in _verbs() and len(word) > 3 and word[0] == "و" and word[1:] in _verbs()
        reading = _verbs().get(word[1:] if joined else word)
        if reading:
            yield from _by_verb(passage, index, reading, joined)
        elif word in offices.wordlist("held") or word[1:] in offices.wordlist("held"):
            yield from _holding(passage, index)
        elif word in _led_by():
            person = _person_at(passage, index + 1)
            body = _body_before(passage, index, 4)
            if person and body:
                token = passage.tokens[index]
                title = Span(start=token.offset(1), end=token.end)
                evidence = Span(start=body.span.start, end=person.span.end)
                yield Stated(person, title, evidence, _led_by()[word], "roles.led_by", 0.85, body)
            else:
                near_miss("roles.led_by", passage.tokens[index], f"leading_without_{'body' if person else 'person'}")


def _by_verb(passage: Passage, index: int, reading: tuple[str, bool], joined: bool) -> Iterator[Stated]:
    role, pronoun = reading
    token = passage.tokens[index]
    title = Span(start=token.offset(1) if joined else token.start, end=token.end)
    if pronoun:
        person = _person_at(passage, index + 1)
        body = _subject_body(passage, index) if joined else _body_before(passage, index, 12)
        if person and body:
            yield Stated(person, title, Span(start=title.start, end=person.span.end), role, "roles.leads_it", 0.8, body)
        else:
            near_miss("roles.leads_it", title, f"leading_without_{'body' if person else 'person'}")
        return
    body = _body_at(passage, index + 1)
    person = _person_before(passage, index)
    if body and person is None:
        # يقود الحركة X: the body goes before its leader.
        person = _person_at(passage, passage.ends[body.id])
        if person:
            yield Stated(person, title, Span(start=title.start, end=person.span.end), role, "roles.leads", 0.75, body)
        else:
            near_miss("roles.leads", title, "leading_without_person")
        return
    if person and body:
        yield Stated(person, title, Span(start=person.span.start, end=body.span.end), role, "roles.leads", 0.8, body)
    else:
        near_miss("roles.leads", title, "leading_without_body")


def _holding(passage: Passage, index: int) -> Iterator[Stated]:
    """`X الذي يتولى قيادة Y`, `تسلّم X رئاسة Y`: a post held, named by its noun."""
    posts = _posts()
    for at in range(index + 1, min(index + 7, len(passage.tokens))):
        if passage.is_mark(at) or passage.words[at] in lexicon.PREPOSITIONS:
            return
        role = posts.get(passage.words[at])
        if role is None:
            continue
        body = _body_at(passage, at + 1) or _body_at(passage, at)
        person = _person_at(passage, index + 1) or _person_before(passage, index)
        if person and body:
            title = Span(start=passage.tokens[at].start, end=passage.tokens[at].end)
            evidence = Span(start=min(person.span.start, title.start), end=max(body.span.end, person.span.end))
            yield Stated(person, title, evidence, role, "roles.leads", 0.8, body)
        return


@cache
def _posts() -> dict[str, str]:
    """Folded noun of a post (قيادة، رئاسة) → role."""
    return {fold(noun).text: role for noun, role in load("offices")["posts"].items()}


def _person_at(passage: Passage, index: int) -> Mention | None:
    return _mention_at(passage, index, "PER")


def _body_at(passage: Passage, index: int) -> Mention | None:
    return _mention_at(passage, index, "ORG")


def _mention_at(passage: Passage, index: int, kind: str) -> Mention | None:
    """The mention of this type at `index`, honorifics, generic heads and quotation marks skipped."""
    skip = offices.wordlist("honorifics") if kind == "PER" else offices.wordlist("body_heads")
    for at in range(index, min(index + 8, len(passage.tokens))):
        mention = passage.mentions.get(at)
        if mention:
            return mention if mention.type == kind else None
        office = kind == "PER" and offices.match(passage, at)
        if not (passage.words[at] in skip or passage.words[at] in QUOTES or office):
            return None
    return None


def _person_before(passage: Passage, index: int) -> Mention | None:
    at = index - 1
    while at >= 0 and (passage.is_mark(at) or passage.words[at] in ("الذي", "التي", "وهو", "وهي")):
        at -= 1
    for mention in passage.mentions.values():
        if mention.type == "PER" and passage.ends[mention.id] == at + 1:
            return mention
    return None


def _body_before(passage: Passage, index: int, reach: int) -> Mention | None:
    first = passage.sentence_of(index)[0]
    for at in range(index - 1, max(first - 1, index - reach - 8), -1):
        mention = passage.mentions.get(at)
        if mention and mention.type == "ORG" and index - passage.ends[mention.id] <= reach:
            return mention
    return None


def _subject_body(passage: Passage, index: int) -> Mention | None:
    first = passage.sentence_of(index)[0]
    return next(
        (passage.mentions[at] for at in range(first, index) if at in passage.mentions and passage.mentions[at].type == "ORG"),
        None,
    )
