"""Titles of documents that print none above their text."""

from pathlib import Path

import pytest

from corpus import readers
from corpus.assemble import assemble
from corpus.documents import Evidence
from corpus.metadata import describe

PROSE = "\n\n" + "The ministry has set out what it wants of the makers of machine tools. " * 6
SECTIONS = f"# Abstract{PROSE}\n\n# Old ports{PROSE}\n\n# New ships{PROSE}"


def named(source, heads=(), name="00_1f.md"):
    made = assemble(readers.read(Path("a.md"), source.encode()).blocks)
    meta = describe(made.text, made.blocks, {}, name, heads)
    return meta, next(each for each in meta.evidence if each.field == "title")


@pytest.mark.parametrize(
    ("heads", "title"),
    [
        (("Trade after the storm", "Trade after the storm"), "Trade after the storm"),
        (("12 Trade after the storm", "Trade after the storm 13"), "Trade after the storm"),
        (("TRADE AFTER THE STORM 4", "TRADE AFTER THE STORM 6"), "Trade After the Storm"),
        (("THE MACHINES OF CHILE", "THE MACHINES OF CHILE"), "The Machines of Chile"),
        (("Page 3 | Trade after the storm | Rivers Institute",) * 2, "Trade after the storm"),
        (("Trade after the storm – May 2021",) * 2, "Trade after the storm"),
        (("Old ports", "Old ports", "New ships", "Trade after the storm"), "Trade after the storm"),
        (("OLD PORTS 4", "OLD PORTS 6", "TRADE AFTER THE STORM 5"), "Trade After the Storm"),
        (("Rivers Institute for the Trade of Asia | Trade in tools",) * 2, "Trade in tools"),
        (("Section 2", "Trade after the storm", "May 2021"), "Trade after the storm"),
        (("风暴后的贸易研究",) * 2, "风暴后的贸易研究"),
    ],
)
def test_the_running_head_of_the_whole_document_names_it(heads, title):
    meta, evidence = named(SECTIONS, heads)

    assert (meta.title, evidence) == (title, Evidence("title", "running head"))


@pytest.mark.parametrize(
    "heads",
    [
        (),
        ("Old ports", "New ships"),
        ("Section 2",),
        ("May 2021", "9"),
        ("11/23/21, 9:54 AM Ports tool",),
    ],
)
def test_the_head_of_a_chapter_names_no_document(heads):
    meta, evidence = named(SECTIONS, heads, "trade-notes.md")

    assert (meta.title, evidence) == ("trade notes", Evidence("title", "file name"))


def test_a_title_line_goes_before_a_running_head():
    assert named(f"# Trade in general{PROSE}", ["Other words on top"] * 3)[0].title == (
        "Trade in general"
    )


def test_words_in_capitals_are_written_as_the_text_writes_them():
    text = SECTIONS + " The OECD met. It spoke of machines in Chile."

    assert named(text, ["MACHINES IN CHILE"] * 2)[0].title == "machines in Chile"
    assert named(text, ["THE OECD ON PORTS"] * 2)[0].title == "The OECD on Ports"


def test_a_running_head_dates_the_document_unless_it_tells_when_it_was_printed():
    meta, _ = named(SECTIONS, ["Ports report", "May 2021", "Ports report", "May 2021"])
    printed, _ = named(SECTIONS, ["2026-11-23, 9:54 Ports report"] * 2)

    assert (meta.issued, meta.issued_inferred, meta.series) == ("2021-05", False, "Ports report")
    assert Evidence("issued", "running head") in meta.evidence
    assert printed.issued is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1 Overall performance", "2 Ecosystems"),
        ("Chapter 1: Ports", "Chapter 2: Ships"),
        ("1. Ports", "1.1 Cranes"),
        ("I. Ports", "II. Ships"),
        ("Introduction", "Ports"),
    ],
)
def test_the_heading_of_a_section_is_no_title(first, second):
    source = f"# {first}{PROSE}\n\n# {second}{PROSE}"

    assert named(source, name="trade.md")[0].title == "trade"
    assert named(source, ["Trade after the storm"] * 2)[0].title == "Trade after the storm"


def test_a_chapter_on_its_own_has_its_heading_for_a_title():
    source = f"# 3. Ports and ships{PROSE}\n\n## 3.1 Cranes{PROSE}\n\n## 3.2 Docks{PROSE}"

    assert named(source)[0].title == "3. Ports and ships"


@pytest.mark.parametrize(
    ("hint", "title", "publisher"),
    [
        ("How ports were won and lost | The Harbour Review", "How ports were won and lost", True),
        ("How ports were won – a look back", "How ports were won – a look back", False),
        ("Ports | The Harbour Review", "Ports | The Harbour Review", False),
    ],
)
def test_the_name_of_a_site_is_no_part_of_its_pages_title(hint, title, publisher):
    made = assemble(readers.read(Path("a.txt"), f"Prose.{PROSE}".encode()).blocks)
    found = describe(made.text, made.blocks, {"title": hint}, "a.html")

    assert (found.title, found.publisher) == (title, "The Harbour Review" if publisher else None)


def test_a_number_before_a_title_is_part_of_it():
    assert named(f"# 5 lessons from Chile{PROSE}\n\n## Ports{PROSE}")[0].title == (
        "5 lessons from Chile"
    )


def test_the_headline_below_an_alert_and_its_date_is_the_title():
    source = f"# CLIENT ALERT\n\n21 May 2023\n\n# Looms need a licence{PROSE}\n\n# Penalties{PROSE}"

    assert named(source)[0].title == "Looms need a licence"
