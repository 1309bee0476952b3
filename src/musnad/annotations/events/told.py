"""One telling of a happening with the words it was read from, and when two tellings agree or complete each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.triggers import Trigger
from musnad.records import EventMention, LineKind, Mention, Quantity

HARM = frozenset({"attack", "shelling", "airstrike", "clash", "control_change", "arrest", "violation"})
"""Happenings that can bring victims and flight about."""
OUTCOMES = frozenset({"casualties", "displacement"})
# Nouns of these take up one another: الهجوم after a raid, المفاوضات after talks.
FAMILIES = (
    frozenset({"attack", "shelling", "airstrike"}),
    frozenset({"clash"}),
    frozenset({"meeting", "talks"}),
    frozenset({"campaign"}),
    frozenset({"agreement"}),
    frozenset({"protest"}),
    frozenset({"displacement"}),
    frozenset({"arrest"}),
    frozenset({"withdrawal"}),
)
# Kinds that one sentence tells as one story.
ONE_STORY = (
    frozenset(
        {"casualties", "displacement", "attack", "shelling", "airstrike", "clash", "control_change", "arrest", "withdrawal"}
    ),
    frozenset({"meeting", "talks", "agreement"}),
)
UNIQUE = frozenset({"founding", "merger", "campaign", "agreement"})
VIOLENT = OUTCOMES | HARM
EFFORTS = frozenset({"mobilization", "funding", "training", "fortification"})


def _bare(name: str) -> str:
    """Without the article, that of a name written behind لل included (لجيش السوري)."""
    return name[2:] if name.startswith("ال") else name


class Names:
    """Which mentions of a report name the same."""

    def __init__(self, mentions: Sequence[Mention], quantities: Sequence[Quantity] = ()) -> None:
        self.known: Mapping[str, Mention] = {mention.id: mention for mention in mentions}
        self.values = {quantity.id: quantity.value for quantity in quantities}

    def as_many(self, one: str, other: str) -> bool:
        """True where both count the same number."""
        return self.values.get(one) is not None and self.values.get(one) == self.values.get(other)

    def of(self, identity: str) -> str:
        """Folded name of the first mention that this one goes back to."""
        mention = self.known[identity]
        for _ in range(8):
            if mention.antecedent is None or mention.antecedent not in self.known:
                break
            mention = self.known[mention.antecedent]
        return lexicon.key(mention.name)

    def same(self, one: str, other: str) -> bool:
        """Equal names, or one written as part of the other."""
        first, second = _bare(self.of(one)), _bare(self.of(other))
        return first == second or (
            min(len(first), len(second)) > 3 and (f" {first} " in f" {second} " or f" {second} " in f" {first} ")
        )

    def share(self, some: Sequence[str], others: Sequence[str]) -> bool:
        """True where one of each names the same."""
        return any(self.same(one, other) for one in some for other in others)


@dataclass(slots=True)
class Told:
    """One telling, with the words it was read from."""

    event: EventMention
    trigger: Trigger
    view: Clauses
    ghost: bool = False
    """A bare back-reference: it carries what is known from one telling to another and is none itself."""

    names: Names = field(default_factory=lambda: Names(()))
    slots: Mapping[str, str] = field(default_factory=dict)
    """Mention id of a participant → the slot it was read from; those that a link brought are not here."""
    bodies: tuple[str, ...] = ()
    """The named campaign that was launched; it takes no part in its own launch."""

    @property
    def headline(self) -> bool:
        """True in a headline, caption or sub-heading."""
        kind = self.view.line_kind
        return kind in (LineKind.headline, LineKind.caption, LineKind.subheading)


def fill(item: Told, source: EventMention, slots: tuple[str, ...]) -> None:
    """Take over what is missing."""
    update = {}
    for slot in slots:
        value = getattr(source, slot)
        if value and not getattr(item.event, slot):
            update[slot] = value
            if slot == "date":
                update["date_mention"] = source.date_mention
    # Nobody is named on both sides because of a link.
    if update.get("agents") and item.names.share(update["agents"], item.event.others):
        del update["agents"]
    if update.get("others") and item.names.share(update["others"], update.get("agents", item.event.agents)):
        del update["others"]
    if update:
        item.event = item.event.model_copy(update=update)


def agree(one: Told, other: Told, names: Names) -> bool:
    """No slot that both fill says something else."""
    first, second = one.event, other.event
    if first.date and second.date and not (first.date.startswith(second.date) or second.date.startswith(first.date)):
        return False
    if first.place and second.place and not names.same(first.place, second.place):
        return False
    if first.quantity and second.quantity and first.type == second.type and not names.as_many(first.quantity, second.quantity):
        return False
    pairs = ((first.agents, second.agents), (first.others, second.others))
    return all(not (some and more) or names.share(some, more) for some, more in pairs)
