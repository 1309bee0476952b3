"""The verb that brings in quoted words: the report's own (`أعلنت`, `نفى`, `دعت`) where it is one, agreeing with the speaker."""

from __future__ import annotations

from functools import cache
from typing import Any

from musnad.lexicons import load
from musnad.presentation.dossier.agreement import Gender
from musnad.presentation.dossier.wording import Wording
from musnad.script import plain, search_key

# Speech acts that only carry the talk on; said on their own, out of the flow of the report, they read oddly.
_CONTINUING = frozenset({"add", "conclude", "relay", "kind", "remind", "ask"})


@cache
def _by_form() -> dict[str, dict[str, Any]]:
    """Verbs that can stand alone, by their folded past forms."""
    forms: dict[str, dict[str, Any]] = {}
    for verb in load("reporting_verbs")["verbs"]:
        if verb["act"] not in _CONTINUING and not verb.get("particle") and not verb.get("copula"):
            for gender in ("m", "f"):
                forms.setdefault(search_key(_past(verb["past"], gender)), verb)
    return forms


def _past(past: str, gender: str) -> str:
    """قال → قالت, دعا → دعت, نفى → نفت."""
    if gender == "m":
        return past
    return (past[:-1] if past[-1] in "اى" else past) + "ت"


def verb_of_saying(wording: Wording, cues: list[str], gender: Gender) -> str:
    """The verb that all cues share, else `قال`."""
    verbs = [_verb(cue) for cue in cues]
    verb = verbs[0] if verbs[0] and all(other is verbs[0] for other in verbs) else _by_form()[search_key("قال")]
    if wording.language == "en":
        return str(wording.phrases["acts"].get(verb["act"], "said"))
    return plain(_past(verb["past"], gender))


def _verb(cue: str) -> dict[str, Any] | None:
    word = plain(cue).strip(" \"'“”«»،:")
    for form in (word, word[1:] if word[:1] in {"و", "ف"} else word):
        if (verb := _by_form().get(search_key(form))) is not None:
            return verb
    return None
