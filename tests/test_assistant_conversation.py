"""Follow-ups: what is carried into them, what is told beside them, and what is left alone."""

from __future__ import annotations

import pytest

from assistant.answer import REFUSAL, Turn
from assistant.conversation import Resolved, resolve

LEADER = Turn("Who leads the battery maker CATL?", "Zeng Yuqun")
OTHER = Turn("Who leads the car maker BYD?", "Wang Chuanfu.")
FUND = Turn("How large was the second chip fund?", "204 billion yuan")
BUYER = Turn("Who bought KUKA?", "Midea, in 2016. [1]")
LAW = Turn("Is there a law on personal data?", "A draft of October 2020")
NOTHING = Turn("Who leads the moon?", "")
PUBLISHED = Turn("When was the Hydrogen Plan published?", "9 January 2025")
OUTPUT = Turn("What is the capacity of Kuqa One?", "260 MW")
PRICE = Turn("And its price?", "CNY 3 billion")
RATE = Turn("What lithium rate is asked for?", "90 percent")
RATE_BEFORE = Turn("And before that?", "85 percent")
ABOUT_FUND = "(about: How large was the second chip fund? 204 billion yuan)"


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        # The person who was spoken of stands for "he" and "she".
        ([LEADER], "Where did he study?", "Where did Zeng Yuqun study?"),
        ([LEADER], "What did SHE say?", "What did Zeng Yuqun say?"),
        ([LEADER], "Did he say that he left?", "Did Zeng Yuqun say that he left?"),
        ([LEADER], "What is his age?", "What is Zeng Yuqun's age?"),
        ([LEADER], "Who is her brother?", "Who is Zeng Yuqun's brother?"),
        ([LEADER], "Who succeeded her in 2020?", "Who succeeded Zeng Yuqun in 2020?"),
        ([LEADER, OTHER], "Where did he study?", "Where did Wang Chuanfu study?"),
        ([LEADER, Turn("Since when?", "2011")], "Did he sign?", "Did Zeng Yuqun sign?"),
        (
            [Turn("Who heads it?", "Wang Zhigang, the science minister.")],
            "And who deputises for him there?",
            "And who deputises for Wang Zhigang there?",
        ),
        ([Turn("Who leads CATL?", "曾毓群")], "Where did he study?", "Where did 曾毓群 study?"),
        ([Turn("谁领导宁德时代?", "曾毓群")], "他在哪里学习?", "曾毓群在哪里学习?"),
        ([Turn("What did Liu He say?", "Little")], "Did he sign?", "Did Liu He sign?"),
        # Nobody was named, or no person.
        ([FUND], "Did he sign?", f"Did he sign? {ABOUT_FUND}"),
        (
            [Turn("Where was it?", "In Chongqing, China.")],
            "Did he go?",
            "Did he go? (about: Where was it? In Chongqing, China.)",
        ),
        # What cannot be put into the question is told after it.
        ([BUYER], "where is it", "where is it? (about: Who bought KUKA? Midea, in 2016.)"),
        (
            [LAW],
            "What does the law resemble?",
            "What does the law resemble? (about: Is there a law on personal data? "
            "A draft of October 2020)",
        ),
        (
            [FUND],
            "When did the rules take effect?",
            f"When did the rules take effect? {ABOUT_FUND}",
        ),
        ([FUND], "Was anyone fined at all?", f"Was anyone fined at all? {ABOUT_FUND}"),
        ([FUND], "what about robots?", f"what about robots? {ABOUT_FUND}"),
        ([FUND], "Any others?", f"Any others? {ABOUT_FUND}"),
        ([FUND], "那机器人呢?", f"What about 机器人? {ABOUT_FUND}"),
        (
            [FUND],
            "What about the fund that was registered in Beijing?",
            f"What about the fund that was registered in Beijing? {ABOUT_FUND}",
        ),
        # An ellipsis is filled.
        ([FUND], "and in 2025?", "How large was the second chip fund in 2025?"),
        ([FUND], "and the first?", "How large was the first chip fund?"),
        ([FUND], "2025?", "How large was the second chip fund in 2025?"),
        ([LEADER], "BYD?", "Who leads the battery maker BYD?"),
        # The question before is asked again, with another question word or of another thing.
        ([PUBLISHED], "By whom?", "By whom was the Hydrogen Plan published?"),
        ([PUBLISHED], "What does it foresee?", "What does the Hydrogen Plan foresee?"),
        ([OUTPUT, PRICE], "And of Ordos Two?", "What is the price of Ordos Two?"),
        ([RATE, RATE_BEFORE], "And copper?", "What copper rate is asked for?"),
        (
            [Turn("Which provinces lifted the rule?", "Hebei")],
            "When did Jilin do so?",
            "When did Jilin do so? (about: Which provinces lifted the rule? Hebei)",
        ),
        # A name that the answer brought up.
        ([BUYER], "Where is Midea?", "Where is Midea? (about: Who bought KUKA? Midea, in 2016.)"),
        # A correction takes the place of what was asked; its answer was none.
        ([FUND], "no, the first one", "How large was the first chip fund?"),
        ([FUND], "sorry, I meant in 2025", "How large was the second chip fund in 2025?"),
        ([BUYER], "no, the other firm", "the other firm (about: Who bought KUKA?)"),
        ([LEADER], "not CATL but BYD", "Who leads the battery maker BYD?"),
        ([LEADER], "No, I mean: who leads BYD?", "who leads BYD?"),
        # No answer was given.
        ([NOTHING], "Why?", "Why? (about: Who leads the moon?)"),
        ([Turn("Who leads the moon?", REFUSAL)], "Why?", "Why? (about: Who leads the moon?)"),
        ([Turn("Who leads it?", "I don't know.")], "Why?", "Why? (about: Who leads it?)"),
        ([Turn("", "")], "Why?", "Why?"),
        # Nothing came before.
        ([], "and in 2025?", "and in 2025?"),
        ([], "no, the other plan", "no, the other plan"),
        ([], "", ""),
    ],
)
def test_a_follow_up_stands_alone(history, question, expected):
    found = resolve(
        question, history, texts=lambda words: ["metal | rate\nlithium | 90\ncopper | 95"]
    )
    assert found.text == expected


