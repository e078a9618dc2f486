"""Whether the documents themselves say that they do not give what is asked for; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.claims import clauses
from assistant.answers.mentions import mentions
from assistant.answers.wanted import Type, wanted
from assistant.question import AUXILIARY
from corpus.documents import BlockKind
from index.aliases import stems_with_aliases
from index.names import written_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.question import Query
    from assistant.select import Scored

_LOOKED_AT = 16  # best sentences that may say so
_NEAR = 1500  # characters between one and the sentence that answers
_RARE = 0.6  # share of the rarest word's weight
_TOLD = (
    r"(?:publish\w*|disclos\w*|named?|reveal\w*|announc\w*|specif\w*|releas\w*|quantif\w*"
    r"|made public|made known|stated?|given|known|available|public|broken down|reported)"
)
_WITHHELD = re.compile(
    rf"(?:\b{AUXILIARY}(?: \w+)? not|: not|\bnever|\bnor|\byet to)"
    rf"(?: (?:yet|been|be|ever|publicly|so far|to))* {_TOLD}\b"
    rf"|\b(?:neither|none of (?:them|these)|nobody|no one) (?:\w+ )?(?:has |have )?{_TOLD}\b"
    r"|\b(?:declined?|refused?|failed) to (?:say|name|disclose|reveal|publish|give)\b"
    r"|\bno (?:\w+ )?(?:figures?|numbers?|data|sums?|amounts?|details?|breakdowns?|information)"
    r" (?:is|are|was|were|has|have|had|exists?)\b"
    r"|\b(?:is|are|was|were|remains?) (?:undisclosed|unpublished|unknown|unspecified|secret)\b"
    r"|\b(?:is|are|was|were) left (?:open|to)\b",
    re.IGNORECASE,
)


def withheld(
    query: Query, ranked: Sequence[Scored], answers: Scored, short: str = ""
) -> Scored | None:
    """Find a sentence which says that something is not given, of what the answering one lacks.

    "The prize of Ningbo is 3 million. Dalian has not named a sum": the first tells nothing of
    Dalian.

    Args:
        query: the question.
        ranked: sentences, best first.
        answers: the one that answers.
        short: the short answer; one that says so itself is none.
    """
    says_so = wanted(query).type is not Type.PHRASE and _WITHHELD.search(short)
    if says_so or _says_of_another(query, answers):
        return answers
    candidate = answers.candidate
    told = stems_with_aliases(query.standalone, f"{candidate.context} {candidate.text}")
    lacked = {key: weight for key, weight in query.weights.items() if key not in told}
    rare = _RARE * max(query.weights.values(), default=0.0)
    rarest = {key for key, weight in lacked.items() if weight >= rare}
    for other in ranked[:_LOOKED_AT]:
        span = other.candidate.span
        if other.candidate.block.kind is BlockKind.ROW:
            continue  # what a cell lacks is said of its row alone
        near = span.doc_id == candidate.span.doc_id and _apart(other, answers) < _NEAR
        if other is not answers and near and rarest & _withheld_of(query, other):
            return other
    return None


def _says_of_another(query: Query, answers: Scored) -> bool:
    """Tell whether a sentence names what is asked about only where it says that it is not given.

    "Of those in Ningbo, 57 left; for Dalian the figure is not published."
    """
    told = clauses(answers.candidate.text)
    rest = " ".join(clause for clause in told if not _WITHHELD.search(clause))
    if not rest or query.asked != query.standalone:
        return False
    names = [name for name in written_names(query.asked) if not mentions(name, rest)]
    withheld = (clause for clause in told if _WITHHELD.search(clause))
    return any(mentions(name, clause) for clause in withheld for name in names)


def _withheld_of(query: Query, scored: Scored) -> set[str]:
    """Give the stems of what a sentence says is not given: of that clause and the one before."""
    told = clauses(scored.candidate.text)
    found = (at for at, clause in enumerate(told) if _WITHHELD.search(clause))
    texts = (" ".join(told[max(at - 1, 0) : at + 1]) for at in found)
    return set().union(*(stems_with_aliases(query.standalone, text) for text in texts))


def _apart(one: Scored, other: Scored) -> int:
    first, second = sorted((one.candidate.span, other.candidate.span), key=lambda span: span.start)
    return second.start - first.end
