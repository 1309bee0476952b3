"""Latin names of places without scholarly marks."""

import pytest

from musnad.script import plain_latin


@pytest.mark.parametrize(
    ("scholarly", "news"),
    [("Al Fallūjah", "Al Fallujah"), ("Aḑ Ḑāli‘", "Ad Dali"), ("`Adan", "Adan"), ("Sana'a", "Sana'a"), ("Idlib", "Idlib")],
)
def test_marks_of_scholars_are_left_out(scholarly: str, news: str) -> None:
    assert plain_latin(scholarly) == news
