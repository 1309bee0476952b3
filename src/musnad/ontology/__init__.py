"""What can be known: types, roles, predicates and attributes with Arabic and English labels."""

from __future__ import annotations

from typing import Any

from musnad.lexicons import load as _load


def load(name: str) -> Any:
    """The content of `ontology/NAME.yml`; see `musnad.lexicons.load`."""
    return _load(name, "musnad.ontology")


def label(vocabulary: str, identifier: str, language: str = "ar") -> str:
    """The label of `identifier` in `ontology/VOCABULARY.yml` (`event_types`, `predicates`...), the id itself where unknown."""
    entry = load(vocabulary).get(identifier)
    return str(entry[language]) if entry else identifier
