import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import metrics, squad
from evals.metrics import answer_in


@pytest.mark.parametrize(
    ("prediction", "gold", "exact", "f1"),
    [
        ("The Entity List.", "entity list", 1.0, 1.0),
        ("BIS Entity List", "Entity List", 0.0, 0.8),  # 2 common of 3 and 2: 4/5
        ("the cat the cat sat", "cat cat", 0.0, 0.8),  # articles go, repeats count: 2*2/(3+2)
        ("cat", "cat cat", 0.0, 2 / 3),
        ("dog", "cat", 0.0, 0.0),
        ("", "cat", 0.0, 0.0),
        ("U.S.", "us", 1.0, 1.0),
        ("a-b", "ab", 1.0, 1.0),  # punctuation vanishes, as in the official script
    ],
)
def test_squad(prediction: str, gold: str, exact: float, f1: float) -> None:
    assert squad.exact_match(prediction, (gold,)) == exact
    assert squad.f1(prediction, (gold,)) == pytest.approx(f1)


def test_squad_takes_the_best_variant() -> None:
    assert squad.f1("entity list", ("blacklist", "Entity List")) == 1.0
    assert squad.exact_match("entity list", ("blacklist", "Entity List")) == 1.0
    assert squad.f1("entity list", ()) == 0.0


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("It was the Bureau's Entity-List, in 2019.", ["entity list"]),
        ("Member 朱鹤新 (Zhu Hexin)", ["Zhu Hexin"]),
        ("副部长罗文先生", ["罗 文"]),
        ("Beijing‑Tianjin–Hebei", ["Beijing-Tianjin-Hebei"]),
        ("in Zürich", ["Zurich"]),
        ("worth 70 billion yuan", ["CNY 70 billion"]),
        ("came out on February 9, 2021", ["9 February 2021"]),
        ("on the company’s list", ["company's list"]),
        ("In 2008 the ministry, MIIT, took over.", ["MIIT; 2008"]),
        (  # a long answer in another order and other forms
            "Foreign investors may open VPN services up to 50 percent, but app stores stay closed.",
            ["VPNs: opened to foreign investors up to 50 percent; app store closed"],
        ),
    ],
)
def test_an_answer_is_in_the_text(text: str, variants: list[str]) -> None:
    assert answer_in(text, variants)


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("entity of a list", ["entity list"]),
        ("The entities list", ["entity list"]),
        ("US 1 1 3, China 3 1 1, European Union 2 2", ["China 1, European Union 2, US 3"]),  # short
        (
            "Foreign investors may open VPN services up to 40 percent, but app stores stay closed.",
            ["VPNs: opened to foreign investors up to 50 percent; app store closed"],
        ),
        ("Said Arabia", ["AI"]),
        ("In 2009 the ministry, MIIT, took over.", ["MIIT; 2008"]),
        ("In 2008 the ministry took over.", ["MIIT; 2008"]),
        ("worth USD 70 billion", ["CNY 70 billion"]),
        ("", ["entity list"]),
        ("anything", ["—"]),
        ("anything", []),
    ],
)
def test_an_answer_is_not_in_the_text(text: str, variants: list[str]) -> None:
    assert not answer_in(text, variants)


@pytest.mark.parametrize(
    ("short", "variant", "right"),
    [
        ("the Entity List", "Entity List", True),
        ("BIS Entity List", "Entity List", True),  # F1 0.8
        ("Entity List of the Commerce Department", "Entity List", False),  # F1 0.5
        ("¥ 70bn", "CNY 70 billion", True),
        ("492 per 10,000 manufacturing workers", "492", True),
        ("at least 200 patents", "at least 300 patents", False),  # F1 0.75
        ("13 March 2020", "12 March 2020", False),  # F1 0.67
        ("12th of March, 2020", "12 March 2020", True),
        (" ".join(["word"] * 15) + " 492", "492", False),  # not short
        ("“Open” collaboration", "open collaboration", True),
        ("", "open collaboration", False),
    ],
)
def test_short_answers(short: str, variant: str, right: bool) -> None:
    assert metrics.short_answer(short, [variant]) is right


@pytest.mark.parametrize(
    ("text", "gold", "right"),
    [
        ("Yes", ["yes", "yes, it did"], True),
        ("No, it did not.", ["Yes"], False),
        ("It did. Yes.", ["Yes"], False),
        ("Not all of them", ["no", "not all of them"], False),
        ("No.", ["not all of them", "No, not all"], True),
        ("", ["no"], False),
        ("maybe", ["perhaps"], False),
    ],
)
def test_yes_and_no_are_told_by_the_first_word(text: str, gold: list[str], right: bool) -> None:
    assert metrics.same_polarity(text, gold) is right


def test_lists() -> None:
    gold = [["AI", "artificial intelligence"], ["5G"], ["rail"], ["6-8 firms", "six to eight"]]
    answer = ["Artificial Intelligence", "5G networks", "between 6 and 8", "steel", "robots"]
    assert metrics.list_recall(answer, gold) == 0.75
    assert metrics.list_precision(answer, gold) == 0.6
    assert metrics.list_recall(["AI, 5G and rail, for six to eight"], gold) == 1.0
    assert metrics.list_recall([], gold) == 0.0
    assert metrics.list_precision([], gold) is None
    assert metrics.list_recall(answer, []) is None
    assert metrics.list_precision(answer, []) is None


def test_a_value_is_matched_as_a_value() -> None:
    assert metrics.value_match("about ¥70bn", ["CNY 70 billion"]) == 1.0
    assert metrics.value_match("USD 70 billion", ["CNY 70 billion"]) == 0.0
    assert metrics.value_match("on 12 May 2020", ["no date", "May 2020"]) == 1.0
    assert metrics.value_match("in 2020", ["May 2020"]) == 0.0  # less precise than asked for
    assert metrics.value_match(" ".join(["word"] * 15) + " 492", ["492"]) == 0.0  # not short
    assert metrics.value_match("Liu He", ["Liu He"]) is None


def test_length_is_in_words() -> None:
    assert [metrics.length(text) for text in ("", "a", " two\n words ")] == [0, 1, 2]


def official_squad(prediction: str, gold: str) -> tuple[float, float]:
    """Score as evaluate-v1.1.py does, written down from its published steps, word by word."""

    def tokens(text: str) -> list[str]:
        kept = "".join(char for char in text.lower() if char not in string.punctuation)
        return [token for token in kept.split() if token not in ("a", "an", "the")]

    mine, theirs = tokens(prediction), tokens(gold)
    left, same = list(theirs), 0
    for token in mine:
        if token in left:
            left.remove(token)
            same += 1
    if not same:
        return float(mine == theirs), 0.0
    precision, recall = same / len(mine), same / len(theirs)
    return float(mine == theirs), 2 * precision * recall / (precision + recall)


@given(
    st.lists(st.sampled_from("the a an cat Cat, dog. U.S. -".split()), max_size=8).map(" ".join),
    st.lists(st.sampled_from("the a an cat Cat, dog. U.S. -".split()), max_size=8).map(" ".join),
)
def test_squad_agrees_with_its_definition(prediction: str, gold: str) -> None:
    exact, f1 = official_squad(prediction, gold)
    assert squad.exact_match(prediction, (gold,)) == exact
    assert squad.f1(prediction, (gold,)) == pytest.approx(f1)
