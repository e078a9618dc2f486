"""Numbers that name a standard, a document or a place in a register, and count nothing; pure."""

from __future__ import annotations

import re

_REGISTER = r"(?:Register|Reg\.|F\.R\.|U\.S\.C\.|C\.F\.R\.|USC|CFR|Stat\.|Gazette)"
_NAMED = re.compile(
    # "GB 42590-2023", "ISO/IEC 27001:2022", "YD/T 1234.5-2021"
    r"(?<![\w/])[A-Z]{1,6}(?:/[A-Z]{1,4})* ?\d{2,}(?:[.-]\d{1,3})*[-–—:](?:19|20)\d\d(?![\d.])"
    # "86 Federal Register 71557", "42 U.S.C. § 1862"
    rf"|\b\d{{1,4}} (?:[A-Z][\w.]* ){{0,3}}{_REGISTER},? (?:at |p\. |§+ ?)?\d[\d,]*"
    r"|\b(?:Document|Order|Decree|Circular|Announcement|Resolution|Directive|Decision) \d+"
    r"(?![\d,.]\d)"
    # "the 973 Program", "ISSN 2589-7714", "DOI 10.1000/182"
    r"|\b[1-9]\d{2} (?:Program(?:me)?|Plan|Project)\b"
    r"|\b(?:ISSN|ISBN|DOI|doi)(?:-1[03])?:? ?\d[\d/.Xx-]*"
)
_SUM = re.compile(r"(?:CNY|RMB|USD|US|EUR|GBP|JPY|KRW|HKD|[A-Z]{2}\$)\b")


def without_registered(text: str) -> str:
    """Overwrite such numbers and what they stand in, so that offsets stay."""

    def blank(found: re.Match[str]) -> str:
        return found[0] if _SUM.match(found[0]) else re.sub(r"\S", "\x00", found[0])

    return _NAMED.sub(blank, text)
