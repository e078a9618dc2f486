"""Why: the sentence that gives a reason, told by its words, among those that are near; pure."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.answers.span import shorten
from assistant.answers.told import Told
from assistant.candidates import coverage
from assistant.question import AUXILIARY, Kind
from index.keywords import content_terms, stem, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

NEAR = 0.12  # behind the best score; what is further behind is of another matter
_LEAST_WORDS = 0.6  # of the question's words that the best sentence holds
_VERB = rf"(?:[\w'’-]+ ){{1,4}}?{AUXILIARY}\b"
_PAST = (
    r"(?:withdrew|drew|fell|rose|grew|began|broke|brought|built|came|cut|found|gave|got|held|kept"
    r"|knew|led|left|lost|made|met|paid|put|ran|said|saw|sold|sent|set|shut|spent|stood|took|went"
    r"|won|wrote|bought|became|threw|chose|hit)"
)
_FINITE = rf"(?:[\w'’-]+ ){{1,6}}?(?:{AUXILIARY}|{_PAST}|[a-z]+(?:[^s]s|ed))\b"
# "Since 2017", "since May 2020", "since the start of …" tell a time.
_NO_TIME = (
    r"(?!then\b|[^a-zA-Z]|(?-i:[A-Z][a-z]+ \d)|(?:(?:the|its|their) )?(?:previous|last|early|mid"
    r"|late|start|beginning|end|outbreak|founding|foundation|launch|turn)\b)"
)
_NO_REASON = (
    r"(?!(?:well|of|an?|part|such|in|for|to|if|on|at|with|by|does|did|is|was|(?:the )?\w+ said)\b)"
)
_SANCTION = r"(?:fine[sd]?|(?:sanction|punish|penali[sz]|accus|criti[cs]i[sz])\w*)"
_JUSTIFIES = r"(?:explain(?:s|ed)|justif(?:ies|ied)) [^.;]{2,60}? (?:with|by)\b"
# What gives a reason wherever it stands.
_GIVES = re.compile(
    r"\bbecause\b|\b(?:due|owing|thanks) to\b|\bon (?:account|grounds) of\b|\bon purpose\b"
    r"|\b(?:in order|in a bid|in an effort|so as) to\b|\bso that\b"
    r"|\bso (?:much|many|\w+) that\b|\b(?:the|one|this|that|main|for) reasons?\b"
    r"|\breasons? (?:is|are|was|were|for|why)\b|\b(?:explains?|is) why\b"
    r"|\b(?:driven|prompted|motivated|caused|triggered|explained) by\b"
    r"|\b(?:result|stem)(?:s|ed|med)? from\b|\b(?:its|the|main|one) cause\b"
    rf"|\b{_JUSTIFIES}"
    r"|\bcit(?:es|ed|ing) (?!by\b)|\bblam(?:es?|ed|ing)\b|\b(?:attribut|credit)(?:es?|s|ed|ing)\b"
    r"|\bin (?:response to|(?:the )?light of|view of)\b|\bfor (?:fear|lack|want) of\b"
    rf"|, since {_NO_TIME}|\bsince {_NO_TIME}(?:(?:it|they|there|he|she|we)\b|{_FINITE})"
    rf"|, as {_NO_REASON}(?=[a-z]){_FINITE}"
    r"|(?:^|[.:] )(?:To (?!date\b)[a-z]+|With so) [^,.:]{3,80}, "
    rf"|\b{_SANCTION}\b(?:[^.;]|\.\d){{0,80}}? (?:for|over) "
    r"|因为|由于|为了|以便",
    re.IGNORECASE,
)
# The reason itself: with the word that leads in to it, where that reads as an answer.
_REST = r"(?:[^;.()]|\.\d)+?(?=[;()]|\.(?!\d)|, (?:but|while|whereas|although|and (?=[A-Z]))\b|$)"
_CAUSE = re.compile(
    rf"\b(?P<whole>(?:because|for (?:fear|lack|want) of|in response to) {_REST})"
    rf"|, (?P<what>since {_NO_TIME}{_REST})"
    rf"|\b(?:(?:due|owing|thanks) to|citing|on (?:account|grounds) of"
    rf"|{_JUSTIFIES}) (?P<with>{_REST})",
    re.IGNORECASE,
)
_FEWEST, _MOST = 2, 32  # words of a reason that is given by itself
# What may give one in a sentence that is about the matter: its aim, what went before, a colon.
_MAY_GIVE = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|seeks?|sought|hop(?:es?|ed)) (?:to|at)\b"
    r"|\b(?:want(?:s|ed)?|leads?|led) to\b"
    r"|\b(?:aim|purpose|intention)s? (?:is|are|was|were|of)\b|\bwith (?:the aim|a view)\b"
    r"|\b(?:meant|designed|intended) to\b|\bgiven (?:that|the|its|their)\b|\bamid\b"
    r"|\b(?:following|after) (?:an?|the|its|their|[a-z]+ing)\b"
    rf"|[a-z]: (?=[a-z]){_VERB}|\bincentives?\b"
    r"|(?<!agreed )(?<!plans )(?<!planned )(?<!expected )(?<!likely )\bto (?:secure|ensure|protect"
    r"|support|steer|promote|reduce|cut|save|avoid|prevent|boost|improve|strengthen|encourage"
    r"|attract|curb|meet|stop|comply|catch|gain|offset|ease|tackle|address)\b|旨在",
    re.IGNORECASE,
)
# What says that the reason stands before it.
_POINTS_BACK = re.compile(
    r"\b(?:therefore|hence|thus|as a (?:result|consequence)|consequently|for (?:this|that) reason"
    r"|(?:that|this) is why)\b|因此",
    re.IGNORECASE,
)
_ANY = re.compile(
    "|".join(sign.pattern for sign in (_GIVES, _MAY_GIVE, _POINTS_BACK)), re.IGNORECASE
)
_SO = re.compile(r"[,;] so (?!that\b|far\b|on\b|called\b)")  # the reason is before it
_MATTERS = re.compile(
    r"\b(?:matters?|important|importance|relevant|significan\w+)\b", re.IGNORECASE
)
_COMMENT = re.compile(
    r"^(?:Why (?:it|this|that) matters|(?:Our )?(?:comment|view|take))[.:] ?", re.I
)
# Where a sentence begins, or what a labelled line says: "At a glance: …".
_OPENS = re.compile(r"[.?!] (?=[A-Z])|\b[A-Z][a-z]+(?: [a-z]+){0,2}: (?=[^a-z])")


def explain(query: Query, ranked: Sequence[Scored], _: Documents) -> Told | None:
    """Give the sentence that tells a reason; None where none of the near ones does.

    Args:
        query: the question.
        ranked: sentences, best first; at least one.
    """
    found = reasons(query, ranked)
    if not found:
        return None
    text = found[0].candidate.text
    said = _said(query, found[0], _ANY)
    cause = _cause(query, said) if said else ""
    return Told(cause or shorten(said or _COMMENT.sub("", text, 1)), found)


def _cause(query: Query, said: str) -> str:
    """Cut the reason out of a sentence that tells before it what it is of; empty for none.

    "It closed its dock in May because trade fell; two more follow" gives "because trade fell".
    """
    first = said[: end.start() + 1] if (end := _OPENS.search(said)) else said
    found = _CAUSE.search(first)
    if found is None or not first[: found.start()].strip():
        return ""
    reason = found["with"] or found["what"] or found["whole"]
    told, of = (coverage(query.weights, part) for part in (first[: found.start()], reason))
    brief = _FEWEST <= len(reason.split()) <= _MOST
    return reason.strip(" ,.") if brief and told >= of else ""


def reasons(query: Query, ranked: Sequence[Scored]) -> tuple[Scored, ...]:
    """List the sentences that give the reason asked for, the one that says it first.

    Args:
        query: the question.
        ranked: sentences, best first; at least one.

    Returns:
        The best sentence where it has a sign of a reason; else the first that has one and is
        near, or the sentence beside the best. Empty where there is none, or no reason is wanted.
    """
    best = ranked[0]
    if query.kind is not Kind.REASON or best.words == 0:
        return ()
    near = [
        scored
        for scored in ranked
        if scored.score >= best.score - NEAR and scored.words >= _LEAST_WORDS * best.words
    ]
    if _MATTERS.search(query.asked) and (said := _comment(near, ranked)):
        return (said,)
    if _POINTS_BACK.search(best.candidate.text) and (before := _beside(best, ranked, -1)):
        return before, best
    if _said(query, best, _ANY):
        return (best,)
    for scored in near:
        if _said(query, scored, _GIVES):
            return (scored,)
    after = _beside(best, ranked, 1)
    return (after, best) if after and _GIVES.search(after.candidate.text) else ()


def _comment(near: Sequence[Scored], ranked: Sequence[Scored]) -> Scored | None:
    """Give the first sentence of a comment on the matter, which a label of its own tells."""
    for scored in near:
        if found := _COMMENT.match(scored.candidate.text):
            alone = found.end() == len(scored.candidate.text)
            return _beside(scored, ranked, 1) if alone else scored
    return None


def _beside(best: Scored, ranked: Sequence[Scored], step: int) -> Scored | None:
    """Give the sentence right after, or before, another in its paragraph."""
    place = best.candidate.span
    own = [s for s in ranked if s.candidate.block == best.candidate.block]
    if step > 0:
        after = [s for s in own if s.candidate.span.start >= place.end]
        return min(after, key=lambda s: s.candidate.span, default=None)
    before = [s for s in own if s.candidate.span.end <= place.start]
    return max(before, key=lambda s: s.candidate.span, default=None)


def _said(query: Query, scored: Scored, sign: re.Pattern[str]) -> str:
    """Give what gives a reason in a sentence, or in one of several that are read together.

    Of several it holds the question's words, or follows one that does; empty where none does.
    """
    text = scored.candidate.text
    whole = coverage(query.weights, text)
    cuts = [0, *(found.end() for found in _OPENS.finditer(text)), len(text)]
    pieces = [text[a:b] for a, b in pairwise(cuts)]
    for at, piece in enumerate(pieces):
        told = coverage(query.weights, " ".join(pieces[max(0, at - 1) : at + 1]))
        if told >= _LEAST_WORDS * whole and (sign.search(piece) or _follows(query, piece)):
            return text[cuts[at] :]
    return ""


def _follows(query: Query, piece: str) -> bool:
    """Tell whether what is asked about stands after "so", and what it follows from before."""
    so = _SO.search(piece)
    if so is None:
        return False
    reason, result = piece[: so.start()], piece[so.end() :]
    before, after = (coverage(query.weights, part) for part in (reason, result))
    # "Why is the figure higher?" of "…, so its figure is higher".
    asked = content_terms(query.asked)[-1:]
    said = any(stem(word) in stems(result) for word in asked)
    return 0 < after >= before or (said and before > 0)
