"""What the words around a fact tell: how sure it is, who acts, what is measured; pure."""

from __future__ import annotations

import re

from index.facts.fact import Certainty
from index.names import find_names
from index.regions import LANDS, is_place
from index.verbs import FIRST_VERB, VERB, acts_first

_CERTAINTY = {
    Certainty.IN_TALKS: r"in talks|talks? with|negotiat\w+",
    Certainty.REPORTED: r"reportedly|is said to|are said to|media reports?|rumou?r\w*|unconfirmed",
    Certainty.DRAFT: r"drafts?|for (?:public )?comments?|exposure|consultation",
    Certainty.FORECAST: r"forecasts?|(?:could|may|might|would) reach|expects?|expected|projected"
    r"|predict\w*|is seen|sees up to"
    r"|for the (?:coming|next)",
    Certainty.PLANNED: r"(?<!than )(?<!\bas )planned|pledged?|are to be|is to be|may grow",
}
_WORDS = {sure: re.compile(rf"\b(?:{form})\b", re.I) for sure, form in _CERTAINTY.items()}
# What a clause opens with that goes on from the one before: "whereas …", "of which MIIT pays …".
_GOES_ON = re.compile(
    r"(?:while|whereas|and|but) |(?:of|to|in|for|from|under|with|on) which (?:(?:only|about) )?"
)
_PART = re.compile(r"(?:\S+ )?\S+ of (?:this|these|those|them|it)")
_NUMBER = r"(?:(?:CNY|RMB|USD|EUR|GBP|JPY|KRW|HKD|[A-Z]{0,2}[€$£¥]) ?)?[+−-]?\d[\d.,]*"
_NUMBER_FIRST = re.compile(rf"(?:[a-z]+ ){{0,3}}\W{{0,2}}{_NUMBER}")
# It tells how much, and not of what: "57%", "Revenue in 2021: RMB 2 billion".
_ONLY_SUM = re.compile(
    rf"(?:.*: )?(?:(?:about|around|some|nearly|almost|only|over|(?:no )?(?:more|less|fewer) than|at"
    rf" least|up to|another|other) )*{_NUMBER} ?(?:%|per ?cent|[mbt]n|[a-z]+illion)?"
    r"(?: a year| less than| more than)?",
    re.IGNORECASE,
)
_PAYS = re.compile(rf" [a-z]+s (?={_NUMBER})")
_ADVERB = re.compile(r",? (?:also|only|still|already|probably|now|then|just|alone|even|again)$")
_PREPOSITION = re.compile(r"(?:in|at|on|under|for|by|with|among|according)\b", re.IGNORECASE)
# "Chongqing, whose chain …", "CNY 100 billion that": what follows tells more of the subject.
_RELATIVE = re.compile(
    r"(?:, (?:(?:of|in|to|for|with|by|on|from|at|under|some|most) )*(?:which|who|whom|whose)\b.*"
    r"|(?: (?:of|in|to|for|with|by|on))? (?:which|who|that))$",
    re.DOTALL,
)
_OPENER = re.compile(
    r"(?:(?:In|By|At|On|Since|For|From|During|After|Until|As of|Of these|Of this)\b[^,;:]{1,60}?"
    r"(?:(?:19|20)\d\d|month|year|quarter|time|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)(?: (?:19|20)\d\d)?,? "
    r"|[a-z]+ (?:day|week|month|year)s? (?:later|earlier|afterwards),? (?:another )?)?"
    r"(?:(?:the|an?|its|their|our|this|that|these|some) )?",
    re.IGNORECASE,
)
_TAG = re.compile(r"[A-Z][a-z]+: (?=[A-Z])")  # "Portrait: …"
_IT = re.compile(r"it\b", re.IGNORECASE)
BY = re.compile(r"\bby (?:the )?(?=[A-Z])")
_JOINT = re.compile(r"(?: \([^()]*\))?(?:,? and(?: the)? |, (?:the )?)")
_AFTER = re.compile(
    r"\s?(?:(?:of|for|in|on|from|new|more|of the)\s)?"
    r"(?P<what>[^\W\d_][^,;:.()|]*?)(?=[,;:.()|]|\s(?:and|which|that|while|but|by|since|from|after"
    r"|according|at|until|is|are|was|were|has|have|had|will|would|may|can|respectively)\b"
    r"|\s(?:a|per|each|every)\s(?:year|month|week|day|quarter)"
    r"|\s(?:in|by|since|from) (?:\S+ )?(?:19|20)\d\d|$)"
)
_NO_SUBJECT = re.compile(
    r"(?:i\.e\.|e\.g\.|it|they|we|one|this|that|these|those|he|she|there|which|who|of|so|even|and|but|or|as|if"
    r"|when|while|because|although|both|out|still|second|first|elsewhere|nearly|almost|up|down"
    r"|then|twice|what|may|might|can|could|will|would|should|must)\b|(?:in|on|at|by)$",
    re.IGNORECASE,
)
_NO_MEASURE = re.compile(
    r"(?:respectively|not|out|by|in|at|to|and|as|for|per|a year|with|or|until|from|on|than|is|are"
    r"|was|were|up|down|after|against|compared|of wh\w+|(?:ris|fall|increas|decreas)ing"
    r"|the (?:\w+ )?(?:year|half|quarter)(?!['’]))\b",
    re.IGNORECASE,
)
_ONLY_NUMBERS = re.compile(r"(?:[a-z]+ )?[\d.,%\s]*\d[\d.,%\s]*")
_APPOSED = re.compile(
    r"(?:(?!(?:by|of|in|for|with|to|that|which|from|on|at)\b)[\w’'-]+(?: \([A-Z]+\))? ){1,7}"
)
_RULES = re.compile(r" (?:(?:city|provincial|municipal|county) )?(?:government|authorities)\b")
_AFTER_NAME = re.compile(
    rf"(?: \([^()]*\))?(?:,| (?:[a-z]+ly )?(?:{VERB}|of|in|for|to)\b"
    r"| (?:and|or) (?:the )?(?:[A-Z]|\w+ other )"
    r"| [a-z]+s (?:a|an|the|its|their|that|to|new|more|[A-Z\d]))"
)
_BESIDE = (  # "against Bolt's", "and that of Bolt"
    r"(?:and |while |but )?(?:(?:against|versus|compared (?:with|to)|ahead of|behind"
    r"|(?:second |third )?after) )?(?:(?:that|those) of )?(?:[Tt]he |[Aa]n? )?"
)
_ELLIPTIC = re.compile(
    rf"{_BESIDE}(?P<what>[^\W\d].*?)(?: from [^,;]*\d[^,;]*)? (?:by|at|to|with) "
)
# "Acme 15 percent and the Bolt"
_AFTER_NUMBER = re.compile(r"\d\S*(?: [a-z%]+){0,5}?,? and (?:(?:that|those) of )?(?:the )?")
_GAPPED = re.compile(rf"{_BESIDE}(?P<what>[^\W\d][^(),;:]*?) ")
# "and the three cities 40 %", "American ones 9 %"
_COUNTED = re.compile(
    r"(?:other |remaining )?(?:two|three|four|five|six)(?: [a-z]+){1,2}|[A-Z][a-z]+ ones|others?"
)
_NATION = re.compile(
    r"(?:\w+ese|\w+ean|\w+ican|German|French|British|Dutch|Russian|Indian|Swiss|Foreign|Domestic"
    r"|Few|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|\w+teen|Twenty|Several|Some|Many|Most|All|Both|More)"
    r"(?= [a-z])"
)
_BODIES = re.compile(
    r"\b(?:governments?|ministr(?:y|ies)|authorit(?:y|ies)|regulators?|courts?|agenc(?:y|ies)"
    r"|provinces?|parliament|departments?|bureaus?|offices?|commissions?|committees?|councils?|colleges?"
    r"|universit(?:y|ies)|associations?|societ(?:y|ies)|(?:city|cities) [a-z]+)$"
)
# "In answer, MIIT issued …", "Two months after the vote, the State Council …".
_LEADS_IN = re.compile(
    r"(?:(?:In|At|On|After|With|As|Following|For|To) [^,;:]{2,80}"
    r"|[A-Z][a-z]+ (?:days|weeks|months|years) (?:after|before|later|earlier)\b[^,;:]{0,90}),"
    r" (?:on [^,;:]{4,20}, )?(?=(?:the )?[A-Z])"
)
_LEADS = re.compile(r"^[A-Za-z ]{1,30}, (?:(?:the|an?|its|their) )?")  # "In reaction, the "
_WHERE = re.compile(r" (?:of|in|for|at|on)\b")
_WORDS_AT_MOST = 9  # in what is measured


