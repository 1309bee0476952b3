"""Reported words put into a sentence: the verb and its particle as the report has them, what is said behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from musnad.lexicons import load
from musnad.presentation.dossier.agreement import Gender
from musnad.presentation.dossier.evidence import Source
from musnad.presentation.dossier.records import Part
from musnad.presentation.dossier.wording import Parts, Wording, balanced, text
from musnad.records import Quotation
from musnad.script import plain, search_key
from musnad.script.clitics import split

LONGEST = 45
"""Longest stretch shown in a sentence, in words; the footnote has its place, the report the rest."""
_NEAR_END = 12
"""How many words before the limit a clause may end, so that a long quotation is cut at a comma."""
# Speech acts that only carry the talk on: they do not open a paragraph.
_CONTINUING = frozenset({"add", "conclude", "relay", "kind", "remind", "ask"})
# Particles that lead to what is said, as folded words of the report → as written.
_PREPOSITIONS = {"عن": "عن", "الي": "إلى", "علي": "على", "من": "من"}
# Verbs that tell how words spread, not that somebody says them: `نشر فلان أن`.
_UNFIT = frozenset({"نشر", "تداول", "بث", "دون", "لوح", "عرف"})
_DEFINING = "عرف"
"""`عرّف عن نفسه بأنه`: its pronoun is the one who speaks, by whatever name the dossier calls it."""
_SELF = {"m": "إنه", "f": "إنها", "p": "إنهم"}
_OPENS_WITH_PRONOUN = re.compile(r"^[بل]?[أإا]ن(ه|ها|هم|هما)(?=\s)")
_WORD = re.compile(r"[\w\u064b-\u0652]+")
_OPENS_WITH_THAT = re.compile(r"[\"“”«]?[بل]?[أإا]ن(ه|ها|هم|هما|نا|ني|ك)?\s")


@dataclass(frozen=True)
class Cue:
    """The verb of saying with what stands between it and the words said."""

    verb: dict[str, Any] | None
    particle: str
    """`أن`, `إلى أن`, `عن`, or empty."""


@cache
def _by_form() -> dict[str, dict[str, Any]]:
    """Verbs by their folded past, present and accusative participle forms."""
    forms: dict[str, dict[str, Any]] = {}
    for verb in load("reporting_verbs")["verbs"]:
        if verb["act"] == "relay" or verb.get("copula"):
            continue
        written = [past_form(verb["past"], gender) for gender in ("m", "f")]
        if present := verb.get("present"):
            written += [present, "ت" + present[1:]]
        if part := verb.get("part"):
            written += [part, part + "ا", part + "ة", part + "ين"]
        for form in written:
            forms.setdefault(search_key(form), verb)
    return forms


def past_form(past: str, gender: str, *, follows: bool = False) -> str:
    """قال → قالت, دعا → دعت, نفى → نفت; قالوا, دعوا, نفوا where the verb follows those who speak, as many people."""
    if gender == "p" and follows:
        return (past[:-1] if past[-1] in "اى" else past) + "وا"
    if gender != "f":
        return past
    return (past[:-1] if past[-1] in "اى" else past) + "ت"


def cue_of(source: Source, quotation: Quotation) -> Cue:
    """How the report brings the words in; a cue behind them (`وفق خطاب`) is no verb."""
    verb = _verb(source.document.quote(quotation.cue))
    if quotation.cue.start > quotation.span.start:
        return Cue(verb, "")
    between = [match[0] for match in _WORD.finditer(source.text[quotation.cue.end : quotation.span.start])]
    last = search_key(plain(between[-1])) if between else ""
    if last in {"ان", "بان"}:
        before = search_key(plain(between[-2])) if len(between) > 1 else ""
        written = "بأن" if last == "بان" else "أن"
        return Cue(verb, f"{_PREPOSITIONS[before]} {written}" if before in _PREPOSITIONS else written)
    return Cue(verb, _PREPOSITIONS.get(last, ""))


def _verb(cue: str) -> dict[str, Any] | None:
    words = plain(cue).strip(" \"'“”«»،:").split(" ")
    for word in words[:1]:
        for form in (word, word[1:] if word[:1] in {"و", "ف"} else word):
            if (verb := _by_form().get(search_key(form))) is not None:
                return verb
    return None


def verb_of(wording: Wording, cue: Cue, gender: Gender, *, opens: bool) -> tuple[str, dict[str, Any]]:
    """The verb in the past, agreeing with the speaker: the report's own, `قال` where that cannot stand here."""
    verb = cue.verb
    if verb is None or plain(verb["past"]) in _UNFIT or (opens and verb["act"] in _CONTINUING) or _hangs(verb, cue):
        verb = _by_form()[search_key("قال")]
    if wording.language == "en":
        return str(wording.phrases["acts"].get(verb["act"], "said")), verb
    return past_form(verb["past"], gender, follows=not opens), verb


def _hangs(verb: dict[str, Any], cue: Cue) -> bool:
    """True for a verb that would stand without what it needs (`أشار` without `إلى`) or read as a particle (`بين`)."""
    if verb.get("particle") and cue.particle in {"", "أن"}:
        return True
    return bool(verb.get("preps")) and not cue.particle and not verb.get("object") and not verb.get("an")


def content(
    wording: Wording, source: Source, quotation: Quotation, cue: Cue, verb: dict[str, Any], gender: Gender = "m"
) -> Parts:
    """What was said, joined to the verb: `إن المشروع ...`, `: «...»`; direct words in quotation marks."""
    words = shortened(source.document.quote(quotation.span))
    if wording.language == "ar" and cue.verb and plain(cue.verb["past"]) == _DEFINING and verb is not cue.verb:
        words = _OPENS_WITH_PRONOUN.sub(_SELF[gender], words)
    direct = quotation.mode == "direct"
    if wording.language == "en":
        return wording.say("said_words", words=wording.quote(words))
    quoted = wording.quote(words) if direct else (Part(kind="quote", text=balanced(words)),)
    if _OPENS_WITH_THAT.match(words):
        if plain(verb["past"]) == "قال":
            words = re.sub("^أن", "إن", words)
        lead = " إلى " if verb.get("preps") == ["إلى"] and words.startswith("أن") else " "
        return (text(lead), Part(kind="quote", text=balanced(words)))
    particle = cue.particle
    if plain(verb["past"]) == "قال":
        particle = "إن" if particle.endswith("أن") else ""
    if particle == "أن" and verb.get("preps") == ["إلى"]:
        # أشار أن: the particle that the report left out.
        particle = "إلى أن"
    if particle:
        return (text(f" {particle} "), *quoted)
    if direct or not (verb.get("object") and cue.verb is verb and quotation.cue.end <= quotation.span.start):
        return wording.say("said_words" if direct else "said_in_report_words", words=wording.quote(words))
    return (text(" "), *quoted)


def without_and(words: str) -> str:
    """Words taken out of a sentence without the `و` that joined them to it."""
    first, space, rest = words.partition(" ")
    joined = split(first).proclitics[:1] == ("و",)
    return f"{first[1:] if joined else first}{space}{rest}"


def shortened(words: str) -> str:
    """At most LONGEST words, cut at the end of a clause where one is near."""
    listed = words.split()
    if len(listed) <= LONGEST:
        return " ".join(listed)
    cut = next((n for n in range(LONGEST, LONGEST - _NEAR_END, -1) if listed[n - 1][-1] in "،,؛.:"), LONGEST)
    return " ".join(listed[:cut]).rstrip("،,؛.:") + " …"
