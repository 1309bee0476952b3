"""A page's markup as lines of text, every character with its place in the decoded original.

Block elements make lines, inline elements do not; white space collapses as in a browser, no-break spaces stay; character
references are decoded and keep their place. Nothing is judged here: each line carries what the markup says of it (link,
navigation, caption).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import IntFlag, auto
from html import unescape
from html.parser import HTMLParser

SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "title", "iframe", "object", "select", "textarea", "math", "canvas"}
)
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "output", "q", "ruby", "rb", "rp", "rt", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "meta", "link", "input", "picture", "source",
    "html", "body", "script", "style", "noscript", "template",
})  # fmt: skip
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_CLOSES_ITSELF = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "option"})
_CLOSES_P = frozenset({
    "address", "article", "aside", "blockquote", "center", "details", "dir", "div", "dl", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "menu", "nav", "ol", "p",
    "pre", "section", "table", "ul",
})  # fmt: skip
_PIECE = re.compile(r"[ \t\n\r\f]+|[^ \t\n\r\f]+")
_OPENINGS = 50
_MASKED = "\ue000"
_REFERENCE = re.compile(r"&(?:#[xX]?[0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?")


class Hint(IntFlag):
    """What the elements around a line say of it."""

    LINK = auto()
    NAVIGATION = auto()
    ARTICLE = auto()
    PARAGRAPH = auto()
    TITLE = auto()
    HEADING = auto()
    CAPTION = auto()
    TIME = auto()
    BYLINE = auto()
    LIST = auto()
    CONTROL = auto()
    HIDDEN = auto()


NO_HINT = Hint(0)

_BY_TAG = {
    "a": Hint.LINK, "nav": Hint.NAVIGATION, "footer": Hint.NAVIGATION, "aside": Hint.NAVIGATION, "menu": Hint.NAVIGATION,
    "article": Hint.ARTICLE, "main": Hint.ARTICLE, "p": Hint.PARAGRAPH, "blockquote": Hint.PARAGRAPH, "h1": Hint.TITLE,
    "h2": Hint.HEADING, "h3": Hint.HEADING, "h4": Hint.HEADING, "h5": Hint.HEADING, "h6": Hint.HEADING,
    "figcaption": Hint.CAPTION, "caption": Hint.CAPTION, "time": Hint.TIME, "li": Hint.LIST, "button": Hint.CONTROL,
    "form": Hint.CONTROL,
}  # fmt: skip
_BY_NAME: tuple[tuple[re.Pattern[str], Hint], ...] = (
    (
        re.compile(
            r"(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|footer|sidebar|breadcrumbs?|related|share|sharing|social|comments?|respond|"
            r"advert(?:isement)?|ads?|banner|newsletter|subscribe|cookies?|pagination|most-?read|popular|trending|tags?|widget|promo)"
            r"(?:$|[\s_-])"
        ),
        Hint.NAVIGATION,
    ),
    (re.compile(r"(?:^|[\s_-])(?:wp-caption-text|image-?caption|photo-?caption|caption|img-desc)(?:$|[\s_-])"), Hint.CAPTION),
    (re.compile(r"(?:^|[\s_-])(?:by-?line|author(?:-?name)?|writer)(?:$|[\s_-])"), Hint.BYLINE),
    (
        re.compile(r"(?:^|[\s_-])(?:publish(?:ed)?(?:-?(?:date|time))?|date-?line|post-?date|entry-?date|timestamp)(?:$|[\s_-])"),
        Hint.TIME,
    ),
)
# An <article> or a body-wide wrapper may carry words such as "has-sidebar": names of these elements say nothing.
_UNNAMED = frozenset({"html", "body", "main", "article", "h1"})


@dataclass
class PageLine:
    """One line: pieces of text with their place in the original, and the hints of the elements around it."""

    pieces: list[tuple[str, int, int]] = field(default_factory=list)
    hints: Hint = NO_HINT
    linked: int = 0
    size: int = 0

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(piece for piece, _, _ in self.pieces)

    @property
    def link_share(self) -> float:
        """Part of the characters that are a link."""
        return self.linked / self.size if self.size else 0.0


@dataclass
class Page:
    """The lines of a page and what its head says."""

    lines: list[PageLine] = field(default_factory=list)
    meta: list[tuple[str, str]] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    linked_data: list[str] = field(default_factory=list)
    title: str = ""
    canonical: str | None = None
    language: str | None = None


def parse(source: str) -> Page:
    """The page in `source`; broken markup is read as far as it goes."""
    parser = _PageParser(source)
    parser.feed(_tame(source))
    parser.close()
    parser.end_line()
    return parser.page


def _tame(source: str) -> str:
    """The source with signs that open nothing masked, length kept.

    The parser of the standard library reads to the end of the page for every tag that is never closed: 20,000 times `<a ` took it
    48 seconds. Where more than `_OPENINGS` signs stand before the next `>`, only the last of them can open a tag.
    """
    if source.count("<") <= source.count(">") + _OPENINGS:
        return source
    pieces = source.split(">")
    for index, piece in enumerate(pieces):
        if piece.count("<") > _OPENINGS:
            last = piece.rindex("<") if index < len(pieces) - 1 else len(piece)
            pieces[index] = piece[:last].replace("<", _MASKED) + piece[last:]
    return ">".join(pieces)


class _PageParser(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.page = Page()
        self._source = source
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", source))]
        self._stack: list[tuple[str, Hint]] = []
        self._open: Counter[str] = Counter()
        self._line = PageLine()
        self._skipping: str | None = None
        self._skipped_depth = 0
        self._captured: list[str] = []
        self._capture: str | None = None

    # -- positions

    def _at(self) -> int:
        line, column = self.getpos()
        return self._line_starts[min(line, len(self._line_starts)) - 1] + column

    # -- elements

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._note_head(tag, values)
        if self._skipping:
            self._skipped_depth += tag == self._skipping and tag not in VOID
            return
        if tag in SKIPPED:
            self._skipping, self._skipped_depth = tag, 1
            self._captured = []
            linked_data = tag == "script" and values.get("type", "").lower() == "application/ld+json"
            self._capture = "linked_data" if linked_data else "title" if tag == "title" else None
            return
        if tag not in INLINE:
            self.end_line()
        if tag in _CLOSES_P and self._open["p"]:
            self._pop("p")
        if tag in _CLOSES_ITSELF and self._stack and self._stack[-1][0] == tag:
            self._pop(tag)
        if tag in VOID:
            return
        self._stack.append((tag, self._hints(tag, values)))
        self._open[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID or tag in ("path", "circle", "use", "rect") or tag not in SKIPPED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag == self._skipping:
                self._skipped_depth -= 1
                if self._skipped_depth <= 0:
                    self._end_capture()
            return
        if tag not in INLINE:
            self.end_line()
        if self._open[tag]:
            self._pop(tag)

    def _pop(self, tag: str) -> None:
        while self._stack:
            name, _ = self._stack.pop()
            self._open[name] -= 1
            if name == tag:
                return

    def _hints(self, tag: str, values: dict[str, str]) -> Hint:
        hints = self._stack[-1][1] if self._stack else Hint(0)
        hints |= _BY_TAG.get(tag, Hint(0))
        if "hidden" in values or re.search(r"display\s*:\s*none", values.get("style", "")):
            hints |= Hint.HIDDEN
        if values.get("role") in ("navigation", "contentinfo", "search", "complementary", "banner"):
            hints |= Hint.NAVIGATION
        if (values.get("itemprop") in ("author", "name") and Hint.BYLINE in hints) or values.get("rel") == "author":
            hints |= Hint.BYLINE
        if values.get("itemprop") == "headline" and tag in ("h1", "h2"):
            hints |= Hint.TITLE
        if tag not in _UNNAMED and (names := f"{values.get('class', '')} {values.get('id', '')}".lower()).strip():
            for pattern, hint in _BY_NAME:
                if pattern.search(names):
                    hints |= hint
        return hints

    def _note_head(self, tag: str, values: dict[str, str]) -> None:
        if tag == "meta":
            for key in ("property", "name", "itemprop", "http-equiv"):
                if values.get(key) and values.get("content"):
                    self.page.meta.append((values[key].strip().lower(), values["content"].strip()))
        elif tag == "link" and "canonical" in values.get("rel", "").lower().split() and values.get("href"):
            self.page.canonical = self.page.canonical or values["href"].strip()
        elif tag == "html" and values.get("lang"):
            self.page.language = values["lang"].strip()
        elif tag == "time" and values.get("datetime"):
            self.page.times.append(values["datetime"].strip())

    def _end_capture(self) -> None:
        content = "".join(self._captured)
        if self._capture == "linked_data":
            self.page.linked_data.append(content)
        elif self._capture == "title" and not self.page.title:
            self.page.title = " ".join(unescape(content).split())
        self._skipping, self._capture, self._captured = None, None, []

    # -- text

    def handle_data(self, data: str) -> None:
        if self._skipping:
            if self._capture:
                self._captured.append(data)
            return
        at = self._at()
        preformatted = self._open["pre"] > 0
        for match in _PIECE.finditer(data):
            start = at + match.start()
            piece = self._source[start : at + match.end()]  # not of `data`: signs may be masked there
            if piece[0] in " \t\n\r\f":
                if preformatted and "\n" in piece:
                    self.end_line()
                else:
                    self._blank(start)
            else:
                self._add(piece, start, start + len(piece))

    def handle_entityref(self, name: str) -> None:
        self._reference()

    def handle_charref(self, name: str) -> None:
        self._reference()

    def _reference(self) -> None:
        at = self._at()
        match = _REFERENCE.match(self._source, at)
        raw = match.group() if match else self._source[at : at + 1]
        if self._skipping:
            if self._capture:
                self._captured.append(raw)
            return
        decoded = unescape(raw)
        if decoded and not decoded.strip(" \t\n\r\f"):
            self._blank(at, at + len(raw))
        elif decoded:
            # A line break has no business inside a line; a reference to one is a blank like any other.
            self._add(re.sub(r"[\n\r]", " ", decoded), at, at + len(raw))

    def _add(self, piece: str, start: int, end: int) -> None:
        line = self._line
        hints = self._stack[-1][1] if self._stack else Hint(0)
        if not line.size:
            line.hints = hints
        else:
            line.hints |= hints & (Hint.TIME | Hint.BYLINE)
        line.pieces.append((piece, start, end))
        line.size += len(piece)
        if hints & Hint.LINK:
            line.linked += len(piece)

    def _blank(self, start: int, end: int | None = None) -> None:
        if self._line.pieces and self._line.pieces[-1][0] != " ":
            self._line.pieces.append((" ", start, end or start + 1))

    def end_line(self) -> None:
        """Close the line that is being written."""
        line = self._line
        while line.pieces and line.pieces[-1][0] == " ":
            line.pieces.pop()
        if line.pieces:
            self.page.lines.append(line)
        self._line = PageLine()
