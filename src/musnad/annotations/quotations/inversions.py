"""Words that go before the verb that reports them: `«...»، قال X`, `هذه أرضنا، تقول امرأة من القرية`."""

from __future__ import annotations

from musnad.annotations.passages import QUOTES, Passage
from musnad.annotations.quotations import contents, speakers
from musnad.annotations.quotations.contents import Content
from musnad.annotations.quotations.flow import Flow, Speaker
from musnad.annotations.speech import cues, lexicon
from musnad.annotations.speech.cues import Cue
from musnad.records import Span

_ACTS = frozenset({"say", "add", "explain", "stress", "write", "ask", "point_out", "conclude", "consider", "admit", "warn"})
# Without quotation marks only the plainest verbs tell that the words before them were said.
_PLAIN = frozenset({"say", "write", "explain"})
_STOPS = frozenset({"،", ",", ".", "؛", "!", "؟", "-", "–", ":"})
_AFTER = lexicon.PREPOSITIONS | frozenset({"ثم", "وهو", "وهي", "وهم", "وهما", "وقد", "بينما", "فيما", "ل"})
_SHORTEST = 3


def read(passage: Passage, cue: Cue, start: int, stop: int, flow: Flow) -> tuple[Speaker, Content] | None:
    """Speaker and words where the verb stands behind a comma or a closed quotation and leads to no words itself."""
    form = cue.form
    if cue.joined or cue.index <= start + 1 or form.kind not in ("past", "present"):
        return None
    if not form.verb.an or form.verb.act not in _ACTS:
        return None
    thus = cue.index - 1 if passage.words[cue.index - 1] == "هكذا" else cue.index
    closed = _closed(passage, thus)
    if closed is None and thus < cue.index and passage.is_mark(thus - 1) and not cue.form.homograph:
        return _thus(passage, cue, start, thus, stop, flow)
    if closed is None and passage.words[cue.index - 1] not in ("،", ",", "!", "؟"):
        return None
    if closed is None and (aside := _aside(passage, cue, start, stop, flow)):
        return aside
    speaker = speakers.read(passage, cue.index + 1, stop, flow)
    if speaker is None or speaker.text is None or not (speaker.known or _noun(passage, speaker)):
        return None
    if thus == cue.index and not _ends(passage, speaker.end, stop):
        return None
    if closed is not None:
        content = contents.inside(passage, closed)
        return (speaker, content) if content and closed + _SHORTEST < cue.index else None
    if form.homograph or form.verb.act not in _PLAIN or not _speechlike(passage, start, cue.index, speaker.end, stop):
        return None
    content = contents.before(passage, start, cue.index - 1)
    return (speaker, content) if content and cue.index - 1 - start >= _SHORTEST else None


def _aside(passage: Passage, cue: Cue, start: int, stop: int, flow: Flow) -> tuple[Speaker, Content] | None:
    """`أما نتائج الدائرة، يضيف الوزير، فلم تصل بعد`: the words go on behind the verb and its speaker, both between commas."""
    form = cue.form
    if form.kind != "present" or form.homograph or form.verb.act not in _INSERTED or cue.index - start < _SHORTEST:
        return None
    speaker = speakers.read(passage, cue.index + 1, stop, flow)
    end = speaker.end if speaker is not None else cue.index + 1
    if speaker is None or speaker.text is None or end + _SHORTEST > stop or passage.words[end] not in ("،", ","):
        return None
    if _told_before(passage, start, cue.index - 1) or passage.words[end + 1] in lexicon.THAT | lexicon.THAT_IT:
        return None
    if any(
        passage.words[at] in lexicon.THAT | lexicon.THAT_IT and cues.find(passage.words[at - 1], at - 1)
        for at in range(end, stop)
    ):
        return None
    first, rest = contents.before(passage, start, cue.index - 1), contents.read(passage, end + 1, 0, stop, [])
    if first is None or rest is None:
        return None
    return speaker, Content(Span(start=first.span.start, end=rest.span.end), rest.end, False)


_INSERTED = frozenset({"say", "add", "explain", "stress", "point_out"})
"""What may be told between commas in the middle of somebody's words."""


def _thus(passage: Passage, cue: Cue, start: int, thus: int, stop: int, flow: Flow) -> tuple[Speaker, Content] | None:
    """`لا أمان في الكرة، هكذا علق المدرب`: the words before هكذا, up to its comma or colon."""
    speaker = speakers.read(passage, cue.index + 1, stop, flow)
    content = contents.before(passage, start, thus - 1)
    if speaker is None or speaker.text is None or content is None or thus - 1 - start < _SHORTEST:
        return None
    return speaker, content


def _closed(passage: Passage, index: int) -> int | None:
    """Opening mark of a quotation that closes right before the verb, a comma or full stop between allowed."""
    at = index - 1
    while at > 0 and passage.words[at] in _STOPS and index - at < 3:
        at -= 1
    if passage.words[at] not in QUOTES:
        return None
    closing = (pair for pair in passage.quoted.values() if pair.closed and pair.close == at)
    return next((pair.open for pair in closing if pair.words >= _SHORTEST), None)


def _ends(passage: Passage, at: int, stop: int) -> bool:
    """Nothing but circumstance follows the speaker."""
    if at >= stop or at >= len(passage.tokens):
        return True
    if passage.words[at] == ":" or passage.words[at] in lexicon.THAT | lexicon.THAT_IT:
        return False
    if any(word in lexicon.THAT | lexicon.THAT_IT or word == ":" for word in passage.words[at : at + 12]):
        return False
    if any(index in passage.quoted for index in range(at, min(at + 8, stop))):
        return False
    return passage.words[at] in _STOPS or passage.words[at] in _AFTER or passage.words[at][:1] == "ل"


def _noun(passage: Passage, speaker: Speaker) -> bool:
    """A speaker of one or two common words closed by a mark or circumstance."""
    return speaker.kind == "phrase" and speaker.text is not None and len(speaker.text.of(passage.text).split()) <= 4


def _speechlike(passage: Passage, start: int, index: int, end: int, stop: int) -> bool:
    """The words before the comma are a sentence of their own, no circumstance, and nothing said follows the speaker."""
    first = passage.words[start]
    circumstance = first in lexicon.PREPOSITIONS | speakers.LEADS | lexicon.NOT_SPEECH or bool(
        lexicon.match(lexicon.phrased("asides"), passage.words, start)
        or lexicon.match(lexicon.phrased("source"), passage.words, start)
        or lexicon.match(lexicon.phrased("verb"), passage.words, start)
    )
    if circumstance or passage.words[index - 1] in ("!", "؟") or _told_before(passage, start, index):
        return False
    if any(word in lexicon.THAT | lexicon.THAT_IT for word in passage.words[end:stop]):
        return False
    goes_on = end + 1 < stop and passage.words[end] in ("،", ",") and passage.words[end + 1] not in _AFTER
    return not goes_on


def _told_before(passage: Passage, start: int, stop: int) -> bool:
    """Another verb of saying goes before: the sentence is the reporter's own."""
    return any((found := cues.find(passage.words[at], at)) is not None and not found.form.homograph for at in range(start, stop))
