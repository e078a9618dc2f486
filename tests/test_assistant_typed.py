"""Typed short answers: what is wanted, fields, other forms of a name, comparisons, yes or no."""

from __future__ import annotations

import pytest
from briefing_document import document, hit, paragraph, row

from assistant.answers.compose import compose
from assistant.answers.fields import Field, asked_for
from assistant.answers.stretches import stretches
from assistant.answers.wanted import LENGTHS, Type, Wanted, may_be, wanted
from assistant.answers.yes_no import yes_or_no
from assistant.candidates import candidates
from assistant.question import Kind, Query, kind_of, may_want_several
from assistant.select import Scored
from corpus.documents import BlockKind
from index.aliases import aliases, spelled_out
from index.keywords import stem, stems


def query(question: str) -> Query:
    """Ask a question whose words all weigh the same."""
    return Query(question, question, kind_of(question), dict.fromkeys(stems(question), 1.0))


def answer(question: str, *blocks):
    """Answer from a document whose sentences are all ranked alike."""
    made = document(*blocks)
    best = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
    return compose(query(question), best, lambda _: made)


@pytest.mark.parametrize(
    ("question", "type_", "subject"),
    [
        ("When did it open?", Type.DATE, None),
        ("What share of the steel is exported?", Type.PERCENT, None),
        ("How much did the port cost?", Type.MONEY, None),
        ("How many ports are there?", Type.AMOUNT, None),
        ("Who chairs the council?", Type.PERSON, True),
        ("Which ministry issued the rules?", Type.BODY, None),
        ("Who issued the rules?", Type.ACTOR, True),
        ("In which city is the plant?", Type.PLACE, None),
        ("What is its Chinese name?", Type.CHINESE, None),
        ("Which law covers it?", Type.NAME, None),
        ("Which law did it replace?", Type.NAME, False),
        ("How does it work?", Type.PHRASE, None),
        ("Which map did Aqua share with pilots?", Type.NAME, False),
        ("What does the company make?", Type.NAME, False),
        ("What will the new port cost?", Type.MONEY, None),
        ("By how much did spending fall?", Type.AMOUNT, None),
        ("How big is Alba's harbour fund?", Type.MONEY, None),
        ("How big is the harbour of Alba?", Type.AMOUNT, None),
        ("What is the highest fine for it?", Type.MONEY, None),
        ("Within what time must it be reported?", Type.AMOUNT, None),
        ("Why was it closed?", Type.PHRASE, None),
        ("How long is the term of the fund with most shares?", Type.AMOUNT, None),
        ("headcount of the yard that holds the share", Type.AMOUNT, None),
        ("What R&D ratio does Aqua report?", Type.PERCENT, False),
        ("What did the yard turn over in 2022?", Type.MONEY, False),
        ("Which drone developer closed a round?", Type.BODY, None),
        ("leading cable maker outside China in 2024", Type.BODY, None),
    ],
)
def test_what_is_wanted(question, type_, subject):
    found = wanted(query(question))
    assert (found.type, found.subject) == (type_, subject)


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Which three of the city's ports were chosen?", {"city", "port"}),
        ("Of the nine ports, how many joined the league?", set()),
        ("How many seeds did they need?", {"seed"}),
        ("How many ports opened?", {"port"}),
        ("no. of ferries in Alba", {"ferry"}),
        ("What R&D ratio does Aqua report?", {"r", "ratio"}),
    ],
)
def test_the_noun_that_names_the_answer(question, noun):
    assert wanted(query(question)).noun == {stem(word) for word in noun}


@pytest.mark.parametrize(
    ("sentence", "short"),
    [
        (
            "The agency launched Aqua by a Bright Seven (光七) rocket from Hainan.",
            "Bright Seven (光七)",
        ),
        ("The agency sent Aqua from Hainan by Rocket Seven.", "Rocket Seven"),
    ],
)
def test_a_name_that_the_text_calls_what_is_asked_for(sentence, short):
    assert answer("Which rocket did the agency use?", paragraph(sentence)).short == short


@pytest.mark.parametrize(
    ("question", "sentence", "short"),
    [
        ("Who owns Aqua?", "Aqua Works Limited belongs to the Port Office.", "Port Office"),
        (
            "Who runs docks in Dalian?",
            "Docks are run by the Dalian Shore Group.",
            "Dalian Shore Group",
        ),
    ],
)
def test_the_same_in_full_is_not_who(question, sentence, short):
    assert answer(question, paragraph(sentence)).short == short


def test_a_short_answer_leaves_out_where_to_look():
    told = answer(
        "Which port led the table in 2018?",
        paragraph("In 2018 Ningbo (see Figure 2) led the table."),
    )
    assert told.short == "Ningbo"


