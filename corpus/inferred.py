"""When a document that prints no date of issue was made, from what it speaks of; pure.

A document is no older than the latest thing that it looks back on. That is a lower bound, at the
precision that it bears; the file's name, the copyright line and the file's own date of creation
fix it closer where they lie within a year of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.dates import Found, dates, next_date
from corpus.documents import BlockKind
from corpus.imprint import KIND
from corpus.masthead import RIGHTS, Hints, Masthead, find_date
from corpus.periods import period as period_of
from corpus.told import Line, Told

_AS_OF = re.compile(
    r"(?:\b(?:as of|as at|data of|stand:?|situation on|cut-off date:?)|截至|截止到?)"
    r"\s*(?:the end of )?",
    re.IGNORECASE,
)
_ACCESS = re.compile(
    r"(?:\b(?:accessed|retrieved|last (?:visited|checked|accessed)|consulted|abgerufen|zugriff|"
    r"aufgerufen|consulté)|访问日期|访问于)\W{0,3}(?:on|am|le)?\s*[:：]?\s*",
    re.IGNORECASE,
)
# What a sentence with these says of a date may lie ahead.
_AHEAD = re.compile(
    r"\b(?:by|until|till|will|would|shall|should|to be|expect\w*|target\w*|goal\w*|plans? to|"
    r"planned|planning|aim\w*|deadline|forecast\w*|projected|projections?|estimate[sd]?|"
    r"envisag\w*|scheduled|due|next|"
    r"in force|into force|(?:in|into|takes?) effect|effective|future|upcoming|"
    r"outlook|vision|roadmap|bis|soll\w*|wird|werden|ziel\w*)\b|将|规划|计划|目标|预计|到20",
    re.IGNORECASE,
)
_PAST_YEAR = re.compile(
    r"(?:\b(?:in|during|since|of|im|seit|jahr) |[(,] ?)((?:19|20)\d\d)\b(?! ?[-–/]\d)|"
    r"((?:19|20)\d\d)年(?!\s*\d)",
    re.IGNORECASE,
)
_CITED_YEAR = re.compile(r"(?:[\w’.)] |, |\()((?:19|20)\d\d)[a-z]?\)?(?=[.;,]|$)")
_IN_LINK = re.compile(r"(?<=[/=_-])((?:19|20)\d\d)[/-](?:0?[1-9]|1[0-2])(?=[/_-])")
_REFERENCES = re.compile(
    r"(?:\d+\W+)?(?:references|bibliography|works cited|sources|literature|(?:end ?)?notes|"
    r"literatur(?:verzeichnis)?|quellen(?:verzeichnis)?|参考文献|注释)\W*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\W?[A-Z])|(?<=[。！？；])")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])?(?!\d)")
_ISSUE = re.compile(r"[\s,(–-](Q[1-4][ /-]?(?:19|20)\d\d|(?:19|20)\d\d)\)?$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STATE, _SEEN, _NEWS = "latest state of the data", "latest access date", "latest date of the news"
_MONTHLY = (_STATE, _SEEN, _NEWS)  # near enough to the day of issue to tell the month
_TWICE = 2  # a year alone, or the date of an item, counts where it stands so often
_PROSE = 300
_BODY = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CAPTION, BlockKind.FOOTNOTE)


def inferred(
    mast: Masthead,
    hints: Hints,
    lines: Sequence[Line],
    period: Told | None,
    title: Told,
    name: str,
) -> Told | None:
    """Infer when a document was issued.

    Args:
        mast: the document's masthead and imprint.
        hints: what the format's own metadata says; ``created`` is when the file was made.
        lines: all lines of the document.
        period: first and last day reported on, parted by a stroke, if the masthead tells.
        title: the title; the year of an "Annual report 2020" is its own.
        name: the file's name.

    Returns:
        An ISO 8601 date with what it rests on; None where nothing tells.
    """
    bound = _end(period) if period else _latest(lines)
    dated = [
        date for date in (_rights(mast), _named(name), _titled(title), _created(hints)) if date
    ]
    closer = [date for date in dated if bound is None or _fits(date.value, bound.value)]
    if not closer:
        return bound
    same = (date for date in closer if date.value.startswith(closer[0].value))
    return max(same, key=lambda date: len(date.value))


def _end(period: Told) -> Told:
    month = period.value.rpartition("/")[2][:7]
    return Told(month, "end of the reporting period", period.start, period.end)


def _fits(date: str, bound: str) -> bool:
    """Whether a date is as fine as the latest one spoken of, and in the year from it on."""
    years = int(date[:4]) - int(bound[:4])
    return len(date) >= len(bound) and date[: len(bound)] >= bound and years in (0, 1)


def _rights(mast: Masthead) -> Told | None:
    for line in mast.ends:
        found = RIGHTS.search(line.text)
        if found and line.kind is not BlockKind.FOOTNOTE and len(line.text) <= _PROSE:
            *_, year = _YEAR.finditer(line.text, *found.span())
            dated = find_date(line.text[: year.end()], month=True)
            whole = dated.date.iso() if dated and dated.end == year.end() else None
            start = dated.start if dated and whole else year.start()
            return line.at(whole or year[0], "copyright line", start, year.end())
    return None


def _named(name: str) -> Told | None:
    """Read the date of a file's name: "briefing_2021-03.pdf", "20210302-report.docx"."""
    compact = _COMPACT.search(name)
    if compact:
        return Told("-".join(filter(None, compact.groups())), "file name")
    apart = re.sub(r"(?<=\d)[-.](?=\D)|(?<=\D)-(?=\d)", " ", name.replace("_", "-"))
    found = find_date(apart)
    if found is None or apart[found.end : found.end + 1].isalpha():
        return None
    return Told(found.date.iso() or "", "file name")


