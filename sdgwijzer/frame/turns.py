"""Many visitors at once: few pages are made at the same time.

Pages are made in threads of one process, so more of them at a time are not faster. A hundred that
all want Streamlit's locks spend their time on waiting for each other; in a queue they do not.
"""

from threading import BoundedSemaphore
from typing import Final

TURNS: Final = BoundedSemaphore(4)
"""How many pages are made at the same time; the others wait for their turn."""
