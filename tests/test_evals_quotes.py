import pytest

from evals.quotes import fits, quote_around

TEXT = """Robots

China has many robots. It wants more of them by 2025, says the ministry.

- faster
- cheaper factories
That is all"""
LONG = " ".join(f"w{number}" for number in range(100)) + "."


def around(text: str, part: str) -> str | None:
    start = text.index(part)
    return quote_around(text, start, start + len(part))


@pytest.mark.parametrize(
    ("part", "quote"),
    [
        ("by 2025", "It wants more of them by 2025, says the ministry."),
        ("robots. It", "China has many robots. It wants more of them by 2025, says the ministry."),
        ("many", "China has many robots. It wants more of them by 2025, says the ministry."),
        ("Robots", "Robots China has many robots."),
        ("faster", "- faster - cheaper factories That is all"),
        ("That is", "- cheaper factories That is all"),
    ],
)  # fmt: skip
def test_whole_sentences_are_quoted_and_enough_of_them(part: str, quote: str) -> None:
    assert around(TEXT, part) == quote


@pytest.mark.parametrize(
    ("part", "first", "last"), [("w50", 20, 79), ("w3 w4", 0, 59), ("w97", 40, 99)]
)
def test_a_long_sentence_is_cut_around_the_place(part: str, first: int, last: int) -> None:
    quote = around(LONG, part)
    assert quote is not None
    assert fits(quote)
    assert quote.rstrip(".").split() == [f"w{number}" for number in range(first, last + 1)]


def test_nothing_fits_a_place_that_is_too_long_or_a_text_that_is_too_short() -> None:
    assert quote_around(LONG, 0, len(LONG)) is None
    assert around("only four words here", "four") is None
    assert quote_around("", 0, 0) is None
