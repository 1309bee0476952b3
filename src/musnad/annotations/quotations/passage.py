"""The quotations of one body line: clauses of saying and attributions brought together, with speakers and chains resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from musnad.annotations.passages import QUOTES, Passage
from musnad.annotations.quotations import attributions, contents, frames, said, speakers
from musnad.annotations.quotations.attributions import Attribution
from musnad.annotations.quotations.contents import Content
from musnad.annotations.quotations.flow import Flow, Speaker, is_medium
from musnad.annotations.quotations.said import Saying
from musnad.annotations.roles import offices
from musnad.annotations.speech import cues, lexicon
from musnad.records import LineKind, Mention, Quotation, Span, annotation_id
from musnad.script import fold
from musnad.tracing import near_miss, tracing

_DENIALS = frozenset({"deny"})
# How often speaker and words were both right: gold of passages, sample pages and real reports with 60 finds read in news text.
_SCORES = {
    "quotations.verb_speaker": 0.92, "quotations.speaker_verb": 0.9, "quotations.verb_alone": 0.86, "quotations.participle": 0.92,
    "quotations.verbal_noun": 0.75, "quotations.relay": 0.88, "quotations.text_says": 0.8, "quotations.attribution": 0.82,
    "quotations.own_words": 0.75, "quotations.continued": 0.65, "quotations.headline": 0.78, "quotations.colon": 0.8,
    "quotations.words_first": 0.8, "quotations.first_person": 0.82,
}  # fmt: skip


@dataclass(slots=True)
class _Turn:
    """A quotation in the making."""

    cue: Span
    content: Content
    speaker: Speaker
    rule: str
    first: int
    start: int
    sentence: int
    act: str = ""
    chained: bool = True
    via: list[Mention] = field(default_factory=list)


def quotations_of(passage: Passage, flow: Flow) -> Iterator[Quotation]:
    """All quotations of the passage; `flow` learns who spoke."""
    said.voice(passage, flow)
    headline = _headline(passage, flow)
    if headline:
        flow.turns.append((headline.speaker, "", passage.line.number))
        yield _record(passage, headline)
        return
    resumed = said.resumptions(passage)
    turns: list[_Turn] = []
    for start, stop in passage.sentences:
        # one after the other: whom المصدر or النائب means, the sentence before may have said
        notes = list(attributions.find(passage, flow, start, stop))
        consumed = {index for attribution in notes for index in range(attribution.start, attribution.end)}
        inside = [saying for saying in said.find(passage, flow, consumed, start, stop) if not _of_others(passage, saying, flow)]
        turns += _sentence(passage, start, stop, inside, notes, turns, resumed, flow)
    continued = None if turns else _continued(passage, flow)
    if continued:
        turns.append(continued)
    if tracing():
        _unreached(passage, turns)
    for turn in turns:
        yield _record(passage, turn)


def _of_others(passage: Passage, saying: Saying, flow: Flow) -> bool:
    """`قال X إن الأسرى رفضوه وهددوا بكذا`: a plural goes on with people that the words tell of, not with the one who speaks."""
    alone = saying.rule == "quotations.verb_alone" and saying.cue.joined and saying.cue.form.plural
    if not alone or saying.cue.form.kind != "past" or passage.words[saying.cue.index - 1] in ("،", ",", "."):
        return False
    last = flow.turns[-1][0] if flow.turns else None
    inside = saying.cue.index > passage.sentence_of(saying.cue.index)[0]
    return inside and last is not None and last.source is not None and last.source.type == "PER"


def _unreached(passage: Passage, turns: list[_Turn]) -> None:
    """Tells of long stretches in quotation marks that belong to no quotation."""
    for pair in passage.speech:
        if not any(turn.start <= pair.close and pair.open <= turn.content.end for turn in turns):
            marked = passage.span(pair.open, min(pair.close + 1, len(passage.tokens)))
            near_miss("quotations.continued", marked, "marks_without_cue")


def _continued(passage: Passage, flow: Flow) -> _Turn | None:
    """A paragraph wholly in quotation marks behind the words of a speaker goes on with them."""
    pair = passage.quoted.get(0)
    if pair is None or pair not in passage.speech or not flow.turns or not pair.closed:
        return None
    speaker, _, line = flow.turns[-1]
    rest = passage.words[pair.close + 1 :]
    near = passage.line.number - line <= 2
    if (
        not near
        or any(word not in (".", "،", "..") for word in rest)
        or not (speaker.known or speaker.source or speaker.anonymous)
    ):
        return None
    content = contents.read(passage, 0, 0, len(passage.tokens), [])
    if content is None:
        return None
    said_by = Speaker("elided", speaker.source, None, speaker.anonymity)
    flow.turns.append((said_by, "", passage.line.number))
    return _Turn(passage.span(0, 1), content, said_by, "quotations.continued", 0, 1, 0)


def _sentence(
    passage: Passage, start: int, stop: int, sayings: list[Saying], notes: list[Attribution], earlier: list[_Turn],
    resumed: list[int], flow: Flow,
) -> list[_Turn]:  # fmt: skip
    found: list[_Turn] = []
    halts = sorted(
        {saying.first for saying in sayings if saying.chained and not passage.in_speech(saying.cue.index)}
        | {saying.cue.index for saying in sayings if saying.chained and not passage.in_speech(saying.cue.index)}
        | {note.start for note in notes if not _inside_words(passage, note)}
        | {saying.until for saying in sayings if saying.until}
        | set(resumed)
    )
    for saying in sayings:
        nested = passage.in_speech(saying.cue.index) is not None or (
            not saying.chained and any(turn.start <= saying.cue.index < turn.content.end for turn in found)
        )
        phrase = saying.frame.kind in ("object", "preposition")
        content = saying.content or contents.read(
            passage, saying.frame.start, saying.frame.cut, _colon_stop(passage, saying, stop), halts, phrase=phrase
        )
        if content is None or (phrase and content.end - saying.frame.start < 2 and not _one_word(passage, saying)):
            near_miss(saying.rule, passage.tokens[saying.cue.index], "content_too_short")
            continue
        if nested and not _stands_alone(passage, saying):
            near_miss(saying.rule, passage.tokens[saying.cue.index], "cue_nested")
            continue
        speaker = _speaker(passage, saying, start, found, flow)
        if speaker is None:
            near_miss(saying.rule, passage.tokens[saying.cue.index], "cue_without_speaker")
            continue
        if nested and passage.in_speech(saying.cue.index) and speaker.source is not None and any(
            turn.chained and turn.speaker.source is not None and _root(turn.speaker.source) == _root(speaker.source)
            and turn.start <= saying.cue.index < turn.content.end
            for turn in found
        ):  # fmt: skip
            near_miss(saying.rule, passage.tokens[saying.cue.index], "cue_nested")
            continue  # قالت X: «تنفي X كذا، وتنوه X إلى كذا»
        turn = _Turn(
            cue=_cue_span(passage, saying), content=content, speaker=speaker, rule=saying.rule, first=saying.first,
            start=saying.frame.start,
            sentence=start, act=saying.cue.form.verb.act, chained=not nested, via=_through(passage, saying, flow),
        )  # fmt: skip
        if phrase and not turn.via:
            turn.via = _published_by(passage, content, stop, flow)
        goes_on = turn.rule == "quotations.participle" or (turn.rule == "quotations.verb_alone" and speaker.kind == "elided")
        if goes_on and not turn.via and found and found[-1].speaker.source is speaker.source:
            turn.via = list(found[-1].via)
        found.append(turn)
        if not nested:
            # the verb of relaying agrees with the medium, not with the speaker
            gender = "" if saying.rule == "quotations.relay" else saying.cue.form.gender
            flow.turns.append((speaker, gender, passage.line.number))
    for note in notes:
        _note(passage, note, start, stop, found, earlier, halts, flow)
    return found


def _root(mention: Mention) -> str:
    return mention.antecedent or mention.id


def _inside_words(passage: Passage, note: Attribution) -> bool:
    """`القبائل التي ما زالت حسب وصفه في صف العدوان`: the words go on behind the speaker's own attribution."""
    own = note.speaker.kind == "elided" and note.start > 0 and not passage.is_mark(note.start - 1)
    return own and note.end < len(passage.tokens) and not passage.is_mark(note.end)


