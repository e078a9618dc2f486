"""Saved web pages: the article kept, and what the site put around it told as taken out."""

import pytest
import saved_pages
from read_pages import page, shown

from corpus.documents import Removal, Rule


def cited(made):
    return [(made.text[: mark.at].split()[-1], mark.label, mark.note) for mark in made.marks]


def test_a_news_site():
    assert shown(saved_pages.NEWS) == [
        "#Ministry raises chip target",
        "The plan asks for a third of chips to be made at home.",
        "By Ann Lee",
        "2 March 2021",
        "The ministry set the target on Tuesday. It had been lower in the last plan.",
        "^A factory in Wuhan. Photo: Agency",
        "Makers welcomed the news. Shares rose by 3 percent.",
    ]


def test_a_ministry_page():
    assert shown(saved_pages.MINISTRY, "gbk") == [
        "#关于印发行动计划的通知",
        "发布时间：2021-01-13 来源：信息技术发展司 【字体：大 中 小】",
        "各省、自治区、直辖市：",
        "现将行动计划印发给你们，请认真贯彻落实。",
        "附件：1. 行动计划",
        "工业部",
        "2021年1月13日",
    ]


def test_a_publication_of_a_think_tank():
    _, made = page(saved_pages.THINK)
    assert shown(saved_pages.THINK) == [
        "#Chips by 2025",
        "Policy brief 2 March 2021",
        "#Key takeaways",
        "- The target is a third.",
        "- The fund has doubled.",
        "#The target",
        "The plan sets a target of a third. It was lower before.",
        "^Table 1: Targets",
        "=Year | Target",
        "2020 | 25%",
        "2025 | 33%",
        "#The money",
        "The fund has doubled.",
        "The fund has doubled since 2019. It is run by the ministry.",
        "[1] Ministry, Plan, 2021.",
        "[2] Own count.",
        "#About the authors",
        "Li Wei is a fellow at the Institute.",
    ]
    assert cited(made) == [("third.", "1", 14), ("before.", "2", 15)]


def test_a_blog():
    _, made = page(saved_pages.WORDPRESS)
    assert shown(saved_pages.WORDPRESS) == [
        "#The clean air plan",
        "Posted on July 5, 2018 by Li",
        "The plan was adopted in July. It covers 338 cities.",
        "1. Cut coal.",
        "2. Move freight to rail.",
        "Cities must cut PM2.5 by 18 percent.",
        "^Table 1. Air in 2017",
        "=City | PM",
        "Beijing | 58",
        "[1] State Council, 2018.",
    ]
    assert cited(made) == [("percent.", "1", 9)]


def test_an_old_page_laid_out_by_tables():
    assert shown(saved_pages.OLDTABLE) == [
        "#Plan for the North-East",
        "The plan was adopted in 2003. It covers three provinces.",
        "It names four tasks:",
        "- Reform of state firms",
        "- New industries",
        "=Province | Firms",
        "Jilin | 40",
        "Liaoning | 90",
        "The fund is run from Beijing. It holds 61 billion yuan.",
        "Last updated 3 May 2004 | Webmaster",
    ]


def test_a_page_of_nothing_but_boxes():
    assert shown(saved_pages.DIVS) == [
        "Robot plan sets new target",
        "March 2, 2021",
        "The plan was published on Monday. It runs for five years and names ten tasks for makers.",
        "Makers must double their sales. They must also train workers.",
        "It is the second plan of its kind.",
        "Terms Privacy",
        "© 2021 Robots Today",
    ]


def test_what_is_taken_out_is_told():
    raw, _ = page(saved_pages.DIVS)
    assert raw.removed == (
        Removal(Rule.NAVIGATION, "Home News About Log in"),
        Removal(
            Rule.NAVIGATION,
            "You may also like Ten robots that you must see Why chips are short",
        ),
    )
    raw, _ = page("<body><p>Text that is shown, of some length.</p><p hidden>Not shown.</p></body>")
    assert raw.removed == (Removal(Rule.HIDDEN, "Not shown."),)


ARTICLE = (
    "<p>The plan was adopted in March, and is to run for five years from now on.</p>"
    "<p>It names ten tasks for makers of machines, who must report on them each year.</p>"
)
LINES = [
    "The plan was adopted in March, and is to run for five years from now on.",
    "It names ten tasks for makers of machines, who must report on them each year.",
]


@pytest.mark.parametrize(
    "part",
    [
        "<div class='post-navigation'>Previous: The last plan</div>",
        "<div class='cookieBanner'>We use cookies.</div>",
        "<ul><li><a href='/a'>Home</a></li><li><a href='/b'>News</a></li></ul>",
        "<p><a href='/a'>Home</a> &gt; <a href='/b'>News</a></p>",
        "<h3>Contents</h3><ol><li><a href='#a'>A part with a long title of its own</a></li>"
        "<li><a href='#b'>Another</a></li></ol>",
        "<div><h4>Related articles</h4><p>Ten robots that you must see this year.</p></div>",
        "<div style='display:none'>Loading</div>",
        "<form><p>Search this site</p></form>",
        "<p>Advertisement</p>",
        "<p>主办单位：工业部 京ICP备04000001号</p>",
    ],
)
@pytest.mark.parametrize("order", ["{part}{text}", "{text}{part}"])
def test_furniture_goes(part, order):
    markup = order.format(part=part, text=ARTICLE)
    assert shown(f"<html><body>{markup}</body></html>") == LINES


