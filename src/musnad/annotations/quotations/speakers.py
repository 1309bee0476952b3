"""Reads who speaks from the noun phrase in the speaker's place, whether its name was recognised or not."""

from __future__ import annotations

from dataclasses import replace

from musnad.annotations.passages import QUOTES, Passage
from musnad.annotations.quotations.flow import Flow, Speaker, is_medium, known_outlet
from musnad.annotations.roles import offices, phrases
from musnad.annotations.speech import cues, lexicon
from musnad.records import Mention, Span
from musnad.script import fold

# Words that cannot open a speaker: behind a cue they mean that the speaker is not written.
_NO_SPEAKER = lexicon.PREPOSITIONS | lexicon.THAT | lexicon.THAT_IT | lexicon.speech("no_speaker")
_TIME = lexicon.speech("time")
_WITHHELD_ENDS = lexicon.THAT | lexicon.THAT_IT | {"،", ",", ":"}
# How many tokens a speaker's noun phrase may have before its name.
REACH = 9


def read(passage: Passage, index: int, stop: int, flow: Flow) -> Speaker | None:
    """The speaker whose noun phrase begins at `index`; None where no noun phrase stands there."""
    found = _read(passage, index, stop, flow)
    if found is None:
        return None
    if found.source is not None and found.kind in ("name", "office", "medium"):
        found = replace(found, end=_with_others(passage, found.end, stop, flow))
    elif found.kind in ("anonymous", "office", "phrase"):
        found = replace(found, end=_tied(passage, found.end, stop))
    return _withheld(passage, found, stop)


def _tied(passage: Passage, end: int, stop: int) -> int:
    """`قائد لواء عسكري تابع للجيش كذا`, `مصدر مقرب من كذا`: the body that an unnamed speaker is tied to."""
    if end + 1 >= stop or passage.words[end] not in lexicon.speech("belonging"):
        return end
    towards = passage.words[end + 1]
    if not (towards[:1] in "لب" or towards in ("من", "في", "الي", "علي", "عن")):
        return end
    for at in range(end + 1, min(end + 5, stop)):
        mention = passage.mentions.get(at)
        if mention is not None:
            return close(passage, passage.ends[mention.id])
        if passage.is_mark(at) and passage.words[at] not in QUOTES:
            return at
    return end + 2


def _with_others(passage: Passage, end: int, stop: int, flow: Flow) -> int:
    """`X وY وZ`: those who speak with the first belong to the speaker's phrase."""
    while end < stop:
        at = end + 1 if passage.words[end] == "و" else end
        while at < stop and passage.words[at] in QUOTES and at not in (pair.close for pair in passage.quoted.values()):
            at += 1
        mention = passage.mentions.get(at)
        joined = at > end or passage.words[end].startswith("و")
        if mention is None or not joined or mention.type == "EVT":
            body = passage.words[end][1:] if passage.words[end].startswith("و") else ""
            rest = _phrase(passage, end, stop, flow) if body in lexicon.listed("bodies") else None
            if rest is None or rest.end <= end:
                return end
            end = rest.end
            continue
        if at == end and "و" not in passage.text[passage.tokens[at].start : mention.span.start]:
            return end
        end = close(passage, passage.ends[mention.id])
        if mention.type == "PER":
            end = _apposition(passage, end)
    return end


def _withheld(passage: Passage, speaker: Speaker, stop: int) -> Speaker:
    """`مصدر طلب عدم الكشف عن اسمه، أن`: the clause about his name belongs to the speaker and makes him anonymous."""
    for at in range(max(speaker.end - 3, 0), min(speaker.end + 3, stop)):
        length = lexicon.match(lexicon.withheld(), passage.words, at)
        if not length:
            continue
        end = at + length
        while end < stop and end < at + 12 and passage.words[end] not in _WITHHELD_ENDS:
            end += 1
        named = speaker.source is not None and speaker.source.type == "PER"
        return replace(speaker, end=end, anonymity=speaker.anonymity or (None if named else "person"))
    return speaker


