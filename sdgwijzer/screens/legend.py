"""One line per page that says what its marks mean."""

from collections.abc import Collection
from typing import Final

from sdgwijzer.content import Judgement, Paragraph, Runs, Styled, joined
from sdgwijzer.texts import words
from sdgwijzer.views.marks import Mark

_PAIRS: Final = (
    (Mark.GOOD, Mark.GOOD_ESTIMATED),
    (Mark.MIDDLE, Mark.BETWEEN),
    (Mark.POOR, Mark.POOR_ESTIMATED),
    (Mark.HIGHER, Mark.LOWER),
)
"""What stands together in the line, in its order."""


def legend(shown: Collection[Mark], *, rings: bool = False) -> Paragraph | None:
    """The marks that a page shows, each with its word; None where it shows none.

    Args:
        shown: the marks of its figures.
        rings: does one of them have a ring?
    """
    there = [[mark for mark in pair if mark in shown] for pair in _PAIRS]
    parts: list[Runs] = [_named(marks) for marks in there if marks]
    if not parts:
        return None
    said = [
        (words.FILLED, any(mark.certain for mark in shown)),
        (words.OUTLINED, any(mark.estimated for mark in shown)),
        (words.RINGED, rings),
    ]
    parts += [(Styled(text, "quiet"),) for text, holds in said if holds]
    return Paragraph(joined(parts, " · "), "quiet")


def _named(marks: list[Mark]) -> Runs:
    """Marks that mean the same, with one word; the two directions have a word each."""
    one, *_ = (words.MARK[mark] for mark in marks)
    if Mark.HIGHER in marks or Mark.LOWER in marks:
        each = [words.MARK[mark] for mark in marks]
        return joined(((Judgement(w.text, w.symbol, w.style, strong=False),) for w in each), " ")
    signs = "".join(dict.fromkeys(words.MARK[mark].symbol for mark in marks))
    return (Judgement(one.text, signs, one.style, strong=False),)
