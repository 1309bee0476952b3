"""Cues joined with speaker and frame: one `Saying` for each clause of saying in a passage."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from musnad.annotations.passages import Passage, stripped
from musnad.annotations.quotations import frames, inversions, speakers, texts
from musnad.annotations.quotations.contents import Content
from musnad.annotations.quotations.flow import Flow, Speaker
from musnad.annotations.quotations.frames import Frame
from musnad.annotations.roles import offices, phrases
from musnad.annotations.speech import cues, lexicon
from musnad.annotations.speech.cues import Cue
from musnad.lexicons import load
from musnad.tracing import near_miss

_NEGATIONS = frozenset({"لم", "لن", "لا", "ولم", "ولن", "ولا", "دون", "عدم", "فلم", "الم"})
_CONNECTORS = lexicon.speech("connectors") | frozenset({"،", ",", "؛", "..", ".", ":", "-"})

_ADDRESSING = frozenset({"demand", "call", "accuse", "criticise", "condemn"})
_WISHES = frozenset({"ان", "كي", "لكي", "حتي", "سوف", "قد", "الا"})
_RELATIVES = frozenset({"التي", "الذي", "الذين", "اللذين", "اللتين"})
_MARKS = frozenset({"،", ",", "؛", ".", "»", "”", "“", '"', "-", "–", ")"})
_OBJECT_PRONOUNS = frozenset({"به", "بها", "بهم", "له", "لها", "لهم", "عنه", "عنها", "فيه", "فيها"})


@dataclass(slots=True)
class Saying:
    """A cue with what belongs to it."""

    cue: Cue
    speaker: Speaker | None
    frame: Frame
    rule: str
    chained: bool
    """On the reporter's own level: it ends the words reported before it."""
    first: int
    """Index at which the clause of saying begins."""
    through: list[Speaker] = field(default_factory=list)
    until: int = 0
    """Where the speaker stands behind what was said, its first token."""
    content: Content | None = None
    """The words, where they go before the cue."""


def find(passage: Passage, flow: Flow, consumed: set[int], first: int, stop: int) -> list[Saying]:
    """The clauses of saying of one sentence in order; speakers that are not written are left None."""
    found: list[Saying] = []
    skip = -1
    for index in range(first, stop):
        if index < skip or index in consumed or passage.tokens[index].kind != "word":
            continue
        cue = cues.find(passage.words[index], index)
        if cue is None:
            continue
        if cue.form.homograph and _doubled(passage, cue):
            cue = replace(cue, form=replace(cue.form, homograph=False))
        if stopped := _no_act(passage, cue):
            before = passage.words[index - 1] if index else ""
            near_miss("quotations.verb_speaker", passage.tokens[index], stopped, before=before)
            continue
        saying = _saying(passage, cue, flow, consumed)
        if saying:
            found.append(saying)
            skip = saying.frame.at + (0 if saying.frame.kind == "object" else 1)
    written = _texts(passage, flow, consumed, first, stop)
    begun = {saying.frame.start for saying in written}
    found = [saying for saying in found if saying.frame.start not in begun] + written
    found.sort(key=lambda saying: saying.cue.index)
    for place, saying in enumerate(found):
        # Subject and verb inside words that are reported already stand a level below.
        if saying.rule == "quotations.verb_alone" and not saying.cue.joined and passage.words[saying.cue.index - 1] in ("،", ","):
            # أن المتهم، وهو شاب، اعترف: a verb without و goes on inside the words reported.
            opened = passage.sentence_of(saying.cue.index)[0]
            saying.chained = not any(opened <= other.frame.start <= saying.cue.index for other in found[:place])
        if saying.rule == "quotations.speaker_verb" and not saying.cue.joined:
            # أفاد X أن المتهم، وهو شاب، اعترف بكذا: the second speaker stands within the words of the first.
            opened = passage.sentence_of(saying.cue.index)[0]
            chained = _chained(passage, saying.cue, opened)
            spoken = saying.speaker.text.start if chained and saying.speaker and saying.speaker.text else None
            limit = passage.tokens[saying.cue.index].start if spoken is None else spoken
            inside = any(
                opened <= other.frame.start and passage.tokens[other.frame.start].start <= limit for other in found[:place]
            )
            saying.chained = saying.chained and not inside if chained else not inside
    return found


