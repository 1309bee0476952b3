"""The words of the pages: `messages/ar.yml` and `messages/en.yml`, with plural forms as each language has them."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, cast

from musnad.lexicons import load

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")
DIRECTION: dict[Language, str] = {"ar": "rtl", "en": "ltr"}
OTHER: dict[Language, Language] = {"ar": "en", "en": "ar"}
PARTS = ("desks", "adding", "help", "range", "periods", "ranking")
"""Pages with a file of words of their own, beside those that all pages share."""


@cache
def messages(language: Language) -> dict[str, Any]:
    """All messages of one language: key → text, or key → plural form → text."""
    found: dict[str, Any] = {}
    for name in (language, *(f"{part}.{language}" for part in PARTS)):
        found |= cast(dict[str, Any], load(f"messages/{name}", "musnad.presentation.web"))
    return found


def plural_form(language: Language, number: int) -> str:
    """The CLDR plural category: تقرير واحد (one), تقريران (two), 3 تقارير (few), 11 تقريرًا (many), 100 تقرير (other)."""
    if language == "en":
        return "one" if number == 1 else "other"
    if number in (0, 1, 2):
        return ("zero", "one", "two")[number]
    last_two = number % 100
    if 3 <= last_two <= 10:
        return "few"
    return "many" if last_two >= 11 else "other"


class Wording:
    """Says things in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.direction = DIRECTION[language]
        self._messages = messages(language)

    def __call__(self, key: str, **gaps: Any) -> str:
        """The message of `key` with its gaps filled."""
        message = self._messages[key]
        return str(message.format(**gaps) if gaps else message)

    def has(self, key: str) -> bool:
        """True where there is a message of this key."""
        return key in self._messages

    def count(self, key: str, number: int) -> str:
        """The message of `key` in the plural form that `number` asks for."""
        forms = self._messages[key]
        form = plural_form(self.language, number)
        text = forms.get(form, forms["other"])
        return str(text.format(n=f"{number:,}"))

    def listing(self, items: list[str]) -> str:
        """Items joined as the language does: أ وب وج; a, b and c."""
        if self.language == "ar":
            return "، ".join(items)
        return ", ".join(items)
