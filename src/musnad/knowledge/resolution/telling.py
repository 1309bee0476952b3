"""Why two names are one entity or two: the joins between them, or what was weighed and fell short, and what would change it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from math import log

from musnad.knowledge import authority
from musnad.knowledge.entities import Resolution
from musnad.knowledge.names import tight
from musnad.knowledge.resolution import features, listing, weights
from musnad.knowledge.resolution.answers import Answer, ListClaim, Name, Step, Weighed
from musnad.knowledge.resolution.claims import claims
from musnad.knowledge.resolution.features import Evidence, compare
from musnad.knowledge.resolution.joining import Join
from musnad.reasons import sentence_for

_COMPARED = 40
"""Units of each entity that are compared where two were kept apart, those with most around them first."""
_CHANGES = 6


class _Telling:
    """The answer for one resolved corpus, in one language."""

    def __init__(self, resolution: Resolution, language: str) -> None:
        self.resolution = resolution
        self.language = language
        self.ids = resolution.ids

    def joined(self, path: Sequence[Join]) -> Answer:
        """Of one entity."""
        steps = tuple(self.step(join.one, join.other, join.rule, join.evidence) for join in path)
        changes = [
            change
            for join in path
            if join.evidence is not None
            for change in self.changes(join.evidence, join.one, join.other)
        ]  # fmt: skip
        changes.append(self.say("judge_not_same"))
        lists = self.lists(number for join in path for number in (join.one, join.other))
        kind = self.resolution.units[path[0].one].type
        return Answer(joined=True, enough=weights.enough(kind), steps=steps, changes=tuple(dict.fromkeys(changes)), lists=lists)

    def apart(self, ones: Sequence[int], others: Sequence[int]) -> Answer:
        """Of two entities."""
        profiles, clusters = self.resolution.profiles, self.resolution.clusters
        needed = weights.enough(profiles[ones[0]].type)
        pairs = [
            (compare(profiles[one], profiles[other]), one, other) for one in self.best(ones) for other in self.best(others)
        ]  # fmt: skip
        evidence, one, other = max(pairs, key=lambda pair: (pair[0].odds, -pair[1], -pair[2]))
        if evidence.meets is None:
            reasons = [self.say("no_meeting")]
            return Answer(
                joined=False, enough=needed, kept_apart=tuple(reasons), changes=(self.say("judge_same"),),
                steps=(self.step(one, other, "why.compared", evidence),), lists=self.lists((one, other)),
            )  # fmt: skip
        reasons = []
        first, second = clusters.authorities(one), clusters.authorities(other)
        if first and second and first.isdisjoint(second):
            reasons.append(self.say("two_listed", one=min(first), other=min(second)))
        elif not clusters.may_join(one, other):
            reasons.append(self.say("told_apart"))
        if not evidence.enough:
            reasons.append(self.say("too_little", score=f"{evidence.score:.2f}", enough=f"{needed:.2f}"))
        elif not reasons:
            reasons.append(self.say("rivals" if self.rivals(one) | self.rivals(other) else "no_block"))
        changes = [] if evidence.enough else list(self.changes(evidence, one, other)) or [self.say("no_single")]
        return Answer(
            joined=False, enough=needed, kept_apart=tuple(reasons), changes=(*changes, self.say("judge_same")),
            steps=(self.step(one, other, f"knowledge.{evidence.meets}", evidence),), lists=self.lists((one, other)),
        )  # fmt: skip

    def lists(self, numbers: Iterable[int]) -> tuple[ListClaim, ...]:
        """What was weighed of the entries that these units claim."""
        found = (self._claim(number, listed) for number in dict.fromkeys(numbers) for listed in self._claimed(number))
        return tuple(found)

    def _claimed(self, number: int) -> list[str]:
        unit = self.resolution.units[number]
        return sorted(unit.claimed & authority.listed().keys()) if unit.type in listing.OBSERVATIONS else []

    def _claim(self, number: int, listed: str) -> ListClaim:
        """The claim of one unit on one entry, weighed anew."""
        resolution, unit, name = self.resolution, self.resolution.units[number], self.name(number)
        entry = authority.listed()[listed]
        own = [one for one in resolution.units if one.document == unit.document]
        claimed = claims(resolution.corpus, own, resolution.countries)
        found = next((claim for claim in claimed if claim.entry.id == listed and unit in claim.units), None)
        weighing = listing.weighing(found) if found else None
        held = weighing.held if weighing else ()
        meant = weighing is not None and weighing.meant
        title = (entry.name_en or entry.name) if self.language == "en" else entry.name
        sentence = self.say(
            "listed_meant" if meant else "listed_not_meant", name=name.name, document=name.document, entry=title
        )  # fmt: skip
        return ListClaim(
            name=name, listed=listed, meant=meant, sentence=sentence if found else f"{sentence} {self.say('listed_words')}",
            score=weighing.score if weighing else None, enough=weights.enough_listed(),
            start=weighing.start if weighing else None,
            weighed=tuple(
                Weighed(observation=observed, sentence=self.sentence(f"listed.{observed}"), value=value, adds=adds)
                for observed, value, adds in held
            ),
        )  # fmt: skip

    def rivals(self, number: int) -> set[int]:
        """Units that a short form fitted as well."""
        return self.resolution.joining.rivals.get(number, set())

    def best(self, numbers: Sequence[int]) -> Sequence[int]:
        """Those of which most is known."""
        profiles = self.resolution.profiles
        return sorted(numbers, key=lambda number: (-profiles[number].evidence, number))[:_COMPARED]

    def step(self, one: int, other: int, rule: str, evidence: Evidence | None) -> Step:
        """Two units with what ties them or was weighed."""
        weighed = tuple(
            Weighed(observation=name, sentence=self.sentence(f"knowledge.{name}"), value=value, adds=adds)
            for name, value, adds in (evidence.held if evidence else ())
        )
        return Step(
            one=self.name(one), other=self.name(other), rule=rule, sentence=self.sentence(rule),
            score=evidence.score if evidence else 1.0, weighed=weighed,
            start=weights.start(self.resolution.units[one].type) if weighed else None,
        )  # fmt: skip

    def name(self, number: int) -> Name:
        """A unit by its fullest name and first place."""
        unit = self.resolution.units[number]
        indexed = self.resolution.corpus[unit.document]
        first = min(
            unit.named or unit.mentions, key=lambda mention: (tight(mention.name) != tight(unit.fullest), mention.span.start)
        )
        return Name(
            name=first.name, entity=self.ids[self.resolution.clusters.root(number)], document=indexed.report.document.name,
            reference=indexed.cite(first),
        )  # fmt: skip

    def changes(self, evidence: Evidence, one: int, other: int) -> Iterable[str]:
        """Single observations that would turn the decision."""
        kind = self.resolution.units[one].type
        needed = log(weights.enough(kind) / (1 - weights.enough(kind))) - evidence.odds
        held = {name: adds for name, _, adds in evidence.held}
        table = weights.table(kind)
        around = [observation.__name__ for observation in features.OBSERVATIONS[kind]]
        absent = [(name, table[name]) for name in around if name not in held and name not in ("one_report", "usual_single_name")]
        gone = [(name, -adds) for name, adds in held.items() if name in around]
        turning = [("if_told", name, by) for name, by in absent] + [("if_not", name, by) for name, by in gone]
        turning = [(how, name, by) for how, name, by in turning if (by >= needed if needed > 0 else by < needed)]
        for how, name, _ in sorted(turning, key=lambda change: (-abs(change[2]), change[1]))[:_CHANGES]:
            yield self.say(how, what=self.sentence(f"knowledge.{name}").rstrip("."))

    def say(self, name: str, /, **gaps: str) -> str:
        """A sentence of the answer itself."""
        return sentence_for(f"why.{name}", gaps, self.language)

    def sentence(self, rule: str) -> str:
        """The sentence of a rule."""
        return sentence_for(rule, {}, self.language)


def why(resolution: Resolution, one: str, other: str, names: tuple[str, str], language: str = "ar") -> Answer:
    """Why two entities (ids) are two, or two names of one entity are one; `names`: the names that were asked for.

    The resolution must have run. Of one entity the answer is the shortest chain of joins between units of these names.
    """
    telling = _Telling(resolution, language)
    ones, others = _units(resolution, one, names[0]), _units(resolution, other, names[1])
    if one != other:
        return telling.apart(ones, others)
    return telling.joined(_path(resolution, ones, others))


def _units(resolution: Resolution, entity: str, name: str) -> list[int]:
    """The units of an entity that bear the name; all of them where none does (the id was given)."""
    members = [unit for root, group in resolution.groups().items() if resolution.ids[root] == entity for unit in group]
    called = [unit for unit in members if tight(name) in {tight(mention.name) for mention in unit.mentions}]
    return [unit.number for unit in called or members]


def _path(resolution: Resolution, ones: Sequence[int], others: Sequence[int]) -> list[Join]:
    """The shortest chain of joins from one of these units to one of those; none where both are the same units."""
    ties: dict[int, list[Join]] = {}
    for join in resolution.joining.joins:
        for number in (join.one, *resolution.joining.members(join)):
            ties.setdefault(number, []).append(join)
    goal = set(others) - set(ones)
    seen: dict[int, tuple[int, Join] | None] = dict.fromkeys(ones)
    waiting = deque(ones)
    while waiting:
        number = waiting.popleft()
        if number in goal and seen[number] is not None:
            path = []
            step = seen[number]
            while step is not None:
                path.append(step[1])
                step = seen[step[0]]
            return list(dict.fromkeys(reversed(path)))
        for join in ties.get(number, ()):
            for reached in (join.one, *resolution.joining.members(join)):
                if reached not in seen:
                    seen[reached] = (number, join)
                    waiting.append(reached)
    return []
