"""Verbs of saying in all their forms: قال، وأضافت، يؤكدون، مضيفًا، بقوله (lexicons/reporting_verbs.yml)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from musnad.lexicons import load
from musnad.script import fold

FormKind = Literal["past", "present", "participle", "masdar"]


@dataclass(frozen=True, slots=True)
class Verb:
    """One reporting verb."""

    past: str
    act: str
    an: bool
    preps: tuple[str, ...]
    object: bool
    relay: str | None
    noun: bool
    particle: bool
    deeds: bool
    """Its object is speech only as a verbal noun."""
    clause: bool
    """What is said can only be a clause: أن, a colon, quotation marks."""
    needs: str
    """A word that begins so must follow, else the verb has its other sense."""


@dataclass(frozen=True, slots=True)
class Form:
    """A written form of a verb. `gender`: m, f or empty where the form does not tell; `plural`: وا، ون، ين."""

    verb: Verb
    kind: FormKind
    gender: str
    plural: bool
    homograph: bool
    """The form is also a common noun or particle."""
    person: bool = False
    """First person plural: a text that speaks for its writers (نعلن، نهيب)."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A form found at a token; `joined` where a و or ف is attached to it."""

    index: int
    form: Form
    joined: bool
    pronoun: bool = False
    """Whom or what it is about is attached to the verb: ووصفها بأنها, واتهمه بكذا."""


_DECLARED = frozenset({
    "announce", "condemn", "call", "demand", "warn", "deny", "stress", "refuse", "promise", "accuse", "threaten", "praise",
    "express",
})  # fmt: skip
"""Acts that a written statement does in the first person."""


def _past(past: str) -> Iterator[tuple[str, str, bool]]:
    yield past, "m", False
    if past[-1] in "ىا":
        stem = past[:-1]
        yield stem + "ت", "f", False
        yield stem + "وا", "m", True
        yield stem + "تا", "f", True
        yield stem + "يا", "m", True
    else:
        yield past + "ت", "f", False
        yield past + "وا", "m", True
        yield past + "ا", "m", True
        yield past + "تا", "f", True


def _present(present: str) -> Iterator[tuple[str, str, bool]]:
    rest = present[1:]
    yield "ي" + rest, "m", False
    yield "ت" + rest, "f", False
    stem = rest[:-1] if rest[-1] in "ىيو" else rest
    yield "ي" + stem + "ون", "m", True
    yield "ي" + rest.replace("ى", "ي") + "ان", "m", True


def _we(present: str) -> Iterator[tuple[str, str, bool]]:
    if len(present) > 3:  # نصر from يصر is a name
        yield "ن" + present[1:], "", False


def _participle(part: str) -> Iterator[tuple[str, str, bool]]:
    stem = part[:-1] if part[-1] == "ي" else part
    yield part + "ا", "m", False
    yield part + "ة", "f", False
    yield stem + "ين", "m", True
    yield part + "تين", "f", True
    yield part + "ات", "f", True


def _masdar(masdar: str) -> Iterator[tuple[str, str, bool]]:
    stem = f"{masdar[:-1]}ت" if masdar.endswith("ة") else masdar
    for pronoun, gender, plural in (("ه", "m", False), ("ها", "f", False), ("هم", "m", True), ("هما", "m", True)):
        yield stem + pronoun, gender, plural
        yield "ب" + stem + pronoun, gender, plural
    yield "بال" + masdar, "", False


