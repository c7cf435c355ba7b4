"""Finding a command by some of its letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

_WORD_START: Final = 8
_NEXT_TO: Final = 5
_GAP: Final = -1


def score(wanted: str, text: str) -> int | None:
    """Return how well letters, in order, are found in a text; None where they are not.

    Beginnings of words and letters side by side count more, gaps count against it.
    """
    wanted, text = "".join(wanted.casefold().split()), text.casefold()
    best: dict[int, int] = {-1: 0}  # where the last letter was found, and the score so far
    for letter in wanted:
        found: dict[int, int] = {}
        for at, other in enumerate(text):
            if other != letter:
                continue
            start = _WORD_START if at == 0 or not text[at - 1].isalnum() else 0
            before = (
                total + (_NEXT_TO if last == at - 1 and last >= 0 else _GAP * min(5, at - last - 1))
                for last, total in best.items()
                if last < at
            )
            reached = max(before, default=None)
            if reached is not None:
                found[at] = reached + start + 1
        best = found
    return max(best.values(), default=None)


def ranked(wanted: str, texts: Sequence[str]) -> Iterable[int]:
    """Return the places of the texts that have the letters, the best first; all for none."""
    scores = [(score(wanted, text), at) for at, text in enumerate(texts)]
    found = [(-points, at) for points, at in scores if points is not None]
    return [at for _, at in sorted(found)]
