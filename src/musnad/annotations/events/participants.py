"""Who does what to whom where: names after and before a trigger are put into the slots of its frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.triggers import Trigger
from musnad.records import Mention

# How far a scan goes to the right, and how many plain words may stand between a slot and its name.
_SCAN, _GAP, _PREPOSITION_GAP = 26, 5, 6


@dataclass(slots=True)
class Participants:
    """What was found for one trigger, in the order of the text."""

    agents: list[Mention] = field(default_factory=list)
    others: list[Mention] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    cues: dict[str, str] = field(default_factory=dict)
    """Mention id → the slot it was found in."""

    def add(self, role: str, mention: Mention, slot: str) -> None:
        """Note a mention once, under the first role found."""
        target = {"agents": self.agents, "others": self.others, "place": self.places}.get(role)
        if target is None or mention.id in self.cues:
            return
        target.append(mention)
        self.cues[mention.id] = slot


def scan_right(view: Clauses, start: int, first_slot: str, stops: frozenset[int], until: int | None = None) -> Iterator[tuple[Mention, str]]:
    """Names to the right of word `start` with the slot each stands in; s, g and o are the slots without a preposition."""
    slot, gap, last_end, title, organ, bound, ends_phrase = first_slot, 0, -1, False, False, False, False
    last_type, unnamed = "", False
    position, limit = start + 1, min(len(view.tokens), start + 1 + _SCAN, until if until is not None else len(view.tokens))
    filled: dict[str, int] = {}
    while position < limit:
        token = view.tokens[position]
        if position in stops or (view.borders[position] and position > start):
            return
        if token.kind == "mark" or position in view.dated:
            position += 1
            continue
        if view.key(position) == "جهه" and view.key(position - 1) == "من":
            slot, gap = ("بين" if "بين" in filled else slot), 0
            position += 1
            continue
        if view.mention[position] is None and view.key(position) in lexicon.words("ties") and position > start:
            position = _behind_tie(view, position, limit)
            continue
        preposition = view.preposition(position) if view.opens.get(position) is None else None
        if preposition is not None and slot == "s" and title and "s" not in filled and preposition.slot == "إلى":
            position = _behind_tie(view, position, limit)  # المبعوث الخاص إلى كذا: the office, not yet the subject
            continue
        if preposition is not None:
            # بين قوات كذا ومسلحين من كذا: the second party is still one of the two.
            keep = slot == "بين" and preposition.slot == "من" and view.key(position + 1) != "جهه"
            # After a noun with ب or ل (بالقضاء على كذا) a preposition belongs to that noun.
            slot, gap = (slot if keep else "drop" if bound and preposition.slot not in ("في", "من قبل", "بين", "بمشاركة") else preposition.slot), 0
            position += preposition.length
            continue
        number = view.opens.get(position)
        if number is None:
            if view.mention[position] is None:
                joined, conjunction = view.joined_preposition(position)
                stem = lexicon.key(token.split.stem)
                if joined == "ل" and stem in lexicon.words("actor_heads") and first_slot in ("g", "x"):
                    slot, gap = "من قبل", 0
                elif joined == "ل" and slot == "s" and organ:
                    gap = 0
                elif joined in ("ب", "ل", "ك"):
                    slot, gap, bound = ("drop" if joined == "ك" else joined), 0, joined in ("ب", "ل") and position > start + 1
                elif slot in ("s", "o") and (
                    stem in lexicon.words("targets") or (stem in lexicon.words("object_heads") and position > start + 1)
                ):
                    slot, gap = "o", 0
                title = title or view.key(position) in lexicon.words("offices") or stem in lexicon.words("offices")
                organ = organ or view.key(position) in lexicon.words("organ_heads")
                unnamed = unnamed or (len(stem) > 4 and stem.endswith("ون")) or stem in lexicon.words("unnamed_doers")
                ends_phrase = token.plain.startswith("ال") and not title and not organ and stem not in lexicon.demonyms()
                if not conjunction:
                    gap += 1
                elif slot in filled and slot in ("g", "o"):
                    slot = "drop"  # وسقوط ...: another noun begins
            position += 1
            continue
        mention = view.mentions[number]
        joined, conjunction = view.joined_preposition(position)
        if joined == "ل" and slot == "s" and organ and "s" not in filled:
            pass
        elif joined == "ل" and slot in ("على", "ضد", "من قبل") and gap <= 3:
            pass  # على القواعد الخلفية لحزب كذا: the genitive of what the preposition leads to
        elif joined:
            slot, gap = ("drop" if joined == "ك" else joined), 0
        elif slot == "s" and "s" not in filled and not conjunction and (unnamed or (ends_phrase and mention.type != "PER")):
            slot = "o"  # الطلاب ميليشيا كذا: a noun with the article takes no genitive
        elif slot in filled and not conjunction:
            adjacent = position - last_end <= 4
            if mention.type == "PER" and title and adjacent and last_type != "PER":
                yield mention, "=" + slot
                last_end = view.end_of(number)
                position = last_end
                continue
            if slot in ("s", "g"):
                slot = "o"
            elif slot not in ("o", "بين"):
                position = view.end_of(number)
                continue
        allowed = _PREPOSITION_GAP if slot not in ("s", "g", "o") else _GAP
        if gap <= allowed:
            filled[slot] = filled.get(slot, 0) + 1
            yield mention, slot
        gap, last_end, last_type = 0, view.end_of(number), mention.type
        position = max(last_end, position + 1)


def _behind_tie(view: Clauses, position: int, limit: int) -> int:
    """The word behind the complement of الموالية, التابعة: what they are tied to takes no part."""
    for step in range(position + 1, min(position + 5, limit)):
        number = view.opens.get(step)
        if number is not None:
            return max(view.end_of(number), step + 1)
        if view.borders[step]:
            break
    return position + 1


def subject_before(view: Clauses, verb: int) -> list[Mention]:
    """The subject that stands before its verb (قوات كذا ... قصفت), with those joined to it by و."""
    found: list[Mention] = []
    position = verb - 1
    while position >= 0:
        word = view.key(position)
        if word in lexicon.words("relatives"):
            position -= 1
            continue
        number = view.mention[position]
        if number is not None:
            first = view.at(view.mentions[number].span.start)
            if not _governed(view, first) and not _object_of_verb(view, first):
                found.insert(0, view.mentions[number])
                if not view.joined_preposition(first)[1]:
                    return found
            elif found:
                return []  # joined by و to a name that a preposition governs (مع سوريا والعراق)
            position = first - 1
            continue
        if view.tokens[position].kind == "word" and view.light(position) is not None and position < verb - 1:
            return found
        if view.borders[position]:
            return found
        position -= 1
    return found


def _governed(view: Clauses, first: int) -> bool:
    """True for a name behind a preposition, its generic noun between them included (في تنظيم كذا, بجنوب كذا)."""
    if view.joined_preposition(first)[0]:
        return True
    for back in (first - 1, first - 2):
        if back < 0 or view.mention[back] is not None or view.tokens[back].kind != "word":
            return False
        if view.preposition(back) is not None or view.joined_preposition(back)[0]:
            return True
        if view.tokens[back].plain.startswith("ال"):
            return False
    return False


def _object_of_verb(view: Clauses, first: int) -> bool:
    """A cheap guard: a name right behind a word of saying is its speaker, still a fair subject; a verb's object is not."""
    return view.key(first - 1) in lexicon.words("object_heads") and first - 2 >= 0 and view.light(first - 2) is not None


