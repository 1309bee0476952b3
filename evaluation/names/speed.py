"""Names on one core: how many reports of 300 words a second, how much memory, how often right; peers in the same run.

    PYTHONPATH=src python evaluation/names/speed.py [--whole WORK_FOLDER/whole] [--reports 120]

Each tool runs in a process of its own on one core, after reading a few reports to warm up. Reports are our own sentences put
together; scores are over the sentences kept aside (exact spans, micro F1). spaCy's blank Arabic pipeline is trained here, on the
same sentences as the model, when it is installed; `--whole` is the folder of the model with weights of 32 bits (export.py writes
it), read here with every word in every block. Time is the process's own (`process_time`): each tool works in one thread, and
what else runs on the machine does not count, though it takes from the core's caches.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "evaluation/names"), str(ROOT / "training/names")]
WORDS = 300


def reports(number: int) -> list[list[str]]:
    """Made-up reports of about 300 words, as lines."""
    from sentences import read

    texts = [s.text for path in sorted((ROOT / "training/names/sentences").glob("*.txt")) for s in read(path)]
    found: list[list[str]] = []
    current: list[str] = []
    count = at = 0
    while len(found) < number:
        line = texts[at % len(texts)]
        at += 1
        current.append(line)
        count += len(line.split())
        if count >= WORDS:
            found.append(current)
            current, count = [], 0
    return found


def timed(work: Callable[[list[str]], Any], pages: Sequence[list[str]]) -> float:
    """Reports a second."""
    for page in pages[:3]:
        work(page)
    begun = time.process_time()
    for page in pages:
        work(page)
    return len(pages) / (time.process_time() - begun)


def ours(by: str, pages: Sequence[list[str]], whole: Path | None) -> dict[str, Any]:
    """musnad's names step: rules, model, both."""
    import run

    from musnad.annotations.names.model import session, tagger

    if by == "whole":
        assert whole is not None
        other = session.load(whole, stays=float("-inf"))
        tagger.shipped = lambda: other
    finder = {"rules": run.by_all(False), "model": run.by_model, "whole": run.by_model, "both": run.by_all(True)}[by]
    speed = timed(lambda page: finder(run.lines_of([run.Case(line, frozenset()) for line in page])), pages)
    return {"speed": speed, "f1": run.measure("second", finder, ROOT.parent / "shared")["f1"]}


def spacy_blank(pages: Sequence[list[str]]) -> dict[str, Any]:
    """spaCy's blank Arabic pipeline with its own NER, ten epochs over our sentences."""
    import run
    import spacy
    from sentences import read
    from spacy.training import Example
    from spacy.util import fix_random_seed, minibatch

    fix_random_seed(7)
    nlp = spacy.blank("ar")
    ner = nlp.add_pipe("ner")
    examples = []
    for path in sorted((ROOT / "training/names/sentences").glob("*.txt")):
        for sentence in read(path):
            doc = nlp.make_doc(sentence.text)
            marks = [doc.char_span(n.start, n.end, n.type, alignment_mode="expand") for n in sentence.outermost]
            doc.ents = spacy.util.filter_spans([mark for mark in marks if mark])
            examples.append(Example(nlp.make_doc(sentence.text), doc))
            for mark in doc.ents:
                ner.add_label(mark.label_)
    optimizer = nlp.initialize(lambda: examples)
    shuffle = random.Random(7)
    for _ in range(10):
        shuffle.shuffle(examples)
        for batch in minibatch(examples, 32):
            nlp.update(batch, sgd=optimizer, drop=0.2)
    hit = gold = got = 0
    for cases in run.documents("second", ROOT.parent / "shared"):
        for case in cases:
            found = {(e.start_char, e.end_char, e.label_) for e in nlp(case.text).ents}
            hit, gold, got = hit + len(found & case.names), gold + len(case.names), got + len(found)
    return {"speed": timed(lambda page: [list(doc.ents) for doc in nlp.pipe(page)], pages), "f1": 2 * hit / (gold + got)}


def main() -> int:
    """Print the table; with `--tool` do one tool and print JSON (each runs in its own process)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=120)
    parser.add_argument("--whole", type=Path)
    parser.add_argument("--tool")
    choice = parser.parse_args()
    if choice.tool:
        pages = reports(choice.reports)
        row = spacy_blank(pages) if choice.tool == "spacy" else ours(choice.tool, pages, choice.whole)
        row["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(row))
        return 0
    names = {"rules": "musnad, rules alone", "both": "musnad, model and rules", "model": "musnad, model alone",
             "whole": "the same model, 32 bits", "spacy": "spaCy blank ar, trained here"}  # fmt: skip
    print(f"{'tool':<30}{'reports/s':>10}{'MB':>7}{'F1 held aside':>15}")
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    for tool, label in names.items():
        if tool == "whole" and not choice.whole:
            continue
        command = [sys.executable, __file__, "--tool", tool, "--reports", str(choice.reports)]
        if choice.whole:
            command += ["--whole", str(choice.whole)]
        if sys.platform == "linux":
            command = ["taskset", "-c", "0", *command]
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
        if done.returncode:
            print(f"{label:<30}not measured: {done.stderr.strip().splitlines()[-1]}")
            continue
        row = json.loads(done.stdout.splitlines()[-1])
        print(f"{label:<30}{row['speed']:>10.1f}{row['memory']:>7.0f}{row['f1']:>15.3f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
