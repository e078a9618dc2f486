from dataclasses import replace
from pathlib import Path

import pytest

from corpus import readers
from corpus.assemble import assemble
from corpus.dates import next_date
from corpus.documents import Metadata
from corpus.labelled import part_labelled
from corpus.metadata import describe
from corpus.periods import period

BODY = "\n\n" + "The ministry issued a plan on 7 January 2019 and money followed. " * 6


def meta(source, name="some-file.md"):
    suffix = ".html" if source.startswith("<") else ".md"
    raw = readers.read(Path("x" + suffix), source.encode())
    made = assemble(raw.blocks)
    return describe(made.text, made.blocks, raw.hints, name)


def inferred(issued, *values):
    return replace(Metadata(*values), issued=issued, issued_inferred=True)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(
            "MAY 4, 2022 (REPORTING PERIOD: APRIL 1 - 30)\n\n# ACME Asia Policy Briefing\n\n"
            "Jo Doe, Mo Roe\n\n## CONTENTS\n\n- a" + BODY + "\n\n## PUBLISHER\n\n"
            "**ACME | Institute for Asia**  \nMain Street 1  \nBerlin",
            Metadata(
                "ACME Asia Policy Briefing",
                "ACME | Institute for Asia",
                "ACME Asia Policy Briefing",
                "2022-05-04",
                ("2022-04-01", "2022-04-30"),
                authors=("Jo Doe", "Mo Roe"),
            ),
            id="date and period above the title, publisher at the end",
        ),
        pytest.param(
            "POLICY DESK · 4 JANUARY 2021 · REPORTING PERIOD: 1 – 31 December\n\n"
            "# Trade Monitor: Asia – January 2021" + BODY + "\n\nThe Policy Desk met.",
            Metadata(
                "Trade Monitor: Asia – January 2021",
                "Policy Desk",
                "Trade Monitor: Asia",
                "2021-01-04",
                ("2020-12-01", "2020-12-31"),
            ),
            id="masthead with dots; the year before",
        ),
        pytest.param(
            "# Chips in numbers\n\nFactsheet: Semiconductors\n\nRivers Institute, June 2021\n\n## A"
            + BODY,
            Metadata(
                "Chips in numbers", "Rivers Institute", "Factsheet: Semiconductors", "2021-06"
            ),
            id="institute and month under the title",
        ),
        pytest.param(
            "Asia Tech Weekly · 2 March 2021 · ACME Institute\n\n# Chips again" + BODY,
            Metadata("Chips again", "ACME Institute", "Asia Tech Weekly", "2021-03-02"),
            id="the name of a series is no publisher",
        ),
        pytest.param(
            "# The state of robots\n\nBrussels, 2 March 2021" + BODY,
            Metadata("The state of robots", issued="2021-03-02"),
            id="a town is no publisher",
        ),
        pytest.param(
            "---\ntitle: Front title\npublisher: P\nseries: S\ndate: 3 May 2020\n"
            "period: Q1 2020\n---\n# Other title" + BODY,
            Metadata("Front title", "P", "S", "2020-05-03", ("2020-01-01", "2020-03-31")),
            id="front matter wins",
        ),
        pytest.param(
            '<html><head><title>A long headline | Site</title><meta property="og:site_name" '
            'content="Site"><meta property="article:published_time" content="2021-03-02T08:00Z">'
            "</head><body><h1>A long headline</h1><p>x</p></body>",
            Metadata("A long headline", "Site", None, "2021-03-02"),
            id="web page",
        ),
        pytest.param(
            '<html><head><title>Headline - Site</title><meta property="og:site_name" '
            'content="Site"></head><body><p>Text without a heading.</p></body>',
            Metadata("Headline", "Site"),
            id="web page without a heading",
        ),
        pytest.param(
            "International Report on Japan\n\nText about it." + BODY,
            inferred("2019", "International Report on Japan", None, "International Report"),
            id="title as plain line",
        ),
        pytest.param(
            "## Abstract\n\nThis XYZ Research Monograph provides an overview." + BODY,
            inferred("2019", "asia paper", None, "XYZ Research Monograph"),
            id="running titles are no titles: the file's name",
        ),
        pytest.param(
            "# Policy X explained\n\n**Policy name:** X\n\n**Issuing body:** MIIT\n\n"
            "**Date:** February 18, 2021" + BODY,
            inferred("2021", "Policy X explained"),
            id="the date of a policy is not the date of issue",
        ),
        pytest.param(
            "# Some paper\n\n**Date:** February 18, 2021\n\n**Published by:** The Rand Office"
            + BODY,
            Metadata("Some paper", "Rand Office", None, "2021-02-18"),
            id="labelled date and publisher",
        ),
        pytest.param(
            "# Some paper" + BODY + "\n\nIssued: March 2021\n\n© 2020-2021 Blue Centre. All rights "
            "reserved.",
            Metadata("Some paper", "Blue Centre", None, "2021-03"),
            id="imprint at the end",
        ),
        pytest.param(
            "# Some paper" + BODY + "\n\n© Blue Centre 2019, all rights reserved",
            inferred("2019", "Some paper", "Blue Centre"),
            id="copyright line alone",
        ),
        pytest.param(
            "# Some paper\n\n## What happened in February 2021" + BODY,
            inferred("2021", "Some paper"),
            id="what headings and prose tell is only inferred from",
        ),
        pytest.param(
            "# Some paper" + BODY + "\n\n## Plan\n\n**Published by:** MIIT\n\n"
            "**Published on:** 3 March 2020" + BODY * 12 + "\n\n- end" * 12,
            inferred("2020", "Some paper"),
            id="what the body says of a policy is not the imprint",
        ),
        pytest.param(
            "# Made in Asia 2025" + BODY,
            inferred("2019", "Made in Asia 2025"),
            id="a year in the title",
        ),
        pytest.param(
            "# Weekly Digest, 12 May 2021\n\nThis issue covers May 3 to May 9." + BODY,
            Metadata(
                "Weekly Digest, 12 May 2021",
                None,
                "Weekly Digest",
                "2021-05-12",
                ("2021-05-03", "2021-05-09"),
            ),
            id="date in the title, period in a sentence",
        ),
        pytest.param(
            "# 产业政策简报\n\n发布日期：2021年3月2日\n\n报告期：2021年2月1日至28日\n\n"
            "出版：某某研究院\n\n" + "工业和信息化部发布了工业互联网创新发展行动计划。" * 20,
            Metadata(
                "产业政策简报",
                "某某研究院",
                None,
                "2021-03-02",
                ("2021-02-01", "2021-02-28"),
                "zh",
            ),
            id="Chinese",
        ),
        pytest.param(
            "# Lagebericht Asien\n\n2. März 2021\n\nHerausgeber: Haus der Wirtschaft\n\n"
            + "Die Regierung hat im Januar einen neuen Plan für die Industrie vorgelegt. " * 6,
            Metadata("Lagebericht Asien", "Haus der Wirtschaft", None, "2021-03-02", None, "de"),
            id="German",
        ),
    ],
)
def test_metadata(source, expected):
    found = meta(source, "asia-paper.md" if "Abstract" in source else "x.md")
    assert replace(found, evidence=()) == expected


