"""A figure that a later document gives otherwise is linked to it, and no other is."""

from __future__ import annotations

import pytest
from briefing_document import heading, item, paragraph, row

from corpus.assemble import assemble
from corpus.documents import BlockKind, Document, Metadata, RawBlock, Span
from index.facts.extract import extract_facts
from index.facts.fact import Fact
from index.facts.restated import Statement, Superseded, superseded
from index.facts.surroundings import place
from index.facts.thing import thing
from index.quantities import quantities

OLD, NEW = "2020-03-03", "2021-03-02"


def block(line: str, first: bool) -> RawBlock:
    """Read a line: "# heading", "- item", "| cell | cell" (a head where ``first``), or prose."""
    mark, _, rest = line.partition(" ")
    if mark == "|":
        kind = BlockKind.HEADER if first else BlockKind.ROW
        return row(*(cell.strip() for cell in rest.split("|")), kind=kind)
    if line.startswith("Table "):
        return RawBlock(BlockKind.CAPTION, line)
    if mark in ("#", "##"):
        return heading(rest, len(mark))
    return item(rest) if mark == "-" else paragraph(line)


def issue(
    text: str, issued: str | None, publisher: str = "Desk", title: str = "Briefing"
) -> Document:
    lines = text.strip().splitlines()
    heads = [n == 0 or not lines[n - 1].startswith("|") for n in range(len(lines))]
    made = assemble([block(line, first) for line, first in zip(lines, heads, strict=True)])
    meta = Metadata(title, publisher, issued=issued)
    return Document("d", meta, "d", "", made.text, made.blocks, made.sections, made.pages)


def told(document: Document) -> list[tuple[Fact, int]]:
    found = ((fact, thing(fact, document)) for fact in extract_facts(document))
    return [(fact, name) for fact, name in found if name is not None]


def links(old: Document, new: Document) -> set[tuple[object, object]]:
    """Give the values that are linked, the earlier first."""
    facts = [(document, *one) for document in (old, new) for one in told(document)]
    found = set()
    for name in {name for _, _, name in facts}:
        same = {n: (doc, fact) for n, (doc, fact, of) in enumerate(facts) if of == name}
        statements = [
            Statement(
                n,
                str(doc.meta.issued),
                doc.meta.issued_inferred,
                fact.value,
                fact.high,
                fact.qualifiers.get("operator"),
            )
            for n, (doc, fact) in same.items()
            if doc.meta.issued
        ]
        for link in superseded(statements):
            found.add((same[link.fact][1].value, same[link.by][1].value))
    return found


