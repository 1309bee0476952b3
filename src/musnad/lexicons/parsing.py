"""YAML text to content: a key that stands twice is a fault, and every value knows its line."""

from __future__ import annotations

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


def parse(text: str, name: str) -> Any:
    """The content of a lexicon file.

    Raises LexiconError with all faults where it is not YAML, is empty, or holds a key twice.
    """
    loader = _Loader(text)
    loader.faults = []
    try:
        content = loader.get_single_data()
    except yaml.YAMLError as error:
        raise LexiconError(name, [str(error)]) from error
    finally:
        loader.dispose()
    if not content:
        loader.faults.append("the file is empty")
    if loader.faults:
        raise LexiconError(name, loader.faults)
    return content


class Lines:
    """The lines of a YAML text's values, by their path of keys and indices."""

    def __init__(self, text: str) -> None:
        self._root = yaml.compose(text, Loader=_Base)

    def of(self, path: tuple[str | int, ...]) -> int:
        """The line of the value at this path, or of the nearest value above it."""
        node, line = self._root, 1
        for step in path:
            if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                node = node.value[step]
                line = node.start_mark.line + 1
            elif isinstance(node, yaml.MappingNode):
                found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
                if found is None:
                    break
                line, node = found[0].start_mark.line + 1, found[1]
        return int(line)
