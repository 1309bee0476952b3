"""`musnad why`: joined, kept apart, unknown; in both languages and as data."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from musnad.knowledge.store import Case


def musnad(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    command = [sys.executable, "-m", "musnad", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_two_names_of_one_entity(sample_case: Path) -> None:
    names = ("نواف الصلال", "نواف جدعان الصلال")
    done = musnad("why", *names, "--case", sample_case)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("«نواف الصلال» و«نواف جدعان الصلال» كيان واحد")
    told = json.loads(musnad("why", *names, "--case", sample_case, "--json").stdout)
    assert told["joined"]
    assert "inner_part_left_out" in {weighed["observation"] for step in told["steps"] for weighed in step["weighed"]}


def test_two_names_of_two_entities(sample_case: Path) -> None:
    done = musnad("why", "سالم العبّار", "سالم العبّاد", "--case", sample_case, "--language", "en")
    assert done.returncode == 0, done.stderr
    assert "are two entities" in done.stdout
    assert "judgement that they are the same" in done.stdout


def test_a_name_that_the_case_does_not_hold(sample_case: Path) -> None:
    done = musnad("why", "سالم العبّار", "قاقاموس", "--case", sample_case)
    assert done.returncode == 1
    assert done.stderr.startswith("musnad: ") and "Traceback" not in done.stderr


def test_a_listed_name_tells_what_was_weighed_for_and_against_its_entry(tmp_path: Path) -> None:
    reports = {
        "one.txt": "سيطر لواء التوحيد على حي في حلب السورية.\n",
        "other.txt": "وزع لواء التوحيد الماء في تعز، وقال قائده اليمني إن البئر تكفي الحي.\n",
    }
    for name, text in reports.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    case = tmp_path / "case.musnad"
    built = musnad("build", *(tmp_path / name for name in reports), "--case", case)
    assert built.returncode == 0, built.stderr
    with Case.open(case) as opened:
        ids = [entity.id for entity in opened.entities() if entity.name == "لواء التوحيد"]
    assert len(ids) == 2
    told = json.loads(musnad("why", *ids, "--case", case, "--json", "--language", "en").stdout)
    by_report = {claim["name"]["document"]: claim for claim in told["lists"]}
    assert by_report["one.txt"]["meant"] and not by_report["other.txt"]["meant"]
    against = {weighed["observation"] for weighed in by_report["other.txt"]["weighed"] if weighed["adds"] < 0}
    assert {"home_never_named", "its_people_elsewhere"} <= against
    assert all("." in weighed["sentence"] for weighed in by_report["other.txt"]["weighed"])
    shown = musnad("why", *ids, "--case", case).stdout
    assert "ليس المدخل" in shown and "its_people_elsewhere" in shown