RESTATED = [
    # the same words
    (
        "China wants 600,000 base stations for 5G by 2025.",
        "China wants 700,000 base stations for 5G by 2025.",
        {(600_000, 700_000)},
    ),
    (
        "MIIT aims for at least 30 IoT standards by 2025.",
        "MIIT aims for at least 40 IoT standards by 2025.",
        {(30, 40)},
    ),
    # other words of aiming
    (
        "The ministry wants 50 smart factories by 2025.",
        "MIIT plans to build 80 smart factories by 2025.",
        {(50, 80)},
    ),
    (
        "The goal is 40 national innovation centres by 2025.",
        "China should have 45 national innovation centres by 2025.",
        {(40, 45)},
    ),
    (
        "Shanghai wants 10,000 public charging points by 2025.",
        "By 2025 Shanghai aims to build 15,000 public charging points.",
        {(10_000, 15_000)},
    ),
    (
        "Renewables should supply 40 percent of power by 2030.",
        "Renewables are to supply at least 50 percent of power by 2030.",
        {(40, 50)},
    ),
    # the earlier figure is told in passing
    (
        "China wants 600,000 base stations for 5G by 2025.",
        "China wants 700,000 base stations for 5G by 2025, up from 600,000.",
        {(600_000, 700_000)},
    ),
    (
        "China wants 600,000 base stations for 5G by 2025.",
        "MIIT raised its target for base stations for 5G from 600,000 to 700,000 by 2025.",
        {(600_000, 700_000)},
    ),
    (
        "China wants 600,000 base stations for 5G by 2025.",
        "The target of 600,000 base stations for 5G by 2025 was raised to 700,000.",
        {(600_000, 700_000)},
    ),
    (
        "China wants 600,000 base stations for 5G by 2025.",
        "Instead of 600,000 base stations for 5G the plan now calls for 700,000 by 2025.",
        {(600_000, 700_000)},
    ),
    (
        "China wants 600,000 base stations for 5G by 2025.",
        "China wants 700,000 base stations for 5G by 2025, and not 600,000 base stations for 5G.",
        {(600_000, 700_000)},
    ),
    # what stands before a sentence that says whose goal it is
    (
        "Ericsson and Huawei met in Hefei. MIIT wants 30 IoT standards by 2025.",
        "MIIT wants 40 IoT standards by 2025.",
        {(30, 40)},
    ),
    # a list under its lead
    (
        "The goals for 2025 are these:\n- 20 pilot zones for AI\n- 30 open platforms for AI",
        "The new goals for 2025 are these:\n- 25 pilot zones for AI\n- 30 open platforms for AI",
        {(20, 25)},
    ),
    # units, rates and ranges
    (
        "MIIT wants 100,000 industrial robots a year by 2025.",
        "MIIT wants 150,000 industrial robots a year by 2025.",
        {(100_000, 150_000)},
    ),
    (
        "The draft wants 6 to 8 Chinese makers of scanners by 2025.",
        "The draft wants 8 to 10 Chinese makers of scanners by 2025.",
        {(6, 8)},
    ),
    (
        "China wants to spend ¥1.4 trillion (€178 billion) on new infrastructure by 2025.",
        "China wants to spend ¥1.6 trillion on new infrastructure by 2025.",
        {(1_400_000_000_000, 1_600_000_000_000)},
    ),
    (
        "Key enterprises are to raise productivity by at least 20 percent by 2023.",
        "Key enterprises should increase productivity by at least 25 percent by 2023.",
        {(20, 25)},
    ),
    # tables
    (
        "Table 1: Robots\n| Item | Target 2025\n| Industrial robots of Chinese brands | 100 000",
        "Table 3: Goals\n| What | Target 2025\n| Industrial robots by Chinese brands | 120 000",
        {(100_000, 120_000)},
    ),
    (
        "Table 1: Machines\n| Item | Target 2025\n| Industrial robots of Chinese brands | 100 000",
        "China wants 120,000 industrial robots of Chinese brands by 2025.",
        {(100_000, 120_000)},
    ),
    (
        "Table 2: Freight by port in 2019\n| Port | Million tonnes\n| Ningbo | 120\n| Dalian | 90",
        "Table 4: Freight by port in 2019\n| Port | Million tonnes\n| Ningbo | 135\n| Dalian | 90",
        {(120, 135)},
    ),
    # a figure for a year, corrected by who gave it
    (
        "Ningbo handled 120 million tonnes of freight in 2019.",
        "Ningbo handled 135 million tonnes of freight in 2019.",
        {(120_000_000, 135_000_000)},
    ),
    (
        "China's GDP grew by 6.1 percent in 2019.",
        "In 2019 China's GDP rose by 5.9 percent.",
        {(6.1, 5.9)},
    ),
    (
        "Huawei's spending on semiconductors fell 23.5 percent in 2020.",
        "In 2020 Huawei's spending on semiconductors dropped by 25 percent.",
        {(23.5, 25)},
    ),
    (
        "In June 2020 China had 939 million people online.",
        "China had 950 million people online in June 2020.",
        {(939_000_000, 950_000_000)},
    ),
    (
        "BYD sold 180,000 electric cars in 2020.",
        "Electric cars: BYD sold 189,000 in 2020.",
        {(180_000, 189_000)},
    ),
    (
        "World installations of industrial robots dropped by 12% in 2019.",
        "World installations of industrial robots fell by 10% in 2019.",
        {(12, 10)},
    ),
    # under headings
    (
        "# Shanghai\n20 new AI labs should open by 2025.",
        "Shanghai wants to open 30 new AI labs by 2025.",
        {(20, 30)},
    ),
    (
        "Guiyang wants over 10 000 Big Data companies by 2025.",
        "Guiyang seeks over 15 000 Big Data companies by 2025.",
        {(10_000, 15_000)},
    ),
    (
        "The ceiling for VPN firms should reach 50 percent of foreign capital by 2022.",
        "The ceiling for VPN firms should reach 60 percent of foreign capital by 2022.",
        {(50, 60)},
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), RESTATED)
def test_a_figure_that_is_given_otherwise_later_is_linked(old, new, expected) -> None:
    assert links(issue(old, OLD), issue(new, NEW)) == expected


