"""In which forms results are written."""

from collections.abc import Mapping
from typing import Final

TABLE: Final = ("text", "csv", "json")
"""What is read on a terminal, or by a program."""

EXPORT: Final = ("csv", "excel-csv", "xlsx", "parquet", "json", "zip")
"""Figures: plain CSV, CSV as a Dutch Excel reads it, a workbook in Dutch, Parquet, JSON, a zip."""

BINARY: Final = ("xlsx", "parquet", "zip")
"""Nothing to read on a terminal."""

NAMED: Final[Mapping[str, tuple[str, ...]]] = {
    ".csv": ("csv", "excel-csv"),
    ".xlsx": ("xlsx",),
    ".parquet": ("parquet",),
    ".json": ("json",),
    ".zip": ("zip",),
}
"""Ending of a file → the forms that it can have, the usual one first."""
