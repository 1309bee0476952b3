"""What the reader of a report remembers: who spoke last, who holds which office, which body issued the statement."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache

from musnad.annotations.roles import offices
from musnad.annotations.speech import lexicon
from musnad.lexicons import load
from musnad.records import LineKind, Mention, Report, Role, Span
from musnad.script import fold


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks. `kind`: name, office, anonymous, document, medium, body, phrase (not understood) or elided."""

    kind: str
    source: Mention | None = None
    text: Span | None = None
    anonymity: str | None = None
    end: int = 0
    """Index behind the last token of the noun phrase."""

    @property
    def anonymous(self) -> bool:
        """True for a source without a name."""
        return self.anonymity is not None

    @property
    def known(self) -> bool:
        """True where somebody is there who can speak."""
        return self.kind not in ("phrase", "elided")


@dataclass(slots=True)
class Flow:
    """The state of reading, in document order."""

    report: Report
    outlet: frozenset[str] = frozenset()
    """Folded names of the report's own outlet."""
    turns: list[tuple[Speaker, str, int]] = field(default_factory=list)
    """Speaker, gender of the verb, line number."""
    date_ends: dict[int, int] = field(default_factory=dict)
    """Where a date begins → where it ends."""
    voice: Speaker | None = None
    """Who says "we" in the text of a statement."""
    _mentions: dict[str, Mention] = field(default_factory=dict)
    _ordered: list[Mention] = field(default_factory=list)
    _titles: dict[str, list[tuple[Role, frozenset[str]]]] | None = None
    heading: bool = False
    """A headline is read: whose office it tells may be named below."""
    _media: list[Mention] | None = None
    _signature: str = ""
    """The folded words of the lines that sign the report."""

    def __post_init__(self) -> None:
        self._mentions = {mention.id: mention for mention in self.report.mentions}
        self._ordered = sorted(self.report.mentions, key=lambda mention: mention.span.start)
        self.date_ends = {date.span.start: date.span.end for date in self.report.dates}
        if self.report.outlet:
            self.outlet = frozenset({fold(self.report.outlet.name).text})
        else:
            self._signature = _signature(self.report)

    def last(self, gender: str = "", plural: bool = False) -> Speaker | None:
        """The last speaker whose verb agreed in gender, else the last one."""
        if not self.turns:
            return None
        for speaker, had, _ in reversed(self.turns[-3:]):
            if not gender or not had or had == gender:
                return speaker
        return self.turns[-1][0]

    def last_anonymous(self) -> str | None:
        """Kind of the anonymous source that spoke last."""
        return next((speaker.anonymity for speaker, _, _ in reversed(self.turns) if speaker.anonymity), None)

    def holder(self, words: list[str], before: int, body: Mention | None = None) -> Mention | None:
        """Who was given this office (`الناطق العسكري`, `رئيس المحكمة`) earlier in the report, at this body where one is named."""
        wanted = [offices.bare(word) for word in words]
        for role, title in reversed(self._held().get(wanted[0], ())):
            if (role.span.start < before or self.heading) and set(wanted) <= title and self._at(role.organization, body):
                person = self._mentions.get(role.person)
                if person is not None:
                    return person
        return None

    def spoke_as(self, word: str) -> Mention | None:
        """The person who spoke last, where he was given an office that this word means (المسؤول, المتحدث العسكري)."""
        head = offices.bare(word).removesuffix("ه")
        heads = next((group for group in _CALLED if head in group), frozenset())
        for speaker, _, _ in reversed(self.turns[-3:]):
            if speaker.anonymity:
                return None
            if speaker.source is None or speaker.source.type != "PER":
                continue
            root = speaker.source.antecedent or speaker.source.id
            meant = (held for first, held in self._held().items() if first.removesuffix("ه") in heads or head in _ANY_OFFICE)
            held_it = any(self._root(role.person) == root for held in meant for role, _ in held)
            return speaker.source if held_it else None
        return None

    def _root(self, person: str) -> str:
        mention = self._mentions.get(person)
        return (mention.antecedent or mention.id) if mention is not None else person

    def sole_holder(self, words: list[str], before: int) -> Mention | None:
        """The one person who was given an office of these words earlier in the report."""
        wanted = frozenset(offices.bare(word) for word in words)
        first = offices.bare(words[0])
        held = [role.person for role, title in self._held().get(first, ()) if role.span.start < before and wanted <= title]
        named = {self._mentions[one].antecedent or one for one in held if one in self._mentions}
        return self._mentions.get(held[-1]) if len(named) == 1 else None

    def _held(self) -> dict[str, list[tuple[Role, frozenset[str]]]]:
        """The offices held, by the first word of their title, with all its words."""
        if self._titles is None:
            text = self.report.document.text
            self._titles = {}
            for role in self.report.roles:
                title = [offices.bare(word) for word in fold(role.title.of(text)).text.split()]
                if title and not role.former:
                    self._titles.setdefault(title[0], []).append((role, frozenset(title)))
        return self._titles

    def _at(self, organization: str | None, body: Mention | None) -> bool:
        """Whether a role may be the one at `body`: its own body is the same one, or one of them is not told."""
        had = self._mentions.get(organization or "")
        if body is None or had is None:
            return body is None
        if (had.antecedent or had.id) == (body.antecedent or body.id):
            return True
        one, other = fold(had.name).text, fold(body.name).text
        return one in other or other in one

    def issuer(self, before: int) -> Mention | None:
        """The body behind البيان: the last that spoke, else the last named."""
        for speaker, _, _ in reversed(self.turns):
            if speaker.source is not None and speaker.source.type in ("ORG", "LOC") and speaker.source.span.start < before:
                return speaker.source
        first = bisect_left(self._ordered, before - 600 + 1, key=lambda mention: mention.span.start)
        last = bisect_left(self._ordered, before, key=lambda mention: mention.span.start)
        return next((mention for mention in reversed(self._ordered[first:last]) if mention.type == "ORG"), None)

    def body(self, noun: str, before: int) -> Mention | None:
        """The body last named with this noun (المنظمة الدولية after منظمة كذا)."""
        word, text = offices.bare(noun), self.report.document.text
        at = bisect_left(self._ordered, before, key=lambda mention: mention.span.start)
        for mention in reversed(self._ordered[max(0, at - 40) : at]):
            if mention.type == "ORG" and not mention.nominal:
                start = mention.span.start
                near = fold(text[max(0, start - 15) : start].strip(' "“”«»')).text.split()[-1:]
                named = fold(f"{mention.head or ''} {mention.name}").text.split()[:2]
                if word in [offices.bare(part) for part in (*near, *named)]:
                    return mention
        return None

    def titled(self, word: str, before: int) -> Mention | None:
        """The person last named behind this word: `النقيب` after `النقيب فلان`."""
        text = self.report.document.text
        at = bisect_left(self._ordered, before, key=lambda mention: mention.span.start)
        for mention in reversed(self._ordered[max(0, at - 12) : at]):
            if mention.type == "PER" and not mention.nominal:
                near = fold(text[max(0, mention.span.start - 45) : mention.span.start].rpartition("\n")[2]).text
                if any(part in (word, word.removeprefix("ال")) for part in re.split(r"\W+", near)):
                    return mention
        return None

    def latter(self, before: int) -> Mention | None:
        """The body or person named last before this character."""
        at = bisect_left(self._ordered, before, key=lambda mention: mention.span.start)
        return next((mention for mention in reversed(self._ordered[max(0, at - 6) : at]) if mention.type in ("ORG", "PER")), None)

    def medium(self, before: int) -> Mention | None:
        """The medium behind الصحيفة: the last that was named."""
        if self._media is None:
            self._media = [one for one in self._ordered if not one.nominal and is_medium(self.report, one)]
        at = bisect_left(self._media, before, key=lambda mention: mention.span.start)
        return self._media[at - 1] if at else None

    def own_outlet(self, mention: Mention) -> bool:
        """True where the mention names the outlet of this report."""
        name = fold(mention.name).text
        words = " ".join(re.findall(r"\w+", name))
        return f" {words} " in self._signature or any(name == known or name in known or known in name for known in self.outlet)


