"""Verbs and nouns of leading: يتزعمها X, X الذي يقود Y, بقيادة X, تولى X إدارة Y, كلف X بتسيير Y, X على رأس Y."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from musnad.annotations.passages import Passage, stripped
from musnad.annotations.roles import offices, phrases, pronouns
from musnad.annotations.roles.stated import (
    Stated,
    body_at,
    body_before,
    joined_persons,
    person_at,
    person_before,
    subject_body,
)
from musnad.lexicons import load
from musnad.records import Mention, Span
from musnad.script import fold
from musnad.tracing import near_miss

# Words between the body and the verb whose pronoun means it, where no noun of a group stands with it.
_NEAR = 4
_NOUN_REACH = 7
# Tokens between a verb of charging and the noun of the post.
_POST_REACH = 14


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


@cache
def _posts() -> dict[str, str]:
    """Folded noun of a post (قيادة، رئاسة) → role."""
    return {fold(noun).text: role for noun, role in {**load("offices")["posts"], **load("offices")["post_nouns"]}.items()}


def find(passage: Passage) -> Iterator[Stated]:
    """All roles that a verb or noun of leading states."""
    subject: Mention | None = None
    for index, word in enumerate(passage.words):
        joined = word not in _verbs() and len(word) > 3 and word[0] in "وف" and word[1:] in _verbs()
        reading = _verbs().get(word[1:] if joined else word)
        if reading and not (reading[1] and passage.tokens[index].plain.endswith("ة")):
            for stated in _by_verb(passage, index, reading, joined, subject):
                subject = stated.person
                yield stated
        elif word in _led_by():
            yield from _led(passage, index)
        if stripped(word) in offices.wordlist("charging"):
            yield from _charged(passage, index)
        elif stripped(word) in offices.wordlist("dismissals"):
            yield from _charged(passage, index, leaving=True)


def _led(passage: Passage, index: int) -> Iterator[Stated]:
    """`كتائب كذا بقيادة X`, `لجنة برئاسة X وY`."""
    person = person_at(passage, index + 1)
    office = offices.match(passage, index + 1) if person is None and index + 1 < len(passage.tokens) else None
    if office is not None:  # برئاسة عضو كذا X
        person = phrases.read(passage, office, passage.sentence_of(index)[1]).person
    first = passage.sentence_of(index)[0]
    body = _whole_group(passage, body_before(passage, index, 4))
    before = [passage.words[at] for at in range(max(first, index - 9), index)]
    if body is None and any(_own_sitting(word) for word in before):
        body = subject_body(passage, index)  # عقدت لجنة كذا اجتماعها برئاسة X
    sitting = next((at for at in range(len(before) - 1, -1, -1) if before[at] in offices.wordlist("sittings")), None)
    if sitting is not None and body is None:
        near_miss("roles.led_by", passage.tokens[index], "leading_without_body")
        return
    delegates = any(_delegation(word) for word in before)
    if delegates and body is not None and not _sent_by(passage, body, index):
        body = None  # استقبل رئيس مجلس كذا وفدا أوروبيا برئاسة X
    noun = _body_noun(passage, index, first) if body is None else None
    if person is None or (body is None and noun is None and not delegates):
        near_miss("roles.led_by", passage.tokens[index], f"leading_without_{'body' if person else 'person'}")
        return
    token = passage.tokens[index]
    title = Span(start=token.offset(1), end=token.end)
    role = "delegation_head" if delegates else _led_by()[passage.words[index]]
    for one in joined_persons(passage, person, passage.sentence_of(index)[1]):
        evidence = Span(start=min(body.span.start if body else title.start, title.start), end=one.span.end)
        score = 0.85 if body else 0.65
        yield Stated(one, title, evidence, role, "roles.led_by", score, body, noun=None if delegates else _definite(noun))


def _sent_by(passage: Passage, body: Mention, index: int) -> bool:
    """`وفد من كذا برئاسة X`, `وفد كذا`: the body stands behind the delegation, not before it."""
    start = next(at for at, one in passage.mentions.items() if one.id == body.id)
    between = range(passage.ends[body.id], index)
    return _delegation(passage.words[start]) or not any(_delegation(passage.words[at]) for at in between)


def _delegation(word: str) -> bool:
    """وفد, ووفد, وفدا: in the last the و is the word's own."""
    return word in offices.wordlist("delegations") or stripped(word) in offices.wordlist("delegations")


