"""Parts of web pages that fold: what a reader can open is text, what lies over the page is not."""

import pytest
from read_pages import page, shown

from corpus.documents import Removal, Rule

ARTICLE = (
    "<h2>Overview</h2>"
    "<p>The plan was adopted in March, and is to run for five years from now on.</p>"
    "<p>It names ten tasks for makers of machines, who must report on them each year.</p>"
)
LINES = [
    "#Overview",
    "The plan was adopted in March, and is to run for five years from now on.",
    "It names ten tasks for makers of machines, who must report on them each year.",
]


def body(part):
    return f"<html><body><h1>Plan</h1>{ARTICLE}{part}</body></html>"


def headings(markup):
    raw, _ = page(markup)
    return [(block.level, block.text.strip()) for block in raw.blocks if block.kind == "heading"]


@pytest.mark.parametrize(
    ("part", "lines"),
    [
        (
            "<div role=tablist><button role=tab>Rules</button></div>"
            "<div role=tabpanel hidden><h2>Rules</h2><p>Makers must file.</p></div>",
            ["#Rules", "Makers must file."],
        ),
        (
            "<div class='tab-pane fade' style='display:none'><p>Makers must file.</p></div>",
            ["Makers must file."],
        ),
        (
            "<div class='accordion-collapse collapse' style='display: none'><p>It pays.</p></div>",
            ["It pays."],
        ),
        # the parts of common page builders, which need no heading
        (
            "<div class='toggle-item'><div class='elementor-tab-title'><a>Rules</a></div>"
            "<div class='elementor-tab-content' style='display:none'><p>Makers must file.</p></div>"
            "</div>",
            ["#Rules", "Makers must file."],
        ),
        (
            "<div class=faq-item><div class=faq-question aria-expanded=false>Who pays?</div>"
            "<div class=faq-answer aria-hidden=true><p>The ministry does.</p></div></div>",
            ["#Who pays?", "The ministry does."],
        ),
        # whatever the names, where a control tells what it opens
        (
            "<button aria-controls=x1 aria-expanded=false>Rules</button>"
            "<div id=x1 hidden><p>Makers must file.</p></div>",
            ["#Rules", "Makers must file."],
        ),
        (
            "<p><a href='#x1'>Show more</a></p><section id=x1 hidden><p>Makers must file.</p>"
            "</section>",
            ["Show more", "Makers must file."],
        ),
        (
            "<p data-target='#x1'>The rest</p><p id=x1 style='display:none'>Makers must file.</p>",
            ["The rest", "Makers must file."],
        ),
    ],
)
def test_what_a_reader_can_open_is_text(part, lines):
    assert shown(body(part)) == ["#Plan", *LINES, *lines]


@pytest.mark.parametrize(
    "part",
    [
        "<span class=preheader style='display:none'>Satellites and duties</span>",
        "<div style='display:none'>Satellites and duties</div>",
        "<p class='screen-reader-text'>Opens the accordion in this tab.</p>",
        "<p class='sr-only' id=x1>The panel is open.</p><p aria-controls=x1></p>",
        "<span class='accordion-icon' aria-hidden=true>+</span>",
        "<a data-toggle=modal data-target='#x1'></a>"
        "<div id=x1 style='display:none'><p>Tell us what you think.</p></div>",
        "<a href='#x1'></a><div id=x1 class='modal fade' hidden><p>Tell us.</p></div>",
        "<a href='#x1'></a><div id=x1 role=dialog hidden><p>Tell us.</p></div>",
        "<button aria-controls=x1>Languages</button>"
        "<div id=x1 hidden><p>In German: <a href=/de>Der Plan der Regierung</a></p></div>",
        "<section class=usa-banner><button aria-controls=x1 aria-expanded=false>Here's how</button>"
        "<div id=x1 class='usa-accordion__content' hidden><p>A site of the government.</p></div>"
        "</section>",
    ],
)
def test_what_lies_over_the_page_or_is_never_shown_is_none(part):
    assert shown(body(part)) == ["#Plan", *LINES]


def test_what_stays_hidden_is_told():
    raw, _ = page(body("<div class=modal id=x hidden>Tell us.</div><a href='#x'></a>"))
    assert raw.removed == (Removal(Rule.HIDDEN, "Tell us."),)


@pytest.mark.parametrize(
    ("part", "found"),
    [
        # a button that is all of a heading
        ("<h3><button aria-expanded=true>Rules</button></h3><p>A.</p>", [(3, "Rules")]),
        (
            "<h3><button><span>Rules</span></button> <button>Copy link</button></h3><p>A.</p>",
            [(3, "Rules")],
        ),
        ("<h3>Rules <button>Copy link</button></h3><p>A.</p>", [(3, "Rules")]),
        # one that stands before what it opens
        (
            "<div class=accordion><div><button class=accordion-button>Rules</button></div>"
            "<div class='collapse show'><p>Makers must file.</p></div>"
            "<div><button class=accordion-button>Drafts</button></div>"
            "<div class='collapse'><p>None is out.</p></div></div>",
            [(3, "Rules"), (3, "Drafts")],
        ),
        # those that open nothing of the text
        ("<button aria-expanded=false>Menu</button><p>Makers must file.</p>", []),
        (
            "<button class=accordion-toggle>Expand all</button><div class=faq><p>A.</p></div>",
            [],
        ),
        ("<button class=faq-button>Ask us</button><div class=note><p>A.</p></div>", []),
        # summaries
        (
            "<details><summary>Rules</summary><p>A.</p>"
            "<details><summary>Of cities</summary><p>B.</p></details></details>"
            "<details open><summary>Drafts</summary><h5>One</h5><p>C.</p></details>"
            "<details><summary><h3>Ends</h3></summary><p>D.</p></details>"
            "<details><summary>Show more</summary><p>E.</p></details>",
            [(3, "Rules"), (4, "Of cities"), (3, "Drafts"), (5, "One"), (3, "Ends")],
        ),
    ],
)
def test_the_line_that_opens_a_part_is_its_heading(part, found):
    assert headings(body(part)) == [(1, "Plan"), (2, "Overview"), *found]


def test_a_summary_under_no_heading_is_one_of_the_lowest_level():
    markup = f"<body><p>{LINES[1]}</p><details><summary>Rules</summary><p>A.</p></details></body>"
    assert headings(markup) == [(6, "Rules")]


def test_questions_and_answers_that_are_shown_are_no_headings_together():
    item = (
        "<div class=faq-item><div class=faq-question>{}</div><div class=faq-answer>{}</div></div>"
    )
    part = item.format("Who pays?", "The ministry does") + item.format("When?", "In May")
    assert shown(body(part))[4:] == ["#Who pays?", "The ministry does", "#When?", "In May"]
