"""What a question in Chinese asks of a text in Chinese; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

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


_ENDS = re.compile(r"[吗呢啊呀]?[\s?？。.!！]*$")
_OPENS = re.compile(r"^(?:请问|请告诉我|告诉我|我想知道|你知道|请说明|请)[，,]?")
_UNIT = (
    r"(?:[万亿]?(?:元|美元|欧元|标准箱|平方米|立方米|平方公里|吨标准煤|千瓦时|千瓦|兆瓦|公里|千米"
    r"|吨|米|公顷|亩|人次|人|户|辆|台|艘|架|列|座)|个百分点|小时|天|[个家名项条位只种类套件所处倍次])"
)
_BODY = r"(?:部门|机构|单位|组织|部委|公司|企业|集团|政府)"
_WHO = rf"(?:谁|哪[个家]{_BODY}?|哪些{_BODY}|什么{_BODY})"
_WHEN = r"(?:什么时候|什么时间|何时|哪一?年|哪一?天|几月|几号)"
_FIELD = (
    r"(?:发文字号|文件编号|编号|文号|信息来源|来源|作者|编者|主编|联系人|联系电话|联系方式|发布单位"
    r"|发布机构|发文机关|发文单位|主办单位|发布日期|发布时间|成文日期|印发日期|生效日期|施行日期)"
)
# Tried in order; the first that is found decides. What ``noun`` and ``unit`` hold is told above.
_FORMS: tuple[tuple[Want, re.Pattern[str]], ...] = tuple(
    (want, re.compile(form))
    for want, form in (
        (Want.FIELD, rf"的?(?P<noun>{_FIELD})(?:是(?:什么|多少|谁|{_WHEN}))?$"),
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
        (Want.DATE, rf"(?:是)?(?:在|于)?{_WHEN}"),
        (Want.NUMBER, rf"(?:达到?|是|为|有)?(?:多少|几)(?P<unit>{_UNIT}?)(?P<noun>[^的]*)$"),
        (Want.NUMBER, r"(?:有)?多(?P<size>[长高大重远快])$|(?P<noun>[^的]+?)(?:是|为)?多少$"),
        (Want.BODY, rf"(?:是|由)?{_WHO}"),
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
    r"已经|分别|一共|总共|目前|现在|当前|达到|[的了里与和及或将已也都之是由到在于对被达]"
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
    text = _ENDS.sub("", _OPENS.sub("", question.strip()))
    if not is_asked_in_chinese(text):
        return None
    text = text.replace(title, "", 1).replace("《》", "").strip("，, ") if title else text
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