def antecedent(view: Clauses, index: int) -> Mention | None:
    """The name or named noun that a relative clause or participle at `index` describes."""
    for position in range(index - 1, max(index - 6, -1), -1):
        number = view.mention[position]
        if number is not None:
            return view.mentions[number]
        if view.tokens[position].kind == "word" and position not in view.dated and view.key(position) not in lexicon.words("relatives"):
            if view.preposition(position) or view.borders[position]:
                return None
    return None


def collect(view: Clauses, trigger: Trigger, stops: frozenset[int]) -> Participants:
    """The participants and places of a trigger, by its frame and by the light verb that carries it."""
    found = Participants()
    frame = trigger.reading.entry.frame
    if trigger.nominal:
        _around_noun(view, trigger, stops, found)
    else:
        _around_verb(view, trigger, stops, found)
    if "antecedent" in frame and trigger.reading.kind == "participle" and (described := antecedent(view, trigger.index)):
        found.add(frame["antecedent"], described, "antecedent")
    return found


def _role(frame: Mapping[str, str], slot: str) -> str:
    return str(frame.get(slot) or lexicon.load("event_grammar")["common_slots"].get(slot, "drop"))


def _place_type(trigger: Trigger) -> bool:
    return trigger.reading.entry.type in lexicon.load("event_grammar")["place_types"]


