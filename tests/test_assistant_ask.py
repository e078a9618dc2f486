"""Questions asked of a real small index: answers whole, abstentions, dates, and no network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from assistant.answer import Answer, Citation, Searched, Sentence, Status, Turn
from assistant.ask import Assistant
from assistant.batch import record
from assistant.confidence import ABSTAIN_BELOW, answerable, confidence
from assistant.parts import Parts
from assistant.question import Kind
from assistant.retrieve import joined
from corpus.documents import Span
from index.encoder import ModelError


def cited(library, number, name, words, *section):
    """Give the citation of words that stand in a document once."""
    made = library.document(name)
    start = made.text.index(words)
    span = Span(name, start, start + len(words))
    return Citation(number, span, words, name, made.meta.title, made.meta.issued, None, section)


def test_an_answer_whole(small_assistant):
    question = "How far did Huawei's spending on semiconductors fall?"
    answer = small_assistant.ask(question)
    words = "Huawei's spending on semiconductors fell by 23.5 percent."
    place = cited(small_assistant.library, 1, "2021-02.md", words, "Industry Briefing", "Chips")
    nearest = answer.searched.nearest
    reading = small_assistant.read(question)
    evidence = reading.evidence(small_assistant.compose(reading))
    assert answer == Answer(
        question=question,
        standalone=question,
        status=Status.ANSWERED,
        short="23.5 percent",
        sentences=(Sentence(words, (1,)),),
        items=(),
        citations=(place,),
        confidence=confidence(evidence),
        searched=Searched(3, 3, "2020-10-01", "2021-03-02", nearest, (), read=answer.searched.read),
        index_version="generations/000001",
        timings=answer.timings,
    )
    assert [span.doc_id for span in answer.searched.read] == [
        "2021-02.md",
        "2020-10.md",
        "note.txt",
    ]
    assert answerable(evidence) >= ABSTAIN_BELOW
    assert [step for step, _ in answer.timings] == [
        "encode question",
        "retrieve",
        "read passages",
        "rank sentences",
        "compute",
        "compose and verify",
    ]
    assert all(milliseconds >= 0 for _, milliseconds in answer.timings)


def test_a_list_with_its_lead_in(small_assistant):
    answer = small_assistant.ask("What are the aims of the plan for medical equipment?")
    aims = ("achieve breakthroughs in high-end equipment", "develop telemedicine and smart care")
    assert (answer.items, answer.short) == (aims, f"{'; '.join(aims)} (2 in all)")
    path = ("Industry Briefing", "Medical equipment")
    library = small_assistant.library
    assert answer.citations[1:] == tuple(
        cited(library, number, "2021-02.md", f"- {aim}", *path)
        for number, aim in enumerate(aims, start=2)
    )
    assert answer.sentences[0].text.endswith("It aims to:")


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("What does PIPL stand for?", "Personal Information Protection Law"),
        ("When was the draft of the PIPL unveiled?", "October 2020"),
        ("What share of the chips that it used did China make?", "around 6 percent"),
        ("Which body issued the plan on medical equipment?", "MIIT"),
        ("Are there fines in the draft?", "No"),
    ],
)
def test_short_answers(small_assistant, question, short):
    assert small_assistant.ask(question).short == short


@pytest.mark.parametrize(
    "question", ["How do I bake sourdough bread?", "", "???", "a" * 30_000, "what is this " * 9000]
)
def test_what_the_briefings_do_not_say_is_not_answered(small_assistant, question):
    answer = small_assistant.ask(question)
    assert (answer.status, answer.short, answer.items) == (Status.ABSTAINED, "", ())
    assert answer.sentences == answer.citations == ()
    assert answer.confidence < ABSTAIN_BELOW
    searched = answer.searched
    assert (searched.documents, searched.first, searched.last) == (3, "2020-10-01", "2021-03-02")
    assert [c.number for c in searched.nearest] == [1, 2, 3]
    library = small_assistant.library
    assert all(library.text(c.span) == c.quote for c in searched.nearest)


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("How far did Huawei's spending on semiconductors fall?", Status.ANSWERED),
        ("How far did Geelong's spending on semiconductors fall?", Status.ABSTAINED),
        ("When was the draft of the law unveiled?", Status.ANSWERED),
        ("When was the draft of the law unveiled in 2019?", Status.ABSTAINED),
    ],
)
def test_what_is_said_of_another_is_not_answered(small_assistant, question, status):
    assert small_assistant.ask(question).status is status


PIPL = "When was the draft of the PIPL unveiled?"


@pytest.mark.parametrize(
    ("as_of", "status", "documents", "last"),
    [
        (None, Status.ANSWERED, 3, "2021-03-02"),
        ("2021-03-01", Status.ANSWERED, 2, "2020-10-01"),
        ("2020-10-01", Status.ANSWERED, 2, "2020-10-01"),
        ("2020-10", Status.ANSWERED, 2, "2020-10-01"),  # a day of October was out as of October
        ("2020", Status.ANSWERED, 2, "2020-10-01"),
        ("2020-09-30", Status.ABSTAINED, 1, None),
        ("2020-09", Status.ABSTAINED, 1, None),
    ],
)
def test_what_was_issued_later_is_left_aside(small_assistant, as_of, status, documents, last):
    answer = small_assistant.ask(PIPL, as_of=as_of)
    assert answer.status is status
    searched = answer.searched
    assert (searched.documents, searched.passages, searched.last) == (documents, documents, last)


def test_an_inferred_date_is_the_earliest_and_is_not_told_as_printed(small_assistant, monkeypatch):
    records = [
        replace(record, meta=replace(record.meta, issued="2021", issued_inferred=True))
        for record in small_assistant.library.records
    ]
    monkeypatch.setattr(small_assistant.library, "records", records)
    by_year = {year: small_assistant.ask(PIPL, as_of=year).searched for year in ("2020", "2021")}

    assert [by_year[year].documents for year in ("2020", "2021")] == [0, 3]
    assert (by_year["2021"].first, by_year["2021"].last) == (None, None)


def test_a_follow_up(small_assistant):
    answer = small_assistant.ask("When was that?", [Turn("Who bought KUKA?", "Midea")])
    assert (answer.short, answer.question) == ("2016", "When was that?")
    assert answer.standalone == "When was that? (about: Who bought KUKA? Midea)"


def test_a_follow_up_wants_what_it_asks_itself(small_assistant):
    reading = small_assistant.read("Who was it?", [Turn("When was KUKA bought?", "2016")])
    assert (reading.query.kind, reading.query.standalone) == (
        Kind.PERSON,
        "Who was it? (about: When was KUKA bought? 2016)",
    )


def test_words_of_earlier_turns_count_half(small_assistant):
    weights = small_assistant.read(
        "When was that?", [Turn("Who bought KUKA?", "Midea")]
    ).query.weights
    rarity = small_assistant.library.rarity(["bought", "kuka", "midea"])
    assert weights == {name: weight / 2 for name, weight in rarity.items()}
    own = small_assistant.read(
        "Where is KUKA from?", [Turn("Who bought KUKA?", "Midea")]
    ).query.weights
    assert own == small_assistant.library.rarity(["kuka"])


def test_passages_for_a_follow_up(small_assistant):
    (found,) = small_assistant.retrieve("When was that?", 1, [Turn("Who bought KUKA?", "Midea")])
    assert found.passage.id == "note.txt@0"
    vectors = small_assistant.encoder.encode(["When was that?", "Who bought KUKA? Midea"])
    (cosine,) = small_assistant.library.cosines(joined(*vectors), ["note.txt@0"])
    assert found.cosine == pytest.approx(cosine)


def test_passages_for_a_question(small_assistant):
    hits = small_assistant.retrieve("Who bought KUKA?", 2)
    assert [hit.passage.span.doc_id for hit in hits][:1] == ["note.txt"]
    assert len(hits) == 2
    (only,) = small_assistant.retrieve("Who bought KUKA?", 2, as_of="2019")
    assert only.passage.id == "note.txt@0"


def test_an_answer_whose_words_do_not_read_back_is_not_given(small_assistant, monkeypatch):
    monkeypatch.setattr("assistant.citations.cite", _refuse)
    answer = small_assistant.ask(PIPL)
    assert (answer.status, answer.short, answer.sentences) == (Status.ABSTAINED, "", ())


@pytest.mark.parametrize(
    ("question", "as_of", "first"),
    [
        ("What is told in the October 2020 issue?", None, "2020-10.md"),
        ("What is told in the March 2021 issue?", None, "2021-02.md"),
        ("What is told in the latest issue?", None, "2021-02.md"),
        ("What is told in the latest issue?", "2020-12", "2020-10.md"),
        ("What is told in the note of 2016?", None, None),
    ],
)
def test_the_issue_that_a_question_names_goes_first(small_assistant, question, as_of, first):
    hits = small_assistant.retrieve(question, 1, as_of=as_of)
    plain = replace(small_assistant, parts=Parts(scope=False)).retrieve(question, 1, as_of=as_of)
    assert hits[0].passage.span.doc_id == (first or plain[0].passage.span.doc_id)
    assert (hits == plain) is (first is None)


def test_the_words_that_name_a_document_are_not_looked_for_in_its_sentences(small_assistant):
    reading = small_assistant.read("What fell, according to the March 2021 issue?")
    assert set(reading.query.weights) == {"fell", "accord"}


def test_each_clause_is_searched_for(small_assistant):
    one, other = "Who bought the robot maker KUKA", "Which draft law protects personal information"
    encoded: list[list[str]] = []

    class Encoder:
        def encode(self, texts):
            encoded.append(texts)
            return small_assistant.encoder.encode(texts)

    asked = replace(small_assistant, encoder=Encoder())
    assert asked.retrieve(f"{one}? {other}?", 1)
    assert replace(asked, parts=Parts(clauses=False)).retrieve(f"{one}? {other}?", 1)
    assert encoded == [[f"{one}? {other}?", one, other], [f"{one}? {other}?"]]


def _refuse(*_: object) -> None:
    from assistant.citations import CitationError

    raise CitationError("not the words quoted")


def test_an_index_of_a_model_that_is_not_here(small_index, monkeypatch):
    from index.library import Library

    library = Library.open(small_index)
    recipe = replace(library.manifest.recipe, model="nobody/no-such-model")
    library.manifest = replace(library.manifest, recipe=recipe)
    monkeypatch.setattr(Library, "open", lambda _: library)
    with pytest.raises(ModelError, match="'nobody/no-such-model' is neither a folder nor"):
        Assistant.open(small_index)


QUESTIONS = (PIPL, "Who bought KUKA?", "What are the aims of the plan?", "How do I bake bread?")
# Records every attempt to reach an address or to resolve a name, and lets none through.
ALONE = """
import json, socket, sys
from pathlib import Path
tried = []
def refuse(*args, **_):
    tried.append(repr(args[1:] or args))
    raise OSError("no network")
