"""Lists: all items with their count, of a list, of a table's rows, or of one sentence."""

from __future__ import annotations

import time

import pytest
from briefing_document import document, heading, hit, item, paragraph, row

from assistant.answers.compose import compose
from assistant.answers.enumerations import enumerations
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.select import Scored
from corpus.documents import BlockKind
from corpus.readers.raw import RawBlock
from index.keywords import stems


def answer(question: str, *blocks):
    """Answer from a document whose sentences are all ranked alike."""
    made = document(*blocks)
    best = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
    asked = Query(question, question, kind_of(question), dict.fromkeys(stems(question), 1.0))
    return compose(asked, best, lambda _: made)


AIMS = (item("train new pilots;"), item("mend old harbours; and"), item("buy three ferries"))


@pytest.mark.parametrize(
    ("lead", "count"),
    [
        ("The plan has three aims:", "3 in all"),
        ("The plan aims to do this:", "3 in all"),
        ("It has two parts. The plan has four aims:", "3 found, but the text speaks of 4"),
    ],
)
def test_items_are_counted_and_held_against_the_count_of_the_text(lead, count):
    told = answer("List the aims of the plan.", paragraph(lead), *AIMS)
    assert told.items == ("train new pilots", "mend old harbours", "buy three ferries")
    assert told.short == f"train new pilots; mend old harbours; buy three ferries ({count})"


def test_groups_of_items_are_as_many_as_the_text_says():
    zones = (item("in the north: Dalian, Tianjin and Yantai"), item("in the south: Xiamen, Beihai"))
    told = answer("List the zones.", paragraph("The five zones are:"), *zones)
    assert told.short.endswith("(5 in all)")


def test_labelled_lines_may_lead_in_to_a_list():
    told = answer(
        "List the aims of the harbour plan.",
        paragraph("Policy: a plan for harbours"),
        paragraph("At a glance: The plan has three aims:"),
        *AIMS,
    )
    assert len(told.items) == 3


def test_the_best_sentence_goes_before_a_list_that_is_only_as_long():
    told = answer(
        "Which three ports were chosen?",
        paragraph("Three ports were chosen in spring: Dalian, Xiamen and Beihai."),
        paragraph("The plan has three aims:"),
        *AIMS,
    )
    assert told.items == ("Dalian", "Xiamen", "Beihai")


PORTS = (
    heading("Ports"),
    row("Port", "Country", kind=BlockKind.HEADER),
    row("Port of Dalian", "China, north"),
    row("Port of Busan", "Korea"),
    row("Port of Xiamen", "China, south"),
)


def test_rows_that_hold_a_name_of_the_question():
    told = answer("Which ports are in China?", *PORTS)
    assert told.items == ("Port of Dalian", "Port of Xiamen")
    assert [quoted.text for quoted in told.sentences[-2:]] == ["Port of Dalian", "Port of Xiamen"]


BODIES = (
    row("No.", "Body", "Founded", "Staff", kind=BlockKind.HEADER),
    row("1", "MOST", "1959", "300"),
    row("2", "CESI", "1963", "40"),
    row("3", "5G Office", "2019", "9"),
    row("", "Total", "", "349"),
)
YEARS = (
    row("Period", "What it brought", kind=BlockKind.HEADER),
    row("By 2020", "shore power"),
    row("2021 to 2025", "electric cranes"),
)


@pytest.mark.parametrize(
    ("question", "title", "rows", "items"),
    [
        ("List the bodies.", "Table 1: Bodies", BODIES, ("MOST", "CESI", "5G Office")),
        ("Which bodies have more than 400 staff?", "Table 1: Bodies", BODIES, ()),
        ("Which bodies' staff fell?", "Table 1: Bodies", BODIES, ()),
        ("List the steps of the plan.", "Table 2: Steps of the plan", YEARS, ()),
    ],
)
def test_a_table_is_listed_by_what_names_its_rows(question, title, rows, items):
    assert answer(question, RawBlock(BlockKind.CAPTION, title), *rows).items == items


STATES = (
    row("Dock", "Crane", "Goal 2025", "Result", kind=BlockKind.HEADER),
    row("Dalian", "yes", "5", "4"),
    row("Ningbo", "no", "9", "12"),
    row("Xiamen", "yes", "2", "1"),
)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("Which docks have a crane?", ("Dalian", "Xiamen")),
        ("Which docks missed their goals for 2025?", ()),  # for the ledger to say
    ],
)
def test_a_table_is_not_listed_whole_where_a_column_chooses(question, items):
    assert answer(question, *STATES).items == items


