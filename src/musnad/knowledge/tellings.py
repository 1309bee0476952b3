"""Tellings: event mentions with entities in place of mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from musnad import edtf
from musnad.knowledge.chains import Chains
from musnad.knowledge.corpus import Corpus, Indexed
from musnad.knowledge.packing import in_rows
from musnad.records import EventMention, LineKind
from musnad.script.folding import fold_text

ONCE = frozenset({"founding"})
"""What happens once to a body: two dates for it are a contradiction, not two happenings."""
FIGHTING = frozenset({"clash", "attack", "shelling", "airstrike", "casualties"})
"""One day of fighting is told as a clash, an attack, a shelling; its dead and hurt go with it."""
_LAUNCH = ("انطلق", "انطلاق", "اطلق", "اطلاق", "تطلق", "يطلق", "بدء", "بدا", "تدشين", "دشن")
"""A body is formed once and may be launched again later: tellings with these words are kept apart from `تشكيل`, `تأسيس`."""
_AGAIN = ("تجدد", "يتجدد", "تتجدد", "مجددا")
_TIMES = tuple(map(fold_text, ("مرة أخرى", "للمرة الثانية", "للمرة الثالثة", "هو الثاني", "هي الثانية", "هي الثالثة")))
"""What happens again is another happening than what is told of the days before."""
_BEHIND = 30
"""Characters behind a market or prison in which its town is named: `سوق شعبي في مدينة ...`."""
_TOWNS = frozenset({"town", "city", "village", "district"})
_TITLE_WITHIN = 90
"""Characters behind the verb of launching in which the campaign's name stands, its founders between them."""
_LONGEST = 31
"""Days that a date may leave open and still be evidence for one happening."""


@in_rows
@dataclass(frozen=True)
class Telling:
    """An event mention with entities in place of mentions."""

    number: int
    indexed: Indexed
    mention: EventMention
    agents: frozenset[str]
    others: frozenset[str]
    place: str | None
    place_kind: str | None
    around: str | None = None
    """The town that holds the place where that is a market, a prison, a quarter: named right behind it."""

    @property
    def key(self) -> str:
        """Name across reports."""
        return self.indexed.key(self.mention.id)

    @cached_property
    def bounds(self) -> tuple[date, date] | None:
        """First and last day, where the date is closed and short enough to be evidence."""
        return closed_days(self.mention.date)

    @cached_property
    def launch(self) -> bool:
        """True for `انطلاق`, `إطلاق`."""
        word = fold_text(self.indexed.quote(self.mention.span))
        return any(stem in word for stem in _LAUNCH)

    @cached_property
    def again(self) -> bool:
        """True for `تجددت الاشتباكات`, `للمرة الثانية`: not what was told of an earlier day."""
        sentence = self.indexed.sentence_at(self.mention.span.start)
        if sentence is None:
            return False
        text = self.indexed.text[sentence.span.start : min(sentence.span.end, self.mention.span.end + _TITLE_WITHIN)]
        words = fold_text(text).split()
        return any(word.lstrip("وف").startswith(_AGAIN) for word in words) or any(time in " ".join(words) for time in _TIMES)

    @cached_property
    def sentence(self) -> str:
        """Id of the sentence of the trigger; its line where there is none."""
        start = self.mention.span.start
        found = next((one.id for one in self.indexed.report.sentences if one.span.start <= start < one.span.end), None)
        return found or f"line {self.line}"

    @cached_property
    def line(self) -> int:
        """Number of the line of the trigger."""
        return self.indexed.report.document.line_at(self.mention.span.start).number

    @cached_property
    def headline(self) -> bool:
        """True in a headline."""
        return self.indexed.report.document.line_at(self.mention.span.start).kind is LineKind.headline

    @cached_property
    def opening(self) -> bool:
        """True in the first paragraph."""
        return self.line == self.indexed.first_paragraph

    @cached_property
    def anaphoric(self) -> bool:
        """True for `الاشتباكات`, `والقصف`: a definite noun, which means what was told before."""
        word = fold_text(self.indexed.quote(self.mention.span))
        bare = word[1:] if word[:1] in "وفبك" and word[1:3] == "ال" else word
        return bare.startswith("ال")


def closed_days(value: str | None) -> tuple[date, date] | None:
    """First and last day of a date that is closed and short enough to be evidence."""
    if not value or not edtf.is_edtf(value):
        return None
    found = edtf.parse(value)
    if found.earliest is None or found.latest is None or (found.latest - found.earliest).days > _LONGEST:
        return None
    return found.earliest, found.latest


class _Once:
    """Sets of names, of those that are equal one: most tellings have one party or none, and a set takes 200 bytes."""

    def __init__(self) -> None:
        self._known: dict[frozenset[str], frozenset[str]] = {}

    def __call__(self, names: Iterable[str]) -> frozenset[str]:
        found = frozenset(names)
        return self._known.setdefault(found, found)


def tellings(corpus: Corpus, chains: Chains) -> list[Telling]:
    """All event mentions in document order."""
    found: list[Telling] = []
    once = _Once()
    for indexed in corpus.reports:
        for mention in sorted(indexed.report.events, key=lambda event: (event.span.start, event.id)):
            place = _where(indexed, mention, chains)
            found.append(
                Telling(
                    len(found), indexed, mention,
                    once(entity for agent in mention.agents if (entity := chains.entity(indexed, agent))),
                    once({other for one in mention.others if (other := chains.entity(indexed, one))}
                         | _title(indexed, mention, chains)),
                    place, chains.resolved.by_id[place].subtype if place else None, _town(indexed, mention, chains),
                )
            )  # fmt: skip
    return found


def _where(indexed: Indexed, event: EventMention, chains: Chains) -> str | None:
    """The place of a telling; what an analyst calls a body or a person is none."""
    place = chains.entity(indexed, event.place)
    return place if place and chains.resolved.by_id[place].type == "LOC" else None


def _town(indexed: Indexed, event: EventMention, chains: Chains) -> str | None:
    """The town named right behind the market, prison or quarter in which it happened."""
    own, place = indexed.mentions.get(event.place or ""), _where(indexed, event, chains)
    if own is None or place is None or chains.resolved.by_id[place].subtype in (*_TOWNS, "country", "governorate", "countryside"):
        return None
    for mention in sorted(indexed.report.mentions, key=lambda one: (one.span.start, one.id)):
        if own.span.end < mention.span.start <= own.span.end + _BEHIND and mention.type == "LOC":
            town = chains.entity(indexed, mention.id)
            if town and chains.resolved.by_id[town].type == "LOC" and chains.resolved.by_id[town].subtype in _TOWNS:
                return town
    return None


def _title(indexed: Indexed, event: EventMention, chains: Chains) -> frozenset[str]:
    """The named campaign that a telling of a campaign is about: `أطلقت الجمعية حملة تحت عنوان "دفء"` is about دفء.

    The annotations do not count a name among the participants; without it two campaigns of one body would look alike.
    """
    if event.type != "campaign":
        return frozenset()
    report, start = indexed.report, event.span.end
    ends = [one.span.end for one in report.sentences if one.span.start <= event.span.start < one.span.end]
    ends += [other.span.start for other in report.events if other.type == event.type and other.span.start >= start]
    end = min([start + _TITLE_WITHIN, *ends])
    for mention in report.mentions:
        if mention.type == "EVT" and not mention.nominal and start <= mention.span.start < end:
            entity = chains.entity(indexed, mention.id)
            return frozenset({entity} if entity else ())
    return frozenset()
