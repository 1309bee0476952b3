"""Any Hugging Face token classifier reads names: exact characters, every scheme of labels, long lines, no network."""

from __future__ import annotations

import socket
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

pytest.importorskip("transformers", reason="the extra [transformers] is not installed")
pytest.importorskip("torch", reason="the extra [transformers] is not installed")

import tokenizers
import torch
import transformers
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

from musnad import lexicons
from musnad.annotations.names.lines import NameLine, read_line
from musnad.annotations.names.transformers_tagger import TransformersTagger
from musnad.build import build
from musnad.errors import SettingError
from musnad.knowledge.store import Case

BIO = ("O", "B-PERS", "I-PERS", "B-ORG", "I-ORG", "B-GPE", "I-GPE", "B-FAC", "B-DATE")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the tagger must contact no one")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.delenv("MUSNAD_ALLOW_DOWNLOAD", raising=False)


def tiny(folder: Path, words: Mapping[str, str], labels: Sequence[str] = BIO, positions: int = 64) -> Path:
    """A BERT whose answer is known: each word piece has its own label, whatever stands around it."""
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *words]
    tokenizer = tokenizers.Tokenizer(WordPiece({piece: index for index, piece in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]", sep_token="[SEP]",
        model_max_length=positions,
    ).save_pretrained(folder)  # fmt: skip
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=len(pieces), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8,
        max_position_embeddings=positions, id2label=dict(enumerate(labels)),
        label2id={label: index for index, label in enumerate(labels)},
    )  # fmt: skip
    model = transformers.BertForTokenClassification(config)
    with torch.no_grad():
        for name, weights in model.named_parameters():
            if "LayerNorm.weight" not in name:
                weights.zero_()
        for index, piece in enumerate(pieces):
            model.bert.embeddings.word_embeddings.weight[index, labels.index(words.get(piece, labels[0]))] = 4.0
        for index in range(len(labels)):
            model.classifier.weight[index, index] = 3.0
    model.save_pretrained(folder)
    return folder


def line_of(text: str) -> NameLine:
    return read_line(text, 0, len(text))


def found(folder: Path, text: str) -> list[tuple[str, str, str | None]]:
    """(characters, type, kind) of every name."""
    (view,) = TransformersTagger(str(folder))([line_of(text)])
    return [(text[name.start : name.end], name.type, name.subtype) for name in view.names]


def test_names_are_exact_characters_without_clitics(tmp_path: Path) -> None:
    words = {"سامر": "B-PERS", "العلي": "I-PERS", "وحماة": "B-GPE", "للجيش": "B-ORG", "الوطني": "I-ORG", "مطار": "B-FAC"}
    text = "قال سـامِر العلي وحماة للجيش الوطني قرب مطار"
    assert found(tiny(tmp_path, words), text) == [
        ("سـامِر العلي", "PER", None), ("حماة", "LOC", None), ("لجيش الوطني", "ORG", None), ("مطار", "LOC", "facility"),
    ]  # fmt: skip


def test_quotation_marks_and_the_head_before_them_stay_outside(tmp_path: Path) -> None:
    words = {"تنظيم": "B-ORG", "و": "B-ORG", '"': "I-ORG", "النور": "I-ORG", "،": "I-ORG"}
    assert found(tiny(tmp_path, words), 'أعلن تنظيم "النور"، عن ذلك و"النور" أيضا') == [("النور", "ORG", None)] * 2


def test_the_first_piece_speaks_for_the_word(tmp_path: Path) -> None:
    words = {"الس": "B-ORG", "##نابل": "B-GPE", "حركة": "O"}
    assert found(tiny(tmp_path, words), "حركة السنابل") == [("السنابل", "ORG", None)]


def test_labels_that_are_none_of_ours_are_ignored(tmp_path: Path) -> None:
    assert found(tiny(tmp_path, {"أمس": "B-DATE", "حلب": "B-GPE"}), "أمس في حلب") == [("حلب", "LOC", None)]


@pytest.mark.parametrize(
    ("labels", "tags"),
    [
        (("O", "B-PER", "I-PER", "B-LOC", "I-LOC"), ("B-PER", "I-PER", "B-PER", "I-LOC")),
        (("O", "B-PER", "I-PER", "E-PER", "S-LOC", "S-PER"), ("B-PER", "E-PER", "S-PER", "S-LOC")),
        (("O", "B-PER", "I-PER", "E-PER", "S-LOC"), ("I-PER", "E-PER", "I-PER", "S-LOC")),
        (("O", "PERSON-B", "PERSON-I", "LOCATION-B"), ("PERSON-B", "PERSON-I", "PERSON-B", "LOCATION-B")),
    ],
    ids=["BIO", "BIOES", "opened by an inside label", "mark behind"],
)
def test_every_scheme_gives_the_same_names(tmp_path: Path, labels: Sequence[str], tags: Sequence[str]) -> None:
    words = dict(zip(("سامر", "العلي", "رامي", "إدلب"), tags, strict=True))
    assert found(tiny(tmp_path, words, labels), "زار سامر العلي رامي إدلب") == [
        ("سامر العلي", "PER", None), ("رامي", "PER", None), ("إدلب", "LOC", None),
    ]  # fmt: skip


