"""Names joined: inside reports, then across them, by blocks; every join and every rival is kept with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from musnad.knowledge.clusters import Clusters
from musnad.knowledge.resolution import weights
from musnad.knowledge.resolution.blocks import CAP, inside_keys, keys
from musnad.knowledge.resolution.features import Evidence, compare
from musnad.knowledge.resolution.profiles import Profile, Profiles
from musnad.knowledge.units import Unit

_BITS = 40
_RIVALS = 12
"""Namesakes of one name, the largest, that a further mention of it is compared with."""


@dataclass(frozen=True, slots=True)
class Join:
    """Why two units came together."""

    one: int
    other: int
    rule: str
    """`knowledge.` and the name of the rule or of the way in which the names meet."""
    grade: str = "certain"
    evidence: Evidence | None = None


class Joining:
    """The groups of units, how they came about, and who was a rival for a short form."""

    def __init__(self, units: Sequence[Unit], profiles: Profiles, clusters: Clusters) -> None:
        self.units = units
        self.profiles = profiles
        self.clusters = clusters
        self.joins: list[Join] = []
        self._gathered: dict[int, list[int]] = {}
        """Unit that stood for a name across reports → all units of that name."""
        self.rivals: dict[int, set[int]] = defaultdict(set)
        """Short unit → units of other groups that it fits nearly as well, or so well that it joined none."""

    def join(
        self, one: int, other: int, rule: str, grade: str = "certain", evidence: Evidence | None = None, forced: bool = False
    ) -> bool:
        """Make two groups one, unless that is ruled out, and note why."""
        if self.clusters.together(one, other):
            return True
        if not self.clusters.join(one, other, forced):
            return False
        self.joins.append(Join(one, other, rule, grade, evidence))
        return True

    def members(self, join: Join) -> Sequence[int]:
        """The units that a join brought in."""
        return self._gathered.get(join.other, [join.other]) if join.grade == "likely" else [join.other]

    def inside(self, kinds: Iterable[str]) -> None:
        """Short forms of one report join its fuller names."""
        wanted = frozenset(kinds)
        reports: dict[tuple[str, str], dict[str, Profile]] = defaultdict(dict)
        for unit in self.units:
            if unit.type in wanted:
                names = reports[unit.document, unit.type]
                first = names.setdefault(unit.fullest, self.profiles[unit.number])
                if unit.type == "PER":
                    self.join(first.number, unit.number, "knowledge.same_name")
        for found in reports.values():
            self._fit(_pairs(found.values(), inside_keys), "certain")

    def same_names(self, kind: str) -> None:
        """One full name in several reports: one entity, or namesakes where what stands around it speaks against."""
        groups: dict[tuple[str, ...], list[Unit]] = defaultdict(list)
        for unit in self.units:
            if unit.type == kind and (name := unit.across):
                groups[name].append(unit)
        for _, members in sorted(groups.items()):
            if len(members) > 1:
                self._namesakes(members)

    def _namesakes(self, members: Sequence[Unit]) -> None:
        """Mentions with most around them first; each goes to the namesake that it fits best, or is one more."""
        found: list[tuple[Profile, int]] = []
        homes: dict[int, int] = {}
        for unit in sorted(members, key=lambda unit: (-self.profiles[unit.number].evidence, unit.number)):
            own = self.profiles[unit.number]
            if (home := homes.get(self.clusters.root(unit.number))) is not None:
                found[home][0].add(own)
                continue
            scored = [
                (compare(own, known), at)
                for at, (known, number) in enumerate(found[:_RIVALS])
                if self.clusters.may_join(unit.number, number)
            ]
            best = max(scored, key=lambda pair: (pair[0].odds, found[pair[1]][0].mentioned, -pair[1]), default=None)
            if best and best[0].enough:
                known, number = found[best[1]]
                self.join(number, unit.number, "knowledge.same_name", "certain" if len(found) == 1 else "likely", best[0])
                known.add(own)
                homes[self.clusters.root(number)] = best[1]
                for evidence, at in scored:
                    if at != best[1] and evidence.enough:
                        self.rivals[unit.number].add(found[at][1])
            else:
                homes[self.clusters.root(unit.number)] = len(found)
                found.append((own.copied(), unit.number))

    def across(self, kind: str) -> None:
        """Different names, and short names, of different reports."""
        merged: dict[tuple[int, str], Profile] = {}
        gathered: dict[tuple[int, str], list[int]] = defaultdict(list)
        for unit in self.units:
            if unit.type == kind:
                place = (self.clusters.root(unit.number), unit.fullest)
                own = self.profiles[unit.number]
                gathered[place].append(unit.number)
                if place not in merged:
                    merged[place] = own
                else:
                    if len(gathered[place]) == 2:
                        merged[place] = merged[place].copied()
                    merged[place].add(own)
        self._gathered.update({merged[place].number: members for place, members in gathered.items()})
        merged = self._shared(merged)
        self._fit(_pairs(merged.values(), keys), "likely")

    def _shared(self, merged: Mapping[tuple[int, str], Profile]) -> dict[tuple[int, str], Profile]:
        """What is known of a group is known of all its names."""
        groups: dict[int, list[str]] = defaultdict(list)
        for root, name in merged:
            groups[root].append(name)
        found = dict(merged)
        for root, names in groups.items():
            if len(names) > 1:
                known = merged[root, names[0]].copied()
                for name in names[1:]:
                    known.add(merged[root, name])
                for name in names:
                    own = merged[root, name]
                    grown = found[root, name] = own.copied()
                    grown.add(known)
                    grown.documents, grown.heads, grown.mentioned = own.documents, own.heads, own.mentioned
        return found

    def _fit(self, pairs: Iterable[tuple[Profile, Profile]], grade: str) -> None:
        """Join what scores enough, longest short forms first; a short form that fits two entities alike joins neither."""
        fits: dict[int, list[tuple[Evidence, Profile, Profile]]] = defaultdict(list)
        agree: set[tuple[int, int]] = set()
        for one, other in pairs:
            if self.clusters.together(one.number, other.number):
                continue
            evidence = compare(one, other)
            if evidence.enough:
                agree.add((one.number, other.number))
                short, full = sorted((one, other), key=_length)
                fits[short.number].append((evidence, short, full))
        order = {number: found[0][1] for number, found in fits.items()}
        for number in sorted(fits, key=lambda number: (-len(order[number].words), order[number].name, number)):
            self._settle(fits[number], grade, agree)

    def _settle(self, fits: Sequence[tuple[Evidence, Profile, Profile]], grade: str, agree: Container[tuple[int, int]]) -> None:
        """One short form and all that it fits; what fits the best of these as well is no rival of it."""
        best: dict[int, tuple[Evidence, Profile, Profile]] = {}
        for fit in fits:
            if self.clusters.may_join(fit[1].number, fit[2].number):
                root = self.clusters.root(fit[2].number)
                if root not in best or best[root][0].odds < fit[0].odds:
                    best[root] = fit
        ranked = sorted(best.values(), key=lambda fit: (-fit[0].odds, fit[2].number))
        if not ranked:
            return
        best_fit = ranked[0]
        evidence, short, full = best_fit
        others = [
            fit for fit in ranked[1:] if not (_in_order(full.number, fit[2].number) in agree or _of_one_name(best_fit, fit))
        ]
        self.rivals[short.number] |= {fit[2].number for fit in others}
        if others and evidence.odds - others[0][0].odds < weights.clear_lead():
            self.rivals[short.number].add(full.number)
            return
        self.join(full.number, short.number, f"knowledge.{evidence.meets}", grade, evidence)
        for other, _, fuller in ranked[1:]:
            if _at_both_ends(evidence, other) and other.odds >= weights.clear_lead():
                self.join(fuller.number, short.number, f"knowledge.{other.meets}", grade, other)
                return


def _of_one_name(best: tuple[Evidence, Profile, Profile], fit: tuple[Evidence, Profile, Profile]) -> bool:
    """A body's namesake by the very same words, which is weighed in its own turn; or a name that is longer at the other end."""
    evidence, short, full = fit
    return full.type == "ORG" and (full.words == short.words or _at_both_ends(best[0], evidence))


