"""The choice of documents: what it holds, how it is written and read, and that it loses nothing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Status
from assistant.ask import Assistant
from assistant.scope.within import EVERYTHING, Within, choices, from_record, named, to_record
from corpus.documents import Metadata
from index.build import build
from index.encoder import DEFAULT_MODEL
from index.ledger import DocumentRecord

META = Metadata("Title", "Ministry A | Bureau B", "Monthly", "2021-03", None, "en")
RECORD = DocumentRecord("a.md", "a.md", META, "0")
UNDATED = replace(META, title="Other", publisher=None, issued=None)
OTHER = DocumentRecord("b.md", "b.md", UNDATED, "1")
PIPL = "When was the draft of the PIPL unveiled?"


@pytest.mark.parametrize(
    ("within", "held"),
    [
        (EVERYTHING, True),
        (Within(publishers=("Bureau B",)), True),
        (Within(publishers=("Bureau",)), False),
        (Within(publishers=("X", "Ministry A"), series=("Monthly",)), True),
        (Within(series=("Weekly",)), False),
        (Within(languages=("zh", "en")), True),
        (Within(documents=("b.md",)), False),
        (Within(documents=("a.md",), series=("Weekly",)), False),
        (Within(since="2021-03-15"), True),  # some day of March
        (Within(since="2021-04"), False),
        (Within(until="2021-03-01"), True),
        (Within(until="2021-02-28"), False),
        (Within(since="2021", until="2021"), True),
        (Within(since="2019", until="2020"), False),
    ],
)
def test_what_a_choice_holds(within, held):
    assert within.holds(RECORD) is held


def test_a_period_leaves_out_what_has_no_date():
    assert [Within(since="1900").holds(OTHER), EVERYTHING.holds(OTHER)] == [False, True]


@pytest.mark.parametrize(
    ("within", "told"),
    [
        (EVERYTHING, ""),
        (Within(publishers=("A", "B"), languages=("en",)), "A or B; language en"),
        (Within(documents=tuple("abcde")), "a or b or c or 2 more"),
        (Within(since="2020", until="2021-03"), "issued 2020 to 2021-03"),
        (Within(series=("S",), since="2020"), "S; issued since 2020"),
        (Within(until="2020"), "issued until 2020"),
    ],
)
def test_what_a_choice_is_called(within, told):
    assert (str(within), bool(within)) == (told, bool(told))


NAMES = st.lists(st.text(min_size=1), unique=True).map(tuple)
DATES = st.sampled_from([None, "2021", "2021-03", "2021-03-31"])


@given(st.builds(Within, NAMES, NAMES, NAMES, NAMES, DATES, DATES))
def test_a_choice_is_read_as_it_was_written(within):
    assert from_record(json.loads(json.dumps(to_record(within)))) == within


@pytest.mark.parametrize("told", ["{}", '{"series": [], "since": "", "until": null}'])
def test_nothing_chosen_is_everything(told):
    assert from_record(json.loads(told)) == EVERYTHING


@pytest.mark.parametrize(
    "told",
    [
        "[]",
        "1",
        '{"folder": ["/etc"]}',
        '{"series": "Monthly"}',
        '{"series": [1]}',
        '{"series": [""]}',
        json.dumps({"series": ["x" * 1001]}),
        json.dumps({"series": [str(n) for n in range(1001)]}),
        '{"since": "March"}',
        '{"until": 2021}',
        '{"until": "2021-13"}',
    ],
)
def test_what_is_no_choice_is_refused(told):
    with pytest.raises(ValueError, match=r"\w"):
        from_record(json.loads(told))


def test_what_there_is_to_choose_from():
    assert choices([OTHER, RECORD]) == {
        "publishers": [{"name": "Bureau B", "count": 1}, {"name": "Ministry A", "count": 1}],
        "series": [{"name": "Monthly", "count": 2}],
        "languages": [{"name": "en", "count": 2}],
        "documents": [
            {"name": "a.md", "title": "Title", "issued": "2021-03"},
            {"name": "b.md", "title": "Other", "issued": ""},
        ],
    }


def test_names_as_a_person_types_them():
    there = ["Factsheet: China", "Country report", "Country profile", "Report"]
    assert named("series", ["FACT", "report", "fact"], there) == ("Factsheet: China", "Report")
    with pytest.raises(ValueError, match=r"^no series is called 'x': there are Factsheet"):
        named("series", ["x"], there)
    with pytest.raises(ValueError, match=r"several series .* Country report; Country profile$"):
        named("series", ["country"], there)
    with pytest.raises(ValueError, match=r"no series is called"):
        named("series", [" "], [])


def test_an_answer_comes_from_the_chosen_documents_alone(small_assistant):
    chips = small_assistant.ask("What share of the chips that it used did China make in 2020?")
    assert {citation.file for citation in chips.citations} == {"2021-02.md"}
    within = Within(documents=("2020-10.md",))
    answer = small_assistant.ask(PIPL, within=within)
    assert (answer.status, answer.short) == (Status.ANSWERED, "October 2020")
    assert {citation.file for citation in answer.citations} == {"2020-10.md"}
    assert (answer.searched.within, answer.searched.documents) == (within, 1)
    none = small_assistant.ask(PIPL, within=Within(since="2030"))
    assert (none.status, none.searched.documents, none.searched.read) == (Status.ABSTAINED, 0, ())


def test_a_choice_finds_what_other_documents_would_have_outranked(tmp_path):
    told = [f"## Plant {n}\n\n" + f"Robot density there reached {n}. " * 20 for n in range(80)]
    (tmp_path / "many.md").write_text("# Robots\n\n" + "\n\n".join(told))
    (tmp_path / "one.md").write_text("# Rice\n\nThe harvest of rice fell a little in autumn.\n")
    build(tmp_path, tmp_path / "index", DEFAULT_MODEL)
    assistant = Assistant.open(tmp_path / "index")
    question = "What robot density did the plants reach?"
    everywhere = {span.doc_id for span in assistant.ask(question).searched.read}
    within = assistant.ask(question, within=Within(documents=("one.md",))).searched
    assert (everywhere, [span.doc_id for span in within.read]) == ({"many.md"}, ["one.md"])


def test_a_record_has_no_other_field():
    with pytest.raises(ValueError, match=r"^a scope is an object"):
        from_record({"folder": []})