@cache
def forms() -> dict[str, Form]:
    """Folded form → reading. The first verb of the lexicon wins where two share a form; finite forms win over participles."""
    table: dict[str, Form] = {}
    entries = load("reporting_verbs")["verbs"]
    like_past = frozenset(fold(word).text for word in load("reporting_verbs")["like_past"])
    readings: tuple[tuple[FormKind, Callable[[str], Iterator[tuple[str, str, bool]]]], ...] = (
        ("past", _past), ("present", _present), ("participle", _participle), ("masdar", _masdar),
    )  # fmt: skip
    for kind, conjugate in readings:
        key = "part" if kind == "participle" else kind
        for entry in entries:
            if key not in entry:
                continue
            verb = _verb(entry, copula=kind == "present" and bool(entry.get("copula")))
            strict = _verb({**entry, "clause": True, "object": False}, copula=False)
            for written, gender, plural in conjugate(entry[key]):
                if kind == "past" and verb.noun and written == entry["past"] + "ا":
                    continue  # ردا على، نقلا عن، طلبا لـ: nouns in the accusative
                bare = kind == "past" and written == entry["past"]
                weak = kind == "present" and verb.noun and verb.past in ("علم", "عد")
                folded = fold(written).text
                chosen = strict if kind == "present" and folded in like_past else verb
                table.setdefault(folded, Form(chosen, kind, gender, plural, verb.noun and (bare or weak)))
    for entry in entries:
        if "present" in entry and entry["act"] in _DECLARED:
            for written, gender, plural in _we(entry["present"]):
                table.setdefault(fold(written).text, Form(_verb(entry, copula=False), "present", gender, plural, False, True))
    return table


@cache
def _about() -> dict[str, Form]:
    """Folded form with a pronoun → reading: وصفها، اتهموه، تطالبهم. What is said of it follows with ب, أن or as an object."""
    table: dict[str, Form] = {}
    lexicon = load("reporting_verbs")
    unfit = {fold(word).text for word in lexicon["like_about"]}
    for entry in lexicon["verbs"]:
        if entry["past"] not in lexicon["about"]:
            continue
        preps = [*entry.get("preps", ()), *(["ب"] if entry["act"] in ("describe", "accuse", "threaten", "say") else [])]
        # what is considered has its second object behind the verb (اعتبره خطوة); of the others only ب, على, إلى lead to words
        told = entry["act"] == "consider" or bool(entry.get("needs"))
        verb = _verb({**entry, "an": True, "preps": preps, "object": told, "deeds": False}, copula=False)
        for kind, conjugate in (("past", _past), ("present", _present)):
            if kind in entry:
                for written, gender, plural in conjugate(entry[kind]):
                    for form in _with_pronoun(written):
                        table.setdefault(form, Form(verb, "past" if kind == "past" else "present", gender, plural, False))
    return {form: reading for form, reading in table.items() if form not in unfit}


def _with_pronoun(written: str) -> Iterator[str]:
    stem = written.removesuffix("ا") if written.endswith("وا") else written
    stem = f"{stem[:-1]}ا" if stem[-1] == "ى" else stem
    for pronoun in ("ه", "ها", "هم", "هما"):
        yield fold(stem + pronoun).text


@cache
def _verb_of(
    past: str, act: str, an: bool, preps: tuple[str, ...], has_object: bool, relay: str | None, noun: bool, particle: bool,
    deeds: bool, clause: bool, needs: str,
) -> Verb:  # fmt: skip
    return Verb(past, act, an, preps, has_object, relay, noun, particle, deeds, clause, needs)


def _verb(entry: dict[str, object], *, copula: bool) -> Verb:
    preps = entry.get("preps", ())
    relay = entry.get("relay")
    return _verb_of(
        str(entry["past"]), str(entry["act"]), bool(entry.get("an")),
        tuple(fold(prep).text for prep in preps),  # type: ignore[attr-defined]
        bool(entry.get("object")) and not copula, fold(str(relay)).text if relay else None,
        bool(entry.get("noun")), bool(entry.get("particle")), bool(entry.get("deeds")),
        bool(entry.get("clause")), fold(str(entry.get("needs", ""))).text,
    )  # fmt: skip


def find(word: str, index: int) -> Cue | None:
    """The reading of a folded word as a form of saying."""
    table = forms()
    form = table.get(word)
    if form:
        return Cue(index, form, False)
    if len(word) > 2 and word[0] in "وف":
        form = table.get(word[1:])
        # ورد, فعد: two letters that are common words as well stay what they are
        if form and form.kind != "masdar" and (len(word) > 3 or not form.homograph):
            return Cue(index, form, True)
        about = _about().get(word[1:])
        if about:
            return Cue(index, about, True, True)
        if form:
            return Cue(index, form, True)
    about = _about().get(word)
    return Cue(index, about, False, True) if about else None
