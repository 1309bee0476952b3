"""Where the reported words begin: behind أن/إن or a colon, at a quotation mark, behind the verb's preposition, as its object."""

from __future__ import annotations

import re
from dataclasses import dataclass

from musnad.annotations.passages import QUOTES, Passage
from musnad.annotations.quotations.flow import Flow, is_medium
from musnad.annotations.speech import cues, lexicon
from musnad.annotations.speech.cues import Cue

# The longest way from a cue to its أن in the news samples (office, name, place and occasion between them).
ZONE = 60
_ADVERBS = lexicon.speech("adverbs")
_OPENERS = lexicon.speech("adverbial_prepositions")
_POST = lexicon.speech("adverbial_adjectives")
_PUBLISHED = lexicon.speech("published")
_RELATIVE = frozenset({"الذي", "التي", "الذين", "اللذين", "ما", "وما", "مما"})


@dataclass(frozen=True, slots=True)
class Frame:
    """The content begins at token `start`, `cut` characters into it. `kind`: that, colon, quote, preposition, object."""

    kind: str
    start: int
    cut: int
    at: int
    """Index of the word that leads to the content."""


_TELLING = frozenset({"say", "explain", "reveal", "remind"})
# Acts whose object, where it is no verbal noun, more likely still describes the speaker when أن follows.
_CLAUSES = frozenset({"explain", "stress", "announce", "expect", "claim", "reveal"})


_BLAMING = frozenset({"accuse", "condemn", "criticise", "praise", "deny"})
"""Acts whose object comes first, be there quotation marks behind it (اتهم X الوزير بأنه «كذا»)."""


def find(passage: Passage, cue: Cue, behind: int, stop: int, consumed: set[int], explicit: bool, flow: Flow) -> Frame | None:
    """The frame of `cue`; `behind` is the index behind its speaker, `explicit` tells whether a known speaker stands there."""
    verb = cue.form.verb
    that = _clause(passage, cue, behind, stop, consumed)
    adverbs_end = skip_adverbials(passage, behind, stop, flow)
    while adverbs_end in consumed and adverbs_end < stop:
        # أكدت X، وفقًا لوكالة Y، وقوف ...
        adverbs_end = skip_adverbials(passage, adverbs_end + 1, stop, flow)
    preposition = _preposition(passage, cue, behind, stop, consumed) if verb.preps else None
    if verb.clause:
        # ذهب إلى أن: أن behind the verb's own preposition and nothing else
        led = preposition if preposition and preposition.kind == "that" else None
        return that or led if verb.an else led
    if preposition and preposition.kind == "preposition" and verb.deeds and not _told_of(passage, preposition.start):
        preposition = None
    if that and that.kind == "quote" and preposition and preposition.at < that.at - 1:
        return preposition
    if preposition and preposition.kind == "preposition" and preposition.at == behind and that and that.at > behind + 2:
        return preposition  # شدد على ضرورة كذا، بين أن
    partly = that and verb.object and adverbs_end < that.at - 1
    blaming = partly and explicit and verb.act in _BLAMING and passage.words[adverbs_end] not in lexicon.PREPOSITIONS | _RELATIVE
    partly = partly and (blaming or (that is not None and that.kind == "quote"))
    if partly and (blaming or lexicon.abstract(passage.words[adverbs_end])) and not passage.is_mark(adverbs_end):
        # أدانت X تصعيد Y باعتباره «كذا»: the verbal noun is what is said, the marks stand around a part of it
        return Frame("object", adverbs_end, 0, adverbs_end)
    if that and (that.start - 1 <= adverbs_end + 1 or not (verb.object or verb.preps) or _adverbial(passage, behind, flow)):
        return that
    if that and that.kind in ("colon", "quote") and not verb.preps:
        return that
    if verb.object:
        found = _object(passage, cue, _behind_apposition(passage, cue, adverbs_end, stop, consumed), stop, explicit)
        if found and preposition and passage.words[found.start - 1] in lexicon.speech("occasions"):
            found = None  # طالب X في ختام زيارة للبلد بـ
        if found and that and that.kind == "that" and verb.act in _CLAUSES and not lexicon.abstract(passage.words[found.start]):
            return that  # أوضحت المديرية ـ شعبة X في بلاغ أن
        named = "عن" in verb.preps and preposition and not lexicon.abstract(passage.words[adverbs_end])
        if found and not named and not (preposition and preposition.at <= found.start):
            return found
    return preposition or that


