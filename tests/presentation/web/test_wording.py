"""The words of the pages: both languages say the same things, and nothing is left unsaid or unused."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import musnad.presentation.web as web
from musnad.presentation.web.wording import Wording, messages, plural_form

HOME = Path(web.__file__).parent


def _gaps(message: object) -> set[str]:
    texts = message.values() if isinstance(message, dict) else [message]
    return {name for text in texts for _, name, _, _ in Formatter().parse(str(text)) if name}


def test_both_languages_have_the_same_keys_and_gaps() -> None:
    arabic, english = messages("ar"), messages("en")
    assert arabic.keys() == english.keys()
    assert {key for key in arabic if _gaps(arabic[key]) != _gaps(english[key])} == set()
    assert all(isinstance(arabic[key], dict) == isinstance(english[key], dict) for key in arabic)


def test_plural_messages_have_every_form() -> None:
    assert {
        key
        for key, forms in messages("ar").items()
        if isinstance(forms, dict) and set(forms) != {"zero", "one", "two", "few", "many", "other"}
    } == set()
    assert {key for key, forms in messages("en").items() if isinstance(forms, dict) and set(forms) != {"one", "other"}} == set()


def test_every_key_is_used() -> None:
    sources = "\n".join(
        path.read_text() for pattern in ("*.py", "pages/*.py", "templates/*.html") for path in sorted(HOME.glob(pattern))
    )
    literals = set(re.findall(r"""["']([a-z_]+(?:\.[a-z_]+)+)["']""", sources))
    # "layer." ~ layer, f"bound.{bound}": the part before the gap, with whole words after a dot only.
    prefixes = set(re.findall(r"""["']([a-z]+\.(?:[a-z]+\.)*)["']\s*~""", sources)) | set(
        re.findall(r"""f["']([a-z]+\.(?:[a-z_]+\.?)*)\{""", sources)
    )
    prefixes |= {"row.", "about.how_", "about.check_", "about.limit_", "error."}  # named in code without their section
    unused = {key for key in messages("ar") if key not in literals and not any(key.startswith(prefix) for prefix in prefixes)}
    assert unused == set()


def test_every_row_is_used() -> None:
    sources = (HOME / "notes.py").read_text() + "".join(path.read_text() for path in (HOME / "templates").glob("*.html"))
    unused = {key for key in messages("ar") if key.startswith("row.") and f'"{key[4:]}"' not in sources and key not in sources}
    assert unused <= {"row.anchor_publication", "row.anchor_text", "row.anchor_none"}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "لا تقارير"),
        (1, "تقرير واحد"),
        (2, "تقريران"),
        (3, "3 تقارير"),
        (10, "10 تقارير"),
        (11, "11 تقريرًا"),
        (99, "99 تقريرًا"),
        (100, "100 تقرير"),
        (102, "102 تقرير"),
        (103, "103 تقارير"),
        (111, "111 تقريرًا"),
        (1200, "1,200 تقرير"),
    ],
)
def test_arabic_counts_as_arabic_does(number: int, words: str) -> None:
    assert Wording("ar").count("count.reports", number) == words


def test_english_has_two_forms() -> None:
    assert [plural_form("en", number) for number in (0, 1, 2)] == ["other", "one", "other"]
