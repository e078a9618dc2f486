"""Why: which sentence tells a reason, what is told of it, and when none does."""

from __future__ import annotations

import time

import pytest
from briefing_document import document, heading, hit, item, paragraph, row

from assistant.answers.reason import explain, reasons
from assistant.candidates import candidates, coverage
from assistant.confidence import answerable, confidence, weigh
from assistant.question import Kind, Query, kind_of
from assistant.select import Scored
from index.keywords import stems

PORT = "Why did Dalian close its port?"


def ask(question: str, *blocks) -> tuple[Query, list[Scored]]:
    """Rank the sentences of a document by the share of the question's words."""
    made = document(*blocks)
    weights = dict.fromkeys(stems(question), 1.0)
    found = [
        Scored(c, 0.3 + 0.5 * share, share, True)
        for c in candidates(made, hit(made))
        for share in [coverage(weights, f"{c.context} {c.text}")]
    ]
    query = Query(question, question, kind_of(question), weights)
    return query, sorted(found, key=lambda s: (-s.score, s.candidate.span))


def told(question: str, *blocks) -> str:
    """Give the reason that is told; empty where none is."""
    query, ranked = ask(question, *blocks)
    found = explain(query, ranked, lambda _: document())
    return found.short if found else ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Dalian closed its port because ships caught fire.",
        "Dalian closed its port, since ships catch fire.",
        "Dalian closed its port since most of the ships were old.",
        "Dalian closed its port since putting out fires takes days.",
        "Dalian closed its port since the city withdrew a loan.",
        "Dalian closed its port, as the old ships burned.",
        "Dalian closed its port, citing a fire.",
        "Dalian closed its port; its cause was a fire.",
        "Thanks to an old fire, Dalian closed its port.",
        "To save ships from fire, Dalian closed its port.",
        "With so many fires, Dalian closed its port.",
        "Dalian closed its port so that ships do not burn.",
        "Dalian closed its port to save ships.",
        "Dalian closed its port after a fire.",
        "Ships caught fire, so Dalian closed its port.",
        "The port was closed on purpose: Dalian is small.",
        "Dalian had to close its port: the ships were old.",
        "Dalian was fined EUR 3.5 million for its closed port.",
    ],
)
def test_a_sentence_that_gives_a_reason(sentence):
    reason = told(PORT, paragraph(sentence))
    assert reason == sentence or (reason and sentence.endswith(f" {reason}."))


@pytest.mark.parametrize(
    "sentence",
    [
        "Dalian has closed its port since 2017.",
        "Dalian has closed its port since May 2020.",
        "The port of Dalian, closed since the start of May, is small.",
        "Dalian closed its port, as the mayor said.",
        "Dalian closed its port, as well as those that burned.",
        "Dalian closed its port and planned to improve it in spring.",
        "Dalian closed its port, so ships go elsewhere.",
        "The final act: Dalian closed its port for ships.",
    ],
)
def test_a_sentence_that_gives_none(sentence):
    assert told(PORT, paragraph(sentence)) == ""


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        # Near sentences that give one go before a best one that does not.
        (
            [
                paragraph("In May 2020 Dalian had to close its port."),
                paragraph("The port of Dalian is closed because ships caught fire."),
            ],
            "because ships caught fire",
        ),
        # The sentence right after the best, and what one that points back follows from.
        (
            [paragraph("Dalian closed its port in May. Because of a fire, no ship could land.")],
            "Because of a fire, no ship could land.",
        ),
        (
            [paragraph("Old ships burn well. Dalian therefore closed its port in May.")],
            "Old ships burn well.",
        ),
        # Of several sentences that are read together, the one that gives it.
        (
            [
                paragraph("Policy: Closing the port"),
                paragraph("Issuing body: Dalian"),
                paragraph("At a glance: Dalian has to close its port because of fires."),
            ],
            "because of fires",
        ),
        # Another matter, or none.
        ([paragraph("Dalian closed its port."), paragraph("Rain fell because of wind.")], ""),
        (
            [heading("Ports"), row("Dalian", "port", "closed"), item("Dalian to close its port")],
            "",
        ),
        (
            [
                paragraph("Policy: Closing the port of Dalian"),
                paragraph("Background: Rain fell. It snowed because of wind."),
            ],
            "",
        ),
    ],
)
def test_the_reason_is_looked_for_near_the_best_sentence(blocks, reason):
    assert told(PORT, *blocks) == reason


