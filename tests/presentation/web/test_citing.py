"""Who cites whom: one column for one agency, however its name is spelt."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from musnad.presentation.web.case_reader import CaseReader
from musnad.presentation.web.pages.sources import _columns
from musnad.records import Cited, Outlet

NAMES = {"e-1": "أ ف ب", "e-2": "أ. ف. ب"}


class Reader:
    """Knows the two entities that one agency has become."""

    def known(self, identifier: str | None) -> Any:
        return SimpleNamespace(name=NAMES[identifier]) if identifier else None


def test_two_spellings_of_an_agency_are_one_column() -> None:
    cites = [
        (Cited(label="الوكالة الفرنسية", entity="e-1", times=2), Cited(label="رويترز", times=1)),
        (Cited(label="فرانس برس", entity="e-2", times=3), Cited(label="ا.ف.ب", times=1)),
    ]
    outlets = [Outlet(name=f"صحيفة {number}", reports=3, cites=some) for number, some in enumerate(cites)]
    found = _columns(cast(CaseReader, Reader()), outlets)
    assert [(label, entity) for _, label, entity in found] == [("فرانس برس", "e-2"), ("رويترز", None)]