@pytest.mark.parametrize(
    ("part", "lines"),
    [
        # text with links in it
        (
            "<p>See <a href='/a'>the plan</a>, <a href='/b'>the law</a> and what they say.</p>",
            ["See the plan, the law and what they say."],
        ),
        # a list that a sentence leads to
        (
            "<p>It rests on two laws:</p><ul><li><a href='/a'>Data law</a></li>"
            "<li><a href='/b'>Chips law</a></li></ul>",
            ["It rests on two laws:", "- Data law", "- Chips law"],
        ),
        # sources with titles of some length
        (
            "<ul><li><a href='/a'>Notice on the plan for machines, Ministry, 2021</a></li>"
            "<li><a href='/b'>Law on the trade in data of the year 2020</a></li></ul>",
            [
                "- Notice on the plan for machines, Ministry, 2021",
                "- Law on the trade in data of the year 2020",
            ],
        ),
        ("<p class='byline'><a>Ann Lee</a>, <a>Li Wei</a></p>", ["Ann Lee, Li Wei"]),
        # names that other things have as well
        ("<div class='elementor-widget'><p>More.</p></div>", ["More."]),
        ("<h2>Comment</h2><p>The plan is short.</p>", ["#Comment", "The plan is short."]),
        # a foot that holds the notes
        (
            "<p>More.<a href='#n1'>1</a></p><footer><p id='n1'>1. Own count.</p></footer>",
            ["More.", "[1] Own count."],
        ),
    ],
)
def test_the_text_stays(part, lines):
    assert shown(f"<html><body>{ARTICLE}{part}</body></html>") == [*LINES, *lines]


def test_prose_stays_under_a_name_that_furniture_has_too():
    prose = ("The share of robots made at home has grown. " * 9).strip()
    part = f"<div class='market-share'><p>{prose}</p></div>"
    assert shown(f"<html><body>{ARTICLE * 9}{part}</body></html>") == [*LINES * 9, prose]


@pytest.mark.parametrize(
    ("wrapper", "kept"), [("<article>{}</article>", ["- Plan", "- Law"]), ("<div>{}</div>", [])]
)
def test_links_after_a_sentence_are_the_text_s_own_inside_an_article(wrapper, kept):
    links = "<ul><li><a href='/a'>Plan</a></li><li><a href='/b'>Law</a></li></ul>"
    markup = wrapper.format(ARTICLE + links)
    assert shown(f"<html><body>{markup}</body></html>") == [*LINES, *kept]


@pytest.mark.parametrize(
    "wrapper",
    ["<form id='aspnet'>{}</form>", "<div class='footer-wrap sidebar'>{}</div>", "<nav>{}</nav>"],
)
def test_what_holds_the_page_is_no_furniture_whatever_its_name(wrapper):
    assert shown(f"<html><body>{wrapper.format(ARTICLE)}</body></html>") == LINES


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        (
            "<a href='#_ftn1' name='_ftnref1'>[1]</a>",
            "<p><a href='#_ftnref1' name='_ftn1'>[1]</a> N.</p>",
        ),
        ("<sup><a href='#fn1'>1</a></sup>", "<ol><li id='fn1'>N. <a href='#r'>↩</a></li></ol>"),
        (
            "<sup id='cite_ref-1'><a href='#cite_note-1'>[1]</a></sup>",
            "<ol><li id='cite_note-1'><a href='#cite_ref-1'>^</a> N.</li></ol>",
        ),
        (
            "<a href='https://site.example/page.html#endnote-1'><sup>1</sup></a>",
            "<div id='endnote-1'><p>1. N.</p></div>",
        ),
        ("<a href='#x1'>(1)</a>", "<dl><dd id='x1'>N.</dd></dl>"),
    ],
)
def test_notes_are_found_by_the_links_to_them(mark, note):
    _, made = page(
        f"<html><body><p>The plan is new{mark}, they say.</p><p>More.</p>{note}</body></html>"
    )
    assert made.text == "The plan is new, they say.\n\nMore.\n\n[1] N."
    assert cited(made) == [("new", "1", 2)]


def test_a_number_that_is_a_link_up_or_to_a_heading_is_text():
    markup = (
        "<h2 id='a'>Part</h2><p>See <a href='#a'>1</a> and <a href='#b'>2</a>.</p><h2 id='b'>B</h2>"
    )
    assert shown(f"<html><body>{markup}</body></html>") == ["#Part", "See 1 and 2.", "#B"]


def test_empty_lines_part_paragraphs():
    markup = "<b>The plan</b><br><br>One line<br>and its end.<br><br/>Two."
    assert shown(f"<html><body>{markup}</body></html>") == [
        "#The plan",
        "One line and its end.",
        "Two.",
    ]


def test_boxes_in_a_line_do_not_run_together():
    markup = (
        "<p><span>Policy brief</span><span>2 March</span> by <a>Li</a><a>Ann</a></p>"
        "<p><span>iP</span><span>hone</span></p>"
    )
    assert shown(f"<html><body>{markup}</body></html>") == [
        "Policy brief 2 March by Li Ann",
        "iPhone",
    ]


def test_a_page_of_many_elements_is_read_in_one_pass():
    rows = "".join(f"<tr><td>{n}</td><td>Text</td></tr>" for n in range(10_000))
    raw, _ = page(f"<html><body><div><div><table>{rows}</table></div></div></body></html>")
    assert len(raw.blocks) == 10_000
