"""A question without what is only said to be polite; pure.

Greetings, thanks, "could you tell me" and "according to the documents" ask for nothing, yet each
word of a question counts where passages and sentences are chosen.
"""

from __future__ import annotations

import re

from index.keywords import CJK

_ASKED = r"(?:who|whom|whose|what|which|when|where|why|how|whether|if)"
_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|must)"
_TEXTS = (
    r"(?:the|these|those|your|our|all(?: the| these)?|any of the)"
    r" (?:documents|texts|sources|reports)"
)
_BY = (
    rf"(?:(?:according to|based on|going by|as per|judging by|from)"
    rf"|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )in) {_TEXTS}"
)
_SOURCE = r"(?:exact )?(?:sources?|citations?|references?|page numbers?|pages?|passages?|quotes?)"
_FIRST = re.compile(
    r"(?:(?:hello|hi|hey|greetings|good (?:morning|afternoon|evening|day))"
    r"(?: (?:there|all|team|everyone))?\s*[,.!:;–-]+"
    r"|(?:thanks|thank you)(?: (?:a lot|very much|again|for (?:that|this)))?\s*[,.!:;–-]+"
    r"|(?:please|kindly|pls)[,:]?"
    r"|(?:just |i have )?(?:a |one |another )?(?:(?:quick|short|simple|further|last|final) )*"
    r"question\s*[:,–-]"
    r"|(?:can|could|would|will) you (?:please |kindly |maybe |perhaps |quickly )*(?:tell|remind"
    r"|inform|show) (?:me|us)(?: please)?[,:]?"
    rf"|(?:please )?(?:tell|remind|inform) (?:me|us)(?: again)?(?:[,:]| (?={_ASKED}\b))"
    rf"|(?:can|could|may) (?:i|we) ask(?: you)?(?:[,:]| (?={_ASKED}\b))"
    rf"|do you (?:happen to )?know (?={_ASKED}\b)"
    r"|(?:i|we)(?:(?:['’]d| would) (?:like|love)| want| need| wish) to (?:know|learn|find out|ask"
    r"|understand)(?:[,:]|(?= ))(?! (?:about|more|that)\b)"
    rf"|(?:i|we)(?:['’]m|['’]re| am| are) (?:wondering|curious)[,:]? (?={_ASKED}\b)"
    rf"|i wonder[,:]? (?={_ASKED}\b)|let me know[,:]? (?={_ASKED}\b)"
    rf"|{_BY}\s*[,:]"
    r"|[你您]好[，,！!。]?|请问[，,：:]?|请告诉我[，,：:]?|我(?:们)?想(?:知道|了解)(?:一下)?[，,：:]?)\s*",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"(?:(?<=[?.!])|[,;–-])?\s*(?:(?:many )?(?:thanks|thank you|thx|cheers)"
    r"(?: (?:a lot|very much|so much|in advance|again))*"
    rf"|,? ?please|(?<=[?.!,;])\s*(?:please |and |kindly )*(?:cite|give|show|name|include|mention"
    rf"|quote|state|provide|add) (?:me )?(?:(?:the|your|its|a|all) )?{_SOURCE}"
    rf"|,? (?:with|including) (?:(?:the|your|its|a|all) )?{_SOURCE}"
    rf"|,? {_BY}|[，,]?(?:谢谢|多谢)[你您]?)\s*[.!?。！]*$",
    re.IGNORECASE,
)
_IS_ASKED = re.compile(rf"(?:{_ASKED}|{_AUXILIARY})\b", re.IGNORECASE)
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[a-z])")
_WORD = re.compile(rf"[{CJK}]|[^\W{CJK}]+")
_LEAST = 2  # words of a question, or characters of a Chinese one


def without_courtesies(question: str) -> str:
    """Leave greetings, thanks, polite openings and "according to the documents" out of a question.

    White space between words becomes one blank. What begins as a question ends with its mark.
    """
    text = whole = _APOSTROPHE.sub("'", " ".join(question.split()))
    while (found := _FIRST.match(text)) and _is_enough(text[found.end() :]):
        text = text[found.end() :]
    while (found := _LAST.search(text)) and _is_enough(text[: found.start()]):
        text = text[: found.start()].rstrip(" ,;")
    if _IS_ASKED.match(text):
        text = text.rstrip(" .!").removesuffix("?") + "?"
    return text if text[:1] == whole[:1] else text[:1].upper() + text[1:]


def bare(question: str) -> str:
    """Give the words of a question alone, in small letters, to compare it with another."""
    return " ".join(re.findall(r"\w+", question.casefold()))


def _is_enough(text: str) -> bool:
    return len(_WORD.findall(text)) >= _LEAST