_ONE_WORD_ACTS = frozenset({"announce", "condemn", "deny", "refuse", "welcome", "praise", "call", "demand", "warn", "threaten"})


def _one_word(passage: Passage, saying: Saying) -> bool:
    """`أدان X الحادث`, `تبنى التنظيم العملية`: one definite noun says what was condemned, denied, claimed."""
    word = passage.words[saying.frame.start]
    named = saying.speaker is not None and saying.speaker.known and saying.frame.start not in passage.mentions
    told = word[saying.frame.cut :].startswith("ال") or word == "ذلك"
    return named and saying.cue.form.verb.act in _ONE_WORD_ACTS and told


def _colon_stop(passage: Passage, saying: Saying, stop: int) -> int:
    """Where speech behind a colon ends that goes on behind a question or exclamation: `قال: أين نذهب؟ لا مكان.`"""
    if saying.frame.kind != "colon":
        return stop
    while stop < len(passage.tokens) and passage.words[stop - 1] in ("؟", "!") and cues.find(passage.words[stop], stop) is None:
        stop = passage.sentence_of(stop)[1]
    return stop


def _stands_alone(passage: Passage, saying: Saying) -> bool:
    """Words reported inside reported words count when their speaker is written; inside quotation marks with أن or a mark."""
    if _claimed(passage, saying) and not passage.in_speech(saying.cue.index):
        return True
    if saying.frame.kind in ("object", "preposition") and passage.in_speech(saying.cue.index):
        return False
    return (
        saying.speaker is not None
        and saying.speaker.known
        and saying.rule in ("quotations.verb_speaker", "quotations.speaker_verb", "quotations.relay", "quotations.words_first")
    )


