"""What speaks for and against one entity behind two names: small named observations, each with a learned weight and a sentence.

How the names meet is one observation (`meeting.py`); string likeness is none, on purpose: حسن صوفان and حسين صوفان are 0.97 alike
and two men. The rest is what the reports say around the names. A value lies between 0 and 1; the weights, what they were fitted
on and how well they are calibrated stand in weights.yml. Sentences: lexicons/reasons/knowledge.yml.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from musnad.knowledge.names import headless, is_kunya, organisation_head, tells_country, works_in_one_country
from musnad.knowledge.resolution import callings, commonness, sides, weights
from musnad.knowledge.resolution.countries import codes_in
from musnad.knowledge.resolution.meeting import meeting, unjoined
from musnad.knowledge.resolution.profiles import Profile

Observation = Callable[[Profile, Profile], float]
_FULL_NAMES = frozenset({
    "same_full_name", "article_left_out", "part_spelt_otherwise", "inner_part_left_out", "last_part_left_out", "kunya_left_out",
    "son_of_left_out", "house_left_out", "arabic_part_spelt_otherwise", "first_part_left_out",
})  # fmt: skip
_HEADS = frozenset({"director", "commander", "head", "leader", "supervisor"})
"""Roles that writers exchange for the one who heads a body."""
_MOST = 0.6
"""Share of the words of two offices that must be the same."""
_ONE_STORY = 0.6
"""Share of company from which two reports tell one story, wherever each lays the weight: two rare names or more."""
_INEXACT = 2
"""Years by which told ages of one person may be off."""
_FAR = 12
"""Years between reports from which a namesake of a later time is likelier."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that was weighed for one pair."""

    meets: str | None
    held: tuple[tuple[str, float, float], ...] = ()
    """Observation, its value, and what it adds to the log-odds."""
    odds: float = -99.0
    needed: float = 1.0
    """Probability from which names of their type are joined."""

    @property
    def score(self) -> float:
        """Probability of one entity."""
        return weights.probability(self.odds)

    @property
    def enough(self) -> bool:
        """True where a join may follow."""
        return self.meets is not None and self.score >= self.needed


def usual_name(one: Profile, other: Profile) -> float:
    """The shorter of two full names is one that many persons have."""
    if one.type != "PER" or meeting(one, other) not in _FULL_NAMES:
        return 0.0
    return commonness.usualness(min((one.parts, other.parts), key=len))


def usual_single_name(one: Profile, other: Profile) -> float:
    """A surname or kunya that many have stands alone."""
    short = min((one.parts, other.parts), key=len)
    if one.type != "PER" or len(short) > 1:
        return 0.0
    return 1.0 if is_kunya(short[0]) or commonness.is_common(short[0]) else 0.0


def nothing_ties(one: Profile, other: Profile) -> float:
    """A name of two parts; neither office, body, calling, country, company nor place in common. Less where the name is rare."""
    short = min((one.parts, other.parts), key=len)
    if one.type != "PER" or len(short) != 2 or meeting(one, other) not in _FULL_NAMES:
        return 0.0
    if any(observation(one, other) for observation in _TIES):
        return 0.0
    return _doubt(short)


def country_alone(one: Profile, other: Profile) -> float:
    """A name of two parts, and nothing in common but the country: it is full of people; less where the name is rare."""
    short = min((one.parts, other.parts), key=len)
    if one.type != "PER" or len(short) != 2 or meeting(one, other) not in _FULL_NAMES:
        return 0.0
    if not (same_country(one, other) or same_setting(one, other)) or any(observation(one, other) for observation in _CLOSE_TIES):
        return 0.0
    return _doubt(short)


def _doubt(parts: Sequence[str]) -> float:
    """How far a name alone leaves open who is meant."""
    return round(min(1.0, 0.3 + 2 * commonness.usualness(parts)), 3)


def one_in_office(one: Profile, other: Profile) -> float:
    """The one holds an office, of the other none is told, nor anything that he said or did."""
    return float(any(a.roles - callings.PLAIN_ROLES and not b.offices and not b.acts for a, b in ((one, other), (other, one))))


def one_report(one: Profile, other: Profile) -> float:
    """Both stand in one report."""
    return float(bool(one.documents & other.documents))


def same_office(one: Profile, other: Profile) -> float:
    """The same office of the same body: the role, and most of the words that say whose office it is."""
    return float(any(
        _one_role(role, second) and words & theirs and _as_many(words, theirs)
        for role, words in one.offices for second, theirs in other.offices
    ))  # fmt: skip