def certainty(text: str, *kinds: Certainty) -> Certainty:
    """Tell how sure a text is of what it tells, by its words; of ``kinds`` only, where given."""
    for sure, pattern in _WORDS.items():
        if (not kinds or sure in kinds) and pattern.search(text):
            return sure
    return Certainty.STATED


def actors(text: str, before: str = "") -> tuple[str, ...]:
    """Find who acts in a sentence: the names that it begins with, or that "by" introduces.

    Args:
        text: the sentence.
        before: the sentence before it, whose actor "it" is.
    """
    names = [(a, b) for a, b in find_names(dotted(text)) if not _is_nation(text, a, b)]
    names = [(a, rules.end() if (rules := _RULES.match(text, b)) else b) for a, b in names]
    tag = _TAG.match(text)
    opener = _OPENER.match(text, tag.end() if tag else 0)
    begin = opener.end() if opener else 0
    if _IT.match(text, begin):
        return actors(before)[:1] if before else ()
    found: list[str] = []
    for first, end in names:
        start = begin if first < begin < end and not found else first
        between = text[begin:start]
        if found and between == " (":
            continue  # its acronym
        if found and between in ("'s ", "’s "):
            land = found[-1] in LANDS  # "Germany's Bosch": a land only says where
            found[-1] = text[start:end] if land else found[-1] + text[begin:end]
            begin = end
        elif start == begin and not found and _describes(text, start, end):
            continue  # and what it describes may act
        elif (
            start == begin
            or (found and _JOINT.fullmatch(between))
            or (not found and _apposed(between) and _acts(text, end))
        ):
            found.append(text[start:end])
            begin = end
        elif start > begin and found:
            break
    return tuple(re.sub(r"^the ", "", name) for name in found) or _introduced(text)


