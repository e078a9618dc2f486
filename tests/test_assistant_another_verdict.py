"""Another article, place, body, row or sort than is asked for: what is told of it is no answer."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, hit, item, paragraph, row

from assistant.another.number import named_numbers
from assistant.another.verdict import is_of_another
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.select import Scored
from corpus.documents import BlockKind, Document, RawBlock


def another(question: str, made: Document, text: str, short: str = "", asked: str = "") -> bool:
    """Tell whether the sentence ``text`` of a document is of another thing than is asked for."""
    only = next(c for c in candidates(made, hit(made)) if c.text == text)
    query = Query(asked or question, question, kind_of(question), {})
    return is_of_another(query, question, Scored(only, 1.0, 1.0, True), made, short)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Articles 8 to 10 and 12", {"article": {8, 9, 10, 12}}),
        ("Article 8, 9 or 10 shall", {"article": {8, 9, 10}}),
        ("Announcement No. 31 and announcement no. 32", {"announcement": {31, 32}}),
        ("Order 4 of 12 March 2021", {"order": {4}}),
        ("Pearl 5-6", {"pearl": {5, 6}}),
        ("In 30 cities, Over 20 percent, CNY 12 a day, Top 50, On 3 May", {}),
        ("Tariffs 12.5 and Group 20 percent, Line 3rd, Plan 2025", {}),
        ("When does no. 55 appear?", {}),
    ],
)
def test_what_a_text_numbers(text: str, numbers: dict[str, set[int]]) -> None:
    assert named_numbers(text) == numbers


FINE = "Article 19 Whoever violates Article 8, 9 or 10 pays a fine of 5 million yuan."
LAW = document(
    heading("Chapter 4"),
    paragraph("Article 12 names the keepers."),
    paragraph(FINE),
    paragraph("The fine goes to the docks."),
)


@pytest.mark.parametrize(
    ("question", "text", "is_another"),
    [
        ("What is the fine for violating Article 14?", FINE, True),
        ("What is the fine for violating Article 9?", FINE, False),
        ("What is the fine for violating Article 12?", FINE, True),
        ("What is the fine?", FINE, False),
        ("Is there a fine for violating Article 14?", FINE, False),  # a "No" may be the answer
        ("Where does the fine of Article 12 go?", "The fine goes to the docks.", False),
        ("Where does the fine of Article 31 go?", "The fine goes to the docks.", True),
    ],
)
def test_another_article(question: str, text: str, is_another: bool) -> None:
    assert another(question, LAW, text) is is_another


FUND = "The Anhui Tide Fund was founded in May 2023 with 4 billion yuan."
ROPES = "Boltwerk's spending on ropes fell by 23 percent."
ENDS = "The Ministry of Tides (MOT) finally ended the ferry quota in June 2021."
HOLDS = "The Ministry of Docks holds 15 percent, and technology gains."
SAFETY = "The Harbour Safety Law, in force since July 2017, protects data of every dock."
PLAN = "The Three-Year Dock Plan for the Promotion of Tides was issued in May 2018."
DAILY = "The People's Ferry Alliance Daily spoke of docks on 4 May."
BUDGET = "Its budget of EUR 5.2 million comes from docks."
GERMAN = "German docks numbered 12, and those of Hefei 40."
AMERICA = "The American docks numbered 12."
BETWEEN = "Between Dalian and Ningbo the mean delay was 31 hours."
FOR = "For Harbour Seven, whose filing is late, the deadline is 2029."
FIRST = "Chengdu was first with 100 million a year; Shenzhen and Ningbo were next."
NAMES = document(
    heading("Harbours"),
    *map(paragraph, (FUND, ROPES, ENDS, HOLDS, SAFETY, PLAN, DAILY, BUDGET, GERMAN, AMERICA)),
    *map(paragraph, (BETWEEN, FOR, FIRST, "Tidewater Nine, Horinger and Wuhu wait.")),
    paragraph("Zhejiang has docks, Fastport ropes, and in China trade is a matter of commerce."),
    heading("Zhejiang"),
    paragraph("In Zhejiang the fund of Anhui holds 3 docks."),
)


@pytest.mark.parametrize(
    ("question", "text", "is_another"),
    [
        # places of one sort
        ("When was the Zhejiang tide fund founded?", FUND, True),
        ("When was the Anhui tide fund founded?", FUND, False),
        ("When did Zhejiang found the Anhui Tide Fund?", FUND, False),  # it is founded, by whomever
        ("When did China found a tide fund?", FUND, False),
        ("How many docks did Hangzhou have in all?", GERMAN, True),
        ("How many docks does Germany have?", GERMAN, False),
        ("How many docks does the United States have?", AMERICA, False),
        ("What is the budget of the Ferry Office?", BUDGET, False),  # a sum is no name
        ("What does Zhejiang hold?", "In Zhejiang the fund of Anhui holds 3 docks.", False),
        # what another does or owns
        ("How far did Fastport's spending fall?", ROPES, True),
        ("How far did Boltwerk's spending fall?", ROPES, False),
        ("When did the Ministry of Commerce end the ferry quota?", ENDS, True),
        ("When did MOT end the ferry quota?", ENDS, False),
        ("How much does the Ministry of Science and Technology hold?", HOLDS, True),
        ("How much does the Ministry of Docks hold?", HOLDS, False),
        # called the same but for a word
        ("Since when has the Harbour Data Law been in force?", SAFETY, True),
        ("Since when has the Safety Law been in force?", SAFETY, False),
        ("Since when has the Harbour Safety Law been in force?", SAFETY, False),
        ("When was the Five-Year Dock Plan for Tides issued?", PLAN, True),
        ("When was the Three-Year Dock Plan for Tides issued?", PLAN, False),
        ("Since when has the Harbour Whale Law been in force?", SAFETY, True),
        ("Since when has Boltwerk known of the Whale Law?", SAFETY, True),  # nothing on whales
        ("Since when has Boltwerk known of the Tide Law?", SAFETY, False),
        ("When did the PFA Daily speak of docks?", DAILY, False),
        # between others, or said of another from the first words on
        ("What delay was measured between Horinger and Wuhu?", BETWEEN, True),
        ("What delay was measured between Dalian and Ningbo?", BETWEEN, False),
        ("When is the deadline for Tidewater Nine?", FOR, True),
        ("When is the deadline for Harbour Seven?", FOR, False),
        # names that stand nowhere in the document
        ("When did the MOFCOM end the quota?", SAFETY, False),  # "matter of commerce" may be it
        ("When did the CRQX end the quota?", SAFETY, True),
        ("How many docks of Geelong are there?", ROPES, True),
        ("How far did spending on NEV ropes fall?", ROPES, False),  # a matter, and no body
        ("How many RMB, and who is CEO?", ROPES, False),
        ("Is there a dock in Geelong?", ROPES, False),
        ("How many GPS-guided ropes are there?", ROPES, False),  # no name
    ],
)
def test_another_name(question: str, text: str, is_another: bool) -> None:
    assert another(question, NAMES, text) is is_another


@pytest.mark.parametrize(("city", "is_another"), [("Shenzhen", True), ("Chengdu", False)])
def test_another_clause_has_the_place_asked_about(city: str, is_another: bool) -> None:
    question = f"What does {city} pay a year?"
    assert another(question, NAMES, FIRST, "100 million") is is_another


def test_a_place_within_the_name_that_answers_is_not_what_it_is_told_of() -> None:
    sells = "Boltwerk Robotics of Ningbo sold 12 ropes, the most in May."
    made = document(paragraph("Dalian has many yards."), paragraph(sells))
    asked = "Who sold ropes to a yard in Dalian in May?"
    assert not another(asked, made, sells, "Boltwerk Robotics of Ningbo")
    assert another(asked, made, sells, "12 ropes")


def test_what_a_term_means_may_name_another_year() -> None:
    means = "Start-ups are firms founded after 2015."
    made = document(paragraph(means))
    assert not another("For the chart of 2020, what is meant by start-ups?", made, means)
    assert another("How many start-ups were founded in 2020?", made, means)


def test_a_name_of_earlier_turns_is_not_asked_about() -> None:
    question = "And Germany? (about: How many docks does Japan have?)"
    assert not another(question, NAMES, GERMAN, asked="And Germany?")


@pytest.mark.parametrize(
    ("question", "text", "short", "is_another"),
    [
        ("Which law followed the Harbour Data Law?", SAFETY, "Harbour Safety Law", False),
        ("Which law followed the Harbour Data Law?", SAFETY, "July 2017", True),
        ("Which fund, of Zhejiang or Jilin, is older?", FUND, "Zhejiang (by 4 years)", False),
        ("Which province had a fund before Zhejiang?", FUND, "Anhui", False),
        ("Which year had a fund before Zhejiang?", FUND, "2023", True),
    ],
)
def test_a_name_that_is_asked_for_replaces_none(
    question: str, text: str, short: str, is_another: bool
) -> None:
    assert another(question, NAMES, text, short) is is_another


STORED = "Location data shall be stored for no longer than 180 days."
SORTS = document(
    heading("Data"),
    paragraph("Cabin data shall not leave the ferry, nor shall other data."),
    paragraph(STORED),
    heading("Cabin data", 2),
    paragraph("All location data of guests are stored for 3 days."),
)


@pytest.mark.parametrize(
    ("question", "text", "is_another"),
    [
        ("How long may cabin data be stored?", STORED, True),
        ("How long may location data be stored?", STORED, False),
        ("How long may position data be stored?", STORED, False),  # may be another word for it
        ("How long may data be stored?", STORED, False),
        ("Who pays for cabin data of rescue boats?", STORED, False),  # another matter altogether
        (
            "How long are cabin data stored?",
            "All location data of guests are stored for 3 days.",
            False,
        ),
        ("May cabin data be stored?", STORED, False),
    ],
)
def test_another_sort(question: str, text: str, is_another: bool) -> None:
    assert another(question, SORTS, text) is is_another


def heads(*cells: str) -> RawBlock:
    return row(*cells, kind=BlockKind.HEADER)


TABLE = document(
    heading("Docks"),
    heads("Dock", "Founded", "Berths"),
    row("North Dock (北)", "1999", "12"),
    row("South Dock", "2004", "9"),
    heading("Growth"),
    heads("Indicator", "Year", "Value"),
    row("Growth", "2021", "7.9"),
)
NORTH = "North Dock (北) | 1999 | 12"


@pytest.mark.parametrize(
    ("question", "text", "is_another"),
    [
        ("How many berths has the South Dock?", NORTH, True),
        ("How many berths has the North Dock?", NORTH, False),
        ("How many berths are there?", NORTH, False),
        ("How many berths more than the South Dock has the North Dock?", NORTH, False),
        ("How many berths were there in 2020?", NORTH, False),
        ("What was the growth in 2020?", "Growth | 2021 | 7.9", True),
        ("What was the growth in 2021?", "Growth | 2021 | 7.9", False),
    ],
)
def test_another_row(question: str, text: str, is_another: bool) -> None:
    assert another(question, TABLE, text) is is_another


YARDS = document(
    heads("Yard", "Grant 2022 (CNY m)", "Share 2019", "Staff"),
    row("Gull", "39.8", "44%", "120"),
)


@pytest.mark.parametrize(
    ("question", "short", "is_another"),
    [
        ("What was the grant of Gull in 2019?", "CNY 39.8 m", True),
        ("What was the grant of Gull in 2022?", "CNY 39.8 m", False),
        ("What was the grant of Gull?", "CNY 39.8 m", False),
        ("What was the share of Gull in 2019?", "44%", False),
        ("How many staff did Gull have in 2019?", "120", False),
    ],
)
def test_a_figure_under_the_head_of_another_year(
    question: str, short: str, is_another: bool
) -> None:
    assert another(question, YARDS, "Gull | 39.8 | 44% | 120", short) is is_another


def test_a_row_that_is_asked_for_is_not_named() -> None:
    question = "Which dock was founded before the South Dock?"
    assert not another(question, TABLE, NORTH, "North Dock")
    assert another(question, TABLE, NORTH, "1999")


@pytest.mark.parametrize(
    ("short", "is_another"),
    [("Ministry of Tides", True), ("MOT", True), ("Ada Holm", False), ("", False)],
)
def test_a_body_holds_no_post(short: str, is_another: bool) -> None:
    assert another("Who is the minister of tides?", NAMES, ENDS, short) is is_another
    assert not another("Who ended the ferry quota?", NAMES, ENDS, short)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Did the ferries take 20 million euros in 2020?", "In 2019 they took 20 million euros."),
        ("Did fares differ in 2020 compared with 2018?", "In 2019 fares fell for ferries."),
        ("Did the third phase begin in July 2022?", "The second phase began in July 2022."),
    ],
)
def test_what_decides_or_compares_may_be_of_another(question: str, text: str) -> None:
    assert not another(question, document(paragraph(text)), text)


PAYS = "Ningbo pays 15 million yuan for a certified ferry."
STAYS = "Ferries of Ningbo pay 5 yuan for a berth."
AWARD = "15 million yuan for each ferry that is certified"
LOSS = "Boltwerk: a net profit of 79 million yuan after a loss in May; utilisation of 92 percent"
SALES = "Fastport sold docks for 526 million yuan."
OWNERS = document(
    heading("Dalian and Ningbo race for ferries"),
    paragraph(f"{PAYS} Dalian promised to pay as well."),
    heading("Dalian"),
    paragraph(STAYS),
    heading("Dalian and Ningbo"),
    paragraph("In May, the city of Ningbo published measures for ferries:"),
    item(AWARD),
    item("At least 40 docks"),
    heading("Makers"),
    paragraph(f"{SALES} It is new."),
    item(LOSS),
)


@pytest.mark.parametrize(
    ("question", "text", "is_another"),
    [
        # what follows a sentence is not what it is told of
        ("How much does Dalian pay for a certified ferry?", PAYS, True),
        ("How much does Ningbo pay for a certified ferry?", PAYS, False),
        # who leads in to a list, whatever the heading names
        ("How much does Dalian pay for a certified ferry?", AWARD, True),
        ("How much does Ningbo pay for a certified ferry?", AWARD, False),
        ("How much do ferries pay in Dalian?", STAYS, False),  # as its heading says
    ],
)
def test_another_owner(question: str, text: str, is_another: bool) -> None:
    assert another(question, OWNERS, text) is is_another


EMERGE = "Two firms with over 5 million yuan are to emerge by 2025."
GULL = "Gull is to build 40 docks."
BETS = document(
    heading("Dalian bets on ferries"),
    heading("In short", 2),
    paragraph(EMERGE),
    paragraph(GULL),
    heading("Fairs"),
    paragraph("The fair of Ningbo was in May."),
)


@pytest.mark.parametrize(
    ("question", "text", "is_another"),
    [
        ("How many firms does Ningbo's ferry plan foresee?", EMERGE, True),
        ("How many firms does Dalian's ferry plan foresee?", EMERGE, False),
        ("How many firms does the ferry plan foresee?", EMERGE, False),
        ("How many docks is the Ningbo firm Gull to build?", GULL, False),  # whatever the heading
    ],
)
def test_a_sentence_under_the_heading_of_another_place(question, text, is_another):
    assert another(question, BETS, text) is is_another


@pytest.mark.parametrize(
    ("question", "short", "is_another"),
    [
        ("How big was Boltwerk's loss?", "79 million yuan", True),
        ("How big was Boltwerk's profit?", "79 million yuan", False),
        ("How big was Boltwerk's revenue?", "79 million yuan", True),
        ("What were Boltwerk's export earnings?", "79 million yuan", False),  # sales, or a profit
        ("Headcount of Boltwerk?", "79 million yuan", True),
        ("How many yuan of profit did Boltwerk have?", "79 million yuan", False),
        ("How big was Boltwerk's loss or profit?", "79 million yuan", False),
        ("How big was Boltwerk's loss?", "92 percent", False),  # of neither
        ("How big was Boltwerk's loss?", "", False),
    ],
)
def test_the_opposite(question: str, short: str, is_another: bool) -> None:
    assert another(question, OWNERS, LOSS, short) is is_another


@pytest.mark.parametrize(
    ("question", "is_another"),
    [
        ("Fastport utilisation 2024", True),
        ("Fastport docks 2024", False),
        ("Fastport whales 2024", False),  # may be another word for it
        ("What was Fastport's utilisation?", False),
    ],
)
def test_another_measure(question: str, is_another: bool) -> None:
    assert another(question, OWNERS, SALES) is is_another


SHARES = "Norland holds about 15% of exports in Ropes and 13% in Iron Sails."
TRADE = document(
    heading("Exports"),
    paragraph(SHARES),
    paragraph("Brass Bells are sold too, and 7% of exports in Japanese docks."),
)


@pytest.mark.parametrize(
    ("question", "text", "short", "is_another"),
    [
        ("What share of Brass Bells exports has Norland?", SHARES, "about 15%", True),
        ("What share of Ropes exports has Norland?", SHARES, "about 15%", False),
        ("What share of exports has Norland?", SHARES, "about 15%", False),
        ("Which exports are larger than Brass Bells?", SHARES, "exports", False),  # no amount
    ],
)
def test_an_amount_for_another_thing(
    question: str, text: str, short: str, is_another: bool
) -> None:
    assert another(question, TRADE, text, short) is is_another


CHARGES = "The company charges 298,000 euros apiece."
MET = "In June 2023 the provincial keepers counted 41 docks."
CHIP = "Its third processor, the TH3, offers 128 steps."
SPENDS = "The Tide Foundation pays for ropes, about 410 million in 2022."
ACTORS = document(
    heading("Robots"),
    paragraph("Lanhe Docks delivered 60 robots to Boltwerk. They sort ropes."),
    paragraph(CHARGES),
    paragraph("Taiyu Ropes, its rival, has shelved a listing."),
    heading("Anhui"),
    paragraph(MET),
    paragraph(CHIP),
    paragraph("An older design is the TH2."),
    heading("Shandong"),
    paragraph(SPENDS),
    paragraph("The Ministry of Tides turns results into bells, and Jinan has docks."),
)


@pytest.mark.parametrize(
    ("question", "text", "is_another"),
    [
        ("How much does Taiyu Ropes charge for a robot?", CHARGES, True),
        ("How much does Lanhe Docks charge for a robot?", CHARGES, False),
        ("What does Taiyu Ropes say that a robot costs?", CHARGES, False),  # it only says it
        ("How many docks were counted in Shandong in June 2023?", MET, True),
        ("How many docks were counted in Anhui in June 2023?", MET, False),
        ("How much did the Ministry of Tides spend on ropes in 2022?", SPENDS, True),
        ("How much did the Tide Foundation spend on ropes in 2022?", SPENDS, False),
        ("How much did the Council spend on ropes in 2022?", SPENDS, True),
        ("How many steps does the TH2 offer?", CHIP, True),
        ("How many steps does the TH3 offer?", CHIP, False),
        ("What is newer than the TH2?", CHIP, True),
    ],
)
def test_who_acts_has_been_named_before(question: str, text: str, is_another: bool) -> None:
    assert another(question, ACTORS, text) is is_another


@pytest.mark.parametrize(
    ("question", "is_another"),
    [
        ("How much had been lent by the end of May?", True),
        ("How much had been lent by the end of April?", False),
        ("How much had been lent in March?", False),  # which is told before
        ("How much had been lent by June 2024?", False),  # the heading has it
        ("How much may have been lent?", False),
    ],
)
def test_another_month(question: str, is_another: bool) -> None:
    lent = "Hospitals had drawn 21 million by the end of April."
    made = document(heading("Loans in June"), paragraph(f"The scheme began in March. {lent}"))
    assert another(question, made, lent) is is_another