OTHER_THINGS = [
    # another place, or the nation
    ("Shanghai wants 20 AI labs by 2025.", "Shenzhen wants 30 AI labs by 2025."),
    ("Shanghai wants 20 AI labs by 2025.", "China wants 200 AI labs by 2025."),
    ("China wants 200 AI labs by 2025.", "Guangdong Province wants 30 AI labs by 2025."),
    ("# Shanghai\n20 new AI labs should open by 2025.", "30 new AI labs should open by 2025."),
    (
        "# Shanghai\n20 new AI labs should open by 2025.",
        "# Hefei\n30 new AI labs should open by 2025.",
    ),
    (
        "Hefei has a plan of its own. By 2025 it should open 20 new AI labs.",
        "Wuhan has a plan of its own. By 2025 it should open 30 new AI labs.",
    ),
    (
        "Hefei has a plan of its own. 20 new AI labs should open by 2025.",
        "The plan is out. 30 new AI labs should open by 2025.",
    ),
    (
        "The goals of Guiyang for 2025 are these:\n- 20 pilot zones for AI",
        "The goals of Guizhou for 2025 are these:\n- 25 pilot zones for AI",
    ),
    (
        "Exports of cars to Germany should reach 50,000 by 2025.",
        "Exports of cars to France should reach 60,000 by 2025.",
    ),
    # another thing
    ("Shanghai wants 10,000 charging points by 2025.", "Shanghai wants 20,000 cars by 2025."),
    (
        "Shanghai wants 10,000 public charging points by 2025.",
        "Shanghai wants 15,000 charging points by 2025.",
    ),
    (
        "China wants 40 open platforms for AI by 2025.",
        "China wants 50 open platforms for IoT by 2025.",
    ),
    (
        "Electric vehicles should be 20 percent of sales by 2025.",
        "Hybrid vehicles should be 30 percent of sales by 2025.",
    ),
    ("China wants 500 smart factories by 2025.", "China wants 900 factories by 2025."),
    ("MIIT wants 30 IoT standards by 2025.", "MIIT wants 40 additional IoT standards by 2025."),
    (
        "Base stations for 5G in cities should reach 600,000 by 2025.",
        "Base stations for 5G in villages should reach 700,000 by 2025.",
    ),
    (
        "China wants 20 wind farms from domestic makers by 2025.",
        "China wants 30 wind farms from foreign makers by 2025.",
    ),
    (
        "China wants exports from Ningbo to reach 20 million tonnes by 2025.",
        "China wants exports to Ningbo to reach 30 million tonnes by 2025.",
    ),
    # another year
    (
        "China wants 600,000 base stations for 5G by 2025.",
        "China wants 5,000,000 base stations for 5G by 2030.",
    ),
    (
        "Ningbo handled 120 million tonnes of freight in 2019.",
        "Ningbo handled 135 million tonnes of freight in 2020.",
    ),
    (
        "Huawei's spending on semiconductors fell 23.5 percent in 2020-06.",
        "Huawei's spending on semiconductors fell 25 percent in 2020.",
    ),
    (
        "China's GDP grew by 6.5 percent in the fourth quarter of 2020.",
        "China's GDP grew by 2.3 percent in 2020.",
    ),
    (
        "China's energy use should fall by 18 percent from 2015 levels by 2025.",
        "China's energy use should fall by 13 percent from 2020 levels by 2025.",
    ),
    # another unit, rate or kind of figure
    (
        "China wants to spend ¥10 billion on AI chips by 2025.",
        "China wants to spend $2 billion on AI chips by 2025.",
    ),
    (
        "MIIT wants 100,000 industrial robots a year by 2025.",
        "MIIT wants 800,000 industrial robots by 2025.",
    ),
    (
        "Key enterprises should raise productivity by 20 percent by 2023.",
        "Key enterprises should raise productivity to 80 percent by 2023.",
    ),
    (
        "Industrial output of Shanghai grew by 6.9 percent in 2020.",
        "Industrial output of Shanghai fell by 6.9 percent in 2020.",
    ),
    (
        "China's renewables supplied 28 percent of power in 2020.",
        "China's renewables were to supply 30 percent of power by 2020.",
    ),
    (
        "BYD is expected to sell 200,000 electric cars in 2020.",
        "BYD sold 189,000 electric cars in 2020.",
    ),
    (
        "Table 1: Sales in 2020\n| Maker | Electric cars\n| BYD | 200 (expected)",
        "Table 1: Sales in 2020\n| Maker | Electric cars\n| BYD | 189",
    ),
    (
        "By 2025 Guiyang has these goals:\n- 20 pilot zones for AI",
        "By 2025 Guizhou has these goals:\n- 25 pilot zones for AI",
    ),
    (
        "Hefei has a plan of its own. GDP should rise by 6 percent by 2025.",
        "Wuhan has a plan of its own. GDP should rise by 7 percent by 2025.",
    ),
    # another company, by name or by what stands before it
    ("BYD sold 180,000 electric cars in 2020.", "NIO sold 43,000 electric cars in 2020."),
    (
        "# Great Wall Motor\nSales of electric cars reached 180,000 in 2020.",
        "# Geely Auto\nSales of electric cars reached 43,000 in 2020.",
    ),
    (
        "Hefei has a plan of its own. Renewables should supply 40 percent of power by 2030.",
        "Wuhan has a plan of its own. Renewables should supply 50 percent of power by 2030.",
    ),
    (
        "China wants 40 national innovation centres by 2025.",
        "China wants 90 innovation centres by 2025.",
    ),
    (
        "# SAIC Motor\nTable 1: Sales in 2020\n| Type | Cars sold\n| Electric cars | 100",
        "# Geely Auto\nTable 1: Sales in 2020\n| Type | Cars sold\n| Electric cars | 200",
    ),
    (
        "BYD had a good year. It sold 180,000 electric cars in 2020.",
        "NIO had a good year. It sold 43,000 electric cars in 2020.",
    ),
    (
        "# BYD\nSales of electric cars reached 180,000 in 2020.",
        "# NIO\nSales of electric cars reached 43,000 in 2020.",
    ),
    (
        "BYD presented its figures. The company sold 180,000 electric cars in 2020.",
        "Figures are out. The company sold 43,000 electric cars in 2020.",
    ),
    # both can be true
    (
        "China wants 600,000 base stations for 5G by 2025.",
        "China wants about 600,000 base stations for 5G by 2025.",
    ),
    (
        "China wants 600,000 base stations for 5G by 2025.",
        "China wants more than 500,000 base stations for 5G by 2025.",
    ),
    ("China's GDP grew by 6.1 percent in 2019.", "China's GDP grew by 6.14 percent in 2019."),
    (
        "Core AI industry in Shanghai should reach ¥128 billion by 2025.",
        "Core AI industry in Shanghai should reach ¥128.15 billion by 2025.",
    ),
    # too little is said of what it is
    ("MOST wants about 20 by 2023.", "MOST wants about 30 by 2023."),
    ("About 20 zones are planned by 2023.", "About 30 zones are planned by 2023."),
    (
        "# Labs\nThe city wants 20 AI labs by 2025 with Fudan University.",
        "# Labs\nThe city wants 30 AI labs by 2025 with Fudan University.",
    ),
    ("Exports fell 12.5 percent in 2020.", "Exports fell 11 percent in 2020."),
    # tables
    (
        "Table 1: Robots of Shanghai\n| Indicator | Target 2025\n| Industrial robots | 100",
        "Table 1: Robots of Hefei\n| Indicator | Target 2025\n| Industrial robots | 120",
    ),
    (
        "Table 1: Freight in 2019\n| Port | Tonnes\n| Ningbo | 120",
        "Table 1: Passengers in 2019\n| Port | Tonnes\n| Ningbo | 135",
    ),
    (
        "Table 1: Ports in 2019\n| Port | Freight\n| Ningbo | 120",
        "Table 1: Ports in 2019\n| Port | Ships\n| Ningbo | 135",
    ),
    (
        "Table 1: Ports in 2019\n| Port | Freight\n| Ningbo | 120",
        "Table 1: Ports in 2019\n| Port | Freight\n| Dalian | 135",
    ),
    # the later document tells two figures in the same words
    (
        "China wants 600,000 base stations for 5G by 2025.",
        "China wants 700,000 base stations for 5G by 2025.\n"
        "China wants 800,000 base stations for 5G by 2025.",
    ),
]


