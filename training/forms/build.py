"""Cut `src/musnad/script/forms.tsv.gz` from wordfreq's large Arabic list.

    pip install wordfreq==3.1.1 && python training/forms/build.py

Keeps Arabic-script forms of Zipf 1.5 and more, folded (the most frequent spelling of each folded form counts). Data:
wordfreq, Robyn Speer, CC BY-SA 4.0; see src/musnad/script/FORMS_LICENCE.md.
"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import wordfreq

from musnad.script.folding import fold

TARGET = Path(__file__).parents[2] / "src/musnad/script/forms.tsv.gz"
ARABIC = re.compile(r"[\u0621-\u064a]{2,20}")
FLOOR = 1.5


def main() -> None:
    """Write the table, sorted, with a fixed time stamp so that two runs give the same bytes."""
    table: dict[str, int] = {}
    for form, frequency in wordfreq.get_frequency_dict("ar", wordlist="large").items():
        key = fold(form).text
        value = round(wordfreq.freq_to_zipf(frequency) * 10)
        if ARABIC.fullmatch(key) and value >= FLOOR * 10:
            table[key] = max(value, table.get(key, 0))
    text = "".join(f"{form}\t{value}\n" for form, value in sorted(table.items()))
    TARGET.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    print(f"{len(table):,} forms, {TARGET.stat().st_size / 1e6:.2f} MB → {TARGET}")


if __name__ == "__main__":
    main()
