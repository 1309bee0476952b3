"""Export `statements`: one row for each assertion of each report, as CSV and as JSON lines.

The shape is that of FollowTheMoney 4: a fact about an entity or event is not one value but all rows that assert it, each with its
words, its report, the chain of who passed it on, the rule that read it, and what an analyst said of it. `COLUMNS` is what the
table holds; docs/statements.md is written from it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from musnad.errors import ExportError
from musnad.knowledge.store import Case

NAME = "statements"
DESCRIPTION = "one row for each assertion, statements.csv + statements.jsonl; --out may also be one .csv or .jsonl file"

COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("id", "Id of the statement; the same assertion of the same words gets the same id in every build", "معرّف القول"),
    ("entity_id", "Id of the entity or event that it is about", "معرّف الكيان أو الحدث"),
    ("entity", "Its name", "اسمه"),
    ("schema", "`PER`, `ORG`, `LOC`, `EVT`, or the type of an event", "نوعه"),
    ("prop", "Property: docs/ontology.md lists them under attributes, predicates and properties", "الصفة أو العلاقة"),
    ("value", "The value where it is a literal: a title, an EDTF date, a figure, the words said", "القيمة"),
    ("code", "What the value stands for: of an office `acting`, its role in docs/ontology.md, its country", "رمز القيمة"),
    ("object_id", "Id of the other entity where the value is one", "معرّف الطرف الآخر"),
    ("object", "Its name", "اسم الطرف الآخر"),
    ("original", "The words of the report, untouched", "كلمات التقرير كما هي"),
    ("lang", "Language of these words: `ar`, `en`; empty where they are figures alone", "لغة الكلمات"),
    ("document_id", "Id of the report", "معرّف التقرير"),
    ("document_name", "Its file name", "اسم ملفه"),
    ("sha256", "SHA-256 of its bytes", "بصمة الملف"),
    ("outlet", "Who published it", "الناشر"),
    ("published", "When (EDTF), where known", "تاريخ النشر"),
    ("start", "First character of the words in the report's text", "أول حرف"),
    ("stop", "Character behind the last one", "ما بعد آخر حرف"),
    ("line", "Line of the report, from 1", "السطر"),
    ("chain", "From the outlet back to the first speaker; in JSON lines with kind and entity of each link", "سلسلة النقل"),
    ("rule", "The rule that read it; `musnad explain` says why it fired", "القاعدة"),
    ("score", "How sure the rule is, 0 to 1; 1 where an analyst accepted it", "درجة الثقة"),
    ("modality", "`actual`, `planned`, `denied` or `hypothetical`", "واقع أم مخطط أم منفي أم مفترض"),
    ("holds", "The time for which it is asserted (EDTF)", "الزمن الذي يصح فيه"),
    ("first_seen", "Publication of the first report of the case that asserts the same of the same entity", "أول ورود"),
    ("last_seen", "Publication of the last one", "آخر ورود"),
    (
        "judged",
        "`machine`, or what an analyst did: `accepted`, `corrected`, `moved`; rejected ones are not in the table",
        "حكم المحلل",
    ),
    ("machine", "The machine's value, where an analyst corrected it", "قيمة الآلة قبل التصحيح"),
)
_FIELDS = tuple(name for name, _, _ in COLUMNS)

Row = Mapping[str, Any]


def rows(case: Case) -> Iterator[dict[str, Any]]:
    """The rows of the table in order of report and place; `chain` as a list."""
    named = {entity.id: (entity.name, entity.type) for entity in case.entity_summaries()}
    told = {event.id: (event.name, event.type) for event in case.events()}
    for row in case.assertions():
        name, kind = named.get(row["entity_id"]) or told.get(row["entity_id"]) or ("", "")
        other = named.get(row["object_id"]) or told.get(row["object_id"]) or (None,)
        found = {**row, "entity": name, "schema": kind, "object": other[0], "chain": json.loads(row["chain"])}
        yield {field: found[field] for field in _FIELDS}


def write(case: Case, out: Path) -> list[Path]:
    """Write the table to `out`, a .csv or .jsonl file, or both into a folder; returns the paths written.

    Raises ExportError where nothing can be written there.
    """
    writers: dict[str, Callable[[Iterable[Row], TextIO], None]] = {".csv": _csv, ".jsonl": _jsonl}
    single = out.suffix in writers
    paths = [out] if single else [out / f"{NAME}{suffix}" for suffix in writers]
    try:
        (out.parent if single else out).mkdir(parents=True, exist_ok=True)
        for path in paths:
            # Spreadsheets take a CSV file for UTF-8 only where it begins with a byte order mark.
            encoding = "utf-8-sig" if path.suffix == ".csv" else "utf-8"
            with path.open("w", encoding=encoding, newline="") as file:
                writers[path.suffix](rows(case), file)
    except OSError as error:
        raise ExportError(f"{out}: cannot write the export ({error.strerror}); choose another place with --out") from error
    return paths


def _csv(found: Iterable[Row], file: TextIO) -> None:
    writer = csv.DictWriter(file, _FIELDS, lineterminator="\r\n")
    writer.writeheader()
    for row in found:
        writer.writerow({**row, "chain": " ← ".join(hop["label"] for hop in row["chain"])})


def _jsonl(found: Iterable[Row], file: TextIO) -> None:
    for row in found:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
