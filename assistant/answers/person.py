"""Who a person of that name is: the post or role that a sentence or a table row gives; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.fields import fields
from assistant.answers.span import shorten
from assistant.answers.told import Told
from corpus.documents import BlockKind
from index.keywords import CHINESE, CJK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

_WORD = r"[A-Z][\w’'-]*\.?"
_NAME = rf"(?:{_WORD}(?: {_WORD}){{0,3}}|[{CJK}]{{2,4}})"
_ASKED = re.compile(rf"^(?:(?:and|so|but) )?[Ww]ho(?:['’]s| is| was) (?P<name>{_NAME})\s*[?.]*$")
_TRIED = 6  # sentences
_FORM = r"(?: ?\([^()]{1,30}\))?"  # the name in another script
_POST = r"(?:the |an? )?(?P<post>(?!who\b|which\b)[^.;()]{3,160}?)"
_ENDS = (
    r"(?=\.(?:\s|$)|;|$|, (?:who|which|and|said|says|told|will|has|had|is|was|as"
    r"|(?:in|at|on) (?:his|her|an?|the))\b)"
)
# A title before a name; "In March" is none.
_TITLE = (
    r"(?P<post>(?:(?:Vice|Deputy|Executive|Prime|Former|Chief|Senior|Assistant|Acting|General) )*"
    r"(?:Minister|Premier|President|Chair\w*|Director\w*|Secretary|Dr\.?"
    r"|Professor|CEO|CTO|General|Governor|Mayor|Founder|Head|Analyst|Academician|Commissioner"
    r"|Chancellor|Ambassador|Representative|Engineer|Scientist|Economist)"
    rf"(?: (?:(?:of|for|and|the) )*{_WORD})*?)"
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def describe(query: Query, ranked: Sequence[Scored], document: Documents) -> Told | None:
    """Tell who a person is; None where the question names nobody, or no sentence names them.

    Args:
        query: the question: "Who is Luo Wen?".
        ranked: sentences, best first.
        document: gives a document by its id.
    """
    asked = _ASKED.match(query.asked.strip())
    if asked is None:
        return None
    name = _as_written(asked["name"].removesuffix("."))
    naming = [s for s in ranked[:_TRIED] if re.search(name, s.candidate.text)]
    for scored in naming:
        if said := _in_row(name, scored, document) or post(name, scored.candidate.text):
            return Told(said, (scored,))
    return Told(shorten(naming[0].candidate.text), (naming[0],)) if naming else None


def _as_written(name: str) -> str:
    """Make the pattern of a name; Chinese characters may stand apart."""
    if CHINESE.match(name):
        return rf"(?<![{CJK}])" + " ?".join(name) + rf"(?![{CJK}])"
    return rf"\b{re.escape(name)}\b"


def _in_row(name: str, scored: Scored, document: Documents) -> str:
    """Give the cells after the one with the name, or else those before it; empty for prose."""
    if scored.candidate.block.kind is not BlockKind.ROW:
        return ""
    cells = [f.value for f in fields(document(scored.candidate.span.doc_id), scored.candidate)]
    at = next((at for at, cell in enumerate(cells) if re.search(name, cell)), len(cells))
    for part in (cells[at + 1 :], cells[:at]):
        if told := [cell for cell in part if _LETTERS.search(cell)]:
            return "; ".join(told)
    return ""


def post(name: str, text: str) -> str:
    """Find the post that a sentence gives for a name; empty where it gives none.

    Args:
        name: a pattern.
        text: "Luo Wen (罗文), Deputy Minister of …", "Vice Premier Liu He said …".
    """
    for form in (
        rf"{name}{_FORM}, {_POST}{_ENDS}",
        rf"{name}{_FORM}:? (?:is|was|became|serves as|served as) (?=the |an? |[A-Z]){_POST}{_ENDS}",
        rf"{_TITLE} {name}",
    ):
        if found := re.search(form, text):
            return found["post"].strip(" ,")
    return ""