def test_labels_without_marks_join_neighbours_of_one_type(tmp_path: Path) -> None:
    words = {"سامر": "PER", "العلي": "PER", "إدلب": "LOC"}
    assert found(tiny(tmp_path, words, ("O", "PER", "LOC")), "زار سامر العلي إدلب") == [
        ("سامر العلي", "PER", None), ("إدلب", "LOC", None),
    ]  # fmt: skip


def test_a_line_longer_than_the_model_is_read_whole(tmp_path: Path) -> None:
    words = {"سامر": "B-PERS", "العلي": "I-PERS"}
    text = " ".join(["قال", *["ثم"] * 7, "سامر العلي", *["إن"] * 9] * 6 + ["سامر العلي"])
    expected = [("سامر العلي", "PER", None)] * 7
    assert found(tiny(tmp_path / "short", words, positions=12), text) == expected
    assert found(tiny(tmp_path / "long", words, positions=512), text) == expected


def test_the_words_around_a_name_are_surely_none(tmp_path: Path) -> None:
    line = line_of("زار سامر ثم")
    (view,) = TransformersTagger(str(tiny(tmp_path, {"سامر": "B-PERS"})))([line])
    assert [round(share) for share in view.outside] == [1, 0, 1]
    assert 0.5 < view.names[0].score <= 1


def test_lines_together_are_read_like_lines_alone(tmp_path: Path) -> None:
    tagger = TransformersTagger(str(tiny(tmp_path, {"سامر": "B-PERS", "العلي": "I-PERS", "حلب": "B-GPE"}, positions=10)))
    lines = [line_of(text) for text in ("سامر العلي", "", "في حلب " * 12, "لا اسم هنا", "وصل سامر إلى حلب")]
    for line, together in zip(lines, tagger(lines), strict=True):
        (alone,) = tagger([line])
        assert [(name.start, name.end, name.type) for name in together.names] == [
            (name.start, name.end, name.type) for name in alone.names
        ]
        assert together.outside == pytest.approx(alone.outside, abs=1e-5)


def test_a_folder_that_is_missing_or_holds_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"no folder .*/nowhere"):
        TransformersTagger(str(tmp_path / "nowhere"))
    with pytest.raises(SettingError, match=r"config\.json"):
        TransformersTagger(str(tmp_path))
    (tmp_path / "config.json").write_text('{"model_type": "bert"}', encoding="utf-8")
    with pytest.raises(SettingError, match="cannot be loaded"):
        TransformersTagger(str(tmp_path))([line_of("نص")])


def test_a_name_is_not_fetched_unless_the_user_allows_it() -> None:
    with pytest.raises(SettingError, match="MUSNAD_ALLOW_DOWNLOAD=1"):
        TransformersTagger("nobody/such-a-model")


def test_labels_that_nobody_knows_are_listed_and_a_lexicon_of_ones_own_explains_them(tmp_path: Path) -> None:
    folder = tiny(tmp_path / "model", {"حلب": "LABEL_1"}, ("LABEL_0", "LABEL_1"))
    with pytest.raises(SettingError, match="LABEL_0, LABEL_1"):
        found(folder, "في حلب")
    own = tmp_path / "own"
    own.mkdir()
    (own / "tagger_labels.yml").write_text("LABEL_1: {type: LOC, kind: town}\n", encoding="utf-8")
    lexicons.use(lexicons.read(own))
    try:
        assert found(folder, "في حلب") == [("حلب", "LOC", "town")]
    finally:
        lexicons.use(None)


def test_a_case_is_read_again_with_another_model(tmp_path: Path) -> None:
    report = tmp_path / "one.txt"
    report.write_text("وصل قرمزان إلى السوق\n\nوصل قرمزان إلى السوق، اليوم.\n", encoding="utf-8")
    one, two = tiny(tmp_path / "a", {"قرمزان": "B-PERS"}), tiny(tmp_path / "b", {"قرمزان": "B-ORG"})
    case_path = tmp_path / "case.musnad"
    for folder, type_, read in ((one, "PER", 1), (one, "PER", 0), (two, "ORG", 1)):
        result = build([report], case_path, names=f"transformers:{folder}")
        assert (result.read, result.incomplete) == (read, ())
        with Case.open(case_path) as case:
            mentions = case.report("one.txt").mentions
        assert {(mention.name, str(mention.type), mention.by) for mention in mentions} >= {
            ("قرمزان", type_, "names.transformers")
        }
