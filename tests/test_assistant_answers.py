"""Short answers: dates, amounts, names, full names of acronyms, yes or no; what is composed."""

from __future__ import annotations

import time

import pytest
from briefing_document import document, heading, hit, item, paragraph, row

from assistant.answers.compose import Composed, compose
from assistant.answers.definition import expansion, meaning
from assistant.answers.span import find_spans, shorten
from assistant.answers.stretches import stretches
from assistant.answers.told import Quoted
from assistant.answers.values import find_amounts, find_dates, whole
from assistant.answers.wanted import Type, Wanted
from assistant.answers.yes_no import yes_or_no
from assistant.candidates import candidates
from assistant.question import Kind, Query
from assistant.select import Scored
from corpus.documents import BlockKind, RawBlock, Span
from index.keywords import stems
from index.names import find_names

SENTENCE_OF_LAW = "The Personal Information Protection Law (PIPL) sets fines."


def query(kind, question):
    """Ask a question whose words all weigh the same."""
    return Query(question, question, kind, dict.fromkeys(stems(question), 1.0))


def marked(find, text):
    """Find what ``find`` gives for a text, as the words of the spans."""
    return [text[start:end] for start, end in find(text)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("issued on 18 February 2021 in Beijing", ["18 February 2021"]),
        ("2 MARCH 2021 · PERIOD: 1 – 28 FEBRUARY 2021", ["2 MARCH 2021", "28 FEBRUARY 2021"]),
        ("February 18, 2021 and Feb. 9", ["February 18, 2021", "Feb. 9"]),
        ("from 9 Feb. 2021 to May 2022", ["9 Feb. 2021", "May 2022"]),
        ("2021年2月18日发布，2022年起", ["2021年2月18日", "2022年"]),
        ("on 2021-02-18 or in 2021-03", ["2021-02-18", "2021-03"]),
        ("mid-2020, late 2021, the end of 2022", ["mid-2020", "late 2021", "the end of 2022"]),
        ("the first half of 2021, spring 2019", ["the first half of 2021", "spring 2019"]),
        ("the plan (2021-2025) and 2016–20", ["2021-2025", "2016–20"]),
        ("in the 1990s", ["1990s"]),
        ("12,020 jobs, 20201 cars, 1899, March 15,000 units", []),
        ("Marching into the mayor's office", []),
    ],
)
def test_dates(text, dates):
    assert marked(find_dates, text) == dates


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("CNY 10 billion was paid", ["CNY 10 billion"]),
        ("6-8 firms, 12–15 percent", ["6-8", "12–15 percent"]),
        ("at least 20 percent, up to 5%", ["at least 20 percent", "up to 5%"]),
        ("€1.28 bn or US$ 300 million or $5", ["€1.28 bn", "US$ 300 million", "$5"]),
        ("939 million users, 1,204 firms, 426 000 jobs", ["939 million", "1,204", "426 000"]),
        ("492 per 10,000 factory workers in it", ["492 per 10,000 factory workers"]),
        ("246 units per 10,000 workers", ["246 units per 10,000 workers"]),
        ("150 per 100 000 employees", ["150 per 100 000 employees"]),
        ("3.5 out of 10; 0.5 per cent", ["3.5 out of 10", "0.5 per cent"]),
        ("between 10 and 20 percent, 10 to 20 GW", ["between 10 and 20 percent", "10 to 20 GW"]),
        ("about a dozen towns, twenty-one cities", ["about a dozen", "twenty-one"]),
        ("2 percentage points, 14 nm chips", ["2 percentage points", "14 nm"]),
        ("around 50,000 yuan a year", ["around 50,000 yuan a year"]),
        ("10,000,000.50 euros", ["10,000,000.50 euros"]),
        ("投资20亿元，覆盖10万", ["20亿元", "10万"]),
        ("12 March 2021, 2019 and 2020, 2021年2月", []),
        ("In May 20 percent left", ["20 percent"]),
        ("from 262% in 2020 to 288%", ["262%", "288%"]),
        ("the plan of 2018 –20", ["20"]),
        ("Sails | -44 | +3 | –2.5%, or minus 4", ["-44", "+3", "–2.5%", "minus 4"]),
        ("- 45 docks, 20-30 yards", ["45", "20-30"]),
        ("A4, 5G, v2.1.3, 1.2.3, COVID-19, 3,5", []),
    ],
)
def test_amounts(text, amounts):
    assert marked(find_amounts, text) == amounts


