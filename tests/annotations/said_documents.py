"""Reports from marked sentences: `P[name]`, `O[name]`, `L[name]` are mentions, `{...}` is the content that must be found."""

from __future__ import annotations

import re
from dataclasses import dataclass

from musnad.annotations import sentences
from musnad.records import Document, Line, LineKind, Mention, OutletMention, Report, Span, annotation_id

_MARK = re.compile(r"([POL])\[([^\]]*)\]|\{|\}")
_TYPES = {"P": "PER", "O": "ORG", "L": "LOC"}


@dataclass(frozen=True)
class Marked:
    """A report and the contents marked in it."""

    report: Report
    contents: tuple[str, ...]

    def name(self, mention: str | None) -> str | None:
        """The words of a mention id."""
        return None if mention is None else self.report.mention(mention).span.of(self.report.document.text)


def read(marked: str, outlet: str | None = None, headline: bool = False) -> Marked:
    """The report of a marked text; every line is a paragraph, the first a headline where asked."""
    text, mentions, contents, opened = "", [], [], []
    at = 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match.group() == "{":
            opened.append(len(text))
        elif match.group() == "}":
            contents.append((opened.pop(), len(text)))
        else:
            span = Span(start=len(text), end=len(text) + len(match.group(2)))
            text += match.group(2)
            mentions.append(
                Mention(
                    id=annotation_id("mention", span), span=span, by="test.mark", type=_TYPES[match.group(1)], name=match.group(2)
                )
            )
    text += marked[at:]
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        kind = LineKind.headline if headline and number == 1 else LineKind.paragraph
        lines.append(Line(number=number, span=Span(start=start, end=start + len(line)), kind=kind, by="test"))
        start += len(line) + 1
    document = Document(
        id="d-test", name="test.txt", sha256="0" * 64, size=len(text), media_type="text/plain", encoding="utf-8", reader="test",
        text=text, lines=tuple(lines),
    )  # fmt: skip
    shown = OutletMention(id="outlet", span=Span(start=0, end=0), by="test", name=outlet) if outlet else None
    report = Report(document=document, mentions=tuple(mentions), outlet=shown)
    report = report.model_copy(update=dict(sentences.annotate(report)))
    return Marked(report, tuple(text[a:b] for a, b in sorted(contents)))
