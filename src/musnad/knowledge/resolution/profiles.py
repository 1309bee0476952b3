"""What is known of one name where it is compared: its parts, its offices and bodies, its countries, its company, its years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from musnad.knowledge.corpus import Corpus, Indexed
from musnad.knowledge.names import any_states_body, folded, person_parts, tight, works_in_one_country
from musnad.knowledge.resolution import callings, lives, offices, scenes, sides
from musnad.knowledge.resolution.countries import Countries, Location, codes_in, country_of
from musnad.knowledge.units import Unit
from musnad.script import fold

_FEW = 20
_SHARE = 200
"""A name counts as company where at most twenty reports, or one in two hundred, hold it: what stands everywhere ties nobody."""
_MOST = 200
"""Members of a profile's company that are kept; the rarest are as good as any."""
_KILLED = ("قتل", "مقتل", "اغتي", "استشه", "وفاه", "توفي", "مصرع")
_GATHERED = (
    "documents", "listed", "denied", "subtypes", "heads", "bodies", "offices", "callings", "told", "placed", "within", "settings",
    "company", "own", "places", "years", "sides",
)  # fmt: skip
_NONE: frozenset[str] = frozenset()
Words = frozenset[str]


@lru_cache(maxsize=30_000)
def _split(name: str) -> tuple[str, ...]:
    return tuple(name.split())


@dataclass(slots=True)
class Profile:
    """One name of one or more reports."""

    number: int
    """A unit that stands for it."""
    type: str
    name: str
    """The fullest name, folded."""
    documents: Words = _NONE
    listed: Words = _NONE
    denied: Words = _NONE
    """Entries of the lists that bear the name and are not meant."""
    subtypes: Words = _NONE
    heads: Words = _NONE
    """Generic heads that stand before the name, outside it, without the article."""
    bodies: Words = _NONE
    """Bodies and states of its offices and relations, as keys."""
    offices: frozenset[tuple[str, Words]] = frozenset()
    """Role and the words of office and body that say whose office it is."""
    callings: Words = _NONE
    """What the words beside the name say that somebody does: sport, arms, law..."""
    told: Words = _NONE
    """Countries that its own words, offices and bodies say."""
    placed: Words = _NONE
    """Of a body: the place that it is said to be in, right behind its name."""
    within: Words = _NONE
    """That place and all that holds it."""
    settings: Words = _NONE
    """Countries that its reports are about."""
    firm: bool = False
    """More than one word says so."""
    sides: Words = _NONE
    """Of a body: the power whose it is, where two share a country (sides.py)."""
    company: Words = _NONE
    """Rare names that stand in the same reports, as keys, its own among them."""
    own: Words = _NONE
    """Its own key."""
    places: Words = _NONE
    years: frozenset[int] = frozenset()
    died: int | None = None
    acted: int | None = None
    acts: bool = False
    """He says or does something in a report, or is quoted."""
    age: int | None = None
    """Of a person, in the first of its years."""
    matter: str | None = None
    """Of a person: whether the name stands in `public` affairs or in a `private` matter."""
    wing: bool = False
    """The name is written with a dash: a wing of something (حركة كذا - جناح كذا)."""
    mentioned: int = field(default=1)

    @property
    def parts(self) -> tuple[str, ...]:
        """Name parts of a person."""
        return person_parts(self.name)

    @property
    def words(self) -> tuple[str, ...]:
        """Words of the name."""
        return _split(self.name)

    @property
    def of_any_state(self) -> bool:
        """True for a body that every state has."""
        return self.type == "ORG" and any_states_body(self.name)

    @property
    def roles(self) -> Words:
        """Ids of its offices."""
        return frozenset(role for role, _ in self.offices)

    @property
    def evidence(self) -> int:
        """How many facts tell who is meant."""
        return len(self.bodies) + len(self.offices) + len(self.told) + min(3, len(self.company))

    def add(self, other: Profile) -> None:
        """Take in what another profile of the same entity knows."""
        for name in _GATHERED:
            mine, theirs = getattr(self, name), getattr(other, name)
            if not theirs <= mine:
                setattr(self, name, mine | theirs)
        if len(self.company) > _MOST:
            self.company = frozenset(sorted(self.company)[:_MOST])
        self.died = min((year for year in (self.died, other.died) if year), default=None)
        self.acted = max((year for year in (self.acted, other.acted) if year), default=None)
        # One public matter outweighs any private one: statesmen go to matches.
        self.matter = "public" if "public" in (self.matter, other.matter) else self.matter or other.matter
        self.wing |= other.wing
        self.firm |= other.firm
        self.acts |= other.acts
        self._take_age(other)
        self.mentioned += other.mentioned

    def _take_age(self, other: Profile) -> None:
        """The age told in the earlier report."""
        if other.age is not None and (self.age is None or min(other.years, default=0) < min(self.years, default=0)):
            self.age = other.age

    def copied(self) -> Profile:
        """A profile that may grow without changing this one."""
        grown = Profile(self.number, self.type, self.name, mentioned=0)
        grown.add(self)
        return grown