def is_country(mention: Mention) -> bool:
    """True for a state, which may act as well as be a scene."""
    return mention.subtype == "country" or lexicon.key(mention.name) in lexicon.state_names()


def _put(found: Participants, trigger: Trigger, role: str, mention: Mention, slot: str) -> None:
    """Place the mention, knowing that a place is rarely a doer."""
    if mention.type == "LOC":
        if slot in ("في", "ب") or (slot == "g" and trigger.reading.entry.type in ("meeting", "talks") and not is_country(mention)):
            role = "place"
        elif slot == "o" and trigger.reading.entry.type == "meeting":
            role = "place"
        elif slot == "light":
            pass  # غارات تشنها أنقرة: a capital for its state
        elif slot == "من" and role == "others":
            role = "drop"
        elif is_country(mention) and role == "others" and trigger.reading.entry.type in ("aid", "funding", "arms_transfer"):
            pass
        elif _place_type(trigger) and role in ("agents", "others"):
            role = role if (is_country(mention) or slot == "front") and (slot in ("front",) or slot in ("s", "من قبل", "بمشاركة", "بين") or role == "agents") else "place"
    elif role == "place":
        if slot == "ل":
            role = "agents" if trigger.reading.entry.type == "meeting" else "drop"
        else:
            role = "others" if mention.type in ("ORG", "PER") and slot in ("على", "o", "إلى", "نحو", "باتجاه") else "drop"
    found.add(role, mention, slot)


def _fill(view: Clauses, trigger: Trigger, scanned: list[tuple[Mention, str]], frame: Mapping[str, str], found: Participants) -> None:
    for mention, slot in scanned:
        if slot.startswith("="):
            role = _role(frame, slot[1:])
            target = found.agents if role == "agents" else found.others
            if target and mention.type == "PER":
                dropped = target.pop()
                found.cues.pop(dropped.id, None)
            slot = slot[1:]
        else:
            role = "drop" if mention.type == "PER" and _of_another(view, mention) else _role(frame, slot)
        _put(found, trigger, role, mention, slot)


def _of_another(view: Clauses, mention: Mention) -> bool:
    """عائلة الملا كذا: kin, followers or belongings of the person, not the person."""
    first = view.at(mention.span.start)
    return any(
        lexicon.key(view.tokens[back].split.stem) in lexicon.words("not_themselves")
        for back in (first - 1, first - 2)
        if back >= 0 and view.mention[back] is None and view.tokens[back].kind == "word"
    )


def _around_verb(view: Clauses, trigger: Trigger, stops: frozenset[int], found: Participants) -> None:
    frame, index = dict(trigger.reading.entry.frame), trigger.index
    passive = trigger.passive and not frame.get("passive")
    verb = trigger.reading.verb
    # A plural verb has its subject before it: what follows directly is the object (قتلوا الإعلامي).
    plural = verb is not None and verb.plural
    scanned = list(scan_right(view, index, "o" if plural else "s", stops))
    if frame.get("either") and not passive:
        # قتل and اعتقل without harakat: a single noun after the verb is the victim unless an object follows.
        objects = [mention for mention, slot in scanned if slot == "o"]
        # A group followed by a number or an object did it; else it was done to whoever follows.
        if not objects and not _object_number(view, index, scanned) and not trigger.reading.pronoun:
            passive = not any(slot == "s" and mention.type == "ORG" for mention, slot in scanned) or _followed_by_means(view, index)
    if passive:
        frame["s"] = str(frame.get("o", "others"))
    relative = view.key(index - 1) in lexicon.words("relatives")
    if relative and trigger.reading.pronoun and (described := antecedent(view, index - 1)):
        _put(found, trigger, str(frame.get("o", "others")), described, "o")
    elif relative and not _direct_subject(scanned) and (described := antecedent(view, index - 1)):
        _shift(scanned)
        _put(found, trigger, str(frame.get("s", "agents")), described, "s")
    elif not relative and (before := _subject_in_front(view, index, trigger.reading.conjunction)):
        _shift(scanned)
        for mention in before:
            _put(found, trigger, str(frame.get("s", "agents")), mention, "front")
    elif not relative and _noun_in_front(view, index):
        _shift(scanned)
    _fill(view, trigger, scanned, frame, found)


