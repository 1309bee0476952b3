"""Plugging in another reader of names: the choice, exact stretches, a tagger of one's own, one that fails."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from musnad.annotations.names import find_names, stretches, taggers
from musnad.annotations.names.lines import NameLine, read_line
from musnad.annotations.names.transformers_tagger import Label, TransformersTagger, read_label
from musnad.build import build
from musnad.cli import app
from musnad.errors import SettingError
from musnad.knowledge.store import Case
from musnad.lexicons import load
from musnad.reasons import sentence_for

PAGE = (Path(__file__).parents[2] / "docs/plug_points.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(taggers.VARIABLE, raising=False)
    monkeypatch.setattr(taggers, "_used", None)


def line_of(text: str) -> NameLine:
    return read_line(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "words", "person", "expected"),
    [
        ("زار وحماة ثم", (1, 1), False, "حماة"),
        ("زار للجيش الوطني ثم", (1, 2), False, "لجيش الوطني"),
        ('تنظيم "النور"', (0, 3), False, "النور"),
        ('تنظيم "النور"', (0, 2), False, "النور"),
        ('و"النور"', (0, 3), False, "النور"),
        ('سامر "أبو النور"', (0, 3), True, 'سامر "أبو النور"'),
        ("حزب الوادي (ح و)، ثم", (0, 6), False, "حزب الوادي (ح و)"),
        ("حزب الوادي (جديد قديم بعيد)", (0, 3), False, "حزب الوادي"),
        ('قال "حزب الوادي" أمس', (2, 5), False, "حزب الوادي"),
        ("، .", (0, 1), False, None),
    ],
)
def test_a_stretch_holds_the_name_and_nothing_else(text: str, words: tuple[int, int], person: bool, expected: str | None) -> None:
    stretch = stretches.of_words(line_of(text), *words, person=person)
    assert (text[slice(*stretch)] if stretch else None) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("حلب ثم وحلب ثم بحلب", "حلب", ["حلب"] * 3),
        ("مع الجيش وللجيش", "الجيش", ["الجيش", "لجيش"]),
        ("سلام عليكم", "سلا", []),
        ("رجال حلب", "ال حلب", []),
        ("حلب", "", []),
        ("", "حلب", []),
    ],
)
def test_verbatim_means_whole_words(text: str, name: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in stretches.verbatim(line_of(text), name)] == expected


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("B-PERS", Label(True, False, "PER")), ("I_LOC", Label(False, False, "LOC")), ("S-GPE", Label(True, True, "LOC")),
        ("L-ORG", Label(False, True, "ORG")), ("ORG-B", Label(True, False, "ORG")), ("event", Label(False, False, "EVT")),
        ("B-Population-Center", Label(True, False, "LOC")), ("B-FAC", Label(True, False, "LOC", "facility")),
        ("O", Label()), ("B-DATE", Label()), ("", Label()), ("B-", Label()),
    ],
)  # fmt: skip
def test_labels_of_other_models_become_ours(written: str, label: Label) -> None:
    assert read_label(written) == label


def test_every_label_of_the_lexicon_can_be_read() -> None:
    for name, entry in load("tagger_labels").items():
        assert read_label(f"B-{name}") == Label(True, False, entry["type"], entry.get("kind")), name


def test_a_missing_package_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SettingError, match=r"pip install 'musnad\[transformers\]'"):
        TransformersTagger(str(tmp_path))


@pytest.mark.parametrize("wish", ["magic", "python:hawks", "python:no_such_module:tag", "python:json:nothing", "openai:nowhere"])
def test_a_choice_that_names_nothing_stops_the_build(wish: str, tmp_path: Path) -> None:
    with pytest.raises(SettingError):
        build([], tmp_path / "case.musnad", names=wish)
    result = CliRunner().invoke(app, ["build", str(tmp_path), "--case", str(tmp_path / "b.musnad"), "--names", wish])
    assert isinstance(result.exception, SettingError)


def test_the_build_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert taggers.wished() == taggers.DEFAULT
    monkeypatch.setenv(taggers.VARIABLE, "rules")
    rules = taggers.version()
    taggers.use("model")
    assert (taggers.wished(), taggers.version() != rules) == ("model", True)
    assert taggers.chosen() is not None


@pytest.mark.parametrize("fault", [ValueError("no"), None])
def test_a_tagger_that_fails_leaves_the_report_to_the_rules(fault: Exception | None) -> None:
    def failing(lines: object) -> list[None]:
        if fault:
            raise fault
        return []

    lines, notes = [line_of("وصل إلى مدينة حلب")], list[str]()
    assert list(find_names(lines, failing, notes)) == list(find_names(lines))
    assert len(notes) == 1 and notes[0].startswith(taggers.FAILED)


def test_the_tagger_of_the_page_works_and_is_noticed_when_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.S)
    module = tmp_path / "hawks.py"
    module.write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "hawks", raising=False)
    taggers._made.cache_clear()
    report = tmp_path / "one.txt"
    report.write_text("كتب هنا زرقوند عن الماء\n\nثم عاد وزرقوند.\n", encoding="utf-8")
    case_path = tmp_path / "case.musnad"
    first = build([report], case_path, names="python:hawks:tag")
    assert (first.read, first.incomplete) == (1, ())
    with Case.open(case_path) as case:
        (mention, *_) = (mention for mention in case.report("one.txt").mentions if mention.by == "names.plugged")
    assert (mention.name, str(mention.type)) == ("زرقوند", "PER")
    assert "زرقوند" in sentence_for(mention.by, dict(mention.because), "en")
    assert build([report], case_path, names="python:hawks:tag").read == 0
    module.write_text(code + "\n# changed\n", encoding="utf-8")
    taggers._made.cache_clear()
    assert build([report], case_path, names="python:hawks:tag").read == 1


def test_the_page_names_every_tagger_and_its_lexicon_is_sound(tmp_path: Path) -> None:
    for name in taggers.TAGGERS:
        assert f"| `{name}" in PAGE
    (lexicon,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.S)
    kinds = {entry.get("kind") for entry in load("tagger_labels").values()} | {"armed_group"}
    assert all(entry.get("kind") in kinds for entry in yaml.safe_load(lexicon).values())
