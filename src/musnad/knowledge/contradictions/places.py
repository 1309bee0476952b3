"""Where it happened: one happening that reports place in two places of which neither holds the other."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.knowledge.contradictions.findings import Finding, View, one_each_line
from musnad.knowledge.tellings import Telling
from musnad.records import ValueSource


def of_one_happening(view: View) -> Iterator[Finding]:
    """Foundings, agreements and the like; fighting in two places is two happenings and never joined."""
    for event, group in view.groups:
        placed = [telling for telling in group if telling.place and telling.indexed.id not in view.copies]
        if event.modality != "actual" or len({telling.indexed.id for telling in placed}) < 2:
            continue
        clashing = [one for one in placed if any(_exclude(one, other, view) for other in placed)]
        if clashing:
            places = list(dict.fromkeys(telling.place or "" for telling in clashing))
            names, names_en = (list(map(name, places)) for name in (view.name, view.name_en))
            yield Finding(
                "status", event.id, "place", "places", one_each_line([_value(view, telling) for telling in clashing]),
                (("event", event.name), ("values", "، ".join(names))),
                (("event", event.name_en), ("values", ", ".join(names_en))),
            )  # fmt: skip


def _exclude(one: Telling, other: Telling, view: View) -> bool:
    if one.indexed.id == other.indexed.id or one.mention.type != other.mention.type:
        return False
    return view.joined.joining.relation(one.place, other.place) == "different"


def _value(view: View, telling: Telling) -> ValueSource:
    """The place at the words that name it."""
    where = telling.indexed.mentions.get(telling.mention.place or "") or telling.mention
    return ValueSource(
        value=view.name(telling.place or ""), reference=telling.indexed.cite(where), original=telling.indexed.quote(where.span),
        chain=view.chains.chain(telling.indexed, telling.mention.quotation),
    )  # fmt: skip
