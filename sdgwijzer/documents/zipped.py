"""Zip files that are the same for the same content: no clock, no order of the machine."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip knows."""
_UNIX: Final = 3


def fixed(content: bytes) -> bytes:
    """A zip with the same files in the same order, and no moment of its own.

    Args:
        content: of a zip, such as a Word file.
    """
    with zipfile.ZipFile(BytesIO(content)) as old:
        return packed({each.filename: old.read(each) for each in old.infolist()})


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files, in this order.

    Args:
        files: name → content.
    """
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content)
    return made.getvalue()