def _read(passage: Passage, index: int, stop: int, flow: Flow) -> Speaker | None:
    index = _skip(passage, index, stop)
    if index >= stop:
        return None
    mention = passage.mentions.get(index)
    if mention:
        return _named(passage, mention, index, flow)
    word = passage.words[index]
    # نشرة is written like نشره once folded
    if (word in _NO_SPEAKER and not passage.tokens[index].plain.endswith("ة")) or passage.is_mark(index):
        return None
    if word in lexicon.speech("his_honour"):
        last = next((speaker.source for speaker, _, _ in reversed(flow.turns[-3:]) if speaker.source), None)
        return Speaker("name" if last else "office", last, passage.span(index, index + 1), end=index + 1)
    if _manner(passage, index):
        return None
    if word in _SAME and index + 1 < stop and passage.words[index + 1].startswith("ال"):
        index += 1  # ذات المصدر, نفس الوكالة
        word = passage.words[index]
    if word in lexicon.speech("latter") and (latter := flow.latter(passage.tokens[index].start)):
        return Speaker("name", latter, passage.span(index, index + 1), end=index + 1)
    spoken_for = _for_medium(passage, index, stop)
    if spoken_for:
        return spoken_for
    if passage.tokens[index].kind == "number" or word in _COUNTS:
        counted = _counted(passage, index, stop, flow)
        if counted or passage.tokens[index].kind == "number":
            return counted
    anonymous = _anonymous(passage, index, stop, flow) or members(passage, index, stop)
    head = offices.match(passage, index)
    if head and head.cut == 0:
        spoken = _office(passage, head, stop, flow, anonymous)
        if spoken:
            return spoken
    if anonymous:
        return anonymous
    document = _document(passage, index, stop, flow)
    if document:
        return document
    if word in lexicon.listed("media_nominals"):
        text = passage.span(index, index + 1)
        return Speaker("medium", flow.medium(text.start), text, end=index + 1)
    return _phrase(passage, index, stop, flow)


_COUNTS = frozenset({
    "عده", "عدد", "بضع", "بضعه", "ثلاث", "ثلاثه", "اربع", "اربعه", "خمس", "خمسه", "ست", "سته", "سبع", "سبعه",
    "ثماني", "ثمانيه", "تسع", "تسعه", "عشر", "عشره", "مجموعه", "كبري", "ابرز",
})  # fmt: skip
"""Words of number behind which bodies may speak (أعلنت خمسة فصائل)."""


_SAME = frozenset({"ذات", "نفس"})
"""Words before a noun of a source that say it is the one named last (ذات المصدر)."""


def _for_medium(passage: Passage, index: int, stop: int) -> Speaker | None:
    """`مراسل قناة X`: the medium speaks through its reporter."""
    if passage.words[index] not in lexicon.speech("for_body"):
        return None
    for at in range(index + 1, min(index + 5, stop)):
        mention = passage.mentions.get(at)
        if mention:
            if mention.type != "ORG" or passage.text[passage.tokens[at].start : mention.span.start][:1] in ("ل", "ب"):
                return None
            return Speaker("medium", mention, mention.span, end=close(passage, passage.ends[mention.id]))
        if not (passage.words[at] in QUOTES or passage.words[at] in lexicon.listed("media_heads")):
            return None
    return None


def _skip(passage: Passage, index: int, stop: int) -> int:
    """Quotation marks, honorifics, asides between commas (من جانبه،)."""
    while index < stop:
        length = lexicon.match(lexicon.phrased("asides"), passage.words, index)
        if length and passage.words[index + length : index + length + 1] and passage.words[index + length] in _SOONER:
            break  # قال في وقت سابق إن
        if (passage.words[index] in QUOTES and not (index in passage.quoted and passage.quoted[index] in passage.speech)) or (
            passage.words[index] in ("،", ",", "(", "-", "–")
            and index + 1 < stop
            and (_aside_around(passage, index) or _comma_before_name(passage, index))
        ):
            index += 1
        elif length and passage.words[index] not in ("كما", "حيث"):
            index += length
        elif passage.words[index] in lexicon.speech("days") and index + 1 < stop and _subject_at(passage, index + 1):
            index += 1
        elif (manner := _manner(passage, index)) and index + manner < stop and _subject_at(passage, index + manner):
            index += manner
        elif passage.words[index] == "صاحب" and passage.words[index + 1 : index + 2] not in (
            ["السمو"],
            ["المعالي"],
            ["السعاده"],
            ["الجلاله"],
        ):
            break
        elif (
            passage.words[index] in offices.wordlist("honorifics")
            and index not in passage.mentions
            and _honours(passage, index, stop)
        ) or (passage.words[index] == "." and index and len(passage.words[index - 1]) == 1):
            index += 1
        else:
            break
    return index


_SOONER = frozenset({"سابق", "لاحق", "متاخر", "مبكر", "واحد"})
"""Adjectives behind في وقت that make it a time, no conjunction."""


def _comma_before_name(passage: Passage, index: int) -> bool:
    """`قالت، فلانة، رئيسة كذا`: a comma between the verb and the one who speaks."""
    cue = cues.find(passage.words[index - 1], index - 1) if index else None
    mention = passage.mentions.get(index + 1)
    told = cue is not None and cue.form.kind in ("past", "present") and not cue.form.homograph
    return told and mention is not None and mention.type == "PER" and mention.span.start == passage.tokens[index + 1].start


