"""The phrase behind an office word: its body, state, former or acting, and the person it leads to.

"وزير الدفاع التركي، خلوصي أكار" · "مسؤول العلاقات في حركة X (Y)" · "القائد السابق لحركة X".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from musnad.annotations.passages import QUOTES, Passage, stripped
from musnad.annotations.roles import offices, pronouns
from musnad.annotations.roles.offices import Head
from musnad.annotations.speech import cues, lexicon
from musnad.lexicons import load
from musnad.records import Mention, Span
from musnad.script import fold

# Longest office phrase found before a name in the news samples was 15 tokens.
REACH = 18
_BREAKS = lexicon.speech("office_breaks")
_FIELD_WORDS = frozenset({"في", "الي", "لشؤون", "للشؤون", "منطقه", "الشرق"})
_SPEAKERS = frozenset({"researcher", "activist", "governor", "district_head", "mayor", "minister", "judge"})
_TASKS = frozenset({"عمليات", "قضاء", "قياده", "نيابه", "اداره", "حمله", "برنامج", "تشكيل"})
_FIELDS = frozenset({"شؤون", "سفير", "مندوب"})
_LINK_LETTERS = frozenset("بل")
# العقيد المنشق X: who left an army; only القيادي المنشق عن كذا left the office.
_SPLIT = frozenset(("المنشق", "المنشقه"))


@dataclass(slots=True)
class OfficePhrase:
    """What was read from an office word on."""

    head: Head
    title: Span
    end: int
    organization: Mention | None = None
    place: Mention | None = None
    state: str | None = None
    former: bool = False
    acting: bool = False
    person: Mention | None = None
    person_after_comma: bool = False
    source: str = ""
    """The text of the report."""
    core: int = 0
    """Index behind the title and its body, later words left out."""
    noun: str | None = None
    """A definite noun in the place of the body's name (باسم المحور)."""
    adjective: str | None = None
    """The adjective of a body that is no state (الأممي)."""
    pronoun: str | None = None
    """A pronoun in the place of the body's name (الناطق باسمها، عضو مكتبه السياسي), and where it stands."""
    pronoun_at: int = 0
    part: bool = False
    """The place is that of a part of a body that is not named (قائد قطاع كذا)."""
    bare: bool = True
    """Nothing but the office and adjectives of its kind."""

    @property
    def body(self) -> Mention | None:
        """The organisation, or the place that the office governs."""
        return self.organization or self.place


def read(passage: Passage, head: Head, stop: int) -> OfficePhrase:
    """The phrase that begins with `head`, not beyond token `stop`."""
    return _Reader(passage, head, min(stop, head.end + REACH)).run()


@cache
def _in_it() -> dict[str, str]:
    return {fold(word).text: pronoun for word, pronoun in load("offices")["in_it"].items()}


def _body_inside(passage: Passage, head: Head) -> int:
    """Where the title ends: `وكيل [وزارة الدفاع]`, the office's second word opens the name of its body."""
    for at in range(head.start + 1, head.end):
        mention = passage.mentions.get(at)
        if mention and mention.type == "ORG" and not mention.nominal and passage.ends[mention.id] >= head.end and at > head.start:
            return at
    return head.end