def _claimed(passage: Passage, saying: Saying) -> bool:
    """`أعلن X عن عملية قال إنها`, `نشر صورا قالت إنها`: what the one who announces claims of the thing."""
    at = saying.frame.at
    plain = saying.rule == "quotations.verb_alone" and not saying.cue.joined and saying.cue.form.verb.act == "say"
    return plain and at == saying.cue.index + 1 and passage.words[at] in lexicon.THAT_IT


def _cue_span(passage: Passage, saying: Saying) -> Span:
    token = passage.tokens[saying.cue.index]
    start = token.offset(1) if saying.cue.joined and token.folded[:1] in "وف" else token.start
    return Span(start=start, end=token.end)


def _speaker(passage: Passage, saying: Saying, start: int, found: list[_Turn], flow: Flow) -> Speaker | None:
    if saying.speaker is not None:
        return saying.speaker
    nearest = _next_to(passage, saying, start)
    if nearest is not None:
        return nearest
    level = [turn for turn in found if turn.chained]
    if level and saying.rule in ("quotations.participle", "quotations.verbal_noun"):
        before = level[-1].speaker
        return Speaker(before.kind, before.source, before.text, before.anonymity)
    if saying.rule in ("quotations.participle", "quotations.verbal_noun"):
        negated = passage.words[start] in ("ولم", "ولا", "ولن", "لم", "لا", "لن")
        # ورد على ادعاءات كذا، واصفا: the verb opens the sentence with و and a preposition, so its subject is who spoke last
        unsaid = passage.words[start].startswith("و") and passage.words[start + 1] in lexicon.PREPOSITIONS
        # كما توجه بالتبريك لكذا، مؤكدا
        unsaid = unsaid or (passage.words[start] == "كما" and _without_subject(passage, start + 2))
        last = flow.last(saying.cue.form.gender, saying.cue.form.plural) if unsaid else None
        if last is not None and (last.source is not None or last.anonymous):
            return Speaker("elided", last.source, None, last.anonymity)
        subject = _subject(passage, start + negated, saying.cue.index, flow)
        if subject:
            return subject
    if not level and saying.rule == "quotations.verb_alone" and _goes_on_from(passage, saying.cue.index, start):
        subject = _clause_subject(passage, start, saying.cue.index, saying.cue.form.gender)
        if subject is not None:
            return subject
    if not level and saying.cue.joined and saying.cue.form.gender == "f":
        doer = _doer(passage, start, saying.cue.index)
        if doer is not None:
            return doer
    last_speaker = level[-1].speaker if level else flow.last(saying.cue.form.gender, saying.cue.form.plural)
    if last_speaker is None or (last_speaker.source is None and last_speaker.text is None and not last_speaker.anonymous):
        subject = _subject(passage, start, saying.cue.index, flow) if not saying.cue.joined else None
        return subject or (Speaker("elided") if saying.frame.kind in ("that", "colon", "quote") else None)
    return Speaker("elided", last_speaker.source, None, last_speaker.anonymity)


