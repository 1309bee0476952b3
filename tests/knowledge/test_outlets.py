"""What a case holds of each outlet."""

from __future__ import annotations

from factory import Draft

from musnad.knowledge import derive
from musnad.records import Outlet, Report


def report(name: str, outlet: str | None, published: str | None, text: str, quotations: tuple[bool, ...] = ()) -> Report:
    draft = Draft(text, name=name, outlet=outlet, published=published)
    for number, anonymous in enumerate(quotations):
        draft.quotation(f"قول {number}", f"قول {number}", anonymous=anonymous)
    return draft.report()


def test_reports_times_and_nameless_speakers_are_counted() -> None:
    reports = [
        report("a", "شبكة الوادي", "2021-03-10", "قول 0 ثم قول 1 عن السد.", (True, False)),
        report("b", "شبكة الوادي", "2021-04-02", "قول 0 عن الجسر والنهر.", (False,)),
        report("c", None, None, "لا قول هنا ولا اسم."),
    ]
    first, unknown = derive(reports).outlets
    assert (first.name, first.reports, first.first, first.last) == ("شبكة الوادي", 2, "2021-03-10", "2021-04-02")
    assert (first.quotations, first.anonymous) == (3, 1)
    assert unknown == Outlet(name="", reports=1)


def test_the_order_of_reports_changes_nothing() -> None:
    reports = [report(name, f"وسيلة {name}", "2021-03-10", f"نص {name} من كلمات.") for name in "abcd"]
    assert derive(reports).outlets == derive(reports[::-1]).outlets