def _doubled(passage: Passage, cue: Cue) -> bool:
    """عبّر, بيّن, حذّر: with the mark of doubling the word is the verb and nothing else."""
    token = passage.tokens[cue.index]
    return cue.form.kind == "past" and _SHADDA in passage.text[token.start : token.end]


_SHADDA = "\u0651"


def _no_act(passage: Passage, cue: Cue) -> str | None:
    """What keeps a form of saying from telling that something was said."""
    if _negated(passage, cue.index):
        return "cue_negated"
    if _wished(passage, cue):
        return "cue_wished"
    if _passive(passage, cue):
        return "cue_passive"
    noun = cue.form.homograph and cue.form.kind == "past" and not cue.joined
    if noun and cue.index and passage.words[cue.index - 1] in lexicon.THAT:
        return "cue_homograph"  # أن نقل الجلسة
    if cue.form.kind == "present" and not cue.joined and cue.index and passage.words[cue.index - 1] == "من":
        return "cue_without_speaker"  # هناك من يؤكد
    if cue.form.verb.past == "اعتقد" and "أ" in passage.tokens[cue.index].plain[:2]:
        return "cue_without_speaker"  # أعتقد: the writer's own opinion
    if cue.form.verb.past == "لفت" and passage.words[cue.index + 1 : cue.index + 2] in (["انظار"], ["انتباه"], ["نظر"]):
        return "cue_other_sense"  # لفت أنظار الخاطفين
    behind = passage.words[cue.index + 1 : cue.index + 2]
    if cue.form.verb.past == "بين" and passage.words[cue.index].endswith("تبين") and (
        not behind or behind[0] in lexicon.PREPOSITIONS | lexicon.THAT | lexicon.THAT_IT or behind[0][:1] == "ل"
    ):  # fmt: skip
        return "cue_impersonal"  # وتبين من التحقيقات أن
    if cue.form.verb.past == "جدد" and _RENEWED & set(passage.words[cue.index + 1 : cue.index + 10]):
        return "cue_other_sense"  # جدد القاضي حبس المتهم
    if cue.form.verb.past == "دون" and passage.words[cue.index + 1 : cue.index + 2] == ["ان"]:
        return "cue_homograph"  # دون أن تذكر
    if cue.form.verb.past == "أطلع" and passage.words[cue.index + 1 : cue.index + 2] in (["علي"], ["عليه"], ["عليها"]):
        return "cue_other_sense"  # اطّلع على أوضاع النازحين
    if cue.form.verb.needs and not _needed(passage, cue):
        return "cue_other_sense"
    return "cue_in_name" if _inside_name(passage, cue.index) else None


_RENEWED = frozenset({
    "حبس", "توقيف", "اعتقال", "سجن", "احتجاز", "حبسه", "توقيفه", "اعتقاله", "حبسها", "حبسهم",
    "ثقته", "ثقتها", "ثقتهم", "الثقه", "عضويه", "ولايه", "عقد", "اقامه", "رخصه",
})  # fmt: skip


def resumptions(passage: Passage) -> list[int]:
    """Tokens at which the reporter takes the word again with a verb of saying that could not be read further: `، ووصف أمس`."""
    found = []
    for index in range(1, len(passage.tokens)):
        if passage.words[index - 1] in ("،", ",", "؛") and passage.words[index][:1] in "وف":
            cue = cues.find(passage.words[index], index)
            if cue and cue.joined and cue.form.kind == "past" and not cue.form.verb.particle and not passage.in_speech(index):
                found.append(index)
        half = index + 1 < len(passage.words) and passage.words[index] in lexicon.speech("halves")
        if half and passage.words[index - 1] in ("،", ","):
            cue = cues.find(passage.words[index + 1], index + 1)
            if cue and cue.form.kind == "past" and not cue.form.homograph and not passage.in_speech(index):
                found.append(index)
    return found


def _negated(passage: Passage, index: int) -> bool:
    if (
        index
        and passage.words[index - 1] == "ما"
        and index + 1 < len(passage.words)
        and passage.words[index + 1] in lexicon.THAT_IT
    ):
        return False  # استهدف ما قال إنها مواقع
    if index == 0 or passage.words[index - 1] not in _NEGATIONS | {"ما", "مما", "وما", "يا"}:
        return False
    return passage.words[index] not in lexicon.speech("litotes") or passage.words[index - 1] not in ("لم", "ولم", "لا", "ولا")