@pytest.mark.parametrize(
    ("lines", "publisher", "issued"),
    [
        (("发布单位：东海研究院", "发布日期：2023年5月12日"), "东海研究院", "2023-05-12"),
        (("发文机关：海州市教育局", "成文日期：2024年2月20日"), "海州市教育局", "2024-02-20"),
        (("主办单位：货运联盟", "印发日期：2021-03-08"), "货运联盟", "2021-03-08"),
        (("编写单位：货运联盟　出版日期：2024年4月",), "货运联盟", "2024-04"),
        (("主办单位：货运联盟 发布日期：2024年4月",), "货运联盟", "2024-04"),
        (("来源：货运周刊",), "货运周刊", None),
        (("来源：货运周刊", "发文单位：货运联盟"), "货运联盟", None),
        (("政策名称：港口计划", "发文机关：工信部"), None, None),
    ],
)
def test_chinese_labels_tell_who_issued_a_document_and_when(lines, publisher, issued):
    blocks = list(part_labelled(readers.read(Path("x.md"), _in_chinese(lines).encode()).blocks))
    made = assemble(blocks)
    told = describe(made.text, made.blocks, {}, "x.md")
    assert (told.title, told.publisher, told.issued) == ("港口货运通讯", publisher, issued)


def _in_chinese(lines):
    return "\n\n".join(("# 港口货运通讯", *lines, "## 一、货运量", "货运量达到44.6亿吨。" * 20))


def test_the_lines_of_a_notice_in_plain_text_stay_apart():
    text = (
        "关于推进物流建设的通知\n\n发布机构：海州市商务局\n发文字号：海商发〔2022〕31号\n"
        "发布时间：2022年11月3日\n\n一、建设目标\n建成站点1200个。\n\n二、资金\n安排资金2.8亿元。\n"
    )
    made = assemble(list(part_labelled(readers.read(Path("x.txt"), text.encode()).blocks)))
    told = describe(made.text, made.blocks, {}, "x.txt")
    assert (told.title, told.publisher) == ("关于推进物流建设的通知", "海州市商务局")
    assert [made.text[block.start : block.end] for block in made.blocks] == text.split()
    assert [section.path for section in made.sections if section.path] == [
        ("一、建设目标",),
        ("二、资金",),
    ]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("my_long-report.md", "my long report"),
        ("2021-03 Briefing.v2.md", "2021 03 Briefing.v2"),
        ("000_deadbeef12.txt", "Results of the year"),
    ],
)
def test_a_document_without_a_title_is_named_by_its_file(name, title):
    assert (
        meta("## Introduction" + BODY + "\n\n## 2.1 Results of the year\n\nx", name).title == title
    )


