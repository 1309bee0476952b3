"""Rules and model side by side: two witnesses of one line, weighed by how often each is right.

A rule's score is its precision on sentences that it was not written on; the model's is the probability of its tags. Where both
name the same stretch they confirm each other; where the model is sure that there is no name, a rule needs a strong reason (a
name of the authority list keeps it). Scores are weighed as log odds, as witnesses that know little of each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log

from musnad.annotations.names.borders import runs_on, without_clitic, without_titles
from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import NameLine
from musnad.annotations.names.model.tagger import LineView
from musnad.annotations.names.resolver import FLOOR
from musnad.annotations.names.vocabulary import head_table, nationality_adjectives, word_set
from musnad.script import fold
from musnad.tracing import near_miss

# Weights chosen on the sample pages and the news corpora, never on the sentences kept aside (docs/names_model.md).
AGAINST = {"PER": 1.0, "ORG": 0.7, "LOC": 1.0, "EVT": 0.15}
"""How much the model's certainty that there is no name counts against a rule. It has seen few named
events: there it counts little."""
FOR = 0.6
"""How much a rule adds to a name that the model sees too."""
LISTED = 0.5
"""A name of the authority list or gazetteer loses only this share of what another rule would lose."""

BEYOND = 0.4
"""How much the model's certainty that there is no name counts against the words by which a headed name goes on beyond the
model's own."""

RUN_TOGETHER = 0.3
"""What is left of a rule's name that holds two of the model's."""

_MARKS = frozenset('"“”„«»″')
_CLITICS = frozenset("وفبلك")
_DOERS = frozenset({"armed_group", "armed_forces", "government_body"})
"""مليشيا س [للأحياء], وزارة س [لأبناء الشعب]: what is behind a listed name and ل tells what it does."""
_WHOSE = frozenset({"media_outlet", "news_agency", "sports_club", "company"})
AGAIN = 0.05
"""The same for a person whom the report has named in full."""

LONG_AGAIN = 0.3
"""The same for a short form of two words and more of a body that the report has named in full."""


def _odds(probability: float) -> float:
    kept = min(max(probability, 0.01), 0.99)
    return log(kept / (1 - kept))


def _probability(odds: float) -> float:
    return 1 / (1 + exp(-odds))


def _share(candidate: Candidate) -> float:
    """How much of what the model says against a rule counts: less where lists or the report itself hold the name."""
    if candidate.type in ("PER", "ORG") and any(key == "full" for key, _ in candidate.because):
        long = candidate.because_name.count(" ") > 0
        return AGAIN if candidate.type == "PER" else LONG_AGAIN if long else 1.0
    return LISTED if candidate.listed else 1.0


def _words_of(line: NameLine, candidate: Candidate) -> tuple[int, int]:
    """First and last word that the candidate touches."""
    touched = [word.index for word in line.words if word.token.start < candidate.end and candidate.start < word.token.end]
    return (touched[0], touched[-1]) if touched else (0, -1)