def test_a_list_may_call_its_items_otherwise_than_the_question():
    told = answer("What are the focus areas?", paragraph("The priority fields are these:"), *AIMS)
    assert len(told.items) == 3


def test_place_by_place_asks_for_all_items():
    lead = paragraph("Three have issued plans with targets for ferries:")
    towns = (item("Riga: 40 ferries, 3 of them electric."), item("Pärnu: 12 ferries."))
    told = answer("Targets for ferries, town by town", lead, *towns)
    assert told.items == (
        "Riga: 40 ferries, 3 of them electric.",
        "Pärnu: 12 ferries.",
    )


@pytest.mark.parametrize(
    "question",
    [
        "Where does the ferry office have branches?",
        "Branches of the ferry office",
        "Which towns have a branch of the ferry office?",
    ],
)
def test_several_things_are_asked_for_in_other_ways(question):
    told = answer(question, paragraph("The ferry office has branches in Dalian, Wuhu and Ningbo."))
    assert told.items == ("Dalian", "Wuhu", "Ningbo")


@pytest.mark.parametrize(
    "lead", ["The plan has these aims for ferries:", "Annex: Aims for ferries"]
)
def test_what_leads_in_to_things_is_not_the_answer(lead):
    told = answer(
        "What are the aims for ferries?", paragraph(lead), paragraph("Ferries get piers.")
    )
    assert told.short == "Ferries get piers."


def test_items_that_keep_a_bound():
    told = answer(
        "Name the owners of the port with more than 9%.",
        paragraph("Owners of the port: Bank of Riga 17.44%; Lind 9.2%; Ek 4%; ten others 30%."),
    )
    assert told.items == ("Bank of Riga 17.44%", "Lind 9.2%")


def test_who_is_asked_about_is_no_item():
    told = answer(
        "Name the owners of the Rail Fund.",
        paragraph("Owners of the Port Fund: Rail Fund 50%; Lind 35%; Ek 15%."),
    )
    assert told.items == ()


def test_items_of_one_sentence_are_cited_by_it():
    sentence = "The aid reaches three coastal towns, Dalian, Xiamen and Beihai."
    told = answer("What are the coastal towns that aid reaches?", paragraph(sentence))
    assert told.items == ("Dalian", "Xiamen", "Beihai")
    assert [quoted.text for quoted in told.sentences] == [sentence]


