"""The outlines of the municipalities, to draw them on a map."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from sdgwijzer import paths
from sdgwijzer.errors import SdgWijzerError
from sdgwijzer.views.last_good import LastGood


@dataclass(frozen=True)
class Outlines:
    """A flat drawing of all municipalities of today.

    Attributes:
        width: of the drawing, in its own units.
        height: of it.
        paths: code → outline, in the language of SVG.
        content: the file.
    """

    width: int
    height: int
    paths: Mapping[str, str]
    content: bytes

    @cached_property
    def version(self) -> str:
        """Another one for another drawing."""
        return hashlib.sha256(self.content).hexdigest()[:12]


def read(path: Path) -> Outlines:
    """The outlines in a file.

    Raises:
        SdgWijzerError: it is no drawing of municipalities.
    """
    try:
        content = path.read_bytes()
        found = json.loads(content)
        drawn = Outlines(int(found["width"]), int(found["height"]), dict(found["paths"]), content)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise _refused(path, f"{type(error).__name__}: {str(error)[:200]}") from error
    if not drawn.paths or not all(isinstance(each, str) for each in drawn.paths.values()):
        raise _refused(path, "no outlines, or some that are no text")
    return drawn


def _refused(path: Path, found: str) -> SdgWijzerError:
    return SdgWijzerError(
        f"{path}: expected width, height and an outline for each municipality, found {found}; "
        "take it back from version control, or run 'sdgwijzer update'."
    )


OUTLINES: Final[LastGood[Outlines]] = LastGood(read)
"""Read anew when they were written anew."""


def load() -> Outlines:
    """Those of the data folder, or that come along.

    Raises:
        SdgWijzerError: they cannot be read, and never could.
    """
    return OUTLINES(paths.outlines())
