"""What can be seen on one line of a page without its neighbours: words, stops, and the phrases of lexicons/furniture.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from musnad.lexicons import load
from musnad.script import search_key

_WORD = re.compile(r"[^\W\d_]+(?:['’\-_][^\W\d_]+)*")
_COUNTER = re.compile(r"\d+")
_STOP = re.compile(r"[.!?؟۔…][\"'”“»)\]\s\u200e\u200f]*$")
_CUT = re.compile(r"(?:\.\.\.+|…)[\s\]»\"”]*$")
_ADDRESS = re.compile(
    r"^(?:https?://|www\.)\S+$|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$|^\S+\.(?:com|net|org|info|news)(?:/\S*)?$", re.IGNORECASE
)
_SIZE = re.compile(r"^\(?\s*\d+(?:[.,]\d+)?\s*(?:kb|mb|gb|px|كيلوبايت|ميغابايت|ميجابايت|ك\.ب|م\.ب)\s*\)?$", re.IGNORECASE)
_CODE = re.compile(r"[{};=<>\\|]")
_BRACKETED_END = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\s*$")
_YEARED = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:\d\d){1,2}\b")
_CLOCK = re.compile(r"\d{1,2}\s*:\s*\d{2}")
_INTERFACE_GLUED = re.compile(r"^\s*(?:camera|photo|image)\s*icon\s*", re.IGNORECASE)


def phrases(name: str) -> list[str]:
    """The folded phrases of one list of lexicons/furniture.yml."""
    return [search_key(str(phrase)) for phrase in load("furniture")[name]]


@cache
def phrase_set(name: str) -> frozenset[str]:
    """The list for whole-line look-up."""
    return frozenset(phrases(name))


@cache
def _alternatives(name: str) -> re.Pattern[str]:
    """The list as one pattern, longest phrase first, word boundaries at both ends."""
    body = "|".join(re.escape(phrase) for phrase in sorted(set(phrases(name)), key=lambda item: (-len(item), item)))
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)")


def bare(key: str) -> str:
    """A folded line without interface words, counters and the marks at its ends."""
    words = [word for word in _COUNTER.sub(" ", key).split() if word not in phrase_set("interface")]
    return _trimmed(" ".join(words))


def _trimmed(text: str) -> str:
    """Without the marks at both ends (a pattern anchored at the end would take quadratic time on long rows of dashes)."""
    start, end = 0, len(text)
    while start < end and not (text[start].isalnum() or text[start] == "_"):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] == "_"):
        end -= 1
    return text[start:end]


@dataclass(frozen=True)
class LineText:
    """The text of one line with what it shows by itself."""

    text: str

    @cached_property
    def key(self) -> str:
        """Folded, white space collapsed."""
        return search_key(self.text)

    @cached_property
    def bare(self) -> str:
        """`key` without counters, interface words and marks at the ends."""
        return bare(self.key)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Folded words (numbers left out)."""
        return tuple(_WORD.findall(self.key))

    @cached_property
    def content(self) -> frozenset[str]:
        """Words cut to a rough stem, for comparing a headline with its article."""
        return frozenset(stem for word in self.words if len(stem := rough_stem(word)) >= 3)

    @property
    def stops(self) -> bool:
        """Ends with a mark that ends a sentence."""
        return bool(_STOP.search(self.text))

    @property
    def cut(self) -> bool:
        """Ends with dots, as teasers do."""
        return bool(_CUT.search(self.text))

    @property
    def address(self) -> bool:
        """A web or e-mail address, or a file size, and nothing else."""
        stripped = self.text.strip()
        return bool(_ADDRESS.match(stripped) or _SIZE.match(stripped))

    @property
    def code(self) -> bool:
        """Looks like a script or a style sheet."""
        if len(self.text) < 20:
            return False
        marks = len(_CODE.findall(self.text))
        return marks >= 4 and marks / len(self.text) > 0.02

    @cached_property
    def phrase(self) -> str | None:
        """The furniture phrase that this line is, begins with, holds or ends with."""
        count = len(self.words)
        if self.bare in phrase_set("whole"):
            return self.bare
        if count <= 25:
            match = _alternatives("starts").match(self.bare)
            if match and (count <= 5 or " " in match.group() or (not self.stops and not _arabic(match.group()))):
                return match.group()
        if count <= 40 and (match := _alternatives("contains").search(self.key)):
            return match.group()
        if count <= 30 and (match := _alternatives("ends").search(self.bare)) and match.end() == len(self.bare) and match.start():
            return match.group()
        return None

    @cached_property
    def rubric(self) -> bool:
        """The name of a section, alone."""
        if self.bare in phrase_set("rubrics"):
            return True
        words = self.bare.split()
        if 2 <= len(words) <= 3 and words[0] in phrase_set("sections_of") and not self.stops:
            return True
        parts = [part.strip() for part in re.split(r"[/|,،>»›-]", self.bare) if part.strip()]
        known = sum(part in phrase_set("rubrics") or part in phrase_set("whole") for part in parts)
        trail = len(parts) >= 3 and known >= 1 and re.search(r"\s[>›»]\s", self.text) is not None
        return len(parts) >= 2 and (known == len(parts) or trail)

    @cached_property
    def trail_end(self) -> tuple[str, ...]:
        """Where the reader is (الرئيسية > أخبار > عنوان): the last part, which repeats the headline; empty for other lines."""
        parts = re.split(r"\s[>›»]\s", self.text)
        return (LineText(parts[-1]).bare,) if len(parts) >= 3 else ()

    @cached_property
    def says_published(self) -> bool:
        """A date line that says that the report came out then; one without may be the clock of the page."""
        return self.dateline and _alternatives("published_cues").match(self.bare) is not None

    @cached_property
    def outlet(self) -> bool:
        """The name of an outlet, alone."""
        return _named_outlet(self.bare)

    @cached_property
    def read_also(self) -> str | None:
        """The phrase that sends the reader to another report, at the beginning of the line."""
        match = _alternatives("read_also").match(self.bare)
        if not match or len(self.words) > 25:
            return None
        rest = self.bare[match.end() :].strip()
        marked = re.match(r"\s*[:.…|»/؟\-–ـ]", self.bare[match.end() :]) is not None
        return match.group() if not rest or marked or " " in match.group() else None

    @cached_property
    def tail(self) -> str | None:
        """The phrase that opens another part of the page below the article."""
        match = _alternatives("tail").match(self.bare)
        if not match:
            return None
        more = len(_WORD.findall(self.bare[match.end() :]))
        return match.group() if more <= 3 and not self.stops else None

    @cached_property
    def dateline(self) -> bool:
        """Nothing but a date or a time, with at most the place or two words beside it."""
        if len(self.words) > 16 or len(self.text) > 140:
            return False
        known = phrase_set("datelines") | phrase_set("weekdays") | phrase_set("months") | phrase_set("month_seconds")
        months = any(word in phrase_set("months") for word in self.words)
        dated = bool(_YEARED.search(self.key)) or (months and any(c.isdigit() for c in self.key))
        clocked = bool(_CLOCK.search(self.key))
        ago = bool(self.words) and self.words[0] in {"منذ", "قبل"} and all(w in known for w in self.words)
        others = [word for word in self.words if word not in known and word not in phrase_set("interface")]
        if ago:
            return any(c.isdigit() for c in self.key) or len(self.words) <= 3
        allowed = 3 if dated and (clocked or len(self.words) - len(others) >= 2) else 2 if dated else 0
        return (dated or clocked) and len(others) <= allowed

    @cached_property
    def caption(self) -> str | None:
        """The cue or the bracketed source that makes a line a caption."""
        count = len(self.words)
        if count < 2 or count > 45:
            return None
        if _INTERFACE_GLUED.match(self.text):
            return "icon"
        match = _alternatives("captions").match(self.bare)
        if match and count <= 30 and not (self.stops and count > 18) and (count > 2 or " " in match.group()):
            return match.group()
        source = _BRACKETED_END.search(self.text.strip())
        if source is None or source.start() < 8:
            return None
        inner = search_key(source.group(1))
        if inner in phrase_set("caption_sources") or _named_outlet(inner):
            return source.group(1)
        return source.group(1) if _YEARED.search(self.key[: -len(inner)]) and len(inner.split()) <= 5 else None

    @cached_property
    def _agency_line(self) -> str | None:
        """The outlet behind a place and a dash, nothing else on the line (القاهرة-سانا)."""
        place, dash, outlet = (part.strip() for part in re.sub(r"[–—ـ]", "-", self.bare).partition("-"))
        return outlet if dash and place and len(self.words) <= 5 and _named_outlet(outlet) else None

    @cached_property
    def byline(self) -> str | None:
        """The word that makes a short line a byline."""
        if not 1 <= len(self.words) <= 9 or (self.stops and not self.text.rstrip().endswith(":")):
            return None
        match = _alternatives("bylines").search(self.bare)
        if match is None:
            return self._agency_line
        at_edge = match.start() == 0 or match.end() == len(self.bare)
        beside_mark = bool(
            re.search(r"[/ـ:|\-–—]\s*$", self.bare[: match.start()]) or re.match(r"\s*[/ـ:|\-–—]", self.bare[match.end() :])
        )
        return match.group() if (at_edge and len(self.words) <= 6) or beside_mark else None


def _arabic(phrase: str) -> bool:
    return any("\u0600" <= character <= "\u06ff" for character in phrase)


@cache
def _outlet_names() -> frozenset[str]:
    names = (name for entry in load("outlets")["outlets"] for name in (entry["ar"], entry["en"], *entry["aliases"]))
    return frozenset(search_key(name) for name in names)


def _named_outlet(key: str) -> bool:
    stripped = _trimmed(key)
    return stripped in _outlet_names() or stripped.replace(".", " ").strip() in _outlet_names()


def rough_stem(word: str) -> str:
    """A folded word without one leading conjunction, preposition and article: good for counting shared words, nothing else."""
    for prefix in ("وال", "بال", "فال", "كال", "لل", "ال"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return word[len(prefix) :][:6]
    if word[:1] in "وبلف" and len(word) >= 5:
        return word[1:][:6]
    return word[:6]
