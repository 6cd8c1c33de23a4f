"""An address as a QR code, to read from paper with a telephone; the site's name stands below it."""

from typing import Final

import segno

from sdgwijzer import colours
from sdgwijzer.colours import Pair
from sdgwijzer.pictures import room
from sdgwijzer.pictures.shapes import Area, Drawing, Label

LONGEST: Final = 1200
"""Letters of an address that a telephone still reads from a small square."""
WIDTH: Final = 120
_QUIET: Final = 4  # modules of white around it, that readers need
_LINE: Final = 14
_SIZE: Final = 12
_DARK: Final = Pair(colours.BLACK, colours.BLACK)
_LIGHT: Final = Pair(colours.WHITE, colours.WHITE)


def draw(address: str, words: str) -> Drawing:
    """The code of an address.

    Args:
        address: at most `LONGEST` letters.
        words: below it; as much as fits.
    """
    rows = [bytes(row) for row in segno.make(address, error="l", micro=False).matrix]
    step = WIDTH / (len(rows) + 2 * _QUIET)
    dark = "".join(
        f"M{step * (x + _QUIET):.3f} {step * (y + _QUIET):.3f}h{step:.3f}v{step:.3f}h-{step:.3f}z"
        for y, row in enumerate(rows)
        for x, module in enumerate(row)
        if module
    )
    height = WIDTH + _LINE
    ground = Area(f"M0 0H{WIDTH}V{height}H0Z", _LIGHT)
    name = Label(WIDTH / 2, WIDTH + 4, room.cut(words, _SIZE, WIDTH - 4), "middle", _SIZE, _DARK)
    return Drawing(WIDTH, height, (ground, Area(dark, _DARK), name))
