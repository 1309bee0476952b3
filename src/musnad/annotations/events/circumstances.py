"""Where, how many and in whose words: what stands around a happening besides its participants."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.participants import Participants, is_country
from musnad.annotations.events.triggers import Trigger
from musnad.records import Mention, Quantity, Quotation, Report, Span

_PLACE_REACH = 14
# How many words before حيث the name of the place may end.
_WHERE_REACH = 6
# How many words before its plural verb a counted subject may stand.
_SUBJECT_REACH = 10


def places(view: Clauses, trigger: Trigger, people: Participants, every: frozenset[int]) -> list[Mention]:
    """The nearest place of the clause that stands after a word of place, to the right before the left."""
    kind = trigger.reading.entry.type
    if kind not in lexicon.words_raw("place_types") and kind not in ("meeting", "protest"):
        return []
    clauses = own_clauses(view, trigger)
    candidates = []
    for index, number in view.opens.items():
        mention = view.mentions[number]
        if mention.type != "LOC" or view.clause[index] not in clauses or mention.id in people.cues:
            continue
        if not _placed(view, index):
            continue
        distance = index - trigger.index
        if distance > _PLACE_REACH and kind in ("meeting", "talks"):
            distance = index - _last_party(view, people, index)  # لقاء جمع كذا وكذا وكذا، في كذا
        if distance > _PLACE_REACH or distance < -_PLACE_REACH:
            continue
        between = sum(step in every for step in range(min(index, trigger.index) + 1, max(index, trigger.index)))
        if between and kind in ("casualties", "displacement"):
            continue  # قتيلان بقصف على كذا: the place of the blow
        # A state only where nothing narrower is told (قصف الفاشر غربي السودان).
        candidates.append((is_country(mention), distance < 0, abs(distance), index, mention))
    if not candidates:
        return _where(view, trigger)
    return [min(candidates, key=lambda item: item[:4])[4]]


def _where(view: Clauses, trigger: Trigger) -> list[Mention]:
    """في جبال كذا، حيث شنت القوات عملية: the place before the word that opens the trigger's clause."""
    opening = trigger.index
    while opening > 0 and not view.borders[opening]:
        opening -= 1
    if view.key(opening) != "حيث":
        return []
    for position in range(opening - 1, max(opening - _WHERE_REACH, -1), -1):
        number = view.mention[position]
        if number is not None:
            mention = view.mentions[number]
            return [mention] if mention.type == "LOC" and not is_country(mention) else []
        if view.borders[position]:
            break
    return []


def _last_party(view: Clauses, people: Participants, index: int) -> int:
    """Where the last of those who meet is named before `index`; the beginning of the sentence where none is."""
    ends = (view.at(party.span.end - 1) for party in (*people.agents, *people.others) if view.sentence.span.contains(party.span))
    return max((end for end in ends if end < index), default=0)


def own_clauses(view: Clauses, trigger: Trigger) -> frozenset[int]:
    """The trigger's clause, and that of a relative right behind it (المعارك التي اندلعت في كذا)."""
    ahead = range(trigger.index + 1, min(trigger.index + 4, len(view.tokens)))
    relative = next((step for step in ahead if view.key(step) in lexicon.words("relatives")), None)
    return frozenset(
        {view.clause[trigger.index]} | ({view.clause[relative]} if relative is not None and trigger.nominal else set())
    )


def _placed(view: Clauses, index: int) -> bool:
    """True for a name after في، قرب, شمال ... or ب, with at most two nouns between (في مدينة كذا)."""
    if view.joined_preposition(index)[0] == "ب":
        return True
    for back in range(index - 1, max(index - 4, -1), -1):
        preposition = view.preposition(back)
        if preposition is not None:
            return preposition.slot == "في"
        if view.tokens[back].kind == "word" and view.joined_preposition(back)[0] == "ب":
            return view.key(back) not in lexicon.words("no_place")
        if view.mention[back] is not None or view.borders[back]:
            return False
    return False


