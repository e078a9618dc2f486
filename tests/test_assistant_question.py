"""Kinds of questions: natural ones by a table, polite ones, pasted ones."""

from __future__ import annotations

import time

import pytest

from assistant.question import LONGEST_QUESTION, Kind, declared_count, kind_of

QUESTIONS = {
    Kind.DATE: """
        When was the export rule announced?
        In what year did the fund open?
        Which month saw the first shipment?
        Since when has the ministry run the register?
        By what year should the ports be automated?
        What is the date of the circular?
        What is the deadline for comments?
        Entry into force of the standard for drones?
        Adoption of the AI Act
        Base year for the emission target?
        Founding year Siemens
        target year of the quay for 20 ships
        How long ago was the law changed?
        Do you know when the law enters into force?
        and when did the talks end
    """,
    Kind.NUMBER: """
        What were the sales of Acme in 2025?
        What are its revenues?
        How many robots did the factory install?
        no. of new drugs approved in 2023
        headcount of the yard in 2022
        How busy were the yards on average in 2025?
        How quickly did it pay off?
        What did the yard charge for the model before?
        What is the quota for domestic ropes?
        gross margin of the foundry
        SMIC utilisation rate Q3?
        minimum PUE for halls in hubs
        Max aid per dock in the final plan
        container throughput in the first half of 2024
        SMIC revenue Q3?
        last year's budget of the school?
        central funding for quantum under the guide
        What R&D ratio does the maker report?
        What part of the market did local vendors hold?
        What did the vendor turn over in 2022?
        What's the rack utilization in Gansu?
        How much did the city spend on charging points?
        How high is the tariff on steel?
        How often is the catalogue revised?
        What share of the cells came from abroad?
        What percentage of buses is electric?
        What is the total capacity of the plant?
        What was the company's market share in 2019?
        What is the phone number of the office?
        What is the target for 2030?
        What was the price?
        What is the population of Hefei?
        Are you aware how many plants there are?
        What did the ministry put into intelligent robots?
        What place on the list does the maker hold?
        What bonus does the port pay for a new crane?
        Norway's specialisation index for ropes, 2020
        Credit score of the city
        The innovation index of Norway?
        Consumer price index, May 2021
        Purchasing managers' index
        Base year emissions of China?
        Could you tell me how large the fund is?
    """,
    Kind.LIST: """
        What are the main costs of the plan?
        List the measures in the action plan.
        Please name the pilot cities.
        Give three examples of subsidies.
        Which five provinces lead in output?
        What are the main goals of the strategy?
        Which companies were added to the list?
        Which banks have joined the scheme?
        Could you list the pilot zones?
    """,
    Kind.YES_NO: """
        Was 2021 the first time that the port was open?
        Could Alba or Belm build docks by themselves?
        When the drive began, did it pay the yards?
        Is the standard mandatory?
        Did the ministry extend the deadline?
        And has the fund invested abroad?
        According to the note, was the merger approved?
        can foreign banks join
        Do you know whether the merger was approved?
        The merger was approved, right?
        China leads in robots, doesn't it?
    """,
    Kind.DEFINITION: """
        What are the 'cooling levies' in the port plan?
        What does SASAC stand for?
        What is a lidar?
        What is an intelligent connected vehicle?
        What does the term dual circulation mean?
        How is a small firm defined?
        What counts as critical infrastructure?
        What are rare earths?
        HGR?
        What's the Big Fund?
        What does PUE measure?
        When does a dock count as green?
    """,
    Kind.PERSON: """
        Who leads the new commission?
        Who holds the largest share?
        Whose patents were infringed?
        To whom do the rules apply?
        Can you tell me who issued the opinions?
    """,
    Kind.NAME: """
        Which ministry drafted the rules?
        which AI start-up is said to be worth the most?
        What part does it play?
        Which group bought the stake?
        Where is the test field?
        What is the name of the satellite?
        What company bought the chip designer?
        In which field was the share of exports largest?
        Which agency had a stake in the project?
    """,
    Kind.REASON: """
        Why was the listing stopped?
        For what reason did the regulator fine the platform?
        What lies behind the ban on new docks?
    """,
    Kind.COMPARISON: """
        How does the draft differ from the law of 2016?
        Which is larger, the Beijing or the Shanghai fund?
        Does Shenzhen or Shanghai rank first?
    """,
    Kind.OTHER: """
        How does the subsidy work?
        Tell me about the port reform.
        the ban on production of lamps
        Adoption of robots in small firms
        Firms with a score above 80
        Authors of the index
        Is it a law or a guideline?
        芯片基金有多大？
    """,
}


@pytest.mark.parametrize(
    ("question", "kind"),
    [(line.strip(), kind) for kind, lines in QUESTIONS.items() for line in lines.split("\n")],
)
def test_what_a_question_wants(question, kind):
    assert kind_of(question) is (kind if question else Kind.OTHER)


def test_of_a_pasted_text_the_end_is_read_and_quickly():
    start = time.process_time()
    for pasted in ("what was ", "which was ", "what are ", "is, ", "a-", "( "):
        assert kind_of(pasted * 10_000 + ". How many are there?") is Kind.NUMBER
    assert time.process_time() - start < 2
    assert kind_of("when " + "x" * LONGEST_QUESTION) is Kind.OTHER


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("What are the seven areas of the plan?", 7),
        ("Which two bodies signed?", 2),
        ("List 12 measures.", 12),
        ("Name the main twenty cities.", 20),
        ("The plan had six aims, what were they?", 6),
        ("Which areas does it name?", None),
        ("Which 2025 targets are there?", None),
    ],
)
def test_how_many_items_a_question_says_there_are(question, count):
    assert declared_count(question) == count
