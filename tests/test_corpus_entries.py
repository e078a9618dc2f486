"""Dated items with whole dates, whatever the format."""

from __future__ import annotations

from dataclasses import replace

import pytest
from briefing_document import document, heading, item, paragraph, row
from briefing_formats import FORMATS, read_as, words

from corpus.documents import BlockKind, Document
from corpus.entries import entries


def told(made: Document):
    return [
        (
            entry.date,
            entry.until,
            entry.inferred,
            words(made, entry.printed),
            words(made, entry.text),
        )
        for entry in entries(made)
    ]


def dated(made: Document, issued: str | None, period: tuple[str, str] | None = None) -> list[str]:
    made = replace(made, meta=replace(made.meta, issued=issued, period=period))
    return [entry.date for entry in entries(made)]


@pytest.mark.parametrize("suffix", FORMATS)
def test_news_of_december_in_an_issue_of_january(tmp_path, suffix):
    assert told(read_as(suffix, tmp_path)) == [
        (
            "2021-12-03",
            None,
            True,
            "December 3",
            "The dredger Ada begins work on the northern channel.",
        ),
        (
            "2021-12-14",
            "2021-12-16",
            True,
            "December 14-16",
            "Pilots of nine ports meet and agree on one radio channel.",
        ),
        ("2022-01-02", None, True, "January 2", "The tug fleet receives its first electric boat."),
    ]


@pytest.mark.parametrize(
    ("line", "date", "text"),
    [
        ("February 7: Ships land.", "2021-02-07", "Ships land."),
        ("7 Feb – Ships land.", "2021-02-07", "Ships land."),
        ("07.02.: Ships land.", "2021-02-07", "Ships land."),
        ("7.2.2021: Ships land.", "2021-02-07", "Ships land."),
        ("2月7日：船到港。", "2021-02-07", "船到港。"),
        ("2021-02-07: Ships land.", "2021-02-07", "Ships land."),
        ("February, no day given: Ships land.", "2021-02", "Ships land."),
        ("February 7 (Harbour): Ships land.", "2021-02-07", "Ships land."),
        ("End of March 2020: Ships land.", "2020-03", "Ships land."),
        ("2019: Ships land.", "2019", "Ships land."),
        ("7-9 February: Ships land.", "2021-02-07", "Ships land."),
        ("7 to 9 February 2020: Ships land.", "2020-02-07", "Ships land."),
    ],
)
def test_forms_of_a_date(line, date, text):
    made = document(item(line))
    made = replace(made, meta=replace(made.meta, issued="2021-03-02"))
    assert [(entry.date, words(made, entry.text)) for entry in entries(made)] == [(date, text)]


@pytest.mark.parametrize(
    "line",
    [
        "7 February was cold.",
        "By December 16, 2020 it had 741 cases.",
        "2021 saw ships land.",
        "May the ships land: all of them.",
        "March 2020",
        "February 30: ships land.",
    ],
)
def test_what_is_no_entry(line):
    assert entries(document(item(line))) == ()


def test_dates_set_in_italics_have_no_colon_and_stand_in_a_row():
    made = document(
        item("7 Feb Ships land."), item("9 Feb Ships leave."), paragraph("9 May we go.")
    )
    assert dated(made, "2021-03-02") == ["2021-02-07", "2021-02-09"]


@pytest.mark.parametrize(
    ("line", "date", "text"),
    [
        ("Ships land at the quay (7 February)", "2021-02-07", "Ships land at the quay"),
        ("Ships land at the quay (7 February 2020).", "2020-02-07", "Ships land at the quay"),
        ("Ships land at the quay, 7 February.", "2021-02-07", "Ships land at the quay"),
        ("Ships land, in Alba, February 7, 2020", "2020-02-07", "Ships land, in Alba"),
        ("Ships may land (1 July) (7 February)", "2021-02-07", "Ships may land (1 July)"),
        ("交通部就港口法公开征求意见（2月7日）", "2021-02-07", "交通部就港口法公开征求意见"),
    ],
)
def test_a_date_at_the_end(line, date, text):
    made = document(item(line), item("9 Feb: Ships leave."))
    made = replace(made, meta=replace(made.meta, issued="2021-03-02"))
    first, _ = entries(made)
    assert (first.date, words(made, first.text)) == (date, text)