def _at_both_ends(one: Evidence, other: Evidence) -> bool:
    """قوات المقاومة الشعبية and المقاومة الشعبية اليمنية: neither holds the other, and المقاومة الشعبية is short for both."""
    return {one.meets, other.meets} == {"head_left_out", "end_left_out"}


def _in_order(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _length(profile: Profile) -> tuple[int, str, int]:
    parts = profile.parts if profile.type == "PER" else profile.words
    return len(parts), profile.name, profile.number


def _pairs(
    profiles: Iterable[Profile], blocks_of: Callable[[Profile], Iterable[tuple[str, ...]]]
) -> Iterator[tuple[Profile, Profile]]:
    """Profiles that share a block, each pair once, in order of their numbers."""
    blocks: dict[tuple[str, ...], list[Profile]] = defaultdict(list)
    for profile in profiles:
        for key in blocks_of(profile):
            blocks[key].append(profile)
    seen: set[int] = set()
    for key in sorted(blocks):
        members = blocks[key]
        if len(members) > CAP:
            members = _narrowed(members)
        for one, other in combinations(members, 2):
            # One number for a pair: there are millions of them.
            pair = (min(one.number, other.number) << _BITS) + max(one.number, other.number)
            if pair not in seen:
                seen.add(pair)
                yield (one, other) if one.number < other.number else (other, one)


def _narrowed(members: Sequence[Profile]) -> list[Profile]:
    """Of a block that is too full, the profiles with most known of them: what has nothing around it could join nobody there."""
    return sorted(members, key=lambda profile: (-profile.evidence, -len(profile.documents), profile.number))[:CAP]
