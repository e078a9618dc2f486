"""What is computed: the operation read from a question, the rows it chooses, and what comes out."""

from __future__ import annotations

import pytest
from briefing_document import document, paragraph
from briefing_files import assistant_over
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Status
from assistant.answers.tables import naming_column
from assistant.ask import Assistant
from assistant.batch import record
from assistant.computed.limits import Bound, Period
from assistant.computed.operation import Op, must_be_worked_out, operation
from assistant.computed.rows import together
from assistant.computed.wording import amount, spoken, spoken_names
from corpus.documents import Span
from index.facts.fact import Fact, Kind

BRIEFING = """# Harbour Briefing – April 2022

5 April 2022 (reporting period: 1 to 31 March 2022)

## Top stories

### 1. The ministry wants cleaner ports

Policy: Green Ports Action Plan (2022-2025)

Issuing body: Ministry of Transport (MOT)

Date: 9 March 2022

The plan names three tasks:

- electric cranes
- shore power
- cleaner fuel

### 2. Rules for pilots

Policy: Notice on Pilots of Large Ships

Issuing body: Harbour Office

Date: 21 March 2022

Table 1: Ports by freight

| Port | Opened | Freight (million tonnes) | Province |
| --- | --- | --- | --- |
| Ningbo | 1944 | 120 | Zhejiang |
| Dalian | 1999 | 31.5 | Liaoning |
| Yingkou | 1961 | 28 | Liaoning |
| Qingdao | 1992 | 63 | Shandong |

Table 2: Ferries by line, 2022

| Line | Ferries | Calls |
| --- | --- | --- |
| Northern line | 40 | Northern Dock, Dalian |
| Southern line | 25 | Xiamen |
| Eastern line | 25 | Ningbo |
| Western line | 10 | Wuhan |

Table 3: Places of three countries by category

| Category | Pilots | Cranes | Fees |
| --- | --- | --- | --- |
| United States | 1 | 1 | 3 |
| China | 3 | 2 | 1 |
| European Union | 2 | 3 | 2 |

Table 4: Members of the harbour group

| Role | Name | Office |
| --- | --- | --- |
| Chair | Anna Lind | Ministry of Transport |
| Member | Bo Ek | Harbour Office |
| Member | Cai Moss | Harbour Office |

Table 5: Harbour projects

| Project | Years |
| --- | --- |
| Quay wall | 2016-2020 |
| Crane park | 2018-2021 |
| Open basin | 2020-ongoing |

## Worth noting

### Policy news

- 2 March: The Ministry of Transport (MOT) publishes a list of berths
- 14 March: The Harbour Office proposes higher fees for old ships
- 30 March: MOT opens a call for electric tugs

### Corporate news

- 3 March: Shipline orders two ferries
- 28 March: Anchor Works buys a dock in Dalian
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory) -> Assistant:
    return assistant_over(tmp_path_factory.mktemp("harbour"), {"2022-04.md": BRIEFING})


@pytest.mark.parametrize(
    ("question", "op", "bounds", "period"),
    [
        ("How many policies did MIIT issue?", Op.COUNT, (), None),
        ("Which firms have more than 50 staff?", Op.CHOOSE, (Bound("over", 50, None),), None),
        (
            "Which funds hold exactly one trillion yuan?",
            Op.CHOOSE,
            (Bound("exactly", 10**12, "CNY"),),
            None,
        ),
        ("Which were founded before 1960?", Op.CHOOSE, (), Period("", "1960-01-01", strict=True)),
        (
            "List the news after 20 February 2021.",
            Op.CHOOSE,
            (),
            Period("2021-02-20", "", strict=True),
        ),
        (
            "What was issued in August and September 2020?",
            Op.CHOOSE,
            (),
            Period("2020-08-01", "2020-09-31"),
        ),
        (
            "What was issued between 1 and 20 August 2020?",
            Op.CHOOSE,
            (),
            Period("2020-08-01", "2020-08-20"),
        ),
        ("Which port has the most freight?", Op.MOST, (), None),
        ("Which port has the fewest cranes?", Op.LEAST, (), None),
        ("Which port was opened first?", Op.EARLIEST, (), None),
        ("Which ports did MOST open?", Op.CHOOSE, (), None),
        ("How many are not in Beijing?", Op.REST, (), None),
        ("Number of ships in the harbour?", Op.COUNT, (), None),
        ("In the table of ports, how many have cranes?", Op.COUNT, (), None),
        ("Total freight of Dalian plus Yingkou?", Op.SUM, (), None),
        ("Which port was opened most recently?", Op.LATEST, (), None),
        ("Which of the ports are not in Beijing?", Op.OUTSIDE, (), None),
        ("In which categories does Dalian come second?", Op.PLACE, (), None),
        ("Which two have the same number of ships?", Op.SAME, (), None),
        ("How many more ships does A have than B?", Op.GAP, (), None),
        ("By how much does A exceed B?", Op.GAP, (), None),
        ("How much do A and B add up to?", Op.SUM, (), None),
    ],
)
def test_an_operation_is_read_from_a_question(question, op, bounds, period):
    found = operation(question)
    assert found is not None
    assert (found.op, found.bounds, found.period) == (op, bounds, period)


@pytest.mark.parametrize(
    "question",
    [
        "Why did the ministry change its mind?",
        "When was the plan issued?",
        "Is the plan final?",
        "How many were added in May?",
        "Where do most of the ships lie?",
        "Which is larger, A or B, and by how much more?",
    ],
)
def test_what_no_rows_can_tell_is_left_alone(question):
    assert operation(question) is None


def test_what_is_left_when_others_are_taken_out_must_be_worked_out():
    assert must_be_worked_out("How many of the 40 ships are not electric?")
    assert not must_be_worked_out("How many of the 40 ships are electric?")
    assert not must_be_worked_out("Why are the ships not electric?")


@pytest.mark.parametrize(
    ("question", "short", "items", "query"),
    [
        (
            "How many items of policy news does the April 2022 briefing list?",
            "3",
            (),
            "counted 3 of 3 rows of “Policy news”",
        ),
        (
            "How many policies did the Ministry of Transport issue?",
            "1",
            (),
            "counted 1 policy of all documents (Ministry of Transport)",
        ),
        (
            "Which bodies made policy news after 10 March 2022?",
            "Harbour Office; MOT (2 in all)",
            ("Harbour Office", "MOT"),
            "chosen 2 different policy events of all documents (2022-03-10)",
        ),
        (
            "Which companies made corporate news on 28 March 2022?",
            "Anchor Works",
            ("Anchor Works",),
            "chosen 1 corporate event of all documents (2022-03-28 to 2022-03-28)",
        ),
        (
            "Which ports have more than 50 million tonnes of freight?",
            "Ningbo; Qingdao (2 in all)",
            ("Ningbo", "Qingdao"),
            "chosen 2 of 4 rows of “Table 1: Ports by freight” (over 50 million tonnes)",
        ),
        (
            "Which ports were opened before 1970?",
            "Ningbo; Yingkou (2 in all)",
            ("Ningbo", "Yingkou"),
            "chosen 2 of 4 rows of “Table 1: Ports by freight” (1970-01-01)",
        ),
        (
            "How many ports are in Liaoning?",
            "2",
            (),
            "counted 2 of 4 rows of “Table 1: Ports by freight”",
        ),
        (
            "Which port has the most freight?",
            "Ningbo, 120 million tonnes",
            (),
            "the most of 4 of 4 rows of “Table 1: Ports by freight”",
        ),
        (
            "Which port has the least freight?",
            "Yingkou, 28 million tonnes",
            (),
            "the least of 4 of 4 rows of “Table 1: Ports by freight”",
        ),
        (
            "Which port was opened first?",
            "Ningbo, 1944",
            (),
            "the earliest of 4 of 4 rows of “Table 1: Ports by freight”",
        ),
        (
            "How much more freight does Qingdao have than Dalian?",
            "31.5 million tonnes (Dalian: 31.5 million tonnes; Qingdao: 63 million tonnes)",
            (),
            "the gap between 2 of 4 rows of “Table 1: Ports by freight”",
        ),
        (
            "How many of the 100 ferries are not on the Northern line?",
            "60 (100 less Northern line: 40)",
            (),
            "what is left of 4 of 4 rows of “Table 2: Ferries by line, 2022”",
        ),
        (
            "How many of the 100 ferries are neither on the Southern line nor the Western line?",
            "65 (100 less Southern line: 25, Western line: 10)",
            (),
            "what is left of 4 of 4 rows of “Table 2: Ferries by line, 2022”",
        ),
        (
            "Which two lines have the same number of ferries?",
            "Southern line; Eastern line (25 each)",
            ("Southern line", "Eastern line"),
            "equal among 4 of 4 rows of “Table 2: Ferries by line, 2022”",
        ),
        (
            "What is the sum of the ferries by line of the four lines?",
            "100 (Northern line: 40 + Southern line: 25 + Eastern line: 25 + Western line: 10)",
            (),
            "the sum of 4 of 4 rows of “Table 2: Ferries by line, 2022”",
        ),
        (
            "Which calls does the Northern line make?",
            "Northern Dock; Dalian (2 in all)",
            ("Northern Dock", "Dalian"),
            "chosen 1 of 4 rows of “Table 2: Ferries by line, 2022”",
        ),
        (
            "In how many categories is the United States first?",
            "2",
            (),
            "the columns of “Table 3: Places of three countries by category” in which"
            " United States is first",
        ),
        (
            "In which of the categories does the EU come last?",
            "Cranes",
            (),
            "the columns of “Table 3: Places of three countries by category” in which"
            " European Union is last",
        ),
        (
            "Which members of the harbour group are not in the Harbour Office?",
            "Anna Lind",
            (),
            "chosen 1 of 3 rows of “Table 4: Members of the harbour group”",
        ),
        (
            "How many entries of the policy news name the Harbour Office?",
            "1",
            (),
            "counted 1 policy event of all documents (Harbour Office)",
        ),
        (
            "Which harbour projects ended in 2020?",
            "Quay wall",
            ("Quay wall",),
            "chosen 1 of 3 rows of “Table 5: Harbour projects” (2020-01-01 to 2020-12-31)",
        ),
        (
            "How much freight do Dalian and Yingkou have together?",
            "59.5 million tonnes (Dalian: 31.5 million tonnes + Yingkou: 28 million tonnes)",
            (),
            "the sum of 2 of 4 rows of “Table 1: Ports by freight”",
        ),
        (
            "How many ports have a freight larger than 30 million tonnes?",
            "3",
            (),
            "counted 3 of 4 rows of “Table 1: Ports by freight” (over 30 million tonnes)",
        ),
        (
            "Which lines have 25 ferries?",
            "Southern line; Eastern line (2 in all)",
            ("Southern line", "Eastern line"),
            "chosen 2 of 4 rows of “Table 2: Ferries by line, 2022” (just 25)",
        ),
        (
            "How many times as many ferries does the Northern line have as the Western line?",
            "4 times (Northern line: 40; Western line: 10)",
            (),
            "how many times between 2 of 4 rows of “Table 2: Ferries by line, 2022”",
        ),
        (
            "What is the total freight of Dalian and Yingkou?",
            "59.5 million tonnes (Dalian: 31.5 million tonnes; Yingkou: 28 million tonnes)",
            (),
            "“Freight (million tonnes)” of Dalian and Yingkou in “Table 1: Ports by freight”",
        ),
        (
            "Which port is the newest?",
            "Dalian, 1999",
            (),
            "the latest of 4 of 4 rows of “Table 1: Ports by freight”",
        ),
        (
            "List the corporate news about Dalian.",
            "28 March: Anchor Works buys a dock in Dalian",
            ("28 March: Anchor Works buys a dock in Dalian",),
            "chosen 1 of 2 rows of “Corporate news”",
        ),
    ],
)
def test_what_is_computed(assistant, question, short, items, query):
    answer = assistant.ask(question)
    assert answer.query == query
    assert (answer.status, answer.short, answer.items) == (Status.ANSWERED, short, items)
    spans = list(dict.fromkeys(fact.span for fact in answer.facts))
    assert [citation.span for citation in answer.citations] == spans
    assert [fact["id"] for fact in record("1", answer)["facts"]] == [f.id for f in answer.facts]


def test_a_table_between_policies_does_not_divide_them():
    made = document(*(paragraph(f"Words of paragraph {n}.") for n in range(6)))
    spans = [Span(made.id, block.start, block.end) for block in made.blocks]
    kinds = [Kind.POLICY, *[Kind.TABLE_ROW] * 2, Kind.POLICY, *[Kind.TABLE_ROW] * 2]
    positions = [{}, *({"position": at, "cells": {"a": "b"}} for at in (1, 2)), {}]
    positions += positions[1:3]
    facts = [
        Fact(str(at), kind, "Ports", None, None, None, None, span, qualifiers=told)
        for at, (kind, span, told) in enumerate(zip(kinds, spans, positions, strict=True))
    ]
    found = [[row.fact.id for row in rows.rows] for rows in together(facts, lambda _: made)]
    assert found == [["0", "3"], ["1", "2"], ["4", "5"]]


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ([("1", "Ningbo", "Zhejiang"), ("2", "Dalian", "Liaoning")], 1),
        ([("Chair", "Anna"), ("Member", "Bo"), ("Member", "Cai")], 1),
        ([("11", "大疆", "DJI"), ("12", "新松", "Siasun")], 1),
        ([("Aqua",), ("Bright",)], 0),
        ([("A", "1"), ("A", "2")], 0),
        ([], 0),
    ],
)
def test_the_column_that_tells_rows_apart_names_them(rows, column):
    assert naming_column(rows) == column


def test_a_question_of_what_rows_do_not_tell_is_left_to_the_sentences(assistant):
    for question in (
        "How many cranes did MOT order?",
        "Which minister opened the most ports?",
        "How many of the 90 ferries are not on the Northern line?",  # the table tells of 100
    ):
        assert assistant.ask(question).facts == ()


@given(
    operator=st.sampled_from(("over", "at least", "under", "up to", "exactly")),
    limit=st.integers(-5, 5),
    value=st.integers(-5, 5),
)
def test_bounds_divide_all_numbers(operator, limit, value):
    other = {"over": "up to", "up to": "over", "under": "at least", "at least": "under"}
    admitted = Bound(operator, limit, None).admits(value)
    if operator == "exactly":
        assert admitted is (value == limit)
    else:
        assert admitted is not Bound(other[operator], limit, None).admits(value)


@pytest.mark.parametrize(
    ("period", "inside", "outside"),
    [
        (Period("2021-02-01", "2021-02-31"), ("2021-02", "2021-02-28"), ("2021", "2021-03-01")),
        (Period("2021-02-20", strict=True), ("2021-02-21", "2022"), ("2021-02-20", "2021-02")),
        (Period(last="1960-01-01", strict=True), ("1959", "1959-12-31"), ("1960", "1960-01-01")),
    ],
)
def test_a_time_is_in_a_period_with_all_of_it(period, inside, outside):
    assert all(map(period.admits, inside))
    assert not any(map(period.admits, (*outside, None)))


def test_values_are_written_for_reading():
    assert [
        amount(value, unit)
        for value, unit in ((97.2e9, "CNY"), (17.0, "%"), (4.4e6, None), (2.5, "tonne"), (1, "day"))
    ] == [
        "CNY 97.2 billion",
        "17 percentage points",
        "4.4 million",
        "2.5 tonnes",
        "1 day",
    ]
    names = ("MOF", "STA", "MIIT")
    assert [spoken_names(names[:count]) for count in range(4)] == [
        "",
        "MOF",
        "MOF and STA",
        "MOF, STA and MIIT",
    ]
    assert [spoken(when) for when in ("2021-02-07", "2021-02", "2021", "2020-Q4")] == [
        "7 February 2021",
        "February 2021",
        "2021",
        "2020-Q4",
    ]
