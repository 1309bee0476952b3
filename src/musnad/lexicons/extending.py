"""What a researcher's own lexicon file adds to the shipped one of the same name.

Lists grow, tables grow, and nothing that is shipped changes unless the new entry says `replaces: true`. What an entry may hold
is read off the shipped entries beside it: their fields, which of them all entries have, and the kinds of their values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Path = tuple[str | int, ...]
REPLACES = "replaces"
_FIELD = re.compile("[a-z][a-z_]*$")
_KINDS = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a mapping"}


class Extension:
    """One file's additions checked against the shipped content; `content` is the two together, `faults` what is wrong."""

    def __init__(self, shipped: Any, added: Any, line: Callable[[Path], int], kinds: Mapping[str, str]) -> None:
        self._line, self._kinds = line, kinds
        self.faults: list[str] = []
        if isinstance(shipped, dict) and isinstance(added, dict) and _is_record(shipped):
            for key in (key for key in added if key not in shipped):
                self._fault((key,), f"{key} is no part of this file; it may hold {', '.join(shipped)}")
            added = {key: value for key, value in added.items() if key in shipped}
        self.content = self._joined(shipped, added, ())

    def _fault(self, path: Path, words: str) -> None:
        self.faults.append(f"line {self._line(path)}: {words}")

    def _joined(self, shipped: Any, added: Any, path: Path) -> Any:
        if isinstance(shipped, dict) and isinstance(added, dict):
            return self._grown_table(shipped, added, path)
        if isinstance(shipped, list) and isinstance(added, list):
            return self._grown_list(shipped, added, path)
        if _kind(shipped) != _kind(added):
            self._fault(path, f"{path[-1] if path else 'the file'} must be {_kind(shipped)}, not {_kind(added)}")
        elif shipped != added:
            self._fault(path, f"{path[-1]} is already {shipped!r}; give the whole entry with `{REPLACES}: true` to change it")
        return shipped

    def _grown_table(self, shipped: dict[Any, Any], added: dict[Any, Any], path: Path) -> dict[Any, Any]:
        grown = dict(shipped)
        for key, value in added.items():
            here = (*path, key)
            if key not in shipped or (isinstance(value, dict) and value.get(REPLACES) is True):
                self._check(value, list(shipped.values()), here)
                grown[key] = _plain(value)
            else:
                grown[key] = self._joined(shipped[key], value, here)
        return grown

    def _grown_list(self, shipped: list[Any], added: list[Any], path: Path) -> list[Any]:
        grown = list(shipped)
        places = {entry["id"]: number for number, entry in enumerate(shipped) if isinstance(entry, dict) and "id" in entry}
        own: dict[Any, int] = {}
        for number, value in enumerate(added):
            here = (*path, number)
            self._check(value, shipped, here)
            ident = value.get("id") if isinstance(value, dict) else None
            replaces = isinstance(value, dict) and value.get(REPLACES) is True
            if ident is not None and ident in own:
                self._fault(here, f"the id {ident} stands already in line {own[ident]}")
            elif ident is not None and ident in places and not replaces:
                self._fault(here, f"the id {ident} is one of musnad's own; write `{REPLACES}: true` to replace that entry")
            elif replaces and ident not in places:
                self._fault(here, f"there is no entry {ident} to replace")
            elif replaces:
                grown[places[ident]] = _plain(value)
            elif value not in shipped:
                grown.append(_plain(value))
            if ident is not None:
                own.setdefault(ident, self._line(here))
        return grown

    def _check(self, value: Any, examples: Sequence[Any], path: Path) -> None:
        """Is `value` of the kind that its neighbours are?"""
        kinds = dict.fromkeys(_kind(example) for example in examples if example is not None)
        if kinds and _kind(value) not in kinds:
            self._fault(path, f"{path[-1] if isinstance(path[-1], str) else 'an entry'} must be {' or '.join(kinds)}")
        elif isinstance(value, dict):
            self._check_record(value, [example for example in examples if isinstance(example, dict)], path)
        elif isinstance(value, list):
            inner = [item for example in examples if isinstance(example, list) for item in example]
            for number, item in enumerate(value):
                self._check(item, inner, (*path, number))
        elif path[-1] == "subtype":
            types = {self._kinds[example] for example in examples if example in self._kinds}
            choice = [kind for kind, of in self._kinds.items() if of in types]
            if value not in choice:
                self._fault(path, f"there is no kind {value}; choose one of {', '.join(choice)}")
        elif path[-1] == "kind" and value not in examples:
            self._fault(path, f"there is no kind {value}; choose one of {', '.join(sorted({str(each) for each in examples}))}")

    def _check_record(self, value: dict[Any, Any], examples: Sequence[dict[Any, Any]], path: Path) -> None:
        if not examples or not all(map(_is_record, examples)):
            return
        allowed = dict.fromkeys(field for example in examples for field in example)
        for field in (field for field in value if field not in allowed and field != REPLACES):
            self._fault((*path, field), f"there is no field {field}; an entry may hold {', '.join(allowed)}, {REPLACES}")
        for field in (field for field in allowed if all(field in example for example in examples) and field not in value):
            self._fault(path, f"the entry lacks {field}")
        for field, inner in value.items():
            if field in allowed:
                self._check(inner, [example[field] for example in examples if field in example], (*path, field))


def _is_record(table: dict[Any, Any]) -> bool:
    """True where the keys are names of fields; a table keyed by words or codes is open."""
    return bool(table) and all(isinstance(key, str) and _FIELD.match(key) for key in table)


def _plain(value: Any) -> Any:
    return {key: inner for key, inner in value.items() if key != REPLACES} if isinstance(value, dict) else value


def _kind(value: Any) -> str:
    return _KINDS.get(type(value), type(value).__name__)
