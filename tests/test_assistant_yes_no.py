"""Yes or no, by what sentences and table rows say of the matter that a question claims."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, hit, item, paragraph, row

from assistant.answers.yes_no import decide
from assistant.candidates import candidates
from assistant.question import Kind, Query
from assistant.select import Scored
from corpus.documents import BlockKind, RawBlock
from index.keywords import stems


def decided(question: str, *blocks):
    """Answer a question whose words all are rare, from sentences that are ranked alike."""
    made = document(*blocks)
    ranked = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
    query = Query(question, question, Kind.YES_NO, dict.fromkeys(stems(question), 3.0))
    return decide(query, ranked, lambda _: made)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Are the rules for ferries legally binding?", "No"),
        ("Are the rules for ferries voluntary?", "Yes"),
        ("Do the rules for ferries work as a white list?", "Yes"),
    ],
)
def test_a_text_has_its_force_whatever_else_is_said_of_it(question, said):
    rules = "In May it wrote rules for ferries, which, although voluntary, work as a white list."
    told = decided(question, paragraph(rules))
    assert told is not None
    assert told.short == said


RANKS = (
    RawBlock(BlockKind.CAPTION, "Table 1: Japan against Korea in ferries, 2018"),
    row("Field", "Japan", kind=BlockKind.HEADER),
    row("Ferries", "ahead"),
    row("Barges", "close behind"),
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Was Japan ahead of Korea in barges in 2018?", "No"),
        ("Was Japan ahead of Korea in ferries in 2018?", "Yes"),
    ],
)
def test_a_row_decides_under_what_stands_over_it(question, said):
    told = decided(question, *RANKS)
    assert told is not None
    assert told.short == said
    assert [scored.candidate.block.kind for scored in told.stands] == [BlockKind.ROW]
    assert told.alone  # no other row says it too


def test_a_caption_claims_nothing():
    assert decided("Is Japan ahead of Korea?", RANKS[0]) is None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Did the Port Office issue the ferry rules in May?", "No"),
        ("Did the Ministry of Transport issue the ferry rules in May?", "Yes"),
        ("Did the MOT issue the ferry rules in May?", "Yes"),
        ("were the ferry rules issued in May for ningbo?", "No"),  # a name, as the text has it
        ("were the ferry rules issued in May for schools?", "Yes"),
    ],
)
def test_what_is_said_of_another_name_is_not_said_of_this_one(question, said):
    told = decided(
        question,
        heading("Rules"),
        paragraph("The Ministry of Transport issued the ferry rules in May."),
        paragraph("It likes boats. The people of Ningbo took no notice."),
    )
    assert told is not None
    assert told.short == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Has Dalian any ferry schools?", "No"),
        ("Has Ningbo any ferry schools?", "Yes"),
        ("Has Dalian any schools for tugs?", "Yes"),  # the column that says most of it
    ],
)
def test_none_is_not_any(question, said):
    told = decided(
        question,
        row("City", "Ferry schools", "Schools for tugs", kind=BlockKind.HEADER),
        row("Dalian in the north", "0", "3"),
        row("Ningbo in the east", "12", "0"),
    )
    assert told is not None
    assert told.short == said


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Ferry sales fell by 12% in 2019.", "No"),
        ("Ferry sales rose by 12% in 2019.", "Yes"),
        ("Ferry sales went down by 12% in 2019.", "No"),
    ],
)
def test_up_and_down(sentence, said):
    told = decided("Did ferry sales go up in 2019?", paragraph(sentence))
    assert told is not None
    assert told.short == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Can yards legally import old ferries at present?", "No"),
        ("Are yards allowed to import old ferries?", "No"),
        ("Is the import of old ferries prohibited?", "Yes"),
    ],
)
def test_what_may_be_done_and_what_is_only_supposed(question, said):
    told = decided(
        question,
        paragraph("Imports of old ferries are prohibited since May."),
        paragraph("Should yards import old ferries at present, they could legally scrap them."),
    )
    assert told is not None
    assert told.short == said


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        (
            "Is the port fund allowed to invest in ferry yards?",
            "The port fund invests in docks. It may not buy ferry yards.",
            "No",
        ),
        (
            "Do small ferries have to be insured by their owners?",
            "Docks are insured by owners. Owners of small ferries need no cover.",
            "No",
        ),
        (
            "Can owners of old ferries still get money for them?",
            "Old ferries, which the scheme covered, drop out.",
            "No",
        ),
    ],
)
def test_what_is_allowed_or_due_is_told_by_what_says_so(question, text, said):
    told = decided(question, paragraph(text))
    assert told is not None
    assert told.short == said


def test_a_clause_that_tells_which_way_decides():
    told = decided(
        "Did sales of ferries go up in 2019?",
        paragraph("Sales of ferries were led by Japan in 2019."),
        paragraph("Sales of ferries fell by 12% in 2019."),
    )
    assert told is not None
    assert told.short == "No"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Were more than 40 ferries built in Ningbo?", "Yes"),
        ("Were more than 50 ferries built in Ningbo?", "No"),
        ("Were 40 ferries built in Ningbo?", "No"),
        ("Were ferries built in Ningbo before 2019?", "No"),
        ("Were ferries built in Ningbo in 2020?", "Yes"),
        ("Were ferries built in Ningbo in 2018?", "No"),
        ("Ferries were built in Ningbo, right?", "Yes"),
        ("Did Ningbo get beyond 40 ferries?", "Yes"),
        ("Did the ferries built in Ningbo surpass 50?", "No"),
        ("Ferries were built in Ningbo, weren't they?", "Yes"),
    ],
)
def test_bounds_years_and_what_only_asks_back(question, said):
    told = decided(question, paragraph("In 2020, 43 ferries were built in Ningbo."))
    assert told is not None
    assert told.short == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Do most pilots of ferries live in America?", "Yes"),
        ("Do most pilots of ferries live in Norway?", "No"),
    ],
)
def test_a_land_has_several_names(question, said):
    told = decided(question, paragraph("Most pilots of ferries live in the United States."))
    assert told is not None
    assert told.short == said


def test_a_year_that_only_names_the_document_is_not_asked_for():
    made = document(paragraph("In 2020, ferries were built in Ningbo."))
    ranked = [Scored(c, 1.0, 1.0, True) for c in candidates(made, hit(made))]
    asked = "Review of 2018: were ferries built in Ningbo?"
    query = Query(asked, asked, Kind.YES_NO, {"ferri": 3.0, "built": 3.0, "ningbo": 3.0})
    told = decide(query, ranked, lambda _: made)
    assert told is not None
    assert told.short == "Yes"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Did the goal of 40 ferries change?", "No"),
        ("Are they halting the goal of 40 ferries?", "No"),
        ("Is the goal 40 ferries?", "Yes"),
    ],
)
def test_what_stays_denies_only_a_change(question, said):
    told = decided(question, paragraph("The goal of 40 ferries has not changed since May."))
    assert told is not None
    assert told.short == said


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("Was any licence refused?", "No licence has been refused.", "No"),
        ("Was any licence refused?", "Three licences were refused.", "Yes"),
        ("Did Japan sign the deal?", "Japan did not refuse to sign the deal.", "Yes"),
        ("Did Japan sign the deal?", "Japan refused to sign the deal.", "No"),
        ("Did the bank stop lending?", "The bank has not stopped lending.", "No"),
        ("Can ferries leave without a permit?", "Ferries may not leave without a permit.", "No"),
        ("Is there a duty to report?", "There is no duty to report yet; one is planned.", "No"),
        ("Is a duty to report planned?", "There is no duty to report yet; one is planned.", "Yes"),
        ("Has the court ruled?", "The court has yet to rule.", "No"),
        ("Was the goal met?", "The goal was missed.", "No"),
        ("Was the goal missed?", "The goal was not met.", "Yes"),
        ("Has Ningbo given up the rule?", "Ningbo keeps the rule.", "No"),
        ("Did the goal change?", "The plan keeps its goal.", "No"),
        ("Is the yard running?", "The yard is on hold.", "No"),
        ("Did Dalian list ten yards?", "Dalian listed five yards.", "No"),
        ("Did Dalian list the ten yards?", "Dalian listed five yards.", "Yes"),
    ],
)
def test_what_denies_counts_once_on_each_side(question, sentence, said):
    told = decided(question, paragraph(sentence))
    assert told is not None
    assert told.short == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("May firms hold shares in a trunk line?", "No"),
        ("May firms hold shares in a branch line?", "Yes"),
    ],
)
def test_a_clause_that_leaves_out_words_is_read_with_the_one_before_it(question, said):
    text = "Firms may hold shares in a branch line but nothing of a trunk line."
    told = decided(question, paragraph(text))
    assert told is not None
    assert told.short == said


ADOPTED = "The rules, adopted on 14 November 2024, shall enter into force on 1 March 2025."


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("Did the rules enter into force on 1 January 2025?", ADOPTED, "No, 1 March 2025"),
        ("Did the rules enter into force on 1 March 2025?", ADOPTED, "Yes"),
        ("Did the rules enter into force in March 2025?", ADOPTED, "Yes"),
        ("Did the rules enter into force in 2025?", ADOPTED, "Yes"),
        ("Did the rules enter into force in 2024?", ADOPTED, "No, 1 March 2025"),
        ("Did Ningbo yard open in June 2023?", "May 2023 – Ningbo yard opens.", "No, May 2023"),
        ("Did the yard open in 2024?", "The yard of 3 May 2023 opens in 2024.", "Yes"),
        ("Did the rules change in May 2023?", "The rules of 3 June 2023 changed.", "Yes"),  # open
    ],
)
def test_a_date_is_compared_as_one(question, sentence, said):
    told = decided(question, paragraph(sentence))
    assert told is not None
    assert told.short == said


@pytest.mark.parametrize(
    ("question", "sentence", "short", "share"),
    [
        ("Is the line already open?", "The line is due to open in May.", "No", None),
        ("Is the line open?", "The line is due to open in May.", "No", None),
        ("Is the line due to open in May?", "The line is due to open in May.", "Yes", None),
        ("Will the office name firms?", "The office will name firms.", "Yes", None),
        ("Are cases decided in May?", "Cases are to be decided in May.", "Yes", None),  # a duty
        ("Has the fund its 90 boats already?", "The fund has the goal of 90 boats.", "No", None),
        (
            "Has the fund its 90 boats already?",
            "To mitigate risks the fund has the goal of 90 boats.",
            "No",
            None,
        ),
        ("Has the office named firms?", "The office will name firms.", "The office", 0.0),
    ],
)
def test_what_is_to_come_is_not_so_yet(question, sentence, short, share):
    told = decided(question, paragraph(sentence))
    assert told is not None
    assert told.short == (sentence if share == 0.0 else short)
    assert told.share == share


@pytest.mark.parametrize(
    ("question", "said"),
    [("Do all ferries have to be listed?", "No"), ("Do ferries have to be listed?", "Yes")],
)
def test_the_next_sentence_takes_something_out_of_all(question, said):
    told = decided(
        question, paragraph("Ferries that sail at night have to be listed. Others need no listing.")
    )
    assert told is not None
    assert told.short == said


@pytest.mark.parametrize(
    ("question", "said"),
    [("Do small yards have to hold drills?", "No"), ("Do yards have to hold drills?", "Yes")],
)
def test_what_is_denied_of_the_subject_decides_before_what_is_said_of_all(question, said):
    told = decided(
        question,
        paragraph("Yards have to hold drills every year."),
        paragraph("Small yards with few hands are exempt from drills."),
    )
    assert told is not None
    assert told.short == said


@pytest.mark.parametrize(
    ("question", "short", "share"),
    [
        ("Is the yard in Dalian delayed?", "Dalian yard | May | May", 0.0),
        ("Is the yard in Dalian planned?", "Yes", None),
    ],
)
def test_a_row_of_other_things_leaves_open_what_is_asked(question, short, share):
    told = decided(
        question,
        row("Yard", "Planned", "Now", kind=BlockKind.HEADER),
        row("Dalian yard", "May", "May"),
    )
    assert told is not None
    assert (told.short, told.share) == (short, share)


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        # denied in another clause, or in the sentence beside it
        (
            "Has the Dalian Ferry Act been passed?",
            "The Dalian Ferry Act, tabled in May, would tax tugs; it had not become law by June.",
            "No",
        ),
        ("Is Memo 12 public?", "Under Memo 12 docks file reports. The memo is not public.", "No"),
        (
            "Has the yard in Ningbo opened?",
            "There are yards in Dalian and Jilin; one in Ningbo was announced but has not been"
            " opened yet.",
            "No",
        ),
        (
            "Did Boltwerk get the pilot licence?",
            "Boltwerk got the crew licence in May and was, in June, still waiting for its pilot"
            " licence.",
            "No",
        ),
        ("Is there a quota for tugs?", "The plan speaks of tugs, but without a quota.", "No"),
        ("Has Dalian named the sum?", "Dalian promised a prize but has not named a sum.", "No"),
        (
            "Has Fastport confirmed the price?",
            "Boltwerk sells its docks to Fastport for a price of 3 million. Neither firm has"
            " confirmed the price.",
            "No",
        ),
        # what a clause leaves out
        (
            "Is Fastport on the Ferry List?",
            "The office put eight firms on the Ferry List; Fastport was not among them.",
            "No",
        ),
        ("Is the ALPHA code binding?", "The BETA code is binding; the ALPHA code is not.", "No"),
        ("Is the BETA code binding?", "The BETA code is binding; the ALPHA code is not.", "Yes"),
        (
            "May Ningbo run night ferries?",
            "Dalian and Jilin may run night ferries. Ningbo may not.",
            "No",
        ),
        ("Is a quota in the tug plan?", "The tug plan has goals. A quota was ruled out.", "No"),
        # what opens a list
        ("Has a Tug Law been adopted?", "Not adopted: a Tug Law; and the Dock Law.", "No"),
        ("Has the Dock Law been adopted?", "Not adopted: a Tug Law; and the Dock Law.", "No"),
        ("Has any dock been certified?", "No dock has yet been certified.", "No"),
        ("Is the goal for tugs within reach?", "The goal for tugs is out of reach.", "No"),
        ("Does the office recommend tugs?", "The office advises against tugs.", "No"),
        # what is taken out, or said beside
        ("Does the law cover tugs?", "The law covers all vessels except tugs.", "No"),
        ("Does the law cover ferries?", "The law covers all vessels except tugs.", "Yes"),
        ("Was a fund set up?", "Dalian set up a fund that has not yet paid.", "Yes"),
        ("Has a fund paid?", "Dalian set up a fund that has not yet paid.", "No"),
        ("Did the court approve the sale?", "The court blocked the sale in May.", "No"),
        ("Was the duty raised?", "Dalian kept the duty unchanged.", "No"),
        ("Has Dalian joined the pact?", "Dalian and Jilin joined the pact; Ningbo did not.", "Yes"),
        ("Has Ningbo joined the pact?", "Dalian and Jilin joined the pact; Ningbo did not.", "No"),
        # a rank
        (
            "Was Jilin the fourth dock of Boltwerk?",
            "Boltwerk has docks in Dalian and Jilin; a fourth one in Ningbo is planned.",
            "No",
        ),
        # a goal and what became of it
        (
            "Did the school meet its target?",
            "The school taught 412 pilots; its goal was 600.",
            "No",
        ),
        ("Did the school miss its goal?", "The school taught 412 pilots; its goal was 600.", "Yes"),
        ("Has Dalian met its goal?", "Dalian had 51 tugs, against a target of 50 tugs.", "Yes"),
        ("Has Dalian started building the pier?", "Dalian pier: 9 km. Works have not begun.", "No"),
        ("Has Dalian begun the pier?", "Dalian pier: 9 km. Works started in May.", "Yes"),
        (
            "Did Dalian fill all berths that it planned?",
            "Dalian planned to fill 40 berths and took 35 boats. Dalian did berths.",
            "No",
        ),
    ],
)
def test_what_stands_beside_the_clause_that_decides(question, text, said):
    told = decided(question, paragraph(text))
    assert told is not None
    assert told.short == said


@pytest.mark.parametrize(
    ("question", "text"),
    [
        # another has done it
        (
            "Did Fastport close its dock?",
            "Two left: Boltwerk closed its dock in May, while Fastport, which has tugs, looks on.",
        ),
        (
            "Was Fastport banned from ports?",
            "Fastport, founded in 2009, has 3 million in sales.",
        ),
        ("Is Fastport a winner?", "Boltwerk and Tugwerk are winners; Fastport is a guest."),
        ("Is tax due in Dalian?", "The tax is due in Ningbo but may be left in Dalian."),
        ("Is copper on the duty list?", "Tin was added; copper is under review."),
        ("Were the 90 docks kept in the plan?", "An earlier draft of the plan had 90 docks."),
        ("Does Fastport sell tugs?", "Whether Fastport sells tugs is disputed."),
        ("Has the school met its goal?", "The school has the goal of teaching well."),
    ],
)
def test_what_a_sentence_does_not_settle_is_given_for_what_it_is(question, text):
    told = decided(question, paragraph(text))
    assert told is not None
    assert (told.short, told.share) == (text, 0.0)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Did Boltwerk's yard close?", "Boltwerk's Tug Works closed the yard in May."),
        ("Did Dalian invest in Fastport?", "Dalian put 3 million into Fastport."),
        ("Is Boltwerk on the Ferry List?", "Boltwerk sold 3 tugs. It is one of the Ferry List."),
        ("Has Boltwerk sold tugs?", "Boltwerk is new; in May it sold tugs to Dalian."),
        ("Are ferry sales growing?", "Boltwerk sold 27 ferries, up from 11."),
    ],
)
def test_what_is_told_in_other_words_is_told(question, text):
    told = decided(question, paragraph(text))
    assert told is not None
    assert told.short == "Yes"


@pytest.mark.parametrize(("lead", "said"), [("Not covered:", "No"), ("Covered:", "Yes")])
def test_what_leads_in_to_a_list_denies_each_item(lead, said):
    told = decided("Are tugs covered?", paragraph(lead), item("tugs up to 90 metres"))
    assert told is not None
    assert told.short == said


def test_a_question_in_the_text_claims_nothing():
    assert decided("Is there a new tug plan?", paragraph("Q: Is there a new tug plan?")) is None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Is the whaling act in force?", None),  # of which nothing is said
        ("Is the port fees act in force?", None),  # nor of this, though there is one on fees
        ("Is the harbour act in force?", None),  # nor of this, though the title has the word
        ("Is the new fishing act in force?", "Yes"),
        ("Is the act on port fees in force?", "Yes"),
    ],
)
def test_a_law_of_which_nothing_is_said_is_decided_by_no_other(question, said):
    told = decided(
        question,
        heading("Harbour news", 1),
        paragraph("The fishing act, which sets fees for boats, is in force since May 2021."),
    )
    assert told is not None
    assert (told.short if told.share is None else None) == said


def test_what_a_plan_is_called_by_may_stand_over_it():
    told = decided(
        "Does the canal plan cover nine years?",
        heading("Canal works", 1),
        paragraph("The plan covers nine years and costs CNY 5 billion."),
    )
    assert told is not None
    assert told.short == "Yes"