@pytest.mark.parametrize(
    ("question", "sentence", "short"),
    [
        (
            "How many banks back the fund?",
            "The fund has 12 insurers, 7 state banks and 3 carmakers behind it.",
            "7 state banks",
        ),
        ("How many of the top ports are in Asia?", "Of the 20 top ports, 15 are in Asia.", "15"),
        (
            "What share of buses is electric?",
            "Of 4,000 buses, 60 percent are electric, at a cost of €3 million.",
            "60 percent",
        ),
        (
            "How much did the port cost?",
            "The port took 12 years and 40 percent more steel, and cost €3 million.",
            "€3 million",
        ),
        (
            "Who issued the port rules?",
            "Tang Wei, port director, says the Ministry of Transport (MOT) issued the port rules.",
            "Ministry of Transport (MOT)",
        ),
        (
            "What does an imported bolt cost?",
            "A bolt costs €5 a piece if it is made here and €9 if it is imported.",
            "€9",
        ),
        (
            "Which city was the first to pay a voucher?",
            "The idea was born in Ningbo, but Dalian was the first to pay one out.",
            "Dalian",
        ),
        (
            "When was the Tide Plan issued?",
            "On 9 January 2025 the bureau issued the Tide Plan 2025–2035.",
            "9 January 2025",
        ),
        (
            "How many ferries does Ningbo run?",
            "In issue 36 we gave the ferries that Ningbo runs as 24. It is 42 ferries.",
            "42 ferries",
        ),
        (
            "How many ferries sailed in May?",
            "It has 40 ferries, of which 32 sailed in May, and cost €3 million.",
            "32",
        ),
        (
            "How long is the term of the fund in which Aqua holds most of the shares?",
            "Aqua holds 90.9% of the shares of the fund, whose term is 17 years.",
            "17 years",
        ),
        (
            "How much interest does the city take over for ports?",
            "The city gives ports a grant of €5 million, and an interest subsidy of 2 percent.",
            "2 percent",
        ),
        (
            "Which shipyard maker raised money in May?",
            "A fund of the city of Alba lent to Blue Tide in May.",
            "Blue Tide",
        ),
        (
            "Who bought the pier?",
            "Aqua sells the pier to Bolt for CNY 5 million.",
            "Bolt",
        ),
        (
            "Who counted most ferries?",
            "CNY 40 million went to Ningbo, where Bolt counted most ferries.",
            "Bolt",
        ),
        (
            "For how long may maps be kept?",
            "Maps may be kept for no longer than 180 days, by 20 ports.",
            "no longer than 180 days",
        ),
        (
            "Where is the ferry school?",
            "The Ferry School is in Ningbo, says China Daily.",
            "Ningbo",
        ),
        (
            "What is the Chinese name of the Ferry School?",
            "The Ferry School (宁波轮渡学校) is large.",
            "宁波轮渡学校",
        ),
        (
            "On what day was the lock opened?",
            "Built in 2015, the lock was opened on 18th of May 2019.",
            "18th of May 2019",
        ),
    ],
)
def test_a_stretch_of_the_type_wanted(question, sentence, short):
    assert answer(question, paragraph(sentence)).short == short


TABLE = (
    row("Company", "Founded", "Seat", "Licensed", kind=BlockKind.HEADER),
    row("Aqua Lines", "1962", "Dalian", "yes"),
    row("Bright Ferries", "1981", "Ningbo", "-"),
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("When was Bright Ferries founded?", "1981"),
        ("What is the seat of Aqua Lines?", "Dalian"),
        ("Is Bright Ferries licensed?", "No"),
        ("Is Aqua Lines licensed?", "Yes"),
        (
            "Which is older, Aqua Lines or Bright Ferries?",
            "Aqua Lines (1962 against 1981)",
        ),
        (
            "Aqua Lines or Bright Ferries, which is younger?",
            "Bright Ferries (1981 against 1962)",
        ),
    ],
)
def test_a_cell_by_the_head_of_its_column(question, short):
    assert answer(question, *TABLE).short == short


@pytest.mark.parametrize(
    ("question", "clause", "said"),
    [
        ("Is the standard mandatory?", "The standard is voluntary.", "No"),
        ("Is the standard not mandatory?", "The standard is voluntary.", "Yes"),
        ("Did exports rise in May?", "Exports fell in May.", "No"),
        ("Did exports rise or fall?", "Exports fell in May.", "Yes"),
        ("Did it want 20 zones?", "It wants 12 zones.", "No"),
        ("Did it want 20 zones?", "It wants about 20 zones.", "Yes"),
        ("Is the aim still 20 zones?", "The aim of 20 zones has not changed.", "Yes"),
        ("Is Dalian ahead of Ningbo?", "Ningbo leads Dalian in freight.", "No"),
        ("Is Dalian ahead of Ningbo?", "Dalian leads Ningbo in freight.", "Yes"),
        ("Do papers speak of jobs?", "Papers hardly ever speak of jobs.", "No"),
        ("Have all ports plans?", "Several ports have plans.", "No"),
        ("Is it a port?", "It is not only a port.", "Yes"),
    ],
)
def test_a_claim_held_against_a_clause(question, clause, said):
    assert yes_or_no(question, clause) == said


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Makers in Alba, Bora and Cora 64 38 22", "Makers in Alba, Bora and Cora 64 38 22"),
        ("Makers in Alba, Bora and Cora: 64", "64"),
    ],
)
def test_no_number_is_told_where_the_columns_of_a_row_are_lost(text, short):
    head = row("Alba Bora Cora", kind=BlockKind.HEADER)

    assert answer("How many makers does Bora have?", head, row(text)).short == short


