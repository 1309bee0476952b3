"""Copies: how many of 300 planted ones are found, and how many of those found in the wild are copies indeed.

    python evaluation/copies.py --shared DIR [--sample 100]

Planted in all of SaudiNewsNet, sixty of each kind, always the same ones: the whole text in another outlet; cut to its first half
or less; another headline; two sentences replaced; the agency in the by-line swapped. Found is a copy that musnad counts as one
with its original. `evaluation/copies.yml` holds pairs that musnad found, judged by a reader (ids and verdict only; the texts are
the newspapers'); `--sample` prints pairs not judged yet, to judge them.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent))
import newsnet
from newsnet import Article

from musnad import documents
from musnad.knowledge import alignment, copies
from musnad.knowledge.chains import Chains
from musnad.knowledge.corpus import Corpus
from musnad.knowledge.entities import Resolved
from musnad.records import OutletMention, Published, Report, Span
from musnad.script import fold

LABELS = Path(__file__).with_suffix(".yml")
KINDS = ("whole", "cut", "re-titled", "two sentences", "agency swapped")
PLANTED = 300
LEAST_WORDS = 80
"""Words of an article that a copy is made of: cut to a third it still has the words that a copy needs."""
AGENCIES = ("واس", "أ ف ب", "رويترز", "د ب أ", "وكالات")
_SENTENCE = re.compile(r"(?<=[.!؟\n])\s+")


def sentences(text: str) -> list[str]:
    """The text in sentences, as its stops and lines say."""
    return [part for part in _SENTENCE.split(text) if part.strip()]


def plant(article: Article, kind: str, others: Sequence[Article], chance: random.Random) -> Article:
    """A copy of the article as another outlet prints it a day later at most."""
    outlet = chance.choice([name for name in newsnet.OUTLETS if name not in (article.outlet, newsnet.AGENCY)])
    day = date.fromisoformat(article.day) + timedelta(days=chance.randrange(2))
    copy = replace(article, id=f"planted-{article.id}", outlet=outlet, day=day.isoformat())
    parts = sentences(article.text)
    if kind == "cut":
        words = article.text.split(" ")
        return replace(copy, text=" ".join(words[: int(len(words) * chance.uniform(0.3, 0.55))]))
    if kind == "two sentences":
        strangers = [part for other in others for part in sentences(other.text) if 8 <= len(part.split()) <= 30]
        for at in chance.sample(range(len(parts)), 2):
            parts[at] = chance.choice(strangers)
        return replace(copy, text="\n".join(parts))
    if kind == "agency swapped":
        return replace(copy, author=chance.choice(AGENCIES))
    return replace(copy, title=chance.choice(others).title) if kind == "re-titled" else copy


def planted(articles: Sequence[Article]) -> list[tuple[Article, Article, str]]:
    """Original, copy and kind; the same for the same corpus."""
    chance = random.Random(2015)
    long = [article for article in articles if len(article.text.split()) >= LEAST_WORDS]
    chosen = iter(chance.sample(long, len(long)))
    found: list[tuple[Article, Article, str]] = []
    for number in range(PLANTED):
        kind = KINDS[number % len(KINDS)]
        article = next(chosen)
        while kind == "two sentences" and len(sentences(article.text)) < 5:
            article = next(chosen)
        found.append((article, plant(article, kind, chance.sample(long, 20), chance), kind))
    return found


def report(article: Article) -> Report:
    """The page as musnad reads it, with outlet and day as the corpus gives them."""
    document = documents.read_bytes(article.page().encode(), f"{article.id}.txt")
    nowhere = Span(start=0, end=0)
    outlet = OutletMention(id="outlet-0-0", span=nowhere, by="corpus", name=newsnet.OUTLETS[article.outlet])
    published = Published(id="published-0-0", span=nowhere, by="corpus", value=article.day, basis="stated")
    return Report(document=document, outlet=outlet, published=published)


def found(articles: Sequence[Article]) -> tuple[dict[str, str], float]:
    """Copy → original by the corpus' ids, and the seconds it took."""
    reports = [report(article) for article in articles]
    named = {one.document.id: article.id for one, article in zip(reports, articles, strict=True)}
    corpus = Corpus(reports)
    started = time.perf_counter()
    origins = copies.find(corpus, Chains(corpus, Resolved((), {}))).copies
    return {named[copy]: named[origin] for copy, origin in origins.items()}, time.perf_counter() - started


def beginning(article: str, origins: dict[str, str]) -> str:
    """The article with which the copying began."""
    while article in origins:
        article = origins[article]
    return article


def show(articles: Sequence[Article], origins: dict[str, str], number: int) -> None:
    """Print found pairs that nobody has judged, as rows for the file of labels with the texts behind them."""
    judged = {tuple(row[:2]) for row in labels()}
    by_id = {article.id: article for article in articles}
    pairs = [pair for pair in sorted(origins.items()) if pair not in judged]
    for copy, origin in random.Random(7).sample(pairs, min(number, len(pairs))):
        print(f"- [{copy}, {origin}, ]")
        for one, other in ((copy, origin), (origin, copy)):
            mine = by_id[one]
            print(f"    {mine.outlet} {mine.day} {mine.author} | {mine.title} | {beside(mine, by_id[other])}")


def beside(one: Article, other: Article) -> str:
    """The words of the one, those that the other has as well as a number only."""
    words, theirs = (list(map(fold_word, article.text.split())) for article in (one, other))
    shown, at = [], 0
    for passage in alignment.passages(words, theirs):
        shown += one.text.split()[at : passage.first][:40]
        at = passage.first + passage.length
        shown.append(f"[{' '.join(one.text.split()[passage.first : at][:6])} …{passage.length}]")
    return " ".join([*shown, *one.text.split()[at:][:40]])[:900]


def fold_word(word: str) -> str:
    """The folded word without marks around it."""
    return re.sub(r"\W", "", fold(word).text)


def labels() -> list[list[str]]:
    """Copy, original, verdict."""
    return yaml.safe_load(LABELS.read_text(encoding="utf-8")) or [] if LABELS.exists() else []


def main() -> int:
    """Print what was found."""
    parser = argparse.ArgumentParser(description="How well copies are found.")
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds data/saudinewsnet")
    parser.add_argument("--sample", type=int, default=0, help="print so many found pairs to judge")
    arguments = parser.parse_args()
    articles = list(newsnet.articles(arguments.shared))
    if arguments.sample:
        show(articles, found(articles)[0], arguments.sample)
        return 0
    plants = planted(articles)
    origins, seconds = found([*articles, *(copy for _, copy, _ in plants)])
    right = Counter(kind for article, copy, kind in plants if beginning(copy.id, origins) == beginning(article.id, origins))
    for kind in KINDS:
        print(f"{kind:<16}{right[kind]:>4} of {PLANTED // len(KINDS)}")
    print(f"planted, recall {right.total() / PLANTED:.3f} of {PLANTED}; {seconds:.1f} s for {len(articles) + PLANTED} reports")
    origins, _ = found(articles)
    judged = [row[2] for row in labels() if origins.get(row[0]) == row[1] or origins.get(row[1]) == row[0]]
    print(f"{len(origins)} of {len(articles)} articles are copies of others")
    if judged:
        print(f"judged, precision {judged.count('copy') / len(judged):.3f} of {len(judged)} pairs: {dict(Counter(judged))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
