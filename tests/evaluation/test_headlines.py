"""What the comparison of two headlines sees, and that its fit is the same every time."""

from __future__ import annotations

from programs import load


def test_facts_of_a_pair() -> None:
    module = load("evaluation/headlines.py")
    against = module.facts(("أسعار القمح ترتفع في السوق", "أسعار القمح تنخفض في السوق"))
    same = module.facts(("وصول 40 شاحنة طحين إلى المدينة", "المدينة تستقبل 40 شاحنة طحين"))
    assert against["opposed"] == 1
    assert same["opposed"] == 0
    assert same["figures_same"] == 1
    assert module.facts(("وفاة 3 عمال", "وفاة 7 عمال"))["figures_differ"] == 1


def test_the_fit_learns_and_repeats() -> None:
    module = load("evaluation/headlines.py")
    rows = [({"always": 1.0, "opposed": 1.0}, "disagree"), ({"always": 1.0, "opposed": 0.0}, "agree")] * 5
    weights = module.fit(rows, ["agree", "disagree"])
    assert weights == module.fit(rows, ["agree", "disagree"])
    assert weights["disagree"]["opposed"] > 0 > weights["agree"]["opposed"]


def test_scores_count_hits() -> None:
    module = load("evaluation/headlines.py")
    scored = module.score(["agree", "agree", "disagree"], ["agree", "disagree", "disagree"], ["agree", "disagree"])
    assert (scored["accuracy"], scored["agree"], scored["disagree"]) == (0.667, 0.667, 0.667)
