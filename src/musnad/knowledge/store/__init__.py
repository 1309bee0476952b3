"""The case: one SQLite file with everything read and derived, its originals beside it."""

from musnad.knowledge.store.case import Case
from musnad.knowledge.store.rows import DocumentSummary, EntitySummary, EventSummary, Hit, ItemStatus

__all__ = ["Case", "DocumentSummary", "EntitySummary", "EventSummary", "Hit", "ItemStatus"]
