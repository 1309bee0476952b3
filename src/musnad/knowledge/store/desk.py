"""What a case holds for its analysts: what waits for them, what they keep, what reports can be sifted by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Engine, func, select

from musnad.knowledge.store import engine, facets, queues, reading, schema, search, shelved
from musnad.knowledge.store.queues import Waiting
from musnad.knowledge.store.shelved import Draft, SavedSearch
from musnad.records import Judgement
from musnad.script import search_key


class Desk:
    """The analysts' side of a case; `Case.desk`."""

    def __init__(self, database: Engine) -> None:
        self._database = database

    def edition(self) -> str:
        """Changes whenever reports or what was derived from them change; a decision alone changes nothing until it is derived."""
        documents, failures, meta = schema.documents, schema.failures, schema.meta
        with self._database.connect() as connection:
            derived = connection.execute(select(meta.c.value).where(meta.c.key == "knowledge_state")).scalar()
            reports = connection.execute(select(func.count(), func.max(documents.c.received)).select_from(documents)).one()
            failed = connection.execute(select(func.count()).select_from(failures)).scalar()
        return f"{derived} {reports[0]} {reports[1]} {failed}"

    # --- searching ---

    def facets(self) -> facets.Facets:
        """Facet → value → reports, as bits of a number: bit n is the report of row n."""
        with self._database.connect() as connection:
            return facets.read(connection)

    def rows(self) -> dict[str, int]:
        """Report id → its row."""
        with self._database.connect() as connection:
            return facets.rows(connection)

    def words_alone(self, words: str) -> list[tuple[str, int]]:
        """Each word or phrase of a search as it was typed, with how many reports hold it by itself."""
        with self._database.connect() as connection:
            parsed = ((piece, search.parse(piece)) for piece in search.pieces(words))
            return [(piece, search.count(connection, terms)) for piece, terms in parsed if terms]

    def near_names(self, words: str) -> list[str]:
        """Names of the case that are near to what was typed."""
        key = search_key(words)
        with self._database.connect() as connection:
            return reading.suggestions(connection, key) if key else []

    def save_search(self, name: str, owner: str, query: str, at: str) -> SavedSearch:
        """Keep a search by name; the same name of the same user stands for the new one."""
        with engine.writing(self._database) as connection:
            return shelved.save(connection, name, owner, query, at)

    def searches(self) -> list[SavedSearch]:
        """Saved searches, by name."""
        with self._database.connect() as connection:
            return shelved.searches(connection)

    def saved_search(self, search_id: str) -> SavedSearch:
        """One saved search. Raises NotFound."""
        with self._database.connect() as connection:
            return shelved.search(connection, search_id)

    def look(self, search_id: str, at: str) -> None:
        """What the search finds today is seen."""
        with engine.writing(self._database) as connection:
            shelved.look(connection, search_id, at)

    def drop_search(self, search_id: str) -> None:
        """Delete a saved search."""
        with engine.writing(self._database) as connection:
            shelved.drop(connection, search_id)

    # --- reviewing ---

    def stated(self, queue: str) -> list[Waiting]:
        """Doubtful annotations of a queue of `queues.STATED`, or (`ties`) of all other kinds."""
        with self._database.connect() as connection:
            return queues.stated(connection, queue)

    def aliases(self) -> list[Waiting]:
        """Names that may not be their entity's."""
        with self._database.connect() as connection:
            return queues.aliases(connection)

    def merges(self) -> list[Waiting]:
        """Entities that share a name and were kept apart."""
        with self._database.connect() as connection:
            return queues.merges(connection)

    def fresh(self) -> set[str]:
        """What was decided and has not taken effect yet."""
        with self._database.connect() as connection:
            return queues.fresh(connection)

    def decided(self) -> Counter[tuple[str, str]]:
        """How many decisions hold, by verdict and kind."""
        with self._database.connect() as connection:
            return queues.decided(connection)

    def latest(self, limit: int) -> list[Judgement]:
        """The last decisions, newest first."""
        with self._database.connect() as connection:
            return queues.latest(connection, limit)

    def standing_judgement(self, judgement_id: str) -> Judgement | None:
        """A decision that was not taken back."""
        with self._database.connect() as connection:
            return queues.standing(connection, judgement_id)

    def states(self, ids: Sequence[str]) -> dict[str, str]:
        """What became of these decisions: a state of `Standing`, `undone` at once, `waiting` until it takes effect."""
        with self._database.connect() as connection:
            known, undone = queues.states(connection, ids), queues.taken_back(connection)
        return {one: "undone" if one in undone else known.get(one, "waiting") for one in ids}

    def on_items(self, items: Sequence[str]) -> dict[str, list[Judgement]]:
        """What was decided on these things, oldest first; undoing left out."""
        with self._database.connect() as connection:
            return queues.on_items(connection, items)

    def statuses(self) -> dict[str, str]:
        """Contradictions whose status was decided since the case was derived, with what it will be."""
        with self._database.connect() as connection:
            return queues.statuses(connection)

    def since(self, items: Sequence[str], number: int) -> list[str]:
        """Decisions on these things that came after the one of this number, by id."""
        with self._database.connect() as connection:
            return queues.since(connection, items, number)

    def last_number(self) -> int:
        """The number of the last decision."""
        with self._database.connect() as connection:
            return queues.last_number(connection)

    def keep_draft(self, draft: Draft) -> None:
        """Keep what somebody has written on a thing without deciding."""
        with engine.writing(self._database) as connection:
            shelved.keep_draft(connection, draft)

    def draft(self, item: str, owner: str) -> Draft | None:
        """What this analyst has written on this thing."""
        with self._database.connect() as connection:
            return shelved.draft(connection, item, owner)

    def drop_drafts(self, items: Sequence[str], owner: str) -> None:
        """What was written is decided."""
        with engine.writing(self._database) as connection:
            shelved.drop_drafts(connection, items, owner)