def _told_of(passage: Passage, index: int) -> bool:
    """`تحدث عن انسحاب`, `عن خلافات`: a happening is claimed; تحدث عن الفن names a subject."""
    word = passage.words[index]
    return index not in passage.mentions and not word.startswith("ال") and (lexicon.abstract(word) or word.endswith("ات"))


def _clause(passage: Passage, cue: Cue, behind: int, stop: int, consumed: set[int]) -> Frame | None:
    verb = cue.form.verb
    brackets, aside = 0, behind
    for at in range(behind, min(stop, cue.index + ZONE)):
        if at in consumed or at < aside:
            continue
        if passage.words[at] in ("،", ","):
            aside = _behind_clause(passage, at, stop)
        word = passage.words[at]
        if word == "(":
            brackets += 1
        elif word == ")":
            brackets = max(0, brackets - 1)
        if brackets:
            continue
        pair = passage.quoted.get(at)
        if pair and pair in passage.speech and (verb.an or verb.object):
            return Frame("quote", at, 0, at)
        if word == ":":
            begin = at + 2 if passage.words[at + 1 : at + 2] and passage.words[at + 1] in lexicon.THAT else at + 1
            return Frame("colon", begin, 0, at) if begin < len(passage.tokens) else None
        if word in lexicon.THAT or word in lexicon.THAT_IT:
            return _that(passage, cue, at)
        if word == "كيف" and verb.an and verb.act in _TELLING and at + 1 < stop:
            return Frame("that", at, 0, at)  # روت X كيف اقتحم المسلحون بيتها
        if word in ("؛", "؟", "!", ".."):
            if word == "؛" and passage.words[at + 1 : at + 2] and passage.words[at + 1] in lexicon.THAT | lexicon.THAT_IT:
                continue  # أوضح X في تدوينة له؛ أن
            return None
        if _breaks(passage, cue, at):
            return None
    return None


def _behind_clause(passage: Passage, comma: int, stop: int) -> int:
    """`قال المصدر، وقد اشترط ألا يذكر اسمه، إن`: the comma that closes a clause about the speaker."""
    opener = passage.words[comma + 1 : comma + 2]
    if opener not in (["وقد"], ["وهو"], ["وهي"], ["الذي"], ["التي"], ["والذي"], ["والتي"]):
        return comma
    for at in range(comma + 2, min(stop - 1, comma + 26)):
        if passage.words[at] in ("،", ","):
            behind = passage.words[at + 1]
            return at if behind in lexicon.THAT | lexicon.THAT_IT or at + 1 in passage.quoted else comma
    return comma


def _breaks(passage: Passage, cue: Cue, at: int) -> bool:
    """Another verb of saying stands there, not in a relative clause about the speaker."""
    if at == cue.index:
        return False
    other = cues.find(passage.words[at], at)
    if other is not None and other.form.verb.past == "أطلع" and passage.words[at + 1 : at + 2] in (["علي"], ["عليه"], ["عليها"]):
        return False  # في بيان اطلع عليه X، إن
    if other is None or (other.form.homograph and not (other.joined and passage.words[at - 1] in ("،", ","))):
        return False
    if other.form.kind == "participle":
        return (
            at + 1 < len(passage.words)
            and (passage.words[at + 1] in lexicon.THAT | lexicon.THAT_IT | {"الي"})
            and at > cue.index + 1
        )
    if other.form.kind == "masdar":
        return False
    return passage.words[at - 1] not in _RELATIVE