def _goes_on_from(passage: Passage, index: int, start: int) -> bool:
    """`..., حيث أوضح أن`: the verb goes on with the subject of the clause before."""
    return index > start + 3 and passage.words[index - 1] in ("حيث", "اذ")


def _clause_subject(passage: Passage, start: int, stop: int, gender: str) -> Speaker | None:
    """`تطرق وزير كذا، X، إلى كذا، حيث أوضح`: the person behind the verb that the sentence has; none behind a preposition."""
    if gender == "f":
        return None
    for at in range(start + 1, stop):
        mention = passage.mentions.get(at)
        if mention is None or mention.type != "PER" or passage.tokens[at].start != mention.span.start:
            continue
        back = at - 1
        while back > start and (passage.is_mark(back) or passage.words[back] in offices.wordlist("honorifics")):
            back -= 1
        led = any(passage.words[i] in lexicon.PREPOSITIONS or passage.words[i][:1] in "بل" for i in range(back, at))
        return None if led else Speaker("elided", mention)
    return None


def _without_subject(passage: Passage, index: int) -> bool:
    """A preposition, an attached one or a quotation mark behind the verb: its subject is not written."""
    if index >= len(passage.tokens):
        return False
    attached = passage.tokens[index].split.proclitics[:1] in (("ل",), ("ب",))
    return passage.words[index] in lexicon.PREPOSITIONS | QUOTES or attached


def _doer(passage: Passage, start: int, stop: int) -> Speaker | None:
    """`وعاينت فرق كذا الأضرار، وأعلنت كذا`: the sentence opens with another verb of the same gender, whose subject speaks."""
    word = passage.words[start]
    if not word.endswith("ت") or word.startswith("ال") or len(word) < 4 or start in passage.mentions:
        return None
    for at in range(start + 1, min(stop, start + 4)):
        mention = passage.mentions.get(at)
        if mention is not None:
            plain = passage.text[passage.tokens[at].start : mention.span.start] == ""
            return Speaker("elided", mention) if plain and mention.type in ("ORG", "PER") else None
        if passage.is_mark(at) and passage.words[at] not in QUOTES:
            return None
        if passage.words[at] in lexicon.PREPOSITIONS:
            return None
    return None


def _next_to(passage: Passage, saying: Saying, start: int) -> Speaker | None:
    """Who stands beside a participle or noun of saying: `نُقل عن X قوله`, `قطع محتجون الطريق، مطالبين بكذا`."""
    index = saying.cue.index
    if saying.rule == "quotations.verbal_noun":
        named = next(
            (one for one in passage.mentions.values() if passage.ends[one.id] == index and one.type in ("PER", "ORG")), None
        )
        at = next((at for at, one in passage.mentions.items() if one is named), 0)
        if named is not None and at and passage.words[at - 1] in ("عن", "لسان"):
            return Speaker("name", named, named.span, end=index)
    several = saying.rule == "quotations.participle" and passage.words[index].endswith("ين")
    told = saying.rule == "quotations.verb_alone" and saying.cue.form.plural and not saying.cue.joined
    if several or (told and saying.cue.form.kind == "past"):
        for at in range(start, index):
            people = speakers.people(passage, at) or speakers.members(passage, at, index)
            if people is not None:
                return people
    return None


