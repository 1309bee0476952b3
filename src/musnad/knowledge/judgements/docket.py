"""All judgements of a case while its knowledge is derived: laid over each report, then over what all reports say together.

The order is that of `derive`: `read` every report, then ask for `decisions`, then hand over entities, happenings, statements and
contradictions as they come; `standings` and `conflicts` are known at the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from musnad.knowledge.judgements import pairs, readings
from musnad.knowledge.judgements.anchors import place
from musnad.knowledge.judgements.decisions import Decisions, Row, standing
from musnad.knowledge.judgements.desk import Judged, Outcome
from musnad.knowledge.judgements.layers import KINDS
from musnad.knowledge.judgements.operations import Operation, by_itself, operations, parts
from musnad.knowledge.judgements.order import in_order, undone
from musnad.records import Anchor, Judgement, Report, Span

_TELLINGS = ("event", "happening")
Leaf = tuple[str, str, str, int, int]


def leaf(anchor: Anchor) -> Leaf:
    """What tells an anchor in a document from others."""
    span = anchor.span or Span(start=0, end=0)
    return anchor.sha256 or "", anchor.kind, anchor.item, span.start, span.end


def leaves(anchor: Anchor) -> Iterator[Anchor]:
    """The anchor and all inside it that stand in a document by themselves."""
    if anchor.kind in KINDS or anchor.kind == "place":
        yield anchor
    else:
        for part in anchor.parts:
            yield from leaves(part.anchor)


class Docket:
    """The judgements that count, with where their anchors are found."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self.ordered = in_order(judgements)
        self.by_id = {judgement.id: judgement for judgement in self.ordered}
        self.undone = undone(self.ordered)
        self.live = [one for one in self.ordered if one.anchors and one.verdict != "undo" and one.id not in self.undone]
        self.plain = standing(self.ordered)
        self._operations: dict[str, list[Operation]] = defaultdict(list)
        self._wanted: dict[str, dict[Leaf, Anchor]] = defaultdict(dict)
        for judgement in self.live:
            for operation in operations(judgement):
                self._operations[operation.anchor.sha256 or ""].append(operation)
            for anchor in judgement.anchors:
                for one in leaves(anchor):
                    self._wanted[one.sha256 or ""][leaf(one)] = one
        self.outcomes: dict[str, list[tuple[str, Outcome]]] = defaultdict(list)
        """Judgement → document and outcome."""
        self.found: dict[Leaf, str] = {}
        """Anchor → key of the annotation that it means now; of a place: document and offset."""
        self.spans: dict[Leaf, Span] = {}
        self.judged: dict[str, Judged] = {}
        self.originals: dict[tuple[str, str], str] = {}
        self.pairs = self.telling_pairs = pairs.Pairs()
        self.rows: dict[Row, str | None] = {}
        self._sides: dict[str, list[list[str]]] = {}

    def read(self, report: Report) -> Report:
        """The report as its analysts read it."""
        document = report.document
        wanted = self._wanted.get(document.sha256)
        if not wanted:
            return report
        reading = readings.read(report, self._operations.get(document.sha256, ()))
        for outcome in reading.outcomes:
            self.outcomes[outcome.operation.judgement.id].append((document.id, outcome))
        self.judged.update({f"{document.id}/{one}": verdict for one, verdict in reading.judged.items()})
        self.originals.update({(f"{document.id}/{one}", name): was for (one, name), was in reading.originals.items()})
        for key, anchor in wanted.items():
            where = place(document, anchor)
            if where is None:
                continue
            self.spans[key] = where
            target = f"@{where.start}" if anchor.kind == "place" else reading.find(anchor)
            if target:
                self.found[key] = f"{document.id}/{target}"
        return reading.report

    def keys(self, anchor: Anchor) -> list[str]:
        """The annotations behind an anchor, as they are now; of an entity its mentions, of a happening its tellings."""
        if anchor.kind in KINDS:
            found = self.found.get(leaf(anchor))
            return [found] if found else []
        role = {"entity": "mention", "happening": "telling"}.get(anchor.kind, "")
        return list(dict.fromkeys(key for part in parts(anchor, role) for key in self.keys(part)))

    def sides(self, judgement: Judgement) -> list[list[str]]:
        """What the items of a judgement are now; items that are nowhere left out."""
        if judgement.id not in self._sides:
            targets: Sequence[Anchor] = judgement.anchors[: len(judgement.items)]
            if judgement.verdict == "accept":
                # An entity or happening accepted is one thing with all that it was then.
                targets = [part.anchor for anchor in targets for part in anchor.parts if part.role in ("mention", "telling")]
            self._sides[judgement.id] = [keys for anchor in targets if (keys := self.keys(anchor))]
        return self._sides[judgement.id]

    def joining(self) -> list[Judgement]:
        """The judgements that say what is one and what is not."""
        whole = ("entity", "happening")
        return [
            one for one in self.live
            if one.verdict in ("same", "not_same") or (one.verdict == "accept" and one.anchors[0].kind in whole)
        ]  # fmt: skip

    def decisions(self) -> Decisions:
        """What the resolver and the writer of statements go by, once all reports are read."""
        about: dict[bool, list[tuple[Judgement, bool, Sequence[Sequence[str]]]]] = {True: [], False: []}
        for judgement in self.joining():
            if len(sides := self.sides(judgement)) > 1:
                about[judgement.anchors[0].kind in _TELLINGS].append((judgement, judgement.verdict != "not_same", sides))
        self.pairs, self.telling_pairs = pairs.consistent(about[False]), pairs.consistent(about[True])
        self.rows = self._rows()
        return replace(
            self.plain, same=(*self.pairs.same, *self.plain.same), not_same=(*self.pairs.not_same, *self.plain.not_same),
            rows=self.rows, judged=self.judged, originals=self.originals,
        )  # fmt: skip

    def _rows(self) -> dict[Row, str | None]:
        """Statements that are changed by themselves; the later judgement stands."""
        rows: dict[Row, str | None] = {}
        for judgement in self.live:
            for anchor in judgement.anchors[: len(judgement.items)]:
                key = self.row(anchor)
                if key is None:
                    continue
                if by_itself(anchor, judgement.verdict):
                    rows[key] = judgement.value if judgement.verdict == "correct" else None
                elif judgement.verdict == "accept" and rows.get(key, "") is None:
                    del rows[key]
        return rows

    def row(self, anchor: Anchor) -> Row | None:
        """Where a statement stands now."""
        if anchor.kind != "statement":
            return None
        stating = next((self.found.get(leaf(one)) for one in parts(anchor, "by")), None)
        at = next((self.found.get(leaf(one)) for one in parts(anchor, "at")), stating)
        if stating is None or at is None:
            return None
        document, _, annotation = stating.partition("/")
        return document, annotation, anchor.detail, at.partition("/")[2]

    def on(self, *kinds: str, verdicts: Sequence[str] = ()) -> Iterator[tuple[Judgement, Anchor]]:
        """The judgements about things of these kinds, in order of time."""
        for judgement in self.live:
            for anchor in judgement.anchors[: len(judgement.items)]:
                if anchor.kind in kinds and (not verdicts or judgement.verdict in verdicts):
                    yield judgement, anchor
