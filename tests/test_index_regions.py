"""Places by their names."""

from __future__ import annotations

import pytest

from index.regions import is_place


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Hong Kong", True),
        ("Xi'an", True),
        ("European Union", True),
        ("Deqing County", True),
        ("Asia", True),
        ("Horizon Robotics", False),
        ("asia", False),
        ("", False),
    ],
)
def test_places(name: str, is_one: bool) -> None:
    assert is_place(name) is is_one
