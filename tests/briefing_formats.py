"""One small issue with fields, dated news, lists and exhibits, in every format that is read."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from pathlib import Path

from corpus.documents import Document, Span
from corpus.load import find, read_document

# What a line is, its number of hashes for a heading, and its text; label and value part at "||".
LINES = (
    ("heading", 1, "Harbour Watch, monthly issue"),
    ("text", 0, "Issued: 6 January 2022"),
    ("heading", 2, "Main stories"),
    ("heading", 3, "1. The port office opens a rail desk"),
    ("label", 0, "Policy name||Notice on Rail Links of Deep Ports (2022-2024)"),
    ("text", 0, "(《深水港铁路连接通知（2022-2024年）》) (Link)"),
    ("label", 0, "Issuing body||Port Office"),
    ("label", 0, "Date||December 20, 2021"),
    (
        "label",
        0,
        "At a glance||The Port Office has told all deep ports how they are to link their quays with"
        " the railway network. Its notice sets several goals for 2024, including:",
    ),
    ("item", 0, "Two new sidings at every quay"),
    ("item", 0, "One desk for all freight papers"),
    (
        "text",
        0,
        "Ports that miss the goals lose their share of the fund, which the office pays out in"
        " spring and in autumn of every year.",
    ),
    (
        "label",
        0,
        "Watch comment||The notice is short, and leaves the hardest question open: nobody says who"
        " pays for the land on which the sidings are to lie.",
    ),
    ("heading", 3, "2. Customs shortens its forms"),
    ("label", 0, "Policy name||Order on Short Forms (简表令)"),
    ("label", 0, "Issuing body||Customs House"),
    ("label", 0, "Date||December 2, 2021"),
    (
        "label",
        0,
        "At a glance||Four of the seven forms that a ship hands in on arrival are dropped, and the"
        " other three are filled in by the ship's own computer before it lands.",
    ),
    (
        "label",
        0,
        "Watch comment||Pilots tell us that the new forms work well. The old ones will be taken"
        " until the end of June, so that nobody is turned away.",
    ),
    ("heading", 2, "Port news"),
    ("item", 0, "December 3: The dredger Ada begins work on the northern channel."),
    ("item", 0, "December 14-16: Pilots of nine ports meet and agree on one radio channel."),
    ("item", 0, "January 2: The tug fleet receives its first electric boat."),
    ("heading", 2, "Figures of the year"),
    ("text", 0, "The office counts ships and freight apart, and adds them up in the last row."),
    ("caption", 0, "Table 1: Ships and freight"),
    ("table", 0, "Port|Ships|Freight"),
    ("table", 0, "North|812|4.1 m tons"),
    ("table", 0, "South|640|2.9 m tons"),
    ("text", 0, "Source: yearbook of the Port Office."),
    ("text", 0, "The northern port is still the larger one, as it has been for thirty years."),
)


def as_markdown() -> bytes:
    parts: list[str] = []
    for kind, level, text in LINES:
        label, _, value = text.partition("||")
        if kind == "table":
            header = not parts[-1].startswith("|")
            parts.append(f"| {text.replace('|', ' | ')} |")
            parts += ["| --- | --- | --- |"] if header else []
            continue
        gap = [] if kind == "item" and parts[-1].startswith("- ") else [""]
        marks = {"heading": f"{'#' * level} {text}", "item": f"- {text}"}
        parts += [*gap, marks.get(kind, f"**{label}:** {value}" if value else text)]
    return "\n".join(parts).encode()


def as_text() -> bytes:
    """Lay the issue out as text, short lines in paragraphs of their own."""
    parts: list[str] = []
    for kind, _, text in LINES:
        label, _, value = text.partition("||")
        if kind == "table":
            cells = text.split("|")
            parts.append(f"{cells[0]:<12}{cells[1]:<12}{cells[2]}")
            continue
        gap = [] if kind == "item" and parts[-1].startswith("• ") else [""]
        parts += [*gap, f"• {text}" if kind == "item" else f"{label}: {value}" if value else text]
    return "\n".join(parts).encode()


def as_html() -> bytes:
    parts: list[str] = []
    before = ""
    for kind, level, text in LINES:
        closing = {"item": "</ul>", "table": "</table>"}
        if kind != before:
            parts.append(closing.get(before, ""))
            parts.append({"item": "<ul>", "table": "<table>"}.get(kind, ""))
        label, _, value = html.escape(text).partition("||")
        tag = "th" if kind == "table" and before != "table" else "td"
        cells = "".join(f"<{tag}>{cell}</{tag}>" for cell in text.split("|"))
        parts.append(
            {
                "heading": f"<h{level}>{label}</h{level}>",
                "item": f"<li>{label}</li>",
                "table": f"<tr>{cells}</tr>",
            }.get(kind, f"<p><b>{label}:</b> {value}</p>" if value else f"<p>{label}</p>")
        )
        before = kind
    return f"<html><body>{''.join(parts)}</body></html>".encode()


def as_docx() -> bytes:
    from docx import Document as Word

    word = Word()
    table = None
    for kind, level, text in LINES:
        label, _, value = text.partition("||")
        if kind == "table":
            table = table or word.add_table(0, 3)
            for cell, content in zip(table.add_row().cells, text.split("|"), strict=True):
                cell.text = content
        elif kind == "heading":
            word.add_heading(text, level)
        else:
            paragraph = word.add_paragraph(style="List Bullet" if kind == "item" else None)
            paragraph.add_run(f"{label}:" if value else text).bold = bool(value)
            paragraph.add_run(f" {value}" if value else "")
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def as_pdf() -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    registerFont(UnicodeCIDFont("STSong-Light"))
    styles = getSampleStyleSheet()
    styles["BodyText"].spaceBefore = 12
    story: list[Paragraph | Table] = []
    rows: list[list[str]] = []
    for kind, level, text in LINES:
        if kind == "table":
            rows.append(text.split("|"))
            continue
        if rows:
            story.append(Table(rows, colWidths=120, hAlign="LEFT"))
            rows = []
        label, _, value = text.partition("||")
        shown = f"<b>{label}:</b> {value}" if value else text
        shown = re.sub(r"[^\x00-\x7f]+", r"<font name='STSong-Light'>\g<0></font>", shown)
        style = styles[f"Heading{level}"] if level else styles["BodyText"]
        bullet = "•" if kind == "item" else None
        story.append(Paragraph(shown, styles["Bullet"] if bullet else style, bulletText=bullet))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=(595, 1200)).build(story)
    return out.getvalue()


FORMATS: dict[str, Callable[[], bytes]] = {
    "md": as_markdown, "txt": as_text, "html": as_html, "docx": as_docx, "pdf": as_pdf,
}  # fmt: skip


def read_as(suffix: str, folder: Path) -> Document:
    """Write the issue in a format and read it."""
    return read_bytes(FORMATS[suffix](), suffix, folder)


def read_bytes(data: bytes, suffix: str, folder: Path) -> Document:
    """Read bytes as the file ``issue`` with a suffix."""
    file = folder / f"issue.{suffix}"
    file.write_bytes(data)
    return read_document(find(file)[0])


def words(document: Document, span: Span | None) -> str | None:
    """Give the characters of a span on one line; None for none."""
    return None if span is None else " ".join(document.text[span.start : span.end].split())
