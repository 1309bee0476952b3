"""When a happening was: the date of its clause, bounds and recollections left out."""

from __future__ import annotations

from musnad.annotations.events import lexicon
from musnad.annotations.events.circumstances import own_clauses
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.triggers import Trigger
from musnad.records import DateMention

# How many words before منذ a superlative may stand.
_SINCE_REACH = 8


def date(view: Clauses, trigger: Trigger, every: frozenset[int]) -> DateMention | None:
    """The date of the trigger's own clause; a date that opens the sentence holds for its first clause's happening."""
    clauses = own_clauses(view, trigger)
    own, ahead = [], []
    for item in view.dates:
        if item.value is None:
            continue
        index = view.at(item.span.start)
        if _named_after_date(view, index, item) or _since_between(view, index, trigger) or _first_since(view, index):
            continue
        between = range(min(index, trigger.index) + 1, max(index, trigger.index))
        others = sum(step in every for step in between)
        if view.clause[index] in clauses:
            own.append((others, abs(index - trigger.index), index, item))
        elif index < trigger.index and _of_telling(view, index, trigger, every):
            ahead.append((others, abs(index - trigger.index), index, item))
    for candidates in (own, ahead):
        if candidates:
            best = min(candidates, key=lambda entry: entry[:3])
            return best[3] if best[0] <= 1 else None
    return None


def _of_telling(view: Clauses, index: int, trigger: Trigger, every: frozenset[int]) -> bool:
    """أفاد مصدر، اليوم الأحد، بأن كذا هاجمت: the day of the telling is that of the news, unless it goes back in time."""
    if any(step in every for step in range(index + 1, trigger.index)):
        return False
    if view.clause[index] == 0:
        return True
    if trigger.nominal or len(view.dates) > 1:
        return False
    if any({view.key(step), view.bare(step)} & lexicon.words("going_back") for step in range(index + 1, trigger.index)):
        return False
    return view.clause[trigger.index] - view.clause[index] == 1


def value(view: Clauses, trigger: Trigger, item: DateMention) -> str | None:
    """The date of the happening; since then and still going on where منذ stands before it (منذ نيسان: open end)."""
    index = view.at(item.span.start)
    if (
        item.value is None
        or view.bare(index - 1) != "منذ"
        or trigger.reading.entry.type not in lexicon.words_raw("lasting_types")
    ):
        return item.value
    return item.value if "/" in item.value and item.value.endswith("..") else f"{item.value.split('/')[0]}/.."


def _since_between(view: Clauses, index: int, trigger: Trigger) -> bool:
    """قتل كذا منذ سقوط كذا في 2011: the date belongs to what the other is counted from."""
    if view.bare(index - 1) == "منذ" and index - trigger.index > 4 and view.key(index - 2).startswith("الم"):
        return True  # الهدنة المطبقة منذ: what is described has lasted since then
    return any(view.bare(step) == "منذ" and step + 1 not in view.dated for step in range(trigger.index + 1, index - 1))


def _first_since(view: Clauses, index: int) -> bool:
    """أسوأ هجوم منذ خمس سنوات, للمرة الأولى منذ 2011: how long there was none, no date of the happening."""
    if "منذ" not in (view.bare(index - 1), view.bare(index)):
        return False
    before = range(max(index - _SINCE_REACH, 0), index)
    return any(view.bare(step).removeprefix("ال") in lexicon.words("superlatives") for step in before)


def _named_after_date(view: Clauses, index: int, item: DateMention) -> bool:
    """قبل عام 2011, حتى أمس: a bound, not the day it happened."""
    before = view.bare(index - 1)
    return before in ("قبل", "حتي", "بعد", "عقب", "لغايه")