def _shift(scanned: list[tuple[Mention, str]]) -> None:
    """With the subject in front, what follows the verb directly is its object."""
    for number, (mention, slot) in enumerate(scanned):
        if slot in ("s", "=s"):
            scanned[number] = (mention, "o")


def _direct_subject(scanned: list[tuple[Mention, str]]) -> bool:
    return any(slot == "s" and mention.type != "LOC" for mention, slot in scanned)


def _subject_in_front(view: Clauses, index: int, conjoined: bool) -> list[Mention]:
    """A subject before the verb: only where the verb opens no clause of its own."""
    if view.borders[index] or index == 0 or conjoined:
        return []
    reading = view.key(index)
    if reading[:1] == "و" and view.key(index - 1) in "،,":
        return []
    before = subject_before(view, index)
    adjacent = view.mention[index - 1]
    return [
        mention
        for mention in before
        if not (mention.type == "PER" and _of_another(view, mention))
        and (mention.type != "LOC" or is_country(mention) or (adjacent is not None and mention is view.mentions[adjacent]))
    ]


def _noun_in_front(view: Clauses, index: int) -> bool:
    """التحالف يقصف ...: an unnamed subject with the article opens the clause, so what follows the verb is its object."""
    first = index - 1
    if first < 0 or view.borders[index] or view.mention[first] is not None or not view.tokens[first].plain.startswith("ال"):
        return False
    return first == 0 or view.borders[first] or view.tokens[first - 1].kind == "mark" or view.key(first - 1) in ("ان", "وان")


def _object_number(view: Clauses, index: int, scanned: list[tuple[Mention, str]]) -> bool:
    """A number or object head behind the subject: قتلت قوات كذا ثلاثة مدنيين."""
    subject = next((mention for mention, slot in scanned if slot == "s"), None)
    if subject is None:
        return False
    end = view.at(subject.span.end - 1)
    close = range(end + 1, min(end + 4, len(view.tokens)))
    for position in close:
        if view.borders[position] or view.preposition(position):
            return False
        token = view.tokens[position]
        if lexicon.key(token.plain) in lexicon.words("object_heads") or token.kind == "number":
            return True
        if any(quantity.span.start == token.start for quantity in view.quantities):
            return True
    return False


def _followed_by_means(view: Clauses, index: int) -> bool:
    for position in range(index + 1, min(index + 10, len(view.tokens))):
        if view.preposition(position) and view.preposition(position).slot == "من قبل":  # type: ignore[union-attr]
            return True
    return False


def _around_noun(view: Clauses, trigger: Trigger, stops: frozenset[int], found: Participants) -> None:
    frame, index = dict(trigger.reading.entry.frame), trigger.index
    definite = trigger.reading.article or trigger.reading.pronoun
    scanned = list(scan_right(view, index, "x" if definite else "g", stops))
    genitive = frame.get("g", "drop")
    if genitive == "transitive":
        acted_on = [mention for mention, slot in scanned if slot in ("ل", "على", "o")]
        genitive = "agents" if acted_on or not frame.get("o") else str(frame["o"])
        if acted_on and frame.get("ل") is None:
            frame["ل"] = "others"
        lead = next((mention for mention, slot in scanned if slot == "g"), None)
        if lead is not None and not acted_on and trigger.reading.entry.type in ("shelling", "airstrike", "attack") and lead.type == "ORG":
            # قصف قوات كذا: a group behind the noun of shelling is its doer more often than its target.
            genitive = "agents"
    elif genitive == "actor":
        genitive = "agents"
    _carried_by_light_verb(view, trigger, stops, found)
    if found.agents and genitive == "agents" and frame.get("o") == "others" and any(slot == "s" for slot in found.cues.values()):
        genitive = "others"  # قام X بتهديد Y
    frame["g"] = genitive
    if trigger.reading.pronoun and genitive == "agents" and not found.agents:
        _possessor(view, trigger, found)
    _fill(view, trigger, scanned, frame, found)
    _demonyms(view, trigger, found)


