"""Reading to the left of a word: the subject before its verb, what a relative clause describes, whom a pronoun stands for."""

from __future__ import annotations

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.inflection import VerbForm
from musnad.records import Mention

_ANTECEDENT_REACH = 5
_COMMAS = "،,"
# How many words a subject without a name may have between أن and its verb.
_CLAIMED = 7


def subject_before(view: Clauses, verb: int) -> list[Mention]:
    """The subject that stands before its verb (قوات كذا ... قصفت), with those joined to it by و."""
    found: list[Mention] = []
    position, closed = verb - 1, 0
    while position >= 0:
        number = view.mention[position]
        if number is None:
            closed += (view.key(position) in "»”") - (view.key(position) in "«“")
            if closed < 0:
                return found  # قال فلان: «اعتقل ...: the quotation opens here
            if view.key(position) in "-–—ـ)":
                return found  # جوبا (تلفزيون كذا) – أعفى: the line of place and source is no subject
            relative = view.key(position) in lexicon.words("relatives")
            other_verb = view.tokens[position].kind == "word" and view.light(position) is not None and position < verb - 1
            if not relative and (other_verb or view.borders[position]):
                return found
            position -= 1
            continue
        first = view.at(view.mentions[number].span.start)
        if (aside := _in_aside(view, first)) is not None:
            found.clear()
            position = aside - 1
            continue
        if governed(view, first) and not _of_fighters(view, first):
            if found:
                return []  # joined by و to a name that a preposition governs (مع سوريا والعراق)
        elif not _object_of_verb(view, first):
            found.insert(0, view.mentions[number])
            if not view.joined_preposition(first)[1] and not _title_joined(view, first):
                return found
        position = first - 1
    return found


def _title_joined(view: Clauses, first: int) -> bool:
    """فلان وزعيم كذا فلان يوقعان: و stands on the office of the second."""
    for back in view.words_before(first, 3):
        if view.mention[back] is not None or view.tokens[back].kind != "word" or view.borders[back]:
            return False
        if view.joined_preposition(back) == ("", True):
            return lexicon.key(view.tokens[back].split.stem) in lexicon.titles() and _named_before(view, back)
    return False


def _named_before(view: Clauses, index: int) -> bool:
    return index > 0 and view.mention[index - 1] is not None


def _in_aside(view: Clauses, first: int) -> int | None:
    """مجموعة من كذا يقودها فلان احتجزت: where the verb stands with which the name before it is told of in passing."""
    for back in range(first - 1, max(first - 5, -1), -1):
        if view.mention[back] is not None or view.borders[back] or view.tokens[back].folded in _COMMAS:
            return None
        if view.key(back) in lexicon.words("asides"):
            return back
    return None


def _of_fighters(view: Clauses, first: int) -> bool:
    """عناصر من كذا هاجموا, قوة تابعة لكذا داهمت: the body stands for its people."""
    if view.key(first - 1) in lexicon.words("belonging") and view.mention[first - 1] is None:
        heads = lexicon.words("fighters") | lexicon.words("units")
        return any(lexicon.key(view.tokens[step].split.stem) in heads for step in range(max(first - 4, 0), first - 1))
    if view.joined_preposition(first)[0] == "ل" and view.mention[first - 1] is None:
        posts = lexicon.words("units") | lexicon.words("fighters")
        if any(lexicon.key(view.tokens[step].split.stem) in posts for step in view.words_before(first, 2)):
            return True  # أن حاجزا لكذا اعتقل
    for back in view.words_before(first, 2):
        if back > 0 and view.key(back) == "من" and view.mention[back] is None:
            return any(
                lexicon.key(view.tokens[step].split.stem) in lexicon.words("fighters")
                for step in (back - 1, back - 2)
                if step >= 0
            )
    return False


def governed(view: Clauses, first: int) -> bool:
    """True for a name behind a preposition, its generic noun between them included (في تنظيم كذا, بجنوب كذا)."""
    if view.joined_preposition(first)[0]:
        return True
    reach = 3 if view.key(first - 1) in lexicon.titles() else 2  # بقيادة العقيد فلان
    for back in view.words_before(first, reach):
        if view.mention[back] is not None or view.tokens[back].kind != "word":
            return False
        if view.preposition(back) is not None or view.joined_preposition(back)[0]:
            return True
        if view.borders[back]:
            return False  # إلى أن قوات كذا
        if view.tokens[back].plain.startswith("ال") and view.key(back) not in lexicon.titles():
            return False
    return False


def _object_of_verb(view: Clauses, first: int) -> bool:
    """نفذت هجوما ... مواقع كذا: behind an object head that a light verb leads to."""
    return view.key(first - 1) in lexicon.words("object_heads") and view.light(first - 2) is not None


def agrees(view: Clauses, verb: VerbForm, subject: Mention) -> bool:
    """False where the gender of a body's head word or of a man's name speaks against the verb."""
    if _of_fighters(view, view.at(subject.span.start)):
        return True  # قوة من كذا: the verb agrees with them
    if subject.type == "PER":
        return not verb.feminine
    head = (subject.head or subject.name).split()[0]  # غرفة عمليات «جيش كذا» ... واستطاعت
    feminine = head.endswith(("ة", "ات")) or lexicon.key(head) in lexicon.words("feminine_heads")
    return verb.feminine == feminine or not (verb.feminine or feminine)


