"""The mention behind an office whose body is told by an adjective, a noun, or not at all.

`وزير الدفاع التركي`: the ministry where the report names it, else the state. `الناطق باسم المحور`: the body named with that noun.
`القيادي X`: the body that the report speaks of just before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from musnad.annotations.roles import offices, pronouns
from musnad.lexicons import load
from musnad.records import Mention, Report, Span
from musnad.script import fold

_REGIMES = ("النظام", "نظام")
_GOVERNMENTS = ("الحكومه", "حكومه")
_NO_ACTORS = frozenset({"media_outlet", "news_agency", "social_network"})
# How far before an office the body that it belongs to may have been named, in characters: some four sentences.
_REACH = 700


# Kinds of places that a definite noun may stand for, where the name has no noun of its own before it.
_PLACE_KINDS = {"محافظه": "governorate", "ولايه": "governorate", "بلده": "town", "مدينه": "town", "قريه": "village"}
# محافظ حضرموت ... المحافظة
_GOVERNORS = {"محافظه": "محافظ", "ولايه": "والي", "قضاء": "قايممقام", "محليه": "معتمد", "بلديه": "عمده"}
# What ends the words that belong to a name: the mark behind another name, a comma.
_CUT = re.compile(r'[”»"،,.؛:]')


class Bodies:
    """The bodies and places of one report by what an office may call them; each question looks only where an answer can stand."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._starts = [sentence.span.start for sentence in report.sentences]

    @cached_property
    def _acting(self) -> list[Mention]:
        """Bodies that may have officers in the news, in order."""
        outlet = fold(self.report.outlet.name).text if self.report.outlet else ""
        named = (one for one in self.report.mentions if _acts(self.report, one) and fold(one.name).text != outlet)
        return sorted(named, key=lambda one: (one.span.start, one.span.end))

    @cached_property
    def _acting_starts(self) -> list[int]:
        return [one.span.start for one in self._acting]

    @cached_property
    def _outer(self) -> frozenset[str]:
        """Ids of names that stand in no other."""
        found: list[str] = []
        reach: Span | None = None
        for one in sorted(self.report.mentions, key=lambda one: (one.span.start, -one.span.end)):
            if reach is None or one.span.end > reach.end or one.span == reach:
                found.append(one.id)
                reach = one.span
        return frozenset(found)

    @cached_property
    def _stated(self) -> dict[str, list[Mention]]:
        """Names of bodies and places that are no back-references: by their first word, and by all their words."""
        table: dict[str, list[Mention]] = defaultdict(list)
        for one in sorted(self.report.mentions, key=lambda one: (one.span.start, one.span.end)):
            if one.type in ("ORG", "LOC") and not one.nominal:
                folded = fold(one.name).text
                for key in dict.fromkeys((folded, *folded.split()[:1])):
                    table[key].append(one)
        return table

    @cached_property
    def _called(self) -> dict[str, list[Mention]]:
        """Places by the noun before them or at their head, and by `kind: ...`."""
        table: dict[str, list[Mention]] = defaultdict(list)
        text = self.report.document.text
        for one in self.report.mentions:
            if one.type == "LOC" and not one.nominal:
                for key in dict.fromkeys((*_word_before(text, one), *_words(one)[:1], f"kind: {one.subtype}")):
                    table[key].append(one)
        return table

    def of_state(self, title: Span, role: str, state: str) -> Mention | None:
        """The mention for an office of a state that is named by an adjective only."""
        words = [offices.bare(word) for word in fold(title.of(self.report.document.text)).text.split()]
        if role == "minister" and len(words) > 1:
            for mention in self._near(("وزاره", "الوزاره"), title.start):
                named = [offices.bare(word) for word in fold(mention.name).text.split()]
                if words[1] in named and _same_state(named, state, alone=True):
                    return mention
        regime = _state_body(self._near(_REGIMES, title.start), state)
        if regime is not None:
            return regime
        government = _state_body(self._near(_GOVERNMENTS, title.start), state)
        if government is not None and role == "prime_minister":
            return government
        places = (one for one in self._near(offices.countries().get(state, ()), title.start) if one.type == "LOC")
        names = offices.countries().get(state, ())
        return next((one for one in places if fold(one.name).text in names), government)

    def _near(self, keys: Sequence[str], at: int) -> list[Mention]:
        """The names with these words, the nearest first."""
        found = {one.id: one for key in keys for one in self._stated.get(key, ())}
        return sorted(found.values(), key=lambda one: (abs(one.span.start - at), one.span.start))

    def ministry(self, title: Span, role: str) -> Mention | None:
        """The ministry of a minister whose state is not written, where the report names just one for his portfolio."""
        words = [offices.bare(word) for word in fold(title.of(self.report.document.text)).text.split()]
        if role in _UNDER_MINISTERS and "وزير" in words:
            words = words[words.index("وزير") :]  # مساعد أول وزير الداخلية
        elif role != "minister":
            return None
        if len(words) < 2:
            return None
        found: dict[str, Mention] = {}
        for mention in (*self._stated.get("وزاره", ()), *self._stated.get("الوزاره", ())):
            named = [offices.bare(word) for word in fold(mention.name).text.split()]
            if mention.type == "ORG" and len(named) > 1 and named[1] == words[1]:
                found.setdefault(" ".join(named[2:]), mention)
        states = [rest for rest in found if rest]
        return None if len(states) > 1 else found.get(states[0] if states else "")

    def united_nations(self, title: Span) -> Mention | None:
        """`المفوض السامي لحقوق الإنسان`, `مقررا خاصا`: the United Nations, where the report names them."""
        told = f"{fold(title.of(self.report.document.text)).text} "
        if not any(told.startswith(f"{words} ") for words in offices.wordlist("united_nations")):
            return None
        return self.by_adjective("اممي", title.start)

    def by_adjective(self, word: str, at: int) -> Mention | None:
        """`المبعوث الأممي`, `القيادي الحوثي`: the body of a folded adjective, the nearest mention of it."""
        acting = frozenset(one.id for one in self._acting)
        near = self._near(sorted(offices.body_adjectives().get(word, frozenset())), at)
        return next((one for one in near if one.id in acting), None)

    def by_noun(self, noun: str, at: int) -> Mention | None:
        """The body that a definite noun stands for: the last before `at` whose name holds it, or any for a generic noun."""
        head, _, adjective = noun.partition(" ")
        word = offices.bare(head)
        if word in offices.wordlist("place_nouns"):
            return self._place(word, at)
        before = self._ahead(at, 2 * _REACH)
        named = [mention for mention in before if word in _words(mention)]
        if adjective:
            # رئيس الهيئة السياسية after الهيئة التنفيذية: another body
            return next((one for one in reversed(named) if offices.bare(adjective) in _words(one)), None)
        if named:
            heading = [mention for mention in named if _words(mention)[:1] == [word]]
            return (heading or named)[-1]
        text = self.report.document.text
        told = [one for one in before if word in _word_before(text, one)]
        if told:
            return told[-1]
        found = self.salient(at) if noun in offices.wordlist("generic_bodies") else None
        # المكتب السياسي لكذا ... الجماعة: the whole, not its organ
        inner = [mention for mention in before if found and found.span.contains(mention.span) and mention.span != found.span]
        return inner[-1] if inner else found

    def _place(self, word: str, at: int) -> Mention | None:
        """`وكيل المحافظة`: the last place before that was named with this noun, or is of its kind."""
        told = [_last(self._called.get(key, ()), at) for key in (word, _GOVERNORS.get(word, word))]
        named = [one for one in told if one is not None]
        if named:
            return max(named, key=lambda one: one.span.start)
        kind = _PLACE_KINDS.get(word)
        return _last(self._called.get(f"kind: {kind}", ()), at) if kind else None

    def ministry_before(self, at: int) -> Mention | None:
        """`معاون الوزير`: the ministry named last."""
        ministries = [one for one in self._stated.get("وزاره", ()) if one.type == "ORG"]
        return _last(ministries, at)

    def salient(self, at: int, pronoun: str | None = None) -> Mention | None:
        """The body that the text before `at` speaks of: of its sentence the nearest, else the one that it has named most."""
        here = self.of_sentence(at) if pronoun is None else None
        if here is not None:
            return here
        before = [one for one in self._before(at) if pronoun is None or _agrees(one, pronoun)]
        if not before:
            return None
        counts: dict[str, int] = {}
        for mention in before:
            root = mention.antecedent or mention.id
            counts[root] = counts.get(root, 0) + 1
        # among those named as often a pronoun means the last, an office the one that the text began with
        last = 1 if pronoun else -1
        return max(before, key=lambda mention: (counts[mention.antecedent or mention.id], last * mention.span.start))

    def of_sentence(self, at: int) -> Mention | None:
        """The nearest body before `at` in its sentence; for an organ of a body (المجلس الوزاري لكذا) the body."""
        nth = bisect_left(self._starts, at + 1) - 1
        within = nth >= 0 and at < self.report.sentences[nth].span.end
        sentence = self._starts[nth] if within else at
        here = [mention for mention in self._before(at) if mention.span.start >= sentence]
        return self._whole(here[-1]) if here else None

    def _whole(self, mention: Mention) -> Mention:
        """`المجلس الوزاري لـ[مجلس كذا]`: officers that are told without a body are those of the whole, not of its organ."""
        first = bisect_left(self._acting_starts, mention.span.start)
        last = bisect_left(self._acting_starts, mention.span.end)
        inner = [one for one in self._acting[first:last] if mention.span.contains(one.span) and one.span != mention.span]
        return inner[-1] if inner else mention

    def _before(self, at: int) -> list[Mention]:
        """Bodies in reach before `at`, outermost names only."""
        return [mention for mention in self._ahead(at, _REACH) if mention.id in self._outer]

    def _ahead(self, at: int, reach: int) -> list[Mention]:
        """Bodies that end at most `reach` characters before `at`."""
        first = bisect_left(self._acting_starts, at - reach - _LONGEST)
        last = bisect_left(self._acting_starts, at)
        return [one for one in self._acting[first:last] if 0 <= at - one.span.end <= reach]


