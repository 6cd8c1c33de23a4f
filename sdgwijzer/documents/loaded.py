"""What every step of a report needs, loaded once by the process that the others come from.

Who interrupts it meanwhile gets no lines of Python: whoever started it says that.
"""

import os

try:
    import sdgwijzer.links
    import sdgwijzer.report
    import sdgwijzer.screens.sheet
    import sdgwijzer.views.dataset  # noqa: F401
except KeyboardInterrupt:
    os._exit(130)