@pytest.mark.parametrize(
    ("cut", "told"),
    [
        ("more than 8 ships", "no more than 8 ships"),
        ("5 cities", "at least 5 cities and at most 9"),
        ("9 join", "at least 5 cities and at most 9 join"),
        ("8 ships", "8 ships"),
    ],
)
def test_a_stretch_is_widened_to_all_that_bounds_its_number(cut, told):
    text = "So no more than 8 ships, at least 5 cities and at most 9 join."
    start = text.index(cut)
    assert text[slice(*whole(text, start, start + len(cut)))] == told


def test_a_phrase_begins_with_the_whole_operator():
    text = "The harbour has not less than many piers."
    found = stretches(text, Wanted(Type.NAME, frozenset()), frozenset(["harbour"]))
    assert "not less than many piers" in [text[one.start : one.end] for one in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It said the Ministry of Science and Technology", ["Ministry of Science and Technology"]),
        ("The State Council met J. Smith.", ["State Council", "J. Smith"]),
        ("the “Made in China 2025” plan of AT&T", ["Made in China 2025", "AT&T"]),
        ("The US and MIIT", ["US", "MIIT"]),
        ("He bought IT from them in May", ["IT"]),
        ("Since 7 May 2018 in Hefei", ["Hefei"]),
        ("Germany's KUKA in 2016", ["Germany", "KUKA"]),
        ("to Hainan Island on July 25, 2020", ["Hainan Island"]),
        ("In 2018 Ningbo won the 2019 Games", ["Ningbo", "Games"]),
        ("The 2019 Games of Ningbo", ["2019 Games of Ningbo"]),
        ("the Ministry of Finance in May 2020", ["Ministry of Finance"]),
        ("Tsinghua University and Peking University", ["Tsinghua University", "Peking University"]),
        (
            "National Development and Reform Commission",
            ["National Development and Reform Commission"],
        ),
        ("no name at all", []),
    ],
)
def test_names(text, names):
    assert marked(find_names, text) == names


@pytest.mark.parametrize(
    ("question", "sentence", "full"),
    [
        (
            "What does CNIPA stand for?",
            "The China National Intellectual Property Administration (CNIPA) rules.",
            "China National Intellectual Property Administration",
        ),
        (
            "What is PIPL?",
            "The draft of the Personal Information Protection Law (“PIPL”) is out.",
            "Personal Information Protection Law",
        ),
        ("AI?", "AI (artificial intelligence) is new", "artificial intelligence"),
        ("What are NEVs?", "sales of new energy vehicles (NEVs) rose", "new energy vehicles"),
        ("S&T?", "plans for science and technology (S&T)", "science and technology"),
        ("BRI?", "the Belt and Road Initiative (BRI, 一带一路)", "Belt and Road Initiative"),
        ("AI?", "all about industry and artificial intelligence (AI)", "artificial intelligence"),
        ("What is AI or MIIT?", "the body (MIIT) that", ""),
        ("What is ESG?", "(ESG)", ""),
        (
            "nips, full name?",
            "NIPS: Neural Information Processing Systems",
            "Neural Information Processing Systems",
        ),
        ("What is NeurIPS?", "NeurIPS: Dates and fees", ""),
        ("What is SPA?", "SPA 专用机构 Special Port Agency, for ships", "Special Port Agency"),
        ("What is SPA?", "The agency SPA (专用机构) is new.", ""),
        ("What is the NDRC?", "The NDRC is big", ""),
        ("What is a plan?", "the plan (a plan)", ""),
    ],
)
def test_what_an_acronym_stands_for(question, sentence, full):
    assert expansion(question, sentence) == full


