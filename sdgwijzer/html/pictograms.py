"""The pictogram of each goal, as CSS: Lucide's, or the official icons of who may use them.

Lucide (ISC licence, in `lucide/`) is drawn as a mask in the colour of the words around it. The
official icons are the property of the United Nations: a setting names a folder with them, and they
are shown as they are.
"""

import base64
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final
from urllib.parse import quote

from sdgwijzer.errors import UsageError
from sdgwijzer.goals import GOALS, Goal

_SAFE: Final = " /:;=,.()'"
_LEFT_OUT: Final = (
    r"<!--.*?-->",
    r"(?<=<svg)\s+class=\"[^\"]*\"",
    r"(?<=>)\s+(?=<)",
)
"""Of a drawing: what a mask does not need."""

_LIMIT: Final = 40_000
"""Bytes of one official icon: all of them go along with every page."""

_KINDS: Final = {".svg": "image/svg+xml", ".png": "image/png"}


def address(goal: Goal) -> str:
    """The pictogram of a goal, as an address in CSS: `url("data:image/svg+xml,…")`."""
    return f'url("data:image/svg+xml,{quote(drawing(goal), safe=_SAFE)}")'


def drawing(goal: Goal) -> str:
    """The pictogram of a goal as SVG, in the colour of the words around it."""
    drawn = (files("sdgwijzer.html") / "lucide" / f"{goal.pictogram}.svg").read_text("utf-8")
    for each in _LEFT_OUT:
        drawn = re.sub(each, "", drawn, flags=re.DOTALL)
    return " ".join(drawn.replace('"', "'").split())


@lru_cache(maxsize=1)
def official(folder: Path) -> Mapping[int, str]:
    """The icons of a folder, as addresses in CSS by the number of their goal.

    Args:
        folder: with an SVG or PNG per goal; the last number in its name is that of the goal
            (`E-WEB-Goal-08.png`, `8.svg`). A goal without one keeps its pictogram.

    Raises:
        UsageError: no icon in it, two of one goal, or one that is too large.
    """
    return {number: _inside(path) for number, path in sorted(_icons(folder).items())}


def _icons(folder: Path) -> dict[int, Path]:
    """Number of a goal → its file."""
    found: dict[int, Path] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        number = re.search(r"(\d+)\D*$", path.stem)
        if path.suffix.lower() not in _KINDS or number is None:
            continue
        goal = int(number[1])
        if goal in found:
            raise UsageError(f"{folder}: two icons of goal {goal}; keep one of them")
        if 1 <= goal <= len(GOALS):
            found[goal] = path
    if not found:
        raise UsageError(f"{folder}: expected icons like 8.svg or Goal-08.png, found none")
    return found


def _inside(path: Path) -> str:
    size = path.stat().st_size
    if size > _LIMIT:
        raise UsageError(f"{path}: expected at most {_LIMIT} bytes, found {size}; make it smaller")
    content = base64.b64encode(path.read_bytes()).decode("ascii")
    return f'url("data:{_KINDS[path.suffix.lower()]};base64,{content}")'
