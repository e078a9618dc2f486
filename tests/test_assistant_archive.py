"""Kept conversations: stored and read back whole, each its owner's; exports; receipts."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

import pytest
from typer import Exit

from assistant.answer import Answer, Citation, Searched, Sentence, Status, Turn
from assistant.archive.exchange import UNREADABLE, Exchange, from_json, to_json
from assistant.archive.export import to_markdown, to_record_of
from assistant.archive.receipt import changes, receipt_of, same_answer, settings_of
from assistant.archive.store import Archive, ArchiveError, Conversation
from assistant.freshness import Freshness
from assistant.scope.within import Within
from corpus.documents import Failure, Span
from index.facts.fact import Fact, Kind

PIPL = "When was the draft of the PIPL unveiled?"
SPAN = Span("a.md", 3, 9)
CITED = Citation(
    1, SPAN, "*2021* [x]", "a.md", "Title_1", "2021", 4, ("One", "Two"), ("An Author",)
)
SEARCHED = Searched(
    2, 9, "2020", "2021", (CITED,), (Failure("b.md", "empty", "fill it"),), Within(("A",)), (SPAN,)
)
ANSWER = Answer(
    question="When?",
    standalone="When was it?",
    status=Status.ANSWERED,
    short="2021",
    sentences=(Sentence("It was <b>2021</b>.", (1,)),),
    items=("2021",),
    citations=(CITED,),
    confidence=0.7,
    searched=SEARCHED,
    index_version="generations/000003",
    timings=(("read", 1.5),),
    facts=(
        Fact("f", Kind.AMOUNT, "Fund", None, 2, "CNY", "2021", SPAN, qualifiers={"high": 3.5}),
        Fact("g", Kind.LIST, "List", None, "2", None, None, SPAN, ("A",)),
    ),
)
FIRST = Exchange("When?", ANSWER, fresh=Freshness("2026-01-01", ("a.md",), 1), receipt={}, id="1")
SECOND = Exchange("And \ud800 then?", note="Stopped.", id="2")


@pytest.fixture
def archive(tmp_path):
    return Archive(tmp_path)


def test_an_exchange_is_read_as_it_was_written():
    again = from_json(to_json(FIRST), "", "")
    assert (again, again.id, again.receipt) == (FIRST, "1", {})


def test_half_a_surrogate_pair_is_no_text():
    assert from_json(to_json(SECOND), "", "") == replace(SECOND, question="And ? then?")


@pytest.mark.parametrize("told", ["{", "{}", '{"question": "x", "answer": {"short": 1}}'])
def test_what_another_version_wrote_keeps_its_question(told):
    assert from_json(told, "When?", "7") == Exchange("When?", note=UNREADABLE, id="7")


def test_a_conversation_goes_on_under_one_id(archive):
    name = archive.keep("me", "", (), (FIRST,))
    assert archive.keep("me", name, (FIRST,), (FIRST, SECOND)) == name
    kept = archive.get("me", name)
    assert (kept.title, [one.question for one in kept.exchanges]) == (
        "When?",
        ["When?", "And ? then?"],
    )
    other = replace(SECOND, id="3", question="Who?")
    assert archive.keep("me", name, (FIRST, SECOND), (FIRST, other)) == name
    assert archive.get("me", name).exchanges == (FIRST, other)
    assert Archive(archive._file.file.parent).get("me", name).exchanges == (FIRST, other)


def test_what_another_page_has_added_is_not_lost(archive):
    name = archive.keep("me", "", (), (FIRST,))
    archive.keep("me", name, (FIRST,), (FIRST, SECOND))
    late = replace(SECOND, id="4", question="Late?")
    own = archive.keep("me", name, (FIRST,), (FIRST, late))
    assert own != name
    assert [one.id for one in archive.get("me", name).exchanges] == ["1", "2"]
    assert [one.id for one in archive.get("me", own).exchanges] == ["1", "4"]


def test_an_id_is_of_no_use_to_others(archive):
    name = archive.keep("me", "", (), (FIRST,))
    assert archive.get("you", name) is None
    assert archive.search("you") == []
    assert archive.rename("you", name, "Mine") is False
    assert archive.delete("you", name) is False
    taken = archive.keep("you", name, (FIRST,), (FIRST, SECOND))
    assert taken != name
    assert archive.get("me", name) == Conversation("When?", archive.get("me", name).begun, (FIRST,))


def test_ids_cannot_be_guessed(archive):
    names = {archive.keep("me", "", (), (FIRST,)) for _ in range(50)}
    assert len(names) == 50
    assert all(len(name) == 22 for name in names)


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("", 2),
        ("WHEN", 1),
        ("title_1 when", 1),
        ("strasse", 1),
        ("when nothing", 0),
        ("%", 0),
        ("'", 0),
    ],
)
def test_conversations_are_found_by_words(archive, sought, found):
    archive.keep("me", "", (), (FIRST,))
    name = archive.keep("me", "", (), (replace(SECOND, question="Who?"),))
    archive.rename("me", name, "Über die Straße")
    assert len(archive.search("me", sought)) == found


def test_conversations_are_listed_renamed_and_deleted(archive):
    assert (archive.search("me"), archive.delete("me", "x")) == ([], False)
    first = archive.keep("me", "", (), (FIRST,))
    second = archive.keep("me", "", (), (FIRST, SECOND))
    assert [(one.id, one.questions) for one in archive.search("me")] == [(second, 2), (first, 1)]
    assert archive.rename("me", first, "  A \n title ")
    assert {one.title for one in archive.search("me")} == {"When?", "A title"}
    for bad in ("", " \n", "x" * 201):
        with pytest.raises(ValueError, match="1 to 200 characters"):
            archive.rename("me", first, bad)
    assert archive.delete("me", second)
    assert [one.id for one in archive.search("me")] == [first]
    with sqlite3.connect(archive._file.file) as rows:
        assert rows.execute("SELECT count(*) FROM exchanges").fetchone() == (1,)


def test_a_file_of_another_version_is_left_alone(archive):
    archive.keep("me", "", (), (FIRST,))
    with sqlite3.connect(archive._file.file) as rows:
        rows.execute("PRAGMA user_version = 9")
    with pytest.raises(ArchiveError, match="has format 9, expected 1: use the version"):
        archive.search("me")


def test_markdown_in_which_nothing_acts():
    told = to_markdown(Conversation("Of *x*", "2026", (FIRST, replace(SECOND, question="<b>"))))
    assert (
        told
        == r"""# Of \*x\*

