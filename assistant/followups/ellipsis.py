"""An elliptic question ("and in 2025?") filled from the question that it follows; pure.

Each rule puts the words of the fragment in the place of the one thing of the same sort in the
earlier question. Where there are several such things, or none, it leaves the fragment alone:
a wrong question is worse than a short one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.values import DATE
from assistant.followups.parallels import (
    BEFORE,
    again,
    no_texts,
    other_number,
    other_one,
    other_origin,
    parallel,
    same_head,
)
from assistant.followups.slots import (
    AFTER_AUXILIARY,
    OWNER,
    Slot,
    Sort,
    alike,
    is_name,
    slots,
    sort_of,
)
from assistant.question import AUXILIARY

if TYPE_CHECKING:
    from assistant.followups.parallels import Texts

_MOST_WORDS = 8  # of a fragment
_GOES_ON = re.compile(
    r"(?:(?:and|but|so|or|also|then|ok|okay)\b[, ]*)*(?:(?:what|how) about\b *)?"
    r"(?:(?:and )?(?:the )?same(?: question| thing)? (?:for|in) )?(?:那么?)?",
    re.IGNORECASE,
)
_TRAILS = re.compile(r"[ ,]*\b(?:then|instead|too|as well|please)$|呢$", re.IGNORECASE)
# "No, …", "sorry, I meant …"; "No doubt" and "Actually built" are none.
_CORRECTS = re.compile(
    r"(?:(?:no|nope|sorry|wait|oops|actually) *[,.;:!–—-]+ *)+(?:but )?(?:(?:i|we) meant?\b[,: ]*)?"
    r"|(?:no|sorry|nope) (?:(?:i|we) meant?\b[,: ]*|(?=the |in |not ))"
    r"|(?:i|we) meant?\b[,: ]*",
    re.IGNORECASE,
)
_NOT_BUT = re.compile(r"not (?P<wrong>.+?)(?:,| but|:|;) +(?P<right>.+)$", re.IGNORECASE)
_CLAUSE = re.compile(
    rf"(?:{BEFORE} )?(?:who|whom|whose|what|which|when|where|why|how)\b|(?:.* )?{AUXILIARY}\b"
    r"|.*\b(?:it|they|he|she|that|this|those|these|there|them|its|their)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(rf"(?:{BEFORE}) (?=\S)", re.IGNORECASE)
_WHERE = ("in ", "of ", "for ")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIME = re.compile(
    rf"(?:(?P<before>\b{BEFORE}) )?(?P<time>(?:the )?(?:{DATE.pattern})"
    r"|\b(?:the )?(?:end|start|beginning|middle) of (?:the|that|this|last|next) (?:year|month)\b"
    r"|\b(?:last|next|this|the previous|the next|the same) (?:year|month|quarter|week)\b)"
)
# "January to March 2021": the year is of the months before it, too.
_PART = r"(?:\d{1,2} )?[A-Z][a-z]{2,8}\.?(?: \d{1,2})?|Q[1-4]"
_OPEN = re.compile(rf"\b(?:{_PART}) ?(?:to|and|until|till|through|[-–—]) ?(?:{_PART}),? ?(?:of )?$")
# "Of harmonic reducers", up to a verb, another preposition or the end.
_AFTER = re.compile(
    rf"\b(?P<before>{BEFORE}) (?:the )?(?!(?:the|an?|its?|total|all)\b|{AUXILIARY}\b|wh)"
    rf"[a-z][a-z-]{{2,}}(?: (?!{AUXILIARY}\b|{BEFORE}\b|and\b|or\b)[a-z][a-z-]+){{0,3}}"
    rf"(?= {AUXILIARY}\b| (?!with\b|of\b){BEFORE}\b|[?.,]*$)"
)
_NEIGHBOUR = re.compile(
    r"(?:(?:and|but|what about|how about) )*(?:in |for )?(?:the|a|one) "
    r"(?:year (?:before|earlier|(?P<after>after|later))|(?:previous|(?P<next>next|following)) year)"
    r"(?: that)?",
    re.IGNORECASE,
)
_OF_A_TEXT = re.compile(r",? (?:issue|edition|report|briefing|factsheet|chapter)\b", re.IGNORECASE)
_ORDINAL = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|latest|previous)\b",
    re.IGNORECASE,
)
_THE_ORDINAL = re.compile(rf"(?:the )?{_ORDINAL.pattern}(?: one| ([a-z-]+))?", re.IGNORECASE)
_HEADED = re.compile(
    r"(?:the|a|an) (?!other\b|same\b|rest\b)(?:[\w'’-]+ ){1,4}(?P<head>[a-z-]{3,})"
)
_QUALIFIES = re.compile(
    r"(?:in|by|per|for|from|without) (?!wh|the |an? |its? )[a-z]{3,}(?: [a-z]+)?"
)
# "And its output?" after "What is the capacity of Kuqa One?".
_PROPERTY = re.compile(
    r"(?:(?:and|but|so|what about|how about)\b[, ]*)+(?:its|their|the) "
    r"(?P<noun>[a-z][a-z -]+?)[?. ]*$",
    re.IGNORECASE,
)
FIGURE_OF = re.compile(
    r"(?:and )?what(?:['’]s| is| was) (?P<name>[A-Z][\w-]+(?: [A-Z][\w-]+)*)['’]s"
    r" (?:figure|number|value|total|one)s?\b",
    re.IGNORECASE,
)
"""A question for the same of another: "What's Shanghai's figure?"."""
_OF_THING = re.compile(
    r"(?P<asks>what(?:['’]s| is| was| are| were) (?:the )?)(?P<noun>[\w -]+?)(?P<rest> of (?:the )?"
    r"[A-Z].*)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(how (?:many|much)) ((?!of\b|{AUXILIARY}\b)[\w-]+(?: (?!of\b|in\b)[\w-]+){{0,2}})",
    re.IGNORECASE,
)


def correction(question: str) -> str | None:
    """Give what stands after "no, I meant"; None where nothing is corrected."""
    found = _CORRECTS.match(question.strip())
    if found and found.end() < len(question.strip()):
        return question.strip()[found.end() :]
    return question.strip() if _NOT_BUT.match(question.strip()) else None


def is_bare(question: str) -> bool:
    """Tell whether a question is but a name or a time, perhaps after a preposition."""
    text = fragment(question)
    return bool(_PREPOSITION.match(text) or _TIME.fullmatch(text) or is_name(text))


def fragment(question: str) -> str:
    """Give the words of an elliptic question, without "and", "what about" and its mark.

    Empty when the question is whole, or refers to something by a pronoun.
    """
    text = question.strip().rstrip("?？!. ")
    text = _TRAILS.sub("", text[_goes_on(text) :].strip())
    counted = _COUNTED.fullmatch(text)
    if not text or len(text.split()) > _MOST_WORDS or (_CLAUSE.match(text) and not counted):
        return ""
    return text


def _goes_on(text: str) -> int:
    found = _GOES_ON.match(text)
    return found.end() if found else 0


def fill(
    question: str,
    earlier: str,
    last: str = "",
    texts: Texts = no_texts,
) -> str | None:
    """Put the words of an elliptic question into the question before it; None where none fits.

    Args:
        question: as asked, or the rest of a correction.
        earlier: the question that it follows, standing alone.
        last: the same as it was asked.
        texts: gives the texts of passages that hold some words.
    """
    if swapped := _NOT_BUT.match(question.strip().rstrip("?. ")):
        wrong, right = swapped["wrong"], swapped["right"]
        return earlier.replace(wrong, right) if earlier.count(wrong) == 1 else _put(right, earlier)
    if neighbour := _NEIGHBOUR.fullmatch(question.strip().rstrip("?. ")):
        return _year_beside(1 if neighbour["after"] or neighbour["next"] else -1, earlier)
    put = _put(question, earlier) or _other_property(question, earlier)
    return put or _other_word(fragment(question), earlier, fragment(last), texts)


def _put(question: str, earlier: str) -> str | None:
    """Put the words of an elliptic question in by the first rule that takes them."""
    of_another = FIGURE_OF.match(question.strip())
    text = of_another["name"] if of_another else fragment(question)
    if not text:
        return None
    rules = (
        _other_time, _other_ordinal, _other_name, other_origin, other_number, other_one,
        _other_of_its_kind, _other_count, same_head, _other_after, _added,
    )  # fmt: skip
    return next((filled for rule in rules if (filled := rule(text, earlier))), None)


def _other_after(text: str, earlier: str) -> str | None:
    """Take "of computers" for the only "of harmonic reducers", where neither is a name."""
    asked = _AFTER.fullmatch(text)
    if asked is None:
        return None
    found = [one for one in _AFTER.finditer(earlier) if one["before"] == asked["before"].lower()]
    if len(found) != 1:
        return None
    return earlier[: found[0].start()] + text + earlier[found[0].end() :]


def _other_property(question: str, earlier: str) -> str | None:
    """Take "its output" for "the capacity" of the same thing."""
    asked, found = _PROPERTY.match(question.strip()), _OF_THING.fullmatch(earlier.strip())
    if asked is None or found is None:
        return None
    return f"{found['asks']}{asked['noun']}{found['rest']}"


def _other_word(text: str, earlier: str, last: str, texts: Texts) -> str | None:
    """Take a word for what stands beside it in the documents, or for the word asked of last."""
    before = _PREPOSITION.match(text)
    text, last = _PREPOSITION.sub("", text, 1), _PREPOSITION.sub("", last, 1)
    if not text or _TIME.fullmatch(text) or fragment(earlier):
        return None
    found = parallel(text, earlier, texts) or again(text, last, earlier)
    if found and before and before[0].lower() not in _WHERE:
        return found if f"{before[0]}{text}".lower() in found.lower() else None
    return found


def _other_time(text: str, earlier: str) -> str | None:
    """Take "in 2025" for "in 2020"; put it at the end where no time is named."""
    asked = _TIME.fullmatch(text)
    if asked is None:
        return None
    times, every = _times(earlier), list(_TIME.finditer(earlier))
    if found := _YEAR.fullmatch(asked["time"]) and _year_of_a_stretch(times, earlier):
        return earlier[: found[0]] + asked["time"] + earlier[found[1] :]
    if len(times) > 1 or (every and not times and not _YEAR.fullmatch(asked["time"])):
        return None  # another month may be meant of the issue
    if times:
        start = times[0].start() if asked["before"] else times[0].start("time")
        return earlier[:start] + text + earlier[times[0].end() :]
    bare = re.fullmatch(r"\d{4}|[A-Z]\w+ \d{4}", text)
    return f"{earlier.rstrip('?. ')} {'in ' if bare else ''}{text}?"


def _times(earlier: str) -> list[re.Match[str]]:
    """List the times in a question, but for those that tell an issue of a briefing."""
    return [t for t in _TIME.finditer(earlier) if not _OF_A_TEXT.match(earlier, t.end())]


def _year_of_a_stretch(times: list[re.Match[str]], earlier: str) -> tuple[int, int] | None:
    """Find the one year of "from January to March 2021"; None where no stretch is named."""
    years = [y for time in times for y in _YEAR.finditer(earlier, *time.span())]
    stretch = len(years) == 1 and _OPEN.search(earlier, 0, years[0].start())
    return years[0].span() if stretch else None


def _year_beside(step: int, earlier: str) -> str | None:
    """Take the year before, or after, for the only one that is named."""
    years = [y for time in _times(earlier) for y in _YEAR.finditer(earlier, *time.span())]
    if len(years) != 1:
        return None
    start, end = years[0].span()
    return f"{earlier[:start]}{int(earlier[start:end]) + step}{earlier[end:]}"


def _other_ordinal(text: str, earlier: str) -> str | None:
    """Take "the second" for "the first fund"."""
    asked, found = _THE_ORDINAL.fullmatch(text), list(_ORDINAL.finditer(earlier))
    if asked is None or len(found) != 1:
        return None
    if asked[2] and not re.search(rf"\b{re.escape(asked[2])}\b", earlier):
        return None
    return earlier[: found[0].start()] + asked[1] + earlier[found[0].end() :]


def _other_name(text: str, earlier: str) -> str | None:
    """Take a name for the only one of its sort; of several, for that after a like word."""
    before = _PREPOSITION.match(text)
    name = text[before.end() :] if before else text
    if not is_name(name):
        return None
    found = list(slots(earlier))
    if owner := OWNER.search(name):
        name = name[: owner.start()]
        found = [slot for slot in found if OWNER.match(earlier, slot.end)]
    places = found if len(found) > 1 and fragment(earlier) else alike(name, found)
    if before:
        places = _after(before[0].lower(), name, places, earlier)
    elif len(places) > 1:
        places = [slot for slot in places if AFTER_AUXILIARY.search(earlier[: slot.start])]
    if len(places) != 1:
        return None
    start, end = places[0].start, places[0].end
    name = name.removeprefix("the ") if earlier[:start].endswith("the ") else name
    return earlier[:start] + name + earlier[end:]


def _after(before: str, name: str, places: list[Slot], earlier: str) -> list[Slot]:
    """Choose the slots after the same preposition; a place is "in" what another is "of"."""
    same = [slot for slot in places if earlier[: slot.start].lower().endswith(before)]
    if same or before not in _WHERE or sort_of(name) is not Sort.PLACE:
        return same
    located = [slot for slot in places if slot.sort is Sort.PLACE]
    return [slot for slot in located if earlier[: slot.start].lower().endswith(_WHERE)]


def _other_of_its_kind(text: str, earlier: str) -> str | None:
    """Take "the Shanghai plan" for "the Two Zones plan"."""
    asked = _HEADED.fullmatch(text)
    if asked is None:
        return None
    head = re.escape(asked["head"])
    found = list(re.finditer(rf"\b(?:the|a|an) (?:[\w'’-]+ ){{0,4}}?{head}\b", earlier))
    if len(found) != 1:
        return None
    return earlier[: found[0].start()] + text + earlier[found[0].end() :]


def _other_count(text: str, earlier: str) -> str | None:
    """Take "how many deaths" for "how many cases"."""
    asked = _COUNTED.fullmatch(text)
    if asked is None:
        return None
    found = re.search(rf"\b{asked[1]} (.+?)(?= {AUXILIARY}\b)", earlier, re.IGNORECASE)
    return earlier[: found.start(1)] + asked[2] + earlier[found.end(1) :] if found else None


def _added(text: str, earlier: str) -> str | None:
    """Put "in dollars" or "by sector" at the end; "for trucks" where nothing else is "for" it."""
    twice = text.startswith("for ") and " for " in earlier
    fits = _QUALIFIES.fullmatch(text) and not twice
    return f"{earlier.rstrip('?. ')} {text}?" if fits else None