def _manner(passage: Passage, index: int) -> int:
    """Length of an adverb there: بشدة، بأشد العبارات."""
    length = lexicon.match(lexicon.phrased("manner"), passage.words, index)
    return length or int(passage.words[index] in lexicon.speech("adverbs"))


def _subject_at(passage: Passage, index: int) -> bool:
    """A name or an unnamed source stands there: أعلنت الجمعة مصادر."""
    mention = passage.mentions.get(index)
    if mention:
        return mention.span.start == passage.tokens[index].start and mention.type in ("PER", "ORG")
    return passage.words[index] in lexicon.anonymous_nouns()


def _honours(passage: Passage, index: int, stop: int) -> bool:
    """An honorific that is an office as well (السفير، القاضي) is skipped only in front of the name."""
    if offices.match(passage, index) is None:
        return True
    after = index + 1
    while after < stop and passage.words[after] in offices.wordlist("honorifics") and after not in passage.mentions:
        after += 1
    mention = passage.mentions.get(after)
    return mention is not None and mention.type == "PER"


def _aside_around(passage: Passage, index: int) -> bool:
    return bool(
        lexicon.match(lexicon.phrased("asides"), passage.words, index + 1)
        or (index >= 2 and lexicon.match(lexicon.phrased("asides"), passage.words, index - 2))
        or (index >= 1 and lexicon.match(lexicon.phrased("asides"), passage.words, index - 1))
    )


def close(passage: Passage, index: int) -> int:
    """`index` moved behind closing quotation marks and brackets."""
    while index < len(passage.tokens) and passage.words[index] in QUOTES | {")", "]"} and index not in passage.quoted:
        index += 1
    return index


def _named(passage: Passage, mention: Mention, index: int, flow: Flow) -> Speaker | None:
    prefix = passage.text[passage.tokens[index].start : mention.span.start]
    if any(letter in prefix for letter in "بلك"):
        return None
    end = close(passage, passage.ends[mention.id])
    if mention.type in ("EVT",):
        return None
    person = _behind(passage, mention, end) if mention.type != "PER" else None
    if person:
        return Speaker("name", person, person.span, end=close(passage, passage.ends[person.id]))
    if mention.type == "PER":
        end = _apposition(passage, end)
    return Speaker("name", mention, mention.span, end=_described(passage, end))


def _described(passage: Passage, end: int) -> int:
    """`حكومة X المعترف بها دوليًا، الأربعاء، توقيع`: a participle about the body up to its comma belongs to the speaker."""
    if end >= len(passage.tokens) or passage.words[end] not in lexicon.speech("modifiers"):
        return end
    for at in range(end + 1, min(end + 12, len(passage.tokens))):
        if passage.words[at] in ("،", ",", ":") or passage.words[at] in lexicon.THAT | lexicon.THAT_IT:
            return at
    # `X العاملة في ريف Y عزل قائدها`: without a comma the participle takes its place with it and no more.
    place = passage.mentions.get(end + 2) if passage.words[end + 1 : end + 2] == ["في"] else None
    if place and place.type == "LOC":
        return close(passage, passage.ends[place.id])
    # `X الموالية لتنظيم Y العملية`: or with the body it is tied to
    for at in range(end + 1, min(end + 4, len(passage.tokens))):
        body = passage.mentions.get(at)
        if body is not None and body.type in ("ORG", "LOC") and passage.words[end + 1].startswith(("ل", "من")):
            return close(passage, passage.ends[body.id])
    return end


def _apposition(passage: Passage, end: int) -> int:
    """`X رئيس Y`, `X، مدير Y،`, `X (قائد Y)`: the office behind the name belongs to the speaker's phrase."""
    at = end
    while at < len(passage.tokens) and passage.words[at] in ("،", ",", "(", "-", "–", "وهو", "وهي"):
        at += 1
    if at >= len(passage.tokens) or at - end > 2:
        return end
    head = offices.match(passage, at)
    if head is None or head.cut:
        return end
    phrase = phrases.read(passage, head, passage.sentence_of(at)[1])
    if phrase.person or (at == end and _bare_office(passage, head, phrase)):
        return end
    core = _led(passage, close(passage, phrase.core))
    more = offices.match(passage, core) if core < len(passage.tokens) else None
    return _apposition(passage, core) if more and not more.cut else core