@pytest.mark.parametrize(
    ("question", "sentence", "means"),
    [
        ("What is an SPA?", "SPA is an umbrella term for unions.", "an umbrella term for unions"),
        ("What is meant by a port fee (PF) in this report?", "A port fee is a toll.", "a toll"),
        ("What is meant by a port fee (PF)?", "PF means a toll on ships.", "a toll on ships"),
        ("What are pilot funds?", "Pilot funds, which pay pilots, are few.", "which pay pilots"),
        ("What is the Rail Fund?", "The “Rail Fund” (铁路) is a fund of six.", "a fund of six"),
        ("How is a tug defined?", "A tug has been defined as a small ship.", "a small ship"),
        ("How are tugs defined in the Port Law?", "Tugs are ships that tow.", "ships that tow"),
        ("What do you mean by tugs?", "Tugs are defined as ships that tow.", "ships that tow"),
        ("What is a tug?", "The tug is big.", ""),
        ("What is port data?", "“Port data” (港口数据) means data of ships;", "data of ships"),
        ("What is port data?", "Port data means trouble.", ""),
        ("Who counts as a pilot?", "“Pilot” means whoever steers.", "whoever steers"),
        ("What does “tug” mean in the port rules?", "“Tug” refers to towing.", "towing"),
        (
            "How do the rules define tugs?",
            "For the purposes of these Rules, tugs refers to what tows.",
            "what tows",
        ),
        ("What is a tug?", "A tug boat is a ship.", ""),
        (
            "what does “dark sail” mean?",
            "Dark sail A trip without a light",
            "A trip without a light",
        ),
        ("What is a tide fund?", "Tide fund: a fund of the state", "a fund of the state"),
        ("What is Alba?", "Alba Port is closed.", ""),
        (
            "Explain tide funds in a line",
            "Tide funds are funds of the state.",
            "funds of the state",
        ),
        ("What is a light rail?", "By “light rail” we understand short trains.", "short trains"),
        ("What is green ice?", "Green ice is, in this study, ice from wind.", "ice from wind"),
        ("green ice meaning (Port Office)", "Green ice, in its use, is an ice.", "an ice"),
        (
            "What do the ports understand by green ice?",
            "The ports use the term “green ice” (绿冰) for ice that wind has made.",
            "ice that wind has made",
        ),
        ("PSD?", "UIC is new; PSD means platform screen doors.", "platform screen doors"),
        ("What is slow sailing?", "Slow sailing, that is, below 9 knots, saves.", "below 9 knots"),
        ("What is a (b|c)+?", "A (b|c)+ is a pattern.", ""),
    ],
)
def test_what_a_term_means(question, sentence, means):
    assert meaning(question, sentence) == means


