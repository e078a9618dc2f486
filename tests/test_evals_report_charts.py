"""What a chart draws is read back from its shapes."""

import re
from xml.etree import ElementTree

import pytest

from evals import report_charts as charts
from evals.selective import Bin, RiskPoint
from evals.stats import Interval

SVG = re.compile(r"<svg.*</svg>", re.DOTALL)


def shapes(drawn: str, kind: str) -> list[dict[str, str]]:
    tree = ElementTree.fromstring(drawn)
    return [element.attrib for element in tree.iter() if element.get("class", "").startswith(kind)]


def words(drawn: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(drawn).iter("text")]


def test_intervals_lie_where_they_should() -> None:
    rows = [("all & more", 9, 0.5, Interval(0.25, 1.0)), ("date", 1, 1.0, None)]
    drawn = charts.intervals(rows, 'by "kind"')
    low, high = 118.0, 300.0
    [spread] = shapes(drawn, "spread")
    assert float(spread["x1"]) == pytest.approx(low + (high - low) / 4, abs=0.1)
    assert float(spread["x2"]) == high
    assert [float(mark["cx"]) for mark in shapes(drawn, "mark")] == [(low + high) / 2, high]
    assert words(drawn)[3:] == ["all & more", "9", "50%", "date", "1", "100%"]
    assert ElementTree.fromstring(drawn).get("aria-label") == 'by "kind"'


def test_bars_are_as_long_as_their_counts() -> None:
    drawn = charts.bars({"not ranked": 8, "not extracted": 2, "none": 0}, "causes")
    widths = [float(bar["width"]) for bar in shapes(drawn, "bar")]
    assert widths == [182.0, 45.5, 0.0]


def test_the_gap_of_a_bin_reaches_from_said_to_come_true() -> None:
    drawn = charts.reliability([Bin(0.5, 0.6, 4, 0.5, 1.0)], "reliability")
    [gap] = shapes(drawn, "gap")
    [ideal] = shapes(drawn, "ideal")
    middle = (float(ideal["y1"]) + float(ideal["y2"])) / 2
    assert (float(gap["y1"]), float(gap["y2"])) == (float(ideal["y2"]), middle)
    assert "4" in words(drawn)


def test_the_curve_goes_through_its_points() -> None:
    points = [RiskPoint(0.9, 0.5, 0.0), RiskPoint(0.2, 1.0, 0.5)]
    drawn = charts.risk_coverage(points, "risk")
    [curve] = shapes(drawn, "curve")
    assert curve["points"] == "195.0,222.0 340.0,121.0"
    assert "all: 50% wrong" in words(drawn)


def test_slow_answers_are_in_the_last_bar() -> None:
    drawn = charts.latency([10.0, 10.0, 20.0, 900.0], 10.0, 20.0, "times")
    heights = [float(bar["height"]) for bar in shapes(drawn, "bar")]
    assert [number for number, height in enumerate(heights) if height] == [6, 13, 19]
    assert heights[6] == 2 * heights[13] == 2 * heights[19]
    assert {"median 10 ms", "95 % 20 ms"} <= set(words(drawn))


def test_charts_of_nothing() -> None:
    for drawn in (charts.intervals([], "a"), charts.bars({}, "b"), charts.risk_coverage([], "c")):
        assert SVG.fullmatch(drawn)
        ElementTree.fromstring(drawn)
