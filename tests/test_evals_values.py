from decimal import Decimal

import pytest

from evals.values import Date, Quantity, dates, holds, quantities, values


def number(low: str, high: str = "", unit: str | None = None) -> Quantity:
    return Quantity(Decimal(low), Decimal(high or low), unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CNY 70 billion", [number("7e10", unit="CNY")]),
        ("70bn yuan", [number("7e10", unit="CNY")]),
        ("RMB70 billion", [number("7e10", unit="CNY")]),
        ("¥70,000,000,000", [number("7e10", unit="CNY")]),
        ("700亿元", [number("7e10", unit="CNY")]),
        ("US$70bn", [number("7e10", unit="USD")]),
        ("$138m", [number("138000000", unit="USD")]),
        ("€6.39 bn117", [number("6390000000", unit="EUR")]),
        ("€38.2 k", [number("38200", unit="EUR")]),
        ("4 782 deaths", [number("4782")]),
        ("4,782", [number("4782")]),
        ("4\u00a0782", [number("4782")]),
        ("sixteen", [number("16")]),
        ("twenty-one", [number("21")]),
        ("one hundred and twenty", [number("120")]),
        ("two million", [number("2000000")]),
        ("8.30%", [number("8.3", unit="%")]),
        ("6percent", [number("6", unit="%")]),
        ("8 per cent", [number("8", unit="%")]),
        ("three-month", [number("3", unit="month")]),
        ("6-8 firms", [number("6", "8")]),
        ("six to eight", [number("6", "8")]),
        ("between 6 and 8", [number("6", "8")]),
        ("between $2 billion and $6 billion", [number("2e9", "6e9", "USD")]),
        ("10-15 percent", [number("10", "15", "%")]),
        ("20 to 30 million", [number("2e7", "3e7")]),
        ("577 and 14", [number("577"), number("14")]),
        ("a score of 54-35", [number("54"), number("35")]),
        ("5G and COVID-19, the 12th, G20", []),
        ("On 12 March 2020 it was 5", [number("5")]),
        ("1.2.3", []),
    ],
)
def test_numbers_are_read(text: str, expected: list[Quantity]) -> None:
    found = [one for one in quantities(text) if one not in (number("19"),)]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 March 2020", Date(2020, 3, 12)),
        ("12th of March 2020", Date(2020, 3, 12)),
        ("March 12th, 2020", Date(2020, 3, 12)),
        ("Mar. 2020", Date(2020, 3)),
        ("2020-03-12", Date(2020, 3, 12)),
        ("2020-03", Date(2020, 3)),
        ("2020年3月12日", Date(2020, 3, 12)),
        ("2020年", Date(2020)),
        ("December 30", Date(None, 12, 30)),
        ("30 December", Date(None, 12, 30)),
        ("since 1981.", Date(1981)),
    ],
)
def test_dates_are_read_at_their_precision(text: str, expected: Date) -> None:
    assert dates(text) == (expected,)


def test_what_looks_like_a_date_is_none() -> None:
    assert dates("2,018 or 12018 or 2018.5 or model X2018") == ()
    assert dates("2021-2025") == (Date(2021), Date(2025))  # not a month


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("about CNY 70 billion in investments", "70bn yuan"),
        ("It fell by 23.5 percent.", "23.5%"),
        ("the share was 23.5", "23.5 percent"),
        ("elevating 6-8 companies", "six to eight"),
        ("launched on 5 October 2020", "October 2020"),
        ("launched on October 5, 2020", "2020-10-05"),
        ("covering 2018-2020", "2018 to 2020"),
        ("Computers 577 14", "577 vs 14"),
        ("on December 30, 2019", "December 30"),
    ],
)
def test_equal_values_meet(text: str, answer: str) -> None:
    assert holds(text, values(answer))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("USD 190 million", "USD 190 billion"),
        ("$70 billion", "CNY 70 billion"),
        ("20 percent of it", "about 20"),
        ("within three years", "three"),
        ("in October 2020", "5 October 2020"),
        ("in 2021", "October 2021"),
        ("6 of 8", "6-8"),
        ("25", "5"),
        ("577 alone", "577 vs 14"),
        ("", "5"),
    ],
)
def test_other_values_do_not(text: str, answer: str) -> None:
    assert not holds(text, values(answer))


@pytest.mark.parametrize(
    "text",
    [
        "297 businesses",
        "00 800 6 7 8 9 10 11",
        "first half of 2021",
        "the 2021 issue",
        "",
        "SAC/TC 28",
    ],
)
def test_text_with_other_words_is_no_value(text: str) -> None:
    assert values(text) == ()
