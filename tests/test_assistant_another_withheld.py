"""What the documents say that they do not give: no other figure answers for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from briefing_document import document, heading, hit, paragraph, row

from assistant.another.withheld import withheld
from assistant.answer import Status
from assistant.answers.compose import Composed
from assistant.batch import record
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.reading import Reading
from assistant.scope.asked import Scope
from assistant.scope.within import EVERYTHING
from assistant.searched import searched
from assistant.select import Scored
from corpus.documents import Span
from index.keywords import stems

PRIZE = "Ningbo pays a prize of 3 million euros for each ferry."
UNNAMED = "Dalian promised a prize for ferries but has not named a sum."
MADE = document(
    heading("Prizes"),
    paragraph(PRIZE),
    paragraph(UNNAMED),
    paragraph("Fines are left to the dock laws."),
    paragraph("The investors behind the ferry fund have not been published."),
    paragraph("No figures are available on sailors."),
    paragraph("The yard declined to say how the captains are paid."),
    paragraph("The tugs were not launched in May."),
    paragraph("1 Ferry Plan Dalian volume not disclosed 2 Dock Plan"),  # a table that ran together
    row("Whale Plan", "volume", "is not disclosed"),
    paragraph("x" * 2000),
    heading("Far away"),
    paragraph("The number of pilots was never disclosed."),
)
RANKED = [Scored(found, 1.0, 1.0, True) for found in candidates(MADE, hit(MADE))]


def asked(question: str) -> Query:
    return Query(question, question, kind_of(question), dict.fromkeys(stems(question), 3.0))


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("What prize does Dalian pay for each ferry?", UNNAMED),
        ("What prize does Ningbo pay for each ferry?", None),  # the sentence has all of it
        ("What is the fine for a ferry?", "Fines are left to the dock laws."),
        (
            "Who are the investors of the ferry fund?",
            "The investors behind the ferry fund have not been published.",
        ),
        ("How many sailors has a ferry?", "No figures are available on sailors."),
        (
            "How much are ferry captains paid?",
            "The yard declined to say how the captains are paid.",
        ),
        ("How many tugs has Ningbo?", None),  # not launched, and that is told
        ("How many pilots has Ningbo?", None),  # said too far away
        ("How many whales has Ningbo?", None),
        ("What volume has the plan of Ningbo?", None),
    ],
)
def test_a_sentence_that_says_so(question: str, says: str | None) -> None:
    found = withheld(asked(question), RANKED, RANKED[0])
    assert (found.candidate.text if found else None) == says


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("How many sailors of Dalian left?", True),
        ("How many sailors of Ningbo left?", False),
        ("How many sailors left?", False),
    ],
)
def test_a_sentence_that_says_so_of_one_and_tells_it_of_another(question: str, says: bool) -> None:
    text = "Of the sailors of Ningbo, 57 left; for those of Dalian the figure is not published."
    made = document(paragraph(text))
    (only,) = (Scored(found, 1.0, 1.0, True) for found in candidates(made, hit(made)))
    assert (withheld(asked(question), [only], only) is only) is says


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("What prize has Dalian promised?", True),
        ("What are the promises of Dalian?", False),  # a phrase may tell of it
    ],
)
def test_a_short_answer_that_says_so_is_none(question: str, says: bool) -> None:
    only = next(scored for scored in RANKED if scored.candidate.text == UNNAMED)
    short = "a prize for ferries but has not named a sum"
    assert (withheld(asked(question), [only], only, short) is only) is says


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("What prize does Dalian pay for each ferry?", False),
        ("What prize does Ningbo pay for each ferry?", True),
        ("Does Dalian pay a prize for each ferry?", True),  # a "No" may be the answer
    ],
)
def test_there_is_no_evidence_for_what_is_withheld(question: str, answers: bool) -> None:
    scope = Scope(frozenset(), question)
    reading = Reading(asked(question), [], RANKED, scope)
    composed = Composed("3 million euros", (), ())
    assert (reading.evidence(composed, lambda _: MADE) is not None) is answers
    assert Reading(asked(question), [], [], scope).withheld(composed) is None


def test_it_is_told_and_cited(small_assistant) -> None:
    library = small_assistant.library
    text = library.document("note.txt").text
    span = Span("note.txt", 0, len(text.rstrip()))
    looked = searched(library, {}, (), EVERYTHING, span)
    assert looked.untold == " ".join(text.split())
    assert looked.refusal == f"The documents say that this is not given: “{looked.untold}”"
    assert [(c.number, c.span) for c in looked.nearest] == [(1, span)]
    answer = replace(small_assistant.ask("How do I bake bread?"), searched=looked)
    assert answer.status is Status.ABSTAINED
    told = record("a", answer)
    assert told["text"] == f"{looked.refusal} [1]"
    assert [citation["quote"] for citation in told["citations"]] == [library.text(span)]
