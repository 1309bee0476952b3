"""Every lexicon and ontology file loads, says what it is, and labels everything in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import musnad
from musnad import lexicons, ontology
from musnad.errors import LexiconError

SOURCE = Path(musnad.__file__).parent
LEXICONS = sorted((SOURCE / "lexicons").rglob("*.yml"))
ONTOLOGY = sorted((SOURCE / "ontology").glob("*.yml"))


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: path.stem)
def test_lexicon_loads_and_says_what_it_is(path: Path) -> None:
    assert lexicons.load(str(path.relative_to(SOURCE / "lexicons").with_suffix("")))
    assert path.read_text(encoding="utf-8").startswith("# "), "a header says what the file holds and who reads it"


@pytest.mark.parametrize("path", ONTOLOGY, ids=lambda path: path.stem)
def test_everything_in_the_ontology_has_both_labels(path: Path) -> None:
    for identifier, entry in ontology.load(path.stem).items():
        assert entry.get("ar") and entry.get("en"), f"{path.name}: {identifier} lacks a label"


@pytest.mark.parametrize("path", sorted((SOURCE / "lexicons/reasons").glob("*.yml")), ids=lambda path: path.stem)
def test_reasons_are_sentences_in_both_languages(path: Path) -> None:
    for rule, entry in lexicons.load(f"reasons/{path.stem}").items():
        arabic, english = entry["ar"], entry["en"]
        assert re.search("[\u0621-\u064a]", arabic), f"{path.stem}.{rule}: the Arabic sentence is not Arabic"
        assert re.search("[a-z]", english), f"{path.stem}.{rule}: the English sentence is not English"
        for sentence in (arabic, english):
            assert sentence.format_map(Gaps()), f"{path.stem}.{rule}: a gap is not closed"


class Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "x"


def _package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    folder = tmp_path / "broken_lexicons"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "words.yml").write_text(content, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))


def test_all_faults_are_reported_together_with_their_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _package(tmp_path, monkeypatch, "قال: 1\nأكد: 2\nقال: 3\nأكد: 4\n")
    lexicons.load.cache_clear()
    with pytest.raises(LexiconError) as caught:
        lexicons.load("words", "broken_lexicons")
    assert [fault[:7] for fault in caught.value.faults] == ["line 3:", "line 4:"]


def test_a_missing_lexicon_is_named() -> None:
    with pytest.raises(LexiconError, match="no_such"):
        lexicons.load("no_such")