def _one_role(one: str, other: str) -> bool:
    """The same role, or two words for who heads a body: مدير شرطة عدن, قائد شرطة عدن."""
    return bool(one) and (one == other or {one, other} <= _HEADS)


def _as_many(one: frozenset[str], other: frozenset[str]) -> bool:
    """Most of the words are shared, or all of the fewer, of which there are two or more (وزارة المياه, وزارة المياه والري)."""
    shared, fewer = len(one & other), min(len(one), len(other))
    return shared >= _MOST * len(one | other) or shared == fewer > 1


def same_body(one: Profile, other: Profile) -> float:
    """Both hold office in, or belong to, one and the same body or state."""
    return float(bool(one.bodies & other.bodies))


def bodies_differ(one: Profile, other: Profile) -> float:
    """Both are of bodies, and of none in common."""
    return float(bool(one.bodies and other.bodies) and not same_body(one, other) and not same_office(one, other))


def offices_differ(one: Profile, other: Profile) -> float:
    """Offices of one kind, and each is told in words that the other lacks (مدير صحة درعا, مدير تربية درعا)."""
    told = [(role, words) for role, words in one.offices if role and words]
    others = [(role, words) for role, words in other.offices if role and words]
    alike = [(words, theirs) for role, words in told for second, theirs in others if role == second]
    apart = bool(alike) and all(words - theirs and theirs - words for words, theirs in alike)
    return float(apart and not same_office(one, other) and not same_body(one, other))


def same_role(one: Profile, other: Profile) -> float:
    """The same kind of office, whoever it is held in."""
    alike = bool({role for role in one.roles & other.roles if role})
    return float(alike and not same_office(one, other) and not offices_differ(one, other))


def roles_differ(one: Profile, other: Profile) -> float:
    """Offices of different kinds."""
    return float(bool(one.offices and other.offices) and not (one.roles & other.roles))


def callings_differ(one: Profile, other: Profile) -> float:
    """A player and a judge: what the words beside the names say that they do is not the same."""
    return float(bool(one.callings and other.callings) and not one.callings & other.callings)


def matters_differ(one: Profile, other: Profile) -> float:
    """The one is named in public affairs or holds an office, the other in sport, art, study, trade."""
    return float({one.matter, other.matter} == {"public", "private"})


def ages_differ(one: Profile, other: Profile) -> float:
    """Told ages of two people: years of birth apart, or, where no year is known, ages that are far apart."""
    if one.age is None or other.age is None:
        return 0.0
    if one.years and other.years:
        return float(abs((min(one.years) - one.age) - (min(other.years) - other.age)) > _INEXACT)
    return float(abs(one.age - other.age) > _FAR)


def single_in_other_role(one: Profile, other: Profile) -> float:
    """A kunya or surname alone, in an office of another kind."""
    short = min((one.parts, other.parts), key=len)
    return float(one.type == "PER" and len(short) == 1 and bool(roles_differ(one, other)))


def same_calling(one: Profile, other: Profile) -> float:
    """Both are players, both are judges."""
    return float(bool((one.callings & other.callings) - callings.WIDE))


def same_country(one: Profile, other: Profile) -> float:
    """Words of both reports put them in one country."""
    return float(bool(one.told & other.told))


def countries_differ(one: Profile, other: Profile) -> float:
    """Words of both reports put them in different countries."""
    return float(bool(one.told and other.told) and not one.told & other.told)


def same_setting(one: Profile, other: Profile) -> float:
    """Both reports are about one country, or the one about the country that the other's words tell."""
    if countries_differ(one, other):
        return 0.0
    mine, theirs = one.told or one.settings, other.told or other.settings
    return float(bool(mine & theirs) and not same_country(one, other))


def settings_differ(one: Profile, other: Profile) -> float:
    """The reports are about different countries, or the one is about another than the other's words tell."""
    if one.told and other.told:
        return 0.0
    mine, theirs = one.told or one.settings, other.told or other.settings
    if not mine or not theirs or mine & theirs or shared_company(one, other) >= _ONE_STORY:
        return 0.0
    # Where one word alone says what a report is about, it may as well be where somebody went.
    return 1.0 if (one.told or one.firm) and (other.told or other.firm) else 0.5


def shared_company(one: Profile, other: Profile) -> float:
    """Rarely named persons and bodies stand in both reports: one of them, two, three or more."""
    if one_report(one, other):
        return 0.0
    return round(min(3, len((one.company & other.company) - one.own - other.own)) / 3, 2)


def one_story(one: Profile, other: Profile) -> float:
    """Three rare names or more stand in both reports, and no office, body, calling or matter of the two differs."""
    if one.type != "PER" or shared_company(one, other) < 1:
        return 0.0
    against = (roles_differ, offices_differ, bodies_differ, callings_differ, matters_differ)
    return float(not any(observation(one, other) for observation in against))