@pytest.mark.parametrize(
    "line",
    [
        "Ships land at the quay (February 2020)",
        "Ships land at the quay (2020)",
        "Ships land at the quay (pier 7)",
        "Ships of Alba (7 February)",
        "各国的船到港（2月7日）",
        "国家港口中长期发展规划（2月7日）",
        "Opinions on Safe and Clean Docks (7 February)",
        "Ships land at the quay (7 February), and more do",
    ],
)
def test_what_ends_in_no_date_of_news(line):
    made = document(item(line), item("9 Feb: Ships leave."))
    assert len(dated(made, "2021-03-02")) == 1


def test_a_lone_date_at_the_end_and_one_of_a_paragraph_are_none():
    lone = document(item("Ships land at the quay (7 February)"), item("Ships leave."))
    plain = document(
        paragraph("Ships land at the quay (7 May)"), paragraph("Ships leave it again (8 May)")
    )
    assert dated(lone, "2021-03-02") == dated(plain, "2021-03-02") == []


def test_paragraphs_of_news_end_in_their_dates():
    made = document(
        heading("News of firms", 2),
        paragraph("Acme shows a crane of its own. It is sold from June. (25 April)"),
        paragraph("Bolt opens a second line for docks. (April 18)"),
        paragraph("Cask puts €2 million into its yard in Alba – April 11"),
        paragraph("Nothing more was told of all this to anybody."),
        paragraph("The owners met on the way to it – May 3"),
    )
    assert dated(made, "2021-05-16") == ["2021-04-25", "2021-04-18", "2021-04-11"]


def test_a_heading_lends_its_month_and_what_is_over_it_its_year():
    made = document(
        heading("The year 2020 in ports"),
        heading("March", 2),
        item("12 March – The office opens a desk"),
        item("18: The office closes another"),
        item("20 ships: all that came"),
        heading("January", 2),
        item("9 January: The office opens"),
    )
    assert dated(made, "2021-01-20") == ["2020-03-12", "2020-03-18", "2020-01-09"]


def test_a_table_of_days():
    calendar = [
        row("7 February", "Ships land at the quay."),
        row("9 Feb 2020", "All ships leave it."),
    ]
    made = document(row("Day", "News", kind=BlockKind.HEADER), *calendar)
    made = replace(made, meta=replace(made.meta, issued="2021-03-02"))
    assert told(made) == [
        ("2021-02-07", None, True, "7 February", "Ships land at the quay."),
        ("2020-02-09", None, False, "9 Feb 2020", "All ships leave it."),
    ]
    for other in (
        row("Total", "Ships of all the ports"),
        row("11 February", "812"),
        row("11 February", "Ships land at the quay.", "812"),
        row("11 February to come", "Ships land at the quay."),
    ):
        assert dated(document(*calendar, other), "2021-03-02") == []


def test_the_year_comes_from_what_is_nearest():
    news = [item("December 30: a"), item("January 3: b"), item("March 20: c")]
    assert dated(document(*news), "2021-01-15") == ["2020-12-30", "2021-01-03", "2020-03-20"]
    assert dated(document(*news), "2021-03-02") == ["2020-12-30", "2021-01-03", "2021-03-20"]
    assert dated(document(*news), "2018-01-04", ("2017-01-01", "2017-12-31")) == [
        "2017-12-30",
        "2017-01-03",
        "2017-03-20",
    ]
    assert dated(document(heading("Events of 2016", 2), *news), "2021-01-15") == [
        "2016-12-30",
        "2016-01-03",
        "2016-03-20",
    ]
    calendar = [item("3 May 2019: a"), item("9 May: b"), item("2 June: c"), item("9 January: d")]
    assert dated(document(*calendar), "2021-08-02") == [
        "2019-05-03",
        "2019-05-09",
        "2019-06-02",
        "2021-01-09",
    ]
    assert dated(document(*news), None) == []


def test_what_stands_below_a_date_is_of_it():
    made = document(
        heading("Timeline"),
        paragraph("November 2014"),
        paragraph("The Port Office opens its docks to private capital."),
        paragraph("6 August 2024"),
        paragraph("The first 18 ferries are launched from Dalian."),
    )
    assert told(made) == [
        (
            "2014-11",
            None,
            False,
            "November 2014",
            "The Port Office opens its docks to private capital.",
        ),
        (
            "2024-08-06",
            None,
            False,
            "6 August 2024",
            "The first 18 ferries are launched from Dalian.",
        ),
    ]
    assert [words(made, entry.span)[:8] for entry in entries(made)] == ["November", "6 August"]


