"""`musnad why`: joined, kept apart, unknown; in both languages and as data."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


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
