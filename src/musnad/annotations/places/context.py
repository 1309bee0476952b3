"""What stands around a place name: the head before it, words of position, the next place and the words that link the two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from musnad.lexicons import load
from musnad.records import Mention, Quantity, Report
from musnad.script import fold

_TOKEN = re.compile(r"[0-9A-Za-z\u0621-\u065f\u0670-\u06d3\u06f0-\u06f9]+|[^\s\w]")
_END = frozenset(".؛!؟?:…")
_QUOTES = frozenset("\"'«»“”‘’()[]„")
_SEVERAL = ("ريفي ", "ريفا ", "أرياف ")
_BEFORE, _GAP, _BEHIND = 70, 60, 24
"""Characters looked at before a name, between two names, and behind one."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark around a name, folded."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class Position:
    """Words of position before a name: a side, the surroundings or the middle, and a distance where the words give one."""

    start: int
    words: str
    bearing: float | None = None
    around: float | None = None
    middle: bool = False
    km: float | None = None
    diagonal: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """How the words between a name and the next tie them: `inside`, `near` or `list`; the bearing runs from the next to this."""

    kind: str
    bearing: float | None = None


@dataclass(slots=True)
class Naming:
    """One place mention with what stands around it."""

    mention: Mention
    key: str
    """Folded name, without a head that the span holds."""
    head: str = ""
    kinds: tuple[str, ...] = ()
    position: Position | None = None
    country: str = ""
    """Country of an adjective of nationality right behind."""
    link: Link | None = None
    between: bool = False
    """بين stands before it and و between it and the next."""
    paragraph: int = 0
    base: str = ""
    """Of a countryside: the folded name of the place whose countryside it is."""
    sides: tuple[float, ...] = field(default=())
    """Bearings of the adjectives behind a countryside."""
    at_place: bool = False
    """A facility that no list holds, named after the town that its candidates are."""
    side_of: str = ""
    """Country of which the name is a side (الجنوب الليبي)."""
    both: bool = False
    """The adjectives are joined by و: the one side and the other, not the corner between them."""


@cache
def cues() -> dict[str, Any]:
    """The lexicon, folded."""
    raw = load("place_cues")

    def table(section: str) -> dict[str, Any]:
        return {fold(word).text: value for word, value in raw[section].items()}

    def words(section: str) -> frozenset[str]:
        return frozenset(fold(word).text for word in raw[section])

    sides = table("sides")
    for word, degree in list(sides.items()):
        sides["ال" + word] = degree
    return {
        "kinds": table("kinds"), "sides": sides, "side_adjectives": table("side_adjectives"), "around": table("around"),
        **{section: words(section) for section in
           ("inside", "near", "passing", "middle", "countrysides", "kilometres", "at_place", "between_head_and_name")},
    }  # fmt: skip


@cache
def nationalities() -> dict[str, str]:
    """Adjective of nationality (folded, both genders, with article) → country code."""
    found: dict[str, str] = {}
    for stem, entry in load("nationalities").items():
        base = fold(stem).text
        for word in (base, f"{base}ه"):
            found[f"ال{word}"] = entry["code"]
    return found


def namings(report: Report) -> list[Naming]:
    """Every place mention in order, with its surroundings."""
    text = report.document.text
    mentions = sorted(
        (mention for mention in report.mentions if mention.type == "LOC" and not mention.nominal),
        key=lambda mention: (mention.span.start, -mention.span.end),
    )
    starts = [line.span.start for line in report.document.lines]
    found: list[Naming] = []
    for number, mention in enumerate(mentions):
        naming = _named(mention)
        before = list(_before(text, mention.span.start))
        _head(naming, before)
        naming.position = _position(naming, before, report.quantities)
        behind = [word.folded for word in _words(text, mention.span.end, mention.span.end + _BEHIND)][:2]
        naming.country = next((nationalities()[word] for word in behind[:1] if word in nationalities()), "")
        naming.paragraph = sum(1 for start in starts if start <= mention.span.start)
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        if following is not None and 0 <= following.span.start - mention.span.end <= _GAP:
            naming.link = _link(text[mention.span.end : following.span.start])
        naming.between = _is_between(before, naming)
        last = found[-1] if found else None
        if last and last.link and last.link.kind == "list" and last.mention.name.startswith(_SEVERAL) and not naming.head:
            naming.base = naming.base or naming.key  # ريفي حماة وإدلب: the second is a countryside too
        found.append(naming)
    return found