def _introduced(text: str) -> tuple[str, ...]:
    """Find who acts in a sentence behind what leads in to it, or behind "by"."""
    if leads := _LEADS_IN.match(text):
        return actors(text[leads.end() :])
    verb = FIRST_VERB.search(text)
    by = BY.search(text)
    if by and (verb is None or by.start() < verb.start() or text.startswith("In a ")):
        tail = text[by.end() :]
        return actors(tail) if find_names(tail[:80])[:1] else ()
    return ()


def _describes(text: str, start: int, end: int) -> bool:
    """Whether a word is no name but describes what follows: "Autonomous vehicle startup WeRide"."""
    if re.match(r"['’]s [a-z]", text[end:]):
        return True
    after = re.match(r" [a-z-]+", text[end:])
    return " " not in text[start:end] and after is not None and not _acts(text, end)


def _apposed(words: str) -> bool:
    """Whether words only describe the name after them: "Huawei's venture capital arm Hubble"."""
    return bool(_APPOSED.fullmatch(words)) and not FIRST_VERB.search(f" {words}")


def _acts(text: str, end: int) -> bool:
    """Whether a verb follows a name, or a word that links it to one."""
    return bool(_AFTER_NAME.match(text, end))


def _is_nation(text: str, start: int, end: int) -> bool:
    """Whether a name only says whose or how many: "Chinese" of "a Chinese report"."""
    found = _NATION.match(text, start)
    return found is not None and found.end() == end


def dotted(text: str) -> str:
    """Let "U.S." and "People's" go on into the name that they are part of; offsets stay."""
    whole = re.sub(r"\b(U\.[SKN])\. (?=[A-Z])", r"\1_ ", text)
    return re.sub(r"\b(People)['’]s (?=[A-Z])", r"\1_s ", whole)


