"""Heads of columns: the unit and magnitude of bare numbers under them, their years and words."""

from __future__ import annotations

import pytest

from index.heads import NOTHING, Scale, named_by, scale_in, scale_of, years_of


@pytest.mark.parametrize(
    ("head", "scale", "told"),
    [
        ("Investment (CNY bn)", Scale("CNY", 10**9, "CNY bn"), "CNY 7.5 bn"),
        ("Amount (million USD)", Scale("USD", 10**6, "million USD"), "7.5 million USD"),
        ("Value, RMB billion", Scale("CNY", 10**9, "RMB billion"), "RMB 7.5 billion"),
        ("Value in EUR million", Scale("EUR", 10**6, "EUR million"), "EUR 7.5 million"),
        ("Revenue (in billions of yuan)", Scale("CNY", 10**9, "billion yuan"), "7.5 billion yuan"),
        ("Stock ($bn)", Scale("USD", 10**9, "$bn"), "$7.5 bn"),
        ("投资额（亿元）", Scale("CNY", 10**8, "亿元"), "7.5亿元"),
        ("Sales (million units)", Scale(None, 10**6, "million units"), "7.5 million units"),
        ("Freight (million tonnes)", Scale("tonne", 10**6, "million tonnes"), "7.5 million tonnes"),
        ("Output (10,000 units)", Scale(None, 10**4, "10,000 units"), "7.5 (10,000 units)"),
        ("Sales 2022 (units)", Scale(None, 1, "units"), "7.5 units"),
        ("Share (%)", Scale("%", 1, "%"), "7.5%"),
        ("Tariff (yuan/kWh)", Scale("CNY", 1, "yuan/kWh"), "7.5 yuan/kWh"),
        (
            "Cost (CNY million per site)",
            Scale("CNY", 10**6, "CNY million per site"),
            "CNY 7.5 million per site",
        ),
        ("Orders (percent of all)", Scale("%", 1, "percent of all"), "7.5 percent of all"),
        ("Length (km)", Scale("km", 1, "km"), "7.5 km"),
        ("AI (core industry, EUR billion)", Scale("EUR", 10**9, "EUR billion"), "EUR 7.5 billion"),
    ],
)
def test_a_head_says_in_what_its_numbers_are(head, scale, told):
    assert (scale_of(head), scale_of(head).told("7.5")) == (scale, told)


@pytest.mark.parametrize(
    "head",
    ["Racks (2022)", "Growth (forecast)", "Depth (m)", "Figure (3)", "Amount", "Sales, net", ""],
)
def test_a_head_without_a_unit_leaves_numbers_as_they_are(head):
    assert (scale_of(head), NOTHING.told("7.5"), NOTHING.of(7.5)) == (NOTHING, "7.5", 7.5)


@pytest.mark.parametrize(
    ("label", "head", "scale"),
    [
        ("Wind power (GW)", "Goal 2030", Scale("GW", 1, "GW")),
        ("Users (million)", "2031", Scale(None, 10**6, "million")),
        ("Trade (USD billion)", "Norland", Scale("USD", 10**9, "USD billion")),
        ("Trade (USD billion)", "Budget (EUR bn)", Scale("EUR", 10**9, "EUR bn")),
        ("Trade (USD billion)", "Rank", NOTHING),
        ("Trade (USD billion)", "Share of EU", NOTHING),
        ("Norland (est.)", "2031", NOTHING),
    ],
)
def test_a_label_says_in_what_the_numbers_of_its_row_are(label, head, scale):
    assert scale_in({"Indicator": label, head: "7.5"}, head) == scale


@pytest.mark.parametrize(
    ("value", "scaled"), [(45.1, 45_100_000_000), (62, 62_000_000_000), (0.0000000015, 1.5)]
)
def test_numbers_are_scaled_without_loss(value, scaled):
    assert scale_of("Investment (CNY bn)").of(value) == scaled


@pytest.mark.parametrize(
    ("head", "words", "years"),
    [
        ("Target racks (2025)", "Target racks", {"2025"}),
        ("Sales 2022 (units)", "Sales", {"2022"}),
        ("2021 (CNY bn)", "", {"2021"}),
        ("Growth (forecast)", "Growth (forecast)", set()),
        ("Value, RMB billion", "Value", set()),
    ],
)
def test_a_head_is_named_by_its_words_without_unit_and_year(head, words, years):
    assert (named_by(head), years_of(head)) == (words, years)
