"""What a question in Chinese asks of a text in Chinese; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from assistant.chinese import ENDS, POLITE, WHEN, WHO
from assistant.in_chinese.cover import PARTING
from index.keywords import CHINESE


class Want(StrEnum):
    """What a question in Chinese wants."""

    FIELD = "a labelled value"
    CONTENT = "what a document says"
    NUMBER = "an amount"
    DATE = "a date"
    BODY = "who"
    PLACE = "where"
    DEFINITION = "a definition"
    VERDICT = "yes or no"
    REASON = "a reason"
    LIST = "several things"
    OTHER = "something else"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in Chinese, read.

    Attributes:
        want: what it wants.
        about: its words without those that ask, each run of them by itself.
        noun: what is counted, measured, listed, defined or labelled; empty where it is not told.
        unit: the unit or measure word that the amount must have; empty for any.
        years: those that it names.
    """

    want: Want
    about: tuple[str, ...]
    noun: str = ""
    unit: str = ""
    years: tuple[str, ...] = ()


COUNTED = "个家名项条位只种类套件所处倍次人户辆台艘架列座张份间栋幢棵株头匹支枚册块床届"
"""The words, of one character, between a number and what is counted."""
MEASURED = (
    r"[美欧日港]?元|标准箱|平方米|立方米|平方公里|吨标准煤|千瓦时|千瓦|兆瓦|公里|千米|吨|米|公顷|亩"
    r"|人次|小时|天"
)
"""Units, as a pattern."""
_UNIT = rf"(?:[万亿]?(?:{MEASURED}|[人户辆台艘架列座])|个百分点|[{COUNTED}])"
_OTHERS = ("主编", "联系人", "联系电话", "联系方式", "主办单位", "编写单位", "编制单位", "出版单位")
SAME = (
    frozenset(("文号", "发文字号", "文件编号", "编号")),
    frozenset(("来源", "信息来源", "文章来源")),
    frozenset(("发布单位", "发布机构", "发文机关", "发文单位", "印发机关")),
    frozenset(("发布日期", "发布时间", "成文日期", "印发日期")),
    frozenset(("施行日期", "生效日期")),
    frozenset(("作者", "编者", "撰稿人")),
    *(frozenset((label,)) for label in _OTHERS),
)
"""The labels of a document's head that mean the same."""
_FIELD = rf"(?:{'|'.join(sorted(chain(*SAME)))})"
# Tried in order; the first that is found decides. What ``noun`` and ``unit`` hold is told above.
_FORMS: tuple[tuple[Want, re.Pattern[str]], ...] = tuple(
    (want, re.compile(form))
    for want, form in (
        (Want.FIELD, rf"的?(?P<noun>{_FIELD})(?:是(?:什么|多少|谁|{WHEN}))?$"),
        (
            Want.CONTENT,
            r"(?:里面?|中)?(?:都)?(?:主要)?(?:说|讲|写|谈|介绍|提|包含)(?:了|到了|到|的是)?(?:些)?什么"
            r"(?:内容)?$|的?(?:主要)?内容(?:是什么|有哪些)?$|^(?:概括|总结|介绍)(?:一下)?",
        ),
        (Want.VERDICT, r"是否|是不是|有没有|能否|能不能|可否|会不会"),
        (Want.REASON, r"为什么|为何|的?原因(?:是什么|有哪些)?$"),
        (
            Want.DEFINITION,
            r"^(?:什么是|何为|何谓|谁是)(?P<noun>.+)$|^(?P<who>[^的]+)是谁$|^(?P<what>[^的]+?)(?:是什么(?:意思)?|是指什么|指的?是?什么)$"
            r"|^(?P<of>.+?)的?(?:定义|含义|意思)(?:是什么)?$",
        ),
        (Want.PLACE, r"(?:是)?(?:位于|设在|在)?(?:哪里|哪儿|哪[个座]城市|哪个省份?|什么地方)"),
        (Want.DATE, rf"(?:是)?(?:在|于)?{WHEN}"),
        (Want.NUMBER, rf"(?:达到?|是|为|有)?(?:多少|几)(?P<unit>{_UNIT}?)(?P<noun>[^的]*)$"),
        (Want.NUMBER, r"(?:有)?多(?P<size>[长高大重远快])$|(?P<noun>[^的]+?)(?:是|为)?多少$"),
        (Want.BODY, rf"(?:是|由)?{WHO}"),
        (
            Want.LIST,
            r"(?:有|包括|包含|是)?(?:哪些|哪几[个家名项条位种类])(?P<noun>.*)$|(?:是)?什么",
        ),
    )
)
# "2020年某港的吞吐量" asks for the amount without a word that asks.
_MEASURE = re.compile(
    r"(?:量|额|率|人数|数量|总数|产值|收入|面积|长度|人口|价格|比例|占比|规模|里程)$"
)
_ENGLISH = re.compile(r"(?:^|[^\W_])[a-z]+\b.*\b[A-Za-z]|\b[a-z]{2,}\b", re.ASCII)
_SHARES = frozenset(("比例", "比重", "占比", "份额"))
# Words that say nothing of the matter, and part what stands beside them.
_EMPTY = re.compile(
    rf"已经|分别|一共|总共|目前|现在|当前|达到|[{PARTING}]"
    r"|[，、,：:《》“”\"?？]|共(?!同|享|有)"
)
_OWN_YEAR = re.compile(r"(?<![\d比较])((?:19|20)\d\d)(?!\d)")  # none that is compared with
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?(?:底|末|初)?(?:全年)?")


def read(question: str, title: str = "") -> Asked | None:
    """Read a question in Chinese; None for one that is not.

    Args:
        question: as typed.
        title: words of it that name a document, which are not looked for in its text.
    """
    text = ENDS.sub("", POLITE.sub("", question.strip()))
    if not is_asked_in_chinese(text):
        return None
    text = text.replace(title, "", 1).strip("，, ") if title else text
    years = years_in(text)
    for want, form in _FORMS:
        if found := form.search(text):
            groups = {name: value for name, value in found.groupdict().items() if value}
            unit = groups.pop("unit", "")
            noun = next(iter(groups.values()), "").strip("的")
            keep = noun if want is not Want.FIELD and "size" not in groups else ""
            rest = f"{text[: found.start()]}，{keep}，{text[found.end() :]}"
            return _share_of(Asked(want, _runs(rest), noun or _last(rest), unit, years))
    want = Want.NUMBER if _MEASURE.search(text) else Want.OTHER
    return Asked(want, _runs(text), _last(text), "", years)


def _share_of(asked: Asked) -> Asked:
    """Read "A占B的比例", of which a text says "A占B的8.5%", as a percentage of the rest."""
    rest = tuple(run for run in asked.about if run not in _SHARES)
    if asked.noun not in _SHARES or "占" not in "".join(rest):
        return asked
    return replace(asked, about=rest, noun=rest[-1], unit="%")


def is_asked_in_chinese(question: str) -> bool:
    """Tell a question in Chinese from one in English about a name in Chinese."""
    return bool(CHINESE.search(question)) and not _ENGLISH.search(question)


def years_in(question: str) -> tuple[str, ...]:
    """List the years that a question names."""
    return tuple(dict.fromkeys(_OWN_YEAR.findall(question)))


def _runs(text: str) -> tuple[str, ...]:
    parts = _EMPTY.split(_YEAR.sub("，", text))
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _last(text: str) -> str:
    runs = _runs(text)
    return runs[-1] if runs else ""
