"""Questions about the assistant itself: which they are, and the line that answers them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.answer import Status
from assistant.archive.exchange import Exchange
from assistant.archive.export import to_markdown
from assistant.archive.pack import Line, lines
from assistant.archive.store import Conversation
from assistant.batch import record
from assistant.introduction import introduction, is_about_itself
from assistant.scope.within import Within
from assistant.terminal import show_answer
from assistant.web.render import answer_html
from corpus.documents import Metadata


@pytest.mark.parametrize(
    ("question", "itself"),
    [
        ("Hello!", True),
        (" hi  there ", True),
        ("help", True),
        ("HELP ME", True),
        ("Who are you?", True),
        ("What can I ask?", True),
        ("what can I ask you about", True),
        ("What questions can I ask here?", True),
        ("What can you do?", True),
        ("What is this corpus?", True),
        ("What's in this folder?", True),
        ("What is this collection about?", True),
        ("What are these documents about?", True),
        ("你好", True),
        ("你是谁？", True),
        ("我可以问什么呢？", True),
        ("你能做什么？", True),
        ("What can I ask MIIT for?", False),
        ("What is this corpus made of?", False),
        ("What is this?", False),
        ("Who are you citing?", False),
        ("help for small firms", False),
        ("What does it do to help?", False),
        ("你好公司是谁?", False),
        ("?", False),
        ("", False),
    ],
)
def test_a_question_about_the_assistant_is_a_whole_form(question, itself):
    assert is_about_itself(question) is itself


def test_the_line_tells_documents_and_questions_that_they_answer(small_assistant):
    answer = small_assistant.ask("What can I ask?")
    told = answer.searched.hint
    assert told.startswith("Ask what the 3 documents say (Industry Briefing, note), for example “")
    examples = told.split("“")[1:]
    assert examples
    for example in examples:
        found = small_assistant.ask(example.split("”")[0])
        assert found.status is Status.ANSWERED
    assert (answer.status, answer.short, answer.citations) == (Status.ABSTAINED, "", ())
    assert (answer.searched.nearest, answer.searched.read) == ((), ())


def test_the_line_keeps_to_the_documents_chosen(small_assistant):
    within = Within(documents=("2020-10.md",))
    told = small_assistant.ask("hello", within=within).searched.hint
    assert told.startswith("Ask what the document says (")


def meta(title, series=None):
    return Metadata(title, series=series)


@pytest.mark.parametrize(
    ("known", "line"),
    [
        ({}, "There are no documents to ask about."),
        ({"a": meta("A plan")}, "Ask what the document says (A plan)."),
        (
            {"a": meta("A", "S"), "b": meta("B", "S"), "c": meta("C"), "d": meta("D")},
            "Ask what the 4 documents say (S, C, D).",
        ),
        (
            {name: meta(name.upper()) for name in "abcd"},
            "Ask what the 4 documents say (A, B, C and 1 more).",
        ),
        ({"a": meta("word " * 30)}, f"Ask what the document says ({('word ' * 12)}…)."),
    ],
)
def test_the_line_without_questions(known, line):
    library = SimpleNamespace(
        records=(), facts=lambda _: (), manifest=SimpleNamespace(corpus="/elsewhere")
    )
    assert introduction(library, known, lambda _: None) == line


def test_the_line_is_what_is_shown_and_kept(small_assistant, capsys):
    answer = small_assistant.ask("hello")
    told = answer.searched.hint
    written = record("a", answer)
    assert (written["status"], written["text"], written["short"]) == ("abstained", told, "")
    page = answer_html(answer)
    assert f'<p class="short">{told}</p></div>' in page
    show_answer(answer)
    assert " ".join(capsys.readouterr().out.split()) == told
    kept = Conversation("T", "2026", (Exchange("hello", answer),))
    assert Line("short", told) in list(lines(kept))
    assert "**Ask what the 3 documents say" in to_markdown(kept)
