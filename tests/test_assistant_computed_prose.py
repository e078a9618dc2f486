"""What is worked out of the amounts of one sentence, and what is held back where none tells it."""

from __future__ import annotations

import pytest

from assistant.answers.compose import Composed
from assistant.answers.told import Quoted
from assistant.computed.parts import divided, parts
from assistant.computed.sought import sought
from assistant.computed.untold import must_stay_untold
from assistant.computed.worked import work_out
from assistant.question import Query, kind_of
from corpus.documents import Span

SALES = "Anchor sold 500 cars last year, Breeze 300, and Cliff Motors 120."
POINTS = "Of 100 points Anland gets 44.2, Belland 32.3 and the Cold Union 23.5."
MAKERS = (
    "A survey counts 3,400 makers in 12 fields, of which 1,400 are in Anland and 700 in Belland."
)
STORES = "Of the 5.7 GW of stores, batteries made up 5.1 GW."
DEBT = "Sales fell by 7.2%, and debt climbed from 262% of GDP in May to 288% in July. It was high."
PLANTS = (
    "Anchor spends RMB 32.7 billion (EUR 4.5 billion) on one in Ports, Breeze RMB 11.8 billion."
)
PATENTS = "The land files 53,990 patents, up by over 10 percent; its five-year target is 61,000."


def query(text: str) -> Query:
    return Query(text, text, kind_of(text), {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            SALES,
            [
                ("500", "Anchor sold 500 cars last year"),
                ("300", ", Breeze 300"),
                ("120", ", and Cliff Motors 120"),
            ],
        ),
        (
            PLANTS,
            [
                ("RMB 32.7 billion", PLANTS.partition(",")[0]),
                ("RMB 11.8 billion", ", Breeze RMB 11.8 billion"),
            ],
        ),
        (
            DEBT,
            [
                ("7.2%", "Sales fell by 7.2%"),
                ("262% of GDP", ", and debt climbed from 262% of GDP in May "),
                ("288%", "to 288% in July"),
            ],
        ),
        (
            POINTS,
            [
                ("100", "Of 100 points"),
                ("44.2", " Anland gets 44.2"),
                ("32.3", ", Belland 32.3 "),
                ("23.5", "and the Cold Union 23.5"),
            ],
        ),
        ("Two of them met for five years.", []),
    ],
)
def test_a_sentence_is_divided_between_its_amounts(text, expected):
    assert [(one.text, one.said.rstrip(".")) for one in parts(text)] == expected


@pytest.mark.parametrize(
    ("text", "whole", "of"),
    [
        (MAKERS, "3,400", ["1,400", "700"]),
        (STORES, "5.7 GW", ["5.1 GW"]),
        ("There were 900 points, 400 fast and 500 slow.", "900", ["400", "500"]),
        ("5 of the 12 projects run.", "12", ["5"]),
    ],
)
def test_a_whole_is_told_from_its_parts(text, whole, of):
    found = divided(text)
    assert found is not None
    assert (found.whole.text, [one.text for one in found.parts]) == (whole, of)


def test_amounts_that_stand_beside_each_other_are_no_parts():
    assert divided(SALES) is None