def _wished(passage: Passage, cue: Cue) -> bool:
    """`قبل أن تعلن`, `سوف يؤكد`: not said yet; `قبل أن يضيف` was."""
    if passage.words[max(0, cue.index - 2) : cue.index] == ["قبل", "ان"] and cue.form.verb.act in ("add", "announce"):
        return False
    return cue.form.kind == "present" and not cue.joined and cue.index > 0 and passage.words[cue.index - 1] in _WISHES


def _passive(passage: Passage, cue: Cue) -> bool:
    """أُعلن: a damma on the first letter tells the passive, which has no speaker."""
    token = passage.tokens[cue.index]
    start = token.offset(1 if cue.joined else 0)
    return cue.form.kind in ("past", "present") and passage.text[start + 1 : start + 2] == "\u064f" and cue.form.kind == "past"


def _needed(passage: Passage, cue: Cue) -> bool:
    """`حمّل X المسؤولية`: the word without which the verb tells of something else."""
    near = passage.words[cue.index + 1 : cue.index + 22]
    return any(word.removeprefix("ال").startswith(cue.form.verb.needs) for word in near)


def _inside_name(passage: Passage, index: int) -> bool:
    for first in range(max(0, index - 8), index + 1):
        mention = passage.mentions.get(first)
        if mention and first <= index < passage.ends[mention.id] and passage.tokens[index].start >= mention.span.start:
            return True
    return False


