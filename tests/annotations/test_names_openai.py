"""A language model behind an OpenAI-compatible server reads names: nothing it says is taken on trust."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from musnad.annotations.names.lines import NameLine, read_line
from musnad.annotations.names.openai_tagger import NAMED, OpenAiTagger, ServerError, prompt, read_answer
from musnad.build import build
from musnad.errors import SettingError
from musnad.knowledge.store import Case

Answer = str | int | Callable[[], None]


class Server:
    """Gives the answers in `answers` one after the other (the last for ever): words, a status, or a deed."""

    def __init__(self) -> None:
        self.answers: list[Answer] = ['{"names": []}']
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                fake.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                fake.headers.append(dict(self.headers))
                answer = fake.answers.pop(0) if len(fake.answers) > 1 else fake.answers[0]
                if callable(answer):
                    answer()
                    return
                if isinstance(answer, int):
                    self.send_response(answer)
                    self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                    self.end_headers()
                    self.wfile.write(b"busy")
                    return
                self.send_response(200)
                self.end_headers()
                self.wfile.write(json.dumps({"choices": [{"message": {"content": answer}}]}).encode())

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._http.server_port}/v1#small"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("MUSNAD_OPENAI_KEY", raising=False)
    fake = Server()
    yield fake
    fake.close()


def answer(*names: tuple[int, str, str]) -> str:
    entries = [{"line": line, "text": text, "type": type_} for line, text, type_ in names]
    return json.dumps({"names": entries}, ensure_ascii=False)


def lines_of(*texts: str) -> list[NameLine]:
    whole, at, lines = "\n".join(texts), 0, []
    for text in texts:
        lines.append(read_line(whole, at, at + len(text)))
        at += len(text) + 1
    return lines


def tagger_of(server: Server, waits: list[float] | None = None, timeout: float = 5) -> OpenAiTagger:
    return OpenAiTagger(server.address, (waits if waits is not None else []).append, timeout)


def found(tagger: OpenAiTagger, *texts: str) -> list[list[tuple[str, str]] | None]:
    """(characters, type) of the names of each line."""
    lines = lines_of(*texts)
    return [
        None if view is None else [(line.text[name.start : name.end], name.type) for name in view.names]
        for line, view in zip(lines, tagger(lines), strict=True)
    ]


def test_every_occurrence_is_marked_without_clitics_and_marks(server: Server) -> None:
    server.answers = [
        answer((1, "لواء السنابل", "ORG"), (1, "«سد النهر»", "LOC"), (2, "وحماة", "LOC"), (2, "الجيش الوطني", "ORG"))
    ]
    tagger = tagger_of(server)
    assert found(tagger, "أعلن لواء السنابل ولواء السنابل عند «سد النهر»", "", "حماة وحماة للجيش الوطني") == [
        [("لواء السنابل", "ORG"), ("لواء السنابل", "ORG"), ("سد النهر", "LOC")],
        [],
        [("حماة", "LOC"), ("لجيش الوطني", "ORG")],
    ]
    assert tagger.notes() == []


def test_a_name_inside_a_longer_one_is_not_marked_again(server: Server) -> None:
    server.answers = [answer((1, "حماة", "LOC"), (1, "ريف حماة الشمالي", "LOC"))]
    assert found(tagger_of(server), "في ريف حماة الشمالي ثم حماة") == [[("ريف حماة الشمالي", "LOC"), ("حماة", "LOC")]]


def test_invented_names_are_refused_and_counted(server: Server) -> None:
    server.answers = [
        answer((1, "حركة الفجر الجديد", "ORG"), (1, "حلب", "LOC"), (2, "حلب", "LOC"), (9, "إدلب", "LOC"), (1, "سل", "PER"))
    ]
    tagger = tagger_of(server)
    assert found(tagger, "في حلب سلام", "لا اسم هنا") == [[("حلب", "LOC")], []]
    (note,) = tagger.notes()
    assert note.startswith("4 names of the names server were refused") and "حركة الفجر الجديد" in note
    assert tagger.notes() == []


@pytest.mark.parametrize("garbage", ["", "I see no names.", '{"names": 3}', '["حلب"]', '{"names": [{"line": 1,', "{" * 5000])
def test_an_answer_of_another_form_is_refused(server: Server, garbage: str) -> None:
    server.answers = [garbage]
    tagger = tagger_of(server)
    assert found(tagger, "في حلب") == [None]
    assert "1 lines was refused" in tagger.notes()[0]


def test_fences_and_reasoning_around_the_answer_pass() -> None:
    entry = '{"line": "2", "text": "حلب", "type": "loc", "kind": "town"}'
    wrapped = f'<think>{{"names": "?"}}</think>Here:\n```json\n{{"names": [{entry}]}}\n```'
    (name,) = read_answer(wrapped) or ()
    assert (name.line, name.text, name.type, name.kind) == (2, "حلب", "LOC", "town")


def test_entries_of_no_use_are_passed_over() -> None:
    entries = [3, {}, {"line": 1, "text": "", "type": "LOC"}, {"line": True, "text": "حلب", "type": "LOC"},
               {"line": 1, "text": "حلب", "type": "DATE"}, {"line": 1, "text": "حلب", "type": "LOC", "kind": "clan"}]  # fmt: skip
    (name,) = read_answer(json.dumps({"names": entries})) or ()
    assert name.kind is None


def test_the_request_is_deterministic_and_tells_the_conventions(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSNAD_OPENAI_KEY", "secret")
    found(tagger_of(server), "في حلب", "وفي إدلب")
    (body,) = server.asked
    assert (body["model"], body["temperature"]) == ("small", 0)
    assert body["messages"][1]["content"] == "1: في حلب\n2: وفي إدلب"
    assert "border_crossing" in prompt() and "KINDS" not in prompt()
    assert server.headers[0]["Authorization"] == "Bearer secret"


def test_a_server_that_stumbles_is_asked_again(server: Server) -> None:
    server.answers = [500, 503, answer((1, "حلب", "LOC"))]
    waits: list[float] = []
    assert found(tagger_of(server, waits), "في حلب") == [[("حلب", "LOC")]]
    assert waits == [0.5, 2.0]


def test_a_server_that_is_down_gets_one_try_a_report_until_it_answers(server: Server) -> None:
    server.answers = [500]
    tagger = tagger_of(server)
    for text, asked in (("في حلب", 3), ("في إدلب", 4)):
        with pytest.raises(ServerError, match="500"):
            found(tagger, text)
        assert len(server.asked) == asked
    server.answers = [answer((1, "حلب", "LOC")), 500]
    assert found(tagger, "في حلب") == [[("حلب", "LOC")]]
    with pytest.raises(ServerError):
        found(tagger, "في حمص")
    assert len(server.asked) == 8


@pytest.mark.parametrize("status", [401, 404, 302, 307])
def test_a_refusal_or_redirection_is_final(server: Server, status: int) -> None:
    server.answers = [status]
    with pytest.raises(ServerError, match=str(status)):
        found(tagger_of(server), "في حلب")
    assert len(server.asked) == 1


def test_a_server_that_does_not_answer_in_time_or_is_not_there(server: Server) -> None:
    held = threading.Event()
    server.answers = [lambda: held.wait(5) and None]
    with pytest.raises(ServerError, match="timed out"):
        found(tagger_of(server, timeout=0.1), "في حلب")
    held.set()
    with pytest.raises(ServerError, match="gave no answer"):
        found(OpenAiTagger("http://127.0.0.1:9/v1#small", lambda _: None, 1), "في حلب")


def test_an_answer_is_kept_by_text(server: Server) -> None:
    tagger = tagger_of(server)
    for _ in range(3):
        found(tagger, "في حلب")
    assert len(server.asked) == 1


def test_a_long_report_goes_out_in_parts(server: Server) -> None:
    server.answers = [answer((1, "حلب", "LOC"))]
    assert found(tagger_of(server), *["وصل إلى حلب ثم عاد " * 50 + str(number) for number in range(4)])[3]
    assert len(server.asked) > 1 and all(body["messages"][1]["content"].startswith("1: ") for body in server.asked)


def test_scores_leave_a_rule_room_to_disagree(server: Server) -> None:
    server.answers = [answer((1, "حلب", "LOC"))]
    (view,) = tagger_of(server)(lines_of("في حلب"))
    assert view and view.names[0].score == NAMED and view.outside[0] > 0.5 > view.outside[1]


@pytest.mark.parametrize(
    "address", ["", "localhost:8080#m", "http://localhost:8080/v1", "http://me:pw@localhost/v1#m", "file:///etc#m"]
)
def test_an_address_of_another_form_is_refused(address: str) -> None:
    with pytest.raises(SettingError, match="openai:http://HOST"):
        OpenAiTagger(address)


def test_a_report_whose_server_was_down_is_read_with_the_rules_and_again_by_the_next_build(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("musnad.annotations.names.openai_tagger.PAUSES", ())
    report = tmp_path / "one.txt"
    report.write_text("زار سامر العلي حلب ثم بلدة قرمزانة\n\nزار سامر العلي حلب ثم بلدة قرمزانة، اليوم.\n", encoding="utf-8")
    server.answers = [500, answer((1, "قرمزانة", "LOC"), (1, "عنقاء", "ORG"))]
    case_path = tmp_path / "case.musnad"

    def names() -> set[tuple[str, str]]:
        with Case.open(case_path) as case:
            return {(mention.name, mention.by) for mention in case.report("one.txt").mentions}

    down = build([report], case_path, names=f"openai:{server.address}")
    assert down.read == 1 and "names by the rules alone" in down.incomplete[0]
    assert "حلب" in {name for name, _ in names()}
    up = build([report], case_path, names=f"openai:{server.address}")
    assert up.read == 1 and "refused" in up.incomplete[0]
    assert "حلب" in {name for name, _ in names()}
    third = build([report], case_path, names=f"openai:{server.address}")
    assert (third.read, third.unchanged) == (0, 1)
    assert build([report], case_path, names="rules").read == 1
