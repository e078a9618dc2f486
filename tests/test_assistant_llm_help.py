"""A model that helps to search: follow-ups written anew, and passages imagined to search with."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from llm_server import Script, keeps_to_protocol, served
from typer.testing import CliRunner

from assistant.answer import Helped, Turn
from assistant.archive.exchange import Exchange, to_json
from assistant.archive.exchange import from_json as exchange_of
from assistant.ask import Assistant
from assistant.batch import record
from assistant.cli import app
from assistant.listener import Left, unheard
from assistant.live import LiveAssistant
from assistant.llm.client import Model
from assistant.llm.configure import helper, with_models
from assistant.llm.help import Helper
from assistant.llm.prompt import PromptError, size
from assistant.llm.rewrite import NotKept, followup, kept
from assistant.retrieve import Sought
from assistant.search import search
from assistant.settings import FILE, Llm
from assistant.web.render import answer_html
from index.build import build
from index.encoder import DEFAULT_MODEL
from index.tokens import count_tokens

HISTORY = (Turn("Who bought the robot maker KUKA?", "Midea"),)
QUESTION = "When was that?"
ANEW = "When did Midea buy KUKA?"


@pytest.fixture
def script():
    with served(Script(lambda _: ANEW)) as made:
        yield made
    for _, body in made.asked:
        keeps_to_protocol(body)


def helped(assistant, script, **options):
    model = Model("m", script.url, seconds=options.pop("seconds", 20))
    return replace(assistant, helper=Helper(model, **({"rewrite": True} | options)))


# ---- Follow-ups ------------------------------------------------------------------------------


def test_a_follow_up_is_searched_for_as_the_model_writes_it(small_assistant, script):
    answer = helped(small_assistant, script, prices=(1.0, 10.0)).ask(QUESTION, HISTORY)
    assert (answer.question, answer.standalone) == (QUESTION, ANEW)
    assert answer.short == "2016"
    by = f"by m at {script.url[7:-3]}"
    assert answer.helped == Helped((f"question rewritten {by}",), (), 900, 40, 0.0013)
    assert answer.helped.seconds > 0
    took = f"{answer.helped.seconds:.1f} s"
    told = f"Question rewritten {by}. 900 tokens read, 40 written, cost 0.0013, {took}"
    assert answer.by_models() == (told,)
    page = answer_html(answer)
    assert told in page and f"Searched for: {ANEW}" in page
    assert record("", answer)["helped"]["done"] == (f"question rewritten {by}",)
    kept_one = Exchange(QUESTION, answer)
    assert exchange_of(to_json(kept_one), "", "") == kept_one
    ((_, body),) = script.asked
    assert "stream" not in body
    assert body["messages"][1]["content"] == (
        "<conversation>\nQuestion: Who bought the robot maker KUKA?\nAnswer: Midea\n"
        "</conversation>\n\nLast question: When was that?"
    )


def test_a_first_question_is_not_written_anew(small_assistant, script):
    answer = helped(small_assistant, script).ask("Who bought KUKA?")
    assert (script.asked, answer.helped) == ([], None)


def test_a_question_that_stands_alone_is_left(small_assistant, script):
    script.text = lambda _: "Who bought KUKA?"
    answer = helped(small_assistant, script).ask("Who bought KUKA?", HISTORY)
    assert answer.helped.done == (f"question left as asked by m at {script.url[7:-3]}",)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"status": 503}, "it answers with the error 503"),
        ({"silent": 1.0}, "no answer within 0.5 seconds"),
        ({"text": lambda _: "When did Siemens buy KUKA?"}, "it named what was not spoken of"),
        ({"text": lambda _: ""}, "it wrote nothing"),
        ({"body": b"<html>"}, "its answer broke off or is not of the protocol"),
        ({"body": b'{"choices": []}'}, "its answer broke off or is not of the protocol"),
        ({"body": b'{"choices": [{"message": {}}]}'}, "its answer broke off or is not of the"),
    ],
)
def test_when_it_fails_all_is_as_without_it(small_assistant, script, change, why):
    for name, value in change.items():
        setattr(script, name, value)
    started = time.monotonic()
    answer = helped(small_assistant, script, seconds=2).ask(QUESTION, HISTORY)
    assert time.monotonic() - started < 5
    plain = small_assistant.ask(QUESTION, HISTORY)
    assert answer == replace(plain, timings=answer.timings, helped=answer.helped)
    (line,) = answer.by_models()
    assert line.startswith(f"Question not rewritten by m at {script.url[7:-3]}: {why}")


def test_who_leaves_ends_the_request(small_assistant, script):
    script.silent = 5.0

    def hear(_):
        if script.asked:
            raise Left

    started = time.monotonic()
    with pytest.raises(Left):
        helped(small_assistant, script).ask(QUESTION, HISTORY, heard=hear)
    assert time.monotonic() - started < 4


SAID = (
    "When did it rise? By how much did Huawei's spending rise in 2020? By 23.5 percent, says MIIT."
)


@pytest.mark.parametrize(
    "line",
    [
        "When did Huawei's spending rise by 23.5 percent?",
        "In 2020, when did Huawei's spending rise?",
        "Compare when Huawei's spending rose.",
        '"When did Huawei\'s spending rise?"',
        "<think>It is Huawei.\nOr not?</think>\n\nWhen did Huawei's spending rise?",
        "华为的支出何时上升？",
    ],
)
def test_what_may_take_the_place_of_a_question(line):
    found = kept(line, "When did it rise?", SAID)
    assert found == line.rpartition("</think>")[2].strip().strip('"')


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("When did Samsung's spending rise?", "it named what was not spoken of"),
        ("Samsung rose when?", "it named what was not spoken of"),
        ("Compare Samsung when it rose.", "it named what was not spoken of"),
        ("When did spending rise in 2021?", "it named what was not spoken of"),
        ("When did spending rise by 23.5 billion?", "it named what was not spoken of"),
        ("When did it rise?\nIt rose in 2020.", "it wrote more than one line"),
        ("When did it rise " + "so " * 200, "it wrote more than 400 characters"),
        ("When did [it](http://a.example) rise?", "it wrote a link"),
        ("When did <b>it</b> rise?", "it wrote a link"),
        ("<think>Well.</think>", "it wrote nothing"),
    ],
)
def test_what_may_not(line, why):
    with pytest.raises(NotKept, match=why):
        kept(line, "When did it rise?", SAID)


@pytest.mark.parametrize(
    ("question", "line"),
    [("And Huawei?", "Who spends?"), ("And in 2020?", "How much was spent?")],
)
def test_what_was_asked_for_stays(question, line):
    with pytest.raises(NotKept, match="it left out what was asked for"):
        kept(line, question, f"{question} Who spends? Huawei in 2020.")


def test_a_conversation_keeps_to_the_budget_and_cannot_leave_its_place():
    history = [Turn(f"Question {n} </conversation>", "word " * 300) for n in range(20)]
    whole, said = followup("And then?", history, 100_000, count_tokens)
    assert whole[1]["content"].count("</conversation>") == 1
    assert "Question 12 ‹/conversation›" in whole[1]["content"]
    assert "Question 11 " not in whole[1]["content"]  # eight turns are enough
    assert said.startswith("And then? Question 12")
    for budget in range(400, 3000, 200):
        asked, _ = followup("And then?", history, budget, count_tokens)
        assert size(asked, count_tokens) <= budget
    with pytest.raises(PromptError):
        followup("And then? " * 500, history, 500, count_tokens)


# ---- Imagined passages -----------------------------------------------------------------------

VAGUE = "Which foreign takeover is described?"
IMAGINED = "Midea bought the German robot maker KUKA in 2016."


def widened(assistant, script, **options):
    script.text = lambda _: IMAGINED
    return helped(assistant, script, rewrite=False, expand=True, **options)


@pytest.fixture(scope="module")
def wide(tmp_path_factory):
    """An assistant over passages enough for their order to matter."""
    folder = tmp_path_factory.mktemp("wide")
    (folder / "c").mkdir()
    for name, text in {
        "fund": "A fund for takeovers of foreign firms is described in the plan.",
        "rule": "Foreign takeovers of banks are described in the rules.",
        "port": "The takeover of the foreign port was described as a success.",
        "law": "Which foreign takeovers are allowed is described in the law.",
        "kuka": IMAGINED,
    }.items():
        (folder / "c" / f"{name}.txt").write_text(f"{text}\n")
    build(folder / "c", folder / "i", DEFAULT_MODEL)
    return Assistant.open(folder / "i")


def test_an_imagined_passage_finds_what_the_question_does_not(wide, script, monkeypatch):
    monkeypatch.setattr("assistant.ask.READ", 4)
    plain = [hit.passage.id for hit in wide.read(VAGUE).hits]
    answer = widened(wide, script).ask(VAGUE)
    found = [span.doc_id for span in answer.searched.read]
    assert "kuka.txt@0" not in plain
    assert found[2] == "kuka.txt"
    assert [f"{name}@0" for name in found if name != "kuka.txt"] == plain[:3]  # in their order
    assert answer.helped.told().startswith("Search widened by m at 127.0.0.1")
    ((_, body),) = script.asked
    assert body["messages"][1] == {"role": "user", "content": VAGUE}


def test_an_imagined_passage_is_a_ranking_of_its_own(small_assistant):
    library, encode = small_assistant.library, small_assistant.encoder.encode
    question, other = encode([VAGUE, IMAGINED])
    sought = [Sought(VAGUE, question)]
    plain = search(library, sought, 10)
    with_other = search(library, sought, 10, besides=[other])
    best = library.search_vectors(other, 1)[0][0]
    assert best in [hit.passage.id for hit in with_other[:4]]
    assert {hit.passage.id for hit in plain} == {hit.passage.id for hit in with_other}
    scores = {hit.passage.id: hit for hit in plain}
    assert all(scores[hit.passage.id] == hit for hit in with_other)  # none but the place changes
    none = search(library, sought, 10, lambda name: name != "note.txt", besides=[other])
    assert "note.txt" not in {hit.passage.span.doc_id for hit in none}


def test_what_no_search_of_the_question_brought_is_scored_by_meaning(small_assistant, monkeypatch):
    monkeypatch.setattr("assistant.search.POOL", 1)
    monkeypatch.setattr("assistant.retrieve.POOL", 1)
    library, encode = small_assistant.library, small_assistant.encoder.encode
    question, other = encode(["Which law was unveiled?", IMAGINED])
    found = search(library, [Sought("Which law was unveiled?", question)], 1, besides=[other])
    assert [hit.passage.span.doc_id for hit in found] == ["2020-10.md"]
    found = search(library, [Sought("Which law was unveiled?", question)], 9, besides=[other])
    (note,) = [hit for hit in found if hit.passage.span.doc_id == "note.txt"]
    (cosine,) = library.cosines(question, [note.passage.id])
    assert (note.score, note.cosine) == pytest.approx((cosine / 2, cosine), abs=1e-5)


@pytest.mark.parametrize(
    ("change", "why"),
    [({"status": 500}, "it answers with the error 500"), ({"text": lambda _: " "}, "it wrote no")],
)
def test_without_an_imagined_passage_all_is_as_without_it(small_assistant, script, change, why):
    assistant = widened(small_assistant, script, seconds=8)
    for name, value in change.items():
        setattr(script, name, value)
    answer = assistant.ask(VAGUE)
    plain = small_assistant.ask(VAGUE)
    assert answer == replace(plain, timings=answer.timings, helped=answer.helped)
    assert answer.by_models()[0].startswith(f"Search not widened by m at {script.url[7:-3]}: {why}")


def test_what_it_imagines_is_neither_shown_nor_cited(small_assistant, script):
    script.text = lambda _: "Atlantis was bought by Lemuria in 1234."
    assistant = helped(small_assistant, script, rewrite=False, expand=True)
    answer = assistant.ask("Who bought KUKA?")
    assert "Atlantis" not in answer_html(answer) + repr(answer) + str(record("", answer))


def test_a_budget_that_fits_nothing_asks_nothing(small_assistant, script):
    answer = widened(small_assistant, script, budget=10).ask(VAGUE)
    assert script.asked == []
    assert "budget of 10 tokens" in answer.helped.told()


# ---- How it is chosen ------------------------------------------------------------------------


def test_a_search_by_itself_asks_no_model(small_assistant, script):
    assistant = helped(small_assistant, script, expand=True)
    assert assistant.retrieve(QUESTION, 5, HISTORY) == small_assistant.retrieve(
        QUESTION, 5, HISTORY
    )
    assert script.asked == []
    found = assistant.retrieve(QUESTION, 1, HISTORY, help=assistant.helper.help(unheard))
    assert (len(script.asked), found[0].passage.span.doc_id) == (2, "note.txt")


def test_an_answer_that_a_model_helped_with_has_no_receipt(small_assistant, script):
    live = LiveAssistant(helped(small_assistant, script))
    assert live.receipt(live.ask(QUESTION, HISTORY), HISTORY) is None
    script.status = 404
    assert live.receipt(live.ask(QUESTION, HISTORY), HISTORY)["question"] == QUESTION


def test_each_switch_is_for_itself(small_assistant):
    llm = Llm("http://127.0.0.1:1/v1", "m", budget=50, prices=(1.0, 2.0))
    model = Model("m", "http://127.0.0.1:1/v1")
    assert with_models(small_assistant, None) is small_assistant
    assert helper(llm) is helper(None) is None
    for name in ("rewrite", "expand"):
        made = helper(replace(llm, **{name: True}))
        assert made == Helper(model, budget=50, prices=(1.0, 2.0), **{name: True})
    only = with_models(small_assistant, replace(llm, write=False, rewrite=True))
    assert only.writer is None and only.helper.rewrite and only.uses_models
    assert not small_assistant.uses_models


def test_the_command_tells_what_was_spent(small_index, script, tmp_path, monkeypatch):
    script.text = lambda _: IMAGINED
    table = f'[llm]\nurl = "{script.url}"\nmodel = "m"\nwrite = false\nexpand = true\n'
    (tmp_path / FILE).write_text(table)
    monkeypatch.chdir(tmp_path)
    options = ["ask", "Who bought KUKA?", "--index", str(small_index)]
    assert "Search widened by m at" in CliRunner().invoke(app, options).stdout
    assert "Search widened" not in CliRunner().invoke(app, [*options, "--no-llm"]).stdout
