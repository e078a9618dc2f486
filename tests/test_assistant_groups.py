"""The lists, tables and enumerations that a question may ask for, and the choice among them."""

from __future__ import annotations

import numpy as np
import pytest
from briefing_document import document, heading, hit, item, paragraph, row

from assistant.answers.enumerations import parts
from assistant.answers.groups import Shape, groups
from assistant.answers.lists import enumerate_items, features
from assistant.candidates import candidates
from assistant.question import Query, kind_of
from assistant.reader.reader import Read
from assistant.reader.sight import Sight
from assistant.select import Scored
from corpus.documents import BlockKind
from index.keywords import stems

ZONES = (
    heading("Zones"),
    paragraph("The zones are:"),
    item("in the north: Dalian, Tianjin"),
    item("in the south: Xiamen, Beihai, Sanya"),
    paragraph("Trade fell in Wuhu, Anqing and Hefei."),
)
PORTS = (
    row("Port", "Country", "Goods", kind=BlockKind.HEADER),
    row("Dalian", "China, north", "ore; oil; grain"),
    row("Busan", "Korea", "cars"),
    row("Xiamen", "China, south", "tea"),
)


def ask(question, *blocks, liked=""):
    """Ask of a document whose sentences rank alike; the reader likes words that ``liked`` holds."""
    made = document(*blocks)
    found = list(candidates(made, hit(made)))
    ranked = [Scored(one, 1.0, 1.0, True, seen(made, one, liked)) for one in found]
    query = Query(question, question, kind_of(question), dict.fromkeys(stems(question), 1.0))
    return query, ranked, lambda _: made


def seen(made, found, liked):
    """A sentence as a reader saw it: each word of its passage is a token."""
    text, offsets, at = made.text, [], 0
    for word in text.split():
        at = text.index(word, at)
        offsets.append((at, at := at + len(word)))
    sure = [2.0 if word.strip(",.;") in liked.split() else -3.0 for word in text.split()]
    logits = np.array(sure, dtype=np.float32)
    read = Read(np.array(offsets), logits, logits, 0.0)
    return Sight(read, found.text, found.raw, found.span.start)


def told(*asked):
    """Give shape, items, lead and mean logit of each group."""
    return [
        (
            group.shape,
            [quoted.text for quoted in group.items],
            group.lead,
            round(sum(group.logits) / len(group.logits), 1),
        )
        for group in groups(*asked)
    ]


def test_each_list_and_what_its_items_enumerate():
    assert told(*ask("Which zones are in the north?", *ZONES, liked="Dalian Tianjin")) == [
        (Shape.LIST,
         ["in the north: Dalian, Tianjin", "in the south: Xiamen, Beihai, Sanya"],
         "Zones. The zones are:", -1.0),
        (Shape.PART, ["Dalian", "Tianjin"], "Zones. The zones are: in the north: ", 4.0),
        (Shape.PART, ["Xiamen", "Beihai", "Sanya"], "Zones. The zones are: in the south: ",
         -6.0),
        (Shape.SENTENCE, ["Wuhu", "Anqing", "Hefei"], "Trade fell in ", -6.0),
    ]  # fmt: skip


def test_a_table_the_rows_that_hold_a_name_and_what_a_cell_enumerates():
    heads = "Ports. Port | Country | Goods Port Country Goods"
    assert told(*ask("What are the ports of China?", heading("Ports"), *PORTS, liked="tea")) == [
        (Shape.TABLE, ["Dalian", "Busan", "Xiamen"], heads, -6.0),
        (Shape.ROWS, ["Dalian", "Xiamen"], heads, -6.0),
        (Shape.PART, ["ore", "oil", "grain"],
         "Ports. Port | Country | Goods Dalian | China, north | ", -6.0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("liked", "items"),
    [
        ("Dalian Tianjin", ("Dalian", "Tianjin")),
        ("Xiamen Beihai Sanya", ("Xiamen", "Beihai", "Sanya")),
    ],
)
def test_the_reader_tells_which_is_asked_for(liked, items):
    chosen = enumerate_items(*ask("List the zones on that coast.", *ZONES, liked=liked))
    assert tuple(quoted.text for quoted in chosen.items) == items


def test_what_is_weighed_of_a_group():
    query, ranked, document_of = ask("List the three zones.", *ZONES, liked="Dalian Tianjin")
    whole, north, *_ = (
        features(query, group, ranked) for group in groups(query, ranked, document_of)
    )
    assert whole == (1.0, 0.0, 0.0, 0.0, 0.0, 0.0, -1.0, 0.0, 1.0, 0.5, 0.0, 1.0, 0.0)
    assert north == (0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 4.0, 0.0, 1.0, 0.5, 0.0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("in the north: Dalian, Tianjin", ["Dalian", "Tianjin"]),
        ("four aims: skills, tools; trust", ["skills, tools", "trust"]),
        ("robots, drones, ferries", ["robots", "drones", "ferries"]),
        ("robots, drones", []),
        ("these next year, because of rain, more", []),
        ("Dalian", []),
        ("It was closed in May, since nobody came to see what was left of it, said the mayor", []),
        ("in the north: one. Two, three", []),
    ],
)
def test_what_an_item_or_a_cell_enumerates(text, items):
    assert [text[a:b] for a, b in parts(text)] == items
