"""Who issues the decree by which offices are filled and bodies founded (أصدر كذا قرارا يقضي بتعيين فلان)."""

from __future__ import annotations

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.scanning import scan_right
from musnad.records import Mention

_MEDIA = frozenset({"media_outlet", "news_agency"})
# How far behind صدر its قرار may stand, and behind that the name of who decreed.
_REACH = 8


def decreed(view: Clauses) -> list[Mention] | None:
    """The issuer told in this sentence; None where it tells of no decree."""
    opening = lexicon.words("issues") | lexicon.words("is_issued")
    if not any(word in opening or word[1:] in opening for word in view.keys):
        return None
    for position in range(len(view.tokens)):
        if view.mention[position] is not None:
            continue
        word = view.bare(position) if view.key(position) not in lexicon.words("issues") else view.key(position)
        if word in lexicon.words("issues") and _decree_near(view, position):
            subject = [
                mention
                for mention, slot in scan_right(view, position, "s", frozenset())
                if slot in ("s", "=s") and mention.subtype not in _MEDIA
            ]
            return subject[-1:]
        if word in lexicon.words("is_issued") and _decree_near(view, position):
            return _issuer(view, position)
    return None


def _decree_near(view: Clauses, position: int) -> bool:
    ahead = range(position + 1, min(position + 26, len(view.tokens)))
    return any(lexicon.key(view.tokens[step].split.stem).removeprefix("ال") in lexicon.words("decrees") for step in ahead)


def _issuer(view: Clauses, position: int) -> list[Mention]:
    """صدر عن كذا مرسوم, صدر قرار رئيس كذا: the first name close behind."""
    for step in range(position + 1, min(position + _REACH, len(view.tokens))):
        number = view.opens.get(step)
        if number is not None and view.mentions[number].type != "LOC":
            return [view.mentions[number]]
    return []
