"""Policies that fields, the prose and lists of laws tell of, with who issued them and when."""

from __future__ import annotations

from dataclasses import replace

import pytest
from briefing_document import document, heading, item, paragraph, row

from corpus.documents import BlockKind
from index.facts.extract import extract_facts
from index.facts.fact import Fact, Kind
from index.names import written_names


def told(*blocks) -> list[Fact]:
    made = document(*blocks)
    made = replace(made, meta=replace(made.meta, issued="2031-06-20"))
    return [fact for fact in extract_facts(made) if fact.kind is Kind.POLICY]


def test_a_body_stands_behind_the_day_of_a_record():
    (policy,) = told(
        heading("Alba"),
        item("Paper: Measures for Docks"),
        item("Adopted: 4 May 2031, by the Ministry of Ports and the Tide Bureau; valid to 2034"),
        item("Money: CNY 3 million"),
    )
    assert (policy.subject, policy.when) == ("Measures for Docks", "2031-05-04")
    assert policy.issuers == ("Ministry of Ports", "Tide Bureau")


@pytest.mark.parametrize(
    ("sentence", "policy"),
    [
        (
            "The Tide Plan (2031-2035) was issued by MIIT and NDRC on 23 March 2031.",
            ("Tide Plan", "2031-03-23", ("MIIT", "NDRC")),
        ),
        (
            "The Interim Measures for Docks, promulgated by the State Council and the Central Tide"
            " Commission on May 31, 2030, and in force since January 1, 2031, are new.",
            (
                "Interim Measures for Docks",
                "2030-05-31",
                ("State Council", "Central Tide Commission"),
            ),
        ),
        (
            "The State Council's draft Guidance on Docks (2030) says so.",
            ("Guidance on Docks", "2030", ("State Council",)),
        ),
        (
            "Its Plan for Cranes, released on May 10, 2029, was the first.",
            ("Plan for Cranes", "2029-05-10", ()),
        ),
        (
            "The Guideline on Smart Ports, which MOST and the Ministry of Transport issued in June"
            " 2030, asks for cranes.",
            ("Guideline on Smart Ports", "2030-06", ("MOST", "Ministry of Transport")),
        ),
        (
            "A revised plan for tidal power was published by NDRC on 4 May 2030.",
            ("revised plan for tidal power", "2030-05-04", ("NDRC",)),
        ),
        (
            "Document No. 36 of 27 January 2031, issued by MIIT, ends it.",
            ("Document No. 36", "2031-01-27", ("MIIT",)),
        ),
        (
            "Alba's government passed the Action Plan for Docks (2030-2034) on 13 May.",
            ("Action Plan for Docks", "2031-05-13", ("Alba's government",)),
        ),
        (
            "The lead lies with the Ministry of Industry (MIIT). With others it issued the Tide"
            " Plan (2031-2035) on 23 March 2031.",
            ("Tide Plan", "2031-03-23", ("MIIT",)),
        ),
        (
            "Disappointed, the State Council changed course. In its Opinions on Docks, dated 9 May"
            " 2030, it asked for less.",
            ("Opinions on Docks", "2030-05-09", ("State Council",)),
        ),
        (
            "A draft of the Tide Plan for 2031-2035, which MOST sent to the provinces in May 2030,"
            " wants more.",
            ("Tide Plan", "2030-05", ("MOST",)),
        ),
        (
            "NDRC put forward draft Rules for Docks on 4 May 2030.",
            ("Rules for Docks", "2030-05-04", ("NDRC",)),
        ),
        (
            "In answer, MIIT and six other bodies issued the Tide Plan on 22 April 2030.",
            ("Tide Plan", "2030-04-22", ("MIIT",)),
        ),
        (
            "Eighteen months after the vote, MIIT and MOST released an Opinion on Building a Dock"
            " Network on 6 May 2030.",
            ("Opinion on Building a Dock Network", "2030-05-06", ("MIIT", "MOST")),
        ),
        (
            "NDRC opened a consultation on 18 May on draft Measures for Docks.",
            ("Measures for Docks", "2031-05-18", ("NDRC",)),
        ),
        (
            "MIIT published the 2030 Catalogue of Docks on 11 September.",
            ("Catalogue of Docks", "2030-09-11", ("MIIT",)),
        ),
        # A plan of which neither who nor when is told, a fund, and a thing without capitals.
        ("The revised plan for tidal power was published by many.", None),
        ("The Tide Guidance Fund was approved in 2030.", None),
        ("MIIT said that the plan for docks is good.", None),
    ],
)
def test_a_policy_in_the_prose(sentence, policy):
    found = [(fact.subject, fact.when, fact.issuers) for fact in told(paragraph(sentence))]
    assert found == ([policy] if policy else [])


