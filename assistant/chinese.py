"""A question in Chinese to the same in English around its Chinese names; pure.

The documents are in English and give names and titles in Chinese beside it, so that a name finds
its place as it stands, and only the words that ask must be understood: "新规划是谁发布的？" becomes
"Who issued 新规划?".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.keywords import CHINESE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

POLITE = re.compile(r"^(?:请问|请告诉我|告诉我|我想知道|你知道|请说明|请)[，,]?")
ENDS = re.compile(r"[吗呢啊呀]?[\s?？。.!！]*$")
_ISSUE = r"(?:发布|颁布|制定|制订|出台|提出|公布|印发|推出|主办|编写|编制|出版)"
_FOUND = r"(?:成立|建立|设立|创立|创办)"
_BODY = r"(?:(?:政府|集团)?(?:部门|机构|单位|组织|部委|部|公司|企业)|集团|政府)"
WHO = rf"(?:谁|哪[个家]{_BODY}?|哪些{_BODY}|什么{_BODY})"
WHEN = r"(?:什么时候|什么时间|何时|哪一?年|哪一?天|几月|几号)"
_MANY = r"(?:多少|几)[个家名所项条位座只种]?"
_LISTED = r"(?:哪些|哪几[个家名所项条位种])"
# Tried in order; the first that is the whole of a question decides.
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form), template)
    for form, template in (
        (rf"(?P<x>.+?)(?:是由|是|由){WHO}{_ISSUE}(?:了|的)?", "Who issued {x}?"),
        (rf"(?:是)?{WHO}{_ISSUE}(?:了|的)?(?P<x>.+)", "Who issued {x}?"),
        (rf"(?P<x>.+?)(?:是由|是|由){WHO}{_FOUND}(?:了|的)?", "Who founded {x}?"),
        (rf"(?:是)?{WHO}{_FOUND}(?:了|的)?(?P<x>.+)", "Who founded {x}?"),
        (rf"(?:是)?{WHO}负责(?P<x>.+)", "Who is in charge of {x}?"),
        (rf"(?P<x>.+?)(?:是由|是|由){WHO}负责(?:的)?", "Who is in charge of {x}?"),
        (rf"(?P<x>.+?)的?发布(?:机构|部门|单位|者)(?:是{WHO})?", "Who issued {x}?"),
        (rf"(?P<x>.+?)(?:是)?(?:在)?{WHEN}{_ISSUE}(?:了|的)?", "When was {x} issued?"),
        (rf"(?P<x>.+?)(?:是)?(?:在)?{WHEN}{_FOUND}(?:了|的)?", "When was {x} established?"),
        (rf"(?P<x>.+?)的?{_ISSUE}(?:日期|时间)(?:是{WHEN})?", "When was {x} issued?"),
        (rf"(?P<x>.+?)的?{_FOUND}(?:日期|时间)(?:是{WHEN})?", "When was {x} established?"),
        (r"(?P<x>.+?)的(?:主要)?目标(?:是什么|有哪些)", "What are the targets of {x}?"),
        (r"(?P<x>.+?)的(?:总部|地址|位置)(?:在哪里?|是哪里)", "Where is {x}?"),
        (r"(?P<x>.+?)(?:位于|在)(?:哪里?|哪儿|哪个城市|哪个省份?|什么地方)", "Where is {x}?"),
        (rf"(?P<x>.+?)(?:一?共|总共)?(?:有|包括|包含){_MANY}(?P<y>.+)", "How many {y} has {x}?"),
        (rf"(?P<x>.+?)(?:都)?(?:有|包括|包含){_LISTED}(?P<y>.*)", "What are the {y} of {x}?"),
        (r"(?:什么是|何为|何谓)(?P<x>.+)", "What is {x}?"),
        (r"(?P<x>.+?)(?:是什么(?:意思|公司|机构|组织)?|是啥|指的?是?什么)", "What is {x}?"),
        (r"(?P<x>.+?)的?(?:定义|含义|意思)(?:是什么)?", "What is {x}?"),
        (r"谁是(?P<x>.+)|(?P<who>.+?)是谁", "Who is {x}?"),
        (r"为(?:什么|何)(?P<x>.+)|(?P<why>.+?)的?原因(?:是什么)?", "Why {x}?"),
        (r"那(?:么)?(?P<x>.+)", "What about {x}?"),
    )
)
_IT = re.compile(
    r"^(?:它|其(?![他中余它])|(?:该|这[份个篇]?)(?:报告|文件|通知|文章|规划|计划))(?!们)"
)
_PRONOUN = {"它": "it", "它们": "they", "他": "he", "她": "she", "他们": "they", "其": "it"}
_NOUN = {
    "企业": "companies", "公司": "companies", "目标": "targets", "城市": "cities",
    "省份": "provinces", "部门": "bodies", "机构": "bodies", "成员": "members", "项目": "projects",
    "政策": "policies", "措施": "measures", "领域": "areas", "专家": "experts",
    "大学": "universities",
}  # fmt: skip


def in_english(question: str, english: Callable[[str], str] = str) -> str:
    """Give a question in Chinese in English; any other, and one of another form, as it is.

    Args:
        question: as typed.
        english: gives the English form of a Chinese name, or the name where it knows none.
    """
    template, thing, noun = _read(question)
    if not template:
        return question
    y = _NOUN.get(noun, noun) or "parts"
    return template.format(x=_PRONOUN.get(thing) or english(thing), y=y)


def with_thing(question: str, earlier: Sequence[str]) -> str:
    """Put what an earlier question in Chinese asked about in the place of "它" or "其".

    Args:
        question: as typed.
        earlier: questions before it, oldest first.
    """
    if not _IT.search(question):
        return question
    things = (_read(before)[1] for before in reversed(earlier))
    thing = next((one for one in things if one and one not in _PRONOUN), "")
    return _IT.sub(thing, question, count=1) if thing else question


def _read(question: str) -> tuple[str, str, str]:
    """Give how a question is put in English, what it asks about, and of what kind; or nothing."""
    text = ENDS.sub("", POLITE.sub("", question.strip()))
    for form, template in _FORMS if CHINESE.search(text) else ():
        if found := form.fullmatch(text):
            named = {key: value for key, value in found.groupdict().items() if value is not None}
            noun = named.pop("y", "").strip()
            thing = next(iter(named.values()), "").strip(" ，,、的")
            if thing:
                return template, thing, noun
    return "", "", ""
