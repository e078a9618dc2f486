"""Metrics of an answer's words that need no judge model: one small pure function each.

Every function scores one answer between 0 and 1, or tells whether it is right; None means that
the metric does not apply. Rankings are in ``evals.ranking``, citations in ``evals.citing``, knowing
what one does not know in ``evals.selective``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from evals import squad
from evals.values import dates, holds, quantities, values
from index.keywords import stems

CLOSE = 0.6
"""Least SQuAD F1 of a short answer that counts as right."""
SHORT_WORDS = 15
"""Most words in a short answer that is searched for a number or date."""
LONG = 12
"""Least words of an answer that may be said in another order."""

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_ARTICLES = {"a", "an", "the"}


def words(text: str) -> list[str]:
    """Split into words: case-folded, without accents, punctuation and articles.

    Each Chinese character is a word.
    """
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return [word for word in _WORD.findall(plain) if word not in _ARTICLES]


def contains(text: str, phrase: str) -> bool:
    """Tell whether the words of ``phrase`` stand in ``text`` one after the other."""
    whole, part = words(text), words(phrase)
    starts = range(len(whole) - len(part) + 1)
    return bool(part) and any(whole[at : at + len(part)] == part for at in starts)


def says(text: str, variant: str) -> bool:
    """Tell whether a text gives an answer, or each part of one such as "MIIT; 2008".

    An answer that is nothing but numbers or dates is compared by value, any other by its words:
    one after the other, or, from ``LONG`` words up, the stems of all that carry its topic in any
    order, because a document says a whole sentence in words of its own.
    """
    return _says(text, variant) or all(_says(text, part) for part in variant.split(";"))


def _says(text: str, part: str) -> bool:
    if wanted := values(part):
        return holds(text, wanted)
    long = len(words(part)) >= LONG
    return contains(text, part) or (long and stems(part) <= stems(text))


def answer_in(text: str, variants: Iterable[str]) -> bool:
    """Tell whether a text gives one of the accepted variants of an answer."""
    return any(says(text, variant) for variant in variants)


def short_answer(short: str, variants: Sequence[str]) -> bool:
    """Tell whether a short answer is right: by value, or by SQuAD exact match or F1.

    F1 counts from ``CLOSE`` up, and only when no number or date of the variant is missing: "at
    least 200 patents" shares three words of four with "at least 300 patents".
    """
    return any(_short_answer(short, variant) for variant in variants)


def _short_answer(short: str, variant: str) -> bool:
    if wanted := values(variant):
        return len(words(short)) <= SHORT_WORDS and holds(short, wanted)
    if squad.exact_match(short, (variant,)) or words(short) == words(variant) != []:
        return True
    complete = holds(short, (*dates(variant), *quantities(variant)))
    return complete and squad.f1(short, (variant,)) >= CLOSE


def value_match(short: str, variants: Iterable[str]) -> float | None:
    """Tell (1.0 or 0.0) whether a short answer gives the numbers or dates of a variant, as values.

    Numbers are compared with magnitude and unit, dates at the precision that the variant gives;
    see ``evals.values``. None when no variant is a number or a date.
    """
    wanted = [found for found in map(values, variants) if found]
    if not wanted:
        return None
    return float(len(words(short)) <= SHORT_WORDS and any(holds(short, each) for each in wanted))


def polarity(text: str) -> str | None:
    """Give the first word of a text when it is "yes" or "no", else None."""
    first = words(text)[:1]
    return first[0] if first and first[0] in ("yes", "no") else None


def same_polarity(text: str, variants: Iterable[str]) -> bool:
    """Tell whether a text begins with yes or no as the first variant that does so."""
    gold = next(filter(None, map(polarity, variants)), None)
    return gold is not None and polarity(text) == gold


def list_recall(answer: Sequence[str], gold: Sequence[Sequence[str]]) -> float | None:
    """Give the share of the gold items that a part of the answer names in some variant.

    Args:
        answer: the items of the answer; its text as the one part, where it gives no items.
        gold: the variants of each gold item; empty gives None.
    """
    if not gold:
        return None
    named = [any(answer_in(part, item) for part in answer) for item in gold]
    return sum(named) / len(named)


def list_precision(answer: Sequence[str], gold: Sequence[Sequence[str]]) -> float | None:
    """Give the share of the answer's items that name a gold item; None without items."""
    if not answer or not gold:
        return None
    right = [any(answer_in(part, item) for item in gold) for part in answer]
    return sum(right) / len(right)


def length(text: str) -> int:
    """Count the words of an answer as a reader does: what white space sets apart."""
    return len(text.split())
