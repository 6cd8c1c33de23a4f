"""One module per source: the publisher's files → figures. The file name is the key.

A source module has a `SOURCE: Source`. Nothing has to be registered.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from sdgwijzer.model import Source


@cache
def available() -> tuple[str, ...]:
    """The keys of all sources, in alphabetical order."""
    return tuple(sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py")))


def load(key: str) -> Source:
    """The source with this key.

    Raises:
        KeyError: there is no such module.
    """
    if key not in available():
        raise KeyError(key)
    source = cast(Source, import_module(f"sdgwijzer.sources.{key}").SOURCE)
    assert source.key == key, f"sources/{key}.py calls itself {source.key!r}"
    return source
