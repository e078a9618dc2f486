"""Currencies as texts name them, and the one that a question wants an amount told in; pure."""

from __future__ import annotations

import re

CURRENCIES = {
    "CNY": r"CNY|RMB|[¥￥]|\b(?:yuan|renminbi)\b|(?<![美欧日])元",
    "USD": r"US\s?\$|USD|\$|\b(?:(?:US|American) )?dollars?\b|美元",
    "EUR": r"EUR|€|\beuros?\b|欧元",
    "GBP": r"GBP|£|\bpounds?\b",
}
"""How a text names a currency, by its ISO 4217 code."""

# A pound may be a weight as well.
_ANY = "|".join(form for code, form in CURRENCIES.items() if code != "GBP")
IN_CURRENCY = rf"\b(?:in|into) (?:{_ANY})(?!\w)"
"""What a question has that names the currency to tell an amount in."""

# What is "settled in yuan" is another thing than what is settled, told in yuan.
_PAID = (
    r"(?<!settled)(?<!denominated)(?<!priced)(?<!issued)(?<!paid)(?<!held)(?<!traded)(?<!quoted)"
    r"(?<!lent)(?<!borrowed)(?<!made)"
)
_HOW_MANY = re.compile(rf"\bhow many (?:{_ANY})(?!\w)", re.IGNORECASE)
_FIRST = re.compile(rf"^{IN_CURRENCY},? ", re.IGNORECASE)
_LAST = re.compile(rf",?{_PAID} {IN_CURRENCY}(?=\W*$|, | (?:in|by) (?:19|20)\d\d)", re.IGNORECASE)
_SAID = (_HOW_MANY, _FIRST, _LAST)


def currency_asked(question: str) -> str | None:
    """Give the ISO 4217 code of the currency that an amount is wanted in: "…, in US dollars?"."""
    said = next((found[0] for form in _SAID if (found := form.search(question))), None)
    if said is None:
        return None
    named = (code for code, form in CURRENCIES.items() if re.search(form, said, re.IGNORECASE))
    return next(named, None)


def without_currency(question: str) -> str:
    """Leave the currency out: "How much did it pledge?" for "How many dollars did it pledge?"."""
    bare = _LAST.sub("", _FIRST.sub("", question))
    return _HOW_MANY.sub(lambda found: found[0][:3] + " much", bare)
