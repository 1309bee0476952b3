"""Blocks: only names that share a key are compared, so that the work grows with the reports and not with their square.

A key is made of name parts, never of one common part alone: `محمد` or `وزارة الدفاع` would put thousands into one block. A name
of one part meets others only together with something that both are tied to: a body, an office with its country. Where a block is
too full all the same, the CAP profiles of which most is known are compared; what is left out stays by itself, which an analyst
sees and mends.
"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.knowledge.names import headless, is_kunya, organisation_head, tells_country
from musnad.knowledge.resolution import spelling
from musnad.knowledge.resolution.meeting import in_any_order, same_head, unjoined, untailed
from musnad.knowledge.resolution.profiles import Profile

CAP = 120
"""Profiles that are compared in one block: at most 7,140 pairs."""
_TIES = 12
"""Ties of one short name that make blocks."""


def inside_keys(profile: Profile) -> Iterator[tuple[str, ...]]:
    """Keys inside one report, where a single name part is enough."""
    if profile.type == "PER":
        for part in sorted({*profile.parts, *(spelling.key(part) for part in profile.parts)}):
            yield ("PER", part)
        return
    yield from _body_keys(profile)
    if len(profile.words) == 1:
        yield (profile.type, profile.name)
    elif organisation_head(profile.name):
        yield (profile.type, headless(profile.name))


def keys(profile: Profile) -> Iterator[tuple[str, ...]]:
    """Keys across reports."""
    if profile.type == "PER":
        yield from _person_keys(profile)
    else:
        yield from _body_keys(profile)


def _person_keys(profile: Profile) -> Iterator[tuple[str, ...]]:
    parts = profile.parts
    if len(parts) > 1:
        bare = [part.removeprefix("بن ").removeprefix("ال") for part in parts]
        yield ("PER", "ends", bare[0], bare[-1])
        yield ("PER", "opens", bare[0], bare[1])
        yield ("PER", "closes", bare[-2], bare[-1])
        yield ("PER", "sounds", *(spelling.key(part) for part in parts))
    alone = parts if len(parts) == 1 else (parts[0], parts[-1], *(part for part in parts[1:-1] if is_kunya(part)))
    for part in sorted(set(alone)):
        for tie in _ties(profile):
            yield ("PER", "tied", part.removeprefix("بن "), tie)


def _ties(profile: Profile) -> list[str]:
    """What a short name may share with the full one: bodies, offices in a country, the words of an office, rare company."""
    offices = {f"{role} {country}" for role in profile.roles if role for country in profile.told}
    words = {f"{role} {word}" for role, words in profile.offices for word in words}
    return [
        *sorted(profile.bodies | offices)[:_TIES],
        *sorted(words)[:_TIES],
        *sorted((profile.company | profile.places) - profile.own)[:_TIES],
    ]


def _body_keys(profile: Profile) -> Iterator[tuple[str, ...]]:
    """Words in any order, name without its head, first two words, first and last word; words without article."""
    kind, words = profile.type, [word.removeprefix("لل").removeprefix("ال") for word in profile.words]
    found = {("words", " ".join(in_any_order(profile.words))), ("behind", headless(untailed(profile.name)))}
    if profile.type in ("EVT", "LOC") and len(words) > 1:
        found.add(("behind", " ".join(profile.words[1:])))
        found.add(("behind", profile.name))
    if len(words) == 1:
        found.add(("sounds", spelling.key(words[0])))
    if len(words) > 1:
        # `الخارجية العراقية` opens with a head itself: it is what stands behind `وزارة` all the same.
        found.add(("behind", untailed(profile.name)))
        if kind == "ORG" and tells_country(profile.words[-1]):
            found.add(("behind", headless(" ".join(profile.words[:-1]))))
        found.add(("words", " ".join(in_any_order(unjoined(profile.name)))))
        found.add(("behind", same_head(untailed(profile.name))[1]))
        found |= {("opens", " ".join(words[:2])), ("ends", f"{words[0]} {words[-1]}")}
        found.add(("sounds", " ".join(spelling.key(word) for word in words)))
    for sort, key in sorted(found):
        if key:
            yield (kind, sort, key)
