"""The mention behind an office whose body is told by an adjective, a noun, or not at all.

`وزير الدفاع التركي`: the ministry where the report names it, else the state. `الناطق باسم المحور`: the body named with that noun.
`القيادي X`: the body that the report speaks of just before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from musnad.annotations.roles import offices, pronouns
from musnad.lexicons import load
from musnad.records import Mention, Report, Span
from musnad.script import fold

_REGIMES = ("النظام", "نظام")
_GOVERNMENTS = ("الحكومه", "حكومه")
_NO_ACTORS = frozenset({"media_outlet", "news_agency", "social_network"})
# How far before an office the body that it belongs to may have been named, in characters: some four sentences.
_REACH = 700


def of_state(report: Report, title: Span, role: str, state: str) -> Mention | None:
    """The mention for an office of a state that is named by an adjective only."""
    words = [offices.bare(word) for word in fold(title.of(report.document.text)).text.split()]
    near = sorted(
        (mention for mention in report.mentions if not mention.nominal and mention.type in ("ORG", "LOC")),
        key=lambda mention: (abs(mention.span.start - title.start), mention.span.start),
    )
    if role == "minister":
        for mention in near:
            named = [offices.bare(word) for word in fold(mention.name).text.split()]
            if named and named[0] == "وزاره" and len(words) > 1 and words[1] in named and _same_state(named, state, alone=True):
                return mention
    regime = _state_body(near, _REGIMES, state)
    if regime is not None:
        return regime
    government = _state_body(near, _GOVERNMENTS, state)
    if government is not None and role == "prime_minister":
        return government
    names = offices.countries().get(state, ())
    return next((mention for mention in near if mention.type == "LOC" and fold(mention.name).text in names), government)


def _state_body(near: Sequence[Mention], heads: tuple[str, ...], state: str) -> Mention | None:
    """`النظام السوري`, `الحكومة التركية`: the nearest of these heads with the adjective of the state."""
    for mention in near:
        named = fold(mention.name).text.split()
        if len(named) == 2 and named[0] in heads and _same_state([named[1]], state, alone=False):
            return mention
    return None


def ministry(report: Report, title: Span, role: str) -> Mention | None:
    """The ministry of a minister whose state is not written, where the report names just one for his portfolio."""
    words = [offices.bare(word) for word in fold(title.of(report.document.text)).text.split()]
    if role != "minister" or len(words) < 2:
        return None
    found: dict[str, Mention] = {}
    for mention in report.mentions:
        named = [offices.bare(word) for word in fold(mention.name).text.split()]
        if mention.type == "ORG" and not mention.nominal and len(named) > 1 and named[:2] == ["وزاره", words[1]]:
            found.setdefault(" ".join(named[2:]), mention)
    states = [rest for rest in found if rest]
    return None if len(states) > 1 else found.get(states[0] if states else "")


def by_adjective(report: Report, word: str, at: int) -> Mention | None:
    """`المبعوث الأممي`, `القيادي الحوثي`: the body of a folded adjective, the nearest mention of it."""
    names = offices.body_adjectives().get(word, frozenset())
    known = [mention for mention in _bodies(report) if fold(mention.name).text in names]
    return min(known, key=lambda mention: (abs(mention.span.start - at), mention.span.start), default=None)


def by_noun(report: Report, noun: str, at: int) -> Mention | None:
    """The body that a definite noun stands for: the last one before `at` whose name holds the noun, or any for a generic noun."""
    word = offices.bare(noun)
    if word in offices.wordlist("place_nouns"):
        return _place(report, word, at)
    before = [mention for mention in _bodies(report) if mention.span.end <= at and at - mention.span.end <= 2 * _REACH]
    named = [mention for mention in before if word in _words(mention)]
    if named:
        heading = [mention for mention in named if _words(mention)[:1] == [word]]
        return (heading or named)[-1]
    text = report.document.text
    told = [one for one in before if word in _word_before(text, one)]
    if told:
        return told[-1]
    found = salient(report, at) if noun in offices.wordlist("generic_bodies") else None
    # المكتب السياسي لكذا ... الجماعة: the whole, not its organ
    inner = [mention for mention in before if found and found.span.contains(mention.span) and mention.span != found.span]
    return inner[-1] if inner else found


# Kinds of places that a definite noun may stand for, where the name has no noun of its own before it.
_PLACE_KINDS = {"محافظه": "governorate", "ولايه": "governorate", "بلده": "town", "مدينه": "town", "قريه": "village"}
# محافظ حضرموت ... المحافظة
_GOVERNORS = {"محافظه": "محافظ", "ولايه": "والي", "قضاء": "قايممقام", "محليه": "معتمد", "بلديه": "عمده"}
# What ends the words that belong to a name: the mark behind another name, a comma.
_CUT = re.compile(r'[”»"،,.؛:]')


def _place(report: Report, word: str, at: int) -> Mention | None:
    """`وكيل المحافظة`: the last place before that was named with this noun, or is of its kind."""
    places = [one for one in report.mentions if one.type == "LOC" and not one.nominal and one.span.end <= at]
    text = report.document.text
    governed = _GOVERNORS.get(word, word)
    told = [one for one in places if {word, governed} & set(_word_before(text, one)) or word in _words(one)[:1]]
    kind = _PLACE_KINDS.get(word)
    alike = [one for one in places if kind is not None and one.subtype == kind]
    return told[-1] if told else alike[-1] if alike else None


def _word_before(text: str, mention: Mention) -> tuple[str, ...]:
    """Words shortly before a name (غرفة عمليات موحدة تحمل اسم "كذا"), with and without an attached letter and the article."""
    before = text[max(0, mention.span.start - 50) : mention.span.start].rstrip(' "“”«»')
    words = fold(_CUT.split(before)[-1]).text.split()
    apart = max((at for at, word in enumerate(words) if word in ("من", "في", "عن", "مع", "الي", "علي")), default=-1)
    words = words[apart + 1 :]
    return tuple(form for word in words for form in (word, word[1:], offices.bare(word), offices.bare(word[1:])))


def ministry_before(report: Report, at: int) -> Mention | None:
    """`معاون الوزير`: the ministry named last."""
    named = [mention for mention in _bodies(report) if mention.span.end <= at and _words(mention)[:1] == ["وزاره"]]
    return named[-1] if named else None


def salient(report: Report, at: int, pronoun: str | None = None) -> Mention | None:
    """The body that the text before `at` speaks of: of its sentence the nearest, else the one that it has named most."""
    here = of_sentence(report, at) if pronoun is None else None
    if here is not None:
        return here
    before = [one for one in _before(report, at) if pronoun is None or _agrees(one, pronoun)]
    if not before:
        return None
    counts: dict[str, int] = {}
    for mention in before:
        root = mention.antecedent or mention.id
        counts[root] = counts.get(root, 0) + 1
    last = 1 if pronoun else -1  # among those named as often a pronoun means the last, an office the one that the text began with
    return max(before, key=lambda mention: (counts[mention.antecedent or mention.id], last * mention.span.start))


def _agrees(mention: Mention, pronoun: str) -> bool:
    feminine = pronouns.gender(fold(f"{mention.head or ''} {mention.name}").text.split(), mention)
    return feminine is None or pronoun == "هم" or feminine == (pronoun == "ها")


def of_sentence(report: Report, at: int) -> Mention | None:
    """The nearest body before `at` in its sentence; for an organ of a body (المجلس الوزاري لكذا) the body."""
    sentence = next((one.span.start for one in report.sentences if one.span.start <= at < one.span.end), at)
    here = [mention for mention in _before(report, at) if mention.span.start >= sentence]
    return _whole(report, here[-1]) if here else None


def _whole(report: Report, mention: Mention) -> Mention:
    """`المجلس الوزاري لـ[مجلس كذا]`: officers that are told without a body are those of the whole, not of its organ."""
    inner = [one for one in _bodies(report) if mention.span.contains(one.span) and one.span != mention.span]
    return inner[-1] if inner else mention


def _before(report: Report, at: int) -> list[Mention]:
    """Bodies in reach before `at`, outermost names only."""
    return [
        mention
        for mention in _bodies(report)
        if mention.span.end <= at and at - mention.span.end <= _REACH and not _inside(mention, report.mentions)
    ]


def _bodies(report: Report) -> list[Mention]:
    outlet = fold(report.outlet.name).text if report.outlet else ""
    return [mention for mention in report.mentions if _acts(report, mention) and fold(mention.name).text != outlet]


def _acts(report: Report, mention: Mention) -> bool:
    """A body that may have officers in the news: no medium, told by its kind or the noun before it (وكالة "كذا")."""
    if mention.type != "ORG" or mention.subtype in _NO_ACTORS:
        return False
    start = mention.span.start
    before = fold(report.document.text[max(0, start - 15) : start].strip(' "“”«»')).text.split()
    heads = offices.wordlist("media_heads")
    first = fold(mention.name).text.split()[:1]
    if fold(mention.name).text in _media():
        return False
    return not any(word in heads or word[1:] in heads for word in [*before[-1:], *first] if word)


@cache
def _media() -> frozenset[str]:
    """Folded names of outlets."""
    return frozenset(fold(name).text for entry in load("outlets")["outlets"] for name in (entry["ar"], *entry["aliases"]))


def _inside(mention: Mention, mentions: Sequence[Mention]) -> bool:
    return any(other.id != mention.id and other.span.contains(mention.span) and other.span != mention.span for other in mentions)


def _words(mention: Mention) -> list[str]:
    head = fold(mention.head).text.split() if mention.head else []
    return [offices.bare(word) for word in [*head, *fold(mention.name).text.split()]]


def _same_state(words: list[str], state: str, *, alone: bool) -> bool:
    """An adjective of this state is among the words; with `alone` no adjective at all will do too."""
    codes = [code for word in words for code in (_code(word),) if code]
    return state in codes if codes else alone


def _code(word: str) -> str | None:
    table = offices.nationalities()
    return table.get(word) or table.get(f"ال{word}")
