"""Comparisons: what a question compares, the value of each side, and how far they are apart."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, hit, paragraph, row

from assistant.answers.comparison import comparison, sides
from assistant.answers.compose import compose
from assistant.answers.measures import apart, gap, measure, moment, ratio
from assistant.answers.mentions import mentions
from assistant.answers.relations import ordered, relations
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.select import Scored
from corpus.documents import BlockKind, RawBlock
from index.keywords import stems


def query(question: str) -> Query:
    """Ask a question whose words all weigh the same."""
    return Query(question, question, kind_of(question), dict.fromkeys(stems(question), 1.0))


def answer(question: str, *blocks):
    """Answer from a document whose sentences are all ranked alike."""
    made = document(*blocks)
    best = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
    return compose(query(question), best, lambda _: made)


@pytest.mark.parametrize(
    ("question", "things", "sign"),
    [
        ("Which is larger, the Rail Fund or the Port Fund?", ("Rail Fund", "Port Fund"), 1),
        ("which is smaller, the rail fund or the port fund?", ("rail fund", "port fund"), -1),
        ("Midea vs SIASUN, which was established first?", ("Midea", "SIASUN"), -1),
        ("How does Aqua Lines differ from Bright Ferries?", ("Aqua Lines", "Bright Ferries"), 0),
        ("By how much did Vietnam exceed China?", ("Vietnam", "China"), 1),
        ("How much more did the EU spend than the US?", ("EU", "US"), 1),
        ("Is Dalian larger than Ningbo?", ("Dalian", "Ningbo"), 1),
        ("Share of Danes vs Swedes who read papers?", ("Danes", "Swedes"), 0),
        ("Did sales grow from 2019 to 2020?", ("2019", "2020"), 1),
        ("Were more ferries built in 2020 or in 2019?", ("2019", "2020"), 1),
        ("How does Aqua's fleet compare with Bright's?", ("Aqua", "Bright"), 0),
        ("How many ferries were there in 2018 and in 2020?", ("2018", "2020"), 0),
        ("Which of Japan, Korea and Peru has the most ports?", ("Japan", "Korea", "Peru"), 1),
        ("How do Aqua's and Bright's fares differ?", ("Aqua", "Bright"), 0),
        ("Which ranks higher, Dalian or Ningbo?", ("Dalian", "Ningbo"), -1),
        ("Compare Japan's and Korea's port budgets.", ("Japan", "Korea"), 0),
        ("By how much did Japan's share in AI exceed that of the EU?", ("Japan", "EU"), 1),
        ("By how many do ferries outnumber barges in Japan?", ("ferries", "barges"), 1),
        ("How many more ports than Peru did Japan have?", ("Peru", "Japan"), 1),
        ("Whose count shows the steeper fall, Aqua or Bright?", ("Aqua", "Bright"), 1),
        ("Which fell by less, Aqua or Bright?", ("Aqua", "Bright"), -1),
        ("By how much did Danish ferry exports exceed imports?", ("ferry exports", "imports"), 1),
        ("Which of Aqua and Bright has more docks, and by how many berths?", ("Aqua", "Bright"), 1),
        ("Did sales of ferries go up or down from 2019 to 2020?", ("2019", "2020"), 0),
        (
            "By how much does Aqua exceed phase two of the Rail Fund?",
            ("Aqua", "phase two of Rail Fund"),
            1,
        ),
        ("How far behind the US was Peru in ports?", ("US", "Peru"), 0),
        ("Which held more trials of pilots, Aqua or Bright?", ("Aqua", "Bright"), 1),
        ("Which is the older firm, iFerry or Aqua?", ("iFerry", "Aqua"), -1),
        ("Aqua or Bright: which of the two trains pilots?", ("Aqua", "Bright"), 0),
        ("When were MIIT and MOST founded - which came first?", ("MIIT", "MOST"), -1),
        ("How many years lie between the founding of MIIT and that of MOST?", ("MIIT", "MOST"), 0),
        ("Is Japan ahead of Korea in ferries?", ("Japan", "Korea"), 1),
        ("more ferries in dalian or in ningbo?", ("dalian", "ningbo"), 1),
        ("May 2021: which grew faster in 2020, ferries or barges?", ("ferries", "barges"), 1),
        ("Growth in 2019 against the plain forecast for 2020?", ("2019", "2020"), 0),
        ("Which is larger, Aqua or Bright, and by how much?", ("Aqua", "Bright"), 1),
        ("Who is quicker, Aqua or Bright, and by how many days?", ("Aqua", "Bright"), -1),
        ("Whose count shows the steeper fall, Aqua or Bright?", ("Aqua", "Bright"), 1),
        ("Which port saw the sharper drop, Dalian or Ningbo?", ("Dalian", "Ningbo"), 1),
        (
            "Is the Ministry of Science and Technology older than MIIT?",
            ("Ministry of Science and Technology", "MIIT"),
            -1,
        ),
    ],
)
def test_what_is_compared(question, things, sign):
    found = comparison(query(question))
    assert (found.things, found.sign) == (things, sign)


@pytest.mark.parametrize(
    "question",
    [
        "How many labs for robots or chips are there?",
        "Which is larger?",
        "Aqua or Bright: what trains pilots?",
        "Is it larger or not?",
        "What is the sum of the funds of 2016 and 2019?",
        "What were the measures against COVID in ports?",
        "What was the target for 2015-2020?",
        "What do MIIT and MOST do?",
        "How many ports were left after Dalian and Ningbo?",
    ],
)
def test_what_compares_no_two_things(question):
    assert comparison(query(question)) is None


def test_that_something_shows_is_no_matter_of_a_comparison():
    asked = comparison(query("Whose count shows the steeper fall, Aqua or Bright?"))
    assert asked.rest == {"count"}


def test_each_thing_is_searched_for_by_itself():
    assert sides(query("What did Aqua Lines spend compared with Bright Ferries?")) == [
        "What did Aqua Lines spend compared with ?",
        "What did spend compared with Bright Ferries?",
    ]
    assert sides(query("Did sales grow from 2019 to 2020?")) == []


def test_the_founding_is_searched_for_where_the_older_is_asked_for():
    assert sides(query("Which is the older firm, Aqua or Bright?")) == [
        "Which is the older firm, Aqua or, founded",
        "Which is the older firm, or Bright, founded",
    ]


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Aqua or Bright: which of the two trains pilots?", "Bright"),
        ("Aqua or Coral: which of the two trains pilots?", ""),
    ],
)
def test_the_one_of_two_of_which_it_is_said(question, short):
    told = answer(
        question,
        paragraph("Aqua mends old harbours in spring."),
        paragraph("Bright trains pilots in autumn."),
    )
    assert (told.short == short) is bool(short)


FUNDS = (
    paragraph("The Rail Fund holds €20 million."),
    paragraph("It was long in the making and was much discussed in the papers."),
    paragraph("The Port Fund holds €1.5 billion."),
)
GROWTH = (
    row("Country", "Growth", "Capital", kind=BlockKind.HEADER),
    row("Vietnam", "5.5%", "Hanoi"),
    row("China", "3.1%", "Beijing"),
)
SHARES = (
    row("Port", "Share of ferries", kind=BlockKind.HEADER),
    row("Dalian in the north", "14.9%"),
    row("Ningbo in the east", "8.3%"),
)
PLANS = (
    paragraph("Ships in Dalian number 1,004, in Ningbo 616."),
    paragraph("Of fuel Dalian had some 7.9%, Ningbo, as we said, 9.2%."),
    paragraph(
        "Dalian's, dated 28 September, asks of each and every owner for a cut of fuel use by no"
        " little more in value added, 17%; Ningbo's, for 14.5%."
    ),
)
RANKED = (
    RawBlock(BlockKind.CAPTION, "Table 2: Rank by category"),
    row("Category", "Japan", "Korea", kind=BlockKind.HEADER),
    row("Ferries", "3", "2"),
    row("Barges", "1", "3"),
)
FOUNDED = (
    row("Company", "Founded", "Seat", kind=BlockKind.HEADER),
    row("Aqua Lines", "1962", "Dalian"),
    row("Bright Ferries", "1981", "Ningbo"),
)


@pytest.mark.parametrize(
    ("question", "blocks", "short"),
    [
        (
            "Which is larger, the Rail Fund or the Port Fund?",
            FUNDS,
            "Port Fund (€1.5 billion against €20 million)",
        ),
        (
            "Growth: Vietnam compared with China?",
            GROWTH,
            "Vietnam: 5.5%; China: 3.1%; difference 2.4 points",
        ),
        (
            "Which is older, Aqua Lines or Bright Ferries?",
            FOUNDED,
            "Aqua Lines (1962 against 1981)",
        ),
        (
            "Which is larger, the Rail Fund or the Port Fund, and by how much?",
            FUNDS,
            "Port Fund (€1.5 billion against €20 million; difference €1.48 billion)",
        ),
        (
            "Which is larger, the Great North Rail Track Fund or the Great South Port Dock Loan"
            " Fund as planned?",
            (
                paragraph("The Great North Rail Track Fund holds €20 million."),
                paragraph("It was long in the making and was much discussed in the papers."),
                paragraph("The Great South Port Dock Loan Fund, when planned, holds €2 billion."),
            ),
            "Great South Port Dock Loan Fund (€2 billion against €20 million)",
        ),
        (
            "Which grew faster, ferries or barges?",
            (
                row("Ship", "2020", kind=BlockKind.HEADER),
                row("Ferries of all kinds", "19.1%"),
                row("Barges of all kinds", "16.9%"),
            ),
            "ferries (19.1% against 16.9%)",
        ),
        (
            "How much higher was the value of contracts in 2021 than in 2015?",
            (
                paragraph("In 2015 the value of contracts was RMB 983.6 billion."),
                paragraph("The value of contracts rose in 2021 by 32% to RMB 3.73 trillion."),
            ),
            "2015: RMB 983.6 billion; 2021: RMB 3.73 trillion; difference RMB 2.7464 trillion",
        ),
        (
            "more ferries in dalian or in ningbo?",
            SHARES,
            "dalian (14.9% against 8.3%)",
        ),
        (
            "Which asks for the larger cut of fuel use, Dalian or Ningbo?",
            PLANS,
            "Dalian (17% against 14.5%)",
        ),
        (
            "Did Japan spend more than Korea on ferries?",
            (
                paragraph("Ferries cost Japan €20 million."),
                paragraph(
                    "On ferries it had to spend about €25 million, Korea around €90 million."
                ),
                paragraph("Japan could spend €20 million on ferries, as Korea spent €80 million."),
            ),
            "No (Japan: €20 million; Korea: €80 million; difference €60 million)",
        ),
        (
            "Whose count of ships shows the steeper fall, Aqua or Bright?",
            (
                paragraph(
                    "Ships fell by 31% to USD 33 million, by the count of Aqua; Bright has them"
                    " falling by 24% to USD 40 million."
                ),
            ),
            "Aqua (31% against 24%)",
        ),
        (
            "Who has more boats in Alba, Coral or Aqua?",
            (
                paragraph(
                    "Aqua was listed in May. Its rival Coral, at home in Alba, was not. The two"
                    " run 250 and 110 boats respectively in Alba."
                ),
            ),
            "Aqua (250 against 110)",
        ),
        ("Is Japan ahead of Korea in ferries?", RANKED, "No (Japan: 3; Korea: 2; difference 1)"),
        ("Is Japan ahead of Korea in barges?", RANKED, "Yes (Japan: 1; Korea: 3; difference 2)"),
        (
            "How many more ferries are there in Dalian than in Ningbo?",
            (paragraph("Dalian is the seat of 198 ferries, Ningbo of 121, Xiamen of 84."),),
            "Dalian: 198 ferries; Ningbo: 121; difference 77 ferries",
        ),
        (
            "Score: Japan vs Peru",
            (
                row("Country", "Score", "Rank", kind=BlockKind.HEADER),
                row("Japan", "37", "4"),
                row("Peru", "35.3", "5"),
            ),
            "Japan: 37; Peru: 35.3; difference 1.7",
        ),
        (
            "How many ferries did Dalian have in 2018 and in 2020?",
            (paragraph("Dalian had 40 ferries in 2018, and 52 ferries in 2020."),),
            "2018: 40 ferries; 2020: 52 ferries; difference 12 ferries",
        ),
        (
            "Did ferries in Dalian grow from 2018 to 2020?",
            (paragraph("In Dalian there were 52 ferries in 2018 but 40 ferries in 2020."),),
            "No (2018: 52; 2020: 40; difference 12)",
        ),
        (
            "Do papers in Dalian or in Ningbo print more maps?",
            (paragraph("Fewer maps are printed by papers in Dalian than in Ningbo."),),
            "Ningbo",
        ),
        (
            "Did fares of ferries go up or down from 2018 to 2020?",
            (paragraph("Fares of ferries were €40 in 2018 and €31 in 2020."),),
            "Down (from €40 to €31)",
        ),
        (
            "Whose count of ferries shows the larger fall, Aqua or Bright?",
            (
                paragraph(
                    "Ferries fell by €40, to €310, Aqua says; Bright has a fall by €20, to €500."
                ),
            ),
            "Aqua (€40 against €20)",
        ),
        (
            "Ferry loans in 2019: more in Peru or in Japan?",
            (
                paragraph("Peru's loans peaked in 2019 at €9 billion."),
                paragraph("Ferry loans were €2 million in 2019, and less than in Japan (€3 m)."),
            ),
            "Japan",
        ),
        (
            "Which of Aqua and Bright has more docks, and by how many?",
            (
                row("Line", "Berths in use", "Docks", kind=BlockKind.HEADER),
                row("Aqua", "120", "14"),
                row("Bright", "90", "21"),
            ),
            "Bright (21 against 14; difference 7)",
        ),
        (
            "Were more ferries built in 2019 or in 2020?",
            (paragraph("In 2020, 40 ferries were built, down from 60 in 2019."),),
            "2019 (60 against 40)",
        ),
        (
            "Aqua vs Bright: who has the higher cap on fares?",
            (
                paragraph("Aqua has a cap of up to CNY 10 million on fares, and 3 docks."),
                paragraph("At Bright the cap on fares is CNY 6 million."),
            ),
            "Aqua (up to CNY 10 million against CNY 6 million)",
        ),
        (
            "Aqua or Bright: whose turnover is bigger?",
            (
                paragraph(
                    "Aqua is older. In May it lost CNY 90 million on a turnover of CNY 60 million."
                ),
                paragraph("Bright made a profit of CNY 3 million on a turnover of CNY 70 million."),
            ),
            "Bright (CNY 70 million against CNY 60 million)",
        ),
        (
            "Did Aqua or Bright have the higher price for ropes in July?",
            (paragraph("Ropes had a price of 61 dollars at Aqua in July, and 143 at Bright."),),
            "Bright (143 against 61 dollars)",
        ),
        (
            "Which is longer, the Aqua or the Bright line?",
            (
                row("Line", "Docks", "Length (km)", kind=BlockKind.HEADER),
                row("Aqua", "9", "3.4"),
                row("Bright", "7", "3.9"),
            ),
            "Bright (3.9 km against 3.4 km)",
        ),
        (
            "Did Aqua or Bright cut fares more?",
            (paragraph("Aqua cut fares by 55 percent. Its rival Bright cut them by 60 percent."),),
            "Bright (60 percent against 55 percent)",
        ),
        (
            "Which terminal handled more containers, Aqua or Bright?",
            (
                row("Terminal", "Opened", "Throughput (million)", kind=BlockKind.HEADER),
                row("Aqua", "2019", "3.4"),
                row("Bright", "2001", "3.9"),
            ),
            "Bright (3.9 million against 3.4 million)",
        ),
        (
            "Freight: what is the order of Dalian, Ningbo and Xiamen?",
            (paragraph("Ningbo has more freight than Xiamen, while Dalian leads Ningbo."),),
            "Dalian, then Ningbo, then Xiamen",
        ),
    ],
)
def test_two_values_and_what_lies_between_them(question, blocks, short):
    assert answer(question, *blocks).short == short


@pytest.mark.parametrize(
    ("blocks", "short"),
    [
        (("Aqua plans much. Bright and Aqua built fleets, Cargo says.",),
         "Bright and Aqua built fleets, Cargo says."),
        (("Aqua trusts Anna Lind.", "Bright trusts Bo Ek."),
         "Aqua trusts Anna Lind.; Bright trusts Bo Ek."),
    ],
)  # fmt: skip
def test_a_choice_that_no_sentence_makes_is_told_in_their_words(blocks, short):
    told = answer("Who builds the fuller fleet, Aqua or Bright?", *map(paragraph, blocks))
    assert told.short == short


def test_what_is_said_of_one_thing_alone_is_no_verdict_on_two():
    told = answer(
        "Is the new Aqua fund larger than what Bright set aside for docks?",
        paragraph("Bright tried the same with €10 million for docks, of which it paid €4 million."),
        paragraph("A fund of €12 million for ferries and docks is new."),
    )
    assert told.short.startswith("Bright tried the same")


def test_bare_numbers_of_something_else_are_not_set_against_each_other():
    told = answer(
        "dock companies, Anland vs Belland?",
        paragraph("Of all asked, 19 see docks of Anland ahead; four see those of Belland so."),
    )
    assert "difference" not in told.short


def test_amounts_of_one_year_are_not_set_against_those_of_another():
    told = answer(
        "By how much did ferry exports exceed imports in 2020?",
        paragraph("Ferry exports rose from €28 million in 2019 to €50 million in 2020."),
        paragraph("Ferry imports came to €3 million in 2020."),
    )
    assert told.short == "ferry exports: €50 million; imports: €3 million; difference €47 million"


def test_both_sides_are_cited_and_nothing_else():
    told = answer("Which is larger, the Rail Fund or the Port Fund?", *FUNDS)
    assert [quoted.text for quoted in told.sentences] == [
        "The Rail Fund holds €20 million.",
        "The Port Fund holds €1.5 billion.",
    ]


def test_who_is_ahead_is_told_only_by_values_that_stand_together():
    apart = (paragraph("Japan built 30 ferries."), paragraph("Korea built 40 ferries."))
    assert answer("Is Japan ahead of Korea in ferries?", *apart).short in ("Yes", "No")
    assert answer("Did Japan build more ferries than Korea?", *apart).short.startswith("No (")


def test_amounts_of_different_units_are_not_put_in_order():
    told = answer(
        "Which is larger, the Rail Fund or the Port Fund?",
        heading("Funds"),
        paragraph("The Rail Fund holds €20 million."),
        paragraph("The Port Fund holds ¥15 million."),
    )
    assert "against" not in told.short


@pytest.mark.parametrize(
    ("rail", "told"),
    [("€80 million", True), ("more than €80 million", True), ("€20 million", False)],
)
def test_a_bound_may_leave_open_which_is_more(rail, told):
    short = answer(
        "Which is larger, the Rail Fund or the Port Fund?",
        paragraph(f"The Rail Fund holds {rail}."),
        paragraph("The Port Fund holds no more than €60 million."),
    ).short
    assert ("against" in short) is told


def test_a_place_in_a_ranking_is_the_higher_the_smaller_it_is():
    table = (row("1", "Dalian Port", "coal"), row("2", "Ningbo Port", "ore"))
    told = answer("Which ranks higher, Dalian Port or Ningbo Port?", *table)
    assert told.short == "Dalian Port (1 against 2)"


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("5.5 %", "3.1 percent", "2.4 points"),
        ("€1.5 billion", "€20 million", "€1.48 billion"),
        ("around 34%", "2.5%", "about 31.5 points"),
        ("1,204 firms", "204 firms", "1,000 firms"),
        ("198 firms", "121", "77 firms"),
        ("€198", "121", ""),
        ("seven ports", "3 ports", "4 ports"),
        ("20亿元", "5亿元", "15亿元"),
        ("5 firms", "3 ports", ""),
        ("€5", "$3", ""),
        ("at least 20%", "10%", ""),
        ("6-8 firms", "3 firms", ""),
        ("half", "a third", ""),
        ("5%", "5%", ""),
    ],
)
def test_how_far_two_amounts_are_apart(one, other, told):
    assert gap(one, other) == gap(other, one) == told


def test_how_many_times_one_amount_is_the_other():
    assert [ratio("€1.5 billion", "€500 million"), ratio("10 ports", "3 ports")] == [
        "3 times",
        "about 3.3 times",
    ]
    assert ratio("10 ports", "0 ports") == ratio("€5", "$5") == ""


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("1962", "1981", "19 years"),
        ("10 November 2020", "7 February 2021", "about 3 months"),
        ("March 2020", "May 2020", "2 months"),
        ("1 March 2020", "2 March 2020", "1 day"),
        ("2016-2020", "2021", ""),
        ("31 February 2020", "2021", ""),
        ("in spring", "2021", ""),
    ],
)
def test_how_far_two_dates_are_apart(one, other, told):
    assert apart(one, other) == apart(other, one) == told


def test_amounts_and_dates_are_compared_by_size():
    amounts = ["¥147.2 bn", "CNY 300 thousand", "1 446", "20亿元", "seven"]
    assert [float(measure(amount).size) for amount in amounts] == [147.2e9, 3e5, 1446.0, 2e9, 7.0]
    assert measure("none") is None
    dates = [moment(date) for date in ("March 2020", "2020", "4 March 2020", "in spring")]
    assert dates[3] is None
    assert dates[1] < dates[0] < dates[2]


@pytest.mark.parametrize(
    ("thing", "text", "found"),
    [
        ("China", "what Chinese firms do", ["Chinese"]),
        ("Americans", "in the United States, give us time", ["United States"]),
        ("EU", "for the European Union", ["European Union"]),
        ("the Port Fund", "a port and a fund", ["port", "fund"]),
        ("MOT", "the Ministry of Transport", ["Ministry of Transport"]),
        ("China", "a chair of porcelain, Charles", []),
    ],
)
def test_where_a_thing_is_named(thing, text, found):
    assert [text[a:b] for a, b in mentions(thing, text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("There are fewer reported by Aqua than by Bright.", {(1, 0)}),
        ("Aqua is larger than Bright.", {(0, 1)}),
        ("Bright outperforms Aqua.", {(1, 0)}),
        ("Aqua lags behind Bright.", {(1, 0)}),
        ("Aqua grew more than before, and so did Bright.", set()),
        ("Aqua came second to Bright.", {(1, 0)}),
        ("With 14 docks it comes second only to Bright, which has 17.", {(1, 0)}),
        ("With 14 docks the yard comes second to Bright.", set()),
    ],
)
def test_which_thing_is_put_before_which(text, found):
    assert relations(("Aqua", "Bright"), text) == found


def test_an_order_is_told_only_where_nothing_is_left_open():
    assert ordered(3, [(2, 0), (0, 1)]) == (2, 0, 1)
    assert ordered(3, [(2, 0)]) == ordered(2, [(0, 1), (1, 0)]) == ()