_ANY_OFFICE = frozenset({"مسوول", "مسيول"})
_CALLED = (
    _ANY_OFFICE,
    frozenset({"متحدث", "ناطق"}),
    frozenset({"دبلوماسي", "سفير", "مبعوث", "موفد", "قنصل"}),
    frozenset({"قيادي", "قائد", "عضو"}),
    frozenset({"خبير", "محلل", "باحث", "اكاديمي", "استاذ"}),
    frozenset({"ناشط", "حقوقي", "محامي", "محام"}),
    frozenset({"برلماني", "نايب", "عضو"}),
)
"""Words that mean an office again (the holder was called one of its group before), folded."""


def _signature(report: Report) -> str:
    """`بلدي كذا – درعا (فلان)`, `فلان: المصدر كذا`: the words of the lines that sign the report, one blank between them."""
    text = report.document.text
    signed = []
    for line in report.document.lines[:_SIGNING]:
        words = line.span.of(text)
        short = line.kind is LineKind.subheading and len(words) < _SHORT and any(mark in words for mark in "-–—ـ/")
        if line.kind in (LineKind.byline, LineKind.dateline) or short:
            signed += re.split(r"\W+", fold(words).text)
    return f" {' '.join(word for word in signed if word)} "


# Lines at the head of a page among which it is signed, and how long one without a mark of its own may be.
_SIGNING = 8
_SHORT = 70


@cache
def _outlets() -> frozenset[str]:
    return frozenset(fold(name).text for item in load("outlets")["outlets"] for name in (item["ar"], *item["aliases"]))


def known_outlet(word: str) -> bool:
    """True for the folded name of an outlet in lexicons/outlets.yml."""
    return word in _outlets()


def is_medium(report: Report, mention: Mention) -> bool:
    """A newspaper, agency, channel, site: by its kind or by the head before it."""
    if mention.type != "ORG":
        return False
    if mention.subtype in ("media_outlet", "news_agency") or known_outlet(fold(mention.name).text):
        return True
    heads = lexicon.listed("media_heads")
    if mention.head and fold(mention.head).text.split()[0] in heads:
        return True
    first = fold(mention.name).text.split()
    if first and first[0] in heads:
        return True
    before = fold(report.document.text[max(0, mention.span.start - 14) : mention.span.start]).text
    word = before.replace('"', " ").replace("“", " ").replace("«", " ").replace("”", " ").split()
    if not word:
        return False
    last = word[-1]
    return last in heads or (len(last) > 4 and last[1:] in heads) or (len(last) > 5 and last[2:] in heads)
