"""Who publishes a document, and of what series it is an issue; pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from corpus.documents import BlockKind
from corpus.masthead import LINE, PERIOD_LABEL, RIGHTS, Line, Masthead, date_in, without_date

_KIND = (
    r"(?:briefings?|briefs?|bulletin|digest|fact ?sheets?|monitor|monograph|newsletter|outlook|"
    r"reports?|review|tracker|update|white ?paper|working paper|policy paper|weekly|monthly|"
    r"quarterly)"
)
_ORGANISATION = re.compile(
    r"\b(?:academy|agency|association|bank|board|bureau|cent(?:er|re)|chamber|college|commission|"
    r"committee|council|department|desk|directorate|editors?|forum|foundation|fund|group|"
    r"initiative|institut\w*|laborator\w*|library|ministry|network|office|organi[sz]ation|press|"
    r"programme|project|publish\w*|school|society|stiftung|team|think tank|unit|university)\b|"
    r"研究院|研究所|中心|出版社|委员会|大学|协会",
    re.IGNORECASE,
)
_PUBLISHER_LABEL = re.compile(
    r"(?:publisher|herausgeber(?:in)?|éditeur|出版|出版者|发布机构|编制单位)\s*[:：]\s*(.+)",
    re.IGNORECASE,
)
# In the body these words tell of the policies that are reported on.
_PUBLISHED_BY = re.compile(
    r"(?:published by|produced by|herausgegeben von|publié par)\s*:?\s+(?:the )?(.+)", re.IGNORECASE
)
# With the day on which: what is "issued by" a ministry without it may be a policy.
_ISSUED_BY = re.compile(
    r"(?:issued|published|released|produced) by (?:the )?(.+?),? on (?=.*\b(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_PUBLISHER_HEADING = re.compile(
    r"(?:publisher|published by|imprint|impressum|herausgeber|出版者|出版单位)\W*", re.IGNORECASE
)
_PARTS = re.compile(r"\s+[|·•‧–—/]\s+|\s*[|·•‧]\s*|\t|\s*[()（）]\s*")
_SERIES_SAID = (
    re.compile(rf"\b[Tt]his ((?:[A-Z][\w&-]* ){{1,5}}(?i:{_KIND}))\b"),
    re.compile(
        rf"\b[Tt]he ((?:[A-Z][\w&'’-]* ){{1,6}}(?i:{_KIND})) (?:is|are) (?:a|an|our|the)?\s?"
        r"(?:bi-?)?(?:daily|weekly|monthly|quarterly|annual|yearly|regular|series|periodical)"
    ),
)
_ISSUE_PART = re.compile(r"[\s,:–—|-]*(?:(?:no|nr|vol|issue|volume|number)\b\.?\s*\d.*|$)", re.I)

_ALL_RIGHTS = re.compile(r"[\s,]*all rights.*", re.IGNORECASE)
_LINES = (BlockKind.PARAGRAPH, BlockKind.HEADING)
_LAST = 8  # blocks of an imprint at the end
_MAX_NAME = 100  # characters of a publisher's name


def publisher(mast: Masthead, hints: Mapping[str, str], text: str) -> str | None:
    """Find who publishes a document: its imprint, its masthead, its copyright line, in turn.

    Args:
        mast: the document's masthead and imprint.
        hints: what the format's own metadata says.
        text: the stored text; a name in capitals is given in the case that the text uses.

    Returns:
        The name as printed, or None.
    """
    if hints.get("publisher"):
        return hints["publisher"]
    candidates = [*_labelled(mast), *_under_heading(mast), *_beside_date(mast), *_owners(mast)]
    names = (name.strip(" ,:;–—-*") for name in candidates)
    found = next((name for name in names if 1 < len(name) <= _MAX_NAME), None)
    return _as_in_text(found, text) if found else None


def _labelled(mast: Masthead) -> Iterator[str]:
    near = (*mast.lines, *mast.ends[-_LAST:])
    found = [_PUBLISHER_LABEL.match(line) for line in _short(mast.ends)]
    found += [_ISSUED_BY.match(line) for line in _short(mast.lines)]
    found += [_PUBLISHED_BY.match(line) for line in _short(near)]
    for name in (match[1] for match in found if match):
        yield re.split(r"(?<=[a-z]{3})\. |[;,] (?=(?:19|20)\d\d)", name)[0].rstrip(".")


def _short(lines: Iterable[Line]) -> Iterator[str]:
    return (line for kind, line in lines if kind in _LINES and len(line) <= LINE)


def _under_heading(mast: Masthead) -> Iterator[str]:
    for (kind, heading), (_, line) in zip(mast.ends, mast.ends[1:], strict=False):
        if kind is BlockKind.HEADING and _PUBLISHER_HEADING.fullmatch(heading):
            yield line


def _beside_date(mast: Masthead) -> Iterator[str]:
    """Read "Policy Desk · 4 January 2018" and "Institute of X, June 2021"."""
    for kind, line in mast.lines:
        if kind is BlockKind.HEADING or len(line) > LINE or not date_in(line):
            continue
        period = PERIOD_LABEL.search(line)
        parts = [part.strip(" ,") for part in _PARTS.split(line)]
        apart = len(parts) > 1 and not (period and len(parts) == 2)
        for part in parts:
            rest = without_date(part) if not apart else part
            if _is_name(rest, sure=apart):
                yield rest


def _is_name(part: str, sure: bool) -> bool:
    """Tell a name; without ``sure`` it must say what it is, for it may be a town."""
    words = part.split()
    if not words or len(words) > 8 or re.search(r"[\d:：.]", part) or not part[0].isupper():
        return False
    if re.search(rf"\b{_KIND}(?:$| on )", part, re.IGNORECASE):
        return False
    return bool(_ORGANISATION.search(part)) or (sure and (len(words) > 1 or part.isupper()))


def _owners(mast: Masthead) -> Iterator[str]:
    for kind, line in mast.ends:
        found = RIGHTS.search(line) if kind is not BlockKind.FOOTNOTE else None
        if found:
            sides = (_ALL_RIGHTS.sub("", found[side]).strip(" ,") for side in ("after", "before"))
            yield next(filter(None, sides), "")


def _as_in_text(name: str, text: str) -> str:
    """Give a name in capitals in the mixed case that the text has for it elsewhere."""
    if not name.isupper():
        return name
    found = re.finditer(re.escape(name), text, re.IGNORECASE)
    return next((match[0] for match in found if not match[0].isupper()), name)


def series(
    mast: Masthead, hints: Mapping[str, str], title: str | None, publisher: str | None
) -> str | None:
    """Find the periodical or kind of report that a document is an issue of; None for neither."""
    if hints.get("series"):
        return hints["series"]
    lines = [line for kind, line in mast.lines if kind is not BlockKind.HEADING and line != title]
    candidates = [_of_title(title or ""), *map(_of_line, lines), *_said(mast)]
    found = next((name for name in candidates if name), None)
    # A name of one word ("MERICS") is part of the series' own name.
    prefix = f"{publisher} " if publisher and " " in publisher else ""
    return found.removeprefix(prefix) if found else None


def _of_title(title: str) -> str | None:
    """Take "Industry Briefing: China" of "Industry Briefing: China – March 2020"."""
    head = re.split(r"\s[–—|-]\s", without_date(title))[0]
    if re.search(rf"\b{_KIND}\b", head, re.IGNORECASE):
        about = re.match(rf"(.*?\b{_KIND})(?: (?:on|for|from|about)\b.*|,.*)", head, re.IGNORECASE)
        return _ISSUE_PART.sub("", about[1] if about else head).strip(" ,:–—-") or None
    return None


def _of_line(line: str) -> str | None:
    """Take the part of a masthead line that names a kind of report."""
    if len(line) > LINE or line.endswith((".", "。")):
        return None
    for part in (part for whole in _PARTS.split(line) for part in whole.split(", ")):
        part = _ISSUE_PART.sub("", without_date(part)).strip(" ,:–—-")
        if re.search(rf"\b{_KIND}\b", part, re.IGNORECASE) and len(part.split()) <= 8:
            return part if part[:1].isupper() and not PERIOD_LABEL.search(part + ":") else None
    return None


def _said(mast: Masthead) -> Iterator[str]:
    for kind, line in mast.ends:
        if kind is BlockKind.PARAGRAPH:
            yield from (found[1] for said in _SERIES_SAID for found in said.finditer(line))
