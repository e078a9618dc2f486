"""Paragraphs that are all in bold type and stand for headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.clean import ends_sentence
from corpus.dates import dates
from corpus.documents import BlockKind, RawBlock
from corpus.exhibits import is_source
from corpus.imprint import ORGANISATION
from corpus.marks import bare
from corpus.readers.prose import LABEL, prose_block

LEVEL = 6  # of a heading that is only a paragraph in bold: below every real one
_UNPLACED = 0  # the same of one with a year, as mastheads have, until its place is known
_MAX_HEADING = 90
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORD = re.compile(r"[^\W\d_][\w’'&-]*")
# Words that date an issue or number it.
_OF_ISSUE = frozenset(
    "issue no nr vol volume number edition series published issued released updated sent dated"
    " spring summer autumn fall winter quarter half q1 q2 q3 q4"
    " a an and as at by for from in of on the to until".split()
)
_NAME_WORDS = 3  # of a publisher or place beside a date; what has more is a headline
_PROSE = 40  # characters; a sentence as long as this is body text


def bold_heading(text: str) -> RawBlock | None:
    """Make a heading of a paragraph in bold type; None where it is none.

    Labels ("Date:") and sentences are none. What ``placed`` makes of one with a year depends on
    where it stands.
    """
    flat = " ".join(text.split())
    if not 1 < len(flat) <= _MAX_HEADING or flat[-1] in ".,;:：。" or "@" in flat or "|" in flat:
        return None
    if not flat[0].isalnum() or flat.isdigit():
        return None
    if not _YEAR.search(flat):
        return RawBlock(BlockKind.HEADING, text, level=LEVEL)
    captioned = prose_block(text).kind is BlockKind.CAPTION
    return None if captioned else RawBlock(BlockKind.HEADING, text, level=_UNPLACED)


def placed(blocks: Sequence[RawBlock]) -> Iterator[RawBlock]:
    """Settle which lines in bold with a year are headings: those that head a part of the body.

    A date with no more than a publisher or a place is none, nor is a field whose label comes
    again. Above the body only what text or labelled lines follow is one.
    """
    labels = Counter(match[0] for block in blocks if (match := _label(block)))
    headings, begun = 0, False
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING and block.level == _UNPLACED:
            named = _is_imprint(block.text) or _is_field(block, labels) or is_source(block.text)
            heads = begun or headings > 1 or _is_headed(blocks[at + 1 : at + 2])
            if named or not heads:
                block = replace(block, kind=BlockKind.PARAGRAPH, level=0)
            else:
                block = replace(block, level=LEVEL)
        begun = begun or _is_body(block)
        headings += block.kind is BlockKind.HEADING and block.level < LEVEL
        yield block


def _label(block: RawBlock) -> re.Match[str] | None:
    return LABEL.match(" ".join(block.text.split()))


def _is_field(block: RawBlock, labels: Mapping[str, int]) -> bool:
    """Tell whether a line is a label that comes again, or one with a date alone."""
    label = _label(block)
    if label is None:
        return False
    return labels[label[0]] > 1 or not _words_beside(label.string[label.end() :])


def _is_headed(following: Sequence[RawBlock]) -> bool:
    labelled = (block.kind is BlockKind.PARAGRAPH and _label(block) for block in following)
    return any(map(_is_body, following)) or any(labelled)


def _is_body(block: RawBlock) -> bool:
    prose = block.kind is BlockKind.PARAGRAPH and len(block.text) >= _PROSE
    return block.kind is BlockKind.ITEM or (prose and ends_sentence(bare(block.text)))


def _is_imprint(text: str) -> bool:
    """Tell whether a line is little but a date, with a publisher or a place.

    "Institute of X, 2023", "Beijing, 4 May 2023", "Issue 9 · June 2023", but not "Sales and
    exports, January to May 2023" nor "Standards for 2024".
    """
    words = _words_beside(text)
    if not words:
        return True
    if any(word[0].islower() for word in words):
        return False
    months = sum(found.date.month is not None for found in dates(text))
    ends = ORGANISATION.fullmatch(words[0]) or ORGANISATION.search(words[-1])
    return ends is not None or (months == 1 and len(words) <= _NAME_WORDS)


def _words_beside(text: str) -> list[str]:
    """Give the words of a text besides its dates and what numbers an issue."""
    rest = text
    for found in reversed(list(dates(text))):
        rest = rest[: found.start] + " " + rest[found.end :]
    return [word for word in _WORD.findall(rest) if word.lower() not in _OF_ISSUE]
