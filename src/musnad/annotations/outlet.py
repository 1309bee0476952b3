"""Which outlet published the report: from the page's data and address, its byline, what it asks for, and who is spoken to.

Every clue is a candidate with its span and score; the surest wins, agreement adds. An agency named in a byline is a source, no
publisher. Where nothing speaks, the outlet is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from musnad.annotations import outlet_names
from musnad.lexicons import load
from musnad.records import Document, Line, LineKind, OutletMention, Report, Span, annotation_id
from musnad.script import fold, plain, search_key

_ADDRESS = re.compile(r"https?://[^\s<>\"']+|(?<!\S)www\.[^\s<>\"']+", re.IGNORECASE)
_QUOTES = "\"'«»“”„‘’()[]"
_OPEN = "[\"'«“”„‘(]"
_TITLE_END = re.compile(r"\s[|–—\-»:]\s+([^|–—»]{2,40})$")
_PLACE_DASH = re.compile(r"^\s*[^\s/()\-–—]+(?:\s[^\s/()\-–—]+){0,3}(?:\s*[-–—/،,]\s*|\s*\(\s*|\s+)")
_WIRE = frozenset(
    {"afp", "reuters", "ap", "upi", "dpa", "efe", "xinhua", "anadolu", "tass", "interfax", "ria", "sputnik", "bloomberg"}
)
"""Wire agencies: their name before a report says whose words it prints, not who prints them."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One sign of the publisher."""

    name: str
    known_as: str | None
    span: Span
    rule: str
    score: float
    because: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of lexicons/outlets.yml."""

    id: str
    name: str
    agency: bool
    weak: bool


@cache
def _entries() -> dict[str, Entry]:
    """Folded name or alias → entry."""
    table: dict[str, Entry] = {}
    for item in load("outlets")["outlets"]:
        entry = Entry(item["id"], item["ar"], item["kind"] == "agency", bool(item.get("weak")))
        for name in (item["ar"], item["en"], *item["aliases"]):
            table.setdefault(search_key(name), entry)
    return table


@cache
def _domains() -> dict[str, Entry]:
    names = {item["id"]: _entries()[search_key(item["ar"])] for item in load("outlets")["outlets"]}
    return {domain: names[item["id"]] for item in load("outlets")["outlets"] for domain in item["domains"]}


@cache
def _names() -> str:
    """All names as one alternation, longest first, for folded text."""
    return "|".join(re.escape(name) for name in sorted(_entries(), key=lambda name: (-len(name), name)))


@cache
def _cues(group: str) -> str:
    words = {search_key(word) for word in load("outlet_cues")[group]}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _told() -> re.Pattern[str]:
    # للجزيرة = ل + ال + جزيرة: the article's alef is lost after ل.
    merged = "|".join(re.escape(name[2:]) for name in sorted(_entries(), key=lambda n: (-len(n), n)) if name.startswith("ال"))
    return re.compile(rf"(?<!\w)(?:(?:{_cues('told')})\s*(?P<open>{_OPEN}?)\s*(?P<name>{_names()})|لل(?P<merged>{merged}))(?!\w)")


@cache
def _cued(group: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<!\w)|^)(?:{_cues(group)})(?!\w).{{0,60}}?(?<!\w)[لو]?[{re.escape(_QUOTES)}]?(?P<name>{_names()})(?!\w)"
    )


@cache
def _media_word() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_cues('media_words')})(?!\w)")


def annotate(report: Report) -> Mapping[str, Any]:
    """The outlet, or None where the report does not tell; its own name joins the names of the body."""
    outlet = outlet_of(report)
    if outlet is None:
        return {"outlet": None}
    own = sorted((*report.mentions, *outlet_names.mentions(report, outlet)), key=lambda each: (each.span.start, each.span.end))
    return {"outlet": outlet, "mentions": tuple(own)}


def outlet_of(report: Report) -> OutletMention | None:
    """The surest clue to the publisher."""
    clues = [*_from_page(report.document), *_from_lines(report.document), *_from_speech(report.document)]
    if not clues:
        return None
    agreeing: dict[str, int] = {}
    for clue in clues:
        agreeing[_key(clue)] = agreeing.get(_key(clue), 0) + 1
    best = max(clues, key=lambda clue: (clue.score + 0.02 * agreeing[_key(clue)], clue.span.end > 0, -clue.span.start))
    # Where the page's data speak but the text names the outlet too, the words are the better evidence to show.
    shown = best.span
    if shown.end == 0:
        shown = next(
            (clue.span for clue in clues if _key(clue) == _key(best) and clue.span.end), _found(report.document, best.name)
        )
    return OutletMention(
        id=annotation_id("outlet", shown),
        span=shown,
        by=f"outlet.{best.rule}",
        score=min(1.0, round(best.score + 0.02 * (agreeing[_key(best)] - 1), 2)),
        because=best.because,
        name=best.name,
        known_as=best.known_as,
    )


def _key(clue: Clue) -> str:
    return clue.known_as or search_key(clue.name)


def _found(document: Document, name: str) -> Span:
    """Where the text names the outlet; the empty span where it does not."""
    text = fold(document.text)
    match = re.search(rf"(?<!\w){re.escape(search_key(name))}(?!\w)", text.text)
    if match is None:
        return Span(start=0, end=0)
    start, end = text.span(match.start(), match.end())
    return Span(start=start, end=end)


def by_domain(address: str) -> tuple[str, Entry | None]:
    """Host of an address without www, and the outlet that owns it (arabic.cnn.com before cnn.com)."""
    host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    host = host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    parts = host.split(".")
    for first in range(len(parts) - 1):
        if entry := _domains().get(".".join(parts[first:])):
            return host, entry
    return host, None


def _shared(host: str) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in load("outlet_cues")["shared_hosts"])


def _from_page(document: Document) -> Iterator[Clue]:
    metadata, nowhere = document.metadata, Span(start=0, end=0)
    if metadata.outlet:
        entry = _entries().get(search_key(metadata.outlet)) or _entries().get(_trimmed(metadata.outlet))
        yield Clue(
            entry.name if entry else metadata.outlet, entry.id if entry else None, nowhere, "metadata", 0.95 if entry else 0.9,
            (("name", metadata.outlet),),
        )  # fmt: skip
    if metadata.url:
        host, entry = by_domain(metadata.url)
        if host and not _shared(host):
            score = 0.96 if entry else 0.6
            yield Clue(entry.name if entry else host, entry.id if entry else None, nowhere, "address", score, (("domain", host),))
    if metadata.title and (match := _TITLE_END.search(metadata.title)) and (entry := _entries().get(search_key(match.group(1)))):
        yield Clue(entry.name, entry.id, nowhere, "title", 0.9, (("name", match.group(1)),))


def _trimmed(name: str) -> str:
    """`Enab Baladi - عنب بلدي` and `عنب بلدي | Syria`: the part that is listed."""
    parts = [search_key(part) for part in re.split(r"\s*[|–—\-:»]\s*", name)]
    return next((part for part in parts if part in _entries()), "")


def _from_lines(document: Document) -> Iterator[Clue]:
    first = next((line for line in document.lines if line.kind is LineKind.paragraph), None)
    for line in document.lines:
        if line.kind in (LineKind.byline, LineKind.dateline):
            yield from _byline(document, line)
            yield from _agency_dateline(document, line)
        elif line.kind is LineKind.furniture:
            yield from _furniture(document, line)
    if first is not None:
        yield from _agency_dateline(document, first)


def _byline(document: Document, line: Line) -> Iterator[Clue]:
    text = line.span.of(document.text)
    folded = fold(text)
    because = (("line", " ".join(text.split())),)
    named = list(re.finditer(rf"(?<!\w)(?:{_names()})(?!\w)", folded.text))
    # "خاص - شفق نيوز": an agency that calls the report its own is its publisher; else it is a source.
    own = re.search(rf"(?<!\w)(?:{search_key('خاص')}|{search_key('حصري')})(?!\w)", folded.text) is not None
    readings = [(match, _entries()[match.group()]) for match in named]
    listed = [(match, entry) for match, entry in readings if not entry.agency or (own and entry.id not in _WIRE)]
    if line.kind is LineKind.dateline:
        listed = [(match, entry) for match, entry in listed if not entry.weak]  # تشرين and اليوم are words of the date there
    for match, entry in listed:
        yield Clue(entry.name, entry.id, _span(line, folded.span(*match.span())), "byline", 0.85, because)
    if listed or line.kind is LineKind.dateline:
        return  # beside a date only a listed outlet is believed: بوابة and موقع stand there for much else
    rest = re.sub(rf"(?<!\w)(?:{_cues('byline')}|{_names()})(?!\w)", lambda match: " " * len(match.group()), folded.text)
    for match in re.finditer(r"[^\s\-–—ـ/|:،,()]+(?:\s[^\s\-–—ـ/|:،,()]+){0,3}", rest):
        if _media_word().search(match.group()):
            start, end = folded.span(*match.span())
            yield Clue(plain(text[start:end]).strip(_QUOTES), None, _span(line, (start, end)), "byline", 0.7, because)
            return


def _furniture(document: Document, line: Line) -> Iterator[Clue]:
    text = line.span.of(document.text)
    for match in _ADDRESS.finditer(text):
        host, entry = by_domain(match.group())
        if entry and text.strip() == match.group():
            span = _span(line, match.span())
            yield Clue(entry.name, entry.id, span, "address", 0.9, (("domain", host),))
        elif host and text.strip() == match.group() and not _shared(host):
            yield Clue(host, None, _span(line, match.span()), "address", 0.5, (("domain", host),))
    if len(text) > 300:
        return
    folded = fold(text)
    if (entry := _entries().get(search_key(text).strip(_QUOTES + " "))) and not entry.weak and not entry.agency:
        yield Clue(entry.name, entry.id, _span(line, _stripped(text)), "logo", 0.6, (("name", entry.name),))
    yield from _unlisted(line, text)
    for rule, score in (("rights", 0.9), ("support", 0.8)):
        if named := _cued(rule).search(folded.text):
            entry = _entries()[named.group("name")]
            # "اشترك في النشرة البريدية" names no outlet النشرة.
            if entry.weak and rule == "support":
                continue
            yield Clue(entry.name, entry.id, _span(line, folded.span(*named.span("name"))), rule, score, (("name", entry.name),))


def _unlisted(line: Line, text: str) -> Iterator[Clue]:
    """An outlet that no list holds: behind the rights of the page, or alone on a line with a word such as شبكة, موقع."""
    folded = fold(text)
    rights = re.search(rf"(?:{_cues('rights')})[\s\W\d]*(?P<name>[^\W\d_]+(?:\s[^\W\d_a-z]+){{0,3}})", folded.text)
    if rights and not re.search(rf"(?<!\w)(?:{_names()})(?!\w)", folded.text):
        start, end = folded.span(*rights.span("name"))
        name = plain(text[start:end])
        # لشبكة سنابل: the rights are "of" the outlet.
        offset = 1 if name.startswith("ل") and _media_word().match(search_key(name[1:])) else 0
        if _media_word().search(search_key(name[offset:])):
            span = _span(line, (start + offset, end))
            yield Clue(name[offset:], None, span, "rights", 0.75, (("name", name[offset:]),))
    elif line.number <= 3 and 2 <= len(text.split()) <= 4 and _media_word().match(folded.text.strip()):
        name = plain(text).strip()
        yield Clue(name, None, _span(line, _stripped(text)), "logo", 0.5, (("name", name),))


def _agency_dateline(document: Document, line: Line) -> Iterator[Clue]:
    """`دمشق-سانا`: a national agency's own report."""
    folded = fold(line.span.of(document.text)[:80])
    place = _PLACE_DASH.match(folded.text)
    if place is None:
        return
    for start in {place.end()} | {match.end() for match in re.finditer(r"[-–—/(،]\s*", folded.text[:50])}:
        match = re.compile(rf"(?:{_names()})(?!\w)").match(folded.text, start)
        if (
            match
            and (entry := _entries()[match.group()]).agency
            and entry.id not in _WIRE
            and re.search(r"[-–—/(]\s*$", folded.text[:start])
        ):
            span = _span(line, folded.span(*match.span()))
            yield Clue(entry.name, entry.id, span, "agency_dateline", 0.55, (("name", entry.name),))
            return