def _named(mention: Mention) -> Naming:
    """Head, name and sides that the span itself holds (محافظة السويداء, ريف إدلب الجنوبي)."""
    words = fold(mention.name).text.replace("-", " ").split()
    naming = Naming(mention, " ".join(words))
    if len(words) == 2 and words[0] in cues()["sides"] and words[1] in nationalities():
        naming.side_of, naming.sides = nationalities()[words[1]], (float(cues()["sides"][words[0]]),)
    elif len(words) > 1 and words[0] in cues()["countrysides"]:
        end, sides = len(words), cues()["side_adjectives"]
        while end > 2 and words[end - 1].removeprefix("و") in sides:
            end -= 1
        naming.base = " ".join(words[1:end])
        naming.sides = tuple(float(sides[word.removeprefix("و")]) for word in words[end:])
        naming.both = any(word not in sides for word in words[end:])
    elif len(words) > 1 and words[0] in cues()["kinds"]:
        naming.head, naming.kinds = words[0], tuple(cues()["kinds"][words[0]])
    if mention.head and not naming.head:
        naming.head = fold(mention.head).text
        naming.kinds = tuple(cues()["kinds"].get(naming.head, ()))
    return naming


def _words(text: str, start: int, end: int) -> Iterator[Word]:
    for match in _TOKEN.finditer(text, max(0, start), end):
        yield Word(match.start(), match.end(), fold(match.group()).text)


def _before(text: str, end: int) -> Iterator[Word]:
    """The words before a name, the nearest first, back to the end of a sentence; quotation marks left out."""
    line = text.rfind("\n", 0, end) + 1
    for word in reversed(list(_words(text, max(line, end - _BEFORE), end))):
        if word.folded in _END:
            return
        if word.folded not in _QUOTES:
            yield word


def _bare(word: str, table: Any) -> str | None:
    """The word as the table holds it, with و ف ب ل ك before it or without."""
    if word in table:
        return word
    if len(word) > 3 and word[0] in "وفبلك" and word[1:] in table:
        return word[1:]
    if len(word) > 4 and word[:2] in ("وب", "ول", "فب", "فل", "لل") and word[2:] in table:
        return word[2:]
    return None


def _head(naming: Naming, before: list[Word]) -> None:
    """The head before the name; taken off `before`, so that words of position stand first."""
    skip = 1 if before and (before[0].folded in nationalities() or before[0].folded in cues()["between_head_and_name"]) else 0
    if len(before) > skip and (head := _bare(before[skip].folded, cues()["kinds"])):
        if not naming.base:
            naming.head, naming.kinds = head, tuple(cues()["kinds"][head])
        if skip and (code := nationalities().get(before[0].folded)):
            naming.country = code
        if before[skip].folded == head or before[skip].folded[0] in "وف":
            del before[: skip + 1]


