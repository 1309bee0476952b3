"""Reading to the right of a word: each name with the slot it stands in (subject, object, genitive or a preposition)."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.annotations.events import lexicon
from musnad.annotations.events.clauses import Clauses
from musnad.annotations.events.phrases import COMMAS, Phrases
from musnad.records import Mention

# How many plain words may stand between a slot and its name.
_GAP, _PREPOSITION_GAP = 5, 6
# How long a relative clause between commas may be.
_ASIDE = 16
# How many words an apposition may stand behind what it explains (وزير الدفاع كذا، فلان).
_APPOSITION = 4


def scan_right(
    view: Clauses, start: int, first_slot: str, stops: frozenset[int], until: int | None = None
) -> list[tuple[Mention, str]]:
    """Names to the right of word `start`; slots s, g and o have no preposition, `=s` replaces the name before it."""
    return list(_Scan(view, start, first_slot, stops, until).names())


class _Scan(Phrases):
    """One walk to the right, name by name."""

    def names(self) -> Iterator[tuple[Mention, str]]:
        """The names in order."""
        view = self.view
        while self.position < self.limit:
            position = self.position
            if view.borders[position] and (behind := self._behind_aside(position)):
                self.position = behind
                continue
            if position in self.stops or view.borders[position]:
                return
            if view.tokens[position].kind == "mark" or position in view.dated or self._of_a_side(position):
                self.position += 1
                continue
            if self._belongs(position):
                self.position, self.owned = position + 1, True
                continue
            if view.mention[position] is None and view.key(position) in lexicon.words("ties"):
                self.position = self.behind_complement(position)
                continue
            number = view.opens.get(position)
            if self._counts(position):
                self._open("s" if "s" not in self.filled else "o")
            if number is None:
                self.word(position)
            elif found := self._name(position, view.mentions[number], view.end_of(number)):
                yield found

    def _behind_aside(self, position: int) -> int:
        """فلان، الذي يرأس كذا، ... : the word behind a relative clause between two commas, 0 where there is none."""
        view = self.view
        if view.key(position) not in lexicon.words("relatives") or view.key(position - 1) not in COMMAS or self.last_end < 0:
            return 0
        for step in range(position + 1, min(position + _ASIDE, self.limit)):
            if view.key(step) in COMMAS:
                return step + 1
            if step in self.stops or view.key(step) in ".؛:":
                break
        return 0

    def _counts(self, position: int) -> bool:
        """سقط في كذا ثلاثة جنود: a number that no preposition governs leaves the phrase of place."""
        view = self.view
        start = view.tokens[position].start
        counted = any(item.span.start == start for item in view.quantities)
        if not counted or view.mention[position] is not None or self.first_slot != "s" or self.slot != "في":
            return False
        return view.preposition(position - 1) is None and view.joined_preposition(position) == ("", False)

    def _of_a_side(self, position: int) -> bool:
        """بين كذا من جهة وكذا من جهة أخرى."""
        if self.view.key(position) != "جهه" or self.view.key(position - 1) != "من":
            return False
        self._open("بين" if "بين" in self.filled else self.slot)
        return True

    def _belongs(self, position: int) -> bool:
        """مفرزة تابعة لكذا, مواقع عسكرية تتبع كذا: what belongs is a unit, a weapon or a site, with no name yet."""
        view = self.view
        if view.mention[position] is not None or view.key(position) not in lexicon.words("belonging"):
            return False
        heads = lexicon.words("units") | lexicon.words("fighters") | lexicon.words("targets")
        for step in range(position - 1, max(position - 4, self.start), -1):
            if view.mention[step] is not None:
                return False
            if lexicon.key(view.tokens[step].split.stem) in heads:
                return self.slot not in self.filled
        return False

    def _name(self, position: int, mention: Mention, end: int) -> tuple[Mention, str] | None:
        joined, conjunction = self.view.joined_preposition(position)
        self.position = max(end, position + 1)
        conjunction = conjunction or self.member
        self.member, explained = False, self.explained
        self.explained = False
        if explained and not joined and not conjunction and mention.type != "PER":
            self.last_end = end
            return None  # فلان قائد كذا: the body of his office
        if conjunction and not joined and not self.filled and self.slot in ("s", "g", "x", "o") and self.gap:
            self.slot = "drop"  # مقتل جنديين وواشنطن ...: another clause
        owned, self.owned = self.owned, False
        if joined and not (owned and joined == "ل"):
            self._joined(joined, mention)
        elif self._awaited(mention, conjunction):
            self._open(self.pending)
        elif self._office_complete(position, mention, conjunction):
            self.slot, self.gap, self.last_end, self.last_type = "s", 0, end, mention.type
            return mention, "=s"  # عضو مجلس كذا عن المحافظة فلان
        elif self._late_subject(position, mention, conjunction):
            self._open("s")
        elif self.slot == "s" and "s" not in self.filled and not conjunction and self._subject_complete(mention):
            self._open("o")  # الطلاب ميليشيا كذا: a noun with the article takes no genitive
        elif self.slot == "s" and "s" not in self.filled and not conjunction and self._accusative(position, mention):
            self._open("o")  # تحاصر الحوثيين
        elif self._of_office(position, mention):
            self.last_end, self.last_type = end, mention.type
            return None  # رعى محافظ كذا صلحا: no name of his is given
        elif self.slot in self.filled and not conjunction:
            near = position - self.last_end <= _APPOSITION
            if mention.type == "PER" and self.title and self.first_slot in ("s", "g") and self.first_slot not in self.filled:
                # القيادي في جماعة كذا فلان: the person is the subject, the body his own
                if self.unnamed and self.slot == "o" and near and self.last_type == "ORG":
                    self.last_end, self.last_type = end, mention.type
                    return mention, "=o"
                self._open("o" if self.unnamed and self.first_slot == "s" else self.first_slot)
            elif mention.type == "PER" and self.title and near and self.last_type != "PER":
                self.last_end = end
                return mention, "=" + self.slot
            elif self.slot in ("s", "g"):
                self.slot = "o"
            elif self.slot not in ("o", "بين"):
                return None
        reached = self.gap <= (_GAP if self.slot in ("s", "g", "o") else _PREPOSITION_GAP)
        self.gap, self.last_end, self.last_type = 0, end, mention.type
        if not reached:
            return None
        self.filled.add(self.slot)
        return mention, "+" + self.slot if self.people and mention.type == "LOC" else self.slot

    def _joined(self, joined: str, mention: Mention) -> None:
        """A preposition written to the name; ل may also be a genitive (الأمانة العامة لكذا, على القواعد الخلفية لكذا)."""
        if joined == "ب" and self.view.key(self.view.at(mention.span.start) - 1) in lexicon.words("so_called"):
            return  # ما يعرف بتنظيم كذا
        organ_of = self.slot == "s" and self.organ and "s" not in self.filled
        genitive = self.slot in ("على", "ضد", "من قبل") and self.gap <= 3
        if joined != "ل" or not (organ_of or genitive):
            self._open("drop" if joined == "ك" else joined)

    def _accusative(self, position: int, mention: Mention) -> bool:
        """A sound plural in ين right behind the verb is its object; a subject would end in ون."""
        folded = lexicon.key(mention.name)
        at_once = position == self.start + 1 and mention.type == "ORG" and " " not in folded
        return at_once and folded.startswith("ال") and folded.endswith("ين")

    def _awaited(self, mention: Mention, conjunction: bool) -> bool:
        waits = self.pending and self.pending not in self.filled and self.slot in ("ب", "في", "ل") and not conjunction
        return bool(waits) and mention.type == "PER" and 1 <= self.gap <= 3

    def _office_complete(self, position: int, mention: Mention, conjunction: bool) -> bool:
        """A definite noun behind a preposition takes no genitive: the person behind it holds the office before."""
        if mention.type != "PER" or conjunction or not self.title or self.last_type != "ORG" or self.filled != {"s"}:
            return False
        behind = self.view.key(position - 1)
        complete = behind.startswith("ال") and behind not in lexicon.titles()
        return complete and self.slot in ("عن", "في", "ل", "ب") and 1 <= self.gap <= 2

    def _of_office(self, position: int, mention: Mention) -> bool:
        """محافظ كذا, والي كذا: the town or province of an office."""
        if mention.type != "LOC" or self.slot not in ("s", "o", "بمشاركة", "مع", "من قبل"):
            return False
        return lexicon.key(self.view.tokens[position - 1].split.stem) in lexicon.words("offices_of_places")

    def _late_subject(self, position: int, mention: Mention, conjunction: bool) -> bool:
        """اجتمع في كذا يوم كذا مجلس كذا: a body that no preposition governs, behind the place."""
        if self.first_slot != "s" or "s" in self.filled or self.unnamed or conjunction or mention.type != "ORG":
            return False
        if self.slot not in ("في", "ب") or self.slot not in self.filled:
            return False
        return self.gap <= 1 and self.view.preposition(position - 1) is None

    def _subject_complete(self, mention: Mention) -> bool:
        return self.unnamed or (self.ends_phrase and mention.type != "PER")
