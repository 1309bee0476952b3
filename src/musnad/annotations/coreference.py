"""Who is meant again: short forms and repeated names point to the first naming, definite nouns to the named one they stand for.

    أحرار الساحل ... الأحرار · حركة X ... الحركة · حملة "X" ... الحملة · النظام (the report's country decides)

A definite noun becomes a nominal mention when a name before it was written with the same head (حركة, حملة), or is of a kind that
the noun stands for (`organisation_heads.yml`, nominal_only). A noun with an adjective of its own (الحملة العسكرية) is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from musnad.annotations.names.lines import NameLine, Reading, name_lines
from musnad.annotations.names.phrasebook import Phrasebook, key_of
from musnad.annotations.names.vocabulary import folded, head_table, nationality_adjectives, word_set
from musnad.lexicons import load
from musnad.records import Mention, MentionType, Report, Span, annotation_id
from musnad.script import plain
from musnad.tracing import near_miss


@dataclass(frozen=True, slots=True)
class Noun:
    """A definite noun that may stand for a name: its head without the article, and the kinds of names that it may mean."""

    word: str
    head: str
    type: MentionType
    kinds: frozenset[str]
    standing: tuple[tuple[str, str], ...] = ()


@cache
def _nouns() -> Phrasebook[Noun]:
    lexicon = load("organisation_heads")
    pairs: list[tuple[str, Noun]] = []
    for word, entry in lexicon["standing"].items():
        pairs.append((word, Noun(word, key_of(word)[0][2:], "ORG", frozenset(), tuple(sorted(entry["by_country"].items())))))
    for word, kinds in lexicon["nominal_only"].items():
        evt = bool(set(kinds) & {"campaign", "operation", "agreement", "conference"})
        pairs.append((word, Noun(word, key_of(word)[0].removeprefix("ال"), "EVT" if evt else "ORG", frozenset(kinds))))
    for head, entry in lexicon["heads"].items():
        if entry.get("nominal", True) and " " not in head:
            pairs.append(("ال" + head, Noun("ال" + head, key_of(head)[0], "ORG", frozenset())))
    return Phrasebook.of(pairs)


@dataclass(frozen=True, slots=True)
class Named:
    """A named mention as coreference compares it."""

    mention: Mention
    key: tuple[str, ...]
    heads: frozenset[str]
    authority: str


def _named(mention: Mention, line: NameLine | None) -> Named:
    """The mention with every head it is known under: its first word, the word before it, its usual name's first word."""
    because = dict(mention.because)
    key = key_of(mention.name)
    heads = {word.removeprefix("ال") for word in key[:1]}
    if mention.head:
        heads.add(key_of(mention.head)[0].removeprefix("ال"))
    if "usual" in because and key_of(because["usual"]):
        heads.add(key_of(because["usual"])[0].removeprefix("ال"))
    if line is not None:
        heads.add(_word_before(line, mention.span.start))
    return Named(mention, key, frozenset(heads), because.get("authority", ""))


def _word_before(line: NameLine, start: int) -> str:
    """The noun right before a name, marks skipped (مشروع "X")."""
    previous = [word for word in line.words if word.token.end <= start][-2:]
    for word in reversed(previous):
        if word.is_word:
            return line.stem(word.index).removeprefix("ال")
    return ""


def annotate(report: Report) -> Mapping[str, Any]:
    """The mentions with `antecedent` filled, and the definite nouns that stand for one."""
    lines = list(name_lines(report))
    line_of = {mention.id: _line_at(lines, mention.span.start) for mention in report.mentions}
    named = [_named(mention, line_of[mention.id]) for mention in report.mentions]
    linked = list(_link_names(named))
    nominal = list(_nominal_mentions(report, lines, named))
    both = sorted([*linked, *nominal], key=lambda mention: (mention.span.start, -mention.span.end))
    return {"mentions": tuple(both)}


def _line_at(lines: Sequence[NameLine], position: int) -> NameLine | None:
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        words = lines[middle].words
        if words and words[-1].token.end <= position:
            low = middle + 1
        else:
            high = middle
    return lines[low] if low < len(lines) else None