def _titled(title: Told) -> Told | None:
    """Read the quarter, or the year of a report, that a title ends in."""
    found = _ISSUE.search(title.value)
    days = period_of(found[1], None) if found and re.search(KIND, title.value, re.I) else None
    return (
        Told(days[1][: 7 if "Q" in found[1] else 4], "title", title.start, title.end)
        if found and days
        else None
    )


def _created(hints: Hints) -> Told | None:
    found = re.match(r"(?:19|20)\d\d-\d\d", hints.get("created"))
    return Told(found[0], "file's date of creation") if found else None


def _latest(lines: Sequence[Line]) -> Told | None:
    """Find the latest date that the text looks back on."""
    references = list(_in_references(lines))
    found = [
        *(told for line in lines for told in _labelled(line, _AS_OF, _STATE)),
        *(told for line in lines for told in _labelled(line, _ACCESS, _SEEN)),
        *_news(lines),
        *(told for line in references for told in _full(line)),
        *(told for line in lines for told in (*_links(line), *_prose_dates(line))),
    ]
    sure = _last(found)
    years = _repeated(told for line in references for told in _cited_years(line))
    years += _repeated(told for line in lines for told in _past_years(line))
    # A year alone may be a target's, so that it counts up to the year after what is sure.
    least = int(sure.value[:4]) + 1 if sure else None
    last = _last([*found, *(year for year in years if least is None or int(year.value) <= least)])
    return replace(last, value=last.value[: 7 if last.how in _MONTHLY else 4]) if last else None


def _last(found: Sequence[Told]) -> Told | None:
    """Choose the latest, at the precision in which each is told."""
    return max(found, key=lambda told: told.value, default=None)


def _repeated(found: Iterator[Told]) -> list[Told]:
    told = list(found)
    counts = Counter(each.value for each in told)
    return [each for each in told if counts[each.value] >= _TWICE]


def _at(line: Line, found: Found, how: str, start: int = 0) -> Iterator[Told]:
    """Place a date that has a year and a month."""
    iso = found.date.iso()
    if iso and found.date.month:
        yield line.at(iso, how, start + found.start, start + found.end)


def _labelled(line: Line, label: re.Pattern[str], how: str) -> Iterator[Told]:
    """Read the dates behind a label."""
    for match in label.finditer(line.text):
        found = next_date(line.text, match.end())
        around = line.text[max(0, match.end() - 40) : found.end + 40] if found else ""
        if found and found.start <= match.end() + 1:
            yield from _at(line, found, how) if how == _SEEN or not _AHEAD.search(around) else ()


def _news(lines: Sequence[Line]) -> list[Told]:
    """Read the items of a list that begin with their date."""
    items = ((line, next_date(line.text)) for line in lines if line.kind is BlockKind.ITEM)
    dated = ((line, date) for line, date in items if date and date.start <= len("- "))
    found = [told for line, date in dated for told in _at(line, date, _NEWS)]
    return found if len(found) >= _TWICE else []


def _in_references(lines: Sequence[Line]) -> Iterator[Line]:
    """Give the notes, and what stands under a heading such as "References"."""
    inside = False
    for line in lines:
        if line.kind is BlockKind.HEADING:
            inside = _REFERENCES.fullmatch(line.text) is not None
        elif (
            inside
            or line.kind is BlockKind.FOOTNOTE
            or line.text.startswith(("Source:", "Sources:"))
        ):
            yield line


def _full(line: Line) -> Iterator[Told]:
    for found in dates(line.text):
        yield from _at(line, found, "latest date in the references")


def _links(line: Line) -> Iterator[Told]:
    for found in _IN_LINK.finditer(line.text) if "://" in line.text else ():
        yield line.at(found[1], "latest date in a link", *found.span(1))


def _sentences(line: Line) -> Iterator[tuple[int, str]]:
    """Give the sentences that look back, each with its offset in the line."""
    start = 0
    for end in (*(match.start() for match in _SENTENCE_END.finditer(line.text)), len(line.text)):
        if _YEAR.search(line.text, start, end) and not _AHEAD.search(line.text, start, end):
            yield start, line.text[start:end]
        start = end


def _prose_dates(line: Line) -> Iterator[Told]:
    if line.kind not in _BODY and line.kind is not BlockKind.HEADING:
        return
    for start, sentence in _sentences(line):
        for found in dates(sentence):
            yield from _at(line, found, "latest date in the text", start)


def _cited_years(line: Line) -> Iterator[Told]:
    for found in _CITED_YEAR.finditer(line.text):
        yield line.at(found[1], "latest year of the references", *found.span(1))


def _past_years(line: Line) -> Iterator[Told]:
    for start, sentence in _sentences(line) if line.kind in _BODY else ():
        for found in _PAST_YEAR.finditer(sentence):
            at, end = found.span(found.lastindex or 1)
            yield line.at(sentence[at:end], "latest year in the text", start + at, start + end)
