"""A researcher's folder extends the shipped lexicons, and its faults are told with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from musnad import lexicons
from musnad.build import build, use_lexicon_of
from musnad.cli import app
from musnad.errors import LexiconError
from musnad.knowledge.store import Case

PAGE = Path(__file__).parents[2] / "docs/lexicon.md"
REPORT = """اشتباكات قرب خربة الدرداء

15 شباط فبراير الصغير 2020

هاجم مقاتلو ألوية السنابل حاجزاً في خربة الدرداء، وقالت "غربال الفجر" إن عنصرين قتلا.

وقال القصباوي لصحيفة الضفتان إن فريق 8 آذار يتابع ما يجري.
"""


@pytest.fixture(autouse=True)
def _as_shipped() -> Iterator[None]:
    yield
    lexicons.use(None)


def folder(tmp_path: Path, **files: str) -> Path:
    """A folder of lexicon files; `names` is names.tsv."""
    place = tmp_path / "lexicon"
    place.mkdir(exist_ok=True)
    for name, text in files.items():
        (place / ("names.tsv" if name == "names" else f"{name}.yml")).write_text(text, encoding="utf-8")
    return place


def of_the_page(tmp_path: Path) -> Path:
    """The folder that docs/lexicon.md describes."""
    place = tmp_path / "lexicon"
    place.mkdir()
    blocks = re.findall(r"^`([a-z_]+\.(?:tsv|yml))`\n\n```\w*\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    for name, text in blocks:
        (place / name).write_text(text, encoding="utf-8")
    assert len(blocks) == 3
    return place


def faults(place: Path) -> list[str]:
    with pytest.raises(LexiconError) as caught:
        lexicons.read(place)
    return caught.value.faults


def entries(name: str, section: str) -> dict[str, dict[str, object]]:
    return {entry["id"]: entry for entry in lexicons.load(name)[section]}


def built(tmp_path: Path, place: Path | None, workers: int = 1) -> Case:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    build([report], tmp_path / "case.musnad", lexicon=place, workers=workers)
    return Case.open(tmp_path / "case.musnad")


def named(case: Case) -> set[tuple[str, str, str | None]]:
    return {(entity.type, entity.name, entity.subtype) for entity in case.entities()}


@pytest.mark.parametrize("workers", [1, 2])
def test_the_example_of_the_page_does_what_it_says(tmp_path: Path, workers: int) -> None:
    with built(tmp_path, of_the_page(tmp_path), workers) as case:
        names = named(case)
        assert ("ORG", "ألوية السنابل", "armed_group") in names
        assert ("ORG", "غربال الفجر", "joint_room") in names
        assert any(kind == "ORG" and "الضفتان" in name and subtype == "media_outlet" for kind, name, subtype in names)
        assert any(kind == "LOC" and "الدرداء" in name and subtype == "village" for kind, name, subtype in names)
        assert any(kind == "PER" and name == "القصباوي" for kind, name, _ in names)
        assert case.find_entity("ألوية السنابل").name_en == "Sanabil Brigade"
        assert case.find_entity("فريق 8 آذار").authority == "organisations:march_8"
        assert "2020-02-15" in {date.value for report in case.reports() for date in report.dates}


def test_without_the_lexicon_these_names_are_unknown(tmp_path: Path) -> None:
    with built(tmp_path, None) as case:
        assert ("ORG", "غربال الفجر", "joint_room") not in named(case)
        assert "2020-02-15" not in {date.value for report in case.reports() for date in report.dates}


def test_a_changed_lexicon_has_the_reports_read_again_and_the_case_keeps_it(tmp_path: Path) -> None:
    place = of_the_page(tmp_path)
    built(tmp_path, place).close()
    report, case = tmp_path / "report.txt", tmp_path / "case.musnad"
    assert build([report], case).read == 0, "the case keeps its lexicon"
    assert build([report], case, lexicon=place).read == 0
    (place / "months.yml").unlink()
    assert build([report], case, lexicon=place).read == 1
    empty = tmp_path / "empty"
    empty.mkdir()
    assert build([report], case, lexicon=empty).read == 1
    with Case.open(case) as opened:
        assert ("ORG", "غربال الفجر", "joint_room") not in named(opened)


def test_a_case_opened_later_brings_its_lexicon(tmp_path: Path) -> None:
    built(tmp_path, of_the_page(tmp_path)).close()
    lexicons.use(None)
    with Case.open(tmp_path / "case.musnad") as case:
        use_lexicon_of(case)
    assert "gharbal_room" in entries("organisations", "organisations")


def test_lists_and_tables_grow_and_the_shipped_content_stays(tmp_path: Path) -> None:
    place = folder(tmp_path, reporting_verbs="impersonal: [تُدووِل فلانياً]\n", clitics="always: {فلندر: 1}\n")
    shipped = set(lexicons.load("reporting_verbs")["impersonal"])
    lexicons.use(lexicons.read(place))
    assert set(lexicons.load("reporting_verbs")["impersonal"]) == shipped | {"تُدووِل فلانياً"}
    assert lexicons.load("clitics")["always"]["فلندر"] == 1
    lexicons.use(None)
    assert set(lexicons.load("reporting_verbs")["impersonal"]) == shipped


def test_a_name_that_is_listed_only_gets_the_further_spellings(tmp_path: Path) -> None:
    number = len(lexicons.load("organisations")["organisations"])
    lexicons.use(lexicons.read(folder(tmp_path, names="حزب الله\tORG\tarmed_group\t\tجماعة كذا\n")))
    listed = entries("organisations", "organisations")
    assert len(listed) == number
    assert "جماعة كذا" in listed["hezbollah"]["aliases"]  # type: ignore[operator]


def test_an_entry_is_replaced_only_where_it_says_so(tmp_path: Path) -> None:
    entry = "organisations:\n  - {id: hamas, ar: حركة كذا, en: X, subtype: political_body%s}\n"
    assert faults(folder(tmp_path, organisations=entry % "")) == [
        "organisations.yml, line 2: the id hamas is one of musnad's own; write `replaces: true` to replace that entry"
    ]
    lexicons.use(lexicons.read(folder(tmp_path, organisations=entry % ", replaces: true")))
    assert entries("organisations", "organisations")["hamas"]["ar"] == "حركة كذا"


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("organisations", "bodies: [x]\n", "line 1: bodies is no part of this file; it may hold organisations"),
        ("organisations", "organisations:\n  - {id: a, ar: س, en: S, subtype: army}\n", "line 2: there is no kind army"),
        ("organisations", "organisations:\n  - {id: a, ar: س, subtype: ngo}\n", "line 2: the entry lacks en"),
        ("persons", "persons:\n\n  - {id: a, ar: س, en: S, alias: [ص]}\n", "line 3: there is no field alias"),
        ("persons", "persons:\n  - {id: a, ar: س, en: S, short: ص}\n", "line 2: short must be a list"),
        ("persons", "persons:\n  - {id: a, ar: س, en: S}\n  - {id: a, ar: ص, en: T}\n", "line 3: the id a stands already"),
        ("persons", "persons:\n  - {id: a, ar: س, en: S, replaces: true}\n", "line 2: there is no entry a to replace"),
        ("persons", "persons: [\n", "while parsing"),
        ("time", "week_starts: 0\n", "line 1: week_starts is already 5"),
        ("names", "ar\ttype\nس\tORG\tarmy\n", "line 2: there is no kind army of ORG; choose one of armed_group"),
        ("names", "س\tGRP\n", "line 1: the type GRP is none of PER, ORG, LOC, EVT"),
        ("names", "س PER\n", "line 1: 1 column(s); a row is ar, type, kind, en, aliases, country, parted by tabs"),
        ("nonsense", "a: 1\n", "no lexicon has this name; a folder may hold names.tsv, abbreviations"),
    ],
)  # fmt: skip
def test_every_fault_names_file_and_line(tmp_path: Path, file: str, text: str, expected: str) -> None:
    told = faults(folder(tmp_path, **{file: text}))
    assert len(told) == 1
    assert expected in told[0]
    assert told[0].startswith("names.tsv" if file == "names" else f"{file}.yml")


def test_faults_of_all_files_are_told_together(tmp_path: Path) -> None:
    place = folder(tmp_path, persons="people: [x]\n", months="mayan: [x]\n", names="س\n")
    assert len(faults(place)) == 3


def test_the_command_line_tells_the_faults_and_reads_the_dates(tmp_path: Path) -> None:
    runner = CliRunner()
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    place = of_the_page(tmp_path)
    result = runner.invoke(app, ["dates", str(report), "--lexicon", str(place), "--json"])
    assert result.exit_code == 0
    assert "2020-02-15" in result.output
    lexicons.use(None)
    missing = runner.invoke(app, ["build", str(report), "--case", str(tmp_path / "c"), "--lexicon", str(tmp_path / "none")])
    assert isinstance(missing.exception, LexiconError)
    assert "there is no such folder" in str(missing.exception)
