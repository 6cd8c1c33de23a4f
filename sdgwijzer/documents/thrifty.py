"""A process that takes little: memory that was used goes back at once, all threads share a pool.

A tenth of what a report takes. It holds for who loads this; only glibc has it.
"""

import ctypes
import os
from typing import Final

_ARENAS: Final = -8
_TRIM: Final = -1
"""Of glibc's `mallopt`: how many pools of memory; how many bytes may stay free in them."""


def _thrifty() -> None:
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_ARENAS, 1)
        mallopt(_TRIM, 100_000)


if os.name == "posix":
    _thrifty()