def _that(passage: Passage, cue: Cue, at: int) -> Frame | None:
    verb, previous, word = cue.form.verb, passage.words[at - 1], passage.words[at]
    if previous in lexicon.NOT_SPEECH and at - 1 != cue.index and previous not in verb.preps:
        return None
    if not verb.an and previous not in verb.preps:
        return None
    if word in lexicon.THAT:
        return Frame("that", at + 1, 0, at) if at + 1 < len(passage.tokens) else None
    return Frame("that", at, 1 if word.startswith("ب") else 0, at)


def _preposition(passage: Passage, cue: Cue, behind: int, stop: int, consumed: set[int]) -> Frame | None:
    verb = cue.form.verb
    for at in range(behind, min(stop, behind + 24)):
        if at in consumed:
            continue
        word = passage.words[at]
        if word in (":", "؛") or word in lexicon.THAT or _breaks(passage, cue, at) or _masdar(passage, at):
            return None
        if word in verb.preps and (at == behind or passage.words[at - 1] not in lexicon.listed("interviews")) and at + 1 < stop:
            if word == "علي" and (passage.words[at + 1] in _PAGES or _network(passage, at + 1)):
                continue
            if word == "في" and passage.words[at + 1] in lexicon.listed("documents") | lexicon.listed("interviews"):
                continue
            if word == "عن" and passage.words[at + 1] in ("طريق", "كثب", "بعد"):
                continue
            nxt = passage.words[at + 1]
            if nxt in lexicon.THAT:
                return Frame("that", at + 2, 0, at) if at + 2 < stop else None
            return Frame("preposition", at + 1, 0, at)
        for letter in ("ب", "ل"):
            if letter in verb.preps and _attached(passage, at, letter):
                if passage.words[at] in (
                    "بحسب",
                    "بدوره",
                    "بدورها",
                    "بعد",
                    "بين",
                    "بشكل",
                    "بيان",
                    "بقوله",
                    "بمناسبه",
                    "لان",
                    "لكن",
                    "بينما",
                    "برفقه",
                    "بشان",
                ):
                    continue
                if passage.words[at] in lexicon.THAT:
                    return Frame("that", at + 1, 0, at) if at + 1 < stop else None
                return Frame("preposition", at, 1, at)
    return None


_PAGES = lexicon.speech("pages")


def _network(passage: Passage, index: int) -> bool:
    """`على منصة إكس`, `على "فيسبوك"`: where somebody writes, not what he speaks of."""
    near = passage.words[index : index + 3]
    return any(word in lexicon.speech("networks") for word in near)


def _masdar(passage: Passage, at: int) -> bool:
    """بالقول، بقوله: the words follow in a frame of their own."""
    other = cues.find(passage.words[at], at)
    return other is not None and other.form.kind == "masdar"


def _attached(passage: Passage, at: int, letter: str) -> bool:
    token = passage.tokens[at]
    if token.kind != "word" or token.folded[:1] != letter:
        return False
    mention = passage.mentions.get(at)
    if mention and mention.span.start > token.start:
        return letter == "ب"
    if len(token.folded) == 1:
        return at + 1 < len(passage.tokens) and (passage.words[at + 1] in QUOTES or passage.tokens[at + 1].start == token.end)
    if letter == "ب" and lexicon.abstract(token.folded[1:]):
        return True
    return bool(token.split.proclitics) and token.split.proclitics[0] == letter


def _behind_apposition(passage: Passage, cue: Cue, start: int, stop: int, consumed: set[int]) -> int:
    """`أعلنت كتائب X، الجناح العسكري لـ Y، مقتل`: what is announced comes behind the words about the body."""
    if cue.form.verb.act not in ("announce", "stress", "reveal") or lexicon.abstract(passage.words[min(start, stop - 1)]):
        return start
    if start in passage.quoted:
        return start
    described = _behind_description(passage, start, stop)
    if described > start:
        return described
    for at in range(start + 1, min(start + 22, stop)):
        if at in consumed or _breaks(passage, cue, at) or passage.words[at] in lexicon.THAT | lexicon.THAT_IT:
            return start
        if passage.words[at - 1] in ("،", ",") and lexicon.abstract(passage.words[at]):
            return at
    return start


_PARTICIPLE = re.compile(r"الم\w{3,}")