def _link_names(named: Sequence[Named]) -> Iterator[Mention]:
    """Every named mention, later ones pointing to the first that names the same."""
    seen: list[Named] = []
    by_key: dict[tuple[str, tuple[str, ...]], Named] = {}
    for item in named:
        mention, key = item.mention, (item.mention.type, item.key)
        first = by_key.get(key) or next((other for other in seen if _same(item, other) and not _inside(item, other)), None)
        if first is None:
            by_key[key] = item
            seen.append(item)
            yield mention
        else:
            by_key.setdefault(key, first)
            yield mention.model_copy(update={"antecedent": first.mention.id})


def _inside(item: Named, other: Named) -> bool:
    """The whole inside the name of its organ ([قيادة [محور كذا]]): two names, whatever they share."""
    return other.mention.span.contains(item.mention.span)


def _same(item: Named, other: Named) -> bool:
    """One authority, or the shorter name is the beginning, end or kunya of the longer. Places must be written alike."""
    if item.mention.type != other.mention.type:
        return False
    if item.authority and other.authority:
        return item.authority == other.authority
    if item.mention.type == "LOC":
        return False
    short, long = sorted((item.key, other.key), key=len)
    if item.mention.type == "PER":
        return _within(_kunya_glued(short), _kunya_glued(long))
    if len(short) == len(long):
        return False
    if len(short) == 1:
        return short[0].startswith("ال") and short[0][2:] == long[0] and item.mention.type != "EVT"
    if _organ_of(short, long):
        return False
    return _within(short, long) and not (set(long[len(short) :]) & nationality_adjectives())