def _saying(passage: Passage, cue: Cue, flow: Flow, consumed: set[int]) -> Saying | None:
    start, stop = passage.sentence_of(cue.index)
    if cue.form.kind in ("participle", "masdar"):
        return _participle(passage, cue, stop, flow, consumed)
    relay = cue.form.verb.relay
    if relay:
        return _relay(passage, cue, relay, start, stop, flow, consumed)
    if cue.form.person:
        return _first_person(passage, cue, stop, flow, consumed)
    chained = _chained(passage, cue, start)
    token = passage.tokens[cue.index]
    if cue.pronoun and not chained:
        return None  # القرار الذي وصفه بأنه: a clause about the thing
    spoken = texts.speaking(passage, cue, start, stop, flow, consumed)
    if spoken:
        return Saying(cue, spoken[0], spoken[1], "quotations.text_says", False, cue.index)
    turned = inversions.read(passage, cue, start, stop, flow)
    if turned:
        teller, content = turned
        before = Frame("before", cue.index, 0, cue.index)
        return Saying(cue, teller, before, "quotations.words_first", True, cue.index, content=content)
    particle = cue.form.homograph and cue.form.verb.particle
    adjacent = None if particle else _left(passage, cue, start, flow, chained)
    described = None if particle else _relative(passage, cue, stop, flow, consumed)
    led = passage.words[start] in speakers.LEADS and cue.index - start <= 8 and cue.form.kind == "past" and not particle
    if cue.form.homograph and not (chained or adjacent or described or led):
        if not cue.form.verb.particle:  # بين، عبر are prepositions nearly always: no near miss
            near_miss("quotations.verb_speaker", token, "cue_homograph")
        return None
    if _within_that(passage, cue):
        near_miss("quotations.verb_alone", token, "cue_within_that")
        return None
    inverted = _inverted(passage, cue, start, stop, flow, chained)
    if inverted:
        return inverted
    if described:
        return described
    # أن الوزير أبلغ الرئيس أن: the noun before the verb speaks, the one behind it is spoken to.
    issuer = None if adjacent else texts.issuer(passage, cue, start, flow)
    first = cue.index + 2 if issuer else cue.index + 1
    speaker = None if adjacent else speakers.read(passage, first, stop, flow)
    if issuer and not (speaker and speaker.known):
        speaker = None
    if speaker is None and issuer is None and adjacent is None:
        speaker = _behind_medium(passage, cue, stop, flow)
    behind = speaker.end if speaker else first
    short = cue.joined and len(passage.words[cue.index]) == 3 and passage.words[cue.index - 1] not in ("،", ",")
    if short and (speaker is None or speaker.anonymous or not speaker.known):
        near_miss("quotations.verb_alone", token, "cue_homograph")
        return None  # وحث الأهالي: a verbal noun as well
    if cue.pronoun and speaker and not speaker.known:
        speaker, behind = None, cue.index + 1  # واعتبره خطوة
    if speaker and speaker.kind in ("phrase", "name") and cue.index + 1 not in passage.mentions:
        if lexicon.abstract(passage.words[cue.index + 1]) and cue.form.verb.object:
            speaker, behind = None, cue.index + 1
        elif speaker.kind == "phrase" and cue.form.homograph and not _that_at(passage, speaker.end):
            if not cue.joined:
                return None
            speaker, behind = None, cue.index + 1
    addressed = speaker is not None and _addressee(passage, cue, speaker)
    if addressed:
        speaker, behind = None, cue.index + 1
    explicit = addressed or cue.pronoun or (speaker is not None and speaker.known)
    svo = adjacent or issuer or (speakers.before(passage, cue.index, start, flow) if speaker is None and not cue.joined else None)
    if not adjacent and (svo or speaker is None) and passage.words[cue.index - 1] in _RELATIVES:
        near_miss("quotations.speaker_verb", token, "cue_without_speaker")
        return None  # الأنباء التي تحدثت عن: a clause about a thing
    frame = frames.find(passage, cue, behind, stop, consumed, explicit or svo is not None, flow)
    if frame is None:
        near_miss("quotations.verb_speaker", token, "cue_without_content")
        return None
    if speaker is None and svo is None and _impersonal(cue):
        near_miss("quotations.verb_alone", token, "cue_impersonal")
        return None
    if frame.kind in ("object", "preposition") and passage.words[cue.index + 1] in _OBJECT_PRONOUNS and issuer is None:
        near_miss("quotations.verb_speaker", token, "cue_recognition")
        return None  # اعترفت به عصبة الأمم: recognised, not admitted; منشور انتقد فيه: told of a text
    if cue.form.homograph and not addressed and not _fits_homograph(cue, speaker, frame, behind, svo is not None):
        near_miss("quotations.verb_speaker", token, "cue_homograph")
        return None
    owned = frame.kind == "object" and _his_own(passage, frame.start)
    if (
        speaker
        and speaker.kind == "phrase"
        and frame.kind == "object"
        and not (owned or _surname(passage, cue.index + 1, speaker.end))
    ):
        near_miss("quotations.verb_speaker", token, "cue_without_speaker")
        return None  # واستعرض رؤية البلد: no noun phrase of ordinary words both speaks and ends before an object
    if frame.kind in ("object", "preposition"):
        if (
            cue.form.homograph
            and not explicit
            and svo is None
            and not addressed
            and not _goes_on(passage, cue, frame, start, flow)
        ):
            near_miss("quotations.verb_alone", token, "cue_homograph")
            return None
        if not (explicit or svo or chained):
            near_miss("quotations.verb_speaker", token, "cue_without_speaker")
            return None
    elif cue.form.homograph and frame.at - behind > 14 and not explicit:
        near_miss("quotations.verb_alone", token, "cue_homograph")
        return None
    rule = "quotations.verb_speaker" if speaker else "quotations.speaker_verb" if svo else "quotations.verb_alone"
    first = _clause_start(passage, cue.index, start)
    opens = svo is not None and cue.index - start < 30 and _opens_sentence(passage, svo, start)
    return Saying(cue, speaker or svo, frame, rule, chained or opens, first)


def _behind_medium(passage: Passage, cue: Cue, stop: int, flow: Flow) -> Speaker | None:
    """`وقال لوكالة X أحد السكان إن`, `وأضاف في بيان وزير كذا أن`: the speaker behind circumstance, his words right behind him."""
    at = frames.skip_adverbials(passage, cue.index + 1, stop, flow)
    opener = passage.words[min(cue.index + 1, stop - 1)]
    if opener in cue.form.verb.preps:
        return None  # شدد على مساندته الوزير و«دعمه»
    skipped = cue.index + 1 < at < stop and not passage.is_mark(at - 1)
    if not (opener.startswith("ل") or (skipped and opener in lexicon.PREPOSITIONS)):
        return None
    spoken = speakers.read(passage, at, stop, flow) if at < stop else None
    if spoken is None or spoken.kind not in ("name", "office", "anonymous"):
        return None
    near = range(spoken.end, min(stop, spoken.end + 2))
    led = any(passage.words[i] in lexicon.THAT | lexicon.THAT_IT | {":"} or i in passage.quoted for i in near)
    return spoken if led else None