def _subject(passage: Passage, start: int, stop: int, flow: Flow) -> Speaker | None:
    """The subject of a sentence that opens with a verb of another kind (`التقى X نظيره، مؤكدًا أن`)."""
    for at in (start + 1, start):
        if at < stop:
            spoken = speakers.read(passage, at, stop, flow)
            if (
                spoken
                and spoken.known
                and spoken.kind != "document"
                and not (spoken.source and spoken.source.type in ("LOC", "EVT"))
            ):
                return spoken
    for at in range(start, min(stop, start + 12)):
        mention = passage.mentions.get(at)
        if mention and mention.type in ("PER", "ORG"):
            return Speaker("name", mention, mention.span, end=passage.ends[mention.id])
    return None


def _through(passage: Passage, saying: Saying, flow: Flow) -> list[Mention]:
    """The media between speaker and report: the one that relays, the one spoken to."""
    found = [
        speaker.source
        for speaker in saying.through
        if speaker.source is not None and speaker.source.type == "ORG" and speaker.kind != "document"
    ]
    begin, end = saying.cue.index + 1, saying.frame.at
    if saying.rule == "quotations.speaker_verb" and saying.speaker and saying.speaker.text:
        begin = saying.first
    told = saying.cue.form.verb.past in ("أفاد", "أبلغ", "أخبر")  # أبلغ مصدر وكالة X أن: the medium is the object
    for at in range(begin, end):
        mention = passage.mentions.get(at)
        if mention is None or mention.type != "ORG" or not (told or _spoken_to(passage, at, mention)):
            continue
        outside = saying.speaker is None or at >= saying.speaker.end or saying.speaker.anonymous
        if is_medium(flow.report, mention) or (outside and _interviewed(passage, at)):
            found.append(mention)
    found += _through_before(passage, saying, flow)
    return [
        mention
        for mention in dict.fromkeys(found)
        if not flow.own_outlet(mention) and mention is not (saying.speaker and saying.speaker.source)
    ]


def _published_by(passage: Passage, content: Content, stop: int, flow: Flow) -> list[Mention]:
    """`أعلنت X مسؤوليتها عن الهجوم عبر وكالة Y`: the medium behind what was announced."""
    if passage.words[content.end : content.end + 1] != ["عبر"]:
        return []
    named = (passage.mentions.get(at) for at in range(content.end + 1, min(stop, content.end + 5)))
    own = lexicon.speech("networks")
    media = (one for one in named if one is not None and is_medium(flow.report, one) and fold(one.name).text not in own)
    return [one for one in media if not flow.own_outlet(one)][:1]


def _through_before(passage: Passage, saying: Saying, flow: Flow) -> list[Mention]:
    """`وفي تصريح لوكالة X، قال Y`: the medium spoken to stands before the verb."""
    start = passage.sentence_of(saying.cue.index)[0]
    if not (2 < saying.cue.index - start <= 16 and passage.words[start] in ("في", "وفي", "خلال", "وخلال")):
        return []
    if passage.words[start + 1] not in lexicon.listed("interviews"):
        return []
    named = (passage.mentions.get(at) for at in range(start + 2, saying.cue.index))
    return [mention for mention in named if mention is not None and is_medium(flow.report, mention)][:1]


def _spoken_to(passage: Passage, at: int, mention: Mention) -> bool:
    """`لـ X`, `لوكالة X`, `في حديث إلى X`, `في مقابلة مع قناة X`; no network on which the speaker writes himself."""
    if fold(mention.name).text in lexicon.speech("networks"):
        return False
    if passage.text[passage.tokens[at].start : mention.span.start].startswith("ل"):
        return True
    back = _behind_head(passage, at)
    if back < 0:
        return False
    word = passage.words[back]
    if word in ("ل", "الي", "مع", "علي", "عبر") or word in lexicon.speech("passed_on_by"):
        return True
    return word[:1] == "ل" and word[1:] in lexicon.listed("media_heads")


_ROUND_NAMES = frozenset({*QUOTES, "(", "[", "/"})
"""Marks between a medium's head word and its name (لـ (كذا), لوكالة /كذا/)."""


