"""Filling the phrases of `phrases.yml` with names, quoted words and footnote marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from musnad.lexicons import load
from musnad.presentation.dates_in_words import Language, in_words, when
from musnad.presentation.dossier.agreement import Gender, counted, in_case
from musnad.presentation.dossier.records import Part, Sentence
from musnad.records import Entity

Parts = tuple[Part, ...]
Gap = str | Part | Sequence[Part]

# A word of a phrase; the gap for a title belongs to the pronoun behind it.
_WORDS = re.compile(r"(?:\{title\})?[\u0621-\u0652]+")
_GAP = re.compile(r"\{(\w+)\}")
# Quotation marks of a report, which become one kind inside the dossier's own.
_MARKS = re.compile(r"[“”„«»″]|''|‘‘|’’")
# A contraction that writing demands: بـ and لـ keep their stroke only before a quotation mark or a foreign word.
_SPACES = re.compile(" {2,}")
_STROKE = re.compile(r"([بل])ـ$")


def text(words: str) -> Part:
    """Running text."""
    return Part(text=words)


class Wording:
    """The phrases of one language."""

    def __init__(self, language: Language, months: str) -> None:
        self.language, self.months = language, months
        self.phrases: dict[str, Any] = load("phrases", "musnad.presentation.dossier")[language]
        self._named: set[str] = set()
        self._subject: Entity | None = None
        self._short: str | None = None
        self._called = False
        self.named_as: Callable[[Entity], str | None] | None = None
        """The name under which those who tell of something know an entity; set while that is told."""

    def call(self, subject: Entity, short: str | None) -> None:
        """Whom the dossier is about, and by which short name once it has been named in a section."""
        self._subject, self._short = subject, short

    def begin_section(self) -> None:
        """From here on the subject is named in full the first time."""
        self._called = False

    def phrase(self, name: str, gender: Gender = "m", group: str | None = None) -> str:
        """The phrase of this name, in the form for `gender` where it has two."""
        found = (self.phrases[group] if group else self.phrases)[name]
        if not isinstance(found, dict):
            return str(found)
        if gender == "p" and "p" not in found:
            plural: dict[str, str] = self.phrases["plural_words"]
            return _WORDS.sub(lambda word: plural.get(word[0], word[0]), str(found["m"]))
        return str(found[gender])

    def fill(self, template: str, **gaps: Gap) -> Parts:
        """The template as parts, each `{gap}` replaced."""
        parts: list[Part] = []
        for position, piece in enumerate(_GAP.split(template)):  # words and gaps in turn
            parts.extend(_as_parts(gaps[piece]) if position % 2 else (text(piece),))
        return _tidy(parts)

    def say(self, phrase: str, gender: Gender = "m", /, **gaps: Gap) -> Parts:
        """A phrase, filled."""
        return self.fill(self.phrase(phrase, gender), **gaps)

    def sentence(self, parts: Iterable[Part]) -> Sentence:
        """Parts as one sentence, English with a capital."""
        listed = list(parts)
        if listed and listed[0].kind == "text" and not listed[0].text.strip():
            del listed[0]
        if self.language == "en" and listed and (listed[0].kind == "text" or listed[0].text.startswith("the ")):
            listed[0] = listed[0].model_copy(update={"text": listed[0].text[:1].upper() + listed[0].text[1:]})
        return Sentence(parts=tuple(listed))

    def shown(self, entity: Entity) -> str:
        """The Arabic name under which an entity goes here."""
        return (self.named_as(entity) if self.named_as else None) or entity.name

    def subject(self, entity: Entity) -> Parts:
        """A name as the subject of its sentence: in Arabic a name of many people then ends otherwise."""
        return self.name(entity, nominative=True)

    def name(self, entity: Entity, *, nominative: bool = False) -> Parts:
        """An entity's name; in English the Latin form, with the Arabic behind it the first time.

        The dossier's own subject goes by its short name once it has been named.
        """
        if self._subject is not None and entity.id == self._subject.id and self._short:
            if self._called:
                return (Part(kind="name", text=self._short, entity=entity.id),)
            self._called = True
        if self.language == "ar" or not entity.name_en:
            shown = self.shown(entity)
            name = in_case(shown, nominative=nominative) if entity.type == "ORG" else shown
            return (Part(kind="name", text=name, entity=entity.id),)
        latin = Part(kind="name", text=entity.name_en, entity=entity.id)
        if entity.id in self._named:
            return (latin,)
        self._named.add(entity.id)
        return (latin, text(" ("), Part(kind="name", text=entity.name, entity=entity.id), text(")"))

    def quote(self, words: str) -> Parts:
        """Words in the quotation marks of the language."""
        before, after = self.phrases["quote"].split("{words}")
        return (text(before), Part(kind="quote", text=balanced(words)), text(after))

    def verbatim(self, words: str) -> Parts:
        """Words exactly as they stand, in the quotation marks of the language."""
        before, after = self.phrases["quote"].split("{words}")
        return (text(before), Part(kind="quote", text=" ".join(words.split())), text(after))

    def listing(self, items: Sequence[Gap], separator: str | None = None) -> Parts:
        """`A`, `A وB`, `A وB وC`; with `separator` (a phrase's name) between whole clauses."""
        between = self.phrases[separator or "and"]
        parts: list[Part] = []
        for position, item in enumerate(items):
            if position:
                english_list = self.language == "en" and separator is None and position < len(items) - 1
                parts.append(text(self.phrases["comma"] if english_list else between))
            parts.extend(_as_parts(item))
        return tuple(parts)

    @staticmethod
    def joined(items: Sequence[Gap], between: str) -> Parts:
        """Items with the same words between each two."""
        parts: list[Part] = []
        for position, item in enumerate(items):
            if position:
                parts.append(text(between))
            parts.extend(_as_parts(item))
        return tuple(parts)

    def without_and(self, parts: Parts) -> Parts:
        """The first sentence of a section follows nothing."""
        first = parts[0]
        return (text(first.text.removeprefix("و")), *parts[1:]) if self.language == "ar" and first.kind == "text" else parts

    def count(self, number: int, noun: str) -> str:
        """A number with its noun in the right form."""
        return counted(number, self.phrases["nouns"][noun], self.phrases["few_numbers"])

    def date(self, value: str | None) -> str:
        """A date as a phrase without preposition."""
        return in_words(value, self.language, months=self.months, open_as="bound")

    def when(self, value: str) -> str:
        """A date as it stands in a sentence."""
        return when(value, self.language, months=self.months)

    def when_published(self, value: str | None) -> str:
        """A publication date as it stands in a sentence: an open end is a bound, nothing that goes on."""
        if value is None:
            return str(self.phrases["in_undated"])
        return when(value, self.language, months=self.months, open_as="bound")


def balanced(words: str) -> str:
    """Words as they stand inside our own quotation marks: theirs made alike and paired, edges trimmed."""
    joined = _MARKS.sub('"', " ".join(words.split())).strip(" ،,.؛:-–—")
    if joined.count('"') % 2:
        # The mark that lost its partner when the words were cut out.
        joined = joined.removeprefix('"') if joined.startswith('"') else "".join(joined.rsplit('"', 1))
    if joined.count('"') == 2 and joined[0] == joined[-1] == '"':
        joined = joined[1:-1]
    return " ".join(joined.split())


def _as_parts(gap: Gap) -> Sequence[Part]:
    if isinstance(gap, str):
        return (text(gap),)
    return (gap,) if isinstance(gap, Part) else gap


def _tidy(parts: list[Part]) -> Parts:
    """Joins the prefix lam or ba to an Arabic word that follows it directly (`لـسنابل` → `لسنابل`), drops empty text."""
    tidied: list[Part] = []
    for part in parts:
        if not part.text:
            continue
        stroke = _STROKE.search(tidied[-1].text) if tidied and tidied[-1].kind == "text" else None
        if stroke and part.kind in {"text", "name"} and "\u0621" <= part.text[0] <= "\u064a":
            before = tidied[-1].text[:-1]
            # ل + ال is written لل: للجنة, not لالجنة.
            if stroke[1] == "ل" and part.text.startswith("ال"):
                part = part.model_copy(update={"text": "ل" + part.text[2:]})
            tidied[-1] = text(before)
        tidied.append(part)
    return tuple(_single_spaces(tidied))


def _single_spaces(parts: list[Part]) -> list[Part]:
    """No two spaces where a gap stayed empty."""
    spaced: list[Part] = []
    for part in parts:
        if part.kind == "text":
            words = _SPACES.sub(" ", part.text)
            if spaced and spaced[-1].kind == "text" and spaced[-1].text.endswith(" "):
                words = words.lstrip(" ")
            if not words:
                continue
            part = part if words == part.text else part.model_copy(update={"text": words})
        spaced.append(part)
    return spaced
