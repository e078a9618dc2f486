"""Set a briefing as a PDF: A4, two columns, running heads, footnotes at the foot of a column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO
from typing import Any, TypeAlias

from corpus.typeset.columns import Column, Flowable, Setting, Unit, fill, gap
from corpus.typeset.hyphens import hyphenate
from corpus.typeset.source import Block, Kind, Runs, Source, plain

Canvas: TypeAlias = Any  # reportlab has no type stubs
Style: TypeAlias = Any
Styles: TypeAlias = dict[str, Style]

_WIDTH, _HEIGHT = 595.28, 841.89  # A4, in points
_MARGIN, _GUTTER = 51.0, 19.0
_COLUMN = (_WIDTH - 2 * _MARGIN - _GUTTER) / 2
_TOP, _BOTTOM = _HEIGHT - 72.0, 62.0
_FIRST_TOP = _HEIGHT - 172.0  # under the title
_INK, _ACCENT, _PALE = "#1c1c1c", "#14375e", "#dfe7f0"


def typeset(source: Source) -> bytes:
    """Set a briefing as a PDF of the same bytes each time."""
    from reportlab.pdfgen import canvas as pdfgen

    styles = _styles()
    setting = _setting(source, styles)
    data = BytesIO()
    canvas = pdfgen.Canvas(data, pagesize=(_WIDTH, _HEIGHT), invariant=1)
    canvas.setTitle(source.title)
    canvas.setAuthor("Briefings Desk")
    canvas.setSubject(source.series)
    units = list(_units(source.blocks, styles))
    page = 1
    while units:
        top = _FIRST_TOP if page == 1 else _TOP
        (_front if page == 1 else _head)(canvas, source, styles, page)
        columns, units = _page(units, top - _BOTTOM, setting)
        for place, column in enumerate(columns):
            _draw(canvas, column, _MARGIN + place * (_COLUMN + _GUTTER), top, source, styles)
        canvas.showPage()
        page += 1
    canvas.save()
    return data.getvalue()


def _page(
    units: list[Unit], height: float, setting: Setting
) -> tuple[tuple[Column, Column], list[Unit]]:
    """Fill both columns; on the last page, to about the same height."""
    left, rest = fill(units, height, setting)
    right, rest = fill(rest, height, setting) if rest else (Column((), ()), [])
    if rest:
        return (left, right), rest
    for lower in range(120, int(height), 12):
        try:
            first, after = fill(units, lower, setting)
            second, over = fill(after, lower, setting) if after else (Column((), ()), [])
        except ValueError:
            continue
        if not over:
            return (first, second), []
    return (left, right), []


def _setting(source: Source, styles: Styles) -> Setting:
    def note_height(number: str) -> float:
        return float(_note(source, number, styles).wrap(_COLUMN, 1e6)[1])

    return Setting(_COLUMN, _marks, note_height)


def _marks(flowable: Flowable) -> tuple[str, ...]:
    """List the footnotes that a paragraph, or what is left of it after a split, cites."""
    marks = []
    for frag in getattr(flowable, "frags", ()):
        # wrapping turns the fragments into words: a width, then pairs of style and text
        pairs = frag[1:] if isinstance(frag, list) else [(frag, getattr(frag, "text", ""))]
        marks += [text.strip() for style, text in pairs if style.rise]
    return tuple(marks)


def _note(source: Source, number: str, styles: Styles) -> Flowable:
    from reportlab.platypus import Paragraph

    return Paragraph(f"{_raised(number, 5.6)} {_markup(source.notes[number])}", styles["note"])


def _markup(runs: Runs, divide: Callable[[str], str] = hyphenate) -> str:
    """Runs in reportlab's own markup, with soft hyphens unless ``divide`` leaves them out."""
    parts = []
    for run in runs:
        text = escape(divide(run.text), quote=False)
        if run.mark:
            text = _raised(text, 6.6)
        if run.bold:
            text = f"<b>{text}</b>"
        parts.append(f"<i>{text}</i>" if run.italic else text)
    return "".join(parts)


