"""Reports made of one marked sentence: <O|organisation>, <P|person>, <L|place>, <C|state>, <E|named event>, <D|words=EDTF>."""

from __future__ import annotations

import re

from musnad.annotations import numbers, sentences
from musnad.records import DateMention, Document, Line, LineKind, Mention, Report, Span, annotation_id
from musnad.script import plain

_MARK = re.compile(r"<([OPLCED])\|([^>=]+)(?:=([^>]+))?>")
_TYPES = {"O": "ORG", "P": "PER", "L": "LOC", "C": "LOC", "E": "EVT"}


def report(marked: str) -> Report:
    """The report of a marked sentence, with its numbers; marks are taken out of the text."""
    text, at, mentions, dates = "", 0, [], []
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        span = Span(start=len(text), end=len(text) + len(match[2]))
        text += match[2]
        at = match.end()
        if match[1] == "D":
            dates.append(DateMention(id=annotation_id("date", span), span=span, by="test", value=match[3]))
        else:
            subtype = "country" if match[1] == "C" else None
            mentions.append(
                Mention(
                    id=annotation_id("mention", span),
                    span=span,
                    by="test",
                    type=_TYPES[match[1]],
                    name=plain(match[2]),
                    subtype=subtype,
                )
            )
    text += marked[at:]
    line = Line(number=1, span=Span(start=0, end=len(text)), kind=LineKind.paragraph, by="test")
    document = Document(
        id="d-0", name="marked.txt", sha256="0", size=len(text), media_type="text/plain", encoding="utf-8", reader="test",
        text=text, lines=(line,),
    )  # fmt: skip
    made = Report(document=document, mentions=tuple(mentions), dates=tuple(dates))
    made = made.model_copy(update=dict(sentences.annotate(made)))
    return made.model_copy(update=dict(numbers.annotate(made)))