def _first_person(passage: Passage, cue: Cue, stop: int, flow: Flow, consumed: set[int]) -> Saying | None:
    """`نعلن`, `ونهيب بـ` in the text of a statement that has said who speaks."""
    if flow.voice is None or passage.in_speech(cue.index):
        return None
    frame = frames.find(passage, cue, cue.index + 1, stop, consumed, True, flow)
    if frame is None:
        return None
    here = flow.voice.text is not None and passage.line.span.contains(flow.voice.text)
    speaker = flow.voice if here else Speaker("elided", flow.voice.source, None, flow.voice.anonymity)
    return Saying(cue, speaker, frame, "quotations.first_person", True, cue.index)


def voice(passage: Passage, flow: Flow) -> None:
    """Note who speaks in the first person: `نحن في كتيبة X نعلن` opens a statement."""
    for start, stop in passage.sentences:
        if passage.words[start] not in lexicon.speech("voice") or passage.in_speech(start):
            continue
        for at in range(start + 1, min(start + 10, stop)):
            mention = passage.mentions.get(at)
            if mention and mention.type == "ORG":
                flow.voice = Speaker("name", mention, mention.span)
                return


def _left(passage: Passage, cue: Cue, start: int, flow: Flow, chained: bool) -> Speaker | None:
    """The speaker right before the verb: `الوزارة في الإقليم حمّلت`, `X وY حمّلا`, `أما X فتنفي`."""
    topic = passage.words[start] in ("اما", "واما") and passage.words[cue.index].startswith("ف")
    if cue.joined and not topic:
        return None
    found = speakers.before(passage, cue.index, start, flow)
    if found is None or not found.known or found.text is None:
        return None
    if found.end != cue.index and frames.skip_adverbials(passage, found.end, cue.index, flow) < cue.index:
        return None
    opens = topic or found.text.start <= passage.tokens[min(start + 1, cue.index)].start or _titled(passage, found, start)
    return found if opens or not chained else None


def _titled(passage: Passage, speaker: Speaker, start: int) -> bool:
    """`رئيس كذا، X، يدعو`: the sentence opens with the office of the one who speaks."""
    head = offices.match(passage, start)
    if head is None or head.cut or speaker.source is None:
        return False
    return phrases.read(passage, head, passage.sentence_of(start)[1]).person is speaker.source


def _surname(passage: Passage, start: int, end: int) -> bool:
    """`استنكر الحمداني`, `أعلن الأمن المصري`: one or two definite words may be a name or body that was not recognised."""
    return end - start <= 2 and all(passage.words[at].startswith("ال") for at in range(start, end))


def _his_own(passage: Passage, index: int) -> bool:
    """`أبدى مندوبا X وY تأييدهما`: a verbal noun with the pronoun of its speaker is what is said."""
    word = passage.words[index]
    return word.endswith(("هما", "هم", "ها")) and lexicon.abstract(word)


def _within_that(passage: Passage, cue: Cue) -> bool:
    """`قال X إنه وثّق`: the verb behind إنه tells on in the same speaker's words."""
    at = cue.index - 1
    if at > 0 and passage.words[at] == "قد":
        at -= 1
    return not cue.joined and at > 0 and passage.words[at] in lexicon.THAT_IT


def _inverted(passage: Passage, cue: Cue, start: int, stop: int, flow: Flow, chained: bool) -> Saying | None:
    """`أكد هذه الحصيلة فلان`: what is spoken of goes before who speaks."""
    at = cue.index + 1
    if not chained or at + 2 >= stop or passage.words[at] not in ("هذا", "هذه", "ذلك", "تلك"):
        return None
    speaker = speakers.read(passage, at + 2, stop, flow)
    if speaker is None or not speaker.known or passage.words[at + 2] in lexicon.THAT:
        return None
    first = _clause_start(passage, cue.index, start)
    return Saying(cue, speaker, Frame("object", at, 0, at), "quotations.verb_speaker", True, first, until=at + 2)


