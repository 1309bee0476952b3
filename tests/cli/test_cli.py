"""Every verb of the command line: what it prints, its exit code, its errors."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest


def musnad(*words: str | Path, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does."""
    command = [sys.executable, "-m", "musnad", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=timeout)


def test_build_says_what_it_did_and_exits_3_when_a_file_failed(tmp_path: Path, samples: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    report = sorted(samples.glob("*.txt"))[0]
    done = musnad("build", report, tmp_path / "empty.txt", "--case", tmp_path / "c.musnad")
    assert done.returncode == 3
    assert "1 read" in done.stdout
    assert "empty.txt" in done.stderr
    again = musnad("build", report, "--case", tmp_path / "c.musnad", "--json")
    assert again.returncode == 0
    assert json.loads(again.stdout)["unchanged"] == 1


def test_build_without_a_case_is_a_usage_error(samples: Path) -> None:
    assert musnad("build", samples).returncode == 2


@pytest.mark.parametrize(
    "verb", [("search", "مدينة"), ("dossier", "مدينة"), ("export", "--to", "standoff", "--out", "x"), ("serve",)]
)
def test_a_missing_case_is_named_with_advice(verb: tuple[str, ...], tmp_path: Path) -> None:
    done = musnad(*verb, "--case", tmp_path / "none.musnad")
    assert done.returncode == 1
    assert "none.musnad" in done.stderr
    assert "Traceback" not in done.stderr


def test_search_finds_any_spelling(sample_case: Path) -> None:
    done = musnad("search", "مدينه", "--case", sample_case, "--json")
    assert done.returncode == 0
    hits = json.loads(done.stdout)
    assert hits
    for hit in hits:
        for snippet in hit["snippets"]:
            for mark in snippet["highlights"]:
                assert snippet["start"] <= mark["start"] < mark["end"] <= snippet["end"]


def test_dossier_in_every_format_and_language(sample_case: Path, tmp_path: Path) -> None:
    from musnad.knowledge.store import Case

    with Case.open(sample_case) as case:
        name = case.entities("ORG")[0].name
    for form in ("md", "html", "txt"):
        for language in ("ar", "en"):
            out = tmp_path / f"{language}.{form}"
            done = musnad("dossier", name, "--case", sample_case, "--format", form, "--lang", language, "--out", out)
            assert done.returncode == 0, done.stderr
            assert name in out.read_text(encoding="utf-8")


def test_a_dossier_for_word_is_written_to_a_file(sample_case: Path, tmp_path: Path) -> None:
    from docx import Document

    from musnad.knowledge.store import Case

    with Case.open(sample_case) as case:
        event = max(case.events(), key=lambda one: len(one.tellings))
    out = tmp_path / "dossier.docx"
    done = musnad("dossier", event.id, "--case", sample_case, "--format", "docx", "--out", out)
    assert done.returncode == 0, done.stderr
    assert event.name in Document(str(out)).paragraphs[0].text
    refused = musnad("dossier", event.id, "--case", sample_case, "--format", "docx")
    assert refused.returncode == 1 and "--out" in refused.stderr


def test_an_unknown_name_gets_advice(sample_case: Path) -> None:
    done = musnad("dossier", "اسم لا وجود له أبدا", "--case", sample_case)
    assert done.returncode == 1
    assert done.stderr.startswith("musnad: ")


def test_an_unknown_export_format_lists_the_known_ones(sample_case: Path, tmp_path: Path) -> None:
    done = musnad("export", "--to", "parchment", "--case", sample_case, "--out", tmp_path)
    assert done.returncode == 1
    assert "standoff" in done.stderr


def test_export_writes_both_files(sample_case: Path, tmp_path: Path) -> None:
    done = musnad("export", "--to", "standoff", "--case", sample_case, "--out", tmp_path / "out", "--json")
    assert done.returncode == 0
    assert {Path(path).name for path in json.loads(done.stdout)} == {"documents.jsonl", "knowledge.json"}


def test_steps_are_printed() -> None:
    done = musnad("steps", "--json")
    steps = json.loads(done.stdout)
    assert steps[0]["name"] == "sentences"
    assert all(step["reads"] and step["writes"] and step["summary"] for step in steps)


def test_serve_listens_on_loopback_and_says_where(sample_case: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "musnad", "serve", "--case", str(sample_case), "--port", str(port)])
    try:
        for _ in range(200):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/ar/", timeout=5) as page:
                    assert page.status == 200
                    assert 'dir="rtl"' in page.read().decode()
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("the server did not answer")
    finally:
        server.terminate()
        server.wait(10)


def test_demo_builds_the_sample_case(tmp_path: Path) -> None:
    done = musnad("demo", "--out", tmp_path / "demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "demo/demo.musnad").exists()


def test_completion_is_offered() -> None:
    assert "--install-completion" in musnad("--help").stdout


def test_a_port_in_use_is_named_by_serve_and_avoided_by_demo(sample_case: Path, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        refused = musnad("serve", "--case", sample_case, "--port", port)
        assert refused.returncode == 1
        assert port in refused.stderr and "--port" in refused.stderr
        command = [sys.executable, "-m", "musnad", "demo", "--out", str(tmp_path), "--port", port, "--no-open"]
        unbuffered = {**os.environ, "PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=unbuffered) as demo:
            assert demo.stdout
            lines = [demo.stdout.readline(), demo.stdout.readline()]
            demo.terminate()
        assert "http://127.0.0.1:" in lines[1]
        assert f":{port}/" not in lines[1]
