"""What a lone line is, by its words and by what stands around it."""

import pytest

from corpus.clean import Line, split_lines
from corpus.compose import compose
from corpus.documents import BlockKind

PROSE = (
    "The council met in spring and agreed on a plan for the whole of the machine tool trade, which "
    "it had not done before in any of its sessions."
)


def kinds(text):
    blocks = compose(split_lines(f"{PROSE}\n\n{text}\n\n{PROSE}")).blocks[1:-1]
    return [(block.kind.value, block.text) for block in blocks]


def test_a_number_in_capitals_below_bullets_heads_what_follows():
    news = f"- Rope is dear again\n- Sails are cheap\n\n2. WHAT SHIPS COST\n\n{PROSE}"

    assert kinds(f"1. WHAT ROPES COST\n\n{PROSE}\n\n{news}")[2:5] == [
        ("item", "Rope is dear again"),
        ("item", "Sails are cheap"),
        ("heading", "2. WHAT SHIPS COST"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "May",
        "List of abbreviations",
        "Glossary of terms",
        "Annex: Plans and programmes",
        "1   The year month by month",
        "Batteries: a race that is open",
    ],
)
def test_headings(line):
    assert kinds(line) == [("heading", " ".join(line.split()))]


@pytest.mark.parametrize(
    "line", ["Who pays for a mill?", "1. Which mills are covered?", "1 Which mills are covered?"]
)
def test_a_question_over_prose_is_a_heading(line):
    assert kinds(f"{line}\n\n{PROSE}") == [("heading", line), ("paragraph", PROSE)]
    assert kinds(f"{line}\n\n{PROSE}\n\n{line.replace('1', '2')}")[2][0] == "heading"


@pytest.mark.parametrize(
    "text",
    [
        "He asked this of the makers of tools:\n\nWho pays for a mill?",
        "Who pays for a mill?\n\nWhat comes next?",
        "1. Who pays for a mill?\n\n2. What comes next?",
        "Who pays for a mill?\n\nThe town.",
    ],
)
def test_other_questions_are_no_headings(text):
    assert "heading" not in [kind for kind, _ in kinds(text)]


CONTENTS = "A  Docks ........ 1\n   A1  Who pays\n   A2  Who builds\nB  News ........ 4"


@pytest.mark.parametrize(
    ("above", "lines", "levels"),
    [
        (
            PROSE,
            ["I.   Who pays for a mill?", "A.   Towns", "B.   Banks", "II.  What comes next"],
            [1, 2, 2, 1],
        ),
        (CONTENTS, ["A  DOCKS", "A1  Who pays", "A2  Who builds", "B  NEWS"], [1, 2, 2, 1]),
    ],
)
def test_numbers_in_capitals_and_letters_count_headings(above, lines, levels):
    text = "\n\n".join(f"{line}\n\n{PROSE}" for line in lines)
    blocks = compose(split_lines(f"{above}\n\n{PROSE}\n\n{text}")).blocks

    assert [(b.level, b.text) for b in blocks if b.kind is BlockKind.HEADING] == [
        (level, " ".join(line.split())) for level, line in zip(levels, lines, strict=True)
    ]


@pytest.mark.parametrize(
    "below",
    ["1. Alba opens a dock.\n2. Belm shuts one.", "Port     Ships\nAlba        12\nBelm         7"],
)
def test_letters_in_capitals_head_lists_and_tables(below):
    text = "\n\n".join(f"{line}\n\n{below}" for line in ("I. DOCKS", "II. NEWS"))
    blocks = compose(split_lines(f"{PROSE}\n\n{text}\n\n{PROSE}")).blocks

    found = [block.text for block in blocks if block.kind is BlockKind.HEADING]
    assert found == ["I. DOCKS", "II. NEWS"]


def test_rows_that_letters_or_numbers_count_end_no_table():
    for first, last in (("A  ALBA", "B  BELM"), ("1  ALBA", "2  BELM")):
        text = f"Table 1. Ports\n\nNo.   Port      Ships\n\n{first}    12\n\n{last}     7"
        blocks = compose(split_lines(f"{PROSE}\n\n{text}\n\n{PROSE}")).blocks
        rows = [block.cells for block in blocks if block.kind is BlockKind.ROW]
        assert rows == [(first[0], "ALBA", "12"), (last[0], "BELM", "7")]


