"""Derives a case anew behind the pages, so that an analyst's decision takes effect while she reads on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from musnad.build import derive_again
from musnad.errors import CaseInUse, MusnadError
from musnad.knowledge.store import Case

_QUIET, _PATIENCE = 0.6, 4.0
"""Seconds without a decision after which a round begins, and the longest that a decision waits for it.

Who works through a queue by keyboard decides every second or two, and each round reads the whole case.
"""


class Deriver:
    """One thread at most; decisions in quick succession are taken in by one round, those that come while it works by one more."""

    def __init__(self, path: Path, open_case: Callable[[Path], Case] = Case.open) -> None:
        self.path, self._open = path, open_case
        self._lock = threading.Lock()
        self._asked = False
        self._last = 0.0
        self._thread: threading.Thread | None = None
        self.rounds = 0
        """How often the case was derived anew."""
        self.problem = ""
        """Why the last round failed; empty where it did not."""

    @property
    def busy(self) -> bool:
        """True while decisions wait to take effect."""
        with self._lock:
            return self._asked or self._thread is not None

    def ask(self) -> None:
        """There is something new."""
        with self._lock:
            self._asked, self._last = True, time.monotonic()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="musnad-derive", daemon=True)
                self._thread.start()

    def wait(self, seconds: float) -> None:
        """Wait until all that was asked for is done, `seconds` at most."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _work(self) -> None:
        while self._next():
            try:
                with self._open(self.path) as case:
                    derive_again(case)
                self.problem = ""
                self.rounds += 1
            except CaseInUse:
                # A long build: what was decided takes effect when it is done.
                with self._lock:
                    self._asked = True
            except MusnadError as error:
                # What was decided is kept all the same: the next build derives with it.
                self.problem = str(error)
            except Exception as error:
                # Told on every page; a thread that died of it would leave the pages waiting for ever.
                self.problem = f"{type(error).__name__}: {error}"

    def _next(self) -> bool:
        """True when a round is to begin; false, and the thread ends, where nothing was asked for."""
        began = time.monotonic()
        while True:
            with self._lock:
                if not self._asked:
                    self._thread = None
                    return False
                left = min(self._last + _QUIET, began + _PATIENCE) - time.monotonic()
                if left <= 0:
                    self._asked = False
                    return True
            time.sleep(left)
