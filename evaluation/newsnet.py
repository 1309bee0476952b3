"""Reports of SaudiNewsNet as files that musnad reads: headline, outlet and day, by-line, text.

The corpus (2015, CC BY-NC-SA 4.0; the texts are the newspapers') is for measuring only: no text of it may enter the repository.
`--shared DIR` of the programs that use it is the folder that holds `data/saudinewsnet/conflict.jsonl`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OUTLETS = {
    "aawsat": "صحيفة الشرق الأوسط", "alriyadh": "صحيفة الرياض", "alwatan": "الوطن السعودية", "okaz": "صحيفة عكاظ",
    "alweeam": "صحيفة الوئام", "alyaum": "صحيفة اليوم السعودية", "aljazirah": "صحيفة الجزيرة السعودية",
    "aleqtisadiya": "صحيفة الاقتصادية", "3alyoum": "صحيفة عين اليوم", "almadina": "صحيفة المدينة", "sabq": "صحيفة سبق",
    "was": "واس", "arreyadi": "صحيفة الرياضي",
}  # fmt: skip
"""The corpus' names of its outlets → as they call themselves."""
AGENCY = "was"
"""The one news agency among them."""


@dataclass(frozen=True)
class Article:
    """One article of the corpus."""

    id: str
    outlet: str
    day: str
    title: str
    author: str
    text: str

    def page(self) -> str:
        """The article as a plain page."""
        year, month, day = self.day.split("-")
        head = [self.title, "", f"{day}.{month}.{year}", f"{OUTLETS[self.outlet]} - {self.author}".rstrip(" -:")]
        return "\n".join([*head, "", self.text.strip(), "", f"جميع الحقوق محفوظة {OUTLETS[self.outlet]}", ""])


def articles(shared: Path) -> Iterator[Article]:
    """All articles, in the order of the file."""
    with (shared / "data/saudinewsnet/conflict.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            title = " ".join(row["title"].split())
            yield Article(row["id"], row["source"], row["date_extracted"][:10], title, row["author"].strip(), row["text"])