def _bare_office(passage: Passage, head: offices.Head, phrase: phrases.OfficePhrase) -> bool:
    """`اتهم فلان الوزير بكذا`: a definite office with nothing of its own is whom it is said to or of."""
    behind = passage.words[head.end] if head.end < len(passage.words) else ""
    own = phrase.body or phrase.state or phrase.adjective or phrase.former or behind.startswith("ال")
    return head.definite and head.end == head.start + 1 and not own


def _led(passage: Passage, end: int) -> int:
    """`عضو X عن كتلة Y بزعامة Z`: the bloc that an officer stands for and who leads it belong to his phrase."""
    if end + 1 >= len(passage.tokens) or passage.words[end] not in lexicon.speech("led_by_nouns") | {"عن"}:
        return end
    for at in range(end + 1, min(end + 5, len(passage.tokens))):
        mention = passage.mentions.get(at)
        if mention is not None:
            return _led(passage, close(passage, passage.ends[mention.id])) if mention.type != "EVT" else end
        if passage.is_mark(at) and passage.words[at] not in QUOTES:
            return end
    return end


def _behind(passage: Passage, mention: Mention, index: int) -> Mention | None:
    """`قالت وزارة X على لسان Y`: Y speaks."""
    if passage.words[index : index + 2] == ["علي", "لسان"]:
        for at in range(index + 2, min(index + 10, len(passage.tokens))):
            found = passage.mentions.get(at)
            if found and found.type == "PER":
                return found
    return None


def _counted(passage: Passage, index: int, stop: int, flow: Flow) -> Speaker | None:
    """`وقالت 71 جماعة حقوقية`: several bodies told by their number."""
    if index + 1 >= stop or passage.words[index + 1] not in lexicon.counted_bodies():
        return None
    rest = _phrase(passage, index + 1, stop, flow)
    return Speaker("anonymous", None, passage.span(index, rest.end), "body", rest.end) if rest and rest.source is None else None


def _anonymous(passage: Passage, index: int, stop: int, flow: Flow) -> Speaker | None:
    kind = lexicon.anonymous_nouns().get(passage.words[index])
    if kind is None:
        return None
    end = index + 1
    while end < stop and end < index + 6:
        word = passage.words[end]
        if word in _TIME and end > index + 1:
            break
        if word in lexicon.speech("belonging") and end + 1 < stop and passage.words[end + 1].startswith("ل"):
            end += 1
            continue
        if word[:1] == "ل" and end > index + 1 and passage.words[end - 1] in lexicon.speech("belonging"):
            end = passage.ends[passage.mentions[end].id] if end in passage.mentions else end + 1
            continue
        if word[:1] == "ل" and (word[1:] in lexicon.listed("media_heads") or (end in passage.mentions and _to(passage, end))):
            break
        adjective = lexicon.anonymous_adjectives().get(word)
        if adjective and kind == "source":
            kind = adjective
        if end in passage.mentions and "و" not in passage.text[passage.tokens[end].start : passage.mentions[end].span.start]:
            mention = passage.mentions[end]
            if mention.type == "PER" and kind not in ("source", "person"):
                # ناشط اسمه معروف: the name speaks.
                return Speaker("name", mention, mention.span, end=close(passage, passage.ends[mention.id]))
            end = passage.ends[mention.id]
            continue
        if word in ("في", "من", "داخل", "ب", "قرب") and end + 1 < stop and _joins(passage, end + 1):
            end += 1
            continue
        if passage.is_mark(end) and word in QUOTES and end not in passage.quoted:
            end += 1
            continue
        if word in _NO_SPEAKER or passage.is_mark(end) or _verbal(passage, end) or _said_of(passage, end):
            break
        whole = passage.words[index].endswith(("ون", "ين")) and not word.endswith(("ون", "ين"))
        if whole and end == index + 1 and passage.words[index].startswith("ال") == word.startswith("ال") is False:
            break  # انتقد معلقون [سلوك] السياح
        if lexicon.abstract(word) and (
            passage.words[index].startswith("ال")
            or passage.words[index].endswith(("ون", "ين"))
            or (end > index + 1 and passage.words[end - 1].startswith("ال") and not word.startswith("ال"))
            or (end > index + 1 and word[:2] != "ال" and passage.words[end - 1].endswith(("ي", "ه")))  # مصدر أمني صحة كذا
        ):
            break
        end += 1
    end = _told(passage, end, stop)
    if kind == "source" and passage.words[index].startswith("ال"):
        named = _same_source(passage, index, flow)
        if named:
            return Speaker("name", named, passage.span(index, end), end=close(passage, end))
        kind = flow.last_anonymous() or kind
    return Speaker("anonymous", None, passage.span(index, end), kind, close(passage, end))


