"""The queues of the review desk: what waits in each, in order of doubt or of what is at stake, and how far it is worked off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from musnad.errors import NotFound
from musnad.knowledge.store.queues import Waiting
from musnad.presentation.web.case_reader import CaseReader
from musnad.presentation.web.items import Item, alias_item, item_of, pair_item
from musnad.presentation.web.page import Page
from musnad.records import Contradiction

QUEUES = ("names", "merges", "roles", "ties", "sayings", "mentions", "events", "contradictions")
ORDERS = ("doubt", "weight")
_PAIR = ("same", "not_same")
_KINDS = {
    "roles": ("role",),
    "ties": ("relation", "attribute", "tie"),
    "sayings": ("quotation",),
    "mentions": ("mention",),
    "events": ("event", "happening", "date", "quantity"),
    "contradictions": ("contradiction",),
}
"""Kinds of what is decided on in a queue; names and merges are pairs."""


def stake(contradiction: Contradiction) -> int:
    """What speaks in a contradiction: the independent sources of its values where they were weighed, else its reports."""
    weighed = sum(len(one.sources) for one in contradiction.ranking)
    return weighed or len({value.reference.document for value in contradiction.values})


def _contradictions(reader: CaseReader) -> list[Waiting]:
    found = [one for one in reader.contradictions if one.status == "open" and one.nature == "contradiction"]
    return [Waiting(item=one.id, score=round(1 / (1 + stake(one)), 3), weight=stake(one)) for one in found]


def waiting_in(reader: CaseReader, name: str) -> list[Waiting]:
    """All that waits in a queue of this edition of the case."""
    kept = reader.queues
    if name not in kept:
        desk = reader.case.desk
        if name == "contradictions":
            kept[name] = _contradictions(reader)
        else:
            kept[name] = (
                {"names": desk.aliases, "merges": desk.merges}[name]() if name in ("names", "merges") else desk.stated(name)
            )
    return kept[name]


@dataclass(frozen=True)
class Queue:
    """One queue as it is now."""

    name: str
    order: str
    everything: Sequence[Waiting]
    """In order, with what was decided since the case was derived."""
    fresh: frozenset[str]
    decided: int

    @cached_property
    def waiting(self) -> list[Waiting]:
        """What nobody has decided yet."""
        if not self.fresh:
            return list(self.everything)
        return [one for one in self.everything if not self._done(one)]

    @property
    def total(self) -> int:
        """What waits and what is done."""
        return len(self.waiting) + self.decided

    def _done(self, one: Waiting) -> bool:
        if self.name == "merges":
            return one.item in self.fresh and one.other in self.fresh
        return self.name != "names" and one.item in self.fresh

    def after(self, key: str) -> Waiting | None:
        """What comes after a thing of this key, which may be decided by now; the first one where nothing does."""
        keys = [one.key for one in self.everything]
        start = keys.index(key) + 1 if key in keys else 0
        open_keys = {one.key for one in self.waiting}
        following = (one for one in [*self.everything[start:], *self.everything[:start]] if one.key in open_keys)
        return next((one for one in following if one.key != key), None)

    def around(self, key: str) -> tuple[Waiting | None, Waiting | None, int]:
        """What comes before and after a thing that waits, and its place in the queue."""
        keys = [one.key for one in self.waiting]
        if key not in keys:
            return None, self.after(key), 0
        at = keys.index(key)
        return (self.waiting[at - 1] if at else None, self.waiting[at + 1] if at + 1 < len(keys) else None, at + 1)


def queue(page: Page, name: str, order: str = "doubt") -> Queue:
    """A queue by its name. Raises NotFound."""
    if name not in QUEUES:
        raise NotFound(f"no queue {name!r}")
    found = waiting_in(page.reader, name)
    order = order if order in ORDERS else "doubt"
    ordered = sorted(found, key=lambda one: (-one.weight, one.score, one.key)) if order == "weight" else found
    return Queue(name, order, ordered, frozenset(page.case.desk.fresh()), done(page.case.desk.decided(), name))


def still_waiting(page: Page) -> dict[str, int]:
    """How much waits in each queue: what the first page says is what the review desk has."""
    fresh = frozenset(page.case.desk.fresh())
    return {name: len(Queue(name, ORDERS[0], waiting_in(page.reader, name), fresh, 0).waiting) for name in QUEUES}


def done(decided: Counter[tuple[str, str]], name: str) -> int:
    """How many decisions on a queue hold."""
    if name in ("names", "merges"):
        kind = "mention" if name == "names" else "entity"
        return sum(decided[verdict, kind] for verdict in _PAIR)
    alone = (number for (verdict, kind), number in decided.items() if kind in _KINDS[name] and verdict not in _PAIR)
    return sum(alone)


def item_in(page: Page, name: str, one: Waiting) -> Item:
    """The thing that waits. Raises NotFound where the case has changed meanwhile."""
    if name == "names":
        return alias_item(page, page.reader.entity(one.item), one.other)
    if name == "merges":
        return pair_item(page, page.reader.entity(one.item), page.reader.entity(one.other))
    return item_of(page, one.item)
