"""One happening, two figures for the same thing whose bounds exclude each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from math import inf

from musnad.knowledge.contradictions.findings import Finding, View, one_each_line
from musnad.knowledge.events import chain
from musnad.knowledge.happenings import Telling
from musnad.knowledge.statements import quantity_words
from musnad.records import Quantity, ValueSource
from musnad.script import fold

_ABOUT = 0.1
"""How far `نحو 50` may be off on either side."""
_ENDINGS = ("ات", "ين", "ون", "ان", "ا", "ه")
_HURT = ("اصاب", "اصيب", "جرح", "جريح", "مصاب")
_SAME_UNIT = {
    "مسلح": "مقاتل", "عنصر": "مقاتل", "عناصر": "مقاتل", "جندي": "مقاتل", "جنود": "مقاتل", "اشخاص": "شخص", "قتلي": "قتيل",
    "جرحي": "جريح", "مصاب": "جريح",
}  # fmt: skip


def bounds(quantity: Quantity) -> tuple[float, float]:
    """Least and most that the words allow: `أكثر من 20` → (20, ∞)."""
    low = quantity.low if quantity.low is not None else quantity.value
    high = quantity.high if quantity.high is not None else quantity.value
    if quantity.bound == "at_least":
        return (low or 0.0, inf)
    if quantity.bound == "at_most":
        return (0.0, high if high is not None else inf)
    if quantity.bound == "about" and quantity.value is not None:
        margin = quantity.value * _ABOUT
        return (quantity.value - margin, quantity.value + margin)
    return (low if low is not None else 0.0, high if high is not None else inf)


def unit_key(unit: str | None) -> str:
    """The counted noun without its ending: `مقاتلًا`, `مقاتلين` and `مقاتل` are one."""
    word = fold(unit or "").text.split(" ")[0].removeprefix("ال")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return _SAME_UNIT.get(word, word)


def of_one_happening(view: View) -> Iterator[Finding]:
    """Figures of one event whose bounds share no number, from different reports."""
    for event, group in view.groups:
        figures: dict[str, list[tuple[tuple[float, float], ValueSource]]] = defaultdict(list)
        for telling in group:
            quantity = telling.indexed.quantities.get(telling.mention.quantity or "")
            if quantity is None or telling.indexed.id in view.copies or telling.mention.modality != event.modality:
                continue
            value = ValueSource(
                value=quantity_words(telling.indexed, quantity), reference=telling.indexed.cite(quantity),
                original=telling.indexed.quote(quantity.span), chain=chain(telling, view.chains),
            )  # fmt: skip
            figures[_counted(telling, quantity)].append((bounds(quantity), value))
        for unit, counted in sorted(figures.items()):
            clashing = [
                one[1] for one in counted if any(_exclude(one[0], other[0]) and _apart(one[1], other[1]) for other in counted)
            ]
            if clashing and any(_apart(one, other) for one, other in combinations(clashing, 2)):
                shown = " / ".join(dict.fromkeys(value.value for value in one_each_line(clashing)))
                yield Finding(
                    "quantity", event.id, "quantity", "quantities", one_each_line(clashing),
                    (("event", event.name), ("values", shown), ("unit", unit)),
                    (("event", event.name_en), ("values", shown), ("unit", unit)),
                )  # fmt: skip


def _counted(telling: Telling, quantity: Quantity) -> str:
    """What is counted; of casualties the dead or the hurt, whatever noun stands there (أشخاص, قتلى, مدنيون)."""
    if telling.mention.type != "casualties":
        return unit_key(quantity.unit)
    words = fold(f"{telling.indexed.quote(telling.mention.span)} {quantity.unit or ''}").text
    return "جريح" if any(hurt in words for hurt in _HURT) else "قتيل"


def _exclude(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[1] < other[0] or other[1] < one[0]


def _apart(one: ValueSource, other: ValueSource) -> bool:
    """True where the figures stand in different reports; in one report two figures mostly count two things."""
    return one.reference.document != other.reference.document
