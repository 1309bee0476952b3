"""Offices given, taken and passed on: عُيّن X رئيسًا, X الذي يشغل منصب Y, خلفه X, سلفه X, نظيره التركي X, إقالة Y X."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from musnad.annotations.passages import Passage, stripped
from musnad.annotations.roles import offices, phrases
from musnad.annotations.roles.offices import Head
from musnad.annotations.roles.phrases import OfficePhrase
from musnad.annotations.roles.stated import Stated, end_of, mention_at, of_phrase, person_at
from musnad.annotations.speech import lexicon
from musnad.records import Mention, Span
from musnad.script import fold

# How far before an office in the accusative its verb stands, in tokens; lists of appointments are long.
_REACH = 28
_STATES_OF_BEING = frozenset(("يعد", "تعد", "يعتبر", "تعتبر", "كان", "كانت", "بصفته", "بصفتها", "بوصفه", "باعتباره"))


def became(passage: Passage, phrase: OfficePhrase, before: Sequence[Stated], topic: Mention | None = None) -> Stated | None:
    """`عُيّن X رئيسًا لـ Y`, `يعدّ X مسؤولًا عن Y`, `X رئيسا، وZ أمينا للسر`."""
    start = phrase.head.start
    first, _ = passage.sentence_of(start)
    verb = next((i for i in range(start - 1, max(first - 1, start - _REACH), -1) if is_became(passage.words[i])), None)
    person = _named_before(passage, start, first)
    if verb is None:
        return None
    if _told(passage.words[verb], "became_him"):
        person = _of_whom(passage, verb) or topic
    elif passage.words[verb] in offices.wordlist("named_so"):
        person = _named_before(passage, verb, first) or person
    if person is None:
        between = [m for i, m in sorted(passage.mentions.items()) if verb < i < start and m.type == "PER" and not m.nominal]
        earlier = [m for i, m in sorted(passage.mentions.items()) if max(first, verb - 6) <= i < verb and m.type == "PER"]
        # The one who appoints goes before the one appointed.
        person = between[-1] if between else phrase.person or (earlier[-1] if earlier else None)
        if person is None and stripped(passage.words[verb]) in offices.wordlist("being"):
            # تعمل الشابة متطوعة في كذا: of whom the sentence before spoke
            person = topic
    if person is None:
        return None
    word = stripped(passage.words[verb])
    told = person if passage.line.span.contains(person.span) else None
    start = min(told.span.start, phrase.title.start) if told else phrase.title.start
    evidence = Span(start=start, end=max(end_of(phrase), told.span.end if told else 0))
    former = word in offices.wordlist("past_posts")
    stated = of_phrase(person, phrase, evidence, "roles.became", 0.8, former)
    stated = replace(stated, appointing=word not in _STATES_OF_BEING)
    stated = _appointed_by(passage, phrase, stated, verb)
    return _of_same_body(passage, phrase, stated, before)


def _told(word: str, name: str) -> bool:
    return word in offices.wordlist(name) or stripped(word) in offices.wordlist(name)


def _appointed_by(passage: Passage, phrase: OfficePhrase, stated: Stated, verb: int) -> Stated:
    """Without a body of its own: an envoy is of the state that the sentence names first, an officer of the body it speaks of."""
    if stated.organization or stated.state or stated.noun or stated.fallback or stated.pronoun:
        return stated
    partner = _works_with(passage, phrase)
    if partner is not None:
        return replace(stated, organization=partner)
    if stated.role in ("ambassador", "envoy"):
        first = passage.sentence_of(verb)[0]
        named = (passage.mentions[at] for at in range(first, phrase.head.start) if at in passage.mentions)
        states = {name for names in offices.countries().values() for name in names}
        sender = next((one for one in named if one.type == "LOC" and fold(one.name).text in states), None)
        return replace(stated, organization=sender)
    titled = fold(stated.title.of(passage.text)).text
    loose = (
        stated.role in offices.wordlist_ids("loose") | offices.wordlist_ids("elected")
        and "وزير" not in titled
        and "وزار" not in titled
    )
    return replace(stated, loose=stated.loose or (loose and stated.appointing))


def _works_with(passage: Passage, phrase: OfficePhrase) -> Mention | None:
    """`تعمل متطوعة مع كذا`: the body behind مع, which ends the phrase of an office elsewhere."""
    at = phrase.end
    if passage.words[at : at + 1] not in (["مع"], ["لدي"], ["لصالح"]):
        return None
    return mention_at(passage, at + 1, "ORG")


def _of_same_body(passage: Passage, phrase: OfficePhrase, stated: Stated, before: Sequence[Stated]) -> Stated:
    """`نائبا له`: in the body of the office before."""
    behind = [passage.words[at] for at in range(phrase.head.end, min(phrase.head.end + 2, len(passage.words)))]
    if stated.organization is not None or not before or not any(word in ("له", "لها", "عنه", "عنها") for word in behind):
        return stated
    last = before[-1]
    return replace(
        stated, organization=last.organization, state=stated.state or last.state, noun=stated.noun or last.noun,
        loose=stated.loose or last.loose,
    )  # fmt: skip


def _named_before(passage: Passage, start: int, first: int) -> Mention | None:
    """The person whose name ends right before `start`, a mark or an aside in brackets between them at most."""
    at = start - 1
    while at >= first and (passage.is_mark(at) and passage.text[passage.tokens[at].start] not in ".؛"):
        at -= 1
    named = [one for begin, one in passage.mentions.items() if passage.ends[one.id] == at + 1 and begin >= first]
    return next((one for one in named if one.type == "PER" and not one.nominal), None)


def verb_near(passage: Passage, start: int) -> bool:
    """A verb of becoming or working within a few words (`تعمل الشابة ممرضة`)."""
    first = passage.sentence_of(start)[0]
    known = offices.wordlist("being")
    return any(stripped(passage.words[at]) in known for at in range(max(first, start - 4), start))


def is_became(word: str) -> bool:
    """A verb or noun that gives somebody an office."""
    known = offices.wordlist("became") | offices.wordlist("became_him") | offices.wordlist("named_so")
    return word in known or (len(word) > 3 and word[0] in "وفب" and word[1:] in known)


def is_now(word: str) -> bool:
    """أصبح, صار, بات: right before an office in construct, whose accusative does not show."""
    return stripped(word) in _NOW


_NOW = frozenset({"اصبح", "اصبحت", "صار", "صارت", "يصبح", "تصبح", "غدا", "غدت", "بات", "باتت", "اضحي", "امسي"})


def _of_whom(passage: Passage, index: int) -> Mention | None:
    """The person before `index` whom its sentence tells of: the nearest that stands behind no preposition."""
    first = passage.sentence_of(index)[0]
    for at in range(index - 1, first - 1, -1):
        mention = passage.mentions.get(at)
        if mention is None or mention.type != "PER" or mention.nominal or mention.span.start != passage.tokens[at].start:
            continue
        back = at - 1
        while back > first and (passage.is_mark(back) or passage.words[back] in offices.wordlist("honorifics")):
            back -= 1
        if back < first or passage.words[back] not in lexicon.PREPOSITIONS:
            return mention
    return None


def as_office(passage: Passage, head: Head) -> tuple[Mention, bool, bool] | None:
    """`إعفاء X من منصبه كمدير لكذا`, `عمل X كمستشار لكذا`: whose office is told behind ك; former? given?"""
    start = head.start
    if not (head.cut == 1 and passage.words[start].startswith("ك") and start):
        return None
    first = passage.sentence_of(start)[0]
    gone = any(word in _HIS_POST for word in passage.words[max(first, start - 2) : start])
    verb = next((at for at in range(start - 1, max(first - 1, start - 12), -1) if is_became(passage.words[at])), None)
    if verb is not None and stripped(passage.words[verb]) in _STATES_OF_BEING | {"صار", "اصبح", "ظهر"}:
        verb = None  # لم يعد يقدم نفسه كقائد
    person = _of_whom(passage, start) if gone or verb is not None else None
    return (person, gone or stripped(passage.words[verb or start]) in offices.wordlist("past_posts"), gone) if person else None


_HIS_POST = frozenset({"منصبه", "منصبها", "مهامه", "مهامها", "وظيفته", "وظيفتها"})


def holder(passage: Passage, head: Head, topic: Mention | None = None) -> tuple[Mention, bool, bool] | None:
    """Who holds, held or is given the post before `head` (`X الذي يشغل منصب Y`, `تكليف X بمهام Y`); then: former? given?"""
    if not head.start or passage.words[head.start - 1] not in offices.wordlist("post_words"):
        return None
    first = passage.sentence_of(head.start)[0]
    verb = next(
        (
            at
            for at in range(head.start - 2, max(first - 1, head.start - 20), -1)
            if is_became(passage.words[at]) or stripped(passage.words[at]) in offices.wordlist("charging")
        ),
        None,
    )
    if verb is None:
        return None
    reading = stripped(passage.words[verb])
    was = reading in ("شغل", "شغلت") or any(
        stripped(passage.words[at]) in offices.wordlist("past_posts") for at in range(max(first, verb - 6), verb)
    )
    named = ((at, m) for at, m in sorted(passage.mentions.items()) if first <= at < head.start)
    persons = [(at, m) for at, m in named if m.type == "PER" and not m.nominal]
    behind = [m for at, m in persons if at > verb]
    ahead = [m for at, m in persons if at < verb and verb - passage.ends[m.id] <= 4]
    person = behind[-1] if behind else ahead[-1] if ahead else None
    if person is None and reading in offices.wordlist("holding"):
        # ويعد X كذا، بعد أن كان يشغل منصب كذا
        person = persons[0][1] if persons else topic
    return (person, was, reading not in offices.wordlist("holding")) if person else None


_BESIDE_STATES = offices.wordlist("honorifics") | offices.wordlist("former")


def dismissed(passage: Passage, start: int, agent: bool = False) -> bool:
    """`أقال X وزير Y Z`, `عزل قائدها Z`: a verb or noun of dismissing right before the office, not one only asked for.

    `agent`: who dismisses is known (قائدها is dismissed by the body itself).
    """
    first = passage.sentence_of(start)[0]
    for at in range(start - 1, max(first - 1, start - 10), -1):
        word = stripped(passage.words[at])
        active = word in offices.wordlist("dismissing")
        if active or word in offices.wordlist("dismissals"):
            near = passage.words[max(first, at - 14) : at]
            asked = any(stripped(other) in offices.wordlist("not_dismissed") for other in near)
            return not asked and (agent or start - at >= 2 if active else start - at <= 3)  # أقال فلان وزير كذا
        agent = agent or at in passage.mentions or offices.match(passage, at) is not None
        if passage.is_mark(at):
            return False
    return False


def from_post(passage: Passage, at: int) -> bool:
    """`أعفي وزير كذا X من منصبه`: dismissed, told behind the name; not where it is only asked for."""
    first = passage.sentence_of(at)[0] if at < len(passage.words) else at
    if any(stripped(passage.words[back]) in offices.wordlist("not_dismissed") for back in range(max(first, at - 25), at)):
        return False
    return passage.words[at : at + 1] == ["من"] and passage.words[at + 1 : at + 2] in (
        [["منصبه"], ["منصبها"], ["مهامه"], ["مهامها"], ["وظيفته"], ["مناصبه"]]
    )


def passed_on(passage: Passage, stated: Sequence[Stated]) -> Iterator[Stated]:
    """`سلفه X`, `خلفه X`, `خلفًا لـX`: who held an office of this sentence before, or holds it after."""
    for index, word in enumerate(passage.words):
        before = word in offices.wordlist("predecessors")
        if not before and word not in offices.wordlist("successors"):
            continue
        person = _given_to(passage, index)
        if person is None or (passage.words[index + 1] and offices.match(passage, index + 1) is not None):
            continue  # خلفا للرئيس X: the office says it itself
        first, stop = passage.sentence_of(index)
        lower, upper = passage.tokens[first].start, passage.tokens[stop - 1].end
        near = [one for one in stated if lower <= one.evidence.start < upper and one.person.id != person.id]
        prefix = passage.text[passage.tokens[index + 1].start : person.span.start]
        around = [one for one in near if one.evidence.start <= passage.tokens[index].start < one.evidence.end]
        if any(one.person.id == person.id and one.former == before for one in stated):
            continue
        told = passage.tokens[index].start
        taken = [one for one in around or near if word.startswith("خلفا") and one.appointing and one.title.start < told]
        near = [one for one in around or near if one.organization or one.state or one.noun] or taken
        if not near or (word.startswith("خلفا") and not prefix.startswith("ل")):
            continue
        office = min(near, key=lambda one: (abs(one.title.start - passage.tokens[index].start), one.title.start))
        title = Span(start=passage.tokens[index].start, end=passage.tokens[index].end)
        evidence = Span(start=title.start, end=person.span.end)
        yield replace(
            office, person=person, title=title, evidence=evidence, rule="roles.passed_on", score=0.65, former=before,
            appointing=False,
        )  # fmt: skip


def _given_to(passage: Passage, index: int) -> Mention | None:
    """The person behind سلفه, خلفه, خلفا لـ; a rank may have the ل (خلفا للفريق X)."""
    at = index + 1
    word = passage.words[at] if at < len(passage.words) else ""
    rank = f"ال{word[2:]}" if word.startswith("لل") else word[1:] if word.startswith("ل") else ""
    return person_at(passage, at + (rank in offices.wordlist("honorifics") and at not in passage.mentions))


def replacing(passage: Passage, stated: Sequence[Stated]) -> Iterator[Stated]:
    """`أقال X محافظ Y Z وعين بدلا منه W`, `وعين W خلفا له`: who takes the office of the one dismissed before."""
    for index in range(len(passage.words) - 2):
        if tuple(passage.words[index : index + 2]) not in _IN_HIS_PLACE:
            continue
        first, _ = passage.sentence_of(index)
        verbs = (at for at in range(index - 1, max(first - 1, index - 9), -1) if is_became(stripped(passage.words[at])))
        verb = next(verbs, None)
        if verb is None:
            continue
        between = [one for at, one in sorted(passage.mentions.items()) if verb < at < index and one.type == "PER"]
        person = between[-1] if between else person_at(passage, index + 2)
        start = passage.tokens[first].start
        gone = [one for one in stated if start <= one.title.start < passage.tokens[verb].start]
        if person is None or not gone or gone[-1].person.id == person.id:
            continue
        if any(one.person.id == person.id and one.title.start >= passage.tokens[verb].start for one in stated):
            continue  # وعين X رئيسا خلفا له
        title = passage.span(index, index + 2)
        evidence = Span(start=min(title.start, person.span.start), end=max(title.end, person.span.end))
        yield replace(
            gone[-1], person=person, title=title, evidence=evidence, rule="roles.passed_on", score=0.65, former=False,
            appointing=True,
        )  # fmt: skip


_IN_HIS_PLACE = frozenset({("بدلا", "منه"), ("بدلا", "عنه"), ("خلفا", "له"), ("خلفا", "لها"), ("بدلا", "منها")})


def counterparts(passage: Passage, heads: Sequence[Head]) -> Iterator[Stated]:
    """`وزير الدفاع X ونظيره التركي Y`: the office named last, for the state of the adjective."""
    for index, word in enumerate(passage.words):
        if word not in offices.wordlist("counterparts"):
            continue
        stop = passage.sentence_of(index)[1]
        office = next((head for head in reversed(heads) if head.start < index), None)
        at = index + 1
        state: str | None = None
        adjective: str | None = None
        while at < min(stop, index + 5) and at not in passage.mentions:
            state = state or offices.nationalities().get(passage.words[at])
            if offices.has_body_adjective(passage.words[at]):
                adjective = passage.words[at]
            elif state is None and not passage.is_mark(at) and passage.words[at] not in _BESIDE_STATES:
                break
            at += 1
        person = passage.mentions.get(at)
        if office is None or person is None or person.type != "PER" or not (state or adjective):
            continue
        former = any(passage.words[back] in offices.wordlist("former") for back in range(index + 1, at))
        last = index + 1
        cut = 1 if word[0] in "ولب" else 0
        title = Span(start=passage.tokens[index].offset(cut), end=passage.tokens[last].end)
        role = phrases.read(passage, office, passage.sentence_of(office.start)[1])
        kind = of_phrase(person, role, title, "roles.counterpart", 0.8)
        yield Stated(
            person, title, Span(start=title.start, end=person.span.end), kind.role, "roles.counterpart", 0.8,
            state=state, adjective=adjective, former=former,
        )  # fmt: skip
