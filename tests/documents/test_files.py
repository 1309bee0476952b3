"""Files: gathering, limits, and what is said of a file that cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from musnad import documents
from musnad.errors import UnreadableDocument


def test_gather_sorts_descends_and_leaves_out_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.html", ".hidden", "a/.git/x"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("نص", encoding="utf-8")
    assert documents.gather([tmp_path, tmp_path / "b.txt"]) == [tmp_path / "a/c.html", tmp_path / "b.txt"]


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # sparse: reading it would find NULs, not a size
    with pytest.raises(UnreadableDocument, match=r"50\.0 MB, over the limit of 20 MB"):
        documents.read(path)


def test_missing_folder_and_fifo_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="does not exist"):
        documents.read(tmp_path / "none.txt")
    with pytest.raises(UnreadableDocument, match="is a folder"):
        documents.read(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableDocument, match="no regular file"):
        documents.read(tmp_path / "pipe")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    path = tmp_path / "locked.txt"
    path.write_text("نص", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(UnreadableDocument, match="may not be read"):
        documents.read(path)


def test_the_same_bytes_are_one_document(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    for path in (first, second):
        path.write_text("أعلن المجلس خطته.", encoding="utf-8")
    assert documents.read(first).id == documents.read(second).id and documents.read(first).name == "a.txt"
