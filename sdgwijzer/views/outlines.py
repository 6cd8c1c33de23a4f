"""The outlines of the municipalities, to draw them on a map."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sdgwijzer import paths


@dataclass(frozen=True)
class Outlines:
    """A flat drawing of all municipalities of today.

    Attributes:
        width: of the drawing, in its own units.
        height: of it.
        paths: code → outline, in the language of SVG.
    """

    width: int
    height: int
    paths: Mapping[str, str]


def load() -> Outlines:
    """Those of the data folder, or that come along."""
    path = paths.outlines()
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _read(path: Path, _changed: int) -> Outlines:
    found = json.loads(path.read_text(encoding="utf-8"))
    return Outlines(int(found["width"]), int(found["height"]), found["paths"])