def _behind_description(passage: Passage, start: int, stop: int) -> int:
    """`أعلنت الحكومة المعترف بها دوليا برئاسة X استئناف`: behind words about the body, the verbal noun of what it announces."""
    if start >= stop:
        return start
    word = passage.words[start]
    described = (
        word in lexicon.speech("modifiers") or _PARTICIPLE.fullmatch(word) or (word.startswith("ال") and word.endswith("يه"))
    )
    if start in passage.mentions or not described:
        return start
    for at in range(start + 1, min(start + 16, stop)):
        word, before = passage.words[at], passage.words[at - 1]
        if word in ("،", ",", ".", "؛", ":") or word in lexicon.THAT | lexicon.THAT_IT:
            return start
        governed = before in lexicon.PREPOSITIONS or before in lexicon.speech("led_by_nouns")
        if lexicon.abstract(word) and not word.startswith("ال") and at not in passage.mentions and not governed:
            return at
    return start


def _object(passage: Passage, cue: Cue, start: int, stop: int, explicit: bool) -> Frame | None:
    if start >= stop - 1 or (passage.is_mark(start) and passage.words[start] not in QUOTES):
        return None
    word = passage.words[start]
    abstract = lexicon.abstract(word)
    if not abstract and (cue.form.verb.deeds or (not explicit and cue.form.kind != "participle")):
        return None
    if (
        word in ("الله", "باسم", "لدي")
        or word in _PUBLISHED
        or word in lexicon.PREPOSITIONS
        or (word in _RELATIVE and word != "ما")
        or (word in lexicon.THAT | lexicon.THAT_IT and not (cue.form.verb.act == "describe" and word[:1] == "ب"))
    ):
        return None
    if cue.form.homograph and not abstract and passage.tokens[start].kind != "word":
        return None
    if cue.form.verb.act == "describe" and word[:1] == "ب" and word in lexicon.THAT | lexicon.THAT_IT:
        bare = word in lexicon.THAT  # واصفا إياه بأنه كذا
        return Frame("object", start + bare, 0 if bare else 1, start) if start + 1 < stop else None
    if cue.form.verb.act == "describe" and word == "ب":
        return Frame("object", start + 1, 0, start)  # واصفا إياها بـ«مزاعم»
    if cue.form.verb.act == "describe" and word[:1] == "ب" and passage.tokens[start].split.proclitics[:1] == ("ب",):
        return Frame("object", start, 1, start)
    return Frame("object", start, 0, start)


def _adverbial(passage: Passage, index: int, flow: Flow) -> bool:
    return index < len(passage.tokens) and skip_adverbials(passage, index, len(passage.tokens), flow) > index


def skip_adverbials(passage: Passage, index: int, stop: int, flow: Flow) -> int:
    """`index` moved behind circumstance: yesterday, in a statement, through its account, to agency X."""
    while index < stop:
        after = one_adverbial(passage, index, stop, flow)
        if after == index:
            return index
        index = after
    return index


def one_adverbial(passage: Passage, index: int, stop: int, flow: Flow) -> int:
    """`index` moved behind one piece of circumstance."""
    word = passage.words[index]
    if word in ("،", ",", ")", "]") or (word in QUOTES and index not in passage.quoted):
        return index + 1
    if word in ("-", "–", "("):
        closing = ")" if word == "(" else word
        for at in range(index + 1, min(stop, index + 20)):
            if passage.words[at] == closing:
                return at + 1
        return index + 1
    dated = _behind_date(passage, index, stop, flow)
    if dated > index:
        return dated  # before the adverbs: اليوم الأربعاء 10 نوفمبر 2021 is one date
    if word in _ADVERBS:
        return index + 1
    manner = lexicon.match(lexicon.phrased("manner"), passage.words, index)
    if manner:
        return index + manner
    if passage.tokens[index].kind == "number" and index + 1 < stop:
        return index
    mention = passage.mentions.get(index)
    lead = passage.text[passage.tokens[index].start : mention.span.start] if mention else ""
    if mention and lead.startswith("ل") and is_medium(flow.report, mention):
        return _behind_name(passage, index)
    if word in ("ل", "لـ") and index + 1 < stop:
        return _to_medium(passage, index + 1, stop, index)
    if word[:1] == "ل" and word[1:] in lexicon.listed("media_heads"):
        return _to_medium(passage, index + 1, stop, index)
    if word in _PUBLISHED:
        comma = next((at for at in range(index, min(stop, index + 22)) if passage.words[at] in ("،", ",")), None)
        return comma + 1 if comma is not None else index
    if word in _OPENERS:
        spoken = _interview(passage, index, stop)
        return spoken if spoken > index else _prepositional(passage, index, stop)
    return index


