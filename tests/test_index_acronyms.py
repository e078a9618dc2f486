"""Short names as texts define them, and the other form of a name in a question."""

from __future__ import annotations

import pytest

from index.acronyms import Definition, definitions, long_form
from index.glossary import Glossary

NEA, SAMR = "National Energy Administration", "State Administration for Market Regulation"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"The {NEA} (NEA) said so.", [("NEA", NEA)]),
        (f"NEA ({NEA}) said so.", [("NEA", NEA)]),
        ("Small and medium enterprises (SMEs) grow.", [("SME", "Small and medium enterprises")]),
        ("spending on research and development (R&D) rose", [("R&D", "research and development")]),
        ("the internet of things (IoT)", [("IoT", "internet of things")]),
        ("the Internet of Things (IoT, 物联网)", [("IoT", "Internet of Things")]),
        ("In 2019 the Double First Class (双一流, 2017)", [("双一流", "Double First Class")]),
        ("the minister Wang Zhigang (王志刚) said", [("王志刚", "Wang Zhigang")]),
        ("NIU (2021) and the EU (see Chapter 2) and a plan (MIIT)", []),
        ("a county (GDP) and the Council document (CN)", []),
        ("A heading\n(NEA) under National Energy Administration", []),
    ],
)  # fmt: skip
def test_what_a_text_defines(text, found):
    assert list(definitions(text)) == [Definition(*pair) for pair in found]


@pytest.mark.parametrize(
    ("short", "before", "long"),
    [
        ("SAMR", f"by the {SAMR}", SAMR),
        ("PBOC", "the People's Bank of China", "People's Bank of China"),
        ("MTBF", "hours of mean time before failure", "mean time before failure"),
        ("AI", "AI", ""),
        ("NEA", "", ""),
        ("XYZ", "National Energy Administration", ""),
    ],
)  # fmt: skip
def test_the_long_form_before_a_short_one(short, before, long):
    assert long_form(short, before) == long


GLOSSARY = Glossary([
    ("NDRC", "National Development and Reform Commission", 5),
    ("NDRC", "National Development & Reform Commission", 1),
    ("SME", "small and medium enterprises", 2),
    ("CN", "Council notice", 1),
    ("CN", "company news", 1),
    ("CN", "car number", 1),
    ("MOST", "Ministry of Science and Technology", 3),
    ("旷视科技", "Megvii", 2),
])  # fmt: skip
NDRC = "national development and reform commission"


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What does the NDRC do?", [("NDRC", NDRC)]),
        ("what does ndrc do", [("NDRC", NDRC)]),
        ("How many SMEs are there?", [("SME", "small and medium enterprises")]),
        (f"Who heads the {NDRC.title()}?", [(NDRC, "NDRC")]),
        ("Which firm grew most?", []),  # "most" is no ministry, typed small
        ("What did MOST say?", [("MOST", "ministry of science and technology")]),
        ("旷视科技在哪里？", [("旷视科技", "megvii")]),
        ("Where is Megvii?", [("megvii", "旷视科技")]),
        ("What is CN?", []),  # its definitions do not agree
        ("", []),
    ],
)
def test_the_other_names_of_a_question(question, names):
    assert GLOSSARY.other_names(question) == names


def test_a_glossary_without_definitions_knows_no_names():
    assert Glossary([]).other_names("What does the NDRC do?") == []
