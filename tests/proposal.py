"""What a model proposes of the small briefings, and what stands in their text."""

from __future__ import annotations

BOUGHT = {
    "kind": "corporate event",
    "quote": "Midea bought the German robot maker KUKA in 2016",
    "subject": "Midea",
    "action": "bought the German robot maker KUKA",
    "when": "2016",
}
