"""The link is the state: what an address says of a page → choices, and back. Nothing else is kept.

`read` is the one place where the text of a link becomes choices; controls of a page write a link
too, and are read in the same way.
"""

from sdgwijzer.links.choices import Choices, Placed, Read, Unplaced, read
from sdgwijzer.links.parameters import PARAMETERS, Options

__all__ = ["PARAMETERS", "Choices", "Options", "Placed", "Read", "Unplaced", "read"]
