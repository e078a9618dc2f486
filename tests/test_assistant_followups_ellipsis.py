"""Elliptic questions: what they are filled with, and what is left alone."""

from __future__ import annotations

import pytest

from assistant.followups.ellipsis import correction, fill, fragment, is_bare

FUND = "How large was the second chip fund?"
CASES = "How many cases did Taiwan have by 16 December 2020?"
RACE = "September 2019 issue: what does the United States earn in the AI study?"
ISSUE = "In the March 2021 issue, what is growth?"
GROWTH = "What was the GDP growth of Germany in 2020?"
PLAN = "Who issued the Two Zones plan for the digital economy?"


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        # Another time, with the preposition of the one or the other; if there is none, at the end.
        (
            "and in 2025?",
            "How many robots were made in 2020?",
            "How many robots were made in 2025?",
        ),
        ("2025?", "How many robots were made by May 2020?", "How many robots were made by 2025?"),
        (
            "And by the end of the year?",
            "What fell by May 2020?",
            "What fell by the end of the year?",
        ),
        ("what about 2025", FUND, "How large was the second chip fund in 2025?"),
        ("and last year?", FUND, "How large was the second chip fund last year?"),
        ("and in 2022?", ISSUE, "In the March 2021 issue, what is growth in 2022?"),
        ("and the year before?", CASES, "How many cases did Taiwan have by 16 December 2019?"),
        ("And the year after that?", "What fell in 2020?", "What fell in 2021?"),
        ("the next year", FUND, None),
        # The year of a stretch of months.
        ("and 2022?", "What rose from May to July 2021?", "What rose from May to July 2022?"),
        ("and in 2022?", "What rose in May-July 2021?", "What rose in May-July 2022?"),
        ("2022?", "What rose from 1 May to 9 July 2021?", "What rose from 1 May to 9 July 2022?"),
        ("and 2022?", "What rose from May 2020 to July 2021?", None),
        ("and in April 2021?", ISSUE, None),
        # Another of the same sort.
        ("and the first?", FUND, "How large was the first chip fund?"),
        ("What about the first one then?", FUND, "How large was the first chip fund?"),
        ("and the third fund", FUND, "How large was the third chip fund?"),
        ("And China?", RACE, "September 2019 issue: what does China earn in the AI study?"),
        (
            "And Germany's?",
            "What is China's growth in the EU?",
            "What is Germany's growth in the EU?",
        ),
        ("And Japan?", "Did China ratify RCEP?", "Did Japan ratify RCEP?"),
        ("and the United States?", "Germany's share of GDP?", None),
        ("same for Germany", "What is China's growth?", "What is Germany's growth?"),
        ("and Germany", "What is China's growth?", "What is Germany's growth?"),
        ("and in Germany?", "What does ABB sell in China?", "What does ABB sell in Germany?"),
        ("那比亚迪呢?", "谁收购了库卡?", None),
        ("那比亚迪呢?", "Who leads 宁德时代?", "Who leads 比亚迪?"),
        ("他在哪里?", "Who leads 宁德时代?", None),
        ("比亚迪", "Who leads 宁德时代?", "Who leads 比亚迪?"),
        # What stands before a noun, or before "of" and a name, says what is asked of the name.
        ("What about France?", GROWTH, "What was the GDP growth of France in 2020?"),
        ("And in France?", GROWTH, "What was the GDP growth of France in 2020?"),
        ("And CPI?", "What was the PPI of China?", "What was the CPI of China?"),
        (
            "And Gansu?",
            "What is the PUE limit for the Guizhou hub?",
            "What is the PUE limit for the Gansu hub?",
        ),
        ("And Gansu?", "What PUE limit has Guizhou?", "What PUE limit has Gansu?"),
        (
            "And in Xi'an?",
            "Is the NEV quota in Beijing higher?",
            "Is the NEV quota in Xi'an higher?",
        ),
        ("And Xi'an?", "Is the NEV quota in Beijing higher?", "Is the NEV quota in Xi'an higher?"),
        ("And SMIC?", "Who is the CEO of Huawei?", "Who is the CEO of SMIC?"),
        ("And the CFO?", "Who is the CEO of Huawei?", "Who is the CFO of Huawei?"),
        ("And Gansu?", "Who is Governor of Hubei?", "Who is Governor of Gansu?"),
        ("And Tesla?", "What is BYD revenue?", "What is Tesla revenue?"),
        ("And NDRC?", "Which MIIT plan covers Beijing?", "Which NDRC plan covers Beijing?"),
        ("And China?", "Is US GDP growth higher?", "Is China GDP growth higher?"),
        ("And Gansu?", "What is the PUE limit?", None),
        # A place for a place, a body for a body; who acts stands after the auxiliary.
        ("And Wuhan?", "When did MIIT visit Beijing?", "When did MIIT visit Wuhan?"),
        ("And SAMR?", "When did MIIT visit Beijing?", "When did SAMR visit Beijing?"),
        ("And Europe?", "What did Toyota sell in China?", "What did Toyota sell in Europe?"),
        ("And Honda?", "What did Toyota sell in China?", "What did Honda sell in China?"),
        ("And MIIT?", "What did China say about AI?", "What did MIIT say about AI?"),
        ("And Geely?", "Was BYD founded in Xi'an?", "Was Geely founded in Xi'an?"),
        ("the Shanghai plan?", PLAN, "Who issued the Shanghai plan for the digital economy?"),
        ("how many deaths?", CASES, "How many deaths did Taiwan have by 16 December 2020?"),
        ("not China but Japan", "How large is China's market?", "How large is Japan's market?"),
        ("not in 2020, in 2021", "What fell in 2020?", "What fell in 2021?"),
        # What stands after the same preposition; the property of the same thing.
        (
            "and of computers?",
            "What is the share of harmonic reducers in 2020?",
            "What is the share of computers in 2020?",
        ),
        (
            "and in factories?",
            "What do robots do in laboratories?",
            "What do robots do in factories?",
        ),
        ("and for trucks?", "What is the target for buses with batteries?", None),
        ("and its output?", "What is the capacity of Kuqa One?", "What is the output of Kuqa One?"),
        ("and the price?", "What was the size of Kuqa?", "What was the price of Kuqa?"),
        ("and its output?", FUND, None),
        # Something more.
        ("in dollars?", FUND, "How large was the second chip fund in dollars?"),
        ("by whom?", FUND, None),
        # Several that might be meant, or none.
        ("and in 2025?", "What grew from 2019 to 2020?", None),
        ("and MIIT?", "Who told Midea about KUKA?", None),
        ("and in Japan?", "What does ABB sell in China and in Korea?", None),
        ("the third", "Is the first fund larger than the second?", None),
        (
            "And in the low one?",
            "What share could recycling meet in the central scenario?",
            "What share could recycling meet in the low scenario?",
        ),
        (
            "What's Shanghai's figure, and for when?",
            "How large should Beijing's ferry industry get?",
            "How large should Shanghai's ferry industry get?",
        ),
        ("the second plan", FUND, None),
        ("what about robots?", FUND, None),
        ("the other plan", PLAN, None),
        ("how many of them?", CASES, None),
        # No ellipsis.
        ("and who issued it?", FUND, None),
        ("what about the one that was registered in Beijing?", FUND, None),
        ("", FUND, None),
        ("and?", FUND, None),
        ("in 2025?", "", " in 2025?"),
    ],
)
def test_an_ellipsis_is_filled_where_one_thing_can_be_meant(question, earlier, expected):
    assert fill(question, earlier) == expected


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("no, the other plan", "the other plan"),
        ("No, in 2020.", "in 2020."),
        ("no the second one", "the second one"),
        ("sorry, I meant Germany", "Germany"),
        ("Sorry - but I meant the fund", "the fund"),
        ("I mean 2021", "2021"),
        ("no, who issued it?", "who issued it?"),
        ("not China but Japan", "not China but Japan"),
        ("no, not China, Japan", "not China, Japan"),
        ("No country leads, or does one?", None),
        ("nothing else?", None),
        ("Actually built capacity?", None),
        ("no,", None),
        ("", None),
    ],
)
def test_a_correction_is_told_from_a_question(question, rest):
    assert correction(question) == rest


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("And what about the first fund, then?", "the first fund"),
        ("robots too?", "robots"),
        ("how much money?", "how much money"),
        ("how much is it?", ""),
        ("who?", ""),
        ("the plan that failed", ""),
        (" ".join(["word"] * 9), ""),
        ("?", ""),
    ],
)
def test_a_fragment_is_told_from_a_whole_question(question, words):
    assert fragment(question) == words


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("BYD?", True),
        ("the United States?", True),
        ("in Shanghai", True),
        ("2025", True),
        ("for exports?", True),
        ("库卡?", True),
        ("robots?", False),
        ("GDP growth in 2020?", False),
        ("in which year?", False),
        ("", False),
    ],
)
def test_a_bare_name_or_time_is_no_question(question, bare):
    assert is_bare(question) is bare
