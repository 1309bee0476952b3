"""The body that a pronoun stands for: قائدها، يتزعمه، الناطق باسمها، عضو مكتبه السياسي، وزير خارجيتها."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.annotations.passages import QUOTES, Passage
from musnad.annotations.roles import offices
from musnad.records import Mention

# How far before a pronoun its body may have been named, in tokens of the sentence.
REACH = 40
_NEAR = 3
_WINGS = ("الجناح", "الذراع", "جناح", "ذراع")
_RELATIVES = ("التي", "الذي")


def suffix(word: str, plain: str) -> str | None:
    """The pronoun at the end of a word inside an office phrase (مكتبها، وزرائه، خارجيتهم); None where none is there."""
    if word.endswith("ها") and len(word) > 4 and not word.startswith("ال"):
        return "ها"
    if word.endswith("هم") and len(word) > 4 and not word.startswith("ال"):
        return "هم"
    if word.endswith("ه") and plain.endswith("ه") and len(word) > 3 and not word.startswith("ال"):
        base = word[:-1]
        known = base in offices.wordlist("body_heads") or base in offices.wordlist("organs") or base.endswith(("اي", "ت"))
        return "ه" if known else None
    return None


def feminine(passage: Passage, mention: Mention) -> bool | None:
    """Whether a name takes a feminine pronoun (plurals of things do); None where nothing tells."""
    return gender(_head_words(passage, mention), mention)


def gender(words: list[str], mention: Mention) -> bool | None:
    """True for feminine, by the generic noun or first word of a name, folded."""
    if not words:
        return None
    head = offices.bare(words[0])
    if {head, words[0]} & offices.wordlist("feminine_names"):
        return True
    if mention.type == "LOC":
        return head not in offices.wordlist("masculine_places")
    if head.endswith("ه") and len(head) > 2:
        return True
    if head in offices.wordlist("body_heads"):
        return head.endswith("ات")
    return True if head.endswith("ات") and words[0] == head else None


def _head_words(passage: Passage, mention: Mention) -> list[str]:
    """The generic noun before the name where one stands there, then the words of the name."""
    first = next((at for at, one in passage.mentions.items() if one.id == mention.id), None)
    if first is None:
        return []
    own = passage.words[first : passage.ends[mention.id]]
    at = first - 1
    while at >= 0 and passage.words[at] in QUOTES:
        at -= 1
    before = passage.words[at] if at >= 0 else ""
    for reading in (before, before[1:] if before[:1] in ("و", "ف", "ب", "ل") else ""):
        if reading and (reading in offices.wordlist("body_heads") or reading in offices.wordlist("feminine_names")):
            return [reading, *own]
    prefix = passage.text[passage.tokens[first].start : mention.span.start]
    return [own[0][len(prefix) :] or own[0], *own[1:]]


@dataclass(frozen=True, slots=True)
class _Candidate:
    mention: Mention
    at: int
    end: int


def _candidates(passage: Passage, index: int, places: bool) -> list[_Candidate]:
    """Bodies named before `index` in its sentence, the outermost names only; places where they may be meant."""
    first = max(passage.sentence_of(index)[0], index - REACH)
    found: list[_Candidate] = []
    covered = 0
    for at in range(first, index):
        mention = passage.mentions.get(at)
        if mention is None or passage.ends[mention.id] > index or at < covered:
            continue
        end = passage.ends[mention.id]
        relative = passage.words[end : end + 1] in (["التي"], ["الذي"]) or passage.words[end + 1 : end + 2] in (
            ["التي"],
            ["الذي"],
        )
        if mention.type == "ORG" or (mention.type == "LOC" and (places or relative)):
            found.append(_Candidate(mention, at, end))
            covered = end
    return found


def antecedent(passage: Passage, index: int, pronoun: str, places: bool = False) -> Mention | None:
    """The body that the pronoun at `index` means: one of its gender, near or subject of the sentence rather than beside them."""
    best: tuple[float, int] | None = None
    chosen: Mention | None = None
    candidates = _candidates(passage, index, places)
    for order, candidate in enumerate(candidates):
        weight = _agreement(passage, candidate.mention, pronoun)
        if weight is None:
            continue
        gap = index - candidate.end - _marks(passage, candidate.end, index)
        near = 3.0 if gap <= _NEAR else 0.0
        before = passage.words[candidate.at - 1] if candidate.at else ""
        wing = any(word in _WINGS for word in passage.words[max(0, candidate.at - 3) : candidate.at])
        near = 0.0 if wing and order else near
        aside = 2.0 if before in offices.wordlist("aside") and gap > _NEAR else 0.0
        value = weight + near - aside - gap / 12 + (1.0 if order == 0 else 0.0)
        if best is None or (value, candidate.at) > best:
            best, chosen = (value, candidate.at), candidate.mention
    return chosen


def _marks(passage: Passage, start: int, end: int) -> int:
    return sum(1 for at in range(start, end) if passage.is_mark(at) or passage.words[at] in _RELATIVES)


def _agreement(passage: Passage, mention: Mention, pronoun: str) -> float | None:
    """How well name and pronoun agree; None where they cannot."""
    gender = feminine(passage, mention)
    if pronoun == "هم":
        return 1.0
    if gender is None:
        return 1.0 if pronoun == "ه" else 0.5
    return 2.0 if gender == (pronoun == "ها") else None
