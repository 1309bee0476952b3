"""Offices over time: those a person is named in, or those who are named in the offices of a body."""

from __future__ import annotations

import re

from musnad.lexicons import load
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.evidence import Office
from musnad.presentation.dossier.records import Paragraph, Sentence
from musnad.presentation.dossier.wording import Parts, text
from musnad.script import plain, search_key

# A title that ends in one of these runs on into the body's name: الناطق باسم الهيئة.
_OPEN_ENDS = ("باسم", "في", "لدى", "عن", "لـ")
_PAST = ("سابق", "السابق", "السابقة", "سابقا", "سابقة", "الأسبق", "المعزول")
_CASE_ENDING = re.compile(r"(ًا|اً|ً)$")
_PRONOUNS = ("ها", "هم", "هما")
_PRONOUN = re.compile(r"(هما|ها|هم)$")
_VERBS = frozenset(f"{letter}{verb}" for letter in "يت" for verb in ("قود", "رأس", "ترأس", "تزعم", "دير", "تولى", "شغل"))
_BACK_REFERENCES = ("لها", "له", "لهم", "فيها", "فيه", "منها", "عنها")
_OFFICES = ("رئاسة", "قيادة", "إدارة", "زعامة", "إمارة", "وزارة", "نيابة", "أمانة", "رئاسته", "رئاستها", "قيادته", "قيادتها")
_ACTING = ("بالوكالة", "بالإنابة", "المؤقت", "المكلف", "القائم")


def write(desk: Desk) -> list[Paragraph]:
    """One sentence a person, persons by first naming; titles of one person in order of time."""
    persons: dict[str, list[Office]] = {}
    for office in desk.evidence.offices:
        persons.setdefault(office.person, []).append(office)
    sentences: list[Sentence] = []
    for person, offices in persons.items():
        with_organization = person == desk.entity.id
        groups: dict[tuple[object, ...], list[Office]] = {}
        for office in offices:
            groups.setdefault(_sameness(office, with_organization), []).append(office)
        items = [
            desk.wording.say(
                "office",
                title=title_words(desk, same[0], with_organization=with_organization),
                where=desk.accounts.dated(office.reference for office in same),
            )
            for same in groups.values()
        ]
        listed = desk.wording.listing(items, "office_join")
        name = desk.wording.name(desk.evidence.entities[person])
        phrase = "office_of_next" if sentences else "office_of_person"
        sentences.append(desk.wording.sentence(desk.wording.say(phrase, name=name, offices=listed)))
    return [Paragraph(sentences=tuple(sentences))] if sentences else []


def _sameness(office: Office, with_organization: bool) -> tuple[object, ...]:
    organization = office.organization if with_organization else None
    return (search_key(shown_title(office)), organization, office.role.former, office.role.acting)


def shown_title(office: Office) -> str:
    """The title free of its sentence: `قائدًا بالوكالة` → `قائد بالوكالة`, `رئيسها السابق` and `يرأسها` → `رئيس`."""
    words = [_CASE_ENDING.sub("", word) for word in office.title.split()]
    while len(words) > 1 and plain(words[-1]) in _BACK_REFERENCES:
        words.pop()
    label = _label(office.role.role, "ar") if office.role.role else None
    first = plain(words[0])
    if label and _is_no_noun(first, label):
        return label
    if first.endswith(_PRONOUNS) and office.role.role:
        words = [_PRONOUN.sub("", first), *(word for word in words[1:] if plain(word) not in _PAST)]
    return " ".join(words)


def _is_no_noun(word: str, label: str) -> bool:
    """True for a verb (`يتزعمها`) or the noun of an office (`رئاسة`) where a person's title is wanted."""
    stem = word.removeprefix("ال")
    if stem.startswith(plain(label).split(" ")[0]):
        return False
    return word in _VERBS or (word[0] in "يت" and word.endswith(_PRONOUNS)) or stem in _OFFICES


def _label(role: str, language: str) -> str:
    return str(load("roles", "musnad.ontology").get(role, {}).get(language, role))


def _joined_by(title: list[str], role: str | None) -> str:
    """Phrase that joins a title and its body: `قائد كتائب ...` in annexation, `القائد في كتائب ...` where the title is closed."""
    if role == "spokesperson" and title[-1] not in _OPEN_ENDS:
        return "title_for"
    closed = title[0].startswith("ال") or title[0].endswith(("ها", "هم")) or (len(title) > 1 and title[-1].startswith("ال"))
    return "title_in" if closed and title[-1] not in _OPEN_ENDS else "title_of"


def title_words(desk: Desk, office: Office, *, with_organization: bool) -> Parts:
    """`القائد العسكري في كتائب الزيزفون (سابقًا)`; the title's own words in quotation marks, in English behind their meaning."""
    wording, role = desk.wording, office.role
    words: Parts = (text(shown_title(office)),)
    if wording.language == "en":
        words = wording.quote(office.title)
        if role.role:
            words = wording.say("title_quoted", label=_label(role.role, "en"), title=words)
    said = plain(shown_title(office)).split(" ")
    organization = desk.evidence.entities.get(office.organization or "")
    if organization and with_organization:
        words = wording.say(_joined_by(said, role.role), title=words, organization=wording.name(organization))
    elif organization and _joined_by(said, role.role) == "title_for":
        words = wording.say("title_for_it", desk.gender, title=words)
    if role.former and (wording.language == "en" or not set(said) & set(_PAST)):
        words = wording.say("former", title=words)
    if role.acting and (wording.language == "en" or not set(said) & set(_ACTING)):
        words = wording.say("acting", title=words)
    if role.since:
        words = wording.say("since", title=words, date=wording.date(role.since))
    return words