def test_a_code_without_any_heading_stays_the_title():
    assert meta("Just a sentence.", "00_1f.md").title == "00 1f"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("MARCH 2, 2021", "2021-03-02"),
        ("2 March 2021", "2021-03-02"),
        ("2nd of March, 2021", "2021-03-02"),
        ("Sept. 2020", "2020-09"),
        ("2021-03-02", "2021-03-02"),
        ("2021/3", "2021-03"),
        ("02.03.2021", "2021-03-02"),
        ("3/4/2021", "2021"),
        ("05/28/2021", "2021-05-28"),
        ("28/05/2021", "2021-05-28"),
        ("5/28/2021 07:15 PM EDT", "2021-05-28"),
        ("2021年3月2日", "2021-03-02"),
        ("2021 年 3 月", "2021-03"),
        ("2021年03月02日", "2021-03-02"),
        ("1er mars 2021", "2021-03-01"),
        ("5 de mayo de 2021", "2021-05-05"),
        ("10. Dezember 2021", "2021-12-10"),
        ("spring 2021", "2021"),
    ],
)
def test_dates(text, iso):
    found = next_date(text)
    assert found is not None and found.date.iso() == iso


@pytest.mark.parametrize(
    "text", ["", "Maybe", "10179 Berlin", "ISSN 12345678", "123456", "v20210302"]
)
def test_no_dates(text):
    assert next_date(text) is None


@pytest.mark.parametrize(
    ("text", "issued", "days"),
    [
        ("FEBRUARY 1 - 28)", "2021-03-02", ("2021-02-01", "2021-02-28")),
        ("1 to 28 February 2021", None, ("2021-02-01", "2021-02-28")),
        ("February 2020", None, ("2020-02-01", "2020-02-29")),
        ("January – March 2021", None, ("2021-01-01", "2021-03-31")),
        ("December 2020 – January 2021", None, ("2020-12-01", "2021-01-31")),
        ("15 December – 15 January", "2021-01-20", ("2020-12-15", "2021-01-15")),
        ("December 15 to January 15, 2021", None, ("2020-12-15", "2021-01-15")),
        ("December 1–31", "2021-01-05", ("2020-12-01", "2020-12-31")),
        ("December 1–31", "2021-12-31", ("2021-12-01", "2021-12-31")),
        ("1 January – 31 December 2017 · DESK", None, ("2017-01-01", "2017-12-31")),
        ("2021-02-01 to 2021-02-28", None, ("2021-02-01", "2021-02-28")),
        ("2021年2月1日至28日", None, ("2021-02-01", "2021-02-28")),
        ("2021-04-01/2021-06-30", None, ("2021-04-01", "2021-06-30")),
        ("2021-04/2021-06", None, ("2021-04-01", "2021-06-30")),
        ("April 15–21, 2021)", "2020-03", ("2021-04-15", "2021-04-21")),
        ("Q4 2020", None, ("2020-10-01", "2020-12-31")),
        ("2020-Q4", None, ("2020-10-01", "2020-12-31")),
        ("Second quarter of 2021", None, ("2021-04-01", "2021-06-30")),
        ("3. Quartal 2021", None, ("2021-07-01", "2021-09-30")),
        ("2021年第一季度", None, ("2021-01-01", "2021-03-31")),
        ("2020", None, ("2020-01-01", "2020-12-31")),
        ("February", "2021-03", ("2021-02-01", "2021-02-28")),
        ("February", None, None),
        ("30 February 2021", None, None),
        ("the usual matters", "2021-03", None),
        ("", None, None),
    ],
)
def test_periods(text, issued, days):
    assert period(text, issued) == days


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministry has published a detailed plan for the industry.", "en"),
        ("Das Ministerium hat einen ausführlichen Plan für die Industrie vorgelegt.", "de"),
        ("Le ministère a publié un plan détaillé pour le développement de l'industrie.", "fr"),
        (
            "工业和信息化部发布了工业互联网创新发展行动计划，提出了到二零二三年的目标，并鼓励企业合作。",
            "zh",
        ),
        ("MIIT 2021", "en"),
    ],
)
def test_language(text, language):
    assert meta(text).language == language


@pytest.mark.parametrize(
    ("line", "publisher", "issued"),
    [
        ("Published by the Trade Observatory on 9 June 2021", "Trade Observatory", "2021-06-09"),
        ("Issued by the Centre for Tools on 29 April 2022", "Centre for Tools", "2022-04-29"),
        (
            "Issue 9 · Second quarter 2022 · Published 4 July 2022 by the desk of tools",
            None,
            "2022-07-04",
        ),
    ],
)
def test_a_masthead_that_says_who_issued_it_and_when(line, publisher, issued):
    found = meta(f"# Tools\n\n{line}{BODY}")

    assert (found.publisher, found.issued) == (publisher, issued)


def test_the_fuller_of_two_dates_that_agree():
    assert (
        meta(f"# Tools\n\nVol. 4 · April 2022\n\nIssued on 29 April 2022{BODY}").issued
        == "2022-04-29"
    )
