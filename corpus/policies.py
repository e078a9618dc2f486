"""Which labelled values tell of a policy: its title, who issued it and when; pure.

Publishers choose their own labels ("Instrument", "Lead agencies", "Announced"), so that a value
tells as much as its label does. A title alone makes no policy: who issued it or when must be told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from corpus.dates import next_date

Pair = tuple[str, str]  # a label without its colon, and its value

PUBLIC = re.compile(
    r"\b(?:State Council|Ministry|Ministries|Commission|Administration|Bureau|Government|Congress"
    r"|Committee|Department|Office|Council|Court|President|Premier|Party|People's Bank|Parliament"
    r"|Authority|Xi Jinping|Li Keqiang|Customs|Treasury|Politburo|city|province|government)\b"
)
CENTRAL = frozenset(
    "CAC CNIPA CNSA CSRC GACC MEE MIIT MOE MOF MOFCOM MOHRSS MOST MOT MPS NDA NDRC NEA NFRA NHC"
    " NMPA NRTA PBOC SAC SAMR SASAC STA".split()
)
"""Bodies of China's central government that briefings name by their acronyms alone."""

_TITLE = re.compile(
    r"policy|policies|measure|list|document|regulation|law|plan|report|topic|title"
    r"|instrument|initiative|(?:policy|document|law|regulation) (?:name|title)"
    r"|(?:政策|文件)(?:名称)?|标题",
    re.IGNORECASE,
)
ORIGINAL = re.compile(r"\b(?:chinese|original)\b|中文|原文", re.IGNORECASE)
"""What a label has before a title that is the Chinese form of another."""

# What these name may be the issue itself, unless it is said who issued it.
_ANY = re.compile(r"list|document|report|topic|title|文件|标题", re.IGNORECASE)
_NAME = re.compile(r"name|programme|program|scheme|名称", re.IGNORECASE)
_ISSUER = re.compile(
    r"issu(?:ing|ed by|er)s?.*|published by|listed by|publishing body|released by"
    r"|authorit(?:y|ies)|adopted by|promulgated by|announced by|approved by|agenc(?:y|ies)"
    r"|(?:lead|leading|responsible|competent) (?:agenc|authorit|bod|ministr|department)(?:y|ies|s)?"
    r"|发布机构|发文机关|发布单位|发文单位|印发机关|主管部门",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"dated?(?: of (?:issue|publication|release))?|issued(?: on)?|published(?: on)?"
    r"|release date|日期|发布日期",
    re.IGNORECASE,
)
# What these say need not be a date: "Released: 500 units".
_DONE = re.compile(
    r"(?:released|announced|promulgated|adopted|approved|passed|unveiled|launched)(?: on)?"
    r"|(?:issue|issuing|publication|announcement|adoption|promulgation) date|when|day"
    r"|date (?:issued|published|released|announced|adopted)|发布时间|成文日期|印发日期",
    re.IGNORECASE,
)
# Dates and bodies of something else than the issuing.
_OTHER = re.compile(
    r"\b(?:in force|effect\w*|appl\w+|valid\w*|until|deadlines?|due|comments?|consult\w*|expir\w*"
    r"|start\w*|begin\w*|ends?|by|next|updated?|review\w*|revis\w*|repeal\w*|accessed|period|term"
    r"|addressees?|to|cc|for|affect\w*|targets?|targeted|basis|source|location|place|seat|positions?"
    r"|employer|parent|predecessor|authors?|publisher|contact|born|founded|opened|completed"
    r"|meetings?|events?|agenda|speakers?)\b"
    r"|生效|施行|实施|截止",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"authors?|(?:(?:written|drafted) )?by", re.IGNORECASE)
_BY = re.compile(r"\d,? \(?by (?:the )?(?P<who>[^;()]+)")
_IMPRINT = re.compile(
    r"authors?|editors?|edited by|written by|series|issn|isbn|language|contact|to|cc|volume",
    re.IGNORECASE,
)
_NOUN = (
    r"(?:Plan|Program|Programme|Strategy|Guidelines?|Guidance|Law|Regulations?|Measures|Opinions?"
    r"|Outline|Catalogue|White Paper|Blueprint|Initiative|Roadmap|Notice|Rules|Decision"
    r"|Principles|Provisions|Announcement|Circular|Directive|Standards?|Interpretation|Pilot)"
)
_HEADED = re.compile(
    rf"(?:(?:[A-Z\d“\"][^\s:;.]*|of|for|and|the|on|in|to) )*{_NOUN}"
    r"(?:,? No\. ?\d+(?: of (?:19|20)\d\d| \((?:19|20)\d\d\))?)?"
    rf"(?: \(.*| (?:of|on|for|to|in|concerning|regarding|governing|[Aa]gainst)\b.*|[”\"]?)"
    r"|(?!.*(?:发布|印发|公布|出台|征求|通过))[^，。；]*(?:规划|计划|方案|纲要|通知|公告|办法|措施|目录|法|条例|规定|意见|标准)"
)
_CHINESE = re.compile(r"[\u3400-\u9fff]*(?:国务院|政府|[部委局办署厅])")
_TEXT = 250  # characters; what is longer is no title
_WORDS = 3  # of a policy's name at least, where only "Name" stands before it
_FIRST = 2  # fields in which a title without a telling label stands
_STOP = re.compile(r"\s*(?:[;；、,\n]|\(|（| and (?=the ))")
# "National Development and Reform Commission" is one body, "Acme and the Ministry of Tides" two.
_JOINED = re.compile(
    r"\b(?:National|State|Central|General|China) (?:[A-Z]\w+ )*and (?:[A-Z]\w+ )*"
    r"(?:Commission|Administration|Bureau|Office|Committee|Council|Department)\b"
)
_BODY = re.compile(r"(?:[Tt]he )?[A-Z][\w’'&.-]*(?: (?:of|for|and|the|on|[A-Z][\w’'&.-]*|city))*")


