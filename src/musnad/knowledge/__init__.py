"""What all reports of a case say together: entities, statements, relations, events, contradictions, and the store."""

from musnad.knowledge.derive import STEPS, derive

__all__ = ["STEPS", "derive"]
