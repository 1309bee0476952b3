"""Two readings of a text, each with a map back to the characters it came from.

*plain*: the word as a careful reader would copy it: no harakat, no tatweel, no masking (القـ.ـصف → القصف), no invisible
characters; hamza, taa marbuta and alef maqsura stay.
*folded*: plain, and spellings that Arabic writers mix up made equal (أإآ→ا, ى→ي, ة→ه, ؤ→و, ئ→ي), Persian letter forms and
digits of all scripts unified, Latin lower-cased without accents. For matching and search only, never for display.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

HARAKAT = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
TATWEEL = "\u0640"
LETTER = "\u0621-\u063a\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06fc\u06ff\ufb50-\ufdfb\ufe70-\ufefc"

# Newsrooms break words that platforms filter: القـ.ـصف, هجـ.مة, قـ ـصف, ق*تل. A run that holds a tatweel is a mask for
# certain; a star, underscore or middle dot between two letters as well. A bare full stop between letters may also be a
# lost space ("التحصينات.على حد"): `tokens` decides that by word frequency.
MASK = re.compile(
    f"(?<=[{LETTER}])(?:[{HARAKAT}]*{TATWEEL}+(?:[.·•*_'’\\-–]+{TATWEEL}*|[ ]{TATWEEL}+)|[·•*_]+)(?=[{HARAKAT}]*[{LETTER}])"
)
DROPPED = re.compile(f"[{HARAKAT}{INVISIBLE}{TATWEEL}]")
# Most words hold nothing that `plain` changes: they need no walk through their letters.
_CHANGED = re.compile(f"[{HARAKAT}{INVISIBLE}{TATWEEL}·•*_\u00a0\ufb50-\U0010ffff]")

# Characters that `plain` replaces: presentation forms, the no-break space.
_COMPOSED = re.compile("[\u00a0\ufb50-\U0010ffff]")
_MASK_OR_DROPPED = re.compile(f"{MASK.pattern}|{DROPPED.pattern}")
# Without any of these there is no mask to look for.
_MASKING = re.compile(f"[{TATWEEL}·•*_]")
_SEPARATORS = re.compile("[\u066a-\u066c]")

_FOLDS = {
    **dict.fromkeys("أإآٱٲٳٵ", "ا"),
    **dict.fromkeys("ىیېۍئ", "ي"),
    **dict.fromkeys("ةۃۀہھە", "ه"),
    **dict.fromkeys("ؤۆۇۈۋ", "و"),
    **dict.fromkeys("کڪګ", "ك"),
    **dict.fromkeys("گڭ", "ك"),
    **dict.fromkeys("پ", "ب"),
    **dict.fromkeys("چ", "ج"),
    **dict.fromkeys("ژ", "ز"),
    **dict.fromkeys("ڤڥ", "ف"),
    **dict.fromkeys("ۀ", "ه"),
    "٪": "%", "٫": ".", "٬": ",",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Folded:
    """A derived text; `positions[i]` is where character i came from, `positions[len(text)]` the end of the source."""

    text: str
    positions: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the source that `text[start:end]` came from."""
        if start == end:
            return self.positions[start], self.positions[start]
        return self.positions[start], self.positions[end - 1] + 1


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    """What is kept of one character: nothing, itself, or what its presentation form stands for."""
    if DROPPED.match(character):
        return ""
    return unicodedata.normalize("NFKC", character) if character >= "\ufb50" or character == "\u00a0" else character


def plain_with_map(text: str) -> Folded:
    """`plain` with the position of every character kept."""
    if not _CHANGED.search(text):
        return Folded(text, tuple(range(len(text) + 1)))
    if not _COMPOSED.search(text):
        return _without_dropped(text)
    dropped = bytearray(len(text))
    for match in MASK.finditer(text):
        for index in range(match.start(), match.end()):
            dropped[index] = 1
    letters: list[str] = []
    positions: list[int] = []
    for index, character in enumerate(text):
        if dropped[index]:
            continue
        for piece in _plain_character(character):
            letters.append(piece)
            positions.append(index)
    positions.append(len(text))
    return Folded("".join(letters), tuple(positions))


def _without_dropped(text: str) -> Folded:
    """`plain_with_map` of a text whose characters all stand for themselves or for nothing: kept stretch by stretch."""
    kept: list[str] = []
    positions: list[int] = []
    at = 0
    for match in (_MASK_OR_DROPPED if _MASKING.search(text) else DROPPED).finditer(text):
        kept.append(text[at : match.start()])
        positions.extend(range(at, match.start()))
        at = match.end()
    kept.append(text[at:])
    positions.extend(range(at, len(text) + 1))
    return Folded("".join(kept), tuple(positions))


def plain(text: str) -> str:
    """The text without harakat, tatweel, masking and invisible characters."""
    return plain_with_map(text).text


def _fold_character(character: str) -> str:
    if character in _FOLDS:
        return _FOLDS[character]
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isascii():
        return character.lower()
    if "\u00c0" <= character <= "\u024f":
        return unicodedata.normalize("NFKD", character)[0].lower()
    return character


_CACHE: dict[str, str] = {}


def _folded_character(character: str) -> str:
    if character not in _CACHE:
        _CACHE[character] = _fold_character(character)
    return _CACHE[character]


class _Table(dict[int, str]):
    """What `str.translate` asks for every character that it meets."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded_character(chr(code))
        return folded


_TABLE = _Table()


def quick_fold(text: str) -> str | None:
    """The folded text where every character keeps its place; None where `plain` drops or joins characters."""
    if _CHANGED.search(text):
        return None
    folded = text.translate(_TABLE)
    return folded if len(folded) == len(text) else None


def fold_text(text: str) -> str:
    """The text of `fold` alone: cheaper where no map back is asked for."""
    if not _CHANGED.search(text):
        return text.translate(_TABLE)
    if not _COMPOSED.search(text):
        return (_MASK_OR_DROPPED if _MASKING.search(text) else DROPPED).sub("", text).translate(_TABLE)
    return fold(text).text


def keeps_places(text: str) -> bool:
    """True where `plain` changes nothing and no sign joins digits only once folded: words may be cut before they are folded."""
    return not _CHANGED.search(text) and not _SEPARATORS.search(text)


def fold(text: str) -> Folded:
    """The folded reading with its map; folding twice equals folding once."""
    base = plain_with_map(text)
    return Folded(base.text.translate(_TABLE), base.positions)


def search_key(text: str) -> str:
    """The folded text, white space collapsed: two spellings that a reader takes for one give the same key."""
    return " ".join(fold_text(text).split())
