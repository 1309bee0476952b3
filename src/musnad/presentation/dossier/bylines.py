"""What a report is called in a dossier: its outlet, or, where that is not known, the report by its date."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from musnad.lexicons import load
from musnad.presentation.dossier.evidence import Evidence, Source
from musnad.presentation.dossier.wording import Wording, balanced
from musnad.presentation.outlets import latin

# A date that can stand right behind `تقرير`: a day, a month, a year.
_EXACT = re.compile(r"\d{4}(-\d{2}){0,2}")
_WORDS = 4
"""Words of the title that tell two reports of unknown outlet and one date apart."""


@cache
def _english_names() -> dict[str, str]:
    return {outlet["id"]: outlet["en"] for outlet in load("outlets")["outlets"] if outlet.get("en")}


class Bylines:
    """Names the reports of one dossier."""

    def __init__(self, evidence: Evidence, wording: Wording) -> None:
        self.evidence, self.wording = evidence, wording
        self._latin_names: dict[str, str] = {}
        unknown = [self._dated(source) for source in evidence.sources if not source.outlet]
        self._twice = {label for label, number in Counter(unknown).items() if number > 1}

    def outlet(self, source: Source) -> str:
        """The outlet in the dossier's language where it is a listed one; else `تقرير 2 كانون الثاني 2023`."""
        if source.outlet:
            return self._latin(source) if self.wording.language == "en" else source.outlet
        label = self._dated(source)
        if label not in self._twice:
            return label
        words = balanced(source.title).replace('"', "").split()
        return str(self.wording.phrases["outlet_by_title"]).format(label=label, title=" ".join(words[:_WORDS]))

    def _latin(self, source: Source) -> str:
        """An outlet in Latin letters: as the list has it, as the case's entity has it, else romanised."""
        listed = source.report.outlet.known_as if source.report.outlet else None
        name = source.outlet or ""
        if found := _english_names().get(listed or ""):
            return found
        if name not in self._latin_names:
            known = self.evidence.organisation_called(name)
            self._latin_names[name] = (known.name_en if known else None) or latin(name)
        return self._latin_names[name]

    def has_date(self, source: Source) -> bool:
        """True where what the report is called already says its date."""
        return not source.outlet

    def _dated(self, source: Source) -> str:
        phrases = self.wording.phrases["outlet_by_date"]
        if source.published is None:
            return str(phrases["none"])
        if _EXACT.fullmatch(source.published):
            return str(phrases["exact"]).format(date=self.wording.date(source.published))
        return str(phrases["open"]).format(when=self.wording.when_published(source.published))
