"""Lines in bold with a year: headings of the body, but not what dates an issue."""

from pathlib import Path

import docx
import pytest

from corpus.documents import BlockKind
from corpus.readers import read

PROSE = "Every county is to have a charging station by then, the ministry says."


def headings(name, file):
    blocks = read(Path(name), file).blocks
    return [(block.text, block.level) for block in blocks if block.kind is BlockKind.HEADING]


def is_heading(line, before="", after=""):
    """Whether a line in bold is a heading in markdown and on a page alike."""
    parts = [part for part in (*before.split("\n"), f"**{line}**", *after.split("\n")) if part]
    paragraphs = (
        f"<h1>{part[2:]}</h1>" if part.startswith("# ") else f"<p>{part}</p>" for part in parts
    )
    page = "".join(paragraphs).replace(f"**{line}**", f"<b>{line}</b>")
    marked = (line, 6) in headings("a.md", "\n\n".join(parts).encode())
    assert marked is ((line, 6) in headings("a.html", f"<html><body>{page}".encode()))
    return marked


@pytest.mark.parametrize(
    ("line", "heads"),
    [
        ("Digital Trade Action Plan (2023–2025) published", True),
        ("Tax break for electric cars runs until 2027", True),
        ("Standards for 2024 under way", True),
        ("Sales and Exports, January to May 2023", True),
        ("Outlook 2024", True),
        ("Chips: Hefei pays until 2027", True),
        ("Growth Of 2021 Was Higher Than In May 2020", True),
        ("2025年行动计划", True),
        ("2 March 2021", False),
        ("Issue 9 · June 2023", False),
        ("Beijing, 4 May 2023", False),
        ("China Digital Watch – May 2023", False),
        ("Eastbridge Policy Institute 2023", False),
        ("University of Ulm, 2023", False),
        ("Date: 2023", False),
        ("Source: CPCA, 2023", False),
        ("Table 1: Sales in 2023", False),
        ("It grew in 2023.", False),
    ],
)
def test_in_the_body_a_line_with_a_year_is_a_heading_unless_it_dates_something(line, heads):
    assert is_heading(line, before=f"# Monthly\n{PROSE}", after=PROSE) is heads


@pytest.mark.parametrize(
    ("before", "after", "heads"),
    [
        ("# Watch\nInstitute of Ulm · 4 May 2023", f"Policy: Opinions\n{PROSE}", True),
        ("# Watch\nInstitute of Ulm · 4 May 2023", PROSE, True),
        ("# Watch\n# May", "Li Wei", True),
        ("", PROSE, True),
        ("", "Institute of Ulm\n# Watch", False),
        ("# Watch", "Li Wei and Jo Ward", False),
        ("# Watch", "", False),
    ],
)
def test_above_the_body_it_is_one_where_text_follows(before, after, heads):
    assert is_heading("Standards for 2024 under way", before, after) is heads


def test_a_label_that_comes_again_is_a_field():
    lines = ["**Policy: Plan to 2025**", PROSE, "**Policy: Plan to 2030**", PROSE]
    assert headings("a.md", "\n\n".join(["# Watch", PROSE, *lines]).encode()) == [("Watch", 1)]


def test_word_documents_and_notes_of_the_prose(tmp_path):
    document = docx.Document()
    document.add_heading("Watch", 1)
    document.add_paragraph(f"{PROSE}[1]")
    document.add_paragraph().add_run("Standards for 2024").bold = True
    document.add_paragraph("[1] Ministry, Notice.")
    document.save(tmp_path / "a.docx")
    found = headings("a.docx", (tmp_path / "a.docx").read_bytes())
    assert found == [("Watch", 1), ("Standards for 2024", 6)]
