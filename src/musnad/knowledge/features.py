"""When two names of one type may be one entity: small named features with weights, each with its sentence.

A table like this is read and argued about; string similarity is not in it on purpose (حسن صوفان and حسين صوفان are 0.97 alike and
two men). The weights add up; `ENOUGH` is what a join needs. Sentences: lexicons/reasons/knowledge.yml.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from musnad.knowledge.names import any_states_body, folded, headless, is_kunya, organisation_head, person_parts, tells_country
from musnad.knowledge.units import Unit

ENOUGH = 0.8
"""Measured on the pairs of tests/cases/name_pairs.yml: at 0.7 two ministries of one name join, at 0.9 short forms stay apart."""


_FORCES = frozenset(map(folded, ("قوات", "القوات", "جيش", "طيران", "مخابرات", "ميليشيات", "مليشيات")))
_RULERS = frozenset(map(folded, ("نظام", "حكومة", "دولة", "سلطة", "إدارة")))


@dataclass(frozen=True, slots=True)
class Feature:
    """One observation on two units: adds `weight` where it holds. `inside`: counts only within one report."""

    holds: Callable[[Unit, Unit], bool]
    weight: float
    inside: bool | None = None

    @property
    def name(self) -> str:
        """Name of the observation, also the key of its sentence."""
        return self.holds.__name__


def surname_of_fuller_name(one: Unit, other: Unit) -> bool:
    """`صوفان` beside `حسن صوفان`: the short form is the last part of the fuller name, or its kunya."""
    short, full = sorted((person_parts(one.fullest), person_parts(other.fullest)), key=len)
    if len(short) != 1 or len(full) < 2:
        return False
    return short[0] == full[-1] or (is_kunya(short[0]) and short[0] in full)


def kunya_of_kunya(one: Unit, other: Unit) -> bool:
    """`أبو عمر` beside `أبو عمر`, in one report."""
    a, b = person_parts(one.fullest), person_parts(other.fullest)
    return len(a) == len(b) == 1 and a == b


def inner_part_left_out(one: Unit, other: Unit) -> bool:
    """`محمد بن سلمان` beside `محمد بن سلمان آل سعود`: same first part, every part of the shorter in the longer, in order."""
    short, full = sorted((person_parts(one.fullest), person_parts(other.fullest)), key=len)
    if not 2 <= len(short) < len(full) or short[0] != full[0]:
        return False
    rest = iter(full)
    return all(part in rest for part in short)


def generic_head_left_out(one: Unit, other: Unit) -> bool:
    """`تحرير الشام` beside `هيئة تحرير الشام`: the one is the other without its generic head, and two words remain."""
    short, full = sorted((one.fullest, other.fullest), key=lambda name: (len(name), name))
    stripped = organisation_head(full) is not None and headless(full) == short
    return stripped and len(short.split()) >= 2 and not _mere_adjectives(full) and not _forces_of(full)


def _forces_of(full: str) -> bool:
    """`قوات نظام كذا`: a regime or government has forces and is not its forces; an army and its forces are one."""
    head = organisation_head(full)
    ruler = headless(full).split()[:1]
    return head in _FORCES and bool(ruler) and ruler[0].removeprefix("ال") in _RULERS


def _mere_adjectives(full: str) -> bool:
    """`المجلس العسكري السوري`: behind a head with the article stand adjectives, which name nobody by themselves."""
    return full.startswith("ال") and headless(full).startswith("ال")


def head_stands_before(one: Unit, other: Unit) -> bool:
    """`حكومة “الإنقاذ”` beside `حكومة الإنقاذ`: the head left outside the name is the head of the other."""
    return _headed(one, other) or _headed(other, one)


def _headed(bare: Unit, full: Unit) -> bool:
    head = organisation_head(full.fullest)
    if _forces_of(full.fullest):
        return False
    outside = {folded(mention.head).removeprefix("ال") for mention in bare.named if mention.head}
    return head is not None and head.removeprefix("ال") in outside and headless(full.fullest) == bare.fullest


def end_left_out(one: Unit, other: Unit) -> bool:
    """`كتائب النور` beside `كتائب النور المتحدة`: the shorter opens the longer and keeps a distinctive word."""
    short, full = sorted((one.fullest.split(), other.fullest.split()), key=len)
    return 2 <= len(short) < len(full) and full[: len(short)] == short and len(full) - len(short) <= 4


def end_names_country(one: Unit, other: Unit) -> bool:
    """What the shorter leaves out tells bodies of several countries apart: `وزارة الدفاع` beside `وزارة الدفاع التركية`."""
    short, full = sorted((one.fullest.split(), other.fullest.split()), key=len)
    return end_left_out(one, other) and any(tells_country(word) for word in full[len(short) :])


def shorter_is_any_states(one: Unit, other: Unit) -> bool:
    """The shorter is a body that every state has: `وزارة الداخلية` beside `وزارة الداخلية والبلديات`."""
    short = min((one, other), key=lambda unit: len(unit.fullest))
    return end_left_out(one, other) and any_states_body(short.fullest)


def branch_of_shorter(one: Unit, other: Unit) -> bool:
    """The longer is a branch of the shorter, not the shorter itself: what is left out opens with `فرع` or `في`."""
    short, full = sorted((one.fullest.split(), other.fullest.split()), key=len)
    return end_left_out(one, other) and full[len(short)] in ("في", "فرع", "قطاع", "مكتب")


def shared_context(one: Unit, other: Unit) -> bool:
    """Both are tied to one and the same organisation or state."""
    return bool(one.context & other.context)


def one_is_listed(one: Unit, other: Unit) -> bool:
    """Exactly one of them is in a list that would hold the other's name as well, did it mean the same."""
    return bool(one.authorities) != bool(other.authorities)


def shorter_is_listed(one: Unit, other: Unit) -> bool:
    """`الجيش السوري` is listed, `الجيش السوري الموحد` is not: then the longer is somebody else."""
    short = min((one, other), key=lambda unit: len(unit.fullest))
    return end_left_out(one, other) and bool(short.authorities) and one_is_listed(one, other)


PERSON: tuple[Feature, ...] = (
    Feature(surname_of_fuller_name, 0.85, inside=True),
    Feature(surname_of_fuller_name, 0.4, inside=False),
    Feature(kunya_of_kunya, 0.85, inside=True),
    Feature(inner_part_left_out, 0.9, inside=True),
    Feature(inner_part_left_out, 0.5, inside=False),
    Feature(shared_context, 0.45, inside=False),
)
ORGANISATION: tuple[Feature, ...] = (
    Feature(generic_head_left_out, 0.85),
    Feature(head_stands_before, 0.85),
    Feature(end_left_out, 0.85, inside=True),
    Feature(end_left_out, 0.8, inside=False),
    Feature(end_names_country, -0.5, inside=False),
    Feature(shorter_is_any_states, -0.5, inside=False),
    Feature(branch_of_shorter, -0.9),
    Feature(shorter_is_listed, -0.6),
)
TABLES: dict[str, tuple[Feature, ...]] = {"PER": PERSON, "ORG": ORGANISATION, "EVT": (), "LOC": ()}


def compare(one: Unit, other: Unit) -> tuple[float, tuple[str, ...]]:
    """How much speaks for one entity, and the names of what speaks."""
    if one.type != other.type:
        return 0.0, ()
    inside = one.document == other.document
    held = [
        feature for feature in TABLES[one.type]
        if feature.inside in (None, inside) and feature.holds(one, other)
    ]  # fmt: skip
    return round(sum(feature.weight for feature in held), 4), tuple(feature.name for feature in held)