def _own_sitting(word: str) -> bool:
    """دورته, اجتماعها: a sitting of the body that is spoken of; who chairs it heads the body."""
    base = next((word[: -len(ending)] for ending in ("ها", "ه") if word.endswith(ending)), "")
    return base in offices.wordlist("sittings") or (base.endswith("ت") and f"{base[:-1]}ه" in offices.wordlist("sittings"))


def _whole_group(passage: Passage, body: Mention | None) -> Mention | None:
    """`قوة من لواء كذا في الحشد بقيادة X`: of names in a chain the first is the one that is led."""
    while body is not None:
        at = next(at for at, one in passage.mentions.items() if one.id == body.id)
        if not at or passage.words[at - 1] not in ("في", "من", "ضمن"):
            return body
        outer = next((one for one in passage.mentions.values() if passage.ends[one.id] == at - 1 and one.type == "ORG"), None)
        if outer is None:
            return body
        body = outer
    return None


def _led_before(passage: Passage, index: int, joined: bool) -> Mention | None:
    """The body that the pronoun of يتزعمها means; none where another noun stands right before (وساطة يقودها)."""
    word = passage.words[index]
    pronoun = next((ending for ending in ("ها", "هم") if word.endswith(ending)), "ه")
    band = _band(passage, index)
    if band is not None:
        return band
    body = pronouns.antecedent(passage, index, pronoun)
    if body is None or joined:
        return body
    end = passage.ends[body.id]
    between = [passage.words[at] for at in range(end, index) if not passage.is_mark(at)]
    if len(between) <= _NEAR or any(_group(word) for word in between):
        return body
    return None


def _led_noun(passage: Passage, index: int) -> str | None:
    """`لجنة مشتركة من كذا، يرأسها X`: the noun of the unnamed body; none where another noun is nearer (وساطة يقودها)."""
    first = passage.sentence_of(index)[0]
    last = passage.words[index - 1] if index > first else ""
    plain = last.isalpha() and not last.startswith("ال") and last not in ("الذي", "التي")
    reach = 2 if plain else _NOUN_REACH
    for at in range(index - 1, max(first - 1, index - 1 - reach), -1):
        word = passage.words[at]
        reading = next((one for one in (word, word[1:]) if offices.bare(one) in offices.wordlist("body_heads")), None)
        if reading is not None and (at == index - 1 or not plain or _described(word, last)):
            return reading
    return None


def _described(noun: str, adjective: str) -> bool:
    """هيئة أهلية, مجلس محلي: an adjective of the noun's gender."""
    return adjective.endswith("يه") if noun.endswith("ه") else adjective.endswith("ي")


def _band(passage: Passage, index: int) -> Mention | None:
    """`مجموعة من كتائب كذا يقودها X`: the body that a group right before the verb is of, whatever the pronoun's gender."""
    for at, mention in sorted(passage.mentions.items()):
        if mention.type == "ORG" and passage.ends[mention.id] == index and at > 1:
            near = passage.words[max(0, at - 4) : at]
            if any(word in ("من", "تابعه", "في") for word in near) and any(_group(word) for word in near[:-1]):
                return mention
    return None


def _group(word: str) -> bool:
    """مجموعة, قوة: people that somebody may lead."""
    known = offices.wordlist("groups")
    return offices.bare(word) in known or (word[:1] in ("و", "ب", "ل") and offices.bare(word[1:]) in known)


def _definite(noun: str | None) -> str | None:
    return noun if noun and noun.startswith("ال") else None


