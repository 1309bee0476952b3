"""Offices over time: those a person is named in, or those who are named in the offices of a body."""

from __future__ import annotations

import re

from musnad.knowledge.incumbents import overlaps
from musnad.knowledge.periods import periods
from musnad.knowledge.stretches import LASTING, PAST
from musnad.lexicons import load
from musnad.presentation.dossier.agreement import gender_of_name
from musnad.presentation.dossier.desk import Desk
from musnad.presentation.dossier.evidence import Office
from musnad.presentation.dossier.records import Paragraph, Sentence
from musnad.presentation.dossier.wording import Parts, text
from musnad.records import Entity
from musnad.script import plain, search_key

# A title that ends in one of these runs on into the body's name: الناطق باسم الهيئة.
_OPEN_ENDS = ("باسم", "في", "لدى", "عن", "لـ")
_PAST = ("سابق", "السابق", "السابقة", "سابقا", "سابقة", "الأسبق", "المعزول")
_CASE_ENDING = re.compile(r"(ًا|اً|ً)$")
_PRONOUNS = ("ها", "هم", "هما")
_PRONOUN = re.compile(r"(هما|ها|هم|ه)$")
_OWNED = re.compile(r"(هما|ها|هم)$")
_VERBS = frozenset(f"{letter}{verb}" for letter in "يت" for verb in ("قود", "رأس", "ترأس", "تزعم", "دير", "تولى", "شغل"))
_BACK_REFERENCES = ("لها", "له", "لهم", "فيها", "فيه", "منها", "عنها")
_OFFICES = ("رئاسة", "قيادة", "إدارة", "زعامة", "إمارة", "وزارة", "نيابة", "أمانة", "رئاسته", "رئاستها", "قيادته", "قيادتها")
_ONE_OF = ("أحد", "إحدى", "أبرز", "كبار")
# Offices that a state has once: `رئيس الوزراء`, `رئيس الحكومة` and `رئيس مجلس الوزراء` are one.
_ONE_OF_A_STATE = frozenset({"president", "prime_minister", "monarch", "crown_prince"})
_ACTING = ("بالوكالة", "بالإنابة", "المؤقت", "المكلف", "القائم")


def write(desk: Desk) -> list[Paragraph]:
    """One sentence a person, those who lead it first, then by first naming; titles of one person in order of time."""
    persons: dict[str, list[Office]] = {}
    for office in desk.evidence.offices:
        persons.setdefault(office.person, []).append(office)
    order = {person: position for position, person in enumerate(persons)}
    ranked = sorted(persons, key=lambda person: (not any(map(leads, persons[person])), order[person]))
    if list(persons) == [desk.entity.id] and len({sameness(office, True) for office in persons[desk.entity.id]}) == 1:
        return []  # the one office stands at the head of the dossier
    sentences = [_sentence(desk, person, persons[person], first=not number) for number, person in enumerate(ranked)]
    sentences += _together(desk, ranked)
    return [Paragraph(sentences=tuple(sentences))] if sentences else []


def _together(desk: Desk, persons: list[str]) -> list[Sentence]:
    """Two who are told to hold at one time an office that one holds at a time: shown, not settled."""
    statements = {one.id: one for one in desk.evidence.statements_of(persons, tuple(sorted({*LASTING, *PAST})))}
    published = {source.id: source.published for source in desk.evidence.sources}
    found = {period.id: period for period in periods(statements.values(), published) if period.object in desk.evidence.own_bodies}
    sentences = []
    for shared in overlaps(found.values()):
        names = [desk.wording.subject(desk.evidence.entities[found[one].subject]) for one in (shared.one, shared.other)]
        references = [statements[one].reference for one in shared.statements if one in statements]
        words = desk.wording.say(
            "held_together", names=desk.wording.listing(names), title=found[shared.one].value or "",
            when=desk.wording.when_published(shared.interval), notes=desk.footnotes.marks(references[:4]),
        )  # fmt: skip
        sentences.append(desk.wording.sentence(words))
    return sentences


def leads(office: Office) -> bool:
    """True for an office that leads its body, not for one held before."""
    listed = load("roles", "musnad.ontology").get(office.role.role or "", {})
    return bool(listed.get("leads")) and not office.role.former


def _sentence(desk: Desk, person: str, offices: list[Office], *, first: bool) -> Sentence:
    own = person == desk.entity.id
    groups: dict[tuple[object, ...], list[Office]] = {}
    for office in offices:
        groups.setdefault(sameness(office, own), []).append(office)
    # Titles that stand in the same reports are told with one attribution.
    accounts: dict[tuple[str, ...], list[list[Office]]] = {}
    for same in groups.values():
        accounts.setdefault(tuple(sorted({office.source.id for office in same})), []).append(same)
    items = [_titles(desk, together, own) for together in accounts.values()]
    gender = gender_of_name(desk.evidence.entities[person].name, "PER", desk.evidence.titles(person))
    listed = desk.wording.listing(items, "office_join")
    name = desk.wording.name(desk.evidence.entities[person])
    return desk.wording.sentence(
        desk.wording.say("office_of_person" if first else "office_of_next", gender, name=name, offices=listed)
    )