@pytest.mark.parametrize(("old", "new"), OTHER_THINGS)
def test_a_figure_of_another_thing_is_not(old, new) -> None:
    documents = issue(old, OLD), issue(new, NEW)
    assert links(*documents) == set()


def statement(number: int, issued: str, value: float, **more: object) -> Statement:
    return Statement(number, issued, bool(more.pop("inferred", False)), value, **more)


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        # the last one holds; each before it gives way to the one after it, and to none twice
        (
            [statement(1, "2019", 20), statement(2, "2020", 25), statement(3, "2021", 30)],
            [(1, 2, "2020", "2021"), (1, 3, "2021", None), (2, 3, "2021", None)],
        ),
        # who first gave the newer figure is named, however often it is repeated
        (
            [statement(1, "2019", 20), statement(2, "2020", 25), statement(3, "2021", 25)],
            [(1, 2, "2020", None)],
        ),
        # a figure that is given again holds again
        (
            [statement(1, "2019", 20), statement(2, "2020", 25), statement(3, "2021", 20)],
            [(1, 2, "2020", "2021"), (2, 3, "2021", None)],
        ),
        # of one month, or of a month and its year, none is the later one
        ([statement(1, "2020-03", 20), statement(2, "2020-03", 25)], []),
        ([statement(1, "2020", 20), statement(2, "2020-03-02", 25)], []),
        ([statement(1, "2020-03", 20), statement(2, "2020-03-02", 25)], []),
        # a document whose date is inferred may be younger than that, and not older
        ([statement(1, "2019", 20, inferred=True), statement(2, "2020", 25)], []),
        (
            [statement(1, "2019", 20), statement(2, "2020", 25, inferred=True)],
            [(1, 2, "2020", None)],
        ),
        # documents of one day that differ say nothing for sure
        ([statement(1, "2019", 20), statement(2, "2020", 25), statement(3, "2020", 30)], []),
        # what both can be true of
        ([statement(1, "2019", 20), statement(2, "2020", 15, operator="at least")], []),
        (
            [statement(1, "2019", 20, operator="at least"), statement(2, "2020", 15)],
            [(1, 2, "2020", None)],
        ),
        (
            [statement(1, "2019", 6, high=8, operator="range"), statement(2, "2020", 9)],
            [(1, 2, "2020", None)],
        ),
        ([statement(1, "2019", 17), statement(2, "2020", 17.3)], []),
        ([statement(1, "2019", 600_000), statement(2, "2020", 620_000)], [(1, 2, "2020", None)]),
        ([statement(1, "2019", 1_280_000_000), statement(2, "2020", 1_281_500_000)], []),
    ],
)
def test_what_takes_the_place_of_a_figure_and_for_how_long(statements, expected) -> None:
    assert list(superseded(reversed(statements))) == [Superseded(*link) for link in expected]