def test_a_chapter_in_capitals_ends_the_table_above_it():
    table = "Port        2030    2031\nAlba          12      14\nBelm           7       9"
    text = f"Table 1. Ships\n\n{table}\n\nF  WHAT COMES NEXT\n\n4 May     Fair\n9 June    Vote"
    blocks = compose(split_lines(f"{PROSE}\n\n{text}\n\n{PROSE}")).blocks

    at = next(at for at, block in enumerate(blocks) if block.text == "F WHAT COMES NEXT")
    assert [b.cells for b in blocks[:at] if b.kind is BlockKind.ROW] == [
        ("Alba", "12", "14"),
        ("Belm", "7", "9"),
    ]


def test_a_value_goes_on_below_itself():
    text = "Paper:      Plan for Docks and\n            Cranes\nReleased:   9 May 2031"

    assert kinds(text) == [
        ("paragraph", "Paper: Plan for Docks and Cranes"),
        ("paragraph", "Released: 9 May 2031"),
    ]


@pytest.mark.parametrize("names", ["A.  Towns\n\nB.  Banks\n\nC.  Funds", "A. SMITH\n\nB. JONES"])
def test_letters_in_a_row_are_no_headings(names):
    found = kinds(f"{names}\n\nThe end.")

    assert "heading" not in [kind for kind, _ in found]


@pytest.mark.parametrize("date", ["3 May 2024", "03 May 2024", "3 MAY 2024", "MAY 2024"])
def test_a_date_is_no_numbered_heading(date):
    head = [block.kind for block in compose(split_lines(f"Ports\n\n{date}\n\n{PROSE}")).blocks]
    sized = [
        Line("Ports", gap=1, size=20, page=1, first=True),
        Line(date, gap=1, size=10, page=1),
        *(Line(PROSE, gap=1, size=10, page=1) for _ in range(3)),
    ]

    assert head[1] is BlockKind.PARAGRAPH
    assert compose(sized, 10).blocks[1].kind is BlockKind.PARAGRAPH
    assert kinds(date) == [("heading", date)]


@pytest.mark.parametrize(
    "lines",
    [
        ["ISBN 978-92-00-41877-3"],
        ["Project officer: Ada Berg", "Review: Olav Lund"],
        ["Term: 15 years", "Seat: Beijing"],
        ["A fund buys mills. (30 April)", "A bank sells ships. (12 May)"],
        ["A note on the mills of Ulm", "LATER NEWS"],  # it would head nothing
    ],
)
def test_other_lone_lines(lines):
    found = kinds("\n\n".join(lines))

    assert [text for kind, text in found if kind == "heading"] == [
        line for line in lines if (line.isupper() and line.isalpha()) or line == "LATER NEWS"
    ]
    assert [text for _, text in found] == lines


@pytest.mark.parametrize(
    ("lead", "points", "below"),
    [
        (
            "Other goals for 2027 include:",
            ["Raise the share of digital tools to over 90 percent", "Bring down the use of coal"],
            "A draft had set the share at 70 percent and did not speak of coal in any part.",
        ),
        (
            "The plan of the province contains the following measures:",
            ["CNY 3 million for each new mill", "Up to 40 sites for tests", "At least two prizes"],
            "Ulm followed in April with a plan of its own, which has a smaller budget than this.",
        ),
    ],
)
def test_lines_that_a_colon_announces_are_points(lead, points, below):
    text = "\n\n".join([lead, "\n".join(points), below])

    assert kinds(text) == [
        ("paragraph", lead),
        *(("item", point) for point in points),
        ("paragraph", below),
    ]


def test_wrapped_prose_and_fields_below_a_colon_are_no_points():
    quote = (
        "The zone is a window and no door to what lies behind it, he said\n"
        "Then he told us of the mills that had been built there since May."
    )
    lead = "An official of the province said this:"
    short = "The zone is a window\nIt is no door to me."

    assert kinds(f"{lead}\n\n{quote}") == [
        ("paragraph", lead),
        ("paragraph", quote.replace("\n", " ")),
    ]
    assert "item" not in dict(kinds(f"{lead}\n\n{short}"))
    assert kinds(f"{lead}\n\nBody: the state council\nDate: the 3 May 2021")[1:] == [
        ("paragraph", "Body: the state council"),
        ("paragraph", "Date: the 3 May 2021"),
    ]