def _raised(number: str, size: float) -> str:
    return f'<super rise="{size / 2}" size="{size}">{number}</super>'


def _units(blocks: tuple[Block, ...], styles: Styles) -> Iterator[Unit]:
    """Group blocks that stay together: a caption, its table or chart, and the credit."""
    from reportlab.platypus import Paragraph

    group: list[Flowable] = []
    for place, block in enumerate(blocks):
        following = blocks[place + 1].kind if place + 1 < len(blocks) else None
        if block.kind is Kind.CAPTION:
            group = [Paragraph(_markup(block.runs), styles["caption"])]
            if following not in (Kind.TABLE, Kind.BARS):
                yield Unit(tuple(group))
        elif block.kind in (Kind.TABLE, Kind.BARS):
            group.append(_table(block, styles) if block.rows else _bars(block))
            if following is not Kind.CREDIT:
                yield Unit(tuple(group))
        elif block.kind is Kind.CREDIT:
            yield Unit((*group, Paragraph(_markup(block.runs), styles["credit"])))
        elif block.kind is Kind.HEADING:
            yield Unit((Paragraph(_markup(block.runs), styles[f"h{block.level}"]),), heading=True)
        elif block.kind is Kind.ITEM:
            bullet = f"{block.number}." if block.number else "•"
            yield Unit((Paragraph(_markup(block.runs), styles["item"], bulletText=bullet),))
        else:
            yield Unit((Paragraph(_markup(block.runs), styles["body"]),))


def _table(block: Block, styles: Styles) -> Flowable:
    from reportlab.platypus import Paragraph, Table

    names = ["th", *["td"] * (len(block.rows) - 1)]
    rows = [
        [Paragraph(_markup(cell, str), styles[name]) for cell in row]
        for name, row in zip(names, block.rows, strict=True)
    ]
    rules = [
        ("LINEABOVE", (0, 0), (-1, 0), 0.9, _ACCENT),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, _ACCENT),
        ("LINEBELOW", (0, 1), (-1, -2), 0.25, "#b9c3ce"),
        ("LINEBELOW", (0, -1), (-1, -1), 0.9, _ACCENT),
        ("BACKGROUND", (0, 0), (-1, 0), _PALE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]
    return Table(rows, colWidths=_widths(block), style=rules, spaceBefore=2, spaceAfter=8)


