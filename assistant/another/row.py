"""Whether a row or a column of a table is another than the one that a question names; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.another.name import is_answer
from assistant.another.year import years_asked
from assistant.answers.tables import heads_of
from corpus.documents import Block, BlockKind, Document
from index.heads import years_of

if TYPE_CHECKING:
    from assistant.question import Query
    from assistant.select import Scored

_LEAST = 4  # letters of a label that is told apart from a word
_NUMBER = re.compile(r"\d[\d.,]*(?<=\d)")
_BRACKET = re.compile(r"\s*[(（][^)）]*[)）]")


def is_of_another_row(query: Query, scored: Scored, document: Document, short: str) -> bool:
    """Tell whether a question names a row of a table, and another row of it answers.

    Args:
        query: the question.
        scored: the sentence that answers.
        document: that holds it.
        short: the short answer; what it names is told of, and a row asked for is not named.
    """
    row = scored.candidate.block
    if row.kind is not BlockKind.ROW:
        return False
    asked, told = query.asked.lower(), f"{scored.candidate.text} {short}".lower()
    own = _label(document, row)
    if _is_named(own, asked) or is_answer(own, short.lower()):
        return False
    rows = [b for b in document.blocks if b.kind is BlockKind.ROW and b.group == row.group]
    labels = {_label(document, other) for other in rows}
    return any(_is_named(label, asked) and label not in told for label in labels)


def is_of_another_column(asked: str, scored: Scored, document: Document, short: str) -> bool:
    """Tell whether the figure of a row stands under another year than a question asks about.

    Args:
        asked: the question without the words that name documents.
        scored: the row that answers.
        document: that holds it.
        short: the short answer.
    """
    row, wanted = scored.candidate.block, set(map(str, years_asked(asked)))
    if row.kind is not BlockKind.ROW or not wanted or wanted & years_of(scored.candidate.text):
        return False
    told = set(_NUMBER.findall(short))
    heads = [
        head
        for head, cell in zip(heads_of(document, row), row.cells, strict=False)
        if told & set(_NUMBER.findall(document.text[slice(*cell)]))
    ]
    years = years_of(heads[0]) if len(heads) == 1 else frozenset()
    return bool(years) and not years & wanted


def _label(document: Document, row: Block) -> str:
    """Give the first cell of a row without what stands in brackets, lower-case."""
    cell = document.text[slice(*row.cells[0])] if row.cells else ""
    return _BRACKET.sub("", cell).strip().lower()


def _is_named(label: str, asked: str) -> bool:
    if label not in asked or sum(letter.isalpha() for letter in label) < _LEAST:
        return False
    return bool(re.search(rf"(?<!\w){re.escape(label)}(?!\w)", asked))
