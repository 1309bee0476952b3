"""Words, numbers and marks of a text with exact offsets.

A masked word (القـ.ـصف) is one token. A bare full stop between two Arabic letters is a mask where the two halves together
are a word and one half alone is not; else it is a sentence's end with its space lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from musnad.script import clitics
from musnad.script.folding import HARAKAT, LETTER, MASK, TATWEEL, fold, plain_with_map

_WORD = f"[{LETTER}{HARAKAT}{TATWEEL}]+"
_TOKEN = re.compile(
    rf"(?P<word>{_WORD}(?:\.(?=[{LETTER}]){_WORD})*)"
    r"|(?P<latin>[A-Za-z\u00c0-\u024f]+(?:['’\-][A-Za-z\u00c0-\u024f]+)*)"
    r"|(?P<number>\d+(?:[.,٫٬]\d+)*)"
    r"|(?P<mark>[^\s\w]|_)"
)
_WORD_ONLY = re.compile(_WORD)


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `positions[i]` is the offset of `plain[i]` in the text it was cut from."""

    start: int
    end: int
    kind: Literal["word", "latin", "number", "mark"]
    plain: str
    folded: str
    positions: tuple[int, ...]

    def offset(self, index: int) -> int:
        """Offset in the text where character `index` of `plain` stands; `end` for the index behind the last."""
        return self.positions[index] if index < len(self.positions) else self.end

    @property
    def split(self) -> clitics.Split:
        """Proclitics and stem, see `clitics.split`; the word whole for anything but an Arabic word."""
        return clitics.split(self.plain) if self.kind == "word" else clitics.Split((), self.plain, 0)

    @property
    def stem_start(self) -> int:
        """Offset in the text where the stem begins, proclitics left out."""
        return self.offset(self.split.length)


def _is_mask(left: str, right: str) -> bool:
    """True where `left.right` reads as one masked word."""
    joined = fold(left + right).text
    if len(joined) < 3 or len(fold(left).text) < 1:
        return False
    parts = min(clitics.zipf(left), clitics.zipf(right))
    return clitics.zipf(joined) >= 2.5 and clitics.zipf(joined) > parts + 0.5 and (parts < 3.0 or min(len(left), len(right)) <= 2)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, offsets into `text`."""
    stop = len(text) if end is None else end
    # Masks hold characters that would end a word: read the stretch with each mask filled by tatweel of the same length.
    window = MASK.sub(lambda match: TATWEEL * len(match.group()), text[start:stop])
    found: list[Token] = []
    for match in _TOKEN.finditer(window):
        kind = match.lastgroup
        if kind == "word":
            found += _words(text, window, start, match.start(), match.end())
        else:
            found.append(_token(text, window, start, match.start(), match.end(), kind))
    return found


def _words(text: str, window: str, base: int, start: int, end: int) -> list[Token]:
    """One token, or several where a full stop inside is no mask."""
    if "." not in window[start:end]:
        return [_token(text, window, base, start, end, "word")]
    pieces = [(m.start(), m.end()) for m in _WORD_ONLY.finditer(window, start, end)]
    tokens: list[Token] = []
    current = pieces[0]
    for piece in pieces[1:]:
        if _is_mask(window[current[0] : current[1]], window[piece[0] : piece[1]]):
            current = (current[0], piece[1])
        else:
            tokens.append(_token(text, window, base, *current, "word"))
            tokens.append(_token(text, window, base, current[1], current[1] + 1, "mark"))
            current = piece
    tokens.append(_token(text, window, base, *current, "word"))
    return tokens


def _token(text: str, window: str, base: int, start: int, end: int, kind: str | None) -> Token:
    surface = window[start:end]
    if kind == "word" and "." in surface:
        surface = surface.replace(".", TATWEEL)
    plain, folded, places = _reading(surface)
    first = base + start
    return Token(
        start=first,
        end=base + end,
        kind=kind,  # type: ignore[arg-type]
        plain=plain,
        folded=folded,
        positions=tuple(range(first, first + len(plain))) if places is None else tuple(first + place for place in places),
    )


@lru_cache(maxsize=50_000)
def _reading(surface: str) -> tuple[str, str, tuple[int, ...] | None]:
    """A word as it reads plain and folded, with the places of what is kept (None: all of it); words come back all the time."""
    reading = plain_with_map(surface)
    places = reading.positions[:-1]
    return reading.text, fold(surface).text, None if places == tuple(range(len(surface))) else places