def _body_noun(passage: Passage, index: int, first: int) -> str | None:
    """The noun of the unnamed body that is led: لجنة عليا لكذا برئاسة X, الغرفة ستكون بإمرة X."""
    named = {at for start, mention in passage.mentions.items() for at in range(start, passage.ends[mention.id])}
    for at in range(index - 1, max(first - 1, index - 9), -1):
        word = passage.words[at]
        if word in ("بعد", "قبل", "خلال", "عقب", "منذ", "ان", "الذي", "التي", "اتفاق", "هجوم", "معركه", "عمليه", "حمله"):
            return None
        if at in named:
            continue
        if passage.text[passage.tokens[at].start] in ".؛:":
            return None
        if at in passage.mentions and passage.mentions[at].type == "PER":
            return None
        for reading in (word, word[1:] if word[:1] in "ولب" else ""):
            if reading and offices.bare(reading) in offices.wordlist("body_heads"):
                return reading
    return None


def _by_verb(passage: Passage, index: int, reading: tuple[str, bool], joined: bool, subject: Mention | None) -> Iterator[Stated]:
    role, pronoun = reading
    token = passage.tokens[index]
    title = Span(start=token.offset(1) if joined else token.start, end=token.end)
    former = _was(passage, index)
    if pronoun:
        person = person_at(passage, index + 1)
        body = _led_before(passage, index, joined)
        noun = None if body else _led_noun(passage, index)
        if person and (body or noun):
            score = 0.8 if body else 0.65
            evidence = Span(start=title.start, end=person.span.end)
            yield Stated(person, title, evidence, role, "roles.leads_it", score, body, former=former, noun=_definite(noun))
        else:
            near_miss("roles.leads_it", title, f"leading_without_{'body' if person else 'person'}")
        return
    body = body_at(passage, index + 1)
    behind = passage.words[index + 1] if index + 1 < len(passage.words) else ""
    known = behind.startswith("ال") and offices.bare(behind) in offices.wordlist("body_heads")
    rank = behind in offices.wordlist("honorifics") and person_at(passage, index + 1) is not None
    noun = behind if body is None and known and not rank else None
    if body is None and noun is None:
        near_miss("roles.leads", title, "leading_without_body")
        return
    end = passage.ends[body.id] if body else index + 2
    if noun:
        title = Span(start=title.start, end=passage.tokens[index + 1].end)
    person = person_before(passage, index)
    late = person_at(passage, end + (end < len(passage.words) and _adverb(passage.words[end])))
    if person is None and late is not None:
        # يقود الحركة X: the body goes before its leader.
        evidence = Span(start=title.start, end=late.span.end)
        former = former or _until(passage, passage.ends[late.id])
        yield Stated(late, title, evidence, role, "roles.leads", 0.75 if body else 0.65, body, former=former, noun=noun)
        return
    person = person or (subject if joined else None)
    if person is None:
        near_miss("roles.leads", title, "leading_without_person")
        return
    start, stop = min(person.span.start, title.start), max(title.end, body.span.end if body else 0)
    former = former or _until(passage, end)
    yield Stated(
        person, title, Span(start=start, end=stop), role, "roles.leads", 0.8 if body else 0.65, body, former=former, noun=noun
    )


def _adverb(word: str) -> bool:
    return word in ("اليوم", "حاليا", "الان", "منذ", "ايضا")


def _was(passage: Passage, index: int) -> bool:
    """كان يقود: no more."""
    first = passage.sentence_of(index)[0]
    return any(stripped(passage.words[at]) in ("كان", "كانت") for at in range(max(first, index - 5), index))


def _until(passage: Passage, index: int) -> bool:
    """تزعم التنظيم X حتى مقتله: led until."""
    return index < len(passage.words) and passage.words[index] in ("حتي", "لغايه", "سابقا", "حينها", "انذاك", "وقتها")


def _charged(passage: Passage, index: int, leaving: bool = False) -> Iterator[Stated]:
    """A post named by its noun behind a verb: `تولى X رئاسة Y`, `كلف X بتسيير Y`, `نقل X إلى رئاسة Y`, `على رأس Y`."""
    stop = min(passage.sentence_of(index)[1], index + _POST_REACH)
    person: Mention | None = None
    at = index + 1
    while at < stop:
        mention = passage.mentions.get(at)
        if mention is not None:
            if mention.type == "PER" and not mention.nominal and not _predecessor(passage, at):
                person = mention
            at = passage.ends[mention.id]
            continue
        if person is not None and passage.ends[person.id] == at and _field(passage, index, at):
            yield from _fields_of(passage, index, at, person, stop)
            return
        role = _post(passage, at)
        if role is not None:
            person = person or person_before(passage, index)
            if person is not None and (not leaving or passage.words[at - 1] == "من"):
                yield from _post_of(passage, index, at, role, person, leaving)
            return
        if passage.is_mark(at) and passage.text[passage.tokens[at].start] in ".؛:":
            return
        at += 1


