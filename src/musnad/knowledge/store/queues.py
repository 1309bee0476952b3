"""What waits for an analyst, by kind: how doubtful each thing is, and how much hangs on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import JSON, Connection, func, select, type_coerce
from sqlalchemy.orm import aliased

from musnad.knowledge.store import schema
from musnad.records import Judgement, Record

DOUBTFUL = 0.8
"""Scores below it wait for a look: the rules themselves say that one in five may be wrong."""
_MOST = 5000
"""Things of one queue: what stands behind them comes forward as they are decided."""
_SHARERS = 6
"""Entities that share a name, from which on it says nothing: محمد العلي in a large case."""

STATED = {
    "roles": ("office", "former_office", "office_at", "former_office_at", "leads", "formerly_leads"),
    "sayings": ("said", "support", "nature", "independence"),
    "mentions": ("name",),
    "events": ("agent", "other", "place", "date", "quantity"),
}
"""Queue → properties of the statements in it; ties have every other property."""


class Waiting(Record):
    """A thing that waits. `other` is what it is laid beside: another entity, or the name that may not be its own."""

    item: str
    other: str = ""
    score: float
    """How sure the rules are."""
    weight: int
    """Mentions of whom or what it is about."""

    @property
    def key(self) -> str:
        """What tells it from others of its queue."""
        return f"{self.item}|{self.other}" if self.other else self.item


def stated(connection: Connection, queue: str) -> list[Waiting]:
    """Annotations behind statements that nobody has looked at, the least certain first."""
    table, entities = schema.statements, schema.entities
    listed = STATED.get(queue)
    elsewhere = [name for names in STATED.values() for name in names]
    wanted = table.c.property.in_(listed) if listed else table.c.property.not_in(elsewhere)
    # What states it: the event, where the reference is to its date or place.
    annotation = func.coalesce(table.c.stated_by, table.c.annotation_id)
    score, weight = func.min(table.c.score), func.coalesce(func.max(entities.c.mentions), 0)
    query = (
        select(table.c.document_id, annotation.label("annotation"), score.label("score"), weight.label("weight"))
        .outerjoin(entities, entities.c.id == table.c.subject)
        .where(table.c.judged.is_(None), table.c.score < DOUBTFUL, wanted, annotation.is_not(None))
        .group_by(table.c.document_id, annotation)
        .order_by(score, weight.desc(), table.c.document_id, annotation)
        .limit(_MOST)
    )
    return [
        Waiting(item=f"{row.document_id}/{row.annotation}", score=row.score, weight=row.weight)
        for row in connection.execute(query)
    ]


def aliases(connection: Connection) -> list[Waiting]:
    """Names of which it is not certain that they are their entity's."""
    names, entities = schema.aliases, schema.entities
    query = (
        select(names.c.entity_id, names.c.name, names.c.grade, entities.c.mentions)
        .join(entities, entities.c.id == names.c.entity_id)
        .where(names.c.grade.in_(("likely", "disputed")))
        .order_by(names.c.grade, entities.c.mentions.desc(), names.c.entity_id, names.c.key)
        .limit(_MOST)
    )
    certain = {"disputed": 0.4, "likely": 0.7}
    return [
        Waiting(item=row.entity_id, other=row.name, score=certain[row.grade], weight=row.mentions)
        for row in connection.execute(query)
    ]  # fmt: skip


def merges(connection: Connection) -> list[Waiting]:
    """Pairs of persons or of bodies that share a name of two words or more and were kept apart."""
    one, other, entities, rival = aliased(schema.aliases), aliased(schema.aliases), schema.entities, aliased(schema.entities)
    spelt = (schema.OTHER_SPELLING, schema.ANY_SPELLING)
    query = (
        select(one.c.key, entities.c.id, rival.c.id.label("rival"), entities.c.mentions, rival.c.mentions.label("others"))
        .select_from(one)
        .join(other, (other.c.key == one.c.key) & (other.c.entity_id > one.c.entity_id))
        .join(entities, entities.c.id == one.c.entity_id)
        .join(rival, (rival.c.id == other.c.entity_id) & (rival.c.type == entities.c.type))
        .where(one.c.key.like("% %"), one.c.grade.not_in(spelt), other.c.grade.not_in(spelt), entities.c.type.in_(("PER", "ORG")))
        .order_by(one.c.key, entities.c.id, rival.c.id)
        .limit(_MOST * 4)
    )
    found: dict[tuple[str, str], tuple[str, int]] = {}
    sharing: Counter[str] = Counter()
    for row in connection.execute(query):
        sharing[row.key] += 1
        found.setdefault((row.id, row.rival), (row.key, min(row.mentions, row.others)))
    judged = _judged_pairs(connection)
    waiting = [
        Waiting(item=pair[0], other=pair[1], score=round(0.5 / sharing[key], 3), weight=weight)
        for pair, (key, weight) in found.items()
        if pair not in judged and sharing[key] <= _SHARERS * (_SHARERS - 1) // 2
    ]
    return sorted(waiting, key=lambda one: (-one.score, -one.weight, one.key))[:_MOST]


def _judged_pairs(connection: Connection) -> set[tuple[str, str]]:
    """Entities that a decision in force calls two; what stands in a decision are mentions, which may be of others by now."""
    items, states, mentions = schema.standing_items, schema.standings, schema.mentions
    query = (
        select(items.c.judgement_id, mentions.c.entity_id)
        .join(states, states.c.judgement_id == items.c.judgement_id)
        .join(mentions, items.c.item == mentions.c.document_id + "/" + mentions.c.mention_id)
        .where(states.c.state == "in_force")
    )
    named: dict[str, set[str]] = {}
    for row in connection.execute(query):
        named.setdefault(row.judgement_id, set()).add(row.entity_id)
    return {(min(pair), max(pair)) for pair in named.values() if len(pair) == 2}


