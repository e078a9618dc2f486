"""The items of a list or table, of the rows that hold what is asked, or of one sentence; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.comparison import comparison
from assistant.answers.stretches import MOST_READ
from assistant.answers.tables import Row, Table, table_of
from assistant.answers.told import Quoted, Told
from assistant.answers.wanted import wanted
from assistant.candidates import bare, coverage
from assistant.computed.operation import Op, operation
from assistant.question import COUNTS, Kind, declared_count, may_want_several
from corpus.documents import Block, BlockKind, Document, Span
from corpus.sentences import sentence_spans
from index.keywords import stems
from index.names import find_names, has_body_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

_GAP = 4  # characters between a list and the sentence that leads in to it
MOST_ITEMS = 40  # of a list; a longer one is a table to look up, not an answer
_BEST_PLACES = 2  # of the ranking; a sentence further down seldom is in the list asked for
_LISTS_TRIED = 12  # sentences, where the question says how long the list is
_SENTENCES_TRIED = 3  # that may enumerate what the question asks for
_ABOUT = 0.4  # of the question's weight that a table's heads and the names of its rows hold
_FEWEST_IN_SENTENCE = 3  # items; two that "and" joins are as often one
_NAMED_WITHIN = 60  # characters before the first item that say what the items are
_LONGEST_ITEM = 8  # words of an item within a sentence
_DECLARES = re.compile(rf"\b({'|'.join(COUNTS)}|\d{{1,2}}) (?:[a-z-]+ ){{0,2}}[a-z]+s\b", re.I)
_ANNOUNCES = re.compile(rf"\b(?:{'|'.join(COUNTS)})\b (?:[\w-]+ ){{0,4}}[\w-]+s$", re.IGNORECASE)
_NAMES = re.compile(r"(?<=\s)[A-Z][\w-]+(?: [A-Z][\w-]+)*")
_OF_ONE = re.compile(r"(?:in |of )?(?:which|what) (?!are\b|were\b)", re.IGNORECASE)
_MARK = re.compile(r"[;,](?: (?:and|or))?\s*\Z")
_NUMBERED = re.compile(r"\(?\b\d{1,2}\) ?")
# "Dibao, Tekun and temporary assistance": items up to a mark, a verb or the end of the sentence.
_WORDS = r"[^\s,;:()]+(?: [^\s,;:()]+){0,7}"
_BRACKETS = r"(?: \([^()]{1,40}\))?"
_ENUMERATED = re.compile(
    rf"(?<!\S)(?P<first>{_WORDS}){_BRACKETS}(?P<middle>(?:, {_WORDS}{_BRACKETS})+?)"
    rf",? (?:and|or) (?P<last>{_WORDS})"
)
# "… six priorities: jobs, food and energy security, and trade (see Figure 2)."
_ANNOUNCED = re.compile(
    r": (?P<items>[^.:()]+(?:,|;) [^.:()]*\b(?:and|or) [^.:()]+?)(?: \([^()]*\))?(?:\.(?: |$)|$)"
)
_BEFORE_FIRST = re.compile(
    r"^.*\b(?:is|are|was|were|by|in|of|to|from|with|for|as|on|like|namely|including|include|includes"
    r"|among|at|them) (?:the |an? )?",
    re.IGNORECASE,
)
_PEOPLES = re.compile(r"\bPeople['’]s $")  # the People's Bank of China is not the Bank of China
# "… and MIIT Date of issue: May"; no label is a name's own end, as in "the Bank of China:".
_LABEL = re.compile(r"(?<!\bof)(?<!\bfor)(?<!\band)(?<!\bthe) [A-Z][a-z]+(?: [a-z]+){0,3}$")
_AFTER_LAST = re.compile(
    r"(?:[.;:,].*| (?:is|are|was|were|has|have|had|will|can|could|who|which|that|with|by|for|from"
    r"|in|on|at|to|as|cover(?:s|ed)?|ma[dk]e\w*)\b.*)$"
)


def enumerate_items(query: Query, ranked: Sequence[Scored], document: Documents) -> Told | None:
    """Give the items of the list, table or sentence that the question asks for.

    A list as long as the question says ("the seven areas") goes before a better placed one. How
    many items there are is told, with a warning where the text that leads in to them speaks of
    another number.

    Args:
        query: the question.
        ranked: sentences, best first; at least one.
        document: gives a document by its id.
    """
    if comparison(query) is not None:
        return None  # it was no sure one, and is no list
    if rows := _of_rows(query, ranked, document):
        return rows
    count = declared_count(query.standalone)
    limited = _limits(query.asked)
    lists = [
        (items, scored, lead)
        for place, scored in enumerate(ranked[:_LISTS_TRIED])
        for items, lead in [_listed(document(scored.candidate.span.doc_id), scored, limited)]
        if 1 < len(items) <= MOST_ITEMS
        and (place < _BEST_PLACES or len(items) == count)
        and (query.kind is Kind.LIST or _is_led_by(query, lead))
    ]
    told = (_of_sentence(query, s, count) for s in ranked[:_SENTENCES_TRIED])
    enumerated = next((found for found in told if found), None)
    # What the best sentence enumerates goes before a list that only happens to be as long.
    if lists and not (count and enumerated and enumerated.stands == tuple(ranked[:1])):
        items, _, lead = max(lists, key=lambda found: len(found[0]) == count)
        return Told(_counted(items, lead), (_leading(items, ranked),), items)
    return enumerated


def _leading(items: Sequence[Quoted], ranked: Sequence[Scored]) -> Scored:
    """Give the sentence right before the items, or else the best of all."""
    first = min(span for item in items for span in item.spans)
    return next(
        (
            scored
            for scored in ranked
            if scored.candidate.span.doc_id == first.doc_id
            and 0 <= first.start - scored.candidate.span.end <= _GAP
        ),
        ranked[0],
    )


def enumerate_several(query: Query, ranked: Sequence[Scored], document: Documents) -> Told | None:
    """Do the same for a question that may ask for several things, and names no list."""
    several = may_want_several(query.asked)
    return enumerate_items(query, ranked, document) if several else None


def _limits(question: str) -> bool:
    """Whether a question asks for those of some things that have a value, changed, or lead."""
    asked = operation(question)
    if asked is None:
        return False
    best = asked.op in (Op.MOST, Op.LEAST) and _OF_ONE.match(question)
    return bool(asked.bounds or asked.change or (best and declared_count(question) is None))


def _is_led_by(query: Query, lead: str) -> bool:
    """Tell whether what leads in to a list names what the question asks for several of."""
    start, end = (sentence_spans(lead) or [(0, 0)])[-1]
    about = coverage(query.weights, lead[start:end]) >= _ABOUT
    return about and bool(wanted(query).noun & stems(lead[start:end]))


def _counted(items: Sequence[Quoted], lead: str) -> str:
    """Give the items in a line, with their count; where the text declares another, with both."""
    told = "; ".join(item.text for item in items)
    declared = _declared(lead)
    if declared is None or declared in (len(items), _grouped(items)):
        return f"{told} ({declared or len(items)} in all)"
    return f"{told} ({len(items)} found, but the text speaks of {declared})"


def _grouped(items: Sequence[Quoted]) -> int:
    """Count the items where each is a group of them: "in the north: Dalian, Tianjin"."""
    return sum(len(re.split(r", | and ", item.text.partition(": ")[2])) for item in items)


def _declared(lead: str) -> int | None:
    """Read how many items a sentence that leads in to a list announces."""
    if not lead.endswith((":", "：")):
        return None
    start, end = sentence_spans(lead)[-1]
    found = _DECLARES.search(lead[start:end])
    if found is None:
        return None
    word = found.group(1).lower()
    return int(word) if word.isdigit() else COUNTS[word]


def _listed(document: Document, scored: Scored, limited: bool) -> tuple[tuple[Quoted, ...], str]:
    """Give the items of the list that a sentence is in or announces, and what leads in to them.

    Where the question is limited to some of them, a whole table is none.
    """
    block, end = scored.candidate.block, scored.candidate.span.end
    at = document.blocks.index(block)
    lead = scored.candidate.text
    group = block.group
    if group is None:
        while at + 1 < len(document.blocks) and document.blocks[at].end < end:
            at += 1  # labelled lines are several blocks
        following = next((b for b in document.blocks[at + 1 : at + 3] if b.group is not None), None)
        announces = document.text[block.start : end].endswith((":", "："))
        if following is None or not (announces or block.kind is BlockKind.CAPTION):
            return (), lead
        group = following.group
    else:
        lead = scored.candidate.context
    members = [other for other in document.blocks if other.group == group]
    row = next((other for other in members if other.kind is BlockKind.ROW), None)
    if row and (table := table_of(document, row)):
        return ((), lead) if limited else (_names_of(table), lead)
    items = tuple(
        Quoted(bare(document.text[start:end]), (Span(document.id, start, end),))
        for item in members
        if item.kind is BlockKind.ITEM
        for start, end in [_said(document, item)]
    )
    return items, lead


def _said(document: Document, item: Block) -> tuple[int, int]:
    """Give the place of an item without the mark that sets it apart from the next."""
    mark = _MARK.search(document.text, item.start, item.end)
    return item.start, mark.start() if mark else item.end


def _names_of(table: Table) -> tuple[Quoted, ...]:
    """Give the names of a table's rows; none where dates, or numbers that mean something, do."""
    if table.of_values:
        return ()
    return tuple(Quoted(bare(row.cells[row.name]), (row.spans[row.name],)) for row in table.rows)


