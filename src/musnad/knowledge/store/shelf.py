"""A case as the place where a judgement finds what it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from musnad.errors import NotFound
from musnad.knowledge.judgements.casting import Derived
from musnad.records import Report

if TYPE_CHECKING:
    from musnad.knowledge.store.case import Case


class CaseShelf:
    """Reports and derived records of one case; each report is read once."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._machine: dict[str, Report] = {}
        self._judged: dict[str, Report] = {}

    def machine(self, document: str) -> Report:
        """A report as the rules read it."""
        if document not in self._machine:
            self._machine[document] = self._case.machine_report(document)
        return self._machine[document]

    def judged(self, document: str) -> Report:
        """A report as its analysts read it."""
        if document not in self._judged:
            self._judged[document] = self._case.report(document)
        return self._judged[document]

    def record(self, item: str) -> Derived:
        """An entity, statement, relation, event or contradiction by id. Raises NotFound."""
        case = self._case
        lookups: dict[str, Callable[[str], Derived]] = {
            "e": case.entity,
            "s": case.statement,
            "r": case.relation,
            "h": case.event,
            "c": case.contradiction,
        }
        lookup = lookups.get(item.partition("-")[0])
        if lookup is None:
            raise NotFound(
                f"{item!r} is no id; give one as `--json` prints them (e-..., s-..., r-..., h-..., c-..., or DOCUMENT/ANNOTATION)"
            )
        return lookup(item)

    def together(self, items: Sequence[str]) -> str | None:
        """What the rules say of some mentions and entities: `together`, `apart`; None where an analyst has already spoken."""
        homes = set[str]()
        for item in items:
            home = self._home(item)
            if home is None or self._spoken(home):
                return None
            homes.add(home)
        return "together" if len(homes) == 1 else "apart"

    def _home(self, item: str) -> str | None:
        document, _, annotation = item.partition("/")
        return self._case.links(document)[0].get(item) if annotation else item if item.startswith("e-") else None

    def _spoken(self, entity: str) -> bool:
        """True where the entity came about by a decision on what is one and what is not."""
        references = (f"{one.document}/{one.annotation}" for one in self._case.entity(entity).references)
        items = {entity, *references}
        pairs = {one.id for one in self._case.judgements() if one.verdict in ("same", "not_same", "accept")}
        return any(one.judgement in pairs and items & set(one.items) for one in self._case.standings("in_force"))
