"""What the first reader would wait for, done while the server starts: templates, word lists, the lists of the case."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from functools import partial

from musnad import ontology
from musnad.errors import MusnadError
from musnad.knowledge.store import search
from musnad.knowledge.store.moments import WantedTimes
from musnad.presentation.atlas import atlas
from musnad.presentation.network import network
from musnad.presentation.web.case_reader import CaseDoor, CaseReader
from musnad.presentation.web.page import templates
from musnad.presentation.web.queues import QUEUES, waiting_in

_VOCABULARIES = ("entity_types", "event_types", "predicates", "attributes", "roles")


class Warmer:
    """One thread that reads ahead; pages that are asked for meanwhile do not wait for it."""

    def __init__(self, door: CaseDoor) -> None:
        self._door = door
        self._stopped = False
        self._thread = threading.Thread(target=self._work, name="musnad-warm", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Leave off, before the case is closed."""
        self._stopped = True
        if self._thread.is_alive():
            self._thread.join(30)

    def _work(self) -> None:
        try:
            self._read_ahead()
        except MusnadError:
            return  # a case that cannot be read is told of by its pages

    def _read_ahead(self) -> None:
        for name in sorted(templates().list_templates(extensions=["html"])):
            templates().get_template(name)
        search.parse("كلمة")  # reads what the stemmer needs
        for vocabulary in _VOCABULARIES:
            ontology.load(vocabulary)
        reader = self._door.reader()
        for ahead in ("summaries", "latest", "outlets", "sifting", "month_names", "counts", "busy", "contradictions", "freshest"):
            if self._stopped:
                return
            getattr(reader, ahead)
        reader.counted(WantedTimes())
        reader.years(WantedTimes())
        for language in ("ar", "en"):
            atlas(reader.places.most[:1], language)
        for queue in QUEUES:
            if self._stopped:
                return
            waiting_in(reader, queue)
        # The whole case drawn and counted: half a second to two each on 20,000 reports, read from what is stored.
        for work in _whole_case(reader):
            if self._stopped:
                return
            work()
        # What stays as long as the server need not be searched for garbage: that stops every page for a third of a second.
        gc.collect()
        gc.freeze()


def _whole_case(reader: CaseReader) -> Iterator[Callable[[], object]]:
    """The map and network that the navigation leads to, and the reckoning of the page on errors."""
    everything = (None, True, True, network)
    yield lambda: reader.place_times
    for language in ("ar", "en"):
        yield partial(reader.atlas, language, None)
    yield partial(reader.network, *everything)
    yield partial(reader.tie_times, *everything)
    yield lambda: reader.reckoning
