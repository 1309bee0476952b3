"""What became of every judgement, and where a rule or another analyst now says something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from musnad.knowledge.judgements.docket import Docket, leaf, leaves
from musnad.knowledge.judgements.operations import by_itself
from musnad.knowledge.judgements.overlay import Overlay
from musnad.reasons import sentence_for
from musnad.records import Conflict, Judgement, Standing, content_id

State = Literal["in_force", "overruled", "undone", "dormant"]


class Standings:
    """Reads off the docket and the overlay what happened to the judgements."""

    def __init__(self, docket: Docket, overlay: Overlay) -> None:
        self.docket, self.overlay = docket, overlay

    def all(self) -> tuple[Standing, ...]:
        """One for each judgement, by id."""
        found = [self._standing(judgement) for judgement in self.docket.ordered]
        return tuple(sorted(found, key=lambda standing: standing.judgement))

    def _standing(self, judgement: Judgement) -> Standing:
        undo = self.docket.undone.get(judgement.id)
        if undo:
            return Standing(judgement=judgement.id, state="undone", by=undo)
        if judgement.verdict == "undo":
            known = any(item in self.docket.by_id for item in judgement.items)
            return Standing(judgement=judgement.id, state="in_force" if known else "dormant")
        if not judgement.anchors:
            return Standing(judgement=judgement.id, state="in_force", items=judgement.items)
        if judgement.verdict in ("same", "not_same"):
            return self._pair(judgement)
        return self._single(judgement)

    def _pair(self, judgement: Judgement) -> Standing:
        by = self._overruled(judgement)
        sides = self.docket.sides(judgement)
        state: State = "overruled" if by else "in_force" if len(sides) > 1 else "dormant"
        if state == "in_force" and not self.overlay.held(judgement.verdict == "same", sides):
            # Two names of one place in one report cannot be parted yet; then it is not said that they are.
            state = "overruled"
        return Standing(judgement=judgement.id, state=state, by=by, items=tuple(side[0] for side in sides))

    def _overruled(self, judgement: Judgement) -> str | None:
        return self.docket.pairs.overruled.get(judgement.id) or self.docket.telling_pairs.overruled.get(judgement.id)

    def _single(self, judgement: Judgement) -> Standing:
        outcomes = self.docket.outcomes.get(judgement.id, [])
        effects = self.overlay.effects.get(judgement.id, [])
        items = [f"{document}/{one.item}" for document, one in outcomes if one.item] + [item for _, item in effects if item]
        overruled = [one for _, one in outcomes if one.item and not one.holds]
        by = next((one.overruled.judgement.id for one in overruled if one.overruled), None) or self._overruled(judgement)
        # A row is rejected also where what makes it is gone: its words are still there.
        rows = (leaves(anchor) for anchor in judgement.anchors if by_itself(anchor, judgement.verdict))
        whole = [leaf(one) in self.docket.spans for found in rows for one in found]
        alive = any(one.item or one.holds for _, one in outcomes) or any(state != "dormant" for state, _ in effects)
        state: State = "in_force" if alive or any(whole) else "dormant"
        if alive and (by or (overruled and len(overruled) == len(outcomes))):
            state = "overruled"
        return Standing(judgement=judgement.id, state=state, by=by, items=tuple(dict.fromkeys(items)))

    def conflicts(self, bare: Mapping[str, str] | None, standings: tuple[Standing, ...]) -> tuple[Conflict, ...]:
        """All conflicts, by id. `bare`: mention → entity as the rules alone have it, where that was asked for."""
        found = [*self._of_rules(), *self._of_analysts(standings), *(self._of_pairs(bare) if bare is not None else ())]
        return tuple(sorted({one.id: one for one in found}.values(), key=lambda one: one.id))

    def _of_rules(self) -> Iterator[Conflict]:
        for judgement_id, outcomes in self.docket.outcomes.items():
            judgement = self.docket.by_id[judgement_id]
            for document, outcome in outcomes:
                item = f"{document}/{outcome.item}"
                words = outcome.operation.anchor.text
                if outcome.item and not outcome.found and outcome.operation.verdict != "reject":
                    yield self._conflict("missing", judgement, item, words=words)
                elif outcome.changed:
                    yield self._conflict("changed", judgement, item, words=words, now=outcome.changed)
        for judgement_id, effects in self.overlay.effects.items():
            judgement = self.docket.by_id[judgement_id]
            for kind, item in effects:
                if kind == "missing":
                    yield self._conflict("missing", judgement, item, words=judgement.anchors[0].detail)
                elif kind == "grown":
                    yield self._conflict("grown", judgement, item)

    def _of_analysts(self, standings: tuple[Standing, ...]) -> Iterator[Conflict]:
        for standing in standings:
            judgement, by = self.docket.by_id[standing.judgement], self.docket.by_id.get(standing.by or "")
            if by is not None and by.by != judgement.by:
                item = (standing.items or judgement.items)[0]
                words = " / ".join(anchor.text for anchor in judgement.anchors if anchor.text)
                yield self._conflict("analysts", judgement, item, by.id, words=words, rival=by.by, later=by.verdict)

    def confirmed(self) -> list[Judgement]:
        """The pairs on which the rules said the same as the analyst when it was judged: only there can they contradict now."""
        said = {"same": "together", "not_same": "apart"}
        return [one for one in self.docket.live if one.original and said.get(one.verdict) == one.original]

    def _of_pairs(self, bare: Mapping[str, str]) -> Iterator[Conflict]:
        for judgement in self.confirmed():
            sides = self.docket.sides(judgement)
            homes = [{bare[key] for key in side if key in bare} for side in sides]
            together = any(a & b for number, a in enumerate(homes) for b in homes[number + 1 :])
            if len([home for home in homes if home]) > 1 and together == (judgement.verdict == "not_same"):
                kind: Literal["joined", "split"] = "joined" if together else "split"
                yield self._conflict(kind, judgement, sides[0][0], words=" / ".join(one.text for one in judgement.anchors))

    def _conflict(
        self, kind: Literal["changed", "missing", "joined", "split", "grown", "analysts"], judgement: Judgement, item: str,
        other: str | None = None, **gaps: str,
    ) -> Conflict:  # fmt: skip
        field = f"{judgement.field}={judgement.value}" if judgement.verdict == "correct" else ""
        filled = {"who": judgement.by, "when": judgement.at[:10], "verdict": judgement.verdict, "value": field, **gaps}
        said = [
            sentence_for(f"judgement.{kind}", {**filled, **_verdicts(filled, language)}, language) for language in ("ar", "en")
        ]  # fmt: skip
        return Conflict(
            id=content_id("k", kind, judgement.id, item, other or "", gaps.get("now", "")), judgement=judgement.id, kind=kind,
            item=item, other=other, because=said[0], because_en=said[1],
        )  # fmt: skip


def _verdicts(filled: Mapping[str, str], language: str) -> dict[str, str]:
    """The verdicts in words."""
    return {
        name: sentence_for(f"judgement.verdict_{filled[name]}", {}, language) for name in ("verdict", "later") if name in filled
    }  # fmt: skip