_UNDER_MINISTERS = frozenset({"deputy", "deputy_minister", "adviser", "spokesperson"})
# Longer names of bodies than this, in characters, are not looked for behind their beginning.
_LONGEST = 200


def _last(mentions: Sequence[Mention], at: int) -> Mention | None:
    """The last of them, in order, that ends before `at`."""
    return next(_ending(mentions, at), None)


def _ending(mentions: Sequence[Mention], at: int) -> Iterator[Mention]:
    for nth in range(bisect_left(mentions, at, key=lambda one: one.span.start) - 1, -1, -1):
        if mentions[nth].span.end <= at:
            yield mentions[nth]


def _state_body(near: Sequence[Mention], state: str) -> Mention | None:
    """`النظام السوري`, `الحكومة التركية`: the nearest with the adjective of the state."""
    for mention in near:
        named = fold(mention.name).text.split()
        if len(named) == 2 and _same_state([named[1]], state, alone=False):
            return mention
    return None


def _word_before(text: str, mention: Mention) -> tuple[str, ...]:
    """Words shortly before a name (غرفة عمليات موحدة تحمل اسم "كذا"), with and without an attached letter and the article."""
    before = text[max(0, mention.span.start - 50) : mention.span.start].rstrip(' "“”«»')
    words = fold(_CUT.split(before)[-1]).text.split()
    apart = max((at for at, word in enumerate(words) if word in ("من", "في", "عن", "مع", "الي", "علي")), default=-1)
    words = words[apart + 1 :]
    return tuple(form for word in words for form in (word, word[1:], offices.bare(word), offices.bare(word[1:])))


def _agrees(mention: Mention, pronoun: str) -> bool:
    feminine = pronouns.gender(fold(f"{mention.head or ''} {mention.name}").text.split(), mention)
    return feminine is None or pronoun == "هم" or feminine == (pronoun == "ها")


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