def _of_rows(query: Query, ranked: Sequence[Scored], document: Documents) -> Told | None:
    """Give the names of the rows of a table whose cells hold a name of the question."""
    names = [name for name in _NAMES.findall(query.asked) if stems(name)]
    noun = wanted(query).noun
    for scored in ranked[:_BEST_PLACES]:
        table = table_of(document(scored.candidate.span.doc_id), scored.candidate.block)
        if table is None or not names:
            continue
        held = [found for name in names if (found := _holding(table, name))]
        about = " ".join(
            [scored.candidate.context, *table.heads, *(r.cells[r.name] for r in table.rows)]
        )
        if len(held) == 1 and (noun & stems(about) or coverage(query.weights, about) >= _ABOUT):
            items = tuple(Quoted(row.cells[row.name], (row.spans[row.name],)) for row in held[0])
            return Told(_counted(items, ""), tuple(ranked[:1]), items)
    return None


def _holding(table: Table, name: str) -> list[Row]:
    """List the rows that hold a name in one column, not that of their names; else nothing."""
    found = [
        (column, row)
        for row in table.rows
        for column, cell in enumerate(row.cells)
        if column != row.name and re.search(rf"\b{re.escape(name)}\b", cell)
    ]
    columns = {column for column, _ in found}
    rows = [row for _, row in found]
    several = 1 < len(rows) < len(table.rows) and len(rows) <= MOST_ITEMS
    return rows if len(columns) == 1 and several else []


