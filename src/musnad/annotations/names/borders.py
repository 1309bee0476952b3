"""Where a name begins and ends when rules and model do not agree: two names that a rule ran together, clitics, titles.

حركة X [سالم هاني]: the person is no part of the movement's name · [قبيلة X] و[Y] · المحكمة العسكرية [القاضي] سالم هاني
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from musnad.annotations.names import gazetteer
from musnad.annotations.names.authority import lookup
from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import NameLine
from musnad.annotations.names.place_grammar import is_known_place
from musnad.annotations.names.vocabulary import folded, head_table, name_counts, word_set
from musnad.lexicons import load
from musnad.script.folding import fold_text

SURE_PERSON = 0.8
"""A person whom the model sees with this much certainty is no part of a body's name."""
_BETWEEN = frozenset({"و", "،", "،و", ","})
_CLITICS = frozenset("وفبلك")


def runs_on(line: NameLine, candidate: Candidate, inside: Sequence[Candidate]) -> bool:
    """A rule's name that holds two names which the model sees joined by و, that swallows or cuts a person, or opens in a body."""
    if candidate.type not in ("ORG", "PER"):
        return False
    own = sorted((name for name in inside if name.type == candidate.type), key=lambda name: name.start)
    joined = any(
        "".join(line.text[former.end : later.start].split()) in _BETWEEN
        for former, later in pairwise(own)
        if later.start < candidate.end
    )
    others = [name for name in inside if name.type != candidate.type]
    return joined or (_swallows(candidate, own, others) if candidate.type == "ORG" else _opens_in_body(candidate, own, others))


def _swallows(candidate: Candidate, own: Sequence[Candidate], others: Sequence[Candidate]) -> bool:
    """حركة X [سالم] هاني: a body that takes in a person behind it, whole or in part."""
    persons = [
        name for name in others if name.type == "PER" and name.score >= SURE_PERSON and name.start > candidate.start
    ]  # fmt: skip
    return any(name.end > candidate.end or any(body.end < name.start for body in own) for name in persons)


def _opens_in_body(candidate: Candidate, own: Sequence[Candidate], others: Sequence[Candidate]) -> bool:
    """حركة [X سالم هاني]: a person whose first word is the last of a body."""
    opens = any(body.type == "ORG" and body.start < candidate.start < body.end < candidate.end for body in others)
    return opens and any(name.end == candidate.end for name in own)


_LINKS = frozenset({"بن", "ابن", "بنت"})


def with_father(line: NameLine, name: Candidate) -> Candidate:
    """سالم هاني [بن لشعب]: the father's name belongs to the person's, however it is spelt, and the nisba behind it."""
    behind = line.text[name.end : name.end + 6].lstrip()
    if name.type != "PER" or not behind.startswith(("بن ", "ابن ", "بنت ")):
        return name
    at = next((word.index for word in line.words if word.token.start >= name.end), len(line))
    end = at
    while line.folded(end) in _LINKS and line.is_word(end + 1):
        end += 2
    if end == at:
        return name
    following = line.folded(end)
    if line.is_word(end) and following.startswith("ال") and following.endswith("ي") and name_counts().get(following, (0, 0))[1]:
        end += 1
    return replace(name, end=line.words[end - 1].token.end)


def apart(line: NameLine, name: Candidate) -> tuple[Candidate, ...]:
    """سالم هاني وفؤاد نعيم in one: two persons, where a further word opens with و that no name opens with, and a name is left."""
    if name.type != "PER" or " و" not in line.text[name.start : name.end]:
        return (name,)
    inside = [word for word in line.words if name.start < word.token.start and word.token.end <= name.end]
    for word in inside:
        if not word.folded.startswith("و") or not word.is_word or sum(name_counts().get(word.folded, (0, 0))) >= 2:
            continue
        if name_counts().get(word.folded[1:], (0, 0))[0] < 2 or len(word.folded) < 3:
            continue
        before = line.text[name.start : word.token.start].rstrip()
        first = replace(name, end=name.start + len(before))
        return (first, *apart(line, replace(name, start=word.start(1))))
    return (name,)