@pytest.mark.parametrize(
    "question",
    ["Who is the largest shareholder of the second fund?", "And in 2025?", "Who issued it?"],
)
def test_what_is_asked_again_is_understood_as_it_was(question):
    before = [Turn("When was the robot plan published?", "It was published on 21 December.")]
    once = resolve(question, before)
    asked = Turn(question.lower(), "The Ministry of Finance, with 11% of its capital.")
    assert resolve(question, [*before, asked]) == once
    assert resolve(question, [*before, asked, asked]) == once


def test_what_was_told_may_be_news_to_who_did_it():
    counted = [Turn("How many fires were there?", "SAMR counted 73 fires.")]
    assert resolve("Who counted them?", counted).asked == (
        "Who counted them? How many fires were there?"
    )
    assert resolve("And how many of them in May?", counted).asked == (
        "And how many of them in May? How many fires were there? SAMR counted 73 fires."
    )


@pytest.mark.parametrize(
    "question",
    [
        "Which ministry drafted the rules on rare earth exports?",
        "Who leads BYD?",
        "What is CATL?",
        "what is the belt and road initiative?",
        "Did China reach its goal for 2020?",
        "When did Midea say that it would sell the shares?",
        "Is it legal for foreigners to hold shares in such firms?",
        "And which ministry drafted the rules on rare earth exports?",
        "Which banks lend money against patents?",
        "Which share of the chips in new cars came from abroad?",
        "How much does it cost to open a laboratory abroad?",
        "哪家公司收购了德国的机器人制造商库卡?",
    ],
)
def test_a_question_that_names_its_own_topic_is_left_alone(question):
    assert resolve(question, [LEADER, FUND]) == Resolved(question)


@pytest.mark.parametrize(
    ("history", "question", "topic"),
    [
        ([BUYER], "why?", "Who bought KUKA? Midea, in 2016."),
        # The latest turn first; what was spoken of before the topic changed is left behind.
        (
            [LEADER, BUYER, Turn("Where is it?", "In Augsburg")],
            "Since when?",
            "Where is it? In Augsburg Who bought KUKA? Midea, in 2016.",
        ),
        # A name goes on with the topic as a pronoun does.
        (
            [BUYER, Turn("Where does KUKA make its robots?", "In Augsburg")],
            "Since when?",
            "Where does KUKA make its robots? In Augsburg Who bought KUKA? Midea, in 2016.",
        ),
        # The answer for another year is none for this one; nor was the one that is corrected.
        ([FUND], "and in 2025?", FUND.question),
        ([FUND], "no, the other fund", FUND.question),
        ([BUYER, FUND], "back to that firm: what is its seat?", "Who bought KUKA? Midea, in 2016."),
        ([Turn("Who leads it?", REFUSAL)], "Why?", "Who leads it?"),
    ],
)
def test_the_topic_at_hand_is_searched_for_besides(history, question, topic):
    assert resolve(question, history).topic == topic


def test_a_chain_of_follow_ups_is_traced_to_its_topic():
    history = [BUYER, Turn("Where is its seat?", "Foshan"), Turn("Since when?", "1968")]
    assert resolve("Why?", history) == Resolved(
        "Why?",
        "Who bought KUKA? Since when? 1968",
        "Since when? 1968 Where is its seat? Foshan Who bought KUKA? Midea, in 2016.",
    )


def test_a_chain_of_ellipses_is_filled_link_by_link():
    history = [FUND, Turn("and the first?", "139 billion yuan"), Turn("and in 2025?", "")]
    assert resolve("2030?", history).text == "How large was the first chip fund in 2030?"


def test_long_questions_and_answers_are_cut():
    turn = Turn(" ".join(f"q{n}" for n in range(900)), " ".join(f"a{n}" for n in range(900)))
    questions, answers = ([f"{kind}{n}" for n in range(60)] for kind in "qa")
    assert resolve("Why?", [turn]) == Resolved(
        "Why?", " ".join([*questions, *answers[:12]]), " ".join([*questions, *answers[:25]])
    )


def test_a_conversation_without_end_is_no_trouble():
    history = [Turn(f"and why {n}?", "yes") for n in range(5000)]
    found = resolve("Why?", history)
    assert found.about == "and why 4992? and why 4999? yes"
    assert found.topic.startswith("and why 4999? yes") and found.topic.endswith("4992? yes")


@pytest.mark.parametrize("words", ["the a ", "not a, ", "no, ", "and ", "in 2020 ", "他", "A the "])
def test_a_hostile_question_is_no_trouble(words):
    turn = Turn(words * 500, words * 500)
    assert resolve(words * 300, [turn] * 9).text