def test_a_sentence_that_enumerates_something_else_gives_no_items():
    sentence = "In the towns, aid comes as bread, coal and milk."
    assert answer("What are the towns that aid reaches?", paragraph(sentence)).items == ()


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("It was done by Aqua, Bright Lines and Coral.", ["Aqua", "Bright Lines", "Coral"]),
        ("Means are the Fund (NF), loans, and gifts.", ["Fund", "loans", "gifts"]),
        ("Two kinds: 1) rail ferries, 2) car ferries, and 3) tugs.",
         ["rail ferries", "car ferries", "tugs"]),
        ("Of the nine ports, three stand out: the Port of Dalian, Ningbo and Xiamen (see Map 2).",
         ["Port of Dalian", "Ningbo", "Xiamen"]),
        ("It has four aims: jobs, food and energy security, stable trade and the rule of law.",
         ["jobs", "food and energy security", "stable trade", "rule of law"]),
        ("It came from the Ministry of Finance, Ministry of Commerce and NDRC.",
         ["Ministry of Finance", "Ministry of Commerce", "NDRC"]),
        ("Loans come from the Bank of China, ICBC and CCB.", ["Bank of China", "ICBC", "CCB"]),
        ("The People's Bank of China (PBOC), CBIRC and CSRC.",
         ["People's Bank of China", "CBIRC", "CSRC"]),
        ("It is a product of the University of Tokyo, MIT and Keio.",
         ["University of Tokyo", "MIT", "Keio"]),
        ("Heads of the Ports of Dalian, Ningbo and Xiamen.", ["Dalian", "Ningbo", "Xiamen"]),
        ("Issuing bodies: NDRC, MIIT and five other bodies Released: 12 May 2023 Aim: growth",
         ["NDRC", "MIIT", "five other bodies"]),
        ("By: NDRC, MIIT and the Ministry of Commerce Date of issue: May",
         ["NDRC", "MIIT", "Ministry of Commerce"]),
        ("By: NDRC, MIIT and the Ministry of Commerce: a plan",
         ["NDRC", "MIIT", "Ministry of Commerce"]),
        ("In Dalian, Ningbo and New Xiamen: rain", ["Dalian", "Ningbo", "New Xiamen"]),
        ("Signed by MIIT, MOST and the National Development and Reform Commission.",
         ["MIIT", "MOST", "National Development and Reform Commission"]),
        ("They joined: the Bank of China, MOST and Xiamen Port.",
         ["Bank of China", "MOST", "Xiamen Port"]),
        ("Six ports take part: Dalian, Ningbo and Wuhu (since May), Xiamen, Beihai and Yantai.",
         ["Dalian", "Ningbo", "Wuhu", "Xiamen", "Beihai", "Yantai"]),
        ("The list has three parts: rail, roads and bridges, and ports.",
         ["rail", "roads and bridges", "ports"]),
        ("Dalian, Ningbo, and Xiamen each run a port office of their own.",
         ["Dalian", "Ningbo", "Xiamen"]),
        ("It is backed by state giants Aqua, Bright and Coral.", ["Aqua", "Bright", "Coral"]),
        ("Of nine plans, four – those of Dalian, Wuhu, Ningbo and Anqing – favour tugs.",
         ["Dalian", "Wuhu", "Ningbo", "Anqing"]),
        ("Plan: Clean Ports Issuing body: MIIT, NEA, NDA Date: 7 May", ["MIIT", "NEA", "NDA"]),
        ("Owners: Bank of Riga 17.44%; Port Fund 10.4%; Lind and Ek 9.2%.",
         ["Bank of Riga 17.44%", "Port Fund 10.4%", "Lind and Ek 9.2%"]),
        ("Paid by the Sea Fund (SF), the Office of Works and Pilots (OWP), and the Guild (G).",
         ["Sea Fund", "Office of Works and Pilots (OWP)", "Guild"]),
        ("Paid by the Sea Fund (SF), the Office of Works and Pilots (OWP), and the Guild (GU).",
         ["Sea Fund", "Office of Works and Pilots", "Guild"]),
        ("Three pay: the Sea Fund (SF), the Office of Port Works Planning and Pilots (OPP), the"
         " Port Institute of Quays, Locks and Light (PIQL) and the Guild of Rowers (GR).",
         ["Sea Fund", "Office of Port Works Planning and Pilots",
          "Port Institute of Quays, Locks and Light", "Guild of Rowers"]),
        ("Four bodies signed: the Port Office, the Tide Bank, the Ministry of Industry and Ships"
         " and the Sea Board.",
         ["Port Office", "Tide Bank", "Ministry of Industry and Ships", "Sea Board"]),
        ("It has three duties: to tell the port office of it within twenty working days, to keep"
         " its logs, and to stop it.",
         ["to tell the port office of it within twenty working days", "to keep its logs",
          "to stop it"]),
        ("It has three terms: old clients have to be served for a year, docks must not be sold, and"
         " a family of 27 rights must be lent.",
         ["old clients have to be served for a year", "docks must not be sold",
          "a family of 27 rights must be lent"]),
        ("It counts when it is issued by a body, concerns ports and is public.", []),
        ("A plan of May, one that pays, by the National Development and Reform Commission.", []),
        ("It rained in Dalian, which was dry, and snowed.", []),
        ("Dalian and Ningbo.", []),
    ],
)  # fmt: skip
def test_what_a_sentence_enumerates(sentence, items):
    found = enumerations(sentence)
    assert [[sentence[a:b] for a, b in one] for one in found] == ([items] if items else [])


def test_a_sentence_may_enumerate_twice():
    sentence = "First came rain, hail and snow; then came fog, frost and ice."
    assert [[sentence[a:b] for a, b in one] for one in enumerations(sentence)] == [
        ["First came rain", "hail", "snow"],
        ["then came fog", "frost", "ice"],
    ]


@pytest.mark.parametrize("unit", ["a", "a ", "a, ", "a, b and ", "(a) ", "1) ", "a a a a a a a, "])
def test_hostile_sentences_take_no_time(unit):
    begun = time.process_time()
    enumerations(unit * (50_000 // len(unit)))
    assert time.process_time() - begun < 1
