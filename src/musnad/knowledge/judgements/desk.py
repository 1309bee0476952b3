"""The annotations of one report while judgements are laid over them, one after the other."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError

from musnad.errors import JudgementError
from musnad.knowledge.judgements import layers
from musnad.knowledge.judgements.anchors import match, place
from musnad.knowledge.judgements.operations import Operation, parts
from musnad.records import Anchor, Annotation, Report, Span, annotation_id

Judged = Literal["accepted", "corrected", "moved"]


@dataclass
class Outcome:
    """What became of one operation on one report."""

    operation: Operation
    item: str
    """Id of the annotation inside the report; empty where its words are gone."""
    found: bool = True
    """False where the rules of today do not find it."""
    changed: str | None = None
    """What the rules of today read, where that is neither what they read when it was judged nor what the judgement says."""
    holds: bool = True
    overruled: Operation | None = None


class Desk:
    """The annotations of one report while judgements are laid over them."""

    def __init__(self, report: Report) -> None:
        self.report, self.document = report, report.document
        self.machine = layers.by_kind(report)
        self.now = {kind: dict(found) for kind, found in self.machine.items()}
        self.spans: dict[str, list[Span]] = defaultdict(list)
        self.judged: dict[str, Judged] = {}
        self.originals: dict[tuple[str, str], str] = {}
        self.rejected: dict[str, str] = {}
        """Id → kind."""
        self.revived: dict[str, Operation] = {}
        """Id → the later judgement on something that cannot stand without it."""
        self.related: dict[str, set[str]] = defaultdict(set)
        """Id → ids that a judged annotation pointed to."""
        self._at_work: Operation | None = None

    def find(self, anchor: Anchor) -> str | None:
        """Id of the annotation that the anchor means."""
        where = place(self.document, anchor)
        return match(anchor, where, self.now[anchor.kind].values(), self.spans) if where else None

    def lay(self, operation: Operation) -> Outcome:
        """Do one operation."""
        anchor, self._at_work = operation.anchor, operation
        where = place(self.document, anchor)
        if where is None:
            return Outcome(operation, "", holds=False)
        kind = anchor.kind
        target = match(anchor, where, self.now[kind].values(), self.spans)
        found = target is not None and target in self.machine[kind]
        changed = self._changed(operation, target, where) if target and found else None
        if operation.verdict == "reject":
            target = target or annotation_id(kind, where)
            self.rejected[target] = kind
            self.revived.pop(target, None)
            return Outcome(operation, target, found, changed)
        if target is None:
            target = self.restore(anchor, where)
            if target is None:
                # Nothing to change any more, and nothing to keep it from.
                return Outcome(operation, "", False, holds=operation.verdict in ("drop", "clear"))
        self.rejected.pop(target, None)
        try:
            self._change(operation, target, where)
        except JudgementError:
            return Outcome(operation, "", found, holds=False)
        self._stand(target, kind)
        return Outcome(operation, target, found, changed)

    def _stand(self, target: str, kind: str) -> None:
        """What a judged annotation cannot do without stands with it, also where it was rejected before."""
        one = self.now[kind][target]
        for name in layers.REFERENCES.get(kind, ()):
            value = getattr(one, name)
            pointed = value if isinstance(value, tuple) else (value,) if value else ()
            self.related[target].update(pointed)
            for needed in pointed if name in layers.REQUIRED.get(kind, ()) else ():
                self._revive(needed)

    def _revive(self, target: str) -> None:
        if self.rejected.pop(target, None) and self._at_work:
            self.revived[target] = self._at_work

    def _change(self, operation: Operation, target: str, where: Span) -> None:
        kind, verdict, judgement = operation.anchor.kind, operation.verdict, operation.judgement
        one = self.now[kind][target]
        because = (("who", judgement.by), ("when", judgement.at[:10]))
        if verdict == "accept":
            seen = self.recorded(operation.anchor, where, keep=True)
            if seen is not None:
                same = layers.says(one) == layers.says(seen)
                one = one if same else seen.model_copy(update={"id": target})
            self.now[kind][target] = one.model_copy(update={"score": 1.0})
            self.judged.setdefault(target, "accepted")
        elif verdict == "move" and (span := moved_to(operation, where)):
            self.spans[target] += [one.span, span]
            update = {"span": span, "score": 1.0, "by": "judgement.move", "because": because}
            self.now[kind][target] = one.model_copy(update=update)
            self.judged[target] = "moved"
        elif verdict in ("correct", "drop", "clear"):
            value = self.value(operation, one)
            gaps = (("field", operation.field), ("was", value_in_words(one, operation.field)), *because)
            self.now[kind][target] = layers.corrected(one, operation.field, value, gaps)
            self.originals.setdefault((target, operation.field), value_in_words(one, operation.field))
            self.judged[target] = "corrected"

    def value(self, operation: Operation, one: Annotation, keep: bool = True) -> Any:
        """The value that a correction sets, ids of annotations as they are now."""
        pointed = [found for anchor in operation.references if (found := self.pointed(anchor, keep))]
        if operation.verdict == "clear":
            return None
        if operation.verdict == "drop":
            return [one_id for one_id in getattr(one, operation.field) if one_id not in pointed]
        if not operation.references:
            return layers.typed(operation.anchor.kind, operation.field, operation.value)
        return pointed if operation.field in layers.MANY else next(iter(pointed), None)

    def pointed(self, anchor: Anchor, keep: bool) -> str | None:
        """Id of an annotation that a judged one points to; `keep`: it is put back where it is gone."""
        found = self.find(anchor)
        if not keep:
            return found
        where = place(self.document, anchor)
        found = found or (self.restore(anchor, where) if where else None)
        self._revive(found or "")
        return found

    def restore(self, anchor: Anchor, where: Span) -> str | None:
        """Put an annotation back that the rules no longer find; its id, None where it cannot stand without what is gone."""
        one = self.recorded(anchor, where, keep=True)
        if one is None:
            return None
        if anchor.kind in layers.SINGLE:
            self.now[anchor.kind].clear()
        nth, new = 0, one.id
        while new in self.now[anchor.kind]:
            nth, new = nth + 1, annotation_id(anchor.kind, one.span, nth)
        self.now[anchor.kind][new] = one.model_copy(update={"id": new})
        return new

    def recorded(self, anchor: Anchor, where: Span, keep: bool = False) -> Annotation | None:
        """The annotation as it was when judged, at its place of today."""
        if anchor.content is None or anchor.span is None:
            return None
        data = {"kind": anchor.kind, **layers.shifted(json.loads(anchor.content), where.start - anchor.span.start)}
        for name in layers.REFERENCES.get(anchor.kind, ()):
            pointed = [found for part in parts(anchor, name) if (found := self.pointed(part, keep))]
            if name in layers.REQUIRED.get(anchor.kind, ()) and not pointed:
                return None
            data[name] = pointed if name in layers.MANY else next(iter(pointed), None)
        try:
            return layers.annotation(data)
        except ValidationError:
            return None

    def _changed(self, operation: Operation, target: str, where: Span) -> str | None:
        """What the rules of today read, where they read otherwise than when it was judged."""
        anchor, machine = operation.anchor, self.machine[operation.anchor.kind][target]
        if operation.verdict == "correct":
            told = value_in_words(machine, operation.field)
            was = operation.judgement.original
            return told if was is not None and told not in (was, operation.value or "") else None
        then = anchor.machine or anchor.content
        if then is None:
            return None
        seen = self.recorded(anchor.model_copy(update={"content": then}), where)
        return _difference(seen, machine) if seen else None


def moved_to(operation: Operation, where: Span) -> Span | None:
    """Where a moved annotation stands today, its old words being found at `where`."""
    if operation.span is None or operation.anchor.span is None:
        return None
    by = where.start - operation.anchor.span.start
    return Span(start=max(0, operation.span.start + by), end=max(0, operation.span.end + by))


def value_in_words(one: Annotation, name: str) -> str:
    """A field's value as a judgement writes it down."""
    value = getattr(one, name)
    return "" if value is None else " ".join(value) if isinstance(value, tuple) else str(value)


def _difference(then: Annotation, now: Annotation) -> str | None:
    """The values in which two readings of one place differ."""
    one, other = layers.says(then), layers.says(now)
    differ = [name for name in one if one[name] != other.get(name)]
    return "، ".join(f"{name}={json.dumps(other.get(name), ensure_ascii=False)}" for name in differ) or None
