"""dateparser as it comes, for Arabic and its Syrian locale: the peer that installs."""

from __future__ import annotations

import warnings
from datetime import datetime
from typing import Any


class Dateparser:
    """dateparser with the reference as its base; past or future as the set has it."""

    def __init__(self) -> None:
        """Import it once; absent, every answer is None."""
        try:
            import dateparser
            import dateparser.search
        except ImportError:
            self.library: Any = None
        else:
            self.library = dateparser
        warnings.filterwarnings("ignore")

    def settings(self, reference: datetime, prefer: str) -> dict[str, Any]:
        """The settings that give it the same knowledge as musnad has."""
        return {"RELATIVE_BASE": reference, "PREFER_DATES_FROM": prefer, "RETURN_AS_TIMEZONE_AWARE": False, "DATE_ORDER": "DMY"}

    def parse(self, text: str, reference: datetime, prefer: str = "past") -> datetime | None:
        """The moment of a whole expression, by `ar` or else `ar-SY`."""
        if self.library is None:
            return None
        for arguments in ({"languages": ["ar"]}, {"locales": ["ar-SY"]}):
            try:
                found = self.library.parse(text, settings=self.settings(reference, prefer), **arguments)
            except Exception:  # a crash of the peer is an answer that is not there
                found = None
            if found is not None:
                naive: datetime = found.replace(tzinfo=None)
                return naive
        return None

    def search(self, text: str, reference: datetime, prefer: str = "past") -> list[tuple[str, datetime]]:
        """The expressions of a text with their moments."""
        if self.library is None:
            return []
        try:
            found = self.library.search.search_dates(text, languages=["ar"], settings=self.settings(reference, prefer))
        except Exception:
            return []
        return [(words, moment.replace(tzinfo=None)) for words, moment in found or []]