def _relative(passage: Passage, cue: Cue, stop: int, flow: Flow, consumed: set[int]) -> Saying | None:
    """`بحسب X، التي تشير أيضًا إلى`, `المحامي X الذي سأل:`: one more saying of the one just named."""
    at = cue.index - 1
    if cue.joined or at < 1 or passage.words[at] not in ("التي", "الذي"):
        return None
    while at > 0 and passage.is_mark(at - 1):
        at -= 1
    named = next((m for i, m in passage.mentions.items() if passage.ends[m.id] == at and m.type in ("ORG", "PER")), None)
    if named is None:
        return None
    frame = frames.find(passage, cue, cue.index + 1, stop, consumed, True, flow)
    if frame is None or (cue.form.homograph and frame.kind == "object") or passage.words[cue.index + 1] in _OBJECT_PRONOUNS:
        return None
    if frame.kind == "object" and cue.form.kind == "present" and cue.form.verb.act in ("refuse", "support"):
        return None  # الذي يرفض تسليم السلطة: where he stands, no words of his
    chained = any(index in consumed for index in range(max(0, at - 1), at))
    clause = frame.kind in ("that", "colon", "quote")
    if not (chained or clause or frame.kind == "preposition" or lexicon.abstract(passage.words[frame.start])):
        return None
    return Saying(cue, Speaker("name", named, named.span, end=at), frame, "quotations.speaker_verb", chained, cue.index)


def _addressee(passage: Passage, cue: Cue, speaker: Speaker) -> bool:
    asked = passage.words[cue.index + 1]
    accusative = asked.startswith("ال") and asked.endswith("ين") and len(asked) > 6  # وطالب المسلحين بـ
    plain = cue.index + 1 not in passage.mentions and (asked in lexicon.speech("spoken_to") or accusative)
    if plain and cue.form.verb.act in ("demand", "call"):
        return True
    if (
        speaker.kind == "name" and speaker.source is not None and speaker.source.type == "LOC" and cue.form.kind == "past"
        and cue.form.gender == "m" and cue.form.verb.act in (*_ADDRESSING, "threaten", "warn")
    ):  # fmt: skip
        return passage.words[cue.index + 1] not in lexicon.speech("masculine_places")
    return _asked(passage, cue, speaker)


def _asked(passage: Passage, cue: Cue, speaker: Speaker) -> bool:
    """`وطالب الحكومة بـ`, `ودعت مجلس الأمن إلى`: verb and noun do not agree, so the noun is spoken to."""
    goes_on = cue.joined or (cue.index > 0 and passage.words[cue.index - 1] in ("كما", "وقد", "وكان"))
    if not (goes_on and cue.form.kind == "past" and cue.form.verb.act in _ADDRESSING) or cue.form.plural:
        return False
    if speaker.source is not None and speaker.source.type == "PER":
        return False
    asked = cue.index + 1
    if cue.form.gender == "f":
        return passage.words[asked] in lexicon.speech("masculine_bodies")
    if passage.words[asked] in lexicon.speech("plural_bodies"):
        return True  # ودعا قبائل كذا إلى
    return passage.tokens[asked].plain.endswith(("ة", "ات")) and passage.words[asked] not in lexicon.speech("masculine_bodies")


def _goes_on(passage: Passage, cue: Cue, frame: Frame, start: int, flow: Flow) -> bool:
    """`وحذر من التهاون`, `ونفى وجود خلاف` at the head of a sentence, after somebody spoke."""
    opens = cue.joined and cue.index == start and bool(flow.turns) and not cue.form.verb.particle and frame.at - cue.index <= 2
    return opens and (frame.kind == "preposition" or lexicon.abstract(passage.words[frame.start]))


def _fits_homograph(cue: Cue, speaker: Speaker | None, frame: Frame, behind: int, left: bool) -> bool:
    """دون، بين، عبر are verbs only where speaker and content follow closely."""
    if speaker is None and not left and not cue.joined:
        return cue.form.verb.past == "بين" and frame.kind == "that" and frame.at == cue.index + 1  # وفيما شدد على كذا، بين أن
    if not cue.form.verb.particle:
        return True
    if speaker is not None and not speaker.known:
        return False  # دون أي ادعاء بأن
    return (
        frame.at - behind <= 1
        if frame.kind in ("that", "colon", "quote")
        else frame.kind == "preposition" and frame.at - behind <= 6
    )


def _that_at(passage: Passage, index: int) -> bool:
    return index < len(passage.words) and (passage.words[index] in lexicon.THAT or passage.words[index] in lexicon.THAT_IT)


def _impersonal(cue: Cue) -> bool:
    """يذكر أن، ويُعتقد أن: a formula of the reporter."""
    return cue.form.kind == "present" and cue.form.verb.past in load("reporting_verbs")["impersonal"]


