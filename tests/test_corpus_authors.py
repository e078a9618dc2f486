"""Names of authors: what is one, what is none, and where they are read from."""

from pathlib import Path

import pytest

from corpus import readers
from corpus.assemble import assemble
from corpus.metadata import describe

PROSE = "\n\n" + "The ministry has set out what it wants of the makers of machine tools. " * 6


def test_a_name_with_an_initial_is_an_author_though_the_text_cites_it():
    source = f"# Old mills\n\nLena D. Bode\n{PROSE}\n\nLena D. Bode, Old Mills, 2019."

    assert authors(source) == (("Lena D. Bode",), "line under the title")


def authors(source, hints=None, name="trade.md"):
    made = assemble(readers.read(Path("a.md"), source.encode()).blocks)
    meta = describe(made.text, made.blocks, hints or {}, name)
    hows = {each.how for each in meta.evidence if each.field == "authors"}
    return meta.authors, *hows


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Lena Bode", "Lena Bode"),
        ("by Lena Bode and Tomas Roe", "Lena Bode|Tomas Roe"),
        ("By Lena Bode, Ann Lee, and Tomas Roe", "Lena Bode|Ann Lee|Tomas Roe"),
        ("By Prof. Dr. Lena Bode | 3 May 2021", "Lena Bode"),
        ("Written by Lena Bode, Senior Fellow, Rivers Institute", "Lena Bode"),
        ("Lena Bode, Ph.D. and Tomas Roe", "Lena Bode|Tomas Roe"),
        ("Lena Bode & Tomas Roe", "Lena Bode|Tomas Roe"),
        ("Lena Bode; Tomas Roe", "Lena Bode|Tomas Roe"),
        ("LENA BODE", "Lena Bode"),
        ("Lena von der Bode", "Lena von der Bode"),
        ("Anna-Maria O’Brien", "Anna-Maria O’Brien"),
        ("Xi Li and Wang Xiaoming", "Xi Li|Wang Xiaoming"),
        ("Author: Lena Bode (ORCA)", "Lena Bode"),
        ("Von Lena Bode", "Lena Bode"),
        ("Par Léa Dupont", "Léa Dupont"),
        ("作者：张三，李四", "张三|李四"),
        ("Authors: Lena Bode, Tomas Roe   Contact: bode@example.org", "Lena Bode|Tomas Roe"),
        (
            "Published monthly by the Rivers Institute. Editors: Lena Bode and Tomas Roe.",
            "Lena Bode|Tomas Roe",
        ),
        ("Managing editor: Lena Bode; Layout: Tomas Roe", "Lena Bode"),
        ("Our editors: Lena Bode chose them", ""),
        ("Rivers Institute", ""),
        ("Executive Summary", ""),
        ("May 2021", ""),
        ("Hong Kong", ""),
        ("South China Sea", ""),
        ("By the editors", ""),
        ("By 2021, all had changed", ""),
        ("Machine Tools", ""),
        ("A Policy Agenda For Ports", ""),
        ("How Ports Cope", ""),
        ("Policy brief No. 3", ""),
        ("Lena", ""),
    ],
)
def test_a_line_under_the_title(line, names):
    found = authors(f"# Trade after the storm\n\n{line}{PROSE}")[0]

    assert found == tuple(filter(None, names.split("|")))


@pytest.mark.parametrize(
    ("section", "names"),
    [
        ("## Authors\n\nLena Bode, *Analyst*\n\nTomas Roe, *Fellow*", "Lena Bode|Tomas Roe"),
        ("## About the author\n\nLena Bode is a fellow at ORCA.", "Lena Bode"),
        ("## About the authors\n\n- Lena Bode leads it.\n- Tomas Roe", "Lena Bode|Tomas Roe"),
        ("## Autorinnen\n\nLena Bode ist Analystin.", "Lena Bode"),
        ("## 作者简介\n\n张三，研究员", "张三"),
        ("## Editorial staff\n\nLena Bode, *Editor*", ""),
        ("## Acknowledgements\n\nLena Bode helped.", ""),
        ("## Authors\n\nThe Rivers Institute wrote this.", ""),
    ],
)
def test_a_section_on_the_authors(section, names):
    found = authors(f"# Trade after the storm{PROSE}\n\n{section}")[0]

    assert found == tuple(filter(None, names.split("|")))


@pytest.mark.parametrize(
    ("hint", "names"),
    [
        ("Lena Bode", "Lena Bode"),
        ("Lena Bode; Tomas Roe", "Lena Bode|Tomas Roe"),
        ("Bode, Lena; Roe, Tomas", "Lena Bode|Tomas Roe"),
        ("Lena Bode, Tomas Roe", "Lena Bode|Tomas Roe"),
        ("张三", "张三"),
        ("Microsoft Office User", ""),
        ("admin", ""),
        ("lbode", ""),
        ("Press Office", ""),
        ("", ""),
    ],
)
def test_what_a_file_names(hint, names):
    found = authors(f"# Trade after the storm{PROSE}", {"authors": hint}, "a.pdf")[0]

    assert found == tuple(filter(None, names.split("|")))


def test_authors_go_before_editors():
    source = f"# Trade after the storm\n\nEditor: Tomas Roe\n\nAuthor: Lena Bode{PROSE}"

    assert authors(source) == (("Lena Bode",), "author label")
    assert authors(source.replace("Author", "Editor")) == (
        ("Tomas Roe", "Lena Bode"),
        "editor label",
    )


def test_front_matter_goes_before_the_text_and_the_text_before_a_file_property():
    source = f"# Trade after the storm\n\nBy Tomas Roe{PROSE}"
    hints = {"authors": "Lena Bode"}

    assert authors(source, hints, "a.md") == (("Lena Bode",), "head of the file")
    assert authors(source, hints, "a.pdf") == (("Tomas Roe",), "byline")
    assert authors(f"# Trade{PROSE}", hints, "a.docx") == (("Lena Bode",), "file property")