def members(passage: Passage, index: int, stop: int) -> Speaker | None:
    """`أعضاء المكتب السياسي`, `نواب كتلة كذا`, `ممثلو X`: people of a body told by their number, none of them by name."""
    if index in passage.mentions or offices.bare(passage.words[index]) not in offices.wordlist("people"):
        return None
    end = index + 1
    while end < min(stop, index + 8) and not passage.is_mark(end):
        mention = passage.mentions.get(end)
        word = passage.words[end]
        if mention is not None:
            prefix = passage.text[passage.tokens[end].start : mention.span.start]
            if mention.type == "PER" or any(letter in prefix for letter in "وبك"):
                return None if mention.type == "PER" else _as_people(passage, index, end)
            end = passage.ends[mention.id]
            continue
        behind = passage.words[end + 1] if end + 1 < stop else ""
        within = word in ("في", "من") and (end + 1 in passage.mentions or behind.startswith("ال")) and behind not in _TIME
        adjective = word.startswith("ال") and (word.endswith(("ون", "ين", "ه", "ي")) or end == index + 1)
        noun = end == index + 1 or passage.words[end - 1] in ("في", "من") or offices.bare(word) in offices.wordlist("body_heads")
        office = end > index + 1 and offices.match(passage, end) is not None
        if office or not (adjective or noun or within) or word in _NO_SPEAKER - {"في", "من"} or word in _TIME:
            break
        if lexicon.abstract(word) and end > index + 1:
            break
        end += 1
    return _as_people(passage, index, end)


def _as_people(passage: Passage, index: int, end: int) -> Speaker:
    return Speaker("anonymous", None, passage.span(index, end), "official", close(passage, end))


def _told(passage: Passage, end: int, stop: int) -> int:
    """`ضابط تحدث إلى X`: whom an unnamed source spoke to belongs to its phrase."""
    if end + 2 >= stop or passage.words[end] not in ("تحدث", "تحدثت", "تحدثوا"):
        return end
    for at in range(end + 1, min(end + 5, stop)):
        mention = passage.mentions.get(at)
        if mention and mention.type == "ORG":
            return close(passage, passage.ends[mention.id])
    return end


def _said_of(passage: Passage, index: int) -> bool:
    """`مصادر باندلاع`, `مصدر للجزيرة`: what is told of, or who was told, behind an anonymous source."""
    word = passage.words[index]
    if word[:2] == "لل" and known_outlet("ال" + word[2:]):
        return True
    place = passage.mentions.get(index + 1)
    told_of = word[:1] == "ب" and not word.startswith("بال") and passage.tokens[index].split.proclitics[:1] == ("ب",)
    if place is not None and place.type in ("LOC", "ORG") and not lexicon.abstract(word[1:]):
        return False  # مصدر بمحافظة X
    return told_of or (word[:1] == "ب" and lexicon.abstract(word[1:]))


def _same_source(passage: Passage, index: int, flow: Flow) -> Mention | None:
    """`المصدر ذاته` is the source that spoke last; a bare `المصدر` where none without a name has spoken."""
    same = index + 1 < len(passage.words) and passage.words[index + 1] in lexicon.speech("same")
    same = same or (index > 0 and passage.words[index - 1] in _SAME)
    if not flow.turns or (not same and (flow.last_anonymous() or passage.words[index] != "المصدر")):
        return None
    last = flow.turns[-1][0]
    return None if last.anonymous or last.source is None or last.source.type not in ("ORG", "PER") else last.source


def _to(passage: Passage, index: int) -> bool:
    """`لرويترز`: spoken to, no part of the speaker."""
    return passage.text[passage.tokens[index].start : passage.mentions[index].span.start].startswith("ل")


def _joins(passage: Passage, index: int) -> bool:
    while index < len(passage.tokens) and passage.words[index] in QUOTES:
        index += 1
    return index in passage.mentions or passage.words[index].startswith("ال")


def _verbal(passage: Passage, index: int) -> bool:
    cue = cues.find(passage.words[index], index)
    return cue is not None and not cue.form.homograph