def _opens_sentence(passage: Passage, speaker: Speaker, start: int) -> bool:
    return speaker.text is not None and speaker.text.start - passage.tokens[start].start < 40


def _participle(passage: Passage, cue: Cue, stop: int, flow: Flow, consumed: set[int]) -> Saying | None:
    """مضيفًا أن، لافتًا إلى، بقوله: — the speaker is that of the sentence."""
    frame = frames.find(passage, cue, cue.index + 1, stop, consumed, False, flow)
    rule = "quotations.participle" if cue.form.kind == "participle" else "quotations.verbal_noun"
    if frame is None or frame.at - cue.index > 14 or passage.words[cue.index + 1] == "الله":
        near_miss(rule, passage.tokens[cue.index], "participle_without_content")
        return None
    closing = frame.kind == "preposition" and frame.at == cue.index + 1 and _closes(passage, cue.index)
    if cue.form.kind == "masdar" and not closing and (frame.kind not in _LEADING or frame.at - cue.index > 2):
        near_miss(rule, passage.tokens[cue.index], "participle_without_content")
        return None
    told = cue.index > 0 and passage.words[cue.index - 1] in _MARKS
    if frame.kind in ("object", "preposition") and not told and not closing and not _accusing(cue, passage.words[cue.index]):
        near_miss(rule, passage.tokens[cue.index], "participle_of_thing")
        return None  # المعامل مهددة بالإغلاق: said of a thing
    return Saying(cue, None, frame, rule, True, cue.index)


_LEADING = frozenset({"that", "colon", "quote"})


def _closes(passage: Passage, index: int) -> bool:
    """`اكتفى X بالإشارة إلى`, `ختم X كلمته بالتشديد على`: a verbal noun that tells how a speech went."""
    near = passage.words[max(passage.sentence_of(index)[0], index - 9) : index]
    return passage.words[index].startswith("بال") and any(stripped(word) in lexicon.speech("closing") for word in near)


def _accusing(cue: Cue, word: str) -> bool:
    """`تظاهر الآلاف مطالبين بـ`: an accusative of demand needs no comma; a feminine one could describe a thing."""
    return cue.form.gender == "m" and word.endswith(("ا", "ين")) and cue.form.verb.act in ("demand", "condemn", "criticise")


def _relay(passage: Passage, cue: Cue, relay: str, start: int, stop: int, flow: Flow, consumed: set[int]) -> Saying | None:
    """`نقلت وكالة X عن Y قوله إن`: Y speaks, X passes on."""
    by = speakers.read(passage, cue.index + 1, stop, flow)
    if by and by.kind == "phrase" and passage.words[cue.index + 1] == relay:
        by = None
    near = by.end if by else cue.index + 1
    at = next((i for i in range(near, min(stop, near + 10)) if passage.words[i] in (relay, *_pronouns(relay))), None)
    if at is None or any(passage.words[i] in lexicon.THAT for i in range(near, at)):
        return _reported(passage, cue, by, start, stop, flow, consumed)
    if passage.words[at] == relay:
        source = speakers.read(passage, at + 1, stop, flow)
    else:
        by = by or speakers.read(passage, at + 1, stop, flow)
        by = by if by and by.known else None
        source = _earlier(flow, max(at + 1, by.end if by else 0))
    if source is None:
        near_miss("quotations.relay", passage.tokens[cue.index], "relay_without_source", relay=relay)
        return None
    frame = frames.find(passage, cue, source.end, stop, consumed, False, flow)
    if frame is None and source.end + 1 < stop and lexicon.abstract(passage.words[source.end]):
        frame = Frame("object", source.end, 0, source.end)  # نقلت X عن Y إحالة شركات
    masdar = next((i for i in range(source.end, min(stop, source.end + 12)) if _masdar(passage, i)), None)
    if frame is None and masdar is not None and masdar + 1 < stop:
        frame = Frame("object", masdar + 1, 0, masdar)
    if frame is None:
        told = source.text.of(passage.text) if source.text else ""
        near_miss("quotations.relay", passage.tokens[cue.index], "relay_without_content", source=told)
        return None
    # علمت «الصحيفة» من مصدر: the outlet speaks of itself.
    through = [by] if by and cue.form.verb.past != "علم" else []
    if not by and not cue.joined:
        left = speakers.before(passage, cue.index, start, flow)
        through = [left] if left else []
    return Saying(
        cue,
        source,
        frame,
        "quotations.relay",
        _chained(passage, cue, start) or bool(through),
        _clause_start(passage, cue.index, start),
        through,
    )


