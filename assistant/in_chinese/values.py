"""Amounts, dates and bodies in a sentence in Chinese, and which of them is asked for; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.in_chinese.asked import COUNTED, MEASURED
from assistant.in_chinese.cover import is_of_other, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.in_chinese.asked import Asked

_NUMERALS = "一二三四五六七八九十百两"
_UNIT = rf"(?:%|％|个百分点|{MEASURED}|[A-Za-z]{{1,4}}\b|[{COUNTED}])"
DATE = re.compile(
    r"(?<!\d)(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:底|末|初)?(?:之?前|以前|起)?"
    r"|(?<!\d)(?:19|20)\d\d-\d\d(?:-\d\d)?|(?:每年|(?<!\d))\d{1,2}月(?:\d{1,2}日)?(?:底|末|初)?(?:之?前|以前|起)?"
)
_AMOUNT = re.compile(
    r"(?:(?:超过|不足|不低于|不少于|不超过|不高于|最高|最低|至少)(?:每[年月日人户])?|[约近超逾])?"
    rf"(?<![第\d])\d[\d,]*(?:\.\d+)?\s?[余多]?(?:[万亿]|[百千](?![瓦米])){{0,2}}{_UNIT}?"
    rf"|百分之[一二三四五六七八九十百]+|(?<!第)(?<![{_NUMERALS}])[{_NUMERALS}]+[{COUNTED}]"
)
_PERCENT = re.compile(r"[%％]|百分")
_IS_PERCENT = re.compile(r"(?:率|比例|占比|比重|份额|幅度|增幅|降幅|百分之|增长|下降)$")
_IS_MONEY = re.compile(r"(?:额|资金|投资|收入|成本|费用|价格|补助|预算|利润|产值|支出|罚款)$")
_PAUSE = re.compile(r"[，；。,;]")
_BODY = re.compile(
    r"(?:部|局|委|厅|集团|公司|协会|学会|研究院|研究所|中心|大学|政府|银行|院|会|署|办|处|司|联盟|单位"
    r"|机构|企业|部门|小组|[省市县])$"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百\d]+[条章节]\s*")
# What stands between the subject and what it does.
_BETWEEN = re.compile(
    r"(?<=..)(?:应当|应该|必须|需要|已经|正式|联合|共同|计划|会同|负责|[应须将已于在对])"
)
_PLACE = re.compile(r"(?:位于|坐落于|设在|设于|落户)(?P<where>[^，。；]{2,20})")
_LEADS = r"(?:牵头|共同|联合|统一)?"


def clauses(text: str) -> list[tuple[int, int]]:
    """Part a sentence at its commas, as offsets; those within a number do not part."""
    stops = [m.start() for m in _PAUSE.finditer(text) if not _in_number(text, m.start())]
    starts = [0, *(stop + 1 for stop in stops)]
    return list(zip(starts, [*stops, len(text)], strict=True))


def _in_number(text: str, at: int) -> bool:
    return text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def near(asked: Asked, text: str) -> list[tuple[int, int]]:
    """List the clauses of a sentence that are of no other thing than a question, best first.

    What is asked comes last in a question in Chinese, and counts most.
    """
    own = [span for span in clauses(text) if not is_of_other(asked.about, text[slice(*span)])]
    return sorted(own, key=lambda span: _held(asked, text[slice(*span)]), reverse=True)


def _held(asked: Asked, clause: str) -> tuple[float, float]:
    return share(asked.about[-1:], clause), share(asked.about, clause)


def amount(asked: Asked, text: str) -> str:
    """Give the amount of a sentence that a question asks for; empty for none."""
    dates = [match.span() for match in DATE.finditer(text)]
    best: tuple[tuple[float, float, int], str] = ((0.0, 0.0, 0), "")
    for start, end in near(asked, text):
        clause = text[start:end]
        own = share([asked.noun], clause)
        if asked.noun[-2:] not in clause:  # a noun is told by its end
            continue
        at = start + clause.rfind(asked.noun[-2:])
        for found in _AMOUNT.finditer(text, start, end):
            if any(a <= found.start() < b for a, b in dates) or not _fits(asked, found[0]):
                continue
            key = own, share(asked.about, clause), -abs(found.start() - at)
            best = max(best, (key, found[0]))
    return best[1]


def _fits(asked: Asked, said: str) -> bool:
    """Whether an amount is of the unit, the currency or the share that is asked for."""
    percent = bool(_PERCENT.search(said))
    if asked.unit and asked.unit not in COUNTED:
        return bool(re.search(rf"[\d\s万亿百千余多]{asked.unit}$", said))
    if asked.unit:
        return not re.search(rf"(?:[%％]|百分.*|个百分点|{MEASURED}|[A-Za-z])$", said)
    if not _IS_PERCENT.search(asked.noun):
        return not percent and ("元" in said or not _IS_MONEY.search(asked.noun))
    return percent


def date(asked: Asked, text: str) -> str:
    """Give the date of the clause that holds most of a question, or of one before it."""
    own = near(asked, text)
    for start, end in sorted((span for span in own if span <= own[0]), reverse=True):
        if found := DATE.search(text, start, end):
            return found[0]
    return ""


def body(asked: Asked, text: str) -> str:
    """Give who does what a question asks about: "由…负责", or the subject of the clause."""
    done = asked.about[-1] if asked.about else ""
    for start, end in near(asked, text)[:1]:
        clause = text[start:end]
        for size in range(len(done), 1, -1):
            by = re.search(
                rf"由(?P<who>[^，。；由]{{2,30}}?){_LEADS}{re.escape(done[:size])}", clause
            )
            if by:
                return by["who"]
        done = done.removeprefix("负责")
        head = clause[: max(0, clause.find(done[:2]))]
        who = _BETWEEN.split(_ARTICLE.sub("", head), maxsplit=1)[0]
        if _BODY.search(who) and not share([who], "".join(asked.about)) > 1 / 2:
            return who
    return ""


def place(asked: Asked, text: str) -> str:
    """Give where something is, of the clause that holds most of a question."""
    found = next((_PLACE.search(text, *span) for span in near(asked, text)[:1]), None)
    return found["where"] if found else ""


def cell(asked: Asked, heads: Sequence[str], cells: Sequence[str]) -> str:
    """Give the cell of a table's row under the head for what is asked; empty for none."""
    named = cells[0] and any(cells[0] in run or run in cells[0] for run in asked.about)
    if not named or len(heads) != len(cells):
        return ""
    columns = list(zip(heads[1:], cells[1:], strict=True))
    fit = [value for head, value in columns if asked.noun in head or (head and head in asked.noun)]
    return fit[0] if len(fit) == 1 else ""
