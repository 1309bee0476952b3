"""Pairs of happenings that different reports tell: whether they are one.

When in doubt they stay two. Type, modality, named events, days and places decide, then who took part; what so many reports share
that it says little (a capital, the parties of a war) is no evidence by itself.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from musnad.knowledge.corpus import Corpus
from musnad.knowledge.entities import Resolved
from musnad.knowledge.geography import Geography
from musnad.knowledge.grouped import Happening
from musnad.knowledge.names import folded, place_core
from musnad.knowledge.tellings import ONCE

_NAMED = frozenset({"campaign", "agreement", "meeting", "founding", "violation"})
_BETWEEN = frozenset({"agreement", "meeting", "talks", "merger"})
"""What happens between parties: other parties, another happening."""
_SELDOM = frozenset({"agreement", "merger", "appointment", "arms_transfer", "sanction"})
"""What the same parties do not do twice in a month."""
_BOTH = 2
_CAPITAL = "العاصمه"
_AREAS = frozenset({"governorate", "countryside", "district"})
_EVERYWHERE = frozenset({"media_outlet", "news_agency", "social_network", "governorate"})
"""Kinds of entity that unrelated reports share."""
NEAR = timedelta(days=3)
"""Reports of one clash date it up to three days apart (day of the event, of the statement, of the report)."""
_SHORT = 7
"""Days that a date may leave open and still tell two happenings of one week apart."""
_COMPANY = 3
"""Rare entities that two reports must share before a bare telling in the one is held to be that of the other."""
_OFTEN, _SHARE = 10, 0.05
"""An actor in more reports than both is no evidence by itself: everything of a war shares it."""


class Joining:
    """Decides on pairs of happenings told by different reports."""

    def __init__(self, corpus: Corpus, resolved: Resolved, geography: Geography) -> None:
        self.geography = geography
        self.persons = {entity.id for entity in resolved.entities if entity.type == "PER"}
        self.places = {
            entity.id: place_core(entity.name).removesuffix(_CAPITAL) for entity in resolved.entities if entity.type == "LOC"
        }
        self.words = {entity.id: frozenset(folded(entity.name).split()) for entity in resolved.entities if entity.type == "ORG"}
        self.named = {entity.id for entity in resolved.entities if entity.type == "EVT"}
        self._named_among: dict[frozenset[str], frozenset[str]] = {}
        often = max(_OFTEN, _SHARE * len(corpus.reports))
        self.often: set[str] = set()
        self.company: dict[str, set[str]] = defaultdict(set)
        for entity in resolved.entities:
            documents = {reference.document for reference in entity.references}
            if len(documents) > often:
                self.often.add(entity.id)
            elif entity.id not in geography.wide and entity.subtype not in _EVERYWHERE:
                for document in documents:
                    self.company[document].add(entity.id)

    def one_happening(self, one: Happening, other: Happening) -> bool:
        """True where two are held to be one; when in doubt they stay two."""
        if one.modality != other.modality or not one.kinds_meet(other):
            return False
        if one.kind in ONCE or other.kind in ONCE:
            return one.kind == other.kind and one.launch == other.launch and len(one.others) == 1 and one.others == other.others
        mine, theirs = self.named_among(one), self.named_among(other)
        if mine and theirs:
            return one.kind == other.kind and one.kind in _NAMED and bool(mine & theirs)
        if not one.days_near(other, NEAR):
            return False
        where = self.where(one, other)
        if where == "different" or one.strangers(other) or self._other_parties(one, other):
            return False
        if where == "contained" and "control_change" in one.kinds | other.kinds and not self._areas(one, other):
            # A village near a town is taken on another day than the town.
            return False
        shared = (one.actors & other.actors) - self.named
        rare = shared - self.often
        return self._agree(one, other, where, shared, rare)

    def _other_parties(self, one: Happening, other: Happening) -> bool:
        """Two agreements of one signatory with two others; two persons appointed by one president on one day."""
        if one.kind == other.kind == "appointment":
            mine, theirs = (side.others & self.persons for side in (one, other))
            return bool(mine and theirs) and mine.isdisjoint(theirs)
        if not {one.kind, other.kind} <= _BETWEEN:
            return False
        mine, theirs = one.actors - self.named, other.actors - self.named
        if min(len(mine), len(theirs)) < _BOTH:
            return False
        met = {a for a in mine if a in theirs or any(self._one_name(a, b) for b in theirs)}
        return len(met) < min(_BOTH, len(mine), len(theirs))

    def _one_name(self, one: str, other: str) -> bool:
        """`مجلس الدولة` and `مجلس الدولة الليبي`, which nothing joined."""
        a, b = self.words.get(one), self.words.get(other)
        return bool(a and b) and (a <= b or b <= a)  # type: ignore[operator]

    def _areas(self, one: Happening, other: Happening) -> bool:
        """One of the two is placed in an area only, which may hold the other's town."""
        kinds = [{self.geography.places[place].subtype for place in side.places} for side in (one, other)]
        return any(side and side <= _AREAS for side in kinds)

    def named_among(self, happening: Happening) -> frozenset[str]:
        """The named events that it is told of; asked for every pair, and most pairs share their actors with others."""
        actors = happening.actors
        if actors not in self._named_among:
            self._named_among[actors] = actors & self.named
        return self._named_among[actors]

    def where(self, one: Happening, other: Happening) -> str:
        """How the places of the two stand to each other: the best of all pairs, `different` only where all pairs differ.

        `common`: the same place, but one that so many reports name (a capital, a front) that it says little.
        """
        if not (one.places and other.places):
            return "unknown"
        found: set[str] = set()
        for a in one.places:
            for b in other.places:
                relation = self.relation(a, b)
                found.add("common" if relation == "same" and a in self.often else relation)
        return next(kind for kind in ("same", "common", "contained", "unknown", "different") if kind in found)

    def relation(self, a: str | None, b: str | None) -> str:
        """How two places stand to each other; two entries of one name (`الجزائر`, `الجزائر العاصمة`) are one town."""
        relation: str = self.geography.compare(a, b)
        one_name = a and b and a != b and self.places[a] == self.places[b] and not {a, b} & self.geography.wide
        return "same" if one_name else relation

    def _agree(self, one: Happening, other: Happening, where: str, shared: frozenset[str], rare: frozenset[str]) -> bool:
        alike = bool(one.kinds & other.kinds - {"casualties"}) or one.kinds == other.kinds
        alike = alike or {one.kind, other.kind} == {"meeting", "talks"}
        if not (one.dated and other.dated):
            return self._undated(one, other, where, shared, alike)
        if not one.days_meet(other):
            return alike and self._dated_apart(one, other, where, len(shared), bool(rare))
        if self._bare(one, other):
            return True
        return self._one_day(one, other, where, shared, rare, alike)

    def _dated_apart(self, one: Happening, other: Happening, where: str, shared: int, rare: bool) -> bool:
        """A day or two apart may be two reports' dates for one thing: then more must speak for it than on one day."""
        if one.again or other.again or "control_change" in one.kinds & other.kinds:
            return False
        if one.family == "fighting":
            # At one front there is fighting every day.
            return where == "same" and rare and self._know_each_other(one, other)
        if {one.kind, other.kind} <= _BETWEEN:
            # The same two sides do not sign twice in three days; a minister meets somebody every day.
            return shared >= _BOTH and rare
        return (where == "same" and (rare or shared >= 2)) or (where in ("contained", "common") and shared >= 2 and rare)

    def _one_day(
        self, one: Happening, other: Happening, where: str, shared: frozenset[str], rare: frozenset[str], alike: bool
    ) -> bool:
        """Dates that meet: place and parties decide."""
        nobody = not (one.actors and other.actors)
        if where == "same":
            close = one.family == other.family == "fighting" and not (one.length or other.length)
            return bool(shared) or (nobody and (alike or close or self._know_each_other(one, other)))
        if where in ("common", "contained"):
            main = one.main and other.main and (bool(shared) or nobody) and self._know_each_other(one, other)
            return alike and (bool(rare) or main)
        short = max(one.length, other.length) <= _SHORT or ({one.kind, other.kind} <= _SELDOM and len(rare) >= _BOTH)
        return short and alike and bool(rare) and (len(shared) >= 2 or not (one.places and other.places))

    def _undated(self, one: Happening, other: Happening, where: str, shared: frozenset[str], alike: bool) -> bool:
        """A telling without a date is of the days before its report appeared."""
        if not alike:
            return False
        if where == "same" and len(shared) >= 2:
            return True
        # What two reports of the same days have in their headlines, with the same people about.
        main = one.main and other.main and self._know_each_other(one, other)
        return main and (where in ("same", "common", "contained") or bool(shared))

    def _know_each_other(self, one: Happening, other: Happening) -> bool:
        return any(
            len(self.company[a] & self.company[b]) >= _COMPANY for a in sorted(one.documents) for b in sorted(other.documents)
        )

    def _bare(self, one: Happening, other: Happening) -> bool:
        """`مقتل سبعة أشخاص` of the same single day, one side naming no doer and no place, in reports that share their actors."""
        if one.days != other.days or one.length:
            return False
        return not all(happening.actors or happening.places for happening in (one, other)) and self._know_each_other(one, other)

    def ruled_out(self, one: Happening, other: Happening) -> bool:
        """What two groups hold by now speaks against it: two places, two named events, parties that have nothing in common."""
        if one.kind in ONCE:
            return False
        mine, theirs = self.named_among(one), self.named_among(other)
        if mine and theirs and mine.isdisjoint(theirs):
            return True
        return any(self.relation(a, b) == "different" for a in one.places for b in other.places) or one.strangers(other)