@dataclass(frozen=True, slots=True)
class Parts:
    """Which of the labelled values of a record are a policy's.

    Attributes:
        title: index of its title.
        issuer: index of who issued it, or None.
        date: index of when it was issued, or None.
        public: whether who issued it is a public body by its name.
    """

    title: int
    issuer: int | None
    date: int | None
    public: bool


def policy_parts(pairs: Sequence[Pair], bodies: Collection[str] = ()) -> Parts | None:
    """Tell the parts of a policy among labelled values.

    Args:
        pairs: labels and values that stand together, in order.
        bodies: acronyms of public bodies that the document explains.

    Returns:
        None for a record of something else: a company's news, a person, the document itself.
    """
    known = CENTRAL | set(bodies)
    issuer, date = issue_parts(pairs, known)
    title = _find(pairs, lambda label, value: bool(_TITLE.fullmatch(label)))
    behind = bool(date is not None and issued_by(pairs[date][1], known))
    if title is None and (issuer is not None or behind):
        title = _find(pairs[:_FIRST], _is_title)
        if title is None and date is not None and _tells_issue(pairs[date][0]):
            title = _find(pairs, _is_name)
    elif title is not None and issuer is None and is_title(pairs[title][1]):
        issuer = _find(pairs, lambda label, value: _is_author(label, value, known))
    if title is None or title in (issuer, date) or (issuer is None and date is None):
        return None
    if issuer is None and _ANY.fullmatch(pairs[title][0]) and not is_title(pairs[title][1]):
        return None
    public = behind or (issuer is not None and is_public(pairs[issuer][1], known))
    own = any(_IMPRINT.fullmatch(label) for label, _ in pairs)
    return Parts(title, issuer, date, public) if public or not own else None


def issue_parts(
    pairs: Sequence[Pair], known: Collection[str] = CENTRAL
) -> tuple[int | None, int | None]:
    """Tell which of labelled values say who issued something, and when.

    Args:
        pairs: labels and values that stand together, in order.
        known: acronyms of public bodies.
    """
    issuer = _find(pairs, lambda label, value: names_issuer(label, value))
    if issuer is None:
        issuer = _find(pairs, lambda label, value: _is_body(label, value, known))
    date = _find(pairs, lambda label, value: bool(_DATE.fullmatch(label)))
    return issuer, _find(pairs, _is_date) if date is None else date


def names_issuer(label: str, value: str) -> bool:
    """Whether a value says who issued something, by its label."""
    return bool(_ISSUER.fullmatch(label)) and _date_first(value) is None


def issued_by(value: str, known: Collection[str] = CENTRAL) -> str:
    """Give the public body behind a day, "3 May 2031, by MIIT"; empty where there is none.

    Args:
        value: that says when something was issued.
        known: acronyms of public bodies.
    """
    by = _BY.search(value)
    return by["who"] if by and is_public(by["who"], known) else ""


def is_public(value: str, known: Collection[str] = CENTRAL) -> bool:
    """Whether the name that a value begins with is a public body's."""
    whole = _STOP.split(value.strip(), maxsplit=1)[0]
    first = whole.split(" and ", maxsplit=1)[0]
    named = PUBLIC.search(first) or _JOINED.search(whole)
    return first in known or bool(named or _CHINESE.fullmatch(first))


def is_title(text: str) -> bool:
    """Whether a text is nothing but the title of a policy, by the noun that it is headed by."""
    return len(text) <= _TEXT and bool(_HEADED.fullmatch(text.strip()))


def _find(pairs: Iterable[Pair], told: Callable[[str, str], bool]) -> int | None:
    return next((at for at, (label, value) in enumerate(pairs) if told(label, value)), None)


def _is_body(label: str, value: str, known: Collection[str]) -> bool:
    """Whether a value whose label does not tell begins with the name of a public body."""
    if _OTHER.search(label) or _TITLE.fullmatch(label) or len(value) > _TEXT:
        return False
    first = _STOP.split(value.strip(), maxsplit=1)[0].split(" and ", maxsplit=1)[0]
    return bool(_BODY.fullmatch(first)) and is_public(first, known) and not _HEADED.match(first)


def _is_author(label: str, value: str, known: Collection[str]) -> bool:
    """Whether public bodies wrote a document; that of a briefing has other authors."""
    return bool(_AUTHOR.fullmatch(label)) and is_public(value, known)


def _is_name(label: str, value: str) -> bool:
    """Whether a thing is named, and no person."""
    return bool(_NAME.fullmatch(label)) and len(value.split()) >= _WORDS


def _tells_issue(label: str) -> bool:
    return bool(_DATE.fullmatch(label) or _DONE.fullmatch(label))


def _is_date(label: str, value: str) -> bool:
    if _DONE.fullmatch(label):
        return _date_first(value) is not None
    return not _OTHER.search(label) and _date_first(value) == len(value.rstrip(" ."))


def _date_first(value: str) -> int | None:
    """Give where the date ends that a value begins with; None where it begins otherwise."""
    found = next_date(value)
    if found is None or found.start or not (found.date.year or found.date.month):
        return None
    return found.end


def _is_title(label: str, value: str) -> bool:
    return not (_OTHER.search(label) or ORIGINAL.search(label)) and is_title(value)