@pytest.mark.parametrize(
    ("question", "paragraph_", "short", "cited"),
    [
        (
            "What is meant by the silver economy?",
            "Cities court the “silver economy” (银发经济). The term covers goods for the old.",
            "goods for the old",
            2,
        ),
        (
            "What counts as new-type storage?",
            "It built more “new-type” storage (i.e. all but pumped hydro) than last year.",
            "all but pumped hydro",
            1,
        ),
        (
            "What is a tram-train?",
            "Tram-trains (trains that run on tracks of trams) are left out.",
            "trains that run on tracks of trams",
            1,
        ),
        (
            "Meaning of “little giants”?",
            "It named “little giants”. Some 90 are on the list. The term denotes small ships.",
            "small ships",
            3,
        ),
        (
            "What is a smart berth?",
            "Many plan a “smart berth”. This expression refers to berths without staff.",
            "berths without staff",
            1,
        ),
        (
            "What are the ‘cooling levies’ in the port plan?",
            "The plan has ‘cooling levies’, under which a mill pays for warm water: 45 pay.",
            "under which a mill pays for warm water",
            1,
        ),
        (
            "What is a dry dock?",
            "It named its dry docks, by which it means basins that can be emptied, in May.",
            "basins that can be emptied, in May",
            1,
        ),
        (
            "Explain what a berth plan (BP) does.",
            "Its strength is the berth plan (BP), the software that places ships; it sells well.",
            "the software that places ships",
            1,
        ),
        (
            "What does BP mean?",
            "By berth plan (BP) we mean the software that places ships.",
            "berth plan: the software that places ships",
            1,
        ),
        (
            "What does BP stand for?",
            "By berth plan (BP) we mean the software that places ships.",
            "berth plan",
            1,
        ),
        (
            "What is meant by the silver economy?",
            "Cities court the silver economy. The plan covers goods for the old.",
            "Cities court the silver economy.",
            2,
        ),
    ],
)
def test_a_term_is_explained_in_a_bracket_or_by_the_next_sentence(
    question, paragraph_, short, cited
):
    made = document(paragraph(paragraph_))
    best = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
    told = compose(query(Kind.DEFINITION, question), best, lambda _: made)
    assert (told.short, len(told.sentences)) == (short, cited)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("What is PIPL?", "Personal Information Protection Law"),
        ("What does PIPL stand for?", "Personal Information Protection Law"),
        ("What is the PIPL draft?", "Personal Information Protection Law"),
        ("What is the highest fine in the PIPL draft?", SENTENCE_OF_LAW),
    ],
)
def test_letters_are_spelled_out_where_they_are_what_is_asked_for(question, short):
    made = document(paragraph(SENTENCE_OF_LAW))
    best = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
    assert compose(query(Kind.DEFINITION, question), best, lambda _: made).short == short


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("Is it law?", "It is law.", "Yes"),
        ("Is it law?", "It is not law.", "No"),
        ("Is it law?", "It isn’t law.", "No"),
        ("Is it not law?", "It isn't law.", "Yes"),
        ("Did it fail to pass?", "It passed.", "No"),
        ("Did they sell?", "They were unable to sell.", "No"),
        ("Has it begun?", "Work is yet to begin.", "No"),
        ("Is it of note?", "It is a notable knot.", "Yes"),
        ("Did it spend more than before?", "Its spending fell by a fifth.", "No"),
        ("Are prices lower?", "Prices increased in spring.", "No"),
        ("Did sales rise to a higher level?", "Sales fell to a lower level.", "No"),
        ("Is demand higher?", "Demand rose in spring.", "Yes"),
    ],
)
def test_yes_or_no(question, sentence, said):
    assert yes_or_no(question, sentence) == said