def _pronouns(relay: str) -> tuple[str, ...]:
    return tuple(relay + pronoun for pronoun in ("ه", "ها", "هم"))


def _earlier(flow: Flow, end: int) -> Speaker | None:
    """`ونقلت عنه قوله`: the last speaker that is no medium."""
    for speaker, _, _ in reversed(flow.turns):
        if speaker.anonymous or (speaker.source is not None and speaker.source.type == "PER"):
            return Speaker("elided", speaker.source, None, speaker.anonymity, end)
    return None


def _reported(
    passage: Passage, cue: Cue, by: Speaker | None, start: int, stop: int, flow: Flow, consumed: set[int]
) -> Saying | None:
    """`ونقلت محطة X أن`: no first speaker is named, the medium stands for the words."""
    if by is None or not by.known:
        near_miss("quotations.relay", passage.tokens[cue.index], "relay_without_source", relay=cue.form.verb.relay or "")
        return None
    frame = frames.find(passage, cue, by.end, stop, consumed, True, flow)
    blamed = cue.form.verb.relay == "الي" and by.end + 1 < stop and not passage.is_mark(by.end)
    if frame is None and blamed and passage.words[by.end] != "الي":
        frame = Frame("object", by.end, 0, by.end)  # نسبت X القصف إلى Y
        return Saying(cue, by, frame, "quotations.verb_speaker", _chained(passage, cue, start), cue.index)
    if frame is None or frame.kind not in ("that", "quote", "colon") or frame.at - by.end > 8:
        near_miss("quotations.verb_speaker", passage.tokens[cue.index], "cue_without_content")
        return None
    first = _clause_start(passage, cue.index, start)
    return Saying(cue, by, frame, "quotations.verb_speaker", _chained(passage, cue, start), first)


def _masdar(passage: Passage, index: int) -> bool:
    cue = cues.find(passage.words[index], index)
    return cue is not None and cue.form.kind == "masdar"


def _chained(passage: Passage, cue: Cue, start: int) -> bool:
    if cue.joined or cue.index == start:
        return True
    previous = passage.words[cue.index - 1]
    if previous in _CONNECTORS:
        return True
    at = cue.index
    if passage.words[max(start, at - 2) : at] == ["قبل", "ان"]:
        return True  # قبل أن يضيف
    while at > start:
        length = next(
            (n for n in (4, 3, 2, 1) if at - n >= start and lexicon.match(lexicon.phrased("asides"), passage.words, at - n) == n),
            0,
        )
        if length:
            return True
        break
    return _only_adverbs(passage, start, cue.index)


def _only_adverbs(passage: Passage, start: int, index: int) -> bool:
    """`وفي 31 من الشهر نفسه، قال`, `أمس قال`: circumstance between the sentence's start and the cue."""
    return (index - start <= 12 and passage.words[index - 1] in ("،", ",", "امس", "اليوم")) or (index - start == 1)


def _clause_start(passage: Passage, index: int, start: int) -> int:
    """`، فيما قال`, `كما أكد`, `من جانبه أوضح`: the connector belongs to the clause of saying."""
    at = index - 2 if passage.words[max(start, index - 2) : index] == ["قبل", "ان"] else index
    while at > start:
        for length in (4, 3, 2, 1):
            if at - length >= start and lexicon.match(lexicon.phrased("asides"), passage.words, at - length) == length:
                at -= length
                break
        else:
            if (
                passage.words[at - 1] in ("،", ",")
                and at - 1 > start
                and lexicon.match(lexicon.phrased("asides"), passage.words, at - 3)
            ):
                at -= 1
                continue
            return at
    return at


def _texts(passage: Passage, flow: Flow, consumed: set[int], first: int, stop: int) -> list[Saying]:
    """`وجاء في بيان لـ X أن`, `وورد في التقرير:`."""
    read = ((index, texts.read(passage, index, flow, consumed)) for index in range(first, stop))
    return [Saying(told[0], told[1], told[2], "quotations.text_says", True, index) for index, told in read if told]
