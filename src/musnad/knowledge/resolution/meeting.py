"""How two names meet: the one named way in which the one may be a form of the other, or none. Parts and words, never likeness."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from musnad.knowledge.acronyms import fits
from musnad.knowledge.names import folded, headless, is_kunya, organisation_head, tells_country
from musnad.knowledge.resolution import commonness, fathers, spelling
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
        return _of_one_count(short, full)
    if short == full[1:] or short == full[-len(short) :]:
        return "father_perhaps" if fathers.son_of(full, short) else "first_part_left_out"
    rest = iter(_bare(full))
    if short[0] != full[0] or not all(part in rest for part in _bare(short)):
        return None
    if short[-1] == full[-1]:
        return "inner_part_left_out"
    if full[: len(short)] == short and is_kunya(full[len(short)]):
        return "kunya_left_out"
    return "house_left_out" if len(full) - len(short) == 1 and full[-1].startswith("ال ") else "last_part_left_out"


def _of_one_count(one: Sequence[str], other: Sequence[str]) -> str | None:
    """Two names of as many parts."""
    if all(a.removeprefix("ال") == b.removeprefix("ال") for a, b in zip(one, other, strict=True)):
        return "article_left_out"
    if not all(map(spelling.alike, one, other)):
        return None
    changed = [pair for pair in zip(one, other, strict=True) if not spelling.one_spelling(*pair)]
    if not changed:
        return "part_spelt_otherwise"
    # `كمال عبدون`, `كمال عابدون`: beside an Arabic given name a vowel more is another name; foreign names have no one spelling.
    arabic = any(a == b and commonness.is_common(a) for a, b in zip(one, other, strict=True))
    return "arabic_part_spelt_otherwise" if arabic else "part_spelt_otherwise"


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
    if len(short) == len(full) and (found := _of_one_length(one, other, short, full)):
        return found
    if len(short) > 1 and (found := _reworded(one, other)):
        return found
    if len(short) == len(full):
        return None
    bare, whole = " ".join(short), untailed(" ".join(full))
    if len(short) == 1:
        if fits(bare, whole) and len(full) > 1:
            return "acronym_letters" if full[-1] != bare else "acronym_beside_name"
        homeless = " ".join(full[:-1]) if len(full) > 2 and tells_country(full[-1]) else whole
        if bare in (headless(whole), headless(homeless)) and organisation_head(whole) and not _mere_adjectives(whole):
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
    tails = _known("hospital_tails") if words and words[0] in _same_heads() and _same_heads()[words[0]] == 0 else _tails()
    return " ".join(words[:-1]) if len(words) > 2 and words[-1] in tails else name


@cache
def _known(name: str) -> frozenset[str]:
    return frozenset(folded(word) for word in load("state_bodies")[name])


@cache
def _same_heads() -> dict[str, int]:
    """Head → number of its group; hospitals are the first."""
    return {folded(head): at for at, group in enumerate(load("state_bodies")["same_heads"]) for head in group}


def _reworded(one: str, other: str) -> str | None:
    """The same words joined otherwise: في كذا, لمدينة كذا, بحكومة كذا; and heads that writers exchange."""
    if len(unjoined(one)) > 2 and in_any_order(unjoined(one)) == in_any_order(unjoined(other)):
        return "joined_otherwise"
    (head, rest), (second, behind) = (same_head(untailed(name)) for name in (one, other))
    return "loose_heads_differ" if rest and rest == behind and head is not None and head == second else None


def same_head(name: str) -> tuple[int | None, str]:
    """Group of the heads that writers exchange (مستشفى, مشفى), and the name behind it."""
    words = name.split()
    for length in (2, 1):
        head = " ".join(words[:length])
        if head in _same_heads():
            return _same_heads()[head], " ".join(words[length:])
    return None, name


@lru_cache(maxsize=30_000)
def unjoined(name: str) -> tuple[str, ...]:
    """The words without في and the nouns of settlements, a joined ب or ل before a known head taken off."""
    found = []
    for at, word in enumerate(name.split()):
        bare = word[1:] if word[:1] in "بل" else ""
        plain = bare if bare and (bare in _known("settlements") or organisation_head(f"{bare} س")) else word
        if at == 0 or (plain != "في" and plain not in _known("settlements")):
            found.append(plain)
    return tuple(found)


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