LAWS = {
    "Law on Dock Safety (revised). Presidential Order No. 20. Adopted by: NPC Standing Committee,"
    " 27 February 2030. In effect: 1 May 2030.": (
        "Law on Dock Safety",
        "2030-02-27",
        ("NPC Standing Committee",),
        {
            "doc_type": "law",
            "status": "final",
            "number": "Presidential Order No. 20",
            "adopted": "2030-02-27",
            "effective": "2030-05-01",
        },
    ),
    "Port Fees Regulations (State Council Decree No. 81), promulgated 4 March 2030, in force from"
    " 1 May 2030": (
        "Port Fees Regulations",
        "2030-03-04",
        ("State Council",),
        {
            "doc_type": "regulation",
            "status": "final",
            "number": "State Council Decree No. 81",
            "effective": "2030-05-01",
        },
    ),
    "Measures for Cranes: issued by the Ministry of Ports on 3 May 2030, effective July 1, 2030": (
        "Measures for Cranes",
        "2030-05-03",
        ("Ministry of Ports",),
        {"doc_type": "measures", "status": "final", "effective": "2030-07-01"},
    ),
    "Provisions on Tides (D). CAC Order No. 16. Published and in effect: 22 March 2030.": (
        "Provisions on Tides",
        "2030-03-22",
        ("CAC",),
        {
            "doc_type": "regulation",
            "status": "final",
            "number": "CAC Order No. 16",
            "effective": "2030-03-22",
        },
    ),
    "The Tide Law was discussed in March 2030 by the State Council.": None,
    "Tide Law: passed over in silence by the State Council.": None,
}


@pytest.mark.parametrize("line", LAWS)
def test_a_law_in_a_list(line):
    found = [
        (fact.subject, fact.when, fact.issuers, dict(fact.qualifiers))
        for fact in told(heading("Laws"), item(line))
    ]
    assert found == ([LAWS[line]] if LAWS[line] else [])


def test_of_a_draft_s_date_and_that_of_the_final_text_the_latter_counts():
    (policy,) = told(
        heading("Dock Guidance"),
        paragraph("Policy: Dock Guidance"),
        paragraph("Issued by: MIIT"),
        paragraph("Date: draft 9 June 2030, adopted 25 August 2030"),
    )
    assert (policy.subject, policy.when) == ("Dock Guidance", "2030-08-25")


def test_fields_under_a_headline_tell_of_it_or_of_the_title_in_the_text():
    found = told(
        heading("3. Grants for ports", 2),
        paragraph("Issued by: MIIT, with MOST"),
        paragraph("Date: 4 June 2031"),
        paragraph("Status: draft for comments"),
        paragraph("The ministries open a fund."),
        heading("4. New rules for cranes", 2),
        paragraph("Issuing authorities: MIIT, MOFCOM and General Administration of Customs"),
        paragraph("Date of issue: 6 June 2031"),
        paragraph("Effective date: 1 July 2031"),
        paragraph("MIIT issued the Interim Measures for Cranes. They cover all."),
        heading("5. A partner", 2),
        paragraph("Partner: State Council"),
        paragraph("Announced: 5 June 2031"),
    )
    assert [(fact.subject, fact.when, fact.issuers, dict(fact.qualifiers)) for fact in found] == [
        ("Grants for ports", "2031-06-04", ("MIIT", "MOST"), {}),
        (
            "Interim Measures for Cranes",
            "2031-06-06",
            ("MIIT", "MOFCOM", "General Administration of Customs"),
            {"doc_type": "measures", "status": "final", "effective": "2031-07-01"},
        ),
    ]
    assert [str(fact.certainty) for fact in found] == ["draft", "stated"]


