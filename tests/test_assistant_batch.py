"""The batch form: the contract field by field; bad lines, odd files, interruptions."""

from __future__ import annotations

import json

import pytest

from assistant.batch import BatchError, answer_file, check_date, check_question

KUKA = {"id": "k", "question": "Who bought KUKA?"}
SAID = "Midea bought the German robot maker KUKA in 2016."


@pytest.fixture
def run(small_assistant, tmp_path):
    """Answer the bytes of a file of questions; give the records and the progress told."""

    def answered(data: bytes):
        source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        source.write_bytes(data)
        told = []
        answer_file(small_assistant, source, target, lambda *step: told.append(step))
        assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]
        text = target.read_text(encoding="utf-8")
        assert text == "" or text.endswith("\n")
        return [json.loads(line) for line in text.split("\n")[:-1]], told

    return answered


def line(data) -> bytes:
    return json.dumps(data).encode()


def test_a_record_field_by_field(run):
    question = {
        "id": 7,
        "question": "When was that?",
        "history": [{"q": "Who bought KUKA?", "a": "Midea"}],
        "as_of": "2020-12-31",
    }
    ((found,), told) = run(line(question))
    ms, confidence = found.pop("ms"), found.pop("confidence")
    assert found == {
        "id": 7,
        "status": "answered",
        "short": "2016",
        "text": f"{SAID} [1]",
        "items": [],
        "citations": [
            {
                "n": 1,
                "doc": "note.txt",
                "title": "note",
                "title_original": None,
                "authors": [],
                "issued": None,
                "issued_inferred": False,
                "page": None,
                "section": "",
                "start": 0,
                "end": len(SAID),
                "quote": SAID,
            }
        ],
        "facts": [],
        "query": "",
        "versions": [],
        "standalone": "When was that? (about: Who bought KUKA? Midea)",
    }
    assert 0.45 <= confidence <= 1 and ms > 0
    assert told == [("Answering", 1, 1)]


def test_an_abstention_has_the_same_fields(run):
    ((found, other), _) = run(line({"question": "How do I bake bread?"}) + b"\n" + line(KUKA))
    assert (found["id"], found["status"], found["short"], found["text"]) == (
        None,
        "abstained",
        "",
        "",
    )
    assert found["citations"] == found["items"] == found["facts"] == []
    assert found.keys() == other.keys()


def test_items_and_sections_and_offsets(run, small_assistant):
    ((found,), _) = run(line({"id": "a", "question": "What are the aims for medical equipment?"}))
    assert len(found["items"]) == 2
    assert found["text"].split("\n")[-1] == f"{found['items'][-1]} [{len(found['citations'])}]"
    for number, citation in enumerate(found["citations"], start=1):
        assert citation["n"] == number
        assert citation["section"] == "Industry Briefing › Medical equipment"
        text = small_assistant.library.document(citation["doc"]).text
        assert text[citation["start"] : citation["end"]] == citation["quote"]


BAD = [
    (b"not JSON", None, "Expecting value"),
    (b"[1, 2]", None, "expected an object"),
    (b'"When?"', None, "expected an object"),
    (b"{", None, "Expecting property name"),
    (b'{"id": "b"}', "b", "question must be a text"),
    (b'{"id": 5, "question": 3}', 5, "question must be a text"),
    (b'{"id": "b", "question": " \\n"}', "b", "question must be a text that is not empty"),
    (b'{"id": "b", "question": "\\ud800"}', "b", "question must be a text"),
    (line({"id": "b", "question": "why " * 200_000}), "b", "longer than 2,000 characters"),
    (line({**KUKA, "history": "Midea"}), "k", '"history" must be a list'),
    (line({**KUKA, "history": ["Midea"]}), "k", '"history" must be a list'),
    (line({**KUKA, "history": [{"a": "Midea"}]}), "k", 'needs the texts "q" and "a"'),
    (line({**KUKA, "history": [{"q": "Who?", "a": 3}]}), "k", 'needs the texts "q" and "a"'),
    (line({**KUKA, "history": [{"q": "\ud800", "a": ""}]}), "k", 'needs the texts "q" and "a"'),
    (line({**KUKA, "as_of": "March 2021"}), "k", "as_of must be a date such as 2021-03-31, not"),
    (line({**KUKA, "as_of": 2021}), "k", "as_of must be a date"),
    (line({**KUKA, "as_of": "2021-13"}), "k", "as_of must be a date"),
    (b"[" * 200_000, None, "nested too deeply"),
    (b'{"id": ' + b"9" * 5000 + b"}", None, "Exceeds the limit"),
]


