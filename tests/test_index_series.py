"""Each number of a series goes with its own thing, in one sentence or over two."""

from __future__ import annotations

import pytest

from index.series import respective

USED = "Radios were used by 71% of the boats, AIS by 42% and Sonar by 14%."
APART = "Acme sails from Alba. Bolt and Cask own it. Rival Dune, which began in 2030, sails on."


@pytest.mark.parametrize(
    ("text", "before", "each"),
    [
        (
            "Docks in Alba and Belm were only 38 and 34 percent full, respectively, others 71.",
            "",
            {"38": "Docks in Alba", "34 percent": "Belm"},
        ),
        (
            "Exports and imports were 5 and 7 tonnes, respectively.",
            "",
            {"5": "Exports", "7 tonnes": "imports"},
        ),
        (
            "Phases I and II spent roughly 70 and 60 percent, respectively, on docks.",
            "",
            {"roughly 70": "Phases I", "60 percent": "Phases II"},
        ),
        (
            "In 2031 Alba, Belm and Cove paid €3 million, €2 million and €1 million in that order.",
            "",
            {"€3 million": "Alba", "€2 million": "Belm", "€1 million": "Cove"},
        ),
        (
            "The two run 250 and 110 ferries respectively.",
            APART,
            {"250": "Acme", "110": "Dune"},
        ),
        (
            "The two run 250 and 110 ferries respectively.",
            "Acme sails from Alba. Its rival Dune, at home in Belm, was sold.",
            {"250": "Acme", "110": "Dune"},
        ),
        ("Acme and Bolt run 250 ferries, and 110 were sold.", "", {}),
        (f"{APART} They run 7 and 9 ferries respectively.", "", {"7": "Acme", "9": "Dune"}),
        (
            "Among large boats the corresponding shares were 94%, 73% and 38%.",
            f"A survey was made. {USED}",
            {"94%": "Radios", "73%": "AIS", "38%": "Sonar"},
        ),
        ("The corresponding shares were 94% and 73%.", USED, {}),
        ("Alba overtook Belm in 2030 (340 against 290).", "", {"340": "Alba", "290": "Belm"}),
        (
            "Docks rose; Alba passed Belm in boats (9 compared with 8) and docks (7 vs 5).",
            "",
            {"9": "Alba", "8": "Belm", "7": "Alba", "5": "Belm"},
        ),
        (
            "The combined output and added value were 5 and 7 tonnes respectively.",
            "",
            {"5": "The combined output", "7 tonnes": "added value"},
        ),
        ("Alba and Belm sold more (3,240 against 2,290).", "", {}),
        ("In Alba sales rose (40 versus 30 docks).", "", {}),
        ("It asks for 90% by 2027, and for 95% and 80%, respectively, by 2031.", "", {}),
        ("Acme and Bolt have 5 and 7 docks.", "", {}),
        ("The two run 250 and 110 ferries respectively.", "Acme sails from Alba.", {}),
    ],
)
def test_what_each_number_is_of(text: str, before: str, each: dict[str, str]) -> None:
    found = {text[a:b]: thing for (a, b), thing in respective(text, before).items()}
    assert found == each
