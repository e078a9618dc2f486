"""What an event of a document is: whose, who acts in it, what is done and how surely; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.documents import Span
from corpus.policies import CENTRAL, PUBLIC
from index.facts.doers import acting, within_subject
from index.facts.fact import Certainty, Detail, Fact, Kind
from index.facts.reading import Reading
from index.facts.wording import certainty, subject
from index.names import has_body_word
from index.regions import is_place

# What is done to a text, to a rule or by a body without a name is told of policy.
_OF_POLICY = re.compile(
    r"\b(?:law|act|bill|plan|program(?:me)?|strategy|guidelines?|guidance|regulation|rule|measure"
    r"|opinion|outline|blueprint|catalogue|initiative|roadmap|notice|decision|draft|version|standard"
    r"|amendment|order|control|restriction|sanction|tariff|tax|licen[cs](?:e|ing)|exemption|subsidy"
    r"|subsidies|scheme|ministry|ministries|commission|committee|office|administration|bureau"
    r"|government|minister|agency|agencies|council|reform|policy|policies|code|partnership|treaty"
    r"|agreement|hub|cluster|consultation|comment|application|permit|auction|tender|zone|quota"
    r"|audit|inspection|laboratory|laboratories|institute|construction|college|university)s?\b",
    re.IGNORECASE,
)
_COMPLEMENT = re.compile(r" (?:of|for|in|on|by|from|under|to|with|at)\b")
_PAPER = re.compile(
    r"\b(?:Law|Act|Bill|Plan|Program(?:me)?|Guidelines|Guidance|Regulations?|Rules|Measures|Outline"
    r"|Strategy|Initiative|Partnership|Directive|Standards?|Code|Agreement|Treaty|Order|Notice"
    r"|Document|Decree|Reform|Scheme|Opinions)(?: of .*)?$"
)
_DRAFTED = re.compile(
    r"\bin (?:an? )?(?:\w+ )?drafts?\b|\bdrafts? for (?:public )?comments?\b", re.I
)
_CERTAINTIES = (Certainty.IN_TALKS, Certainty.REPORTED)


def event_fact(
    reading: Reading,
    kind: Kind,
    who: Sequence[str],
    when: str | None,
    span: Span,
    told: str,
    details: dict[str, Detail],
) -> Fact:
    """Make the row of an event.

    Args:
        reading: the document.
        kind: of policy or of companies; of the latter the first who acts is the subject.
        who: the names that act, as the text has them.
        when: its date, as ISO 8601.
        span: where it is told.
        told: the words by which it is judged how sure it is.
        details: what is done, and until when.
    """
    names = tuple(reading.short(name) for name in who)
    corporate = kind is Kind.CORPORATE_EVENT
    drafted = _DRAFTED.search(told)
    return Fact(
        id="",
        kind=kind,
        subject=names[0] if corporate and names else None,
        measure=None,
        value=None,
        unit=None,
        when=when,
        span=span,
        issuers=names[1:] if corporate else names,
        certainty=Certainty.DRAFT if drafted else certainty(told, *_CERTAINTIES),
        qualifiers=details,
    )


def kind_by(reading: Reading, who: Sequence[str], text: str) -> Kind | None:
    """Tell whose event it is by who acts; where nobody does, by what is acted on.

    Args:
        reading: the document.
        who: the names that act.
        text: the clause that tells it, what is acted on first.

    Returns:
        None where neither tells.
    """
    if any(is_public(reading, name) or is_place(name) or is_paper(name) for name in who):
        return Kind.POLICY_EVENT
    if who:
        return Kind.CORPORATE_EVENT
    about = _COMPLEMENT.split(subject(text) or text)[0]
    return Kind.POLICY_EVENT if _OF_POLICY.search(about) else None


def actors_of(reading: Reading, text: str) -> tuple[str, ...]:
    """Name who acts in a headline, or else whose that is of which it tells."""
    within = (name for name in within_subject(text) if not reading.is_common(name))
    acts = tuple(name for name in acting(text) if not reading.is_word(name))
    return acts or tuple(within)


def bodies_of(reading: Reading, text: str) -> tuple[str, ...]:
    """Name the public bodies of which a line tells that something of theirs is due."""
    return tuple(name for name in reading.bodies(text) if is_public(reading, name))


def action(text: str, who: Sequence[str]) -> str:
    """Give what is done: the sentence after its last actor, or all of it."""
    if who:
        _, _, after = text.partition(who[-1])
        rest = re.sub(r"^(?: \([^()]*\))?[\s,]+", "", after)
        if rest[:1].islower():
            return rest.rstrip(".")
    return text.rstrip(".")


def tells_of(policy: Fact, span: Span, text: str) -> bool:
    """Whether a stretch of text is where a policy is told of, or has its title.

    Args:
        policy: a row of the ledger.
        span: of the text.
        text: its words.
    """
    return bool(policy.span.overlap(span)) or bool(policy.subject and policy.subject in text)


def is_paper(name: str) -> bool:
    """Tell whether a name is a document's: of a law, and not of an administration for it."""
    return bool(_PAPER.search(name)) and not has_body_word(name)


def is_public(reading: Reading, name: str) -> bool:
    """Tell whether a name is a public body's, by its words or those that its acronym stands for."""
    full = reading.full(name)
    return full in CENTRAL or bool(PUBLIC.search(full))