def test_an_earlier_issue_does_not_take_the_place_of_a_later_one() -> None:
    for old, new, expected in RESTATED:
        wanted = {(b, a) for a, b in expected}
        assert links(issue(old, NEW), issue(new, OLD)) == wanted


def test_a_publisher_restates_its_own_figures_but_goals_are_the_same_whoever_tells_them() -> None:
    sold = "BYD sold 180,000 electric cars in 2020.", "BYD sold 189,000 electric cars in 2020."
    wanted = "MIIT wants 30 IoT standards by 2025.", "MIIT wants 40 IoT standards by 2025."
    assert links(issue(sold[0], OLD, "Desk"), issue(sold[1], NEW, "Institute")) == set()
    assert links(issue(wanted[0], OLD, "Desk"), issue(wanted[1], NEW, "Institute")) == {(30, 40)}


def test_a_goal_is_no_figure_of_its_year_where_no_publisher_tells_them_apart() -> None:
    goal = "Table 1: Robots\n| Item | Target 2025\n| Industrial robots of Chinese brands | 100"
    figure = goal.replace("Target 2025", "2025").replace("100", "120")
    assert links(issue(goal, OLD, ""), issue(figure, NEW, "")) == set()
    assert links(issue(figure, OLD, ""), issue(figure.replace("120", "130"), NEW, "")) != set()


def test_the_place_that_a_document_is_of_is_that_of_its_goals() -> None:
    old, new = "20 new AI labs should open by 2025.", "30 new AI labs should open by 2025."
    one = issue(old, OLD, title="Guangdong in figures")
    assert links(one, issue(new, NEW, title="Guangdong: the outlook")) == {(20, 30)}
    assert links(one, issue(new, NEW, title="Industry Briefing: China")) == set()


def test_without_a_date_nothing_is_linked() -> None:
    old, new, _ = RESTATED[0]
    assert links(issue(old, None), issue(new, NEW)) == set()


def test_what_stands_far_above_a_figure_tells_nothing_of_it():
    lines = " ".join(f"Sentence {n} says little." for n in range(200))
    near = "Volvo makes cars. It sold 600,000 electric cars in 2020."
    document = issue(f"{lines} {near}", NEW)
    where = place(document, Span("d", document.text.index("It sold"), len(document.text)))
    assert len(where.before) < 50
    assert where.before[-1] == "Volvo makes cars."
    assert where.sentence == "It sold 600,000 electric cars in 2020."


def test_figures_of_a_long_list_are_read_once(monkeypatch):
    read = []
    monkeypatch.setattr(
        "index.facts.thing.quantities", lambda text: read.append(text) or quantities(text)
    )
    text = "The plan is to build " + ", ".join(f"{n} GW of wind" for n in range(1, 41))
    told(issue(text + " by 2025.", OLD))
    assert len(read) < 60
