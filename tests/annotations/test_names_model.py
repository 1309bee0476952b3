"""The names model: words, pieces, decoding, spans to the character, and the shipped weights at work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from musnad.annotations.names import agreement, find_names, fusion
from musnad.annotations.names.candidates import Candidate
from musnad.annotations.names.lines import NameLine, read_line
from musnad.annotations.names.model import session, tagger
from musnad.annotations.names.model.decoding import best_tags, spans
from musnad.annotations.names.model.labels import KINDS, SKIPS, TAGS
from musnad.annotations.names.model.pieces import Pieces
from musnad.annotations.names.model.words import parts, split_words
from musnad.ontology import load as ontology

WIDTH = len(TAGS) + len(KINDS) + SKIPS


def line_of(text: str) -> NameLine:
    return read_line(text, 0, len(text))


class Told:
    """Stands in the model's place: says for each word what the table says, with a clear margin."""

    def __init__(self, table: dict[str, tuple[str, str | None, int]]) -> None:
        self.table = table

    def __call__(self, lines: Sequence[Sequence[str]]) -> list[np.ndarray]:
        found = []
        for words in lines:
            scores = np.zeros((len(words), WIDTH), dtype=np.float32)
            for row, word in enumerate(words):
                tag, kind, skip = self.table.get(word, ("O", None, 0))
                scores[row, TAGS.index(tag)] = 9.0
                if kind:
                    scores[row, len(TAGS) + KINDS.index(kind)] = 5.0
                scores[row, len(TAGS) + len(KINDS) + skip] = 5.0
            found.append(scores)
        return found


def written(text: str, table: dict[str, tuple[str, str | None, int]]) -> list[tuple[str, str, str | None]]:
    (view,) = tagger.read([line_of(text)], Told(table))
    return [(text[name.start : name.end], name.type, name.subtype) for name in view.names]


def test_the_kinds_are_those_of_the_ontology() -> None:
    kinds = ontology("entity_types")
    assert all(kinds[kind]["of"] in ("ORG", "LOC", "EVT") for kind in KINDS)
    assert {kind for kind, entry in kinds.items() if "of" in entry} == set(KINDS)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("وبغداد", ("و", "بغداد")), ("للجيش", ("ل", "الجيش")), ("وليد", ("وليد",)), ("حلب", ("حلب",)), ("بحلب", ("ب", "حلب"))],
)
def test_words_are_cut_before_the_stem(word: str, expected: tuple[str, ...]) -> None:
    assert parts(word) == expected


def test_words_keep_the_way_back_to_the_text() -> None:
    text = "قال أَحْمَد: القـ.ـصف عام 2019"
    words = split_words(text)
    assert [word.text for word in words] == ["قال", "احمد", ":", "القصف", "عام", "0000"]
    assert [text[word.start : word.end] for word in words][1] == "أَحْمَد"
    masked = words[3]
    assert text[masked.offset(0)] == "ا" and text[masked.offset(4)] == "ف"


def test_an_inside_tag_never_opens_a_name() -> None:
    scores = np.zeros((3, len(TAGS)), dtype=np.float32)
    scores[0, TAGS.index("I-PER")] = 5.0
    scores[1, TAGS.index("B-ORG")] = 5.0
    scores[2, TAGS.index("I-LOC")] = 3.0
    scores[2, TAGS.index("I-ORG")] = 2.5
    tags = [TAGS[tag] for tag in best_tags(scores)]
    assert not tags[0].startswith("I-")
    assert tags[1:] == ["B-ORG", "I-ORG"]
    assert list(spans([TAGS.index(tag) for tag in ["B-PER", "I-PER", "B-PER", "O"]])) == [(0, 2, "PER"), (2, 3, "PER")]
    assert best_tags(np.zeros((0, len(TAGS)), dtype=np.float32)) == []


