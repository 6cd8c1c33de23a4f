"""Zip files that are the same for the same content: no clock, no order of the machine."""

import zipfile
from io import BytesIO
from typing import Final

DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip knows."""


def fixed(content: bytes) -> bytes:
    """A zip with the same files in the same order, and no moment of its own.

    Args:
        content: of a zip, such as a Word file.
    """
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.infolist():
            entry = zipfile.ZipInfo(each.filename, DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, old.read(each))
    return made.getvalue()
