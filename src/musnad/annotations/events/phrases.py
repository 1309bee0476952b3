"""What the plain words between two names do to the slot of the next: prepositions, titles, heads of objects, offices."""

from __future__ import annotations

from musnad.annotations.events import entries, lexicon
from musnad.annotations.events.clauses import Clauses, Preposition

# How far a scan goes.
_SCAN = 26
# Slots in which armed people stand for their body.
_OF_BODIES = ("s", "g", "بمشاركة", "من قبل")
COMMAS = "،,"
_THEMSELVES = frozenset({"نفسها", "نفسه", "نفسهم", "انفسهم"})
# Slots of which a noun with the article may fill one before the subject (انسحب من الجلسة وزراء كذا).
_CLOSING = frozenset({"في", "من", "إلى", "عن"})
_FREE_AFTER_BOUND = frozenset({"في", "إلى", "من قبل", "بين", "بمشاركة"})


class Phrases:
    """The state of one walk to the right, and how words change it. `slot` is where the next name would stand."""

    def __init__(self, view: Clauses, start: int, slot: str, stops: frozenset[int], until: int | None) -> None:
        self.view, self.start, self.slot, self.first_slot, self.stops = view, start, slot, slot, stops
        self.limit = min(len(view.tokens), start + 1 + _SCAN, until if until is not None else len(view.tokens))
        self.position = start + 1
        self.gap = 0
        self.filled: set[str] = set()
        self.last_end, self.last_type = -1, ""
        self.title = self.organ = False
        #: A noun with ب or ل was passed: later prepositions belong to it (بالقضاء على كذا).
        self.bound = False
        #: The subject is complete without a name: الطلاب, مسلحون.
        self.ends_phrase = self.unnamed = False
        #: A further member has opened with its title (وزعيم تيار كذا فلان), or an office that explains the person before it.
        self.member = self.explained = False
        #: The slot that a title has opened for a person not named yet (وزير الهجرة والمقيمين بالخارج فلان).
        self.pending = ""
        #: مفرزة تابعة لكذا: the body behind ل stands for its unit.
        self.owned = False
        #: ممثلين عن كذا, وفدا من كذا: a place named next stands for its people.
        self.people = False

    def _open(self, slot: str) -> None:
        self.slot, self.gap, self.people = slot, 0, False

    def word(self, position: int) -> None:
        """One word that is no name: a preposition opens a slot; a plain noun may close or open one."""
        preposition = self.view.preposition(position)
        if preposition is not None:
            self._preposition(position, preposition)
            return
        if self.view.key(position) == "او":
            self.member = True  # بتنظيم كذا أو حزب كذا
        self.position += 1
        if self.view.mention[position] is None:
            self._noun(position)

    def behind_complement(self, position: int) -> int:
        """The word behind the complement of الموالية, التابعة, المبعوث إلى: it takes no part."""
        view = self.view
        for step in range(position + 1, min(position + 5, self.limit)):
            number = view.opens.get(step)
            if number is not None:
                return max(view.end_of(number), step + 1)
            if view.borders[step]:
                break
        return position + 1

    def _preposition(self, position: int, preposition: Preposition) -> None:
        if self.view.key(position + 1) in _THEMSELVES and preposition.slot == "على":
            self.position += 2  # مجموعة تطلق على نفسها كذا
            return
        if self.slot == "s" and self.title and "s" not in self.filled and preposition.slot == "إلى":
            self.position = self.behind_complement(position)  # المبعوث الخاص إلى كذا: the office, not yet the subject
            return
        self.position += preposition.length
        if self.owned and preposition.slot == "ل":
            return  # تابعة لـ كذا
        if preposition.slot == "من" and self._each(position):
            self.gap, self.people = 0, True  # كلا من كذا وكذا, وفدا من كذا: they stand in the slot of the word before
        elif self.slot == "بين" and preposition.slot == "من" and self.view.key(position + 1) != "جهه":
            self.gap = 0  # بين قوات كذا ومسلحين من كذا: the second party is still one of the two
        elif preposition.slot == "من" and self.slot in _OF_BODIES and self.slot not in self.filled and self._people(position):
            self.gap = 0  # مسلحون من كذا: their body stands for them
            self.ends_phrase = self.unnamed = False
        elif preposition.slot == "عن" and self._represents(position):
            self.gap, self.people = 0, True  # بين ممثلين عن كذا
            self.ends_phrase = self.unnamed = False
        elif self.bound and (preposition.slot not in _FREE_AFTER_BOUND or self._guarded(position)):
            self._open("drop")
        else:
            self._open(preposition.slot)

    def _guarded(self, position: int) -> bool:
        """بحراسة مشددة من قبل كذا: those who guard are not those who do it."""
        beside = range(max(position - 3, self.start + 1), position)
        return any(lexicon.key(self.view.tokens[step].split.stem) in lexicon.words("guards") for step in beside)

    def _people(self, position: int) -> bool:
        beside = (step for step in (position - 1, position - 2) if step > self.start)
        return any(lexicon.key(self.view.tokens[step].split.stem) in lexicon.words("fighters") for step in beside)

    def _each(self, position: int) -> bool:
        word = lexicon.key(self.view.tokens[position - 1].split.stem)
        return position - 1 > self.start and (word in lexicon.words("each") or word in lexicon.words("representatives"))

    def _represents(self, position: int) -> bool:
        return lexicon.key(self.view.tokens[position - 1].split.stem) in lexicon.words("representatives")

    def _noun(self, position: int) -> None:
        view, token = self.view, self.view.tokens[position]
        joined, conjunction = view.joined_preposition(position)
        stem = lexicon.key(token.split.stem)
        if joined == "ب" and stem == "اعمال":
            self.gap = 0  # القائم بأعمال سفارة كذا: still his office
        elif joined == "ل" and stem in lexicon.words("aims"):
            self._open("drop")  # عملية لملاحقة كذا: what it is for
            self.bound = True
        elif joined == "ل" and self.slot in ("على", "ضد") and self.slot not in self.filled and 1 <= self.gap <= 3:
            self.gap = 0  # غارات على مواقع لتنظيم كذا
        elif joined == "ل" and stem in lexicon.words("actor_heads") and self.first_slot in ("g", "x"):
            self._open("من قبل")
        elif joined == "ل" and self.slot == "s" and self.organ:
            self.gap = 0
        elif joined:
            self._open("drop" if joined == "ك" else joined)
            self.bound = joined != "ك" and position > self.start + 1
        elif self.slot in ("s", "o") and self._opens_object(stem, position):
            self._open("o")
        elif self.first_slot == "s" and not conjunction and self._opens_person(stem, position):
            self._open("o" if "s" in self.filled or self.unnamed else "s")
        elif self.first_slot == "s" and not conjunction and self._guest(position):
            self._open("o")
            self.unnamed = self.unnamed or position == self.start + 1
        self._note_office(stem, position, conjunction)
        self.title = self.title or self._title(stem, position)
        self.organ = self.organ or view.key(position) in lexicon.words("organ_heads")
        self.unnamed = self.unnamed or (len(stem) > 4 and stem.endswith("ون")) or stem in lexicon.words("unnamed_doers")
        if position == self.start + 1 and self.first_slot == "s" and view.key(position) in lexicon.words("unnamed_bodies"):
            self.unnamed = True
        if self.first_slot == "s" and self.slot == "s" and "s" not in self.filled and self._thing_done(position):
            self.unnamed = True
        plain_subject = not self.title and not self.organ and stem not in lexicon.demonyms()
        self.ends_phrase = token.plain.startswith("ال") and plain_subject
        if not conjunction:
            self.gap += 1
        elif self.slot in self.filled and self.slot in ("g", "o") and not self.member:
            self.slot = "drop"  # وسقوط ...: another noun begins

    def _opens_person(self, stem: str, position: int) -> bool:
        """التقى في كذا وزير كذا فلانا: a title that no preposition governs, behind a complete phrase of place."""
        behind_phrase = self.slot in self.filled and self.slot not in ("s", "o") and position == self.last_end
        free = behind_phrase or self.view.key(position - 1) in COMMAS or position - 1 in self.view.dated
        # قتل في المواجهات العقيد فلان: the noun with the article takes no genitive.
        start = self.start + 2
        closed = self.slot in _CLOSING and start < position and self.view.tokens[start].plain.startswith("ال")
        free = free or (closed and self.slot not in self.filled and self.view.preposition(self.start + 1) is not None)
        return free and self.slot not in ("بين", "بمشاركة") and self._title(stem, position)

    def _title(self, stem: str, position: int) -> bool:
        return self.view.key(position) in lexicon.titles() or stem in lexicon.titles()

    def _thing_done(self, position: int) -> bool:
        """وقعت بعض الفصائل اتفاقا رعته كذا: the object is there, so the subject went unnamed."""
        token = self.view.tokens[position]
        if position == self.start + 1 or not token.plain.endswith("ا"):
            return False
        return lexicon.key(token.plain[:-1]) in entries.index().nouns and not self.view.joined_preposition(position)[0]

    def _guest(self, position: int) -> bool:
        """التقى وفدا من كذا, استقبل في مكتبه وفدا: an accusative is the object wherever it stands."""
        plain = self.view.tokens[position].plain
        if not plain.endswith("ا") or lexicon.key(plain[:-1]) not in lexicon.words("guests"):
            return False
        return position == self.start + 1 or lexicon.key(plain[:-1]) in lexicon.words("representatives")

    def _note_office(self, stem: str, position: int, conjunction: bool) -> None:
        beside = position + 1 < self.limit and self.view.mention[position + 1] is not None
        if conjunction and self.slot in self.filled and (beside or self.slot == "x"):
            self.member = True  # وقبائل كذا
        if not self._title(stem, position):
            return
        if self.slot in ("s", "o", "g") and self.slot not in self.filled:
            self.pending = self.slot
        self.member = self.member or (conjunction and self.slot in self.filled)
        self.explained = not conjunction and self.last_type == "PER" and position == self.last_end

    def _opens_object(self, stem: str, position: int) -> bool:
        behind_subject = position > self.start + 1
        return stem in lexicon.words("targets") or (behind_subject and stem in lexicon.words("object_heads"))