def test_what_is_near_shares_most_words_with_the_question():
    asked = "Why did Dalian close its old ferry port?"
    best = paragraph("In May Dalian had to close its old ferry port.")
    near = "Dalian closed the ferry port because of fires."
    far = "Dalian got a ferry because of fires."
    assert told(asked, best, paragraph(near)) == "because of fires"
    assert told(asked, best, paragraph(far)) == ""
    assert told(asked, paragraph("Rain fell because of wind.")) == ""


def test_a_comment_tells_why_something_matters():
    news = heading("The port plan"), paragraph("The port plan of Dalian is new.")
    comment = paragraph("Why it matters. Owners are liable. They object.")
    asked = "Why does the port plan matter?"
    assert told(asked, *news, comment) == "Owners are liable."
    assert told(asked, *news, paragraph("Our view: Owners are liable.")) == "Owners are liable."
    assert told("Why is the port plan new?", *news, comment) == ""


def test_an_answer_without_a_reason_is_hardly_believed():
    bare, given = "Dalian closed its port.", "Dalian closed its port because of fires."
    found = [weigh(*ask(PORT, paragraph(text))) for text in (bare, given)]
    assert [evidence.unexplained for evidence in found] == [True, False]
    assert confidence(found[0]) < 0.1 < confidence(found[1])
    assert answerable(found[0]) < 0.5 < answerable(found[1])
    other = weigh(*ask("Did Dalian close its port?", paragraph(bare)))
    assert not other.unexplained


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Why did the number of robots grow?", Kind.REASON),
        ("And why is the share of exports so small?", Kind.REASON),
        ("How did Dalian justify the closure of its port?", Kind.REASON),
        ("Why do the two figures differ?", Kind.COMPARISON),
        ("When did Dalian say why it closed its port?", Kind.DATE),
    ],
)
def test_why_is_asked_whatever_it_is_asked_of(question, kind):
    assert kind_of(question) is kind


@pytest.mark.parametrize(
    ("sentence", "cause"),
    [
        (
            "Dalian closed its port in May because ships caught fire; two more may follow.",
            "because ships caught fire",
        ),
        ("Dalian closed its port, citing old ships.", "old ships"),
        ("Dalian closed its port for lack of ships.", "for lack of ships"),
        ("Dalian closed its port, since ships catch fire.", "since ships catch fire"),
        ("Dalian closed its port due to fires of 2.5 days, but not for long.", "fires of 2.5 days"),
        ("Dalian explained the closure of its port with old ships.", "old ships"),
        # The reason stands first, or is no more than a word: the sentence is told.
        ("Because ships caught fire, Dalian closed its port.", ""),
        ("Dalian closed its port because of fires.", "because of fires"),
        ("Dalian closed its port due to fires.", ""),
    ],
)
def test_the_reason_is_cut_out_of_a_sentence_that_tells_of_what_it_is(sentence, cause):
    assert told(PORT, paragraph(sentence)) == (cause or sentence)


@pytest.mark.parametrize(
    "unit", ["so a ", "a: a ", "since a ", ", since ", "To a", "fined 3.5 ", "Aa: "]
)
def test_hostile_sentences_take_no_time(unit):
    query, ranked = ask(PORT, paragraph("Dalian port " + unit * (1400 // len(unit))))
    begun = time.process_time()
    reasons(query, ranked)
    assert time.process_time() - begun < 0.5
