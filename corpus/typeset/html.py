"""Set a briefing as a web page, with the furniture that a saved page has around its article."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby, zip_longest

from corpus.typeset.source import Block, Kind, Runs, Source, plain

_STYLE = """
body { margin: 0; color: #1c1c1c; background: #f4f6f8;
  font: 17px/1.6 Georgia, "Noto Serif CJK SC", serif; }
a { color: #14375e; }
.site-header { display: flex; justify-content: space-between; align-items: center;
  padding: 18px 48px; background: #14375e; font: 15px/1.4 Helvetica, Arial, sans-serif; }
.site-header a { color: #fff; text-decoration: none; }
.site-header .brand { font-size: 22px; font-weight: bold; }
.site-nav a { margin-left: 26px; }
.cookie-banner { padding: 12px 48px; background: #fff3cd; border-bottom: 1px solid #e5d38f;
  font: 14px/1.4 Helvetica, Arial, sans-serif; }
.cookie-banner button { margin-left: 12px; padding: 4px 14px; }
.page { display: grid; grid-template-columns: minmax(0, 760px) 240px; gap: 56px;
  max-width: 1060px; margin: 0 auto; padding: 36px 48px; }
.breadcrumb { margin-bottom: 10px; font: 13px/1.4 Helvetica, Arial, sans-serif; color: #5a6673; }
article { background: #fff; padding: 28px 40px 40px; border-top: 4px solid #14375e; }
h1, h2, h3 { color: #14375e; font-family: Helvetica, Arial, sans-serif; line-height: 1.25; }
h1 { font-size: 32px; margin: 12px 0; } h2 { font-size: 23px; margin-top: 36px; }
h3 { font-size: 18px; margin-top: 26px; }
.series, .imprint { font: 15px/1.5 Helvetica, Arial, sans-serif; color: #5a6673; margin: 0; }
table { border-collapse: collapse; width: 100%; margin: 20px 0 8px;
  font: 14px/1.4 Helvetica, Arial, "Noto Sans CJK SC", sans-serif; }
caption { text-align: left; font-weight: bold; color: #14375e; padding-bottom: 6px; }
thead { border-top: 2px solid #14375e; border-bottom: 1px solid #14375e; background: #dfe7f0; }
tbody { border-bottom: 2px solid #14375e; } tbody tr + tr { border-top: 1px solid #d4dbe2; }
th, td { text-align: left; vertical-align: top; padding: 5px 8px; }
.credit, .footnotes { font: 14px/1.5 Helvetica, Arial, sans-serif; color: #404a54; }
.footnotes { border-top: 1px solid #b9c3ce; margin-top: 36px; }
aside { font: 14px/1.5 Helvetica, Arial, sans-serif; }
.site-footer { padding: 26px 48px; background: #22303d; color: #d4dbe2;
  font: 14px/1.5 Helvetica, Arial, sans-serif; }
.site-footer a { color: #fff; }
"""

_PAGE = """<!DOCTYPE html>
<!-- saved from url=(0044)https://briefings.example/china/{slug} -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} | Briefings Desk</title>
<meta property="og:site_name" content="Briefings Desk">
<style>{style}</style>
</head>
<body>
<header class="site-header">
<a class="brand" href="/">Briefings Desk</a>
<nav class="site-nav" aria-label="Main">
<a href="/china">China</a><a href="/series">Series</a><a href="/about">About us</a>
<a href="/search">Search</a>
</nav>
</header>
<div class="cookie-banner" role="dialog" aria-label="Cookies">
We use cookies to count visits. Read our cookie policy.
<button type="button">Accept all</button><button type="button">Only necessary</button>
</div>
<div class="page">
<main>
<nav class="breadcrumb" aria-label="Breadcrumb">
<a href="/">Home</a> / <a href="/china">China</a> / {series}
</nav>
<article>
<p class="series">{series}</p>
<h1>{title}</h1>
<p class="imprint">{imprint}</p>
{body}
{notes}
</article>
</main>
<aside aria-label="More">
<h2>On this page</h2>
<ul>
{contents}
</ul>
<h2>Newsletter</h2>
<p>New briefings in your inbox, once a month.</p>
<button type="button">Subscribe</button>
</aside>
</div>
<footer class="site-footer">
<p>Briefings Desk. All pages may be quoted with their source.</p>
<p><a href="/imprint">Imprint</a> | <a href="/privacy">Privacy</a></p>
</footer>
</body>
</html>
"""


def typeset(source: Source, slug: str) -> bytes:
    """Set a briefing as a web page.

    Args:
        source: the briefing.
        slug: its name in the address that the page claims to be saved from.

    Returns:
        The page in UTF-8.
    """
    page = _PAGE.format(
        slug=slug,
        style=_STYLE,
        title=escape(source.title),
        series=escape(source.series),
        imprint=escape(source.imprint),
        body="\n".join(_body(source.blocks)),
        notes=_notes(source.notes),
        contents="\n".join(_contents(source.blocks)),
    )
    return page.encode()


def _body(blocks: tuple[Block, ...]) -> Iterator[str]:
    caption = ""
    for items, group in groupby(blocks, lambda block: block.kind is Kind.ITEM):
        if items:
            yield from _lists(list(group))
            continue
        own = list(group)
        for block, following in zip_longest(own, own[1:]):
            if block.kind is Kind.CAPTION:
                caption = _inline(block.runs)
                if following is None or following.kind is not Kind.TABLE:
                    yield f"<figure><figcaption>{caption}</figcaption></figure>"
            elif block.kind is Kind.TABLE:
                yield from _table(block, caption)
            else:
                yield _paragraph(block)


def _paragraph(block: Block) -> str:
    text = _inline(block.runs)
    if block.kind is Kind.HEADING:
        name = f"h{block.level}"
        return f'<{name} id="{_anchor(block)}">{text}</{name}>'
    if block.kind is Kind.BARS:
        raise ValueError("charts are set in PDF only; leave the chart out of this briefing")
    return f'<p class="credit">{text}</p>' if block.kind is Kind.CREDIT else f"<p>{text}</p>"


def _lists(items: list[Block]) -> Iterator[str]:
    name = "ol" if items[0].number else "ul"
    yield f"<{name}>"
    yield from (f"<li>{_inline(item.runs)}</li>" for item in items)
    yield f"</{name}>"


def _table(block: Block, caption: str) -> Iterator[str]:
    head, *rows = block.rows
    yield f"<table>\n<caption>{caption}</caption>"
    yield f"<thead>\n{_row(head, 'th')}\n</thead>\n<tbody>"
    yield from (_row(row, "td") for row in rows)
    yield "</tbody>\n</table>"


def _row(cells: tuple[Runs, ...], name: str) -> str:
    return "<tr>" + "".join(f"<{name}>{_inline(cell)}</{name}>" for cell in cells) + "</tr>"


def _inline(runs: Runs) -> str:
    parts = []
    for run in runs:
        text = escape(run.text, quote=False)
        if run.mark:
            text = f'<sup id="ref{text}"><a href="#fn{text}">{text}</a></sup>'
        if run.bold:
            text = f"<strong>{text}</strong>"
        parts.append(f"<em>{text}</em>" if run.italic else text)
    return "".join(parts)


def _notes(notes: dict[str, Runs]) -> str:
    items = "\n".join(
        f'<li id="fn{number}">{_inline(runs)} <a href="#ref{number}">↩</a></li>'
        for number, runs in notes.items()
    )
    return f'<section class="footnotes">\n<h2>Notes</h2>\n<ol>\n{items}\n</ol>\n</section>'


def _contents(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if block.kind is Kind.HEADING and block.level == 2:
            yield f'<li><a href="#{_anchor(block)}">{_inline(block.runs)}</a></li>'


def _anchor(block: Block) -> str:
    words = "".join(c if c.isalnum() else " " for c in plain(block.runs).lower()).split()
    return "-".join(["s", *words])