def _titles(desk: Desk, together: list[list[Office]], own: bool) -> Parts:
    together = [sorted(same, key=lambda office: office.role.since is None) for same in together]
    titles = [title_words(desk, same[0], with_organization=own or _elsewhere(desk, same[0])) for same in together]
    where = desk.accounts.according_seen(office.reference for same in together for office in same)
    return desk.wording.say("office", title=desk.wording.listing(titles, "titles_join"), where=where)


def _elsewhere(desk: Desk, office: Office) -> bool:
    """True for an office in one of the body's own bodies (its high committee), which must be named."""
    return office.organization is not None and office.organization != desk.entity.id


def sameness(office: Office, with_organization: bool) -> tuple[object, ...]:
    """Two titles are one office where only article and pronoun differ: `القائد العسكري`, `قائدها العسكري`."""
    if with_organization and office.role.role in _ONE_OF_A_STATE:
        return (office.role.role,), None, office.role.former, office.role.acting
    words = tuple(word.removeprefix("ال") for word in search_key(shown_title(office)).split(" "))
    return words, office.organization if with_organization else None, office.role.former, office.role.acting


def shown_title(office: Office) -> str:
    """The title free of its sentence: `قائدًا بالوكالة` → `قائد بالوكالة`, `رئيسها السابق` and `يرأسها` → `رئيس`."""
    words = [_CASE_ENDING.sub("", word) for word in office.title.split()]
    while len(words) > 1 and plain(words[-1]) in _BACK_REFERENCES:
        words.pop()
    label = _label(office.role.role, "ar") if office.role.role else None
    if label and plain(words[0]) == f"{plain(label).split(' ')[0]}ا":
        words[0] = words[0][:-1]  # عُيّن رئيسا: an accusative without its mark
    if label and plain(words[0]) == f"ل{plain(label).split(' ')[0]}":
        words[0] = f"ال{words[0][1:]}"  # للرئيس, cut behind its preposition
    first = plain(words[0])
    if label and _is_no_noun(first, label):
        return label
    if first.endswith(_PRONOUNS) and office.role.role:
        rest = [word for word in words[1:] if plain(word) not in _PAST]
        # `قائدها العسكري` is definite by its pronoun: without it the article takes its place.
        article = "ال" if rest and rest[0].startswith("ال") else ""
        words = [article + _OWNED.sub("", first), *rest]
    return " ".join(words)


def _is_no_noun(word: str, label: str) -> bool:
    """True for a verb (`يتزعمها`) or the noun of an office (`رئاسة`) where a person's title is wanted."""
    stem = word.removeprefix("ال")
    if stem.startswith(plain(label).split(" ")[0]):
        return False
    return (
        word in _VERBS or _PRONOUN.sub("", word) in _VERBS or (word[0] in "يت" and word.endswith(_PRONOUNS)) or stem in _OFFICES
    )


def _label(role: str, language: str) -> str:
    return str(load("roles", "musnad.ontology").get(role, {}).get(language, role))


def _without_head(desk: Desk, said: list[str]) -> list[str]:
    """`رئيس اللجنة` in the dossier of a committee is its `رئيس`."""
    head = search_key(desk.entity.name).split(" ")[0].removeprefix("ال")
    return said[:-1] if len(said) > 1 and search_key(said[-1]) == f"ال{head}" else said


def _of_it(desk: Desk, said: list[str], role: str | None, words: Parts) -> Parts:
    """The title with the body as a pronoun: `ناطق باسمها`, `مسؤول التنسيق فيها`, `زعيمها`."""
    if _joined_by(said, role) == "title_for":
        return desk.wording.say("title_for_it", desk.gender, title=words)
    if said[0] in _ONE_OF or said[-1].endswith("يي"):
        # `أحد قياديي` hangs on the name behind it.
        return desk.wording.say("title_of", title=words, organization=desk.name)
    if len(said) > 2 and _says_whose(said):
        return words
    bare = len(said) == 1 and said[0][-1] not in "ةاىيء" and not said[0].startswith("ال")
    return desk.wording.say("title_its" if bare else "title_in_it", desk.gender, title=words)


def _says_whose(said: list[str]) -> bool:
    """`وزير الدفاع السوري`, `الرئيس اليمني`: whose minister or president he is, the title says."""
    return len(said) > 1 and said[-1].startswith("ال") and said[-1].endswith(("ي", "ية"))


def _same_land(word: str, organization: Entity) -> bool:
    """True where a title's `اليمني` already says what the body's name would: اليمن, الحكومة اليمنية."""
    stem = word.removeprefix("ال").removesuffix("ة")
    return organization.type == "LOC" or any(
        one.removeprefix("ال").removesuffix("ة") == stem for one in plain(organization.name).split(" ")
    )


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
    if organization and wording.language == "ar" and _says_whose(said) and _same_land(said[-1], organization):
        organization = None
    if organization and with_organization:
        words = wording.say(_joined_by(said, role.role), title=words, organization=wording.name(organization))
    elif organization and wording.language == "ar" and organization.id == desk.entity.id:
        said = _without_head(desk, said)
        words = _of_it(desk, said, role.role, (text(" ".join(said)),))
    if role.former and (wording.language == "en" or not set(said) & set(_PAST)):
        words = wording.say("former", title=words)
    if role.acting and (wording.language == "en" or not set(said) & set(_ACTING)):
        words = wording.say("acting", title=words)
    if role.since:
        words = wording.say("since", title=words, date=wording.date(role.since))
    return words
