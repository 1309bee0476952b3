"""Language knowledge as YAML, and the one loader for it.

A lexicon file is `lexicons/NAME.yml`; the loader caches, folds nothing, and reports every fault with file and line. What a file
holds and who reads it stands in the file's own header.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from musnad.errors import LexiconError

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times faster; not every build has it


class _Loader(_Base):  # type: ignore[misc]
    """Safe YAML in which a key that stands twice is a fault: plain YAML would silently keep the later one."""

    faults: list[str]

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: dict[Any, int] = {}
        for key_node, _ in node.value:
            key, line = key_node.value, key_node.start_mark.line + 1
            if not isinstance(key, str):
                continue
            if key in seen and key != "<<":
                self.faults.append(f"line {line}: the key {key!r} stands already in line {seen[key]}")
            seen[key] = line
        return super().construct_mapping(node, deep)


@cache
def load(name: str, package: str = "musnad.lexicons") -> Any:
    """The content of `lexicons/NAME.yml` (`name` may hold a folder: `reasons/names`).

    Raises LexiconError with all faults where the file is missing, is not YAML, is empty, or holds a key twice.
    """
    path = files(package).joinpath(f"{name}.yml")
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LexiconError(f"{name}.yml", ["the file does not exist"]) from None
    loader.faults = []
    try:
        content = loader.get_single_data()
    except yaml.YAMLError as error:
        raise LexiconError(f"{name}.yml", [str(error)]) from error
    finally:
        loader.dispose()
    if not content:
        loader.faults.append("the file is empty")
    if loader.faults:
        raise LexiconError(f"{name}.yml", loader.faults)
    return content