def _field(passage: Passage, index: int, at: int) -> bool:
    """`تولى X المكتب العسكري`, `تسلم X ملف كذا`: what is taken over, right behind the name."""
    word = passage.words[at]
    return stripped(passage.words[index]) in offices.wordlist("held") and offices.bare(word) in offices.wordlist("fields")


def _fields_of(passage: Passage, index: int, at: int, person: Mention, stop: int) -> Iterator[Stated]:
    """The task of the first person, and of those joined behind (`وY المكتب السياسي`), in the body that the report speaks of."""
    word = passage.words[index]
    title = Span(start=passage.tokens[index].offset(1 if stripped(word) != word else 0), end=passage.tokens[index].end)
    while True:
        end = at + 1
        while end < stop and end not in passage.mentions and passage.words[end].startswith("ال"):
            end += 1
        body = passage.mentions.get(end)
        named = body if body is not None and body.type == "ORG" else None
        evidence = Span(start=min(title.start, person.span.start), end=named.span.end if named else passage.tokens[end - 1].end)
        yield Stated(person, title, evidence, "official", "roles.leads", 0.65, named, loose=named is None, appointing=True)
        following = passage.mentions.get(end)
        if following is None or following.type != "PER" or not passage.words[end].startswith("و"):
            return
        person, at = following, passage.ends[following.id]
        if at >= stop or offices.bare(passage.words[at]) not in offices.wordlist("fields"):
            return


def _predecessor(passage: Passage, at: int) -> bool:
    """سلفه X, خلفًا لـX: the one before, who is given nothing."""
    mention = passage.mentions[at]
    prefix = passage.text[passage.tokens[at].start : mention.span.start]
    if prefix[:1] == "ل" or (at and passage.words[at - 1][:2] == "لل"):
        return True
    return any(passage.words[back] in offices.wordlist("predecessors") for back in range(max(at - 2, 0), at))


def _post(passage: Passage, at: int) -> str | None:
    word = passage.words[at]
    before = passage.words[at - 1]
    for reading, joined in ((word, False), (word[1:], word[:1] in "بل")):
        role = _posts().get(reading)
        if role is None or (reading != word and not joined):
            continue
        if reading == "راس":
            return role if before == "علي" else None
        return role
    return None


def _post_of(passage: Passage, index: int, at: int, role: str, person: Mention, leaving: bool) -> Iterator[Stated]:
    behind = at + 1
    while behind < len(passage.words) and (
        passage.words[behind] in ("اعمال", "شؤون", "مهام") or (behind not in passage.mentions and offices.match(passage, behind))
    ):
        behind += 1
    body = body_at(passage, behind)
    word = passage.words[behind] if behind < len(passage.words) else ""
    noun = word if body is None and word.startswith("ال") and offices.bare(word) in offices.wordlist("body_heads") else None
    if body is None and noun is None:
        near_miss("roles.leads", passage.tokens[at], "leading_without_body")
        return
    first = at - 1 if passage.words[at] == "راس" else at
    token = passage.tokens[first]
    cut = 1 if passage.words[at] not in _posts() else 0
    title = Span(start=token.offset(cut), end=passage.tokens[max(behind - 1, at)].end)
    ends = max(person.span.end, title.end, body.span.end if body else passage.tokens[behind].end)
    evidence = Span(start=min(person.span.start, title.start), end=ends)
    former = leaving or stripped(passage.words[index]) in ("شغل", "شغلت") or _was(passage, index)
    yield Stated(person, title, evidence, role, "roles.leads", 0.75, body, former=former, noun=noun, appointing=True)
