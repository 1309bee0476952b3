"""بحسب X، وفقًا لـ X، كما ذكر X، على حد قوله: a source given without a clause of saying."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.annotations.passages import QUOTES, Passage
from musnad.annotations.quotations import speakers
from musnad.annotations.quotations.flow import Flow, Speaker
from musnad.annotations.speech import cues, lexicon
from musnad.annotations.speech.cues import Cue
from musnad.tracing import near_miss


@dataclass(frozen=True, slots=True)
class Attribution:
    """Tokens `start` to `end`; `cue` to `cue_end` are the words of attribution."""

    start: int
    end: int
    cue_end: int
    speaker: Speaker
    through: Speaker | None = None
    """The medium that passed it on, where the speaker is another (بحسب ما نقلت وكالة X عن Y)."""
    relayed: bool = False


def find(passage: Passage, flow: Flow, first: int, stop: int) -> Iterator[Attribution]:
    """The attributions of a sentence, in order."""
    at = first
    while at < stop:
        found = _at(passage, at, flow)
        if found:
            yield found
            at = max(found.end, at + 1)
        else:
            at += 1


def _at(passage: Passage, at: int, flow: Flow) -> Attribution | None:
    if not any(passage.words[at] in found for found in (lexicon.own(), lexicon.phrased("source"), lexicon.phrased("verb"))):
        return None
    stop = passage.sentence_of(at)[1]
    length = lexicon.match(lexicon.own(), passage.words, at)
    if length:
        return Attribution(at, at + length, at + length, Speaker("elided"))
    length, cut = _source_phrase(passage, at)
    if length:
        behind = at + length
        if behind < stop and passage.words[behind] in ("ما", "لما"):
            return _by_verb(passage, at, behind + 1, stop, flow)
        return _by_name(passage, at, behind, stop, flow, cut)
    length = lexicon.match(lexicon.phrased("verb"), passage.words, at)
    return _by_verb(passage, at, at + length, stop, flow, sudden=passage.words[at] == "كما") if length else None


def _source_phrase(passage: Passage, at: int) -> tuple[int, bool]:
    """Length of a phrase of attribution; a ل that belongs to the next word (وفقًا للمرصد) is counted out, then True."""
    for phrase in lexicon.phrased("source").get(passage.words[at], ()):
        if phrase[-1] == "ل":
            if tuple(passage.words[at : at + len(phrase) - 1]) == phrase[:-1] and at + len(phrase) - 1 < len(passage.words):
                word = passage.words[at + len(phrase) - 1]
                if word == "ل":
                    return len(phrase), False
                if word[:1] == "ل":
                    return len(phrase) - 1, True
        elif passage.starts_with(at, phrase):
            return len(phrase), False
    return 0, False


def _by_name(passage: Passage, at: int, behind: int, stop: int, flow: Flow, cut: bool) -> Attribution | None:
    spoken = _with_lam(passage, behind, stop, flow) if cut else speakers.read(passage, behind, stop, flow)
    if spoken is None or passage.words[behind] in lexicon.listed("not_sources"):
        near_miss("quotations.attribution", passage.tokens[at], "attribution_without_source")
        return None
    if not spoken.known and not (spoken.kind == "phrase" and spoken.end - behind <= 4 and at == passage.sentence_of(at)[0]):
        near_miss("quotations.attribution", passage.tokens[at], "attribution_without_source")
        return None
    if spoken.source and spoken.source.type in ("LOC", "EVT") and spoken.kind == "name":
        near_miss("quotations.attribution", passage.tokens[at], "attribution_refused", source=spoken.source.name)
        return None
    cue_end = behind
    return Attribution(at, spoken.end, cue_end, spoken)


def _with_lam(passage: Passage, index: int, stop: int, flow: Flow) -> Speaker | None:
    """The noun phrase behind an attached ل: للمرصد السوري، لمصادر محلية، لوكالة X."""
    mention = passage.mentions.get(index)
    if mention:
        return Speaker("name", mention, mention.span, end=speakers.close(passage, passage.ends[mention.id]))
    word = passage.words[index]
    bare = "ال" + word[2:] if word.startswith("لل") else word[1:]
    stand_in = passage.words[index]
    passage.words[index] = bare
    try:
        return speakers.read(passage, index, stop, flow)
    finally:
        passage.words[index] = stand_in


def _verb_at(passage: Passage, index: int) -> Cue | None:
    """A verb of saying at `index`, an attached object pronoun allowed (ذكرته، نقلتها)."""
    if index >= len(passage.tokens):
        return None
    word = passage.words[index]
    cue = cues.find(word, index)
    if cue is None and len(word) > 3:
        for pronoun in ("ها", "ه"):
            if word.endswith(pronoun):
                cue = cues.find(word[: -len(pronoun)], index)
                if cue:
                    break
    return cue if cue and cue.form.kind in ("past", "present") and not cue.joined else None


def _by_verb(passage: Passage, at: int, index: int, stop: int, flow: Flow, *, sudden: bool = False) -> Attribution | None:
    """`بحسب ما أفاد X`, `كما ذكرت وكالة X`; `كما أكد X أن` is a clause of saying and none of these."""
    cue = _verb_at(passage, index)
    if sudden and cue is not None and cue.form.verb.past == "جدد":
        return None  # كما جددت X ثقتها بكذا: said again, no source of what stands beside
    if cue is None:
        stands = index < stop and passage.words[index] in ("جاء", "ورد") and passage.words[index + 1 : index + 2] == ["في"]
        if not stands:
            near_miss("quotations.attribution", passage.tokens[at], "attribution_without_verb")
            return None
        spoken = speakers.read(passage, index + 2, stop, flow)
        return Attribution(at, spoken.end, index + 2, spoken) if spoken and spoken.known else None
    behind = index + 1
    while behind < stop and passage.words[behind] in ("به", "بها", "عنه"):
        behind += 1
    spoken = speakers.read(passage, behind, stop, flow)
    if spoken is None or spoken.kind == "elided":
        return None if sudden else Attribution(at, behind, behind, Speaker("elided"))
    if sudden and not spoken.known:
        near_miss("quotations.attribution", passage.tokens[at], "attribution_without_source")
        return None
    end = spoken.end
    follows = passage.words[end] if end < stop else ""
    if sudden and (follows in lexicon.THAT | lexicon.THAT_IT | lexicon.PREPOSITIONS or follows == ":" or end in passage.quoted):
        near_miss("quotations.attribution", passage.tokens[at], "attribution_is_clause")
        return None
    if (
        sudden
        and (cue.form.verb.object or cue.form.verb.preps)
        and follows not in ("", "،", ",", ".", "؛", "»", "”")
        and follows not in QUOTES
    ):
        near_miss("quotations.attribution", passage.tokens[at], "attribution_is_clause")
        return None
    relay = cue.form.verb.relay
    if relay:
        for near in range(end, min(stop, end + 5)):
            if passage.words[near] == relay:
                original = speakers.read(passage, near + 1, stop, flow)
                if original and original.known:
                    return Attribution(at, original.end, index + 1, original, spoken, relayed=True)
    told = spoken.kind == "phrase" and not sudden and end - behind <= 4 and at == passage.sentence_of(at)[0]
    if not spoken.known and not told:
        near_miss("quotations.attribution", passage.tokens[at], "attribution_without_source")
        return None
    return Attribution(at, end, index + 1, spoken, relayed=bool(relay))
