"""Outlets in Latin letters, for English pages and dossiers."""

from __future__ import annotations

from functools import lru_cache

from musnad.knowledge import authority
from musnad.knowledge.names import folded
from musnad.knowledge.romanise import romanise


@lru_cache(maxsize=4_096)
def latin(name: str) -> str:
    """An outlet as the list of outlets writes it in English, else romanised; what is in Latin letters stays."""
    if name.isascii():
        return name
    listed = authority.listed().get(authority.outlet_ids().get(folded(name), ""))
    return (listed.name_en if listed else None) or romanise(name)
