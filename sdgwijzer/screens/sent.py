"""Where a report is asked, and the names of what is sent there; `serving/reports.py` reads them."""

from typing import Final

PATH: Final = "rapport/maken"
"""Where a file is made."""

FORM: Final = "soort"
"""Name of the ending."""

WITH: Final = "met"
"""Name of the chapters that are wanted."""

OWN: Final = "eigen-"
"""Before the anchor of a chapter: the name of its own text."""