def _organ_of(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """قوات نظام كذا and نظام كذا: what is headed itself has forces and is not its forces (but قوات كذا السريع is كذا السريع)."""
    head = short[0].removeprefix("ال")
    return long[-len(short) :] == short and long[0] in _organs() and head in _rulers()


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return bool(short) and ((long[: len(short)] == short and len(short) > 1) or long[-len(short) :] == short)


def _kunya_glued(words: tuple[str, ...]) -> tuple[str, ...]:
    """أبو/أبي/أبا and the noun as one word in the nominative, عبد and what follows as one, so that all spellings compare."""
    joined = " ".join(words)
    for form in ("ابو ", "ابي ", "ابا "):
        joined = (" " + joined).replace(" " + form, " ابو")[1:]
    joined = (" " + joined).replace(" عبد ", " عبد")[1:]
    return tuple(joined.split())


def _nominal_mentions(report: Report, lines: Sequence[NameLine], named: Sequence[Named]) -> Iterator[Mention]:
    text = report.document.text
    countries = _countries(named)
    taken = [item.mention.span for item in named]
    emitted: set[int] = set()
    for line in lines:
        for match in _nouns().all_in(line):
            noun, skip = match.value, match.reading.skip
            start, end = line.words[match.first].start(skip), line.words[match.last].token.end
            if (skip and not match.reading.likely) or start in emitted:
                continue
            if noun.standing and not skip and line.is_word(match.first - 1) and line.words[match.first - 1].definite:
                continue  # الفصائل المعارضة: an adjective
            span = Span(start=start, end=end)
            if any(span.overlaps(other) for other in taken) or line.stem(match.first - 1) == "قيد":
                continue
            if _qualified(line, match.last):
                near_miss("coreference.definite_noun", span, "noun_described")
                continue
            antecedent = _antecedent(noun, start, end, named, line)
            standing = dict(noun.standing)
            if antecedent is None and not (standing.keys() & countries):
                near_miss("coreference.definite_noun", span, "no_antecedent")
                continue
            emitted.add(start)
            outer = _forces_of(line, match.first, noun, match.reading)
            if outer is not None:
                forces = _forces_named(text[outer:start], noun, named)
                yield _nominal(text, outer, end, noun, forces or antecedent, part=forces is None)
            yield _nominal(text, start, end, noun, antecedent)


def _qualified(line: NameLine, last: int) -> bool:
    """An adjective of its own (الحملة العسكرية) makes another thing of the noun; الذي, الماضي and the like do not."""
    following = line.folded(last + 1)
    if not line.is_word(last + 1):
        return False
    return line.words[last + 1].definite and following not in word_set("name_words", "stops")


def _forces_of(line: NameLine, first: int, noun: Noun, reading: Reading) -> int | None:
    """قوات [النظام]: where the forces' name begins."""
    if not noun.standing or first == 0 or reading.skip:
        return None
    previous = line.words[first - 1]
    for item in previous.readings:
        if item.stem in _forces() and (item.likely or item.skip <= 1):
            return previous.start(item.skip)
    return None


def _forces_named(head: str, noun: Noun, named: Sequence[Named]) -> Mention | None:
    """The forces that the report calls by their full name elsewhere: قوات النظام after قوات نظام كذا."""
    word = key_of(head)[:1]
    for item in named:
        if (
            item.mention.type == "ORG"
            and item.key[:1] == word
            and noun.head in {part.removeprefix("ال") for part in item.key[1:]}
        ):
            return item.mention
    return None


@cache
def _rulers() -> frozenset[str]:
    """What has forces of its own; an army or alliance and its forces are one."""
    return folded(["نظام", "حكومة", "دولة", "سلطة", "إدارة"])


@cache
def _organs() -> frozenset[str]:
    return folded(["قوات", "جيش", "قيادة", "طيران", "طائرات", "مخابرات", "ميليشيات", "مليشيات", "أجهزة", "وزارة", "رئاسة"])


@cache
def _forces() -> frozenset[str]:
    return folded(["قوات", "جيش"])


def _countries(named: Sequence[Named]) -> frozenset[str]:
    """Countries that the report is about: of its places, the one named most often and those of its listed organisations."""
    counts: dict[str, int] = {}
    listed = {f"organisations:{entry['id']}": entry.get("country", "") for entry in load("organisations")["organisations"]}
    for item in named:
        country = dict(item.mention.because).get("country") or listed.get(item.authority, "")
        if country:
            counts[country] = counts.get(country, 0) + 1
    if not counts:
        return frozenset()
    best = max(counts.values())
    return frozenset(country for country, count in counts.items() if count == best)


def _antecedent(noun: Noun, start: int, end: int, named: Sequence[Named], line: NameLine) -> Mention | None:
    """The nearest earlier name with the noun's head, else of its kind; behind it in the line where none comes before."""
    earlier = [item for item in named if item.mention.span.end <= start and item.mention.type == noun.type]
    wanted = frozenset(f"organisations:{ident}" for _, ident in noun.standing)
    for item in reversed(earlier):
        if item.authority in wanted or noun.head in item.heads:
            return item.mention
    if noun.kinds:
        for item in reversed(earlier):
            if noun.head in {word.removeprefix("ال") for word in item.key}:
                return item.mention
        if noun.head not in _ONLY_NAMED:
            for item in reversed(earlier):
                if item.mention.subtype in noun.kinds:
                    return item.mention
    last = line.words[-1].token.end if line.words else end
    following = (
        item for item in named if end <= item.mention.span.start < min(last, end + 30) and item.mention.type == noun.type
    )
    return next((item.mention for item in following if noun.type == "EVT" and item.mention.by == "names.event_title"), None)


_ONLY_NAMED = folded(["مقاومة", "مشروع"])
"""Nouns too free to stand for just any group: a name must hold the word or stand behind it."""


def _nominal(text: str, start: int, end: int, noun: Noun, antecedent: Mention | None, part: bool = False) -> Mention:
    span = Span(start=start, end=end)
    name = " ".join(plain(span.of(text)).split())
    table = head_table("organisation_heads")
    kind = "armed_forces" if part else antecedent.subtype if antecedent else table.get(noun.head, {}).get("subtype")
    rule = "forces_of" if part else "definite_noun" if antecedent is not None else "standing_noun"
    return Mention(
        id=annotation_id("mention", span),
        span=span,
        by=f"coreference.{rule}",
        score=0.7 if antecedent is not None else 0.6,
        because=(("noun", name), ("name", antecedent.name if antecedent else "")),
        type=noun.type,
        name=name,
        subtype=kind,
        nominal=True,
        antecedent=antecedent.id if antecedent is not None and not part else None,
    )
