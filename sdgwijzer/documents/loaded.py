"""What the steps of a report need, loaded once by the process that they come from.

It is frozen: a collection of garbage in one of them would copy the pages of memory that they share.
Who interrupts it meanwhile gets no lines of Python: whoever started it says that.
"""

import atexit
import gc
import os

try:
    import sdgwijzer.documents.thrifty
    import sdgwijzer.html
    import sdgwijzer.links
    import sdgwijzer.report
    import sdgwijzer.screens.sheet
    import sdgwijzer.views.dataset  # noqa: F401
except KeyboardInterrupt:
    os._exit(130)


gc.freeze()
atexit.register(gc.unfreeze)
