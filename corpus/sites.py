"""The name of a site, which stands behind the title of its page; pure."""

from __future__ import annotations

import re

from corpus.masthead import Hints
from corpus.told import Told

_WORDS = 4  # of the name of a site at most, and fewer than its page's title has


def without_site(title: str, publisher: str) -> str:
    """Leave out the name of the site behind a page's title: what a bar parts, or a known one."""
    last = re.split(r"\s+[|–—-]\s+", title)[-1]
    known = publisher and last != title and last.casefold() == publisher.casefold()
    name = last if known else _site(title)
    return title[: title.rindex(name)].rstrip(" |–—-") if name else title


def owner(hints: Hints) -> Told | None:
    """Give the site that a page's title names: who publishes a page that names nobody else."""
    name = _site(hints.get("title"))
    return Told(name, hints.source) if name else None


def _site(title: str) -> str:
    """Give the name that a bar parts from its page's title; empty where there is none."""
    page, bar, name = title.rpartition(" | ")
    return name.strip() if bar and len(name.split()) <= _WORDS < len(page.split()) else ""
