"""Sentences: the body lines cut at full stops, question and exclamation marks.

A stop does not cut inside quotation marks or brackets, after an abbreviation (د. , ا.ف.ب.), inside a number, nor where it is
part of a run of stops ("..", "…": Arabic newsrooms write those for a pause).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from musnad.lexicons import load
from musnad.records import BODY_KINDS, LineKind, Report, Sentence, Span, annotation_id

LONGEST_ABBREVIATION = 8
"""Letters; only so far back is looked for the word before a full stop."""
_STOP = re.compile(r"[.!؟?۔]+")
# The tatweel is no letter here: a masked word (القـ.ـصف) is no end of a sentence.
_THREE_LETTERS = re.compile("[\u0621-\u063a\u0641-\u064a]{3}$")
_TWO_LETTERS = re.compile("[\u0621-\u063a\u0641-\u064a]{2}")
_PAIRS = {"“": "”", "«": "»", "(": ")", "[": "]", "{": "}", "”": "“"}


def _unclosed(text: str) -> frozenset[int]:
    """Offsets of guillemets that are never closed: `«كلام ... . وأضاف: «كلام»` must not make one sentence of the line."""
    opened: list[int] = []
    for index, character in enumerate(text):
        if character == "«":
            opened.append(index)
        elif character == "»" and opened:
            opened.pop()
    return frozenset(opened)


def _cuts(text: str) -> Iterator[int]:
    """Offsets behind which a sentence ends."""
    unclosed = _unclosed(text)
    abbreviations = frozenset(load("abbreviations")["before_full_stop"])
    depth: list[str] = []
    straight = False
    index = 0
    while index < len(text):
        character = text[index]
        if character == '"':
            straight = not straight
        elif depth and character == depth[-1]:
            depth.pop()
        elif character in "“«([{" and index not in unclosed:
            depth.append(_PAIRS[character])
        elif match := _STOP.match(text, index):
            run, end = match.group(), match.end()
            last = re.split(r"[\s.]", text[max(0, index - LONGEST_ABBREVIATION - 1) : index])[-1]
            following = text[end : end + 1]
            pause = len(run) > 1 and set(run) == {"."}
            glued = following not in ("", " ", "\u00a0", '"', "”", "»", ")", "\n") and not _lost_space(text, index, end)
            inside = bool(depth) and text.find(depth[-1], end) != -1
            if not (pause or glued or inside or (run == "." and last in abbreviations)):
                closing = end
                while closing < len(text) and text[closing] in '”»")':
                    if text[closing] == '"':
                        straight = False
                    if depth and text[closing] == depth[-1]:
                        depth.pop()
                    closing += 1
                if not straight or text.find('"', closing) == -1:
                    straight = False
                    depth.clear()
                    yield closing
                index = closing
                continue
            index = end
            continue
        index += 1


def _lost_space(text: str, index: int, end: int) -> bool:
    """`التحصينات.على`: a stop between two Arabic words of three letters and more, its space lost."""
    return bool(_THREE_LETTERS.search(text[max(0, index - 3) : index]) and _TWO_LETTERS.match(text, end))


def annotate(report: Report) -> Mapping[str, Any]:
    """Sentences of every body line but date lines, in order."""
    found: list[Sentence] = []
    text = report.document.text
    for line in report.document.lines:
        if line.kind not in BODY_KINDS or line.kind is LineKind.dateline:
            continue
        at = line.span.start
        stretch = line.span.of(text)
        for cut in [*_cuts(stretch), len(stretch)]:
            piece = stretch[at - line.span.start : cut]
            stripped = piece.strip()
            if stripped:
                start = at + piece.index(stripped)
                span = Span(start=start, end=start + len(stripped))
                found.append(Sentence(id=annotation_id("sentence", span), span=span, by="sentences.stop", line=line.number))
            at = line.span.start + cut
    return {"sentences": tuple(found)}
