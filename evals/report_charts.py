"""Charts of an evaluation as SVG: small pure functions, coloured by the page's style sheet.

All are 360 units wide, which is a narrow phone's column, so that their words stay readable there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from evals.selective import Bin, RiskPoint
from evals.stats import Interval

WIDTH = 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 50, 340, 20, 222  # the field of a chart with two axes
_ROW = 26
_BARS = (118, 300)  # from and to, of a chart with a row for each name
_BINS = 20
_LOW = 132  # where the field of the chart of times ends


def intervals(rows: Sequence[tuple[str, int, float, Interval | None]], title: str) -> str:
    """Draw a share for each name with its interval.

    Args:
        rows: name, how many questions, the share, and its interval.
        title: what a screen reader says.
    """
    low, high = _BARS
    height = _ROW * len(rows) + 22

    def at(value: float) -> float:
        return low + value * (high - low)

    def parts() -> Iterator[str]:
        for tick in (0.0, 0.5, 1.0):
            yield _line("grid", at(tick), 0, at(tick), height - 20)
            yield _text("tick middle", at(tick), height - 5, f"{tick:.0%}")
        for number, (name, n, value, spread) in enumerate(rows):
            y = _ROW * number + _ROW / 2
            yield _text("label", 0, y + 4, name)
            yield _text("tick end", low - 8, y + 4, str(n))
            if spread:
                yield _line("spread", at(spread.low), y, at(spread.high), y)
            yield f'<circle class="mark" cx="{at(value):.1f}" cy="{y:.1f}" r="5"/>'
            yield _text("label end", WIDTH, y + 4, f"{value:.0%}")

    return _svg(title, height, parts())


def bars(counts: Mapping[str, int], title: str) -> str:
    """Draw a bar for each name, as long as its count."""
    low, high = _BARS
    most = max(counts.values(), default=0)

    def parts() -> Iterator[str]:
        for number, (name, count) in enumerate(counts.items()):
            y = _ROW * number
            width = (high - low) * count / most if most else 0
            yield _text("label", 0, y + 17, name)
            yield _rect("bar", low, y + 5, width, _ROW - 10)
            yield _text("label end", WIDTH, y + 17, str(count))

    return _svg(title, max(_ROW * len(counts), 1), parts())


def reliability(bins: Sequence[Bin], title: str) -> str:
    """Draw how often answers of a confidence are right; on the diagonal, as often as said."""

    def parts() -> Iterator[str]:
        yield from _axes("confidence", "right")
        yield _line("ideal", _x(0), _y(0), _x(1), _y(1))
        total = sum(each.n for each in bins)
        for each in bins:
            x, y = _x(each.confidence), _y(each.accuracy)
            yield _line("gap", x, y, x, _y(each.confidence))
            radius = 4 + 10 * (each.n / total) ** 0.5
            yield f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}">'
            yield f"<title>{each.n} answers, {each.accuracy:.0%} right</title></circle>"
            yield _text("tick middle", _x((each.low + each.high) / 2), _TOP - 7, str(each.n))

    return _svg(title, _BOTTOM + 40, parts())


def risk_coverage(points: Sequence[RiskPoint], title: str) -> str:
    """Draw which share of the answers would be wrong, if only the surest were given."""

    def parts() -> Iterator[str]:
        yield from _axes("answered, surest first", "wrong")
        path = " ".join(f"{_x(point.coverage):.1f},{_y(point.risk):.1f}" for point in points)
        yield f'<polyline class="curve" points="{path}"/>'
        if points:
            x, y = _x(points[-1].coverage), _y(points[-1].risk)
            yield f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
            yield _text("label end", x - 8, y - 8, f"all: {points[-1].risk:.0%} wrong")

    return _svg(title, _BOTTOM + 40, parts())


def latency(times: Sequence[float], median: float, p95: float, title: str) -> str:
    """Draw how many answers took how many milliseconds; the slowest ones are in the last bar."""
    most = max(2 * p95 - median, median * 1.2)
    counts = [0] * _BINS
    for each in times:
        counts[min(int(each / most * _BINS), _BINS - 1)] += 1
    width = (_RIGHT - _LEFT) / _BINS

    def parts() -> Iterator[str]:
        for number, count in enumerate(counts):
            height = (_LOW - _TOP - 24) * count / max(counts)
            yield _rect("bar", _LEFT + number * width + 1, _LOW - height, width - 2, height)
        yield _line("axis", _LEFT, _LOW, _RIGHT, _LOW)
        for name, value, row in (("median", median, 0), ("95 %", p95, 1)):
            x = _LEFT + value / most * (_RIGHT - _LEFT)
            yield _line("ideal", x, _TOP + 14 * row, x, _LOW)
            yield _text("label", x + 5, _TOP + 10 + 14 * row, f"{name} {value:.0f} ms")
        for share in (0.0, 0.5, 1.0):
            place = ("tick", "tick middle", "tick end")[int(2 * share)]
            x = _LEFT + share * (_RIGHT - _LEFT)
            yield _text(place, x, _LOW + 16, f"{share * most:.0f}")
        yield _text("tick middle", (_LEFT + _RIGHT) / 2, _LOW + 34, "milliseconds")

    return _svg(title, _LOW + 40, parts())


def _axes(across: str, up: str) -> Iterator[str]:
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        yield _line("grid", _x(tick), _TOP, _x(tick), _BOTTOM)
        yield _line("grid", _LEFT, _y(tick), _RIGHT, _y(tick))
        yield _text("tick middle", _x(tick), _BOTTOM + 16, f"{tick:.0%}")
        yield _text("tick end", _LEFT - 6, _y(tick) + 4, f"{tick:.0%}")
    yield _text("tick middle", (_LEFT + _RIGHT) / 2, _BOTTOM + 34, across)
    middle = (_TOP + _BOTTOM) / 2
    yield f'<g transform="rotate(-90 8 {middle})">{_text("tick middle", 8, middle, up)}</g>'


def _x(share: float) -> float:
    return _LEFT + share * (_RIGHT - _LEFT)


def _y(share: float) -> float:
    return _BOTTOM - share * (_BOTTOM - _TOP)


def _svg(title: str, height: float, parts: Iterator[str]) -> str:
    name = escape(title)
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{name}">'
        f"{''.join(parts)}</svg>"
    )


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    box = f'x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}"'
    return f'<rect class="{kind}" {box} rx="2"/>'


def _text(kind: str, x: float, y: float, words: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'
