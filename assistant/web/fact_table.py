"""The rows that a computed answer stands on, as a table in the chat; every word is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.computed.wording import spoken_names
from assistant.web.text import citation_href, escaped, written_date
from index.facts.fact import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Answer, Citation
    from index.facts.fact import Fact

_FEWEST = 2  # rows; one is told as a sentence
_MOST_COLUMNS = 6


def table_html(answer: Answer) -> str:
    """Render the rows of an answer, each with its citation; empty where it stands on none or one.

    Rows of one table have its columns, all others the date, who issued or did it, and what.
    """
    cited = {citation.span: citation for citation in answer.citations}
    rows = [(fact, cited[fact.span]) for fact in answer.facts if fact.span in cited]
    if len({fact.span for fact, _ in rows}) < _FEWEST:
        return ""
    heads = _heads([fact for fact, _ in rows])
    drawn = "".join(_row(heads, fact, by) for fact, by in rows)
    shown = heads or ("When", "Who", "What")
    over = "".join(f'<th scope="col" dir="auto">{escaped(head)}</th>' for head in (*shown, ""))
    return (
        '<div class="facts"><table>'
        f"<thead><tr>{over}</tr></thead><tbody>{drawn}</tbody></table></div>"
    )


def _heads(facts: Sequence[Fact]) -> tuple[str, ...]:
    """Give the columns of the one table that all rows are of; else nothing."""
    tables = {(fact.doc_id, fact.kind, fact.subject) for fact in facts}
    if len(tables) != 1 or facts[0].kind is not Kind.TABLE_ROW:
        return ()
    heads = tuple(dict.fromkeys(head for fact in facts for head in _cells(fact)))
    return heads if len(heads) <= _MOST_COLUMNS else ()


def _cells(fact: Fact) -> dict[str, str]:
    cells = fact.qualifiers.get("cells")
    return cells if isinstance(cells, dict) else {}


def _row(heads: Sequence[str], fact: Fact, by: Citation) -> str:
    told = [_cells(fact).get(head, "") for head in heads] if heads else _told(fact, by)
    cells = "".join(f'<td dir="auto">{escaped(cell)}</td>' for cell in told)
    source = f'<td><a href="{citation_href(by.span)}">[{by.number}]</a></td>'
    return f"<tr>{cells}{source}</tr>"


def _told(fact: Fact, by: Citation) -> tuple[str, str, str]:
    """Give when a fact was, who issued or did it, and what it is."""
    when = written_date(fact.when) if fact.when else ""
    who = spoken_names(fact.issuers)
    if fact.kind is Kind.CORPORATE_EVENT:
        who = fact.subject or who
    what = fact.subject if fact.kind is Kind.POLICY and fact.subject else by.quote
    return when, who, " ".join(what.split()).lstrip("-–•*· ")
