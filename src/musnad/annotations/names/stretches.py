"""From what a plugged-in tagger says to the exact characters of a name: clitics, quotation marks and brackets outside."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.annotations.names.lines import NameLine, Word

MARKS = "\"“”„«»″‘’'()[]،,.:؛;-–—…/|_#؟?!"
"""What no name begins or ends with."""
_LONE_CLITICS = frozenset(("و", "ف", "ب", "ل", "ك", "ول", "وب", "فل", "فب"))

Stretch = tuple[int, int]
"""Start and end, offsets of the document."""


def clitics(word: Word) -> int:
    """How many characters of clitics the splitter takes off this word."""
    return next((reading.skip for reading in word.readings if reading.likely), 0) if word.is_word else 0


def of_words(line: NameLine, first: int, last: int, *, person: bool = False) -> Stretch | None:
    """The name that words `first` to `last` (both included) hold; None where nothing is left of it.

    تنظيم "س" gives what stands inside the marks, by the convention of all musnad's names; a person's quoted by-name stays.
    """
    first, last = _trimmed(line, first, last)
    end = last
    for index in range(first, last + 1):
        opened, closed = line.opening.get(index), line.closing.get(index)
        if closed and closed.open < first:
            # The name began inside the marks, so it ends with them.
            first, last = _trimmed(line, first, index - 1)
        elif not opened or opened.close <= last:
            continue
        elif opened.quote and not person:
            first, last = _trimmed(line, index + 1, last)
        elif opened.close > last + 1:
            first, last = _trimmed(line, first, index - 1)
        else:
            end = opened.close  # حزب العمال (PKK): a pair that opens inside closes inside
            break
        end = last
        break
    if first > last:
        return None
    return line.words[first].start(clitics(line.words[first])), line.words[end].token.end


def _is_mark(line: NameLine, index: int) -> bool:
    token = line.words[index].token
    return not token.plain or (token.kind == "mark" and line.text[token.start] in MARKS)


def _trimmed(line: NameLine, first: int, last: int) -> tuple[int, int]:
    """Without marks at both ends and clitics that stand alone before the name (و"س")."""
    while first <= last and (_is_mark(line, first) or (first < last and line.folded(first) in _LONE_CLITICS)):
        first += 1
    while last >= first and _is_mark(line, last):
        last -= 1
    return first, last


def verbatim(line: NameLine, name: str, *, person: bool = False) -> Iterator[Stretch]:
    """Every place of the line where exactly these characters stand as whole words, by the conventions of `of_words`.

    الجيش is also found in للجيش, where its first letter is not written: the stretch is لجيش then, as everywhere in musnad.
    """
    if not line.words or not name:
        return
    begin, end = line.words[0].token.start, line.words[-1].token.end
    starts = {word.start(reading.skip): word.index for word in line.words for reading in word.readings}
    ends = {word.token.end: word.index for word in line.words}
    spellings = [name, *(["ل" + name[2:]] if name.startswith("ال") else [])]
    for spelling in spellings:
        at = line.text.find(spelling, begin, end)
        while at >= 0:
            first, last = starts.get(at), ends.get(at + len(spelling))
            follows = spelling == name or (at > begin and line.text[at - 1] == "ل")
            stretch = of_words(line, first, last, person=person) if first is not None and last is not None and follows else None
            if stretch:
                # A stem that only the tagger sees (ب + a name that the splitter reads whole) stays as it was given.
                yield (max(at, stretch[0]), stretch[1])
            at = line.text.find(spelling, at + 1, end)
