"""Drawings → PNG, by typst, in a font that comes along: the same file on every machine.

Source Sans 3 (SIL Open Font License, `fonts/LICENSE`) is the font of the pages too. A drawing goes
to typst as a string: nothing in it is read as typst's own language.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Condition
from typing import Final

import typst
from cachetools import LRUCache, cached

FAMILY: Final = "Source Sans 3"
FONTS: Final = Path(__file__).parent / "fonts"

MOST: Final = 16_000_000
"""Bytes of all pictures that are kept."""

_WIDE: Final = 600  # points of the page; how many pixels those are is said by the resolution
_INCH: Final = 72  # points
_A4: Final = 210 / 25.4 * _INCH
_DOCUMENT: Final = f"""
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: "{FAMILY}")
#image(bytes(sys.inputs.svg), format: "svg", width: {_WIDE}pt)
""".encode()


@cached(
    LRUCache(MOST, getsizeof=len),
    key=lambda svg, pixels: (sha256(svg.encode()).digest(), pixels),
    condition=Condition(),
)
def png(svg: str, pixels: int) -> bytes:
    """A drawing as PNG; what was made before is kept, and who asks while it is made waits for it.

    Args:
        svg: the drawing; its words are drawn in `FAMILY`, whatever family it names.
        pixels: width of the picture.

    Raises:
        typst.TypstError: it is no SVG.
    """
    compiler = typst.Compiler(_DOCUMENT, font_paths=fonts(), sys_inputs={"svg": svg})
    made = compiler.compile(format="png", ppi=_INCH * pixels / _WIDE)
    assert isinstance(made, bytes)
    return made


def drawn() -> dict[tuple[bytes, int], bytes]:
    """What is kept of `png`, for another process: `know` it there."""
    return dict(png.cache)


def know(pictures: Mapping[tuple[bytes, int], bytes]) -> None:
    """Keep these of `png` too.

    Args:
        pictures: `drawn` of another process.
    """
    png.cache.update(pictures)


def pdf(look: bytes, inputs: Mapping[str, str], made: datetime) -> bytes:
    """A document as PDF/UA-1: tagged, with words at every picture, in Dutch.

    Args:
        look: the document in typst's language, which takes what it says from `sys.inputs`.
        inputs: what it says.
        made: the moment that the file carries.

    Raises:
        typst.TypstError: a picture without words, a heading that skips a level, or a wrong look.
    """
    compiler = typst.Compiler(look, font_paths=fonts(), sys_inputs=dict(inputs))
    file = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=made)
    assert isinstance(file, bytes)
    return file


def _key(look: bytes, inputs: Mapping[str, str], pixels: int) -> tuple[object, ...]:
    whole = look + "".join(inputs.values()).encode()
    return sha256(whole).digest(), pixels


@cached(LRUCache(MOST, getsizeof=lambda all_: sum(map(len, all_))), key=_key, condition=Condition())
def pages(look: bytes, inputs: Mapping[str, str], pixels: int) -> list[bytes]:
    """The pages of a document on A4 as PNG; what was made before is kept, as of `png`.

    Args:
        look: the document in typst's language, which takes what it says from `sys.inputs`.
        inputs: what it says.
        pixels: width of each.

    Raises:
        typst.TypstError: a wrong look.
    """
    compiler = typst.Compiler(look, font_paths=fonts(), sys_inputs=dict(inputs))
    made = compiler.compile(format="png", ppi=_INCH * pixels / _A4)
    return [made] if isinstance(made, bytes) else list(made or ())


@cache
def fonts() -> typst.Fonts:
    """The fonts that come along, and no others: a machine without fonts draws the same words."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