def continued_subject(view: Clauses, index: int) -> list[Mention]:
    """The subject of what is told or claimed before the verb at `index`: behind the last أن, or of the sentence."""
    for position in range(index - 1, -1, -1):
        if view.mention[position] is None and view.key(position) in lexicon.words("claims"):
            return main_subject(view, index, position + 1)
        if view.mention[position] is None and view.key(position) in lexicon.words("claims_of_own"):
            return main_subject(view, position)
    return main_subject(view, index)


def main_subject(view: Clauses, index: int, start: int = 0) -> list[Mention]:
    """The subject of the sentence from `start` up to `index`: the first free name, with those joined to it by و."""
    found: list[Mention] = []
    for position, number in sorted(view.opens.items()):
        mention = view.mentions[number]
        if position >= index:
            break
        if position < start:
            continue
        if mention.type == "LOC" and not found and mention.subtype != "country":
            continue
        if found:
            if not view.joined_preposition(position)[1] or mention.type != found[-1].type:
                break
        elif governed(view, position) and not _of_fighters(view, position):
            continue
        found.append(mention)
    return found


def antecedent(view: Clauses, index: int, acts: bool = False) -> Mention | None:
    """The name that a relative clause or participle at `index` describes; one who acts before the place where he is."""
    found = _described(view, index)
    if found is not None and acts and found.type == "LOC":
        first = view.at(found.span.start)
        if governed(view, first) and (actor := _described(view, first, frozenset({"في"}))) and actor.type == "ORG":
            return actor
    return found


def _described(view: Clauses, index: int, passing: frozenset[str] = frozenset()) -> Mention | None:
    people = view.key(index) in ("الذين", "اللذين", "اللذان")  # never said of a place
    for position in range(index - 1, max(index - 1 - _ANTECEDENT_REACH, -1), -1):
        number = view.mention[position]
        if number is not None and not (people and view.mentions[number].type == "LOC"):
            return view.mentions[number]
        plain_word = view.tokens[position].kind == "word" and position not in view.dated
        if (
            plain_word
            and view.key(position) not in lexicon.words("relatives")
            and (view.preposition(position) or view.borders[position])
            and not ((preposition := view.preposition(position)) and preposition.slot in passing)
        ):
            return None
    return None


def of_another(view: Clauses, mention: Mention) -> bool:
    """عائلة الملا كذا: kin, followers or belongings of the person, not the person."""
    first = view.at(mention.span.start)
    if first and view.mention[first - 1] is None and view.tokens[first - 1].plain.endswith(("ه", "ها", "هم")):
        return False  # شقيقه فلان: the kinsman himself
    return mention.type == "PER" and any(
        lexicon.key(view.tokens[back].split.stem) in lexicon.words("not_themselves")
        for back in (first - 1, first - 2)
        if back >= 0 and view.mention[back] is None and view.tokens[back].kind == "word"
    )


def unnamed_subject_before(view: Clauses, index: int) -> bool:
    """التحالف يقصف ..., أن طائرة استهدفت: an unnamed subject opens the clause, so what follows the verb is its object."""
    first = index - 1
    if _noun_behind_claim(view, index):
        return True
    if first < 0 or view.borders[index] or view.mention[first] is not None or not view.tokens[first].plain.startswith("ال"):
        return False
    while first > 0 and view.mention[first - 1] is None and view.tokens[first - 1].plain.startswith("ال"):
        first -= 1  # المقاومة الشعبية تحاصر
    return (
        first == 0
        or view.borders[first]
        or view.key(first - 1) in ("بان",)
        or view.tokens[first - 1].kind == "mark"
        or view.key(first - 1) in ("ان", "وان")
    )


def _noun_behind_claim(view: Clauses, index: int) -> bool:
    """إن طائرة بدون طيار استهدفت: nouns alone between أن and the verb."""
    for position in range(index - 1, max(index - _CLAIMED, -1), -1):
        if view.mention[position] is not None or position in view.dated or view.tokens[position].kind != "word":
            return False
        if view.key(position) in lexicon.words("claims"):
            return position < index - 1 and view.key(index - 1) not in ("قد", "لم", "لن", "لا")
    return False


def _does(view: Clauses, first: int) -> bool:
    """منذ بدء قوات كذا هجومها: the genitive of a verbal noun is who does it."""
    return any(view.bare(back) in lexicon.words("light_nouns") for back in (first - 1, first - 2) if back >= 0)


def possessor(view: Clauses, index: int) -> Mention | None:
    """بعد اجتماعه مع: the pronoun stands for the nearest free name before it; ها and هم rather for a body or state."""
    word = view.key(index)
    kinds = ("PER", "ORG") if word.endswith("ه") and not word.endswith("اته") else ("ORG", "LOC")
    for position in range(index - 1, -1, -1):
        number = view.opens.get(position)
        if number is None or view.mentions[number].type not in kinds:
            continue
        if governed(view, position) and not _does(view, position) and not _of_fighters(view, position):
            continue
        mention = view.mentions[number]
        if mention.type != "LOC" or mention.subtype == "country" or lexicon.key(mention.name) in lexicon.state_names():
            return mention
    return None