def _position(naming: Naming, before: Sequence[Word], quantities: Sequence[Quantity]) -> Position | None:
    """شمال X · شمال شرقي مدينة X · إلى الشمال من X · محيط X · وسط X · على بعد 20 كم غرب X."""
    at = 1 if before and before[0].folded in ("من", "ل", "عن") else 0
    found: list[float] = []
    start = index = at
    while index < len(before) and len(found) < 2:
        word = _bare(before[index].folded, cues()["sides"]) or _bare(before[index].folded, cues()["side_adjectives"])
        if word is None:
            break
        table = cues()["sides"] if word in cues()["sides"] else cues()["side_adjectives"]
        found.append(float(table[word]))
        index += 1
    words = list(reversed(before[:index]))
    if found:
        if at and not words[0].folded.lstrip("وفبلك").startswith("ا"):
            return None if not _far(before, index, quantities) else _made(words, found, _far(before, index, quantities))
        return _made(words, found, _far(before, index, quantities))
    if at < len(before) and (around := _bare(before[start].folded, cues()["around"])):
        return Position(before[start].start, before[start].folded, around=float(cues()["around"][around]))
    if at < len(before) and _bare(before[start].folded, cues()["middle"]):
        return Position(before[start].start, before[start].folded, middle=True)
    if at and (km := _far(before, at, quantities)):
        return Position(before[at].start, f"{km:g} كم", km=km)
    return None


def _made(words: list[Word], found: list[float], km: float | None) -> Position:
    degrees = found[0]
    if len(found) == 2:
        a, b = sorted(found)
        degrees = 315.0 if (a, b) == (0.0, 270.0) else (a + b) / 2
    return Position(
        words[0].start, " ".join(word.folded for word in words), bearing=degrees, km=km, diagonal=len(set(found)) == 2
    )  # fmt: skip


def _far(before: Sequence[Word], index: int, quantities: Sequence[Quantity]) -> float | None:
    """Kilometres counted right before the word at `index` (the words run backwards)."""
    end = before[index - 1].start if index else None
    units = cues()["kilometres"]
    for quantity in quantities:
        if quantity.value is None or not quantity.unit or end is None or not 0 <= end - quantity.span.start <= 45:
            continue
        if fold(quantity.unit).text.split()[0] in units and quantity.span.end <= end:
            return quantity.value
    for place in (index, index + 1, index + 2):
        if place + 1 < len(before) and before[place].folded in units and before[place + 1].folded.isdigit():
            return float(before[place + 1].folded)
    return None


def _is_between(before: Sequence[Word], naming: Naming) -> bool:
    return bool(before) and before[0].folded in ("بين", "وبين") and naming.link is not None and naming.link.kind == "list"


def _link(gap: str) -> Link | None:
    """What the words between two names say."""
    words = [word.folded for word in _words(gap, 0, len(gap)) if word.folded not in _QUOTES]
    if any(word in _END for word in words) or "\n" in gap:
        return None
    tables, inside, near, sides = cues(), False, False, []
    if words and words[0] in nationalities():
        words = words[1:]
    if all(word in ("و", "،", ",", "-", "–", "/") or _bare(word, tables["kinds"]) for word in words):
        return Link("inside") if _joined_by_preposition(words) else Link("list") if words else None
    for word in words:
        if word.isdigit() or word in ("،", ","):
            continue
        side = _bare(word, tables["sides"]) or _bare(word, tables["side_adjectives"])
        if side is not None:
            sides.append(float(tables["sides"].get(side, tables["side_adjectives"].get(side, 0))))
            near = True
        elif word in tables["inside"] or (word in ("ب", "ل")):
            inside = True
        elif _bare(word, tables["near"]):
            near = True
        elif _bare(word, tables["passing"]) or _bare(word, tables["kinds"]):
            inside = inside or (word[0] in "بل" and word not in tables["passing"] and word not in tables["kinds"])
        else:
            return None
    if near and sides:
        a = sorted(sides[:2])
        degrees = 315.0 if a == [0.0, 270.0] else sum(a) / len(a)
        return Link("near", degrees)
    return Link("near") if near and not inside else Link("inside") if inside else Link("near") if near else None


def _joined_by_preposition(words: Sequence[str]) -> bool:
    """X بمحافظة Y, X لقضاء Y: one head with ب or ل before the next name."""
    return len(words) == 1 and words[0][0] in "بل" and words[0] not in cues()["kinds"]
