"""What follows from a changed annotation for those that point to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from musnad.knowledge.judgements.layers import MANY, REFERENCES, REQUIRED
from musnad.records import Annotation, DateMention, EventMention, Mention

Layers = dict[str, dict[str, Annotation]]


def prune(layers: Layers, machine: Mapping[str, Mapping[str, Annotation]], rejected: Mapping[str, str]) -> dict[str, str]:
    """Take out what cannot stand without a rejected annotation, and point to it no more; returns what went → because of what."""
    _dates(layers, machine, rejected)
    fallen: dict[str, str] = {}
    if not rejected:
        return fallen
    heirs = _heirs(layers, machine, rejected)
    for kind, fields in REFERENCES.items():
        for one_id, one in list(layers[kind].items()):
            update: dict[str, Any] = {}
            for name in fields:
                value = getattr(one, name)
                if name in MANY:
                    update[name] = tuple(target for target in value if target not in rejected)
                elif name == "antecedent":
                    update[name] = heirs.get(value, value)
                elif value in rejected:
                    update[name] = None
            missed = [name for name in REQUIRED.get(kind, ()) if update.get(name, "") is None]
            if missed:
                del layers[kind][one_id]
                fallen[one_id] = getattr(one, missed[0])
            elif any(getattr(one, name) != value for name, value in update.items()):
                layers[kind][one_id] = one.model_copy(update=update)
    return fallen


def _heirs(layers: Layers, machine: Mapping[str, Mapping[str, Annotation]], rejected: Mapping[str, str]) -> dict[str, str | None]:
    """Rejected mention → the nearest antecedent of it that stands."""
    found: dict[str, str | None] = {}
    for target, kind in rejected.items():
        if kind != "mention":
            continue
        heir: str | None = target
        seen: set[str] = set()
        while heir is not None and heir in rejected and heir not in seen:
            seen.add(heir)
            one = machine["mention"].get(heir)
            heir = one.antecedent if isinstance(one, Mention) else None
        found[target] = None if heir in rejected else heir
    return found


def _dates(layers: Layers, machine: Mapping[str, Mapping[str, Annotation]], rejected: Mapping[str, str]) -> None:
    """A telling dated by words follows them: corrected with them, undated without them."""
    for one_id, event in list(layers["event"].items()):
        if not isinstance(event, EventMention) or event.date_mention is None:
            continue
        before, now = machine["date"].get(event.date_mention), layers["date"].get(event.date_mention)
        if event.by == "judgement.correct" or not isinstance(before, DateMention) or before.value != event.date:
            continue
        if event.date_mention in rejected:
            layers["event"][one_id] = event.model_copy(update={"date": None})
        elif isinstance(now, DateMention) and now.value != before.value:
            layers["event"][one_id] = event.model_copy(update={"date": now.value})
