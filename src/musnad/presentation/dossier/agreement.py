"""Grammatical gender of names and the form of counted nouns, for sentences that agree with them."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from musnad.lexicons import load
from musnad.records import MentionType
from musnad.script import plain
from musnad.script.clitics import split

Gender = Literal["m", "f", "p"]
"""Masculine, feminine, or many people (`الحوثيون`)."""

_FEMININE_ENDINGS = ("ة", "اء", "ى", "ات")


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(plain(str(word)) for word in load("agreement", "musnad.presentation.dossier")[name])


def _bare(word: str) -> str:
    word = word.strip("«»“”\"'()[]،.")
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def gender_of_name(name: str, kind: MentionType, titles: tuple[str, ...] = ()) -> Gender:
    """Gender of a name in a sentence; a person's own titles (`مديرة`) tell more than the name.

    Bodies take that of their head word (`لواء` masculine, `كتائب` feminine), places are feminine unless they say otherwise.
    """
    first = _bare(plain(name).split(" ")[0]) if name.strip() else ""
    if kind == "PER":
        heads = [_bare(plain(title).split(" ")[0]) for title in titles if title.strip()]
        heads = [head for head in heads if head not in _list("offices")]
        if heads:
            return "f" if sum(head.endswith("ة") for head in heads) * 2 > len(heads) else "m"
        if first in _list("women"):
            return "f"
        if first in _list("men") or first in _list("men_in_a"):
            return "m"
        return "f" if first.endswith(("ة", "اء")) else "m"
    if kind == "ORG" and is_plural(first):
        return "p"
    if first in _list("masculine"):
        return "m"
    if first in _list("feminine") or first.endswith(_FEMININE_ENDINGS):
        return "f"
    return "f" if kind == "LOC" else "m"


def gender_of_nameless(label: str) -> Gender:
    """Of a nameless source: `شهود عيان` and `ناشطون محليون` are many people, `مصادر محلية` is feminine."""
    first = _bare(plain(label).split(" ")[0]) if label.strip() else ""
    if first in _list("people") or (first.endswith(("ون", "ين")) and len(first) > 4):
        return "p"
    return gender_of_name(label, "ORG")


def is_plural(word: str) -> bool:
    """True for a sound plural made of an adjective of belonging: الحوثيون, الإيزيديين."""
    return _bare(plain(word)).endswith(("يون", "يين")) and len(_bare(plain(word))) > 5


def in_case(name: str, *, nominative: bool) -> str:
    """A name of many people in its case: `قال الحوثيون`, `على الحوثيين`; other names stay as they are."""
    old, new = ("ين", "ون") if nominative else ("ون", "ين")
    words = name.split(" ")
    if not is_plural(words[-1]) and not is_plural(words[0]):
        return name
    # In `المتمردون الحوثيون` both words bear the case; in `ميليشيات المتمردين الحوثيين` the first hides it.
    if not _bare(plain(words[0])).endswith(("ين", "ون")):
        return name
    return " ".join(word[:-2] + new if word.endswith(old) else word for word in words)


def nameless_in_case(label: str, *, nominative: bool) -> str:
    """A nameless source in its case: `قال ناشطون محليون`, `نقلًا عن ناشطين محليين`."""
    old, new = ("ين", "ون") if nominative else ("ون", "ين")
    words = label.split(" ")
    for position, word in enumerate(words):
        if not (word.endswith(old) and len(word) > 4):
            break
        words[position] = word[:-2] + new
    return " ".join(words)


def without_preposition(label: str) -> str:
    """Words cut out behind a preposition that is written onto them: `للشهود` → `الشهود`, `لمصادر محلية` → `مصادر محلية`."""
    first, space, rest = label.partition(" ")
    parted = split(first)
    if parted.proclitics == ("ل",) and first.startswith("لل"):
        return f"ال{first[2:]}{space}{rest}"
    if (
        parted.proclitics[:1] in {("ل",), ("ب",)}
        and len(first) > 3
        and _bare(plain(first[1:])) in _list("people") | _list("feminine")
    ):
        return f"{first[1:]}{space}{rest}"
    return label


def counted(number: int, noun: dict[str, Any], few_numbers: dict[int, Any]) -> str:
    """`number` with its noun: تقرير واحد، تقريرين، ثلاثة تقارير، 11 تقريرًا; in English `three reports`, `11 reports`."""
    if number == 1:
        return str(noun["one"])
    if "two" not in noun:
        return f"{few_numbers.get(number, number)} {noun['few']}"
    if number == 2:
        return str(noun["two"])
    if 3 <= number <= 10:
        # Three to ten take the gender opposite to the noun's: ثلاثة تقارير، ثلاث وسائل.
        return f"{few_numbers[number][0 if noun['gender'] == 'm' else 1]} {noun['few']}"
    rest = number % 100
    form = "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "hundred"
    return f"{number} {noun[form]}"
