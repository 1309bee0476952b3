"""What all reports of a case say together: entities, statements, relations, events, contradictions, and the store."""

from musnad.knowledge.derive import derive

__all__ = ["derive"]