class _Reader:
    def __init__(self, passage: Passage, head: Head, stop: int) -> None:
        self.passage, self.head, self.stop = passage, head, stop
        self.at = _body_inside(passage, head)
        self.title_end: int | None = None
        self.last_title = self.at
        self.loose = 0
        self.next_office = False
        start = passage.tokens[head.start].offset(head.cut)
        self.least = self.at
        self.found = OfficePhrase(
            head, Span(start=start, end=passage.tokens[self.at - 1].end), self.at, source=passage.text, core=self.at
        )

    def run(self) -> OfficePhrase:
        last = self.passage.words[self.head.end - 1]
        if self.at == self.head.end > self.head.start + 1 and offices.bare(last) in offices.wordlist("body_heads"):
            # رئيس البلدية: the second word of the office stands for the body
            self.found.noun = last if last.startswith("ال") else None
            self.found.bare = False
        while self.at < self.stop and self._step():
            pass
        end = self.title_end if self.title_end is not None else self.last_title
        start = self.found.title.start
        least = self.least
        if (
            self.found.organization
            and least - self.head.start == 2
            and self.passage.words[least - 1] in offices.wordlist("body_heads")
        ):
            # رئيس حكومة “X”: the head of the body's name is no part of the office.
            least, end = least - 1, min(end, least - 1)
        self.found.title = Span(start=start, end=self.passage.tokens[max(end, least) - 1].end)
        return self.found

    def _close_title(self) -> None:
        if self.title_end is None:
            self.title_end = self.last_title

    def _step(self) -> bool:
        passage, index = self.passage, self.at
        mention = passage.mentions.get(index)
        word = passage.words[index]
        if mention is not None and not (mention.nominal and mention.type == "PER"):
            return self._mention(mention, index)
        if passage.is_mark(index):
            return self._mark(index)
        if self._pronoun(index, word):
            return True
        if word in ("هو", "هي") and self._leads_to_person(index + 1):
            self._close_title()
            return self._next(index, title=False)
        relations = word == "مع" and passage.words[index - 1].endswith("علاقات")  # المكلف بالعلاقات مع البرلمان
        if word in ("الذي", "التي") and self._called(index + 1):
            self._close_title()
            return self._next(index + 1, title=False)
        if word in _BREAKS and not relations and not (word == "الي" and self.head.entry.role in ("envoy", "ambassador")):
            return False
        if word in offices.wordlist("former"):
            behind = passage.words[index + 1] if index + 1 < self.stop else ""
            left = word not in _SPLIT or behind in ("عن", "عنها", "عنه", "عنهم", "من")
            self.found.former = self.found.former or (left and not self.next_office)
            # المنشق عنها, المنشق عن كذا
            step = index + 1 if behind in ("عنها", "عنه", "عنهم") else index
            if step > index and self.found.body is None and not self.next_office:
                self.found.pronoun, self.found.pronoun_at = _in_it()[behind], index
            if word in offices.wordlist("then") and not self._person_near(step + 1):
                self._next(step, title=False)
                return False  # رئيس كذا سابقا حذر من كذا
            return self._next(step, title=False)
        if word in offices.wordlist("acting"):
            self.found.acting = self.found.acting or not self.next_office
            return self._next(index, title=False)
        if offices.has_body_adjective(word):
            self.found.adjective = self.found.adjective or (None if self.next_office else word)
            return self._next(index, title=True)
        state = offices.nationalities().get(word)
        if state and not (index == self.head.end and word in offices.wordlist("portfolios")):  # وزير المالية: not of Mali
            self.found.state = self.found.state or (None if self.next_office else state)
            return self._next(index, title=True)
        if word in ("في", "ب") and self._told_in(index + 1):
            return False
        if word in offices.wordlist("links") or word in ("ب", "ل", "الي"):
            self._close_title()
            return self._next(index, title=False)
        if word in offices.wordlist("honorifics") and (offices.match(passage, index) is None or self._leads_to_person(index + 1)):
            return self._next(index, title=False)
        return self._word(index, word)

    def _called(self, index: int) -> bool:
        """`المسؤول الأمني الذي يدعى X`: the name told in a clause of its own."""
        return self.passage.words[index : index + 1] in (["يدعي"], ["تدعي"], ["اسمه"], ["اسمها"]) and self._leads_to_person(
            index + 1
        )

    def _pronoun(self, index: int, word: str) -> bool:
        """`الناطق باسمها X`, `عضو مكتبه السياسي X`: the word stands for the body; True where it was read."""
        if self.found.body is not None or self.next_office:
            return False
        joined = _in_it().get(word)
        inner = None if joined else pronouns.suffix(word, self.passage.tokens[index].plain)
        pronoun = joined or inner
        if pronoun is None or (inner and word in offices.wordlist("kin")):
            return False
        self.found.pronoun, self.found.pronoun_at = pronoun, index
        self.found.bare = False
        if joined:
            self._close_title()
        return self._next(index, title=joined is None)

    def _word(self, index: int, word: str) -> bool:
        passage = self.passage
        if word[:1] == "و" and word[1:] in offices.wordlist("honorifics"):
            return False  # رئيس كذا والعقيد X: somebody else
        if (
            word in offices.wordlist("led_by")
            or word in offices.wordlist("predecessors")
            or (word[:1] == "و" and self._new_clause(index, word))
        ):
            return False
        if word[:1] == "و" and word.endswith("هما"):
            return False  # مدير الإنتاج وإيداعهما السجن
        if word != stripped(word) and any(
            stripped(word) in offices.wordlist(name) for name in ("charging", "dismissing", "dismissals")
        ):
            return False  # عزل قائدها وكلف X
        if stripped(word) in offices.wordlist("kin") or self._unattached(index, word):
            return False
        cue = cues.find(word, index)
        if cue and cue.form.kind in ("past", "present") and not cue.form.homograph:
            return False
        if cue and cue.form.kind == "participle" and index + 1 < self.stop and passage.words[index + 1] in ("الي", "ان", "انه"):
            return False
        office = offices.match(passage, index)
        # نائب رئيس: one office; ولي العهد وزير الداخلية, نائب رئيس الجمهورية رئيس الوزراء: two.
        complete = (
            index > self.head.start + 1
            and passage.words[index - 1].startswith(("ال", "لل"))
            and not (office is not None and (office.definite or office.accusative) and not self._second(office))
        )
        if (
            office
            and word in ("القيادي", "القياديه")
            and offices.bare(passage.words[index - 1]) in offices.wordlist("body_heads")
        ):
            office = None  # المجلس القيادي
        apart = office and index > self.head.end and (office.joined or self.found.body or self.title_end is not None)
        if office and (complete or apart):
            if self._another(office):
                return False
            self._close_title()
            self.next_office = True
            return self._next(index, title=False)
        heads = offices.wordlist("body_heads")
        stem = stripped(word)
        definite = f"ال{word[2:]}" if word.startswith("لل") and word[2:] not in _TASKS else word  # مدير للعمليات: a task
        if definite.startswith("ال") and offices.bare(definite) in heads and self.found.body is None and self.found.noun is None:
            behind = passage.words[index + 1] if index + 1 < self.stop and index + 1 not in passage.mentions else ""
            told = behind.startswith("ال") and behind.endswith(("يه", "ي")) and behind not in offices.nationalities()
            self.found.noun = f"{definite} {behind}" if told and behind not in offices.wordlist("honorifics") else definite
        attached = stem[:1] in _LINK_LETTERS and (stem[1:] in heads or offices.bare(stem[1:]) in heads)
        if attached or ((word in heads or offices.bare(word) in heads) and self._name_follows(index + 1)):
            self._close_title()
            return self._next(index, title=False)
        deputed = self.head.entry.role == "official" and office is not None and office.definite  # القائم بأعمال الآمر
        if word not in offices.wordlist("loose_adjectives") and not deputed:
            self.found.bare = False
        if self.found.body is not None:
            self.loose += 1
            if self.loose > 4:
                return False
        return self._next(index, title=True)

    def _second(self, office: Head) -> bool:
        """`ولي العهد النائب الثاني لكذا`, `وزير الدفاع القائد العام`: behind a whole construct a definite office is one more."""
        return office.definite and not self.head.definite and not office.entry.title_only

    def _told_in(self, index: int) -> bool:
        """`في بيانه`: the circumstance of what is said, no part of the office."""
        return index < self.stop and self.passage.words[index] in offices.wordlist("told_in")

    def _new_clause(self, index: int, word: str) -> bool:
        """`رئيس الوزراء التركي وطالب بكذا`: behind a body or state an indefinite word that is joined begins something else."""
        known = self.found.body is not None or self.found.state is not None
        joined = word[1:].startswith("ال") or offices.match(self.passage, index) is not None or word[1:] in _FIELDS
        return known and not joined and index not in self.passage.mentions and word[1:] not in offices.nationalities()

    def _unattached(self, index: int, word: str) -> bool:
        """An indefinite word behind a definite one begins something else: `نائب الرئيس الأميركي [دعم بلاده]`."""
        before = self.passage.words[index - 1]
        object_ = index > self.head.start and word.endswith("ا") and len(word) > 3  # لم يحدد الوكيل [موعدا]
        return (
            (index > self.head.start + 1 or object_)
            and before.startswith("ال")
            and word[:1] not in "بلوكف"
            and not word.startswith("ال")
            and offices.match(self.passage, index) is None
            and word not in offices.wordlist("loose_adjectives")
            and offices.bare(word) not in offices.wordlist("body_heads")
            and word not in lexicon.PREPOSITIONS
        )

    def _another(self, office: Head) -> bool:
        """`كلا من وزيرة خارجية كذا ومفوض كذا X`, `التقى وزير كذا رئيس كذا X`: the name belongs to the second office alone."""
        before = self.passage.words[self.head.start - 1] if self.head.start else ""
        before2 = self.passage.words[self.head.start - 2] if self.head.start > 1 else ""
        if office.joined:
            return (before == "من" and before2 in ("كلا", "كل")) or self.head.feminine != office.feminine
        # طالبت النائبة كذا رئيس كذا X: the name is a man's
        apart = self.head.feminine and not office.feminine and (self.found.body is not None or self.found.noun is not None)
        return apart or stripped(before) in offices.wordlist("meeting")

    def _leads_to_person(self, index: int) -> bool:
        """`الرئيس السابق الشيخ X`: an honorific where only honorifics stand between it and the name."""
        while (
            index < self.stop
            and (self.passage.words[index] in offices.wordlist("honorifics") or self.passage.words[index] in _SPLIT)
            and index not in self.passage.mentions
        ):
            index += 1
        mention = self.passage.mentions.get(index)
        return mention is not None and mention.type == "PER"

    def _person_near(self, index: int) -> bool:
        """The name, a mark or a link to the body behind سابقا."""
        if index >= self.stop:
            return False
        word = self.passage.words[index]
        linked = word[:1] in _LINK_LETTERS or word in offices.wordlist("links")
        return self.passage.is_mark(index) or linked or self._leads_to_person(index)

    def _name_follows(self, index: int) -> bool:
        while index < self.stop and self.passage.is_mark(index) and self.passage.words[index] in QUOTES:
            index += 1
        mention = self.passage.mentions.get(index)
        return mention is not None and mention.type in ("ORG", "LOC")

    def _next(self, index: int, *, title: bool) -> bool:
        self.at = index + 1
        if title and self.title_end is None:
            self.last_title = self.found.core = self.at
        self.found.end = max(self.found.end, self.at)
        return True

    def _mark(self, index: int) -> bool:
        mark = self.passage.text[self.passage.tokens[index].start]
        if mark in QUOTES and index in self.passage.quoted and self.passage.quoted[index] in self.passage.speech:
            return False  # صرح الناطق كذا "...": the words of the officer
        if mark in QUOTES or mark in "()-–—ـ[]":
            self.at = index + 1
            return True
        if mark in "،,":
            return self._comma(index)
        if mark == ":":
            return self._signature(index)
        return (
            mark in "./" and index + 1 < self.stop and len(self.passage.words[index - 1]) <= 1 and self._next(index, title=False)
        )

    def _signature(self, index: int) -> bool:
        """`رئيس المجلس: X` at the end of a line, as a signature; elsewhere the colon opens what the officer says."""
        at = index + 1
        while at < self.stop and at not in self.passage.mentions and self.passage.words[at] in offices.wordlist("honorifics"):
            at += 1
        mention = self.passage.mentions.get(at)
        if mention is None or mention.type != "PER" or mention.nominal:
            return False
        end = self.passage.ends[mention.id]
        if end >= len(self.passage.tokens) or self.passage.text[self.passage.tokens[end].start] in "-–—ـ،|/":
            self.found.person, self.found.person_after_comma = mention, True
            self._close_title_before(index)
        return False

    def _comma(self, index: int) -> bool:
        at = index + 1
        while (
            at < self.stop
            and at not in self.passage.mentions
            and (
                self.passage.words[at] in offices.wordlist("honorifics")
                or self.passage.words[at] in offices.wordlist("former")
                or (
                    self.passage.is_mark(at)
                    and (
                        self.passage.text[self.passage.tokens[at].start] not in "،,.؛:"
                        # وزير كذا، آنذاك، X
                        or (self.passage.words[at] in "،," and self.passage.words[at - 1] in offices.wordlist("former"))
                    )
                )
            )
        ):
            at += 1
        mention = self.passage.mentions.get(at) if at < self.stop else None
        if mention and mention.type == "PER" and mention.span.start <= self.passage.tokens[at].start:
            if any(self.passage.words[k] in offices.wordlist("former") for k in range(index + 1, at)):
                self.found.former = True
            self.found.person, self.found.person_after_comma = mention, True
            self._close_title_before(index)
        return False

    def _close_title_before(self, index: int) -> None:
        if self.title_end is None:
            self.title_end = min(self.last_title, index)

    def _mention(self, mention: Mention, index: int) -> bool:
        passage = self.passage
        start = passage.tokens[index].start
        prefix = passage.text[start : mention.span.start]
        if mention.type == "PER":
            if "و" in prefix or "ب" in prefix or "ل" in prefix or passage.words[index].startswith("لل"):
                return False
            if index > self.head.end and self._behind_preposition(index):
                return False
            if self._of_ruler(passage.ends[mention.id]):
                self._close_title_before(index)
                return self._field(passage.ends[mention.id])
            self.found.person = mention
            self._close_title_before(index)
            return False
        if "و" in prefix and not self._one_more(mention, index):
            return False
        if self.next_office or "و" in prefix:
            pass
        elif self.head.entry.role in ("ambassador", "envoy") and passage.words[index - 1] in ("لدي", "الي"):
            pass  # مندوب كذا لدى الأمم المتحدة: to whom he is sent
        elif mention.type == "ORG" and self._told_to(mention, index):
            return False
        elif mention.type == "ORG" and self.found.organization is None:
            self.found.organization = mention
            self.found.core = passage.ends[mention.id]
        elif mention.type == "LOC" and passage.words[index] in offices.nationalities() and self._described(index):
            pass  # العيادات التخصصية السعودية
        elif mention.type == "LOC" and self._of_a_side(index):
            # نيابات غرب كذا, شؤون الشرق الأوسط: a stretch of land, no place that the office governs.
            if self.title_end is None:
                self.last_title = passage.ends[mention.id]
            self.found.core = passage.ends[mention.id]
        elif mention.type == "LOC" and self.found.place is None and self.found.organization is None and self._governs(prefix):
            self.found.place = mention
            self.found.part = self._of_a_part()
            self.found.core = passage.ends[mention.id]
        self._close_title()
        self.at = passage.ends[mention.id]
        self.found.end = max(self.found.end, self.at)
        return True

    def _told_to(self, mention: Mention, index: int) -> bool:
        """`قائممقام قضاء كذا لوكالة كذا إن`: the office has its place or state already; the body behind ل is spoken to."""
        if self.found.place is None and self.found.state is None and self.head.entry.role not in _SPEAKERS:
            return False
        at = index - 1
        while at > self.head.end and (self.passage.is_mark(at) or self.passage.words[at] in offices.wordlist("media_heads")):
            at -= 1
        prefix = self.passage.text[self.passage.tokens[index].start : mention.span.start]
        towards = prefix.startswith("ل") or any(word[:1] == "ل" and len(word) < 7 for word in self.passage.words[at:index])
        end = self.passage.ends[mention.id]
        behind = self.passage.words[end : end + 2]
        return towards and any(word in lexicon.THAT | lexicon.THAT_IT for word in behind)

    def _one_more(self, mention: Mention, index: int) -> bool:
        """`باسم محاكم كذا وكذا X`: a second name of the same kind, and the person right behind it."""
        before = [one for one in self.passage.mentions.values() if self.passage.ends[one.id] == index]
        end = self.passage.ends[mention.id]
        comma = end < self.stop and self.passage.words[end] in ("،", ",")
        return any(one.type == mention.type for one in before) and self._leads_to_person(end + comma)

    def _behind_preposition(self, index: int) -> bool:
        """`نقل مراسل كذا عن X`, `متحدث باسم الرئيس X`: the name is not the holder's."""
        at = index - 1
        while at > self.head.end and (
            self.passage.is_mark(at)
            or self.passage.words[at] in offices.wordlist("honorifics")
            or (self.passage.words[at] in offices.nationalities() and at not in self.passage.mentions)
        ):
            at -= 1
        word = self.passage.tokens[at].plain.replace("علي", "")  # علي is a name
        office = offices.match(self.passage, at)
        if office is not None and office.end == at + 1 and at > self.head.end:
            word = self.passage.words[at - 1]
            if word != "باسم":
                return False
        return word in ("باسم", "عن", "من", "على", "لدى", "مع")

    def _of_ruler(self, behind: int) -> bool:
        """`مستشار الرئيس الأميركي X لشؤون أفريقيا`: the name is the ruler's, the adviser's comes later or not at all."""
        second = offices.match(self.passage, self.head.end) if self.head.end < self.stop else None
        return (
            self.found.person is None
            and self.head.entry.role in ("adviser", "envoy", "deputy", "spokesperson", "representative")
            and second is not None
            and second.definite
            and behind < self.stop
            and (self.passage.words[behind] in lexicon.speech("field") or self._towards(behind))
        )

    def _towards(self, index: int) -> bool:
        """`لسوريا`, `إلى سوريا`: where an envoy is sent."""
        mention = self.passage.mentions.get(index)
        attached = mention is not None and self.passage.text[self.passage.tokens[index].start : mention.span.start] == "ل"
        return (attached and mention is not None and mention.type == "LOC") or self.passage.words[index] == "الي"

    def _field(self, index: int) -> bool:
        """What the adviser is for (لشؤون أفريقيا) belongs to the phrase, then perhaps his name."""
        passage = self.passage
        index += 1
        while index < self.stop and passage.words[index] in _FIELD_WORDS:
            index += 1
        if index in passage.mentions and passage.mentions[index].type != "PER":
            index = passage.ends[passage.mentions[index].id]
        elif index not in passage.mentions and index < self.stop and not passage.is_mark(index):
            index += 1
        self.at = self.found.core = index
        self.found.end = max(self.found.end, index)
        return True

    def _of_a_side(self, index: int) -> bool:
        return index > self.head.end and self.passage.words[index - 1] in offices.wordlist("sides")

    def _described(self, index: int) -> bool:
        """A definite noun that belongs to the office's body stands right before an adjective of a state."""
        before = self.passage.words[index - 1]
        return index > self.head.end and before.startswith(("ال", "لل"))

    def _of_a_part(self) -> bool:
        """`قائد قطاع X`, `مدير فرع X`: a part of some body, told by its place."""
        return any(
            offices.bare(self.passage.words[at][1:] if self.passage.words[at][:1] in ("ب", "ل") else self.passage.words[at])
            in offices.wordlist("parts")
            for at in range(self.head.end, self.at)
        )

    def _governs(self, prefix: str) -> bool:
        """`محافظ إدلب`, `سفير لروسيا`; a place behind في only says where."""
        at = self.at - 1
        heads = offices.wordlist("body_heads")
        while at > self.head.end and self.passage.words[at] in heads:
            at -= 1
        before = self.passage.words[at]
        within = before[:1] == "ب" and before[1:] in heads | offices.wordlist("place_nouns")
        if within and any(offices.bare(self.passage.words[i]) in heads for i in range(self.head.start, at)):
            return False  # أمين عام المجلس المحلي بمديرية كذا: the place says where the body is
        return before not in ("في", "من", "الي", "عن", "لدي") and "ب" not in prefix