def quantity(report: Report, view: Clauses, trigger: Trigger, every: frozenset[int]) -> Quantity | None:
    """The number that counts those killed, moved, given; never hours or kilometres."""
    kind = lexicon.counted().get(trigger.reading.entry.type)
    if kind is None:
        return None
    if _uncounted(view, trigger.index):
        return None
    found = []
    for item in view.quantities:
        unit = lexicon.key(item.unit or "")
        if (
            any(word in lexicon.words("idle_units") for word in unit.split())
            or (kind == "people" and _thing(unit))
            or (kind == "fire" and not _fired(unit))
        ):
            continue
        index = view.at(item.span.start)
        if any(day.span.overlaps(item.span) for day in view.dates):
            continue
        span = _whole(item)
        if span.start <= trigger.start < span.end:
            return item
        distance = index - trigger.index
        between = range(min(index, trigger.index) + 1, max(index, trigger.index))
        if any((step in every and step != _cause(view, trigger)) or view.borders[step] for step in between):
            continue
        counts = (not trigger.nominal and not trigger.reading.conjunction) or (
            trigger.nominal and trigger.start - span.end <= 2
        )  # a number before a noun counts it (خمسة جرحى) or another
        if distance < 0 and {view.key(index - 1), view.bare(index - 1)} & lexicon.words("among"):
            continue  # بينهم امرأتان
        if _counts_subject(view, trigger, index):
            found.append((True, abs(distance), item))
            continue
        if distance == 1 and trigger.nominal and view.joined_preposition(index)[1]:
            continue  # شهيد وثلاثة جرحى
        reach = 5 if trigger.reading.entry.type in ("withdrawal", "control_change") else 10
        if 0 < distance <= reach or (-3 <= distance < 0 and counts):
            found.append((distance < 0, abs(distance), item))
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def _cause(view: Clauses, trigger: Trigger) -> int:
    """قتل في الهجوم 120 شخصا: where what brought the victims stands between the verb and their number."""
    verb = trigger.reading.entry.type in ("casualties", "displacement") and not trigger.nominal
    return trigger.index + 2 if verb and view.key(trigger.index + 1) in lexicon.words("causes") else -1


def _counts_subject(view: Clauses, trigger: Trigger, index: int) -> bool:
    """سبعة أشخاص، بينهم امرأة، قتلوا: the plural verb agrees with those counted before it."""
    verb = trigger.reading.verb
    return verb is not None and verb.plural and 3 < trigger.index - index <= _SUBJECT_REACH


def _uncounted(view: Clauses, index: int) -> bool:
    """إصابة العشرات, جرح آخرين: a number further on counts others."""
    if any(
        item.span.start == view.tokens[step].start
        for item in view.quantities
        for step in (index + 1, index + 2)
        if step < len(view.tokens)
    ):
        return False
    return view.key(index + 1) in lexicon.words("vague_counts") or (view.key(index + 1) == "عدد" and view.key(index + 2) == "من")


def _whole(item: Quantity) -> Span:
    return Span(start=item.span.start, end=max(item.span.end, item.unit_span.end)) if item.unit_span else item.span


def _thing(unit: str) -> bool:
    return any(word in lexicon.words("things_units") for word in unit.split())


def _fired(unit: str) -> bool:
    return any(word in lexicon.words("fire_units") for word in unit.split())


class Spoken:
    """Finds the innermost quotation around a word."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self.ordered = sorted(quotations, key=lambda item: (item.span.start, -item.span.end))
        self.starts = [item.span.start for item in self.ordered]
        self.furthest = list(accumulate((item.span.end for item in self.ordered), max))
        """How far the quotations up to each one reach."""

    def around(self, offset: int) -> Quotation | None:
        """The shortest quotation that holds `offset`."""
        found: Quotation | None = None
        index = bisect_right(self.starts, offset) - 1
        while index >= 0 and self.furthest[index] > offset:
            item = self.ordered[index]
            shorter = found is None or item.span.end - item.span.start <= found.span.end - found.span.start
            if item.span.end > offset and shorter:
                found = item
            index -= 1
        return found


class StateNames:
    """Finds the mention of a state that an adjective stands for (روسي → روسيا), nearest before the trigger."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.by_name: dict[str, list[Mention]] = {}
        for mention in mentions:
            if mention.type == "LOC":
                self.by_name.setdefault(lexicon.key(mention.name), []).append(mention)

    def resolve(self, people: Participants, trigger: Trigger) -> None:
        """Put the state behind a noted adjective in the agents, where the report names it and no agent is found."""
        if people.demonym is None or people.agents:
            return
        known = self.by_name.get(people.demonym, [])
        if known:
            people.add("agents", min(known, key=lambda mention: abs(mention.span.start - trigger.start)), "demonym")