def _of_sentence(query: Query, scored: Scored, count: int | None) -> Told | None:
    """Give the items that one sentence enumerates: "A, B and C" or "1) a, 2) b"."""
    if scored.candidate.block.kind is BlockKind.ROW:
        return None
    found = items_of(scored.candidate.text)
    told = stems(query.asked)
    if len(found) < _FEWEST_IN_SENTENCE or (count is not None and len(found) != count):
        return None
    if any(stems(item) <= told for item in found):
        return None  # it enumerates what the question knows
    # "… into six categories: 1) …": what they are stands right before them, or before a colon.
    text = scored.candidate.text
    before = text[: text.index(found[0])]
    if not before.removesuffix("the ").endswith(": "):
        before = before[-_NAMED_WITHIN:]
    noun = wanted(query).noun or (told if query.kind is Kind.LIST else set())
    if not noun & stems(before):
        return None
    items = tuple(Quoted(item, ()) for item in found)
    return Told(_counted(items, ""), (scored,), items)


def items_of(sentence: str) -> list[str]:
    """List what a sentence enumerates; empty where it does not, or where two places do."""
    numbered = _NUMBERED.split(sentence[:MOST_READ])[1:]
    if len(numbered) >= _FEWEST_IN_SENTENCE:
        return [re.sub(r"^and |,? and$", "", part.strip(" ,;.")).strip(" ,;.") for part in numbered]
    if announced := _ANNOUNCED.search(sentence[:MOST_READ]):
        *parts, last = re.split(r"[,;] ", announced["items"])
        parts += re.split(r",? (?:and|or) (?:the )?", last.removeprefix("and "), maxsplit=1)
        if len(parts) >= _FEWEST_IN_SENTENCE and all(_is_item(part) for part in parts):
            return [re.sub(r"^(?:the|an?) ", "", part) for part in parts]
    found = list(_ENUMERATED.finditer(sentence[:MOST_READ]))
    if len(found) != 1:
        return []
    match = found[0]
    first = _first_item(sentence, match)
    middle = [part.strip() for part in match["middle"].split(", ") if part.strip()]
    last = _AFTER_LAST.sub("", _last_item(sentence, match).strip()).strip(" .")
    if _ANNOUNCES.search(first):
        first = ""  # "the three programmes, A, B and C"
    items = [re.sub(r"^(?:the|an?) ", "", item) for item in (first, *middle, last) if item]
    return items if all(map(_is_item, items)) else []


def _first_item(sentence: str, match: re.Match[str]) -> str:
    """Cut what leads in to the first item off, and not the head of a body: "Bank of" China."""
    first, end = _BEFORE_FIRST.sub("", match["first"]), match.end("first")
    cut = end - len(first)
    names = find_names(sentence[:end])
    heads = (a for a, b in names if a < cut < b and has_body_word(sentence[a:cut]))
    start = next(heads, cut)
    whose = _PEOPLES.search(sentence, 0, start)
    return sentence[whose.start() if whose else start : end]


def _last_item(sentence: str, match: re.Match[str]) -> str:
    """Cut the label of the next line off the last item, among labelled lines."""
    last, label = match["last"], _LABEL.search(match["last"])
    labelled = sentence[match.end() :].startswith(":") and ": " in sentence[: match.start()]
    return last[: label.start()] if labelled and label else last


def _is_item(text: str) -> bool:
    return 0 < len(text.split()) <= _LONGEST_ITEM
