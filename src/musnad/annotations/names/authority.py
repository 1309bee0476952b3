"""Proposer: names of the authority lists (organisations, outlets, office-holders, events), whole or in a listed short form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import NameLine
from musnad.annotations.names.phrasebook import Match, Phrasebook, key_of
from musnad.annotations.names.vocabulary import ORDINARY, before, folded, frequency, head_table, is_function, word_set
from musnad.errors import LexiconError
from musnad.lexicons import load
from musnad.records import MentionType

CERTAIN, SHORT, TOLD = 0.95, 0.85, 0.97
"""TOLD: قال لـ"X" makes an outlet even of the name of a town."""
_MEDIA = ("media_outlet", "news_agency")
_AGENCY_WORDS = folded(["أنباء", "الأنباء", "الأخبار", "الصحافة"])
"""وكالة الأنباء ...: the head is part of an agency's full name."""


@dataclass(frozen=True, slots=True)
class Known:
    """One listed form. `cue`: counts only in quotation marks, in brackets or behind a head or title."""

    id: str
    type: MentionType
    subtype: str | None
    cue: bool = False
    usual: str = ""
    exact: str = ""
    """A form of two or three letters counts only as it is written (وام is an agency, وأم are two words)."""


def _spellings(name: str) -> tuple[str, ...]:
    """سوريا is written سورية too, عبد الله in one word."""
    return tuple(
        dict.fromkeys((name, name.replace("سوريا", "سورية"), name.replace("عبد ا", "عبدا").replace("عبد ربه", "عبدربه")))
    )


def _organisations() -> Iterator[tuple[str, Known]]:
    for entry in load("organisations")["organisations"]:
        known = Known(f"organisations:{entry['id']}", "ORG", entry["subtype"], usual=entry["ar"])
        for name in (entry["ar"], *entry.get("aliases", ()), *entry.get("aliases_en", ()), *filter(None, [entry["en"]])):
            for spelling in _spellings(name):
                yield spelling, known
        for name in entry.get("quoted", ()):
            yield name, Known(known.id, "ORG", known.subtype, cue=True, usual=entry["ar"])


def _outlets() -> Iterator[tuple[str, Known]]:
    try:
        entries = load("outlets")["outlets"]
    except LexiconError:
        return
    for entry in entries:
        subtype = "news_agency" if entry.get("kind") == "agency" else "media_outlet"
        weak = bool(entry.get("weak"))
        for name in (entry["ar"], *entry.get("aliases", ()), *filter(None, [entry["en"]])):
            words = key_of(name)
            # A single ordinary word (الحياة, العرب) is an outlet only behind a cue, whatever the list says of it.
            ordinary = len(words) == 1 and subtype != "news_agency" and frequency(words[0]) >= ORDINARY
            doubtful = (weak and len(words) < 3) or ordinary
            exact = name if len(name) <= 3 else ""
            yield name, Known(f"outlets:{entry['id']}", "ORG", subtype, cue=doubtful, usual=entry["ar"], exact=exact)


def _persons() -> Iterator[tuple[str, Known]]:
    for entry in load("persons")["persons"]:
        for name in (spelling for form in (entry["ar"], *entry.get("short", ())) for spelling in _spellings(form)):
            yield name, Known(f"persons:{entry['id']}", "PER", None, usual=entry["ar"])
        for name in entry.get("quoted", ()):
            yield name, Known(f"persons:{entry['id']}", "PER", None, cue=True, usual=entry["ar"])


def _events() -> Iterator[tuple[str, Known]]:
    for entry in load("event_heads")["known"]:
        for name in (entry["ar"], *entry.get("aliases", ())):
            yield (
                name,
                Known(f"event_heads:{entry['id']}", "EVT", entry["subtype"], cue=bool(entry.get("cue")), usual=entry["ar"]),
            )


@cache
def book() -> Phrasebook[Known]:
    """All listed forms; forms that need no cue come first, so that they win over the same form that does."""
    pairs = [*_organisations(), *_persons(), *_events(), *_outlets()]
    return Phrasebook.of(sorted(pairs, key=lambda pair: pair[1].cue))


def lookup(name: str) -> Known | None:
    """What the lists hold for exactly this name, cues left aside."""
    key = key_of(name)
    return next((known for words, known in book().entries.get(key[0], ()) if words == key), None) if key else None


