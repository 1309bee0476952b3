"""What texts say: `جاء في بيان لـ X أن`, `لافتات تطالب بكذا`, and who issued the text in which something is said."""

from __future__ import annotations

from musnad.annotations.passages import Passage, stripped
from musnad.annotations.quotations import frames, speakers
from musnad.annotations.quotations.flow import Flow, Speaker
from musnad.annotations.quotations.frames import Frame
from musnad.annotations.speech import cues, lexicon
from musnad.annotations.speech.cues import Cue
from musnad.tracing import near_miss

_IN_TEXT = frozenset({"فيه", "فيها", "خلاله", "خلالها", "عبره", "عبرها"})
_STANDS = frozenset({"جاء", "ورد", "فجاء", "فورد"})
# How far before the verb the noun of the text may stand (مذكرة من 73 عضوا إلى النقيب تطالب).
_REACH = 9
_BY = frozenset({"من", "عن", "باسم", "بتوقيع", "بامضاء"})


def read(passage: Passage, index: int, flow: Flow, consumed: set[int]) -> tuple[Cue, Speaker, Frame] | None:
    """`وجاء في بيان لـ X أن`, `وورد في التقرير:` at this token."""
    if (
        passage.words[index + 1 : index + 2]
        and stripped(passage.words[index]) in _STANDS
        and passage.words[index + 1] in _IN_TEXT
    ):
        return _standing_in_it(passage, index, flow, consumed)
    length = lexicon.match(lexicon.text_phrases(), passage.words, index)
    if not length or index in consumed or (index and passage.words[index - 1] in ("كما", "ما", "لما")):
        return None
    stop = passage.sentence_of(index)[1]
    speaker = _decree(passage, index + length, stop) or speakers.read(passage, index + length, stop, flow)
    if speaker is None or speaker.kind not in ("document", "medium"):
        near_miss("quotations.text_says", passage.tokens[index], "text_without_issuer")
        return None
    cue = Cue(index, cues.forms()["قال"], True)
    frame = frames.find(passage, cue, speaker.end, stop, consumed, True, flow)
    if frame and frame.kind in ("that", "colon", "quote"):
        return cue, speaker, frame
    near_miss("quotations.text_says", passage.tokens[index], "text_without_content")
    return None


def _decree(passage: Passage, at: int, stop: int) -> Speaker | None:
    """`الأمر الملكي رقم كذا لسنة كذا`, `نص القرار`: who made it is not told with it."""
    if at >= stop or passage.words[at].removeprefix("ال") not in lexicon.speech("decrees"):
        return None
    end = at + 1
    while end < min(stop, at + 12) and passage.words[end] not in lexicon.THAT | lexicon.THAT_IT | {":", "،", "«", '"', "“"}:
        if passage.mentions.get(end) is not None and passage.mentions[end].type == "ORG":
            return None  # جاء في قرار مجلس كذا
        end += 1
    return Speaker("document", None, passage.span(at, end), "source", end)


def _standing_in_it(passage: Passage, index: int, flow: Flow, consumed: set[int]) -> tuple[Cue, Speaker, Frame] | None:
    """`أصدرت X بيانا جاء فيه أن`, `أما الأمر الملكي فجاء فيه: `: the text named before speaks, for whoever issued it."""
    start, stop = passage.sentence_of(index)
    known = lexicon.speech("texts") | lexicon.listed("documents") | lexicon.speech("decrees")
    noun = None
    for at in range(index - 1, max(start - 1, index - 26), -1):
        word = passage.words[at]
        readings = (word, stripped(word), word.removeprefix("ال"), word[1:] if word[:1] in "بل" else word, word.removesuffix("ا"))
        if any(reading in known for reading in readings):
            noun = at
            break
    if index in consumed or noun is None:
        near_miss("quotations.text_says", passage.tokens[index], "text_without_issuer")
        return None
    cue = Cue(index, cues.forms()["قال"], True)
    frame = frames.find(passage, cue, index + 2, stop, consumed, True, flow)
    if frame and frame.kind in ("that", "colon", "quote"):
        return cue, _issued_by(passage, noun, index, start, flow), frame
    near_miss("quotations.text_says", passage.tokens[index], "text_without_content")
    return None


def speaking(passage: Passage, cue: Cue, start: int, stop: int, flow: Flow, consumed: set[int]) -> tuple[Speaker, Frame] | None:
    """`أصدرت X بيانا يدعو السكان إلى`, `رفعوا لافتات تطالب بـ`: the text speaks, for whoever issued it."""
    if cue.joined or cue.form.kind != "present" or cue.form.plural or cue.pronoun or cue.form.person:
        return None
    noun = _noun_before(passage, cue, start)
    if noun is None:
        return None
    frame = frames.find(passage, cue, cue.index + 1, stop, consumed, True, flow)
    if frame is None or frame.at - cue.index > 8:
        return None
    return _issued_by(passage, noun, cue.index, start, flow), frame


def _noun_before(passage: Passage, cue: Cue, start: int) -> int | None:
    """The indefinite noun of a text that the verb agrees with, no clause between them."""
    for at in range(cue.index - 1, max(start - 1, cue.index - _REACH), -1):
        word = passage.words[at]
        if passage.is_mark(at) or word in lexicon.THAT | lexicon.THAT_IT:
            return None
        for reading in (word, stripped(word), word[1:] if word[:1] in "بل" else word):
            if reading in lexicon.speech("texts"):
                feminine = passage.tokens[at].plain.endswith(("ة", "ات")) or reading in lexicon.speech("plural_texts")
                return at if feminine == (cue.form.gender == "f") else None
        if cues.find(word, at) and at not in passage.mentions:
            return None
    return None


def _issued_by(passage: Passage, noun: int, verb: int, start: int, flow: Flow) -> Speaker:
    """Named with the text (بيان لـ X, مذكرة بتوقيع X), the subject of the verb that brings it out, else the text itself."""
    text = passage.span(noun, noun + 1)
    for at in range(noun + 1, verb):
        mention = passage.mentions.get(at)
        if mention is not None and mention.type in ("ORG", "PER"):
            attached = passage.text[passage.tokens[at].start : mention.span.start] == "ل"
            if attached or any(passage.words[near] in _BY or passage.words[near] == "ل" for near in range(noun + 1, at)):
                return Speaker("document", mention, passage.span(noun, passage.ends[mention.id]), end=verb)
    for at in range(noun - 1, max(start - 1, noun - 16), -1):
        if stripped(passage.words[at]) in lexicon.speech("issuing"):
            issuer = speakers.read(passage, at + 1, noun, flow) or speakers.people(passage, at + 1)
            if issuer is not None and issuer.text is not None and issuer.kind != "document":
                return Speaker(issuer.kind, issuer.source, issuer.text, issuer.anonymity, verb)
    return Speaker("document", None, text, "source", verb)


def issuer(passage: Passage, cue: Cue, start: int, flow: Flow) -> Speaker | None:
    """`أصدرت X بيانا أدانت فيه`, `عقد X مؤتمرا أعلن خلاله`: who issued the text in which it is said."""
    if cue.joined or cue.index + 1 >= len(passage.words) or passage.words[cue.index + 1] not in _IN_TEXT:
        return None
    for at in range(cue.index - 1, max(start - 1, cue.index - 26), -1):
        if stripped(passage.words[at]) in lexicon.speech("issuing"):
            spoken = speakers.read(passage, at + 1, cue.index, flow)
            return spoken if spoken and spoken.known and spoken.kind != "document" else None
    return None
