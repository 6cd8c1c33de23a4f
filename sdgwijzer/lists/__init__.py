"""Tables that are no figures: municipalities, outlines, clusters, plans, names, Eurostat.

A module here has a `LIST: List`. Nothing has to be registered.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from sdgwijzer.catalogue import Catalogue
from sdgwijzer.model import Get


class Prepared(NamedTuple):
    """What an update of a list writes."""

    said: str  # what was found
    files: Mapping[Path, bytes]
    description: Path | None = None  # the one of these files that describes the others


@dataclass(frozen=True)
class List:
    """A table that `sdgwijzer update` can read."""

    key: str
    prepare: Callable[[Path, Catalogue, Get], Prepared]
    """Data folder, catalogue, how to ask → what is to be written."""
    file: str = ""
    """Where it stands in the data folder, if it is one file."""
    shipped: bool = True
    """Is it in the repository, or only there after an update?"""


@cache
def available() -> Mapping[str, List]:
    """All of them by key; municipalities first, for the others are read with them."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    found = [import_module(f"{__name__}.{name}").LIST for name in names]
    return {each.key: each for each in sorted(found, key=lambda each: each.key != "municipalities")}
