"""`names.tsv` of a researcher's lexicon: one name a row, the simplest way to tell musnad of a group, a person or a village.

Columns, parted by tabs: ar, type (PER, ORG, LOC, EVT), kind (an id of ontology/entity_types.yml; may be empty for PER), en (may
be empty: then the name is romanised), aliases (parted by |), country (two letters; may be left out). Rows that open with # and
empty rows say nothing; a first row of column names may stand.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

COLUMNS = ("ar", "type", "kind", "en", "aliases", "country")
_SECTIONS = {"PER": ("persons", "persons"), "LOC": ("places", "regions"), "EVT": ("event_heads", "known")}
_MEDIA = {"media_outlet": "outlet", "news_agency": "agency"}


@dataclass(frozen=True, slots=True)
class Row:
    """One name of the table."""

    line: int
    ar: str
    type: str
    kind: str
    en: str
    aliases: tuple[str, ...]
    country: str

    @property
    def place(self) -> tuple[str, str]:
        """The lexicon and its section that the name joins."""
        if self.type == "ORG":
            return ("outlets", "outlets") if self.kind in _MEDIA else ("organisations", "organisations")
        return _SECTIONS[self.type]


def rows(text: str, kinds: Mapping[str, str]) -> tuple[list[Row], list[str]]:
    """The names and the faults. `kinds`: id of a kind → the type it belongs to."""
    found: list[Row] = []
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if tuple(cells[:2]) == COLUMNS[:2]:
            continue
        if not 2 <= len(cells) <= len(COLUMNS):
            faults.append(f"line {number}: {len(cells)} column(s); a row is {', '.join(COLUMNS)}, parted by tabs")
            continue
        ar, type_, kind, en, aliases, country = (*cells, *[""] * (len(COLUMNS) - len(cells)))
        row = Row(number, ar, type_, kind, en, tuple(name.strip() for name in aliases.split("|") if name.strip()), country)
        fault = _fault(row, kinds)
        if fault:
            faults.append(f"line {number}: {fault}")
        else:
            found.append(row)
    return found, faults


def _fault(row: Row, kinds: Mapping[str, str]) -> str:
    if not row.ar:
        return "the name is missing"
    if row.type not in ("PER", "ORG", "LOC", "EVT"):
        return f"the type {row.type or '(empty)'} is none of PER, ORG, LOC, EVT"
    if row.type != "PER" and kinds.get(row.kind) != row.type:
        choice = ", ".join(kind for kind, of in kinds.items() if of == row.type)
        return f"there is no kind {row.kind or '(empty)'} of {row.type}; choose one of {choice}"
    if row.country and not (len(row.country) == 2 and row.country.isascii() and row.country.isupper()):
        return f"the country {row.country} is no code of two capital letters (SY, YE)"
    return ""


def joined(content: dict[str, Any], section: str, names: Sequence[Row]) -> dict[str, Any]:
    """The lexicon's content with the names; a name that is listed already only gives that entry its further spellings."""
    entries = [dict(entry) for entry in content[section]]
    listed = {_folded(form): entry for entry in reversed(entries) for form in (entry["ar"], *entry.get(_forms(section), ()))}
    for row in names:
        entry = listed.get(_folded(row.ar))
        if entry is None:
            entry = _entry(row)
            entries.append(entry)
            listed[_folded(row.ar)] = entry
        field = _forms(section)
        entry[field] = list(dict.fromkeys([*entry.get(field, ()), *row.aliases]))
    return {**content, section: entries}


def _forms(section: str) -> str:
    return "short" if section == "persons" else "aliases"


def _entry(row: Row) -> dict[str, Any]:
    digest = hashlib.sha256(f"{row.type}\x1f{row.ar}".encode()).hexdigest()[:12]
    entry: dict[str, Any] = {"id": f"own_{digest}", "ar": row.ar, "en": row.en}
    if row.country:
        entry["country"] = row.country
    if row.kind in _MEDIA and row.type == "ORG":
        return {"country": "", **entry, "domains": [], "kind": _MEDIA[row.kind]}
    if row.type == "LOC":
        return {**entry, "kind": row.kind}
    return entry if row.type == "PER" else {**entry, "subtype": row.kind}


_SAME = str.maketrans("أإآىة", "ااايه")


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).translate(_SAME).split())


def of_lexicon(name: str, names: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows that join this lexicon, by section."""
    found: dict[str, list[Row]] = {}
    for row in names:
        lexicon, section = row.place
        if lexicon == name:
            found.setdefault(section, []).append(row)
    return found