@pytest.mark.parametrize(
    ("kind", "question", "sentence", "short"),
    [
        (
            Kind.DATE,
            "When was it closed?",
            "Opened in 2014, it was closed in May 2019.",
            "May 2019",
        ),
        (Kind.DATE, "When in 2021 did it start?", "It started in 2021, on 4 May.", "4 May"),
        (Kind.DATE, "When?", "It came in 2014 and in 2019.", "2014"),
        (Kind.DATE, "When?", "It never happened.", "It never happened."),
        (Kind.NUMBER, "How many firms by 2025?", "By 2025 it wants 6 to 8 firms.", "6 to 8 firms"),
        (Kind.NUMBER, "How many of the 50?", "Of the 50, it took 8.", "8"),
        (Kind.NUMBER, "How many units fell?", "Sales fell by 12%, after 40 the year before.", "40"),
        (Kind.PERSON, "Who leads CATL?", "Zeng Yuqun leads CATL.", "Zeng Yuqun"),
        (
            Kind.PERSON,
            "Who issued the plan?",
            "The plan, which NDRC (国家发改委) issued with MIIT and SAMR, is new.",
            "NDRC (国家发改委) with MIIT and SAMR",
        ),
        (
            Kind.PERSON,
            "Who said so?",
            "On 26 April 2024 the Ministry of Commerce (MOFCOM) and the Customs Office said so.",
            "Ministry of Commerce (MOFCOM) and the Customs Office",
        ),
        (
            Kind.PERSON,
            "Who set it up?",
            "The Ministry of Finance and six state banks set it up.",
            "Ministry of Finance and six state banks",
        ),
        (Kind.PERSON, "Who issued it?", "MIIT issued it, and SAMR disagreed.", "MIIT"),
        (
            Kind.NAME,
            "Which body issued the rules?",
            "Name: Rules Issuing body: Dalian Port Bureau and Wuhu Port Bureau Date: 3 May",
            "Dalian Port Bureau and Wuhu Port Bureau",
        ),
        (
            Kind.PERSON,
            "Who is going to run Shanghai's fund for sails?",
            "It opened in May and will be run by Shanghai Ropes.",
            "Shanghai Ropes",
        ),
        (
            Kind.PERSON,
            "Who is required to report on sails?",
            "Reports on sails come from Shanghai Ropes.",
            "Shanghai Ropes",
        ),
        (
            Kind.PERSON,
            "Who hosts the desk?",
            "The desk is hosted by Port Institute 301.",
            "Port Institute 301",
        ),
        (
            Kind.NAME,
            "Which institute built the ropes?",
            "They were built by Port Institute 2019 and sold.",
            "Port Institute",
        ),
        (
            Kind.NAME,
            "Which institute has the most patents?",
            "Patents: Port Institute 45, Rope Institute 38.",
            "Port Institute",
        ),
        (Kind.PERSON, "Who counted it?", "In 2020 eleven were.", "In 2020 eleven were."),
        (Kind.NAME, "Which city hosts the fair?", "The fair is held in Hefei.", "Hefei"),
        (Kind.OTHER, "How does it work?", "It pays 2019 firms.", "It pays 2019 firms."),
        (Kind.REASON, "Why?", "w " * 40, "w " * 30 + "…"),
    ],
)
def test_the_answer_alone(kind, question, sentence, short):
    made = document(paragraph(sentence))
    best = [Scored(next(candidates(made, hit(made))), 1.0, 1.0, True)]
    assert compose(query(kind, question), best, lambda _: made).short == short


def test_a_short_answer_is_cut_at_a_word():
    assert shorten("w " * 29 + "end") == "w " * 29 + "end"
    assert shorten("w " * 30 + "end") == "w " * 30 + "…"


