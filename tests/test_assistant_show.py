"""`briefings show` and `briefings source`: what is found, told, and printed."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pytest
from briefing_document import document, heading, item, paragraph, row
from briefing_formats import as_pdf, read_as, read_bytes
from rich.console import Console

from assistant.show.documents import ShowError, open_document, page_texts
from assistant.show.outline import branches
from assistant.show.raw import Facing, facing_lines, facing_pages
from assistant.show.record import document_record, source_record
from assistant.show.sides import show_sides, show_source
from assistant.show.terminal import show_document
from corpus.documents import BlockKind, RawBlock, Removal, Rule
from corpus.marks import char_for
from corpus.structure import structure
from index.generations import IndexMissing

MADE = replace(
    document(
        heading("Ports"),
        paragraph(f"Ships land.{char_for('1')} The office has two aims:"),
        item("more ships"),
        item("\u202efewer\x1b[31m forms"),
        heading("Stories", 2),
        paragraph("Policy: Ports Act (港口法)"),
        paragraph("Date: 3 May 2020"),
        RawBlock(BlockKind.CAPTION, "Table 1: Ships"),
        row("Port", "Ships", kind=BlockKind.HEADER),
        row("North", "812"),
        RawBlock(BlockKind.FOOTNOTE, "By day.", marker="1"),
        heading("News", 2),
        item("7 May 2020: A tug lands."),
    ),
    removed=(Removal(Rule.RUNNING_HEAD, "Harbour Watch", lines=((4, 4),)),),
)
SHOWN = """\
A title
file       d
id         d
language   en
length     {length} characters

== Outline ==

Ports
  list    The office has two aims: (2 items)
  Stories
    fields  Policy · Date
    table   Table 1: Ships (1 row)
  News
    dated   1 item, 2020-05-07

== Text ==

# Ports

Ships land.¹ The office has two aims:

