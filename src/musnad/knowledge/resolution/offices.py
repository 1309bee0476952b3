"""The words of an office that say whose it is: what two offices of two reports are compared by."""

from __future__ import annotations

import re

from musnad.knowledge.corpus import Indexed
from musnad.knowledge.names import folded
from musnad.knowledge.resolution.countries import codes_in
from musnad.records import Role

_PLAIN = frozenset({"في", "من", "باسم", "على", "الى", "لدي", "السابق", "السابقه", "الاسبق"})
_TITLES = frozenset(folded(
    "ناطق رسمي متحدث عسكري امني اعلامي امين عام رييس قايد مدير نايب عضو وزير مسوول قيادي زعيم محافظ سفير خاص اعلى مساعد اول "
    "مستشار سابق حالي ميداني بارز كبير سياسي مكتب قسم امير شرعي"
).split())  # fmt: skip
"""Words of offices that every body has."""
_BETWEEN = 45
"""Characters between a title and the name of its bearer."""
_STOP = re.compile(r"[.،؛:!؟\n]")


def words_of(indexed: Indexed, role: Role) -> tuple[frozenset[str], frozenset[str]]:
    """The words of office and body without article and small words, and the countries among them."""
    text = folded(indexed.quote(role.title))
    if role.organization and (body := indexed.mentions.get(role.organization)):
        text += f" {folded(body.name)}"
    elif not role.state:
        text += f" {folded(_behind_title(indexed, role))}"
    words = frozenset(_stem(word) for word in text.split() if word not in _PLAIN)
    # `الناطق الرسمي` alone is an office that every body has, and says nothing of whose it is.
    return words - _TITLES, codes_in(text)


def _behind_title(indexed: Indexed, role: Role) -> str:
    """`المبعوث الأممي إلى كذا فلان`: what stands between a title and its bearer, whose body no other step has found."""
    person = indexed.mentions.get(role.person)
    if person is None or not 0 < person.span.start - role.title.end <= _BETWEEN:
        return ""
    between = indexed.text[role.title.end : person.span.start]
    return "" if _STOP.search(between) else between


def _stem(word: str) -> str:
    """Without article and joined lam: the same for `لعصائب` and `عصائب`."""
    plain = word.removeprefix("لل").removeprefix("ال")
    return plain[1:] if plain.startswith("ل") and len(plain) > 4 else plain