def _has_cue(line: NameLine, match: Match[Known]) -> bool:
    """In quotation marks or brackets of its own, or right behind a head of its kind."""
    marked = line.opening.get(match.first - 1)
    if marked is not None and marked.close == match.last + 1 and (marked.quote or not match.reading.skip):
        return match.value.type != "PER" and (marked.quote or match.value.subtype in ("news_agency", "media_outlet"))
    previous = line.stem(before(line, match.first))
    if match.value.subtype in _MEDIA and (
        previous in word_set("name_words", "byline_cues") or (len(line) <= match.last - match.first + 3 and len(line) > 1)
    ):
        return True
    if match.value.type == "PER":
        return previous in word_set("person_titles", "titles") or previous in word_set("person_titles", "speech")
    table = head_table("event_heads" if match.value.type == "EVT" else "organisation_heads")
    head = table.get(previous) or table.get(previous.removeprefix("ال"))
    if head is None or match.reading.skip:
        return False
    media = _MEDIA
    return head.get("subtype") == match.value.subtype or (head.get("subtype") in media) == (match.value.subtype in media)


def _plausible(line: NameLine, match: Match[Known]) -> bool:
    """A single word cut out of an ordinary word (كبري) is none, nor الخارجية السعودية behind the noun it describes (السياسة)."""
    first, outside = match.reading.stem, line.folded(match.first - 1) if match.first else ""
    if match.reading.skip == 0 and first.startswith("ال") and first.endswith("يه"):
        described = outside[outside.find("ال") :] if outside[:3].find("ال") >= 0 else ""
        if described.endswith(("ه", "ات")):
            return False
    if match.last > match.first or match.reading.skip == 0:
        return True
    if line.folded(match.first)[match.reading.skip - 1] == "ك":
        return False
    return match.reading.likely or frequency(line.folded(match.first)) < 30


_ARMIES = folded(["الجيش", "القوات", "الشرطة"])


def _own_head(line: NameLine, match: Match[Known], outside: str) -> bool:
    """قوات [الجيش س], تحالف [الجبهة س]: a listed name that opens with such a head of its own takes no other one."""
    first = match.reading.stem
    if outside == "قوات":
        return first in _ARMIES
    headed = line.words[match.first].definite and first.removeprefix("ال") in head_table("organisation_heads")
    return headed and outside in word_set("organisation_heads", "loose_heads")


def _head_before(line: NameLine, match: Match[Known]) -> tuple[int, str | None]:
    """A head right before belongs to the name (حركة + أحرار الشام); before quotation marks and for media it stands outside."""
    if match.reading.skip or match.value.type != "ORG":
        return 0, None
    outside = before(line, match.first)
    head = head_table("organisation_heads").get(line.stem(outside))
    if head is None or outside < 0:
        return 0, None
    word = line.words[outside]
    skip = next((reading.skip for reading in word.readings if reading.likely), 0)
    shared = line.stem(outside) in word_set("organisation_heads", "shared_heads")
    inside = head.get("inside", True) and not shared and not _own_head(line, match, line.stem(outside))
    if outside == match.first - 1 and inside and match.value.subtype not in ("social_network", "company"):
        return word.start(skip), None
    return 0, str(head["word"])


def _listed_with_head(line: NameLine, match: Match[Known]) -> bool:
    """An outlet listed with its head (صحيفة X): the head stands outside all the same, but for وكالة الأنباء ..."""
    opening = head_table("organisation_heads").get(match.reading.stem)
    if opening is None or opening.get("inside", True) or match.last == match.first:
        return False
    return match.value.subtype in _MEDIA and line.folded(match.first + 1) not in _AGENCY_WORDS


def propose(line: NameLine) -> Iterator[Candidate]:
    """Every listed form in the line."""
    for match in book().all_in(line):
        known = match.value
        if (known.cue and not _has_cue(line, match)) or not _plausible(line, match):
            continue
        if match.first == match.last and is_function(line.folded(match.first)):
            continue
        if known.exact and line.words[match.first].token.plain[match.reading.skip :] != known.exact:
            continue
        start, head = _head_before(line, match)
        plain_start = line.words[match.first].start(match.reading.skip)
        if not start and _listed_with_head(line, match):
            opening = head_table("organisation_heads")[match.reading.stem]
            plain_start, head = line.words[match.first + 1].token.start, str(opening["word"])
        own = line.opening.get(match.first - 1)
        marked = own is not None and own.close == match.last + 1
        score = CERTAIN if (match.last > match.first and not known.cue) or marked else SHORT
        told = line.folded(match.first)[: match.reading.skip].endswith("ل") and not known.cue and known.subtype == "news_agency"
        if (marked and known.subtype in _MEDIA and line.folded(match.first - 2) == "ل") or told:
            score = TOLD
        because = (("authority", known.id), ("usual", known.usual))
        yield Candidate(
            start or plain_start,
            line.words[match.last].token.end,
            known.type,
            score,
            "names.authority",
            because,
            known.subtype,
            head,
        )
