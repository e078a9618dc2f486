"""Questions on a law: which of its articles answer, and what is left out."""

from __future__ import annotations

import pytest
from briefing_document import document, hit, paragraph

from assistant.answers.article import recite
from assistant.answers.in_force import date_at
from assistant.candidates import candidates
from assistant.question import Kind, Query
from assistant.scope.provisions import of_articles, told_by_rules
from assistant.select import rank

LAW = (
    "Article 1 Mills are licensed by the board.",
    "Article 2 A mill shall name a person for safety. It shall tell the board.",
    "Article 3 Mills shall store data for no longer than 90 days.",
    "Article 4 Whoever violates Article 2 or Article 3 shall be fined up to 100 yuan.",
    "Article 5 Small mills are exempt from Article 2.",
    "Article 6 A mill shall hold an exercise each year.",
)
OTHER = ("Article 7 of the Ship Law is on ships.",)


def found(question, *texts, before=()):
    """Give the articles, or the words of a passage, that a question is answered from."""
    made = document(*map(paragraph, texts), name="law")
    also = document(*map(paragraph, before), name="other") if before else None
    docs = {"law": made, "other": also}
    hits = [*([hit(also)] if also else []), hit(made)]
    left = of_articles(question, hits, lambda name: docs[name], lambda s: dict.fromkeys(s, 1.0))
    return [
        docs[h.passage.span.doc_id].text[h.passage.span.start : h.passage.span.end][:9]
        for h in left
    ]


@pytest.mark.parametrize(
    ("question", "articles"),
    [
        ("What does Article 3 require?", ["Article 3"]),
        ("What does Article 31 say?", []),
        ("By when must Article 2 be met?", ["Article 2", "Article 4", "Article 5"]),
        ("What is the fine for violating Article 2?", ["Article 4"]),
        ("What is the fine for violating Article 6?", []),
        ("What is the fine for violating Article 31?", []),
        ("What is the penalty for a mill that does not name a person for safety?", ["Article 4"]),
        ("What is the fine for a mill without an exercise each year?", []),
        ("Which mills are exempt from naming a person for safety?", ["Article 5"]),
        ("Who licenses mills?", ["Article 1"]),  # all of the law, as it was found
    ],
)
def test_articles_that_answer(question, articles):
    assert found(question, *LAW) == articles


def test_what_is_no_law_or_another_law_is_left_as_it_was():
    assert found("What does Article 7 say?", *OTHER) == ["Article 7"]
    assert found("What does Article 7 say?", *LAW, before=OTHER) == ["Article 7", "Article 1"]


def test_an_article_is_read_with_the_rule_that_it_speaks_of():
    made = document(*map(paragraph, LAW), name="law")
    (only,) = of_articles(
        "Which mills are exempt from naming a person for safety?",
        [hit(made)],
        lambda _: made,
        lambda stems: dict.fromkeys(stems, 1.0),
    )
    assert only.passage.section == (
        "Article 5 (Article 2: A mill shall name a person for safety. It shall tell the board.)",
    )


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("How long is data stored?", {1}),
        ("What fine is there for data stored too long?", set()),
        ("Who is fined?", set()),
    ],
)
def test_a_rule_goes_before_the_penalty_for_breaking_it(question, left):
    assert (
        told_by_rules(question, [LAW[2], LAW[3], "Whoever violates it pays."], [0.5, 0.5, 0.1])
        == left
    )
    assert told_by_rules(question, [LAW[2], LAW[3]], [0.2, 0.5]) == set()


def asked(question, kind, *texts):
    made = document(*map(paragraph, texts), name="law")
    hits = of_articles(question, [hit(made)], lambda _: made, lambda s: dict.fromkeys(s, 1.0))
    sentences = [one for own in hits for one in candidates(made, own)]
    query = Query(question, question, kind, {})
    return query, rank(question, kind, sentences, {})


def test_an_article_is_told_as_it_stands():
    query, ranked = asked("What does Article 2 say?", Kind.OTHER, *LAW)
    told = recite(query, ranked, lambda _: None)
    assert told.short == LAW[1].removeprefix("Article 2 ")
    assert [scored.candidate.text for scored in told.stands] == [LAW[1]]
    assert recite(*asked("Whom does Article 2 name?", Kind.PERSON, *LAW), lambda _: None) is None


SENTENCE = "The rules, adopted on 14 November 2024, shall enter into force on 1 March 2025."


@pytest.mark.parametrize(
    ("question", "date"),
    [
        ("When do the rules enter into force?", "1 March 2025"),
        ("When were the rules adopted?", "14 November 2024"),
        ("When were the rules promulgated?", None),
        ("When were the rules drafted?", None),
    ],
)
def test_the_date_at_the_word_for_what_is_asked(question, date):
    told = date_at(*asked(question, Kind.DATE, SENTENCE), lambda _: None)
    assert (told and told.short) == date


@pytest.mark.parametrize(
    ("question", "sentence", "date"),
    [
        (
            "Date of adoption of the Tide Law?",
            "Tide Law. Adopted by: Standing Committee, 8 November 2024. In effect: 1 January 2025.",
            "8 November 2024",
        ),
        (
            "When was the Tide Law adopted?",
            "The Tide Law was adopted by the council on 3 May 2024 and applies from June 2025.",
            "3 May 2024",
        ),
        (
            "Since when does the Tide Law apply?",
            "The law, adopted on 29 December 2023, and effective from 1 February 2024, is new.",
            "1 February 2024",
        ),
        (
            "Since when does the Tide Law apply?",
            "The law, adopted on 29 December 2023, has applied since 1 February 2024.",
            "1 February 2024",
        ),
        (
            "When was the Tide Law adopted?",
            "Adopted by the council, it took effect on 3 May 2024.",
            None,
        ),
    ],
)
def test_the_date_of_adoption_is_not_that_of_force(question, sentence, date):
    told = date_at(*asked(question, Kind.DATE, sentence), lambda _: None)
    assert (told and told.short) == date
