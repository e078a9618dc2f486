"""Facts are kept with their document and found by their fields, their names and their words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.documents import Document, Metadata, Span
from index.facts.fact import Certainty, Fact, Kind, first_and_last_day, numbered
from index.facts.store import Wanted
from index.ledger import Ledger

TEXT = (
    "Ministry of Plans (MOP, 计划部) issued the Long Plan on 3 May 2020. "
    "MOP wants at least 20 mills by 2025. Acme sold €4 million."
)


def fact(kind: Kind, quote: str, **fields: object) -> Fact:
    start = TEXT.index(quote)
    given = {"subject": None, "measure": None, "value": None, "unit": None, "when": None}
    span = Span("a", start, start + len(quote))
    return Fact(id="", kind=kind, span=span, **(given | fields))  # type: ignore[arg-type]


FACTS = numbered(
    [
        fact(
            Kind.TARGET,
            "MOP wants at least 20 mills by 2025",
            subject="mills",
            value=20,
            when="2025",
            issuers=("MOP",),
            certainty=Certainty.PLANNED,
            qualifiers={"operator": "at least", "deadline": "2025"},
        ),
        fact(
            Kind.DEFINITION,
            "Ministry of Plans (MOP, 计划部)",
            subject="MOP",
            value="Ministry of Plans",
            qualifiers={"term_zh": "计划部"},
        ),
        fact(
            Kind.POLICY,
            "issued the Long Plan on 3 May 2020",
            subject="Long Plan",
            when="2020-05-03",
            issuers=("MOP",),
        ),
        fact(Kind.AMOUNT, "€4 million", subject="Acme", value=4000000, unit="EUR"),
        fact(Kind.AMOUNT, "€4 million", subject="Acme", value=4000000, unit="EUR"),
    ]
)
DEFINITION, POLICY, TARGET, AMOUNT = FACTS


def document(name: str) -> Document:
    meta = Metadata(title="Sample", issued="2020-06")
    return Document(name, meta, f"{name}.md", "0", TEXT, (), ())


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger.create(tmp_path / "ledger.sqlite")
    made.add(document("a"), [], FACTS)
    return made


def test_facts_are_in_the_order_of_the_text_each_once_with_ids_by_place() -> None:
    assert [one.id for one in FACTS] == [
        "a#definition@0",
        "a#policy@29",
        "a#target@65",
        f"a#amount@{TEXT.index('€')}",
    ]


def test_two_facts_of_a_kind_at_one_place_have_two_ids() -> None:
    other = fact(Kind.AMOUNT, "€4 million", subject="Acme", value=4, unit="EUR")
    assert [one.id for one in numbered([AMOUNT, other])] == [f"{AMOUNT.id}", f"{AMOUNT.id}.2"]


def test_facts_read_back_as_they_were_written(ledger: Ledger) -> None:
    assert ledger.facts(Wanted()) == FACTS
    assert ledger.fact_counts() == {
        Kind.AMOUNT: 1,
        Kind.DEFINITION: 1,
        Kind.POLICY: 1,
        Kind.TARGET: 1,
    }


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(kinds=(Kind.POLICY, Kind.AMOUNT)), (POLICY, AMOUNT)),
        (Wanted(subject="LONG"), (POLICY,)),
        (Wanted(issuer="mop"), (POLICY, TARGET)),
        (Wanted(issuer="Ministry of Plans"), (POLICY, TARGET)),
        (Wanted(issuer="计划部", kinds=(Kind.TARGET,)), (TARGET,)),
        (Wanted(issuer="Ministry"), ()),
        (Wanted(since="2020-05-03", until="2020-05"), (POLICY,)),
        (Wanted(since="2020-06"), (TARGET,)),
        (Wanted(until="2020-05-02"), ()),
        (Wanted(words="mill wants"), (TARGET,)),
        (Wanted(words='NEAR(" mop'), ()),
        (Wanted(docs=("b",)), ()),
        (Wanted(issued_until="2020-05"), ()),
        (Wanted(issued_until="2020-06", limit=1), (DEFINITION,)),
    ],
)
def test_facts_are_found(ledger: Ledger, wanted: Wanted, found: tuple[Fact, ...]) -> None:
    assert ledger.facts(wanted) == found
    assert ledger.how_many(replace(wanted, limit=None)) == len(
        ledger.facts(replace(wanted, limit=None))
    )
    assert ledger.how_many(replace(wanted, limit=0)) == ledger.how_many(replace(wanted, limit=None))


def test_facts_go_with_their_document(ledger: Ledger) -> None:
    ledger.remove("a")
    assert ledger.facts(Wanted()) == ()
    assert ledger.facts(Wanted(words="mills")) == ()
    assert ledger.names_of("MOP") == ("MOP",)
    assert ledger.problems() == []


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("2021", ("2021-01-01", "2021-12-31")),
        ("2021-02", ("2021-02-01", "2021-02-31")),
        ("2021-02-03", ("2021-02-03", "2021-02-03")),
        ("2020-Q4", ("2020-10-01", "2020-12-31")),
        ("2018/2020-05", ("2018-01-01", "2020-05-31")),
        (None, (None, None)),
    ],
)
def test_the_days_that_a_time_covers(when: str | None, days: tuple[str | None, str | None]) -> None:
    assert first_and_last_day(when) == days