def _behind_head(passage: Passage, at: int) -> int:
    """Index of the word before the name, its quotation mark and its head (صحيفة)."""
    back = at - 1
    while back >= 0 and (passage.words[back] in _ROUND_NAMES or passage.words[back] in lexicon.listed("media_heads")):
        back -= 1
    return back


def _interviewed(passage: Passage, at: int) -> bool:
    """`لـ"218"`, `في لقاء خاص مع X`, `تحدث إلى X`: whoever is spoken to so is a medium, known or not."""
    back = _behind_head(passage, at)
    if back < 0:
        return False
    if passage.words[back] == "ل" and at and passage.words[at - 1] in _ROUND_NAMES:
        return True
    mention = passage.mentions[at]
    if passage.text[passage.tokens[at].start : mention.span.start] == "ل":
        # في تصريح لشمس كذا، في حديث خاص لكذا
        told = next((passage.words[i] for i in range(at - 1, max(-1, at - 4), -1) if passage.words[i] not in _KINDS), "")
        return told in lexicon.speech("told_media")
    near = passage.words[max(0, back - 3) : back]
    spoke = lexicon.listed("interviews") | {"تحدث", "تحدثت", "تحدثوا"}
    return passage.words[back] in ("مع", "الي", "ل") and any(word in spoke for word in near)


_KINDS = lexicon.speech("adverbial_adjectives")


def _note(
    passage: Passage,
    note: Attribution,
    start: int,
    stop: int,
    found: list[_Turn],
    earlier: list[_Turn],
    halts: list[int],
    flow: Flow,
) -> None:
    """An attribution names the chain of the words it stands beside, or makes a quotation of its own."""
    source = note.speaker.source
    medium = source is not None and (is_medium(flow.report, source) or note.relayed)
    near = _behind_apposition(passage, note.end, stop) + 3
    led = [turn for turn in found if turn.chained and note.end <= turn.first <= near]
    if led and _words_before(passage, start, note.start) < 3 and note.speaker.kind != "elided":
        # وبحسب وكالة X، قال Y: the agency passes on what Y said.
        if (
            medium
            and source is not None
            and not flow.own_outlet(source)
            and source not in led[0].via
            and source is not led[0].speaker.source
        ):
            led[0].via.append(source)
        return
    beside = [turn for turn in found if turn.chained and turn.first < note.start]
    if beside and passage.words[note.start] == "نقلا" and note.speaker.kind != "elided":
        # ذكرت وكالة X نقلًا عن Y أن: Y speaks, X passes on.
        first = beside[-1].speaker
        if first.source is not None and first.source.type == "ORG":
            beside[-1].via = [*([] if flow.own_outlet(first.source) else [first.source]), *beside[-1].via]
            beside[-1].speaker = note.speaker
        return
    if beside:
        if medium and source is not None and not flow.own_outlet(source):
            between = [turn for turn in beside if turn.start >= note.end]
            chosen = [turn for turn in found if turn.chained] if between else beside[-1:]
            for turn in chosen:
                if source not in turn.via and source is not turn.speaker.source:
                    turn.via.append(source)
        return
    speaker = note.speaker
    if speaker.kind == "elided":
        last = flow.last()
        if last is None or (last.source is None and last.text is None and not last.anonymous):
            near_miss("quotations.own_words", passage.tokens[note.start], "attribution_without_last")
            return
        speaker = Speaker("elided", last.source, None, last.anonymity)
    content = _beside(passage, note, start, stop, earlier, halts, flow)
    if content is None:
        near_miss("quotations.attribution", passage.tokens[note.start], "attribution_without_content")
        return
    cue = passage.span(note.start, note.cue_end)
    rule = "quotations.own_words" if note.speaker.kind == "elided" else "quotations.attribution"
    turn = _Turn(cue=cue, content=content, speaker=speaker, rule=rule, first=note.start, start=note.end, sentence=start)
    if note.through and note.through.source and not flow.own_outlet(note.through.source):
        turn.via.append(note.through.source)
    found.append(turn)
    if note.speaker.kind != "elided":
        flow.turns.append((note.speaker, "", passage.line.number))


