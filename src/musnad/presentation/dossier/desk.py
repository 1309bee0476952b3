"""The writer's desk: what every section of one dossier shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from musnad.presentation.dates_in_words import Language
from musnad.presentation.dossier.accounts import Accounts
from musnad.presentation.dossier.agreement import Gender, gender_of_name
from musnad.presentation.dossier.evidence import Evidence
from musnad.presentation.dossier.footnotes import Footnotes
from musnad.presentation.dossier.wording import Parts, Wording

if TYPE_CHECKING:
    from musnad.knowledge.store import Case


class Desk:
    """Evidence, wording, accounts and footnotes of one dossier in one language."""

    def __init__(self, case: Case, entity_id: str, language: Language, months: str) -> None:
        self.evidence = Evidence(case, entity_id)
        self.wording = Wording(language, months)
        self.footnotes = Footnotes(self.evidence, self.wording)
        self.accounts = Accounts(self.evidence, self.wording, self.footnotes)
        self.entity = self.evidence.entity
        self.gender: Gender = gender_of_name(self.entity.name, self.entity.type, self.evidence.titles(entity_id))

    @property
    def name(self) -> Parts:
        """The entity's own name."""
        return self.wording.name(self.entity)