def shared_place(one: Profile, other: Profile) -> float:
    """A rarely named place stands in both reports."""
    return float(not one_report(one, other) and bool(one.places & other.places))


def far_in_time(one: Profile, other: Profile) -> float:
    """Many years lie between the reports."""
    if not one.years or not other.years:
        return 0.0
    return float(min(abs(a - b) for a in one.years for b in other.years) >= _FAR)


def acts_after_death(one: Profile, other: Profile) -> float:
    """The one is told to have been killed in a year before the other speaks or acts."""
    return float(any(a.died and b.acted and a.died < b.acted for a, b in ((one, other), (other, one))))


def only_company(one: Profile, other: Profile) -> float:
    """A single name, which nothing but company, place or country ties to the other: no office, no body."""
    short = min((one.parts, other.parts), key=len)
    tied = same_office(one, other) or same_body(one, other) or one_report(one, other)
    return float(one.type == "PER" and len(short) == 1 and not tied)


def of_any_state(one: Profile, other: Profile) -> float:
    """The shorter is a body that every state has, and nothing tells one country."""
    short = min((one, other), key=lambda profile: len(profile.words))
    return float(short.of_any_state and not _together(one, other))


def _together(one: Profile, other: Profile) -> bool:
    """One report, one country or one town."""
    return bool(one_report(one, other) or same_country(one, other) or same_setting(one, other) or placed_together(one, other))


def usual_words(one: Profile, other: Profile) -> float:
    """The shorter name is made of everyday words, behind its generic head."""
    short = min((one.name, other.name), key=lambda name: len(name.split()))
    return commonness.usual_words(tuple((headless(short) or short).split()))


def sides_differ(one: Profile, other: Profile) -> float:
    """Bodies of two powers that share one country: the ministry of Sanaa and that of Aden."""
    return float(sides.apart(one.sides, other.sides))


def placed_elsewhere(one: Profile, other: Profile) -> float:
    """Bodies such as many towns have (a council, a company of fighters), said to be in two places apart."""
    if not one.placed or not other.placed or not (works_in_one_country(one.name) or one.of_any_state):
        return 0.0
    return float(not one.placed & other.within and not other.placed & one.within)


def placed_together(one: Profile, other: Profile) -> float:
    """Both are said to be in one place, or in a place and what holds it; the longer name may say the place itself."""
    if one.placed & other.within or other.placed & one.within:
        return 1.0
    short, full = sorted((one, other), key=lambda profile: len(profile.words))
    return float(bool(short.within) and _left_out(short, full) in short.within)


def _left_out(short: Profile, full: Profile) -> str:
    """The words of the longer name behind as many as the shorter has, without what joins them, tight."""
    return "".join(unjoined(" ".join(["-", *full.words[len(short.words) :]]))[1:])


def local_body_elsewhere(one: Profile, other: Profile) -> float:
    """A party, club or unit that works in one country, in reports of two; less so where a word of its name is rare."""
    if not (works_in_one_country(one.name) or one.of_any_state) or not settings_differ(one, other):
        return 0.0
    return commonness.usual_words(min((one.words, other.words), key=len))


def other_places(one: Profile, other: Profile) -> float:
    """Bodies such as many towns have, in reports that name places and no rare name in common."""
    if not (works_in_one_country(one.name) or one.of_any_state) or placed_together(one, other):
        return 0.0
    return float(bool(one.places and other.places) and not one.places & other.places and not shared_company(one, other))


def end_names_country(one: Profile, other: Profile) -> float:
    """What the shorter leaves out names a country, which the shorter's report does not tell."""
    short, full = sorted((one, other), key=lambda profile: len(profile.words))
    left = set(full.words) - set(short.words)
    return float(any(tells_country(word) for word in left) and not _together(one, other))


def branch_of_shorter(one: Profile, other: Profile) -> float:
    """The longer is a branch or wing of the shorter: what is left out opens with `فرع`, `في`, `جناح`."""
    short, full = sorted((one.words, other.words), key=len)
    left = full[len(short) :]
    if left and left[0] == "في" and (_of_its_country(one, other) or (one.sides & other.sides)):
        return float(one.wing != other.wing)
    named_so = full[: len(short)] == short and bool(left) and left[0] in _BRANCHES and not placed_together(one, other)
    return float(named_so or one.wing != other.wing)


