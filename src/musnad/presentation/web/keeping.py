"""Things of a case kept by id: asked for one by one or many in one question, the longest unused given up first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """At most so many things; what the case has none of is kept as well."""

    def __init__(self, ask: Callable[[list[str]], Mapping[str, T]], most: int) -> None:
        self._ask, self._most = ask, most
        self._known: OrderedDict[str, T | None] = OrderedDict()
        self._lock = Lock()

    def get(self, identifier: str) -> T | None:
        """The thing of this id, None where there is none."""
        with self._lock:
            if identifier in self._known:
                self._known.move_to_end(identifier)
                return self._known[identifier]
        return self.fetch([identifier]).get(identifier)

    def fetch(self, ids: Iterable[str]) -> dict[str, T]:
        """These things; what is not kept yet is asked for in one question."""
        wanted = list(dict.fromkeys(ids))
        with self._lock:
            found = {one: self._known[one] for one in wanted if one in self._known}
        missing = [one for one in wanted if one not in found]
        if missing:
            asked = self._ask(missing)
            found |= {one: asked.get(one) for one in missing}
            with self._lock:
                self._known.update((one, found[one]) for one in missing)
                while len(self._known) > self._most:
                    self._known.popitem(last=False)
        return {one: value for one, value in found.items() if value is not None}

    def clear(self) -> None:
        """Give all of it up."""
        with self._lock:
            self._known.clear()
