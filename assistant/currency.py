"""The currency in which a question wants an amount told; pure."""

from __future__ import annotations

import re

_NAMES = (
    ("EUR", "EUR|euros?|€"),
    ("USD", r"USD|(?:US|American) dollars?|dollars?|US\$|\$"),
    ("CNY", "CNY|RMB|yuan|renminbi|¥"),
)
_ANY = "|".join(names for _, names in _NAMES)
# What is "settled in yuan" is another thing than what is settled, told in yuan.
_PAID = (
    r"(?<!settled)(?<!denominated)(?<!priced)(?<!issued)(?<!paid)(?<!held)(?<!traded)(?<!quoted)"
    r"(?<!lent)(?<!borrowed)(?<!made)"
)
_HOW_MANY = re.compile(rf"\bhow many (?:{_ANY})(?!\w)", re.IGNORECASE)
_FIRST = re.compile(rf"^in (?:{_ANY})(?!\w),? ", re.IGNORECASE)
_LAST = re.compile(rf",?{_PAID} (?:in|into) (?:{_ANY})(?!\w)(?=\W*$|, )", re.IGNORECASE)
_SAID = (_HOW_MANY, _FIRST, _LAST)


def currency_asked(question: str) -> str | None:
    """Give the ISO 4217 code of the currency that an amount is wanted in: "…, in US dollars?"."""
    said = next((found[0] for form in _SAID if (found := form.search(question))), None)
    if said is None:
        return None
    return next(
        code for code, names in _NAMES if re.search(rf"(?:{names})\W*$", said, re.IGNORECASE)
    )


def without_currency(question: str) -> str:
    """Leave the currency out: "How much did it pledge?" for "How many dollars did it pledge?"."""
    bare = _LAST.sub("", _FIRST.sub("", question))
    return _HOW_MANY.sub(lambda found: found[0][:3] + " much", bare)
