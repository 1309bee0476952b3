"""`musnad explain`: from a file and from a case, in both languages, as text and as data."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def musnad(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    command = [sys.executable, "-m", "musnad", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_a_file_is_explained_in_both_languages(samples: Path) -> None:
    page = sorted(samples.glob("*.txt"))[0]
    for language, heading in (("ar", "التقرير"), ("en", "Report")):
        done = musnad("explain", page, "1-20", "--language", language)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(heading)


def test_a_report_of_a_case_is_explained_as_data(sample_case: Path, samples: Path) -> None:
    name = sorted(samples.glob("*.txt"))[0].name
    done = musnad("explain", name, "1-20", "--case", sample_case, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["name"] == name
    assert any(sentence["findings"] for line in told["lines"] for sentence in line["sentences"])


def test_what_is_not_there_is_named_with_advice(tmp_path: Path, samples: Path) -> None:
    for words in (("none.txt", "1"), (sorted(samples.glob("*.txt"))[0], "9999")):
        done = musnad("explain", *words)
        assert done.returncode == 1
        assert done.stderr.startswith("musnad: ") and "Traceback" not in done.stderr
