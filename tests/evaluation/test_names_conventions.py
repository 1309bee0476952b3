"""How evaluation/names/run.py reads a name as a public corpus would mark it."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest
import yaml
from programs import ROOT, load

from musnad.annotations.names.candidates import Candidate


@pytest.fixture(scope="module")
def run() -> ModuleType:
    return load("evaluation/names/run.py")


def _convention(name: str) -> dict[str, Any]:
    told = yaml.safe_load((ROOT / "evaluation/names/conventions.yml").read_text(encoding="utf-8"))
    return {**told["nothing"], **told[name]}


@pytest.mark.parametrize(
    ("corpus", "marked", "type_", "kind", "wanted"),
    [
        ("anercorp", "لعب [نادي الوادي] أمس", "ORG", "sports_club", ("الوادي", "ORG")),
        ("anercorp", "زار [شمال الجزيرة] أمس", "LOC", "region", ("الجزيرة", "LOC")),
        ("anercorp", "رفضت [وزارة المياه] الطلب", "ORG", "government_body", None),
        ("anercorp", "زار [حلب] أمس", "LOC", "town", ("حلب", "LOC")),
        ("aqmar", "فاز [منتخب ليبيا لكرة القدم] أمس", "ORG", "sports_club", ("منتخب ليبيا", "ORG")),
        ("aqmar", "مناخ جنوب [تونس] جاف", "LOC", "country", ("جنوب تونس", "LOC")),
        ("aqmar", "أحرز كأس [آسيا] مرتين", "LOC", "region", None),
        ("aqmar", "درس في [جامعة سبها] عامين", "ORG", "educational_body", ("جامعة سبها", "LOC")),
        ("newsfane", "عند [معبر الوادي] اليوم", "LOC", "border_crossing", None),
        ("newsfane", "لعب [نادي الوادي] أمس", "ORG", "sports_club", ("نادي الوادي", "ORG")),
    ],
)
def test_a_name_as_the_corpus_marks_it(
    run: ModuleType, corpus: str, marked: str, type_: Any, kind: str, wanted: tuple[str, str] | None
) -> None:
    before, name, behind = marked.replace("]", "[").split("[")
    text = before + name + behind
    candidate = Candidate(len(before), len(before) + len(name), type_, 0.9, "names.model", (), kind)
    found = run._as_marked(candidate, text, _convention(corpus))
    assert (None if found is None else (text[found[0] : found[1]], found[2])) == wanted


def test_the_halves_of_the_encyclopedia_hold_every_article_once(run: ModuleType) -> None:
    shared = ROOT.parent / "shared"
    if not (shared / "data/aqmar").is_dir():
        pytest.skip("the corpora are not beside the repository")
    whole, read, unread = (len(run.documents(name, shared)) for name in ("aqmar", "aqmar_read", "aqmar_unread"))
    assert whole == read + unread == 27 and read - unread == 1