for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, refuse)
for name in ("getaddrinfo", "gethostbyname", "create_connection"):
    setattr(socket, name, refuse)
from assistant.ask import Assistant
from assistant.batch import record
assistant = Assistant.open(Path(sys.argv[1]))
records = [record(q, assistant.ask(q)) for q in sys.argv[2:]]
print(json.dumps({"tried": tried, "records": records, "heavy": sorted(
    {"torch", "sentence_transformers", "gradio"} & set(sys.modules))}))
"""


def alone(root, index, seed):
    command = [sys.executable, "-c", ALONE, str(index), *QUESTIONS]
    environment = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def without_time(made):
    return {key: value for key, value in made.items() if key != "ms"}


def test_two_processes_agree_and_open_no_connection(root, small_index, small_assistant):
    first, second = (alone(root, small_index, seed) for seed in ("1", "2"))
    assert first["tried"] == second["tried"] == []
    assert first["heavy"] == []  # an answer takes no seconds of importing
    here = [without_time(record(q, small_assistant.ask(q))) for q in QUESTIONS]
    assert [without_time(r) for r in first["records"]] == here
    assert [without_time(r) for r in second["records"]] == here


def test_what_is_only_described_is_found_first_and_cited(sample_index):
    assistant = Assistant.open(sample_index)
    question = "What share of China's AI firms is in the province that Deqing County lies in?"
    answer = assistant.ask(question)
    assert (answer.standalone, answer.short) == (question, "8.30%")
    assert [sentence.text for sentence in answer.sentences][:2] == [
        "Deqing County lies in Zhejiang Province.",
        "Zhejiang Province | 8.30%",
    ]
    spans = [citation.span for citation in answer.citations]
    assert all(any(map(span.overlap, answer.searched.read)) for span in spans)
    assert replace(assistant, parts=Parts(steps=False)).ask(question).short != "8.30%"