def _interview(passage: Passage, index: int, stop: int) -> int:
    """`في تصريح لشمس كذا، `, `في حديث مع كذا، `: up to the comma, whether the medium was recognised as a name or not."""
    if passage.words[index] not in ("في", "خلال") or passage.words[index + 1 : index + 2] == []:
        return index
    if passage.words[index + 1] not in lexicon.listed("interviews"):
        return index
    at = index + 2
    while at < stop and (passage.words[at] in _POST or passage.words[at] in _ADVERBS):
        at += 1
    if at >= stop or not (passage.words[at][:1] == "ل" or passage.words[at] in ("الي", "مع", "علي", "عبر")):
        return index
    for near in range(at, min(stop, at + 9)):
        word = passage.words[near]
        if word in ("،", ","):
            return near + 1
        if word in lexicon.THAT | lexicon.THAT_IT or (near > at + 1 and lexicon.abstract(word) and near not in passage.mentions):
            return index
    return index


def _governs(noun: str, passage: Passage, at: int, stop: int) -> bool:
    """`في جلسة البرلمان`, `خلال زيارة الوزير`: a definite noun behind an indefinite one belongs to it."""
    if at >= stop or at in passage.mentions or noun.startswith("ال") or not passage.words[at].startswith("ال"):
        return False
    spoken = lexicon.listed("documents") | lexicon.listed("interviews")
    return noun in _SCENES and noun not in spoken and passage.words[at] not in _ADVERBS


_SCENES = lexicon.speech("scenes")


def _behind_date(passage: Passage, index: int, stop: int, flow: Flow) -> int:
    """`أعلن X في 29 من آذار 2025 تشكيل`: the date belongs to the saying; في stands outside its span."""
    at = index + 1 if passage.words[index] in _OPENERS and index + 1 < stop else index
    token = passage.tokens[at]
    end = flow.date_ends.get(token.start) or flow.date_ends.get(token.start + 1)
    if end is None:
        return index
    while at < stop and passage.tokens[at].start < end:
        at += 1
    return at


def _to_medium(passage: Passage, at: int, stop: int, index: int) -> int:
    for near in range(at, min(stop, at + 4)):
        if near in passage.mentions:
            return _behind_name(passage, near)
    return index


def _behind_name(passage: Passage, index: int) -> int:
    end = passage.ends[passage.mentions[index].id]
    while end < len(passage.tokens) and passage.words[end] in QUOTES and end not in passage.quoted:
        end += 1
    return end


def _prepositional(passage: Passage, index: int, stop: int) -> int:
    """A preposition with its noun phrase, as far as it can be told without a parser."""
    at = index + 1
    while at < stop and passage.words[at] in QUOTES:
        at += 1
    if at >= stop:
        return index
    if passage.words[at] in lexicon.THAT | lexicon.THAT_IT | _RELATIVE:
        return index
    if at in passage.mentions:
        return _behind_name(passage, at)
    noun = passage.words[at]
    at += 1
    if _governs(noun, passage, at, stop):
        at += 1
        while at < stop and passage.words[at].startswith("ال") and passage.words[at].endswith(("يه", "ي")):
            at += 1
    while at < stop and (passage.words[at] in _POST or passage.words[at] in _ADVERBS):
        at += 1
    if at in passage.mentions and "ب" not in passage.text[passage.tokens[at].start : passage.mentions[at].span.start]:
        return _behind_name(passage, at)
    return at
