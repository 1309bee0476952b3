"""The gold over passages: reading, checking, laying out, and joining exports."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from programs import load

ROOT = Path(__file__).parents[2]
SCORER = ROOT.parent / "shared/score/score.py"

MARKED = """# لقاء في الميناء
[رزق الهامل](PER) يفتتح [ميناء الغدير](LOC.facility) و[رزق الهامل](PER) يعد بالمزيد
قال مدير [هيئة الموانئ الوطنية](ORG.government_body) [رزق الهامل](PER) إن "الرصيف جاهز"، مضيفاً أن العمل بدأ الخميس.
وأكدت الهيئة أن [قوات [حكومة الساحل](ORG.government_body)](ORG.armed_forces) قصفت المكان بـ30 قذيفة.

# بلا أخبار
لا شيء هنا.
"""

GOLD = """# invented
- passage: لقاء في الميناء
  published: 2020-06-05
  same: []
  nominal: [{line: 3, text: الهيئة, entity: هيئة الموانئ الوطنية}]
  dates: [{line: 2, text: الخميس, value: 2020-06-04}]
  roles: [{line: 2, person: رزق الهامل, organization: هيئة الموانئ الوطنية, title: مدير, former: false}]
  quotations:
    - line: 2
      source: رزق الهامل
      source_text: رزق الهامل
      cue: قال
      content: الرصيف جاهز
      anonymous: false
      mode: mixed
      via: []
    - line: 2
      source: رزق الهامل
      source_text: رزق الهامل
      cue: مضيفاً
      content: {from: العمل, to: الخميس}
      anonymous: false
      mode: indirect
      via: []
  events:
    - line: 3
      type: shelling
      trigger: قصفت
      date: null
      place: ميناء الغدير
      agents: [قوات حكومة الساحل]
      others: []
      quantity: {value: 30, unit: قذيفة}
      modality: actual
      event: e1
  relations:
    - {line: 2, subject: رزق الهامل, predicate: leads, object: هيئة الموانئ الوطنية, text: مدير هيئة الموانئ الوطنية رزق الهامل}
- {passage: بلا أخبار, published: null, same: [], nominal: [], dates: [], roles: [], quotations: [], events: [], relations: []}
"""


@pytest.fixture(scope="module")
def passages() -> ModuleType:
    return load("evaluation/passages.py")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    gold, marked = tmp_path / "coast.yml", tmp_path / "coast.txt"
    gold.write_text(GOLD, encoding="utf-8")
    marked.write_text(MARKED, encoding="utf-8")
    return gold, marked


def test_a_passage_becomes_a_text_and_its_gold(passages: ModuleType, files: tuple[Path, Path]) -> None:
    read, problems = passages.read_gold(*files)
    assert problems == []
    first, second = read
    assert first.text.splitlines()[0] == "2020/06/05"
    assert second.text == "لا شيء هنا.\n"
    record = first.record
    assert record["body"] == [1, 2, 3, 4]
    assert record["published"] == "2020-06-05"
    spans = [
        *record["mentions"],
        *record["dates"],
        *(r["title"] for r in record["roles"]),
        *(e["trigger"] for e in record["events"]),
    ]
    for span in [*spans, *(q["content"] for q in record["quotations"])]:
        assert first.text[span["start"] : span["end"]] == span["text"]
    assert [date["value"] for date in record["dates"]] == ["2020-06-05", "2020-06-04"]
    assert [quotation["mode"] for quotation in record["quotations"]] == ["direct", "indirect"]
    assert record["quotations"][1]["content"]["text"] == "العمل بدأ الخميس"
    assert record["roles"][0]["evidence"]["text"] == "مدير هيئة الموانئ الوطنية رزق الهامل"
    assert first.relations[0]["evidence"] == [{"doc": "coast_01", "line": 3, "text": "مدير هيئة الموانئ الوطنية رزق الهامل"}]
    nominal = [mention for mention in record["mentions"] if mention.get("nominal")]
    assert [(mention["text"], mention["entity"]) for mention in nominal] == [("الهيئة", "coast_01/هيئة الموانئ الوطنية")]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("cue: قال\n", "cue: قالت\n", "'قالت' is not in its line"),
        ("trigger: قصفت", "trigger: {text: قصفت, nth: 2}", "there is no nth: 2"),
        ("type: shelling", "type: bombing", "unknown type 'bombing'"),
        ("place: ميناء الغدير", "place: ميناء", "no marked name 'ميناء'"),
        ("predicate: leads", "predicate: heads", "unknown predicate 'heads'"),
        ("value: 2020-06-04", "value: أمس", "is not EDTF"),
        ("source: رزق الهامل\n", "source: null\n", "either a source or anonymous"),
        ("passage: بلا أخبار", "passage: غيره", "no passage called 'غيره'"),
        ("same: []\n", "same: [[رزق الهامل, الهامل]]\n", "no marked name 'الهامل'"),
        ("{line: 2, text: الخميس", "{line: 9, text: الخميس", "has no line 9"),
        ("{line: 3, text: الهيئة,", "{line: 1, text: رزق الهامل,", "stands 2 times in its line"),
        ("  relations:\n    - {", "  relation:\n    - {", "unknown part 'relation'"),
        ("former: false}", "}", "lacks former"),
    ],
)
def test_what_does_not_fit_is_named(passages: ModuleType, files: tuple[Path, Path], old: str, new: str, said: str) -> None:
    gold, marked = files
    assert old in GOLD
    gold.write_text(GOLD.replace(old, new, 1), encoding="utf-8")
    _, problems = passages.read_gold(gold, marked)
    assert any(said in problem for problem in problems), problems


def test_whole_words_come_before_parts_of_words(passages: ModuleType) -> None:
    assert passages.places_of("قالت ثم قال", "قال") == [8]
    assert passages.places_of("وقال ثم قالت", "قال") == [1]
    assert passages.places_of("قالت", "قال") == [0]


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer is not beside the repository")
def test_the_scorer_reads_gold_and_joined_exports(passages: ModuleType, files: tuple[Path, Path], tmp_path: Path) -> None:
    read, _ = passages.read_gold(*files)
    texts, gold = passages.lay_out(read, tmp_path / "out")
    # the gold itself, as if two cases had used the same ids for it
    exports = {}
    for passage in read:
        exports[passage.stem] = tmp_path / passage.stem
        exports[passage.stem].mkdir()
        record = json.dumps({"name": f"{passage.stem}.txt", **passage.record}, ensure_ascii=False)
        record, known = (
            text.replace(f"{passage.stem}/", "")
            for text in (
                record,
                json.dumps(
                    {
                        "entities": passage.entities,
                        "relations": passage.relations,
                        "events": passage.events,
                        "contradictions": [],
                    },
                    ensure_ascii=False,
                ),
            )
        )
        (exports[passage.stem] / "documents.jsonl").write_text(record + "\n", encoding="utf-8")
        (exports[passage.stem] / "knowledge.json").write_text(known, encoding="utf-8")
    passages.join_exports(exports, tmp_path / "joined")
    command = [sys.executable, str(SCORER), str(gold), str(tmp_path / "joined"), "--reports", str(texts), "--json"]
    table = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    for layer, row in table.items():
        assert row["f1"] == (1.0 if layer not in ("via", "contradictions") else 0.0), layer
