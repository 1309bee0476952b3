"""Which country a report or the words around a name speak of: what tells two ministries, two parties, two namesakes apart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from musnad.knowledge import authority
from musnad.knowledge.corpus import Indexed
from musnad.knowledge.names import folded, tight
from musnad.knowledge.packing import in_rows
from musnad.lexicons import load
from musnad.records import Grounding, Mention

_WORD = re.compile(r"\w+")
_BEHIND = 3
"""Words behind a name in which an adjective of nationality may be its own (حزب النور السلفي المصري)."""
_NEAR = re.compile(r"^[\"”»’)]*\s+(?:في\s+(?:\w+\s+)?|ب)$")
_DASH = re.compile(r"\s*(?:[-–—:/]|\([^)\n]{2,30}\)\s*[-–—:])\s")
_AMMAN = frozenset({"عمان", "عَمّان", "عمّان"})
_GAP = 20
"""Characters between a body and the place that it is said to be in (في مدينة كذا)."""
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Location:
    """Where a body is said to be."""

    name: str
    within: frozenset[str]
    """Its own names and those of what holds it, below the country."""
    country: str | None
    is_country: bool

    @property
    def core(self) -> str:
        """Its name without the noun of its kind (محافظة كذا)."""
        return next((self.name[len(noun) :] for noun in _settlements() if self.name.startswith(noun)), self.name)


@cache
def _settlements() -> tuple[str, ...]:
    return tuple(folded(noun) for noun in load("state_bodies")["settlements"] if len(noun) > 3)


@cache
def nationality_words() -> dict[str, str]:
    """Adjectives in all their endings and names of countries → country code; folded, with the article and without."""
    found: dict[str, str] = {}
    for stem, entry in load("nationalities").items():
        base = folded(stem)
        for form in (base, f"{base}ه", f"{base}ون", f"{base}ين", f"{base}ان", f"{base}ات"):
            found[form] = found[f"ال{form}"] = entry["code"]
        for name in entry["names"]:
            if " " not in name:
                found.setdefault(folded(name), entry["code"])
    return found


def code_of(word: str) -> str | None:
    """Country of one folded word, one joined letter before it allowed (بالعراق, للعراقيين)."""
    words = nationality_words()
    if word in words:
        return words[word]
    if word.startswith("لل"):
        return words.get(f"ال{word[2:]}")
    return words.get(word[1:]) if word[:1] in "وبلفك" else None


@lru_cache(maxsize=30_000)
def written_code(word: str) -> str | None:
    """Country of one word as it is written."""
    return code_of(folded(word))


def codes_in(text: str) -> frozenset[str]:
    """Countries that the words of a text tell."""
    return frozenset(code for word in folded(text).split() if (code := code_of(word)))


@in_rows
class Countries:
    """What one report says of countries."""

    def __init__(self, indexed: Indexed) -> None:
        self._indexed = indexed

    @cached_property
    def said(self) -> Counter[str]:
        """How often words of nationality, names of countries and places speak for each country."""
        votes: Counter[str] = Counter()
        for word, times in Counter(_WORD.findall(self._indexed.text)).items():
            # عمان is Amman as often as Oman: what the report's places are read as says which.
            if (code := written_code(word)) and word not in _AMMAN:
                votes[code] += times
        for mention in self._indexed.report.mentions:
            # تركي بن فيصل is no Turk, and محمد المصري need not be of Egypt.
            for code in map(written_code, _WORD.findall(mention.name)) if mention.type == "PER" and not mention.nominal else ():
                if code:
                    votes[code] -= 1
        votes = +votes
        for grounding in self._indexed.report.places:
            if grounding.country and (grounding.place_kind != "country" or grounding.name in _AMMAN):
                votes[grounding.country] += 1
        # `عدن - ...`: where a report was sent from is where it plays, more than any one place that it names.
        line = self.dateline
        if line and line.country:
            votes[line.country] += 1
        elif line and (code := next(iter(codes_in(line.name)), None)) and line.name not in _AMMAN:
            votes[code] += 1
        return votes

    @cached_property
    def dateline(self) -> Location | None:
        """The place that opens a line of the report, a dash behind it."""
        text = self._indexed.text
        for mention in self._indexed.report.mentions:
            if mention.type == "LOC" and not mention.nominal and _DASH.match(text, mention.span.end):
                start = text.rfind("\n", 0, mention.span.start) + 1
                if not text[start : mention.span.start].strip():
                    return _location(self._indexed.groundings.get(mention.id), mention)
        return None

    @cached_property
    def setting(self) -> frozenset[str]:
        """The one country that most of the report's places, bodies, persons and adjectives are of; empty where none leads."""
        return _leading(self._votes)

    @cached_property
    def _votes(self) -> Counter[str]:
        """What `said` counts, and the persons and bodies of the lists."""
        votes = self.said.copy()
        for mention in self._indexed.report.mentions:
            listed = dict(mention.because).get("authority", "")
            if mention.type != "LOC" and (code := country_of(listed)):
                votes[code] += 1
        return votes

    @cached_property
    def firm(self) -> bool:
        """True where more than one word or name says what the report is about."""
        return self._votes.total() > 1

    @cached_property
    def leading(self) -> frozenset[str]:
        """The same by words and places alone, whatever the lists say of its names."""
        return _leading(self.said)

    def told(self, mention: Mention) -> frozenset[str]:
        """Countries that the name's own words say, or the adjective behind it."""
        own = codes_in(mention.name)
        if own:
            return own
        behind = self._indexed.text[mention.span.end : mention.span.end + 60]
        for match in list(_WORD.finditer(behind))[:_BEHIND]:
            if re.search(r"[.،؛:!؟\n]", behind[: match.start()]) or not match[0].startswith("ال"):
                break
            if code := nationality_words().get(folded(match[0])):
                return frozenset([code])
        return frozenset()

    def placed(self, mention: Mention) -> Location | None:
        """`وزارة الدفاع في بغداد`: the place right behind `في`, by the report's own reading of it, else by the word alone."""
        for place in self._places_after.get(mention.span.end // 100, ()):
            between = self._indexed.text[mention.span.end : place.span.start]
            if 0 < len(between) <= _GAP and _NEAR.match(between):
                return _location(self._indexed.groundings.get(place.id), place)
        return None

    @cached_property
    def _places_after(self) -> dict[int, list[Mention]]:
        """Places by the stretches of text in which a name before them would end."""
        found: dict[int, list[Mention]] = {}
        for mention in self._indexed.report.mentions:
            if mention.type == "LOC" and not mention.nominal:
                for stretch in sorted({max(0, mention.span.start - _GAP) // 100, mention.span.start // 100}):
                    found.setdefault(stretch, []).append(mention)
        return found


def _leading(votes: Counter[str]) -> frozenset[str]:
    return frozenset(code for code, count in votes.most_common(1) if count > _SHARE * votes.total())


def country_of(listed: str) -> str | None:
    """The country that the lists give an entry."""
    entry = authority.listed().get(listed)
    return entry.country if entry else None


def _location(grounding: Grounding | None, place: Mention) -> Location:
    """The place by its names, and those of what holds it."""
    if grounding is None or grounding.place is None:
        code = next(iter(codes_in(place.name)), None)
        return Location(tight(place.name), frozenset([tight(place.name)]), code, code is not None)
    holders = (tight(holder.name) for holder in grounding.parents if holder.kind != "country")
    own = {tight(grounding.name), tight(place.name)}
    return Location(tight(place.name), frozenset([*own, *holders]), grounding.country or None, grounding.place_kind == "country")
