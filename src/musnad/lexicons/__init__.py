"""Language knowledge as YAML, and the one loader for it.

A lexicon file is `lexicons/NAME.yml`; the loader caches, folds nothing, and reports every fault with the file. What a file
holds and who reads it stands in the file's own header.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from musnad.errors import LexiconError

try:  # the C loader is ten times faster; pure-Python builds of PyYAML lack it
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # pragma: no cover
    from yaml import SafeLoader  # type: ignore[assignment]


@cache
def load(name: str, package: str = "musnad.lexicons") -> Any:
    """The content of `lexicons/NAME.yml` (`name` may hold a folder: `reasons/names`).

    Raises LexiconError where the file is missing, is not YAML or is empty.
    """
    path = files(package).joinpath(f"{name}.yml")
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=SafeLoader)
    except FileNotFoundError:
        raise LexiconError(f"{name}.yml", ["the file does not exist"]) from None
    except yaml.YAMLError as error:
        raise LexiconError(f"{name}.yml", [str(error)]) from error
    if not content:
        raise LexiconError(f"{name}.yml", ["the file is empty"])
    return content
