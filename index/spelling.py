"""A word with one wrong letter, as the passages spell it; pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from index.keywords import stem

_SHORTEST = 5  # letters of a stem; one of fewer is too easily another word
_ENDING = 2  # letters of the shorter word in which words differ that are no slips of each other
_CLEARLY = 2  # times as many passages as the next stem that is as near


def respelled(
    word: str,
    common: Callable[[], Collection[str]],
    count: Callable[[Collection[str]], Mapping[str, int]],
    like: Callable[[str], Mapping[str, int]],
) -> str:
    """Give the word that no passage holds with one letter added, left out, changed or swapped.

    The distance is that of optimal string alignment (Damerau 1964), to common words and, for names
    and what else is none, between stems; of what is written as a name letters are only swapped.

    Args:
        word: of letters, as typed.
        common: gives words in lower case that are none wrongly spelled.
        count: counts the passages that hold each of some stems.
        like: counts those of each stem that is about as long and begins alike.

    Returns:
        The word itself where it is common, where passages hold it, where none is so near, or where
        several are.
    """
    lower = word.lower()
    root = stem(lower)
    if len(root) < _SHORTEST or count([root]):
        return word
    words = common()
    if lower in words or root in words:
        return word
    close = [one for one in words if one[0] == lower[0] and _is_slip(one, lower)]
    held = count([stem(one) for one in close])
    near = {one: held[stem(one)] for one in close if stem(one) in held}
    named = word[0].isupper()
    for other, passages in like(root).items():
        swapped = not named or sorted(other) == sorted(root)  # "Hebei" is no slip of "Hubei"
        if swapped and _is_slip(other, root):
            near[_with_ending(lower, root, other)] = passages
    best, *others = sorted(near, key=lambda one: -near[one]) or [lower]
    if best == lower or (others and near[best] < _CLEARLY * near[others[0]]):
        return word
    return best[:1].upper() + best[1:] if named else best


def _is_slip(one: str, other: str) -> bool:
    """Whether words differ by one letter, and not only at the end, as endings do."""
    short = min(len(one), len(other))
    if abs(len(one) - len(other)) > 1 or one[: short - _ENDING] == other[: short - _ENDING]:
        return False
    from rapidfuzz.distance import OSA  # only what may be misspelled waits for it

    return OSA.distance(one, other, score_cutoff=1) == 1


def _with_ending(word: str, root: str, other: str) -> str:
    """Give another stem the ending that a word has after its own."""
    if word.startswith(root):
        return other + word[len(root) :]
    if root.endswith("i") and other.endswith("i") and word.startswith(root[:-1] + "y"):
        return other[:-1] + word[len(root) - 1 :]
    return other
