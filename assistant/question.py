"""What kind of answer a question wants; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.currency import IN_CURRENCY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_QUESTION = 2000  # characters; more is a pasted text, not a question


class Kind(StrEnum):
    """The kind of answer wanted."""

    DATE = "date"
    NUMBER = "number"
    LIST = "list"
    YES_NO = "yes or no"
    DEFINITION = "definition"
    PERSON = "person"
    NAME = "name"  # of an organisation, a plan, a place, a thing
    REASON = "reason"
    COMPARISON = "comparison"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Query:
    """A question with all that is known of it before a sentence is read.

    Attributes:
        asked: the question as typed; a follow-up with its ellipsis or pronoun filled in.
        standalone: the same with what else it takes from earlier turns.
        kind: what it wants.
        weights: rarity of each stem of it; a stem of earlier turns alone has a share of that.
        said: the words that an answer should add something to; None: those of ``standalone``.
    """

    asked: str
    standalone: str
    kind: Kind
    weights: Mapping[str, float]
    said: str | None = None

    @property
    def known(self) -> str:
        """The words that an answer should add something to."""
        return self.standalone if self.said is None else self.said


AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)"
)
_OPENS = re.compile(rf"(?:and |so |but )?(?!may \d){AUXILIARY}\b", re.IGNORECASE)  # no month
# "Can Alba or Belm build docks?" claims it of both, and gives no choice.
_OF_EITHER = re.compile(
    r"(?:Can|Could|May|Must|Should|Will) (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*"
    r" or (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)* [a-z]"
)
# "When the drive began, did it pay?"
_AFTER_WHEN = re.compile(
    rf"\b(?:when|while|after|once) (?!{AUXILIARY}\b)[^,?]{{3,80}}, {AUXILIARY}\b[^?]*\?*$",
    re.IGNORECASE,
)
# What makes an order or a polite question of another one; "Do you know when …" asks for a date.
_POLITE = re.compile(
    r"^(?:please )?(?:(?:can|could|would|will) you (?:please )?(?:tell me |say )?"
    r"|do you (?:happen to )?know |are you aware (?:of )?|tell me )",
    re.IGNORECASE,
)
_TAG = re.compile(
    rf", (?:right|correct|true|yes|{AUXILIARY}(?:n['’]t| not)? (?:it|they|he|she|that|there|this)"
    rf"(?: (?:true|right|correct|not|so))?)\??$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)
LETTERS = "[A-Z][A-Z0-9&/-]{1,9}"
"""Letters that may be all of a question: "HGR?"."""
_MOVES_ON = re.compile(r"^(?:and |so |but )?(?:what|how) about ", re.IGNORECASE)
_AS_FOR = re.compile(r"\bwhen it comes to\b|\bwhen (?:asked|compared)\b", re.IGNORECASE)
_PAID = r"(?:bonus|premium|reward|subsidy|penalty|wage|salary|discount|compensation)"
_SIZES = (
    r"(?:shares?|percent\w*|portion|proportion|fraction|amount|figure|number|sum|budget|size|rate"
    r"|value|slice|total|price|cost|extent|way|order|ratio|rank|place|position|point|respect|time"
    r"|growth|stake|density|toll|revenue|target|capacity|worth|population|investment|spending|it"
    rf"|{_PAID})"
)
# "No. of staff", "gross margin of the group": names of figures, with or without a question word.
_MEASURED = (
    r"\bno\. of \w|\bhead ?count\b"
    r"|\bwhat part of (?:[\w'’-]+ ){1,6}?(?:market|sales|output|total|[a-z]{3,}s)"
    rf" (?:{AUXILIARY}|comes?|came|goes|went)\b"
    r"|\b(?:what|which) (?:[\w&-]+ ){0,3}(?:ratio|margin|utili[sz]ation)\b"
    r"|^(?!(?:list|name|give|enumerate|compar\w+)\b)(?:(?!\b(?:what|who\w*|which|where|why|how"
    r"|vs|versus|differ\w*|between|list)\b)[^?:;])*\b(?:rate|ratio|margin|utili[sz]ation|turnover"
    r"|funding (?:for|of))\b[^?:;]*\?*$"
    r"|^(?:the )?(?:(?!(?:of|for|on|in|to|at|by|with|against|and|is|are|was|were|do|does|did|what"
    r"|who|which|where|why|how|list|name)\b)[\w'’&.-]+ ){0,4}"
    r"(?:(?:score|(?<= )(?<!the )index)\b|(?:throughput|output|production"
    r"|capacity|shipments|revenues?|profits?|income|spending|expenditure|emissions|consumption"
    r"|sales|penetration|workforce|payroll|budget|debt|deficit|surplus|imports|exports)"
    r"(?= ?\?*$| (?:of|in|for|at|by|as|last|this|since|per|Q\d|[12]\d{3})\b))[^?:;]*\?*$"
    r"|^(?:the )?(?:min(?:imum|\.)?|max(?:imum|\.)?|average|median|total|combined|annual)"
    r" (?!plan|report|review|meeting|conference|forum)[a-z]"
)
# Told in one figure, though the word is a plural.
_SUMS = (
    r"(?:sales|revenues|profits|earnings|costs|emissions|losses|savings|proceeds"
    r"|takings|wages|salaries)"
)
# Who or what has a value, and is no value itself: "which start-up is worth the most".
_AGENT = (
    rf"(?:(?!of\b|{_SIZES}\b)[\w-]+ ){{0,3}}(?:company|firm|start-?up|\w*maker|bank|university"
    r"|institute|agency|ministry|body|group|city|province|region|country)"
)
_HOLDS = r"(?:bought|sold|took|held|led|won|got|made|owns|holds|makes|leads|runs|sells|buys)"
# Tried in order; the first that is found in the question decides.
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        # "Why do the figures differ?" is told by what each is of.
        (
            Kind.REASON,
            r"^(?:and |so |but )?why\b(?!.*\b(?:differ\w*|compared)\b)"
            r"|^what (?:lies|lay|stands|stood) behind\b"
            r"|^how (?:did|does|do|has|have) [^?:;]{2,60} (?:justif(?:y|ied)|explain|explained"
            r"|account for|defend)\b",
        ),
        # "When does a park count as green?" asks what makes it one.
        (
            Kind.DATE,
            r"^(?:on |in |by |since )?(?:when\b(?!.*\bcounts? as\b)"
            r"|(?:what|which) (?:day|date|month|year)\b)",
        ),
        (
            Kind.DEFINITION,
            rf"^what does (?-i:{LETTERS}) measure\b"
            r"|^(?:please )?explain (?!how\b|why\b)(?:an? |the )?[^,.:;?]{2,60}[?.]*$"
            r"|\b(?:stands? for|short for|abbreviat\w+|mean(?:s|ing)?\b|meant by|definition of"
            r"|define[sd]?\b|underst\w+ by|counts? as|acronym|spel(?:led|t) out|in full\b"
            r"|full (?:name|form))"
            rf"|^(?-i:{LETTERS}) ?\?+$"
            r"|^what(?:['’]s| is| are) (?:an? |the )?[‘“'\"][^‘’“”'\"]{2,60}[’”'\"](?!s)",
        ),
        (
            Kind.DATE,
            r"^(?:(?!\b(?:what|which|who|how|where|why)\b).)*\bwhen\b"
            r"|\b(?:what|which|on what|in what|in which) (?:day|date|month|year)s?\b"
            r"|\bsince when\b|\bhow (?:far back|long ago|recently)\b|\bdates?\?*$|\bby what year\b"
            r"|^(?:the )?(?:\w+ )?(?:date|deadline)\b|[:,] (?:the )?(?:date|deadline) of\b"
            r"|^(?:the )?(?:target|founding|start(?:ing)?|launch|opening|completion|final|base)"
            r" year\b(?! (?!of\b|for\b|in\b|by\b|to\b|when\b|that\b)(?-i:[a-z]))"
            r"|^(?:the )?(?:entry into (?:force|effect)|promulgation|expiry|adoption(?= of [^?.:;]*"
            r"\b(?:laws?|acts?|bills?|codes?|plans?|rules?|regulations?|directives?|guidelines?"
            r"|measures|standards?|strategy|resolution|convention|treaty|agreement|constitution"
            r"|budget)\b))"
            r" of [^?.:;]*\?*$"
            r"|^what(?:'s| is| was) the [\w-]*? ?(?:date|deadline|year|month|day)\b",
        ),
        # "In which field was the share largest?" asks for a field.
        (
            Kind.NAME,
            r"^(?:(?:in|at|under|from|through|to|with|by) )?(?:what|which) "
            rf"(?:(?!{_SIZES}\b)[\w-]+(?<!s) {AUXILIARY}\b"
            rf"|{_AGENT} (?:{AUXILIARY}|[a-z]+ed|{_HOLDS})\b)",
        ),
        (Kind.PERSON, r"^(?:and |so |but )?who\b(?!.*\bhow (?:many|much)\b)"),
        (
            Kind.NUMBER,
            r"\b(?:what|how much) (?:does|did|do|will|has|have) [^?]*\b(?:(?:put into|spen[dt] on"
            r"|set aside for|earmark(?:ed)? for) \w|turn(?:ed)? over\b|gross(?:ed)?\b)"
            rf"|{_MEASURED}"
            r"|\b(?:what|which) (?:place|rank|position)\b[^?]*\b(?:list|roster)\b"
            r"|\bhow (?:many|much|large|big|high|long|old|often|far|fast|quickly|soon"
            r"|busy|full|expensive|costly|dear|cheap|heavy|deep|wide|tall|thick|small|low|short"
            r"|steep)\b"
            r"|\bnumber of\b"
            r"|\b(?:what|which) (?:share|percent\w*|portion|proportion|fraction|amount|figure"
            r"|number|sum|budget|size|rate|value|slice|total)\b"
            r"|\bwhat(?:'s| is| was| are| were) [\w'’\- ]*?\b(?:share|percentage|portion|proportion"
            r"|amount|number|sum|budget|size|rate|value|slice|toll|target|capacity|worth|cost"
            r"|(?:quota|threshold|ceiling)(?! (?:system|scheme|rule|regime))|fine|fee|surcharge"
            r"|price|population|revenue|density|ratio|margin|utili[sz]ation"
            r"|turnover)\b"
            r"|\bwhat (?:will|would|does|did|do) [^?]*\b(?:costs?|charge)\b(?! of\b| with\b)"
            rf"|\b(?:what|which) (?:[\w-]+ ){{0,2}}{_PAID} {AUXILIARY}\b"
            r"|^(?:and |so )?(?!.*\b(?:main|key|chief|major)\b)what (?:are|were) "
            rf"(?:[\w&'’-]+ ){{0,4}}?{_SUMS}(?: of| in| to| at| from| for| last| that| by|\?|$)"
            r"|\b(?:with)?in (?:what|which) (?:time|period)\b"
            r"|\bphone number\b|\bworth\b|\b(?:put|estimated|valued) at\b"
            rf"|\bin (?:hours|days|weeks|months|percent|kilomet\w+)\b|{IN_CURRENCY}"
            r"|\bslice of\b|^(?:the )?(?:share|percentage|portion|number|size) of\b"
            r"|\b(?:what|which) (?:[\w-]+ ){0,2}(?:growth|share|value|rank|stake|toll|density)\b"
            r"|\b(?:growth|rank|toll|stake|density|share|size)\b"
            r"(?! (?:is|are|with|first|highe\w+)\b)[^?.:]*\?*$"
            r"|[:,] (?:the )?(?:growth|share|percentage|number|size|value|rank) of\b",
        ),
        (
            Kind.DEFINITION,
            r"^what(?:'s| is| are(?! the)) (?!the (?-i:[a-z]+) of\b)"
            r"(?:an? |the )?(?!.*\bname\b)[\w\- ]{1,40}\?*$",
        ),
        (
            Kind.LIST,
            r"^(?:please )?(?:list|name|give|enumerate)\b|[-–—,:] ?(?:please )?list (?:them )?all\b"
            r"|\b(?:which|what)(?: are)?(?: the)?(?: main)? "
            r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\b"
            r"|\bwhat(?: are| were)\b(?! [\w' ]+ called)"
            r"|\bwhich [\w' -]*?\w+s (?:are|were|have|did|do)\b"
            r"|\b(?!step|bit|side|day|word)(?P<each>[a-z]{3,}) by (?P=each)\b",  # "city by city"
        ),
        (
            Kind.COMPARISON,
            r"\b(?:vs\.?|versus|compared?|differ\w*|rank|bigger|larger|faster|older)\b",
        ),
        (
            Kind.YES_NO,
            rf"^(?:if|whether)\b|[.:;,] (?:and |so |but )?{AUXILIARY}\b(?! \d)[^?]*\?*$",
        ),
        (Kind.REASON, r"\bwhy\b|\bwhat for\b|\bfor what reason\b"),
        (Kind.PERSON, r"\bwho(?:m|se)?\b"),
        (Kind.NAME, r"\b(?:which|where|what|name|title)\b"),
    )
)


def kind_of(question: str, earlier: Sequence[str] = ()) -> Kind:
    """Tell what kind of answer a question wants.

    Args:
        question: as asked.
        earlier: questions before it, oldest first: "And in 2025?" wants what the last one did.
    """
    kind = _kind_of(question)
    if kind is Kind.OTHER and earlier:
        return kind_of(earlier[-1], earlier[:-1])
    return kind


def untagged(question: str) -> str:
    """Leave out "right?" or "is it not?" after what a question states; else the question."""
    tag = _TAG.search(question)
    asked = tag and _ASKED.search(question[: tag.start()])
    return question[: tag.start()] if tag and not asked else question


def _kind_of(question: str) -> Kind:
    text = _POLITE.sub("", question.strip()[-LONGEST_QUESTION:])
    text = _AS_FOR.sub(" ", _MOVES_ON.sub("", text))
    if _OPENS.match(text) and (" or " not in text or _OF_EITHER.match(text)):
        return Kind.YES_NO
    if _AFTER_WHEN.search(text):
        return Kind.YES_NO
    if untagged(text) != text:
        return Kind.YES_NO
    return next((kind for kind, pattern in _PATTERNS if pattern.search(text)), Kind.OTHER)


# "Which banks", "what channels"; "which city hosts" looks the same and is taken for several too.
_SEVERAL = re.compile(
    rf"\b(?:which|what|where|whose) (?:(?!{AUXILIARY}\b)[\w'’&-]+ ){{0,4}}?"
    rf"(?!{AUXILIARY}\b)[a-z]{{2,}}(?<![us])s\b|\bwhat makes up\b"
    # "Where does it have plants?"; headquarters are in one place.
    r"|\bwhere (?:else )?(?:do|does|did)\b[^?]*? (?:have|keep|run|operate|own|open|opened|maintain)"
    r" (?:[a-z-]+ ){0,2}(?!headquarters\b)[a-z]{2,}(?<![us])s\b"
    r"|\bwhere are [^?]*?[a-z](?<![us])s\b"
    r"|\bwhat (?:does|do|did|would|will) [^?]*\b(?:advise|recommend|propose|suggest|have to do"
    r"|aim (?:to achieve|at|for)|(?:want|hope|intend|plan|seek) to achieve|consist of|comprise)\b",
    re.IGNORECASE,
)
# "Bodies behind the plan", "Partners of the alliance": what is asked for stands first.
_SEVERAL_OF = re.compile(
    r"^(?:(?:the|all) )?(?:[a-z-]+ )?(?:bodies|ministries|agencies|authorities|issuers|companies"
    r"|firms|cities|provinces|regions|countries|members|partners|investors|shareholders|owners"
    r"|founders|authors|branches|sites|plants|measures|priorities|areas|fields|sectors|targets"
    r"|goals|aims|tasks|projects|programm?es|reasons|criteria|conditions|steps|laws|policies"
    r"|signatories)"
    r" (?:behind|of|in|for|that|which|who|with|under|from|to|named|set|listed|covered|involved)\b",
    re.IGNORECASE,
)


def may_want_several(question: str) -> bool:
    """Tell whether a question may ask for several things, so that one sentence is too little."""
    return bool(_SEVERAL.search(question) or _SEVERAL_OF.match(question.strip()))


COUNTS = {
    word: count
    for count, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split(),
        start=2,
    )
}
_COUNT = re.compile(
    rf"\b(?:the|which|what|list|name) (?:\w+ )?({'|'.join(COUNTS)}|\d{{1,2}})\b"
    rf"|\b(?:has|had|have|names?|set|sets|lists?) ({'|'.join(COUNTS)})\b.*\b(?:what|which)\b",
    re.IGNORECASE,
)


def declared_count(question: str) -> int | None:
    """Tell how many items a question says there are ("the seven areas"); None when it does not."""
    found = _COUNT.search(question)
    if found is None:
        return None
    return count_of(found[1] or found[2])


def count_of(word: str) -> int:
    """Read a count in digits, or as one of the words of ``COUNTS``."""
    return int(word) if word.isdigit() else COUNTS[word.lower()]