@pytest.mark.parametrize(
    ("question", "text", "short"),
    [
        (
            "How many more cars did Anchor sell than Breeze?",
            SALES,
            "200 (Anchor: 500; Breeze: 300)",
        ),
        (
            "How many cars did Anchor and Cliff Motors sell together?",
            SALES,
            "620 (Anchor: 500 + Cliff Motors: 120)",
        ),
        (
            "How many times as many cars did Anchor sell as Breeze?",
            SALES,
            "about 1.7 times (Anchor: 500; Breeze: 300)",
        ),
        (
            "How many points separate Anland and Belland?",
            POINTS,
            "11.9 (Anland: 44.2; Belland: 32.3)",
        ),
        (
            "How many makers are neither in Anland nor in Belland?",
            MAKERS,
            "1,300 (3,400 less 1,400 and 700)",
        ),
        ("What share of the stores was batteries?", STORES, "89.5% (5.1 GW of 5.7 GW)"),
        (
            "By how many percentage points of GDP did debt rise?",
            DEBT,
            "26 percentage points of GDP (from 262% of GDP to 288%)",
        ),
        (
            "How much more does Anchor spend than Breeze?",
            PLANTS,
            "CNY 20.9 billion (Anchor: RMB 32.7 billion; Breeze: RMB 11.8 billion)",
        ),
        (
            "By how many patents did the land fall short of the target?",
            PATENTS,
            "7,010 (reached: 53,990; the target: 61,000)",
        ),
        (
            "How much is set aside over three years at the yearly budget?",
            "The city sets aside CNY 10 billion a year.",
            "CNY 30 billion (3 years at CNY 10 billion a year)",
        ),
        (
            "How many days lie between the draft and the final version?",
            "Antitrust | 10 November 2020, draft | 7 February 2021, final version",
            "89 days (10 November 2020 to 7 February 2021)",
        ),
        (
            "How many of the planned 40 centres are not described in public?",
            "Centres | 40 planned, 12 described",
            "28 (40 less 12)",
        ),
        (
            "How many of the doctors are not in the port?",
            "Some 426 000 doctors came, of whom 19 000 are in the port.",
            "about 407,000 (426 000 less 19 000)",
        ),
        (
            "By how many firms did the team grow from 2018 to 2019?",
            "The team: five firms by 2018, 15 since August 2019",
            "10 (2018: five; 2019: 15)",
        ),
        (
            "How many makers are outside the six hubs?",
            "Six hubs account for 127 of the 171 makers, or 74 percent.",
            "44 (171 less 127)",
        ),
        (
            "What amount had the yard hoped for?",
            "The yard raises CNY 1.7 billion, CNY 0.3 billion less than planned.",
            "CNY 2 billion (CNY 1.7 billion and CNY 0.3 billion)",
        ),
        (
            "How many tonnes had the port expected?",
            "The port handled 40 million tonnes, 5 million tonnes above its target.",
            "35 million tonnes (40 million tonnes less 5 million tonnes)",
        ),
        ("What had the port planned?", "It has 40 docks, 5 more than Riga.", None),
        ("Which firm sold the most cars?", SALES, "Anchor"),
        ("Which firm sold the fewest cars?", SALES, "Cliff Motors"),
        ("Which land has the fewest points?", POINTS, "Cold Union"),
        ("Which firm sold the most cars?", "It sold 500 cars, then 300 cars.", None),
        ("How many more cars did Anchor sell than Delta?", SALES, None),
        ("How many more euros did Anchor earn than Breeze?", SALES.replace("500", "RMB 500"), None),
        ("What share of sales was cars?", SALES, None),
        ("By how much did sales fall?", "Sales fell by 5 GW, from 20 GW to 15 GW.", None),
        ("How many more vans than cars were sold?", "It sold over 20 vans and 10 cars.", None),
    ],
)
def test_what_one_sentence_gives(question, text, short):
    asked = sought(query(question))
    assert asked is not None
    worked = work_out(asked, question, text)
    assert (worked.short if worked else None) == short


@pytest.mark.parametrize(
    ("question", "short", "sentence", "held_back"),
    [
        ("How many of the 40 ships are not electric?", "12", "12 are.", True),
        ("How many ships have Anchor and Breeze together?", "12", "Anchor has 12 ships.", True),
        ("How many ships have Anchor and Breeze together?", "12", "Together they have 12.", False),
        ("How many more ships has Anchor than Breeze?", "12", "Anchor has 12 ships.", True),
        ("How many more ships has Anchor than Breeze?", "12", "It has 12 more than Breeze.", False),
        ("By how much did sales grow?", "12", "Sales were 12.", True),
        ("By how much did sales grow?", "12", "Sales grew by 12.", False),
        (
            "How much did it lend in total?",
            "RMB 2",
            "It lent RMB 2 in May and RMB 3 in June.",
            True,
        ),
        ("How many technologies does the plan name?", "Five-Year", "The Five-Year plan.", True),
        ("How many technologies does the plan name?", "five", "It names five.", False),
        ("How many technologies does the plan name?", "a city", "It names a city.", True),
        ("How many technologies does the plan name?", "twenty-one", "Twenty-one.", False),
        ("How many ships has Anchor?", "12", "Anchor has 12 ships.", False),
        ("Why are the ships not electric?", "money", "They lack money.", False),
    ],
)
def test_a_part_is_not_given_for_a_result(question, short, sentence, held_back):
    composed = Composed(short, (), (Quoted(sentence, (Span("d", 0, 9),)),))
    assert must_stay_untold(query(question), composed, ()) is held_back
