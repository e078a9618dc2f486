"""What a document says of itself, each value with where it comes from; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from corpus.authors import FILE_PROPERTY, authors
from corpus.documents import Block, Evidence, Metadata
from corpus.headlines import headline_in
from corpus.imprint import backer, publisher
from corpus.inferred import inferred
from corpus.issued import issued
from corpus.masthead import Hints, masthead, period
from corpus.originals import original
from corpus.series import series
from corpus.sites import owner
from corpus.titles import stand_in, title
from corpus.told import Line, Told

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 4000  # characters by which the language is told
_LANGUAGES = ("de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "zh")
_HINTS_STAND_IN = {
    **dict.fromkeys((".htm", ".html", ".xhtml"), "page's metadata"),
    **dict.fromkeys((".markdown", ".md", ".txt", ".eml"), "head of the file"),
}


def describe(
    text: str,
    blocks: Sequence[Block],
    hints: Mapping[str, str],
    file_name: str,
    heads: Sequence[str] = (),
) -> Metadata:
    """Draw a document's metadata from its hints, masthead, imprint and running heads.

    Args:
        text: the stored text.
        blocks: its blocks.
        hints: what the format's own metadata says; see ``Raw``.
        file_name: the file's name, for a title or a date where there is no other.
        heads: the running heads and feet that are not in the text, as often as they stood there.

    Returns:
        The metadata; what neither the text nor the file tells is None.
    """
    lines = [_line(text, block) for block in blocks]
    says = Hints(hints, _HINTS_STAND_IN.get(PurePath(file_name).suffix.lower(), FILE_PROPERTY))
    mast = masthead(lines, headline_in(lines, says))
    named = title(mast, says, lines, heads)
    named, other = original(mast, named) or (named, None)
    wrote = authors(mast, says, _value(named), text)
    persons = {author.value for author in wrote}
    publishes = publisher(mast, says, text, persons, _value(named))
    appears_in = series(mast, says, _value(named), _value(publishes), heads)
    publishes = publishes or backer(mast, _value(appears_in), _value(named), lines) or owner(says)
    called = named or stand_in(appears_in, lines, file_name)
    printed = issued(mast, says, _value(named), heads)
    covers, days = period(mast, says, _value(printed)) or (None, None)
    date = printed or inferred(mast, says, lines, covers, called, file_name)
    language = _language(text, says)
    return Metadata(
        title=called.value,
        publisher=_value(publishes),
        series=_value(appears_in),
        issued=_value(date),
        period=days,
        language=language.value,
        authors=tuple(author.value for author in wrote),
        title_original=_value(other),
        issued_inferred=date is not None and printed is None,
        evidence=_evidence(
            title=[called],
            publisher=[publishes],
            series=[appears_in],
            issued=[date],
            period=[covers],
            language=[language],
            authors=wrote,
            title_original=[other],
        ),
    )


def _line(text: str, block: Block) -> Line:
    return Line(block.kind, text[block.start : block.end], block.start, block.level)


def _value(told: Told | None) -> str | None:
    return told.value if told else None


def _evidence(**told: Sequence[Told | None]) -> tuple[Evidence, ...]:
    """Say where the values of each field come from."""
    return tuple(
        value.evidence(field) for field, values in told.items() for value in values if value
    )


def _language(text: str, hints: Hints) -> Told:
    """Tell the main language; too short a text is taken for what its file says, or English."""
    sample = text[:_SAMPLE]
    if sum(char.isalpha() for char in sample) < 40:
        hinted = hints.get("language")[:2].lower()
        return Told(hinted, hints.source) if hinted in _LANGUAGES else Told("en", "default")
    return Told(str(_identifier().classify(sample)[0]), "words of the text")


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(_LANGUAGES))
    return identifier