def _carried_by_light_verb(view: Clauses, trigger: Trigger, stops: frozenset[int], found: Participants) -> None:
    """شن X هجوما, هجوم شنه X, تشهد X اشتباكات, تعرضت X لقصف, لقاء جمع X وY."""
    index = trigger.index
    if view.key(index - 1) in lexicon.words("dispersal"):
        return
    for position in range(index + 1, min(index + 8, len(view.tokens))):
        if position in stops:
            break
        light = view.light(position) if view.mention[position] is None else None
        if light is None:
            if view.borders[position] and view.key(position) not in lexicon.words("relatives"):
                break
            continue
        if light.group == "gatherer" and position <= index + 4:
            for mention, slot in scan_right(view, position, "s", stops):
                if slot in ("s", "o", "=s", "=o", "ب", "مع", "بين"):
                    _fill(view, trigger, [(mention, slot)], {"s": "agents", "o": "agents", "ب": "agents", "مع": "agents", "بين": "agents"}, found)
        elif light.group == "doer" and (light.form.pronoun or view.key(position - 1) in lexicon.words("relatives")):
            carried = [(mention, "light" if slot == "s" else slot) for mention, slot in scan_right(view, position, "s", stops)]
            _fill(view, trigger, carried, {"light": "agents", "على": "others", "ضد": "others"}, found)
        elif light.group == "hits" and trigger.reading.entry.type in ("attack", "shelling", "airstrike"):
            _fill(view, trigger, list(scan_right(view, position, "o", stops)), {"o": "others"}, found)
        break
    for position in range(index - 1, max(index - 16, -1), -1):
        if view.mention[position] is None and (light := view.light(position)) and light.group in ("doer", "scene", "sufferer"):
            if light.form.pronoun:
                break
            _subject_of_light_verb(view, trigger, position, light.group, found)
            break
        if view.borders[position] or (position in stops):
            break


def _subject_of_light_verb(view: Clauses, trigger: Trigger, position: int, group: str, found: Participants) -> None:
    role = {"doer": "agents", "scene": "place", "sufferer": "others"}[group]
    scanned = [pair for pair in scan_right(view, position, "s", frozenset(), trigger.index) if pair[1] in ("s", "=s", "في", "مع", "من قبل", "بين")]
    frame = {"s": role, "مع": "agents" if trigger.reading.entry.type in ("meeting", "talks") else "drop"}
    if not any(slot == "s" for _, slot in scanned) and not view.borders[position]:
        for mention in subject_before(view, position):
            _put_subject(found, trigger, role, mention)
    elif view.key(position - 1) in lexicon.words("relatives") and not scanned and (described := antecedent(view, position - 1)):
        _put_subject(found, trigger, role, described)
    _fill(view, trigger, scanned, frame, found)


def _put_subject(found: Participants, trigger: Trigger, role: str, mention: Mention) -> None:
    if mention.type == "LOC" and not is_country(mention):
        role = "place"
    found.add("others" if role == "place" and mention.type != "LOC" else role, mention, "s")


def _demonyms(view: Clauses, trigger: Trigger, found: Participants) -> None:
    """دعم روسي, غارات جوية إسرائيلية: the adjective names the doer where the report names that state elsewhere."""
    if trigger.reading.entry.type not in lexicon.words_raw("demonym_types"):
        return
    states = lexicon.demonyms()
    for position in (trigger.index + 1, trigger.index + 2):
        word = view.key(position)
        if position >= len(view.tokens) or view.mention[position] is not None:
            return
        if state := states.get(word):
            found.cues.setdefault("demonym", state)
            return
        if not word.endswith(("ي", "يه", "يا")):
            return


def _possessor(view: Clauses, trigger: Trigger, found: Participants) -> None:
    """بعد اجتماعه مع: the pronoun stands for the nearest person before it; ها and هم for a body or state."""
    word = view.key(trigger.index)
    kinds = ("PER", "ORG") if word.endswith("ه") and not word.endswith("ته") else ("ORG", "PER", "LOC")
    for position in range(trigger.index - 1, -1, -1):
        number = view.opens.get(position)
        if number is not None and view.mentions[number].type in kinds and not _governed(view, position):
            found.add("agents", view.mentions[number], "pronoun")
            return