def _of_its_country(one: Profile, other: Profile) -> bool:
    """What the longer adds is the country of which the shorter is (الاتحاد العمالي العام في لبنان)."""
    short, full = sorted((one, other), key=lambda profile: len(profile.words))
    left = [word for word in full.words[len(short.words) :] if word != "في"]
    return bool(left) and codes_in(" ".join(left)) == (short.told or short.settings)


_BRANCHES = frozenset({"في", "فرع", "قطاع", "مكتب", "جناح", "قياده", "تيار", "شباب", "ولايه"})


def shorter_is_listed(one: Profile, other: Profile) -> float:
    """`الجيش السوري` is listed, `الجيش السوري الموحد` is not: then the longer is somebody else."""
    short, full = sorted((one, other), key=lambda profile: len(profile.words))
    opens = len(short.words) < len(full.words) and full.words[: len(short.words)] == short.words
    opens = opens and not _of_its_country(one, other)
    return float(opens and bool(short.listed) and not full.listed and not one_report(one, other))


def one_is_listed(one: Profile, other: Profile) -> float:
    """The one is an entry of the lists, and of the other was found that it is not meant by it."""
    return float(bool(one.listed & other.denied or other.listed & one.denied))


def kinds_differ(one: Profile, other: Profile) -> float:
    """Bodies of different kinds: a party, a club, a unit of troops."""
    first, second = organisation_head(one.name), organisation_head(other.name)
    return float(bool(one.subtypes and other.subtypes) and not one.subtypes & other.subtypes and bool(first and second))


_CLOSE_TIES: tuple[Observation, ...] = (
    one_report, same_office, same_body, same_role, same_calling, shared_company, shared_place,
)  # fmt: skip
_TIES = (*_CLOSE_TIES, same_country, same_setting)
"""What ties two names to each other beyond the names themselves."""
OBSERVATIONS: dict[str, tuple[Observation, ...]] = {
    "PER": (
        usual_name, usual_single_name, only_company, one_report, same_office, same_body, bodies_differ, offices_differ, same_role,
        roles_differ, callings_differ, same_calling, matters_differ, same_country, countries_differ, same_setting,
        settings_differ, shared_company, one_story, shared_place, far_in_time, acts_after_death, nothing_ties, country_alone,
        one_in_office, ages_differ,        single_in_other_role, one_is_listed,
    ),
    "ORG": (
        one_report, same_country, countries_differ, same_setting, settings_differ, shared_company, shared_place, of_any_state,
        usual_words, local_body_elsewhere, other_places, sides_differ, placed_elsewhere, placed_together, end_names_country,
        branch_of_shorter, shorter_is_listed, kinds_differ, one_is_listed,
    ),
    "LOC": (one_report, shared_company),
    "EVT": (one_report, same_setting, settings_differ, far_in_time, shared_company),
}  # fmt: skip
MEETINGS: dict[str, tuple[str, ...]] = {
    "PER": (
        "same_full_name", "same_kunya", "same_single_name", "article_left_out", "part_spelt_otherwise",
        "arabic_part_spelt_otherwise", "house_left_out", "father_perhaps",
        "single_name_spelt_otherwise", "son_of_left_out", "inner_part_left_out", "last_part_left_out", "first_part_left_out",
        "kunya_left_out", "surname_alone", "kunya_alone", "given_name_alone",
    ),
    "ORG": (
        "same_name", "word_spelt_otherwise", "words_in_other_order", "joined_otherwise", "head_stands_before", "head_left_out",
        "head_left_out_one_word", "end_left_out", "end_left_out_article_added", "middle_left_out", "loose_heads_differ",
        "acronym_letters",
        "acronym_beside_name",
    ),
    "LOC": ("head_stands_before",),
    "EVT": ("same_name", "head_stands_before", "head_left_out", "end_left_out", "word_spelt_otherwise"),
}  # fmt: skip


def observe(one: Profile, other: Profile) -> dict[str, float]:
    """Every observation that holds, with its value; empty where the names do not meet at all."""
    meets = meeting(one, other)
    if meets not in MEETINGS[one.type]:
        return {}
    values = {observation.__name__: observation(one, other) for observation in OBSERVATIONS[one.type]}
    return {meets: 1.0} | {name: value for name, value in values.items() if value}


def compare(one: Profile, other: Profile) -> Evidence:
    """The two weighed."""
    values = observe(one, other)
    if not values:
        return Evidence(None)
    table = weights.table(one.type)
    held = tuple((name, value, round(value * table[name], 3)) for name, value in values.items())
    odds = round(weights.start(one.type) + sum(added for _, _, added in held), 3)
    return Evidence(next(iter(values)), held, odds, weights.enough(one.type))