def test_clitics_and_marks_stay_outside() -> None:
    table = {
        "وبدمشق": ("B-LOC", "town", 2),
        '"': ("I-ORG", None, 0),
        "حركه": ("O", None, 0),
        "الفجر": ("B-ORG", "armed_group", 0),
        "الجديد": ("I-ORG", None, 0),
    }
    assert written('زار وبدمشق حركة "الفجر الجديد" اليوم', table) == [
        ("دمشق", "LOC", "town"),
        ("الفجر الجديد", "ORG", "armed_group"),
    ]


def test_behind_two_lams_the_name_begins_at_the_second() -> None:
    assert written("سلمها للجيش الوطني", {"للجيش": ("B-ORG", "armed_forces", 1), "الوطني": ("I-ORG", None, 0)}) == [
        ("لجيش الوطني", "ORG", "armed_forces")
    ]


def test_a_kind_is_always_one_of_its_type() -> None:
    ((_, type_, kind),) = written("في الرابية", {"الرابية": ("B-LOC", "armed_group", 0)})
    assert type_ == "LOC" and kind is not None and ontology("entity_types")[kind]["of"] == "LOC"


def test_a_skip_that_is_no_clitic_is_not_believed() -> None:
    assert written("قال حسان", {"حسان": ("B-PER", None, 2)}) == [("حسان", "PER", None)]


def test_a_conjunction_by_itself_is_no_name_and_no_end_of_one() -> None:
    told = {"سالم": ("B-PER", None, 0), "و": ("B-PER", None, 0), "هيفاء": ("B-PER", None, 0)}
    assert written("حضر سالم و هيفاء", told) == [("سالم", "PER", None), ("هيفاء", "PER", None)]
    assert written("حضر سالم بن", {"سالم": ("B-PER", None, 0), "بن": ("I-PER", None, 0)}) == [("سالم", "PER", None)]


def _rule(line: NameLine, text: str, score: float, because: tuple[tuple[str, str], ...] = ()) -> Candidate:
    start = line.text.index(text)
    return Candidate(start, start + len(text), "PER", score, "names.person_full_name", because)


def test_rules_and_model_confirm_or_contradict_each_other() -> None:
    line = line_of("قال سالم الحوراني شيئا")
    agreed = tagger.read([line], Told({"سالم": ("B-PER", None, 0), "الحوراني": ("I-PER", None, 0)}))[0]
    denied = tagger.read([line], Told({}))[0]
    rule = _rule(line, "سالم الحوراني", 0.7)
    assert fusion.weigh(line, [rule], agreed)[0].score > 0.7
    doubted = fusion.weigh(line, [rule], denied)[0].score
    listed = fusion.weigh(line, [_rule(line, "سالم الحوراني", 0.7, (("authority", "persons:x"),))], denied)[0].score
    assert doubted < listed < 0.7


def test_a_line_longer_than_the_encoder_is_read_to_its_end() -> None:
    text = "وصل الوفد إلى المدينة " * 200 + "ثم زار فيصل المقداد مدينة حلب"
    (scores,) = session.shipped()([[word.text for word in split_words(text)]])
    assert len(scores) == len(split_words(text))
    assert np.abs(scores).sum(-1).min() > 0
    (view,) = tagger.read([line_of(text)])
    assert [text[name.start : name.end] for name in view.names][-2:] == ["فيصل المقداد", "حلب"]


def test_words_that_leave_early_score_as_where_nobody_leaves() -> None:
    words = [
        word.text
        for word in split_words("أعلن رامح الدلوعي أن كتائب سيوف الوادي انسحبت أمس من قرية تل الشيحان إلى أطراف البلدة.")
    ]
    shipped = session.shipped()
    patient = session.load(files("musnad.annotations.names.model") / "data", stays=float("-inf"))
    (early,), (whole,) = shipped([words]), patient([words])
    assert (early[:, 1:9] == 0).all(1).sum() >= 5
    assert (early[:, :9].argmax(-1) == whole[:, :9].argmax(-1)).all()


