"""Groups of things held to be one, with what must never be joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Clusters:
    """Union-find that refuses a join across a `never` pair or between two authority ids."""

    def __init__(self, size: int, authorities: Mapping[int, frozenset[str]], never: Iterable[tuple[int, int]] = ()) -> None:
        self._parent = list(range(size))
        self._authorities = dict(authorities)
        self._enemies: dict[int, set[int]] = {}
        for one, other in never:
            self._enemies.setdefault(one, set()).add(other)
            self._enemies.setdefault(other, set()).add(one)

    def root(self, item: int) -> int:
        """The item that stands for the group."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def together(self, one: int, other: int) -> bool:
        """True where both are already one."""
        return self.root(one) == self.root(other)

    def authorities(self, item: int) -> frozenset[str]:
        """Authority ids of the group."""
        return self._authorities.get(self.root(item), frozenset())

    def may_join(self, one: int, other: int) -> bool:
        """False where an authority list or an analyst says that they are two."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return True
        first, second = self.authorities(a), self.authorities(b)
        if first and second and first.isdisjoint(second):
            return False
        return all(self.root(enemy) != b for enemy in self._enemies.get(a, ()))

    def join(self, one: int, other: int, forced: bool = False) -> bool:
        """Make two groups one, unless that is ruled out; True where they are one now. `forced`: an analyst says so."""
        a, b = sorted((self.root(one), self.root(other)))
        if a == b:
            return True
        if not forced and not self.may_join(a, b):
            return False
        self._parent[b] = a
        self._authorities[a] = self._authorities.get(a, frozenset()) | self._authorities.pop(b, frozenset())
        self._enemies.setdefault(a, set()).update(self._enemies.pop(b, ()))
        return True
