"""The publishing outlet's own name where the article says it: in the by-line, a caption's credit, "قال لشبكة سنابل".

An outlet that no list holds is found once for the whole page (`outlet`); its name is then a name everywhere in the body. A
name that is also an ordinary word (سنابل, المدن) needs a cue: a by-line, brackets or quotation marks, a word such as شبكة
before it, or لـ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from musnad.lexicons import load
from musnad.records import LineKind, Mention, OutletMention, Report, Span, annotation_id
from musnad.script import fold, plain, search_key
from musnad.script.clitics import zipf

RARE = 2.5
"""Zipf frequency up to which a single word is no ordinary word of running text; set by judgement."""

_CREDITED = frozenset({LineKind.byline, LineKind.dateline, LineKind.caption})


@cache
def _cues(group: str) -> str:
    words = sorted({search_key(word) for word in load("outlet_cues")[group]}, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, words))


def _forms(name: str) -> list[str]:
    """The name, and what is left without the word that says what kind of outlet it is: شبكة سنابل → سنابل."""
    full = search_key(name)
    bare = re.sub(rf"^(?:(?:{_cues('media_words')})\s+)+|(?:\s+(?:{_cues('name_ends')}))+$", "", full)
    return [form for form in dict.fromkeys((full, bare)) if len(form) > 2 and re.search("[\u0621-\u064a]", form)]


def mentions(report: Report, outlet: OutletMention) -> Iterator[Mention]:
    """Mentions of the outlet in body lines where no name was found yet, in order."""
    taken = [mention.span for mention in report.mentions]
    for line in report.document.body():
        folded = fold(line.span.of(report.document.text))
        for form in _forms(outlet.name):
            for match in re.finditer(rf"(?<!\w)(?P<clitic>[ولب]?ل?)(?P<name>{re.escape(form)})(?!\w)", folded.text):
                start, end = folded.span(*match.span("name"))
                span = Span(start=line.span.start + start, end=line.span.start + end)
                if any(span.overlaps(other) for other in taken):
                    continue
                if line.kind not in _CREDITED and not _meant(form, folded.text, match):
                    continue
                taken.append(span)
                name = plain(report.document.quote(span))
                yield Mention(
                    id=annotation_id("mention", span), span=span, by="outlet.own_name", score=0.8, type="ORG", name=name,
                    subtype="media_outlet", because=(("name", name), ("outlet", outlet.name)),
                )  # fmt: skip


def _meant(form: str, text: str, match: re.Match[str]) -> bool:
    """True where the words around say that the outlet is meant."""
    before, after = text[: match.start()], text[match.end() :]
    if match["clitic"].endswith("ل") or re.search(r"[\"'«“”‘(]\s*$", before) or re.match(r"\s*[\"'»”’)]", after):
        return True
    if re.search(rf"(?<!\w)(?:[ولبف]|ال|لل)*(?:{_cues('media_words')}|{_cues('reporters')}|ل)\s*$", before):
        return True
    return " " in form or zipf(form) <= RARE
