"""What each line of an HTML page is: trafilatura's reading of the body, the markup's own hints, and the rules for bare text.

trafilatura says which text is the article; its text is matched back line by line, because it changes blanks. It loses
sub-headings, headlines, date lines and captions and sometimes takes a related list: the hints and `lines.py` decide on those.
"""

from __future__ import annotations

import re

from musnad.documents.line_features import LineText
from musnad.documents.lines import classify
from musnad.documents.markup import Hint, PageLine
from musnad.records import BODY_KINDS, Line, LineKind

_WORDS = re.compile(r"\w+")
ENOUGH = 25
"""Words that trafilatura must find for its reading to count; below, the rules for bare text decide alone."""


def extracted(source: str) -> str:
    """trafilatura's body text; empty where it finds none or fails on broken markup."""
    import trafilatura  # slow to import, and needed for HTML only

    try:
        return trafilatura.extract(source, include_comments=False, include_tables=True, deduplicate=False) or ""
    except Exception:  # a parser of the outside world: whatever it trips over, the rules for bare text remain
        return ""


def classify_page(text: str, page_lines: list[PageLine], body: str, title: str | None) -> tuple[Line, ...]:
    """The lines of `text` (one per page line) with their kinds."""
    plain = classify(text)
    inside = _matched([line.text for line in page_lines], body)
    if not any(inside) or len(_WORDS.findall(body)) < ENOUGH:
        return tuple(_hinted(line, page_line) for line, page_line in zip(plain, page_lines, strict=True))
    features = [LineText(line.text) for line in page_lines]
    found = [index for index, held in enumerate(inside) if held]
    last = next((index for index in reversed(found) if len(features[index].words) >= 6), found[-1])
    titled = _headlines(page_lines, features, title, last)
    first = next((index for index in found if len(features[index].words) >= 6 and index not in titled), found[0])
    result: list[Line] = []
    for index, (line, page_line) in enumerate(zip(plain, page_lines, strict=True)):
        kind, rule = _kind(line, page_line, features[index], inside[index], index, first, last, index in titled)
        result.append(line.model_copy(update={"kind": kind, "by": f"lines.{rule}"}))
    return tuple(result)


def _kind(
    line: Line, page_line: PageLine, feature: LineText, inside: bool, index: int, first: int, last: int, titled: bool
) -> tuple[LineKind, str]:
    hints = page_line.hints
    if titled:
        return LineKind.headline, "headline_markup"
    if feature.phrase or feature.read_also or feature.tail or feature.address or (feature.code and not inside):
        return LineKind.furniture, "furniture_phrase"
    near = first - 8 <= index <= last + 2 and not page_line.hints & Hint.HIDDEN
    if near and feature.dateline:
        return LineKind.dateline, "dateline"
    if near and index <= first and hints & Hint.BYLINE and len(feature.words) <= 8 and not hints & Hint.NAVIGATION:
        return LineKind.byline, "byline_markup"
    if (
        near
        and page_line.link_share < 0.5
        and (hints & Hint.CAPTION or (line.kind is LineKind.caption and first <= index <= last))
    ):
        return LineKind.caption, "caption_markup"
    if inside and index >= first:
        if hints & Hint.HEADING:
            return LineKind.subheading, "subheading_markup"
        kept = line.kind if line.kind in (LineKind.subheading, LineKind.byline, LineKind.dateline) else LineKind.paragraph
        return kept, "paragraph_markup" if kept is LineKind.paragraph else line.by.partition(".")[2]
    small = (LineKind.byline, LineKind.dateline, LineKind.caption)
    quiet = not hints & (Hint.NAVIGATION | Hint.CONTROL | Hint.HIDDEN) and page_line.link_share < 0.5
    if near and quiet and index < last and line.kind in small:
        return line.kind, line.by.partition(".")[2]
    if first < index < last and quiet and line.kind in BODY_KINDS and hints & (Hint.PARAGRAPH | Hint.HEADING):
        return (LineKind.subheading, "subheading_markup") if hints & Hint.HEADING else (LineKind.paragraph, "paragraph_inside")
    return LineKind.furniture, "furniture_markup"


def _headlines(page_lines: list[PageLine], features: list[LineText], title: str | None, last: int) -> set[int]:
    """The lines that hold the page's title: marked so, or equal to what its head gives as title."""
    found = set()
    title_words = LineText(title).content if title else frozenset()
    for index, page_line in enumerate(page_lines[: last + 1]):
        words = features[index].content
        if not words or page_line.hints & (Hint.HIDDEN | Hint.NAVIGATION):
            continue
        same = bool(title_words) and len(words & title_words) / len(words) >= 0.8
        if (page_line.hints & Hint.TITLE and (same or not title_words)) or (
            same
            and len(words) >= 3
            and len(words) >= 0.6 * len(title_words)
            and page_line.link_share < 0.9
            and not features[index].cut
        ):
            found.add(index)
    return found


def _hinted(line: Line, page_line: PageLine) -> Line:
    """The rules for bare text, overruled by what the markup makes plain."""
    hints = page_line.hints
    if hints & Hint.TITLE and line.kind in BODY_KINDS:
        return line.model_copy(update={"kind": LineKind.headline, "by": "lines.headline_markup"})
    if hints & (Hint.NAVIGATION | Hint.HIDDEN | Hint.CONTROL) and page_line.link_share > 0.5:
        return line.model_copy(update={"kind": LineKind.furniture, "by": "lines.furniture_markup"})
    if hints & Hint.CAPTION and line.kind in BODY_KINDS:
        return line.model_copy(update={"kind": LineKind.caption, "by": "lines.caption_markup"})
    return line


def _matched(texts: list[str], body: str) -> list[bool]:
    """For each line whether the extracted body holds it."""
    lines = [" ".join(_WORDS.findall(line.lower())) for line in re.split(r"[\n|]", body)]
    whole = frozenset(line for line in lines if line)
    joined = " ".join(line for line in lines if line)
    words = joined.split()
    shingles = frozenset(zip(words, words[1:], words[2:], words[3:], strict=False))
    return [_holds(" ".join(_WORDS.findall(text.lower())), whole, shingles) for text in texts]


def _holds(key: str, whole: frozenset[str], shingles: frozenset[tuple[str, ...]]) -> bool:
    if not key:
        return False
    if key in whole:
        return True
    words = key.split()
    own = list(zip(words, words[1:], words[2:], words[3:], strict=False))
    # Shorter lines than this turn up inside the body by chance.
    return len(words) >= 6 and sum(1 for shingle in own if shingle in shingles) >= 0.6 * len(own)