## 1\. When?

Within A

**2021**

It was &lt;b\&gt;2021&lt;/b\&gt;\. \[1\]

*Likely; index generations/000003*

\[1\] Title\_1, 2021, page 4, One › Two, a\.md, characters 3 to 9
> \*2021\* \[x\]

## 2\. &lt;b\&gt;

*Stopped\.*
""".replace(r"\&gt;", "&gt;")
    )


def test_an_export_holds_answers_as_in_the_batch_form():
    told = to_record_of(Conversation("T", "2026", (FIRST, SECOND)))
    first, second = told["questions"]
    assert (first["answer"]["short"], first["answer"]["within"]) == ("2021", {"publishers": ("A",)})
    assert first["answer"]["citations"][0]["quote"] == "*2021* [x]"
    assert (second["answer"], second["note"]) == (None, "Stopped.")


@pytest.fixture
def receipt(small_assistant):
    within, history = Within(until="2021"), (Turn("Who bought KUKA?", "Midea"),)
    answer = small_assistant.ask(PIPL, history, "2021-03", within)
    told = receipt_of(small_assistant.library, answer, history, "2021-03", "2026-11-27T10:00:00")
    return json.loads(json.dumps(told))


def test_a_receipt_gives_the_same_answer_again(small_assistant, receipt):
    question, history, as_of, within = settings_of(receipt)
    assert (question, history) == (PIPL, (Turn("Who bought KUKA?", "Midea"),))
    answer = small_assistant.ask(question, history, as_of, within)
    now = receipt_of(small_assistant.library, answer, history, as_of, receipt["asked"])
    assert json.loads(json.dumps(now)) == receipt
    assert (same_answer(receipt, now), list(changes(receipt, now))) == (True, [])
    assert receipt["passages"][0] == {
        "doc": "2020-10.md",
        "file_sha256": small_assistant.library.document("2020-10.md").sha256,
        "start": receipt["passages"][0]["start"],
        "end": receipt["passages"][0]["end"],
        "sha256": receipt["passages"][0]["sha256"],
    }


def test_what_has_changed_is_told(receipt):
    now = json.loads(json.dumps(receipt))
    now["answer"]["short"] = "2019"
    now["passages"][0] |= {"file_sha256": "f", "sha256": "p", "start": 7, "end": 8}
    now["index"]["model_sha256"] = "m"
    place = receipt["passages"][0]
    assert not same_answer(receipt, now)
    assert list(changes(receipt, now)) == [
        "the weights of all-MiniLM-L6-v2 have changed",
        "2020-10.md has changed",
        f"2020-10.md, characters {place['start']} to {place['end']}, is no longer read",
        "2020-10.md, characters 7 to 8, is read now",
    ]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda told: [], "not the receipt of an answer"),
        (lambda told: {**told, "receipt": 2}, "format 2, expected 1"),
        (lambda told: {**told, "passages": [{}]}, "missing or damaged"),
        (lambda told: {**told, "history": 3}, "missing or damaged"),
        (lambda told: {**told, "answer": {}}, "missing or damaged"),
        (lambda told: {**told, "within": {"x": 1}}, "a scope is an object"),
        (lambda told: {**told, "as_of": "March"}, "as_of must be a date"),
    ],
)
def test_a_damaged_receipt_is_refused(receipt, change, why):
    with pytest.raises(ValueError, match=why):
        settings_of(change(receipt))


def test_the_command_replays_and_tells_what_has_changed(receipt, small_index, tmp_path, capsys):
    from assistant.archive.command import replay

    file = tmp_path / "receipt.json"
    file.write_text(json.dumps(receipt))
    replay(file, small_index)
    assert capsys.readouterr().out.startswith(
        "The same answer as on 2026-11-27 (index generations/"
    )
    file.write_text(json.dumps({**receipt, "answer": {**receipt["answer"], "short": "2019"}}))
    with pytest.raises(Exit) as left:
        replay(file, small_index, as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert (left.value.exit_code, told["same"], told["changes"]) == (1, False, [])
    assert (told["before"]["short"], told["now"]["short"]) == ("2019", "October 2020")
