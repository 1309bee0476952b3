"""How two names meet: the one named way in which the one may be a form of the other, or none. Parts and words, never likeness."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from musnad.knowledge.acronyms import fits
from musnad.knowledge.names import folded, headless, is_kunya, organisation_head
from musnad.knowledge.resolution import spelling
from musnad.knowledge.resolution.profiles import Profile
from musnad.lexicons import load

_LOOSE = frozenset(map(folded, (
    "حركة", "جماعة", "تنظيم", "ميليشيا", "مليشيا", "ميليشيات", "مليشيات", "قوات", "مسلحو", "مجموعة", "فصيل", "عناصر", "حزب",
)))  # fmt: skip
"""Heads that writers exchange for one another before the same name (جماعة كذا, ميليشيا كذا)."""
_FORCES = frozenset(map(folded, ("قوات", "القوات", "جيش", "طيران", "مخابرات", "ميليشيات", "مليشيات")))
_RULERS = frozenset(map(folded, ("نظام", "حكومة", "دولة", "سلطة", "إدارة")))
_ADDED = 4
"""Words that a fuller name of a body may have beyond the shorter."""


def meeting(one: Profile, other: Profile) -> str | None:
    """Name of the way in which the two names meet."""
    if one.type != other.type:
        return None
    if one.type == "PER":
        return persons(one.parts, other.parts)
    if one.type in ("ORG", "EVT"):
        return _headed(one, other) or bodies(one.name, other.name)
    return _headed(one, other)


@lru_cache(maxsize=30_000)
def persons(one: Sequence[str], other: Sequence[str]) -> str | None:
    """How two names of persons meet."""
    if one == other:
        return "same_full_name" if len(one) > 1 else "same_kunya" if is_kunya(one[0]) else "same_single_name"
    short, full = sorted((one, other), key=lambda parts: (len(parts), parts))
    if len(short) == 1:
        return _single(short[0], full)
    if _bare(short) == _bare(full):
        return "son_of_left_out"
    if len(short) == len(full):
        if all(one.removeprefix("ال") == other.removeprefix("ال") for one, other in zip(short, full, strict=True)):
            return "article_left_out"
        return "part_spelt_otherwise" if all(map(spelling.alike, short, full)) else None
    if short == full[1:] or short == full[-len(short) :]:
        return "first_part_left_out"
    rest = iter(_bare(full))
    if short[0] != full[0] or not all(part in rest for part in _bare(short)):
        return None
    if short[-1] == full[-1]:
        return "inner_part_left_out"
    return "kunya_left_out" if full[: len(short)] == short and is_kunya(full[len(short)]) else "last_part_left_out"


def _single(name: str, full: Sequence[str]) -> str | None:
    if is_kunya(name):
        return "kunya_alone" if name in full else None
    if len(full) == 1:
        return "single_name_spelt_otherwise" if spelling.alike(name, full[0]) else None
    if name.removeprefix("بن ") == full[-1].removeprefix("بن "):
        return "surname_alone"
    return "given_name_alone" if name == full[0] else None


def _bare(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.removeprefix("بن ") for part in parts)


def _headed(one: Profile, other: Profile) -> str | None:
    """`حكومة “الإنقاذ”` beside `حكومة الإنقاذ`: the head left outside the one is the head of the other."""
    for bare, full in ((one, other), (other, one)):
        if one.type == "LOC":
            first, _, rest = full.name.partition(" ")
            if rest == bare.name and first.removeprefix("ال") in bare.heads:
                return "head_stands_before"
            continue
        head = organisation_head(full.name)
        plain = head.removeprefix("ال") if head else full.words[0] if one.type == "EVT" and len(full.words) > 1 else None
        rest = headless(full.name) if head else " ".join(full.words[1:])
        if plain in bare.heads and rest == bare.name and not _forces_of(full.name):
            return "head_stands_before"
        if one.type == "EVT" and len(bare.words) > 1 and rest == bare.name:
            return "head_left_out"
    return None


@lru_cache(maxsize=30_000)
def bodies(one: str, other: str) -> str | None:
    """How two names of organisations meet."""
    if one.replace(" ", "") == other.replace(" ", ""):
        return "same_name"
    short, full = sorted((one.split(), other.split()), key=lambda words: (len(words), words))
    if len(short) == len(full):
        return _of_one_length(one, other, short, full)
    bare, whole = " ".join(short), untailed(" ".join(full))
    if len(short) == 1:
        if fits(bare, whole) and len(full) > 1:
            return "acronym_letters" if full[-1] != bare else "acronym_beside_name"
        if headless(whole) == bare and organisation_head(whole) and not _mere_adjectives(whole):
            return "head_left_out_one_word"
        return None
    if organisation_head(whole) and headless(whole) == bare and not _mere_adjectives(whole) and not _forces_of(whole):
        return "head_left_out"
    if len(full) - len(short) > _ADDED:
        return None
    if tuple(short) == tuple(full[: len(short)]):
        return "end_left_out"
    if all(map(_alike, short, full)):
        return "end_left_out_article_added"
    if _directorate_of(whole) == bare:
        return "head_left_out"
    if _heads_apart(bare, whole):
        return None
    rest = iter(full)
    if _alike(short[0], full[0]) and all(any(_alike(word, candidate) for candidate in rest) for word in short):
        return "middle_left_out"
    return None


@cache
def _tails() -> frozenset[str]:
    return frozenset(folded(word) for word in load("outlet_cues")["name_ends"])


@lru_cache(maxsize=30_000)
def untailed(name: str) -> str:
    """`وكالة كذا للأنباء` without what merely says that it is an outlet; a name of two words keeps it."""
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 2 and words[-1] in _tails() else name


def _of_one_length(one: str, other: str, short: Sequence[str], full: Sequence[str]) -> str | None:
    if all(map(_alike, short, full)):
        return "same_name"
    heads = {organisation_head(one), organisation_head(other)}
    if headless(one) == headless(other) and None not in heads:
        return "loose_heads_differ" if heads <= _LOOSE else None
    if all(_alike(a, b) or spelling.alike(a, b) for a, b in zip(short, full, strict=True)):
        return "word_spelt_otherwise"
    return "words_in_other_order" if len(short) > 2 and in_any_order(short) == in_any_order(full) else None


_DIRECTORATES = ("المديريه العامه ل", "الاداره العامه ل", "القياده العامه ل")


def _directorate_of(full: str) -> str | None:
    """`المديرية العامة لقوى كذا`: the head office of a force is written for the force."""
    opened = next((opening for opening in _DIRECTORATES if full.startswith(opening)), None)
    rest = full.removeprefix(opened) if opened else None
    # `للأمن` is written for `ل` and `الأمن`.
    return f"ا{rest}" if rest and rest.startswith("ل") and not rest.startswith("لل") else rest


def _heads_apart(short: str, full: str) -> bool:
    """Of two heads; `الهيئة الوطنية` is `هيئة` with an adjective."""
    one, other = (_stem((organisation_head(name) or name).split()[0]) for name in (short, full))
    return one != other


@lru_cache(maxsize=30_000)
def _alike(one: str, other: str) -> bool:
    """One word with or without article or joined lam."""
    if one == other or _stem(one) == _stem(other) or (one == other.removeprefix("و") and len(one) > 3):
        return True
    # `هيئة متابعة كذا` beside `الهيئة الوطنية لمتابعة كذا`.
    return len(one) > 3 and (other == f"ل{one}" or one == f"ل{other}")


def in_any_order(words: Sequence[str]) -> tuple[str, ...]:
    """`مجلس القضاء الأعلى` and `المجلس الأعلى للقضاء` alike: words without article and joined lam, sorted."""
    plain = (_stem(word) for word in words)
    return tuple(sorted(word[1:] if word.startswith("ل") and len(word) > 4 else word for word in plain))


def _stem(word: str) -> str:
    if word.startswith("لل"):
        return word[2:]
    if word.startswith("ال") and len(word) > 4:
        return word[2:]
    return word


def _forces_of(full: str) -> bool:
    """`قوات نظام كذا`: a regime or government has forces and is not its forces; an army and its forces are one."""
    head = organisation_head(full)
    ruler = headless(full).split()[:1]
    return head in _FORCES and bool(ruler) and ruler[0].removeprefix("ال") in _RULERS


def _mere_adjectives(full: str) -> bool:
    """`المجلس العسكري السوري`: behind a head with the article stand adjectives, which name nobody by themselves."""
    return full.startswith("ال") and headless(full).startswith("ال")