def _behind_apposition(passage: Passage, end: int, stop: int) -> int:
    """`وبحسب موقع X الناطق باسم كذا، قال Y`: the comma behind the words about the source, or `end`."""
    for at in range(end, min(stop, end + 9)):
        if passage.words[at] in ("،", ","):
            return at
        if passage.is_mark(at) or cues.find(passage.words[at], at) is not None:
            return end
    return end


def _words_before(passage: Passage, start: int, stop: int) -> int:
    return sum(1 for index in range(start, stop) if not passage.is_mark(index))


def _where_it_goes_on(passage: Passage, end: int, stop: int, words_before: int) -> range:
    """The tokens among which the words begin that stand behind an attribution."""
    far = range(end, min(stop, end + 40))
    resumed = next((at for at in far if passage.words[at] in _RESULTS and passage.is_mark(at - 1)), None)
    return range(end, min(stop, end + 14)) if resumed is None or words_before > 1 else range(resumed, far.stop)


# بحسب بيان وقعته منظمات، بينها X، فإن: these open what is said behind an attribution with clauses of its own.
_RESULTS = frozenset({"فان", "فقد", "فانه", "فانها", "فانهم"})


def _beside(
    passage: Passage, note: Attribution, start: int, stop: int, earlier: list[_Turn], halts: list[int], flow: Flow
) -> Content | None:
    words_before = _words_before(passage, start, note.start)
    definite = words_before == 1 and passage.words[start].startswith("ال") and passage.words[start] not in lexicon.speech("days")
    if (words_before >= 2 or definite) and (around := _around(passage, note, start, stop, halts, words_before, flow)):
        return around
    if words_before >= 3:
        return contents.before(passage, start, note.start)
    after = note.end
    while after < stop and (passage.is_mark(after) and after not in passage.quoted):
        after += 1
    for at in _where_it_goes_on(passage, note.end, stop, words_before):
        # بحسب معلومات حصلت عليها X، فإن / فقد: the content begins behind the comma or ف.
        if passage.words[at] in ("،", ",", "..", ":", "فان", "فقد") or (
            at in passage.quoted and passage.quoted[at] in passage.speech
        ):
            after = at if at in passage.quoted else at + 1
            after += after < stop and passage.words[after] in ("فان", "فقد", "ان")
            break
        if passage.words[at] in ("فانه", "فانها", "فانهم"):
            after = at
            break
    if stop - after >= 3:
        return contents.read(passage, after, 0, stop, [halt for halt in halts if halt > after])
    if words_before == 0:
        previous = [sentence for sentence in passage.sentences if sentence[1] <= start]
        if previous and not any(turn.sentence == previous[-1][0] for turn in earlier):
            return contents.before(passage, *previous[-1])
    return None


def _behind_circumstance(passage: Passage, end: int, stop: int, flow: Flow) -> int:
    """`حسب بلاغ نشرته X على صفحتها، `: up to the comma that closes the attribution."""
    while end < stop and not passage.is_mark(end):
        after = frames.one_adverbial(passage, end, stop, flow)
        if after == end:
            return end
        end = after
    return end


def _around(
    passage: Passage, note: Attribution, start: int, stop: int, halts: list[int], words_before: int, flow: Flow
) -> Content | None:
    """`خلّفت البراميل، وفقًا للشبكة، أضرارًا`: an attribution between the commas of a short beginning and its continuation."""
    end = _behind_circumstance(passage, note.end, stop, flow)
    short = 9 if passage.words[start] in speakers.LEADS | lexicon.PREPOSITIONS else 5
    if words_before > short or end + 4 > stop or passage.words[end] not in ("،", ",", "-", "–"):
        return None
    begin = contents.before(passage, start, note.start)
    rest = contents.read(passage, end + 1, 0, stop, [halt for halt in halts if halt > end])
    if begin is None or rest is None or rest.end - end < 4 or end + 1 in halts:
        return None
    return Content(Span(start=begin.span.start, end=rest.span.end), rest.end, rest.direct)


