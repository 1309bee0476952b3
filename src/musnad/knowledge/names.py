"""Names taken apart: what is compared when two mentions may be one entity. Everything here is folded text."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from musnad.lexicons import load
from musnad.script import search_key

_KUNYA = {"ابي": "ابو", "ابا": "ابو", "ابو": "ابو", "بو": "ابو", "ام": "ام"}
_GLUED_KUNYA = re.compile(r"^(?:ابو(?=[^ ]{3,})|بو(?=عبد(?:ال|ه)))")
_GLUED_SERVANT = re.compile(r"^عبد(?=ال|ربه$)")
_GLUED_SECOND = re.compile(r"^(\w{2,})(الله|الدين)$")
_SECONDS = frozenset({"الله", "الدين"})
"""Words that close the part before them: نصر الله, نور الدين, also written as one word."""
_OPENERS = frozenset({"ابو", "بو", "ام", "عبد", "بن", "ابن", "ال", "بنت", "بيت"})
"""Words that form one part of a name with the word behind them: أبو عمر, عبد الله, بن سلمان, آل سعود."""
_COUNTRYSIDE = {"ريفي": "ريف", "ارياف": "ريف", "ريفا": "ريف"}
_SIDES = frozenset({"الشمالي", "الجنوبي", "الشرقي", "الغربي", "الشماليه", "الجنوبيه", "الشرقيه", "الغربيه", "الاوسط"})


@lru_cache(maxsize=60_000)
def folded(name: str) -> str:
    """The name folded, hyphens and marks of quotation as spaces."""
    return " ".join(re.sub(r"[-–ـ\"“”«»()']", " ", search_key(name)).split())


@lru_cache(maxsize=60_000)
def tight(name: str) -> str:
    """Folded without spaces: `كفر نبودة` and `كفرنبودة` are one spelling."""
    return folded(name).replace(" ", "")


@lru_cache(maxsize=30_000)
def person_parts(name: str) -> tuple[str, ...]:
    """`أبي محمد الجولاني` → (`ابو محمد`, `الجولاني`); `أبوعمر` → (`ابو عمر`,); `عبدالله المحيسني` → (`عبد الله`, `المحيسني`)."""
    words: list[str] = []
    for word in folded(name).split():
        if _GLUED_KUNYA.match(word):
            rest = word.removeprefix("ا").removeprefix("بو")
            words += ["ابو", *(("عبد", rest[3:]) if _GLUED_SERVANT.match(rest) else (rest,))]
        elif _GLUED_SERVANT.match(word):
            words += ["عبد", word[3:]]
        elif glued := _GLUED_SECOND.match(word):
            words += glued.groups()
        else:
            words.append(_KUNYA.get(word, word))
    parts: list[str] = []
    pending: list[str] = []
    for word in words:
        if word in _SECONDS and parts and not pending:
            parts[-1] += f" {word}"
            continue
        pending.append(word)
        if word not in _OPENERS:
            parts.append(" ".join(pending))
            pending = []
    if pending:
        parts.append(" ".join(pending))
    if (len(parts) > 2 and parts[0] in _titles()) or (len(parts) == 2 and parts[0] in _mere_titles()):
        del parts[0]
    return tuple(parts)


@cache
def _titles() -> frozenset[str]:
    """Titles with the article, which no name opens with: الشيخ, الدكتور."""
    return _mere_titles() | {"السيد", "الحاج", "القاضي", "الامير", "الاب", "ملا", "مولانا"}


@cache
def _mere_titles() -> frozenset[str]:
    """Those with which a single name stays single: `الدكتور أحمد` of two reports need not be one; السيد is a given name too."""
    return frozenset({
        "الشيخ", "الدكتور", "الدكتوره", "الاستاذ", "المهندس", "المحامي", "الملا", "العميد", "العقيد", "اللواء", "الرايد",
        "المقدم", "الفريق", "المشير", "النقيب", "الملازم",
    })  # fmt: skip


def is_kunya(part: str) -> bool:
    """True for `أبو عمر`, `أم علي`."""
    return part.startswith(("ابو ", "ام "))


@cache
def _nationalities() -> frozenset[str]:
    found: set[str] = set()
    for stem, entry in load("nationalities").items():
        base = folded(stem)
        found.update({base, f"ال{base}", f"{base}ه", f"ال{base}ه", *(folded(name) for name in entry["names"])})
    return frozenset(found)


def tells_country(word: str) -> bool:
    """True for `التركية`, `سوريا`: what tells two ministries of one name apart."""
    return word in _nationalities()


@cache
def _state_bodies() -> frozenset[str]:
    return frozenset(folded(words) for words in load("state_bodies")["first_words"])


@lru_cache(maxsize=30_000)
def any_states_body(name: str) -> bool:
    """True for `وزارة الداخلية`, `الجيش`: every state has one, and no word of the name tells which."""
    words = folded(name).split()
    if any(tells_country(word) for word in words):
        return False
    plain = " ".join(words).removeprefix("ال")
    titled = any(plain == first or plain.startswith(f"{first} ") for first in _state_bodies())
    return numbered_unit(name) or (titled and len(words) <= 3)


@lru_cache(maxsize=30_000)
def states_body(name: str) -> bool:
    """True for a body of a title that states have, also where a word tells which (مصرف ليبيا المركزي, وزارة الصحة اليمنية)."""
    words = [word for word in folded(name).split() if not tells_country(word)]
    plain = " ".join(words).removeprefix("ال")
    return any(plain == first or plain.startswith(f"{first} ") for first in _state_bodies())


@lru_cache(maxsize=30_000)
def numbered_unit(name: str) -> bool:
    """True for `الفرقة الرابعة`, `اللواء 35 مدرع`: armies of many countries have it, and no word tells which."""
    words = folded(name).split()
    if len(words) < 2 or any(tells_country(word) for word in words):
        return False
    rest = [word.removeprefix("ال") for word in words[1:]]
    known = load("state_bodies")
    ordinals, kinds = frozenset(map(folded, known["ordinals"])), frozenset(map(folded, known["unit_kinds"]))
    plain = all(word.isdigit() or word in ordinals | kinds for word in rest)
    return words[0].removeprefix("ال") in frozenset(map(folded, known["numbered"])) and plain


@cache
def _local_heads() -> frozenset[str]:
    return frozenset(folded(word) for word in load("state_bodies")["local_heads"])


@lru_cache(maxsize=30_000)
def works_in_one_country(name: str) -> bool:
    """True for `حزب النور`, `نادي الهلال`: bodies of this name in two countries are two, as a rule."""
    first = folded(name).split()[0] if name else ""
    return first in _local_heads() or first.removeprefix("ال") in _local_heads()


@cache
def _heads() -> dict[str, bool]:
    return {folded(word): bool((entry or {}).get("inside", True)) for word, entry in load("organisation_heads")["heads"].items()}


@lru_cache(maxsize=30_000)
def organisation_head(name: str) -> str | None:
    """The generic word that opens the name: `حركة` of `حركة أحرار الشام`; the longest that fits."""
    words = folded(name).split()
    for length in (3, 2, 1):
        head = " ".join(words[:length])
        if len(words) > length and (head in _heads() or (head.startswith("ال") and head[2:] in _heads())):
            return head
    return None


@lru_cache(maxsize=30_000)
def headless(name: str) -> str:
    """The name behind its generic head; the whole name where it has none."""
    key, head = folded(name), organisation_head(name)
    return key[len(head) + 1 :] if head else key


@lru_cache(maxsize=30_000)
def place_core(name: str) -> str:
    """`ريفي حماة الشمالي والغربي` → `ريف حماه`: one countryside; a single side stays part of the name (ريف حماة الشمالي)."""
    words = folded(name).split()
    if words and words[0] in _COUNTRYSIDE:
        words[0] = _COUNTRYSIDE[words[0]]
    joined = [at for at, word in enumerate(words) if word.startswith("و") and word[1:] in _SIDES]
    if words and words[0] == "ريف" and joined:
        words = [word for word in words if word not in _SIDES and word.removeprefix("و") not in _SIDES]
    return "".join(words)
