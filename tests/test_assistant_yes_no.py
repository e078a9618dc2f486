"""Yes or no, by what sentences and table rows say of the matter that a question claims."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, hit, paragraph, row

from assistant.answers.yes_no import decide
from assistant.candidates import candidates
from assistant.question import Kind, Query
from assistant.select import Scored
from corpus.documents import BlockKind, RawBlock
from index.keywords import stems


def decided(question: str, *blocks):
    """Answer a question whose words all are rare, from sentences that are ranked alike."""
    made = document(*blocks)
    ranked = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
    query = Query(question, question, Kind.YES_NO, dict.fromkeys(stems(question), 3.0))
    return decide(query, ranked, lambda _: made)


RANKS = (
    RawBlock(BlockKind.CAPTION, "Table 1: Japan against Korea in ferries, 2018"),
    row("Field", "Japan", kind=BlockKind.HEADER),
    row("Ferries", "ahead"),
    row("Barges", "close behind"),
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Was Japan ahead of Korea in barges in 2018?", "No"),
        ("Was Japan ahead of Korea in ferries in 2018?", "Yes"),
    ],
)
def test_a_row_decides_under_what_stands_over_it(question, said):
    told = decided(question, *RANKS)
    assert told is not None
    assert told.short == said
    assert [scored.candidate.block.kind for scored in told.stands] == [BlockKind.ROW]
    assert told.alone  # no other row says it too


def test_a_caption_claims_nothing():
    assert decided("Is Japan ahead of Korea?", RANKS[0]) is None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Did the Port Office issue the ferry rules in May?", "No"),
        ("Did the Ministry of Transport issue the ferry rules in May?", "Yes"),
        ("Did the MOT issue the ferry rules in May?", "Yes"),
        ("were the ferry rules issued in May for ningbo?", "No"),  # a name, as the text has it
        ("were the ferry rules issued in May for schools?", "Yes"),
    ],
)
def test_what_is_said_of_another_name_is_not_said_of_this_one(question, said):
    told = decided(
        question,
        heading("Rules"),
        paragraph("The Ministry of Transport issued the ferry rules in May."),
        paragraph("It likes boats. The people of Ningbo took no notice."),
    )
    assert told is not None
    assert told.short == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Has Dalian any ferry schools?", "No"),
        ("Has Ningbo any ferry schools?", "Yes"),
        ("Has Dalian any schools for tugs?", "Yes"),  # the column that says most of it
    ],
)
def test_none_is_not_any(question, said):
    told = decided(
        question,
        row("City", "Ferry schools", "Schools for tugs", kind=BlockKind.HEADER),
        row("Dalian in the north", "0", "3"),
        row("Ningbo in the east", "12", "0"),
    )
    assert told is not None
    assert told.short == said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Ferry sales fell by 12% in 2019.", "No"),
        ("Ferry sales rose by 12% in 2019.", "Yes"),
        ("Ferry sales went down by 12% in 2019.", "No"),
    ],
)
def test_up_and_down(sentence, said):
    told = decided("Did ferry sales go up in 2019?", paragraph(sentence))
    assert told is not None
    assert told.short == said


def test_a_clause_that_tells_which_way_decides():
    told = decided(
        "Did sales of ferries go up in 2019?",
        paragraph("Sales of ferries were led by Japan in 2019."),
        paragraph("Sales of ferries fell by 12% in 2019."),
    )
    assert told is not None
    assert told.short == "No"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Were more than 40 ferries built in Ningbo?", "Yes"),
        ("Were more than 50 ferries built in Ningbo?", "No"),
        ("Were 40 ferries built in Ningbo?", "No"),
        ("Were ferries built in Ningbo before 2019?", "No"),
        ("Were ferries built in Ningbo in 2020?", "Yes"),
        ("Were ferries built in Ningbo in 2018?", "No"),
        ("Ferries were built in Ningbo, right?", "Yes"),
        ("Ferries were built in Ningbo, weren't they?", "Yes"),
    ],
)
def test_bounds_years_and_what_only_asks_back(question, said):
    told = decided(question, paragraph("In 2020, 43 ferries were built in Ningbo."))
    assert told is not None
    assert told.short == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Do most pilots of ferries live in America?", "Yes"),
        ("Do most pilots of ferries live in Norway?", "No"),
    ],
)
def test_a_land_has_several_names(question, said):
    told = decided(question, paragraph("Most pilots of ferries live in the United States."))
    assert told is not None
    assert told.short == said


def test_a_year_that_only_names_the_document_is_not_asked_for():
    made = document(paragraph("In 2020, ferries were built in Ningbo."))
    ranked = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
    asked = "Review of 2018: were ferries built in Ningbo?"
    query = Query(asked, asked, Kind.YES_NO, {"ferri": 3.0, "built": 3.0, "ningbo": 3.0})
    told = decide(query, ranked, lambda _: made)
    assert told is not None
    assert told.short == "Yes"


@pytest.mark.parametrize(
    ("question", "said"),
    [("Did the goal of 40 ferries change?", "No"), ("Is the goal 40 ferries?", "Yes")],
)
def test_what_stays_denies_only_a_change(question, said):
    told = decided(question, paragraph("The goal of 40 ferries has not changed since May."))
    assert told is not None
    assert told.short == said
