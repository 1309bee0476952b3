"""The tables of a case as the present code reads and writes them; `migrations.py` holds the steps that make them.

Columns beside `content` are what is asked for or sorted by; `content` is the record itself as JSON. The search index is the
business of `search.py` alone. Nothing here is SQLite's own, so that the same tables can stand on PostgreSQL.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Double, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

documents = Table(
    "documents", metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("outlet", Text),
    Column("published", Text),
    Column("basis", Text, nullable=False),
    Column("published_order", Text, nullable=False),
    Column("copy_of", Text),
    Column("words", Integer, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("received", Text, nullable=False),
    Column("pipeline_version", Text, nullable=False),
    Column("search_row", Integer, nullable=False),
    Column("untitled", Boolean, nullable=False),
)  # fmt: skip

reports = Table(
    "reports", metadata,
    Column("document_id", Text, primary_key=True),
    Column("document", Text, nullable=False),
    Column("annotations", Text, nullable=False),
)  # fmt: skip

entities = Table(
    "entities", metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_en", Text),
    Column("subtype", Text),
    Column("mentions", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("content", Text, nullable=False),
)  # fmt: skip

aliases = Table(
    "aliases", metadata,
    Column("entity_id", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("grade", Text, nullable=False),
    Column("mentions", Integer, nullable=False),
)  # fmt: skip

mentions = Table(
    "mentions", metadata,
    Column("document_id", Text, primary_key=True),
    Column("mention_id", Text, primary_key=True),
    Column("entity_id", Text, nullable=False),
)  # fmt: skip

statements = Table(
    "statements", metadata,
    Column("id", Text, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("property", Text, nullable=False),
    Column("value", Text),
    Column("object", Text),
    Column("original", Text, nullable=False),
    Column("lang", Text),
    Column("document_id", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("line", Integer, nullable=False),
    Column("annotation_id", Text),
    Column("stated_by", Text),
    Column("holds", Text),
    Column("chain", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("score", Double, nullable=False),
    Column("modality", Text, nullable=False),
    Column("judged", Text),
    Column("machine", Text),
    Column("code", Text),
)  # fmt: skip
"""All of a statement; the view `assertions` adds its report and when the assertion was first and last seen."""

relations = Table(
    "relations", metadata,
    Column("id", Text, primary_key=True),
    Column("subject", Text, nullable=False),
    Column("predicate", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("content", Text, nullable=False),
)  # fmt: skip

events = Table(
    "events", metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("date", Text),
    Column("date_order", Text, nullable=False),
    Column("content", Text, nullable=False),
)  # fmt: skip

event_entities = Table(
    "event_entities", metadata,
    Column("event_id", Text, primary_key=True),
    Column("entity_id", Text, primary_key=True),
    Column("role", Text, primary_key=True),
)  # fmt: skip

event_mentions = Table(
    "event_mentions", metadata,
    Column("document_id", Text, primary_key=True),
    Column("annotation_id", Text, primary_key=True),
    Column("event_id", Text, nullable=False),
)  # fmt: skip

contradictions = Table(
    "contradictions", metadata,
    Column("id", Text, primary_key=True),
    Column("about", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("content", Text, nullable=False),
)  # fmt: skip

judgements = Table(
    "judgements", metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("content", Text, nullable=False),
)  # fmt: skip

judgement_items = Table(
    "judgement_items", metadata,
    Column("judgement_id", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
)  # fmt: skip
"""What a judgement names, and the reports its anchors stand in ('' where in none)."""

standings = Table(
    "standings", metadata,
    Column("judgement_id", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("content", Text, nullable=False),
)  # fmt: skip

standing_items = Table(
    "standing_items", metadata,
    Column("judgement_id", Text, primary_key=True),
    Column("item", Text, primary_key=True),
)  # fmt: skip
"""What the anchors of a judgement mean in what was derived last."""

conflicts = Table(
    "conflicts", metadata,
    Column("id", Text, primary_key=True),
    Column("judgement_id", Text, nullable=False),
    Column("content", Text, nullable=False),
)  # fmt: skip

failures = Table(
    "failures", metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("problem", Text, nullable=False),
    Column("advice", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("gaps", Text, nullable=False),
)  # fmt: skip

facets = Table(
    "facets", metadata,
    Column("facet", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("reports", LargeBinary, nullable=False),
)  # fmt: skip
"""What `facets.py` packs: by what reports can be sifted."""

saved_searches = Table(
    "saved_searches", metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("looked", Text, nullable=False),
)  # fmt: skip

drafts = Table(
    "drafts", metadata,
    Column("item", Text, primary_key=True),
    Column("owner", Text, primary_key=True),
    Column("note", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("at", Text, nullable=False),
)  # fmt: skip

heads = Table(
    "heads", metadata,
    Column("entity_id", Text, primary_key=True),
    Column("authority", Text),
    Column("content", Text, nullable=False),
)  # fmt: skip
"""An entity without its references but the first ones, with how many there are (`rows.Head`)."""

entity_documents = Table(
    "entity_documents", metadata,
    Column("entity_id", Text, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("document_id", Text, nullable=False),
    Column("times", Integer, nullable=False),
    Column("content", Text, nullable=False),
)  # fmt: skip
"""The reports that name an entity in order of publication, with its places in each."""

moments = Table(
    "moments", metadata,
    Column("event_id", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("dated", Boolean, nullable=False),
    Column("apart", Boolean, nullable=False),
    Column("contested", Boolean, nullable=False),
    Column("tellings", Integer, nullable=False),
    Column("begins", Text, nullable=False),
    Column("ends", Text, nullable=False),
)  # fmt: skip
"""Happenings in order of time; `apart`: dates that share no day; `contested`: a contradiction is about it."""

datings = Table(
    "datings", metadata,
    Column("event_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("begins", Text, nullable=False),
    Column("ends", Text, nullable=False),
)  # fmt: skip
"""The single dates of happenings that have several."""

event_outlets = Table(
    "event_outlets", metadata,
    Column("event_id", Text, primary_key=True),
    Column("outlet", Text, primary_key=True),
)  # fmt: skip
"""The outlets that tell of a happening, where there is more than one."""

ties = Table(
    "ties", metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("weight", Integer, nullable=False),
    Column("stated", Integer, nullable=False),
    Column("told", Integer, nullable=False),
    Column("content", Text, nullable=False),
)  # fmt: skip
"""What ties two actors, a row from each end; the one whose `one` comes first in order has the ids behind it."""

drawings = Table(
    "drawings", metadata,
    Column("name", Text, primary_key=True),
    Column("content", Text, nullable=False),
)  # fmt: skip
"""Where the parts of a drawing of the whole case stand on paper."""

meta = Table(
    "meta", metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)  # fmt: skip

migrations = Table(
    "migrations", metadata,
    Column("name", Text, primary_key=True),
    Column("applied", Double, nullable=False),
)  # fmt: skip

KNOWLEDGE = (
    entities, aliases, mentions, statements, relations, events, event_entities, event_mentions, contradictions, standings,
    standing_items, conflicts,
)  # fmt: skip
"""What `replace_knowledge` writes anew."""

OVERVIEW = (heads, entity_documents, moments, datings, event_outlets, ties, drawings)
"""What `overview.replace` writes anew."""

OTHER_SPELLING, ANY_SPELLING = "spelling", "spellings"
"""Grades of alias rows that only search reads: a whole name in other Latin letters; all spellings of all its words."""

OUTLETS = "outlets"
"""Key of `meta` under which what a case holds of each outlet is kept."""
