"""The raw lines of a document's file as HTML, numbered, those of a passage highlighted."""

from __future__ import annotations

import html

from assistant.visible import visible
from assistant.web.source import check_offsets
from corpus.documents import Document


def raw_html(document: Document, raw: str, start: int, end: int) -> str:
    """Render the lines of a file; those of the blocks with cited characters are highlighted.

    Args:
        document: the document.
        raw: the text of its file before cleaning.
        start: offset of the first cited character of the stored text.
        end: offset after the last one.

    Raises:
        ValueError: when the offsets do not name characters of the document's text.
    """
    check_offsets(document, start, end)
    cited = {
        number
        for block in document.blocks
        if block.start < end and start < block.end
        for first, last in block.lines
        for number in range(first, last + 1)
    }
    rules = {
        number: removal.rule.value
        for removal in document.removed
        for first, last in removal.lines
        for number in range(first, last + 1)
    }
    lines = (
        _line(line, number in cited, rules.get(number))
        for number, line in enumerate(raw.split("\n"), start=1)
    )
    return (
        '<div class="raw" tabindex="0" role="region" aria-label="Raw file">'
        f'<ol class="lines" translate="no">{"".join(lines)}</ol></div>'
    )


def _line(line: str, cited: bool, rule: str | None) -> str:
    text = html.escape(visible(line))
    if cited:
        return f'<li class="cited">{text}</li>'
    return (
        f'<li class="taken" title="taken out: {rule}">{text}</li>' if rule else f"<li>{text}</li>"
    )
