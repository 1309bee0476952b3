"""One invented case: a committee, its head, a clash before it; the second report is carried by a third outlet."""

from __future__ import annotations

from papers import MemoryCase, Paper

from musnad.records import Alias, Contradiction, Entity, Event, Hop, Relation


def invented_case() -> MemoryCase:
    """Three reports that disagree on the committee's date, its ties and the dead of the clash."""
    paper = Paper(
        "صحيفة الميزان", "2020-04-12",
        "تشكيل لجنة لإطفاء الفتنة في السدر",
        "أُعلن في 10 من نيسان 2020 عن تشكيل لجنة إطفاء الفتنة في بلدة السدر، "
        "وقال رئيس اللجنة نعيم الجذلان إن «اللجنة لا تتلقى مالًا من أحد».",
        "وكانت السدر قد شهدت في آذار اشتباكًا بين فرقة الريحان وفرقة السماق أوقع ثلاثة قتلى.",
    )  # fmt: skip
    agency = Paper(
        "وكالة سهيل", "2020-06-02",
        "لجنة الفتنة بعد شهرين",
        "قال مصدر محلي إن لجنة الفتنة التي تشكلت في 12 نيسان 2020 تتبع لفرقة الريحان.",
        "وغاب عن الاجتماع رئيسها السابق نعيم الجذلان، فيما ارتفع قتلى اشتباك آذار في السدر إلى خمسة قتلى.",
    )  # fmt: skip
    carrier = Paper(
        "جريدة المرسى", "2020-06-03",
        "لجنة الفتنة بعد شهرين",
        "قال مصدر محلي إن لجنة الفتنة التي تشكلت في 12 نيسان 2020 تتبع لفرقة الريحان.",
    )  # fmt: skip

    name = paper.mention("committee", "لجنة إطفاء الفتنة")
    place = paper.mention("town", "السدر", "LOC", nth=1)
    man = paper.mention("man", "نعيم الجذلان", "PER")
    basil, sumac = paper.mention("basil", "فرقة الريحان"), paper.mention("sumac", "فرقة السماق")
    paper.role(man, "رئيس اللجنة", "رئيس اللجنة نعيم الجذلان", name, role="head")
    paper.quotation("اللجنة لا تتلقى مالًا من أحد", "وقال", source=man, mode="direct")
    paper.mention("committee", "اللجنة", nth=1)
    founding = paper.event("تشكيل لجنة إطفاء الفتنة", "founding", others=(name,), place=place, date="2020-04-10")
    clash = paper.event("اشتباكًا", "clash", agents=(basil, sumac), place=place, date="2020-03")

    other_name = agency.mention("committee", "لجنة الفتنة", nth=1)
    former = agency.mention("man", "نعيم الجذلان", "PER")
    agency.role(former, "رئيسها السابق", "رئيسها السابق نعيم الجذلان", other_name, role="head", former=True)
    agency.mention("basil", "فرقة الريحان", nth=0)
    for report in (agency, carrier):
        if report is carrier:
            report.mention("committee", "لجنة الفتنة", nth=1)
            report.mention("basil", "لفرقة الريحان"[1:])
        report.quotation(
            "لجنة الفتنة التي تشكلت في 12 نيسان 2020 تتبع لفرقة الريحان", "قال", source_text=report.span("مصدر محلي"),
            anonymous=True, anonymity="local",
        )  # fmt: skip
    founding_again = agency.event("تشكلت", "founding", others=(other_name,), date="2020-04-12")
    founding_copied = carrier.event("تشكلت", "founding", date="2020-04-12")
    clash_again = agency.event("اشتباك", "clash", date="2020-03")

    def spelled(words: str, *papers: Paper, nth: int = 0) -> Alias:
        return Alias(name=words, references=tuple(p.name_at(words, nth) for p in papers))

    def entity(key: str, kind: str, *aliases: Alias, **more: str) -> Entity:
        references = tuple(reference for alias in aliases for reference in alias.references)
        return Entity(id=key, type=kind, name=aliases[0].name, aliases=aliases, references=references, **more)  # type: ignore[arg-type]

    anonymous = (Hop(label="مصدر محلي", kind="anonymous"),)
    ties = agency.statement("committee", "affiliated_with", "تتبع لفرقة الريحان", object="basil", chain=anonymous)
    own = paper.statement(
        "committee", "support", "لا تتلقى مالًا من أحد", value="لا تتلقى مالًا من أحد",
        chain=(Hop(label="نعيم الجذلان", entity="man", kind="speaker"),),
    )  # fmt: skip
    dates = (
        paper.given("2020-04-10", "10 من نيسان 2020", founding),
        agency.given("2020-04-12", "12 نيسان 2020", founding_again),
        carrier.given("2020-04-12", "12 نيسان 2020", founding_copied),
    )
    figures = (paper.given("3", "ثلاثة قتلى", clash), agency.given("5", "خمسة قتلى", clash_again))
    return MemoryCase(
        [paper, agency, carrier],
        entities=(
            entity("basil", "ORG", spelled("فرقة الريحان", paper, agency, carrier), name_en="Basil Band"),
            entity(
                "committee", "ORG", spelled("لجنة إطفاء الفتنة", paper), spelled("لجنة الفتنة", agency, carrier, nth=1),
                name_en="Strife Committee",
            ),
            entity("man", "PER", spelled("نعيم الجذلان", paper, agency), name_en="Naim al-Jadhlan"),
            entity("sumac", "ORG", spelled("فرقة السماق", paper), name_en="Sumac Band"),
            entity("town", "LOC", spelled("السدر", paper, agency), name_en="al-Sidr"),
        ),
        events=(
            Event(
                id="clash", type="clash", name="اشتباك", name_en="clash", date="2020-03", place="town", agents=("basil", "sumac"),
                quantities=figures, tellings=(figures[0].reference, figures[1].reference), sources=2,
            ),
            Event(
                id="founding", type="founding", name="تأسيس", name_en="founding", date="2020-04-10", dates=dates, place="town",
                others=("committee",), tellings=tuple(date.reference for date in dates), sources=2,
            ),
        ),
        relations=(Relation(id="r", subject="committee", predicate="affiliated_with", object="basil", statements=(ties.id,)),),
        statements=(ties, own),
        contradictions=(
            Contradiction(
                id="c", about="founding", property="date", kind="date", values=dates,
                because="تختلف التقارير في تاريخ تأسيس اللجنة",
                because_en="the reports disagree on the day the committee was founded",
            ),
        ),
        copies={carrier.id: agency.id},
    )  # fmt: skip