def test_bad_lines_get_an_error_in_their_place(run):
    data = b"\n".join(part for bad, _, _ in BAD for part in (bad, line(KUKA)))
    records, told = run(data)
    assert len(records) == 2 * len(BAD) == told[-1][1] == told[-1][2]
    for (_, name, reason), found in zip(BAD, records[::2], strict=True):
        assert found == {"id": name, "status": "error", "error": found["error"]}
        assert reason in found["error"]
    assert {(r["id"], r["status"]) for r in records[1::2]} == {("k", "answered")}


@pytest.mark.parametrize(
    "data",
    [
        json.dumps({**KUKA, "note": "a\u2028b\x85c"}, ensure_ascii=False).encode(),
        b"\xef\xbb\xbf" + line(KUKA),
        line(KUKA) + b"\r\n\r\n  \n",
        b"\n\n" + line(KUKA).replace(b", ", b",\t"),
        line({**KUKA, "more": {"a": [1]}, "history": None, "as_of": None}),
        line({**KUKA, "history": [{"q": "How large is it?", "a": None}]}).replace(
            b"Who bought", b"Who bought the German robot maker that is named"
        ),
    ],
    ids=[
        "line separators in a text",
        "byte order mark",
        "CRLF and blank lines",
        "tabs",
        "unknown and null",
        "no answer then",
    ],
)
def test_odd_files_are_read(run, data):
    ((found,), _) = run(data)
    assert (found["id"], found["text"]) == ("k", f"{SAID} [1]")


def test_characters_stay_as_they_are(run):
    names = ["中国", 'a"\u2028\n', "😀", "\udc00", {"n": [1]}, 1.5, True]
    records, _ = run(b"\n".join(line({"id": name, "question": "中国?"}) for name in names))
    assert [r["id"] for r in records] == names
    assert {r["standalone"] for r in records} == {"中国?"}


def test_no_questions_give_no_answers(run):
    assert run(b"") == ([], [])


def test_a_file_that_is_not_there_or_is_no_text(small_assistant, tmp_path):
    out = tmp_path / "out.jsonl"
    for name, data in (("absent", None), ("binary", b"\xff\xfe\x00")):
        if data:
            (tmp_path / name).write_bytes(data)
        with pytest.raises(BatchError, match=f"{name} cannot be read as UTF-8 text"):
            answer_file(small_assistant, tmp_path / name, out, print)
    assert not out.exists()


def test_a_target_that_would_lose_the_answers_is_refused_first(small_assistant, tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_bytes(line(KUKA))
    for target, reason in (
        (tmp_path, "is a folder; give --out the name of a file"),
        (tmp_path / "no" / "out.jsonl", "there is no folder .*no: make it"),
        (source, "would take the place of"),
    ):
        with pytest.raises(BatchError, match=reason):
            answer_file(small_assistant, source, target, print)
    assert source.read_bytes() == line(KUKA)
    assert [p.name for p in tmp_path.iterdir()] == ["in.jsonl"]


def test_the_old_answers_stay_when_interrupted(small_assistant, tmp_path):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(line(KUKA) + b"\n" + line(KUKA))
    target.write_text("old answers")

    def stop(_step: str, done: int, _total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        answer_file(small_assistant, source, target, stop)
    assert target.read_text() == "old answers"


@pytest.mark.parametrize("value", [None, "2021", "2021-03", "2021-03-31"])
def test_dates_that_pass(value):
    assert check_date(value) == value


@pytest.mark.parametrize("value", ["", "21", "2021-00", "2021-3", "2021-03-32", "2021-03-31T00", 1])
def test_dates_that_do_not(value):
    with pytest.raises(BatchError, match="such as 2021-03-31, not"):
        check_date(value)


def test_a_question_of_just_the_length_passes():
    assert check_question("x" * 2000) == "x" * 2000
    with pytest.raises(BatchError, match="shorten it"):
        check_question("x" * 2001)