def _addressed(passage: Passage, start: int, colon: int) -> bool:
    """Nothing between a headline's speaker and colon but whom or where he spoke to, or a verb of saying."""
    while start < colon and passage.is_mark(start) and passage.words[start] not in ("(", "-"):
        start += 1
    if start >= colon:
        return True
    word = passage.words[start]
    return colon - start <= 6 and (word[:1] == "ل" or word in ("في", "عبر", "(") or cues.find(word, start) is not None)


def _headline(passage: Passage, flow: Flow) -> _Turn | None:
    """`X: ...` over a report or at the head of a paragraph."""
    if ":" not in passage.words[:14] or passage.line.kind not in _COLON_LINES:
        return None
    over = passage.line.kind in (LineKind.headline, LineKind.subheading)
    colon = passage.words.index(":")
    flow.heading = over
    speaker = speakers.read(passage, 0, colon, flow)
    flow.heading = False
    if not over and any(cues.find(passage.words[at], at) for at in range(colon)):
        return None  # وقال X: a clause of saying with its verb
    if speaker is None or not speaker.known or not _addressed(passage, speaker.end, colon):
        if colon and over:
            near_miss("quotations.headline", passage.span(0, colon), "headline_without_speaker")
        return None
    if speaker.source and speaker.source.type == "LOC" and not (over and passage.words[colon + 1 : colon + 2] in _STANCES):
        return None
    if not over and not _heads_speech(passage, speaker, colon):
        return None
    content = contents.read(passage, colon + 1, 0, len(passage.tokens), [])
    told = cues.find(passage.words[colon + 1], colon + 1) if colon + 1 < len(passage.tokens) else None
    if content is None or (told is not None and told.form.kind == "present" and not told.form.person and not told.form.homograph):
        return None  # الناطق باسم كذا: يتحدث عن كذا
    return _Turn(
        cue=passage.span(colon, colon + 1),
        content=content,
        speaker=speaker,
        rule="quotations.headline" if over else "quotations.colon",
        first=0,
        start=colon + 1,
        sentence=0,
    )


_COLON_LINES = frozenset({LineKind.headline, LineKind.subheading, LineKind.paragraph})
_STANCES = (["لن"], ["لا"], ["لم"], ["نحن"], ["يجب"])


def _heads_speech(passage: Passage, speaker: Speaker, colon: int) -> bool:
    """In a paragraph the name must be all that stands before the colon, and words follow: no byline (المصدر: وكالة كذا)."""
    if speaker.kind not in ("name", "office", "anonymous", "medium") or colon + 4 >= len(passage.tokens):
        return False
    if speaker.text is None or speaker.text.start > passage.tokens[min(9, colon)].end:
        return False
    named = next((mention for at in (colon + 1, colon + 2) if (mention := passage.mentions.get(at))), None)
    return named is None or passage.ends[named.id] + 1 < len(passage.tokens)


def _record(passage: Passage, turn: _Turn) -> Quotation:
    speaker = speakers.unnamed(passage, turn.speaker)
    because = [("cue", turn.cue.of(passage.text))]
    if speaker.text:
        because.append(("source", speaker.text.of(passage.text)))
    elif speaker.source:
        because.append(("source", speaker.source.span.of(passage.text)))
    if turn.via:
        because.append(("via", " ← ".join(mention.span.of(passage.text) for mention in turn.via)))
    # A speaker without a name and without words of his own in this sentence cannot be quoted in the reason.
    rule = turn.rule if speaker.text or speaker.source else "quotations.nameless"
    score = _SCORES[turn.rule] - (0.15 if speaker.source is None and not speaker.anonymous else 0)
    return Quotation(
        id=annotation_id("quotation", turn.content.span), span=turn.content.span, by=rule, score=round(score, 2),
        because=tuple(because),
        cue=turn.cue, source=None if speaker.anonymous or speaker.source is None else speaker.source.id, source_text=speaker.text,
        anonymous=speaker.anonymous, anonymity=speaker.anonymity, mode=contents.mode(passage, turn.content),
        via=tuple(mention.id for mention in turn.via), denial=turn.act in _DENIALS,
    )  # fmt: skip
