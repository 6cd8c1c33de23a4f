"""What every step of a report needs, loaded once by the process that the others come from.

It is frozen: a collection of garbage in one of them would copy the pages of memory that they share.
Who interrupts it meanwhile gets no lines of Python: whoever started it says that.
"""

import atexit
import ctypes
import gc
import os
from typing import Final

try:
    import sdgwijzer.html
    import sdgwijzer.links
    import sdgwijzer.report
    import sdgwijzer.screens.sheet
    import sdgwijzer.views.dataset  # noqa: F401
except KeyboardInterrupt:
    os._exit(130)


_ARENAS: Final = -8
_TRIM: Final = -1
"""Of glibc's `mallopt`: how many pools of memory; how many bytes may stay free in them."""


def _thrifty() -> None:
    """Memory that was used goes back at once, and threads do not each keep a pool of it.

    A tenth of what a report takes. Only glibc has this.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_ARENAS, 1)
        mallopt(_TRIM, 100_000)


if os.name == "posix":
    _thrifty()
gc.freeze()
atexit.register(gc.unfreeze)
