"""Second round: what was found once with a cue is found again without it, whole or in a short form.

حسن المصري → المصري · حازم أبو زيد → أبو زيد · سرايا العهد الوطني → سرايا العهد, العهد الوطني · "أحرار الساحل" → "الأحرار"
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import NameLine
from musnad.annotations.names.phrasebook import Match, Phrasebook, key_of
from musnad.annotations.names.vocabulary import (
    before,
    frequency,
    head_table,
    is_function,
    name_counts,
    nationality_adjectives,
    word_set,
)

# A surname this frequent (Zipf × 10) as a word needs a verb of saying or a title before it (وأشار مجاهد).
_ORDINARY_SURNAME = 36
_SPOKEN, _ANYWHERE = "spoken", "anywhere"

Form = tuple[Candidate, str, str]
"""The full name, where its short form may stand, and the rule."""


def propose_again(line: NameLine, book: Phrasebook[Form]) -> Iterator[Candidate]:
    """Short and bare forms of names that the report has given in full."""
    for match in book.all_in(line):
        full, condition, rule = match.value
        if match.reading.skip and not match.reading.likely and frequency(line.folded(match.first)) >= 30:
            continue
        if (condition == _SPOKEN and not _spoken(line, match)) or (condition == "quoted" and not _quoted(line, match)):
            continue
        if line.words[match.first].start(match.reading.skip) == full.start:
            continue  # the full name itself keeps its own rule
        length = match.last - match.first + 1
        score = {"names.same_again": 0.7, "names.short_form": 0.64}[rule] + 0.01 * length
        because = (
            ("full", full.because_name),
            ("name", line.text[line.words[match.first].start(match.reading.skip) : line.words[match.last].token.end]),
        )
        authority = tuple(item for item in full.because if item[0] == "authority")
        yield Candidate(
            line.words[match.first].start(match.reading.skip), line.words[match.last].token.end, full.type, score, rule,
            (*because, *authority), full.subtype,
        )  # fmt: skip


def _spoken(line: NameLine, match: Match[Form]) -> bool:
    previous = line.stem(before(line, match.first))
    titles = word_set("person_titles", "titles")
    return previous in word_set("person_titles", "speech") or previous in titles or _quoted(line, match)


def _quoted(line: NameLine, match: Match[Form]) -> bool:
    pair = line.opening.get(match.first - 1)
    return pair is not None and pair.close == match.last + 1


def short_forms(names: Sequence[Candidate], text: str) -> Phrasebook[Form]:
    """Every form under which the accepted names of a report may come back; longer names first, so that they win."""
    pairs: list[tuple[str, Form]] = []
    for name in sorted(names, key=lambda item: (-item.length, item.start)):
        words = key_of(
            text[name.start : name.end].replace('"', " ").replace("“", " ").replace("”", " ").replace("«", " ").replace("»", " ")
        )
        if not words:
            continue
        makers = {"PER": _of_person, "ORG": _of_organisation, "LOC": _of_place, "EVT": _of_event}
        pairs += [(form, (name, condition, rule)) for form, condition, rule in makers[name.type](name, words)]
    return Phrasebook.of(pairs)


Forms = Iterator[tuple[str, str, str]]


def _of_person(name: Candidate, words: tuple[str, ...]) -> Forms:
    kunya = word_set("person_titles", "kunya")
    if len(words) == 1:
        if frequency(words[0]) < _ORDINARY_SURNAME:
            yield words[0], _ANYWHERE, "names.same_again"
        return
    yield " ".join(words), _ANYWHERE, "names.same_again"
    for index in range(1, len(words)):
        if words[index] in kunya and index + 1 < len(words):
            for form in ("ابو", "ابي", "ابا") if words[index] != "ام" else ("ام",):
                yield " ".join((form, *words[index + 1 :])), _ANYWHERE, "names.short_form"
                yield form + " ".join(words[index + 1 :]), _ANYWHERE, "names.short_form"
            return
        if words[index].startswith("ابو") and len(words[index]) > 5:
            rest = words[index][3:]
            for form in ("ابو", "ابي", "ابا"):
                yield f"{form} {rest}", _ANYWHERE, "names.short_form"
            yield words[index], _ANYWHERE, "names.short_form"
            return
    if words[0] in kunya:
        for form in ("ابو", "ابي", "ابا") if words[0] != "ام" else ("ام",):
            yield " ".join((form, *words[1:])), _ANYWHERE, "names.same_again"
            if len(words) > 2:
                yield " ".join((form, words[1])), _ANYWHERE, "names.short_form"
        if len(words) > 2:
            yield words[-1], _SPOKEN if frequency(words[-1]) >= _ORDINARY_SURNAME else _ANYWHERE, "names.short_form"
        return
    last = words[-1]
    if len(words) > 2:
        yield " ".join(words[-2:]), _ANYWHERE, "names.short_form"
        yield " ".join(words[:2]), _ANYWHERE, "names.short_form"
    if last in ("الله", "الدين") or (last in nationality_adjectives() and not last.startswith("ال")):
        return
    given, surname = name_counts().get(last, (0, 0))
    ordinary = frequency(last) >= _ORDINARY_SURNAME + (4 if surname >= 40 else 0) or given > 4 * surname
    yield last, _SPOKEN if ordinary or last in nationality_adjectives() else _ANYWHERE, "names.short_form"


def _of_organisation(name: Candidate, words: tuple[str, ...]) -> Forms:
    heads = head_table("organisation_heads")
    if len(words) == 1:
        if frequency(words[0]) < 32:
            yield words[0], _ANYWHERE, "names.same_again"
        return
    yield " ".join(words), _ANYWHERE, "names.same_again"
    if name.subtype in ("media_outlet", "news_agency", "social_network", "company", "international_body"):
        return
    if len(words) >= 3 and words[-1] in nationality_adjectives() and words[-1].startswith("ال"):
        yield " ".join(words[:-1]), _ANYWHERE, "names.short_form"
    if name.subtype == "armed_forces":
        return
    known = name.listed
    first = words[0].removeprefix("ال")
    if not known and len(words) >= 3:
        for size in range(len(words) - 1, 1, -1):
            if (
                words[size - 1].startswith("ال")
                and not is_function(words[size])
                and words[size - 1] not in nationality_adjectives()
            ):
                yield " ".join(words[:size]), _ANYWHERE, "names.short_form"
                break
    if first in heads and len(words) == 2 and frequency(words[1]) < _ORDINARY_SURNAME:
        yield words[1], "quoted", "names.short_form"
    if not known and first in heads and len(words) >= 3 and heads[first].get("subtype") != "government_body":
        yield " ".join(words[1:]), _ANYWHERE, "names.short_form"
    core = words[1:] if first in heads and len(words) > 2 else words
    if not core[0].startswith("ال") and core[0] not in heads and len(core) >= 2:
        yield "ال" + core[0], "quoted", "names.short_form"


def _of_place(name: Candidate, words: tuple[str, ...]) -> Forms:
    if name.listed and name.by == "names.gazetteer" and name.score >= 0.9:
        return
    if len(words) > 1 or frequency(words[0]) < 30:
        yield " ".join(words), _ANYWHERE, "names.same_again"


def _of_event(name: Candidate, words: tuple[str, ...]) -> Forms:
    if len(words) > 1:
        yield " ".join(words), _ANYWHERE, "names.same_again"
    else:
        yield words[0], "quoted", "names.same_again"