def test_fields_may_give_the_chinese_title_of_what_is_the_heading_over_them():
    found = told(
        heading("Further documents", 2),
        heading("Opinions on Docks of Small Ports", 3),
        paragraph("Chinese title: 关于小港口码头的意见"),
        paragraph("Issued by: MIIT, MOF"),
        paragraph("Dated: 10 March 2031"),
    )
    assert [(fact.subject, fact.when, fact.issuers, dict(fact.qualifiers)) for fact in found] == [
        (
            "Opinions on Docks of Small Ports",
            "2031-03-10",
            ("MIIT", "MOF"),
            {"doc_type": "opinion", "status": "final", "title_zh": "关于小港口码头的意见"},
        )
    ]


@pytest.mark.parametrize(
    "names",
    [
        "MIIT | Ministry of Ecology and Environment",
        "MOFCOM | General Administration of Customs",
        "Ministry of Finance | State Tax Administration",
        "National Development and Reform Commission",
        "Culture and the Arts Council",
        "NDRC | National Energy Administration",
        "AI and Robotics Committee",
    ],
)
def test_bodies_that_and_joins(names):
    assert written_names(names.replace("|", "and the")) == names.split(" | ")


@pytest.mark.parametrize(
    ("title", "heads", "listed"),
    [
        ("Annex: Policies and programmes", ("No.", "Name", "Body", "Year"), True),
        ("Annex", ("No.", "Policy", "Issued by", "Date of issue"), True),
        ("Annex: Harbours", ("No.", "Name", "Body", "Year"), False),
        ("Annex: Policies", ("No.", "Name", "Volume", "Year"), False),
    ],
)
def test_policies_of_a_table(title, heads, listed):
    found = told(
        heading(title),
        row(*heads, kind=BlockKind.HEADER),
        row("1", "Tide Pilot Scheme", "MIIT and MOST", "2030"),
        row("2", "Action Plan for Docks", "Alba Province", "May 2029"),
        row("3", "Cranes", "", "2028"),
    )
    assert [(fact.subject, fact.when, fact.issuers) for fact in found] == (
        [
            ("Tide Pilot Scheme", "2030", ("MIIT", "MOST")),
            ("Action Plan for Docks", "2029-05", ("Alba Province",)),
        ]
        if listed
        else []
    )


def test_policies_of_a_table_with_the_years_that_they_run():
    found = told(
        heading("Measures"),
        paragraph("MIIT adopted the Tide Pilot Programme in July 2030."),
        row("Measure", "Body", "Period", "Budget", kind=BlockKind.HEADER),
        row("Tide Pilot Programme", "MIIT", "2031-2040", "1.2 tn won"),
        row("Dock Robots Project", "MOST, MOF", "2032–34", "not fixed"),
    )
    assert [(f.subject, f.when, f.issuers, f.qualifiers.get("covers")) for f in found] == [
        ("Tide Pilot Programme", "2030-07", ("MIIT",), None),
        ("Dock Robots Project", None, ("MOST", "MOF"), "2032/2034"),
    ]


@pytest.mark.parametrize(
    ("item_text", "kind", "who"),
    [
        (
            "The Ministry of Tides (MOT) and the Alba government agree to build a dock.",
            Kind.POLICY_EVENT,
            (None, ("MOT", "Alba government")),
        ),
        (
            "Germany's Bolt and China's Acme Cranes agree on a platform for cars.",
            Kind.CORPORATE_EVENT,
            ("Bolt", ("Acme Cranes",)),
        ),
        (
            "Wang Li succeeds Lin Bo as head of MIIT's department of equipment.",
            Kind.POLICY_EVENT,
            (None, ("Wang Li",)),
        ),
    ],
)
def test_who_acts_in_news(item_text, kind, who):
    made = document(item(f"3 May 2031: {item_text}"))
    (event,) = (fact for fact in extract_facts(made) if fact.when == "2031-05-03")
    assert (event.kind, event.subject, event.issuers) == (kind, *who)
