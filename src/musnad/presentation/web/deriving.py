"""Derives a case anew behind the pages, so that an analyst's decision takes effect while she reads on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from musnad.build import derive_again
from musnad.errors import CaseInUse, MusnadError
from musnad.knowledge.store import Case


class Deriver:
    """One thread at most; decisions that come while it works are taken in by one more round."""

    def __init__(self, path: Path, open_case: Callable[[Path], Case] = Case.open) -> None:
        self.path, self._open = path, open_case
        self._lock = threading.Lock()
        self._asked = False
        self._thread: threading.Thread | None = None
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
            self._asked = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="musnad-derive", daemon=True)
                self._thread.start()

    def wait(self, seconds: float) -> None:
        """Wait until all that was asked for is done, `seconds` at most."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._asked:
                    self._thread = None
                    return
                self._asked = False
            try:
                with self._open(self.path) as case:
                    derive_again(case)
                self.problem = ""
            except CaseInUse:
                # A long build: what was decided takes effect when it is done.
                with self._lock:
                    self._asked = True
            except MusnadError as error:
                # What was decided is kept all the same: the next build derives with it.
                self.problem = str(error)
