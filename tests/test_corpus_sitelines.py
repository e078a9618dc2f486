"""Lines of pages and mails that lead elsewhere."""

from pathlib import Path

import pytest

from corpus.documents import Rule
from corpus.readers import read
from corpus.sitelines import is_site_line


@pytest.mark.parametrize(
    ("text", "away"),
    [
        ("Skip to main content", True),
        ("12 min read", True),
        ("Privacy policy   Imprint   Cookie settings", True),
        ("Our research   Publications   Events   People   About us   Donate", True),
        ("Unsubscribe | Update preferences", True),
        ("All rights reserved.", True),
        ("View this email in your browser", True),
        ("Publications", False),  # may head a section
        ("Research | Events", False),
        ("Privacy policy for connected cars", False),
        ("Cookies | Steel | Home", False),
        ("It takes 12 minutes", False),
    ],
)
def test_a_line_leads_away_where_all_its_parts_do(text, away):
    assert is_site_line(text) is away


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_they_are_left_out_of_the_text_and_told(name):
    raw = read(
        Path(name), b"Skip to content\n\nMills are old.\n\nPrivacy policy | Imprint | Contact\n"
    )

    assert [block.text for block in raw.blocks] == ["Mills are old."]
    assert [(part.rule, part.text) for part in raw.removed] == [
        (Rule.NAVIGATION, "Skip to content"),
        (Rule.NAVIGATION, "Privacy policy | Imprint | Contact"),
    ]
