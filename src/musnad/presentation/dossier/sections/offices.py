"""Offices over time: those a person is named in, or those who are named in the offices of a body."""

from __future__ import annotations

from musnad.lexicons import load
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.evidence import Office
from musnad.presentation.dossier.records import Paragraph, Sentence
from musnad.presentation.dossier.wording import Parts
from musnad.script import plain, search_key

# A title that ends in one of these runs on into the body's name: الناطق باسم الهيئة.
_OPEN_ENDS = ("باسم", "في", "لدى", "عن", "لـ")
_PAST = ("سابق", "السابق", "السابقة", "سابقا", "سابقة", "الأسبق", "المعزول")
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
    return (search_key(office.title), organization, office.role.former, office.role.acting)


def _joined_by(title: list[str], role: str | None) -> str:
    """Phrase that joins a title and its body: `قائد كتائب ...` in annexation, `القائد في كتائب ...` where the title is closed."""
    if role == "spokesperson" and title[-1] not in _OPEN_ENDS:
        return "title_for"
    closed = title[0].startswith("ال") or title[0].endswith(("ها", "هم")) or (len(title) > 1 and title[-1].startswith("ال"))
    return "title_in" if closed and title[-1] not in _OPEN_ENDS else "title_of"


def title_words(desk: Desk, office: Office, *, with_organization: bool) -> Parts:
    """`القائد العسكري في كتائب الزيزفون (سابقًا)`; the title's own words in quotation marks, in English behind their meaning."""
    wording, role = desk.wording, office.role
    words = wording.quote(office.title)
    if wording.language == "en" and role.role:
        label = str(load("roles", "musnad.ontology").get(role.role, {}).get("en", role.role))
        words = wording.say("title_quoted", label=label, title=words)
    said = plain(office.title).split(" ")
    organization = desk.evidence.entities.get(office.organization or "")
    if organization and with_organization:
        words = wording.say(_joined_by(said, role.role), title=words, organization=wording.name(organization))
    if role.former and (wording.language == "en" or not set(said) & set(_PAST)):
        words = wording.say("former", title=words)
    if role.acting and (wording.language == "en" or not set(said) & set(_ACTING)):
        words = wording.say("acting", title=words)
    if role.since:
        words = wording.say("since", title=words, date=wording.date(role.since))
    return words
