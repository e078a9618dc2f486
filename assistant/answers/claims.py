"""What a sentence claims, clause by clause, each with what it is to be read with; pure."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.answers.denials import denies
from assistant.question import AUXILIARY
from corpus.documents import BlockKind
from corpus.sentences import sentence_spans
from index.keywords import terms

if TYPE_CHECKING:
    from assistant.answers.told import Documents
    from assistant.select import Scored

_CLAUSE = re.compile(
    r"[.;:|](?:\s|$)|\s[–—]\s|,?\s\b(?:but|while|whereas|although|though|however"
    r"|(?<!has )(?<!have )(?<!had )(?<!not )(?<!as )yet(?= \w)(?! to\b))\b"
    r"|^although\b",
    re.IGNORECASE,
)
# A clause that leaves out what the one before it says: "but nothing of a trunk line", "the
# second may not", "of which ours was not one of them".
_ELLIPTIC = re.compile(
    r"(?:but )?(?:not|nothing|none|neither|nobody|no one|never|one (?:is|was|will)|without)\b"
    rf"|.*\b(?:{AUXILIARY} not|cannot|{AUXILIARY}n[’']t)(?: yet)?"
    r"(?: (?:been )?(?:among|one of|part of|included in) (?:them|these|those|it))?\W*$",
    re.IGNORECASE | re.DOTALL,
)
# What only supposes something claims it no more than a question does.
_SUPPOSES = re.compile(
    r"^(?:(?:and|but) )?(?:if|unless|should(?= [\w’' -]+ [a-z]+)|were (?=[\w’' -]+ to )|in case)\b",
    re.IGNORECASE,
)
_MOST_OF_A_LEAD = 6  # words of "Not adopted:", which is said of all that follows it
_LEADS_IN = re.compile(r"[^.:;]{3,60}:$")


def clauses(text: str) -> list[str]:
    """Cut a text into its clauses."""
    cuts = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    parts = [text[a:b].strip() for a, b in pairwise(cuts)]
    return [part for part in parts if len(part) > 3] or [text]


def claims(scored: Scored, document: Documents) -> list[tuple[str, str]]:
    """List what a sentence claims, each with the words that tell its matter.

    A table's row claims what its cells say together, of what stands over it; a caption names a
    matter, and claims nothing of it, nor does a question or what supposes something.

    Args:
        scored: the sentence.
        document: gives a document by its id.
    """
    candidate = scored.candidate
    if candidate.block.kind is BlockKind.CAPTION:
        return []
    if is_row(scored):
        return [(candidate.text, f"{candidate.context} {candidate.text}")]
    lead = _denying_lead(scored)
    told = [
        f"{lead}{said}"
        for said in clauses(candidate.text)
        if not (said.endswith("?") or _SUPPOSES.match(said))
    ]
    before = [_before(scored, document) if told and _ELLIPTIC.match(told[0]) else "", *told]
    return [
        (clause, f"{before[at]} {clause}" if _ELLIPTIC.match(clause) else clause)
        for at, clause in enumerate(told)
    ]


def is_row(scored: Scored) -> bool:
    """Tell whether a sentence is the row of a table."""
    return scored.candidate.block.kind is BlockKind.ROW


def _denying_lead(scored: Scored) -> str:
    """Give what leads in to a list by denying: "Not adopted:"; empty for other sentences."""
    lead = scored.candidate.context.rpartition(". ")[2]
    brief = _LEADS_IN.fullmatch(lead) and len(terms(lead)) <= _MOST_OF_A_LEAD
    return f"{lead} " if brief and denies(lead) else ""


def _before(scored: Scored, document: Documents) -> str:
    """Give the sentence before one in its paragraph; empty where there is none."""
    span, block = scored.candidate.span, scored.candidate.block
    text = document(span.doc_id).text
    spans = sentence_spans(text, block.start, min(span.start, block.end))
    return text[slice(*spans[-1])] if spans else ""
