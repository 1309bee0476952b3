"""The judgements about entities, relations, happenings and contradictions, laid over what was derived."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from musnad.knowledge.judgements.docket import Docket, leaf
from musnad.knowledge.judgements.operations import parts
from musnad.records import Anchor, Contradiction, Entity, Event, Reference, Statement

ENTITY_FIELDS = ("name", "name_en", "subtype", "country", "wikidata")
EVENT_FIELDS = ("date", "name", "name_en")
STATUSES = ("open", "explained", "settled")
_HALF = 0.5

Group = TypeVar("Group")


class Overlay:
    """What analysts said of things that stand in no one place."""

    def __init__(self, docket: Docket) -> None:
        self.docket = docket
        self.effects: dict[str, list[tuple[str, str]]] = defaultdict(list)
        """Judgement → what became of it, and the id of the thing it is about now."""
        self._later: dict[tuple[str, str], str] = {}
        self._mention_entities: dict[str, str] = {}
        self._happenings: dict[str, str] = {}

    def _majority(self, anchor: Anchor, home: dict[str, str]) -> str | None:
        """The thing that most of the anchor's annotations belong to now."""
        counted = Counter(home[key] for key in self.docket.keys(anchor) if key in home)
        return min(counted, key=lambda one: (-counted[one], one), default=None)

    def held(self, one_thing: bool, sides: Sequence[Sequence[str]]) -> bool:
        """True where what stands for the items is of one entity or happening now, or of as many as there are items."""
        homes = [self._mention_entities.get(side[0]) or self._happenings.get(side[0]) for side in sides]
        known = [home for home in homes if home]
        return len(set(known)) == (min(1, len(known)) if one_thing else len(known))

    def entities(self, entities: tuple[Entity, ...], home: dict[str, str]) -> tuple[tuple[Entity, ...], dict[str, str]]:
        """The entities with other names, without the rejected ones; mention → entity likewise."""
        by_id = {entity.id: entity for entity in entities}
        gone: dict[str, frozenset[str]] = {}
        for judgement, anchor in self.docket.on("entity", verdicts=("correct", "reject", "accept")):
            found = self._majority(anchor, home)
            if found is None:
                self.effects[judgement.id].append(("dormant", ""))
                continue
            self.effects[judgement.id].append(("in_force", found))
            if judgement.verdict == "correct" and judgement.field in ENTITY_FIELDS:
                by_id[found] = renamed(by_id[found], judgement.field, judgement.value)
                gone.pop(found, None)
            elif judgement.verdict == "reject":
                gone[found] = frozenset(anchor.names)
            elif judgement.verdict == "accept":
                by_id[found] = certain(by_id[found], frozenset(anchor.names))
                gone.pop(found, None)
        for (document, mention, name, _), value in self.docket.rows.items():
            if name == "name" and value is None and (found := home.get(f"{document}/{mention}")):
                by_id[found] = unnamed(by_id[found], document, mention)
        kept, mentions = dict(by_id), home
        stays: set[str] = set()
        for entity_id, names in gone.items():
            rest = without(kept.pop(entity_id), names)
            if rest is not None:
                kept[entity_id] = rest
                stays |= {f"{one.document}/{one.annotation}" for one in rest.references}
        if gone:
            mentions = {key: entity for key, entity in mentions.items() if entity not in gone or key in stays}
        self._mention_entities = mentions
        return tuple(kept[key] for key in sorted(kept)), mentions

    def groups(self, groups: Sequence[list[Any]], inside: dict[str, Any]) -> list[list[Any]]:
        """Tellings grouped as analysts say: what is not one is taken out with what its own report tells of it."""
        found = [list(group) for group in groups]
        home = {telling.key: number for number, group in enumerate(found) for telling in group}
        for one, other in self.docket.telling_pairs.not_same:
            if one in home and home[one] == home.get(other):
                number, mate = home[one], inside.get(other)
                taken = [t for t in found[number] if t.key == other or (mate is not None and inside.get(t.key) is mate)]
                if any(t.key == one for t in taken):
                    taken = [t for t in taken if t.key == other]
                found[number] = [t for t in found[number] if t not in taken]
                found.append(taken)
                home.update({t.key: len(found) - 1 for t in taken})
        for one, other in self.docket.telling_pairs.same:
            if one in home and other in home and home[one] != home[other]:
                into, out = sorted((home[one], home[other]))
                found[into] += found[out]
                home.update({t.key: into for t in found[out]})
                found[out] = []
        ordered = (sorted(group, key=lambda telling: telling.number) for group in found if group)
        return sorted(ordered, key=lambda group: group[0].number)

    def happenings(self, events: Iterable[tuple[Event, Group]], keys: dict[str, str]) -> list[tuple[Event, Group]]:
        """The happenings with the values that analysts gave them. `keys`: telling → happening."""
        self._happenings = keys
        by_id = {event.id: (event, group) for event, group in events}
        for judgement, anchor in self.docket.on("happening", verdicts=("correct",)):
            found = self._majority(anchor, keys)
            if found is None or judgement.field not in EVENT_FIELDS:
                self.effects[judgement.id].append(("dormant", ""))
                continue
            event, group = by_id[found]
            by_id[found] = event.model_copy(update={judgement.field: judgement.value or None}), group
            self.effects[judgement.id].append(("in_force", found))
        return list(by_id.values())

    def statements(self, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        """Without those of rejected relations, also where new reports state them."""
        ties: set[tuple[str | None, ...]] = set()
        for judgement, anchor in self.docket.on("tie", verdicts=("reject", "accept")):
            ends = [self._end(one) for role in ("subject", "object") for one in parts(anchor, role)]
            if len(ends) == 2 and all(ends):
                tie = (ends[0], anchor.detail, ends[1])
                ties = ties | {tie} if judgement.verdict == "reject" else ties - {tie}
                self.effects[judgement.id].append(("in_force", ""))
        return tuple(one for one in statements if (one.subject, one.property, one.object) not in ties) if ties else statements

    def _end(self, anchor: Anchor) -> str | None:
        return self._majority(anchor, self._mention_entities if anchor.kind == "entity" else self._happenings)

    def contradictions(self, found: tuple[Contradiction, ...]) -> tuple[Contradiction, ...]:
        """With the status that analysts gave them, without the rejected, and with those accepted that no rule finds any more."""
        by_id = {one.id: one for one in found}
        places = {one.id: {f"{value.reference.document}/@{value.reference.span.start}" for value in one.values} for one in found}
        gone: set[str] = set()
        for judgement, anchor in self.docket.on("contradiction"):
            wanted = {self.docket.found[leaf(one)] for one in parts(anchor, "value") if leaf(one) in self.docket.found}
            target = self._meant(anchor, wanted, by_id, places)
            if target is None and judgement.verdict == "accept":
                kept = self._kept(anchor) if wanted else None
                if kept is not None:
                    target, by_id[kept.id], places[kept.id] = kept.id, kept, wanted
                    self.effects[judgement.id].append(("missing", kept.id))
            if target is None:
                self.effects[judgement.id].append(("in_force" if wanted and judgement.verdict == "reject" else "dormant", ""))
                continue
            self.effects[judgement.id].append(("in_force", target))
            gone.discard(target)
            if judgement.verdict == "reject":
                gone.add(target)
            elif judgement.verdict == "accept":
                by_id[target] = by_id[target].model_copy(update={"judged": "accepted"})
            elif judgement.verdict == "correct" and judgement.value in STATUSES:
                by_id[target] = by_id[target].model_copy(update={"status": judgement.value})
                if judgement.value != "open" and places[target] - wanted:
                    self.effects[judgement.id].append(("grown", target))
        return tuple(by_id[key] for key in sorted(by_id) if key not in gone)

    def _meant(
        self, anchor: Anchor, wanted: set[str], by_id: dict[str, Contradiction], places: dict[str, set[str]]
    ) -> str | None:
        """The contradiction of the same kind that holds most of the places, at least half of them."""
        alike = (one for one in by_id.values() if one.kind == anchor.text and one.property == anchor.detail)
        shared = {one.id: len(wanted & places[one.id]) for one in alike if wanted & places[one.id]}
        best = min(shared, key=lambda one: (-shared[one], one != anchor.item, one), default=None)
        return best if best and shared[best] >= _HALF * len(wanted) else None

    def _kept(self, anchor: Anchor) -> Contradiction | None:
        """A contradiction put back from the judgement's own record, at its places of today."""
        if anchor.content is None:
            return None
        record = Contradiction.model_validate_json(anchor.content)
        about = next((end for one in parts(anchor, "about") if (end := self._end(one))), record.about)
        values = []
        for value, at in zip(record.values, parts(anchor, "value"), strict=True):
            span = self.docket.spans.get(leaf(at))
            if span is None:
                return None
            reference: Reference = value.reference.model_copy(update={"span": span})
            values.append(value.model_copy(update={"reference": reference, "statement": None}))
        return record.model_copy(update={"about": about, "values": tuple(values)})


def renamed(entity: Entity, field: str, value: str | None) -> Entity:
    """The entity with another value; a Latin name given by an analyst is not romanised."""
    update: dict[str, Any] = {field: value or None}
    if field == "name_en":
        update["romanised"] = False
    return entity.model_copy(update=update) if field != "name" or value else entity


def certain(entity: Entity, names: frozenset[str]) -> Entity:
    """The entity with these names of it certain."""
    update = {"grade": "certain", "because": "knowledge.judged_same"}
    aliases = (alias.model_copy(update=update) if alias.name in names and alias.grade != "certain" else alias
               for alias in entity.aliases)  # fmt: skip
    return entity.model_copy(update={"aliases": tuple(aliases)})


def without(entity: Entity, names: frozenset[str]) -> Entity | None:
    """What is left of an entity whose mentions under these names are rejected; None where that is most of it."""
    rest = tuple(alias for alias in entity.aliases if alias.name not in names)
    if not rest or len(rest) < _HALF * len(entity.aliases):
        return None
    gone = {one for alias in entity.aliases if alias.name in names for one in alias.references}
    references = tuple(one for one in entity.references if one not in gone)
    name = entity.name if entity.name not in names else rest[0].name
    return entity.model_copy(update={"aliases": rest, "references": references, "name": name})


def unnamed(entity: Entity, document: str, mention: str) -> Entity:
    """The entity without the name that this mention gives it in its report: the report then does not call it so."""
    called = {
        alias.name
        for alias in entity.aliases
        for one in alias.references
        if (one.document, one.annotation) == (document, mention)
    }
    aliases = []
    for alias in entity.aliases:
        references = tuple(one for one in alias.references if alias.name not in called or one.document != document)
        if references:
            aliases.append(alias.model_copy(update={"references": references}))
    return entity.model_copy(update={"aliases": tuple(aliases)})


def as_json(record: Any) -> str:
    """A record as an anchor keeps it."""
    return json.dumps(record.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False, sort_keys=True)