HOSTILE = """
a|A |a |( |(|1|-|–|1,111|,111|1 1|2020 |2020-|2020年|1 May |May |two-|two |at least |A of |A. |A&|A-
|of and |(MIIT |MIIT (|MIIT (x) |1 per 1 |1 out of 1 a |not |n't |$ |中|.|'|"|1.1.|10 to |€1
""".replace("\n", "").split("|")


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_no_time(unit):
    text = unit * (50_000 // len(unit))
    begun = time.process_time()
    for find in (find_dates, find_amounts, find_names):
        find(text)
    made = document(paragraph("An opening of some length. " + text))
    for question in ("How many 1?", text[:2000]):
        for kind in (Kind.DATE, Kind.NUMBER, Kind.NAME):
            best = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
            find_spans(query(kind, question), best, lambda _: made)
    expansion(text, text), expansion("What is MIIT?", text), expansion(text, "The plan (MIIT)")
    yes_or_no(text, text)
    assert time.process_time() - begun < 5


NEWS = document(
    heading("Robots"),
    paragraph("The plan was issued in 2021. It sets a goal of 492 robots. Ports come much later."),
    paragraph("The plan aims to:"),
    item("make reducers at home"),
    item("train new technicians"),
    paragraph("Table of what was made:"),
    row("Year", "Robots made", kind=BlockKind.HEADER),
    row("2019", "177,000 units"),
    row("2020", "212,000 units"),
    name="news",
)
COPY = document(paragraph("the PLAN was issued in 2021."), name="copy")
DOCUMENTS = {"news": NEWS, "copy": COPY}


def ranked(*wanted: tuple[str, float], suits=True):
    """Score the candidates that end with the given words."""
    every = [c for made in DOCUMENTS.values() for c in candidates(made, hit(made))]
    return [
        Scored(next(c for c in every if c.text.endswith(words)), score, 0.5, suits)
        for words, score in wanted
    ]


def composed(kind, *wanted, question="Question?"):
    return compose(query(kind, question), ranked(*wanted), DOCUMENTS.__getitem__)


def place(words, made=NEWS):
    start = made.text.index(words)
    return Span(made.id, start, start + len(words))


def test_nothing_found_is_nothing_said():
    assert compose(query(Kind.DATE, "When?"), [], DOCUMENTS.__getitem__) == Composed("", (), ())


def test_the_same_sentence_in_two_documents_is_said_once_with_both_places():
    answer = composed(
        Kind.DATE, ("The plan was issued in 2021.", 0.9), ("the PLAN was issued in 2021.", 0.8)
    )
    places = (place("The plan was issued in 2021."), place("the PLAN was issued in 2021.", COPY))
    said = (Quoted("The plan was issued in 2021.", places),)
    assert answer == Composed("2021", (), said, share=1.0)


def test_a_sentence_that_holds_one_already_given_is_left_out():
    answer = composed(Kind.OTHER, ("The plan was issued in 2021.", 0.9), ("492 robots.", 0.8))
    assert [quoted.text for quoted in answer.sentences] == ["The plan was issued in 2021."]


def test_what_is_far_behind_the_best_is_left_out():
    texts = [
        [
            quoted.text
            for quoted in composed(Kind.OTHER, ("much later.", 1.0), ("2021.", s)).sentences
        ]
        for s in (0.79, 0.77)
    ]
    assert texts == [
        ["Ports come much later.", "The plan was issued in 2021."],
        ["Ports come much later."],
    ]


def test_an_answer_is_four_sentences_and_few_words_at_most():
    made = document(
        *(paragraph(f"{n} {'word ' * length}end.") for n, length in enumerate([40] * 3 + [9] * 9))
    )
    every = list(candidates(made, hit(made)))

    def count(chosen):
        scored = [Scored(c, 1.0, 1.0, True) for c in chosen]
        return len(compose(query(Kind.OTHER, "How?"), scored, lambda _: made).sentences)

    assert (count(every), count(every[3:])) == (2, 4)


@pytest.mark.parametrize("best", ["The plan aims to:", "train new technicians"])
def test_a_list_is_given_whole_from_its_lead_in_or_an_item(best):
    answer = composed(Kind.LIST, (best, 0.9), question="What are the aims of the plan?")
    assert answer.items == ("make reducers at home", "train new technicians")
    assert answer.short == "make reducers at home; train new technicians (2 in all)"
    places = [quoted.spans for quoted in answer.sentences][-2:]
    assert places == [(place("- make reducers at home"),), (place("- train new technicians"),)]
    assert len(answer.sentences) == (3 if best.endswith(":") else 2)


def test_a_table_whose_rows_years_name_is_no_list():
    answer = composed(Kind.LIST, ("Table of what was made:", 0.9))
    assert answer.items == ()


def test_a_list_as_long_as_asked_for_goes_before_a_better_placed_one():
    made = document(
        *(paragraph("The first measures:"), item("one thing or two"), item("another thing")),
        *(paragraph("The second measures:"), *(item(f"number {n}") for n in range(3))),
    )
    every = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
    asked = {
        q: len(compose(query(Kind.LIST, q), every, lambda _: made).items)
        for q in ("What are the measures?", "What are the three measures?")
    }
    assert asked == {"What are the measures?": 2, "What are the three measures?": 3}


def test_a_list_without_end_is_no_answer():
    made = document(
        paragraph("The measures are:"), *(item(f"measure number {n}") for n in range(41))
    )
    scored = [Scored(next(candidates(made, hit(made))), 1.0, 1.0, True)]
    assert compose(query(Kind.LIST, "What are they?"), scored, lambda _: made).items == ()


def test_a_sentence_that_holds_what_is_wanted_gives_the_short_answer():
    first, second = ranked(("much later.", 0.9), ("The plan was issued in 2021.", 0.85))
    answer = compose(
        query(Kind.DATE, "When?"),
        [Scored(first.candidate, 0.9, 0.5, False), second],
        DOCUMENTS.__getitem__,
    )
    assert (answer.short, len(answer.sentences)) == ("2021", 2)


def test_short_answers_of_other_kinds():
    assert composed(Kind.YES_NO, ("much later.", 0.9), question="Did it come?").short == "Yes"
    assert composed(Kind.DEFINITION, ("much later.", 0.9)).short == "Ports come much later."


TABLE = (
    RawBlock(BlockKind.CAPTION, "Table 1: Shares, in percent"),
    row("City", "Unit", "Budget (CNY million)", "Rate", kind=BlockKind.HEADER),
    row("Wuhan city", "", "60", "98"),
    row("Hefei city", "EFLOPS", "70 bn", "230"),
)


@pytest.mark.parametrize(
    ("question", "of", "short"),
    [
        ("What is the budget of Wuhan?", "Wuhan", "CNY 60 million"),  # of its head
        ("What is the rate of Wuhan?", "Wuhan", "98 percent"),  # of the caption
        ("What is the rate of Hefei?", "Hefei", "230 EFLOPS"),  # of a column of units
        ("What is the budget of Hefei?", "Hefei", "70 bn"),  # its own
    ],
)
def test_a_number_of_a_table_is_given_with_its_unit(question, of, short):
    made = document(*TABLE)
    one = next(c for c in candidates(made, hit(made)) if c.text.startswith(of))
    best = [Scored(one, 1.0, 1.0, True)]
    assert compose(query(Kind.NUMBER, question), best, lambda _: made).short == short


def test_the_unit_in_the_label_of_a_row():
    made = document(
        row("Item", "2023", "2024", kind=BlockKind.HEADER), row("New storage (GW)", "31", "73")
    )
    best = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
    asked = query(Kind.NUMBER, "How much new storage was there in 2024?")
    assert compose(asked, best, lambda _: made).short == "73 GW"


def test_the_sentence_of_the_short_answer_is_among_those_given():
    made = document(*(paragraph(f"Piers of all sorts are number {n}.") for n in "abcd"))
    texts = [c for c in candidates(made, hit(made))]
    last = document(paragraph("Norland has 12 piers."), name="last")
    one = next(candidates(last, hit(last)))
    best = [Scored(c, 1.0, 1.0, True) for c in texts] + [Scored(one, 0.9, 1.0, True)]
    asked = query(Kind.NUMBER, "How many piers of which ports, and which are whose?")
    told = compose(asked, best, lambda name: last if name == "last" else made)
    assert told.short == "12 piers"
    assert told.sentences[0].text == "Norland has 12 piers."


def test_labelled_lines_give_the_value_asked_for():
    made = document(
        paragraph("Policy: a plan for ports"),
        paragraph("Issuing body: MIIT"),
        RawBlock(BlockKind.CAPTION, "c"),
    )
    scored = [Scored(next(candidates(made, hit(made))), 1.0, 1.0, True)]
    answer = compose(query(Kind.NAME, "Which body issued it?"), scored, lambda _: made)
    assert answer.short == "MIIT"
    assert answer.sentences == (
        Quoted("Policy: a plan for ports Issuing body: MIIT", (scored[0].candidate.span,)),
    )
