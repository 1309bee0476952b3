"""The writer's desk: what every section of one dossier shares."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from musnad.lexicons import load
from musnad.presentation.dates_in_words import Language
from musnad.presentation.dossier.accounts import Accounts
from musnad.presentation.dossier.agreement import Gender, gender_of_name
from musnad.presentation.dossier.calling import short_name
from musnad.presentation.dossier.evidence import Evidence
from musnad.presentation.dossier.footnotes import Footnotes
from musnad.presentation.dossier.holdings import Reading
from musnad.presentation.dossier.sayings import Saying, Side, sayings
from musnad.presentation.dossier.wording import Parts, Wording
from musnad.records import Entity, Event

if TYPE_CHECKING:
    from musnad.knowledge.store import Case


class Desk:
    """Evidence, wording, accounts and footnotes of one dossier in one language."""

    def __init__(
        self, case: Case, entity_id: str, language: Language, months: str, reading: Reading | None = None,
        *, whole: bool = False,
    ) -> None:  # fmt: skip
        self.evidence = Evidence(case, entity_id, reading, whole=whole)
        self.wording = Wording(language, months)
        self.footnotes = Footnotes(self.evidence, self.wording)
        self.accounts = Accounts(self.evidence, self.wording, self.footnotes)
        self.entity = self.evidence.entity
        self.wording.call(self.entity, short_name(self.entity, self.evidence.company, language))
        self.introduced: set[str] = {entity_id, *(office.person for office in self.evidence.offices)}
        """Persons of whom the dossier has said who they are; those who hold its offices have a section."""
        self.told: list[Event] = []
        """Happenings that the timeline tells."""
        self.parties: dict[str, tuple[list[Entity], list[Entity]]] = {}
        """Doers and those acted upon by happening, once they were looked for (`company.py`)."""
        self.standing_by: dict[tuple[str, str], int | None] = {}
        """Happening and participant → the phrase by which it only stood by, if it did."""
        self.gender: Gender = gender_of_name(self._spoken_name(), self.entity.type, self.evidence.titles(entity_id))

    def _spoken_name(self) -> str:
        """The name as one speaks of it: `حملة خبز وجسر` is feminine whatever its own words are."""
        kinds = load("entity_types", "musnad.ontology")
        kind = kinds.get(self.entity.subtype or "")
        return f"{kind['ar']} {self.entity.name}" if self.entity.type == "EVT" and kind else self.entity.name

    @cached_property
    def sayings(self) -> dict[Side, list[Saying]]:
        """What is quoted, by whose side it is on."""
        return sayings(self)

    @contextmanager
    def telling(self, event: Event) -> Iterator[None]:
        """While an event is told, its parties go by the names under which its tellings know them."""
        documents = frozenset(telling.document for telling in event.tellings)
        self.wording.named_as = lambda entity: self.evidence.as_told(entity, documents)
        try:
            yield
        finally:
            self.wording.named_as = None

    @property
    def subject(self) -> Parts:
        """The entity's own name as the subject of a sentence."""
        return self.wording.subject(self.entity)

    @property
    def name(self) -> Parts:
        """The entity's own name."""
        return self.wording.name(self.entity)
