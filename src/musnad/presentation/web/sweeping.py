"""Looks for garbage between pages, not in the midst of one: to search all that a large case keeps stops it for 0.1 s or more."""

from __future__ import annotations

import gc
import threading
import time

from musnad.presentation.web.timing import Traffic

_EVERY = 1.0
"""Seconds between two looks whether there is time."""
_PAUSE, _PAGES = 0.3, 10
"""Seconds without a page, and pages since the last time, after which what the last pages left is looked through."""
_LONG_PAUSE, _MANY_PAGES = 20.0, 2000
"""The same for everything that is kept."""
_LONGEST = 300.0
"""Seconds after which it is done although somebody always reads."""
_THRESHOLD = (200_000, 20, 1000)
"""Allocations, and rounds, after which Python does it by itself: rarely, should nobody ever pause."""


class Sweeper:
    """One thread that collects garbage while nobody waits for a page."""

    def __init__(self, traffic: Traffic) -> None:
        self._traffic = traffic
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="musnad-sweep", daemon=True)
        self._before = gc.get_threshold()

    def start(self) -> None:
        """Begin."""
        gc.set_threshold(*_THRESHOLD)
        self._thread.start()

    def stop(self) -> None:
        """Leave off, and leave the process as it was."""
        self._stop.set()
        gc.set_threshold(*self._before)
        gc.unfreeze()

    def _work(self) -> None:
        swept, looked = 0, 0
        last = time.monotonic()
        while not self._stop.wait(_EVERY):
            pages, idle, now = self._traffic.pages, self._traffic.idle(), time.monotonic()
            if pages - looked >= _MANY_PAGES and idle >= _LONG_PAUSE:
                gc.unfreeze()
                gc.collect()
                looked = pages
            elif pages - swept >= _PAGES and (idle >= _PAUSE or now - last >= _LONGEST):
                gc.collect(1)
            else:
                continue
            gc.freeze()  # what is left is kept for long: it need not be looked through the next time
            swept, last = pages, now
