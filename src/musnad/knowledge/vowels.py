"""Vowels for words that no list knows, by the pattern of their letters: CāCiC, CaCīC, maCCūC, taCCīC, CiCāC, aCCāC...

Arabic writes long vowels and leaves the short ones out; a word's skeleton says which short ones are likely.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LETTERS = {
    "ء": "'", "آ": "a", "أ": "a", "إ": "i", "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "'", "غ": "gh", "ف": "f",
    "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "w", "ؤ": "u", "ي": "y", "ئ": "i", "ى": "a",
    "گ": "g", "پ": "p", "چ": "ch", "ژ": "zh", "ڤ": "v", "ک": "k", "ی": "y",
}  # fmt: skip
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(f"^{skeleton}$"), vowelled)
    for skeleton, vowelled in (
        # C: a consonant; A, W, Y: ا و ي as long vowels; a digit is the nth consonant of the word.
        ("(C)(C)Y(C)", "1a2i3"), ("(C)(C)W(C)", "1a2u3"),
        ("م(C)(C)Y(C)", "ma1i2i3"), ("م(C)(C)W(C)", "ma12u3"), ("م(C)A(C)(C)", "mu1a2i3"), ("م(C)(C)A(C)", "mi12a3"),
        ("مست(C)(C)(C)", "musta12i3"), ("م(C)ت(C)(C)", "mu1ta2i3"), ("م(C)(C)(C)", "ma12a3"),
        ("ت(C)(C)Y(C)", "ta12i3"), ("ت(C)A(C)(C)", "ta1a2u3"), ("ت(C)(C)(C)", "ta1a2u3"),
        ("است(C)(C)A(C)", "isti12a3"), ("ا(C)ت(C)A(C)", "i1ti2a3"), ("ان(C)(C)A(C)", "in1i2a3"),
        ("[اإ](C)(C)A(C)", "i12a3"), ("أ(C)(C)A(C)", "a12a3"), ("أ(C)(C)(C)", "a12a3"),
        ("(C)A(C)(C)", "1a2i3"), ("(C)A(C)W(C)", "1a2u3"), ("(C)W(C)A(C)", "1u2a3"), ("(C)A(C)A(C)", "1a2a3"),
        ("(C)(C)A(C)(C)", "1a2a3i4"), ("(C)(C)A(C)Y(C)", "1a2a3i4"), ("(C)W(C)(C)", "1aw2a3"), ("(C)Y(C)(C)", "1ay2a3"),
        ("(C)(C)A(C)", "1a2a3"), ("(C)(C)A", "1a2a"),
        ("(C)(C)(C)A(C)", "1a23a4"), ("(C)(C)(C)W(C)", "1a23u4"), ("(C)(C)(C)Y(C)", "1a23i4"), ("(C)(C)(C)(C)", "1a23a4"),
        ("(C)(C)(C)", "1a2a3"), ("(C)A(C)", "1a2"), ("(C)W(C)", "1u2"), ("(C)Y(C)", "1i2"), ("(C)(C)", "1a2"),
    )
    for skeleton in [
        skeleton.replace("C", "[ءبتثجحخدذرزسشصضطظعغفقكلمنهوئؤيگپچژڤ]").replace("A", "ا").replace("W", "و").replace("Y", "ي")
    ]
)  # fmt: skip
_ANYWHERE = frozenset({"i1ti2a3", "1a2u3", "1u2a3", "1a2a3", "1a2i3", "1a2a", "ma12u3"})
"""Patterns that foreign names follow as well: they are used where nothing tells that the word is Arabic."""
_ENDINGS = (("يون", "iyun"), ("يين", "iyin"), ("يات", "iyat"), ("ية", "iya"), ("ات", "at"), ("ين", "in"), ("ون", "un"),
            ("ان", "an"), ("اء", "a"), ("ى", "a"), ("ة", "a"), ("ا", "a"), ("ي", "i"))  # fmt: skip
_SHORT = 2
"""Letters that must remain before an ending."""


@lru_cache(maxsize=50_000)
def spelled(word: str, arabic: bool = True) -> str:
    """The word in Latin letters, small. `arabic`: its name has an article or a word of the lexicon, so it is no foreign name.

    Patterns of Arabic cost foreign names, which write most vowels, 0.03 of likeness (measured on Google's transliteration pairs).
    """
    bare = re.sub(r"[\u064b-\u0652\u0670ـ]", "", word)
    if not arabic:
        return _tidy(_by_pattern(bare, _ANYWHERE) or _letter_by_letter(bare))
    text = _by_pattern(bare)
    if text is None:
        for ending, latin in _ENDINGS:
            stem = bare.removesuffix(ending)
            if stem != bare and len(stem) >= _SHORT:
                before = _by_pattern(stem)
                text = (before if before is not None else _letter_by_letter(stem)) + latin
                break
    return _tidy(text if text is not None else _letter_by_letter(bare))


def patterned(word: str) -> str | None:
    """The word by a pattern of Arabic, with or without an ending; nothing where no pattern fits."""
    bare = re.sub(r"[\u064b-\u0652\u0670ـ]", "", word)
    text = _by_pattern(bare)
    for ending, latin in () if text is not None else _ENDINGS:
        stem = bare.removesuffix(ending)
        if stem != bare and len(stem) >= _SHORT and (before := _by_pattern(stem)) is not None:
            text = before + latin
            break
    return _tidy(text) if text is not None else None


def _by_pattern(word: str, only: frozenset[str] | None = None) -> str | None:
    for pattern, vowelled in _PATTERNS:
        found = pattern.match(word) if only is None or vowelled in only else None
        if found:
            return "".join(_LETTERS[found[int(piece)]] if piece.isdigit() else piece for piece in vowelled)
    return None


def _letter_by_letter(word: str) -> str:
    """و and ي are vowels between consonants; a short `a` stands where two consonants would meet after another."""
    pieces: list[str] = []
    for index, letter in enumerate(word):
        following = word[index + 1 : index + 2]
        latin = _LETTERS.get(letter, letter)
        vowel_before = bool(pieces) and pieces[-1][-1:] in "aiu"
        last = index == len(word) - 1
        if letter in "وي" and index and (last or (not vowel_before and following not in "اةىوي")):
            latin = "u" if letter == "و" else "i"
        elif latin[:1] not in "aiu" and pieces and not vowel_before and (len(pieces) == 1 or last or _two(pieces)):
            pieces.append("a")
        pieces.append(latin)
    return "".join(pieces)


def _two(pieces: list[str]) -> bool:
    return len(pieces) >= 2 and pieces[-2][-1:] not in "aiu" and pieces[-1][-1:] not in "aiu"


def _tidy(text: str) -> str:
    """No hamza or ain at the ends, no vowel twice."""
    text = re.sub(r"^'|'$|'(?=')", "", text)
    text = text.replace("iyya", "iya").replace("aa", "a").replace("ii", "i").replace("uu", "u").replace("yi", "yi")
    return re.sub(r"(?<=[^aiu'])'(?=[^aiu])", "", text)
