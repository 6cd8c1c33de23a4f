"""Room for words: how wide they are, and where they can stand without covering each other.

A picture knows no fonts: widths are those of a wide sans-serif, so words take a little less.
"""

from collections.abc import Sequence
from typing import Final

_NARROW: Final = frozenset("iljtfrI.,;:'|!()[]/ \u00a0")
_WIDE: Final = frozenset("mwMWQOGCDNHU%—")
_SHARES: Final = (0.34, 0.62, 0.9)
_BOLD: Final = 1.07


def width(text: str, size: int, *, bold: bool = False) -> float:
    """Pixels that a text takes, at most, in letters of this size."""
    narrow, usual, wide = _SHARES
    total = sum(narrow if c in _NARROW else wide if c in _WIDE else usual for c in text)
    return total * size * (_BOLD if bold else 1.0)


def cut(text: str, size: int, most: float, *, bold: bool = False) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if width(text, size, bold=bold) <= most:
        return text
    kept = text
    while kept and width(f"{kept}…", size, bold=bold) > most:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def filled(text: str, size: int, most: float, lines: int, *, bold: bool = False) -> list[str]:
    """A text in lines of at most `most` pixels; the last of at most `lines` is cut.

    Returns:
        The lines; none of an empty text.
    """
    found: list[str] = []
    words = text.split(" ")  # a space that may not break is none
    while words and text:
        count = 1
        while count < len(words) and width(" ".join(words[: count + 1]), size, bold=bold) <= most:
            count += 1
        if len(found) == lines - 1:
            count = len(words)
        found.append(cut(" ".join(words[:count]), size, most, bold=bold))
        words = words[count:]
    return found


def wrapped(text: str, size: int, first: float, most: float) -> list[str]:
    """The text in lines; a word that is too long for a line is cut.

    Args:
        text: the words.
        size: of the letters.
        first: pixels of the first line.
        most: pixels of the others.
    """
    lines: list[str] = []
    for word in text.split(" "):
        there = first if len(lines) <= 1 else most
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= there:
            lines[-1] = longer
        else:
            lines.append(cut(word, size, most if lines else first))
    return lines


def apart(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Middles of labels below each other, as near as can be to where they want to be.

    Labels that would overlap move apart together (Dwyer, Marriott & Stuckey: solving by blocks).

    Args:
        wanted: middle of each label.
        heights: of each label.
        low: where the first may begin.
        high: where the last must end; passed only when all together are higher.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    blocks: list[tuple[list[int], float]] = []  # labels that touch, and the top of the first
    for i in order:
        members, top = [i], wanted[i] - heights[i] / 2
        top = _inside(top, heights[i], low, high)
        while blocks and _bottom(blocks[-1], heights) > top:
            before, _ = blocks.pop()
            members = before + members
            top = _top(members, wanted, heights, low, high)
        blocks.append((members, top))
    found = [0.0] * len(wanted)
    for members, top in blocks:
        at = top
        for i in members:
            found[i] = at + heights[i] / 2
            at += heights[i]
    return found


def _bottom(block: tuple[list[int], float], heights: Sequence[float]) -> float:
    return block[1] + sum(heights[i] for i in block[0])


def _top(
    members: Sequence[int],
    wanted: Sequence[float],
    heights: Sequence[float],
    low: float,
    high: float,
) -> float:
    """Where labels that touch begin, so that they are together nearest to their places."""
    total, before = 0.0, 0.0
    for i in members:
        total += wanted[i] - heights[i] / 2 - before
        before += heights[i]
    return _inside(total / len(members), before, low, high)


def _inside(top: float, height: float, low: float, high: float) -> float:
    return max(low, min(top, high - height))


def rows(wide: Sequence[float], width: float) -> list[int]:
    """The row of each label, in turns, so that every row has room for its labels.

    Args:
        wide: pixels of each label, from left to right; none is wider than a row.
        width: of a row.
    """
    for count in range(1, len(wide) + 1):
        if all(sum(wide[row::count]) <= width for row in range(count)):
            return [i % count for i in range(len(wide))]
    return list(range(len(wide)))
