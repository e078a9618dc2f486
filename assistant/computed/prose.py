"""What a question wants worked out of the amounts of one sentence; pure.

Only what stands in one sentence is put together: there the amounts are of one measure, one time
and one source. Where two sentences give two results, none is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.candidates import coverage
from assistant.computed.alike import alike
from assistant.computed.computed import LIKELY, Computed
from assistant.computed.converted import in_currency
from assistant.computed.cumulated import of_two_times
from assistant.computed.drafts import of_draft_and_final
from assistant.computed.parts import parts
from assistant.computed.rows import row_of_amount
from assistant.computed.siblings import of_siblings
from assistant.computed.sought import Sought, Way, sought
from assistant.computed.worked import work_out
from assistant.question import Kind as Wanted
from corpus.documents import BlockKind
from index.heads import years_of
from index.keywords import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents
    from assistant.candidates import Candidate
    from assistant.computed.named import Worked
    from assistant.question import Query
    from assistant.select import Scored

_READ = 8  # sentences, best first, that may hold the amounts
_ABOUT = 0.5  # of what is asked besides the things, that a sentence must speak of
_ABOUT_NAMED = 0.3  # the same where it must have the things and what is counted as well


def in_prose(query: Query, ranked: Sequence[Scored], document: Documents) -> Computed | None:
    """Work out what a question asks for from the amounts of one sentence, or of one list.

    Args:
        query: the question.
        ranked: sentences, best first.
        document: gives a document by its id.

    Returns:
        None where it asks for nothing of the kind, where no sentence tells all amounts, or where
        sentences give different results.
    """
    if query.kind is Wanted.YES_NO:
        return None
    asked = sought(query)
    return (
        in_currency(query, ranked)
        or of_draft_and_final(query, ranked)
        or of_two_times(query, ranked)
        or (asked and _from_sentences(query, asked, ranked))
        or of_siblings(query, ranked, document)
    )


def _from_sentences(query: Query, asked: Sought, ranked: Sequence[Scored]) -> Computed | None:
    """Work it out of the sentences that tell all amounts, where they agree."""
    read = ranked if asked.way is Way.DAYS else ranked[:_READ]
    near = [one.candidate for one in read if _is_about(query, asked, one.candidate)]
    told = [(work_out(asked, query.asked, one.text), one) for one in near]
    found = [(worked, one) for worked, one in told if worked is not None]
    if len({worked.result for worked, _ in found}) != 1:
        return None
    worked, candidate = found[0]
    if asked.way in (Way.MOST, Way.LEAST) and _is_surpassed(asked, worked, near):
        return None
    rows = tuple(
        row_of_amount(candidate.span, candidate.text, one.span[0], one, name or None)
        for name, one in worked.used
    )
    return Computed(worked.short, (), rows, worked.done, LIKELY)


def _is_surpassed(asked: Sought, worked: Worked, near: Sequence[Candidate]) -> bool:
    """Whether another sentence tells an amount beyond the one that is the most or the least."""
    values = [one.value for _, one in worked.used]
    best = max(values) if asked.way is Way.MOST else min(values)
    first = worked.used[0][1]
    others = [one.value for each in near for one in parts(each.text) if one.agrees(first)]
    return any(value > best if asked.way is Way.MOST else value < best for value in others)


def _is_about(query: Query, asked: Sought, candidate: Candidate) -> bool:
    """Whether a sentence speaks of what is asked, and of no other year."""
    if candidate.block.kind is BlockKind.ROW and asked.way not in (Way.REST, Way.DAYS):
        return False
    told = f"{candidate.context} {candidate.text}"
    years, said = years_of(query.asked), years_of(candidate.text)
    rest = {key: query.weights.get(key, 0.0) for key in asked.rest}
    about = coverage(rest, told) if sum(rest.values()) > 0 else 1.0
    if years and said and not years & said:
        return False
    of_noun = asked.noun & alike(stems(told))
    if asked.way is Way.REST and of_noun and work_out(asked, query.asked, candidate.text):
        return True  # it has what is left out, and its whole
    named = len(asked.things) > 1 and asked.noun
    counted = len(of_noun) >= len(asked.noun) / 2
    return counted and about >= (_ABOUT_NAMED if named else _ABOUT)