def _office(passage: Passage, head: offices.Head, stop: int, flow: Flow, anonymous: Speaker | None) -> Speaker | None:
    phrase = phrases.read(passage, head, stop)
    if phrase.person:
        end = _apposition(passage, close(passage, passage.ends[phrase.person.id]))
        return Speaker("name", phrase.person, phrase.person.span, end=end)
    end = close(passage, phrase.core)
    missed = _unnamed_person(passage, phrase, end, stop)
    if missed:
        return Speaker("office", None, missed[0], end=missed[1])
    definite = head.definite or phrase.body is not None or phrase.title.end > passage.tokens[head.end - 1].end
    construct = head.end < len(passage.words) and passage.words[head.end].startswith("ال") and head.end not in passage.mentions
    again = _again(passage, head, phrase, flow)
    if again:
        return Speaker("anonymous", None, passage.span(head.start, head.end), again, end)
    if anonymous and not head.definite and not construct:
        return (
            anonymous
            if anonymous.end >= phrase.core
            else Speaker("anonymous", None, passage.span(head.start, phrase.core), anonymous.anonymity, end)
        )
    text = Span(start=phrase.title.start, end=phrase.title.end)
    folded = [word for word in passage.words[head.start : end] if word]
    title = [passage.words[i] for i in range(head.start, end) if passage.tokens[i].end <= phrase.title.end]
    # الناطق باسم كذا: the spokesman of another body than the one known so far.
    other = len(title) == 1 and phrase.body is None and end < stop and passage.words[end] in ("باسم", "ل", "لدي")
    holder = flow.holder(title or folded[:1], text.start, phrase.body) if definite and not phrase.former and not other else None
    if holder is None and phrase.body is None and phrase.noun and not phrase.former:
        # أمين عام المنظمة الشغيلة: the body told by a noun of its kind
        noun = offices.bare(phrase.noun)
        if noun in offices.wordlist("body_heads"):
            holder = flow.sole_holder([passage.words[at] for at in range(head.start, head.end)], text.start)
    if holder is None and len(title) == 1 and head.definite and phrase.body is None:
        holder = flow.titled(title[0], text.start)
    if holder is None and head.definite and phrase.body is None and not phrase.former and _called_again(title):
        holder = flow.spoke_as(title[0])
    # An office that nobody in the report is known to hold: its holder is not named.
    return Speaker("office", holder, text, None if holder else "official", end)


def _called_again(title: list[str]) -> bool:
    """`المسؤول`, `المسؤول العراقي`: one word, at most an adjective behind it."""
    return bool(title) and (len(title) == 1 or (len(title) == 2 and title[1].startswith("ال") and title[1].endswith(("ي", "يه"))))


def unnamed(passage: Passage, speaker: Speaker) -> Speaker:
    """`تقول لوحة معلقة إن`, `يرى كثيرون أن`, `قالت إحدى الأسر`: people or things told of without a name are an unnamed source.

    A definite noun (الحكومة, المازني) may be a body or a name that was not recognised, and stays as it is.
    """
    if speaker.kind != "phrase" or speaker.source is not None or speaker.anonymous or speaker.text is None:
        return speaker
    words = fold(speaker.text.of(passage.text)).text.split()
    behind = passage.words[speaker.end : speaker.end + 1] if len(words) == 1 else []  # لوحة [معلقة] على السور
    first, second = words[0], (words[1:2] or behind or [""])[0]
    people = first.endswith("ون") and len(first) > 4 and not first.endswith(("تلفزيون", "قانون"))
    some = first in _SOME and second != ""
    nouns = len(first) > 3 and len(second) > 3 and second not in lexicon.PREPOSITIONS
    described = nouns and not first.startswith("ال") and second.endswith(("ه", "ي")) and not second.startswith("ال")
    return replace(speaker, anonymity="person") if people or some or described else speaker


def people(passage: Passage, index: int) -> Speaker | None:
    """A plural of people without names that does something: `قطع محتجون الطريق`, `تظاهر المئات`."""
    word = passage.words[index]
    known = lexicon.anonymous_nouns().get(word)
    plural = (known and word.endswith(("ون", "ان"))) or word in _CROWDS
    if not plural or index in passage.mentions:
        return None
    return Speaker("anonymous", None, passage.span(index, index + 1), known or "crowd", index + 1)


_CROWDS = frozenset(("الميات", "العشرات", "الالاف", "ميات", "عشرات", "الاف"))
"""Numbers of people as nouns (تظاهر المئات), folded."""
_SOME = frozenset(("عدد", "احد", "احدي", "بعض", "كثير", "غير", "معظم", "اغلب", "جميع", "كل"))
"""Words of quantity that open an unnamed source (بعض السكان)."""


def _again(passage: Passage, head: offices.Head, phrase: phrases.OfficePhrase, flow: Flow) -> str | None:
    """`وأضاف المسؤول` after `مسؤول أمني`: the unnamed one again."""
    if not head.definite or head.end - head.start > 1 or phrase.body or phrase.core > head.end:
        return None
    word = offices.bare(passage.words[head.start])
    titled = flow.holder([passage.words[head.start]], phrase.title.start)
    for speaker, _, _ in reversed(flow.turns[-3:]):
        if titled is not None and speaker.source is not None and _same_one(titled, speaker.source):
            return None  # النائب فلان has spoken since

        if speaker.anonymity and speaker.text and fold(speaker.text.of(passage.text)).text.split()[0] == word:
            return speaker.anonymity
    return None


