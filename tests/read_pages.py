"""What is understood of a web page, in a form that a test can compare."""

from pathlib import Path

from corpus.assemble import assemble
from corpus.readers import read

KINDS = {
    "heading": "#",
    "paragraph": "",
    "item": "",
    "header": "=",
    "row": "",
    "caption": "^",
    "footnote": "",
}


def page(markup, encoding="utf-8"):
    raw = read(Path("a.html"), markup.encode(encoding))
    return raw, assemble(raw.blocks)


def shown(markup, encoding="utf-8"):
    """The stored text, a line a block, headings, table heads and captions with a sign."""
    _, made = page(markup, encoding)
    return [f"{KINDS[b.kind]}{made.text[b.start : b.end]}" for b in made.blocks]
