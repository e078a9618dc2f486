"""Boxes of an article stay, those that lead to other articles go."""

import pytest
from read_pages import page, shown

from corpus.documents import Removal, Rule

FIRST = "The plan was adopted in March, and is to run for five years from now on."
SECOND = "It names ten tasks for makers of machines, who must report on them each year."
ARTICLE = f"<h1>Plan</h1><p>{FIRST}</p>{{}}<p>{SECOND}</p>"
COMMENT = "<h4>Our comment</h4><p>The plan is lighter than its text suggests.</p>"
SAID = ["#Our comment", "The plan is lighter than its text suggests."]


def read(part, wrapper="<article>{}</article>"):
    lines = shown(f"<html><body>{wrapper.format(ARTICLE.format(part))}</body></html>")
    assert lines[:2] + lines[-1:] == ["#Plan", FIRST, SECOND]
    return lines[2:-1]


@pytest.mark.parametrize("wrapper", ["<article>{}</article>", "<main>{}</main>", "<div>{}</div>"])
@pytest.mark.parametrize(
    "box",
    [
        "<aside class=callout>{}</aside>",
        "<aside><div class=inner>{}</div></aside>",
        "<div class='sidebar-box'>{}</div>",
        "<section role=complementary>{}</section>",
    ],
)
def test_a_box_of_prose_in_the_article_stays(box, wrapper):
    assert read(box.format(COMMENT), wrapper) == SAID


@pytest.mark.parametrize("wrapper", ["<article>{}</article>", "<main>{}</main>"])
def test_a_box_need_not_stand_between_paragraphs(wrapper):
    assert read(f"<div class=grid><aside>{COMMENT}</aside></div>", wrapper) == SAID


@pytest.mark.parametrize(
    "part",
    [
        "<aside><h4>Stay informed</h4><p>Sign up for what we send each week.</p></aside>",
        "<aside><h4><a href=/x>Ten robots</a></h4><p>They walk and fly this year.</p></aside>",
        "<aside><p>See <a href=/x>Ten robots that you must see this year</a>.</p></aside>",
        "<aside class=pullquote><p>It names ten tasks for makers of machines.</p></aside>",
        "<aside class='author-bio'><p>Li Wei has covered machines since 2016.</p></aside>",
        "<aside><h4>Read more</h4><p>Ten robots that you must see this year.</p></aside>",
        "<aside>Photo: Agency</aside>",
    ],
)
def test_other_asides_go(part):
    assert read(part) == []


@pytest.mark.parametrize(
    "page_of",
    [
        "<div>{}</div><div><aside><h3>About</h3><p>We write about machines.</p></aside></div>",
        "<main><article>{}</article><aside><p>We write about machines.</p></aside></main>",
        "<main><div>{}</div><div class=sidebar><p>We write about machines.</p></div></main>",
    ],
)
def test_what_stands_beside_the_article_goes(page_of):
    assert read("", page_of) == []


@pytest.mark.parametrize(
    "part",
    [
        "<div><h3>More from Tech War</h3><div><a href=1>Beijing drafts a rule on rare earths</a>"
        "<div>27 May 2024</div></div><div><a href=2>Tencent cuts its price</a></div></div>",
        "<div><div>Recommended reading</div><a href=1>Beijing drafts a rule</a></div>",
        "<h4>Latest</h4><ul><li><a href=1>Tencent cuts price</a></li></ul>",
        "<h4>More on chips</h4><div><a href=1>A rule on rare earths for all makers</a></div>"
        "<div><a href=2>Tencent cuts the price of its model to zero</a></div>",
        "<p><strong>READ ALSO: <a href=1>US tightens controls again</a></strong></p>",
        "<p><em>Read more: <a href=1>Huawei profit jumps fivefold</a></em></p>",
        "<div><a href=1>SEE ALSO: Tencent buys a studio</a></div>",
        "<p>相关阅读：<a href=1>低空装备行动计划</a></p>",
        "<div class='author-card'><div>Lin Mei</div><p>On chips.</p><a>FOLLOW</a></div>",
    ],
)
def test_other_articles_and_cards_go(part):
    assert read(part) == []


@pytest.mark.parametrize(
    ("part", "lines"),
    [
        (
            "<div><h3>More from less</h3><p>Firms use less power.</p></div>",
            ["#More from less", "Firms use less power."],
        ),
        (
            "<h3>Latest</h3><p>The ministry raised <a href=1>its target</a> in May.</p>",
            ["#Latest", "The ministry raised its target in May."],
        ),
        (
            "<p>See also: <a href=1>the law</a>, which says as much.</p>",
            ["See also: the law, which says as much."],
        ),
        ("<p>See also: <a href='#b'>Part B</a></p>", ["See also: Part B"]),
        (
            "<div class='author-note'><p>I was there in May.</p></div>",
            ["I was there in May."],
        ),
    ],
)
def test_prose_of_the_article_stays(part, lines):
    assert read(part) == lines


def test_links_that_go_with_their_heading_are_told_in_order():
    part = "<h4>Latest</h4><p><a href=1>Tencent cuts price</a></p><p><a href=2>Law is out</a></p>"
    raw, _ = page(f"<body><article>{ARTICLE.format(part)}</article></body>")
    told = ["Latest", "Tencent cuts price", "Law is out"]
    assert raw.removed == tuple(Removal(Rule.NAVIGATION, text) for text in told)