def _same_one(one: Mention, other: Mention) -> bool:
    return (one.antecedent or one.id) == (other.antecedent or other.id)


def _unnamed_person(passage: Passage, phrase: phrases.OfficePhrase, end: int, stop: int) -> tuple[Span, int] | None:
    """`وزير الخارجية التركي، فلان الفلاني، إن`: a name that was not recognised, between the office's comma and the next mark."""
    if end >= stop or passage.words[end] not in ("،", ","):
        return None
    at = end + 1
    while at < stop and passage.words[at] in offices.wordlist("honorifics") and at not in passage.mentions:
        at += 1
    first = at
    while (
        at < stop
        and at - first < 6
        and not passage.is_mark(at)
        and passage.words[at] not in _NO_SPEAKER
        and not _verbal(passage, at)
    ):
        at += 1
    closed = at < stop and (passage.words[at] in ("،", ",", ":") or passage.words[at] in lexicon.THAT | lexicon.THAT_IT)
    return (passage.span(first, at), at) if 2 <= at - first <= 5 and closed else None


def _document(passage: Passage, index: int, stop: int, flow: Flow) -> Speaker | None:
    word = passage.words[index]
    if offices.bare(word) not in lexicon.listed("documents"):
        return None
    text = passage.span(index, index + 1)
    for at in range(index + 1, min(index + 7, stop)):
        mention = passage.mentions.get(at)
        if mention and mention.type in ("ORG", "LOC", "PER"):
            prefix = passage.text[passage.tokens[at].start : mention.span.start]
            apart = at - 1 > index and passage.words[at - 1].startswith("ال") and not prefix  # البيان الصادر عن اللقاء [السلطة]
            if (
                "ب" not in prefix
                and "و" not in prefix
                and not apart
                and not (mention.type == "LOC" and passage.words[at - 1] == "في")
            ):
                return Speaker(
                    "document",
                    mention,
                    passage.span(index, passage.ends[mention.id]),
                    end=close(passage, passage.ends[mention.id]),
                )
            break
        if passage.words[at] in lexicon.THAT | lexicon.THAT_IT or passage.words[at] in ("،", ":", ",", "لم", "لا"):
            break
        if passage.words[at][:1] == "ب" and passage.tokens[at].split.proclitics == ("ب",) and passage.words[at] not in _SIGNED:
            break  # أشاد البيان بنتائج قمة X
    end = index + 1
    while end < stop and (passage.words[end] in _ISSUED or (end < index + 4 and _qualifies(passage, index, end))):
        end += 1
    # تقرير أممي جديد: a document told of for the first time has no issuer yet
    fresh = word in lexicon.speech("fresh") or passage.words[index + 1 : index + 2] == ["مشترك"]
    issuer = None if fresh else flow.issuer(text.start)
    return Speaker("document", issuer, text, None if issuer else "source", end)


_SIGNED = frozenset({"بتوقيع", "باسم", "بامضاء", "بعنوان"})


def _qualifies(passage: Passage, index: int, at: int) -> bool:
    """An adjective of the document (دراسة حكومية حديثة): feminine or nisba, definite as the noun is."""
    word = passage.words[at]
    if passage.is_mark(at) or at in passage.mentions or word in _NO_SPEAKER or word in _TIME or cues.find(word, at):
        return False
    same = word.startswith("ال") == passage.words[index].startswith("ال")
    return same and word.endswith(("ه", "ي")) and not lexicon.abstract(word)


_ISSUED = lexicon.speech("issued")


