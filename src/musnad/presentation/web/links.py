"""Addresses of the pages. Every link of every template comes from here, so that a permalink has one spelling."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from musnad.presentation.web.wording import Language
from musnad.records import Reference


class Links:
    """Addresses in one language."""

    def __init__(self, language: Language) -> None:
        self.root = f"/{language}"

    def page(self, name: str = "", **query: str) -> str:
        """A page by its path below the language, e.g. `reports`; empty query values are left out."""
        given = {key: value for key, value in query.items() if value}
        return f"{self.root}/{name}" + (f"?{urlencode(given)}" if given else "")

    def report(self, document: str, anchor: str | None = None) -> str:
        """One report, at one of its annotations or lines."""
        return f"{self.root}/reports/{quote(document)}" + (f"#{quote(anchor)}" if anchor else "")

    def original(self, document: str) -> str:
        """The bytes of a report as they came."""
        return f"{self.root}/reports/{quote(document)}/original"

    def reference(self, reference: Reference) -> str:
        """The very words: the annotation where there is one, else the line."""
        return self.report(reference.document, reference.annotation or f"line-{reference.line}")

    def entity(self, entity: str) -> str:
        """One person, organisation, place or named event."""
        return f"{self.root}/entities/{quote(entity)}"

    def item(self, item: str, back: str = "") -> str:
        """One thing with everything that can be decided on it; `back` is where the reader came from."""
        return self.page("review/item", id=item, back=back)

    def dossier(self, entity: str) -> str:
        """Everything the case holds on one entity, in sentences with footnotes."""
        return f"{self.root}/entities/{quote(entity)}/dossier"

    def word(self, dossier: str) -> str:
        """The same dossier as a Word file; `dossier` is the address of its page."""
        return f"{dossier}.docx"

    def event_dossier(self, event: str) -> str:
        """What the reports tell of one happening, in sentences with footnotes."""
        return f"{self.root}/events/{quote(event)}/dossier"

    def event(self, event: str) -> str:
        """One happening."""
        return f"{self.root}/events/{quote(event)}"
