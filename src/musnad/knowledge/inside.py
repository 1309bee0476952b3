"""Tellings of one report that are of one happening: headline and first paragraph, `الاشتباكات` later on, the dead of a clash."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.knowledge.clusters import Clusters
from musnad.knowledge.geography import Geography
from musnad.knowledge.grouped import Happening, merged
from musnad.knowledge.tellings import FIGHTING, ONCE, Telling
from musnad.script.folding import fold_text

_TURNS = frozenset({"فيما", "بينما", "كما", "وكان", "وكانت", "حين"})
_HURT = ("اصاب", "اصيب", "جرح", "جريح", "مصاب")


class _Report:
    """The tellings of one report while they are put together."""

    def __init__(self, told: Sequence[Telling], geography: Geography, named: set[str]) -> None:
        self.told = list(told)
        self.geography = geography
        self.named = named
        self.clusters = Clusters(len(told), {})
        self.current = {at: Happening([telling]) for at, telling in enumerate(told)}

    def of(self, at: int) -> Happening:
        """The happening that a telling belongs to by now."""
        return self.current[self.clusters.root(at)]

    def join(self, one: int, other: int) -> bool:
        """Make them one where nothing speaks against it."""
        a, b = self.clusters.root(one), self.clusters.root(other)
        if a == b:
            return True
        if not self.fit(self.current[a], self.current[b]):
            return False
        self.clusters.join(a, b)
        self.current[self.clusters.root(a)] = merged(self.current[a], self.current[b])
        return True

    def fit(self, one: Happening, other: Happening) -> bool:
        """True where type, modality, date, place and parties of both can be of one happening."""
        if one.modality != other.modality or not one.kinds_meet(other):
            return False
        if (one.kind in ONCE or other.kind in ONCE) and (one.launch != other.launch or one.others != other.others):
            return False
        if one.days and other.days and not one.days_meet(other):
            return False
        if any(self.geography.compare(a, b) == "different" for a in one.places for b in other.places):
            return False
        mine, theirs = one.actors & self.named, other.actors & self.named
        return not (mine and theirs and mine.isdisjoint(theirs)) and not one.strangers(other)


def group(told: Sequence[Telling], geography: Geography, named: set[str]) -> list[Happening]:
    """The happenings of one report."""
    report = _Report(told, geography, named)
    _same_parties(report)
    _casualties(report)
    _headline(report)
    _definite(report)
    roots = sorted({report.clusters.root(at) for at in range(len(told))})
    return [report.current[root] for root in roots]


def _same_parties(report: _Report) -> None:
    """Two tellings of one type with a party in common."""
    for at, one in enumerate(report.told):
        for other in range(at + 1, len(report.told)):
            two = report.told[other]
            shared = (one.agents & two.agents) | (one.others & two.others)
            if one.mention.type == two.mention.type and shared:
                report.join(at, other)


def _casualties(report: _Report) -> None:
    """Who died or was hurt goes with the fighting told in the same sentence, else in the sentence before on the same line."""
    for at, one in enumerate(report.told):
        if one.mention.type != "casualties" or _turned(report, at):
            continue
        hosts = [
            (other.sentence != one.sentence, abs(other.mention.span.start - one.mention.span.start), number)
            for number, other in enumerate(report.told)
            if other.mention.type in FIGHTING - {"casualties"} and other.line == one.line
            and (other.sentence == one.sentence or other.mention.span.start < one.mention.span.start)
        ]  # fmt: skip
        for _, _, number in sorted(hosts)[:2]:
            if report.join(at, number):
                break
        else:
            _same_front(report, at)
            _same_count(report, at)


def _same_front(report: _Report, at: int) -> None:
    """The dead told further down, at the place and of a party of fighting told before."""
    one = report.told[at]
    parties = one.agents | one.others
    for number, before in enumerate(report.told[:at]):
        fighting = before.mention.type in FIGHTING - {"casualties"}
        if fighting and one.place and one.place == before.place and parties & (before.agents | before.others):
            report.join(at, number)
            return


def _turned(report: _Report, at: int) -> bool:
    """`مقتل 30 شخصًا، فيما قُتل عنصران في ...`: who died behind the turn did not die in what was told before it."""
    one = report.told[at]
    for before in report.told[:at]:
        if before.mention.type == "casualties" and before.sentence == one.sentence:
            between = fold_text(one.indexed.text[before.mention.span.end : one.mention.span.start]).split()
            if _TURNS & set(between) and _hurt(before) == _hurt(one):
                return True
    return False


def _hurt(telling: Telling) -> bool:
    return any(stem in fold_text(telling.indexed.quote(telling.mention.span)) for stem in _HURT)


def _same_count(report: _Report, at: int) -> None:
    """`سبعة قتلى` and `سبعة أشخاص قتلوا` of one report are the same seven."""
    one = report.told[at]
    figure = one.indexed.quantities.get(one.mention.quantity or "")
    for number, other in enumerate(report.told):
        second = other.indexed.quantities.get(other.mention.quantity or "")
        if number == at or other.mention.type != "casualties" or not figure or not second:
            continue
        if figure.value is not None and figure.value > 1 and figure.value == second.value:
            report.join(at, number)


def _headline(report: _Report) -> None:
    """What the headline tells is what the first paragraph that tells of it at all is about."""
    for at, one in enumerate(report.told):
        if not one.headline:
            continue
        below = [number for number, two in enumerate(report.told) if not two.headline and two.mention.type == one.mention.type]
        if below:
            first = report.told[below[0]].line
            for number in below:
                if report.told[number].line == first and report.join(at, number):
                    break


def _definite(report: _Report) -> None:
    """`الاشتباكات` without parties of its own means the clash told last before it."""
    for at, one in enumerate(report.told):
        if one.anaphoric and not one.mention.date:
            for number in range(at - 1, -1, -1):
                before = report.told[number]
                if before.mention.type == one.mention.type:
                    report.join(at, number)
                    break
