"""The participants of a happening: which role a name gets from its slot, its type and the trigger's frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.subjects import of_another
from musnad.annotations.events.triggers import Trigger
from musnad.records import Mention

_GIVING = frozenset({"aid", "funding", "arms_transfer"})
# What outlets and agencies do besides telling.
_MEDIA = frozenset({"media_outlet", "news_agency"})
_OF_MEDIA = frozenset({"meeting", "talks", "accusation", "rejection", "campaign", "appointment", "founding", "support"})
# What a named campaign does itself; its launch and the fighting are done by others.
_OF_CAMPAIGNS = frozenset({"support", "funding", "aid", "arms_transfer"})
# Kinds of which a named agreement, meeting or campaign is the subject matter.
_ABOUT_NAMED = frozenset({"campaign", "violation", "agreement", "meeting", "talks"})
# Slots in which a state is a party to violence rather than its scene.
_PARTY_SLOTS = frozenset({"s", "front", "من قبل", "بمشاركة", "بين"})
# Slots of a place in which a body or person can only be what is taken or gone to (سيطر على اللواء).
_TAKEN_SLOTS = frozenset({"على", "o", "إلى", "نحو", "باتجاه"})


@dataclass(slots=True)
class Participants:
    """What was found for one trigger, in the order of the text."""

    agents: list[Mention] = field(default_factory=list)
    others: list[Mention] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    cues: dict[str, str] = field(default_factory=dict)
    """Mention id → the slot it was found in."""
    demonym: str | None = None
    """Folded name of the state that an adjective on the trigger stands for (غارات إسرائيلية)."""

    def add(self, role: str, mention: Mention, slot: str) -> None:
        """Note a mention once, under the first role found."""
        target = {"agents": self.agents, "others": self.others, "place": self.places}.get(role)
        if target is not None and mention.id not in self.cues:
            target.append(mention)
            self.cues[mention.id] = slot

    def lead(self, role: str, mentions: Iterable[Mention], slot: str) -> None:
        """Note those who stand before the ones found already."""
        behind = self.agents if role == "agents" else self.others
        known, behind[:] = list(behind), []
        for mention in mentions:
            self.add(role, mention, slot)
        behind.extend(known)

    def replace_last(self, role: str) -> None:
        """Forget the last of a role: the person in apposition takes its place (وزارة كذا ... الوزير فلان)."""
        target = self.agents if role == "agents" else self.others
        if target:
            self.cues.pop(target.pop().id, None)


def is_country(mention: Mention) -> bool:
    """True for a state, which may act as well as be a scene."""
    return mention.subtype == "country" or lexicon.key(mention.name) in lexicon.state_names()


def put(found: Participants, trigger: Trigger, role: str, mention: Mention, slot: str, people: bool = False) -> None:
    """Place the mention, knowing that a place is rarely a doer and a body rarely a place; `people`: it stands for those of it."""
    kind = trigger.reading.entry.type
    if mention.subtype in _MEDIA and kind not in _OF_MEDIA and (role == "agents" or kind == "casualties"):
        return  # who reports it
    if mention.type == "EVT" and role == "agents" and kind not in _OF_CAMPAIGNS:
        role = "others" if kind in _ABOUT_NAMED else "drop"
    if mention.type == "LOC" and not people:
        visited = bool(trigger.reading.entry.frame.get("visited"))
        role = _role_of_place(kind, role, mention, slot, visited)
    elif kind in ("meeting", "talks") and slot == "ب" and mention.type != "PER":
        role = "drop"  # عقد اللقاء بفندق كذا
    elif role == "place":
        if slot == "ل":
            guest = "others" if found.agents else "agents"  # زيارة كذا لكذا, زيارة لكذا
            role = guest if kind == "meeting" and mention.type == "PER" else "drop"
        else:
            role = "others" if mention.type in ("ORG", "PER") and slot in _TAKEN_SLOTS else "drop"
    found.add(role, mention, slot)


def _role_of_place(kind: str, role: str, mention: Mention, slot: str, visited: bool) -> str:
    country = is_country(mention)
    dealt_with = slot == "ب" and country and role != "place" and kind not in lexicon.words_raw("place_types")
    if (
        (slot in ("في", "ب") and not (dealt_with and kind not in ("meeting", "talks")))
        or (slot == "o" and kind == "meeting" and (visited or not country))
        or (slot == "g" and kind in ("meeting", "talks") and not country)
        or (slot == "s" and kind == "meeting" and (visited or not country))
    ):
        return "place"
    if kind == "talks" and slot == "s" and not country:
        return "drop"
    if slot == "light" or (country and role == "others" and kind in _GIVING):
        return role  # غارات تشنها أنقرة: a capital for its state; مساعدات إلى دولة: the one who receives
    if slot == "من" and role == "others":
        return "place" if kind == "control_change" else "drop"  # احتل أجزاء من كذا
    if kind in lexicon.words_raw("place_types") and role in ("agents", "others"):
        # حراس المسجد أصيبوا: whose place it is, not the victim.
        outlives = country or kind not in ("casualties", "displacement", "protest")
        party = (slot == "front" and outlives) or (country and (role == "agents" or slot in _PARTY_SLOTS))
        return role if party else "place"
    return role


def fill(
    view: Clauses, trigger: Trigger, scanned: Iterable[tuple[Mention, str]], frame: Mapping[str, str], found: Participants
) -> None:
    """Give every scanned name the role that the frame, or the common table, has for its slot."""
    common = lexicon.common_slots()
    for mention, slot in scanned:
        bare = slot.lstrip("=+")
        role = str(frame.get(bare) or common.get(bare, "drop"))
        if slot.startswith("=") and mention.type == "PER":
            found.replace_last(role)
        elif of_another(view, mention):
            role = "drop"
        put(found, trigger, role, mention, bare, slot.startswith("+"))
