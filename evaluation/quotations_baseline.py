"""Quotations by regular expression, scored beside ours on the same texts in one run.

    python evaluation/quotations_baseline.py [--set SET] [--names found|gold] [--shared DIR] [--json]

What a competent user would write in an afternoon: a list of verbs of saying, quotation marks, أن and the colon, بحسب and its
like. No names, roles, coreference or chain; the speaker is the words between verb and content. The scorer gives such a speaker
full credit where its words touch those of the gold. Sets are those of evaluation/reports.py.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import reports  # noqa: E402

LAYERS = ("quotations", "sources", "via")

VERBS = (
    "قال ذكر أفاد صرح أعلن أكد أضاف أوضح أشار لفت بين شدد اعتبر رأى نفى حذر دعا طالب اتهم كشف تابع أردف وصف رفض أدان "
    "توقع زعم ادعى شكك أعرب عبر كتب غرد علق رد نقل جدد ناشد هدد تعهد"
)
_VERB = "|".join(rf"{verb[:-1]}(?:[اى]|ت|وا)" if verb[-1] in "اى" else rf"{verb}(?:ت|وا|ا)?" for verb in VERBS.split())
_PRESENT = "يقول|تقول|يؤكد|تؤكد|يرى|ترى|يضيف|تضيف|يوضح|توضح|يشير|تشير|يعتبر|تعتبر|يذكر|تذكر"
_PARTICIPLE = "مضيف|مؤكد|مشير|لافت|موضح|معتبر|محذر|مطالب|مشدد|مبين|متهم|نافي|داعي"
_CUE = rf"(?P<cue>(?<!\w)[وف]?(?:{_VERB}|{_PRESENT}|(?:{_PARTICIPLE})(?:ا|ًا|اً|ة))(?!\w))"
_OPEN, _CLOSE = '«“"', '»”"'
_THAT = r"(?:إلى|على|من|ب|عن)?\s*(?:ب?أن|إن)(?=ه|ها|هم|نا|ّ|\s)"

PATTERNS = (
    # قال X: «...» · قال X إن ... · أضاف: ...
    re.compile(
        rf"{_CUE}\s*(?P<source>(?:[^\s.:؟!]+\s+){{0,14}}?[^\s.:؟!]*?)\s*(?:{_THAT}\s*|:\s*)[{_OPEN}]?(?P<content>[^.\n؟!]+)"
    ),
    # قال X «...»
    re.compile(rf"{_CUE}\s*(?P<source>[^.\n:{_OPEN}]{{0,90}}?)\s*[{_OPEN}](?P<content>[^{_CLOSE}\n]{{12,}})[{_CLOSE}]"),
    # «...»، قال X
    re.compile(rf"[{_OPEN}](?P<content>[^{_CLOSE}\n]{{12,}})[{_CLOSE}]\s*[،,]\s*{_CUE}\s*(?P<source>[^،.\n]{{2,60}})"),
    # ... بحسب X
    re.compile(
        r"(?:(?<=^)|(?<=[.\n]))\s*(?P<content>[^.\n]{15,}?)[،,]?\s+"
        r"(?P<cue>و?(?:بحسب|حسب|وفقا? ?ل?|وفقًا ل|نقلا عن|نقلًا عن|كما (?:ذكر|قال|أفاد)ت?))\s*(?P<source>[^،.\n]{3,60})",
        re.MULTILINE,
    ),
)
_ANONYMOUS = re.compile(r"مصدر|مصادر|شهود|ناشط|نشطاء|سكان|أهالي|مراقب")


def quotations(text: str) -> list[dict[str, Any]]:
    """The quotations that the expressions find, earlier patterns first, none inside another's content."""
    taken: list[tuple[int, int]] = []
    found = []
    for number, pattern in enumerate(PATTERNS):
        for match in pattern.finditer(text):
            start, end = _trimmed(text, *match.span("content"))
            if end - start < 8 or any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            found.append(_record(text, match, start, end, direct=number in (1, 2) or text[start - 1 : start] in tuple(_OPEN)))
    return sorted(found, key=lambda one: one["content"]["start"])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ،,:" + _OPEN:
        start += 1
    while end > start and text[end - 1] in " ،,:." + _CLOSE:
        end -= 1
    return start, end