@pytest.mark.parametrize(
    ("text", "want", "fits"),
    [
        (
            "It has 40 ferries and 7 piers, of which 5 leak.",
            Wanted(Type.AMOUNT, frozenset({stem("piers")})),
            {"40": 0.5, "7 piers": 1.0, "5": 1.0},
        ),
        ("It has 9% for 7 years at CNY 5.", Wanted(Type.AMOUNT, LENGTHS), {"7 years": 1.0}),
        (
            "A fund of the city of Alba lent to Blue Tide.",
            Wanted(Type.BODY, frozenset()),
            {"Alba": 0.1, "Blue Tide": 0.5},
        ),
    ],
)
def test_how_well_a_stretch_fits(text, want, fits):
    found = stretches(text, want, frozenset())
    assert {text[one.start : one.end]: one.fit for one in found} == fits


@pytest.mark.parametrize(
    ("label", "asked"),
    [("Chip output, growth", 1.0), ("Growth of R&D", 0.8), ("Institute", 0.0)],
)
def test_how_far_a_label_is_asked_for(label, asked):
    want = Wanted(Type.PERCENT, frozenset(map(stem, ("output", "growth"))))
    assert asked_for(Field(label, "4%"), want, set()) == asked


@pytest.mark.parametrize(
    ("text", "type_", "may"),
    [
        ("in the spring", Type.AMOUNT, False),
        ("the money of the city", Type.MONEY, False),
        ("half of it", Type.PERCENT, True),
        ("31", Type.AMOUNT, True),
        ("31", Type.ACTOR, False),
    ],
)
def test_what_may_be_wanted(text, type_, may):
    assert may_be(text, Wanted(type_, frozenset())) is may


@pytest.mark.parametrize(
    ("text", "noun", "may"),
    [
        ("minus 5 percent", "share", False),
        ("–5%", "proportion", False),
        ("5%", "share", True),
        ("-5%", "growth", True),
    ],
)
def test_no_share_is_below_zero(text, noun, may):
    assert may_be(text, Wanted(Type.PERCENT, frozenset({stem(noun)}))) is may


def test_a_line_of_several_things_is_nobody():
    told = answer(
        "Who funds the issue?",
        paragraph("Issue: 4/2025 Steel, 5/2025 Rope"),
        paragraph("Money: Reef Foundation"),
    )
    assert told.short == "Reef Foundation"


FORECASTS = (
    row("Institute", "R&D share 2025", "Chips", "NEV share 2025", kind=BlockKind.HEADER),
    row("TIDA", "2.72%", "15%", "52%"),
)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("What NEV share does TIDA see for 2025?", "52%"),
        ("What R&D share does TIDA see for 2025?", "2.72%"),
    ],
)
def test_only_the_column_with_all_words_is_meant(question, short):
    assert answer(question, *FORECASTS).short == short


def test_a_claim_that_no_sentence_bears_out_is_denied():
    about = paragraph("The council discussed the fleet and its many harbours last year.")
    assert (
        answer("Did the council sell ferries to Norwegian fishermen in spring?", about).short
        == "No"
    )


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        (
            "What did MOST say?",
            "The Ministry of Science and Technology spoke.",
            [("MOST", (4, 38))],
        ),
        ("Is the European Union in?", "The EU is in.", [("European Union", (4, 6))]),
        ("What did MOST say?", "The Ministry of Transport spoke.", []),
        ("Is Ningbo in?", "The N is in.", []),
    ],
)
def test_names_in_another_form(question, sentence, found):
    assert aliases(question, sentence) == found


@pytest.mark.parametrize(
    ("acronym", "text", "spells"),
    [
        ("EV", "new electric vehicles", True),
        ("MOFCOM", "the Ministry of Commerce", True),
        ("PLA", "the People's Liberation Army", True),
        ("S&T", "science and technology", True),
        ("CAC", "the council of ministers", False),
        ("EV", "every electric engine", False),
        ("MOFCOM", "mofcom", False),
        ("E", "electric", False),
        ("", "electric", False),
    ],
)
def test_an_acronym_spelled_out(acronym, text, spells):
    assert spelled_out(acronym, text) is spells


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Which universities belong to it?", True),
        ("What main goals does it set?", True),
        ("Which is it?", False),
        ("What does it say?", False),
        ("What does the study advise ports to do?", True),
        ("What would yards have to do under the draft?", True),
        ("Who was first?", False),
    ],
)
def test_what_may_want_several(question, several):
    assert may_want_several(question) is several


def test_a_follow_up_wants_what_the_question_before_did():
    assert kind_of("And Ningbo?", ["How many ports has Dalian?"]) is Kind.NUMBER
    assert kind_of("And Ningbo?") is Kind.OTHER
