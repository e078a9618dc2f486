"""Mastheads of the kinds that documents come in, each with all that should be read from it."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import readers
from corpus.assemble import assemble
from corpus.dates import dates
from corpus.documents import Metadata
from corpus.metadata import describe

PROSE = "\n\n" + "The ministry has set out what it wants of the makers of machine tools. " * 6
DEUTSCH = "\n\n" + "Das Ministerium hat den Herstellern von Maschinen seine Ziele genannt. " * 6
CHINESE = "\n\n" + "工业主管部门公布了机床行业的政策，并鼓励企业合作。" * 20
MONTHLY, COUNTRY, FACTS = "briefing.md", "country.md", "facts.md"

CASES = {
    "monthly: date and period over the title, authors under it": (
        "APRIL 6, 2021 (REPORTING PERIOD: MARCH 1 - 31)\n\n# ORCA Asia Briefing\n\n"
        "Lena Bode, Tomas Van Eck\n\n## CONTENTS\n\n- Steel 2"
        + PROSE
        + "\n\n## PUBLISHER\n\n**ORCA | Oslo Research Centre for Asia**",
        Metadata(
            "ORCA Asia Briefing",
            "ORCA | Oslo Research Centre for Asia",
            "ORCA Asia Briefing",
            "2021-04-06",
            ("2021-03-01", "2021-03-31"),
            authors=("Lena Bode", "Tomas Van Eck"),
        ),
    ),
    "monthly: capitals": (
        "# Trade Monitor – May 2022\n\nBY LENA BODE AND TOMAS ROE · 3 MAY 2022" + PROSE,
        Metadata(
            "Trade Monitor – May 2022",
            None,
            "Trade Monitor",
            "2022-05-03",
            authors=("Lena Bode", "Tomas Roe"),
        ),
    ),
    "monthly: no date but the period's": (
        "# Steel Bulletin\n\nReporting period: Q2 2022" + PROSE,
        Metadata(
            "Steel Bulletin",
            None,
            "Steel Bulletin",
            "2022-06",
            ("2022-04-01", "2022-06-30"),
            issued_inferred=True,
        ),
    ),
    "monthly: no date but the news'": (
        "# Steel Bulletin" + PROSE + "\n\n## News\n\n- 3 March 2022: A mill opens.\n"
        "- 19 March 2022: Another one closes; it is to reopen by June 2025.",
        Metadata("Steel Bulletin", None, "Steel Bulletin", "2022-03", issued_inferred=True),
    ),
    "monthly: what it covers, and editors behind a sentence": (
        "# Steel Bulletin\n\nNo. 14 | Thursday, 4 May 2023 | covering developments from 1 April to "
        "30 April\n\nPublished monthly by the Rivers Institute, Oslo. Editors: Lena Bode and "
        "Tomas Roe." + PROSE,
        Metadata(
            "Steel Bulletin",
            None,
            "Steel Bulletin",
            "2023-05-04",
            ("2023-04-01", "2023-04-30"),
            authors=("Lena Bode", "Tomas Roe"),
        ),
    ),
    "letter: dated by when it was sent, and not by the policy that it begins with": (
        "# Steel Letter #9\n\nIssue 9 · Sent on 20 June 2023\n\n**Document:** Notice on Steel\n\n"
        "**From:** Ministry of Steel, MIIT\n\n**Published on:** 19 June 2023" + PROSE,
        Metadata("Steel Letter #9", series="Steel Letter", issued="2023-06-20"),
    ),
    "letter: no date but that of its policy": (
        "# Steel Letter #9\n\n**Document:** Notice on Steel\n\n"
        "**From:** Ministry of Steel\n\n**Published on:** 19 June 2023" + PROSE,
        Metadata("Steel Letter #9", series="Steel Letter", issued="2023", issued_inferred=True),
    ),
    "letter: dated over the policy that it begins with": (
        "# Steel Letter #9\n\nIssue of 20 June 2023\n\n**Policy:** Notice on Steel\n\n"
        "**Issuing body:** Ministry of Steel\n\n**Date:** 19 June 2023" + PROSE,
        Metadata("Steel Letter #9", series="Steel Letter", issued="2023-06-20"),
    ),
    "letter: dated in a frame of its layout": (
        "<title>Steel Letter #9</title><table><tr><td></td><td>Steel Letter<br>"
        "Issue 9 · June 2023<br>Sent on 20 June 2023</td></tr></table>"
        "<p><b>Policy:</b> Notice on Steel<br><b>Issuing body:</b> Ministry of Steel"
        f"<br><b>Date:</b> 19 June 2023</p><p>{PROSE}</p>",
        Metadata("Steel Letter #9", series="Steel Letter", issued="2023-06-20"),
        "page.html",
    ),
    "letter: when its policy was issued is told in a sentence": (
        "# Steel Letter #9\n\nThe notice was issued on 19 June 2023.\n\n**Policy:** Notice on "
        "Steel\n\n**Issuing body:** Ministry of Steel" + PROSE,
        Metadata("Steel Letter #9", series="Steel Letter", issued="2023", issued_inferred=True),
    ),
    "letter: years over the columns of a table are no place of its publisher": (
        "# Steel Letter #9\n\nIssue of 20 June 2023\n\n| Mill | Target tonnes (2025) |\n"
        "| --- | --- |\n| Alba | 12 |" + PROSE,
        Metadata("Steel Letter #9", series="Steel Letter", issued="2023-06-20"),
    ),
    "letter: a record of its own title is its own": (
        "# Notice on Steel\n\n**Document:** Notice on Steel\n\n"
        "**From:** Ministry of Steel\n\n**Published on:** 19 June 2023" + PROSE,
        Metadata("Notice on Steel", issued="2023-06-19"),
    ),
    "letter: the date of its data is not its own": (
        "# Steel Letter #9\n\nData as of 30 June 2023\n\nReleased 14 July 2023" + PROSE,
        Metadata("Steel Letter #9", series="Steel Letter", issued="2023-07-14"),
    ),
    "letter: its name beside its date, over a heading that tells nothing": (
        "<table><tr><td>Steel Bulletin</td><td>14 July 2023</td></tr></table>"
        f"<h2>Headlines</h2><p>{PROSE}</p>",
        Metadata("Steel Bulletin", None, "Steel Bulletin", "2023-07-14"),
        "page.html",
    ),
    "monthly: authors in a section at the end": (
        "# Ports Weekly\n\n2 May 2023" + PROSE + "\n\n## Authors\n\nLena Bode, *Analyst*, ORCA\n\n"
        "Dr. Tomas Roe is head of research at ORCA.\n\n## Editorial staff\n\nAnn Lee, *Editor*",
        Metadata(
            "Ports Weekly", None, "Ports Weekly", "2023-05-02", authors=("Lena Bode", "Tomas Roe")
        ),
    ),
    "monthly: the names in the contents are no authors": (
        "# Ports Weekly\n\n2 May 2023\n\n## Contents\n\n- Hong Kong, New York 2" + PROSE,
        Metadata("Ports Weekly", None, "Ports Weekly", "2023-05-02"),
    ),
    "country report: institution and month": (
        "# Machines in Chile\n\nCountry report: Chile, chapter 2\n\nRivers Institute · June 2021"
        + PROSE,
        Metadata("Machines in Chile", "Rivers Institute", "Country report: Chile", "2021-06"),
    ),
    "country report: commissioned": (
        "# Machines in Chile" + PROSE + "\n\n## About the project\n\nThe project has been carried "
        "out on behalf of the Nordic Council by two institutes.",
        Metadata("Machines in Chile", "Nordic Council"),
    ),
    "country report: funded": (
        "# Machines in Chile\n\nThe TOOLS project – funded by the Nordic Council – watches markets."
        + PROSE,
        Metadata("Machines in Chile", "Nordic Council"),
    ),
    "country report: a foundation that funds it does not publish it": (
        "# Machines in Chile\n\nThe TOOLS series is funded by the Nordic Foundation." + PROSE,
        Metadata("Machines in Chile"),
    ),
    "factsheet: whose series it says that it is, in words": (
        "# PORTS MONITOR\n\nSeptember 2025\n\n## Cranes in numbers"
        + PROSE
        + "\n\n## About this series\n\nThe Ports Monitor (PM) is a service of the Ångström Centre"
        " for Trade (ACT), Malmö. The series is funded by the Nordic Foundation.\n\n"
        "Text: Lena Bode, Ann Lee. Figures as of 15 August 2025.",
        Metadata(
            "PORTS MONITOR",
            "Ångström Centre for Trade",
            "PORTS MONITOR",
            "2025-09",
            authors=("Lena Bode", "Ann Lee"),
        ),
    ),
    "weekly: who made it and when, in sentences and in a line with its number": (
        "# The Ports Letter\n\nIssue 88 | Week of 11–17 November 2024 | Sent on Monday, 18 November"
        " 2024\n\nA weekly digest of trade by sea, compiled by Lena Bode and Tomas Roe. Published"
        " by Harbour Research, Rotterdam. Forwarded this email? Subscribe here." + PROSE,
        Metadata(
            "The Ports Letter",
            "Harbour Research",
            "The Ports Letter",
            "2024-11-18",
            ("2024-11-11", "2024-11-17"),
            authors=("Lena Bode", "Tomas Roe"),
        ),
    ),
    "annual: the place and day between other lines of the imprint": (
        "# ANNUAL REVIEW\n\n2024 in the ports of Asia\n\nInstitute for Asian Ports (IAP) Vienna, 20"
        " January 2025 IAP Annual Review 5/2025\n\nAuthors: Lena Bode\n\n## In short" + PROSE,
        Metadata(
            "2024 in the ports of Asia",
            "Institute for Asian Ports",
            "ANNUAL REVIEW",
            "2025-01-20",
            authors=("Lena Bode",),
        ),
    ),
    "country report: for whom a consortium made it": (
        "# Country Report Chile 2023\n\nNovember 2023\n\nThis"
        " report was prepared for the Nordic Observatory for Ports (NOP) by a consortium of Bode"
        " Research (lead) and Roe Analytics." + PROSE,
        Metadata(
            "Country Report Chile 2023",
            "Nordic Observatory for Ports",
            "Country Report Chile",
            "2023-11",
        ),
    ),
    "country report: who funds a thing in the body is not its publisher": (
        "# Machines in Chile"
        + PROSE * 3
        + "\n\nThe port project was funded by the Nordic Bank."
        + PROSE * 14,
        Metadata("Machines in Chile"),
    ),
    "country report: dated by its references": (
        "# Machines in Chile" + PROSE + "\n\n## References\n\nBode, L. (2018). Tools. ORCA.\n\n"
        "Roe, T. (2020). Ports. ORCA.\n\nLee, A. (2020). Vision 2035. ORCA.",
        Metadata("Machines in Chile", issued="2020", issued_inferred=True),
    ),
    "country report: dated by its last look at the web": (
        "# Machines in Chile" + PROSE + "\n\n## References\n\nBode, L. (2018). Tools. Accessed on "
        "4 March 2021.\n\nRoe, T. (2019). Ports. Accessed on 2 February 2021.",
        Metadata("Machines in Chile", issued="2021-03", issued_inferred=True),
    ),
    "country report: dated by its data": (
        "# Machines in Chile" + PROSE + "\n\nExports grew in 2018. They fell again in 2018. "
        "They are expected to double in 2030, and again in 2030.",
        Metadata("Machines in Chile", issued="2018", issued_inferred=True),
    ),
    "country report: targets do not date it": (
        "# Machines in Chile" + PROSE + "\n\nThe ministry will open ports in May 2030. Ships are "
        "to be ready by June 2031.",
        Metadata("Machines in Chile"),
    ),
    "country report: the state of the data": (
        "# Machines in Chile" + PROSE + "\n\nAll figures as of 15 July 2020.",
        Metadata("Machines in Chile", issued="2020-07", issued_inferred=True),
    ),
    "country report: numbered sections and no title": (
        "# 1 Trade in general" + PROSE + "\n\n# 2 Trade with Asia" + PROSE,
        Metadata("country"),
    ),
    "factsheet: a label over the title": (
        "# FACTSHEET\n\n## Chips in numbers\n\nRivers Institute, June 2021" + PROSE,
        Metadata("Chips in numbers", "Rivers Institute", "FACTSHEET", "2021-06"),
    ),
    "factsheet: plain lines": (
        "Chips in numbers\n\nFactsheet No. 12\n\nRivers Institute | June 2021" + PROSE,
        Metadata("Chips in numbers", "Rivers Institute", "Factsheet", "2021-06"),
    ),
    "factsheet: a box runs into the title": (
        "## Report on Chips in Chile About the Asian Trade (AT) project" + PROSE,
        Metadata("Report on Chips in Chile", None, "Report"),
    ),
    "factsheet: copyright": (
        "# Chips in numbers" + PROSE + "\n\n© 2022 Rivers Institute",
        Metadata("Chips in numbers", "Rivers Institute", issued="2022", issued_inferred=True),
    ),
    "factsheet: a copyright line older than what the text tells": (
        "# Chips in numbers"
        + PROSE
        + "\n\nThe mill opened on 3 May 2022.\n\n© 2019 ORCA Institute",
        Metadata("Chips in numbers", "ORCA Institute", issued="2022", issued_inferred=True),
    ),
    "monograph: names itself, and its publisher's initials": (
        "## Abstract\n\nThis NAO Research Monograph is about trade."
        + PROSE
        + "\n\n## Preface\n\nThe National Academy of Oceans is in Bergen.",
        Metadata("NAO Research Monograph", "National Academy of Oceans", "NAO Research Monograph"),
        "00_1f.md",
    ),
    "letter: a day beside the publisher in large type, over a headline": (
        "No. 14\n\n# STEEL DISPATCH\n\n# 20 February 2025 Northshore Energy Studies\n\n"
        "## Furnaces before mines: a new order" + PROSE,
        Metadata("STEEL DISPATCH", "Northshore Energy Studies", "STEEL DISPATCH", "2025-02-20"),
    ),
    "letter: a number beside a title that is no periodical's": (
        "No. 14\n\n# Furnaces before mines" + PROSE,
        Metadata("Furnaces before mines"),
    ),
    "mail: how often it comes out is no series": (
        "From: Lena Bode <lena@saltmarsh.example>\nDate: Tue, 8 Jul 2025 08:15:00 +0200\n"
        "Subject: Steel Wire #54: a fund, a list and a late mill\n\nThe Steel Wire\n\n"
        "Weekly, no. 54 | Tuesday, 8 July 2025 | Saltmarsh Advisory\n\nDear all,\n" + PROSE,
        Metadata(
            "Steel Wire #54: a fund, a list and a late mill",
            "Saltmarsh Advisory",
            "Steel Wire",
            "2025-07-08",
            authors=("Lena Bode",),
        ),
        "mail.txt",
    ),
    "monthly: an organisation alone in the masthead, and the developments of a period": (
        "# Steel Policy Monthly\n\nIssue 37 – May 2024 (developments of 1–30 April 2024)\n\n"
        "Harbour Policy Lab" + PROSE,
        Metadata(
            "Steel Policy Monthly",
            "Harbour Policy Lab",
            "Steel Policy Monthly",
            "2024-05",
            ("2024-04-01", "2024-04-30"),
        ),
    ),
    "monthly: an organisation before the date is no author": (
        "# Steel Monitor\n\nKestrel Research | Published March 6, 2024 | 7 min read" + PROSE,
        Metadata("Steel Monitor", "Kestrel Research", "Steel Monitor", "2024-03-06"),
    ),
    "monthly: the day on which it was published, not the month that it is of": (
        "# Steel Monitor\n\nIssue 19 · July 2024\n\nPublished 4 August 2024 · 9 min read" + PROSE,
        Metadata("Steel Monitor", None, "Steel Monitor", "2024-08-04"),
    ),
    "report: an organisation as its author": (
        "# Steel and its makers\n\nAuthor: Rivers Institute\n\nMay 2023" + PROSE,
        Metadata("Steel and its makers", "Rivers Institute", issued="2023-05"),
    ),
    "report: a number of the year is no month, and a title goes on in the next line": (
        "Steel Mills with Provincial\n\nCharacteristics\n\nWhat three provinces pay for, and what "
        "they get Institute for Comparative Steel Policy (ICSP)\n\nReport 2025/7\n\n"
        "November 2025\n\n## Contents" + PROSE + "\n\n"
        "ICSP Report 2025/7 Steel Mills with Provincial Characteristics",
        Metadata(
            "Steel Mills with Provincial Characteristics",
            "Institute for Comparative Steel Policy",
            "ICSP Report",
            "2025-11",
        ),
        "report.txt",
    ),
    "report: a number of the year where no other date stands": (
        "# Steel and its makers\n\nReport 2025/7" + PROSE,
        Metadata("Steel and its makers", series="Report", issued="2025-07"),
    ),
    "law: promulgated, and not adopted or translated": (
        "# Interim Measures for Steel\n\nAdopted: 14 November 2024 Promulgated: 2 December 2024\n\n"
        "Translated by: Lantern Translations, 10 January 2025" + PROSE,
        Metadata("Interim Measures for Steel", issued="2024-12-02"),
    ),
    "quarterly: the quarter in a line of its own": (
        "# Steel News\n\nSecond quarter of 2024\n\n15 July 2024" + PROSE,
        Metadata("Steel News", None, None, "2024-07-15", ("2024-04-01", "2024-06-30")),
    ),
    "quarterly: the quarter before its months": (
        "# Steel News\n\n15 July 2024 | Q2 2024 (April–June)" + PROSE,
        Metadata("Steel News", None, None, "2024-07-15", ("2024-04-01", "2024-06-30")),
    ),
    "quarterly: the months that its title ends in": (
        "# Steel Monitor: April–June 2024\n\n15 July 2024" + PROSE,
        Metadata(
            "Steel Monitor: April–June 2024",
            None,
            "Steel Monitor",
            "2024-07-15",
            ("2024-04-01", "2024-06-30"),
        ),
    ),
    "report: a month, and a quarter among words are no period": (
        "# Steel Monitor: May 2024\n\nSales in Q2 2024 by mill" + PROSE,
        Metadata("Steel Monitor: May 2024", None, "Steel Monitor", "2024-05"),
    ),
    "weekly: the week of days": (
        "# Steel News\n\n19 April 2024\n\nThe week of 12 to 18 April 2024" + PROSE,
        Metadata("Steel News", None, None, "2024-04-19", ("2024-04-12", "2024-04-18")),
    ),
    "weekly: the number of the week before its days": (
        "# Steel News\n\nWeek 16/2024 (April 15–21, 2024)" + PROSE,
        Metadata(
            "Steel News",
            None,
            None,
            "2024-04",
            ("2024-04-15", "2024-04-21"),
            issued_inferred=True,
        ),
    ),
    "quarterly: the days that it covers developments between": (
        "# Steel News\n\n15 July 2024\n\nCovering developments between April 1 and June 30, 2024"
        + PROSE,
        Metadata("Steel News", None, None, "2024-07-15", ("2024-04-01", "2024-06-30")),
    ),
    "front matter: a period with a stroke": (
        '---\ntitle: Steel News\nreporting_period: "2024-04-01/2024-06-30"\n---\n' + PROSE,
        Metadata(
            "Steel News",
            None,
            None,
            "2024-06",
            ("2024-04-01", "2024-06-30"),
            issued_inferred=True,
        ),
    ),
    "news: published at a time of day": (
        "# How mills pay\n\nPublished: 7:15pm, 28 May 2024" + PROSE + "Of 24 May 2023.",
        Metadata("How mills pay", issued="2024-05-28"),
    ),
    "news: published in a time zone, before the day of the week": (
        "# How mills pay\n\nPublished 9:02 AM EDT, Tue May 28, 2024" + PROSE,
        Metadata("How mills pay", issued="2024-05-28"),
    ),
    "news: published before it was updated": (
        "# How mills pay\n\nLast updated: May 30, 2024 | First published: May 28, 2024" + PROSE,
        Metadata("How mills pay", issued="2024-05-28"),
    ),
    "news: published below the date of another line": (
        "# How mills pay\n\n27 May 2024\n\nPublished: 28 May 2024" + PROSE,
        Metadata("How mills pay", issued="2024-05-28"),
    ),
    "news: a figure of a table below prose is no year of issue": (
        "# How mills pay\n\nThe fund has capital of 344 billion yuan, which is more than the first "
        "two phases had.\n\nOne\n\n2014\n\n138",
        Metadata("How mills pay"),
    ),
    "brief: its title ends in a year, between its kind and its date": (
        "# Policy Brief\n\nChile’s steel fund in 2024\n\n5 May 2024\n\n## Money" + PROSE,
        Metadata("Chile’s steel fund in 2024", None, "Policy Brief", "2024-05-05"),
    ),
    "brief: who publishes it between its kind and its date": (
        "# Policy Brief\n\nThe Rivers Institute, Oslo\n\n5 May 2024\n\n## How mills pay" + PROSE,
        Metadata("How mills pay", None, "Policy Brief", "2024-05-05"),
    ),
    "brief: a subtitle that ends in a year is no series": (
        "# Chile’s steel\n\nBackground and outlook for 2024\n\n5 May 2024" + PROSE,
        Metadata("Chile’s steel", issued="2024-05-05"),
    ),
    "brief: the month that a series' name is for": (
        "# Chile’s steel\n\nPolicy Digest for May 2024" + PROSE,
        Metadata("Chile’s steel", series="Policy Digest", issued="2024-05"),
    ),
    "monthly: its kind over its date, and parts of the body": (
        "# Monthly Report\n\n5 May 2024\n\n## Duties" + PROSE + "\n\n## Mills" + PROSE,
        Metadata("country", None, "Monthly Report", "2024-05-05"),
    ),
    "monograph: entitled": (
        "## Introduction\n\nThis study, entitled “Trade after the storm”, is about ports." + PROSE,
        Metadata("Trade after the storm"),
    ),
    "monograph: suggested citation": (
        "## Abstract" + PROSE + "\n\nSuggested citation: Bode, Lena (2021): Trade after the storm. "
        "Rivers Institute, Oslo.",
        Metadata("Trade after the storm", issued="2021"),
    ),
    "monograph: cited in quotes": (
        "## Abstract" + PROSE + "\n\n## How to cite\n\nLena Bode, “Trade after the storm,” Oslo.",
        Metadata("Trade after the storm"),
    ),
    "monograph: byline with affiliations": (
        "# Trade after the storm\n\nLena Bode (Rivers Institute) and Dr. Tomas Roe (ORCA)\n\n"
        "March 2021" + PROSE,
        Metadata("Trade after the storm", issued="2021-03", authors=("Lena Bode", "Tomas Roe")),
    ),
    "monograph: one author and an institution": (
        "# Trade after the storm\n\nLena Bode, Rivers Institute\n\nMarch 2021" + PROSE,
        Metadata("Trade after the storm", issued="2021-03", authors=("Lena Bode",)),
    ),
    "monograph: marks of notes behind names": (
        "# Trade after the storm\n\nLena Bode¹, J. P. Roe² and Ana de la Cruz\\*\n\nMarch 2021"
        + PROSE,
        Metadata(
            "Trade after the storm",
            issued="2021-03",
            authors=("Lena Bode", "J. P. Roe", "Ana de la Cruz"),
        ),
    ),
    "monograph: a place under the title": (
        "# Trade after the storm\n\nHong Kong" + PROSE + "Traders in Hong Kong like it.",
        Metadata("Trade after the storm"),
    ),
    "monograph: title in two scripts": (
        "# Trade after the storm\n\n## 风暴后的贸易\n\nMarch 2021" + PROSE,
        Metadata("Trade after the storm", issued="2021-03", title_original="风暴后的贸易"),
    ),
    "monograph: the other title in brackets": (
        "# Trade after the storm (风暴后的贸易)" + PROSE,
        Metadata("Trade after the storm", title_original="风暴后的贸易"),
    ),
    "monograph: both titles on one line": (
        "# 风暴后的贸易 / Trade after the storm" + PROSE,
        Metadata("Trade after the storm", title_original="风暴后的贸易"),
    ),
    "press release": (
        "# Press release\n\nBrussels, 4 May 2021\n\n## New rules for machine tools" + PROSE,
        Metadata("New rules for machine tools", issued="2021-05-04"),
    ),
    "press release: who published it and when": (
        "# New rules for machine tools\n\nPublished by the Trade Observatory on 9 June 2021"
        + PROSE,
        Metadata("New rules for machine tools", "Trade Observatory", issued="2021-06-09"),
    ),
    "mail": (
        "From: Lena Bode <lena@orca.example>\nDate: Tue, 3 May 2022 08:15:00 +0200\n"
        "Subject: Fwd: Trade Update No. 17\n\nDear all,\n" + PROSE,
        Metadata("Trade Update No. 17", None, "Trade Update", "2022-05-03", authors=("Lena Bode",)),
        "mail.txt",
    ),
    "mail: from an office": (
        "From: Press Office <press@orca.example>\nDate: Tue, 3 May 2022 08:15:00 +0200\n"
        "Subject: New rules for tools\n\nDear all,\n" + PROSE,
        Metadata("New rules for tools", issued="2022-05-03"),
        "mail.txt",
    ),
    "web page": (
        '<html lang="en"><head><title>New rules for tools | Rivers</title>'
        '<meta property="og:site_name" content="Rivers"><meta name="author" content="Lena Bode">'
        '<meta property="article:published_time" content="2021-03-02T08:00Z"></head>'
        f"<body><h1>New rules for tools</h1><p>{PROSE}</p></body></html>",
        Metadata("New rules for tools", "Rivers", None, "2021-03-02", authors=("Lena Bode",)),
        "page.html",
    ),
    "web page: several authors, one of them a program": (
        '<html><head><title>New rules for tools</title><meta name="citation_author" '
        'content="Bode, Lena"><meta name="citation_author" content="Roe, Tomas"></head>'
        f"<body><h1>New rules for tools</h1><p>{PROSE}</p></body></html>",
        Metadata("New rules for tools", authors=("Lena Bode", "Tomas Roe")),
        "page.html",
    ),
    "web page: the site is no author": (
        '<html><head><title>New rules for tools</title><meta name="author" content="admin">'
        f"</head><body><h1>New rules for tools</h1><p>By Lena Bode</p><p>{PROSE}</p></body></html>",
        Metadata("New rules for tools", authors=("Lena Bode",)),
        "page.html",
    ),
    "front matter": (
        "---\ntitle: Trade after the storm\nauthors: [Lena Bode, Tomas Roe]\ndate: 2021-03-02\n"
        "publisher: ORCA\n---\n# Storm" + PROSE,
        Metadata(
            "Trade after the storm", "ORCA", None, "2021-03-02", authors=("Lena Bode", "Tomas Roe")
        ),
    ),
    "front matter: a list of authors": (
        "---\ntitle: Trade after the storm\nauthors:\n  - Lena Bode\n  - Tomas Roe\n---\n" + PROSE,
        Metadata("Trade after the storm", authors=("Lena Bode", "Tomas Roe")),
    ),
    "blog: an author beside the date": (
        "# Trade after the storm\n\nLena Bode · 3 May 2021" + PROSE,
        Metadata("Trade after the storm", issued="2021-05-03", authors=("Lena Bode",)),
    ),
    "blog: a publisher beside the date, of whom the text goes on": (
        "# Trade after the storm\n\nBlue Horizon · 3 May 2021" + PROSE + "Blue Horizon agrees.",
        Metadata("Trade after the storm", "Blue Horizon", issued="2021-05-03"),
    ),
    "memorandum": (
        "# Memo\n\nTo: All members\n\nFrom: Lena Bode\n\nDate: 3 May 2021\n\n"
        "Subject: New rules for tools" + PROSE,
        Metadata("New rules for tools", issued="2021-05-03", authors=("Lena Bode",)),
    ),
    "country report: prepared for another": (
        "# Machines in Chile\n\nPrepared by two institutes for the Nordic Council" + PROSE,
        Metadata("Machines in Chile", "Nordic Council"),
    ),
    "country report: nothing but its number": (
        "# Country report 12" + PROSE,
        Metadata("Country report 12", None, "Country report"),
    ),
    "monthly: a quarter in the title": (
        "# Ports Monitor Q2 2021" + PROSE,
        Metadata("Ports Monitor Q2 2021", None, "Ports Monitor", "2021-06", issued_inferred=True),
    ),
    "monograph: two towns": (
        "# Trade after the storm\n\nNew York, Los Angeles" + PROSE,
        Metadata("Trade after the storm"),
    ),
    "monograph: a subtitle": (
        "# Trade after the storm\n\nHow Ports Cope\n\nMay 2021" + PROSE,
        Metadata("Trade after the storm", issued="2021-05"),
    ),
    "French: byline": (
        "# Les ports après la tempête\n\nPar Léa Dupont et Jean-Marc de la Tour\n\nParis, le 3 mai "
        "2021\n\n" + "Le ministère a publié un projet pour le développement de l'industrie. " * 6,
        Metadata(
            "Les ports après la tempête",
            issued="2021-05-03",
            language="fr",
            authors=("Léa Dupont", "Jean-Marc de la Tour"),
        ),
    ),
    "Chinese: names without a label, parted by a blank": (
        "# 机床行业政策分析\n\n张三 李四\n\n2021年5月" + CHINESE,
        Metadata("机床行业政策分析", issued="2021-05", language="zh", authors=("张三", "李四")),
    ),
    "Chinese: the kind of report is no name": (
        "# 机床行业政策分析\n\n中国简报\n\n2021年5月" + CHINESE,
        Metadata("机床行业政策分析", issued="2021-05", language="zh"),
    ),
    "Chinese: the English title in brackets": (
        "# 机床行业政策分析（Analysis of AI Policy）" + CHINESE,
        Metadata("Analysis of AI Policy", language="zh", title_original="机床行业政策分析"),
    ),
    "file name": (
        "# Trade after the storm" + PROSE,
        Metadata("Trade after the storm", issued="2021-03-02", issued_inferred=True),
        "20210302_trade.md",
    ),
    "file name: a month behind words": (
        "# Trade after the storm" + PROSE,
        Metadata("Trade after the storm", issued="2021-03", issued_inferred=True),
        "trade-2021-03-final.md",
    ),
    "file name: a year that the text does not bear out": (
        "# Trade after the storm\n\nThe mill opened on 3 May 2015." + PROSE,
        Metadata("Trade after the storm", issued="2015", issued_inferred=True),
        "vision-2035.md",
    ),
    "German: monthly": (
        "# Lagebericht Asien\n\nVon Lena Bode und Tomas Roe\n\n2. März 2021\n\n"
        "Herausgeber: Haus der Wirtschaft" + DEUTSCH,
        Metadata(
            "Lagebericht Asien",
            "Haus der Wirtschaft",
            None,
            "2021-03-02",
            None,
            "de",
            ("Lena Bode", "Tomas Roe"),
        ),
    ),
    "German: press release": (
        "# Pressemitteilung\n\nBerlin, 4. Mai 2021\n\n## Neue Regeln für Maschinen" + DEUTSCH,
        Metadata("Neue Regeln für Maschinen", issued="2021-05-04", language="de"),
    ),
    "German: study with its authors labelled": (
        "# Handel nach dem Sturm\n\nAutorinnen: Lena Bode, Ana Roe\n\nStand: Mai 2021" + DEUTSCH,
        Metadata(
            "Handel nach dem Sturm",
            issued="2021-05",
            language="de",
            authors=("Lena Bode", "Ana Roe"),
        ),
    ),
    "German: introduction first": (
        "# Einleitung" + DEUTSCH + "\n\nZitiervorschlag: Bode, Lena (2021): Handel nach dem Sturm. "
        "Oslo: ORCA.",
        Metadata("Handel nach dem Sturm", issued="2021", language="de"),
    ),
    "Chinese: monthly": (
        "# 产业政策简报\n\n发布日期：2021年3月2日\n\n报告期：2021年2月1日至28日\n\n"
        "出版：某某研究院\n\n作者：张三、李四" + CHINESE,
        Metadata(
            "产业政策简报",
            "某某研究院",
            None,
            "2021-03-02",
            ("2021-02-01", "2021-02-28"),
            "zh",
            ("张三", "李四"),
        ),
    ),
    "Chinese: with an English title": (
        "# 产业政策简报\n\n## Industrial Policy Digest\n\n2021年3月2日" + CHINESE,
        Metadata(
            "Industrial Policy Digest",
            None,
            "Industrial Policy Digest",
            "2021-03-02",
            None,
            "zh",
            title_original="产业政策简报",
        ),
    ),
    "Chinese: as of": (
        "# 产业政策综述" + CHINESE + "截至2020年7月，共有二十家企业。",
        Metadata("产业政策综述", issued="2020-07", language="zh", issued_inferred=True),
    ),
}


def read(source, name="country.md", heads=()):
    raw = readers.read(Path(name), source.encode())
    made = assemble(raw.blocks)
    return made.text, describe(made.text, made.blocks, raw.hints, name, heads)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_all_that_a_masthead_tells(case):
    source, expected, *name = case
    _, meta = read(source, *name)
    assert replace(meta, evidence=()) == expected


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_evidence_reads_back(case):
    source, _, *name = case
    text, meta = read(source, *name)
    values = {
        "title": [meta.title],
        "authors": list(meta.authors),
        **{name: [getattr(meta, name)] for name in ("publisher", "series", "title_original")},
    }
    told = {}
    for each in meta.evidence:
        told.setdefault(each.field, []).append(each)
    assert {name for name, found in values.items() if any(found)} <= told.keys()
    for field, found in told.items():
        for value, each in zip(values.get(field, [""] * len(found)), found, strict=True):
            printed = value if each.start is None else " ".join(text[each.start : each.end].split())
            assert printed.casefold() == value.casefold() or field not in values
        if field == "issued" and found[0].start is not None and not meta.issued_inferred:
            printed = text[found[0].start : found[0].end]
            assert meta.issued in [date.date.iso() for date in dates(printed)]
