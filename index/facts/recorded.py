"""Policies told by labelled fields: a title with who issued it and when, or those two alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.dates import next_date
from corpus.documents import Span
from corpus.fields import Field, Record
from corpus.policies import (
    CENTRAL,
    ORIGINAL,
    PUBLIC,
    is_public,
    issue_parts,
    issued_by,
    names_issuer,
    policy_parts,
)
from index.facts.fact import Certainty, Detail, Fact
from index.facts.policy import details_of, issued_titles, issuers, policy_fact
from index.facts.reading import Reading
from index.facts.wording import certainty
from index.keywords import CJK

_FINAL = re.compile(
    r"\b(?:adopted|issued|published|approved|promulgated|final)(?: on)? (?=\d|[A-Z])"
)
_DRAFT_TAIL = re.compile(
    r",? \(?(?:draft for (?:public )?(?:comments?|opinions?)|draft)\)?$", re.IGNORECASE
)
_OPEN = re.compile(r"\s?[(（][^()（）]*$")
_NUMBERED = re.compile(r"(?:\d+(?:\.\d+)*[.)]?|\(?[a-z][.)])\s+")
_DATED = {
    "adopted": re.compile(r"(?:date of adoption|adoption date|adopted|通过日期)(?: on)?", re.I),
    "effective": re.compile(
        r"(?:(?:in|enters? into|comes? into|entry into) (?:force|effect)|takes effect"
        r"|effective(?: date)?|date of effect|生效日期|施行日期)(?: (?:on|from|since|as of))?",
        re.IGNORECASE,
    ),
}
_NUMBER = re.compile(
    r"(?:(?:document|order|decree|notice|file|reference) )?(?:no\.?|number)|文号|发文字号", re.I
)
_CHINESE = re.compile(rf"[{CJK}]")
_STATUS = re.compile(r"status|stage|状态", re.IGNORECASE)
_PROSE = 2  # sentences under the fields that may call the policy by its title


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy in a record of fields, as what its section is about.

    Attributes:
        fact: the row.
        start: where its section starts.
        end: offset after its section.
    """

    fact: Fact
    start: int
    end: int


def recorded_policies(reading: Reading) -> tuple[Policy, ...]:
    """Find the records that name a policy, with the section of each."""
    found = []
    for record in reading.records:
        fact = _titled(reading, record) or _untitled(reading, record)
        if fact:
            section = record.section
            bounds = (section.start, section.end) if section else (fact.span.start, fact.span.end)
            found.append(Policy(fact, *bounds))
    return tuple(found)


def policy_at(policies: tuple[Policy, ...], offset: int) -> Fact | None:
    """Give the policy whose section holds an offset, if it is one only."""
    found = [policy.fact for policy in policies if policy.start <= offset < policy.end]
    return found[0] if len(found) == 1 else None


def _titled(reading: Reading, record: Record) -> Fact | None:
    parts = policy_parts(_pairs(reading, record), _bodies(reading))
    if parts is None:
        return None
    title = record.fields[parts.title]
    issuer = None if parts.issuer is None else record.fields[parts.issuer]
    date = None if parts.date is None else record.fields[parts.date]
    full = reading.of(title.value)
    name, chinese = _named(reading, title)
    qualifiers = details_of(name, f"{name} {chinese or ''}", full) | _more(reading, record)
    if chinese:
        qualifiers["title_zh"] = chinese
    own = tuple(field for field in (title, issuer, date) if field)
    return _fact(reading, name, issuer, date, _around(reading, own), full, qualifiers)


def _untitled(reading: Reading, record: Record) -> Fact | None:
    """Read who issued something and when under a heading, which tells what, or the prose does."""
    pairs, known = _pairs(reading, record), CENTRAL | _bodies(reading)
    by, on = issue_parts(pairs, known)
    section = record.section
    if by is None or on is None or not names_issuer(*pairs[by]):
        return None
    if not is_public(pairs[by][1], known):
        return None
    if section is None or not section.path or section.path[-1] == reading.document.meta.title:
        return None
    issuer, date = record.fields[by], record.fields[on]
    span = _around(reading, record.fields)
    under = [s for s in reading.sentences if span.end <= s.span.start < section.end][:_PROSE]
    called = [title for sentence in under for title in issued_titles(reading, sentence)]
    name = _NUMBERED.sub("", section.path[-1], count=1)
    if len(called) == 1:
        name, place = called[0]
        span = reading.span(span.start, place.end)
    status = next((value for label, value in pairs if _STATUS.fullmatch(label)), "")
    qualifiers = details_of(name, name, f"{name} {status}") | _more(reading, record)
    return _fact(reading, name, issuer, date, span, f"{name} {status}", qualifiers)


def _fact(
    reading: Reading,
    name: str,
    issuer: Field | None,
    date: Field | None,
    span: Span,
    full: str,
    qualifiers: dict[str, Detail],
) -> Fact:
    return policy_fact(
        name,
        _date(reading, date) if date else None,
        span,
        _bodies_of(reading, issuer, date),
        qualifiers,
        certainty=certainty(full, Certainty.DRAFT),
    )


def _bodies_of(reading: Reading, issuer: Field | None, date: Field | None) -> tuple[str, ...]:
    """List who issued a policy: by a field of its own, or behind the date, "3 May, by MIIT"."""
    if issuer:
        return issuers(reading, reading.of(issuer.value))
    known = CENTRAL | _bodies(reading)
    return issuers(reading, issued_by(reading.of(date.value), known)) if date else ()


def _pairs(reading: Reading, record: Record) -> list[tuple[str, str]]:
    return [(field.name, reading.of(field.value)) for field in record.fields]


def _bodies(reading: Reading) -> set[str]:
    """List the acronyms of public bodies that a document explains."""
    return {short for long, short in reading.acronyms.items() if PUBLIC.search(long)}


def _around(reading: Reading, fields: tuple[Field, ...]) -> Span:
    starts, ends = (field.label.start for field in fields), (field.value.end for field in fields)
    return reading.span(min(starts), max(ends))


def _more(reading: Reading, record: Record) -> dict[str, Detail]:
    """Read the number of a policy, and the other dates that its fields give."""
    found: dict[str, Detail] = {}
    for field in record.fields:
        if _NUMBER.fullmatch(field.name):
            found["number"] = reading.of(field.value)
        if ORIGINAL.search(field.name) and _CHINESE.search(value := reading.of(field.value)):
            found["title_zh"] = value
        for kind, label in _DATED.items():
            when = _date(reading, field) if label.fullmatch(field.name) else None
            if when:
                found[kind] = when
    return found


def _named(reading: Reading, title: Field) -> tuple[str, str | None]:
    """Split a title into its name and its Chinese form."""
    rest = title.original or title.link
    end = rest.start if rest else title.value.end
    name = " ".join(reading.text(title.value.start, end).split()).rstrip(" ,;/|(（[")
    name = _OPEN.sub("", name) or name
    chinese = reading.of(title.original) if title.original else None
    return _DRAFT_TAIL.sub("", name) or name, chinese


def _date(reading: Reading, field: Field) -> str | None:
    value = reading.of(field.value)
    final = _FINAL.search(value)  # "draft 9 June 2023, adopted 25 August 2023"
    found = next_date(value, final.end()) if final else next_date(value)
    return reading.iso(found.date, field.section) if found else None
