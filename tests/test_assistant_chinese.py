"""Questions in Chinese: put into English, and answered from English documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Turn
from assistant.ask import Assistant
from assistant.chinese import in_english, with_thing
from assistant.conversation import resolve
from index.glossary import Glossary
from index.keywords import held


@pytest.mark.parametrize(
    ("question", "english"),
    [
        ("港口计划是谁发布的？", "Who issued 港口计划?"),
        ("“两港”计划是哪个部门发布的？", "Who issued “两港”计划?"),
        ("请问，谁发布了《港口计划》?", "Who issued 《港口计划》?"),
        ("港口计划由哪些部门制定", "Who issued 港口计划?"),
        ("港口计划是由哪个政府部门制定的", "Who issued 港口计划?"),
        ("哪家集团公司成立了港口基金？", "Who founded 港口基金?"),
        ("港口计划的发布机构", "Who issued 港口计划?"),
        ("港口计划是什么时候发布的?", "When was 港口计划 issued?"),
        ("港口计划何时出台？", "When was 港口计划 issued?"),
        ("港口计划的发布日期是哪一天", "When was 港口计划 issued?"),
        ("MIIT是哪年成立的？", "When was MIIT established?"),
        ("谁负责港口计划？", "Who is in charge of 港口计划?"),
        ("港口计划的主要目标是什么？", "What are the targets of 港口计划?"),
        ("港口计划有哪些目标？", "What are the targets of 港口计划?"),
        ("港口计划包括哪些？", "What are the parts of 港口计划?"),
        ("港口集团有多少家企业？", "How many companies has 港口集团?"),
        ("港口集团位于哪个城市", "Where is 港口集团?"),
        ("什么是新港口？", "What is 新港口?"),
        ("新港口是什么意思呢？", "What is 新港口?"),
        ("王港是谁？", "Who is 王港?"),
        ("谁是王港", "Who is 王港?"),
        ("它是什么时候发布的？", "When was it issued?"),
        ("那河流计划呢？", "What about 河流计划?"),
        ("港口计划", "港口计划"),
        ("Who issued 港口计划?", "Who issued 港口计划?"),
        ("Who is 王港?", "Who is 王港?"),
        ("是谁？", "是谁？"),
        ("", ""),
    ],
)
def test_what_a_question_asks(question, english):
    assert in_english(question) == english


def test_a_name_that_the_corpus_gives_in_english_is_put_so():
    glossary = Glossary([("新港口", "New Ports", 2), ("王港", "Wang Gang", 1)])
    assert in_english("新港口有哪些领域？", glossary.english) == "What are the areas of New Ports?"
    assert in_english("王港是谁", glossary.english) == "Who is Wang Gang?"
    assert in_english("王河是谁", glossary.english) == "Who is 王河?"


@given(st.text(alphabet="谁是什么时候发布的有多少家哪个部门港口 ？?aB1", max_size=40))
def test_no_question_is_lost(question):
    said = in_english(question, lambda name: name)
    assert said == question or said.isprintable()


def test_a_follow_up_in_chinese():
    turns = [Turn("港口计划是谁发布的？", "MIIT")]
    asked = resolve("它是什么时候发布的？", turns)
    assert asked.text == "When was 港口计划 issued?"
    assert resolve("它是什么时候发布的？", []).text == "When was it issued?"


@pytest.mark.parametrize(
    ("question", "earlier", "meant"),
    [
        ("它的文号是什么？", ["港口计划是谁发布的？"], "港口计划的文号是什么？"),
        ("该报告说了什么？", ["港口报告有哪些目标？", "它是谁发布的？"], "港口报告说了什么？"),
        ("其他港口呢？", ["港口计划是谁发布的？"], "其他港口呢？"),
        ("它是什么？", ["Who issued it?"], "它是什么？"),
        ("铁路计划是谁发布的？", ["港口计划是谁发布的？"], "铁路计划是谁发布的？"),
    ],
)
def test_what_was_spoken_of(question, earlier, meant):
    assert with_thing(question, earlier) == meant


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ({"港口计划"}, "The plan (新一代港口计划) is new.", {"港口计划"}),
        ({"港口计划"}, "Its office (港口计划办公室) is new.", set()),
        ({"王港"}, "王 港 (Wang Gang)", {"王港"}),
        ({"port", "plan"}, "Ports and rails", {"port"}),
        ({"港口"}, "Nothing of it", set()),
    ],
)
def test_chinese_is_held_as_the_end_of_a_longer_name(wanted, text, found):
    assert held(wanted, text) == found


@pytest.mark.parametrize(
    ("question", "standalone", "short"),
    [
        (
            "医疗装备产业发展规划是哪个部门发布的？",
            "Who issued 医疗装备产业发展规划?",
            "MIIT",
        ),
        (
            "医疗装备产业发展规划什么时候发布？",
            "When was 医疗装备产业发展规划 issued?",
            "9 February 2021",
        ),
        ("人工智能发展规划是谁发布的？", "Who issued 人工智能发展规划?", "State Council"),
        ("刘鹤是谁？", "Who is Liu He?", "Vice Premier; Chairman"),
        ("What number is 大疆创新 on the list?", "What number is 大疆创新 on the list?", "11"),
    ],
)
def test_answers_from_the_sample_corpus(sample_index, question, standalone, short):
    answer = Assistant.open(sample_index).ask(question)
    assert (answer.standalone, answer.short) == (standalone, short)


def test_what_the_documents_do_not_hold_is_refused(sample_index):
    assert Assistant.open(sample_index).ask("李白是谁？").short == ""
