"""Where the reported words end: closing quotation mark, next cue, attribution, words of the reporter, end of the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from musnad.annotations.passages import QUOTES, Passage
from musnad.annotations.speech import lexicon
from musnad.records import LineKind, Span

_TRIM = frozenset("،,.؛:-–—…(") | {"و", "ـ"}


_OWN_PAGES = frozenset({"حسابه", "حسابها", "صفحته", "صفحتها", "موقعه", "موقعها"})
_WITH_HIM = frozenset({"معه", "معها", "معهم", "له", "لها", "لهم", "عليه", "عليها", "عليهم", "اليه", "اليها", "منه", "منها"})


@dataclass(frozen=True, slots=True)
class Content:
    """The reported words; `direct` where most of them stand in quotation marks. `end` is a token index."""

    span: Span
    end: int
    direct: bool


def read(passage: Passage, start: int, cut: int, stop: int, halts: list[int], *, phrase: bool = False) -> Content | None:
    """The content from token `start`; `halts` are the tokens at which the reporter takes the word again.

    `phrase`: the words are told as a noun phrase (نفى وجود خلاف), which ends sooner than a clause does.
    """
    while start < stop and passage.is_mark(start) and start not in passage.quoted and passage.words[start] not in ("(", "#"):
        start += 1
    if start >= stop:
        return None
    halt = min((at for at in halts if at > start), default=stop)
    pair = passage.quoted.get(start)
    if pair and not pair.closed and pair.words >= 3:
        # The second mark is missing: the speech runs to the end of the line.
        return _trimmed(passage, start + 1, min(len(passage.tokens), max(stop, start + 2)), 0, quoted=True)
    if pair and pair.closed:
        inner = _whole_quotation(passage, pair.close, stop, halts, pair in passage.speech)
        if inner:
            return _trimmed(passage, start + 1, pair.close, 0, quoted=True)
    end = _scan(passage, start, min(stop, halt) if not _inside(passage, start, halt) else stop, stop, halts, phrase=phrase)
    return _trimmed(passage, start, end, cut, quoted=False)


def mode(passage: Passage, content: Content) -> Literal["direct", "indirect", "mixed"]:
    """Direct: between quotation marks, or behind a colon, unless over a report: headlines tell in fewer words.

    Mixed: some of the words are verbatim, the rest is told. Marks around a name, or around one word (mostly a name), are no
    speech.
    """
    over = passage.line.kind in (LineKind.headline, LineKind.subheading)
    first = next((at for at, token in enumerate(passage.tokens) if token.start >= content.span.start), 0)
    if content.direct or (not over and first and passage.words[first - 1] == ":"):
        return "direct"
    for at, pair in passage.quoted.items():
        if at != pair.open or not pair.closed or pair.words < 2:
            continue
        opened, closed = passage.tokens[pair.open], passage.tokens[pair.close]
        within = content.span.start <= opened.start and closed.end <= content.span.end + 1
        if within and not any(index in passage.mentions for index in range(pair.open + 1, pair.open + 3)):
            return "mixed"
    return "indirect"


def inside(passage: Passage, opened: int) -> Content | None:
    """The words between a pair of quotation marks."""
    return _trimmed(passage, opened + 1, passage.quoted[opened].close, 0, quoted=True)


def _inside(passage: Passage, start: int, halt: int) -> bool:
    return any(pair.open >= start and pair.open < halt < pair.close for pair in passage.speech)


def _whole_quotation(passage: Passage, close: int, stop: int, halts: list[int], long: bool) -> bool:
    """True where nothing of the content follows the closing mark."""
    after = close + 1
    if after >= stop or after in halts:
        return True
    word = passage.words[after]
    if long and word in _TRIM - {"و", "(", "-", "–"}:
        return not (after + 1 < stop and _reopens(passage, after + 1))
    return after + 1 in halts and passage.is_mark(after)


def _reopens(passage: Passage, index: int) -> bool:
    """`»، و«`: the quotation goes on."""
    if passage.words[index] in ("و", "ف"):
        index += 1
    return index in passage.quoted and passage.quoted[index] in passage.speech


def _scan(passage: Passage, start: int, halt: int, stop: int, halts: list[int], *, phrase: bool = False) -> int:
    at = start
    while at < halt:
        pair = passage.quoted.get(at)
        if pair and pair.closed and pair in passage.speech and pair.close < stop:
            if pair.close >= halt:
                halt = min([h for h in halts if h > pair.close] + [stop])
            at = pair.close + 1
            continue
        if at > start and (_breaks(passage, at) or (phrase and _phrase_ends(passage, at))):
            return at
        at += 1
    return halt


def _breaks(passage: Passage, at: int) -> bool:
    if not lexicon.match(lexicon.phrased("breaks"), passage.words, at):
        return False
    if passage.words[at - 1] in ("،", ",", ".", "؛", "-", "»", "”", '"', "“", "..", "–"):
        return True
    return passage.words[at] in ("لكن", "وذلك", "ولم") and passage.words[at + 1 : at + 2] in (
        ["دون"],
        ["خلال"],
        ["يوضح"],
        ["يحدد"],
        ["تحدد"],
    )


def _phrase_ends(passage: Passage, at: int) -> bool:
    """`أدان X الحادث في بيان`, `شكا X من الخطف، ومنهم من`: circumstance or a new clause behind a noun phrase."""
    word, behind = passage.words[at], passage.words[at + 1] if at + 1 < len(passage.words) else ""
    if word == "؛":
        return True
    if word == "في" and behind in lexicon.listed("documents") | lexicon.listed("interviews") | {"موتمر"}:
        return True
    if word == "عبر" and (behind in lexicon.listed("media_heads") or behind in _OWN_PAGES):
        return True
    if passage.words[at - 1] not in ("،", ","):
        return False
    # وتضامن معه عشرات: a verb of the reporter's with its pronoun
    return word in lexicon.speech("noun_breaks") or (word.startswith("و") and behind in _WITH_HIM)


def _trimmed(passage: Passage, start: int, end: int, cut: int, *, quoted: bool) -> Content | None:
    """Marks at both ends and a lone outer pair of quotation marks taken off."""
    while end > start and (passage.words[end - 1] in _TRIM or _orphan(passage, start, end - 1)):
        end -= 1
    while start < end and passage.words[start] in _TRIM - {"("} and passage.is_mark(start):
        start, cut = start + 1, 0
    pair = passage.quoted.get(start)
    if pair and pair.close == end - 1 and end - start > 2 and not quoted:
        start, end, cut, quoted = start + 1, end - 1, 0, True
        while end > start and passage.words[end - 1] in (".", "،"):
            end -= 1
    if end - start < 1:
        return None
    span = Span(start=passage.tokens[start].offset(cut) if cut else passage.tokens[start].start, end=passage.tokens[end - 1].end)
    if span.end <= span.start:
        return None
    return Content(span, end, quoted or _mostly_quoted(passage, start, end))


def _orphan(passage: Passage, start: int, index: int) -> bool:
    """A closing mark whose opening mark stands before the content, or an opening mark at its end."""
    if passage.words[index] == ")":
        return "(" not in passage.words[start:index]
    if passage.words[index] not in QUOTES:
        return False
    if index in passage.quoted:
        return True
    return not any(pair.close == index and pair.open >= start for pair in passage.quoted.values())


def _mostly_quoted(passage: Passage, start: int, end: int) -> bool:
    inside = sum(
        min(pair.close, end) - pair.open - 1
        for pair in passage.quoted.values()
        if start <= pair.open < end and pair in passage.speech
    )
    return inside * 2 > end - start


def before(passage: Passage, first: int, stop: int) -> Content | None:
    """The content that goes before its attribution: the sentence up to `stop`, opening و left out."""
    start = first
    while start < stop:
        length = lexicon.match(lexicon.phrased("asides"), passage.words, start)
        if length and passage.words[start] in ("كما", "من", "بدوره", "بدورها", "في", "وفي", "الي"):
            start += length
        elif passage.is_mark(start) and start not in passage.quoted:
            start += 1
        else:
            break
    start = _behind_dateline(passage, start, stop)
    if start >= stop:
        return None
    token = passage.tokens[start]
    joined = token.split.proclitics[:1] == ("و",) or token.folded in ("وفي", "ومن", "وعلي", "وعن", "والي", "وما", "وهو", "وهي")
    cut = 1 if token.folded[:1] == "و" and joined else 0
    while stop > start and (passage.words[stop - 1] in ("وذلك", "وهو", "كما") or passage.words[stop - 1] in ("،", ",")):
        stop -= 1
    return _trimmed(passage, start, stop, cut, quoted=False)


def _behind_dateline(passage: Passage, start: int, stop: int) -> int:
    """`القصرين (وكالة كذا) – انفجر`: place and desk before a dash are no part of the words."""
    mention = passage.mentions.get(start)
    if mention is None or mention.type != "LOC":
        return start
    at = passage.ends[mention.id]
    if at < stop and passage.words[at] == "(":
        at = next((index + 1 for index in range(at, min(at + 6, stop)) if passage.words[index] == ")"), at)
    return at + 1 if at < stop and passage.words[at] in ("-", "–", "—", "ـ", "/", ":") else start