- more ships
- fewer[31m forms

## Stories

Policy: Ports Act (港口法)
Date: 3 May 2020

Table 1: Ships

Port | Ships
North | 812

## News

- 7 May 2020: A tug lands.  [2020-05-07]


== Notes ==

[1] By day.  ← Ports

== Taken out of the text ==

running head (1)
  line 4           Harbour Watch
"""


def printed(show, *arguments) -> str:
    out = io.StringIO()
    show(Console(file=out, highlight=False), *arguments)
    return out.getvalue()


def test_a_document_in_a_pipe():
    assert printed(show_document, MADE, None) == SHOWN.format(length=len(MADE.text))


def test_a_section_alone():
    shown = printed(show_document, MADE, "stor")
    text = shown[shown.index("== Outline") :]
    assert text == (
        "== Outline ==\n\n  Stories\n    fields  Policy · Date\n"
        "    table   Table 1: Ships (1 row)\n"
        "\n== Text ==\n\n## Stories\n\nPolicy: Ports Act (港口法)\nDate: 3 May 2020\n\n"
        "Table 1: Ships\n\nPort | Ships\nNorth | 812\n\n\n== Notes ==\n\n[1] By day.  ← Ports\n"
    )
    with pytest.raises(ShowError, match="no section of d has 'rails' in its title"):
        printed(show_document, MADE, "rails")


def test_a_terminal_is_wrapped_at_its_width_and_draws_tables():
    out = io.StringIO()
    show_document(Console(file=out, force_terminal=True, width=40, no_color=True), MADE, None)
    lines = re.sub(r"\x1b\[[\d;]*m", "", out.getvalue()).splitlines()
    assert max(map(len, lines)) <= 40
    assert any(line.strip().startswith("Port") and "|" not in line for line in lines)
    assert "\x1b[31m" not in out.getvalue()


def test_a_date_is_set_off_where_it_stands():
    news = [item("A tug lands at the quay (7 May 2020)"), item("8 May 2020: It leaves.")]
    out = io.StringIO()
    show_document(Console(file=out, force_terminal=True, width=80), document(*news), None)
    bold = re.findall(r"\x1b\[1m(.*?)\x1b\[0m", out.getvalue())
    assert [words for words in bold if "May" in words] == ["7 May 2020", "8 May 2020"]


def test_the_outline_of_an_issue(tmp_path):
    made = read_as("md", tmp_path)
    told = [(own.depth, own.title, own.holds) for own in branches(made, structure(made))]
    assert told[2:] == [
        (
            2,
            "1. The port office opens a rail desk",
            (
                ("fields", "Policy name · Issuing body · Date · At a glance · Watch comment"),
                ("list", "Its notice sets several goals for 2024, including: (2 items)"),
            ),
        ),
        (
            2,
            "2. Customs shortens its forms",
            (("fields", "Policy name · Issuing body · Date · At a glance · Watch comment"),),
        ),
        (1, "Port news", (("dated", "3 items, 2021-12-03 to 2022-01-02"),)),
        (1, "Figures of the year", (("table", "Table 1: Ships and freight (2 rows)"),)),
    ]


def test_the_record_of_a_document_is_json():
    record = json.loads(json.dumps(document_record(MADE)))
    at = MADE.text.index("Ports Act")
    assert record["fields"][0] == {
        "label": "Policy",
        "start": at,
        "end": at + len("Ports Act (港口法)"),
        "text": "Ports Act (港口法)",
        "original": {"start": at + 11, "end": at + 14, "text": "港口法"},
        "link": None,
        "section": ["Ports", "Stories"],
    }
    assert record["lists"][0]["lead"]["text"] == "The office has two aims:"
    assert record["exhibits"][0]["blocks"][1]["cells"] == ["North", "812"]
    assert record["entries"][0]["date"] == "2020-05-07"
    assert record["notes"][0]["cited"] == [{"at": MADE.text.index(" The office"), "page": None}]
    assert record["removed"][0]["rule"] == "running head"
    assert record["title"] == "A title"


def test_raw_lines_beside_what_they_became(tmp_path):
    raw = "HARBOUR WATCH\n\nShips land in the\nnorthern port.\n\n\x1b[31m???\n"
    made = document(
        RawBlock(BlockKind.PARAGRAPH, "Ships land in the northern port.", lines=((3, 4),))
    )
    made = replace(made, removed=(Removal(Rule.RUNNING_HEAD, "HARBOUR WATCH", lines=((1, 1),)),))
    assert facing_lines(made, raw) == [
        Facing(1, ("HARBOUR WATCH",), fate="running head"),
        Facing(3, ("Ships land in the", "northern port."), ("Ships land in the northern port.",)),
        Facing(6, ("\x1b[31m???",)),
    ]
    assert printed(show_sides, "d", "line", facing_lines(made, raw)) == (
        "d\n\n"
        "    1 │ HARBOUR WATCH\n    → (taken out: running head)\n\n"
        "    3 │ Ships land in the\n    4 │ northern port.\n"
        "    → Ships land in the northern port.\n\n"
        "    6 │ [31m???\n    → (not in the stored text)\n\n"
    )


def test_a_block_whose_lines_are_apart_is_told_once():
    parts = [
        RawBlock(BlockKind.PARAGRAPH, "Ships land here.", lines=((1, 1), (3, 3))),
        RawBlock(BlockKind.FOOTNOTE, "By day.", lines=((2, 2),)),
    ]
    assert facing_lines(document(*parts), "Ships land\n1 By day.\nhere.") == [
        Facing(1, ("Ships land",), ("Ships land here.",)),
        Facing(2, ("1 By day.",), ("By day.",)),
        Facing(3, ("here.",), fate="goes on from line 1"),
    ]


def test_the_pages_of_a_pdf(tmp_path):
    data = as_pdf()
    made = read_bytes(data, "pdf", tmp_path)
    shown = open_document(tmp_path / "none", str(tmp_path / "issue.pdf"))
    assert (shown.document, shown.indexed) == (made, False)
    (page,) = facing_pages(made, page_texts(shown))
    assert (page.place, page.raw[0], page.stored[0]) == (
        1,
        "Harbour Watch, monthly issue",
        "Harbour Watch, monthly issue",
    )
    (tmp_path / "issue.pdf").unlink()
    with pytest.raises(ShowError, match="cannot be read at"):
        page_texts(shown)
    with pytest.raises(ShowError, match="has neither lines nor pages"):
        page_texts(replace(shown, document=MADE))


def test_a_span_and_its_place():
    start = MADE.text.index("Ports Act")
    record = source_record(MADE, start, start + 5)
    assert record == {
        "doc": "d", "id": "d", "title": "A title", "issued": None,
        "section": ("Ports", "Stories"), "page": None, "lines": (), "start": start,
        "end": start + 5, "text": "Ports", "before": "Policy: ", "after": " Act (港口法)",
    }  # fmt: skip
    assert printed(show_source, record) == (
        f"A title\nd\nPorts › Stories\ncharacters {start} to {start + 5}\n\nPorts\n\n"
        "In its place:\nPolicy: »Ports« Act (港口法)\n"
    )


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (5, 4), (0, 10_000)])
def test_a_span_that_is_not_there(start, end):
    with pytest.raises(ShowError, match=f"characters {start} to {end} are not in d, which has "):
        source_record(MADE, start, end)


@pytest.mark.parametrize("name", ["2021-02.md", "2021-02", "medical", "2021"])
def test_names_of_a_document(small_index, name):
    names = {"medical": "2021-02.md", "2021": "2021-02.md"}
    if name == "medical":
        with pytest.raises(ShowError, match="no document is called 'medical'"):
            open_document(small_index, name)
        return
    assert open_document(small_index, name).document.source == names.get(name, "2021-02.md")


def test_names_that_do_not_do(small_index, tmp_path):
    with pytest.raises(ShowError, match=r"'20' is part of 2020-10.md, 2021-02.md: give more"):
        open_document(small_index, "20")
    with pytest.raises(IndexMissing):
        open_document(tmp_path, "20")
    (tmp_path / "empty.md").write_bytes(b"")
    with pytest.raises(ShowError, match="cannot be read: the file is empty; remove it or fill it"):
        open_document(tmp_path, str(tmp_path / "empty.md"))


def test_a_path_to_an_indexed_file_gives_what_is_indexed(small_index):
    file = small_index.parent / "corpus" / "note.txt"
    shown = open_document(small_index, str(file))
    assert (shown.document.id, shown.indexed, shown.raw) == ("note.txt", True, file.read_text())
