"""Forms of Arabic verbs: from "past present" (قصف يقصف) to every third-person form that news prints, folded.

Harakat are not written in news, so past active and passive mostly look alike (قصف); only the forms that differ in letters
(أقال → أقيل, دعا → دعي) are marked passive here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from musnad.script import fold, plain

PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا")


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One written form of a verb."""

    text: str
    tense: Literal["past", "present"]
    feminine: bool = False
    plural: bool = False
    passive: bool = False
    ours: bool = False
    """True for "we" (نطلق, قصفنا): who speaks did it."""
    pronoun: bool = False
    """True where an object pronoun is attached (شنتها)."""


def _past(past: str) -> Iterator[VerbForm]:
    word = fold(past).text
    if plain(past)[-1] in "اى" and len(word) > 2:
        stem = word[:-1]
        yield VerbForm(word, "past")
        yield VerbForm(stem + "ا", "past")
        yield VerbForm(stem + "ت", "past", feminine=True)
        yield VerbForm(stem + "وا", "past", plural=True)
        yield VerbForm(stem + "يا", "past")
        yield VerbForm(stem + "ي", "past", passive=plain(past)[-1] == "ا")
        yield VerbForm(stem + "يت", "past", feminine=True, passive=True)
        yield VerbForm(stem + "ينا", "past", ours=True)
        return
    yield VerbForm(word, "past")
    yield VerbForm(word + "ت", "past", feminine=True)
    yield VerbForm((word[:-1] if plain(past)[-1] == "ي" else word) + "وا", "past", plural=True)  # لقي → لقوا
    yield VerbForm(word + "ا", "past")
    yield VerbForm(word + "تا", "past", feminine=True)
    hollow = len(word) >= 3 and word[-2] == "ا"
    yield VerbForm((word[:-2] + word[-1] if hollow else word) + "نا", "past", ours=True)
    if hollow and len(word) >= 4:
        passive = word[:-2] + "ي" + word[-1]
        yield VerbForm(passive, "past", passive=True)
        yield VerbForm(passive + "ت", "past", feminine=True, passive=True)


def _present(present: str) -> Iterator[VerbForm]:
    body = fold(present).text[1:]
    weak = plain(present)[-1] in "يىوا"
    short = body[:-1] if weak else body
    for prefix in ("ي", "ت"):
        feminine = prefix == "ت"
        yield VerbForm(prefix + body, "present", feminine=feminine)
        yield VerbForm(prefix + short + "ون", "present", plural=True)
        yield VerbForm(prefix + short + "وا", "present", plural=True)
        yield VerbForm(prefix + body + "ان", "present", feminine=feminine)
        if len(body) >= 3:
            yield VerbForm(prefix + body + "ا", "present", feminine=feminine)  # لم يلتقيا
        if weak and len(short) >= 3:
            yield VerbForm(prefix + short, "present", feminine=feminine)
    if len(body) >= 3:
        yield VerbForm("ن" + body, "present", ours=True)


def _with_pronoun(form: VerbForm) -> Iterator[VerbForm]:
    base = form.text
    if base.endswith("وا"):
        base = base[:-1]
    elif base.endswith("ي") and form.tense == "past" and not form.passive:
        base = base[:-1] + "ا"
    for pronoun in PRONOUNS[:4]:
        yield VerbForm(base + pronoun, form.tense, form.feminine, form.plural, form.passive, form.ours, True)


def verb_forms(citation: str) -> list[VerbForm]:
    """All forms of a verb given as "past present", without proclitics."""
    past, present = citation.split()
    plain_forms = [*_past(past), *_present(present)]
    return [*plain_forms, *(longer for form in plain_forms for longer in _with_pronoun(form))]
