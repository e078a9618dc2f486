"""Numbers are read with what they count; years, dates, ordinals and names are no quantities."""

from __future__ import annotations

import pytest

from index.quantities import Quantity, are_one_sum, quantities


def read(text: str) -> list[tuple[str, object, object, str | None, str | None, str | None]]:
    return [
        (text[q.start : q.end], q.value, q.high, q.unit, q.operator, q.per)
        for q in quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit", "operator", "per"),
    [
        ("CNY 70 billion", 70 * 10**9, "CNY", None, None),
        ("as much as 870 million RMB", 870 * 10**6, "CNY", "up to", None),
        ("almost USD 190 billion", 190 * 10**9, "USD", "about", None),
        ("1 trillion yuan", 10**12, "CNY", None, None),
        ("超过300亿元", 30 * 10**9, "CNY", "over", None),
        ("€1.28 bn", 1280000000, "EUR", None, None),
        ("over 17% of GDP", 17, "% of GDP", "over", None),
        ("-16%", -16, "%", None, None),
        ("–16%", -16, "%", None, None),
        ("23.5 percent", 23.5, "%", None, None),
        ("Some 426 000", 426000, None, "about", None),
        ("96,000", 96000, None, None, None),
        ("twenty-five", 25, None, None, None),
        ("at least 20 new projects a year", 20, None, "at least", "year"),
        ("492 robots per 10,000 workers", 492, None, None, "10,000 workers"),
        ("20 GWh a year", 20, "GWh", None, "year"),
        ("no more than 5 metres", 5, "metre", "up to", None),
        ("not more than 200,000 yuan", 200000, "CNY", "up to", None),
        ("not less than 1 million yuan", 10**6, "CNY", "at least", None),
        ("no longer than 180 days", 180, "day", "up to", None),
        ("not exceed 30 percent", 30, "%", "up to", None),
        ("doesn't exceed 5 MW", 5, "MW", "up to", None),
        ("exceeding 40 GW", 40, "GW", "over", None),
        ("不低于5亿元", 5 * 10**8, "CNY", "at least", None),
        ("低于5亿元", 5 * 10**8, "CNY", "under", None),
        (">7%", 7, "%", "over", None),
        ("≥ 50 MW", 50, "MW", "at least", None),
        ("<= 1.3", 1.3, None, "up to", None),
        ("5,000 won", 5000, "KRW", None, None),
        ("3 trillion won", 3 * 10**12, "KRW", None, None),
        ("1.2 tn won", 1.2 * 10**12, "KRW", None, None),
    ],
)
def test_one_quantity(text, value, unit, operator, per) -> None:
    assert read(text) == [(text, value, None, unit, operator, per)]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("5 –7 days", 5, 7, "day"),
        ("6–8 companies", 6, 8, None),
        ("between $2 billion and $6 billion", 2 * 10**9, 6 * 10**9, "USD"),
        ("from $300 million to $2.7 billion", 300 * 10**6, 2700 * 10**6, "USD"),
        ("2 to 3 million people", 2 * 10**6, 3 * 10**6, None),
        ("50,000 to 1 million people", 50000, 10**6, None),
        ("not less than 50,000 yuan and not more than 1 million yuan", 50000, 10**6, "CNY"),
        ("at least 5 cities but fewer than 9", 5, 9, None),
        ("at least three and at most seven years", 3, 7, "year"),
    ],
)
def test_a_range_is_one_quantity(text, low, high, unit) -> None:
    ((_, *found),) = read(text)
    assert found == [low, high, unit, "range", None]


@pytest.mark.parametrize(
    "text",
    [
        "on 23 January 2020, and in 2021-25",
        "violates Article 8, 9 or 10",
        "1 – 31 January 2021",
        "7–9 May",
        "the 28th investment and the world's 50 largest",
        "5G and COVID-19 in phase 3, stories 1 and 2, sections 2.1 and 3.1",
        "SAC/TC 28/SC 42 and Industry 4.0",
        "the Double Ten Thousand Plan",
        "Annual Review 2022, p. 7, and pp. 8–9",
        "Harbour Research, 4 Harbour Street, and 12 Old Town Road",
        "the standards GB 42590-2023, ISO/IEC 27001:2022 and IEEE 1547",
        "86 Federal Register 71557; 42 U.S.C. § 1862",
        "Document 79, Order No. 778 and customs code 850760",
    ],
)
def test_what_is_no_quantity(text) -> None:
    assert read(text) == []


def test_a_number_with_its_magnitude_is_no_version() -> None:
    assert [value for _, value, *_ in read("Ningbo 33.4 million and Shenzhen 30.0 million")] == [
        33_400_000,
        30_000_000,
    ]


def test_neighbours_are_kept_apart() -> None:
    found = read("96 000 cases and 4 782 deaths")
    assert [(text, value) for text, value, *_ in found] == [("96 000", 96000), ("4 782", 4782)]
    bounds = read("at least 2 cities and up to 5 percent; over 60% and less than 20%")
    assert [value for _, value, *_ in bounds] == [2, 5, 60, 20]
    assert [value for _, value, *_ in read("Rank 18 was to become rank 15")] == [18, 15]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("38 and 34 percent full", ["%", "%"]),
        ("plants of 10, 20 and 30 MW", ["MW"] * 3),
        ("53,990, 17 percent more", [None, "%"]),
        ("12 firms and 40 percent", [None, "%"]),
        ("Acme won 61, and of its rivals 47 won prizes", [None, None]),
    ],
)
def test_a_series_shares_the_unit_of_its_last(text, units) -> None:
    assert [unit for _, _, _, unit, *_ in read(text)] == units


def test_a_time_from_another_is_no_rate() -> None:
    assert read("up from RMB 4 billion a year earlier") == [
        ("RMB 4 billion", 4 * 10**9, None, "CNY", None, None)
    ]


def test_two_currencies_are_one_sum() -> None:
    yuan, dollars = quantities("870 million RMB ($130 million)")
    assert are_one_sum(yuan, dollars) and not are_one_sum(yuan, yuan)
    assert not are_one_sum(yuan, Quantity(0, 1, 0, 1))