def _record(text: str, match: re.Match[str], start: int, end: int, *, direct: bool) -> dict[str, Any]:
    source = match["source"].strip(" ،,")
    return {
        "source": None,
        "source_text": _span(text, *match.span("source")) if source else None,
        "cue": _span(text, *match.span("cue")),
        "content": _span(text, start, end),
        "anonymous": bool(_ANONYMOUS.search(source)),
        "mode": "direct" if direct else "indirect",
        "via": [],
    }


def _span(text: str, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text[start:end]}


def with_baseline(ours: Path, texts: Path, folder: Path) -> None:
    """Our export with the baseline's quotations in place of ours: all else, the entities too, stays the same."""
    folder.mkdir()
    (folder / "knowledge.json").write_bytes((ours / "knowledge.json").read_bytes())
    lines = list(_replaced((ours / "documents.jsonl").read_text(encoding="utf-8").splitlines(), texts))
    (folder / "documents.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _replaced(lines: list[str], texts: Path) -> Iterator[str]:
    for line in lines:
        document = json.loads(line)
        path = texts / f"{Path(document['name']).stem}.txt"
        path = path if path.exists() else texts / f"{document['name'].removesuffix('.txt')}.txt"
        document["quotations"] = quotations(path.read_text(encoding="utf-8"))
        yield json.dumps(document, ensure_ascii=False)


def compare(name: str, shared: Path, *, gold_names: bool) -> dict[str, dict[str, dict[str, float]]]:
    """Scores of both systems on one set, by layer."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        chosen = reports.choose(name, shared, folder)
        if gold_names:
            stack.enter_context(reports.given_names(chosen.gold))
        ours = folder / "standoff"
        if chosen.apart:
            exports = {path.stem: folder / "exports" / path.stem for path in chosen.reports}
            for path in chosen.reports:
                reports.read_in([path], folder / f"{path.stem}.musnad", exports[path.stem])
            reports.passages().join_exports(exports, ours)
        else:
            reports.read_in(chosen.reports, folder / "case.musnad", ours)
        with_baseline(ours, chosen.texts, folder / "baseline")
        return {
            system: _scored(shared, chosen.gold, chosen.texts, export)
            for system, export in (("regular expressions", folder / "baseline"), ("musnad", ours))
        }


def _scored(shared: Path, gold: Path, texts: Path, export: Path) -> dict[str, dict[str, float]]:
    command = [sys.executable, str(shared / "score/score.py"), str(gold), str(export), "--reports", str(texts), "--json"]
    table = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {layer: table[layer] for layer in LAYERS}


def main() -> int:
    """Print precision, recall and F1 of both systems."""
    parser = argparse.ArgumentParser(description="Quotations by regular expression beside ours.")
    parser.add_argument("--set", choices=reports.SETS, default="reports")
    parser.add_argument("--shared", type=Path, default=reports.SHARED)
    parser.add_argument("--names", choices=("found", "gold"), default="found")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    if not (arguments.shared / "score").is_dir():
        print(f"nothing to measure: {arguments.shared} has no scorer", file=sys.stderr)
        return 0
    tables = compare(arguments.set, arguments.shared, gold_names=arguments.names == "gold")
    if arguments.json:
        print(json.dumps(tables, ensure_ascii=False))
        return 0
    print(f"{'system':<22}{'layer':<14}{'precision':>10}{'recall':>9}{'f1':>8}{'gold':>7}{'found':>7}")
    for system, table in tables.items():
        for layer, row in table.items():
            print(
                f"{system:<22}{layer:<14}{row['precision']:>10.3f}{row['recall']:>9.3f}{row['f1']:>8.3f}"
                f"{row['gold']:>7}{row['found']:>7}"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