def _from_speech(document: Document) -> Iterator[Clue]:
    """Said to the outlet itself: its bare name behind ل or إلى, twice and more, or once in quotation marks."""
    heard: dict[str, list[tuple[Span, bool]]] = {}
    for line in document.body():
        folded = fold(line.span.of(document.text))
        for match in _told().finditer(folded.text):
            name = match.group("name") or "ال" + match.group("merged")
            group = "name" if match.group("name") else "merged"
            span = _span(line, folded.span(*match.span(group)))
            heard.setdefault(_entries()[name].id, []).append((span, bool(match.group("open"))))
    entries = {entry.id: entry for entry in _entries().values()}
    for known, places in sorted(heard.items()):
        entry = entries[known]
        quoted = sum(1 for _, marked in places if marked)
        if entry.agency or (entry.weak and quoted < 2 and len(places) < 3):
            continue
        if len(places) >= 2 or quoted:
            score = 0.75 if len(places) >= 2 else 0.5
            because = (("name", entry.name), ("count", str(len(places))))
            yield Clue(entry.name, entry.id, places[0][0], "told_to", score, because)


def _stripped(text: str) -> tuple[int, int]:
    stripped = text.strip()
    start = text.index(stripped)
    return start, start + len(stripped)


def _span(line: Line, inside: tuple[int, int]) -> Span:
    return Span(start=line.span.start + inside[0], end=line.span.start + inside[1])
