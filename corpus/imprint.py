"""Who publishes a document; pure."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from corpus.dates import next_date
from corpus.documents import BlockKind
from corpus.masthead import (
    LINE,
    PERIOD_LABEL,
    RIGHTS,
    Hints,
    Masthead,
    date_in,
    headed_date,
    without_date,
)
from corpus.pairs import is_field
from corpus.pieces import HANGING
from corpus.policies import PUBLIC
from corpus.told import Line, Told

KIND = (
    r"(?:briefings?|briefs?|bulletin|digest|fact ?sheets?|monitor|monograph|newsletter|outlook|"
    r"reports?|review|tracker|update|white ?paper|working paper|policy paper|weekly|monthly|"
    r"quarterly)"
)
ORGANISATION = re.compile(
    r"\b(?:academy|agency|association|bank|board|bureau|cent(?:er|re)|chamber|college|commission|"
    r"committee|council|department|desk|directorate|editors?|forum|foundation|fund|group|"
    r"initiative|institut\w*|laborator\w*|library|ministry|network|office|organi[sz]ation|press|"
    r"programme|project|publish\w*|school|society|stiftung|team|think tank|unit|university|"
    r"advisory|analytics|consult(?:ancy|ants|ing)|labs?|observatory)\b|"
    r"\b(?:associates|intelligence|llp|partners|research|securities|strategies|studies)$|"
    r"研究院|研究所|中心|出版社|委员会|大学|协会",
    re.IGNORECASE,
)
_PUBLISHER_LABEL = re.compile(
    r"(?:publisher|herausgeber(?:in)?|éditeur|出版|出版者|发布机构|编制单位)\s*[:：]\s*(.+)",
    re.IGNORECASE,
)
# The same of a masthead; in the body, as a rule, of a policy that is reported on. What a text was
# taken from counts last.
_OFFICE_LABEL = re.compile(
    r"(?:发布单位|发文机关|发文单位|发文机构|印发机关|印发单位|主办单位|编写单位|出版单位)"
    r"\s?[:：]\s*(.+)"
)
_POLICY_LABEL = re.compile(r"(?:政策|文件)(?:名称)?\s?[:：]")
_SOURCE_LABEL = re.compile(r"(?:信息来源|文章来源|来源)\s?[:：]\s*(.+)")
# In the body these words tell of the policies that are reported on.
_PUBLISHED_BY = re.compile(
    r"(?:^|(?<=[.!?|·] ))(?:published by|produced by|herausgegeben von|publié par)\s*:?\s+"
    r"(?:the )?(.+)",
    re.IGNORECASE,
)
_TOWN = re.compile(r",(?: [A-Z][^\W\d_]+){1,2}$")
# With the day on which: what is "issued by" a ministry without it may be a policy.
_ISSUED_BY = re.compile(
    r"(?:issued|published|released|produced) by (?:the )?(.+?),? on (?=.*\b(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_ON_DAY_BY = re.compile(
    r"(?:^|[·|] ?)(?:issued|published|released) (?:on )?[^·|]{0,30}\b(?:19|20)\d\d,? by (?:the )?"
    r"((?-i:[A-Z]).+)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"(?:authors?|written by|by|作者)\s*[:：]?\s+(?:the )?(.+)", re.IGNORECASE)
_OFFICE = re.compile(r"(?:\w+ )?(?:board|department|desk|office|staff|team)", re.IGNORECASE)
_PUBLISHER_HEADING = re.compile(
    r"(?:publisher|published by|imprint|impressum|herausgeber|出版者|出版单位)\W*", re.IGNORECASE
)
PARTS = re.compile(r"\s+[|·•‧–—/]\s+|\s*[|·•‧]\s*|\t|\s*[()（）]\s*")
# Words with a capital, and the small ones between them.
_CAPITALISED = re.compile(
    r"\b[A-ZÀ-ÖØ-Þ][\w&-]*(?:(?: (?:and|for|of|on|the|&)){0,2} (?!The\b)[A-ZÀ-ÖØ-Þ][\w&-]*)+"
)
_MADE_FOR = re.compile(
    r"(?:\b(?:[Tt]his|[Tt]he|[Oo]ur) (?:[\w-]+ ){0,3}(?:project|report|study|paper|"
    r"publication|monograph|briefing|series)\b[^.]{0,60}\b"
    r"(?:on behalf of|commissioned by|prepared for|produced for"
    r"|(?P<paid>(?:co-)?(?:funded|financed) by))"
    r"|^(?:[Pp]repared|[Ww]ritten|[Cc]ompiled)\b[^.]{0,60} for) (?:the )?"
    rf"(?P<name>{_CAPITALISED.pattern}|[A-Z]{{2,}}\b)"
)
_PART_OF = re.compile(
    r"\b[Tt]he (?P<what>[^.()]{3,80}?)(?: \([^()]+\))? (?:is|are) "
    r"(?:(?:a|an|the) [\w-]+(?: [\w-]+)? of"
    r"|(?:published|produced|issued|edited|run) by) (?:the )?"
    rf"(?P<name>{_CAPITALISED.pattern}|[A-Z]{{2,}}\b)"
)
_ALL_RIGHTS = re.compile(r"[\s,]*all rights.*", re.IGNORECASE)
_INITIALS = re.compile(r"\s\([A-Z][A-Za-z]{1,9}\)$")  # behind the name that they are short for
_LINES = (BlockKind.PARAGRAPH, BlockKind.HEADING)
_KIND_BEHIND = re.compile(rf"\s+(?:(?:issue|policy|research) )?{KIND}$", re.IGNORECASE)
_SERIES_NUMBER = re.compile(rf"\b{KIND},? (?:no|nr|number|vol)\b\.? ?\d{{1,4}}\b\W*", re.IGNORECASE)
_WORDS = 8  # of a publisher's name
_LAST = 8  # blocks of an imprint at the end
_FIRST = 10  # blocks at the top in which a document tells of itself in sentences
_MAX_NAME = 100  # characters of a publisher's name

_Candidate = tuple[Line, str, str]  # the line, the name in it, how it is told


def publisher(
    mast: Masthead, hints: Hints, text: str, persons: Container[str], title: str | None = None
) -> Told | None:
    """Find who publishes a document: its imprint, its masthead, its copyright line, in turn.

    Last counts an organisation that stands alone in the masthead, or as the author.

    Args:
        mast: the document's masthead and imprint.
        hints: what the format's own metadata says.
        text: the stored text; a name in capitals is given in the case that the text uses.
        title: the title, which is no publisher; or None.
        persons: the document's authors, who do not publish it.

    Returns:
        The name as printed, or None.
    """
    if hints.get("publisher"):
        return Told(hints.get("publisher"), hints.source)
    candidates = (
        *_labelled(mast),
        *_in_masthead(mast, _OFFICE_LABEL),
        *_under_heading(mast),
        *_beside_date(mast),
        *_owners(mast),
        *_alone(mast, title),
        *_behind_number(mast, text),
        *_as_author(mast),
        *_in_masthead(mast, _SOURCE_LABEL),
    )
    for line, candidate, how in candidates:
        name = as_in_text(candidate.strip(" ,:;–—-*"), text)
        if 1 < len(name) <= _MAX_NAME and name not in persons:
            return _in_full(mast, name) or line.told(name, how)
    wrote = hints.get("authors").strip()
    named = _is_name(wrote, sure=False) and not _OFFICE.fullmatch(wrote)
    return Told(wrote, hints.source) if named else None


def _in_full(mast: Masthead, name: str) -> Told | None:
    """Give the name that the masthead has in full before its initials: "Institute of X (IX)"."""
    for line in mast.lines if name.isupper() else ():
        whole = line.text.removesuffix(f" ({name})")
        if whole != line.text and _CAPITALISED.fullmatch(whole):
            return line.told(whole, "masthead")
    return None


def _labelled(mast: Masthead) -> Iterator[_Candidate]:
    near = (*mast.lines, *mast.ends[-_LAST:])
    found = [(line, _PUBLISHER_LABEL.match(line.text)) for line in _short(mast.ends)]
    found += [(line, _ISSUED_BY.match(line.text)) for line in _short(mast.lines)]
    found += [(line, _ON_DAY_BY.search(line.text)) for line in _short(mast.lines)]
    found += [(line, _PUBLISHED_BY.search(line.text)) for line in _short(near, 2 * LINE)]
    for line, name in ((line, match[1]) for line, match in found if match):
        first = re.split(r"(?<=[a-z]{3})\. |[;,] (?=(?:19|20)\d\d)", name)[0].rstrip(".")
        town = _TOWN.search(first)
        alone = town and _is_name(first[: town.start()], sure=False)
        yield line, first[: town.start()] if town and alone else first, "imprint"


def _in_masthead(mast: Masthead, label: re.Pattern[str]) -> Iterator[_Candidate]:
    """Read "发布单位：…" above the body, unless the lines tell of a policy with its own title."""
    if any(_POLICY_LABEL.match(line.text) for line in mast.lines):
        return
    for line in _short(mast.lines):
        if found := label.match(line.text):
            yield line, found[1], "masthead"


def _short(lines: Iterable[Line], longest: int = LINE) -> Iterator[Line]:
    return (line for line in lines if line.kind in _LINES and len(line.text) <= longest)


def _under_heading(mast: Masthead) -> Iterator[_Candidate]:
    for heading, line in zip(mast.ends, mast.ends[1:], strict=False):
        if heading.kind is BlockKind.HEADING and _PUBLISHER_HEADING.fullmatch(heading.text):
            yield line, line.text, "imprint"


def _beside_date(mast: Masthead) -> Iterator[_Candidate]:
    """Read "Policy Desk · 4 January 2018" and "Institute of X, June 2021"."""
    for at, line in enumerate(mast.lines):
        text = line.text
        heading = line.kind is BlockKind.HEADING and not headed_date(text) and line not in mast.over
        if heading or len(text) > LINE or not date_in(text):
            continue
        if at and line.kind is BlockKind.HEADER:
            continue  # years over the columns of a table
        period = PERIOD_LABEL.search(text)
        parts = [part.strip(" ,") for part in PARTS.split(text)]
        apart = len(parts) > 1 and not (period and len(parts) == 2)
        for part in parts:
            rest = without_date(part) if not apart else part
            rest = _KIND_BEHIND.sub("", rest) if line in mast.over else rest
            if _is_name(rest, sure=apart):
                yield line, rest, "masthead"


def _alone(mast: Masthead, title: str | None) -> Iterator[_Candidate]:
    """Read a line that is nothing but an organisation's name; a public body's over a title."""
    for at, line in enumerate(mast.lines):
        text = line.text
        over = line in mast.over and line.kind is BlockKind.HEADING
        banner = at == 0 and line.kind is BlockKind.HEADING and text.isupper()
        if not (banner or over or line.kind is BlockKind.PARAGRAPH) or text in (title or ""):
            continue
        if PUBLIC.search(text) and not over:
            continue
        name = _INITIALS.sub("", text)
        if _CAPITALISED.fullmatch(name) and _is_name(name, sure=False):
            yield line, name, "masthead"


def _behind_number(mast: Masthead, text: str) -> Iterator[_Candidate]:
    """Read "Study No. 9 Institute of X", where the text names that institute again."""
    for line in mast.lines:
        number = _SERIES_NUMBER.search(line.text) if len(line.text) <= LINE else None
        words = line.text[number.end() :].split() if number else []
        for count in range(min(len(words), _WORDS), 1, -1):
            name = " ".join(words[:count])
            if text.count(name) > 1 and _CAPITALISED.fullmatch(name) and _is_name(name, sure=False):
                yield line, name, "masthead"
                break


def _as_author(mast: Masthead) -> Iterator[_Candidate]:
    for line in _short(mast.lines):
        wrote = _AUTHOR.match(line.text)
        if wrote and _is_name(wrote[1], sure=False):
            yield line, wrote[1], "author label"


def _is_name(part: str, sure: bool) -> bool:
    """Tell a name; without ``sure`` it must say what it is, for it may be a town."""
    words = part.split()
    if not words or len(words) > _WORDS or re.search(r"[\d:：.]", part) or not part[0].isupper():
        return False
    if is_field(part) or HANGING.search(part):
        return False
    if re.search(rf"^(?:by|von|par)\b|\b{KIND}(?:$| on )", part, re.IGNORECASE):
        return False
    return bool(ORGANISATION.search(part)) or (sure and (len(words) > 1 or part.isupper()))


def _owners(mast: Masthead) -> Iterator[_Candidate]:
    for line in mast.ends:
        found = RIGHTS.search(line.text) if line.kind is not BlockKind.FOOTNOTE else None
        if found:
            sides = (_ALL_RIGHTS.sub("", found[side]).strip(" ,") for side in ("after", "before"))
            yield line, _before_month(next(filter(None, sides), "")), "copyright line"


def _before_month(name: str) -> str:
    """Give a name without the month that stood between it and its year: "Institute of X, June"."""
    found = next_date(f"{name} 2000")
    return name[: found.start].rstrip(" ,") if found and 0 < found.start < len(name) else name


def as_in_text(name: str, text: str) -> str:
    """Give a name in capitals in the mixed case that the text has for it elsewhere."""
    if not name.isupper():
        return name
    found = re.finditer(re.escape(name), text, re.IGNORECASE)
    return next((match[0] for match in found if not match[0].isupper()), name)


def backer(
    mast: Masthead, series: str | None, title: str | None, lines: Sequence[Line]
) -> Told | None:
    """Find who stands behind a document that names no publisher.

    In turn: whose series or project it says that it is, the organisation whose initials begin the
    name of its series, and whom it was made for, or which public body pays for it.
    """
    own = {name.casefold() for name in (series, title) if name}
    for line in mast.ends:
        for part in _PART_OF.finditer(line.text) if line.kind is BlockKind.PARAGRAPH else ():
            if part["what"].casefold() in own:
                return line.told(part["name"], "what it says of its series")
    initials = re.match(r"[A-Z]{3,8}\b", series or "")
    for line in lines if initials else ():
        for found in _CAPITALISED.finditer(line.text):
            name = found[0].removeprefix("The ")
            if initials and initials_of(name) == initials[0] and ORGANISATION.search(name):
                return line.told(name, "initials of the series")
    near = (*mast.ends[:_FIRST], *mast.ends[-_LAST:])
    for line in near:
        made = _MADE_FOR.search(line.text)
        if made and not (made["paid"] and not PUBLIC.search(made["name"])):
            return line.told(made["name"], "whose commission or funds it names")
    return None


def initials_of(name: str) -> str:
    """Give the first letters of a name's words with a capital."""
    return "".join(word[0] for word in re.findall(r"[^\W\d]+", name) if word[0].isupper())