def subject(text: str) -> str | None:
    """Find what a clause is about: its words before the first verb, without their opener."""
    goes_on = _GOES_ON.match(text)
    opener = _OPENER.match(text, goes_on.end() if goes_on else 0)
    begin = opener.end() if opener else 0
    verb = _pays(text, begin) or FIRST_VERB.search(text, begin)
    if verb is None or acts_first(text):
        return None
    words = re.sub(r"\s?\([^()]*\)", "", text[begin : verb.start()]).strip(" ,;“”\"'-")
    whole = re.sub(r"\s?\([^()]*$", "", _RELATIVE.sub("", words))
    if whole != words and _PREPOSITION.match(whole):
        return None
    words = _ADVERB.sub("", whole)
    if not words or _NO_SUBJECT.match(words) or len(words.split()) > _WORDS_AT_MOST:
        return None
    if _ONLY_SUM.fullmatch(words):
        return None
    if goes_on and (_NO_MEASURE.match(words) or _NUMBER_FIRST.match(words)):
        return None
    return None if _PART.fullmatch(words) or ")" in words else words


def _pays(text: str, begin: int) -> re.Match[str] | None:
    """Find any verb between a name and a number: "MIIT bears 5 billion"."""
    verb = _PAYS.search(text, begin)
    words = text[begin : verb.start()] if verb else ""
    named = find_names(words) == [(0, len(words))] and not re.fullmatch(r"[A-Z][a-z]+", words)
    return verb if named or is_place(words) else None


def public_subject(text: str) -> tuple[str, ...]:
    """Give what a clause is about where its last word makes it a public body: "the court"."""
    acts = _LEADS.sub("", re.sub(r"['’]s$", "", subject(text) or ""))
    return (acts,) if _BODIES.search(_WHERE.split(acts)[0]) else ()


def elliptic(before: str) -> str | None:
    """Find what a clause without a verb is about: "IT and software by" before its number."""
    found = _ELLIPTIC.fullmatch(before)
    words = _ADVERB.sub("", found["what"]) if found else ""
    if not words or _NO_SUBJECT.match(words) or _NO_MEASURE.match(words):
        return None
    acts = FIRST_VERB.search(f" {words}")  # "compared with CNY 3 billion"
    return words if len(words.split()) <= _WORDS_AT_MOST and not acts else None


def gapped(before: str) -> str | None:
    """Find the name in a clause whose verb is that of the one before: "and CDB Capital" 18 %."""
    found = _GAPPED.fullmatch(before)
    words = _AFTER_NUMBER.split(found["what"])[-1] if found else ""
    names = find_names(words)
    named = len(names) > 0 and names[-1][1] == len(words.removesuffix("'s").removesuffix("’s"))
    acts = FIRST_VERB.search(f" {words}")
    if (
        not (named or _COUNTED.fullmatch(words))
        or acts
        or _NO_SUBJECT.match(words)
        or _NO_MEASURE.match(words)
    ):
        return None
    return re.sub(r"['’]s$", "", words) if len(words.split()) <= _WORDS_AT_MOST else None


def next_named(before: str) -> str | None:
    """Find the name of a second number of its clause: "Acme holds 15 % and Bolt" before 18 %."""
    found = list(_AFTER_NUMBER.finditer(before))
    return gapped(before[found[-1].end() :]) if found else None


def series_before(text: str, first: int, own: str | None) -> str | None:
    """Find the whole series that ends a clause's subject: "Alba, " before "Belm and Cove"."""
    before = text[:first]
    parts = [part for part in before.split(", ") if part.strip()]
    joined = text.startswith("and ", first) or " and " in (own or "")
    if not parts or not joined or _PREPOSITION.match(before) or FIRST_VERB.search(f" {before}"):
        return None
    named = all((names := find_names(p)) and names[-1][1] == len(p.rstrip(" ,")) for p in parts)
    return subject(text) if named else None


def measured(text: str, start: int, end: int) -> str | None:
    """Find what a number counts: the words after it, or those between the subject and it."""
    after = _AFTER.match(text, end)
    what = after["what"].strip() if after else ""
    if what and not _NO_MEASURE.match(what) and len(what.split()) <= _WORDS_AT_MOST:
        return what
    verbs = [verb.end() for verb in FIRST_VERB.finditer(text, 0, start)]
    before = text[verbs[-1] if verbs else 0 : start].strip(" ,;:“”\"'(-")
    before = re.sub(r"\s(?:of|by|at|to|with|as|is|and)$", "", before)
    if not 0 < len(before.split()) <= _WORDS_AT_MOST:
        return None
    own = re.split(r", (?=\D)", before)[-1]
    cut = own.count("(") != own.count(")")
    return None if cut or _NO_MEASURE.match(own) or _ONLY_NUMBERS.fullmatch(own) else own