def _phrase(passage: Passage, index: int, stop: int, flow: Flow) -> Speaker | None:
    """A noun phrase of ordinary words: its name where one is in reach, else the words themselves."""
    token = passage.tokens[index]
    # `attributions` cuts the ل of وفقًا لوكالة off the word it hands over
    attached = token.folded == passage.words[index] and token.split.proclitics[:1] in (("ب",), ("ل",), ("ك",))
    if attached or passage.words[index] in _TIME or lexicon.match(lexicon.withheld(), passage.words, index):
        return None
    end = index
    limit = min(stop, index + REACH)
    while end < limit:
        mention = passage.mentions.get(end)
        if mention:
            prefix = passage.text[passage.tokens[end].start : mention.span.start]
            if any(letter in prefix for letter in "وبلف"):
                break
            near = end - index <= 2 or is_medium(flow.report, mention)
            if mention.type == "PER" or (mention.type == "ORG" and near):
                return _named(passage, mention, end, flow)
            end = passage.ends[mention.id]
            continue
        if passage.is_mark(end):
            opened = passage.quoted.get(end)
            if passage.words[end] in QUOTES and (opened is None or opened not in passage.speech):
                end += 1
                continue
            if passage.words[end] in ("(", ")"):
                end += 1
                continue
            break
        if passage.words[end] in _NO_SPEAKER or (end > index and _verbal(passage, end)):
            break
        if end > index and _definite_body(passage.words[end]) and _definite_body(passage.words[end - 1]):
            break  # حمّل الحزب الحكومة مسؤولية
        whole = passage.words[end - 1] in lexicon.listed("bodies") or passage.words[end - 1] == "عمليات"  # قيادة عمليات تحرير X
        definite = passage.words[end - 1].startswith("ال")
        if end > index and ((lexicon.abstract(passage.words[end]) and (definite or not whole)) or passage.words[end] in _TIME):
            break
        if end > index and passage.words[end] in ("الذي", "التي", "الذين"):
            break
        if end > index + 1 and passage.words[end][:1] == "ب" and lexicon.abstract(passage.words[end][1:]):
            break  # طالبت اللجنة المركزية بإطلاق سراح كذا
        end += 1
    while end > index and (end - 1) in passage.quoted:
        end -= 1
    if end == index:
        return None
    kind = "body" if passage.words[index] in lexicon.listed("bodies") else "phrase"
    known = flow.body(passage.words[index], passage.tokens[index].start) if _described_body(passage, index, end) else None
    if known is not None:
        return Speaker("name", known, passage.span(index, end), end=end)
    if kind == "phrase" and end - index == 1 and _several(passage.words[index]):
        return Speaker("anonymous", None, passage.span(index, end), "person", end)
    return Speaker(kind, None, passage.span(index, end), end=end)


def _described_body(passage: Passage, index: int, end: int) -> bool:
    """`المنظمة الدولية`, `الجمعية الحقوقية`: a body named before, with an adjective of its kind."""
    return end == index + 2 and _definite_body(passage.words[index]) and passage.words[index + 1] in lexicon.speech("kinds")


def _definite_body(word: str) -> bool:
    return word.startswith("ال") and word in lexicon.listed("bodies")


def _several(word: str) -> bool:
    """المؤسسون، المطالبون: people told of as a group."""
    return word.startswith("ال") and word.endswith("ون") and len(word) > 6


def before(passage: Passage, index: int, first: int, flow: Flow) -> Speaker | None:
    """The speaker written before the verb: `X، مدير Y، أكد أن`, `مصادر محلية ذكرت أن`."""
    start = first
    while index > first and passage.words[index - 1] in ("كان", "كانت", "كانوا", "قد"):
        index -= 1
    for at in range(index - 1, first - 1, -1):
        if passage.words[at] in _CLAUSE_OPENERS or passage.words[at] in ("؛", ":", "..."):
            start = at + 1
            break
    if index - start > 28 or index == start:
        return None
    if passage.words[start] in ("اما", "واما"):
        start += 1
    if passage.words[start] in LEADS or passage.tokens[start].split.proclitics[:2] in (("و", "ب"), ("و", "ل")):
        return None  # وبعد اجتماع الجبهة قال: the noun belongs to the circumstance
    spoken = read(passage, start, index, flow)
    if spoken is None or (not spoken.known and (spoken.end < index or index - start > 4)):
        return None
    if spoken.source is not None and spoken.source.type == "LOC" and _dateline(passage, spoken.end, index):
        return None  # القاهرة (كذا) – قال مسؤولون
    if not spoken.known and passage.tokens[start].split.proclitics[:1] == ("و",):
        return None  # وبعدما لفت
    between = passage.words[min(spoken.end, index) : index]
    if between and len(between) > 16:
        return None
    if any(_verbal_at(passage, at) for at in range(spoken.end, index)):
        return None
    return spoken


def _dateline(passage: Passage, start: int, stop: int) -> bool:
    """A dash between a place and the verb: where the report was written, not who speaks."""
    return any(passage.text[passage.tokens[at].start] in "-–—ـ/" for at in range(start, stop))


def _verbal_at(passage: Passage, index: int) -> bool:
    cue = cues.find(passage.words[index], index)
    return cue is not None and not cue.form.homograph and cue.form.kind in ("past", "present")


_CLAUSE_OPENERS = lexicon.speech("clause_openers")
LEADS = frozenset(f"و{word}" for word in lexicon.PREPOSITIONS) | lexicon.PREPOSITIONS