def _as_listed(line: NameLine, name: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """The name as the lists hold it: without its head (تنظيم داعش), whose paper it is (الغارديان البريطانية), whom it harmed."""
    for candidate in candidates:
        if candidate.type != name.type or not candidate.listed or not name.contains(candidate):
            continue
        if candidate.end == name.end and set(line.text[name.start : candidate.start]) <= _CLITICS:
            return replace(name, start=candidate.start, subtype=candidate.subtype or name.subtype)
        before, behind = line.text[name.start : candidate.start].split(), line.text[candidate.end : name.end].split()
        headed = not behind and candidate.head and len(before) == 1
        told_whose = not before and len(behind) == 1 and candidate.subtype in _WHOSE and _adjective(behind[0])
        whom = not before and candidate.subtype in _DOERS and behind[:1] and behind[0].startswith("ل")
        if headed or told_whose or whom:
            return replace(name, start=candidate.start, end=candidate.end, subtype=candidate.subtype or name.subtype)
    return name


def _adjective(word: str) -> bool:
    return fold(word).text in nationality_adjectives()


def as_listed(line: NameLine, candidates: Sequence[Candidate], view: LineView) -> LineView:
    """The view with its names as the lists hold them."""
    return replace(view, names=tuple(_as_listed(line, name, candidates) for name in view.names))


def _marked(line: NameLine, candidate: Candidate) -> bool:
    """قوات "نظام س", "مركز س في ص": quotation marks say how far the name goes better than the model does."""
    return any(mark in line.text[max(0, candidate.start - 1) : candidate.end + 1] for mark in _MARKS)


def _of_place(line: NameLine, more: Sequence[int], candidate: Candidate) -> bool:
    """بلدية [س], شرطة محافظة [س]: a head that makes one name with its town; ببلدية س is mostly the commune itself."""
    first = more[0]
    if line.stem(first) not in word_set("organisation_heads", "of_place") or len(more) > 2 or more[-1] > first + 1:
        return False
    if len(more) == 2 and line.stem(first + 1) not in head_table("places"):
        return False
    return not line.text[line.words[first].token.start : candidate.start].endswith("ب")


def _beyond(line: NameLine, candidate: Candidate, inside: Sequence[Candidate], view: LineView) -> Candidate:
    """A name that a rule takes further than the model does (الحكومة الشرعية [والجهات]): less likely, the surer the model is."""
    if candidate.listed or candidate.parent or candidate.type not in ("ORG", "PER") or _marked(line, candidate):
        return candidate
    if runs_on(line, candidate, inside):
        return replace(candidate, score=min(candidate.score, RUN_TOGETHER))
    first, last = _words_of(line, candidate)
    more = [
        index for index in range(first, last + 1)
        if not any(line.words[index].token.start < name.end and name.start < line.words[index].token.end for name in inside)
    ]  # fmt: skip
    alone = more == [first] and candidate.type == "ORG"
    headed = alone and line.words[first].definite and inside[0].type == "ORG"
    if not more or headed or (candidate.type == "ORG" and _of_place(line, more, candidate)):
        return candidate  # القوات [المشتركة الفلانية]: an adjective has a noun before it
    against = BEYOND * max(_odds(max(view.outside[index] for index in more)), 0.0)
    return replace(candidate, score=_probability(_odds(candidate.score) - against))


def weigh(line: NameLine, candidates: Sequence[Candidate], view: LineView) -> list[Candidate]:
    """The rules' candidates with the model's word in their scores."""
    seen = {(name.start, name.end, name.type): name for name in view.names}
    weighed: list[Candidate] = []
    for candidate in candidates:
        if not candidate.listed:
            candidate = without_clitic(line, candidate, view.names)
            candidate = without_titles(line, candidate) if candidate.type == "PER" else candidate
        twin = seen.get((candidate.start, candidate.end, candidate.type))
        if twin is not None:
            score = _probability(max(_odds(candidate.score), 0.0) * FOR + _odds(twin.score))
            # A little more than the model's own: of two that say the same, the one whose reason can be read stands.
            score = max(score, candidate.score, twin.score + 0.001)
            weighed.append(replace(candidate, score=score, subtype=candidate.subtype or twin.subtype))
            continue
        inside = [name for name in view.names if candidate.overlaps(name)]
        if inside:
            weighed.append(_beyond(line, candidate, inside, view))
            continue
        none = view.certainty_of_none(*_words_of(line, candidate))
        against = AGAINST[candidate.type] * max(_odds(none), 0.0) * _share(candidate)
        score = _probability(_odds(candidate.score) - against)
        if score < FLOOR <= candidate.score:
            near_miss(candidate.by, candidate, "model_doubts", score=f"{candidate.score:.2f}", weighed=f"{score:.2f}")
        weighed.append(replace(candidate, score=score))
    return weighed