def without_clitic(line: NameLine, candidate: Candidate, seen: Sequence[Candidate]) -> Candidate:
    """The rule's candidate from where the model lets the same name begin, if only و ف ب ل ك stands before (وامحند X)."""
    for name in seen:
        more = line.text[candidate.start : name.start]
        if name.end == candidate.end and name.type == candidate.type and 0 < len(more) <= 2 and _CLITICS.issuperset(more):
            return replace(candidate, start=name.start)
    return candidate


def with_parents(line: NameLine, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates; a body behind ل at the end of its organ's name (المكتب السياسي لـ[حركة س]) is marked as the parent."""
    opening = word_set("organisation_heads", "organs")
    organs = [one for one in candidates if one.type == "ORG" and one.length > 12 and _opens(line, one) in opening]
    if not organs:
        return list(candidates)
    return [replace(one, parent=True) if _is_parent(line, one, organs) else one for one in candidates]


def _opens(line: NameLine, name: Candidate) -> str:
    return fold_text(line.text[name.start : name.end].split()[0])


def _is_parent(line: NameLine, name: Candidate, organs: Sequence[Candidate]) -> bool:
    """Behind ل, or right behind قوات where the body has a head of its own (قوات [حكومة س]; قوات الدعم السريع is one name)."""
    if name.type != "ORG" or name.parent or not name.start:
        return False
    for organ in organs:
        if not organ.contains(name) or organ.end != name.end:
            continue
        troops = line.text[organ.start : name.start].strip() == "قوات" and _opens(line, name) in _RULERS
        if troops or line.text[name.start - 1] == "ل":
            return True
    return False


_RULERS = folded(["حكومة", "نظام", "مجلس", "المجلس", "حركة", "حزب", "جماعة", "جبهة", "الحكومة", "النظام"])


@cache
def _titles() -> frozenset[str]:
    """Titles with the article that no name holds as its own word (السيد is a given name, الشهيد opens names of bodies)."""
    titles = (word for word in word_set("person_titles", "titles") if word.startswith("ال"))
    parts = folded(["الشهيد", "الإمام", "السلطان", "الشباب", "المعارضة", "الأسير", "الطفل", "العلامة", "الأمير", "الملك"])
    return frozenset(word for word in titles if word not in parts)


@cache
def _opening_titles() -> frozenset[str]:
    """Titles that no person's name opens with: الملك, العقيد, رجل الدين, السيد; given names that are titles too stay."""
    titles = word_set("person_titles", "titles")
    honours = word_set("offices", "honorifics")
    return honours | frozenset(
        word for word in titles if " " in word or (word.startswith("ال") and name_counts().get(word, (0, 0))[0] < 3)
    )


@cache
def _first_words() -> frozenset[str]:
    return frozenset(title.split()[0] for title in _opening_titles())


def without_titles(line: NameLine, name: Candidate) -> Candidate:
    """الملك X Y without the title; المحكمة العسكرية القاضي without the title of whoever is named next."""
    words = line.text[name.start : name.end].split()
    if name.type == "PER":
        while len(words) > 1 and fold_text(words[0]) in _first_words():
            size = next((size for size in (3, 2, 1) if len(words) > size and _is_title(words[:size])), 0)
            if not size:
                break
            words = words[size:]
            name = replace(name, start=name.end - len(line.text[name.start : name.end].split(maxsplit=size)[-1]))
        return name
    if name.type == "ORG" and len(words) > 1 and fold_text(words[-1]) in _titles() and _name_follows(line, name.end):
        return replace(name, end=_end_without_last(line, name))
    return name


def _is_title(words: Sequence[str]) -> bool:
    return fold_text(" ".join(words)) in _opening_titles()


def _end_without_last(line: NameLine, name: Candidate) -> int:
    return name.start + len(line.text[name.start : name.end].rsplit(maxsplit=1)[0])


def without_tail(line: NameLine, name: Candidate) -> Candidate:
    """المكتب السياسي [في], بلدة س [الخميس], نقابة س [الاثنتي عشرة], جبل س [العلوية]: words behind a name, no part of it."""
    while True:
        words = line.text[name.start : name.end].split()
        if len(words) < 2 or not (_no_part(name, words) or _where(name, words) or _for_whom(words)):
            return name
        name = replace(name, end=_end_without_last(line, name))


def _no_part(name: Candidate, words: Sequence[str]) -> bool:
    last = fold_text(words[-1])
    if last in _COUNTED or last in _PARTICLES:
        return True
    if name.type == "ORG":
        return any(word in _sides() for word in words[1:])  # وكالة س [الموالية للسلطات]
    if name.type != "LOC" or fold_text(words[-2]) in _before_days():
        return False
    return last in word_set("name_words", "weekdays") or last in word_set("name_words", "communities")


@cache
def _sides() -> frozenset[str]:
    return frozenset(load("organisation_heads")["sides"])


@cache
def _before_days() -> frozenset[str]:
    """سوق الجمعة, خميس س: places that are called after a market's day, and heads."""
    return folded(["سوق", "خميس", "أحد", "حد"]) | frozenset(head_table("places"))


def _where(name: Candidate, words: Sequence[str]) -> bool:
    """كتائب س [في إدلب], المجلس المحلي [بإدلب]: where an armed group or council is; of other bodies it is mostly a part."""
    if name.type != "ORG" or name.subtype not in ("armed_group", "council") or len(words) < 3:
        return False
    last = fold_text(words[-1])
    place = last if words[-2] == "في" else last[1:] if last.startswith("ب") else ""
    return bool(place) and gazetteer.places_named(place) is not None and lookup(" ".join(words)) is None


def _for_whom(words: Sequence[str]) -> bool:
    """وزارة س [لأبناء الشعب]: whom the ministry serves or thanks; what it is for (لشؤون) belongs to the name."""
    at = next((index for index, word in enumerate(words) if index > 1 and word.startswith("ل")), 0)
    return words[0] == "وزارة" and bool(at) and words[at] != "لشؤون" and not words[at].startswith("لل")


def as_outlet(line: NameLine, name: Candidate) -> Candidate:
    """سيريا مونيتور, يمن ديلي: foreign words that close the name of an outlet make no person."""
    if name.type != "PER":
        return name
    last = fold_text(line.text[name.start : name.end].split()[-1])
    return replace(name, type="ORG", subtype="media_outlet") if last in word_set("outlet_cues", "closing_words") else name


_COUNTED = folded(["الاثنتي", "الاثني", "الإثنتي", "الإثني", "عشرة", "عشر"])
"""نقابات X الاثنتي عشرة: how many there are."""
_PARTICLES = folded(["في", "من", "إلى", "عن", "مع", "التي", "الذي", "أن", "إن", "أو", "ثم", "بعد", "قبل", "بين", "منذ", "ضد"])


def behind_front(line: NameLine, name: Candidate) -> Candidate:
    """على جبهة [حرستا]: behind a preposition of place the town of a front line, no body."""
    head, _, rest = line.text[name.start : name.end].partition(" ")
    if name.type != "ORG" or not rest or not head_table("places").get(fold_text(head), {}).get("front"):
        return name
    at = next((word.index for word in line.words if word.token.end > name.start), 0)
    clitic = line.text[line.words[at].token.start : name.start]
    where = clitic.endswith("ب") or line.stem(at - 1) in _WHERE
    if not where or not is_known_place(line, at + 1) or lookup(line.text[name.start : name.end]) is not None:
        return name
    return replace(name, start=line.words[at + 1].token.start, type="LOC", subtype=None)


_WHERE = frozenset({"في", "علي", "نحو", "عند", "باتجاه", "صوب"})


def _name_follows(line: NameLine, end: int) -> bool:
    """Right behind stands a word, no mark: whom the title is of."""
    following = next((word for word in line.words if word.token.start >= end), None)
    return following is not None and following.is_word and not following.definite
