"""Places cited in the styles of notes, of the APA and of BibTeX."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cite_styles import cited
from corpus.documents import Metadata

WHOLE = Metadata(
    "Robots 50% & more",
    "Centre A | Bureau B",
    "Monthly",
    "2021-03-02",
    None,
    "en",
    authors=("Ana Maria Lopes", "李 四"),
    title_original="机器人",
)
BARE = Metadata("note", None, None, None, None, "en")


def test_a_document_with_everything():
    assert cited(WHOLE, "2021/robots (1).pdf", 4, "Aims") == {
        "Plain": "Ana Maria Lopes, 李 四, “Robots 50% & more (机器人)”, Monthly, Centre A, Bureau"
        " B, 2 March 2021, “Aims”, p. 4, 2021/robots (1).pdf.",
        "APA": "Lopes, A. M., & 李 四. (2021, March 2). Robots 50% & more (机器人) (Monthly, p. 4)."
        " Centre A, Bureau B.",
        "BibTeX": "@techreport{2021-robots-1,\n"
        "  author = {Ana Maria Lopes and 李 四},\n"
        r"  title = {Robots 50\% \& more (机器人)}," + "\n"
        "  institution = {Centre A, Bureau B},\n"
        "  type = {Monthly},\n"
        "  year = {2021},\n"
        "  pages = {4},\n"
        "  month = mar,\n"
        "}",
    }


def test_a_document_with_nothing():
    assert cited(BARE, "说明.txt", None, "") == {
        "Plain": "“note”, 说明.txt.",
        "APA": "note. (n.d.).",
        "BibTeX": "@techreport{document,\n  title = {note},\n}",
    }


@pytest.mark.parametrize(
    ("issued", "inferred", "plain", "apa"),
    [
        ("2021", False, "2021", "(2021)"),
        ("2021-03", False, "March 2021", "(2021, March)"),
        ("2021-03-02", True, "[2 March 2021]", "([2021, March 2])"),
    ],
)
def test_dates_keep_their_precision(issued, inferred, plain, apa):
    meta = replace(BARE, publisher="Bureau", issued=issued, issued_inferred=inferred)
    told = cited(meta, "a.md", None, "Aims")
    assert told["Plain"] == f"“note”, Bureau, {plain}, “Aims”, a.md."
    assert told["APA"] == f"Bureau. {apa}. note (Aims)."


@given(st.text(min_size=1))
def test_no_text_is_a_command_of_tex(text):
    told = cited(replace(BARE, title=text, publisher=text), text, None, "")["BibTeX"]
    title = told.split("  title = {", 1)[1].split("},\n", 1)[0]
    bare = re.sub(r"\\(?:[&%$#_{}]|text\w+\{\})", "", title)
    assert not re.search(r"[\\&%$#_{}~^]", bare)
    assert re.match(r"@techreport\{[A-Za-z0-9-]+,\n", told)