def fresh(connection: Connection) -> set[str]:
    """Items of decisions that have not taken effect yet, what was taken back left out."""
    items, states = schema.judgement_items, schema.standings
    new = items.c.judgement_id.not_in(select(states.c.judgement_id))
    rows = [(row.judgement_id, row.item) for row in connection.execute(select(items.c.judgement_id, items.c.item).where(new))]
    undone = _undone(rows)
    return {item for judgement, item in rows if judgement not in undone and not item.startswith("j-")}


def _undone(rows: Sequence[tuple[str, str]]) -> set[str]:
    """Decisions taken back by one that was not taken back itself."""
    by: dict[str, list[str]] = {}
    for judgement, item in rows:
        if item.startswith("j-"):
            by.setdefault(item, []).append(judgement)

    def gone(judgement: str) -> bool:
        return any(not gone(one) for one in by.get(judgement, ()))

    return {judgement for judgement in by if gone(judgement)}


def decided(connection: Connection) -> Counter[tuple[str, str]]:
    """How many decisions hold, by verdict and kind of the first thing that they are on."""
    table = schema.judgements
    content = type_coerce(table.c.content, JSON)
    verdict, kind = content["verdict"].as_string(), content[("anchors", 0, "kind")].as_string()
    undone = taken_back(connection)
    query = select(table.c.id, verdict.label("verdict"), kind.label("kind"))
    return Counter((row.verdict, row.kind or "") for row in connection.execute(query) if row.id not in undone)


def taken_back(connection: Connection) -> set[str]:
    """Ids of the decisions that were taken back, whether or not that has taken effect."""
    items = schema.judgement_items
    undoing = select(items.c.judgement_id, items.c.item).where(items.c.item.like("j-%"))
    return _undone([(row.judgement_id, row.item) for row in connection.execute(undoing)])


def latest(connection: Connection, limit: int) -> list[Judgement]:
    """The last decisions, newest first."""
    table = schema.judgements
    query = select(table.c.content).order_by(table.c.number.desc()).limit(limit)
    return [Judgement.model_validate_json(content) for content in connection.execute(query).scalars()]


def standing(connection: Connection, judgement_id: str) -> Judgement | None:
    """A decision, unless it was taken back."""
    content = connection.execute(select(schema.judgements.c.content).where(schema.judgements.c.id == judgement_id)).scalar()
    if content is None or judgement_id in taken_back(connection):
        return None
    return Judgement.model_validate_json(content)


def states(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """What became of these decisions; those that have not taken effect are missing."""
    table = schema.standings
    rows = connection.execute(select(table.c.judgement_id, table.c.state).where(table.c.judgement_id.in_(ids)))
    return {row.judgement_id: row.state for row in rows}


def on_items(connection: Connection, wanted: Sequence[str]) -> dict[str, list[Judgement]]:
    """Decisions that name these things or mean them now, oldest first; undoing left out."""
    table, named, found = schema.judgements, schema.judgement_items, schema.standing_items
    pairs: set[tuple[str, str]] = set()
    for items in (named, found):
        query = select(items.c.judgement_id, items.c.item).where(items.c.item.in_(wanted))
        pairs |= {(row.judgement_id, row.item) for row in connection.execute(query)}
    query = select(table.c.content).where(table.c.id.in_({one for one, _ in pairs})).order_by(table.c.number)
    made = [Judgement.model_validate_json(content) for content in connection.execute(query).scalars()]
    return {item: [one for one in made if (one.id, item) in pairs] for item in wanted}


def statuses(connection: Connection) -> dict[str, str]:
    """Contradiction → status, where a decision on it was made or taken back that has not taken effect."""
    table, states, items = schema.judgements, schema.standings, schema.standing_items
    content = type_coerce(table.c.content, JSON)
    of_status = content["field"].as_string() == "status"
    undone, found = taken_back(connection), dict[str, str]()
    back = select(items.c.item).join(states, states.c.judgement_id == items.c.judgement_id)
    back = back.join(table, table.c.id == items.c.judgement_id).where(of_status, states.c.state == "in_force")
    found |= dict.fromkeys(connection.execute(back.where(states.c.judgement_id.in_(undone))).scalars(), "open")
    new = select(table.c.id, table.c.content).where(of_status, table.c.id.not_in(select(states.c.judgement_id)))
    for row in connection.execute(new.order_by(table.c.number)):
        if row.id not in undone:
            judgement = Judgement.model_validate_json(row.content)
            found |= dict.fromkeys(judgement.items, judgement.value or "open")
    return found


def since(connection: Connection, items: Sequence[str], number: int) -> list[str]:
    """Ids of the decisions on these things that came into the case after the one of this number."""
    table, named = schema.judgements, schema.judgement_items
    on_them = select(named.c.judgement_id).where(named.c.item.in_(items))
    query = select(table.c.id).where(table.c.number > number, table.c.id.in_(on_them)).order_by(table.c.number)
    return list(connection.execute(query).scalars())


def last_number(connection: Connection) -> int:
    """The number of the last decision; decisions are numbered as they come in."""
    return int(connection.execute(select(func.max(schema.judgements.c.number))).scalar() or 0)