def test_the_terms_of_a_glossary_stand_apart_and_are_no_headings():
    terms = ["CSTC Central Commission", "eVTOL Electric aircraft", "Pilot zone An area for trials"]

    text = "\n\n".join(["Abbreviations", *terms, "ABOUT US"])

    assert kinds(text) == [
        ("heading", "Abbreviations"),
        *(("paragraph", term) for term in terms),
        ("heading", "ABOUT US"),
    ]


def test_news_whose_day_stands_last_is_not_put_together():
    news = [
        "A maker of mills opens a second line in Ulm, with which it can make 400 looms. The work "
        "on it began in the autumn of the year before, in the rain. (April 25)",
        "A bank says that it will put EUR 2.5 billion into ships and into the mills. (11 April)",
        "Two firms sign a paper on the looms of the future, without a word on money. (May 6)",
    ]

    assert kinds("\n\n".join(["Corporate news", *news])) == [
        ("heading", "Corporate news"),
        *(("paragraph", text) for text in news),
    ]


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["May 16, 2024", "by Ada Berg and Olav Lund"], 2),
        (["Rivers Institute (RI)", "Vienna, 20 January 2025", "RI Review 5/2025"], 3),
        (["HICS | Hanse Institute", "Am Sand 4, 20457 Hamburg", "brief@hics.org"], 3),
    ],
)
def test_lines_of_a_masthead_stay_apart(lines, paragraphs):
    assert len(kinds("\n".join(lines))) == paragraphs


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The ships use IPv6 and TLSv1 now.", "The ships use IPv6 and TLSv1 now."),
        ("The ships use the net1 now.", "The ships use the net now."),
    ],
)
def test_a_version_is_no_note(text, kept):
    made = compose(split_lines(f"{PROSE} {text}\n\n1 Own data.")).blocks

    assert "".join(c for c in made[0].text if ord(c) < 0x100000) == f"{PROSE} {kept}"


@pytest.mark.parametrize("chapter", ["1 Introduction", "2  Background", "3 Executive summary"])
def test_a_chapter_is_no_note(chapter):
    made = compose(split_lines(f"{PROSE}{chapter[0]}\n\n{chapter}\n\n{PROSE}")).blocks

    assert [block.kind for block in made] == [
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    ]


def test_a_number_over_its_first_part_is_a_heading_below_a_list_too():
    text = f"- Rope is dear again\n- Sails are cheap\n1. Mills\n1.1 Looms\n\n{PROSE}"

    assert kinds(text) == [
        ("item", "Rope is dear again"),
        ("item", "Sails are cheap"),
        ("heading", "1. Mills"),
        ("heading", "1.1 Looms"),
        ("paragraph", PROSE),
    ]


def test_headings_of_newsletters_and_wikis_lose_what_is_around_them():
    text = f"** 1. Mills\n-----------\n\n{PROSE}\n\n** More looms\n----------\n\n{PROSE}"

    assert kinds(f"{text}\n\nOld mills[edit]\n\n{PROSE}") == [
        ("heading", "1. Mills"),
        ("paragraph", PROSE),
        ("heading", "More looms"),
        ("paragraph", PROSE),
        ("heading", "Old mills"),
        ("paragraph", PROSE),
    ]


@pytest.mark.parametrize("line", ["View this post on the web at https://mills.example/p/9"])
def test_a_line_with_a_link_is_no_heading(line):
    assert kinds(line) == [("paragraph", line)]


def test_two_dashes_before_a_capital_are_a_bullet():
    items = (
        "Three goals are set:\n\n   -- Looms grow.\n   -- Mills go\n      and come.\n   -- 5 yards."
    )

    assert kinds(f"{items}\n\n{PROSE}") == [
        ("paragraph", "Three goals are set:"),
        ("item", "Looms grow."),
        ("item", "Mills go and come."),
        ("item", "5 yards."),
        ("paragraph", PROSE),
    ]
    assert kinds("The mills of\n-- as they say -- Ulm.")[0][0] == "paragraph"
