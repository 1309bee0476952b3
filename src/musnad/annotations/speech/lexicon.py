"""The lists of speech_grammar.yml, attribution_phrases.yml and anonymous_sources.yml, folded for matching."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from musnad.annotations.passages import phrases as _folded
from musnad.annotations.passages import words
from musnad.lexicons import load
from musnad.script import fold

# أن and its pronouns; with ب attached the letter is cut off the content.
THAT = words(["أن", "إن", "بأن"])
THAT_IT = words(
    f"{particle}{pronoun}" for particle in ("أن", "بأن") for pronoun in ("ه", "ها", "هم", "هما", "نا", "ني", "هن", "ي", "ك", "كم")
)


@cache
def speech(name: str) -> frozenset[str]:
    """A list of lexicons/speech_grammar.yml, folded."""
    return words(load("speech_grammar")[name])


NOT_SPEECH = speech("not_speech")
"""أن behind these opens a clause of time or measure, not of speech."""
PREPOSITIONS = speech("prepositions")
Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, longest first."""


def _phrases(entries: Iterable[str]) -> Phrases:
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _folded(entries):
        table.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(found) for first, found in table.items()}


@cache
def listed(name: str) -> frozenset[str]:
    """Single words of a list in attribution_phrases.yml."""
    return words(load("attribution_phrases")[name])


# Verbal nouns by their pattern (folded): تفعيل، انفعال، افتعال، استفعال.
_VERBAL_NOUN = re.compile(r"(?:ت\w{2}ي\w|ان\w{2}ا\w|ا\wت\w{1,2}ا\w|است\w{2,3}ا\w)ه?")


_WITH_ARTICLE = words(["قيام", "شروع", "عمل", "بدء", "توصل", "تصدي", "تعاون", "تنسيق", "تركيز"])
"""Verbal nouns that take the article before the preposition of their verb (اقترح القيام بكذا), folded."""


@cache
def abstract(word: str) -> bool:
    """True for a folded word that opens what is said, not who says it (ضرورة، رفضه، قلقهما، الالتزام)."""
    known = listed("abstract")
    stems = [word, *(word[: -len(end)] for end in ("هما", "هم", "ها", "ه") if word.endswith(end))]
    if any(stem in known or (stem.startswith("ال") and stem[2:] in _WITH_ARTICLE) for stem in stems):
        return True
    bare = word.removeprefix("ال")
    speaks = bare in listed("bodies") or word in listed("bodies") or bare in listed("documents")
    return not speaks and any(_VERBAL_NOUN.fullmatch(stem.removeprefix("ال")) for stem in stems)


@cache
def counted_bodies() -> frozenset[str]:
    """Bodies and unnamed sources as they stand behind a number (71 جماعة، 5 منظمات)."""
    known = listed("bodies")
    return (
        known | frozenset(f"{word[:-1]}ات" for word in known if word.endswith("ه")) | frozenset(("دوله", "دول", "فصيلا", "فصائل"))
    )


@cache
def phrased(name: str) -> Phrases:
    """Word tuples of a list in attribution_phrases.yml, longest first."""
    return _phrases(load("attribution_phrases")[name])


@cache
def own() -> Phrases:
    """على حد قوله، بحسب تعبيرها، كما قال: the speaker is a pronoun."""
    found = []
    for phrase in load("attribution_phrases")["own"]:
        if phrase.split()[0] == "كما":
            continue
        found += [phrase + pronoun for pronoun in ("ه", "ها", "هم", "هما")]
    return _phrases(found)


@cache
def text_phrases() -> Phrases:
    """جاء في، ورد في and their forms with و."""
    entries = load("reporting_verbs")["phrases"]
    return _phrases([*entries, *(f"و{entry}" for entry in entries), *(f"وقد {entry}" for entry in entries)])


@cache
def anonymous_nouns() -> dict[str, str]:
    """Folded noun → kind of anonymous source, the accusative of an indefinite masculine (مصدرا) with it."""
    table = {fold(noun).text: kind for noun, kind in load("anonymous_sources")["nouns"].items()}
    for noun, kind in tuple(table.items()):
        if not noun.startswith("ال") and not noun.endswith(("ه", "ون", "ين", "ان", "ات", "ا", "ء", "ي", "و", "هم", "ل")):
            table.setdefault(f"{noun}ا", kind)
    for noun in ("مسؤول", "دبلوماسي", "عسكري"):
        table.setdefault(fold(f"{noun}ا").text, table[fold(noun).text])
    return table


@cache
def anonymous_adjectives() -> dict[str, str]:
    """Folded adjective in all forms → kind."""
    table = {}
    for stem, kind in load("anonymous_sources")["adjectives"].items():
        key = fold(stem).text
        for form in (key, f"{key}ه", f"{key}ا", f"{key}ين", f"{key}ون"):
            table[form] = kind
            table[f"ال{form}"] = kind
    return table


@cache
def withheld() -> Phrases:
    """Words that say the speaker's name was kept back."""
    return _phrases(load("anonymous_sources")["withheld"])


def match(found: Phrases, tokens: list[str], index: int) -> int:
    """Length of the longest phrase of `found` at `index`, 0 where none is."""
    for phrase in found.get(tokens[index], ()) if index < len(tokens) else ():
        if tuple(tokens[index : index + len(phrase)]) == phrase:
            return len(phrase)
    return 0
