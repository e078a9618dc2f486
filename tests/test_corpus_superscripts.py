import pytest

from corpus.superscripts import lowered


@pytest.mark.parametrize(
    ("printed", "text", "marks"),
    [
        (
            "It failed.¹ So did² others.³⁴",
            "It failed. So did others.",
            ((10, "1"), (17, "2"), (25, "34")),
        ),
        ("¹² Ward 2019.", "12 Ward 2019.", ()),
        ("It covers 40 km² and uses 3 m³.", "It covers 40 km² and uses 3 m³.", ()),
        ("some 10⁶ litres", "some 10⁶ litres", ()),
        ("nothing raised", "nothing raised", ()),
    ],
)
def test_raised_figures(printed, text, marks):
    assert lowered(printed) == (text, marks)