def _widths(block: Block) -> list[float]:
    """Give each table column its longest word, and share the rest out by length."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    columns = [[plain(cell) for cell in cells] for cells in zip(*block.rows, strict=True)]
    least = [
        7 + max(stringWidth(word, "Helvetica-Bold", 8) for cell in cells for word in cell.split())
        for cells in columns
    ]
    wanted = [
        max(7 + max(stringWidth(cell, "Helvetica", 8) for cell in cells), narrow) - narrow
        for cells, narrow in zip(columns, least, strict=True)
    ]
    spare = _COLUMN - sum(least)
    whole = sum(wanted) or 1.0
    return [n + spare * more / whole for n, more in zip(least, wanted, strict=True)]


def _bars(block: Block) -> Flowable:
    from reportlab.graphics.shapes import Drawing, Rect, String
    from reportlab.lib.colors import HexColor

    step = 26.0
    height = step * len(block.bars) + 12
    drawing = Drawing(_COLUMN, height)
    longest = max(bar.length for bar in block.bars)
    for place, bar in enumerate(block.bars):
        base = height - step * (place + 1) - 2
        width = (_COLUMN - 40) * bar.length / longest
        drawing.add(String(0, base + 11.5, bar.label, fontName="Helvetica", fontSize=7.2))
        drawing.add(Rect(0, base, width, 8.5, fillColor=HexColor(_ACCENT), strokeColor=None))
        drawing.add(String(width + 4, base + 1.5, bar.value, fontName="Helvetica", fontSize=7.2))
    return drawing


def _draw(
    canvas: Canvas, column: Column, left: float, top: float, source: Source, styles: Styles
) -> None:
    y = top
    above = None
    for flowable in column.flowables:
        height = flowable.wrap(_COLUMN, 1e6)[1]
        y -= gap(above, flowable) + height
        flowable.drawOn(canvas, left, y)
        above = flowable
    notes = [_note(source, number, styles) for number in column.notes]
    foot = _BOTTOM + sum(note.wrap(_COLUMN, 1e6)[1] for note in notes)
    if notes:
        canvas.setStrokeColor(_INK)
        canvas.setLineWidth(0.4)
        canvas.line(left, foot + 4, left + _COLUMN * 0.35, foot + 4)
    for note in notes:
        foot -= note.height
        note.drawOn(canvas, left, foot)


def _front(canvas: Canvas, source: Source, styles: Styles, page: int) -> None:
    """The title over the full width of the first page."""
    from reportlab.platypus import Paragraph

    canvas.setFillColor(_ACCENT)
    canvas.rect(0, _HEIGHT - 34, _WIDTH, 34, stroke=0, fill=1)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(_MARGIN, _HEIGHT - 72, source.series)
    title = Paragraph(escape(source.title, quote=False), styles["title"])
    height = title.wrap(_WIDTH - 2 * _MARGIN, 1e6)[1]
    title.drawOn(canvas, _MARGIN, _HEIGHT - 82 - height)
    canvas.setFillColor(_INK)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(_MARGIN, _HEIGHT - 103 - height, source.imprint)
    canvas.setStrokeColor(_ACCENT)
    canvas.setLineWidth(1)
    canvas.line(_MARGIN, _FIRST_TOP + 22, _WIDTH - _MARGIN, _FIRST_TOP + 22)
    _foot(canvas, page)


def _head(canvas: Canvas, source: Source, styles: Styles, page: int) -> None:
    """The running head of every page but the first."""
    y = _HEIGHT - 46
    canvas.setFillColor(_ACCENT)
    canvas.setFont("Helvetica-Oblique", 8)
    canvas.drawString(_MARGIN, y, source.series)
    canvas.drawRightString(_WIDTH - _MARGIN, y, source.title)
    canvas.setStrokeColor(_ACCENT)
    canvas.setLineWidth(0.5)
    canvas.line(_MARGIN, y - 6, _WIDTH - _MARGIN, y - 6)
    _foot(canvas, page)


def _foot(canvas: Canvas, page: int) -> None:
    canvas.setFillColor(_INK)
    canvas.setFont("Helvetica", 8)
    canvas.drawCentredString(_WIDTH / 2, 34, str(page))


def _styles() -> Styles:
    from reportlab.lib.styles import ParagraphStyle

    body = ParagraphStyle(
        "body",
        fontName="Times-Roman",
        fontSize=10.4,
        leading=13.3,
        alignment=4,
        textColor=_INK,
        spaceAfter=5,
        allowWidows=0,
        allowOrphans=0,
        embeddedHyphenation=1,
    )

    def style(name: str, **changes: str | float) -> Style:
        return ParagraphStyle(name, parent=body, **changes)

    sans: dict[str, str | float] = {"fontName": "Helvetica", "alignment": 0}
    strong: dict[str, str | float] = {
        "fontName": "Helvetica-Bold",
        "alignment": 0,
        "textColor": _ACCENT,
    }
    return {
        "body": body,
        "title": style("title", **strong | {"fontSize": 22, "leading": 26}),
        "h2": style("h2", **strong, fontSize=12.5, leading=15, spaceBefore=11, spaceAfter=5),
        "h3": style("h3", **strong, fontSize=10, leading=12.5, spaceBefore=7, spaceAfter=3),
        "item": style(
            "item", leftIndent=13, spaceAfter=3, bulletFontName="Times-Roman", bulletFontSize=10.4
        ),
        "caption": style(
            "caption", **strong, fontSize=8.6, leading=10.6, spaceBefore=6, spaceAfter=3
        ),
        "credit": style("credit", **sans, fontSize=7.2, leading=9, spaceAfter=9),
        "th": style("th", **strong, fontSize=8, leading=9.8),
        "td": style("td", **sans, fontSize=8, leading=9.8),
        "note": style("note", fontSize=8.2, leading=9.9, spaceAfter=0),
    }
