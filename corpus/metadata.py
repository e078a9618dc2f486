"""What a document says of itself: title, publisher, series, dates, language; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.dates import next_date
from corpus.documents import Block, BlockKind, Metadata
from corpus.imprint import publisher, series
from corpus.masthead import PERIOD_LABEL, Line, Masthead, issued, masthead, period, without_date

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 4000  # characters by which the language is told
_MAX_TITLE = 200
_LANGUAGES = ("de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "zh")
_GENERIC = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+|(?:section|chapter|part|annex|appendix)\s+\w+\W*)?"
    r"(?:introduction|abstract|(?:table of )?contents|(?:executive )?summary|preface|foreword|"
    r"overview|acknowledge?ments?|background|at a glance|key (?:findings|points|messages|figures)|"
    r"highlights|imprint|disclaimer|untitled|home|index|notes|references|einleitung|inhalt|"
    r"zusammenfassung|résumé|sommaire|目录|摘要|引言|前言|概述)?\W*",
    re.IGNORECASE,
)


def describe(
    text: str, blocks: Sequence[Block], hints: Mapping[str, str], file_name: str
) -> Metadata:
    """Draw a document's metadata from its hints, masthead and imprint.

    Args:
        text: the stored text.
        blocks: its blocks.
        hints: what the format's own metadata says; see ``Raw``.
        file_name: the file's name, for a title where there is no other.

    Returns:
        The metadata; what is not said is None, never guessed from the body.
    """
    lines = [(block.kind, text[block.start : block.end]) for block in blocks]
    mast = masthead(lines)
    publishes = publisher(mast, hints, text)
    title = _title(mast, hints, publishes)
    appears_in = series(mast, hints, title, publishes)
    date = issued(mast, hints, title)
    return Metadata(
        title=title or _stand_in(appears_in, lines, file_name),
        publisher=publishes,
        series=appears_in,
        issued=date,
        period=period(mast, hints, date),
        language=_language(text, hints),
    )


def _title(mast: Masthead, hints: Mapping[str, str], publisher: str | None) -> str | None:
    headings = [line for kind, line in mast.lines if kind is BlockKind.HEADING]
    hint = hints.get("title", "")
    if hint and not _GENERIC.fullmatch(hint):
        # A web page's title ends in the name of the site; its heading does not.
        same = [line for line in headings[:1] if line.casefold() in hint.casefold()]
        return same[0] if same and len(same[0]) > 8 else _without_site(hint, publisher)
    if headings and not _GENERIC.fullmatch(headings[0]):
        return headings[0]
    for kind, line in mast.lines:
        if kind is BlockKind.HEADING:
            return None
        if kind is BlockKind.PARAGRAPH and _is_title_line(line):
            return line
    return None


def _without_site(title: str, publisher: str | None) -> str:
    parts = re.split(r"\s+[|–—-]\s+", title)
    if publisher and len(parts) > 1 and parts[-1].casefold() == publisher.casefold():
        return title[: title.rindex(parts[-1])].rstrip(" |–—-")
    return title


def _is_title_line(line: str) -> bool:
    if len(line) > _MAX_TITLE or len(line.split()) < 2 or line[-1] in ".,;:。":
        return False
    if PERIOD_LABEL.search(line) or _GENERIC.fullmatch(line) or "@" in line or "©" in line:
        return False
    found = next_date(line)
    return not (found and found.date.year and len(without_date(line)) < len(line) / 2)


def _stand_in(series: str | None, lines: Sequence[Line], file_name: str) -> str:
    """Name a document that has no title: by its file, unless that is a code without words."""
    stem = file_name.rsplit(".", 1)[0] if "." in file_name[1:] else file_name
    words = " ".join(re.split(r"[\s_-]+", stem)).strip() or file_name
    if any(not re.fullmatch(r"[0-9a-f]*", word, re.IGNORECASE) for word in words.split()):
        return words
    headings = (line for kind, line in lines if kind is BlockKind.HEADING)
    telling = (line for line in headings if not _GENERIC.fullmatch(line))
    return series or next((re.sub(r"^[\d.]+\s+", "", line) for line in telling), words)


def _language(text: str, hints: Mapping[str, str]) -> str:
    """Tell the main language; too short a text is taken for what its file says, or English."""
    sample = text[:_SAMPLE]
    if sum(char.isalpha() for char in sample) < 40:
        hinted = hints.get("language", "")[:2].lower()
        return hinted if hinted in _LANGUAGES else "en"
    return str(_identifier().classify(sample)[0])


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(_LANGUAGES))
    return identifier
