"""What the names model can say of a word: the tag, the kind of the name that opens there, the clitics before it."""

from __future__ import annotations

TYPES = ("PER", "ORG", "LOC", "EVT")
TAGS = ("O", *(f"{mark}-{type_}" for type_ in TYPES for mark in "BI"))
"""An outside tag, then an opening and an inside tag for each type."""

KINDS = (
    "armed_group", "joint_room", "armed_forces", "government_body", "political_body", "council", "media_outlet", "news_agency",
    "social_network", "company", "ngo", "clan", "international_body", "educational_body", "sports_club",
    "country", "governorate", "district", "town", "village", "neighbourhood", "countryside", "region", "natural_feature",
    "facility", "border_crossing",
    "campaign", "operation", "agreement", "conference",
)  # fmt: skip
"""Finer kinds, ids of ontology/entity_types.yml. The order is the model's: a change needs a new model."""

SKIPS = 4
"""Clitic characters before a name: none to three."""