def test_a_line_of_plain_words_needs_no_upper_block() -> None:
    (scores,) = session.shipped()([[word.text for word in split_words("ثم عاد كل منهم إلى بيته بعد ذلك.")]])
    assert (scores[:, 1:] == 0).all() and (scores[:, 0] > 3).all()


def test_lines_of_unlike_length_come_back_to_their_words() -> None:
    texts = [
        "وصل سامي الحلبي إلى حمص.",
        "لا.",
        "وقالت وكالة الأناضول إن وفدا من الأمم المتحدة زار مدينة عدن يوم الأحد الماضي ثم غادرها.",
    ]
    lines = [[word.text for word in split_words(text)] for text in texts]
    together, alone = session.shipped()(lines), [session.shipped()([line])[0] for line in lines]
    assert [len(scores) for scores in together] == [len(line) for line in lines]
    for one, other in zip(together, alone, strict=True):
        assert (one[:, :9].argmax(-1) == other[:, :9].argmax(-1)).all()


def test_a_stem_is_cut_alike_the_second_time() -> None:
    words = [word.text for word in split_words("وبالقامشلي التقى الزعبي وفدا من القامشلي")]
    pieces = session.shipped().pieces
    assert pieces(words) == pieces(words) == Pieces(pieces.tokenizer)(words)
    cut, firsts = pieces(words)
    assert len(firsts) == len(words) and firsts == sorted(set(firsts)) and cut[firsts[0]] == cut[firsts[-1]]


def test_the_shipped_model_finds_names_that_no_list_holds() -> None:
    text = "وأعلن القيادي في كتائب سيوف الوادي، المدعو رامح الدلوعي، أن مقاتليه دخلوا قرية تل الشيحان بريف حماة الشرقي."
    found = {(text[name.start : name.end], name.type) for name in tagger.read([line_of(text)])[0].names}
    assert {("كتائب سيوف الوادي", "ORG"), ("رامح الدلوعي", "PER"), ("تل الشيحان", "LOC"), ("ريف حماة الشرقي", "LOC")} <= found


def test_ordinary_words_that_are_names_elsewhere_are_left_alone() -> None:
    text = "كان أمل الأهالي أن يحل السلام وأن تنتهي الثورة إلى نصر يعيد الفجر إلى ليلهم."
    assert tagger.read([line_of(text)])[0].names == ()


def test_the_same_report_is_read_alike_whatever_stood_before_it() -> None:
    lines = [line_of(text) for text in ("التقى وائل الزعبي وفدا من درعا.", "لا شيء.", "وصل إلى القامشلي وفد من هيئة الأعيان.")]
    first = [(name.start, name.end, name.type) for view in tagger.read(lines) for name in view.names]
    tagger.read([line_of("سطر آخر عن بيروت")])
    assert [(name.start, name.end, name.type) for view in tagger.read(lines) for name in view.names] == first


def test_without_a_line_there_is_nothing_to_read() -> None:
    assert tagger.read([]) == []
    assert list(find_names([], tagger.read)) == []


def test_a_surname_alone_is_the_person_whom_the_report_names_in_full() -> None:
    lines = [line_of("التقى رامح الدلوعي وفدا."), line_of("وأضاف الدلوعي ذلك.")]
    told = [
        tagger.read([lines[0]], Told({"رامح": ("B-PER", None, 0), "الدلوعي": ("I-PER", None, 0)}))[0],
        tagger.read([lines[1]], Told({"الدلوعي": ("B-ORG", "clan", 0)}))[0],
    ]
    told[1] = tagger.LineView(tuple(replace(name, score=0.6) for name in told[1].names), told[1].outside)
    (name,) = agreement.agreed(lines, told, [[], []])[1].names  # type: ignore[union-attr]
    assert (name.type, name.subtype) == ("PER", None)