class Profiles:
    """The profiles of all units of a corpus, by the number of the unit."""

    def __init__(
        self, corpus: Corpus, units: Sequence[Unit], of_mention: Mapping[str, int], countries: Mapping[str, Countries]
    ) -> None:
        self._of_mention = of_mention
        self._keys = [_key(unit) for unit in units]
        reports: dict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            reports[unit.document].append(unit)
        counts = Counter(key for members in reports.values() for key in {self._keys[unit.number] for unit in members})
        most = max(_FEW, len(corpus.reports) // _SHARE)
        self._rare = {key for key, count in counts.items() if count <= most}
        self._made: dict[int, Profile] = {}
        for indexed in corpus.reports:
            self._read(indexed, reports[indexed.id], countries[indexed.id])

    def __getitem__(self, number: int) -> Profile:
        return self._made[number]

    def key(self, number: int) -> str:
        """The key of a unit's name as others hold it among their bodies and company."""
        return self._keys[number]

    def rename(self, names: Mapping[str, str]) -> None:
        """Call bodies by the one key that stands for all their names, once those are resolved."""
        for made in self._made.values():
            if made.type == "PER" and made.bodies:
                made.bodies = frozenset(names.get(key, key) for key in made.bodies)

    def _read(self, indexed: Indexed, members: Sequence[Unit], countries: Countries) -> None:
        """The profiles of one report."""
        document = frozenset([indexed.id])
        rare = frozenset(self._keys[unit.number] for unit in members if self._keys[unit.number] in self._rare)
        countries_named = {self._keys[unit.number] for unit in members if unit.type == "LOC" and unit.place_class == "country"}
        places = frozenset(key for key in rare if key.startswith("LOC")) - countries_named
        company = rare - places - countries_named
        year = _year(indexed.published)
        years = frozenset([year] if year else [])
        for unit in members:
            made = Profile(unit.number, unit.type, unit.fullest, document, unit.authorities, unit.denied)
            made.subtypes = _once(frozenset(mention.subtype for mention in unit.mentions if mention.subtype))
            made.heads = _once(frozenset(folded(mention.head).removeprefix("ال") for mention in unit.named if mention.head))
            made.own, made.mentioned = _once(frozenset([self._keys[unit.number]])), len(unit.mentions)
            if unit.type != "LOC":
                made.company, made.places = company, places
            if unit.type == "PER":
                self._live(made, indexed, unit, year)
            if unit.type == "EVT":
                made.settings, made.firm, made.years = countries.setting, countries.firm, years
            if unit.type in ("PER", "ORG"):
                made.settings, made.firm = countries.setting, countries.firm
                made.told = frozenset(code for listed in unit.authorities if (code := country_of(listed)))
                made.years = years
            if unit.type == "ORG":
                made.told |= unit.told
                self._place(made, [place for mention in unit.named if (place := countries.placed(mention))])
                made.wing = any(" - " in mention.name or " – " in mention.name for mention in unit.named)
                seats = made.placed or (frozenset([line.name]) if (line := countries.dateline) else _NONE)
                made.sides = _once(sides.of(indexed, unit.named, seats, made.told or made.settings))
            self._made[unit.number] = made
        self._offices(indexed)
        self._deeds(indexed, year)

    def _live(self, made: Profile, indexed: Indexed, unit: Unit, year: int | None) -> None:
        """Calling, matter, death, deeds and age by the words beside the name."""
        made.callings = callings.of(indexed, unit.named)
        made.matter = scenes.matter(indexed, unit.named)
        if made.callings and made.callings <= callings.PRIVATE:
            made.matter = "private"
        life = lives.of(indexed, unit.named)
        if life.through_kin and made.matter is None:
            made.matter = "private"
        made.age, made.acts = life.age, life.acts
        if year:
            made.died, made.acted = (year if life.dead else None), (year if life.acts else None)

    def _place(self, made: Profile, places: Iterable[Location]) -> None:
        """Where a body is said to be; what every state has is of the country of that place."""
        if works_in_one_country(made.name) and " في " in made.name:
            # `المجلس المحلي في كذا`: the town stands in the name.
            made.placed = made.within = frozenset([" ".join(made.name.partition(" في ")[2].split()[-3:]).replace(" ", "")])
        for place in places:
            if not place.is_country:
                made.placed |= {place.name}
                made.within |= place.within | {place.core}
            if not made.told and made.of_any_state and place.country:
                made.told = frozenset([place.country])

    def _offices(self, indexed: Indexed) -> None:
        """Roles with body and state; relations to bodies."""
        for role in indexed.report.roles:
            person = self._person(indexed, role.person)
            if person is None or lives.of_kin(indexed, role):
                continue
            words, codes = offices.words_of(indexed, role)
            person.offices |= {(role.role or "", words)}
            if not person.callings or not person.callings <= callings.PRIVATE:
                person.matter = "public" if role.role not in callings.PLAIN_ROLES else person.matter or "public"
            person.told |= codes | ({role.state} if role.state else set())
            body = self._profile(indexed, role.organization or "")
            if body:
                person.bodies |= body.own
                person.told |= body.told if body.type == "ORG" else codes_in(body.name)
            elif role.state:
                person.bodies |= {f"state {role.state} {role.role}"}
        for relation in indexed.report.relations:
            for one, other in ((relation.subject, relation.object), (relation.object, relation.subject)):
                person, body = self._person(indexed, one), self._profile(indexed, other)
                if person and body and body.type == "ORG":
                    person.bodies |= body.own

    def _deeds(self, indexed: Indexed, published: int | None) -> None:
        """The year in which somebody is told to have been killed, and the last in which he speaks or acts."""
        for event in indexed.report.events:
            when = _year(event.date) or published
            if event.modality != "actual" or when is None:
                continue
            killed = event.type == "casualties" and fold(indexed.quote(event.span)).text.startswith(_KILLED)
            for mention in event.others if killed else event.agents:
                person = self._person(indexed, mention)
                if person is not None and killed:
                    person.died = min(when, person.died or when)
                elif person is not None and event.type != "casualties":
                    person.acted = max(when, person.acted or when)
        for quotation in indexed.report.quotations:
            person = self._person(indexed, quotation.source or "")
            if person:
                person.acts = True
            if person and published:
                person.acted = max(published, person.acted or published)

    def _profile(self, indexed: Indexed, mention: str) -> Profile | None:
        number = self._of_mention.get(indexed.key(mention))
        return None if number is None else self._made[number]

    def _person(self, indexed: Indexed, mention: str) -> Profile | None:
        found = self._profile(indexed, mention)
        return found if found is not None and found.type == "PER" else None


@lru_cache(maxsize=30_000)
def _once(words: Words) -> Words:
    """The same set as one object, however many profiles hold it."""
    return words


def _year(edtf: str | None) -> int | None:
    return int(edtf[:4]) if edtf and edtf[:4].isdigit() else None


def _key(unit: Unit) -> str:
    """Name of a unit across reports, good enough to say who keeps company with whom."""
    return f"{unit.type} {min(unit.authorities) if unit.authorities else tight(unit.fullest)}"