def test_one_date_over_a_paragraph_dates_nothing():
    made = document(heading("Ports"), paragraph("6 August 2024"), paragraph("Ferries sail at all."))
    assert told(made) == []


def test_a_date_in_brackets_and_one_behind_its_weekday():
    made = document(
        item("[2024-05-07] The city of Dalian opened 74 new routes."),
        item("Fri, May 10, 2024 - The Port Office approved 22 new docks."),
    )
    assert [(one[0], one[4]) for one in told(made)] == [
        ("2024-05-07", "The city of Dalian opened 74 new routes."),
        ("2024-05-10", "The Port Office approved 22 new docks."),
    ]


def test_a_headline_with_its_day_in_brackets_before_the_news():
    made = document(
        paragraph("Rules for docks tightened (5 June 2031) – The Port Office closes two berths."),
        paragraph("Acme breaks ground (9 June 2031) – The crane maker begins a yard."),
        paragraph("The yard (opened 9 June 2031) is large – and it grows."),
    )
    assert [(one[0], one[3], one[4]) for one in told(made)] == [
        ("2031-06-05", "5 June 2031", "The Port Office closes two berths."),
        ("2031-06-09", "9 June 2031", "The crane maker begins a yard."),
    ]


def test_a_dateline_with_its_place_and_a_day_with_a_stop():
    made = document(
        item("ALBA, 6 May. The city opens two docks."),
        heading("Firms"),
        item("8 May. Acme buys a yard."),
        heading("Rules"),
        item("Belm, 9 May 2031, was a day of rest."),  # prose
    )
    made = replace(made, meta=replace(made.meta, issued="2031-06-06"))
    assert [(one[0], one[4]) for one in told(made)] == [
        ("2031-05-06", "The city opens two docks."),
        ("2031-05-08", "Acme buys a yard."),
    ]


def test_a_day_and_a_place_below_the_heading_of_a_section_date_its_news():
    made = document(
        heading("Tide letter"),
        heading("Docks are counted", 2),
        paragraph("3 February 2031 · Alba"),
        paragraph("The Port Office counts its docks."),
        paragraph("Nobody had done so before."),
    )
    assert [(one[0], one[4]) for one in told(made)] == [
        ("2031-02-03", "The Port Office counts its docks.")
    ]


def test_a_calendar_of_what_is_to_come_goes_on_in_its_year():
    made = document(
        item("15 July – Comments close."),
        item("20 August – Last day for cities."),
        item("10 October – Final bids are due."),
    )
    assert dated(made, "2031-07-01") == ["2031-07-15", "2031-08-20", "2031-10-10"]


def test_a_day_in_square_brackets_at_the_end_of_an_item():
    made = document(
        item("Alba pays yards for each crane that is built in the city. [19 November 2030]"),
        item("Belm cuts its fees by a third for three years. [26 November 2030]"),
    )
    assert [(one[0], one[4]) for one in told(made)] == [
        ("2030-11-19", "Alba pays yards for each crane that is built in the city."),
        ("2030-11-26", "Belm cuts its fees by a third for three years."),
    ]


def test_what_stands_below_a_day_that_is_a_heading_is_of_it():
    made = document(
        heading("Tide letter"),
        heading("First week", 2),
        heading("Tuesday, 3 March", 3),
        paragraph("MHS opens trials of electric ferries in Alba."),
        item("Belm takes part in the trials too."),
        heading("Monday 9 to Friday 13 March:", 3),
        paragraph("Pilots of nine ports meet in Belm."),
        paragraph("None."),
        heading("What to expect", 3),
        paragraph("More of the same is to come."),
    )
    made = replace(made, meta=replace(made.meta, issued="2031-04-03"))
    assert [(one[0], one[1], one[4]) for one in told(made)] == [
        ("2031-03-03", None, "MHS opens trials of electric ferries in Alba."),
        ("2031-03-09", "2031-03-13", "Pilots of nine ports meet in Belm."),
    ]


def test_a_day_that_is_the_heading_of_the_whole_dates_nothing():
    made = document(heading("3 March 2031"), paragraph("MHS opens trials of electric ferries."))
    assert told(made) == []


def test_a_table_of_days_may_give_several_for_one_row():
    made = document(
        row("16 April 2031", "The bureau tells how trade grew"),
        row("8 to 10 May 2031", "Crane fair in the halls of Alba"),
    )
    assert [(one[0], one[1]) for one in told(made)] == [
        ("2031-04-16", None),
        ("2031-05-08", "2031-05-10"),
    ]
